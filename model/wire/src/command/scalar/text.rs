//! Text with bounds on its length, and the identifiers that are such text.

use std::borrow::Cow;
use std::fmt;

use crate::command::error::{Allowed, Breach, Decoded, Found};
use crate::command::reader::{Opened, Reader};
use crate::command::schema::{Content, Value};
use crate::wbxml::{EncodeError, Encoder, Tag};

/// A text that cannot be a value of its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Too short or too long.
    #[error("the text has {found} characters; allowed are {min} to {max}")]
    Length {
        /// Its length in characters (Unicode scalar values).
        found: usize,
        /// The least length.
        min: usize,
        /// The greatest length.
        max: usize,
    },
    /// It holds U+0000, which an inline string cannot carry.
    #[error("the text has U+0000 at byte {at}, which an inline string cannot hold")]
    Nul {
        /// Offset of the character in the text.
        at: usize,
    },
}

/// Declares texts of bounded length, each a type of its own around a borrowed or owned string.
macro_rules! texts {
    ($(
        $(#[$meta:meta])*
        pub struct $name:ident of $min:literal to $max:expr;
    )*) => { $(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name<'a>(Cow<'a, str>);

        impl<'a> $name<'a> {
            /// Takes a text if its length is right and it holds no U+0000.
            pub fn new(text: impl Into<Cow<'a, str>>) -> Result<Self, TextError> {
                let text = text.into();
                check(&text, $min, $max)?;
                Ok(Self(text))
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The same, independent of what it was borrowed from.
            pub fn into_owned(self) -> $name<'static> {
                $name(Cow::Owned(self.0.into_owned()))
            }
        }

        impl<'a> TryFrom<&'a str> for $name<'a> {
            type Error = TextError;

            fn try_from(text: &'a str) -> Result<Self, TextError> {
                Self::new(text)
            }
        }

        impl fmt::Display for $name<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl PartialEq<str> for $name<'_> {
            fn eq(&self, other: &str) -> bool {
                self.0 == other
            }
        }

        impl PartialEq<&str> for $name<'_> {
            fn eq(&self, other: &&str) -> bool {
                self.0 == *other
            }
        }

        impl<'a> Value<'a> for $name<'a> {
            const CONTENT: Content = Content::Text { min: $min, max: $max };

            fn decode(reader: &mut Reader<'a>, opened: Opened) -> Decoded<Self> {
                // The reader lets no U+0000 through.
                let text = reader.text(&Self::CONTENT)?;
                match check_length(&text, $min, $max) {
                    Ok(()) => Ok(Self(text)),
                    Err(_) => Err(Breach::new(
                        opened.offset,
                        Found::text(&text),
                        Allowed::Content(Self::CONTENT),
                    )),
                }
            }

            fn encode(&self, tag: Tag, encoder: &mut Encoder<'_>) -> Result<(), EncodeError> {
                // There is no U+0000 in it, however it was made.
                encoder.text_element_without_nul(tag, &self.0)
            }
        }
    )* };
}

texts! {
    /// The state of a collection or of the folder hierarchy as the server numbers it, opaque to the client; `0`
    /// starts anew. At most 64 characters. [MS-ASCMD] 2.2.3.181.
    pub struct SyncKey of 0 to 64;

    /// A folder as the server names it, at most 64 characters. [MS-ASCMD] 2.2.3.30.
    pub struct CollectionId of 0 to 64;

    /// An item, or in FolderSync a folder, as the server names it; opaque, at most 64 characters. [MS-ASCMD]
    /// 2.2.3.166.
    pub struct ServerId of 0 to 64;

    /// An item that the client adds, as the client names it, unique within the request. 1 to 64 characters; the text
    /// asks for letters and digits, the examples also have hyphens, so that any character is taken. [MS-ASCMD]
    /// 2.2.3.28.2, EC-42b.
    pub struct ClientId of 1 to 64;

    /// The class of an item, a set of options or a folder. Compared exactly: `sms` is none of the known ones, and is
    /// kept for the server to refuse. [MS-ASCMD] 2.2.3.27.
    pub struct Class of 0 to usize::MAX;

    /// The recipients or the sender of a message, at most 32,768 characters. [MS-ASMS] v9.0 2.2.
    pub struct Address of 0 to 32_768;

    /// What a device tells about itself, at most 1,024 characters. [MS-ASCMD] 2.2.3.81, 2.2.3.91, 2.2.3.127.
    pub struct DeviceText of 0 to 1024;
}

