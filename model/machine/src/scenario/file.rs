//! The form of a scenario file.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::read::Reader;
use super::{Begin, Scenario};
use crate::behaviour::{Behaviour, UnknownBehaviour};
use crate::class::{Class, FolderKind};
use crate::device::{Carelessness, Poll, Style};
use crate::modem::StatusReports;
use crate::system::Budget;
use crate::version::Version;

/// A scenario file that cannot be used, and where it is wrong.
#[derive(Debug, thiserror::Error)]
pub enum ScenarioError {
    /// Not the form of a scenario.
    #[error("{file}: {message}")]
    Form {
        /// The file.
        file: String,
        /// Line, key and what is allowed.
        message: String,
    },
    /// A profile, decision point or variant that there is not.
    #[error("{file}: [behaviour]: {source}")]
    Behaviour {
        /// The file.
        file: String,
        /// What there is.
        #[source]
        source: UnknownBehaviour,
    },
    /// A name that there is not.
    #[error("{file}: {key}: there is no {what} {name:?}; there are {allowed}")]
    Name {
        /// The file.
        file: String,
        /// Where it stands.
        key: &'static str,
        /// What it should name.
        what: &'static str,
        /// What stands there.
        name: String,
        /// What there is.
        allowed: String,
    },
    /// A value out of range.
    #[error("{file}: {key} is {found}; {allowed}")]
    Range {
        /// The file.
        file: String,
        /// Where it stands.
        key: &'static str,
        /// What stands there.
        found: String,
        /// What is allowed.
        allowed: &'static str,
    },
}

// Some forms share fields, and each spells them out: a form within a form (`flatten`) cannot refuse keys that it does
// not know, and a mistake in it has no line.

/// A scenario file.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct File {
    /// The question, in a sentence or two.
    pub(super) about: String,
    /// The version of the protocol that every device speaks.
    #[serde(default)]
    pub(super) version: Version,
    /// A product whose behaviour is the default here.
    #[serde(default)]
    pub(super) profile: Option<String>,
    /// Decision points and the variant chosen at each, by name or by the id of the ambiguity.
    #[serde(default)]
    pub(super) behaviour: BTreeMap<String, String>,
    /// Whether the devices have synchronised before it begins.
    #[serde(default)]
    pub(super) begin: Begin,
    /// The folders of the mailbox.
    pub(super) folder: Vec<FolderFile>,
    /// The folders on which somebody at the desktop acts; the first of the mailbox when not named.
    #[serde(default)]
    pub(super) desktop: Vec<FolderKind>,
    /// What somebody at the desktop may compose; a short message to one recipient when nothing is named.
    #[serde(default)]
    pub(super) draft: Vec<DraftFile>,
    /// The devices, 1 to 8.
    pub(super) device: Vec<DeviceFile>,
    /// What their users may choose to synchronise.
    #[serde(default)]
    pub(super) choice: Vec<ChoiceFile>,
    /// The rules that devices may break.
    #[serde(default)]
    pub(super) careless: Vec<Carelessness>,
    /// The radio network.
    #[serde(default)]
    pub(super) radio: RadioFile,
    /// How often each thing may happen.
    #[serde(default)]
    pub(super) budget: Budget,
    /// Situations that have to be reached.
    #[serde(default)]
    pub(super) goals: Vec<String>,
    /// What only a simulation reads: time, radio, habits, faults.
    #[serde(default)]
    #[schemars(with = "Option<BTreeMap<String, serde_json::Value>>")]
    #[expect(dead_code, reason = "named here so that it is known")]
    pub(super) simulation: Option<serde::de::IgnoredAny>,
    /// What a complete search gives.
    #[serde(default)]
    pub(super) expect: ExpectFile,
    /// A larger run of the same world.
    #[serde(default)]
    pub(super) larger: Option<LargerFile>,
}

/// A folder of the mailbox.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct FolderFile {
    /// What it is for; each kind once.
    pub(super) kind: FolderKind,
    /// The classes of what it holds at the start: short items, received today.
    #[serde(default)]
    pub(super) items: Vec<ClassFile>,
    /// Items of which more is to be said.
    #[serde(default)]
    pub(super) item: Vec<ItemFile>,
}

/// An item at the start.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct ItemFile {
    /// Its class.
    pub(super) class: ClassFile,
    /// How many days old it is, 0 to 1000.
    #[serde(default)]
    pub(super) age: u16,
    /// Octets of the body; 20 when not named.
    #[serde(default = "short")]
    pub(super) size: u16,
    /// Mobile recipients in To, 0 to 20; 1 when not named.
    #[serde(default = "one")]
    pub(super) recipients: u8,
    /// Whether To names something else as well, which no radio network can reach.
    #[serde(default)]
    pub(super) strangers: bool,
}

/// A message that may be composed.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct DraftFile {
    /// Octets of the body; 20 when not named.
    #[serde(default = "short")]
    pub(super) size: u16,
    /// Mobile recipients in To, 0 to 20; 1 when not named.
    #[serde(default = "one")]
    pub(super) recipients: u8,
    /// Whether To names something else as well, which no radio network can reach.
    #[serde(default)]
    pub(super) strangers: bool,
}

/// A class of items in mail folders.
#[derive(Clone, Copy, Deserialize, JsonSchema)]
pub(super) enum ClassFile {
    /// E-mail.
    Email,
    /// SMS.
    #[serde(rename = "SMS")]
    Sms,
}

