use std::io::Read as _;
use std::process::{Command, Stdio};

use insta::assert_snapshot;

use super::{run, transcript};

/// A mistake in the command line, an input that is not there or not what it should be: always 2, always a reason.
#[test]
fn unusable_input_is_exit_code_2() {
    let cases: &[&[&str]] = &[
        &[],
        &["nothing"],
        &["decode", "--raw", "--hex"],
        &["decode", "--xml", "--json"],
        &["decode", "--version", "13.0"],
        &["decode", "--command", "Provision"],
        &["decode", "no-such-file"],
        &["decode", "--hex", "filter-9.xml"],
        &["decode", "--base64", "filter-9.xml"],
        &["decode", "--xml", "latin1.hex"],
        &["encode", "4.3.hexdump"],
        &["sms", "split", "--reference", "256", "x"],
        &["sms", "split", "--cdma", "--wide-reference", "x"],
        &["sms", "split", "--language", "klingon", "x"],
        &["sms", "encode", "x"],
        &["sms", "encode", "--to", "Jo", "x"],
        &["sms", "encode", "--to", "1", "--validity", "64w", "x"],
        &["sms", "decode", "xyz"],
        &["sms", "decode"],
        &["explain", "nothing"],
        &["explain", "sync", "many"],
        &["behaviours", "nothing"],
        &["behaviours", "B-13"],
        &["coverage", "AMB-17"],
        &["new-scenario"],
        &["new-scenario", "mine"],
        &["new-scenario", "tiny.toml"],
        &["new-scenario", "no-such/mine.toml"],
        &["coverage", "--tests-in", "filter-9.xml"],
    ];
    for case in cases {
        let run = run(case, b"");
        assert_eq!(run.status.code(), Some(2), "{case:?}");
        assert!(!run.stderr.is_empty(), "{case:?}");
    }
}

#[test]
fn help_of_the_program() {
    assert_snapshot!(transcript(&["--help"], b""));
}

#[test]
fn help_of_sms() {
    assert_snapshot!(transcript(&["sms", "--help"], b""));
}

#[test]
fn help_of_decode() {
    assert_snapshot!(transcript(&["decode", "--help"], b""));
}

/// The commands of the help texts that need no file do what they say.
#[test]
fn examples_of_the_help_work() {
    let examples: &[&[&str]] = &[
        &["sms", "split", "See you at eight"],
        &["sms", "encode", "--to", "+491701234567", "See you at eight"],
        &["sms", "encode", "--to", "8080", "--report", "--validity", "24h", "--mr", "17", "STOP"],
        &["sms", "decode", "01000B919471103254F6000003537A98"],
        &["sms", "decode", "--smsc", "0791947107160000040B919471103254F600006211321195004005E8329BFD06"],
        &["sms", "decode", "--report", "error", "00D300", "--to-network"],
        &["sms", "address", "\"Jo\" [MOBILE:4255550143],\"Al\" <al@example.com>"],
        &["explain", "tp-status", "46"],
        &["explain", "EC"],
        &["behaviours"],
        &["behaviours", "repeated-add"],
        &["behaviours", "b-22"],
        &["coverage", "B-22"],
        &["new-scenario", "--schema"],
    ];
    for example in examples {
        assert_eq!(run(example, b"").status.code(), Some(0), "{example:?}");
    }
}

/// A reader that leaves early, such as `head`, is no error and no panic.
#[test]
fn a_reader_may_leave() {
    let mut program = Command::new(assert_cmd::cargo::cargo_bin!("asms"))
        .args(["explain", "EC"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(program.stdout.take());
    let mut said = String::new();
    program.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!((program.wait().unwrap().code(), said.as_str()), (Some(0), ""));
}

#[test]
fn input_is_bounded() {
    let run = run(&["decode"], &vec![b' '; (64 << 20) + 1]);
    assert_eq!(run.status.code(), Some(2));
    let said = String::from_utf8(run.stderr).unwrap();
    assert_eq!(said, "asms: the standard input has more than 64 MiB, the most that is read\n");
}
