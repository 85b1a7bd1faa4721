//! Read and Flag.

use asms_machine::item::{Flag, Marks};
use asms_wire::command::item::{self as wire, ApplicationData, FlagProperty, FlagStatus};
use asms_wire::value::FlagFields;

use crate::{BindError, Unmodelled};

/// The marks of an item.
pub(crate) fn marks_of(item: &ApplicationData<'_>) -> Result<Marks, BindError> {
    let flag = match item.flag() {
        None => Flag::default(),
        Some(flag) => flag_of(flag).ok_or(Unmodelled::Flag)?,
    };
    Ok(Marks { read: item.read().unwrap_or_default(), flag })
}

/// What a Flag says; nothing where its Status is none of the three, or is missing beside other properties ([MS-ASEMAIL]
/// 3.2.5.4.2).
pub(crate) fn flag_of(flag: &wire::Flag<'_>) -> Option<Flag> {
    match flag.status() {
        None if flag.0.is_empty() => Some(Flag::Cleared),
        Some(FlagStatus::CLEARED) => Some(Flag::Cleared),
        Some(FlagStatus::COMPLETE) => Some(Flag::Complete),
        Some(FlagStatus::ACTIVE) => Some(Flag::Active),
        _ => None,
    }
}

/// Whether a Flag has a Status that there is not, for which item status 6 is due ([MS-ASEMAIL] 2.2.2.74).
pub(crate) fn is_no_flag(flag: &wire::Flag<'_>) -> bool {
    flag.status().is_some() && flag_of(flag).is_none()
}

/// A Flag with the properties that its Status takes.
pub(crate) fn plain_flag(flag: Flag) -> wire::Flag<'static> {
    wire::Flag(match flag {
        Flag::Cleared => Vec::new(),
        Flag::Complete => vec![
            FlagProperty::Status(FlagStatus::COMPLETE),
            FlagProperty::DateCompleted(COMPLETED.into()),
            FlagProperty::CompleteTime(COMPLETED.into()),
        ],
        Flag::Active => vec![
            FlagProperty::Status(FlagStatus::ACTIVE),
            FlagProperty::FlagType(FlagFields::FLAG_TYPE.into()),
        ],
    })
}

/// When a message was completed: the machines know no time, and the element must stand there.
const COMPLETED: &str = "1970-01-01T00:00:00.000Z";
