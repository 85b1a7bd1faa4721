//! Putting the parts of a message together again.
//!
//! [`Reassembly`] keeps account of which parts are here, over any type of payload; [`join()`] makes text of them.

mod join;

pub use join::{Piece, join};

use std::num::NonZero;

use super::user_data::{Ports, Position, Reference, UserDataHeader};

/// The incomplete messages of one receiver.
///
/// `K` tells messages apart, [`MessageKey`] on the wire; `P` is what a part carries. There is no clock inside: the
/// owner decides when a message [expires](Self::expire). Nothing that was stored is dropped in silence: what has to go
/// is handed back, to be shown incomplete.
///
/// Two values are equal when they behave alike: both lists stand in order of age, because the oldest goes first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reassembly<K, P> {
    open: Vec<Assembly<K, P>>,
    completed: Vec<Completed<K, P>>,
}

impl<K, P> Reassembly<K, P> {
    /// No messages; takes no memory.
    pub const fn new() -> Self {
        Self { open: Vec::new(), completed: Vec::new() }
    }

    /// The incomplete messages, the oldest first.
    pub fn open(&self) -> &[Assembly<K, P>] {
        &self.open
    }
}

impl<K: Eq, P: Eq + Clone> Reassembly<K, P> {
    /// Takes a part; without a position it is a message of its own. Every outcome is to be acknowledged.
    ///
    /// A part of a message that was completed a short while ago, octet for octet the same, is [`Outcome::Late`]: it must
    /// not open a message that never completes and later swallows parts of another. [`Rules::completed`] bounds that
    /// memory. With other octets it begins a new message, and the old one is forgotten.
    pub fn insert(&mut self, rules: Rules, key: K, position: Option<Position>, payload: P) -> Outcome<K, P> {
        let Some(position) = position else { return Outcome::Single(payload) };
        let Some(at) = self.open.iter().position(|open| open.key == key) else {
            return self.begin(rules, key, position, payload);
        };
        let assembly = &mut self.open[at];
        if assembly.total != position.total() {
            return Outcome::Ignored { why: Why::TotalDiffers, payload };
        }
        match assembly.find(position) {
            Err(place) => {
                assembly.parts.insert(place, (position.sequence(), payload));
                self.completed_at(rules, at)
            }
            Ok(place) => {
                let held = &mut assembly.parts[place].1;
                if *held == payload {
                    return Outcome::Duplicate;
                }
                match rules.conflict {
                    Conflict::StartNew => {
                        let displaced = self.open.remove(at);
                        self.open.push(Assembly::new(key, position, payload));
                        Outcome::Stored { displaced: Some(displaced) }
                    }
                    Conflict::Replace => Outcome::Replaced(std::mem::replace(held, payload)),
                    Conflict::KeepFirst => Outcome::Ignored { why: Why::Conflict, payload },
                }
            }
        }
    }

    /// Gives up waiting: hands out what is there of a message, to be shown incomplete.
    ///
    /// A part that comes later begins a new incomplete message; nothing is shown complete twice.
    pub fn expire(&mut self, key: &K) -> Option<Assembly<K, P>> {
        let at = self.open.iter().position(|open| open.key == *key)?;
        Some(self.open.remove(at))
    }

    /// Forgets a completed message before [`Rules::completed`] makes room, so that its key and octets may come again as
    /// a new message. False when it is not remembered.
    pub fn forget(&mut self, key: &K) -> bool {
        let before = self.completed.len();
        self.completed.retain(|completed| completed.key != *key);
        self.completed.len() < before
    }

    fn begin(&mut self, rules: Rules, key: K, position: Position, payload: P) -> Outcome<K, P> {
        if self.completed.iter().any(|completed| completed.key == key && completed.holds(position, &payload))
        {
            return Outcome::Late;
        }
        self.forget(&key);
        let full = self.open.len() >= usize::from(rules.open.get());
        let displaced = if full && position.total() > 1 { Some(self.open.remove(0)) } else { None };
        self.open.push(Assembly::new(key, position, payload));
        match self.completed_at(rules, self.open.len() - 1) {
            Outcome::Stored { .. } => Outcome::Stored { displaced },
            complete => complete,
        }
    }

    /// Takes the message out and remembers it, if it is complete now.
    fn completed_at(&mut self, rules: Rules, at: usize) -> Outcome<K, P> {
        if self.open[at].parts.len() < usize::from(self.open[at].total) {
            return Outcome::Stored { displaced: None };
        }
        let assembly = self.open.remove(at);
        let parts: Vec<P> = assembly.parts.into_iter().map(|(_, payload)| payload).collect();
        if rules.completed > 0 {
            self.completed.push(Completed { key: assembly.key, parts: parts.clone() });
        }
        let excess = self.completed.len().saturating_sub(usize::from(rules.completed));
        self.completed.drain(..excess);
        Outcome::Complete(parts)
    }
}

