//! Whether a seed gives one history: a hash of each event, and two runs compared as they go.

use std::fmt;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use asms_machine::fingerprint::{Fingerprint, fingerprint};
use asms_machine::system::{Action, State};

pub use super::fields::Difference;
use super::fields::differences;
use super::log::Entry;
use crate::observe::{Cause, Happening, Observer};
use crate::plan::Plan;
use crate::world::{Divergence, Outcome, World};

/// Keeps a hash for each thing that happens: of what happened, of the octets that were sent, of the user's state after it,
/// and of the hash before. So two histories have the same hash after an event if all that came before is the same.
#[derive(Clone, Debug, Default)]
pub struct Hashes {
    /// The hash after each event; eight octets a piece.
    pub each: Vec<Fingerprint>,
    scratch: Vec<u8>,
}

impl Hashes {
    /// The hash after the last event; that of nothing before the first.
    pub fn hash(&self) -> Fingerprint {
        self.each.last().copied().unwrap_or(Fingerprint(0))
    }
}

impl Observer for Hashes {
    fn happened(&mut self, happening: &Happening<'_>) -> bool {
        let hash = chained(self.hash(), happening, &mut self.scratch);
        self.each.push(hash);
        true
    }
}

fn chained(before: Fingerprint, happening: &Happening<'_>, scratch: &mut Vec<u8>) -> Fingerprint {
    let Happening { number, time, user, cause, after, octets, .. } = *happening;
    let action: Option<Action> = match cause {
        Cause::Action(action) => Some(action),
        Cause::Restored => None,
    };
    fingerprint(&(before, number, time, user, action, octets, after), scratch)
}

/// Where two runs part that should be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parting {
    /// The first event that differs, from 1.
    pub event: u64,
    /// What happens in the one, as a line of the log; none if it has ended before.
    pub one: Option<String>,
    /// What happens in the other.
    pub other: Option<String>,
    /// The fields in which the states after it differ; of what came of the runs, where they end there. None where they
    /// differ only in what was sent, or where one of them goes on.
    pub fields: Vec<Difference>,
}

/// The most differing fields that are shown.
const SHOWN: usize = 40;

impl fmt::Display for Parting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = |line: &Option<String>| line.clone().unwrap_or_else(|| "(it has ended)".to_owned());
        writeln!(f, "two runs of the seed part at event {}:", self.event)?;
        writeln!(f, "  one    {}", side(&self.one))?;
        write!(f, "  other  {}", side(&self.other))?;
        for field in self.fields.iter().take(SHOWN) {
            write!(f, "\n    {field}")?;
        }
        match self.fields.len().saturating_sub(SHOWN) {
            0 => Ok(()),
            more => write!(f, "\n    … and {more} fields more"),
        }
    }
}

/// Runs a seed twice at the same time, and gives the hash of its history, or where the two part.
pub fn compare(plan: &Plan, seed: u64) -> Result<Fingerprint, Box<Parting>> {
    compare_plans(plan, plan, seed)
}

/// Runs a seed under two plans at the same time, and gives the hash of the history if it is the same, or where they part.
/// Neither runs ahead of the other, so nothing is kept but where they are.
pub fn compare_plans(one: &Plan, other: &Plan, seed: u64) -> Result<Fingerprint, Box<Parting>> {
    let ((one_side, of_one), (other_side, of_other)) = (Side::new(), Side::new());
    thread::scope(|scope| {
        let one = scope.spawn(move || one_side.walk(one, seed));
        let other = scope.spawn(move || other_side.walk(other, seed));
        let met = meet(&of_one, &of_other);
        drop((of_one, of_other));
        // A run that panicked has ended, and its panic has been shown.
        let (one, other) = (one.join().unwrap_or_default(), other.join().unwrap_or_default());
        let fields = match (&one.seen, &other.seen) {
            (Some((_, one)), Some((_, other))) => differences(one, other),
            (None, None) => differences(&one.went, &other.went),
            _ => Vec::new(),
        };
        match met {
            Ok((_, hash)) if fields.is_empty() => Ok(hash),
            Ok((events, _)) | Err(events) => {
                let line = |seen: Option<(String, State)>| seen.map(|(line, _)| line);
                let (one, other) = (line(one.seen), line(other.seen));
                Err(Box::new(Parting { event: events + 1, one, other, fields }))
            }
        }
    })
}

