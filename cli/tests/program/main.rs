//! The program as a user runs it: what it prints, and its exit code.
//!
//! A snapshot holds the command, its standard output, its standard error if there is any, and the exit code. Commands
//! run in `tests/data`.
#![expect(clippy::unwrap_used, reason = "what cannot be had fails the test")]

mod behaviours;
mod behaviours_matrix;
mod check;
mod compare_behaviours;
mod coverage;
mod decode;
mod encode;
mod explain;
mod explore;
mod fixtures;
mod new_scenario;
mod nightly;
mod readme;
mod reports;
mod shells;
mod sim;
mod sms;
mod tutorial;
mod usage;

use std::fmt::Write as _;
use std::process::Output;

/// The examples of [MS-ASMS] section 4 as XML.
const EXAMPLES: &str = "../../../model/wire/tests/examples";

/// Runs the program and gives what it did.
fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut command = assert_cmd::cargo::cargo_bin_cmd!("asms");
    command.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data"));
    // The width of help texts.
    command.env_remove("COLUMNS");
    command.args(arguments).write_stdin(input).output().unwrap()
}

/// The standard output of a run that goes well.
fn output(arguments: &[&str], input: &[u8]) -> Vec<u8> {
    let Output { status, stdout, stderr } = run(arguments, input);
    assert!(status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&stderr));
    stdout
}

/// The transcript of a run.
fn transcript(arguments: &[&str], input: &[u8]) -> String {
    let Output { status, stdout, stderr } = run(arguments, input);
    let mut shown = format!("$ asms {}\n{}", arguments.join(" "), String::from_utf8(stdout).unwrap());
    if !stderr.is_empty() {
        write!(shown, "--- standard error\n{}", String::from_utf8(stderr).unwrap()).unwrap();
    }
    write!(shown, "--- exit code {}", status.code().unwrap()).unwrap();
    shown
}

/// An example of the specification as a document.
fn example(name: &str) -> Vec<u8> {
    output(&["encode", &format!("{EXAMPLES}/{name}")], b"")
}

/// A sample as a document.
fn sample(name: &str) -> Vec<u8> {
    output(&["encode", name], b"")
}
