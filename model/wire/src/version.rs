//! Protocol versions.

use std::fmt;
use std::str::FromStr;

/// A version of the ActiveSync protocol, as the `MS-ASProtocolVersion` header names it.
///
/// The suite speaks [12.1](Version::V12_1), [14.0](Version::V14_0) and [14.1](Version::V14_1); the others exist so
/// that the age of a tag can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    major: u8,
    minor: u8,
}

impl Version {
    /// 2.5, the oldest that the token tables name.
    pub const V2_5: Self = Self::new(2, 5);
    /// 12.0.
    pub const V12_0: Self = Self::new(12, 0);
    /// 12.1: Wait, Limit, Partial and empty Sync requests; no SMS.
    pub const V12_1: Self = Self::new(12, 1);
    /// 14.0: SMS in Inbox, Outbox and Sent Items.
    pub const V14_0: Self = Self::new(14, 0);
    /// 14.1: SMS in any mail folder.
    pub const V14_1: Self = Self::new(14, 1);
    /// 16.0.
    pub const V16_0: Self = Self::new(16, 0);
    /// 16.1.
    pub const V16_1: Self = Self::new(16, 1);

    /// The versions that the suite speaks, oldest first.
    pub const SPOKEN: [Self; 3] = [Self::V12_1, Self::V14_0, Self::V14_1];

    pub(crate) const fn new(major: u8, minor: u8) -> Self {
        Self { major, minor }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

/// The text was not one of the versions that the suite speaks.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a protocol version spoken here; expected 12.1, 14.0 or 14.1")]
pub struct UnknownVersion(String);

impl FromStr for Version {
    type Err = UnknownVersion;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::SPOKEN
            .into_iter()
            .find(|version| version.to_string() == text)
            .ok_or_else(|| UnknownVersion(text.to_owned()))
    }
}
