//! What shells and `man` are given.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use super::{output, run};

/// Files of a test's own.
const FOLDER: &str = env!("CARGO_TARGET_TMPDIR");

/// A script for each shell, in which the options of every subcommand stand.
#[test]
fn completions_of_every_shell() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = String::from_utf8(output(&["completions", shell], b"")).unwrap();
        for word in ["compare-behaviours", "from-trace", "wide-reference", "completions"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    assert_eq!(run(&["completions", "cmd"], b"").status.code(), Some(2));
}

/// bash reads the script, and completes by it.
#[test]
fn bash_takes_its_completions() {
    let script = output(&["completions", "bash"], b"");
    let complete =
        b"\nCOMP_WORDS=(asms sms sp); COMP_CWORD=2; _asms asms sp sms; echo \"<${COMPREPLY[*]}>\"\n";
    let Some((checked, _)) = piped("bash", &["-n"], &script) else { return };
    assert!(checked, "bash -n refuses the script");
    let (_, said) = piped("bash", &["--norc"], &[&script[..], complete].concat()).unwrap();
    assert_eq!(said, "<split>\n");
}

/// A page for the program and one for each subcommand, none of which `groff` complains of.
#[test]
fn manual_pages_are_written() {
    let folder = format!("{FOLDER}/man");
    let said = String::from_utf8(output(&["man", "--out", &folder], b"")).unwrap();
    let mut pages: Vec<_> = fs::read_dir(&folder).unwrap().map(|page| page.unwrap().path()).collect();
    pages.sort();
    assert!(said.starts_with(&format!("{} pages in ", pages.len())), "{said}");
    for name in ["asms", "asms-check", "asms-fixtures-from-trace", "asms-sms-split"] {
        assert!(pages.contains(&Path::new(&folder).join(format!("{name}.1"))), "{name}");
    }
    for page in pages {
        let text = fs::read(&page).unwrap();
        let name = page.file_stem().unwrap().to_str().unwrap().to_uppercase();
        let header = format!(".TH {name} 1 ");
        assert!(String::from_utf8_lossy(&text).contains(&header), "{}", page.display());
        let Some((sound, warnings)) = piped("groff", &["-Kutf8", "-man", "-ww", "-Tutf8", "-z"], &text)
        else {
            continue;
        };
        assert!(sound && warnings.is_empty(), "{}: {warnings}", page.display());
    }
}

/// What stands in columns in the help stands so in the page.
#[test]
fn a_manual_page_shows_examples_as_the_help_does() {
    let page = output(&["man", "--out", &format!("{FOLDER}/man-2")], b"");
    assert!(!page.is_empty());
    let page = fs::read(format!("{FOLDER}/man-2/asms-sms-decode.1")).unwrap();
    let Some((_, shown)) = piped("groff", &["-Kutf8", "-man", "-Tutf8", "-P-cbou", "-rLL=100n"], &page)
    else {
        return;
    };
    let line = "asms sms encode --to 8080 \"$(cat long.txt)\" | asms sms decode";
    assert!(shown.lines().any(|shown| shown.trim() == line), "{shown}");
    assert!(shown.contains("EXIT CODES"), "{shown}");
}

/// What a program makes of an input: whether it went well, and all that it said. Nothing where it is not installed.
fn piped(program: &str, arguments: &[&str], input: &[u8]) -> Option<(bool, String)> {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().ok()?;
    child.stdin.take().unwrap().write_all(input).unwrap();
    let done = child.wait_with_output().unwrap();
    let said = [done.stdout, done.stderr].concat();
    Some((done.status.success(), String::from_utf8(said).unwrap()))
}
