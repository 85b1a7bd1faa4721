//! Classes of item and kinds of folder, and the time windows that filter them.

use std::fmt;

use crate::id::{ContentId, Day};
use crate::list::Keyed;
use crate::version::Version;

/// The class of an item or of an Options block ([MS-ASCMD] 2.2.3.27.6).
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// `Calendar`. No item here is of it; a request that names it for a mail folder is refused (ASMS-065).
    Calendar,
    /// `Contacts`, likewise.
    Contacts,
    /// `Email`, the default class of a mail folder.
    Email,
    /// `Notes`, likewise.
    Notes,
    /// `SMS`.
    Sms,
    /// `Tasks`, likewise.
    Tasks,
    /// Any other value.
    Unknown,
}

impl Class {
    /// Every class that has a name.
    pub const KNOWN: [Self; 6] =
        [Self::Calendar, Self::Contacts, Self::Email, Self::Notes, Self::Sms, Self::Tasks];

    /// The value of the Class element.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Calendar => "Calendar",
            Self::Contacts => "Contacts",
            Self::Email => "Email",
            Self::Notes => "Notes",
            Self::Sms => "SMS",
            Self::Tasks => "Tasks",
            Self::Unknown => "?",
        }
    }

    /// Whether a mail folder holds items of the class.
    pub const fn is_mail(self) -> bool {
        matches!(self, Self::Email | Self::Sms)
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What a folder is for. It decides the default class, and whether SMS may be synchronised there (ASMS-033).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum FolderKind {
    /// Inbox.
    Inbox,
    /// Outbox: what stands in it is to be sent.
    Outbox,
    /// Sent Items.
    SentItems,
    /// Deleted Items: where deletions that are moves end.
    DeletedItems,
    /// A mail folder that the user made.
    UserMail,
    /// Contacts, the folder that holds no mail.
    Contacts,
}

impl FolderKind {
    /// Every kind.
    pub const ALL: [Self; 6] =
        [Self::Inbox, Self::Outbox, Self::SentItems, Self::DeletedItems, Self::UserMail, Self::Contacts];

    /// The name under which a user knows the folder.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Inbox => "Inbox",
            Self::Outbox => "Outbox",
            Self::SentItems => "Sent Items",
            Self::DeletedItems => "Deleted Items",
            Self::UserMail => "user's folder",
            Self::Contacts => "Contacts",
        }
    }

    /// The class that an Options block without Class stands for (ASMS-036).
    pub const fn default_class(self) -> Class {
        match self {
            Self::Contacts => Class::Contacts,
            _ => Class::Email,
        }
    }

    /// Whether the folder holds e-mail, and so SMS too.
    pub const fn holds_mail(self) -> bool {
        self.default_class().is_mail()
    }

    /// Whether SMS can be synchronised there at a version (ASMS-033, ASMS-034).
    pub const fn has_sms_at(self, version: Version) -> bool {
        match version {
            Version::V12_1 => false,
            Version::V14_0 => matches!(self, Self::Inbox | Self::Outbox | Self::SentItems),
            Version::V14_1 => self.holds_mail(),
        }
    }
}

impl fmt::Display for FolderKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A FilterType: how far back items are wanted ([MS-ASCMD] 2.2.3.68.2, ASMS-042).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FilterType(pub u8);

impl FilterType {
    /// No filter; also what an Options block without FilterType means.
    pub const ALL: Self = Self(0);

    /// The window in days: `None` for no filter. A month is 30 days here; the specification gives no count (EC-13e).
    pub const fn days(self) -> Option<u16> {
        match self.0 {
            1 => Some(1),
            2 => Some(3),
            3 => Some(7),
            4 => Some(14),
            5 => Some(30),
            6 => Some(90),
            7 => Some(180),
            _ => None,
        }
    }

    /// Whether an item of that day is inside the window today. Both edges are inside (EC-13b).
    pub fn covers(self, day: Day, today: Day) -> bool {
        self.days().is_none_or(|days| day.0.saturating_add(days) >= today.0)
    }

    /// Whether the value is one that e-mail and SMS allow: 0 to 5 (ASMS-063).
    pub const fn is_for_mail(self) -> bool {
        self.0 <= 5
    }
}

/// A set of the two classes that a mail folder holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MailClasses {
    /// E-mail items.
    pub email: bool,
    /// SMS items.
    pub sms: bool,
}

impl MailClasses {
    /// Neither.
    pub const NONE: Self = Self { email: false, sms: false };
    /// E-mail alone.
    pub const EMAIL: Self = Self { email: true, sms: false };
    /// SMS alone.
    pub const SMS: Self = Self { email: false, sms: true };
    /// Both.
    pub const BOTH: Self = Self { email: true, sms: true };

