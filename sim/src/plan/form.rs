//! The part of a scenario file that only a simulation reads: `[simulation]`.

use std::fmt;

use asms_machine::scenario::{Scenario, ScenarioError};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde::Deserialize;
use toml::de::DeTable;

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
    #[error("{place}: [simulation.radio]: {source}")]
    Radio {
        /// Where it stands.
        place: Place,
        /// What is wrong.
        #[source]
        source: RadioError,
    },
    /// Times that cannot be.
    #[error("{place}: simulation.http.delay-ms: {source}")]
    Delay {
        /// Where they stand.
        place: Place,
        /// What is wrong.
        #[source]
        source: QuantilesError,
    },
    /// A value out of range.
    #[error("{place}: simulation.{key} is {found}; {allowed}")]
    Range {
        /// Where it stands.
        place: Place,
        /// The key.
        key: &'static str,
        /// What stands there.
        found: u64,
        /// What is allowed.
        allowed: &'static str,
    },
}

/// Where something stands: `mine.toml:12`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: String,
    /// The line, from 1; none where the file does not say it, such as on a command line.
    pub line: Option<usize>,
}

impl Place {
    /// Where a key of a file stands, if it has this value there, or whatever it has.
    fn of(file: &str, text: &str, path: &[&str], value: Option<u64>) -> Self {
        Self { file: file.to_owned(), line: line_of(text, path, value) }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        self.line.map_or(Ok(()), |line| write!(f, ":{line}"))
    }
}

fn line_of(text: &str, path: &[&str], value: Option<u64>) -> Option<usize> {
    let root = DeTable::parse(text).ok()?;
    let (last, tables) = path.split_last()?;
    let mut table = root.get_ref();
    for name in tables {
        let (_, inner) = table.iter().find(|(key, _)| key.get_ref() == name)?;
        table = inner.get_ref().as_table()?;
    }
    let (key, found) = table.iter().find(|(key, _)| key.get_ref() == last)?;
    let is_it =
        |value: u64| found.get_ref().as_integer().is_some_and(|found| found.as_str() == value.to_string());
    let before = text.get(..key.span().start).filter(|_| value.is_none_or(is_it))?;
    Some(before.matches('\n').count() + 1)
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
    /// In how many cells of the radio the users are, one after the other in each, 1 to 10,000; 1 when not named.
    pub cells: Option<u16>,
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

    /// The plan of a scenario that is simulated so. Messages take lines from the text of the file.
    pub fn plan(self, file: &str, text: &str, scenario: Scenario) -> Result<Plan, PlanError> {
        let within = |key: &'static str, value: u64, most: u64, allowed| {
            if (1..=most).contains(&value) {
                return Ok(value);
            }
            let path: Vec<&str> = ["simulation"].into_iter().chain(key.split('.')).collect();
            let place = Place::of(file, text, &path, Some(value));
            Err(PlanError::Range { place, key, found: value, allowed })
        };
        let days = self.days.unwrap_or(30);
        within("days", days.into(), 36_500, "a run has 1 to 36500 days")?;
        let users = self.users.unwrap_or(1);
        within("users", users.into(), 10_000, "there are 1 to 10000 users")?;
        let cells = self.cells.unwrap_or(1);
        within("cells", cells.into(), 10_000, "there are 1 to 10000 cells")?;
        let poll = self.poll_minutes.unwrap_or(15).into();
        let poll = within("poll-minutes", poll, 1_440, "a device polls every 1 to 1440 minutes")? * MINUTE;
        let time_out = self.http.time_out.unwrap_or(60).into();
        let allowed = "a device waits for 1 to 3600 seconds";
        let time_out = within("http.time-out", time_out, 3_600, allowed)? * SECOND;
        let delay = self.http.delay_ms.unwrap_or_else(|| DELAY.to_vec());
        let in_radio = |source: RadioError| {
            let path = ["simulation", "radio", source.key()];
            PlanError::Radio { place: Place::of(file, text, &path, None), source }
        };
        let in_delay = |source| {
            let path = ["simulation", "http", "delay-ms"];
            PlanError::Delay { place: Place::of(file, text, &path, None), source }
        };
        let delay = Quantiles::new(delay).map_err(in_delay)?;
        let preset = self.preset.unwrap_or(Preset::Urban).radio(self.carrier.unwrap_or(Carrier::Gsm));
        let radio = self.radio.apply(preset).map_err(in_radio)?;
        Ok(Plan {
            behaviour: scenario.behaviour,
            scenario,
            days,
            users,
            poll,
            cells,
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
        SimulationForm::parse(file, text)?.plan(file, text, scenario)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVERYDAY: &str = include_str!("../../scenarios/everyday.toml");

    /// A mistake is told with the line on which it stands, however the table is written.
    #[test]
    fn mistakes_have_a_line() {
        let lines = EVERYDAY.lines().count();
        for (more, line, message) in [
            (
                "\n[simulation.radio]\nburst = 2\nloss-ppm = 1000001",
                4,
                "[simulation.radio]: loss-ppm is 1000001; a rate is 0 to 1000000 parts per million",
            ),
            (
                "radio.report-delay-ms = [7]",
                1,
                "[simulation.radio]: report-delay-ms: 1 times; at least 2 are needed, the shortest and the longest",
            ),
            (
                "radio = { capacity = 1000001 }",
                1,
                "[simulation.radio]: capacity is 1000001; 0 to 1000000 are allowed",
            ),
            (
                "http = { delay-ms = [2, 1] }",
                1,
                "simulation.http.delay-ms: time 2 is 1 ms, after 2 ms; the times have to be in order",
            ),
            ("users = 3\ncells = 0", 2, "simulation.cells is 0; there are 1 to 10000 cells"),
            (
                "http.time-out = 3601",
                1,
                "simulation.http.time-out is 3601; a device waits for 1 to 3600 seconds",
            ),
        ] {
            let error =
                Plan::parse("mine", "mine.toml", &format!("{EVERYDAY}{more}\n")).expect_err("it is wrong");
            assert_eq!(error.to_string(), format!("mine.toml:{}: {message}", lines + line));
        }
    }
}