/// A device.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct DeviceFile {
    /// The version it speaks; that of the scenario when not named.
    #[serde(default)]
    pub(super) version: Option<Version>,
    /// The folders it keeps, and what of them.
    pub(super) folders: BTreeMap<FolderKind, WishFile>,
    /// Whether outbound SMS goes through it from the start.
    #[serde(default)]
    pub(super) outbound: bool,
    /// Whether it tells its telephone number when it enables outbound SMS.
    #[serde(default = "yes")]
    pub(super) phone_number: bool,
    /// How it learns of news.
    #[serde(default)]
    pub(super) poll: Poll,
    /// Whether it shortens its requests.
    #[serde(default)]
    pub(super) style: Style,
    /// Whether it lets the server's version of an item win a conflict; it says nothing when not named.
    #[serde(default)]
    pub(super) server_wins: Option<bool>,
    /// The same of SMS, where the block of SMS says something else than that of e-mail; as `server-wins` when not named.
    #[serde(default)]
    pub(super) server_wins_sms: Option<bool>,
    /// The WindowSize that it asks for.
    #[serde(default)]
    pub(super) window: Option<u16>,
}

/// What is synchronised of a folder.
#[derive(Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(super) struct WishFile {
    /// How old e-mail may be, as its FilterType: 0 any age, 1 a day, 2 three days, 3 a week, 4 two weeks, 5 a month; not
    /// named where e-mail is not wanted.
    pub(super) email: Option<u8>,
    /// How old SMS may be, likewise; not named where SMS is not wanted.
    pub(super) sms: Option<u8>,
    /// The most octets of a body; the whole when not named.
    pub(super) truncation: Option<u16>,
}

/// Something that a user may choose for a device.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct ChoiceFile {
    /// The folder.
    pub(super) folder: FolderKind,
    /// How old e-mail may be, as its FilterType: 0 any age, 1 a day, 2 three days, 3 a week, 4 two weeks, 5 a month; not
    /// named where e-mail is not wanted.
    pub(super) email: Option<u8>,
    /// How old SMS may be, likewise; not named where SMS is not wanted.
    pub(super) sms: Option<u8>,
    /// The most octets of a body; the whole when not named.
    pub(super) truncation: Option<u16>,
}

/// The radio network.
#[derive(Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(super) struct RadioFile {
    /// The octets of a part; a message is one unit when not named.
    pub(super) part_size: Option<u16>,
    /// How many different TP-MR there are before they come again, 2 to 256.
    #[schemars(range(min = 2, max = 256))]
    pub(super) message_references: u16,
    /// How many different references of split messages there are before they come again, 1 to 256.
    #[schemars(range(min = 1, max = 256))]
    pub(super) part_references: u16,
    /// Whether status reports come with the delivery, or apart from it, which needs parts.
    pub(super) status_reports: StatusReports,
}

/// What a complete search gives.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(super) struct ExpectFile {
    /// The number of different states.
    pub(super) states: Option<u64>,
    /// The number of steps.
    pub(super) generated: Option<u64>,
    /// The number of steps to the farthest state.
    pub(super) depth: Option<u32>,
    /// Properties that are violated.
    pub(super) violated: BTreeMap<String, ViolationFile>,
    /// The properties that come up and hold; those not named never come up. Nothing of that is checked when not named.
    pub(super) holds: Option<Vec<String>>,
}

/// A violation that cannot be helped.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct ViolationFile {
    /// Why it cannot be helped.
    pub(super) because: String,
    /// The number of steps of the shortest way there.
    pub(super) steps: Option<u32>,
}

/// A larger run of the same world.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct LargerFile {
    /// How often each thing may happen.
    pub(super) budget: Budget,
    /// What a complete search gives.
    #[serde(default)]
    pub(super) expect: ExpectFile,
}

fn yes() -> bool {
    true
}

fn short() -> u16 {
    20
}

fn one() -> u8 {
    1
}

impl Default for RadioFile {
    fn default() -> Self {
        Self {
            part_size: None,
            message_references: 256,
            part_references: 256,
            status_reports: StatusReports::WithDelivery,
        }
    }
}

impl From<ClassFile> for Class {
    fn from(class: ClassFile) -> Self {
        match class {
            ClassFile::Email => Self::Email,
            ClassFile::Sms => Self::Sms,
        }
    }
}

impl Scenario {
    /// Reads a scenario. `name` is what it is called, `file` what messages call the file.
    pub fn parse(name: &str, file: &str, text: &str) -> Result<Self, ScenarioError> {
        let form: File = toml::from_str(text).map_err(|error| ScenarioError::Form {
            file: file.to_owned(),
            message: in_words(error.to_string().trim_end()),
        })?;
        Reader { file }.scenario(name, form)
    }

    /// One of the scenarios that come with the suite.
    pub fn built_in(name: &str) -> Option<Result<Self, ScenarioError>> {
        let (name, text) = super::BUILT_IN.iter().find(|(known, _)| *known == name)?;
        Some(Self::parse(name, &format!("{name}.toml"), text))
    }
}

/// Says ranges as a reader of the file knows them.
fn in_words(message: &str) -> String {
    message
        .replace("expected u8", "expected a number from 0 to 255")
        .replace("expected u16", "expected a number from 0 to 65535")
}

/// The behaviour that a file asks for.
pub(super) fn behaviour(file: &str, form: &File) -> Result<Behaviour, ScenarioError> {
    let wrong = |source| ScenarioError::Behaviour { file: file.to_owned(), source };
    let mut behaviour = match &form.profile {
        Some(profile) => Behaviour::profile(profile).map_err(wrong)?,
        None => Behaviour::default(),
    };
    let choices = form.behaviour.iter().map(|(point, variant)| (point.as_str(), variant.as_str()));
    behaviour.set_all(choices).map_err(wrong)?;
    Ok(behaviour)
}
