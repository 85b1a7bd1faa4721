//! Versions of the protocol.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A version of ActiveSync that the machines speak.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
pub enum Version {
    /// 12.1: no SMS.
    #[serde(rename = "12.1")]
    V12_1,
    /// 14.0: SMS in Inbox, Outbox and Sent Items.
    #[serde(rename = "14.0")]
    V14_0,
    /// 14.1: SMS in every mail folder.
    #[default]
    #[serde(rename = "14.1")]
    V14_1,
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::V12_1 => "12.1",
            Self::V14_0 => "14.0",
            Self::V14_1 => "14.1",
        })
    }
}
