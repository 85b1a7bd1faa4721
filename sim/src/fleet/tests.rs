//! Fleets, shrinking and the file of failures, over the scenario that comes with the simulator.

use std::collections::BTreeSet;

use super::*;
use crate::observe::{Happening, Observer};
use crate::plan::{Optional, Overrides, Recipe};
use crate::{BUILT_IN, Failure, judge, judge_until_broken};

fn recipe(with: &[&str], days: u32) -> Recipe {
    let (name, text) = BUILT_IN[0];
    let with = with.iter().map(|choice| (*choice).to_owned()).collect();
    let overrides = Overrides { with, days: Some(days), ..Overrides::default() };
    Recipe { scenario: name.to_owned(), text: text.to_owned(), overrides }
}

fn plan(with: &[&str], days: u32) -> Plan {
    recipe(with, days).plan("everyday.toml").expect("it is a plan")
}

fn fleet(plan: &Plan, seeds: Range<u64>, threads: usize) -> FleetReport {
    Fleet { plan, seeds, threads }.run(&AtomicBool::new(false), |_| {})
}

/// A defect that shows within days.
const DEFECT: &str = "AMB-17=no-dedupe";

#[test]
fn threads_change_nothing() {
    let plan = plan(&[DEFECT], 10);
    let alone = fleet(&plan, 3..23, 1);
    assert!(!alone.failures.is_empty() && alone.failures.len() < 20, "{:?}", alone.failures);
    for threads in [2, 3, 64] {
        assert_eq!(fleet(&plan, 3..23, threads), alone, "{threads} threads");
    }
}

#[test]
fn a_fleet_adds_up() {
    let plan = plan(&[], 5);
    let report = fleet(&plan, 0..4, 2);
    let alone: Vec<Report> = (0..4).map(|seed| judge(&plan, seed, None, None)).collect();
    assert_eq!((report.done, report.device_days, report.is_complete()), (4, 20, true));
    assert_eq!(report.events, alone.iter().map(|report| report.events).sum::<u64>());
    assert_eq!(report.numbers.messages, alone.iter().map(|report| report.numbers.messages).sum::<u64>());
    assert_eq!((report.failures.len(), report.pending, report.divergences), (0, 0, 0));
    for share in [report.actions(), report.points()] {
        assert_eq!(share.touched + share.untouched.len(), share.all);
        assert!(share.touched > 10 && !share.untouched.is_empty(), "{share:?}");
    }
    assert!(!report.actions().untouched.contains(&"DesktopComposes"));
}

#[test]
fn no_seeds_are_no_seeds() {
    let plan = plan(&[], 1);
    let report = fleet(&plan, 7..7, 2);
    assert_eq!(report, FleetReport::new(7..7));
    assert!(report.is_complete());
    assert_eq!(fleet(&plan, u64::MAX - 2..u64::MAX, 2).done, 2);
}

/// What ran before the interrupt is what it would have been without one.
#[test]
fn an_interrupted_fleet_keeps_what_is_done() {
    let plan = plan(&[DEFECT], 10);
    let interrupt = AtomicBool::new(false);
    let mut seen = Progress::default();
    let report = Fleet { plan: &plan, seeds: 0..1_000_000, threads: 1 }.run(&interrupt, |progress| {
        seen = progress;
        interrupt.store(progress.done >= 6, Ordering::Relaxed);
    });
    assert!(!report.is_complete() && (6..1000).contains(&report.done), "{}", report.done);
    assert_eq!((seen.all, seen.done, seen.failures), (1_000_000, report.done, report.failures.len() as u64));
    let whole = fleet(&plan, 0..report.done, 2);
    assert_eq!(report, FleetReport { seeds: 0..1_000_000, ..whole });
}

#[test]
fn a_fleet_that_is_called_off_at_once_ran_nothing() {
    let plan = plan(&[], 30);
    let report = Fleet { plan: &plan, seeds: 0..10, threads: 2 }.run(&AtomicBool::new(true), |_| {});
    assert_eq!(report, FleetReport::new(0..10));
}

/// What happened, named, is the same history again: all that is drawn stays where it was.
#[test]
fn naming_all_that_happened_changes_nothing() {
    struct Texts(Vec<String>);
    impl Observer for Texts {
        fn happened(&mut self, happening: &Happening<'_>) -> bool {
            self.0.push(format!("{} {:?}", happening.time, happening.cause));
            true
        }
    }
    for seed in 0..3 {
        let plan = plan(&[], 10);
        let (mut first, mut second) = (Texts(Vec::new()), Texts(Vec::new()));
        let whole = judge(&plan, seed, None, Some(&mut first));
        let again = judge(&plan, seed, Some(&whole.happened), Some(&mut second));
        assert_eq!(again.happened, whole.happened);
        assert!(first.0 == second.0, "seed {seed}");
    }
}

/// Words are bound to numbers, which what is left out must not use up.
#[test]
fn what_is_left_out_leaves_no_words_behind() {
    let plan = plan(&[], 5);
    let whole = judge(&plan, 1, None, None).happened;
    for every in 2..5 {
        let some: BTreeSet<Optional> = whole.iter().step_by(every).copied().collect();
        let report = judge(&plan, 1, Some(&some), None);
        assert_eq!(report.divergence, None, "every {every}");
    }
}