    /// Whether the class is in the set.
    pub const fn has(self, class: Class) -> bool {
        match class {
            Class::Email => self.email,
            Class::Sms => self.sms,
            _ => false,
        }
    }

    /// The classes in the set.
    pub fn iter(self) -> impl Iterator<Item = Class> {
        [Class::Email, Class::Sms].into_iter().filter(move |class| self.has(*class))
    }
}

impl FromIterator<Class> for MailClasses {
    /// Classes other than e-mail and SMS are left out.
    fn from_iter<I: IntoIterator<Item = Class>>(classes: I) -> Self {
        let mut set = Self::NONE;
        for class in classes {
            set.email |= class == Class::Email;
            set.sms |= class == Class::Sms;
        }
        set
    }
}

impl fmt::Display for MailClasses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match (self.email, self.sms) {
            (true, true) => "Email and SMS",
            (true, false) => "Email",
            (false, true) => "SMS",
            (false, false) => "nothing",
        })
    }
}

/// What a device asks of a folder: which classes, how far back, how much of a body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Wish {
    /// The window of e-mail; none where e-mail is not wanted.
    pub email: Option<FilterType>,
    /// The window of SMS; none where SMS is not wanted.
    pub sms: Option<FilterType>,
    /// The most octets of a body; none for the whole.
    pub truncation: Option<u16>,
}

impl Wish {
    /// The default class of a mail folder without a window, which is what a request means that never had Options.
    pub const DEFAULT: Self = Self { email: Some(FilterType::ALL), sms: None, truncation: None };

    /// These classes, without windows.
    pub const fn of(classes: MailClasses) -> Self {
        let email = if classes.email { Some(FilterType::ALL) } else { None };
        let sms = if classes.sms { Some(FilterType::ALL) } else { None };
        Self { email, sms, truncation: None }
    }

    /// The window of a class, if the class is wanted.
    pub const fn filter(self, class: Class) -> Option<FilterType> {
        match class {
            Class::Email => self.email,
            Class::Sms => self.sms,
            _ => None,
        }
    }

    /// The classes asked for.
    pub const fn classes(self) -> MailClasses {
        MailClasses { email: self.email.is_some(), sms: self.sms.is_some() }
    }

    /// What the wish comes to in a folder of the kind at a version: where SMS cannot be synchronised they are passed over,
    /// and a wish for nothing else counts as one for the default class (ASMS-034, AMB-03).
    #[must_use]
    pub const fn heeded_in(self, kind: FolderKind, version: Version) -> Self {
        if kind.has_sms_at(version) || self.sms.is_none() {
            self
        } else if self.email.is_none() {
            Self::DEFAULT
        } else {
            Self { sms: None, ..self }
        }
    }

    /// Whether an item of this class and day is asked for.
    pub fn covers(self, class: Class, received: Day, today: Day) -> bool {
        self.filter(class).is_some_and(|filter| filter.covers(received, today))
    }
}

impl fmt::Display for Wish {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.classes().fmt(f)?;
        for (class, filter) in [(Class::Email, self.email), (Class::Sms, self.sms)] {
            if let Some(FilterType(value @ 1..)) = filter {
                write!(f, ", {class} with filter {value}")?;
            }
        }
        if let Some(octets) = self.truncation {
            write!(f, ", bodies cut at {octets} octets")?;
        }
        Ok(())
    }
}

/// One class that a client wants, how far back, and how: an Options block as the server keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Wanted {
    /// The class.
    pub class: Class,
    /// Its window.
    pub filter: FilterType,
    /// Whether the server's version wins a conflict, if the block says so.
    pub server_wins: Option<bool>,
    /// The most octets of a body; none for the whole.
    pub truncation: Option<u16>,
    /// The rest of its Options block (BodyPreference and the like), which the machines keep but do not read.
    pub preferences: Option<ContentId>,
}

impl Keyed for Wanted {
    type Key = Class;

    fn key(&self) -> Class {
        self.class
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_ends_where_the_table_says() {
        let today = Day(1_000);
        for (filter, days) in [(1, 1), (2, 3), (3, 7), (4, 14), (5, 30), (6, 90), (7, 180)] {
            let filter = FilterType(filter);
            assert!(filter.covers(Day(1_000 - days), today), "{filter:?}: the first day is inside");
            assert!(!filter.covers(Day(1_000 - days - 1), today), "{filter:?}: the day before is outside");
        }
        assert!(FilterType::ALL.covers(Day(0), today));
    }
}
