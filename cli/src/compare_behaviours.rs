//! `asms compare-behaviours`: the shortest way to tell two behaviours apart.

mod json;
mod text;

use std::io::Write;
use std::sync::atomic::Ordering;

use asms_check::{Both, Comparable, Comparison, Difference, Limits, Search, Stopped, differing, tell_apart};
use asms_machine::behaviour::Behaviour;

use crate::answer::{Answer, Failure};
use crate::search::{cores, interrupt, scenarios, watched};

/// Find the shortest way to tell two behaviours apart.
///
/// Both take every step of a scenario together, until a message differs, or what may happen next, or whether a property
/// holds. The last step is shown for both sides.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// A behaviour: POINT=VARIANT, several with commas between them, or `default` for what the scenario has itself
    a: String,

    /// The behaviour to tell it from
    b: String,

    /// A scenario that comes with the program, or a file of your own (*.toml); may be given several times
    /// [default: all that come with it]
    #[arg(long, value_name = "SCENARIO")]
    scenario: Vec<String>,

    /// Threads that search, 1 to 256; they change how long it takes and nothing else [default: one a core]
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,

    /// End the search of a scenario after so many pairs of states
    #[arg(long, value_name = "N", default_value_t = Limits::default().states)]
    max_states: u64,

    /// Name the scenarios that never ask the decision point, instead of counting them
    #[arg(long)]
    verbose: bool,

    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  asms compare-behaviours default AMB-17=no-dedupe           where does it show that ClientIds are forgotten?
  asms compare-behaviours AMB-27=replay AMB-27=status-3      two readings of the same text
  asms compare-behaviours default AMB-17=no-dedupe,repeat=recomposed --scenario key-reset

Exit codes:
  1  they are told apart
  2  the command line or a scenario cannot be used
  3  a search ended early, and nothing was found before
  0  nothing tells them apart in any of these scenarios";

/// A scenario, and what became of it.
struct Tried {
    scenario: String,
    behaviours: Both<Behaviour>,
    verdict: Verdict,
}

/// What a scenario says.
enum Verdict {
    /// It was searched.
    Compared(Comparison),
    /// It was searched for something shorter than what another scenario gave, in vain.
    NotSooner,
    /// The two are one behaviour there, since the scenario itself has a choice that the other names.
    Same,
    /// An interrupt came before.
    NotRun,
}

/// All that a report is made of.
struct Findings<'a> {
    args: &'a Args,
    tried: Vec<Tried>,
}

impl Findings<'_> {
    /// The shortest difference, and the scenario in which it shows. Later ones were only looked for below its length.
    fn shortest(&self) -> Option<(&str, &Difference)> {
        self.tried.iter().rev().find_map(|tried| match &tried.verdict {
            Verdict::Compared(Comparison { verdict: Comparable::Apart(difference), .. }) => {
                Some((tried.scenario.as_str(), &**difference))
            }
            _ => None,
        })
    }

    fn is_complete(&self) -> bool {
        self.tried.iter().all(|tried| match &tried.verdict {
            Verdict::Compared(comparison) => !matches!(comparison.verdict, Comparable::Unknown(_)),
            Verdict::NotSooner | Verdict::Same => true,
            Verdict::NotRun => false,
        })
    }
}

/// Runs the subcommand.
pub(crate) fn run(args: &Args, out: &mut impl Write) -> Result<Answer, Failure> {
    if behaviour(&args.a, Behaviour::default())? == behaviour(&args.b, Behaviour::default())? {
        return Err(Failure::unusable(format!("{} and {} are the same behaviour", args.a, args.b)));
    }
    let interrupt = interrupt();
    let mut best: Option<usize> = None;
    let mut findings = Findings { args, tried: Vec::new() };
    for scenario in scenarios(&args.scenario)? {
        let behaviours = Both {
            first: behaviour(&args.a, scenario.behaviour)?,
            second: behaviour(&args.b, scenario.behaviour)?,
        };
        let verdict = if interrupt.load(Ordering::Relaxed) {
            Verdict::NotRun
        } else if differing(&behaviours) == 0 {
            Verdict::Same
        } else {
            let search = search(args, best);
            let comparison = watched(None, |show| {
                tell_apart(&scenario, behaviours, &search, &interrupt, |progress| {
                    show(&scenario.name, progress);
                })
            });
            match &comparison.verdict {
                Comparable::Unknown(Stopped::Depth(_)) => Verdict::NotSooner,
                verdict => {
                    if let Comparable::Apart(difference) = verdict {
                        best = Some(difference.steps());
                    }
                    Verdict::Compared(comparison)
                }
            }
        };
        findings.tried.push(Tried { scenario: scenario.name, behaviours, verdict });
    }
    if args.json {
        json::write(&findings, out)?;
    } else {
        text::write(&findings, out)?;
    }
    Ok(match findings.shortest() {
        Some(_) => Answer::No,
        None if findings.is_complete() => Answer::Yes,
        None => Answer::Truncated,
    })
}

/// A behaviour as the command line names it, over that of a scenario.
fn behaviour(named: &str, mut own: Behaviour) -> Result<Behaviour, Failure> {
    if named != "default" {
        own.set_from(named.split(',')).map_err(Failure::unusable)?;
    }
    Ok(own)
}

/// A search for what is shorter than the best so far.
fn search(args: &Args, best: Option<usize>) -> Search {
    let depth = best.map_or(u32::MAX, |best| u32::try_from(best).unwrap_or(u32::MAX).saturating_sub(1));
    Search {
        limits: Limits { states: args.max_states, depth, ..Limits::default() },
        threads: args.threads.map_or_else(cores, usize::from),
        ..Search::new()
    }
}

/// The names of the decision points at which two behaviours differ.
fn points(behaviours: &Both<Behaviour>) -> Vec<String> {
    let set = differing(behaviours);
    let points = Behaviour::POINTS.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1);
    points.map(|(_, point)| point.label()).collect()
}
