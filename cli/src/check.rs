//! `asms check`: searches every state of a scenario and says what holds.

mod drawing;
mod json;
mod list;
mod pins;
mod text;

use std::io::Write;
use std::path::PathBuf;
use std::sync::atomic::Ordering;

use asms_check::{Limits, Mismatch, Outcome, PropertyReport, Report, Search, judge, replay};
use asms_machine::behaviour::{Behaviour, PROFILES, Profile};
use asms_machine::scenario::{Expectation, Scenario};
use asms_machine::system::{Action, Sequence, System, line};

use crate::answer::{Answer, Failure};
use crate::search::{cores, interrupt, scenarios, watched};

/// Search every state of a scenario and say which properties hold
///
/// A property that is violated is shown with the shortest way there, as a sequence between users, devices, the server and
/// the radio network. Scenarios pin what is known; a run is as it should be when it gives what they pin. One scenario is
/// shown whole; of several each has a line, and only what is not pinned is shown.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own on the command line")]
pub(crate) struct Args {
    /// Scenarios that come with the program, or files of your own (*.toml) [default: all that come with it]
    scenario: Vec<String>,

    /// Choose a variant at a decision point, as in AMB-17=no-dedupe; may be given several times
    #[arg(long, value_name = "POINT=VARIANT")]
    with: Vec<String>,

    /// Behave as a product does, as in exchange-2010; what --with chooses comes on top
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,

    /// Take the larger budget of each scenario that has one; that can take many minutes
    #[arg(long)]
    all: bool,

    /// Threads that search, 1 to 256; they change how long it takes and nothing else [default: one a core]
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,

    /// End a search after so many states
    #[arg(long, value_name = "N", default_value_t = Limits::default().states)]
    max_states: u64,

    /// End a search after so many steps from the start
    #[arg(long, value_name = "N", default_value_t = Limits::default().depth, hide_default_value = true)]
    max_depth: u32,

    /// Print one JSON document, with the bytes of every message of a counterexample
    #[arg(long)]
    json: bool,

    /// Draw every violation into a file of its own in this directory
    #[arg(long, value_name = "DIR")]
    svg: Option<PathBuf>,

    /// Print what each run gives as the file of a scenario pins it, ready to be pasted there, and nothing else
    #[arg(long, conflicts_with = "json")]
    pins: bool,

    /// List what there is: scenarios, and what their files may name
    #[arg(long, conflicts_with_all = ["scenario", "with", "profile", "all", "json", "svg", "pins"])]
    list: bool,
}

const EXAMPLES: &str = "\
Examples:
  asms check                                     every scenario that comes with the program
  asms check sync-keys                           one of them, with every property
  asms check sync-keys --with AMB-17=no-dedupe   what if the server forgets ClientIds?
  asms check settings --profile exchange-2010    what if the server is that product?
  asms check my-scenario.toml --json             a scenario of your own, for a script
  asms check my-scenario.toml --pins             what to write under its [expect]
  asms check key-reset --svg drawings            every violation as a drawing, for a browser
  asms check --list                              what scenarios, properties, goals and variants there are

Reading the table:
  holds          in a search that saw every state, and some step was one that the property speaks of
  VIOLATED       not in every step; one scenario alone is shown with the shortest way there
  as pinned      the file of the scenario says so, and why it cannot be helped
  never came up  no step was one that the property speaks of
  unknown        not violated as far as the search went, which was not to the end
  not exercised  decision points that no step asked, so that another variant would change nothing

Exit codes, the gravest of all scenarios:
  1  a property is violated that is not pinned, or holds that is pinned as violated, or a deadlock
  2  the command line or a scenario cannot be used
  3  a search ended early, so not every state was seen
  4  a goal was not reached, or a property never came up that is pinned to hold
  5  a count is not as pinned, or a property holds that the file does not name under holds
  0  none of these
With --with and --profile, only what the scenario does not pin for its own behaviour counts as a violation.";

/// Runs the subcommand.
pub(crate) fn run(args: &Args, out: &mut impl Write) -> Result<Answer, Failure> {
    if args.list {
        list::write(out)?;
        return Ok(Answer::Yes);
    }
    let search = Search {
        limits: Limits { states: args.max_states, depth: args.max_depth, ..Limits::default() },
        threads: args.threads.map_or_else(cores, usize::from),
        ..Search::new()
    };
    let interrupt = interrupt();
    let mut runs = Vec::new();
    let mut not_run = Vec::new();
    for Asked { system, is_larger } in systems(args)? {
        // A search that was interrupted shows what it has; those behind it would have nothing.
        if interrupt.load(Ordering::Relaxed) {
            not_run.push(system.scenario.name);
            continue;
        }
        // How many states there are is known beforehand where the scenario pins it.
        let pinned = system.scenario.expect.states.filter(|_| is_as_pinned(&system));
        let report = watched(pinned, |show| {
            search.run(&system, &interrupt, |progress| show(&system.scenario.name, progress))
        });
        runs.push(Run::new(system, is_larger, report));
    }
    let drawn = args.svg.as_deref().map(|directory| drawing::write(&runs, directory)).transpose()?;
    if args.json {
        json::write(&runs, &not_run, out)?;
    } else if args.pins {
        pins::write(&runs, out)?;
    } else {
        text::write(&runs, &not_run, out)?;
        for file in drawn.into_iter().flatten() {
            writeln!(out, "drawn: {}", file.display())?;
        }
    }
    let unfinished = (!not_run.is_empty()).then_some(Outcome::Truncated);
    let worst = runs.iter().map(Run::outcome).chain(unfinished).max();
    Ok(answer(worst.unwrap_or(Outcome::Truncated)))
}

