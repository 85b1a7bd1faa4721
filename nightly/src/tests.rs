//! Whole nights, small ones.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use asms_sim::fleet::{Entry, Failed, SeedFile};
use asms_sim::plan::{Overrides, Recipe};
use asms_sim::{BUILT_IN, Failure, Time};

use crate::*;

/// A folder of one test alone, where there is nothing yet.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("asms-nightly-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        Self(path)
    }

    fn store(&self, name: &str) -> Store {
        Store::at(self.0.join(name))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Of every kind that takes no repository, something quick.
fn jobs() -> Vec<Job> {
    let check = |scenario: &str| Work::Check { scenario: scenario.to_owned(), larger: false };
    let simulate = |reading: Option<&str>, first| Work::Simulate {
        scenario: "everyday".to_owned(),
        preset: None,
        carrier: None,
        reading: reading.map(str::to_owned),
        days: Some(2),
        first,
        count: 2,
    };
    [
        ("check/outbox-crash", check("outbox-crash")),
        ("check/contacts", check("contacts")),
        ("check/silent-radio", check("silent-radio")),
        ("simulate/everyday/0..2", simulate(None, 0)),
        ("simulate/everyday/AMB-28=commands-change/2..4", simulate(Some("AMB-28=commands-change"), 2)),
        ("twice/everyday", Work::Twice { scenario: "everyday".to_owned(), seed: 0 }),
        ("threads/contacts", Work::Threads { scenario: "contacts".to_owned() }),
        ("fixtures", Work::Fixtures),
        ("fuzz/decode", Work::Fuzz { target: "decode".to_owned(), seconds: 1 }),
    ]
    .into_iter()
    .zip(1..)
    .map(|((id, work), cost)| Job::new(id, cost, work))
    .collect()
}

fn plan(jobs: Vec<Job>, state: &State) -> Plan {
    let wish = Wish { budget: Duration::from_secs(600), cores: 1, label: "test".to_owned() };
    Plan { jobs, ..Plan::new(&wish, state).expect("what comes with the suite can be used") }
}

fn run(store: &Store, shard: &str) -> Run {
    Run {
        store: store.clone(),
        before: store.clone(),
        wish: Wish { budget: Duration::from_secs(600), cores: 1, label: String::new() },
        shard: shard.parse().expect("it names a part"),
        checkout: Checkout::NONE,
        threads: 2,
        build: "test".to_owned(),
    }
}

/// Does a night of these jobs; it is interrupted when so many are done.
fn night(store: &Store, shard: &str, jobs: Vec<Job>, until: usize) -> Night {
    let state = store.state().expect("it can be read");
    let interrupt = AtomicBool::new(false);
    let mut done = 0;
    let mut watch = |progress: Progress<'_>| {
        if let Progress::Done { .. } = progress {
            done += 1;
            interrupt.store(done >= until, Ordering::Relaxed);
        }
    };
    run(store, shard)
        .carry_out(plan(jobs, &state), &state, &interrupt, &mut watch)
        .expect("the folder can be written")
}

/// Everything that a night wrote for others, and what the next begins with.
fn results(store: &Store) -> Vec<String> {
    ["index.html", "night.json", "junit.xml", "results.sarif", "summary.txt", "state/state.json"]
        .map(|name| fs::read_to_string(store.result(name)).unwrap_or_else(|error| panic!("{name}: {error}")))
        .into()
}

#[test]
fn parts_that_are_put_together_are_the_whole() {
    let folder = Folder::new("parts");
    let whole = night(&folder.store("whole"), "1/1", jobs(), usize::MAX);
    assert_eq!(whole.verdict(), Verdict::Passed, "{}", whole.summary());
    let parts = ["1/3", "2/3", "3/3"].map(|shard| {
        let store = folder.store(&shard.replace('/', "-"));
        let part = night(&store, shard, jobs(), usize::MAX);
        assert!((1..9).contains(&part.records.len()), "each has some of the jobs");
        store
    });
    let merged = merge(&parts, &folder.store("merged")).expect("they are parts of one night");
    assert_eq!(merged.records, whole.records);
    assert_eq!(results(&folder.store("merged")), results(&folder.store("whole")));
}

#[test]
fn a_part_that_is_missing_is_told() {
    let folder = Folder::new("missing");
    let (store, out) = (folder.store("1"), folder.store("out"));
    night(&store, "1/2", jobs(), usize::MAX);
    let merged = merge(&[store], &out).expect("it is a part of a night");
    assert_eq!(merged.verdict(), Verdict::Unfinished);
    assert!(
        merged.summary().contains("of 9 jobs were not run, since the part of a machine is missing"),
        "{}",
        merged.summary()
    );
}

