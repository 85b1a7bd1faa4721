//! `asms replay`: runs failures again that were kept in a file, or does a trace again.

mod trace;

use std::io::Write;
use std::path::PathBuf;
use std::sync::atomic::Ordering;

use asms_sim::fleet::{Entry, Replayed, SeedFile};
use asms_sim::record::trace_schema;

use crate::answer::{Answer, Failure};
use crate::search::interrupt;
use crate::sim::{FAILURES, note, remove_traces, replayed, spinner};
pub(crate) use trace::{Again, is_trace, watch};

/// Run failures again that `asms sim` kept, and say whether each still fails in the same way; or do a trace again
///
/// An entry of a file of failures has the whole scenario and every option, so it runs anywhere. What fails no more is noted in
/// the file as mended, and stays there until --forget. The steps of a trace are done by fresh machines, one after another: each
/// has to be allowed, and has to give the state that it gave.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The file of failures, or a trace
    #[arg(default_value = FAILURES)]
    file: PathBuf,

    /// Print the JSON Schema of a line of a trace, and do nothing else
    #[arg(long)]
    schema: bool,

    /// Run the entries of this seed only
    #[arg(long, value_name = "N")]
    seed: Option<u64>,

    /// Forget those that fail no more
    #[arg(long)]
    forget: bool,
}

const EXAMPLES: &str = "\
Examples:
  asms replay                                the failures in asms-failures.toml
  asms replay theirs.toml --seed 17          one of somebody else's
  asms replay --forget                       and those that are mended go
  asms replay seed-17.jsonl                  a trace that `asms sim --trace` or `asms shrink` wrote
  asms replay --schema                       what a line of a trace holds

Exit codes:
  0  all are mended; nothing in the trace is broken without excuse
  1  some still fail; something in the trace is broken
  2  the file cannot be used
  3  interrupted, and none had failed by then
  5  a step of the trace is refused or gives another state";

/// Runs the subcommand.
pub(crate) fn run(args: &Args, out: &mut impl Write) -> Result<Answer, Failure> {
    if args.schema {
        serde_json::to_writer_pretty(&mut *out, &trace_schema())?;
        writeln!(out)?;
        return Ok(Answer::Yes);
    }
    if args.file.exists() && is_trace(&args.file)? {
        return trace::run(&args.file, out);
    }
    let (file, entries) = entries(&args.file, args.seed)?;
    let interrupt = interrupt();
    let spinner = spinner();
    let mut ran = Vec::new();
    for entry in &entries {
        if interrupt.load(Ordering::Relaxed) {
            break;
        }
        spinner.set_message(format!("seed {}: {}", entry.seed, entry.failed.failure));
        let replayed = entry
            .replay(&interrupt)
            .map_err(|error| Failure::unusable(format!("{}: {error}", args.file.display())))?;
        ran.extend(replayed.map(|replayed| (entry.clone(), replayed)));
    }
    spinner.finish_and_clear();
    for (entry, now) in &ran {
        let label = format!("{} seed {}: ", entry.recipe.scenario, entry.seed);
        replayed(&label, &entry.failed, now, out)?;
    }
    let mut forgotten = Vec::new();
    let change = |file: &mut SeedFile| {
        note(file, &ran);
        if args.forget {
            forgotten = file.forget_mended();
        }
    };
    SeedFile::update(&args.file, change).map_err(Failure::unusable)?;
    remove_traces(&args.file, &forgotten)?;
    let mended = ran.iter().filter(|(_, now)| *now == Replayed::Mended).count();
    writeln!(out, "{} of {} still fail, {mended} mended", ran.len() - mended, ran.len())?;
    if !forgotten.is_empty() {
        writeln!(out, "{} forgotten", forgotten.len())?;
    }
    if file.unknown() > 0 {
        writeln!(
            out,
            "{} of another format, which this program does not know, left as they are",
            file.unknown()
        )?;
    }
    Ok(match () {
        () if mended < ran.len() => Answer::No,
        () if ran.len() < entries.len() => Answer::Truncated,
        () => Answer::Yes,
    })
}

/// The file, and its entries of a seed, or all. A file that is not there has none to give, which is no good news.
pub(crate) fn entries(path: &std::path::Path, seed: Option<u64>) -> Result<(SeedFile, Vec<Entry>), Failure> {
    if !path.exists() {
        return Err(Failure::unusable(format!(
            "{} is not there; `asms sim` writes it when a seed fails",
            path.display()
        )));
    }
    let file = SeedFile::read(path).map_err(Failure::unusable)?;
    let of_seed = |entry: &&Entry| seed.is_none_or(|seed| entry.seed == seed);
    let entries: Vec<Entry> = file.entries().filter(of_seed).cloned().collect();
    if let (Some(seed), true) = (seed, entries.is_empty()) {
        let seeds: Vec<String> = file.entries().map(|entry| entry.seed.to_string()).collect();
        return Err(Failure::unusable(format!(
            "{} has no failure of seed {seed}; it has those of {}",
            path.display(),
            seeds.join(", ")
        )));
    }
    Ok((file, entries))
}
