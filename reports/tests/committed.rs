//! The committed reports, as far as a test can write them anew; `.ci/run reports` writes and compares all of them.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

use asms_reports::{differences, findings_named, titles};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// A finding of a search, one of a world of the reports, one of a simulation.
#[test]
fn findings_are_as_they_would_be_written() {
    let names = ["silence-taken-for-success", "second-report", "copy-added-twice"].map(str::to_owned);
    let written = findings_named(&names).expect("what is claimed is so");
    assert_eq!(written.files.len(), 6);
    for (path, text) in &written.files {
        let committed = fs::read_to_string(folder().join(path)).expect(path);
        assert!(committed == *text, "{path} differs; `asms reports --out reports` writes it");
    }
    let differing = differences(&written, &folder()).expect("it can be read");
    assert!(
        differing.iter().any(|line| line == "findings/repeated-add.md is of no finding"),
        "{differing:?}"
    );
    assert!(!differing.iter().any(|line| line.contains("second-report")), "{differing:?}");
}

#[test]
fn a_finding_that_there_is_not() {
    let error = findings_named(&["nothing".to_owned()]).expect_err("there is none");
    let message = error.to_string();
    assert!(message.starts_with("there is no finding \"nothing\"; there are "), "{message}");
}

/// Every title has its page, whose first line it is, and the index names it.
#[test]
fn titles_have_pages() {
    let index = fs::read_to_string(folder().join("findings/README.md")).expect("it is there");
    for title in titles().expect("every finding can be read") {
        let page = fs::read_to_string(folder().join("..").join(&title.path)).expect(&title.path);
        assert_eq!(page.lines().next(), Some(format!("# {}", title.question).as_str()), "{}", title.name);
        assert!(index.contains(&format!("]({}.md) |", title.name)), "{}", title.name);
    }
}