#[test]
fn parts_of_different_nights_are_not_put_together() {
    let folder = Folder::new("different");
    let (one, other) = (folder.store("1"), folder.store("2"));
    night(&one, "1/2", jobs(), usize::MAX);
    night(&other, "2/2", jobs().into_iter().take(3).collect(), usize::MAX);
    let error = merge(&[one, other], &folder.store("out")).expect_err("they are not").to_string();
    assert!(error.contains("is a part of a different night than the first"), "{error}");
    let error = merge(&[folder.store("none")], &folder.store("out")).expect_err("there is none").to_string();
    assert!(error.ends_with("no night was begun there"), "{error}");
}

#[test]
fn a_night_that_is_cut_off_goes_on() {
    let folder = Folder::new("cut-off");
    night(&folder.store("whole"), "1/1", jobs(), usize::MAX);
    let store = folder.store("cut");
    let cut = night(&store, "1/1", jobs(), 2);
    assert_eq!((cut.records.len(), cut.verdict()), (2, Verdict::Unfinished));
    assert_eq!(store.state().expect("it can be read").reached.night, 1, "the night is not over");
    let record = store.result("night/records").join("check--outbox-crash.json");
    let written = fs::metadata(&record).expect("it is kept").modified().expect("there are times");
    night(&store, "1/1", jobs(), usize::MAX);
    assert_eq!(results(&store), results(&folder.store("whole")));
    assert_eq!(fs::metadata(&record).expect("it is kept").modified().expect("there are times"), written);
}

#[test]
fn another_build_and_another_night_take_nothing_over() {
    let folder = Folder::new("build");
    let store = folder.store("one");
    night(&store, "1/1", jobs(), 2);
    let state = store.state().expect("it can be read");
    let begun = |jobs, build: &str| store::Begun {
        plan: plan(jobs, &state),
        shard: Shard::WHOLE,
        build: build.to_owned(),
    };
    let fewer: Vec<Job> = jobs().into_iter().skip(1).collect();
    let kept = |begun: &store::Begun| {
        store.begin(begun).expect("it can be written");
        store.records(&begun.plan).expect("they can be read").into_keys().collect::<Vec<_>>()
    };
    assert_eq!(kept(&begun(fewer.clone(), "test")), ["check/contacts"]);
    assert_eq!(kept(&begun(fewer, "another")), Vec::<String>::new());
}

#[test]
fn what_later_nights_kept_is_not_given_up() {
    let folder = Folder::new("back");
    let store = folder.store("one");
    let mut state = State::default();
    state.reached.night = 5;
    store.keep_state(&state).expect("it can be written");
    let run = Run { before: folder.store("a slip of the pen"), ..run(&store, "1/1") };
    let error = run.run(&AtomicBool::new(false), |_| ()).expect_err("it would go back").to_string();
    assert!(error.contains("has come to night 5; night 1 would take the place"), "{error}");
}

#[test]
fn what_could_not_be_done_is_tried_again() {
    let folder = Folder::new("again");
    let store = folder.store("one");
    let cut = night(&store, "1/1", jobs(), 8);
    assert_eq!(cut.records["fixtures"].verdict, Verdict::Skipped, "there is no repository");
    let state = store.state().expect("it can be read");
    let run =
        Run { checkout: Checkout::at(concat!(env!("CARGO_MANIFEST_DIR"), "/..")), ..run(&store, "1/1") };
    let without_fuzz = Plan { jobs: jobs().into_iter().take(8).collect(), ..cut.plan };
    let whole =
        run.carry_out(without_fuzz, &state, &AtomicBool::new(false), &mut |_| ()).expect("it can be done");
    assert_eq!(whole.records["fixtures"].verdict, Verdict::Passed, "{}", whole.summary());
}

/// A failure of a world whose server forgets ClientIds.
fn failure() -> Entry {
    let (name, text) =
        BUILT_IN.iter().find(|(name, _)| *name == "restless").expect("it comes with the simulator");
    let overrides =
        Overrides { days: Some(3), with: vec!["AMB-17=no-dedupe".to_owned()], ..Overrides::default() };
    Entry {
        program: "0.1.0".to_owned(),
        recipe: Recipe { scenario: (*name).to_owned(), text: (*text).to_owned(), overrides },
        seed: 1,
        only: None,
        failed: Failed {
            failure: Failure::Property("no-duplicate-add"),
            reason: "it was so".to_owned(),
            time: Time(1),
            event: 1,
            user: Some(0),
        },
        trace: None,
        mended: None,
    }
}

