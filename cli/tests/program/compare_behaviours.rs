use insta::assert_snapshot;

use super::{output, run, transcript};

const COMMAND: &str = "compare-behaviours";

/// Both sides of the last step, out of all scenarios the one that needs the fewest.
#[test]
fn a_step_that_shows_differently() {
    assert_snapshot!(transcript(&[COMMAND, "default", "AMB-17=no-dedupe"], b""));
}

/// What no message shows, a property may.
#[test]
fn a_property_that_is_broken_on_one_side() {
    let arguments =
        [COMMAND, "default", "soft-delete=ignored", "--scenario", "key-reset", "--scenario", "options"];
    assert_snapshot!(transcript(&arguments, b""));
}

#[test]
fn nothing_tells_them_apart() {
    let arguments = |b| [COMMAND, "default", b, "--scenario", "key-reset"];
    let shown = [
        transcript(&arguments("query-options=request-alone"), b""),
        transcript(&arguments("protocol-error=commands-first"), b""),
    ];
    assert_snapshot!(shown.join("\n\n"));
}

/// For programs, and for any number of threads the same.
#[test]
fn for_programs() {
    let arguments = |threads| {
        [
            COMMAND,
            "AMB-27=replay",
            "AMB-27=status-3",
            "--scenario",
            "key-reset",
            "--json",
            "--threads",
            threads,
        ]
    };
    assert_snapshot!(transcript(&arguments("1"), b""));
    assert_eq!(run(&arguments("1"), b"").stdout, run(&arguments("3"), b"").stdout);
}

/// The exit codes that `--help` lists.
#[test]
fn exit_codes() {
    for (arguments, code) in [
        (&["default", "AMB-17=no-dedupe", "--scenario", "key-reset"][..], 1),
        (&["default", "default"], 2),
        (&["default", "repeated-add=client-id"], 2),
        (&["default", "no-dedupe"], 2),
        (&["default", "AMB-17=no-dedupe,AMB-17=first-item"], 2),
        (&["default", "AMB-17=no-dedupe", "--scenario", "no-such"], 2),
        (&["default", "AMB-17=no-dedupe", "--max-states", "5"], 3),
        (&["default", "soft-delete=ignored", "--scenario", "key-reset"], 0),
    ] {
        let arguments: Vec<&str> = [COMMAND].iter().chain(arguments).copied().collect();
        assert_eq!(run(&arguments, b"").status.code(), Some(code), "{arguments:?}");
    }
    assert!(!output(&[COMMAND, "--help"], b"").is_empty());
}
