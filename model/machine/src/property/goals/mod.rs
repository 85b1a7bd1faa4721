//! What must be reachable: situations without which a run proves nothing.
//!
//! That a property holds says something of an id only where the situation of that id occurs. A goal names the ids whose
//! situation it is, and [`Coverage`](crate::facts::Coverage) takes a property as proof of an id in those scenarios alone
//! that have to reach a goal of the same id.

mod items;
mod keys;
mod look;
mod options;
mod outbound;
mod rules;
mod waiting;

use super::Step;

/// A situation that a scenario may demand to be reached.
#[derive(Clone, Copy, Debug)]
pub struct Goal {
    /// Its name, as scenarios use it.
    pub name: &'static str,
    /// What it is, in one sentence.
    pub prose: &'static str,
    /// Whose situation it is: ids of requirements and edge cases, separated by blanks. Empty where it only shows that a
    /// run is not idle.
    pub sources: &'static str,
    /// Whether a step reaches it.
    pub reached: fn(&Step<'_>) -> bool,
}

/// Every goal.
pub static GOALS: &[Goal] = &[
    keys::BEGUN,
    keys::ADD_REPEATED,
    keys::REPORT_REPEATED,
    keys::OLD_KEY_AGAIN,
    keys::OLD_KEY_WITH_MORE,
    keys::TWO_ANSWERS_LOST,
    keys::OUTDATED_KEY,
    keys::KEY_0_AGAIN,
    keys::PING_AFTER_LOSS,
    keys::LATE_REQUEST,
    keys::KEY_REFUSED,
    keys::KEY_REFUSAL_TOLD,
    keys::FOLDER_GONE,
    keys::SERVER_FAILED,
    keys::RESYNCHRONISED,
    keys::FOLDER_OMITTED,
    keys::NUMBER_LEFT_FREE,
    options::TWO_BLOCKS,
    options::OPTIONS_CHANGED,
    options::NO_OPTIONS,
    options::DEFAULT_CLASS_ALONE,
    options::SMS_UNWANTED,
    options::SOFT_DELETE,
    options::CLASS_DROPPED,
    options::GROWN_OLD,
    options::LAST_DAY,
    options::OUTSIDE_WINDOW,
    options::MARKED_OUTSIDE,
    options::TWO_FILTERS,
    options::OPTIONS_AFTER_LOSS,
    options::SMS_TOLD,
    options::SMS_ELSEWHERE_AT_14_0,
    options::SMS_IN_USERS_FOLDER,
    options::GHOST,
    options::UPGRADED,
    options::TOLD_WITH_SMS,
    items::ADD_ACCEPTED,
    items::CHANGE_DONE,
    items::DELETE_DONE,
    items::DELETE_OF_GONE,
    items::DELETE_REPEATED,
    items::DELETE_RECEIVED,
    items::MOVE_RECEIVED,
    items::CHANGE_RECEIVED,
    items::CONFLICT,
    items::CONFLICT_BY_CLASS,
    items::CLIENT_WON,
    items::FLAG_LEFT_OUT,
    items::CHANGE_OF_SOFT_DELETED,
    items::ITEM_REFUSED,
    items::ADD_REFUSED,
    items::CONVERSATION_ADDED,
    items::TEXT_CHANGED,
    items::ITEM_GONE,
    items::BODY_CUT,
    items::FETCHED,
    rules::PROTOCOL_ERROR,
    rules::PROTOCOL_ERROR_TOLD,
    rules::THREE_BLOCKS,
    rules::CLASS_TWICE,
    rules::CLASS_NOT_OF_MAIL,
    rules::CLASS_OF_MAIL,
    rules::WIDE_FILTER,
    rules::TWO_INTERVALS,
    rules::HOLD_REFUSED,
    rules::UNREADABLE,
    rules::SMS_AT_12_1,
    waiting::HELD,
    waiting::CHANGE_HELD,
    waiting::INTERRUPTED,
    waiting::WOKEN,
    waiting::INTERVAL_ENDED,
    waiting::SHORTENED,
    waiting::INCOMPLETE,
    waiting::WINDOW_FULL,
    waiting::WINDOW_ZERO,
    waiting::ESTIMATED,
    waiting::ESTIMATE_ASKED,
    waiting::ESTIMATE_REFUSED,
    waiting::CARELESS_ESTIMATE_REFUSED,
    waiting::ENABLED,
    waiting::DISABLED,
    waiting::STATUS_5,
    outbound::TRANSMITTED,
    outbound::DELIVERED_TO_ALL,
    outbound::DELIVERED_TO_SEVERAL,
    outbound::PARTLY_DELIVERED,
    outbound::TWO_GATEWAYS,
    outbound::GIVEN_WHILE_DISABLED,
    outbound::REASSEMBLED,
    outbound::RESUBMITTED,
    outbound::DUPLICATE_REJECTED,
    outbound::REFUSED,
    outbound::GIVEN_UP,
    outbound::STATUS_REPORT_LOST,
    outbound::STATUS_REPORT_DOUBLED,
    outbound::TOLD_TOO_LATE,
    outbound::TOLD_OF_ANOTHER,
    outbound::REPORTED,
    outbound::COPY_KEPT,
    outbound::OUTBOX_EMPTIED,
    outbound::CRASH_WHILE_SENDING,
    outbound::MODEM_RESTARTED,
    outbound::CRASH_BEFORE_DELETE,
    outbound::CRASH_WITH_REPORT,
    outbound::BEGINS_ANEW_AFTER_SENDING,
    outbound::REFERENCE_REUSED,
    outbound::LEFT_UNSENT,
];
