//! What the README shows and counts is so.

use std::path::Path;

use asms_machine::behaviour::Behaviour;
use asms_machine::facts::{ambiguities, known_bugs};
use asms_machine::scenario::{BUILT_IN, Scenario};
use asms_reports::titles;

const README: &str = include_str!("../../../README.md");

/// The root of the repository, where a reader of the README is.
const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// What a command prints is what stands there, up to a line that says that there is more.
#[test]
fn transcripts() {
    let blocks: Vec<(&str, &str)> = README
        .split("```console\n$ ")
        .skip(1)
        .map(|block| block.split("```").next().and_then(|block| block.split_once('\n')).unwrap())
        .collect();
    assert_eq!(blocks.len(), 2);
    for (command, shown) in blocks {
        let printed = piped(command);
        let lines = shown.lines().take_while(|line| line.trim() != "…");
        for (at, line) in lines.enumerate() {
            assert_eq!(printed.lines().nth(at), Some(line), "line {} of {command}", at + 1);
        }
    }
}

/// Runs commands of the program, each on the output of the one before.
fn piped(command: &str) -> String {
    let printed = command.split(" | ").fold(Vec::new(), |input, command| {
        let arguments = command.split_whitespace().skip(1);
        let mut program = assert_cmd::cargo::cargo_bin_cmd!("asms");
        program.current_dir(Path::new(ROOT)).args(arguments).write_stdin(input).output().unwrap().stdout
    });
    String::from_utf8(printed).unwrap()
}

/// Counts are those of the pins and of the lists.
#[test]
fn figures() {
    let states = |name: &str| Scenario::built_in(name).unwrap().unwrap().expect.states.unwrap();
    let all: u64 = BUILT_IN.iter().map(|(name, _)| states(name)).sum();
    let bugs = known_bugs();
    let modelled = bugs
        .iter()
        .filter(|bug| {
            let variants = Behaviour::POINTS.iter().flat_map(|point| point.variants);
            variants.clone().any(|one| one.sources.split(' ').any(|id| id == bug.id))
        })
        .count();
    for part in [
        format!("all {} states of the scenario", grouped(states("outbox-crash"))),
        format!("about {} million states", in_words((all + 500_000) / 1_000_000)),
        format!("{} places where the specification leaves a choice", ambiguities().len()),
        format!("Which of {modelled} bugs"),
        format!("[{} findings]", titles().unwrap().len()),
    ] {
        let text = README.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(&part), "the README does not say {part:?}");
    }
}

fn grouped(number: u64) -> String {
    match number {
        0..1000 => number.to_string(),
        _ => format!("{},{:03}", grouped(number / 1000), number % 1000),
    }
}

fn in_words(number: u64) -> &'static str {
    ["no", "one", "two", "three", "four", "five"].get(usize::try_from(number).unwrap()).unwrap()
}
