//! Which part of a night a machine does.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::Job;

/// A part of a night: one of so many machines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Shard {
    /// Which, from 1.
    number: u32,
    /// Of how many.
    of: u32,
}

/// What names no part.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShardError {
    /// Not of the form of a part.
    #[error("{0:?} names no part; the parts of three machines are 1/3, 2/3 and 3/3")]
    Form(String),
    /// A variable is not what it should be.
    #[error("{variable} is {value:?}; it has to be a number{why}")]
    Variable {
        /// Its name.
        variable: &'static str,
        /// What it holds.
        value: String,
        /// What else is known of it.
        why: &'static str,
    },
    /// A variable is missing beside another.
    #[error("{index} is set, and {count} is not, which says of how many; set it, or say --shard none")]
    Missing {
        /// The variable that is there.
        index: &'static str,
        /// The one that is not.
        count: &'static str,
    },
}

/// The variables by which a service tells a machine its number.
struct Service {
    index: &'static str,
    /// How many there are.
    count: &'static str,
    /// The number of the first.
    first: First,
}

enum First {
    Is(u32),
    /// Another variable has it.
    In(&'static str),
}

/// The services that set variables. Where several are set, the first of this list counts.
const SERVICES: &[Service] = &[
    // Kubernetes sets the index alone; how many completions there are has to be told.
    Service { index: "JOB_COMPLETION_INDEX", count: "ASMS_SHARDS", first: First::Is(0) },
    Service {
        index: "SLURM_ARRAY_TASK_ID",
        count: "SLURM_ARRAY_TASK_COUNT",
        first: First::In("SLURM_ARRAY_TASK_MIN"),
    },
    Service { index: "CI_NODE_INDEX", count: "CI_NODE_TOTAL", first: First::Is(1) }, // GitLab
    Service { index: "CIRCLE_NODE_INDEX", count: "CIRCLE_NODE_TOTAL", first: First::Is(0) },
    Service { index: "BUILDKITE_PARALLEL_JOB", count: "BUILDKITE_PARALLEL_JOB_COUNT", first: First::Is(0) },
    // Azure Pipelines.
    Service { index: "SYSTEM_JOBPOSITIONINPHASE", count: "SYSTEM_TOTALJOBSINPHASE", first: First::Is(1) },
];

/// The most machines that share a night; more would have nothing to do.
const MOST: u32 = 10_000;

impl Shard {
    /// All of it.
    pub const WHOLE: Self = Self { number: 1, of: 1 };

    /// Whether this is all of a night.
    pub fn is_whole(self) -> bool {
        self.of == 1
    }

    /// The part that the environment names, with the variable that does, if one does. `variable` gives the value of one.
    pub fn from_environment(
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<Option<(Self, &'static str)>, ShardError> {
        let number = |name: &'static str, why| match variable(name) {
            Some(value) => match value.trim().parse::<u32>() {
                Ok(number) => Ok(Some(number)),
                Err(_) => Err(ShardError::Variable { variable: name, value, why }),
            },
            None => Ok(None),
        };
        for Service { index, count, first } in SERVICES {
            let Some(at) = number(index, "")? else { continue };
            let of = number(count, ", how many machines there are")?
                .ok_or(ShardError::Missing { index, count })?;
            let first = match first {
                First::Is(first) => *first,
                First::In(name) => number(name, ", that of the first machine")?
                    .ok_or(ShardError::Missing { index, count: name })?,
            };
            // Slurm may count in steps.
            let step =
                if *index == "SLURM_ARRAY_TASK_ID" { number("SLURM_ARRAY_TASK_STEP", "")? } else { None };
            let step = step.unwrap_or(1).max(1);
            let shard = at.checked_sub(first).and_then(|at| Self::new((at / step).checked_add(1)?, of));
            let wrong = || ShardError::Form(format!("{index}={at} of {count}={of}"));
            return shard.map(|shard| Some((shard, *index))).ok_or_else(wrong);
        }
        Ok(None)
    }

    fn new(number: u32, of: u32) -> Option<Self> {
        (of <= MOST && (1..=of).contains(&number)).then_some(Self { number, of })
    }

