//! `asms coverage`: how every requirement, edge case and known bug stands, and what shows it.

mod json;
mod text;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use asms_machine::facts::{Coverage, Row, Stated};
use asms_machine::scenario::Chosen;
use asms_sim::fleet::{HuntTable, Shown};

use crate::answer::{Answer, Failure};

/// Say how every requirement, edge case and known bug stands, and what shows it
///
/// Computed from the sources of properties, goals and variants, the pins of scenarios, the table of catches, and what
/// model/machine/facts/standings.toml states of tests and of what lies outside; beside it stands what `asms hunt` found. A property counts only in a scenario
/// that has to reach a goal of the same id, since what never comes up is proved by nothing.
#[derive(clap::Args, Debug)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {
    /// Show this id alone; may be given several times [default: all]
    id: Vec<String>,

    /// Look in the repository at this place whether the tests that are named exist
    #[arg(long, value_name = "DIRECTORY")]
    tests_in: Option<PathBuf>,

    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

const AFTER_HELP: &str = "\
Examples:
  asms coverage               the whole table
  asms coverage EC-04 B-22    what shows these
  asms coverage --tests-in .  in the repository, as its checks do

How an id stands:
  holds       a property that names it holds in every state of these scenarios, all of which reach its situation
  violated    a property is broken: by default, which a scenario pins with the reason, or under a reading
  model       a variant does what went wrong in the field, and breaks this property
  tested      a test shows it, of bytes or of one machine
  simulation  of a known bug: it takes time or faults that the model has not. Beside other evidence: a defect that comes
              from it shows in a simulation, after so many seeds
  outside     no message of this suite carries it
  none        nothing shows it

Exit codes:
  1  an id has no standing, or something is named that does not exist
  2  there is no such id
  0  neither";

/// Computes and prints.
pub(crate) fn run(args: &Args, out: &mut impl Write) -> Result<Answer, Failure> {
    let mut coverage = Coverage::built_in().map_err(Failure::unusable)?;
    let hunted = HuntTable::built_in().map_err(Failure::unusable)?;
    if let Some(root) = &args.tests_in {
        coverage.faults.extend(missing_tests(root)?);
    }
    if !args.id.is_empty() {
        narrow(&mut coverage, &args.id)?;
    }
    if args.json {
        json::write(&coverage, &hunted, out)?;
    } else {
        text::write(&coverage, &hunted, args.id.is_empty(), out)?;
    }
    Ok(if coverage.faults.is_empty() { Answer::Yes } else { Answer::No })
}

/// The defects that come from an id, and what shows each in a simulation.
fn simulated<'t>(table: &'t HuntTable, id: &str) -> impl Iterator<Item = (Chosen, &'t Shown)> {
    let comes_from =
        move |defect: &Chosen| defect.variant.sources.split_whitespace().any(|source| source == id);
    table.shown.iter().map(|(defect, shown)| (*defect, shown)).filter(move |(defect, _)| comes_from(defect))
}

/// Tests that are named and that the repository does not have.
fn missing_tests(root: &Path) -> Result<Vec<String>, Failure> {
    if !root.is_dir() {
        return Err(Failure::unusable(format!("{} is no directory", root.display())));
    }
    let stated = Stated::built_in().map_err(Failure::unusable)?;
    let missing = stated.tests().filter(|(test, _)| {
        let text = fs::read_to_string(root.join(test.file)).unwrap_or_default();
        !test.is_in(&text)
    });
    Ok(missing.map(|(test, ids)| format!("{ids}: there is no test {} in {}", test.name, test.file)).collect())
}

/// Leaves these ids and the faults that name them. Case does not matter.
fn narrow(coverage: &mut Coverage, asked: &[String]) -> Result<(), Failure> {
    let is_asked = |id: &str| asked.iter().any(|asked| asked.eq_ignore_ascii_case(id));
    if let Some(unknown) =
        asked.iter().find(|asked| !coverage.rows().any(|row| row.fact.id.eq_ignore_ascii_case(asked)))
    {
        return Err(Failure::unusable(format!(
            "there is no {unknown:?}; the ids are ASMS-001 to ASMS-085, EC-01 to EC-61 and B-01 to B-94, as \
             `asms explain ASMS`, `EC` and `B` list them"
        )));
    }
    coverage
        .faults
        .retain(|fault| fault.split(|sign: char| sign != '-' && !sign.is_ascii_alphanumeric()).any(is_asked));
    for list in [&mut coverage.requirements, &mut coverage.edge_cases, &mut coverage.known_bugs] {
        list.retain(|row: &Row| is_asked(&row.fact.id));
    }
    Ok(())
}
