//! Messages in words, as charts show them.

use std::fmt::Write as _;

use super::{
    AddOutcome, Changes, ClassOptions, ClientCommand, CollectionOutcome, CollectionRequest, CommandResponse,
    EstimateResponse, EstimateStatus, FolderChange, FolderSyncResponse, Hold, ItemStatus, Malformed,
    PingResponse, Request, Response, ServerCommand, SettingsStatus, SyncFailure, SyncRequest, SyncResponse,
};
use crate::class::FilterType;
use crate::id::{CollectionId, SyncKey};
use crate::item::{Flag, Text};

/// How folders are called, by their number.
pub type FolderName<'a> = dyn Fn(CollectionId) -> String + 'a;

impl Request {
    /// The request in a line.
    pub fn in_words(&self, folder: &FolderName<'_>) -> String {
        match self {
            Self::Sync(request) => request.in_words(folder),
            Self::SyncAgain => "Sync without a body".to_owned(),
            Self::Estimate(request) => {
                let name = folder(request.collection);
                format!("GetItemEstimate {name} key {}{}", request.key, options(&request.options))
            }
            Self::FolderSync(key) => format!("FolderSync key {key}"),
            Self::Ping(folders) => format!("Ping {}", names(folders, folder)),
            Self::Settings(settings) => {
                let outbound = match settings.enable_outbound_sms {
                    Some(true) => "EnableOutboundSMS 1",
                    Some(false) => "EnableOutboundSMS 0",
                    None => "DeviceInformation",
                };
                let number = if settings.phone_number.is_some() { " with PhoneNumber" } else { "" };
                format!("Settings {outbound}{number}")
            }
            Self::Malformed(why) => format!("bytes that are {}", malformed(*why)),
        }
    }
}

impl SyncRequest {
    /// The request in a line.
    pub fn in_words(&self, folder: &FolderName<'_>) -> String {
        let mut text = String::from(if self.partial { "partial Sync" } else { "Sync" });
        for (at, collection) in self.collections.iter().enumerate() {
            text.push_str(if at == 0 { " " } else { "; " });
            text.push_str(&collection.in_words(folder));
        }
        match self.hold {
            Some(Hold::Wait(minutes)) => drop(write!(text, ", Wait {minutes}")),
            Some(Hold::Heartbeat(seconds)) => drop(write!(text, ", HeartbeatInterval {seconds}")),
            Some(Hold::Both(..)) => text.push_str(", Wait and HeartbeatInterval"),
            None => {}
        }
        text
    }
}

impl CollectionRequest {
    fn in_words(&self, folder: &FolderName<'_>) -> String {
        let mut text = format!("{} key {}{}", folder(self.collection), self.key, options(&self.options));
        if let Some(window) = self.window {
            let _ = write!(text, ", WindowSize {window}");
        }
        if self.key != SyncKey::INITIAL && self.get_changes == Some(false) {
            text.push_str(", no changes wanted");
        }
        for command in &self.commands {
            text.push_str(", ");
            text.push_str(&command.in_words());
        }
        text
    }
}

impl ClientCommand {
    fn in_words(&self) -> String {
        match *self {
            Self::Add { client_id, text, .. } => format!("Add {} as ClientId {client_id}", message(text)),
            Self::Change { item, read, flag, other } => {
                format!("Change item {item} to {}", marks(read, flag, other.is_some()))
            }
            Self::Delete { item } => format!("Delete item {item}"),
            Self::Fetch { item } => format!("Fetch item {item}"),
        }
    }
}

impl Response {
    /// The response in a line. Folders are named where it speaks of several.
    pub fn in_words(&self, folder: &FolderName<'_>) -> String {
        self.in_words_to(folder, false)
    }

    /// The response in a line, with the folder named also where it speaks of one, of several that were asked for.
    pub fn in_words_to(&self, folder: &FolderName<'_>, of_several: bool) -> String {
        match self {
            Self::Sync(response) => response.in_words(folder, of_several),
            Self::Estimate(EstimateResponse::Estimate { changes, .. }) => format!("estimate {changes}"),
            Self::Estimate(EstimateResponse::Failed(status)) => estimate_status(*status).to_owned(),
            Self::FolderSync(FolderSyncResponse::InvalidKey) => "Status 9: invalid key".to_owned(),
            Self::FolderSync(FolderSyncResponse::Success { key, changes }) => {
                let mut text = format!("Status 1, new key {key}");
                for change in changes {
                    let _ = match change {
                        FolderChange::Add(id, _) => write!(text, ", folder {}", folder(*id)),
                        FolderChange::Delete(id) => write!(text, ", folder {} is gone", folder(*id)),
                    };
                }
                text
            }
            Self::Ping(PingResponse::NothingNew) => "Status 1: nothing new".to_owned(),
            Self::Ping(PingResponse::Changed(folders)) => {
                format!("Status 2: changes in {}", names(folders, folder))
            }
            Self::Ping(PingResponse::HierarchyChanged) => "Status 7: folder hierarchy changed".to_owned(),
            Self::Settings(SettingsStatus::Success) => "Status 1".to_owned(),
            Self::Settings(SettingsStatus::ProtocolError) => "Status 2: protocol error".to_owned(),
            Self::Settings(SettingsStatus::InvalidArguments) => "Status 5: invalid arguments".to_owned(),
            Self::Refused(why) => format!("refused: {}", malformed(*why)),
        }
    }
}

