//! `asms check`: searches every state of a scenario and says what holds.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, IsTerminal as _, Write as _};
use std::num::NonZero;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use asms_check::{Found, Limits, Outcome, Progress, Report, Search, Verdict, judge, replay};
use asms_machine::behaviour::Behaviour;
use asms_machine::scenario::{BUILT_IN, Scenario};
use asms_machine::system::{Action, Sequence, System, line};
use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{CellAlignment, ContentArrangement, Table};
use indicatif::{HumanCount, ProgressBar, ProgressStyle};

use crate::report;

/// Searches every state of a scenario and says which properties hold.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Scenarios that come with the program, or files with scenarios of your own (*.toml). Without any: all that come
    /// with it.
    scenario: Vec<String>,

    /// Choose a variant at a decision point, as in AMB-17=no-dedupe. May be given several times.
    #[arg(long, value_name = "POINT=VARIANT")]
    with: Vec<String>,

    /// Threads that search. They change how long it takes and nothing else. [default: one a core]
    #[arg(long)]
    threads: Option<NonZero<usize>>,

    /// End a search after so many states.
    #[arg(long, value_name = "N", default_value_t = Limits::default().states)]
    max_states: u64,

    /// End a search after so many steps from the start.
    #[arg(long, value_name = "N", default_value_t = Limits::default().depth, hide_default_value = true)]
    max_depth: u32,

    /// Print one JSON document instead of tables.
    #[arg(long)]
    json: bool,

    /// List the scenarios that come with the program, and end.
    #[arg(long, conflicts_with_all = ["scenario", "with", "json"])]
    list: bool,
}

const EXAMPLES: &str = "\
Examples:
  asms check                                        every scenario that comes with the program
  asms check sync-keys --with AMB-17=no-dedupe      what if the server forgets ClientIds?
  asms check my-scenario.toml --json                a scenario of your own, for a script

Exit codes:
  0  every verdict is as the scenario pins it
  1  a property is violated that is not pinned as violated, or the other way round, or a deadlock
  2  bad usage, or a scenario that cannot be read
  3  a search ended early, so not every state was seen
  4  a goal was not reached, or a property never came up
  5  all is as pinned but for a count of states, steps or depth";

/// Runs the subcommand.
pub(crate) fn run(args: &Args) -> ExitCode {
    if args.list {
        return report::print(&list());
    }
    let systems = match systems(args) {
        Ok(systems) => systems,
        Err(message) => return report::bad_usage(&message),
    };
    let search = Search {
        limits: Limits { states: args.max_states, depth: args.max_depth, ..Limits::default() },
        threads: args.threads.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZero::get),
    };
    let interrupt = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&interrupt);
    // Without the handler an interrupt simply ends the program; nothing else is lost.
    let _ = ctrlc::set_handler(move || flag.store(true, Ordering::Relaxed));

    let mut runs = Vec::new();
    for system in systems {
        if interrupt.load(Ordering::Relaxed) {
            break;
        }
        let report = search_one(&search, &system, &interrupt);
        runs.push(Run::new(system, report));
    }
    let worst = runs.iter().map(Run::outcome).max().unwrap_or(Outcome::Truncated);
    let text = if args.json { report::check_json(&runs) } else { text(&runs) };
    let printed = report::print(&text);
    if printed == ExitCode::SUCCESS { exit_code(worst) } else { printed }
}

/// A scenario searched.
pub(crate) struct Run {
    pub(crate) system: System,
    pub(crate) report: Report<Action>,
    pub(crate) mismatches: Vec<asms_check::Mismatch>,
}

impl Run {
    fn new(system: System, report: Report<Action>) -> Self {
        let scenario = &system.scenario;
        // What a scenario pins, it pins for its own behaviour.
        let mismatches = if system.behaviour == scenario.behaviour {
            judge(&report, &scenario.expect)
        } else {
            let pinned = asms_machine::scenario::Expectation {
                unconcerned: report.properties.iter().map(|entry| entry.info.name.to_owned()).collect(),
                ..Default::default()
            };
            judge(&report, &pinned).into_iter().filter(|found| found.outcome >= Outcome::Truncated).collect()
        };
        Self { system, report, mismatches }
    }

