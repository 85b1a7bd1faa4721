//! `asms behaviours`: the decision points, and what their variants do.

mod matrix;

use std::io::Write;

use crate::answer::{Answer, Failure};

/// Say which scenario catches which variant.
#[derive(Debug, clap::Args)]
#[command(after_help = matrix::AFTER_HELP)]
pub(crate) struct Args {
    #[command(flatten)]
    matrix: matrix::Options,

    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

/// Runs the subcommand.
pub(crate) fn run(args: &Args, out: &mut impl Write) -> Result<Answer, Failure> {
    if args.matrix.matrix {
        matrix::run(&args.matrix, args.json, out)
    } else {
        Err(Failure::unusable("say --matrix"))
    }
}
