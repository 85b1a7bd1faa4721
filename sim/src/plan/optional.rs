//! What need not happen: the things that a run can be shrunk by.

use std::fmt;
use std::str::FromStr;

use super::{Fault, Habit};

/// One thing that a user did, or that went wrong. A run without it is a run too, in which all else is drawn as before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Optional {
    /// What it is.
    pub what: What,
    /// The user whom it concerns.
    pub user: u16,
    /// The device whom it concerns; 0 where it concerns none.
    pub device: u8,
    /// How often that had been drawn before.
    pub sequence: u32,
}

/// What it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// Something that a user does.
    Habit(Habit),
    /// Something that goes wrong between device and server, or in them.
    Fault(Fault),
    /// Something that goes wrong on the radio.
    Mishap(Mishap),
}

/// Declares what can go wrong on the radio.
macro_rules! mishaps {
    ($($(#[doc = $doc:literal])* $mishap:ident $name:literal;)*) => {
        /// Something that goes wrong on the radio. How often is a matter of the [`Radio`](crate::radio::Radio).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Mishap { $($(#[doc = $doc])* $mishap,)* }

        impl Mishap {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$mishap,)*];

            /// Its name, in files.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$mishap => $name,)* }
            }
        }
    };
}

mishaps! {
    /// A submission is lost.
    SubmissionLost "submission-lost";
    /// The service centre refuses a submission for now.
    Refused "submission-refused";
    /// A cell has no room for a submission.
    Crowded "cell-crowded";
    /// The service centre has a submission, and its report is lost.
    ReportLost "report-lost";
    /// A handset is out of reach.
    Unreachable "handset-unreachable";
    /// A handset is out of reach for longer than anything is stored.
    Gone "handset-gone";
    /// A part is delivered twice.
    Doubled "part-doubled";
    /// A part is overtaken by the next.
    Swapped "part-swapped";
    /// A status report is lost.
    StatusReportLost "status-report-lost";
    /// A status report is told twice.
    StatusReportDoubled "status-report-doubled";
}

impl What {
    /// Its name, in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Habit(habit) => habit.name(),
            Self::Fault(fault) => fault.name(),
            Self::Mishap(mishap) => mishap.name(),
        }
    }

    fn all() -> impl Iterator<Item = Self> {
        let habits = Habit::ALL.iter().map(|habit| Self::Habit(*habit));
        let faults = Fault::ALL.iter().map(|fault| Self::Fault(*fault));
        habits.chain(faults).chain(Mishap::ALL.iter().map(|mishap| Self::Mishap(*mishap)))
    }
}

/// `composes 0 0 17`: what, user, device, sequence.
impl fmt::Display for Optional {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {} {}", self.what.name(), self.user, self.device, self.sequence)
    }
}

/// Text that names nothing that a run can be shrunk by.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not of the form `what user device sequence`, such as `composes 0 0 17`")]
pub struct NotOptional(String);

impl FromStr for Optional {
    type Err = NotOptional;

    fn from_str(text: &str) -> Result<Self, NotOptional> {
        let wrong = || NotOptional(text.to_owned());
        let mut words = text.split(' ');
        let mut next = || words.next().ok_or_else(wrong);
        let name = next()?;
        let what = What::all().find(|what| what.name() == name).ok_or_else(wrong)?;
        let user = next()?.parse().map_err(|_| wrong())?;
        let device = next()?.parse().map_err(|_| wrong())?;
        let sequence = next()?.parse().map_err(|_| wrong())?;
        if words.next().is_some() {
            return Err(wrong());
        }
        Ok(Self { what, user, device, sequence })
    }
}

impl serde::Serialize for Optional {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Optional {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_reads_as_it_is_written() {
        for (sequence, what) in (0..).zip(What::all()) {
            let optional = Optional { what, user: 3, device: 1, sequence };
            assert_eq!(optional.to_string().parse(), Ok(optional));
        }
    }

    #[test]
    fn other_text_is_refused() {
        for text in ["", "composes", "composes 0 0", "composes 0 0 1 2", "sings 0 0 1", "composes 0 0 x"] {
            assert!(text.parse::<Optional>().is_err(), "{text}");
        }
    }
}
