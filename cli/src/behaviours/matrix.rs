//! `asms behaviours --matrix`: which scenario catches which variant.

use std::io::{self, Write};

use asms_check::{Cell, Limits, Matrix, Row, Search, Variation, matrix};
use asms_machine::behaviour::{Behaviour, Standing};
use asms_machine::scenario::Chosen;
use asms_sim::fleet::{HuntTable, Shown};
use serde::Serialize;

use crate::answer::{Answer, Failure};
use crate::hunt::ShownForm;
use crate::layout::{WIDTH, counted, wrapped};
use crate::search::{cores, interrupt, scenarios, watched};

/// The options of the matrix.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Search every scenario under every variant, and say which catches which. Takes minutes; a scenario that never
    /// asks a decision point is not searched for its variants
    #[arg(long)]
    pub(crate) matrix: bool,

    /// A scenario of the matrix, or a file (*.toml); may be given several times [default: all that come with it]
    #[arg(long, value_name = "SCENARIO", requires = "matrix")]
    scenario: Vec<String>,

    /// A variant of the matrix, as in AMB-17=no-dedupe, or all of a decision point, as in AMB-17; may be given several
    /// times [default: all]
    #[arg(long, value_name = "POINT[=VARIANT]", requires = "matrix")]
    variant: Vec<String>,

    /// Threads that search, 1 to 256 [default: one a core]
    #[arg(long, requires = "matrix", value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,

    /// End a search after so many states
    #[arg(long, value_name = "N", requires = "matrix", default_value_t = 2_000_000)]
    max_states: u64,
}

/// What to say of the matrix behind the help of the subcommand.
pub(crate) const AFTER_HELP: &str = "\
Reading the matrix:
  9    caught: after so many steps a property is violated that the scenario keeps by its own choices
  ·    every state was seen, and nothing more is violated
  -    the decision point is never asked, so the variant changes nothing
  own  the scenario chooses the variant itself
  ?    a search ended early
  sim  how many seeds of the simulator it takes to see a defect; `asms hunt` finds them
  no   the simulator cannot show it

Exit codes of --matrix:
  1  a defect is caught nowhere, though every scenario that comes with the program was asked
  3  a search ended early, so a defect may be caught or not
  0  neither";

/// Makes the matrix and writes it.
pub(crate) fn run(options: &Options, json: bool, out: &mut impl Write) -> Result<Answer, Failure> {
    let variations = variations(&options.variant)?;
    let scenarios = scenarios(&options.scenario)?;
    let search = Search {
        limits: Limits { states: options.max_states, ..Limits::default() },
        threads: options.threads.map_or_else(cores, usize::from),
        ..Search::new()
    };
    let interrupt = interrupt();
    let found = watched(None, |show| {
        matrix(&scenarios, &variations, &search, &interrupt, |progress| {
            let with = progress.variation.map(|variation| format!(" with {}", variation.label()));
            let label = format!(
                "{} of {}: {}{}",
                progress.done,
                progress.cells,
                progress.scenario,
                with.unwrap_or_default()
            );
            show(&label, progress.search);
        })
    });
    let simulated = HuntTable::built_in().map_err(Failure::unusable)?;
    if json {
        write_json(&found, &simulated, out)?;
    } else {
        write_text(&found, &simulated, out)?;
    }
    Ok(answer(&found, options.scenario.is_empty()))
}

