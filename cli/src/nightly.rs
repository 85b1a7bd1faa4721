//! `asms nightly`: everything the suite can do, in a given time, told on one page.

mod merge;
mod progress;

use std::io::{self, Write};
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use asms_nightly::{Checkout, Night, Run, Shard, Store, Verdict, Wish};

use xxhash_rust::xxh3::xxh3_128;

use crate::answer::{Answer, Failure};
use crate::search::{cores, interrupt};

/// Do everything the suite can do in a given time, and tell it on one page
///
/// Searches every scenario, simulates seeds over networks and readings, looks whether every known defect still shows,
/// compares fixtures, runs things twice, and fuzzes where cargo-fuzz is installed. What failed in earlier nights runs
/// first, and every night has other seeds. A night that was interrupted goes on where it was when the same command is given again.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP, args_conflicts_with_subcommands = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Option<Command>,

    /// How long it may take, as 5m, 1h30m or 8h; what is planned depends on it
    #[arg(long, value_name = "TIME", default_value = "30m", value_parser = budget)]
    budget: Duration,

    /// The folder for the page and the other results, and for what the next night begins with; made where there is none
    #[arg(long, value_name = "DIR", default_value = "asms-nightly")]
    out: PathBuf,

    /// How many cores the plan reckons with, on all machines together, 1 to 10000
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    cores: u32,

    /// What the night is called besides its number, such as a date or a commit
    #[arg(long, value_name = "TEXT", default_value = "")]
    label: String,

    /// Do this part of the night only, as 1/3; none for all of it [default: what the environment says, else all]
    #[arg(long, value_name = "I/N", value_parser = part)]
    shard: Option<Part>,

    /// The folder of the night before, to go on from there [default: that of --out]
    #[arg(long, value_name = "DIR")]
    state: Option<PathBuf>,

    /// Where the repository is, for fuzz targets and fixtures [default: here, if this is one]
    #[arg(long, value_name = "DIR")]
    checkout: Option<PathBuf>,

    /// Threads that work, 1 to 256; they change how long it takes and nothing else [default: one a core]
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,

    /// Print one JSON document, that of night.json
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Merge(merge::Args),
}

/// A part of a night, or all of it whatever the environment says.
#[derive(Clone, Copy, Debug)]
struct Part(Shard);

const AFTER_HELP: &str = "\
What is planned follows from --budget, --cores and what earlier nights left, and not from the machine: on one that is
faster than reckoned the night ends early, and the last jobs of a slower one are not run.

The folder:
  index.html      the page, in one file
  summary.txt     what stands on the screen in the end
  junit.xml       for services that show results of tests
  results.sarif   for services that show findings beside code
  night.json      for programs
  night/          what came of each job, as it is known
  state/          what the next night begins with: failing seeds, the next seed, corpora of fuzzing

The part of a machine is known from the variables of Kubernetes (JOB_COMPLETION_INDEX, with ASMS_SHARDS for how many), Slurm
arrays, GitLab, CircleCI, Buildkite and Azure Pipelines. Parts are put together by `asms nightly merge`.

Examples:
  asms nightly --budget 5m                                    a first look: asms-nightly/index.html
  asms nightly --budget 8h --cores 16 --out night             a long night on a large machine
  asms nightly --budget 30m --shard 1/2 --state night --out part-1
  asms nightly --budget 30m --shard 2/2 --state night --out part-2
  asms nightly merge part-1 part-2 --out night                one night on two machines

Exit codes, the gravest of all jobs:
  1  something is broken
  2  the command line, a folder or what is in it cannot be used
  3  nothing is broken, and some jobs were not run
  4  a situation was not reached that has to be
  5  a count, a fixture or the table of defects is not as it is kept
  0  none of these";

/// Runs the subcommand.
pub(crate) fn run(args: &Args, out: &mut impl Write) -> Result<Answer, Failure> {
    if let Some(Command::Merge(args)) = &args.command {
        return merge::run(args, out);
    }
    let store = Store::at(&args.out);
    let run = Run {
        before: args.state.as_ref().map_or_else(|| store.clone(), Store::at),
        store,
        wish: Wish { budget: args.budget, cores: args.cores, label: args.label.clone() },
        shard: shard(args.shard)?,
        checkout: checkout(args.checkout.as_ref())?,
        threads: args.threads.map_or_else(cores, usize::from),
        build: build()?,
    };
    if args.state.is_some() && !run.before.result("state/state.json").exists() {
        writeln!(
            io::stderr(),
            "nothing is kept in {} yet: this is the first night",
            run.before.result("").display()
        )?;
    }
    let interrupt = interrupt();
    let mut shown = progress::Shown::new(run.shard);
    let night = run.run(&interrupt, |progress| shown.show(&progress)).map_err(Failure::unusable)?;
    shown.end();
    tell(&night, &run.store, args.json, out)
}

/// Prints what came of a night.
fn tell(night: &Night, store: &Store, json: bool, out: &mut impl Write) -> Result<Answer, Failure> {
    if json {
        out.write_all(&night.json())?;
    } else {
        write!(out, "{}", night.summary())?;
        writeln!(out, "the page: {}", store.result("index.html").display())?;
    }
    Ok(match night.verdict() {
        Verdict::Passed | Verdict::Skipped => Answer::Yes,
        Verdict::Differs => Answer::Differs,
        Verdict::Unreached => Answer::GoalUnreached,
        Verdict::Unfinished => Answer::Truncated,
        Verdict::Failed => Answer::No,
    })
}

/// The part of this machine: the one that is asked for, else the one that the environment names.
fn shard(asked: Option<Part>) -> Result<Shard, Failure> {
    if let Some(Part(shard)) = asked {
        return Ok(shard);
    }
    let named = Shard::from_environment(|name| std::env::var(name).ok()).map_err(Failure::unusable)?;
    Ok(named.map_or(Shard::WHOLE, |(shard, _)| shard))
}

/// The repository: the one that is named, else the one here.
fn checkout(named: Option<&PathBuf>) -> Result<Checkout, Failure> {
    match named {
        Some(root) if !root.is_dir() => {
            Err(Failure::unusable(format!("--checkout: {} is no folder", root.display())))
        }
        Some(root) => Ok(Checkout::at(root)),
        None => Ok(Checkout::at(".")),
    }
}

/// A hash of this program.
fn build() -> Result<String, Failure> {
    let program = std::env::current_exe().and_then(std::fs::read);
    let program =
        program.map_err(|error| Failure::unusable(format!("this program cannot be read: {error}")))?;
    Ok(format!("{:032x}", xxh3_128(&program)))
}

fn part(text: &str) -> Result<Part, String> {
    if text == "none" {
        return Ok(Part(Shard::WHOLE));
    }
    Shard::from_str(text).map(Part).map_err(|error| error.to_string())
}

/// The longest night.
const LONGEST: Duration = Duration::from_secs(7 * 24 * 60 * 60);

fn budget(text: &str) -> Result<Duration, String> {
    let duration =
        humantime::parse_duration(text).map_err(|error| format!("{error}; a time is 5m, 1h30m or 8h"))?;
    if duration > LONGEST || duration < Duration::from_secs(1) {
        return Err("a night takes 1 second to 7 days".to_owned());
    }
    Ok(duration)
}
