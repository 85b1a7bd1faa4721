//! `asms nightly merge`: what several machines did of a night, put together.

use std::io::Write;
use std::path::PathBuf;

use asms_nightly::{Store, merge};

use crate::answer::{Answer, Failure};

/// Put together what several machines did of a night
///
/// The folders are those that `asms nightly --shard` wrote, of the same night. The result is what one machine would have
/// written that did all of it. Parts may be missing; then their jobs were not run.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {
    /// The folders
    #[arg(required = true, value_name = "DIR")]
    parts: Vec<PathBuf>,

    /// The folder for the whole, with which the next night goes on
    #[arg(long, value_name = "DIR", default_value = "asms-nightly")]
    out: PathBuf,

    /// Print one JSON document, that of night.json
    #[arg(long)]
    json: bool,
}

const AFTER_HELP: &str = "\
Examples:
  asms nightly merge part-1 part-2 --out night
  asms nightly --budget 30m --shard 1/2 --state night --out part-1    the next night goes on from there

Exit codes:
  2  the folders are no parts of one night, or cannot be used
  others as those of `asms nightly`";

/// Runs the subcommand.
pub(super) fn run(args: &Args, out: &mut impl Write) -> Result<Answer, Failure> {
    let parts: Vec<Store> = args.parts.iter().map(Store::at).collect();
    let whole = Store::at(&args.out);
    let night = merge(&parts, &whole).map_err(Failure::unusable)?;
    super::tell(&night, &whole, args.json, out)
}
