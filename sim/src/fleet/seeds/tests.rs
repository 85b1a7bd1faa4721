//! The file of failures: what is read is what was written, and nothing is lost.

use super::*;
use crate::plan::{Fault, Habit, Overrides, What};
use crate::radio::Preset;
use crate::time::Time;
use crate::{BUILT_IN, Failure};

fn entry(seed: u64) -> Entry {
    let (name, text) = BUILT_IN[0];
    let overrides = Overrides {
        days: Some(3),
        preset: Some(Preset::Disaster),
        with: vec!["AMB-17=no-dedupe".to_owned()],
        fault: vec!["request-lost=7".to_owned()],
        swarm: Some(false),
        ..Overrides::default()
    };
    let only = [(What::Habit(Habit::Composes), 17), (What::Fault(Fault::RequestLost), 58)];
    Entry {
        program: "0.1.0".to_owned(),
        recipe: Recipe { scenario: name.to_owned(), text: text.to_owned(), overrides },
        seed,
        only: Some(
            only.map(|(what, sequence)| Optional { what, user: 0, device: 0, sequence })
                .into_iter()
                .collect(),
        ),
        failed: Failed {
            failure: Failure::Property("no-duplicate-add"),
            reason: "there are \"two\"\nof them".to_owned(),
            time: Time(51_187),
            event: 2031,
            user: Some(0),
        },
        trace: Some("a-everyday-1-no-duplicate-add.jsonl".to_owned()),
        mended: None,
    }
}

/// A folder of this test alone, where there is nothing yet.
fn place(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("asms-seeds-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("it can be made");
    folder
}

#[test]
fn what_is_written_is_read() {
    let mut file = SeedFile::default();
    file.keep(entry(1));
    file.keep(Entry { only: None, mended: Some("0.2.0".to_owned()), ..entry(2) });
    file.keep(Entry {
        failed: Failed { failure: Failure::Pending, user: None, ..entry(3).failed },
        ..entry(3)
    });
    let text = file.text().expect("it can be written");
    assert_eq!(SeedFile::parse("a.toml", &text).expect("it can be read"), file);
    assert!(text.starts_with("# Failures that `asms sim` found."), "{text}");
    assert!(
        text.contains("\n[[failure]]\nformat = 1\nprogram = \"0.1.0\"\nscenario = \"everyday\"\nseed = 1\n")
    );
}

/// Another scenario text than the one that comes with the program runs as it was.
#[test]
fn the_whole_scenario_is_kept() {
    let mut file = SeedFile::default();
    let mut odd = entry(1);
    odd.recipe.text.push_str("# '''\" \\ \u{e4}\t\n");
    file.keep(odd.clone());
    let read = SeedFile::parse("a.toml", &file.text().expect("it can be written")).expect("it can be read");
    assert_eq!(read.entries().next(), Some(&odd));
}

#[test]
fn a_failure_is_kept_once() {
    let mut file = SeedFile::default();
    file.keep(entry(1));
    file.keep(Entry { only: None, ..entry(1) });
    let mut longer = entry(1);
    longer.recipe.overrides.days = Some(30);
    file.keep(longer);
    assert_eq!(file.entries().collect::<Vec<_>>(), [&entry(1)], "it stays as it was shrunk");
    for kept in file.entries_mut() {
        kept.mended = Some("0.2.0".to_owned());
    }
    file.keep(entry(1));
    assert_eq!(file.entries().next().map(|kept| kept.mended.clone()), Some(None), "it fails again");
    let mut other = entry(1);
    other.failed.failure = Failure::Divergence;
    file.keep(other);
    file.keep(entry(2));
    assert_eq!(file.entries().count(), 3);
}

#[test]
fn what_was_mended_is_forgotten_when_asked() {
    let mut file = SeedFile::default();
    file.keep(entry(1));
    file.keep(Entry { mended: Some("0.2.0".to_owned()), ..entry(2) });
    assert_eq!(file.forget_mended().len(), 1);
    assert_eq!(file.entries().collect::<Vec<_>>(), [&entry(1)]);
    assert_eq!(file.forget_mended(), []);
}

/// What a later program wrote outlasts this one.
#[test]
fn what_is_not_known_is_kept() {
    let later = "[[failure]]\nformat = 2\nuniverse = [1, { a = 'b' }]\n";
    let mut file = SeedFile::parse("a.toml", later).expect("it can be read");
    assert_eq!((file.unknown(), file.entries().count()), (1, 0));
    file.keep(entry(1));
    file.forget_mended();
    let text = file.text().expect("it can be written");
    let read = SeedFile::parse("a.toml", &text).expect("it can be read");
    assert_eq!((read.unknown(), read.entries().count()), (1, 1));
    let table = |text: &str| toml::from_str::<toml::Table>(text).expect("it is TOML")["failure"][0].clone();
    assert_eq!(table(&text), table(later));
}

#[test]
fn a_bad_file_says_where() {
    let mut file = SeedFile::default();
    file.keep(entry(1));
    let good = file.text().expect("it can be written");
    for (text, says) in [
        ("[[failure]\n".to_owned(), "a.toml: TOML parse error at line 1, column 11"),
        ("[[failed]]\n".to_owned(), "unknown field `failed`, expected `failure`"),
        (
            "\n[[failure]]\nseed = 1\n".to_owned(),
            "a.toml: line 2, failure 1: `format` has to be there, a number",
        ),
        (good.replace("seed = 1", "seed = -1"), "a.toml: TOML parse error at line 7, column 8"),
        (good.replace("seed = 1", "sead = 1"), "unknown field `sead`, expected one of `format`, `program`"),
        (
            good.replace("no-duplicate-add", "sent-twice"),
            "a.toml: line 3, failure 1: failure: \"sent-twice\" is no failure",
        ),
        (good.replace("composes 0", "sings 0"), "\"sings 0 0 17\" is not of the form"),
        (good.replace("disaster", "rural"), "unknown variant `rural`, expected one of `good`, `urban`"),
    ] {
        let error = SeedFile::parse("a.toml", &text).expect_err(says).to_string();
        assert!(error.starts_with("a.toml: ") && error.contains(says), "{says} is not in {error}");
    }
}

#[test]
fn a_file_is_written_as_a_whole() {
    let folder = place("whole");
    let path = folder.join("failures.toml");
    let file = SeedFile::update(&path, |file| file.keep(entry(1))).expect("it can be written");
    assert_eq!(SeedFile::read(&path).expect("it can be read"), file);
    // What others wrote meanwhile stays.
    let both = SeedFile::update(&path, |file| file.keep(entry(2))).expect("it can be written");
    assert_eq!(both.entries().map(|entry| entry.seed).collect::<Vec<_>>(), [1, 2]);
    let names: Vec<_> =
        fs::read_dir(&folder).expect("it is there").map(|entry| entry.expect("it is").file_name()).collect();
    assert_eq!(names, ["failures.toml"], "nothing is left beside it");
    fs::remove_dir_all(&folder).expect("it can be removed");
}

#[test]
fn a_file_that_does_not_change_is_not_written() {
    let folder = place("same");
    let path = folder.join("failures.toml");
    let file =
        SeedFile::update(&path, |file| assert_eq!(file.forget_mended(), [])).expect("there is nothing to do");
    assert_eq!(file, SeedFile::default());
    assert!(!path.exists());
    let inside = path.join("no-such").join("failures.toml");
    let error =
        SeedFile::update(&inside, |file| file.keep(entry(1))).expect_err("there is no folder").to_string();
    assert!(error.contains("failures.toml: "), "{error}");
    fs::remove_dir_all(&folder).expect("it can be removed");
}