impl SyncKey<'_> {
    /// `0`, with which a client asks the server to start anew. [MS-ASCMD] 2.2.3.181.4.
    pub const INITIAL: SyncKey<'static> = SyncKey(Cow::Borrowed("0"));

    /// Whether it is `0`.
    pub fn is_initial(&self) -> bool {
        *self == Self::INITIAL
    }
}

impl Class<'_> {
    /// Tasks, at all versions.
    pub const TASKS: Class<'static> = Class(Cow::Borrowed("Tasks"));
    /// E-mail, at all versions.
    pub const EMAIL: Class<'static> = Class(Cow::Borrowed("Email"));
    /// Calendar items, at all versions.
    pub const CALENDAR: Class<'static> = Class(Cow::Borrowed("Calendar"));
    /// Contacts, at all versions.
    pub const CONTACTS: Class<'static> = Class(Cow::Borrowed("Contacts"));
    /// Short messages, since 14.0. [MS-ASMS] v9.0 2.2.2.2.1.2.
    pub const SMS: Class<'static> = Class(Cow::Borrowed("SMS"));
    /// Notes, since 14.0.
    pub const NOTES: Class<'static> = Class(Cow::Borrowed("Notes"));
}

/// Text without bounds: `DateReceived`, `Data` and other values that are read further elsewhere.
impl<'a> Value<'a> for Cow<'a, str> {
    const CONTENT: Content = Content::Text { min: 0, max: usize::MAX };

    fn decode(reader: &mut Reader<'a>, _: Opened) -> Decoded<Self> {
        reader.text(&Self::CONTENT)
    }

    fn encode(&self, tag: Tag, encoder: &mut Encoder<'_>) -> Result<(), EncodeError> {
        encoder.text_element(tag, self)
    }
}

/// A byte array.
impl<'a> Value<'a> for Cow<'a, [u8]> {
    const CONTENT: Content = Content::Bytes;

    fn decode(reader: &mut Reader<'a>, _: Opened) -> Decoded<Self> {
        reader.bytes(&Self::CONTENT)
    }

    fn encode(&self, tag: Tag, encoder: &mut Encoder<'_>) -> Result<(), EncodeError> {
        encoder.start(tag)?;
        encoder.opaque(self)?;
        encoder.end()
    }
}

fn check(text: &str, min: usize, max: usize) -> Result<(), TextError> {
    check_length(text, min, max)?;
    match text.find('\0') {
        Some(at) => Err(TextError::Nul { at }),
        None => Ok(()),
    }
}

fn check_length(text: &str, min: usize, max: usize) -> Result<(), TextError> {
    // A text of few bytes has few characters, so the common case counts nothing.
    if text.len() < min || text.len() > max {
        let found = text.chars().count();
        if found < min || found > max {
            return Err(TextError::Length { found, min, max });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_counts_characters_not_bytes() {
        assert!(SyncKey::new("ä".repeat(64)).is_ok());
        let error = SyncKey::new("ä".repeat(65)).unwrap_err();
        assert_eq!(error, TextError::Length { found: 65, min: 0, max: 64 });
        assert_eq!(error.to_string(), "the text has 65 characters; allowed are 0 to 64");
        assert_eq!(ClientId::new(""), Err(TextError::Length { found: 0, min: 1, max: 64 }));
        assert!(Address::new("x".repeat(32_768)).is_ok());
        assert!(Address::new("x".repeat(32_769)).is_err());
    }

    #[test]
    fn nul_never_gets_into_a_text() {
        assert_eq!(ServerId::new("5\0"), Err(TextError::Nul { at: 1 }));
    }

    #[test]
    fn only_zero_is_the_initial_key() {
        let initial = ["0", "00", "", "1", " 0"].map(|key| SyncKey::new(key).unwrap().is_initial());
        assert_eq!(initial, [true, false, false, false, false]);
    }
}