impl<K, P> Default for Reassembly<K, P> {
    fn default() -> Self {
        Self::new()
    }
}

/// The receiver's choices, which the standard leaves open. Give the same ones every time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rules {
    /// What a part means whose place another part has taken.
    pub conflict: Conflict,
    /// How many messages may be incomplete at a time; one more displaces the oldest. 32 by default.
    pub open: NonZero<u8>,
    /// How many completed messages are remembered with their parts, the oldest forgotten first; 0 for none. 32 by
    /// default. A new message that takes up key and octets of a remembered one is lost as [`Outcome::Late`], so more is
    /// not better: with 8-bit references a sender comes round to the same key after 256 messages.
    pub completed: u8,
}

impl Default for Rules {
    fn default() -> Self {
        const LIMIT: NonZero<u8> = NonZero::new(32).unwrap();
        Self { conflict: Conflict::default(), open: LIMIT, completed: LIMIT.get() }
    }
}

/// What a part means whose place another part, with other octets, has taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Conflict {
    /// The sender has come round to the same reference: the old message stays incomplete, a new one begins.
    #[default]
    StartNew,
    /// The later part is right.
    Replace,
    /// The earlier part is right.
    KeepFirst,
}

/// What became of a part.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[must_use]
pub enum Outcome<K, P> {
    /// A message of its own.
    Single(P),
    /// It waits for the others.
    Stored {
        /// The message that had to make place: the oldest, or the one whose key now belongs to a new message.
        displaced: Option<Assembly<K, P>>,
    },
    /// It took the place of this payload ([`Conflict::Replace`]).
    Replaced(P),
    /// It was here already; dropped, nothing changed.
    Duplicate,
    /// It belongs to a message that is complete already; dropped, nothing changed.
    Late,
    /// It was the last one: all parts in order.
    Complete(Vec<P>),
    /// It fits no message and comes back; nothing changed.
    Ignored {
        /// The reason.
        why: Why,
        /// The part.
        payload: P,
    },
}

/// Why a part fits no message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// The message of this key has another total. Cannot happen when the key holds the total.
    TotalDiffers,
    /// Another part has its place ([`Conflict::KeepFirst`]).
    Conflict,
}

/// A message that waits for parts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Assembly<K, P> {
    key: K,
    total: u8,
    /// By sequence number.
    parts: Vec<(u8, P)>,
}

impl<K, P> Assembly<K, P> {
    /// What tells it apart.
    pub fn key(&self) -> &K {
        &self.key
    }

    /// How many parts it has when complete, 2 to 255.
    pub fn total(&self) -> u8 {
        self.total
    }

    /// The parts that are here, with their numbers, in order.
    pub fn parts(&self) -> &[(u8, P)] {
        &self.parts
    }

    /// Every place from 1 to the total, empty where a part is missing.
    pub fn places(&self) -> impl Iterator<Item = Option<&P>> {
        (1..=self.total).map(|sequence| {
            let place = self.parts.binary_search_by_key(&sequence, |part| part.0).ok()?;
            self.parts.get(place).map(|(_, payload)| payload)
        })
    }

    fn new(key: K, position: Position, payload: P) -> Self {
        Self { key, total: position.total(), parts: vec![(position.sequence(), payload)] }
    }

    fn find(&self, position: Position) -> Result<usize, usize> {
        self.parts.binary_search_by_key(&position.sequence(), |part| part.0)
    }
}

/// A message that was handed out complete.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Completed<K, P> {
    key: K,
    parts: Vec<P>,
}

impl<K, P: Eq> Completed<K, P> {
    fn holds(&self, position: Position, payload: &P) -> bool {
        self.parts.len() == usize::from(position.total())
            && self
                .parts
                .iter()
                .zip(1..)
                .any(|(part, sequence)| sequence == position.sequence() && part == payload)
    }
}

/// What tells concatenated messages apart on the wire. The standard leaves it to the receiver; this is all that phones
/// go by, so that no two messages mix that any of them would keep apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MessageKey<A> {
    /// The originator: type, plan and digits, and the service centre where it is known.
    pub originator: A,
    /// The reference, with its width.
    pub reference: Reference,
    /// Parts in all.
    pub total: u8,
    /// The ports, where the message has some.
    pub ports: Option<Ports>,
}

impl<A> MessageKey<A> {
    /// The key that a header gives, and the part's place; `None` when the message stands alone.
    pub fn of(originator: A, header: &UserDataHeader) -> Option<(Self, Position)> {
        let concatenation = header.concatenation?;
        let key = Self {
            originator,
            reference: concatenation.reference,
            total: concatenation.position.total(),
            ports: header.ports,
        };
        Some((key, concatenation.position))
    }
}

#[cfg(test)]
mod tests;
