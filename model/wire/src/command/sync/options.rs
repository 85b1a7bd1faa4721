//! What a client wants of the items of one class. [MS-ASCMD] 2.2.3.125.6.

use crate::command::item::BodyPreference;
use crate::command::scalar::{Boolean, Class, closed_codes};
use crate::command::schema::choice;
use crate::wbxml::tag::{air_sync, air_sync_base, rights_management};

choice! {
    /// A set of options, in any order; none at all is legal. [MS-ASCMD] 2.2.3.125.6.
    ///
    /// `Class`, `FilterType` and `Conflict` are wanted once at most. What a repeat does is undefined and Exchange reports
    /// no error, so that it is kept, and the accessors give the first. [MS-ASCMD] 2.2.3.27.6, 2.2.3.34, 2.2.3.68.2.
    pub struct Options<'a> of
    /// One option.
    pub enum SyncOption {
        /// The age of the items wanted.
        FilterType(FilterType) = air_sync::FILTER_TYPE;
        /// The class that the set is for, the folder's own when absent. [MS-ASMS] v9.0 3.1.4.1.1.
        Class(Class<'a>) = air_sync::CLASS, since V14_0;
        /// The bodies wanted, one preference for each format.
        BodyPreference(BodyPreference<'a>) = air_sync_base::BODY_PREFERENCE, many;
        /// The message parts wanted.
        BodyPartPreference(BodyPreference<'a>) = air_sync_base::BODY_PART_PREFERENCE, since V14_1;
        /// Who wins when both sides changed an item.
        Conflict(Conflict) = air_sync::CONFLICT;
        /// Whether bodies go as MIME.
        MimeSupport(MimeSupport) = air_sync::MIME_SUPPORT;
        /// Where MIME is cut.
        MimeTruncation(MimeTruncation) = air_sync::MIME_TRUNCATION;
        /// Items wanted of the recipient cache.
        MaxItems(u32) = air_sync::MAX_ITEMS, since V14_0;
        /// Whether rights-managed mail is wanted decrypted.
        RightsManagementSupport(Boolean) = rights_management::RIGHTS_MANAGEMENT_SUPPORT, since V14_1;
    }
}

closed_codes! {
    /// A window that ends now. Mail and short messages have 0 to 5; the others are status 4 there, which is the
    /// server's to say; 9 and above is in no schema. [MS-ASCMD] 2.2.3.68.2, [MS-ASMS] v9.0 3.1.4.1.1.2.
    pub enum FilterType {
        /// Whatever its age.
        All = 0 "all",
        /// One day.
        OneDay = 1 "one day",
        /// Three days.
        ThreeDays = 2 "three days",
        /// One week.
        OneWeek = 3 "one week",
        /// Two weeks.
        TwoWeeks = 4 "two weeks",
        /// One month.
        OneMonth = 5 "one month",
        /// Three months; calendars only.
        ThreeMonths = 6 "three months",
        /// Six months; calendars only.
        SixMonths = 7 "six months",
        /// Tasks that are not complete; tasks only.
        IncompleteTasks = 8 "incomplete tasks",
    }
}

closed_codes! {
    /// Who wins when client and server changed the same item. It holds for the whole collection, whichever set of
    /// options it stands in. [MS-ASCMD] 2.2.3.34.
    pub enum Conflict {
        /// The client's item replaces the server's.
        ClientWins = 0 "the client wins",
        /// The server's item replaces the client's.
        ServerWins = 1 "the server wins",
    }
}

closed_codes! {
    /// Whether bodies go as MIME; absent means never. [MS-ASCMD] 2.2.3.110.3.
    pub enum MimeSupport {
        /// Never.
        Never = 0 "never",
        /// For S/MIME messages.
        SmimeOnly = 1 "S/MIME only",
        /// For all messages.
        Always = 2 "always",
    }
}

closed_codes! {
    /// Where MIME data is cut, in characters. [MS-ASCMD] 2.2.3.111.
    pub enum MimeTruncation {
        /// All of it.
        AllText = 0 "all text",
        /// After 4,096.
        After4096 = 1 "4096",
        /// After 5,120.
        After5120 = 2 "5120",
        /// After 7,168.
        After7168 = 3 "7168",
        /// After 10,240.
        After10240 = 4 "10240",
        /// After 20,480.
        After20480 = 5 "20480",
        /// After 51,200.
        After51200 = 6 "51200",
        /// After 102,400.
        After102400 = 7 "102400",
        /// Nowhere.
        Nowhere = 8 "no truncation",
    }
}

impl FilterType {
    /// Whether mail and short messages can be filtered by it. [MS-ASMS] v9.0 3.2.5.1.
    pub fn is_for_mail(self) -> bool {
        self <= Self::OneMonth
    }
}

/// The first option of a kind.
macro_rules! first {
    ($options:expr, $variant:ident) => {
        $options.0.iter().find_map(|option| match option {
            SyncOption::$variant(value) => Some(value),
            _ => None,
        })
    };
}

impl<'a> Options<'a> {
    /// The class that it names.
    pub fn class(&self) -> Option<&Class<'a>> {
        first!(self, Class)
    }

    /// The class that it is for, in a folder whose own class is `default`. [MS-ASMS] v9.0 3.1.4.1.1.
    pub fn class_in<'c>(&'c self, default: &'c Class<'a>) -> &'c Class<'a> {
        self.class().unwrap_or(default)
    }

    /// Whether it names the class of short messages.
    pub fn is_for_sms(&self) -> bool {
        self.class() == Some(&Class::SMS)
    }

    /// The window; all items when absent. [MS-ASCMD] 2.2.3.68.2.
    pub fn filter(&self) -> FilterType {
        first!(self, FilterType).copied().unwrap_or(FilterType::All)
    }

    /// Who it says wins; the server does when no set of the collection says anything. [MS-ASCMD] 2.2.3.34.
    pub fn conflict(&self) -> Option<Conflict> {
        first!(self, Conflict).copied()
    }

    /// The preferences for bodies, in order.
    pub fn body_preferences(&self) -> impl Iterator<Item = &BodyPreference<'a>> {
        self.0.iter().filter_map(|option| match option {
            SyncOption::BodyPreference(preference) => Some(preference),
            _ => None,
        })
    }
}
