//! The form of a scenario file.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{DeviceSetup, Expectation, Mailbox, PinnedViolation, Scenario};
use crate::behaviour::{Behaviour, UnknownBehaviour};
use crate::class::{Class, FolderKind, MailClasses};
use crate::id::CollectionId;
use crate::property::{self, Goal};
use crate::system::Budget;

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
    /// A decision point or variant that there is not.
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
    /// A number out of range.
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

/// The most items that a mailbox begins with.
const MOST_ITEMS: usize = 1000;

/// The most devices of a scenario.
const MOST_DEVICES: usize = 8;

#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct File {
    /// The question, in a sentence or two.
    about: String,
    /// Decision points and the variant chosen at each, by name or by the id of the ambiguity.
    #[serde(default)]
    behaviour: BTreeMap<String, String>,
    /// What the server holds at the start.
    mailbox: MailboxFile,
    /// The devices, 1 to 8.
    device: Vec<DeviceFile>,
    /// How often each thing may happen.
    #[serde(default)]
    budget: Budget,
    /// Situations that have to be reached.
    #[serde(default)]
    goals: Vec<String>,
    /// What a complete search gives.
    #[serde(default)]
    expect: ExpectFile,
}

#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct MailboxFile {
    /// The number of the folder.
    collection: u16,
    /// What it is for.
    folder: FolderFile,
    /// The classes of what is in it at the start.
    #[serde(default)]
    items: Vec<ClassFile>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum FolderFile {
    Inbox,
    Outbox,
}

#[derive(Clone, Copy, Deserialize, JsonSchema)]
enum ClassFile {
    Email,
    #[serde(rename = "SMS")]
    Sms,
}

#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct DeviceFile {
    /// What its user wants synchronised.
    classes: Vec<ClassFile>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
struct ExpectFile {
    /// The number of different states.
    states: Option<u64>,
    /// The number of steps.
    generated: Option<u64>,
    /// The number of steps to the farthest state.
    depth: Option<u32>,
    /// Properties that are violated.
    violated: BTreeMap<String, ViolationFile>,
    /// Properties that never come up.
    unconcerned: Vec<String>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct ViolationFile {
    /// Why it cannot be helped.
    because: String,
    /// The number of steps of the shortest way there.
    steps: Option<u32>,
}

impl Scenario {
    /// Reads a scenario. `name` is what it is called, `file` what messages call the file.
    pub fn parse(name: &str, file: &str, text: &str) -> Result<Self, ScenarioError> {
        let form: File = toml::from_str(text).map_err(|error| ScenarioError::Form {
            file: file.to_owned(),
            message: in_words(error.to_string().trim_end()),
        })?;
        let reader = Reader { file };
        let mut behaviour = Behaviour::default();
        behaviour
            .set_all(form.behaviour.iter().map(|(point, variant)| (point.as_str(), variant.as_str())))
            .map_err(|source| ScenarioError::Behaviour { file: file.to_owned(), source })?;
        if form.device.is_empty() || form.device.len() > MOST_DEVICES {
            return Err(reader.range("device", &form.device.len(), "a scenario has 1 to 8 devices"));
        }
        let goals = form.goals.iter().map(|name| reader.goal(name)).collect::<Result<_, _>>()?;
        for name in form.expect.violated.keys().chain(&form.expect.unconcerned) {
            reader.property(name)?;
        }
        if let Some(name) =
            form.expect.unconcerned.iter().find(|name| form.expect.violated.contains_key(*name))
        {
            let allowed = "a property is violated or never comes up, not both";
            return Err(reader.range("expect.unconcerned", name, allowed));
        }
        if form.mailbox.items.len() > MOST_ITEMS {
            let allowed = "a mailbox begins with 1,000 items at most";
            return Err(reader.range("mailbox.items", &form.mailbox.items.len(), allowed));
        }
        Ok(Self {
            name: name.to_owned(),
            about: form.about.trim().to_owned(),
            behaviour,
            mailbox: form.mailbox.into(),
            devices: form.device.iter().map(|device| reader.device(device)).collect::<Result<_, _>>()?,
            budget: form.budget,
            goals,
            expect: form.expect.into(),
        })
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

struct Reader<'a> {
    file: &'a str,
}

impl Reader<'_> {
    fn goal(&self, name: &str) -> Result<&'static Goal, ScenarioError> {
        property::GOALS.iter().find(|goal| goal.name == name).ok_or_else(|| {
            self.unknown(
                "goals",
                "goal",
                name,
                &property::GOALS.iter().map(|goal| goal.name).collect::<Vec<_>>(),
            )
        })
    }

    fn property(&self, name: &str) -> Result<(), ScenarioError> {
        let mut all: Vec<&str> = property::PROPERTIES.iter().map(|property| property.name).collect();
        all.push(property::RECOVERABILITY);
        if all.contains(&name) { Ok(()) } else { Err(self.unknown("expect", "property", name, &all)) }
    }

    fn unknown(&self, key: &'static str, what: &'static str, name: &str, all: &[&str]) -> ScenarioError {
        let allowed = all.join(", ");
        ScenarioError::Name { file: self.file.to_owned(), key, what, name: name.to_owned(), allowed }
    }

    fn range(&self, key: &'static str, found: &dyn ToString, allowed: &'static str) -> ScenarioError {
        ScenarioError::Range { file: self.file.to_owned(), key, found: found.to_string(), allowed }
    }

    fn device(&self, device: &DeviceFile) -> Result<DeviceSetup, ScenarioError> {
        let classes: MailClasses = device.classes.iter().map(|class| Class::from(*class)).collect();
        if classes == MailClasses::NONE {
            return Err(self.range("device.classes", &"[]", "a device synchronises Email, SMS or both"));
        }
        Ok(DeviceSetup { classes })
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

impl From<MailboxFile> for Mailbox {
    fn from(form: MailboxFile) -> Self {
        Self {
            collection: CollectionId(form.collection),
            kind: match form.folder {
                FolderFile::Inbox => FolderKind::Inbox,
                FolderFile::Outbox => FolderKind::Outbox,
            },
            items: form.items.into_iter().map(Class::from).collect(),
        }
    }
}

impl From<ExpectFile> for Expectation {
    fn from(form: ExpectFile) -> Self {
        Self {
            states: form.states,
            generated: form.generated,
            depth: form.depth,
            violated: form
                .violated
                .into_iter()
                .map(|(name, entry)| (name, PinnedViolation { because: entry.because, steps: entry.steps }))
                .collect(),
            unconcerned: form.unconcerned,
        }
    }
}
