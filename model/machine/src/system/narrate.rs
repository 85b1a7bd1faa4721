//! A step in words, for a sequence between the parties.

use std::fmt;

use super::{Action, Effect, Event, Handled, Mark, Shown};
use crate::class::FolderKind;
use crate::device::Carelessness;
use crate::id::{CollectionId, DeviceId};
use crate::message::Request;
use crate::modem::{StatusReport, Submission, SubmitResult};
use crate::scenario::Scenario;

/// Who takes part.
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
pub enum Party {
    /// The user: at the phone or at a desktop.
    User,
    /// A device.
    Device(DeviceId),
    /// The server.
    Server,
    /// The radio network.
    Radio,
    /// A receiver's phone.
    Handset,
}

impl fmt::Display for Party {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::User => f.write_str("user"),
            Self::Device(DeviceId(0)) => f.write_str("device"),
            Self::Device(DeviceId(n)) => write!(f, "device {}", n + 1),
            Self::Server => f.write_str("server"),
            Self::Radio => f.write_str("radio"),
            Self::Handset => f.write_str("handset"),
        }
    }
}

/// One line of a sequence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Who acts.
    pub from: Party,
    /// Whom it reaches; the actor itself where nothing is sent.
    pub to: Party,
    /// Whether a message that was sent did not arrive.
    pub lost: bool,
    /// What happens.
    pub text: String,
}

/// How a folder is called: scenarios number folders by their kind.
pub fn folder_name(collection: CollectionId) -> String {
    let kind = FolderKind::ALL.into_iter().find(|kind| Scenario::collection_of(*kind) == collection);
    kind.map_or_else(|| format!("folder {collection}"), |kind| kind.name().to_owned())
}

/// Puts a step into words.
pub fn line(action: Action, effect: &Effect) -> Line {
    let (from, to) = parties(action, &effect.event);
    let lost = matches!(
        action,
        Action::RequestLost(..)
            | Action::RequestDelayed(_)
            | Action::ResponseLost(_)
            | Action::SubmissionLost(_)
            | Action::StatusReportLost(_)
    );
    Line { from, to, lost, text: text(action, &effect.event) }
}

fn parties(action: Action, event: &Event) -> (Party, Party) {
    match action {
        Action::PhoneReceives(id) | Action::CentreRefuses(id, _) => (Party::Radio, Party::Device(id)),
        Action::UserChooses(id, _)
        | Action::UserMarks(id, ..)
        | Action::UserDeletes(id, ..)
        | Action::UserToggles(id) => (Party::User, Party::Device(id)),
        Action::DesktopAdds(..)
        | Action::DesktopComposes(_)
        | Action::DesktopMarks(..)
        | Action::DesktopMoves(..)
        | Action::DesktopDeletes(..)
        | Action::FolderRemoved(_) => (Party::User, Party::Server),
        Action::DeviceRestarts(id)
        | Action::DeviceResyncs(id)
        | Action::DeviceUpgrades(id)
        | Action::ModemRestarts(id) => (Party::Device(id), Party::Device(id)),
        Action::DeviceSyncs(id)
        | Action::DevicePolls(id)
        | Action::DeviceEstimates(id, _)
        | Action::DeviceIsCareless(id, _)
        | Action::DeviceRepeats(id)
        | Action::DeviceInterrupts(id)
        | Action::RequestLost(id, _)
        | Action::RequestDoubled(id, _)
        | Action::RequestDelayed(id) => (Party::Device(id), Party::Server),
        Action::ResponseLost(id) | Action::DeviceReceives(id) => (Party::Server, Party::Device(id)),
        Action::ServerHandles(..)
        | Action::ServerFails(..)
        | Action::ServerWakes(_)
        | Action::IntervalEnds(_)
        | Action::ServerRestarts
        | Action::ServerForgets(_)
        | Action::DayPasses => (Party::Server, Party::Server),
        Action::DeviceTransmits(id) | Action::SubmissionLost(id) => (Party::Device(id), Party::Radio),
        Action::CentreAccepts(id) | Action::ReportLost(id) => match event {
            Event::Submitted { shown: Some(_), .. } => (Party::Radio, Party::Handset),
            _ if matches!(action, Action::ReportLost(_)) => (Party::Radio, Party::Radio),
            _ => (Party::Radio, Party::Device(id)),
        },
        Action::CentreDelivers(_) | Action::CentreRepeats(_) => (Party::Radio, Party::Handset),
        Action::HandsetIsFull(_) | Action::HandsetHasRoom(_) => (Party::Handset, Party::Radio),
        Action::CentreGivesUp(_)
        | Action::CentreReports(_)
        | Action::CentreReportsAgain(_)
        | Action::StatusReportLost(_) => match event {
            Event::Forwarded { report: Some((device, _)), .. } | Event::StatusReportAstray { device, .. } => {
                (Party::Radio, Party::Device(*device))
            }
            _ => (Party::Radio, Party::Radio),
        },
    }
}