fn again() -> Vec<Job> {
    vec![Job::new("again/0/restless", 1, Work::Again { entry: 0 })]
}

fn with_failure(store: &Store, entry: Entry) {
    let mut failures = SeedFile::default();
    failures.keep(entry);
    store.keep_state(&State { failures, ..State::default() }).expect("it can be written");
}

#[test]
fn what_still_fails_is_told_in_every_form_and_kept() {
    let folder = Folder::new("fails");
    let store = folder.store("one");
    with_failure(&store, failure());
    let night = night(&store, "1/1", again(), usize::MAX);
    assert_eq!(night.verdict(), Verdict::Failed);
    let [page, json, junit, sarif, summary, _] =
        <[String; 6]>::try_from(results(&store)).expect("there are six");
    assert!(
        page.contains("data:image/svg+xml;base64,") && page.contains("<pre>restless, seed 1, user 0"),
        "a chart"
    );
    assert!(!page.contains("http://") && !page.contains("https://"), "nothing is loaded");
    assert!(
        junit.contains(
            r#"<failure message="restless, AMB-17=no-dedupe, seed 1: no-duplicate-add" type="FAILED">"#
        ),
        "{junit}"
    );
    assert!(summary.starts_with("Night 1, test: FAILED\n"), "{summary}");
    assert!(summary.contains("asms sim restless --seeds 1 --with AMB-17=no-dedupe"), "{summary}");
    let json: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    assert_eq!(json["verdict"], "failed");
    let sarif: serde_json::Value = serde_json::from_str(&sarif).expect("it is JSON");
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!(result["ruleId"], "no-duplicate-add");
    let rule = usize::try_from(result["ruleIndex"].as_u64().expect("it is a number")).expect("it is small");
    assert_eq!(sarif["runs"][0]["tool"]["driver"]["rules"][rule]["id"], "no-duplicate-add");
    let place = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(place, "model/machine/src/property/no_duplicate_add.rs");
    assert_eq!(store.state().expect("it can be read").failures.entries().count(), 1);
}

#[test]
fn what_is_mended_is_forgotten() {
    let folder = Folder::new("mended");
    let store = folder.store("one");
    let mut entry = failure();
    entry.recipe.overrides.with.clear();
    with_failure(&store, entry);
    assert_eq!(night(&store, "1/1", again(), usize::MAX).verdict(), Verdict::Passed);
    let state = store.state().expect("it can be read");
    assert_eq!((state.failures.entries().count(), state.reached.night), (0, 2));
}

#[test]
fn what_cannot_be_read_says_where() {
    let folder = Folder::new("damaged");
    let store = folder.store("one");
    night(&store, "1/1", jobs().into_iter().take(2).collect(), usize::MAX);
    for (name, text, says) in [
        ("night/records/check--contacts.json", "{}", "missing field"),
        ("night/records/check--contacts.json", "not", "expected"),
        ("night/plan.json", r#"{"plan": {"format": 99}}"#, "it is of format 99, and this program reads 1"),
        ("state/state.json", r#"{"format": 1, "night": -1, "seed": 0}"#, "invalid value"),
        ("state/failures.toml", "[[failure]]\n", "`format` has to be there"),
    ] {
        let path = store.result(name);
        let before = fs::read(&path).unwrap_or_default();
        fs::write(&path, text).expect("it can be written");
        let error = again_of(&store).expect_err(name);
        assert!(error.contains(name) && error.contains(says), "{name}: {error}");
        restore(&path, &before);
    }
}

/// Begins the next night, or goes on with this one.
fn again_of(store: &Store) -> Result<Night, String> {
    let state = store.state().map_err(|error| error.to_string())?;
    let plan = Plan { night: 1, ..plan(jobs().into_iter().take(2).collect(), &state) };
    run(store, "1/1")
        .carry_out(plan, &state, &AtomicBool::new(false), &mut |_| ())
        .map_err(|error| error.to_string())
}

fn restore(path: &Path, bytes: &[u8]) {
    if bytes.is_empty() {
        let _ = fs::remove_file(path);
    } else {
        fs::write(path, bytes).expect("it can be written");
    }
}