#[test]
fn failures_shrink_to_a_handful_of_things() {
    for (defect, most) in [(DEFECT, 3), ("AMB-23=every-request", 2), ("AMB-04=never-sticky", 2)] {
        let plan = plan(&[defect], 30);
        let failures = fleet(&plan, 0..8, 2).failures;
        assert!(!failures.is_empty(), "{defect}");
        for (seed, failed) in failures.iter().take(3) {
            let shrink = Shrink { plan: &plan, seed: *seed, failure: failed.failure, only: None, runs: 1000 };
            let mut last = None;
            let found = shrink.run(&AtomicBool::new(false), |progress| last = Some(progress));
            let smallest = found.expect("it fails");
            assert!(smallest.only.len() <= most && smallest.minimal, "{defect}, seed {seed}: {smallest:?}");
            assert_eq!(last.map(|last| last.happens), Some(smallest.only.len()));
            // The same again, and it fails in the same way.
            assert_eq!(shrink.run(&AtomicBool::new(false), |_| {}), Ok(smallest.clone()));
            let small = Plan { days: smallest.days, users: smallest.users, ..plan.clone() };
            let again = judge_until_broken(&small, *seed, Some(&smallest.only), None);
            assert_eq!(Failed::of(&again), Some(smallest.failed.clone()));
            assert_eq!(again.failure(), Some(failed.failure));
            // None of them can be left out.
            for one in &smallest.only {
                let mut rest = smallest.only.clone();
                rest.remove(one);
                let without = judge_until_broken(&small, *seed, Some(&rest), None);
                assert_ne!(without.failure(), Some(failed.failure), "{defect}, seed {seed}: without {one}");
            }
        }
    }
}

#[test]
fn shrinking_that_is_called_off_keeps_the_best() {
    let plan = plan(&[DEFECT], 30);
    let failure = Failure::Property("no-duplicate-add");
    let fails = |seed: &u64| judge_until_broken(&plan, *seed, None, None).failure() == Some(failure);
    let seed = (0..20).find(fails).expect("a defect that shows within days");
    let shrink = |runs| Shrink { plan: &plan, seed, failure, only: None, runs };
    let interrupt = AtomicBool::new(false);
    let early = shrink(1000).run(&interrupt, |progress| {
        interrupt.store(progress.runs >= 8, Ordering::Relaxed);
    });
    let early = early.expect("it fails");
    let whole = shrink(1000).run(&AtomicBool::new(false), |_| {}).expect("it fails");
    assert!(!early.minimal && early.runs <= 9 && early.only.len() > whole.only.len());
    let small = Plan { days: early.days, users: early.users, ..plan.clone() };
    let again = judge_until_broken(&small, seed, Some(&early.only), None);
    assert_eq!(again.failure(), Some(failure));
    assert_eq!(shrink(1000).run(&AtomicBool::new(true), |_| {}), Err(NotSo::CalledOff));
    let few = shrink(3).run(&AtomicBool::new(false), |_| {}).expect("it fails");
    assert_eq!((few.runs, few.minimal), (3, false));
}

#[test]
fn what_does_not_fail_so_is_not_shrunk() {
    let (good, bad) = (plan(&[], 5), plan(&["AMB-23=every-request"], 5));
    let shrink = |plan, failure| {
        Shrink { plan, seed: 0, failure, only: None, runs: 10 }.run(&AtomicBool::new(false), |_| {})
    };
    assert_eq!(shrink(&good, Failure::Pending), Err(NotSo::Passes));
    let other = shrink(&bad, Failure::Pending);
    assert!(matches!(other, Err(NotSo::Otherwise { expected: Failure::Pending, .. })), "{other:?}");
}

#[test]
fn a_kept_failure_is_replayed() {
    let recipe = recipe(&[DEFECT], 30);
    let plan = recipe.plan("everyday.toml").expect("it is a plan");
    let failed = fleet(&plan, 0..1, 1).failures.remove(&0).expect("it fails");
    let mut entry = Entry {
        program: "0.1.0".to_owned(),
        recipe,
        seed: 0,
        only: None,
        failed: failed.clone(),
        trace: None,
        mended: None,
    };
    let replay = |entry: &Entry| entry.replay(&AtomicBool::new(false)).expect("it is a plan");
    assert_eq!(replay(&entry), Some(Replayed::Same(failed.clone())));
    entry.failed.failure = Failure::Property("sent-once");
    assert_eq!(replay(&entry), Some(Replayed::Otherwise(failed)));
    entry.recipe.overrides.with.clear();
    assert_eq!(replay(&entry), Some(Replayed::Mended));
    assert!(entry.replay(&AtomicBool::new(true)).expect("it is a plan").is_none());
    entry.recipe.text = "about = 1".to_owned();
    let error = entry.replay(&AtomicBool::new(false)).expect_err("it is no scenario").to_string();
    assert!(error.starts_with("the scenario everyday of seed 0: "), "{error}");
}
