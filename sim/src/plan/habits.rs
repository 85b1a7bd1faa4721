//! What users do, and how often.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

/// Declares the habits: each with its name and how often it happens unless told otherwise, in 30 days.
macro_rules! habits {
    ($($(#[doc = $doc:literal])* $habit:ident $name:literal $default:literal;)*) => {
        /// Something that a user does now and then.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Habit { $($(#[doc = $doc])* $habit,)* }

        impl Habit {
            /// Every habit, in the order of tables.
            pub const ALL: &'static [Self] = &[$(Self::$habit,)*];

            /// Its name, in files.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$habit => $name,)* }
            }

            /// What it is, in a sentence.
            pub const fn prose(self) -> &'static str {
                match self { $(Self::$habit => concat!($($doc),*),)* }
            }

            const fn default_rate(self) -> u32 {
                match self { $(Self::$habit => $default,)* }
            }
        }

        const HABITS: usize = [$(Habit::$habit,)*].len();
    };
}

habits! {
    /// Writes a message at the desktop, to be sent by the phone.
    Composes "composes" 90;
    /// Gets an SMS on the phone.
    PhoneReceives "phone-receives" 120;
    /// Gets an item of e-mail.
    MailArrives "mail-arrives" 60;
    /// Marks an item at the desktop.
    DesktopMarks "desktop-marks" 60;
    /// Moves an item at the desktop.
    DesktopMoves "desktop-moves" 20;
    /// Deletes an item at the desktop.
    DesktopDeletes "desktop-deletes" 60;
    /// Marks an item on a device.
    PhoneMarks "phone-marks" 90;
    /// Deletes an item on a device.
    PhoneDeletes "phone-deletes" 90;
    /// Changes what a device synchronises: classes, filters, truncation.
    Chooses "chooses" 6;
    /// Switches outbound SMS off, and soon on again.
    Toggles "toggles" 3;
    /// Has a device ask how much there is to synchronise.
    Estimates "estimates" 6;
    /// Has a device send a request that breaks one of the rules under `careless`.
    BreaksRules "breaks-rules" 30;
    /// Removes the folder for mail of their own, for good.
    RemovesFolder "removes-folder" 0;
    /// Has a device forget its keys and copies, and synchronise anew.
    Resyncs "resyncs" 0;
    /// Brings a device to the next version of the protocol.
    Upgrades "upgrades" 0;
}

/// How often a user does things, in 30 days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Habits([u32; HABITS]);

impl Habits {
    /// The most that makes sense, in 30 days: every few seconds.
    pub const MOST: u32 = 1_000_000;

    /// A user who does nothing.
    pub const NONE: Self = Self([0; HABITS]);

    /// How often in 30 days.
    pub fn rate(&self, of: Habit) -> u32 {
        self.0[of as usize]
    }

    /// The same with a habit as often as this.
    #[must_use]
    pub fn with(mut self, habit: Habit, rate: u32) -> Self {
        self.0[habit as usize] = rate.min(Self::MOST);
        self
    }
}

impl Default for Habits {
    fn default() -> Self {
        Habit::ALL.iter().fold(Self::NONE, |habits, habit| habits.with(*habit, habit.default_rate()))
    }
}

/// A table of habits and rates; what is not named is as often as by default.
impl<'de> Deserialize<'de> for Habits {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let form = std::collections::BTreeMap::<String, u32>::deserialize(deserializer)?;
        let mut habits = Self::default();
        for (name, rate) in form {
            let Some(habit) = Habit::ALL.iter().find(|habit| habit.name() == name) else {
                let names: Vec<&str> = Habit::ALL.iter().map(|habit| habit.name()).collect();
                let message = format!("there is no habit {name:?}; there are {}", names.join(", "));
                return Err(D::Error::custom(message));
            };
            if rate > Self::MOST {
                let message = format!("{name} is {rate}; it is counted in 30 days, 0 to {}", Self::MOST);
                return Err(D::Error::custom(message));
            }
            habits = habits.with(*habit, rate);
        }
        Ok(habits)
    }
}
