//! What can go wrong besides the radio.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use crate::draw::{Concern, Draws, scaled};

/// Declares the kinds of fault: each with its name, its unit and how strong it is unless told otherwise.
macro_rules! faults {
    ($($(#[doc = $doc:literal])* $kind:ident $name:literal $unit:ident $default:literal;)*) => {
        /// A kind of fault.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Fault { $($(#[doc = $doc])* $kind,)* }

        impl Fault {
            /// Every kind, in the order of tables.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)*];

            /// Its name, in files and on the command line.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$kind => $name,)* }
            }

            /// What it is counted by.
            pub const fn unit(self) -> Unit {
                match self { $(Self::$kind => Unit::$unit,)* }
            }

            /// What it is, in a sentence.
            pub const fn prose(self) -> &'static str {
                match self { $(Self::$kind => concat!($($doc),*),)* }
            }

            const fn default_strength(self) -> u32 {
                match self { $(Self::$kind => $default,)* }
            }
        }

        const KINDS: usize = [$(Fault::$kind,)*].len();
    };
}

faults! {
    /// A request is lost on its way.
    RequestLost "request-lost" Exchanges 5_000;
    /// A response is lost on its way.
    ResponseLost "response-lost" Exchanges 5_000;
    /// A request arrives twice, perhaps both at once.
    RequestDoubled "request-doubled" Exchanges 2_000;
    /// A request arrives after its device stopped waiting.
    RequestDelayed "request-delayed" Exchanges 2_000;
    /// Octets of a request are cut off or changed on its way.
    RequestDamaged "request-damaged" Exchanges 1_000;
    /// Octets of a response are cut off or changed on its way.
    ResponseDamaged "response-damaged" Exchanges 1_000;
    /// The server cannot do a request now, and says so with status 16.
    ServerBusy "server-busy" Exchanges 1_000;
    /// The server restarts; what it held and cached is gone.
    ServerRestarts "server-restarts" Month 4;
    /// The server loses what the keys of a device stand for.
    KeysForgotten "keys-forgotten" Month 1;
    /// The server goes back to how it was at some midnight before.
    BackupRestored "backup-restored" Month 1;
    /// The device crashes right after it did something.
    DeviceCrashes "device-crashes" Events 300;
    /// The modem starts anew, and nobody learns what became of what it was sending.
    ModemResets "modem-resets" Submissions 1_000;
    /// The service centre refuses a part for good, as for a number that nobody has.
    NumberRefused "number-refused" Submissions 2_000;
    /// The device is out of reach of the radio for a while.
    RadioLost "radio-lost" Month 8;
    /// The memory of a recipient's handset is full.
    HandsetFull "handset-full" Submissions 2_000;
    /// A clock jumps: that of a device by hours, that of the server over midnight.
    ClockSteps "clock-steps" Month 2;
}

/// What a fault is counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// In a million requests.
    Exchanges,
    /// In a million things that a device does.
    Events,
    /// In a million parts that are submitted.
    Submissions,
    /// In 30 days, for each user.
    Month,
}

impl Unit {
    /// The most that makes sense: every time, or every few minutes.
    pub const fn most(self) -> u32 {
        match self {
            Self::Exchanges | Self::Events | Self::Submissions => 1_000_000,
            Self::Month => 10_000,
        }
    }

    /// How a strength is told.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Exchanges => "in a million requests",
            Self::Events => "in a million things a device does",
            Self::Submissions => "in a million parts",
            Self::Month => "in 30 days",
        }
    }
}

/// How strong each kind of fault is; 0 where it does not happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Faults([u32; KINDS]);

impl Faults {
    /// Nothing goes wrong.
    pub const NONE: Self = Self([0; KINDS]);

    /// How strong a kind is.
    pub fn strength(&self, of: Fault) -> u32 {
        self.0[of as usize]
    }

    /// The same with a kind as strong as this, or as strong as makes sense.
    #[must_use]
    pub fn with(mut self, fault: Fault, strength: u32) -> Self {
        self.0[fault as usize] = strength.min(fault.unit().most());
        self
    }

    /// What a seed has of them: each kind is left out every other time, and else a quarter as strong, as strong, or four
    /// times as strong. A rare mishap shows better where others do not hide it.
    #[must_use]
    pub fn swarm(&self, draws: Draws) -> Self {
        let share = |fault: Fault| {
            let strength = self.strength(fault);
            match scaled(draws.number(Concern::Swarm, fault as u64, 0), 6) {
                0 => strength.div_ceil(4),
                1 => strength,
                2 => strength.saturating_mul(4),
                _ => 0,
            }
        };
        Fault::ALL.iter().fold(Self::NONE, |faults, fault| faults.with(*fault, share(*fault)))
    }

    /// The kinds that happen at all.
    pub fn kinds(&self) -> impl Iterator<Item = Fault> + '_ {
        Fault::ALL.iter().copied().filter(|fault| self.strength(*fault) > 0)
    }
}

impl Default for Faults {
    fn default() -> Self {
        Fault::ALL.iter().fold(Self::NONE, |faults, fault| faults.with(*fault, fault.default_strength()))
    }
}

/// A table of kinds and strengths; what is not named is as strong as by default.
impl<'de> Deserialize<'de> for Faults {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let form = std::collections::BTreeMap::<String, u32>::deserialize(deserializer)?;
        let mut faults = Self::default();
        for (name, strength) in form {
            let fault = Fault::named(&name).map_err(D::Error::custom)?;
            let most = fault.unit().most();
            if strength > most {
                let message =
                    format!("{name} is {strength}; it is counted {}, 0 to {most}", fault.unit().words());
                return Err(D::Error::custom(message));
            }
            faults = faults.with(fault, strength);
        }
        Ok(faults)
    }
}

impl Fault {
    /// The kind of a name, or what there is instead.
    pub fn named(name: &str) -> Result<Self, String> {
        let found = Self::ALL.iter().find(|fault| fault.name() == name).copied();
        found.ok_or_else(|| {
            let names: Vec<&str> = Self::ALL.iter().map(|fault| fault.name()).collect();
            format!("there is no fault {name:?}; there are {}", names.join(", "))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swarm_leaves_out_half_of_the_kinds() {
        let faults = Faults::default();
        let kinds: usize = (0..1000).map(|seed| faults.swarm(Draws::new(seed)).kinds().count()).sum();
        let half = 1000 * Fault::ALL.len() / 2;
        assert!((half - half / 20..half + half / 20).contains(&kinds), "{kinds} of {half}");
    }

    #[test]
    fn what_does_not_happen_never_does() {
        assert_eq!(Faults::NONE.swarm(Draws::new(1)), Faults::NONE);
    }
}
