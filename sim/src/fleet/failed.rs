//! How a seed failed.

use std::fmt;
use std::str::FromStr;

use asms_machine::property::PROPERTIES;

use crate::run::{Failure, Report};
use crate::time::Time;

/// How a seed failed.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Failed {
    /// Why.
    pub failure: Failure,
    /// What exactly was broken, is left to do, or differs.
    pub reason: String,
    /// When: where a property was broken, else where the run ended.
    pub time: Time,
    /// The number of the event, or of the last one.
    pub event: u64,
    /// The user whom it befell, where it is one.
    pub user: Option<u16>,
}

impl Failed {
    /// How a seed failed, if it did.
    pub fn of(report: &Report) -> Option<Self> {
        let failure = report.failure()?;
        Some(match failure {
            Failure::Property(_) => {
                let unexcused = report.findings.iter().filter(|finding| finding.excuse.is_none());
                let finding = unexcused.min_by_key(|finding| finding.event)?;
                Self {
                    failure,
                    reason: finding.reason.clone(),
                    time: finding.time,
                    event: finding.event,
                    user: Some(finding.user),
                }
            }
            Failure::Pending => {
                let left: Vec<String> = report.pending.iter().map(ToString::to_string).collect();
                let user = report.pending.iter().map(|pending| pending.user).max();
                Self { failure, reason: left.join("; "), time: report.end, event: report.events, user }
            }
            Failure::Divergence => {
                let divergence = report.divergence.as_ref()?;
                let Time(time) = divergence.time;
                Self {
                    failure,
                    reason: divergence.what.clone(),
                    time: Time(time),
                    event: divergence.event,
                    user: None,
                }
            }
        })
    }
}

/// What is not the name of a failure.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no failure; there are pending, divergence, and the properties {known}", known = properties())]
pub struct UnknownFailure(pub String);

fn properties() -> String {
    let names: Vec<&str> = PROPERTIES.iter().map(|property| property.name).collect();
    names.join(", ")
}

/// The name of the property, `pending` or `divergence`.
impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Property(name) => name,
            Self::Pending => "pending",
            Self::Divergence => "divergence",
        })
    }
}

impl FromStr for Failure {
    type Err = UnknownFailure;

    fn from_str(name: &str) -> Result<Self, UnknownFailure> {
        match name {
            "pending" => Ok(Self::Pending),
            "divergence" => Ok(Self::Divergence),
            name => {
                let property = PROPERTIES.iter().find(|property| property.name == name);
                property
                    .map(|property| Self::Property(property.name))
                    .ok_or_else(|| UnknownFailure(name.to_owned()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_failure_reads_as_it_is_written() {
        let properties = PROPERTIES.iter().map(|property| Failure::Property(property.name));
        for failure in properties.chain([Failure::Pending, Failure::Divergence]) {
            assert_eq!(failure.to_string().parse(), Ok(failure));
        }
        let error = "sent-twice".parse::<Failure>().expect_err("there is none").to_string();
        assert!(
            error.starts_with(
                "\"sent-twice\" is no failure; there are pending, divergence, and the properties "
            )
        );
    }
}
