//! `asms`: ActiveSync SMS on the command line.
//!
//! One file a subcommand; each parses its arguments, asks the libraries and lays out what they say. A subcommand
//! writes to the output it is given and returns an [`Answer`] or a [`Failure`], which become the exit code.

mod answer;
mod behaviours;
mod chart;
mod check;
mod compare_behaviours;
mod completions;
mod coverage;
mod decode;
mod encode;
mod explain;
mod explore;
mod fixtures;
mod form;
mod help;
mod hunt;
mod input;
mod layout;
mod man;
mod new_scenario;
mod nightly;
mod replay;
mod reports;
mod search;
mod shrink;
mod sim;
mod sms;

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use answer::{Answer, Failure};

/// See what ActiveSync SMS says on the wire, and what can go wrong with it.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, after_help = EXIT_CODES)]
#[command(help_template = help::template(&Command::augment_subcommands(clap::Command::new("asms"))))]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "\
Exit codes:
  0  all is well
  1  the answer is no: a message breaks the schema, a rule is violated, a seed fails
  2  the command line or the input cannot be used
  3  a search or a simulation ended early, and had found nothing by then
  4  a goal was not reached, or a property never came up
  5  something is not as it is pinned or recorded: a count, a table, a step of a trace

Every subcommand says more with --help, with examples. Where a FILE may stand, - or nothing is the standard input.";

#[derive(Debug, Subcommand)]
enum Command {
    Behaviours(behaviours::Args),
    Chart(chart::Args),
    Check(check::Args),
    CompareBehaviours(compare_behaviours::Args),
    Completions(completions::Args),
    Coverage(coverage::Args),
    Decode(decode::Args),
    Encode(encode::Args),
    Explain(explain::Args),
    Explore(explore::Args),
    Fixtures(fixtures::Args),
    Hunt(hunt::Args),
    Man(man::Args),
    NewScenario(new_scenario::Args),
    Nightly(nightly::Args),
    Replay(replay::Args),
    Reports(reports::Args),
    Shrink(shrink::Args),
    Sim(Box<sim::Args>),
    #[command(subcommand, after_help = sms::AFTER_HELP)]
    Sms(sms::Command),
}

fn main() -> ExitCode {
    let command = match Cli::try_parse() {
        Ok(cli) => cli.command,
        Err(error) => {
            // A reader that went away has nothing to be told.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { answer::UNUSABLE } else { 0 });
        }
    };
    let mut out = BufWriter::new(io::stdout());
    let answer = match &command {
        Command::Behaviours(args) => behaviours::run(args, &mut out),
        Command::Chart(args) => chart::run(args, &mut out),
        Command::Check(args) => check::run(args, &mut out),
        Command::CompareBehaviours(args) => compare_behaviours::run(args, &mut out),
        Command::Completions(args) => completions::run(args, &mut out),
        Command::Coverage(args) => coverage::run(args, &mut out),
        Command::Decode(args) => decode::run(args, &mut out),
        Command::Encode(args) => encode::run(args, &mut out),
        Command::Explain(args) => explain::run(args, &mut out),
        Command::Explore(args) => explore::run(args, &mut out),
        Command::Fixtures(args) => fixtures::run(args, &mut out),
        Command::Hunt(args) => hunt::run(args, &mut out),
        Command::Man(args) => man::run(args, &mut out),
        Command::NewScenario(args) => new_scenario::run(args, &mut out),
        Command::Nightly(args) => nightly::run(args, &mut out),
        Command::Replay(args) => replay::run(args, &mut out),
        Command::Reports(args) => reports::run(args, &mut out),
        Command::Shrink(args) => shrink::run(args, &mut out),
        Command::Sim(args) => sim::run(args, &mut out),
        Command::Sms(command) => sms::run(command, &mut out),
    };
    finish(answer, &mut out)
}

/// Sends off what was written, says what failed, and gives the exit code.
fn finish(answer: Result<Answer, Failure>, out: &mut impl Write) -> ExitCode {
    let flushed = out.flush();
    match answer.and_then(|answer| flushed.map(|()| answer).map_err(Failure::from)) {
        Ok(answer) => answer.into(),
        // `asms … | head` has seen enough.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            let _ = writeln!(io::stderr(), "asms: {failure}");
            ExitCode::from(answer::UNUSABLE)
        }
    }
}
