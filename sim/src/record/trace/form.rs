//! The form of a trace: what each of its lines holds.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use asms_machine::fingerprint::Fingerprint;
use asms_machine::item::Text;
use asms_machine::message::Malformed;
use asms_machine::system::{Action, Party};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Value, json};

use super::super::message::Kind;
use crate::plan::{Fault, Habit, Optional, Overrides, Plan, Recipe, RecipeError};
use crate::radio::Radio;
use crate::time::Time;
use crate::watch::Finding;

/// The name of the format, which its first line says.
pub const FORMAT: &str = "asms-trace";

/// The version of the format. Whatever would mislead an older reader makes it greater.
pub const VERSION: u16 = 1;

/// The first line: of what it is a trace, and all that it takes to run it again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Header {
    /// The name of the format: asms-trace.
    pub format: String,
    /// The version of the format: 1.
    pub version: u16,
    /// The version of the program that wrote it.
    pub program: String,
    /// The name of the scenario.
    pub scenario: String,
    /// The seed.
    pub seed: u64,
    /// What else the run was made of, as it comes of text and overrides.
    pub options: Options,
    /// Where the machines deviate from the default, each as `point=variant`, as it comes of text and overrides.
    pub behaviour: Vec<String>,
    /// What was otherwise than the text says.
    #[serde(skip_serializing_if = "is_nothing")]
    #[schemars(default)]
    pub overrides: Overrides,
    /// The text of the file of the scenario.
    pub text: String,
}

/// What a run was made of, beside scenario, behaviour and seed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Options {
    /// The days before it healed.
    pub days: u32,
    /// The users.
    pub users: u16,
    /// The milliseconds from poll to poll of a device.
    pub poll: u64,
    /// The milliseconds that a device waits for an answer.
    pub time_out: u64,
    /// Whether the seed chose among the faults.
    pub swarm: bool,
    /// In how many cells of the radio the users were.
    pub cells: u16,
    /// What the radio did, by numbers.
    pub radio: Radio,
    /// How often users did things, in 30 days.
    pub habits: BTreeMap<String, u32>,
    /// How many messages went to 1 recipient, to 2, and so on: the weight of each.
    pub recipients: Vec<u32>,
    /// How strong each kind of fault was.
    pub faults: BTreeMap<String, u32>,
    /// Where a run was shrunk, all that might happen of what need not: each as `what user device sequence`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Vec<String>>")]
    pub only: Option<BTreeSet<Optional>>,
}

/// A line after the first: something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Event {
    /// Its number, from 1.
    pub event: u64,
    /// When: milliseconds since the first midnight.
    #[schemars(with = "u64")]
    pub time: Time,
    /// To which user, from 0.
    pub user: u16,
    /// Who acted.
    pub actor: Party,
    /// Whom it reached, or did not reach; the actor where nothing was sent.
    pub to: Party,
    /// Whether what was sent was lost.
    #[serde(skip_serializing_if = "is_false")]
    #[schemars(default)]
    pub lost: bool,
    /// What happened; none where the server went back to how it was at a midnight before.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Action", default)]
    pub action: Option<Action>,
    /// What happened, in words.
    pub words: String,
    /// The kind of message that this is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Kind", default)]
    pub message: Option<Kind>,
    /// The Status that the message tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "u8", default)]
    pub status: Option<u8>,
    /// What was written, where the action wrote something: its number, and how long it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Text", default)]
    pub text: Option<Text>,
    /// What the server took the request for, where it came in damaged.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Malformed", default)]
    pub damage: Option<Malformed>,
    /// Whether this is the midnight after which the user's ledger forgets what is old and settled.
    #[serde(skip_serializing_if = "is_false")]
    #[schemars(default)]
    pub midnight: bool,
    /// What was sent, as the wire or the air carries it: WBXML or a TPDU.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Octets", default)]
    pub octets: Option<Octets>,
    /// The hash of the user's state after it.
    pub state: Fingerprint,
    /// What it broke.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub verdicts: Vec<Verdict>,
}

/// A property that an event was the first to break, or the first under an excuse.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Verdict {
    /// The property.
    pub property: String,
    /// How it was broken.
    pub reason: String,
    /// Why that cannot be helped, if it cannot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub excuse: Option<String>,
}

