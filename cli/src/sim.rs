//! `asms sim`: many seeds of a scenario in virtual time, and what came of them.

mod compare;
mod json;
mod numbers;
mod plan;
mod progress;
mod recorded;
mod subject;
mod text;

use std::io::{self, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use asms_sim::Plan;
use asms_sim::fleet::{Entry, Fleet, FleetReport, Replayed, SeedFile};
use asms_sim::numbers::{Comparison, Row};
use asms_sim::plan::{Overrides, Recipe};
use asms_sim::radio::{Carrier, Preset};
use asms_sim::record::{LEGEND, compare as compare_runs};

use crate::answer::{Answer, Failure};
use crate::search::{cores, interrupt};
pub(crate) use progress::spinner;
use subject::{Subject, seeds};
pub(crate) use text::replay as replayed;

/// Let days and years of a scenario pass, from many seeds, and say what was broken
///
/// Users write and read, devices poll, messages travel as the octets of the wire and of the air, and things go wrong: all at
/// times that the seed draws, so that one seed is one history on any machine. Each thing that happens is judged by the
/// same properties as in `asms check`. In the end nothing goes wrong any more, and everything has to come to its end.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples())]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own on the command line")]
pub(crate) struct Args {
    /// A scenario that comes with the program, a file of your own (*.toml), or - for the standard input
    scenario: String,

    /// The seeds: one, as 17, or from the first to before the last, as 0..10000
    #[arg(long, value_name = "SEEDS", default_value = "0..100", value_parser = seeds)]
    seeds: Range<u64>,

    /// For how many days each runs before it heals, 1 to 36500 [default: as the scenario says, else 30]
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=36_500))]
    days: Option<u32>,

    /// How many users there are, each with a mailbox and devices, 1 to 10000 [default: as the scenario says, else 1]
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=10_000))]
    users: Option<u16>,

    /// The state of the radio network: good, urban, congested, disaster [default: as the scenario says, else urban]
    #[arg(long)]
    preset: Option<Preset>,

    /// What the radio carries: gsm, cdma [default: as the scenario says, else gsm]
    #[arg(long, value_parser = subject::carrier)]
    carrier: Option<Carrier>,

    /// Choose a variant at a decision point, as in AMB-17=no-dedupe; may be given several times
    #[arg(long, value_name = "POINT=VARIANT")]
    with: Vec<String>,

    /// Behave as a product does, as in exchange-2010; what --with chooses comes on top
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,

    /// Let a kind of fault be as strong as this, as in request-lost=5000; may be given several times. --show-plan has the
    /// names, units and strengths
    #[arg(long, value_name = "NAME=STRENGTH")]
    fault: Vec<String>,

    /// Let no other kinds of fault happen than these, as in request-lost,server-busy; none for none at all. What --fault
    /// names comes on top
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    only_faults: Option<Vec<String>>,

    /// Let every seed have all faults, as strong as they are; else each has some, weaker or stronger
    #[arg(long)]
    no_swarm: bool,

    /// Seeds that run at a time, 1 to 256; they change how long it takes and nothing else [default: one a core]
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,

    /// The file in which failures are kept. Those of the same scenario and behaviour run again first
    #[arg(long, value_name = "FILE", default_value = FAILURES)]
    failures: PathBuf,

    /// Keep so many new failures of each kind at most
    #[arg(long, value_name = "N", default_value_t = 20)]
    keep: usize,

    /// Forget the kept failures that fail no more
    #[arg(long)]
    forget: bool,

    /// Write a line for each thing that happens into this file; takes one seed
    #[arg(long, value_name = "FILE", conflicts_with = "compare")]
    log: Option<PathBuf>,

    /// Write the trace of one seed into this file: JSON lines, with the octets of each message and the hash of each state
    #[arg(long, value_name = "FILE", conflicts_with = "compare")]
    trace: Option<PathBuf>,

    /// Run every seed twice at the same time, and compare the state after each event
    #[arg(long, conflicts_with_all = ["compare", "log", "trace"])]
    twice: bool,

    /// Write plots of latencies and fates as SVG pictures, to FILE-latency.svg and FILE-fates.svg
    #[arg(long, value_name = "FILE")]
    plot: Option<PathBuf>,

    /// Print all numbers, and how sure they are, instead of what became of messages
    #[arg(long)]
    numbers: bool,

    /// Run the same seeds under every variant of a decision point, as AMB-12, on every preset of the radio network, as
    /// preset, or by every carrier, as carrier, and compare what came of them
    #[arg(long, value_name = "POINT|preset|carrier")]
    compare: Option<String>,

    /// Print every parameter, and run nothing
    #[arg(long, conflicts_with_all = ["compare", "log", "json", "numbers"])]
    show_plan: bool,

    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

