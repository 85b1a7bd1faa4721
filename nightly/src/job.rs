//! The pieces of a night.

use asms_sim::radio::{Carrier, Preset};
use serde::{Deserialize, Serialize};

/// The fuzz targets, as `fuzz/fuzz_targets` has them.
pub const FUZZ_TARGETS: &[&str] = &[
    "addresses",
    "binding",
    "cdma",
    "commands",
    "decode",
    "lenient",
    "libwbxml",
    "messages",
    "reference",
    "round_trip",
    "scenario",
    "server",
    "split",
    "system",
    "tpdu",
    "trace",
    "xml",
];

/// A piece of a night, which gives one [`Record`](crate::Record).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Job {
    /// Its name, the same every night for the same work; parts are set apart by `/`.
    pub id: String,
    /// What is done.
    pub work: Work,
    /// How long it takes one core, in milliseconds, as far as that is known beforehand. Nothing but the plan and the shares
    /// of machines depends on it.
    pub cost: u64,
}

/// What is done in a job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind", deny_unknown_fields)]
pub enum Work {
    /// A failure that an earlier night kept runs again.
    Again {
        /// Its place among those that are kept, from 0.
        entry: usize,
    },
    /// Every state of a scenario of the model is searched.
    Check {
        /// Its name.
        scenario: String,
        /// Whether it has its larger budget.
        larger: bool,
    },
    /// Seeds of a scenario of the simulator run.
    Simulate {
        /// Its name.
        scenario: String,
        /// The state of the radio network; none for that of the scenario.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        preset: Option<Preset>,
        /// What the radio carries; none for what the scenario says.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        carrier: Option<Carrier>,
        /// The reading of the specification, as `POINT=VARIANT`; none for the default.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reading: Option<String>,
        /// For how many days each seed runs; none for as many as the scenario says.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        days: Option<u32>,
        /// The first seed.
        first: u64,
        /// How many seeds.
        count: u64,
    },
    /// Each known defect is put into the machines, and a simulation has to show it.
    Hunt,
    /// The fixtures are computed and compared with those that are kept.
    Fixtures,
    /// A seed of a scenario of the simulator runs twice, and has to give one history.
    Twice {
        /// The scenario.
        scenario: String,
        /// The seed.
        seed: u64,
    },
    /// A scenario of the model is searched by one thread and by several, which have to find the same.
    Threads {
        /// The scenario.
        scenario: String,
    },
    /// Arbitrary input for a fuzz target.
    Fuzz {
        /// Its name.
        target: String,
        /// For how long, in seconds.
        seconds: u64,
    },
}

impl Job {
    /// A job of a name and a cost.
    pub(crate) fn new(id: impl Into<String>, cost: u64, work: Work) -> Self {
        Self { id: id.into(), work, cost }
    }

    /// The name of the file for its record: its own, with what no file system takes escaped.
    pub(crate) fn file_name(&self) -> String {
        let mut name = String::with_capacity(self.id.len() + 5);
        for c in self.id.chars() {
            match c {
                '/' => name.push_str("--"),
                c if c.is_ascii_alphanumeric() || "-_.=".contains(c) => name.push(c),
                _ => name.push('+'),
            }
        }
        name + ".json"
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn every_fuzz_target_is_in_the_list() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../fuzz/fuzz_targets");
        let mut names: Vec<String> = fs::read_dir(folder)
            .expect("it is there")
            .map(|entry| entry.expect("it can be read").file_name().to_string_lossy().replace(".rs", ""))
            .collect();
        names.sort_unstable();
        assert_eq!(names, FUZZ_TARGETS);
    }

    #[test]
    fn a_file_name_is_one_on_any_system() {
        let job = Job::new("simulate/everyday/urban/AMB-16=volatile/0+25", 1, Work::Again { entry: 0 });
        assert_eq!(job.file_name(), "simulate--everyday--urban--AMB-16=volatile--0+25.json");
    }
}
