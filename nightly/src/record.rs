//! What came of a job.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What came of a job. It holds no time and no name of a machine: the same job gives the same record everywhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Record {
    /// The id of the job.
    pub job: String,
    /// How it ended.
    pub verdict: Verdict,
    /// That in a sentence; of a job that could not be done, why.
    pub says: String,
    /// Counts by name, such as `states` or `seeds`. Those of jobs of a kind can be added up.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub numbers: BTreeMap<String, u64>,
    /// What was asked, one by one, where a job asks several things.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<Claim>,
    /// The decision points that something asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub points: Vec<String>,
    /// The kinds of action that happened, of a simulation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<String>,
    /// What is not as it should be.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
    /// Failures that are kept for the nights to come, as a file of failures.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kept: String,
}

/// How a job ended, in the order of gravity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// All is as it should be.
    Passed,
    /// It cannot be done on this machine.
    Skipped,
    /// Something is not as it is kept: a count, a file.
    Differs,
    /// A situation was not reached that has to be, so that nothing is shown by what held.
    Unreached,
    /// It was not done, or not to its end.
    Unfinished,
    /// Something is broken.
    Failed,
}

impl Verdict {
    /// All of them, the gravest first.
    pub const ALL: [Self; 6] =
        [Self::Failed, Self::Unfinished, Self::Unreached, Self::Differs, Self::Skipped, Self::Passed];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Skipped => "skipped",
            Self::Differs => "differs",
            Self::Unreached => "unreached",
            Self::Unfinished => "not run",
            Self::Failed => "FAILED",
        }
    }
}

/// Something that was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Claim {
    /// The property, the goal, or whatever it is.
    pub name: String,
    /// What came of it.
    pub came: Came,
    /// More, such as why it is known or in how many seeds it came about.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// What came of something that was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Came {
    /// It came up, and holds.
    Holds,
    /// A situation that was reached.
    Reached,
    /// It is broken, as is known, and cannot be helped.
    Known,
    /// It never came up.
    NeverCameUp,
    /// It is broken, or was not reached.
    Broken,
}

/// Something that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Finding {
    /// What is broken: a property, `pending`, `divergence`, `goal`, `pin`, `fixture`, `fuzz`, `determinism`.
    pub rule: String,
    /// That in a line.
    pub title: String,
    /// What exactly.
    pub text: String,
    /// Requirements, edge cases and known bugs that it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    /// Where in the repository that stands.
    pub place: Place,
    /// The command that shows it again.
    pub again: String,
    /// How it came about, as text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub chart: String,
    /// The same as an SVG picture.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub picture: String,
}

/// A place in the repository.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Place {
    /// The path of the file, from the root.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
}

impl Record {
    /// A record of which nothing is known but how it ended.
    pub(crate) fn new(job: &str, verdict: Verdict, says: impl Into<String>) -> Self {
        Self {
            job: job.to_owned(),
            verdict,
            says: says.into(),
            numbers: BTreeMap::new(),
            claims: Vec::new(),
            points: Vec::new(),
            actions: Vec::new(),
            findings: Vec::new(),
            kept: String::new(),
        }
    }

    /// Notes a count.
    pub(crate) fn count(&mut self, name: &str, count: u64) {
        self.numbers.insert(name.to_owned(), count);
    }

    /// A count by its name; 0 where there is none.
    pub fn number(&self, name: &str) -> u64 {
        self.numbers.get(name).copied().unwrap_or_default()
    }
}

impl Place {
    /// The file of a property.
    pub(crate) fn of_property(name: &str) -> Self {
        match name {
            asms_machine::property::RECOVERABILITY => Self::at("model/machine/src/system/settle.rs", 1),
            name => Self::at(&format!("model/machine/src/property/{}.rs", name.replace('-', "_")), 1),
        }
    }

    /// A line of a file.
    pub(crate) fn at(file: &str, line: u32) -> Self {
        Self { file: file.to_owned(), line }
    }

    /// The first line of a file that has this text, given what the file holds; the first line where none has.
    pub(crate) fn where_it_says(file: &str, holds: &str, text: &str) -> Self {
        let line = (1..).zip(holds.lines()).find(|(_, line)| line.contains(text)).map_or(1, |(line, _)| line);
        Self::at(file, line)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use asms_machine::property::{PROPERTIES, RECOVERABILITY};

    use super::*;

    #[test]
    fn the_place_of_every_property_is_there() {
        let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
        for name in PROPERTIES.iter().map(|property| property.name).chain([RECOVERABILITY]) {
            let place = Place::of_property(name);
            assert!(root.join(&place.file).is_file(), "{}", place.file);
        }
    }

    #[test]
    fn the_gravest_verdict_is_the_greatest() {
        assert!(Verdict::ALL.is_sorted_by(|one, other| one > other));
    }
}