/// Where failures are kept unless told otherwise.
pub(crate) const FAILURES: &str = "asms-failures.toml";

const EXAMPLES: &str = "\
Examples:
  asms sim everyday                                     a hundred seeds of 30 days
  asms sim everyday --seeds 0..10000 --preset disaster  many more, on a network of which most is down
  asms sim everyday --with AMB-17=no-dedupe             what if the server forgets ClientIds?
  asms sim everyday --seeds 17 --log seed.log           one seed, with all that happens
  asms sim everyday --only-faults response-lost --no-swarm
  asms sim everyday --compare AMB-12                    what difference do readings of the text make?
  asms sim everyday --compare preset --plot networks    and the network, in a table and in pictures?
  asms sim my-scenario.toml --show-plan                 every parameter, with its unit
  asms new-scenario my-scenario.toml                    a file to begin with

Reading the table:
  FAILED      a property was broken without an excuse, or work was left in the end, or bytes and model differ
  excused     a property was broken because of something that nobody can help, such as a lost report; a
              word says which, and below the table stands what it means
  device-days days, counted for each device

Failures are kept in a file with all that it takes: `asms replay` runs them again, `asms shrink` finds the few things
that matter.

Exit codes:
  1  a seed failed, or one that was kept still fails
  2  the command line, the scenario or the file of failures cannot be used
  3  interrupted, and nothing had failed by then
  0  none of these";

fn examples() -> String {
    format!("{EXAMPLES}\n\nA line of the log:\n{LEGEND}")
}

/// All that a report is made of.
struct Findings<'a> {
    args: &'a Args,
    subject: &'a Subject,
    plan: &'a Plan,
    report: FleetReport,
    /// The failures that were kept before and ran again.
    earlier: Vec<(Entry, Replayed)>,
    /// How many failures of this run are kept.
    kept: usize,
    /// How many that were mended are forgotten.
    forgotten: usize,
}

/// Runs the subcommand.
pub(crate) fn run(args: &Args, out: &mut impl Write) -> Result<Answer, Failure> {
    let subject = Subject::find(&args.scenario, args.overrides())?;
    let plan = subject.plan()?;
    if args.show_plan {
        plan::write(&plan, out)?;
        return Ok(Answer::Yes);
    }
    let threads = args.threads.map_or_else(cores, usize::from);
    let interrupt = interrupt();
    if let Some(point) = &args.compare {
        return compare::run(args, &subject, point, threads, &interrupt, out);
    }
    let earlier = earlier(&args.failures, &subject.recipe, &interrupt)?;
    if args.twice {
        return twice(&plan, &args.seeds, &interrupt, out);
    }
    let report = match (&args.log, &args.trace) {
        (None, None) => fleet(&subject.recipe.scenario, &plan, &args.seeds, threads, &interrupt),
        (log, trace) => recorded::run(&subject.recipe, &plan, &args.seeds, log.as_deref(), trace.as_deref())?,
    };
    if let Some(path) = &args.plot {
        let row = Row { label: subject.recipe.scenario.clone(), numbers: report.numbers.clone() };
        plot(path, &Comparison { rows: vec![row] })?;
    }
    let mut findings =
        Findings { args, subject: &subject, plan: &plan, report, earlier, kept: 0, forgotten: 0 };
    keep(&mut findings)?;
    if args.json {
        json::write(&findings, out)?;
    } else {
        text::write(&findings, out)?;
    }
    let fails = |replayed: &Replayed| *replayed != Replayed::Mended;
    Ok(match &findings {
        findings if !findings.report.failures.is_empty() => Answer::No,
        findings if findings.earlier.iter().any(|(_, replayed)| fails(replayed)) => Answer::No,
        findings if !findings.report.is_complete() => Answer::Truncated,
        _ => Answer::Yes,
    })
}

impl Args {
    fn overrides(&self) -> Overrides {
        let none = |names: &Vec<String>| names.len() == 1 && names.iter().any(|name| name == "none");
        let only_faults = self.only_faults.clone();
        Overrides {
            days: self.days,
            users: self.users,
            preset: self.preset,
            carrier: self.carrier,
            profile: self.profile.clone(),
            with: self.with.clone(),
            only_faults: only_faults.map(|names| if none(&names) { Vec::new() } else { names }),
            fault: self.fault.clone(),
            swarm: self.no_swarm.then_some(false),
        }
    }
}

/// Runs seeds, with a line of progress where somebody looks.
fn fleet(
    label: &str,
    plan: &Plan,
    seeds: &Range<u64>,
    threads: usize,
    interrupt: &AtomicBool,
) -> FleetReport {
    progress::watched(label, |show| Fleet { plan, seeds: seeds.clone(), threads }.run(interrupt, show))
}

