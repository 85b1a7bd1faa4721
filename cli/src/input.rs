//! Reading files and the standard input, within bounds.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, Read};

use clap::Args;

use crate::answer::Failure;

/// Most bytes that are read, in MiB.
const LIMIT_MIB: u64 = 64;

/// Where to read from.
#[derive(Args, Debug)]
pub(crate) struct Input {
    /// File to read; - or nothing is the standard input
    #[arg(value_name = "FILE", default_value = "-", hide_default_value = true)]
    file: OsString,
}

impl Input {
    /// All the bytes there are.
    pub(crate) fn read(&self) -> Result<Vec<u8>, Failure> {
        if self.file == OsStr::new("-") {
            return stdin();
        }
        let cannot = |error: io::Error| Failure::unusable(format!("cannot read {}: {error}", self.name()));
        let file = File::open(&self.file).map_err(cannot)?;
        bounded(file, &self.name())
    }

    /// What to call it in messages.
    pub(crate) fn name(&self) -> String {
        if self.file == OsStr::new("-") { STDIN.to_owned() } else { self.file.display().to_string() }
    }
}

/// All the bytes of the standard input.
pub(crate) fn stdin() -> Result<Vec<u8>, Failure> {
    bounded(io::stdin().lock(), STDIN)
}

/// All the text of the standard input, without the line end at its very end.
pub(crate) fn stdin_text() -> Result<String, Failure> {
    let text = String::from_utf8(stdin()?).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Failure::unusable(format!("{STDIN} is not UTF-8 at byte {at}"))
    })?;
    let line = text.strip_suffix('\n').unwrap_or(&text);
    Ok(line.strip_suffix('\r').unwrap_or(line).to_owned())
}

const STDIN: &str = "the standard input";

fn bounded(reader: impl Read, name: &str) -> Result<Vec<u8>, Failure> {
    let limit = LIMIT_MIB << 20;
    let mut bytes = Vec::new();
    reader
        .take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::unusable(format!("cannot read {name}: {error}")))?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > limit) {
        return Err(Failure::unusable(format!(
            "{name} has more than {LIMIT_MIB} MiB, the most that is read"
        )));
    }
    Ok(bytes)
}
