//! Which seed shows each defect first.

mod table;

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use asms_machine::behaviour::{Behaviour, Standing};
use asms_machine::scenario::Chosen;

pub use table::{HuntTable, HuntTableError};

use crate::observe::{Happening, Observer};
use crate::plan::Plan;
use crate::run::{Failure, Report, judge_until_broken};
use crate::time::DAY;

/// How many seeds a world has to show that it asks a decision point at all; what it has not asked then it is taken never
/// to ask.
const TO_ASK: u64 = 8;

/// A search for seeds that show defects: variants of decision points that went wrong in real implementations.
#[derive(Clone, Debug)]
pub struct Hunt {
    /// The worlds, by name.
    pub worlds: Vec<(String, Plan)>,
    /// How many seeds are tried, from 0, each in every world.
    pub seeds: u64,
    /// How many defects are looked for at a time; at least one is. It changes how long that takes, and nothing else.
    pub threads: usize,
}

/// A defect, and what it took to see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hunted {
    /// The defect.
    pub defect: Chosen,
    /// What showed it first.
    pub shown: Option<Shown>,
    /// Whether any world asked its decision point.
    pub asked: bool,
}

/// What showed a defect: of the worlds in which that takes the fewest seeds the one in which fewest things happen before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The world.
    pub scenario: String,
    /// How many seeds it took: the last of them, one less than this, shows it.
    pub seeds: u64,
    /// How many days had begun by then.
    pub days: u64,
    /// How it showed.
    pub failure: Failure,
}

/// The defects that machines can have.
pub fn defects() -> Vec<Chosen> {
    let machines = Behaviour::asked_of_machines();
    let is_asked = |choice: &Chosen| place(*choice).is_some_and(|at| machines >> at & 1 == 1);
    Chosen::all().filter(|choice| choice.variant.standing == Standing::Defect).filter(is_asked).collect()
}

/// The place of its decision point among all.
fn place(choice: Chosen) -> Option<usize> {
    Behaviour::POINTS.iter().position(|point| point.name == choice.point.name)
}

impl Hunt {
    /// Looks for these defects, unless `interrupt` is raised before: then what was found by then is given.
    pub fn run(
        &self,
        defects: &[Chosen],
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
                    while let Some(defect) = defects.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let Some(hunted) = self.hunt(*defect, interrupt) else { return };
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
        all.sort_by_key(|hunted: &Hunted| defects.iter().position(|defect| *defect == hunted.defect));
        all
    }

    /// Looks for one; nothing when interrupted.
    fn hunt(&self, defect: Chosen, interrupt: &AtomicBool) -> Option<Hunted> {
        let mut worlds: Vec<Infected<'_>> =
            self.worlds.iter().filter_map(|world| Infected::new(world, defect)).collect();
        for seed in 0..self.seeds {
            let mut first: Option<(u64, Shown)> = None;
            for world in worlds.iter_mut().filter(|world| world.asks || seed < TO_ASK) {
                if interrupt.load(Ordering::Relaxed) {
                    return None;
                }
                let most = first.as_ref().map_or(u64::MAX, |(events, _)| *events);
                first = world.shown(seed, most).or(first);
            }
            if let Some((_, shown)) = first {
                return Some(Hunted { defect, shown: Some(shown), asked: true });
            }
        }
        Some(Hunted { defect, shown: None, asked: worlds.iter().any(|world| world.asks) })
    }
}

/// A world whose machines have a defect.
struct Infected<'w> {
    name: &'w str,
    plan: Plan,
    /// The same without it.
    healthy: &'w Plan,
    /// The place of its decision point.
    point: usize,
    /// Whether it has been asked.
    asks: bool,
}

impl<'w> Infected<'w> {
    fn new((name, healthy): &'w (String, Plan), defect: Chosen) -> Option<Self> {
        let mut plan = healthy.clone();
        plan.behaviour.set(defect.point.name, defect.variant.name).ok()?;
        Some(Self { name, plan, healthy, point: place(defect)?, asks: false })
    }

    /// How a seed shows it, and by which event, if that is one of the first so many. What fails without the defect too does
    /// not.
    fn shown(&mut self, seed: u64, most: u64) -> Option<(u64, Shown)> {
        let report = judge_until_broken(&self.plan, seed, None, Some(&mut Until(most)));
        let touched = report.touched.consulted.0.and(report.touched.guards.0);
        self.asks |= touched.has(self.point);
        let shown = Shown::of(self.name, &report).filter(|_| report.events < most)?;
        let fails_anyway = judge_until_broken(self.healthy, seed, None, None).failure().is_some();
        (!fails_anyway).then_some((report.events, shown))
    }
}

impl Shown {
    /// How a run that ended where something was broken shows it.
    fn of(scenario: &str, report: &Report) -> Option<Self> {
        Some(Self {
            scenario: scenario.to_owned(),
            seeds: report.seed + 1,
            days: report.end.0 / DAY + 1,
            failure: report.failure()?,
        })
    }
}

/// Ends a run after so many events.
struct Until(u64);

impl Observer for Until {
    fn happened(&mut self, happening: &Happening<'_>) -> bool {
        happening.number < self.0
    }
}
