//! `asms new-scenario`: a scenario file to begin with, and the schema of such files.

mod schema;
mod template;

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::answer::{Answer, Failure};

/// Write a scenario file of your own to begin with, every key explained
///
/// The file runs as it is; what it does not choose stands in it as a comment, with what it means and its default.
#[derive(clap::Args, Debug)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {
    /// The file to write, whose name ends in .toml; one that is there already is left alone. - is the standard output
    #[arg(required_unless_present = "schema", conflicts_with = "schema")]
    file: Option<PathBuf>,

    /// Print the JSON Schema of scenario files, with which an editor completes and checks them
    #[arg(long)]
    schema: bool,
}

const AFTER_HELP: &str = "\
Examples:
  asms new-scenario mine.toml                        then `asms check mine.toml`, `asms sim mine.toml`
  asms new-scenario - | asms sim -
  asms new-scenario --schema > scenario.schema.json

Exit codes:
  0  written
  2  the file is there already, or cannot be written";

/// Writes the file or prints the schema.
pub(crate) fn run(args: &Args, out: &mut impl Write) -> Result<Answer, Failure> {
    if args.file.as_deref() == Some(Path::new("-")) {
        write!(out, "{}", template::text())?;
    } else if let Some(file) = &args.file {
        write_new(file)?;
        writeln!(
            out,
            "{0} is written; `asms check {0}` searches it, `asms sim {0}` lets days pass in it",
            file.display()
        )?;
    } else {
        serde_json::to_writer_pretty(&mut *out, &schema::schema())?;
        writeln!(out)?;
    }
    Ok(Answer::Yes)
}

fn write_new(path: &Path) -> Result<(), Failure> {
    let name = path.display();
    if path.extension().is_none_or(|extension| extension != "toml") {
        return Err(Failure::unusable(format!(
            "{name}: a scenario is a file whose name ends in .toml, as {name}.toml"
        )));
    }
    // Creating and looking in one, so that no file that appears meanwhile is lost.
    let cannot = |error: io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            Failure::unusable(format!("{name} is there already, and is left as it is; choose another name"))
        }
        _ => Failure::unusable(format!("cannot write {name}: {error}")),
    };
    let mut file = OpenOptions::new().write(true).create_new(true).open(path).map_err(cannot)?;
    file.write_all(template::text().as_bytes()).map_err(cannot)
}