/// The last line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct End {
    /// How many things happened. A trace without this line was cut short.
    pub events: u64,
}

/// Octets, which are written as two hexadecimal digits each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Octets(pub Vec<u8>);

impl Header {
    /// The header of a run of a plan that is made of a recipe.
    pub fn new(recipe: &Recipe, plan: &Plan, seed: u64) -> Self {
        let Recipe { scenario, text, overrides } = recipe.clone();
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            scenario,
            seed,
            options: Options::of(plan),
            behaviour: plan.behaviour.deviations(),
            overrides,
            text,
        }
    }

    /// The plan of the run.
    pub fn plan(&self) -> Result<Plan, RecipeError> {
        let Self { scenario, text, overrides, .. } = self.clone();
        Recipe { scenario, text, overrides }.plan("the scenario of the trace")
    }

    /// The same for a run in which of all that need not happen only these might.
    #[must_use]
    pub fn only(mut self, these: &BTreeSet<Optional>) -> Self {
        self.options.only = Some(these.clone());
        self
    }
}

impl Options {
    fn of(plan: &Plan) -> Self {
        let habit = |habit: &Habit| (habit.name().to_owned(), plan.habits.rate(*habit));
        let fault = |fault: &Fault| (fault.name().to_owned(), plan.faults.strength(*fault));
        Self {
            days: plan.days,
            users: plan.users,
            poll: plan.poll,
            time_out: plan.http.time_out,
            swarm: plan.swarm,
            cells: plan.cells,
            radio: plan.radio.clone(),
            habits: Habit::ALL.iter().map(habit).collect(),
            recipients: plan.recipients.weights().to_vec(),
            faults: Fault::ALL.iter().map(fault).collect(),
            only: None,
        }
    }
}

impl From<&Finding> for Verdict {
    fn from(finding: &Finding) -> Self {
        Self {
            property: finding.property.to_owned(),
            reason: finding.reason.clone(),
            excuse: finding.excuse.map(str::to_owned),
        }
    }
}

impl Serialize for Octets {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let digit = |value: u8| char::from_digit(value.into(), 16).unwrap_or_default();
        let digits = self.0.iter().flat_map(|octet| [digit(octet >> 4), digit(octet & 15)]);
        serializer.serialize_str(&digits.collect::<String>())
    }
}

impl<'de> Deserialize<'de> for Octets {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        let digit = |c: &u8| match c {
            b'0'..=b'9' => Some(c - b'0'),
            b'a'..=b'f' => Some(c - b'a' + 10),
            _ => None,
        };
        let octet = |pair: &[u8]| match pair {
            [high, low] => Some(digit(high)? << 4 | digit(low)?),
            _ => None,
        };
        let octets = text.as_bytes().chunks(2).map(octet).collect::<Option<Vec<u8>>>();
        octets.map(Self).ok_or_else(|| {
            serde::de::Error::custom("not octets, which have two digits each, 0 to 9 and a to f")
        })
    }
}

impl JsonSchema for Octets {
    fn schema_name() -> Cow<'static, str> {
        "Octets".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Octets, as two hexadecimal digits each.",
            "type": "string",
            "pattern": "^([0-9a-f]{2})*$",
        })
    }
}

/// The JSON Schema (draft 2020-12) of a line of a trace: the first is a header, the last the end, the others are events.
pub fn trace_schema() -> Value {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let lines = [
        generator.subschema_for::<Header>().to_value(),
        generator.subschema_for::<Event>().to_value(),
        generator.subschema_for::<End>().to_value(),
    ];
    let mut definitions = Value::Object(generator.take_definitions(true));
    for (pointer, value) in [("format", json!(FORMAT)), ("version", json!(VERSION))] {
        let place = definitions.pointer_mut(&format!("/Header/properties/{pointer}"));
        if let Some(property) = place.and_then(Value::as_object_mut) {
            property.insert("const".to_owned(), value);
        }
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Line of a trace",
        "description": "A trace has one JSON object a line: a header, an event for each thing that happened, an end.",
        "oneOf": lines,
        "$defs": definitions,
    })
}

fn is_nothing(overrides: &Overrides) -> bool {
    *overrides == Overrides::default()
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(value: &bool) -> bool {
    !value
}
