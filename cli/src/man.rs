//! `asms man`: the help as manual pages.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Command, CommandFactory as _};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use crate::Cli;
use crate::answer::{Answer, Failure};
use crate::help::sections;

/// Print the manual page of the program, or write the pages of all subcommands into a folder
#[derive(clap::Args, Debug)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {
    /// Write a page for the program and one for each subcommand into this folder, which is made where there is none
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

const AFTER_HELP: &str = "\
Examples:
  asms man | man -l -                       the page of the program
  asms man --out ~/.local/share/man/man1    then `man asms` and `man asms-check`

Exit codes:
  0  printed or written
  2  a page cannot be written";

/// Makes the pages and writes them.
pub(crate) fn run(args: &Args, out: &mut impl Write) -> Result<Answer, Failure> {
    let mut program = Cli::command().disable_help_subcommand(true);
    // Gives each subcommand its whole name.
    program.build();
    let Some(folder) = &args.out else {
        page(&program, out)?;
        return Ok(Answer::Yes);
    };
    let cannot = |path: &Path, error: io::Error| {
        Failure::unusable(format!("cannot write {}: {error}", path.display()))
    };
    fs::create_dir_all(folder).map_err(|error| cannot(folder, error))?;
    let pages = pages(&program);
    for command in &pages {
        let path = folder.join(format!("{}.1", name(command)));
        let mut text = Vec::new();
        page(command, &mut text)?;
        fs::write(&path, text).map_err(|error| cannot(&path, error))?;
    }
    writeln!(out, "{} pages in {}", pages.len(), folder.display())?;
    Ok(Answer::Yes)
}

/// The program and every subcommand, at any depth.
fn pages(command: &Command) -> Vec<Command> {
    let below = command.get_subcommands().flat_map(pages);
    std::iter::once(command.clone()).chain(below).collect()
}

/// `asms-sms-split` for `asms sms split`.
fn name(command: &Command) -> &str {
    command.get_display_name().unwrap_or_else(|| command.get_name())
}

/// Writes the page of one.
fn page(command: &Command, out: &mut impl Write) -> io::Result<()> {
    let man =
        Man::new(command.clone()).title(name(command).to_uppercase()).source(SOURCE).manual("ActiveSync SMS");
    man.render_title(out)?;
    man.render_name_section(out)?;
    man.render_synopsis_section(out)?;
    man.render_description_section(out)?;
    man.render_options_section(out)?;
    if command.has_subcommands() {
        man.render_subcommands_section(out)?;
    }
    let mut rest = Roff::new();
    for (title, lines) in sections(command) {
        rest.control(
            "SH",
            [if title.is_empty() { "NOTES".to_owned() } else { title.to_uppercase() }.as_str()],
        );
        // Line by line: what stands in columns has to stay there.
        rest.control("nf", []);
        for line in lines {
            rest.text([roman(line)]);
        }
        rest.control("fi", []);
    }
    rest.to_writer(out)
}

const SOURCE: &str = concat!("asms ", env!("CARGO_PKG_VERSION"));