fn text(action: Action, event: &Event) -> String {
    let request = |request: &Request| request.in_words(&folder_name);
    match (action, event) {
        (Action::PhoneReceives(_), Event::Written { text, .. }) => format!("an SMS arrives, {text}"),
        (Action::UserMarks(_, collection, item, mark) | Action::DesktopMarks(collection, item, mark), _) => {
            format!("marks item {item} of {} as {}", folder_name(collection), mark_name(mark))
        }
        (Action::UserDeletes(_, collection, item) | Action::DesktopDeletes(collection, item), _) => {
            format!("deletes item {item} of {}", folder_name(collection))
        }
        (Action::UserToggles(_), _) => "switches outbound SMS on or off".to_owned(),
        (Action::DesktopAdds(collection, class), Event::Written { text, item: Some((_, item)) }) => {
            format!("{class} item {item} appears in {}, {text}", folder_name(collection))
        }
        (Action::DesktopComposes(_), Event::Written { text, item: Some((_, item)) }) => {
            let recipients = match text.recipients {
                1 => "1 recipient".to_owned(),
                n => format!("{n} recipients"),
            };
            format!("writes item {item} of the Outbox, {text} to {recipients}")
        }
        (Action::DesktopMoves(from, item, to), _) => {
            format!("moves item {item} from {} to {}", folder_name(from), folder_name(to))
        }
        (Action::FolderRemoved(collection), _) => format!("removes {}", folder_name(collection)),
        (Action::DeviceIsCareless(_, how), Event::Sent { request: sent }) => {
            format!("{} ({}: against the rules)", request(sent), breach(how))
        }
        (Action::DeviceRepeats(_), Event::Sent { request: sent }) => format!("{} (again)", request(sent)),
        (Action::DeviceInterrupts(_), Event::Sent { request: sent }) => {
            format!("waits no longer: {}", request(sent))
        }
        (_, Event::Sent { request: sent }) => request(sent),
        (_, Event::Handled(handled)) => answer(action, handled),
        (_, Event::Received { .. }) => "the response arrives".to_owned(),
        (_, Event::Transmitted { submission, .. }) => part(submission),
        (Action::ModemRestarts(_), Event::Submitted { submission, .. }) => {
            format!("its modem restarts, and text {} is not sent", submission.content)
        }
        (_, Event::Submitted { submission, result, shown, .. }) => {
            submitted(submission, *result, shown.as_ref())
        }
        (Action::CentreReports(_), Event::Forwarded { report: Some((_, report)), .. }) => reports(*report),
        (Action::CentreReportsAgain(_), Event::Forwarded { report: Some((_, report)), .. }) => {
            format!("{}, and will again", reports(*report))
        }
        (_, Event::StatusReportAstray { report, .. }) => format!("{}: the report is lost", reports(*report)),
        (_, Event::Forwarded { shown, report }) => forwarded(action, shown.as_ref(), report.is_some()),
        _ => plain(action),
    }
}

/// What happens where the action alone says it.
fn plain(action: Action) -> String {
    match action {
        Action::UserChooses(_, at) => format!("makes choice {} of what to synchronise", at + 1),
        Action::DeviceRestarts(_) => "restarts, and forgets that it waits".to_owned(),
        Action::DeviceResyncs(_) => "forgets its keys and its copies".to_owned(),
        Action::ModemRestarts(_) => "its modem restarts".to_owned(),
        Action::DeviceUpgrades(_) => "speaks the next version of the protocol".to_owned(),
        Action::ServerRestarts => "restarts".to_owned(),
        Action::ServerForgets(_) => "forgets the device's keys".to_owned(),
        Action::DayPasses => "a day passes".to_owned(),
        Action::HandsetIsFull(_) => "has no memory left".to_owned(),
        Action::HandsetHasRoom(_) => "has memory again".to_owned(),
        Action::RequestLost(..) => "the request is lost".to_owned(),
        Action::RequestDoubled(..) => "the request will arrive twice".to_owned(),
        Action::RequestDelayed(_) => "the request is late; the device stops waiting".to_owned(),
        Action::ResponseLost(_) => "the response is lost".to_owned(),
        action => format!("{action:?}"),
    }
}

