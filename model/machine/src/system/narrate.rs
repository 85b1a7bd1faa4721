//! A step in words, for a sequence between the parties.

use std::fmt;

use super::{Action, Effect, Event};
use crate::device::Carelessness;
use crate::id::DeviceId;

/// Who takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

/// Puts a step into words.
pub fn line(action: Action, effect: &Effect) -> Line {
    let (from, to) = parties(action);
    let lost =
        matches!(action, Action::RequestLost(..) | Action::RequestDelayed(_) | Action::ResponseLost(_));
    Line { from, to, lost, text: text(action, &effect.event) }
}

fn parties(action: Action) -> (Party, Party) {
    match action {
        Action::PhoneReceives(id) => (Party::Radio, Party::Device(id)),
        Action::UserChooses(id, _) => (Party::User, Party::Device(id)),
        Action::DesktopAdds(_) | Action::DesktopDeletes(_) => (Party::User, Party::Server),
        Action::DeviceRestarts(id) | Action::DeviceResyncs(id) => (Party::Device(id), Party::Device(id)),
        Action::DeviceSyncs(id)
        | Action::DeviceIsCareless(id, _)
        | Action::DeviceRepeats(id)
        | Action::RequestLost(id, _)
        | Action::RequestDoubled(id, _)
        | Action::RequestDelayed(id) => (Party::Device(id), Party::Server),
        Action::ResponseLost(id) | Action::DeviceReceives(id) => (Party::Server, Party::Device(id)),
        Action::ServerHandles(..) | Action::ServerForgets(_) => (Party::Server, Party::Server),
    }
}

fn text(action: Action, event: &Event) -> String {
    match (action, event) {
        (Action::PhoneReceives(_), Event::Written { content, .. }) => {
            format!("an SMS arrives, text {content}")
        }
        (Action::UserChooses(_, classes), _) => format!("synchronise {classes}"),
        (Action::DesktopAdds(class), Event::Written { content, item: Some(item) }) => {
            format!("{class} item {item} appears in the folder, text {content}")
        }
        (Action::DesktopDeletes(item), _) => format!("delete item {item}"),
        (Action::DeviceSyncs(_), Event::Sent { request }) => request.to_string(),
        (Action::DeviceIsCareless(_, how), Event::Sent { request }) => {
            let how = match how {
                Carelessness::SmsTwice => "two blocks for SMS",
                Carelessness::Calendar => "Calendar on a mail folder",
            };
            format!("{request} ({how}: against the rules)")
        }
        (Action::DeviceRepeats(_), Event::Sent { request }) => format!("{request} (again)"),
        (Action::DeviceResyncs(_), _) => "forgets its key and its copy".to_owned(),
        (Action::DeviceRestarts(_), _) => "restarts, and forgets that it waits".to_owned(),
        (Action::ServerHandles(..), Event::Handled { request, response, awaited, .. }) => {
            let unheard = if *awaited { "" } else { " (nobody waits for the answer)" };
            format!("answers key {}: {response}{unheard}", request.key)
        }
        (Action::DeviceReceives(_), Event::Received { .. }) => "the response arrives".to_owned(),
        (Action::ServerForgets(_), _) => "forgets the device's keys".to_owned(),
        (Action::RequestLost(..), _) => "the request is lost".to_owned(),
        (Action::RequestDoubled(..), _) => "the request will arrive twice".to_owned(),
        (Action::RequestDelayed(_), _) => "the request is late; the device stops waiting".to_owned(),
        (Action::ResponseLost(_), _) => "the response is lost".to_owned(),
        (action, _) => format!("{action:?}"),
    }
}
