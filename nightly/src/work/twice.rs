//! Whether a seed is one history.

use asms_sim::plan::Overrides;
use asms_sim::record::compare;

use super::{finding, found, simulate};
use crate::record::Place;
use crate::{Job, NightError, Record, Verdict};

/// Runs a seed twice at the same time. The record has the hash of its history, so that two machines can be compared.
pub(super) fn twice(job: &Job, scenario: &str, seed: u64) -> Result<Record, NightError> {
    let recipe = simulate::recipe(scenario, Overrides::default())?;
    let plan = recipe.plan(&format!("{scenario}.toml")).map_err(NightError::suite)?;
    Ok(match compare(&plan, seed) {
        Ok(hash) => Record::new(&job.id, Verdict::Passed, format!("seed {seed} gives one history, {hash}")),
        Err(parting) => found(
            job,
            Verdict::Failed,
            finding(
                "determinism",
                format!("{scenario}, seed {seed}: two runs part at event {}", parting.event),
                parting.to_string(),
                Place::at("sim/src/world/mod.rs", 1),
                format!("asms sim {scenario} --seeds {seed} --twice"),
            ),
        ),
    })
}
