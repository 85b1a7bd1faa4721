//! `asms chart`: draws what led to a failure that was kept.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use asms_sim::record::{Chart, chart};
use asms_sim::{Plan, judge_until_broken};

use crate::answer::{Answer, Failure};
use crate::replay::entries;
use crate::sim::FAILURES;

/// Draw what led to failures that `asms sim` kept, as a sequence chart
///
/// User, devices, server, radio and handsets stand side by side, each line has its time, and the step that breaks the
/// property is marked. Polls that bring nothing are left out.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The file of failures
    #[arg(default_value = FAILURES)]
    file: PathBuf,

    /// Draw the entries of this seed only
    #[arg(long, value_name = "N")]
    seed: Option<u64>,

    /// Write the chart as an SVG picture into this file; takes one entry
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  asms chart                              every failure in asms-failures.toml, as text
  asms chart --seed 17 --svg seed-17.svg  one of them, as a picture
  asms shrink --seed 17                   first, and there is less to look at

Exit codes: 0 all is drawn, 2 the file cannot be used";

/// Runs the subcommand.
pub(crate) fn run(args: &Args, out: &mut impl Write) -> Result<Answer, Failure> {
    let (_, entries) = entries(&args.file, args.seed)?;
    if args.svg.is_some() && entries.len() != 1 {
        return Err(Failure::unusable(format!(
            "--svg takes one entry; {} has {}, of which --seed chooses",
            args.file.display(),
            entries.len()
        )));
    }
    for entry in &entries {
        let plan = entry
            .recipe
            .plan(&entry.file())
            .map_err(|error| Failure::unusable(format!("{}: {error}", args.file.display())))?;
        let drawn = drawn(&plan, entry.seed, entry.only.as_ref());
        match &args.svg {
            Some(path) => fs::write(path, drawn.svg())
                .map_err(|error| Failure::unusable(format!("cannot write {}: {error}", path.display())))?,
            None => writeln!(out, "{}", drawn.text())?,
        }
    }
    Ok(Answer::Yes)
}

/// What led to the first finding without an excuse; where there is none, what happened last.
fn drawn(
    plan: &Plan,
    seed: u64,
    only: Option<&std::collections::BTreeSet<asms_sim::plan::Optional>>,
) -> Chart {
    let report = judge_until_broken(plan, seed, only, None);
    let unexcused = report.findings.iter().filter(|finding| finding.excuse.is_none());
    if let Some(finding) = unexcused.min_by_key(|finding| finding.event) {
        return chart(plan, seed, only, finding);
    }
    let user = report.pending.first().map_or(0, |pending| pending.user);
    let title = format!("{}, seed {seed}, user {user}", plan.scenario.name);
    Chart::latest(user).titled(title).watch(plan, seed, only)
}
