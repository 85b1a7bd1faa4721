use insta::assert_snapshot;

use super::{output, run, transcript};

#[test]
fn matrix_of_small_scenarios() {
    let arguments = ["behaviours", "--matrix", "--scenario", "key-reset", "--scenario", "resync"];
    assert_snapshot!(transcript(&arguments, b""));
}

/// All variants of a decision point, for programs; for any number of threads the same.
#[test]
fn matrix_for_programs() {
    let arguments = |threads| {
        [
            "behaviours",
            "--matrix",
            "--variant",
            "AMB-17",
            "--scenario",
            "key-reset",
            "--json",
            "--threads",
            threads,
        ]
    };
    assert_snapshot!(transcript(&arguments("1"), b""));
    assert_eq!(output(&arguments("1"), b""), output(&arguments("3"), b""));
}

/// The exit codes that `--help` lists.
#[test]
fn exit_codes_of_the_matrix() {
    for (arguments, code) in [
        (&["--variant", "soft-delete=ignored", "--scenario", "key-reset"][..], 0),
        (&["--variant", "invalid-key=tries-again", "--scenario", "key-reset"], 0),
        (&["--variant", "invalid-key=tries-again", "--scenario", "key-reset", "--max-states", "9"], 3),
        (&["--variant", "AMB-17=client-id"], 2),
        (&["--variant", "AMB-99"], 2),
        (&["--variant", "AMB-17=nothing"], 2),
        (&["--scenario", "nothing"], 2),
    ] {
        let arguments: Vec<&str> = ["behaviours", "--matrix"].iter().chain(arguments).copied().collect();
        assert_eq!(run(&arguments, b"").status.code(), Some(code), "{arguments:?}");
    }
}
