//! What both directions have in common: passing elements, common statuses.

use asms_machine::message::Malformed;
use asms_wire::command::Rest;
use asms_wire::command::status::CommonStatus;

use crate::Unmodelled;

/// Whether an element has nothing that passes through untyped. Elements of later versions do, and the machines have no
/// place for them.
pub(crate) fn only(rest: &Rest<'_>) -> Result<(), Unmodelled> {
    if rest.elements().is_empty() { Ok(()) } else { Err(Unmodelled::Element) }
}

/// The common status of a refusal ([MS-ASCMD] 2.2.2).
pub(crate) fn common_status(why: Malformed) -> CommonStatus {
    match why {
        Malformed::Wbxml => CommonStatus::INVALID_WBXML,
        Malformed::Schema => CommonStatus::INVALID_XML,
        Malformed::Unmodelled => CommonStatus::SERVER_ERROR,
    }
}

/// What a common status refuses.
pub(crate) fn refused(code: u32) -> Option<Malformed> {
    [Malformed::Wbxml, Malformed::Schema, Malformed::Unmodelled]
        .into_iter()
        .find(|why| common_status(*why).code() == code)
}