    fn outcome(&self) -> Outcome {
        self.mismatches.iter().map(|found| found.outcome).max().unwrap_or(Outcome::AsPinned)
    }

    /// The steps of a path, in words.
    pub(crate) fn sequence(&self, path: &asms_check::Path<Action>) -> Sequence {
        let mut sequence = Sequence::default();
        // The path comes from a search of this very system, so every step may happen.
        let _ = replay(&self.system, path, |step| sequence.lines.push(line(step.action, step.effect)));
        sequence
    }
}

fn exit_code(worst: Outcome) -> ExitCode {
    ExitCode::from(match worst {
        Outcome::AsPinned => 0,
        Outcome::Violated | Outcome::Deadlock => 1,
        Outcome::Truncated => 3,
        Outcome::GoalUnreached => 4,
        Outcome::Differs => 5,
    })
}

/// The scenarios asked for, under the behaviour asked for.
fn systems(args: &Args) -> Result<Vec<System>, String> {
    let names: Vec<&str> = if args.scenario.is_empty() {
        BUILT_IN.iter().map(|(name, _)| *name).collect()
    } else {
        args.scenario.iter().map(String::as_str).collect()
    };
    names
        .into_iter()
        .map(|name| {
            let mut system = System::new(scenario(name)?);
            for choice in &args.with {
                system.behaviour.set_from(choice).map_err(|error| format!("--with {choice}: {error}"))?;
            }
            Ok(system)
        })
        .collect()
}

fn scenario(name: &str) -> Result<Scenario, String> {
    if let Some(scenario) = Scenario::built_in(name) {
        return scenario.map_err(|error| error.to_string());
    }
    if !Path::new(name).extension().is_some_and(|extension| extension == "toml") {
        let known: Vec<&str> = BUILT_IN.iter().map(|(name, _)| *name).collect();
        return Err(format!(
            "there is no scenario {name:?}; there are {}, or give a file whose name ends in .toml",
            known.join(", ")
        ));
    }
    let text = fs::read_to_string(name).map_err(|error| format!("{name}: {error}"))?;
    let stem = Path::new(name).file_stem().map(|stem| stem.to_string_lossy().into_owned());
    Scenario::parse(&stem.unwrap_or_default(), name, &text).map_err(|error| error.to_string())
}

fn search_one(search: &Search, system: &System, interrupt: &AtomicBool) -> Report<Action> {
    let bar = if io::stderr().is_terminal() { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
    bar.set_style(ProgressStyle::default_spinner());
    bar.enable_steady_tick(Duration::from_millis(120));
    let start = Instant::now();
    let name = &system.scenario.name;
    let pinned = system.scenario.expect.states.filter(|_| system.behaviour == system.scenario.behaviour);
    let report = search.run(system, interrupt, |progress| bar.set_message(progress_line(name, progress, pinned, start)));
    bar.finish_and_clear();
    report
}

/// `sync-keys: 120,000 states of 483,745 · 240,000/s · depth 21 · 9,000 waiting · 2 s left`
fn progress_line(name: &str, progress: Progress, pinned: Option<u64>, start: Instant) -> String {
    let seconds = start.elapsed().as_millis().max(1);
    let rate = u64::try_from(u128::from(progress.states) * 1000 / seconds).unwrap_or(u64::MAX);
    let mut text = format!("{name}: {} states", HumanCount(progress.states));
    if let Some(pinned) = pinned {
        let _ = write!(text, " of {}", HumanCount(pinned));
    }
    let _ = write!(
        text,
        " · {}/s · depth {} · {} waiting",
        HumanCount(rate),
        progress.depth,
        HumanCount(progress.queue)
    );
    if let Some(left) = pinned.and_then(|pinned| pinned.saturating_sub(progress.states).checked_div(rate)) {
        let _ = write!(text, " · {left} s left");
    }
    text
}

fn text(runs: &[Run]) -> String {
    let mut out = String::new();
    for run in runs {
        counterexamples(run, &mut out);
    }
    out.push_str(&table(runs).to_string());
    out.push('\n');
    for run in runs {
        closing_lines(run, &mut out);
    }
    out
}

/// Every violation, as a sequence between the parties.
fn counterexamples(run: &Run, out: &mut String) {
    for entry in &run.report.properties {
        let Found::Violated { reason, path } = &entry.found else { continue };
        let name = &run.system.scenario.name;
        let _ = writeln!(out, "{name}{}: {} is VIOLATED", under(&run.system.behaviour), entry.info.name);
        let _ = writeln!(out, "  {} ({})", entry.info.prose, entry.info.sources);
        let _ = writeln!(out, "  Here {reason}.");
        if let Some(pinned) = pinned_reason(run, entry.info.name) {
            let _ = writeln!(out, "  This is as pinned: {pinned}");
        }
        let _ = writeln!(out, "  The shortest way there has {} steps:\n", path.len());
        let _ = writeln!(out, "{}", run.sequence(path));
    }
}

fn pinned_reason<'r>(run: &'r Run, property: &str) -> Option<&'r str> {
    let scenario = &run.system.scenario;
    (run.system.behaviour == scenario.behaviour)
        .then(|| scenario.expect.violated.get(property).map(|pinned| pinned.because.trim()))
        .flatten()
}