/// The variants asked for.
fn variations(asked: &[String]) -> Result<Vec<Variation>, Failure> {
    if asked.is_empty() {
        return Ok(Variation::all().collect());
    }
    let mut found = Vec::new();
    for asked in asked {
        let (point, variant) = match asked.split_once('=') {
            Some((point, variant)) => (point.trim(), Some(variant.trim())),
            None => (asked.trim(), None),
        };
        let before = found.len();
        found.extend(Variation::all().filter(|variation| {
            let entry = variation.point();
            (entry.name == point || entry.ambiguity == Some(point))
                && variant.is_none_or(|name| name == variation.variant().name)
        }));
        if found.len() == before {
            // The table itself says best what there is.
            let error = Behaviour::default().set(point, variant.unwrap_or_default()).err();
            return Err(match error {
                Some(error) => Failure::unusable(error),
                None => Failure::unusable(format!("{asked} is a default, so nothing can catch it")),
            });
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// A defect that nothing catches is the answer no, if every scenario was asked.
fn answer(found: &Matrix, everywhere: bool) -> Answer {
    let free = |row: &&Row| !row.is_caught();
    if found.rows.iter().filter(free).any(|row| row.cells.iter().any(|cell| matches!(cell, Cell::Unknown(_))))
    {
        Answer::Truncated
    } else if everywhere && found.rows.iter().filter(free).any(|row| row.variation.is_defect()) {
        Answer::No
    } else {
        Answer::Yes
    }
}

/// The most columns of the name of a variant, and those of a cell.
const LABEL: usize = 42;
const CELL: usize = 4;

/// Writes the scenarios by number, then a grid of the variants that some scenario exercises, and what became of each.
/// Where the scenarios are too many for the screen the grid is cut into several.
fn write_text(found: &Matrix, simulated: &HuntTable, out: &mut impl Write) -> io::Result<()> {
    for (at, name) in found.scenarios.iter().enumerate() {
        writeln!(out, "{:>CELL$}  {name}", at + 1)?;
    }
    let exercised: Vec<&Row> = found.rows.iter().filter(|row| is_exercised(&row.cells)).collect();
    let labels = exercised.iter().map(|row| row.variation.label().chars().count());
    let width = labels.max().unwrap_or_default().min(LABEL);
    let columns: Vec<usize> = (0..found.scenarios.len()).collect();
    for columns in columns.chunks((WIDTH - width) / CELL - 1) {
        for (standing, title) in [(Standing::Defect, "Defects"), (Standing::Reading, "Readings")] {
            let rows: Vec<&Row> = exercised
                .iter()
                .copied()
                .filter(|row| row.variation.variant().standing == standing)
                .filter(|row| columns.iter().any(|at| row.cells.get(*at).is_some_and(is_asked)))
                .collect();
            let table = (standing == Standing::Defect).then_some(simulated);
            grid(title, width, columns, &rows, table, out)?;
        }
    }
    writeln!(out)?;
    let (free, told): (Vec<&Row>, Vec<&Row>) = exercised.into_iter().partition(|row| is_free(row));
    for row in told {
        wrapped(
            out,
            &format!("{:width$}  ", row.variation.label()),
            &summary(&found.scenarios, row, simulated),
        )?;
    }
    names("not caught: ", free.into_iter(), out)?;
    names("not exercised: ", found.rows.iter().filter(|row| !is_exercised(&row.cells)), out)
}

/// A list of variants, if there are any.
fn names<'r>(label: &str, rows: impl Iterator<Item = &'r Row>, out: &mut impl Write) -> io::Result<()> {
    let names: Vec<String> = rows.map(|row| row.variation.label()).collect();
    if names.is_empty() { Ok(()) } else { wrapped(out, label, &names.join(", ")) }
}

/// Whether all was seen where it is asked, and nothing caught it.
fn is_free(row: &Row) -> bool {
    let unknown = row.cells.iter().any(|cell| matches!(cell, Cell::Unknown(_)));
    !row.is_caught() && !unknown && row.cells.contains(&Cell::NotCaught)
}

fn is_exercised(cells: &[Cell]) -> bool {
    cells.iter().any(is_asked)
}

fn is_asked(cell: &Cell) -> bool {
    *cell != Cell::NotExercised
}

/// Some columns of the grid, and one for the simulator where it looks for these variants.
fn grid(
    title: &str,
    width: usize,
    columns: &[usize],
    rows: &[&Row],
    simulated: Option<&HuntTable>,
    out: &mut impl Write,
) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    write!(out, "\n{title:width$}")?;
    for at in columns {
        write!(out, "{:>CELL$}", at + 1)?;
    }
    if simulated.is_some() {
        write!(out, "{:>CELL$}", "sim")?;
    }
    let columns_in_all = columns.len() + usize::from(simulated.is_some());
    writeln!(out, "\n{}", "─".repeat(width + columns_in_all * CELL))?;
    for row in rows {
        write!(out, "{:width$}", row.variation.label())?;
        for cell in columns.iter().filter_map(|at| row.cells.get(*at)) {
            write!(out, "{:>CELL$}", sign(cell))?;
        }
        if let Some(table) = simulated {
            write!(out, "{:>CELL$}", seeds(table, row))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// How many seeds it takes the simulator to see a defect.
fn seeds(table: &HuntTable, row: &Row) -> String {
    match shown(table, row) {
        Some(shown) => shown.seeds.to_string(),
        None if chosen(row).is_some_and(|choice| table.why_hidden(choice).is_some()) => "no".to_owned(),
        None => "-".to_owned(),
    }
}

fn shown<'t>(table: &'t HuntTable, row: &Row) -> Option<&'t Shown> {
    table.of(chosen(row)?)
}

fn chosen(row: &Row) -> Option<Chosen> {
    Chosen::find(&row.variation.label())
}

fn sign(cell: &Cell) -> String {
    match cell {
        Cell::Caught { steps, .. } => return steps.to_string(),
        Cell::NotCaught => "·",
        Cell::NotExercised => "-",
        Cell::Own => "own",
        Cell::Unknown(_) => "?",
    }
    .to_owned()
}

/// What became of a variant that is caught, or of which that is not known, in a sentence.
fn summary(scenarios: &[String], row: &Row, simulated: &HuntTable) -> String {
    let by_check = by_check(scenarios, row);
    match shown(simulated, row) {
        Some(Shown { scenario, seeds, failure, .. }) => {
            let seeds = counted(usize::try_from(*seeds).unwrap_or(usize::MAX), "seed", "seeds");
            format!("{by_check}; simulated, by {failure} in {seeds} of {scenario}")
        }
        None => by_check,
    }
}

/// The same, of the search alone.
fn by_check(scenarios: &[String], row: &Row) -> String {
    let caught = scenarios.iter().zip(&row.cells).filter_map(|(scenario, cell)| match cell {
        Cell::Caught { by, steps } => Some((*steps, scenario, *by)),
        _ => None,
    });
    if let Some((steps, scenario, by)) = caught.min_by_key(|(steps, ..)| *steps) {
        return format!("caught by {by} in {} of {scenario}", counted(steps, "step", "steps"));
    }
    match row.cells.iter().filter(|cell| matches!(cell, Cell::Unknown(_))).count() {
        0 => "chosen by the scenarios themselves".to_owned(),
        unknown => format!(
            "not caught as far as was searched; unknown in {}",
            counted(unknown, "scenario", "scenarios")
        ),
    }
}

/// The version of the form of the document.
const FORMAT: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    format: u32,
    rows: Vec<RowForm<'a>>,
}

#[derive(Serialize)]
struct RowForm<'a> {
    point: &'static str,
    variant: &'static str,
    standing: String,
    cells: Vec<CellForm<'a>>,
    /// What the simulator shows a defect by.
    simulated: Option<ShownForm<'a>>,
}

