use std::fs;
use std::path::Path;

use super::run;

/// Files of a test's own.
const FOLDER: &str = env!("CARGO_TARGET_TMPDIR");

#[test]
fn a_suite_that_there_is_not() {
    let refused = run(&["fixtures", "--suite", "http", "--out", "nowhere"], b"");
    assert_eq!(refused.status.code(), Some(2));
    let why = String::from_utf8(refused.stderr).unwrap();
    assert!(why.starts_with("asms: there is no suite \"http\"; there are wbxml, commands, sms"), "{why}");
}

/// A suite goes where it is to go, and is the one that is committed.
#[test]
fn a_suite_is_written() {
    let folder = format!("{FOLDER}/fixtures");
    let written = run(&["fixtures", "--suite", "sms", "--out", &folder], b"");
    assert!(written.status.success(), "{}", String::from_utf8_lossy(&written.stderr));
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/corpus");
    for name in ["sms.json", "sms.md", "schema/sms.schema.json"] {
        let file = Path::new(&folder).join(name);
        assert!(fs::read(file).unwrap() == fs::read(committed.join(name)).unwrap(), "{name}");
    }
}

/// Results of two implementations, of which one fails a case and the other goes by another reading in one.
#[test]
fn results_side_by_side() {
    let report = run(&["fixtures", "report", "results-a.json", "results-b.json"], b"");
    assert_eq!(report.status.code(), Some(1), "a case failed");
    let shown = String::from_utf8(report.stdout).unwrap();
    let row = shown.lines().find(|line| line.starts_with("wbxml ")).unwrap();
    assert!(row.contains("2 of 3, 1 failed, ") && row.contains("2 of 3, 1 known, "), "{row}");
    assert!(shown.contains("  alpha failed: it reads what is to be refused\n"), "{shown}");
    assert!(shown.contains("  beta known: it does not look at the version\n"), "{shown}");
    assert!(shown.ends_with("goes by overlong-numbers=read: beta in 1\n"), "{shown}");
    let json = run(&["fixtures", "report", "--json", "results-b.json"], b"");
    assert!(json.status.success(), "what is known is no failure");
    assert!(String::from_utf8(json.stdout).unwrap().contains("\"known\": 1"));
}

#[test]
fn results_that_are_none() {
    let refused = run(&["fixtures", "report", "4.3.base64"], b"");
    assert_eq!(refused.status.code(), Some(2));
    let why = String::from_utf8(refused.stderr).unwrap();
    assert!(
        why.starts_with("asms: 4.3.base64: ") && why.contains("expected the results of a consumer"),
        "{why}"
    );
}

/// A trace of a failing seed becomes a case; one of a seed that fails nothing does not.
#[test]
fn a_trace_becomes_a_case() {
    let fixture = |name: &str, more: &[&str]| {
        let path = format!("{FOLDER}/{name}.jsonl");
        let failures = format!("{FOLDER}/{name}.toml");
        let seed = ["sim", "everyday", "--seeds", "0", "--trace", &path, "--failures", &failures];
        run(&[&seed[..], more].concat(), b"");
        run(&["fixtures", "from-trace", &path], b"")
    };
    let made = fixture("broken", &["--days", "30", "--with", "AMB-17=no-dedupe"]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let shown = String::from_utf8(made.stdout).unwrap();
    assert!(shown.contains("\"property\": \"no-duplicate-add\""), "{shown}");
    let none = fixture("sound", &["--days", "5"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&none.stderr).contains("nothing is broken"));
}