/// Runs each seed twice, and says where the two part, if they do.
fn twice(
    plan: &Plan,
    seeds: &Range<u64>,
    interrupt: &AtomicBool,
    out: &mut impl Write,
) -> Result<Answer, Failure> {
    let mut parted = 0_u64;
    let mut ran = 0_u64;
    let spinner = spinner();
    for seed in seeds.clone() {
        if interrupt.load(Ordering::Relaxed) {
            break;
        }
        match compare_runs(plan, seed) {
            Ok(hash) => writeln!(out, "seed {seed}: {hash}")?,
            Err(parting) => {
                parted += 1;
                writeln!(out, "seed {seed}: {parting}")?;
            }
        }
        ran += 1;
        spinner.set_message(format!("{ran} of {} seeds run twice", seeds.end - seeds.start));
    }
    spinner.finish_and_clear();
    writeln!(out, "{ran} seeds ran twice, {parted} of them in two ways")?;
    Ok(match () {
        () if parted > 0 => Answer::No,
        () if ran < seeds.end - seeds.start => Answer::Truncated,
        () => Answer::Yes,
    })
}

/// Writes the plots of numbers, beside each other.
fn plot(path: &Path, comparison: &Comparison) -> Result<(), Failure> {
    for (what, picture) in [("latency", comparison.latency_plot()), ("fates", comparison.fate_plot())] {
        let mut name = path.file_stem().unwrap_or_default().to_os_string();
        name.push(format!("-{what}.svg"));
        let path = path.with_file_name(name);
        std::fs::write(&path, picture)
            .map_err(|error| Failure::unusable(format!("cannot write {}: {error}", path.display())))?;
    }
    Ok(())
}

/// Runs the failures again that were kept of the same scenario under the same behaviour.
fn earlier(path: &Path, recipe: &Recipe, interrupt: &AtomicBool) -> Result<Vec<(Entry, Replayed)>, Failure> {
    let file = SeedFile::read(path).map_err(Failure::unusable)?;
    let is_of_it = |entry: &&Entry| {
        let (kept, asked) = (&entry.recipe.overrides, &recipe.overrides);
        entry.recipe.scenario == recipe.scenario && kept.with == asked.with && kept.profile == asked.profile
    };
    let mut earlier = Vec::new();
    for entry in file.entries().filter(is_of_it) {
        if interrupt.load(Ordering::Relaxed) {
            break;
        }
        let replayed = entry.replay(interrupt);
        let replayed = replayed.map_err(|error| Failure::unusable(format!("{}: {error}", path.display())))?;
        earlier.extend(replayed.map(|replayed| (entry.clone(), replayed)));
    }
    Ok(earlier)
}

/// Keeps the failures, and notes which of those before are mended.
fn keep(findings: &mut Findings<'_>) -> Result<(), Failure> {
    let Findings { args, subject, report, earlier, .. } = &*findings;
    let mut kept = Vec::new();
    let mut counts = std::collections::BTreeMap::new();
    for (seed, failed) in &report.failures {
        let count = counts.entry(failed.failure).or_insert(0);
        *count += 1;
        if *count <= args.keep {
            kept.push(Entry {
                program: env!("CARGO_PKG_VERSION").to_owned(),
                recipe: subject.recipe.clone(),
                seed: *seed,
                only: None,
                failed: failed.clone(),
                trace: None,
                mended: None,
            });
        }
    }
    let count = kept.len();
    let mut forgotten = Vec::new();
    let change = |file: &mut SeedFile| {
        note(file, earlier);
        for entry in kept {
            file.keep(entry);
        }
        if args.forget {
            forgotten = file.forget_mended();
        }
    };
    SeedFile::update(&args.failures, change).map_err(Failure::unusable)?;
    remove_traces(&args.failures, &forgotten)?;
    (findings.kept, findings.forgotten) = (count, forgotten.len());
    Ok(())
}

/// Removes the traces of failures that are forgotten.
pub(crate) fn remove_traces(failures: &Path, forgotten: &[Entry]) -> Result<(), Failure> {
    for name in forgotten.iter().filter_map(|entry| entry.trace.as_ref()) {
        let path = failures.with_file_name(name);
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(Failure::unusable(format!("cannot remove {}: {error}", path.display())));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Notes in the file what became of failures that ran again.
pub(crate) fn note(file: &mut SeedFile, replayed: &[(Entry, Replayed)]) {
    for (entry, replayed) in replayed {
        let is_mended = *replayed == Replayed::Mended;
        if let Some(kept) = file.find(entry) {
            kept.mended = match kept.mended.take() {
                since @ Some(_) if is_mended => since,
                _ => is_mended.then(|| env!("CARGO_PKG_VERSION").to_owned()),
            };
        }
    }
}
