//! The container of an item's properties.

use std::borrow::Cow;

use super::{Body, Flag};
use crate::command::Element;
use crate::command::scalar::{Address, Boolean, open_codes};
use crate::command::schema::{Passing, choice};
use crate::wbxml::tag::{air_sync_base, email, email2};

choice! {
    /// The properties of an item in the order in which they came, which is free. [MS-ASCMD] 2.2.3.11.
    ///
    /// The same element carries items of all classes in requests and responses, so the schema is the union: which
    /// properties a client may send for a class is the server's to judge (item status 6). A property that repeats is
    /// kept; the accessors give the first.
    pub struct ApplicationData<'a> passing [
        Passing::Page(1),  // Contacts
        Passing::Page(2),  // Email
        Passing::Page(4),  // Calendar
        Passing::Page(9),  // Tasks
        Passing::Page(12), // Contacts2
        Passing::Page(17), // AirSyncBase
        Passing::Page(22), // Email2
        Passing::Page(23), // Notes
        Passing::Page(24), // RightsManagement
    ] of
    /// One property of an item.
    pub enum Property {
        /// The recipients, separated by commas. [MS-ASMS] v9.0 2.2.2.1.10.
        To(Address<'a>) = email::TO;
        /// The sender. [MS-ASMS] v9.0 2.2.2.1.6.
        From(Address<'a>) = email::FROM;
        /// When it was sent, in Sent Items, else when it was received: a dateTime in UTC. [MS-ASMS] v9.0 2.2.2.1.4.
        DateReceived(Cow<'a, str>) = email::DATE_RECEIVED;
        /// The sender's opinion; absent means normal. [MS-ASMS] v9.0 2.2.2.1.7.
        Importance(Importance) = email::IMPORTANCE;
        /// Whether it has been read. One of two properties of a short message that a client may change. [MS-ASMS]
        /// v9.0 2.2.2.1.9, 3.1.4.1.2.
        Read(Boolean) = email::READ;
        /// The text. [MS-ASMS] v9.0 2.2.2.1.1.
        Body(Body<'a>) = air_sync_base::BODY;
        /// The code page of the text where it came from, a Windows code page number. [MS-ASMS] v9.0 2.2.2.1.8.
        InternetCpid(Cow<'a, str>) = email::INTERNET_CPID;
        /// The follow-up flag; without children when there is none. [MS-ASMS] v9.0 2.2.2.1.5.
        Flag(Flag<'a>) = email::FLAG;
        /// The conversation; only servers send it. [MS-ASMS] v9.0 2.2.2.1.2.
        ConversationId(Cow<'a, [u8]>) = email2::CONVERSATION_ID, since V14_0;
        /// When the messages of the conversation were sent; only servers send it. [MS-ASMS] v9.0 2.2.2.1.3.
        ConversationIndex(Cow<'a, [u8]>) = email2::CONVERSATION_INDEX, since V14_0;
    }
}

open_codes! {
    /// Importance, an unsigned byte of which three values are defined. [MS-ASEMAIL] 2.2.2.38.
    pub struct Importance(u8) {
        /// Low.
        LOW = 0 "low",
        /// Normal, also when the element is absent.
        NORMAL = 1 "normal",
        /// High.
        HIGH = 2 "high",
    }
}

/// The first property of a kind.
macro_rules! first {
    ($data:expr, $variant:ident) => {
        $data.0.iter().find_map(|property| match property {
            Property::$variant(value) => Some(value),
            _ => None,
        })
    };
}

impl<'a> ApplicationData<'a> {
    /// The recipients.
    pub fn to(&self) -> Option<&Address<'a>> {
        first!(self, To)
    }

    /// The sender.
    pub fn from(&self) -> Option<&Address<'a>> {
        first!(self, From)
    }

    /// When it was sent or received, as text.
    pub fn date_received(&self) -> Option<&str> {
        first!(self, DateReceived).map(Cow::as_ref)
    }

    /// The importance; normal when the element is absent.
    pub fn importance(&self) -> Importance {
        first!(self, Importance).copied().unwrap_or(Importance::NORMAL)
    }

    /// Whether it has been read, if that is said.
    pub fn read(&self) -> Option<bool> {
        first!(self, Read).map(|read| read.is_true())
    }

    /// The body.
    pub fn body(&self) -> Option<&Body<'a>> {
        first!(self, Body)
    }

    /// The text of the body.
    pub fn text(&self) -> Option<&str> {
        self.body().and_then(|body| body.data.as_deref())
    }

    /// The code page, as text.
    pub fn internet_cpid(&self) -> Option<&str> {
        first!(self, InternetCpid).map(Cow::as_ref)
    }

    /// The flag, if the element is there.
    pub fn flag(&self) -> Option<&Flag<'a>> {
        first!(self, Flag)
    }

    /// The bytes of the conversation's id.
    pub fn conversation_id(&self) -> Option<&[u8]> {
        first!(self, ConversationId).map(Cow::as_ref)
    }

    /// The bytes of the conversation index.
    pub fn conversation_index(&self) -> Option<&[u8]> {
        first!(self, ConversationIndex).map(Cow::as_ref)
    }

    /// The properties that passed through, in order.
    pub fn others(&self) -> impl Iterator<Item = &Element<'a>> {
        self.0.iter().filter_map(|property| match property {
            Property::Other(element) => Some(element),
            _ => None,
        })
    }

    /// Whether nothing but Read and Flag stands here, which is all that a client may change of a short message.
    /// [MS-ASMS] v9.0 3.1.4.1.2.
    pub fn is_read_or_flag_only(&self) -> bool {
        self.0.iter().all(|property| matches!(property, Property::Read(_) | Property::Flag(_)))
    }
}
