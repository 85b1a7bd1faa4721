//! What must be reachable: situations without which a run proves nothing.

mod outbound;
mod sync;
mod waiting;

use super::Step;

/// A situation that a scenario may demand to be reached.
#[derive(Clone, Copy, Debug)]
pub struct Goal {
    /// Its name, as scenarios use it.
    pub name: &'static str,
    /// What it is, in one sentence.
    pub prose: &'static str,
    /// Whether a step reaches it.
    pub reached: fn(&Step<'_>) -> bool,
}

/// Every goal.
pub static GOALS: &[Goal] = &[
    sync::ADD_REPEATED,
    sync::OLD_KEY_AGAIN,
    sync::LATE_REQUEST,
    sync::SOFT_DELETE,
    sync::DELETE_RECEIVED,
    sync::CHANGE_RECEIVED,
    sync::CONFLICT,
    sync::ITEM_REFUSED,
    sync::ITEM_GONE,
    sync::WINDOW_FULL,
    sync::PROTOCOL_ERROR,
    sync::PROTOCOL_ERROR_TOLD,
    sync::KEY_REFUSED,
    sync::FOLDER_GONE,
    sync::SERVER_FAILED,
    sync::RESYNCHRONISED,
    sync::TOLD_WITH_SMS,
    sync::GHOST,
    waiting::HELD,
    waiting::WOKEN,
    waiting::INTERVAL_ENDED,
    waiting::SHORTENED,
    waiting::INCOMPLETE,
    waiting::ESTIMATED,
    waiting::ESTIMATE_REFUSED,
    waiting::ENABLED,
    waiting::DISABLED,
    waiting::STATUS_5,
    outbound::TRANSMITTED,
    outbound::DELIVERED_TO_ALL,
    outbound::REASSEMBLED,
    outbound::FETCHED,
    outbound::RESUBMITTED,
    outbound::DUPLICATE_REJECTED,
    outbound::REFUSED,
    outbound::GIVEN_UP,
    outbound::REPORTED,
    outbound::COPY_KEPT,
    outbound::OUTBOX_EMPTIED,
    outbound::CRASH_WHILE_SENDING,
    outbound::BEGINS_ANEW_AFTER_SENDING,
    outbound::REFERENCE_REUSED,
    outbound::LEFT_UNSENT,
];