#[derive(Serialize)]
struct CellForm<'a> {
    scenario: &'a str,
    #[serde(flatten)]
    verdict: VerdictForm,
}

#[derive(Serialize)]
#[serde(tag = "verdict", rename_all = "kebab-case")]
enum VerdictForm {
    Caught { by: &'static str, steps: usize },
    NotCaught,
    NotExercised,
    Own,
    Unknown { stopped: String },
}

fn write_json(found: &Matrix, simulated: &HuntTable, out: &mut impl Write) -> Result<(), Failure> {
    let rows = found.rows.iter().map(|row| RowForm {
        point: row.variation.point().name,
        variant: row.variation.variant().name,
        standing: row.variation.variant().standing.to_string(),
        cells: found
            .scenarios
            .iter()
            .zip(&row.cells)
            .map(|(scenario, cell)| CellForm { scenario, verdict: verdict(*cell) })
            .collect(),
        simulated: shown(simulated, row).map(ShownForm::of),
    });
    serde_json::to_writer_pretty(&mut *out, &Document { format: FORMAT, rows: rows.collect() })?;
    writeln!(out)?;
    Ok(())
}

fn verdict(cell: Cell) -> VerdictForm {
    match cell {
        Cell::Caught { by, steps } => VerdictForm::Caught { by, steps },
        Cell::NotCaught => VerdictForm::NotCaught,
        Cell::NotExercised => VerdictForm::NotExercised,
        Cell::Own => VerdictForm::Own,
        Cell::Unknown(stopped) => VerdictForm::Unknown { stopped: stopped.to_string() },
    }
}
