use std::fs;
use std::path::PathBuf;

use asms_machine::scenario::{Scenario, schema};
use insta::assert_snapshot;
use serde_json::Value;

use super::{output, run};

/// A place for a file of this test alone.
fn place(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    // What an earlier run left behind.
    let _ = fs::remove_file(&path);
    path
}

fn written(name: &str) -> (PathBuf, String) {
    let path = place(name);
    output(&["new-scenario", path.to_str().unwrap()], b"");
    let text = fs::read_to_string(&path).unwrap();
    (path, text)
}

/// The file says of each key what it means, and is as it should be when it is checked.
#[test]
fn the_file_runs() {
    let (path, text) = written("runs.toml");
    assert_snapshot!(text);
    let wide: Vec<&str> = text.lines().filter(|line| line.chars().count() > 100).collect();
    assert!(wide.is_empty(), "{wide:?}");
    let check = run(&["check", path.to_str().unwrap()], b"");
    assert_eq!(check.status.code(), Some(0), "{}", String::from_utf8_lossy(&check.stdout));
}

/// Every key of the schema stands in it, and all that is not chosen could be.
#[test]
fn nothing_is_left_out() {
    let (_, text) = written("whole.toml");
    let names =
        |line: &str| line.trim_start_matches('#').split([' ', ']']).next().unwrap_or_default().to_owned();
    let keys: Vec<String> = text.lines().filter(|line| !line.starts_with("# ")).map(names).collect();
    let schema = schema();
    let mut tables: Vec<&Value> = schema["$defs"].as_object().unwrap().values().collect();
    tables.push(&schema);
    for key in tables.iter().filter_map(|table| table["properties"].as_object()).flat_map(|keys| keys.keys())
    {
        let is_there = keys
            .iter()
            .any(|line| line == key || line.trim_start_matches('[').split('.').any(|part| part == key));
        assert!(is_there, "{key} is not in {text}");
    }
    let chosen: String = text
        .lines()
        .map(|line| line.strip_prefix('#').filter(|line| !line.starts_with(' ')).unwrap_or(line))
        .flat_map(|line| [line, "\n"])
        .collect();
    Scenario::parse("whole", "whole.toml", &chosen).unwrap();
}

#[test]
fn a_file_that_is_there_is_left_alone() {
    let path = place("there.toml");
    fs::write(&path, "about = 'mine'\n").unwrap();
    let run = run(&["new-scenario", path.to_str().unwrap()], b"");
    assert_eq!(run.status.code(), Some(2));
    assert!(String::from_utf8(run.stderr).unwrap().contains("is there already"));
    assert_eq!(fs::read_to_string(&path).unwrap(), "about = 'mine'\n");
}

/// The schema is the committed one; `asms new-scenario --schema > model/scenarios/scenario.schema.json` makes it new.
#[test]
fn the_schema_is_the_committed_one() {
    let committed = include_str!("../../../model/scenarios/scenario.schema.json");
    assert!(output(&["new-scenario", "--schema"], b"") == committed.as_bytes());
}
