use std::fs;

use super::run;

/// Files of a test's own.
const FOLDER: &str = env!("CARGO_TARGET_TMPDIR");

fn refused(arguments: &[&str]) -> String {
    let output = run(arguments, b"");
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    String::from_utf8(output.stderr).unwrap()
}

/// A night of a second does little, says so, and writes everything.
#[test]
fn a_second_is_not_enough() {
    let out = format!("{FOLDER}/nightly");
    let _ = fs::remove_dir_all(&out);
    let night =
        run(&["nightly", "--budget", "1s", "--shard", "none", "--out", &out, "--label", "of a test"], b"");
    let shown = String::from_utf8(night.stdout).unwrap();
    assert_eq!(night.status.code(), Some(3), "{shown}");
    assert!(shown.starts_with("Night 1, of a test: not run\n"), "{shown}");
    assert!(shown.contains("jobs were not run: "), "{shown}");
    assert!(shown.ends_with(&format!("the page: {out}/index.html\n")), "{shown}");
    for name in ["index.html", "junit.xml", "results.sarif", "night.json", "summary.txt", "state/state.json"]
    {
        assert!(fs::metadata(format!("{out}/{name}")).unwrap().len() > 0, "{name}");
    }
    let state = fs::read_to_string(format!("{out}/state/state.json")).unwrap();
    assert!(state.contains("\"night\": 2"), "its time was over: {state}");
    let progress = String::from_utf8(night.stderr).unwrap();
    assert!(progress.starts_with("night 1: "), "{progress}");
}

#[test]
fn what_cannot_be_wished() {
    for (arguments, says) in [
        (["nightly", "--budget", "soon"], "a time is 5m, 1h30m or 8h"),
        (["nightly", "--budget", "30d"], "a night takes 1 second to 7 days"),
        (
            ["nightly", "--shard", "4/3"],
            "\"4/3\" names no part; the parts of three machines are 1/3, 2/3 and 3/3",
        ),
        (["nightly", "--checkout", "nowhere"], "--checkout: nowhere is no folder"),
        (["nightly", "merge", "nowhere"], "asms: nowhere/: no night was begun there"),
    ] {
        let why = refused(&arguments);
        assert!(why.contains(says), "{arguments:?}: {why}");
    }
}
