//! What a night says nothing of.

use std::collections::{BTreeMap, BTreeSet};

use asms_machine::behaviour::Behaviour;
use asms_machine::facts::{Coverage, Evidence, Kind as Standing};
use asms_machine::property::{PROPERTIES, RECOVERABILITY};
use asms_machine::system::Action;
use serde::Serialize;

use crate::{Came, NightError, Record};

/// What a night says nothing of, beside the jobs that were not done.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Uncovered {
    /// Properties that came up in no search.
    pub(crate) properties: Vec<&'static str>,
    /// Decision points that nothing asked: another variant would have changed nothing.
    pub(crate) points: Vec<&'static str>,
    /// Kinds of action that happened in no simulation.
    pub(crate) actions: Vec<&'static str>,
    /// Requirements, edge cases and known bugs that nothing in this suite shows in a world, whatever the night.
    pub(crate) facts: Vec<Bare>,
}

/// A fact that no property, goal or variant shows.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Bare {
    /// Its id.
    pub(crate) id: String,
    /// What it says.
    pub(crate) text: String,
    /// Why it is not shown here.
    pub(crate) because: String,
}

impl Uncovered {
    /// What these records say nothing of.
    pub(crate) fn of(records: &BTreeMap<String, Record>) -> Result<Self, NightError> {
        let searches = records.values().filter(|record| record.job.starts_with("check/"));
        let claims = searches.flat_map(|record| &record.claims);
        let came_up: BTreeSet<&str> =
            claims.filter(|claim| claim.came != Came::NeverCameUp).map(|claim| claim.name.as_str()).collect();
        let asked: BTreeSet<&str> =
            records.values().flat_map(|record| &record.points).map(String::as_str).collect();
        let happened: BTreeSet<&str> =
            records.values().flat_map(|record| &record.actions).map(String::as_str).collect();
        let properties = PROPERTIES.iter().map(|property| property.name).chain([RECOVERABILITY]);
        let machines = Behaviour::asked_of_machines();
        let points = Behaviour::POINTS.iter().enumerate().filter(|(at, _)| machines >> at & 1 == 1);
        Ok(Self {
            properties: properties.filter(|name| !came_up.contains(name)).collect(),
            points: points.map(|(_, point)| point.name).filter(|name| !asked.contains(name)).collect(),
            actions: Action::KINDS.iter().copied().filter(|name| !happened.contains(name)).collect(),
            facts: bare()?,
        })
    }
}

/// The facts that are stated to be outside of the suite.
fn bare() -> Result<Vec<Bare>, NightError> {
    let coverage = Coverage::built_in().map_err(NightError::suite)?;
    let outside = coverage.rows().filter(|row| row.kind() >= Standing::Outside);
    let bare = outside.map(|row| {
        let because = row.evidence.iter().find_map(|evidence| match evidence {
            Evidence::Outside(because) => Some(because.trim().to_owned()),
            _ => None,
        });
        Bare {
            id: row.fact.id.clone(),
            text: row.fact.text.clone(),
            because: because.unwrap_or_else(|| "nothing shows it".to_owned()),
        }
    });
    Ok(bare.collect())
}
