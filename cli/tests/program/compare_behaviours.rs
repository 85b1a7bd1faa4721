use insta::assert_snapshot;

use super::{output, run, transcript};

const COMMAND: &str = "compare-behaviours";

/// Both sides of the last step, out of some scenarios the one that needs the fewest.
#[test]
fn a_step_that_shows_differently() {
    assert_snapshot!(transcript(
        &[COMMAND, "default", "AMB-04=never-sticky", "--scenario", "grows.toml", "--scenario", "tiny.toml"],
        b""
    ));
}

/// What no message shows, a property may.
#[test]
fn a_property_that_is_broken_on_one_side() {
    let arguments =
        [COMMAND, "default", "soft-delete=ignored", "--scenario", "tiny.toml", "--scenario", "drops.toml"];
    assert_snapshot!(transcript(&arguments, b""));
}

#[test]
fn nothing_tells_them_apart() {
    let arguments = |b| [COMMAND, "default", b, "--scenario", "tiny.toml"];
    let shown = [
        transcript(&arguments("query-options=request-alone"), b""),
        transcript(&arguments("previous-key=forgotten"), b""),
    ];
    assert_snapshot!(shown.join("\n\n"));
}

/// Scenarios that never ask are counted, and named when that is asked for.
#[test]
fn scenarios_that_never_ask_are_counted() {
    let arguments = |more: &[&'static str]| {
        let some =
            [COMMAND, "default", "reports=ndr-each", "--scenario", "tiny.toml", "--scenario", "drops.toml"];
        some.iter().chain(more).copied().collect::<Vec<_>>()
    };
    let counted = transcript(&arguments(&[]), b"");
    assert_snapshot!([counted, transcript(&arguments(&["--verbose"]), b"")].join("\n\n"));
}

/// For programs, and for any number of threads the same.
#[test]
fn for_programs() {
    let arguments = |threads| {
        [COMMAND, "default", "AMB-04=never-sticky", "--scenario", "tiny.toml", "--json", "--threads", threads]
    };
    assert_snapshot!(transcript(&arguments("1"), b""));
    assert_eq!(run(&arguments("1"), b"").stdout, run(&arguments("3"), b"").stdout);
}

/// The exit codes that `--help` lists.
#[test]
fn exit_codes() {
    for (arguments, code) in [
        (&["default", "AMB-04=never-sticky", "--scenario", "tiny.toml"][..], 1),
        (&["default", "default"], 2),
        (&["default", "repeated-add=client-id"], 2),
        (&["default", "no-dedupe"], 2),
        (&["default", "AMB-17=no-dedupe,AMB-17=first-item"], 2),
        (&["default", "AMB-17=no-dedupe", "--scenario", "no-such"], 2),
        (&["default", "AMB-04=never-sticky", "--scenario", "tiny.toml", "--max-states", "2"], 3),
        (&["default", "soft-delete=ignored", "--scenario", "tiny.toml"], 0),
    ] {
        let arguments: Vec<&str> = [COMMAND].iter().chain(arguments).copied().collect();
        assert_eq!(run(&arguments, b"").status.code(), Some(code), "{arguments:?}");
    }
    assert!(!output(&[COMMAND, "--help"], b"").is_empty());
}
