//! What a finding does to people.

use serde::{Deserialize, Serialize};

/// What a finding does to people, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Harm {
    /// A message is gone, and nobody is told.
    Lost,
    /// A message is sent or stands somewhere twice.
    Twice,
    /// Somebody reads what nobody wrote.
    WrongText,
    /// Something is sent that was not to be sent.
    Unwanted,
    /// The user is told of a failure that was none.
    FalseReport,
    /// Phone and server do not get out of it by themselves.
    Stuck,
    /// The phone shows what the mailbox does not hold, or does not show what it holds.
    WrongView,
    /// Battery and traffic for nothing.
    Wasted,
}

impl Harm {
    /// Every harm, the worst first.
    pub const ALL: [Self; 8] = [
        Self::Lost,
        Self::Twice,
        Self::WrongText,
        Self::Unwanted,
        Self::FalseReport,
        Self::Stuck,
        Self::WrongView,
        Self::Wasted,
    ];

    /// In a word or two.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Lost => "message lost",
            Self::Twice => "message twice",
            Self::WrongText => "wrong text",
            Self::Unwanted => "sent unwanted",
            Self::FalseReport => "false report",
            Self::Stuck => "stuck",
            Self::WrongView => "wrong view",
            Self::Wasted => "wasted traffic",
        }
    }

    /// What it means.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Lost => "it is gone, and nobody is told",
            Self::Twice => "it is sent, or stands somewhere, a second time",
            Self::WrongText => "somebody reads what nobody wrote",
            Self::Unwanted => "something goes out that was not to go out",
            Self::FalseReport => "the user is told of a failure that was none",
            Self::Stuck => "phone and server do not get out of it by themselves",
            Self::WrongView => "the phone shows what the mailbox does not hold, or misses what it holds",
            Self::Wasted => "battery and traffic for nothing",
        }
    }
}
