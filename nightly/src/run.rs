//! Doing the jobs of a night on one machine.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::merge::gather;
use crate::report::Rest;
use crate::store::Begun;
use crate::work::Workshop;
use crate::{Checkout, Job, Night, NightError, Plan, Record, Shard, State, Store, Verdict, Wish};

/// The jobs of a night that one machine does.
#[derive(Clone, Debug)]
pub struct Run {
    /// Where everything is kept.
    pub store: Store,
    /// The folder of the night before, from which this one goes on.
    pub before: Store,
    /// What is wished.
    pub wish: Wish,
    /// The part that is done here.
    pub shard: Shard,
    /// Where the repository is.
    pub checkout: Checkout,
    /// How many threads work. It changes how long jobs take, and nothing else.
    pub threads: usize,
    /// What names the program itself, such as a hash of it: what another build found is not taken over.
    pub build: String,
}

/// How far a night has come.
#[derive(Clone, Debug)]
pub enum Progress<'p> {
    /// A night begins, or goes on where it was cut off.
    Begins {
        /// The plan.
        plan: &'p Plan,
        /// How many jobs are of this machine.
        jobs: usize,
        /// How many of them were done before.
        done: usize,
    },
    /// A job is being done.
    Works {
        /// The job.
        job: &'p Job,
        /// How many were done before it.
        done: usize,
        /// How many there are.
        jobs: usize,
        /// How far it has come.
        says: &'p str,
        /// How much time is left in the budget.
        left: Duration,
    },
    /// A job is done.
    Done {
        /// What came of it.
        record: &'p Record,
    },
}

impl Run {
    /// Does the jobs that have no record yet, until the budget is used up or `interrupt` is raised; a job that is cut off is
    /// done again another time. What comes of each is kept at once. In the end the night is told.
    ///
    /// When all of a whole night is done, or its time is over, the next one has other seeds.
    pub fn run(
        &self,
        interrupt: &AtomicBool,
        mut watch: impl FnMut(Progress<'_>),
    ) -> Result<Night, NightError> {
        let state = self.before.state()?;
        let plan = Plan::new(&self.wish, &state)?;
        self.carry_out(plan, &state, interrupt, &mut watch)
    }

    /// Does the jobs of a plan.
    pub(crate) fn carry_out(
        &self,
        plan: Plan,
        state: &State,
        interrupt: &AtomicBool,
        watch: &mut impl FnMut(Progress<'_>),
    ) -> Result<Night, NightError> {
        self.store.forbid_going_back(plan.night)?;
        let begun = Begun { plan, shard: self.shard, build: self.build.clone() };
        self.store.begin(&begun)?;
        self.store.keep_state(state)?;
        gather(&self.before.corpora(), &self.store.corpora())?;
        let Begun { plan, .. } = begun;
        let mut records = self.store.records(&plan)?;
        self.work(&plan, state, &mut records, interrupt, watch)?;
        let rest = if interrupt.load(Ordering::Relaxed) { Rest::Interrupted } else { Rest::OutOfTime };
        let night = Night::new(plan, self.shard, records, rest)?;
        night.write(&self.store)?;
        if self.shard.is_whole() && !interrupt.load(Ordering::Relaxed) {
            self.store.keep_state(&state.after(&night.plan, night.records.values())?)?;
        }
        Ok(night)
    }

    fn work(
        &self,
        plan: &Plan,
        state: &State,
        records: &mut BTreeMap<String, Record>,
        interrupt: &AtomicBool,
        watch: &mut impl FnMut(Progress<'_>),
    ) -> Result<(), NightError> {
        let mine = self.shard.of(&plan.jobs);
        // What could not be done before may be possible by now.
        let is_left =
            |job: &&Job| records.get(&job.id).is_none_or(|record| record.verdict == Verdict::Skipped);
        let left: Vec<&Job> = mine.iter().copied().filter(is_left).collect();
        let jobs = mine.len();
        watch(Progress::Begins { plan, jobs, done: jobs - left.len() });
        let stop = AtomicBool::new(false);
        let corpora = self.store.corpora();
        let workshop = Workshop {
            state,
            checkout: &self.checkout,
            corpora: &corpora,
            threads: self.threads,
            stop: &stop,
            interrupt,
        };
        let clock = Clock { end: Instant::now() + Duration::from_secs(plan.budget), interrupt };
        let is_done = AtomicBool::new(false);
        thread::scope(|scope| {
            scope.spawn(|| clock.watch(&stop, &is_done));
            // Also when the work panics, since the scope waits for the clock.
            let _done = Raised(&is_done);
            let mut work = || {
                for (at, job) in left.iter().enumerate() {
                    if clock.is_over() {
                        return Ok(());
                    }
                    let done = jobs - left.len() + at;
                    let mut show = |says: String| {
                        watch(Progress::Works { job, done, jobs, says: &says, left: clock.left() });
                    };
                    show(String::new());
                    let Some(record) = workshop.work(job, &mut show)? else { return Ok(()) };
                    self.store.keep(job, &record)?;
                    watch(Progress::Done { record: &record });
                    records.insert(job.id.clone(), record);
                }
                Ok(())
            };
            work()
        })
    }
}

/// A flag that is raised when this goes.
struct Raised<'f>(&'f AtomicBool);

impl Drop for Raised<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// What ends a night early. No result depends on it but which jobs were done.
struct Clock<'c> {
    end: Instant,
    interrupt: &'c AtomicBool,
}

/// How often it is looked at.
const TICK: Duration = Duration::from_millis(50);

impl Clock<'_> {
    fn left(&self) -> Duration {
        self.end.saturating_duration_since(Instant::now())
    }

    /// Whether the time is over, or somebody interrupted.
    fn is_over(&self) -> bool {
        self.interrupt.load(Ordering::Relaxed) || self.left().is_zero()
    }

    /// Stops the work when the time is over or somebody interrupts, until it is done.
    fn watch(&self, stop: &AtomicBool, is_done: &AtomicBool) {
        while !is_done.load(Ordering::Relaxed) {
            if self.is_over() {
                stop.store(true, Ordering::Relaxed);
                return;
            }
            thread::sleep(TICK);
        }
    }
}
