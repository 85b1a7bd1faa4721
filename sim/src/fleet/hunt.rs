//! Which seed shows each defect first.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use asms_machine::behaviour::{Behaviour, Standing};

use crate::plan::Plan;
use crate::run::{Failure, judge_until_broken};

/// How many seeds a world has to show that it asks a decision point at all; what it has not asked then it is taken never
/// to ask.
const TO_ASK: u64 = 8;

/// A search for seeds that show defects: variants of decision points that went wrong in real implementations.
#[derive(Clone, Debug)]
pub struct Hunt {
    /// The worlds, by name, in the order in which they are tried.
    pub worlds: Vec<(String, Plan)>,
    /// How many seeds are tried in each world, from 0.
    pub seeds: u64,
    /// How many defects are looked for at a time; at least one is. It changes how long that takes, and nothing else.
    pub threads: usize,
}

/// A defect, and what it took to see it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Hunted {
    /// The decision point.
    pub point: &'static str,
    /// The variant.
    pub variant: &'static str,
    /// The seed that showed it first.
    pub shown: Option<Shown>,
    /// Whether any world asked the decision point.
    pub asked: bool,
}

/// A seed that showed a defect.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Shown {
    /// The world.
    pub world: String,
    /// The seed; so it took one more than this.
    pub seed: u64,
    /// How it showed.
    pub failure: Failure,
    /// By which event.
    pub event: u64,
}

/// The defects that machines can have: decision point and variant, by their places in [`Behaviour::POINTS`].
pub fn defects() -> Vec<(&'static str, &'static str)> {
    let machines = Behaviour::asked_of_machines();
    let points = Behaviour::POINTS.iter().enumerate().filter(|(at, _)| machines >> at & 1 == 1);
    let defects = points.flat_map(|(_, point)| {
        let variants = point.variants.iter().filter(|variant| variant.standing == Standing::Defect);
        variants.map(|variant| (point.name, variant.name))
    });
    defects.collect()
}

impl Hunt {
    /// Looks for these defects, unless `interrupt` is raised before: then what was found by then is given.
    pub fn run(
        &self,
        defects: &[(&'static str, &'static str)],
        interrupt: &AtomicBool,
        mut progress: impl FnMut(usize),
    ) -> Vec<Hunted> {
        let next = AtomicUsize::new(0);
        let (sender, found) = mpsc::channel();
        let mut all = Vec::new();
        thread::scope(|scope| {
            for _ in 0..self.threads.max(1) {
                let (sender, next) = (sender.clone(), &next);
                scope.spawn(move || {
                    while let Some((point, variant)) = defects.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let Some(hunted) = self.hunt(point, variant, interrupt) else { return };
                        if sender.send(hunted).is_err() {
                            return;
                        }
                    }
                });
            }
            drop(sender);
            for hunted in found {
                all.push(hunted);
                progress(all.len());
            }
        });
        all.sort_by_key(|hunted: &Hunted| {
            defects.iter().position(|defect| *defect == (hunted.point, hunted.variant))
        });
        all
    }

    /// Looks for one; nothing when interrupted.
    fn hunt(&self, point: &'static str, variant: &'static str, interrupt: &AtomicBool) -> Option<Hunted> {
        let place = Behaviour::POINTS.iter().position(|known| known.name == point);
        let mut hunted = Hunted { point, variant, shown: None, asked: false };
        for (world, plan) in &self.worlds {
            let mut plan = plan.clone();
            if plan.behaviour.set(point, variant).is_err() {
                continue;
            }
            let mut asked = false;
            for seed in 0..self.seeds {
                if interrupt.load(Ordering::Relaxed) {
                    return None;
                }
                if seed >= TO_ASK && !asked {
                    break;
                }
                let report = judge_until_broken(&plan, seed, None, None);
                let touched = report.touched.consulted.0.and(report.touched.guards.0);
                asked |= place.is_some_and(|place| touched.has(place));
                if let Some(failure) = report.failure() {
                    let shown = Shown { world: world.clone(), seed, failure, event: report.events };
                    return Some(Hunted { shown: Some(shown), asked: true, ..hunted });
                }
            }
            hunted.asked |= asked;
        }
        Some(hunted)
    }
}
