//! Whether simulations still show every known defect.

use asms_machine::scenario::Chosen;
use asms_sim::fleet::{Hunt, HuntTable, defects};
use asms_sim::{BUILT_IN, Plan};

use super::{Workshop, finding};
use crate::record::Place;
use crate::{Came, Claim, Job, NightError, Record, Verdict};

/// How many seeds of each scenario are tried, as by `asms hunt`.
const SEEDS: u64 = 20;

impl Workshop<'_> {
    pub(super) fn hunt(&self, job: &Job, show: &mut dyn FnMut(String)) -> Result<Option<Record>, NightError> {
        let table = HuntTable::built_in().map_err(NightError::suite)?;
        let worlds = BUILT_IN.iter().map(|(name, text)| {
            let plan = Plan::parse(name, &format!("{name}.toml"), text).map_err(NightError::suite)?;
            Ok(((*name).to_owned(), plan))
        });
        let worlds = worlds.collect::<Result<_, NightError>>()?;
        let defects: Vec<Chosen> = defects();
        let hunt = Hunt { worlds, seeds: SEEDS, threads: self.threads };
        let hunted =
            hunt.run(&defects, self.stop, |done| show(format!("{done} of {} defects", defects.len())));
        if hunted.len() < defects.len() {
            return Ok(None);
        }
        let differences = table.differences(&hunted, SEEDS);
        let mut record = Record::new(&job.id, Verdict::Passed, String::new());
        let mut shown = 0;
        for hunted in &hunted {
            let name = hunted.defect.to_string();
            let (came, note) = match (&hunted.shown, table.why_hidden(hunted.defect)) {
                (Some(by), _) => {
                    shown += 1;
                    (
                        Came::Holds,
                        format!("shown by seed {} of {}: {}", by.seeds - 1, by.scenario, by.failure),
                    )
                }
                (None, Some(why)) => (Came::NeverCameUp, why.to_owned()),
                (None, None) => (Came::Broken, format!("no seed of {SEEDS} shows it")),
            };
            record.claims.push(Claim { name, came, note });
        }
        record.count("defects", defects.len() as u64);
        record.count("shown", shown);
        record.says = format!("{shown} of {} defects are shown by a simulation", defects.len());
        for difference in differences {
            let lost = record
                .claims
                .iter()
                .any(|claim| claim.came == Came::Broken && difference.contains(claim.name.as_str()));
            let verdict = if lost { Verdict::Failed } else { Verdict::Differs };
            record.verdict = record.verdict.max(verdict);
            let place = Place::at("sim/hunt.toml", 1);
            record.findings.push(finding(
                "hunt",
                difference.clone(),
                difference,
                place,
                "asms hunt".to_owned(),
            ));
        }
        Ok(Some(record))
    }
}
