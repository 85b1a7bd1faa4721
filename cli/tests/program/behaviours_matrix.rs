use insta::assert_snapshot;

use super::{output, run, transcript};

#[test]
fn matrix_of_small_scenarios() {
    let arguments = ["behaviours", "--matrix", "--scenario", "known.toml", "--scenario", "tiny.toml"];
    assert_snapshot!(transcript(&arguments, b""));
}

/// More scenarios than the screen has columns for: the grid is cut into several.
#[test]
fn a_wide_matrix_is_cut() {
    let mut arguments = vec!["behaviours", "--matrix", "--variant", "AMB-04"];
    arguments.extend(["--scenario", "tiny.toml"].repeat(30));
    let text = String::from_utf8(output(&arguments, b"")).unwrap();
    let wide: Vec<&str> = text.lines().filter(|line| line.chars().count() > 100).collect();
    assert!(wide.is_empty(), "{wide:#?}");
    let heads: Vec<&str> = text.lines().filter(|line| line.starts_with("Readings")).collect();
    assert!(heads.len() == 2 && heads[1].ends_with("  30"), "{heads:#?}");
}

/// All variants of a decision point, for programs; for any number of threads the same.
#[test]
fn matrix_for_programs() {
    let arguments = |threads| {
        [
            "behaviours",
            "--matrix",
            "--variant",
            "AMB-04",
            "--scenario",
            "tiny.toml",
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
        (&["--variant", "soft-delete=ignored", "--scenario", "tiny.toml"][..], 0),
        (&["--variant", "previous-key=forgotten", "--scenario", "tiny.toml"], 0),
        (&["--variant", "previous-key=forgotten", "--scenario", "tiny.toml", "--max-states", "2"], 3),
        (&["--variant", "AMB-17=client-id"], 2),
        (&["--variant", "AMB-99"], 2),
        (&["--variant", "AMB-17=nothing"], 2),
        (&["--scenario", "nothing"], 2),
    ] {
        let arguments: Vec<&str> = ["behaviours", "--matrix"].iter().chain(arguments).copied().collect();
        assert_eq!(run(&arguments, b"").status.code(), Some(code), "{arguments:?}");
    }
}
