//! The inputs of the corpora, on every build; and for each target a canary.

#![expect(clippy::unwrap_used, reason = "a corpus that cannot be read fails the test")]

mod canaries;
mod properties;

use std::fs;
use std::path::{Path, PathBuf};

use asms_targets::TARGETS;

#[test]
fn nothing_is_wrong_with_the_corpora() {
    for target in TARGETS {
        for (name, input) in corpus(target.name) {
            println!("{}/{name}", target.name);
            (target.check)(&input);
        }
    }
}

#[test]
fn every_target_has_a_corpus_and_a_file_for_the_engine() {
    let mut names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
    assert!(names.is_sorted(), "{names:?}");
    if !cfg!(feature = "libwbxml") {
        names.push("libwbxml");
        names.sort_unstable();
    }
    assert_eq!(names_in("corpus"), names);
    assert_eq!(names_in("fuzz_targets"), names);
}

/// The inputs of a target, by name.
fn corpus(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = folder("corpus").join(target);
    let mut inputs: Vec<(String, Vec<u8>)> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
        .collect();
    inputs.sort();
    assert!(!inputs.is_empty(), "{} is empty", folder.display());
    inputs
}

/// The names in a folder, without their extensions.
fn names_in(of_fuzz: &str) -> Vec<String> {
    let entries = fs::read_dir(folder(of_fuzz)).unwrap().map(|entry| entry.unwrap().path());
    let mut names: Vec<String> =
        entries.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    names.sort();
    names
}

fn folder(of_fuzz: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz").join(of_fuzz)
}