/// Goes along with two runs. Gives how many events they share, and the last hash if they end together.
fn meet(one: &Ear, other: &Ear) -> Result<(u64, Fingerprint), u64> {
    let (mut events, mut last) = (0, Fingerprint(0));
    loop {
        match (one.hashes.recv().ok(), other.hashes.recv().ok()) {
            (None, None) => return Ok((events, last)),
            (Some(hash), Some(same)) if hash == same => {
                (events, last) = (events + 1, hash);
                for ear in [one, other] {
                    // Who no longer listens has ended, which shows above.
                    let _ = ear.words.send(Word::GoOn);
                }
            }
            _ => {
                for ear in [one, other] {
                    let _ = ear.words.send(Word::Show);
                }
                return Err(events);
            }
        }
    }
}

/// What a run is told after each event.
enum Word {
    GoOn,
    /// It ends here, and is to show where it is.
    Show,
}

/// Where the hashes of a run arrive, and from where it is told to go on.
struct Ear {
    hashes: Receiver<Fingerprint>,
    words: SyncSender<Word>,
}

/// One of two runs.
struct Side {
    hashes: SyncSender<Fingerprint>,
    words: Receiver<Word>,
    hash: Fingerprint,
    seen: Option<(String, State)>,
    scratch: Vec<u8>,
}

/// How a run ended.
#[derive(Default)]
struct Walked {
    went: Option<Result<Outcome, Divergence>>,
    seen: Option<(String, State)>,
}

impl Side {
    fn new() -> (Self, Ear) {
        let (sends_hash, hashes) = sync_channel(0);
        let (sends_word, words) = sync_channel(0);
        let side = Self { hashes: sends_hash, words, hash: Fingerprint(0), seen: None, scratch: Vec::new() };
        (side, Ear { hashes, words: sends_word })
    }

    fn walk(mut self, plan: &Plan, seed: u64) -> Walked {
        let went = World::new(plan, seed).run(&mut self);
        Walked { went: Some(went), seen: self.seen }
    }
}

impl Observer for Side {
    fn happened(&mut self, happening: &Happening<'_>) -> bool {
        self.hash = chained(self.hash, happening, &mut self.scratch);
        let goes_on = self.hashes.send(self.hash).is_ok();
        if goes_on && matches!(self.words.recv(), Ok(Word::GoOn)) {
            return true;
        }
        self.seen = Some((Entry(happening).to_string(), happening.after.clone()));
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Faults, Habit};

    fn plan() -> Plan {
        let text = include_str!("../../scenarios/everyday.toml");
        let plan = Plan::parse("everyday", "everyday.toml", text).expect("a plan");
        Plan { days: 2, ..plan }
    }

    #[test]
    fn a_seed_gives_one_history() {
        let plan = plan();
        let hash = compare(&plan, 7).expect("one history");
        let mut hashes = Hashes::default();
        let outcome = World::new(&plan, 7).run(&mut hashes).expect("no divergence");
        assert_eq!((hashes.hash(), hashes.each.len() as u64), (hash, outcome.events));
        assert_ne!(compare(&plan, 8), Ok(hash));
    }

    /// A canary: two runs that differ in one thing, late, are told apart where it happens.
    #[test]
    fn runs_that_differ_part_where_they_do() {
        let one = Plan { faults: Faults::NONE, ..plan() };
        let rarely = one.habits.with(Habit::DesktopMarks, 0);
        let parting =
            compare_plans(&one, &Plan { habits: rarely, ..one.clone() }, 7).expect_err("they differ");
        let mut hashes = [Hashes::default(), Hashes::default()];
        let _ = World::new(&one, 7).run(&mut hashes[0]);
        let _ = World::new(&Plan { habits: rarely, ..one.clone() }, 7).run(&mut hashes[1]);
        let mut pairs = hashes[0].each.iter().zip(&hashes[1].each);
        let shared = pairs.position(|(one, other)| one != other);
        assert_eq!(shared.map(|shared| shared as u64 + 1), Some(parting.event));
        insta::assert_snapshot!(parting);
    }

    /// The shorter of two runs ends, and the other goes on.
    #[test]
    fn a_run_that_ends_first_parts_too() {
        let one = Plan { days: 1, faults: Faults::NONE, ..plan() };
        let longer = Plan { days: 3, ..one.clone() };
        let parting = compare_plans(&one, &longer, 3).expect_err("one is longer");
        assert!(parting.one.is_none() && parting.other.is_some() && parting.fields.is_empty(), "{parting}");
    }
}
