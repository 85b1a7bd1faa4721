//! Messages in one line, for logs: what a reader of the log needs to follow an exchange, and nothing private.

use std::fmt::{self, Write as _};

use super::estimate::{request, response};
use super::folder_sync::{FolderSyncRequest, FolderSyncResponse};
use super::ping::{PingRequest, PingResponse};
use super::scalar::Class;
use super::settings::{OutboundSms, SettingsRequest, SettingsResponse};
use super::sync;
use super::{EstimateRequest, EstimateResponse, SyncRequest, SyncResponse};

impl SyncRequest<'_> {
    /// The message in one line: `Sync request: collection 15 key 601771687, options SMS+default, 2 commands`.
    pub fn summary(&self) -> String {
        let mut parts: Vec<String> = list(self.collections(), sync::request::Collection::line);
        parts.extend(self.wait.map(|minutes| format!("wait {minutes} min")));
        parts.extend(self.heartbeat_interval.map(|seconds| format!("heartbeat {seconds} s")));
        parts.extend(self.window_size.map(|size| format!("window {size}")));
        parts.extend(self.partial.map(|_| "partial".to_owned()));
        line("Sync request", &parts)
    }
}

impl sync::request::Collection<'_> {
    fn line(&self) -> String {
        let mut line = format!(
            "collection {} key {}",
            OneLine(self.collection_id.as_str()),
            OneLine(self.sync_key.as_str())
        );
        if !self.options.is_empty() {
            let classes = list(&self.options, |options| class(options.class()));
            let _ = write!(line, ", options {}", classes.join("+"));
        }
        if let Some(commands) = &self.commands {
            let _ = write!(line, ", {}", Count(commands.0.len(), "command"));
        }
        line
    }
}

impl SyncResponse<'_> {
    /// The message in one line: `Sync response: collection 55 key 525665452 status 1, 1 command, more available`.
    pub fn summary(&self) -> String {
        let mut parts: Vec<String> = Vec::new();
        parts.extend(self.status.map(|status| format!("status {}", status.0)));
        parts.extend(self.limit.map(|limit| format!("limit {limit}")));
        parts.extend(list(self.collections(), sync::response::Collection::line));
        line("Sync response", &parts)
    }
}

impl sync::response::Collection<'_> {
    fn line(&self) -> String {
        let mut line = format!(
            "collection {} key {} status {}",
            OneLine(self.collection_id.as_str()),
            OneLine(self.sync_key.as_str()),
            self.status.0
        );
        if let Some(commands) = &self.commands {
            let _ = write!(line, ", {}", Count(commands.0.len(), "command"));
        }
        if let Some(responses) = &self.responses {
            let _ = write!(line, ", {}", Count(responses.0.len(), "response"));
        }
        if self.has_more() {
            line.push_str(", more available");
        }
        line
    }
}

impl FolderSyncRequest<'_> {
    /// The message in one line: `FolderSync request: key 0`.
    pub fn summary(&self) -> String {
        format!("FolderSync request: key {}", OneLine(self.sync_key.as_str()))
    }
}

impl FolderSyncResponse<'_> {
    /// The message in one line: `FolderSync response: status 1; key 1; 6 added, 0 updated, 0 deleted`.
    pub fn summary(&self) -> String {
        let mut parts = vec![format!("status {}", self.status.0)];
        parts.extend(self.sync_key.as_ref().map(|key| format!("key {}", OneLine(key.as_str()))));
        parts.extend(self.changes.as_ref().map(|changes| {
            let [add, update, delete] = [changes.add.len(), changes.update.len(), changes.delete.len()];
            format!("{add} added, {update} updated, {delete} deleted")
        }));
        line("FolderSync response", &parts)
    }
}

impl EstimateRequest<'_> {
    /// The message in one line: `GetItemEstimate request: collection 15 key 1, options SMS`.
    pub fn summary(&self) -> String {
        line("GetItemEstimate request", &list(self.collections(), request::Collection::line))
    }
}

impl request::Collection<'_> {
    fn line(&self) -> String {
        let mut line = format!(
            "collection {} key {}",
            OneLine(self.collection_id.as_str()),
            OneLine(self.sync_key.as_str())
        );
        if !self.options.is_empty() {
            let classes = list(&self.options, |options| class(options.class()));
            let _ = write!(line, ", options {}", classes.join("+"));
        }
        line
    }
}