fn table(runs: &[Run]) -> Table {
    let mut table = Table::new();
    table
        .load_preset(UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_header(["scenario", "states", "steps", "depth", "property", "verdict", "from"]);
    for column in [1, 2, 3] {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    for run in runs {
        let report = &run.report;
        for (at, entry) in report.properties.iter().enumerate() {
            let mut cells = if at == 0 {
                [
                    format!("{}{}", run.system.scenario.name, under(&run.system.behaviour)),
                    HumanCount(report.states).to_string(),
                    HumanCount(report.generated).to_string(),
                    report.depth.to_string(),
                ]
                .to_vec()
            } else {
                vec![String::new(); 4]
            };
            let verdict = Verdict::of(report, &entry.found);
            let pinned = pinned_reason(run, entry.info.name).map_or("", |_| ", as pinned");
            let steps = match &entry.found {
                Found::Violated { path, .. } => format!(" in {} steps", path.len()),
                _ => String::new(),
            };
            cells.extend([
                entry.info.name.to_owned(),
                format!("{verdict}{steps}{pinned}"),
                entry.info.sources.to_owned(),
            ]);
            table.add_row(cells);
        }
    }
    table
}

/// What a reader has to know beside the table.
fn closing_lines(run: &Run, out: &mut String) {
    let report = &run.report;
    let name = &run.system.scenario.name;
    let seen = if report.is_complete() { "every state seen" } else { "NOT every state seen" };
    let reached = report.goals.iter().filter(|goal| goal.reached.is_some()).count();
    let _ = write!(
        out,
        "{name}: {seen}; {reached} of {} goals reached; odds of a missed state 1 in {}",
        report.goals.len(),
        HumanCount(u64::try_from(report.odds()).unwrap_or(u64::MAX))
    );
    let idle: Vec<String> = Behaviour::POINTS
        .iter()
        .enumerate()
        .filter(|(at, _)| report.consulted >> at & 1 == 0)
        .map(|(_, point)| point.label())
        .collect();
    if !idle.is_empty() {
        let _ = write!(out, "; never decided: {}", idle.join(", "));
    }
    out.push('\n');
    for found in &run.mismatches {
        let _ = writeln!(out, "{name}: {}", found.text);
    }
}

/// The deviations of a behaviour, as in ` with AMB-17=no-dedupe`.
fn under(behaviour: &Behaviour) -> String {
    let deviations = behaviour.deviations();
    if deviations.is_empty() { String::new() } else { format!(" with {}", deviations.join(", ")) }
}

fn list() -> String {
    let mut out = String::new();
    for (name, _) in BUILT_IN {
        let about = Scenario::built_in(name).and_then(Result::ok).map(|scenario| scenario.about);
        let _ = writeln!(out, "{name:18} {}", about.unwrap_or_default());
    }
    out
}
