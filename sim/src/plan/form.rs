//! The part of a scenario file that only a simulation reads: `[simulation]`.

use asms_machine::scenario::{Scenario, ScenarioError};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde::Deserialize;

use super::{Faults, Habits, Http, Plan, RecipientCounts};
use crate::radio::{Carrier, Preset, Quantiles, QuantilesError, RadioError, RadioForm};
use crate::time::{MINUTE, SECOND};

/// A scenario that cannot be simulated, and where it is wrong.
#[derive(Debug, thiserror::Error)]
pub enum PlanError {
    /// Not a scenario.
    #[error(transparent)]
    Scenario(#[from] ScenarioError),
    /// Not the form of `[simulation]`.
    #[error("{file}: {message}")]
    Form {
        /// The file.
        file: String,
        /// Line, key and what is allowed.
        message: String,
    },
    /// A radio that cannot be.
    #[error("{file}: [simulation.radio]: {source}")]
    Radio {
        /// The file.
        file: String,
        /// What is wrong.
        #[source]
        source: RadioError,
    },
    /// Times that cannot be.
    #[error("{file}: simulation.http.delay-ms: {source}")]
    Delay {
        /// The file.
        file: String,
        /// What is wrong.
        #[source]
        source: QuantilesError,
    },
    /// A value out of range.
    #[error("{file}: simulation.{key} is {found}; {allowed}")]
    Range {
        /// The file.
        file: String,
        /// Where it stands.
        key: &'static str,
        /// What stands there.
        found: u64,
        /// What is allowed.
        allowed: &'static str,
    },
}

/// What only a simulation reads of a scenario file; what is not named is as by default.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct SimulationForm {
    /// For how many days it runs before it heals, 1 to 36,500; 30 when not named.
    pub days: Option<u32>,
    /// How many users there are, 1 to 10,000; 1 when not named.
    pub users: Option<u16>,
    /// The minutes from poll to poll of a device, 1 to 1,440; 15 when not named.
    pub poll_minutes: Option<u16>,
    /// The state of the radio network: good, urban, congested or disaster; urban when not named.
    pub preset: Option<Preset>,
    /// What the radio carries: gsm or cdma; gsm when not named.
    pub carrier: Option<Carrier>,
    /// What of the radio differs from its preset.
    pub radio: RadioForm,
    /// The way between devices and server.
    pub http: HttpForm,
    /// How often users do things, in 30 days.
    #[schemars(with = "std::collections::BTreeMap<String, u32>")]
    pub habits: Habits,
    /// How many messages go to 1 recipient, to 2, and so on to 20 at most: the weight of each, 0 to 1,000,000.
    #[schemars(with = "Vec<u32>")]
    pub recipients: RecipientCounts,
    /// How strong each kind of fault is.
    #[schemars(with = "std::collections::BTreeMap<String, u32>")]
    pub faults: Faults,
    /// Whether each seed has some of the faults only; it has when not named.
    pub swarm: Option<bool>,
}

/// The way between devices and server.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct HttpForm {
    /// The milliseconds that a message takes: the shortest first, the longest last, and between them others at equal steps
    /// of their share; at least two.
    pub delay_ms: Option<Vec<u64>>,
    /// The seconds that a device waits for an answer, 1 to 3,600; 60 when not named.
    pub time_out: Option<u16>,
}

/// The milliseconds of a message by default: a mobile network on a good day, now and then a bad one.
const DELAY: [u64; 9] = [40, 60, 80, 100, 130, 180, 300, 700, 4_000];

/// A file, of which only this is read here.
#[derive(Deserialize)]
struct File {
    #[serde(default)]
    simulation: SimulationForm,
}

impl SimulationForm {
    /// What a scenario file says of its simulation.
    pub fn parse(file: &str, text: &str) -> Result<Self, PlanError> {
        let wrong = |error: toml::de::Error| PlanError::Form {
            file: file.to_owned(),
            message: error.to_string().trim_end().to_owned(),
        };
        toml::from_str::<File>(text).map(|read| read.simulation).map_err(wrong)
    }

    /// The JSON Schema (draft 2020-12) of it.
    pub fn schema() -> Schema {
        SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Self>()
    }

    /// The plan of a scenario that is simulated so.
    pub fn plan(self, file: &str, scenario: Scenario) -> Result<Plan, PlanError> {
        let within = |key, value: u64, most: u64, allowed| {
            let file = file.to_owned();
            let fits = (1..=most).contains(&value);
            if fits { Ok(value) } else { Err(PlanError::Range { file, key, found: value, allowed }) }
        };
        let days = self.days.unwrap_or(30);
        within("days", days.into(), 36_500, "a run has 1 to 36500 days")?;
        let users = self.users.unwrap_or(1);
        within("users", users.into(), 10_000, "there are 1 to 10000 users")?;
        let poll = self.poll_minutes.unwrap_or(15).into();
        let poll = within("poll-minutes", poll, 1_440, "a device polls every 1 to 1440 minutes")? * MINUTE;
        let time_out = self.http.time_out.unwrap_or(60).into();
        let allowed = "a device waits for 1 to 3600 seconds";
        let time_out = within("http.time-out", time_out, 3_600, allowed)? * SECOND;
        let delay = self.http.delay_ms.unwrap_or_else(|| DELAY.to_vec());
        let in_radio = |source| PlanError::Radio { file: file.to_owned(), source };
        let delay =
            Quantiles::new(delay).map_err(|source| PlanError::Delay { file: file.to_owned(), source })?;
        let preset = self.preset.unwrap_or(Preset::Urban).radio(self.carrier.unwrap_or(Carrier::Gsm));
        let radio = self.radio.apply(preset).map_err(in_radio)?;
        Ok(Plan {
            behaviour: scenario.behaviour,
            scenario,
            days,
            users,
            poll,
            radio,
            http: Http { delay, time_out },
            habits: self.habits,
            recipients: self.recipients,
            faults: self.faults,
            swarm: self.swarm.unwrap_or(true),
        })
    }
}

impl Plan {
    /// Reads a scenario that is to be simulated. `name` is what it is called, `file` what messages call the file.
    pub fn parse(name: &str, file: &str, text: &str) -> Result<Self, PlanError> {
        let scenario = Scenario::parse(name, file, text)?;
        SimulationForm::parse(file, text)?.plan(file, scenario)
    }
}