impl EstimateResponse<'_> {
    /// The message in one line: `GetItemEstimate response: collection 15 status 1 estimate 7`.
    pub fn summary(&self) -> String {
        let mut parts: Vec<String> = Vec::new();
        parts.extend(self.status.map(|status| format!("status {}", status.0)));
        parts.extend(list(&self.response, response::Response::line));
        line("GetItemEstimate response", &parts)
    }
}

impl response::Response<'_> {
    fn line(&self) -> String {
        let mut line = match &self.collection {
            Some(collection) => format!("collection {} ", OneLine(collection.collection_id.as_str())),
            None => String::new(),
        };
        let _ = write!(line, "status {}", self.status.0);
        if let Some(estimate) = self.collection.as_ref().and_then(|collection| collection.estimate) {
            let _ = write!(line, " estimate {estimate}");
        }
        line
    }
}

impl SettingsRequest<'_> {
    /// The message in one line: `Settings request: device information, outbound SMS enabled`.
    pub fn summary(&self) -> String {
        let mut parts: Vec<String> = Vec::new();
        if let Some(set) = self.set() {
            parts.push(match set.enable_outbound_sms {
                None => "device information".to_owned(),
                Some(OutboundSms::Disabled) => "device information, outbound SMS disabled".to_owned(),
                Some(OutboundSms::Enabled) => "device information, outbound SMS enabled".to_owned(),
            });
        }
        parts.extend(list(self.rest.elements(), |element| element.tag().name().to_owned()));
        line("Settings request", &parts)
    }
}

impl SettingsResponse<'_> {
    /// The message in one line: `Settings response: status 1; device information status 5`.
    pub fn summary(&self) -> String {
        let mut parts = vec![format!("status {}", self.status.0)];
        let result = self.device_information.as_ref().and_then(|information| information.status);
        parts.extend(result.map(|status| format!("device information status {}", status.0)));
        parts.extend(list(self.rest.elements(), |element| element.tag().name().to_owned()));
        line("Settings response", &parts)
    }
}

impl PingRequest<'_> {
    /// The message in one line: `Ping request: heartbeat 480 s; folders 5+15`.
    pub fn summary(&self) -> String {
        let mut parts: Vec<String> = Vec::new();
        parts.extend(self.heartbeat_interval.map(|seconds| format!("heartbeat {seconds} s")));
        parts.extend(self.folders.as_ref().map(|folders| {
            let ids = list(&folders.folder, |folder| OneLine(folder.id.as_str()).to_string());
            format!("folders {}", ids.join("+"))
        }));
        line("Ping request", &parts)
    }
}

impl PingResponse<'_> {
    /// The message in one line: `Ping response: status 2; folders 5`.
    pub fn summary(&self) -> String {
        let mut parts = vec![format!("status {}", self.status.0)];
        parts.extend(self.folders.as_ref().map(|folders| {
            let ids = list(&folders.folder, |id| OneLine(id.as_str()).to_string());
            format!("folders {}", ids.join("+"))
        }));
        parts.extend(self.heartbeat_interval.map(|seconds| format!("heartbeat {seconds} s")));
        parts.extend(self.max_folders.map(|folders| format!("at most {folders} folders")));
        line("Ping response", &parts)
    }
}

/// Entries of a list that are shown; the others are counted.
const SHOWN: usize = 8;

fn line(message: &str, parts: &[String]) -> String {
    if parts.is_empty() {
        return format!("{message}: no children");
    }
    format!("{message}: {}", parts.join("; "))
}

fn list<T>(entries: &[T], show: impl Fn(&T) -> String) -> Vec<String> {
    let mut shown: Vec<String> = entries.iter().take(SHOWN).map(show).collect();
    if entries.len() > SHOWN {
        shown.push(format!("{} more", entries.len() - SHOWN));
    }
    shown
}

fn class(class: Option<&Class<'_>>) -> String {
    class.map_or_else(|| "default".to_owned(), |class| OneLine(class.as_str()).to_string())
}

/// A text of the peer on one line: cut when long, control characters escaped.
struct OneLine<'t>(&'t str);

impl fmt::Display for OneLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const LONGEST: usize = 64;
        for character in self.0.chars().take(LONGEST) {
            if character.is_control() {
                write!(f, "{}", character.escape_default())?;
            } else {
                f.write_char(character)?;
            }
        }
        if self.0.chars().nth(LONGEST).is_some() { f.write_str("…") } else { Ok(()) }
    }
}

/// A number of things, in the plural when it has to be.
struct Count(usize, &'static str);

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}{}", self.0, self.1, if self.0 == 1 { "" } else { "s" })
    }
}
