//! What a seed of a simulation shows.

use asms_machine::property::PROPERTIES;
use asms_sim::plan::{Overrides, Recipe};
use asms_sim::record::chart;
use asms_sim::watch::{EXCUSES, Finding};
use asms_sim::{BUILT_IN, Plan, judge};

use super::{Aim, Arm, Drawing, Evidence, Place, Verdict};
use crate::ReportError;
use crate::authored::{Authored, Claim, Simulated, file};

/// Runs the seed under every claim, and charts what led to what is broken under the first. Fails where a claim does not come
/// true.
pub(crate) fn simulated(
    name: &str,
    finding: &Authored,
    wanted: &Simulated,
    arms: &[Arm],
) -> Result<Evidence, ReportError> {
    let property = PROPERTIES.iter().find(|property| property.name == wanted.breaks).ok_or_else(|| {
        let message = format!("there is no property {:?}; `asms check --list` lists them", wanted.breaks);
        ReportError::field(&file(name), "simulation.breaks", message)
    })?;
    let excuse = excuse(name, wanted, property.name)?;
    let mut verdicts = Vec::new();
    let mut drawing = None;
    let mut days = 0;
    for arm in arms.iter().copied() {
        let plan = plan(name, wanted, arm)?;
        days = plan.days;
        let broken = broken(&plan, wanted);
        verdicts.push((arm, verdict(name, arm, broken.as_ref())?));
        if let (None, Some(found)) = (&drawing, broken) {
            let chart = chart(&plan, wanted.seed, None, &found).titled(finding.question.as_str());
            drawing = Some(Drawing {
                steps: None,
                svg: chart.svg(),
                text: chart.text(),
                reason: found.reason,
                instead: None,
            });
        }
    }
    let drawing = drawing
        .ok_or_else(|| ReportError::field(&file(name), "claims", "nothing is claimed to be violated"))?;
    let place = Place::Seed {
        scenario: wanted.scenario.clone(),
        seed: wanted.seed,
        days,
        excuse,
        options: options(wanted),
    };
    let aim = Aim { name: property.name, prose: property.prose, is_goal: false };
    Ok(Evidence { place, aim, verdicts, drawing })
}

/// The excuse that is named, with what it says.
fn excuse(
    name: &str,
    wanted: &Simulated,
    property: &str,
) -> Result<Option<(&'static str, &'static str)>, ReportError> {
    let Some(asked) = &wanted.excuse else { return Ok(None) };
    let excuse = EXCUSES.iter().find(|known| known.name == asked && known.properties.contains(&property));
    let excuse = excuse.ok_or_else(|| {
        let message = format!("{asked:?} is no excuse for {property}");
        ReportError::field(&file(name), "simulation.excuse", message)
    })?;
    // The first of a name says it whole, others refer to it.
    let whole = EXCUSES.iter().find(|known| known.name == excuse.name).unwrap_or(excuse);
    Ok(Some((whole.name, whole.prose)))
}

fn plan(name: &str, wanted: &Simulated, arm: Arm) -> Result<Plan, ReportError> {
    let wrong = |message: String| ReportError::field(&file(name), "simulation", message);
    let (scenario, text) = BUILT_IN.iter().find(|(known, _)| *known == wanted.scenario).ok_or_else(|| {
        let known: Vec<&str> = BUILT_IN.iter().map(|(known, _)| *known).collect();
        wrong(format!("there is no scenario {:?}; there are {}", wanted.scenario, known.join(", ")))
    })?;
    let mut overrides: Overrides = wanted.plan.clone();
    overrides.with.extend(arm.choice.map(|choice| choice.to_string()));
    let recipe = Recipe { scenario: (*scenario).to_owned(), text: (*text).to_owned(), overrides };
    recipe.plan(&format!("{scenario}.toml")).map_err(|error| wrong(error.to_string()))
}

/// How the property is broken, with the excuse that is named or with none.
fn broken(plan: &Plan, wanted: &Simulated) -> Option<Finding> {
    let report = judge(plan, wanted.seed, None, None);
    let is_it = |found: &Finding| found.property == wanted.breaks && found.excuse == wanted.excuse.as_deref();
    report.findings.into_iter().find(is_it)
}

fn verdict(name: &str, arm: Arm, broken: Option<&Finding>) -> Result<Verdict, ReportError> {
    let wrong =
        |message: &str| Err(ReportError::field(&file(name), &format!("claims.{:?}", arm.label()), message));
    match (arm.claim, broken) {
        (Claim::Violated, Some(found)) => Ok(Verdict::BrokenInSeed { count: found.count }),
        (Claim::Holds, None) => Ok(Verdict::UnbrokenInSeed),
        (Claim::Violated, None) => wrong("the seed does not break it so"),
        (Claim::Holds, Some(found)) => wrong(&format!("the seed breaks it: {}", found.reason)),
        _ => wrong("a simulation shows whether a property is violated or holds"),
    }
}

/// The options of `asms sim` by which the seed runs so.
fn options(wanted: &Simulated) -> String {
    let mut options = vec![format!("{} --seeds {}", wanted.scenario, wanted.seed)];
    options.extend(wanted.plan.options());
    options.join(" ")
}

#[cfg(test)]
mod tests {
    use crate::authored::Authored;
    use crate::findings::found;

    /// What is said of a simulation is told with its place where it is not so.
    #[test]
    fn a_seed_that_does_not_show_it() {
        let text = |scenario: &str, excuse: &str, claim: &str| {
            format!(
                "question = 'q?'\nharm = 'twice'\nanswer = 'a'\nids = 'EC-04'\nsays = []\n[simulation]\nscenario = '{scenario}'\n\
                 seed = 0\nbreaks = 'sent-once'\nexcuse = '{excuse}'\nplan = {{ days = 1 }}\n[claims]\ndefault = '{claim}'\n\
                 [advice]\nservers = 's'\nclients = 'c'\n"
            )
        };
        for (text, message) in [
            (
                text("nowhere", "quick-delivery", "violated"),
                "there is no scenario \"nowhere\"; there are everyday",
            ),
            (
                text("everyday", "expiry", "violated"),
                "simulation.excuse: \"expiry\" is no excuse for sent-once",
            ),
            (
                text("everyday", "quick-delivery", "violated"),
                "claims.\"default\": the seed does not break it so",
            ),
            (
                text("everyday", "quick-delivery", "reached"),
                "a simulation shows whether a property is violated or holds",
            ),
            (text("everyday", "quick-delivery", "holds"), "claims: nothing is claimed to be violated"),
        ] {
            let read = Authored::parse("seed", &text).expect("it is of the form");
            let told = found("seed", read).err().expect(message).to_string();
            assert!(told.contains(message), "{told}");
        }
    }
}
