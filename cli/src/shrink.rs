//! `asms shrink`: finds the few things that matter in a failure that was kept.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use asms_sim::fleet::{Entry, SeedFile, Shrink, Shrunk};
use indicatif::HumanCount;

use crate::answer::{Answer, Failure};
use crate::layout::{counted, wrapped};
use crate::replay::entries;
use crate::search::interrupt;
use crate::sim::{FAILURES, spinner};

/// Find the few things that matter in failures that `asms sim` kept
///
/// Leaves out what users do and what goes wrong, piece by piece, as long as the same property is broken: all else stays as
/// it was drawn. What is left, of which nothing can be left out alone, is noted in the file, and the trace of it is written
/// beside.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The file of failures
    #[arg(default_value = FAILURES)]
    file: PathBuf,

    /// Shrink the entries of this seed only
    #[arg(long, value_name = "N")]
    seed: Option<u64>,

    /// End after so many runs of an entry, with the smallest by then
    #[arg(long, value_name = "N", default_value_t = 5_000)]
    runs: u64,
}

const EXAMPLES: &str = "\
Examples:
  asms shrink                       all failures in asms-failures.toml
  asms shrink --seed 17             one of them
  asms replay --seed 17             then it still fails, and soon
  asms replay TRACE.jsonl           the trace of it, done again by the machines without time and chance

A thing that is left is named by what it is, its user, its device, and how often that had been drawn before:
  response-lost 0 0 174             the response to request 174 of device 0 of user 0 is lost

Exit codes:
  0  all are as small as can be
  1  some do not fail as the file says
  2  the file cannot be used
  3  interrupted or not enough runs; what is the smallest by then is noted";

/// Runs the subcommand.
pub(crate) fn run(args: &Args, out: &mut impl Write) -> Result<Answer, Failure> {
    let (_, entries) = entries(&args.file, args.seed)?;
    let interrupt = interrupt();
    let (mut amiss, mut early) = (false, false);
    for entry in &entries {
        if interrupt.load(Ordering::Relaxed) {
            early = true;
            break;
        }
        let plan = entry
            .recipe
            .plan(&entry.file())
            .map_err(|error| Failure::unusable(format!("{}: {error}", args.file.display())))?;
        let spinner = spinner();
        let shrink = Shrink {
            plan: &plan,
            seed: entry.seed,
            failure: entry.failed.failure,
            only: entry.only.clone(),
            runs: args.runs,
        };
        let smallest = shrink.run(&interrupt, |progress| {
            spinner.set_message(format!(
                "seed {}: {} things on {} days · {} runs",
                entry.seed,
                progress.happens,
                progress.days,
                HumanCount(progress.runs)
            ));
        });
        spinner.finish_and_clear();
        match smallest {
            Ok(smallest) => {
                show(entry, &smallest, out)?;
                early |= !smallest.minimal;
                let name = keep(&args.file, entry, smallest)?;
                writeln!(out, "  its trace is in {name}")?;
            }
            Err(why) => {
                amiss = true;
                wrapped(out, &format!("{} seed {}: ", entry.recipe.scenario, entry.seed), &why.to_string())?;
            }
        }
    }
    Ok(match () {
        () if amiss => Answer::No,
        () if early => Answer::Truncated,
        () => Answer::Yes,
    })
}

fn show(entry: &Entry, shrunk: &Shrunk, out: &mut impl Write) -> io::Result<()> {
    let label = format!("{} seed {}: ", entry.recipe.scenario, entry.seed);
    let reason = format!("{}: {}", shrunk.failed.failure, shrunk.failed.reason);
    wrapped(out, &label, &reason)?;
    let days = counted(usize::try_from(shrunk.days).unwrap_or(usize::MAX), "day", "days");
    let things = counted(shrunk.only.len(), "thing", "things");
    let runs = HumanCount(shrunk.runs);
    let smaller = if shrunk.minimal { "none of which can be left out" } else { "perhaps not all are needed" };
    writeln!(out, "  {days}, {things} ({smaller}), found in {runs} runs:")?;
    for one in &shrunk.only {
        writeln!(out, "    {one}")?;
    }
    Ok(())
}

/// Puts what was found in the place of what was kept, and writes its trace beside the file. Gives the name of the trace.
fn keep(path: &Path, entry: &Entry, shrunk: Shrunk) -> Result<String, Failure> {
    let mut smaller = Entry { only: Some(shrunk.only), failed: shrunk.failed, mended: None, ..entry.clone() };
    smaller.recipe.overrides.days = Some(shrunk.days);
    smaller.recipe.overrides.users = Some(shrunk.users);
    let file = SeedFile::read(path).map_err(Failure::unusable)?;
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let name = file.trace_name(entry, &stem);
    let beside = path.with_file_name(&name);
    let plan = smaller.recipe.plan(&smaller.file()).map_err(Failure::unusable)?;
    File::create(&beside)
        .and_then(|file| smaller.write_trace(&plan, BufWriter::new(file)))
        .map_err(|error| Failure::unusable(format!("cannot write {}: {error}", beside.display())))?;
    smaller.trace = Some(name.clone());
    let put = |file: &mut SeedFile| {
        if let Some(kept) = file.find(entry) {
            *kept = smaller;
        }
    };
    SeedFile::update(path, put).map_err(Failure::unusable)?;
    Ok(name)
}
