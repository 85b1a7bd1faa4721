use std::fs;
use std::path::Path;

use insta::assert_snapshot;

use super::{output, run, transcript};

/// A scenario without mishaps: everything that can come up holds.
#[test]
fn a_scenario_of_ones_own() {
    assert_snapshot!(transcript(&["check", "tiny.toml"], b""));
}

#[test]
fn a_known_violation_is_shown_and_pinned() {
    assert_snapshot!(transcript(&["check", "key-reset"], b""));
}

#[test]
fn an_unknown_violation_fails() {
    assert_snapshot!(transcript(&["check", "tiny.toml", "--with", "AMB-04=never-sticky"], b""));
}

/// One JSON document, with the bytes of every message.
#[test]
fn for_programs() {
    assert_snapshot!(transcript(&["check", "tiny.toml", "--with", "AMB-23=every-request", "--json"], b""));
}

/// A drawing for each violation, in a directory that need not be there; as text says, and the same for JSON.
#[test]
fn violations_are_drawn() {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("drawings");
    let _ = fs::remove_dir_all(&directory);
    let named = directory.to_str().unwrap();
    let shown = String::from_utf8(
        run(&["check", "tiny.toml", "--with", "AMB-23=every-request", "--svg", named], b"").stdout,
    );
    let file = directory.join("tiny.AMB-23-every-request.soft-delete-exact.svg");
    assert!(shown.unwrap().contains(&format!("drawn: {}\n", file.display())));
    let svg = fs::read_to_string(&file).unwrap();
    assert!(svg.starts_with("<svg") && svg.contains("soft-delete-exact is violated in step"), "{svg}");
    fs::remove_file(&file).unwrap();
    run(&["check", "tiny.toml", "--with", "AMB-23=every-request", "--svg", named, "--json"], b"");
    assert_eq!(fs::read_to_string(&file).unwrap(), svg);
    let not_there = run(&["check", "tiny.toml", "--svg", "tiny.toml/inside"], b"");
    assert_eq!(not_there.status.code(), Some(2));
}

/// The number of threads changes nothing that is printed.
#[test]
fn threads_change_nothing() {
    let arguments = |threads| ["check", "key-reset", "--json", "--threads", threads];
    assert_eq!(output(&arguments("1"), b""), output(&arguments("3"), b""));
}

/// The exit codes that `--help` lists.
#[test]
fn exit_codes() {
    for (arguments, code) in [
        (&["check", "tiny.toml"][..], 0),
        (&["check", "tiny.toml", "--with", "never-sticky"], 2),
        (&["check", "tiny.toml", "--with", "AMB-04=never-sticky"], 1),
        (&["check", "no-such-scenario"], 2),
        (&["check", "no-such-file.toml"], 2),
        (&["check", "misspelt.toml"], 2),
        (&["check", "tiny.toml", "--threads", "0"], 2),
        (&["check", "tiny.toml", "--max-depth", "3"], 3),
        (&["check", "unreachable-goal.toml"], 4),
        (&["check", "miscounted.toml"], 5),
        // The worst of several counts.
        (&["check", "miscounted.toml", "unreachable-goal.toml", "tiny.toml"], 4),
    ] {
        assert_eq!(run(arguments, b"").status.code(), Some(code), "{arguments:?}");
    }
}

#[test]
fn mistakes_are_told_with_their_place() {
    let shown: Vec<String> = [
        &["check", "misspelt.toml"][..],
        &["check", "no-such-scenario"],
        &["check", "no-such-file.toml"],
        &["check", "tiny.toml", "--with", "AMB-17=nothing"],
        &["check", "tiny.toml", "--with", "AMB-99=nothing"],
        &["check", "unreachable-goal.toml"],
        &["check", "miscounted.toml"],
        &["check", "tiny.toml", "--max-depth", "3"],
    ]
    .iter()
    .map(|arguments| transcript(arguments, b""))
    .collect();
    assert_snapshot!(shown.join("\n\n"));
}

#[test]
fn what_there_is() {
    assert_snapshot!(transcript(&["check", "--list"], b""));
}
