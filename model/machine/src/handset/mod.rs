//! A recipient's phone, which puts parts together.
//!
//! `asms_wire::sms::reassembly` does the same over real octets and with bounds. It keeps messages in order of age, since
//! the oldest has to make room; here references are few, so that no bound is ever reached, and the order of age would only
//! split states. The tests hold the two against each other.

use smallvec::SmallVec;

use crate::behaviour::{Context, PartConflict};
use crate::id::{ContentId, DeviceId};
use crate::list::{Keyed, Sorted};

/// A recipient's phone: the messages of several parts that it waits for or has shown, at most one for each key. A shown
/// one is remembered until another message comes with its key (3GPP TS 23.040 9.2.3.24.1 leaves that to the receiver).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Handset {
    messages: Sorted<Message, 2>,
}

/// What a handset tells the messages of several parts apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MessageKey {
    /// Who sent it.
    pub originator: DeviceId,
    /// The reference that its parts have in common.
    pub reference: u8,
    /// Of how many parts it is.
    pub total: u8,
}

/// A message of several parts, as far as they are here.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Message {
    /// What tells it apart.
    pub key: MessageKey,
    /// The parts that are here.
    pub parts: Sorted<Part, 3>,
}

/// A part that is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Part {
    /// Which one, from 1.
    pub number: u8,
    /// The message that it was cut from.
    pub content: ContentId,
}

/// Of each part of a text, in order, the message that it was cut from.
pub type Contents = SmallVec<[ContentId; 4]>;

/// What the recipient sees of a part that has come.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Shown {
    /// Nothing: it waits for the others.
    Nothing,
    /// Nothing: the handset had it already.
    Duplicate,
    /// Nothing: another part has its place, and stays there.
    Dropped,
    /// An incomplete message, whose key now belongs to the part that has come.
    Incomplete(Message),
    /// A complete text. Parts of different messages in it have mixed.
    Text(Contents),
}

impl Handset {
    /// Takes a part. One without a place among others is a text of its own.
    pub fn take(&mut self, cx: &mut Context<'_>, key: MessageKey, number: u8, content: ContentId) -> Shown {
        if key.total < 2 || number == 0 || number > key.total {
            return Shown::Text([content].into_iter().collect());
        }
        let part = Part { number, content };
        let Some(message) = self.messages.find_mut(key) else {
            self.begin(key, part);
            return Shown::Nothing;
        };
        let held = message.parts.find(number).copied();
        if message.is_complete() {
            if held != Some(part) || !cx.network(|network| network.late_part).is_dropped() {
                self.begin(key, part);
                return Shown::Nothing;
            }
            return Shown::Duplicate;
        }
        match held {
            None => message.put(part),
            Some(held) if held == part => Shown::Duplicate,
            Some(_) => match cx.network(|network| network.part_conflict) {
                PartConflict::StartNew => self.begin(key, part).map_or(Shown::Nothing, Shown::Incomplete),
                PartConflict::Replace => message.put(part),
                PartConflict::KeepFirst => Shown::Dropped,
            },
        }
    }

    /// The messages that wait for parts, in the order of their keys.
    pub fn incomplete(&self) -> impl Iterator<Item = &Message> {
        self.messages.iter().filter(|message| !message.is_complete())
    }

    /// Waits no longer for the parts that are missing: hands the message out, to be shown incomplete. A part that comes
    /// later begins anew, so that nothing is shown complete after it was shown incomplete.
    pub fn give_up(&mut self, key: MessageKey) -> Option<Message> {
        self.messages.find(key).filter(|message| !message.is_complete())?;
        self.messages.take(key)
    }

    /// The lists that have outgrown their place in the state.
    pub fn spilled(&self) -> impl Iterator<Item = &'static str> + '_ {
        let parts = self.messages.iter().filter_map(|message| message.parts.spilled_as("a message's parts"));
        self.messages.spilled_as("a handset's messages").into_iter().chain(parts)
    }

    /// Begins a message with its first part; gives back the one that had the key.
    fn begin(&mut self, key: MessageKey, part: Part) -> Option<Message> {
        self.messages.put(Message { key, parts: [part].into_iter().collect() })
    }
}

impl Message {
    /// Whether all its parts are here.
    pub fn is_complete(&self) -> bool {
        self.parts.len() >= usize::from(self.key.total)
    }

    fn put(&mut self, part: Part) -> Shown {
        self.parts.put(part);
        if self.is_complete() {
            Shown::Text(self.parts.iter().map(|part| part.content).collect())
        } else {
            Shown::Nothing
        }
    }
}

impl Keyed for Message {
    type Key = MessageKey;

    fn key(&self) -> MessageKey {
        self.key
    }
}

impl Keyed for Part {
    type Key = u8;

    fn key(&self) -> u8 {
        self.number
    }
}

#[cfg(test)]
mod tests;