fn answer(action: Action, handled: &Handled) -> String {
    let Handled { request, awaited, response, held_before, .. } = handled;
    let what = match request {
        Request::Sync(sync) if *held_before || sync.collections.len() != 1 => "the Sync".to_owned(),
        Request::Sync(sync) => format!("key {}", sync.collections[0].key),
        Request::SyncAgain => "the Sync without a body".to_owned(),
        Request::Estimate(_) => "the estimate".to_owned(),
        Request::FolderSync(_) => "FolderSync".to_owned(),
        Request::Ping(_) => "Ping".to_owned(),
        Request::Settings(_) => "Settings".to_owned(),
        Request::Malformed(_) => "it".to_owned(),
    };
    let unheard = if *awaited { "" } else { " (nobody waits for the answer)" };
    let when = match action {
        Action::ServerWakes(_) => "something happened: ",
        Action::IntervalEnds(_) => "the time is over: ",
        _ => "",
    };
    match response {
        Some(response) => {
            let of_several = match request {
                Request::Sync(sync) => sync.collections.len() != 1 || sync.partial,
                _ => false,
            };
            format!("{when}answers {what}: {}{unheard}", response.in_words_to(&folder_name, of_several))
        }
        None => format!("holds {what}, having nothing to say{unheard}"),
    }
}

fn part(submission: &Submission) -> String {
    let Submission { content, recipient, part, total, mr, again, .. } = submission;
    let which = if *total > 1 { format!("part {part} of {total} of ") } else { String::new() };
    let again = if *again { ", again (TP-RD)" } else { "" };
    format!("sends {which}text {content} to recipient {}, TP-MR {}{again}", recipient + 1, mr.0)
}

fn submitted(submission: &Submission, result: SubmitResult, shown: Option<&Shown>) -> String {
    let heard = match result {
        SubmitResult::Accepted => "accepted",
        SubmitResult::Temporary => "refused for now",
        SubmitResult::Permanent => "refused for good",
        SubmitResult::Duplicate => "refused as a duplicate (C5)",
        SubmitResult::Silence if shown.is_some() => "delivered, but the report is lost",
        SubmitResult::Silence => "no report comes",
    };
    match shown {
        Some(shown) => format!("{}; {heard}", shows(shown)),
        None => format!("text {} to recipient {}: {heard}", submission.content, submission.recipient + 1),
    }
}

fn forwarded(action: Action, shown: Option<&Shown>, reported: bool) -> String {
    let base = match (action, shown) {
        (Action::CentreGivesUp(_), _) => "a part is too old and given up".to_owned(),
        (_, Some(shown)) => shows(shown),
        (_, None) => "a part arrives".to_owned(),
    };
    let again = if matches!(action, Action::CentreRepeats(_)) { ", and will come again" } else { "" };
    let reported = if reported { ", which is reported" } else { "" };
    format!("{base}{again}{reported}")
}

fn reports(report: StatusReport) -> String {
    let outcome = if report.delivered { "was delivered" } else { "was not delivered" };
    format!("reports that TP-MR {} to recipient {} {outcome}", report.mr.0, report.recipient + 1)
}

fn shows(shown: &Shown) -> String {
    let who = shown.recipient + 1;
    let cut = if shown.whole { "" } else { ", cut" };
    let mut parts: Vec<String> = shown.parts.iter().map(ToString::to_string).collect();
    parts.dedup();
    format!("recipient {who} sees text {}{cut}", parts.join(" joined with "))
}

fn mark_name(mark: Mark) -> &'static str {
    match mark {
        Mark::Read => "read",
        Mark::Flag => "flagged",
    }
}

fn breach(how: Carelessness) -> &'static str {
    match how {
        Carelessness::SmsTwice => "two blocks for SMS",
        Carelessness::SmsOptions | Carelessness::EstimateSms => "a block for SMS",
        Carelessness::Calendar | Carelessness::EstimateCalendar => "Calendar on a mail folder",
        Carelessness::ThreeBlocks | Carelessness::EstimateThreeBlocks => "three blocks",
        Carelessness::WideFilter => "FilterType 6 for mail",
        Carelessness::WaitAndHeartbeat => "Wait and HeartbeatInterval",
        Carelessness::HoldTooLong => "held longer than allowed",
        Carelessness::EmptyTooEarly => "nothing to run again",
        Carelessness::Garbled => "garbled",
        Carelessness::AddWithConversation => "an Add with a ConversationId",
        Carelessness::AddWithoutCodePage => "an Add without InternetCPID",
        Carelessness::AddWithoutClass => "an Add without Class",
        Carelessness::AddEmail => "an Add of class Email",
        Carelessness::ChangeOfText => "a Change of the text",
        Carelessness::UnknownItem => "an item that never was",
        Carelessness::KeyZeroCommands => "operations under key 0",
    }
}
