//! `asms hunt`: which seed shows each defect first.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use asms_machine::scenario::Chosen;
use asms_sim::fleet::{Hunt, HuntTable, Hunted, Shown, defects};
use asms_sim::{BUILT_IN, Failure as Broken, Plan};
use serde::Serialize;

use crate::answer::{Answer, Failure};
use crate::layout::{WIDTH, counted, wrapped};
use crate::search::{cores, interrupt};
use crate::sim::spinner;

/// Say for each known defect how many seeds it takes until one shows it
///
/// Each defect is put into the machines in turn, and the scenarios of the simulator run with it: seed 0 of each, then seed 1
/// of each, until a property is broken that nothing excuses. What that gives is compared with the table that comes with the
/// program.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// How many seeds to try in each scenario
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    seeds: u64,

    /// Look for these defects only, as in AMB-17=first-item
    #[arg(value_name = "POINT=VARIANT")]
    defects: Vec<String>,

    /// Write the table with what was found into this file, in place of comparing
    #[arg(long, value_name = "FILE")]
    write: Option<PathBuf>,

    /// Defects that are looked for at a time, 1 to 256; they change how long it takes and nothing else [default: one a core]
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,

    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  asms hunt                                    every defect, a minute or two
  asms hunt AMB-17=first-item --seeds 1000     one of them, with patience
  asms hunt --write sim/hunt.toml              the table anew, after the machines or the scenarios changed
  asms sim everyday --with AMB-17=first-item   what it breaks, and how often

Reading the table:
  not asked  no scenario of the simulator comes where the defect would make a difference
  not shown  it made no difference that a property speaks of, in so many seeds
  seeds      how many it took, in the scenario in which it takes the fewest
  days       how many days of the last of them had begun by then

Exit codes:
  0  all is as in the table
  2  there is no such defect
  3  interrupted
  5  something differs from the table";

/// Runs the subcommand.
pub(crate) fn run(args: &Args, out: &mut impl Write) -> Result<Answer, Failure> {
    let table = HuntTable::built_in().map_err(Failure::unusable)?;
    let defects = wanted(&args.defects)?;
    let worlds = BUILT_IN.iter().map(|(name, text)| {
        let plan = Plan::parse(name, &format!("{name}.toml"), text).map_err(Failure::unusable)?;
        Ok(((*name).to_owned(), plan))
    });
    let hunt = Hunt {
        worlds: worlds.collect::<Result<_, Failure>>()?,
        seeds: args.seeds,
        threads: args.threads.map_or_else(cores, usize::from),
    };
    let spinner = spinner();
    let interrupt = interrupt();
    let hunted =
        hunt.run(&defects, &interrupt, |done| spinner.set_message(format!("{done} of {}", defects.len())));
    spinner.finish_and_clear();
    let differences = table.differences(&hunted, args.seeds);
    if args.json {
        json(&table, &hunted, &differences, out)?;
    } else {
        text(&table, &hunted, args.seeds, out)?;
    }
    if hunted.len() < defects.len() {
        return Ok(Answer::Truncated);
    }
    if let Some(path) = &args.write {
        let table = table.with(&hunted);
        fs::write(path, table.text())
            .map_err(|error| Failure::unusable(format!("cannot write {}: {error}", path.display())))?;
        let rows = counted(differences.len(), "row", "rows");
        if !args.json {
            writeln!(out, "{} written; {rows} differ from the table of this program", path.display())?;
        }
        return Ok(Answer::Yes);
    }
    if !args.json {
        for difference in &differences {
            wrapped(out, "DIFFERS: ", difference)?;
        }
    }
    Ok(if differences.is_empty() { Answer::Yes } else { Answer::Differs })
}

/// The defects that are asked for, or all.
fn wanted(names: &[String]) -> Result<Vec<Chosen>, Failure> {
    let all = defects();
    if names.is_empty() {
        return Ok(all);
    }
    let found = names.iter().map(|name| {
        Chosen::find(name).filter(|choice| all.contains(choice)).ok_or_else(|| {
            let known: Vec<String> = all.iter().map(ToString::to_string).collect();
            Failure::unusable(format!("there is no defect {name:?}; there are {}", known.join(", ")))
        })
    });
    found.collect()
}

fn text(table: &HuntTable, hunted: &[Hunted], seeds: u64, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{:42} {:>5} {:>4}  {:12} shown by", "defect", "seeds", "days", "scenario")?;
    writeln!(out, "{}", "─".repeat(WIDTH))?;
    for Hunted { defect, shown, asked } in hunted {
        let name = defect.to_string();
        if let Some(Shown { scenario, seeds, days, failure }) = shown {
            let failure = in_words(*failure);
            writeln!(out, "{name:42} {seeds:>5} {days:>4}  {scenario:12} {failure}")?;
        } else {
            let what = if *asked { "not shown" } else { "not asked" };
            writeln!(out, "{name:42} {:>5} {:>4}  {:12} {what}", "-", "-", "")?;
        }
        if let Some(because) = table.why_hidden(*defect) {
            wrapped(out, "  ", because)?;
        }
    }
    writeln!(out, "{}", "─".repeat(WIDTH))?;
    let shown = hunted.iter().filter(|hunted| hunted.shown.is_some()).count();
    let asked = hunted.iter().filter(|hunted| hunted.asked).count();
    writeln!(out, "{} defects: {asked} asked, {shown} shown within {seeds} seeds a scenario", hunted.len())
}

fn in_words(failure: Broken) -> &'static str {
    match failure {
        Broken::Property(property) => property,
        Broken::Pending => "work left in the end",
        Broken::Divergence => "bytes and model differ",
    }
}

/// The version of the form of the document.
const FORMAT: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    format: u32,
    defects: Vec<RowForm<'a>>,
    /// In what this differs from the table that comes with the program.
    differences: &'a [String],
}

#[derive(Serialize)]
struct RowForm<'a> {
    point: &'static str,
    variant: &'static str,
    asked: bool,
    shown: Option<ShownForm<'a>>,
    /// Why it cannot show, if it cannot.
    hidden: Option<&'a str>,
}

/// What shows a defect, for programs.
#[derive(Serialize)]
pub(crate) struct ShownForm<'a> {
    scenario: &'a str,
    seeds: u64,
    days: u64,
    failure: String,
}

impl<'a> ShownForm<'a> {
    pub(crate) fn of(shown: &'a Shown) -> Self {
        let Shown { scenario, seeds, days, failure } = shown;
        Self { scenario, seeds: *seeds, days: *days, failure: failure.to_string() }
    }
}

fn json(
    table: &HuntTable,
    hunted: &[Hunted],
    differences: &[String],
    out: &mut impl Write,
) -> Result<(), Failure> {
    let document = Document {
        format: FORMAT,
        defects: hunted.iter().map(|hunted| row(table, hunted)).collect(),
        differences,
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)?;
    Ok(())
}

fn row<'a>(table: &'a HuntTable, hunted: &'a Hunted) -> RowForm<'a> {
    RowForm {
        point: hunted.defect.point.name,
        variant: hunted.defect.variant.name,
        asked: hunted.asked,
        shown: hunted.shown.as_ref().map(ShownForm::of),
        hidden: table.why_hidden(hunted.defect),
    }
}