    /// The jobs of this part, in their order: the costliest first, each goes to the part that has the least to do.
    pub(crate) fn of(self, jobs: &[Job]) -> Vec<&Job> {
        let mut costliest: Vec<usize> = (0..jobs.len()).collect();
        costliest.sort_by_key(|at| (u64::MAX - jobs[*at].cost, *at));
        let mut loads = vec![0_u64; usize::try_from(self.of).unwrap_or(usize::MAX)];
        let mut mine = Vec::new();
        for at in costliest {
            let Some((part, load)) = loads.iter_mut().enumerate().min_by_key(|(part, load)| (**load, *part))
            else {
                break;
            };
            *load = load.saturating_add(jobs[at].cost.max(1));
            if u32::try_from(part + 1) == Ok(self.number) {
                mine.push(at);
            }
        }
        mine.sort_unstable();
        mine.into_iter().map(|at| &jobs[at]).collect()
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

impl FromStr for Shard {
    type Err = ShardError;

    fn from_str(text: &str) -> Result<Self, ShardError> {
        let parts = text
            .split_once('/')
            .and_then(|(number, of)| Self::new(number.trim().parse().ok()?, of.trim().parse().ok()?));
        parts.ok_or_else(|| ShardError::Form(text.to_owned()))
    }
}

impl TryFrom<String> for Shard {
    type Error = ShardError;

    fn try_from(text: String) -> Result<Self, ShardError> {
        text.parse()
    }
}

impl From<Shard> for String {
    fn from(shard: Shard) -> Self {
        shard.to_string()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::Work;

    fn named(variables: &[(&str, &str)]) -> Result<Option<(String, &'static str)>, String> {
        let variables: BTreeMap<&str, &str> = variables.iter().copied().collect();
        Shard::from_environment(|name| variables.get(name).map(|value| (*value).to_owned()))
            .map(|found| found.map(|(shard, by)| (shard.to_string(), by)))
            .map_err(|error| error.to_string())
    }

    #[test]
    fn services_name_a_part() {
        let is = |part: &str, by| Ok(Some((part.to_owned(), by)));
        assert_eq!(named(&[]), Ok(None));
        assert_eq!(
            named(&[("JOB_COMPLETION_INDEX", "0"), ("ASMS_SHARDS", "3")]),
            is("1/3", "JOB_COMPLETION_INDEX")
        );
        let slurm =
            [("SLURM_ARRAY_TASK_ID", "12"), ("SLURM_ARRAY_TASK_COUNT", "4"), ("SLURM_ARRAY_TASK_MIN", "10")];
        assert_eq!(named(&slurm), is("3/4", "SLURM_ARRAY_TASK_ID"));
        let stepped = [
            ("SLURM_ARRAY_TASK_ID", "4"),
            ("SLURM_ARRAY_TASK_COUNT", "4"),
            ("SLURM_ARRAY_TASK_MIN", "0"),
            ("SLURM_ARRAY_TASK_STEP", "2"),
        ];
        assert_eq!(named(&stepped), is("3/4", "SLURM_ARRAY_TASK_ID"));
        assert_eq!(named(&[("CI_NODE_INDEX", "2"), ("CI_NODE_TOTAL", "2")]), is("2/2", "CI_NODE_INDEX"));
        assert_eq!(
            named(&[("CIRCLE_NODE_INDEX", "1"), ("CIRCLE_NODE_TOTAL", "2")]),
            is("2/2", "CIRCLE_NODE_INDEX")
        );
    }

    #[test]
    fn what_names_none_says_why() {
        assert_eq!(
            named(&[("JOB_COMPLETION_INDEX", "1")]),
            Err("JOB_COMPLETION_INDEX is set, and ASMS_SHARDS is not, which says of how many; set it, or say \
                 --shard none"
                .to_owned())
        );
        assert!(named(&[("CI_NODE_INDEX", "0"), ("CI_NODE_TOTAL", "2")]).is_err());
        assert!(named(&[("JOB_COMPLETION_INDEX", "1"), ("ASMS_SHARDS", "4000000000")]).is_err());
        assert!(named(&[("CI_NODE_INDEX", "x"), ("CI_NODE_TOTAL", "2")]).is_err());
        for text in ["", "1", "0/2", "3/2", "1/0", "a/b", "1/20000", "-1/2"] {
            assert!(text.parse::<Shard>().is_err(), "{text}");
        }
    }

    #[test]
    fn parts_are_all_and_share_the_cost() {
        let jobs: Vec<Job> = (0..100)
            .map(|at| Job::new(format!("job/{at}"), at % 13 * 100, Work::Again { entry: 0 }))
            .collect();
        let total: u64 = jobs.iter().map(|job| job.cost).sum();
        let parts: Vec<Vec<&Job>> =
            (1..=3).filter_map(|number| Shard::new(number, 3)).map(|shard| shard.of(&jobs)).collect();
        let mut all: Vec<&Job> = parts.iter().flatten().copied().collect();
        all.sort_by_key(|job| jobs.iter().position(|one| one == *job));
        assert_eq!(all, jobs.iter().collect::<Vec<_>>());
        for part in parts {
            let cost: u64 = part.iter().map(|job| job.cost).sum();
            assert!(cost.abs_diff(total / 3) < 1_300, "{cost} of {total}");
        }
    }
}
