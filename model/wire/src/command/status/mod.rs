//! Status codes: what each means, where it stands, what the client has to do, and which rules give it.
//!
//! A status is a number with names for the known values, so that an unknown one is kept. One declaration a code
//! gives the constant and the [`Explanation`] that [`explain`] finds. From 14.0 on the codes of [`CommonStatus`] may
//! stand in any command's place. [MS-ASCMD] 2.2.2, 2.2.3.177.

mod common;
mod declare;
mod estimate;
mod folder_sync;
mod ping;
mod settings;
mod sync;

use std::fmt;

use super::Command;

pub use common::CommonStatus;
pub use estimate::EstimateStatus;
pub use folder_sync::FolderSyncStatus;
pub use ping::PingStatus;
pub use settings::SettingsStatus;
pub use sync::SyncStatus;

/// What is known of a code in the response to a command: the command's own meaning first, else the common one.
///
/// `None` for a code that no specification names.
pub fn explain(command: Command, code: u32) -> Option<&'static Explanation> {
    codes(command).chain(CommonStatus::ALL).find(|explanation| explanation.code == code)
}

/// The codes that are a command's own, ascending; the common ones are [`CommonStatus::ALL`].
pub fn codes(command: Command) -> std::slice::Iter<'static, Explanation> {
    match command {
        Command::Sync => SyncStatus::ALL,
        Command::FolderSync => FolderSyncStatus::ALL,
        Command::GetItemEstimate => EstimateStatus::ALL,
        Command::Settings => SettingsStatus::ALL,
        Command::Ping => PingStatus::ALL,
    }
    .iter()
}

/// What is known of one code.
#[derive(Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The number.
    pub code: u32,
    /// A short name.
    pub name: &'static str,
    /// What it says, in one sentence.
    pub meaning: &'static str,
    /// Where it stands. A client has to understand it at any place (EC-10).
    pub places: &'static [Place],
    /// How the places came to be known, or how the specification's words differ.
    pub note: &'static str,
    /// What the client has to do next, for a program.
    pub client_action: ClientAction,
    /// The same in one sentence.
    pub advice: &'static str,
    /// The rules that give it.
    pub rules: &'static [Rule],
    /// The HTTP status that says it in place of the code up to 12.1, the usual one first; none if the code has no
    /// such form.
    pub http: &'static [u16],
}

/// A rule that gives a status.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// When it applies.
    pub when: &'static str,
    /// Where it is written, or on which product it was seen.
    pub source: &'static str,
}

/// Where a status stands in a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Under the root: the whole command.
    Command,
    /// Under a collection, a GetItemEstimate response or a Settings property.
    Collection,
    /// Under one of the Responses: one item.
    Item,
}

/// What a client has to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientAction {
    /// Nothing: it worked, or nothing can be done.
    Nothing,
    /// Send the next request: there is something to fetch.
    Sync,
    /// Start the collection anew with key 0.
    ResetKey,
    /// Mend the request; the same one fails again.
    MendRequest,
    /// Send the same request again, later each time.
    Retry,
    /// The same, and key 0 when that keeps failing.
    RetryThenReset,
    /// Stop sending the item.
    DropItem,
    /// Take the server's version of the item.
    TakeServerItem,
    /// Run FolderSync, then send the request again.
    SyncFolders,
    /// Start the folder hierarchy anew with key 0.
    ResetFolders,
    /// Send the request in full.
    SendInFull,
    /// Change the parameter to the bound that the response names, and send again.
    KeepBounds,
    /// Run Provision, then send the request again.
    Provision,
    /// Ask the user to act: free space, credentials, other recipients.
    AskUser,
    /// Ask the administrator to act; until then the request fails.
    AskAdministrator,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Command => "command",
            Self::Collection => "collection",
            Self::Item => "item",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_ascend_and_say_something() {
        for command in Command::ALL {
            let codes: Vec<&Explanation> = codes(command).collect();
            assert!(codes.is_sorted_by(|a, b| a.code < b.code), "{command}");
            for explanation in codes.into_iter().chain(CommonStatus::ALL) {
                let Explanation { code, name, meaning, places, advice, rules, .. } = explanation;
                assert!(!name.is_empty() && !places.is_empty(), "{command} {code}");
                for sentence in [meaning, advice] {
                    assert!(sentence.ends_with('.') && sentence.len() > 10, "{command} {code}: {sentence}");
                }
                for rule in *rules {
                    assert!(rule.when.ends_with('.') && !rule.source.is_empty(), "{command} {code}");
                }
            }
        }
        assert!(CommonStatus::ALL.is_sorted_by(|a, b| a.code < b.code));
    }

    #[test]
    fn the_commands_own_meaning_comes_before_the_common_one() {
        let table = [
            (Command::Sync, 4, Some("ProtocolError")),
            (Command::GetItemEstimate, 4, Some("InvalidSyncKeyOrProtocolError")),
            (Command::Settings, 5, Some("InvalidArguments")),
            (Command::FolderSync, 9, Some("InvalidSyncKey")),
            (Command::Ping, 5, Some("HeartbeatOutOfRange")),
            (Command::Ping, 103, Some("InvalidXML")),
            (Command::Sync, 2, None),
            (Command::Sync, 157, None),
            (Command::Sync, 0, None),
        ];
        for (command, code, name) in table {
            assert_eq!(explain(command, code).map(|explanation| explanation.name), name, "{command} {code}");
        }
    }

    #[test]
    fn status_4_of_sync_lists_the_rules_of_ms_asms() {
        let rules = explain(Command::Sync, 4).unwrap().rules;
        for id in ["ASMS-063", "ASMS-064", "ASMS-065", "ASMS-066"] {
            assert_eq!(rules.iter().filter(|rule| rule.source.contains(id)).count(), 1, "{id}");
        }
    }
}
