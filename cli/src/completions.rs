//! `asms completions`: what a shell completes.

use std::io::Write;

use clap::CommandFactory as _;
use clap_complete::{Shell, generate};

use crate::Cli;
use crate::answer::{Answer, Failure};

/// Print a script by which a shell completes subcommands and options
#[derive(clap::Args, Debug)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {
    /// The shell
    shell: Shell,
}

const AFTER_HELP: &str = "\
Examples:
  asms completions bash > ~/.local/share/bash-completion/completions/asms
  asms completions zsh > ~/.zfunc/_asms         with ~/.zfunc in fpath before compinit
  asms completions fish > ~/.config/fish/completions/asms.fish
  asms completions powershell >> $PROFILE
  asms completions elvish >> ~/.config/elvish/rc.elv

Exit codes:
  0  printed
  2  there is no such shell";

/// Makes the script and prints it.
pub(crate) fn run(args: &Args, out: &mut impl Write) -> Result<Answer, Failure> {
    // In memory first: the generator takes an output that fails for a defect of its own.
    let mut script = Vec::new();
    generate(args.shell, &mut Cli::command(), "asms", &mut script);
    out.write_all(&script)?;
    Ok(Answer::Yes)
}