/// A scenario to be searched.
struct Asked {
    system: System,
    /// Whether it has its larger budget.
    is_larger: bool,
}

/// A scenario searched.
struct Run {
    system: System,
    is_larger: bool,
    report: Report<Action>,
    mismatches: Vec<Mismatch>,
}

impl Run {
    fn new(system: System, is_larger: bool, report: Report<Action>) -> Self {
        let mismatches = if is_as_pinned(&system) {
            judge(&report, &system.scenario.expect)
        } else {
            // What a scenario pins, it pins for its own behaviour. Under another one counts mean nothing, and a
            // property that is violated anyway tells nothing against it.
            let mut found = judge(&report, &Expectation::default());
            found.retain(|found| {
                found.outcome >= Outcome::Truncated
                    || (found.outcome == Outcome::GoalUnreached && found.property.is_none())
            });
            found.retain(|found| {
                found.property.is_none_or(|name| !system.scenario.expect.violated.contains_key(name))
            });
            found
        };
        Self { system, is_larger, report, mismatches }
    }

    fn outcome(&self) -> Outcome {
        self.mismatches.iter().map(|found| found.outcome).max().unwrap_or(Outcome::AsPinned)
    }

    /// Why the violation of a property is known and cannot be helped, if the scenario pins one.
    fn pinned_reason(&self, property: &str) -> Option<&str> {
        self.system.scenario.expect.violated.get(property).map(|pinned| pinned.because.trim())
    }

    /// Whether what became of a property is not as the scenario pins it.
    fn is_amiss(&self, entry: &PropertyReport<Action>) -> bool {
        self.mismatches.iter().any(|found| found.property == Some(entry.info.name))
    }

    /// The choices of the behaviour that no step asked for, so that they changed nothing.
    fn idle_choices(&self) -> Vec<String> {
        (0..Behaviour::POINTS.len())
            .filter(|at| {
                self.system.behaviour.choice(*at) != self.system.scenario.behaviour.choice(*at)
                    && self.report.consulted >> at & 1 == 0
            })
            .map(|at| Behaviour::POINTS[at].label())
            .collect()
    }

    /// The steps of a path, in words.
    fn sequence(&self, path: &asms_check::Path<Action>) -> Sequence {
        let mut sequence = Sequence::default();
        // The path comes from a search of this very system, so every step may happen.
        let _ = replay(&self.system, path, |step| sequence.lines.push(line(step.action, step.effect)));
        sequence
    }

    /// The scenario, and how it behaves where that is not the default, as in `sync-keys with AMB-17=no-dedupe`.
    fn title(&self) -> String {
        let size = if self.is_larger { ", larger" } else { "" };
        let name = format!("{}{size}", self.system.scenario.name);
        match self.system.behaviour.deviations().as_slice() {
            [] => name,
            deviations => format!("{name} with {}", deviations.join(", ")),
        }
    }
}

/// Whether the behaviour is the one that the scenario pins results for.
fn is_as_pinned(system: &System) -> bool {
    system.behaviour == system.scenario.behaviour
}

fn answer(worst: Outcome) -> Answer {
    match worst {
        Outcome::AsPinned => Answer::Yes,
        Outcome::Violated | Outcome::Deadlock => Answer::No,
        Outcome::Truncated => Answer::Truncated,
        Outcome::GoalUnreached => Answer::GoalUnreached,
        Outcome::Differs => Answer::Differs,
    }
}

/// The scenarios asked for, as large and under the behaviour asked for.
fn systems(args: &Args) -> Result<Vec<Asked>, Failure> {
    let product = args.profile.as_deref().map(profile).transpose()?;
    let choices = product.iter().flat_map(|profile| profile.choices.iter().copied());
    let scenarios = scenarios(&args.scenario)?.into_iter();
    let system = |scenario: Scenario| {
        let is_larger = args.all && scenario.larger.is_some();
        let mut system = System::new(if is_larger { scenario.enlarged() } else { scenario });
        system
            .behaviour
            .set_all(choices.clone())
            .map_err(|error| Failure::unusable(format!("--profile: {error}")))?;
        let with = args.with.iter().map(String::as_str);
        system.behaviour.set_from(with).map_err(|error| Failure::unusable(format!("--with: {error}")))?;
        Ok(Asked { system, is_larger })
    };
    scenarios.map(system).collect()
}

/// The product of this name.
fn profile(name: &str) -> Result<&'static Profile, Failure> {
    PROFILES.iter().find(|profile| profile.name == name).ok_or_else(|| {
        let known: Vec<&str> = PROFILES.iter().map(|profile| profile.name).collect();
        Failure::unusable(format!("--profile: there is no product {name:?}; there are {}", known.join(", ")))
    })
}