impl SyncResponse {
    fn in_words(&self, folder: &FolderName<'_>, of_several: bool) -> String {
        let collections = match self {
            Self::Empty => return "nothing new (empty body)".to_owned(),
            Self::Failed(failure) => return sync_failure(*failure),
            Self::Collections(collections) => collections,
        };
        let mut text = String::new();
        for (at, entry) in collections.iter().enumerate() {
            if at > 0 {
                text.push_str("; ");
            }
            if of_several || collections.len() > 1 {
                let _ = write!(text, "{}: ", folder(entry.collection));
            }
            text.push_str(&entry.outcome.in_words());
        }
        if text.is_empty() { "no folder has anything to report".to_owned() } else { text }
    }
}

impl CollectionOutcome {
    fn in_words(&self) -> String {
        match self {
            Self::Success(changes) => changes.in_words(),
            Self::InvalidKey => "Status 3: invalid key".to_owned(),
            Self::ProtocolError => "Status 4 for the folder: protocol error".to_owned(),
            Self::NotFound => "Status 8: not found".to_owned(),
            Self::HierarchyChanged => "Status 12: folder hierarchy changed".to_owned(),
        }
    }
}

impl Changes {
    fn in_words(&self) -> String {
        let mut text = format!("Status 1, new key {}", self.key);
        if self.more_available {
            text.push_str(", MoreAvailable");
        }
        for response in &self.responses {
            text.push_str(", ");
            text.push_str(&response.in_words());
        }
        for command in &self.commands {
            text.push_str(", ");
            text.push_str(&command.in_words());
        }
        text
    }
}

impl CommandResponse {
    fn in_words(&self) -> String {
        match self {
            Self::Add { client_id, outcome: AddOutcome::Accepted { item, .. } } => {
                format!("ClientId {client_id} is item {item}")
            }
            Self::Add { client_id, outcome: AddOutcome::Refused(status) } => {
                format!("ClientId {client_id} {}", item_status(*status))
            }
            Self::Change { item, status } => format!("Change of item {item} {}", item_status(*status)),
            Self::Delete { item, status } => format!("Delete of item {item} {}", item_status(*status)),
            Self::Fetch { item, text: Some(text) } => format!("whole item {item} with {text}"),
            Self::Fetch { item, text: None } => format!("Fetch of item {item} not found (8)"),
        }
    }
}

impl ServerCommand {
    fn in_words(&self) -> String {
        match *self {
            Self::Delete { item, class } => format!("Delete {class} item {item}"),
            Self::SoftDelete { item } => format!("SoftDelete item {item}"),
            Self::Change { item, read, flag, conversation, .. } => {
                let told = if conversation && read.is_none() && flag.is_none() {
                    "its conversation".to_owned()
                } else {
                    marks(read, flag, false)
                };
                format!("Change item {item} to {told}")
            }
            Self::Add { item, class, text, cut, .. } => {
                let part = if cut { ", cut" } else { "" };
                format!("Add {class} item {item} with {}{part}", message(text))
            }
        }
    }
}

fn message(text: Text) -> String {
    match text.recipients {
        0 | 1 => text.to_string(),
        n => format!("{text} to {n}"),
    }
}

fn marks(read: Option<bool>, flag: Option<Flag>, other: bool) -> String {
    let mut words: Vec<String> = Vec::new();
    words.extend(read.map(|read| if read { "read" } else { "unread" }.to_owned()));
    words.extend(flag.map(|flag| flag.to_string()));
    if other {
        words.push("another text".to_owned());
    }
    if words.is_empty() { "what it is".to_owned() } else { words.join(", ") }
}

fn options(blocks: &[ClassOptions]) -> String {
    let mut text = String::new();
    for (at, block) in blocks.iter().enumerate() {
        text.push_str(if at == 0 { ", Options " } else { " + " });
        let _ = match block.class {
            Some(class) => write!(text, "{class}"),
            None => write!(text, "default class"),
        };
        if let Some(FilterType(value @ 1..)) = block.filter {
            let _ = write!(text, " filter {value}");
        }
        if let Some(octets) = block.truncation {
            let _ = write!(text, " cut at {octets}");
        }
    }
    text
}

fn names(folders: &[CollectionId], folder: &FolderName<'_>) -> String {
    folders.iter().map(|id| folder(*id)).collect::<Vec<_>>().join(", ")
}

fn sync_failure(failure: SyncFailure) -> String {
    match failure {
        SyncFailure::ProtocolError => "Status 4: protocol error".to_owned(),
        SyncFailure::ServerError => "Status 5: server error".to_owned(),
        SyncFailure::Incomplete => "Status 13: incomplete request".to_owned(),
        SyncFailure::HoldOutOfRange(limit) => format!("Status 14: interval out of range, Limit {limit}"),
        SyncFailure::Retry => "Status 16: try again".to_owned(),
    }
}

fn estimate_status(status: EstimateStatus) -> &'static str {
    match status {
        EstimateStatus::InvalidCollection => "Status 2: no such folder",
        EstimateStatus::NotPrimed => "Status 3: never synchronised",
        EstimateStatus::InvalidKeyOrProtocolError => "Status 4: invalid key or protocol error",
        EstimateStatus::UnsupportedFilter => "Status 110: no such filter for e-mail",
    }
}

fn item_status(status: ItemStatus) -> &'static str {
    match status {
        ItemStatus::Invalid => "refused (6)",
        ItemStatus::Conflict => "lost a conflict (7)",
        ItemStatus::NotFound => "not found (8)",
    }
}

fn malformed(why: Malformed) -> &'static str {
    match why {
        Malformed::Wbxml => "no WBXML (102)",
        Malformed::Schema => "against the schema (103)",
        Malformed::Unmodelled => "none that is known here (110)",
    }
}
