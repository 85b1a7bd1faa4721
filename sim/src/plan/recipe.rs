//! What a plan is made from, in a form that can be kept and made again elsewhere.

use std::collections::BTreeSet;

use asms_machine::behaviour::PROFILES;
use asms_machine::scenario::Scenario;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Fault, Faults, Plan, PlanError, SimulationForm};
use crate::radio::{Carrier, Preset};

/// What a plan is made from: a scenario, whole, and what is to be otherwise than it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipe {
    /// The name of the scenario.
    pub scenario: String,
    /// The text of its file.
    pub text: String,
    /// What is to be otherwise.
    pub overrides: Overrides,
}

/// What is to be otherwise than a scenario says, as it is written on the command line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Overrides {
    /// For how many days it runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
    /// How many users there are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub users: Option<u16>,
    /// The state of the radio network.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preset: Option<Preset>,
    /// What the radio carries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carrier: Option<Carrier>,
    /// A product, as which the machines behave.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<String>,
    /// Variants at decision points, each as `POINT=VARIANT`; on top of the product.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<String>,
    /// The kinds of fault that may happen at all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub only_faults: Option<Vec<String>>,
    /// How strong kinds of fault are, each as `NAME=STRENGTH`; on top of those that may happen.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fault: Vec<String>,
    /// Whether each seed has some of the faults only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub swarm: Option<bool>,
}

/// A recipe of which no plan can be made.
#[derive(Debug, thiserror::Error)]
pub enum RecipeError {
    /// The scenario cannot be simulated.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// What is to be otherwise cannot be.
    #[error("{key}: {message}")]
    Override {
        /// The field of [`Overrides`], as files and the command line name it.
        key: &'static str,
        /// What is wrong, and what there is.
        message: String,
    },
}

impl Recipe {
    /// The plan. `file` is what messages call the file of the scenario.
    pub fn plan(&self, file: &str) -> Result<Plan, RecipeError> {
        let scenario = Scenario::parse(&self.scenario, file, &self.text).map_err(PlanError::from)?;
        let mut form = SimulationForm::parse(file, &self.text)?;
        let Overrides { days, users, preset, carrier, swarm, .. } = self.overrides;
        form.days = days.or(form.days);
        form.users = users.or(form.users);
        form.preset = preset.or(form.preset);
        form.carrier = carrier.or(form.carrier);
        form.swarm = swarm.or(form.swarm);
        form.faults = self.overrides.faults(form.faults)?;
        let mut plan = form.plan(file, &self.text, scenario)?;
        self.overrides.behave(&mut plan)?;
        Ok(plan)
    }
}

impl Overrides {
    /// The options of the command line that say the same, each as a shell takes it.
    pub fn options(&self) -> Vec<String> {
        let Self { days, users, preset, carrier, profile, with, only_faults, fault, swarm } = self;
        let mut options = Vec::new();
        options.extend(days.map(|days| format!("--days {days}")));
        options.extend(users.map(|users| format!("--users {users}")));
        options.extend(preset.map(|preset| format!("--preset {}", preset.name())));
        options.extend(carrier.map(|carrier| format!("--carrier {}", carrier.name())));
        options.extend(profile.as_ref().map(|profile| format!("--profile {profile}")));
        options.extend(with.iter().map(|choice| format!("--with {}", quoted(choice))));
        options.extend(only_faults.as_ref().map(|names| {
            let names = if names.is_empty() { "none".to_owned() } else { names.join(",") };
            format!("--only-faults {names}")
        }));
        options.extend(fault.iter().map(|fault| format!("--fault {}", quoted(fault))));
        options.extend(swarm.filter(|swarm| !swarm).map(|_| "--no-swarm".to_owned()));
        options
    }

    fn faults(&self, own: Faults) -> Result<Faults, RecipeError> {
        let mut faults = own;
        if let Some(names) = &self.only_faults {
            let wrong = |message| RecipeError::Override { key: "only-faults", message };
            let only: BTreeSet<Fault> =
                names.iter().map(|name| Fault::named(name)).collect::<Result<_, _>>().map_err(wrong)?;
            for fault in Fault::ALL.iter().filter(|fault| !only.contains(fault)) {
                faults = faults.with(*fault, 0);
            }
        }
        for text in &self.fault {
            let (fault, strength) =
                strength(text).map_err(|message| RecipeError::Override { key: "fault", message })?;
            faults = faults.with(fault, strength);
        }
        Ok(faults)
    }

    fn behave(&self, plan: &mut Plan) -> Result<(), RecipeError> {
        if let Some(name) = &self.profile {
            let wrong = |message| RecipeError::Override { key: "profile", message };
            let product = PROFILES.iter().find(|profile| profile.name == name).ok_or_else(|| {
                let known: Vec<&str> = PROFILES.iter().map(|profile| profile.name).collect();
                wrong(format!("there is no product {name:?}; there are {}", known.join(", ")))
            })?;
            let choices = product.choices.iter().copied();
            plan.behaviour.set_all(choices).map_err(|error| wrong(error.to_string()))?;
        }
        let with = self.with.iter().map(String::as_str);
        plan.behaviour
            .set_from(with)
            .map_err(|error| RecipeError::Override { key: "with", message: error.to_string() })
    }
}

/// `NAME=STRENGTH`
fn strength(text: &str) -> Result<(Fault, u32), String> {
    let (name, number) = text
        .split_once('=')
        .ok_or_else(|| format!("{text:?} is not of the form NAME=STRENGTH, such as request-lost=5000"))?;
    let fault = Fault::named(name.trim())?;
    let (most, words) = (fault.unit().most(), fault.unit().words());
    let strength = number.trim().parse().ok().filter(|strength| *strength <= most);
    let strength = strength
        .ok_or_else(|| format!("{} is {number:?}; it is counted {words}, 0 to {most}", fault.name()))?;
    Ok((fault, strength))
}

/// A word as a shell takes it.
pub fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./=,:+~@%".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::BUILT_IN;

    fn everyday(overrides: Overrides) -> Result<Plan, String> {
        let (name, text) = BUILT_IN[0];
        let recipe = Recipe { scenario: name.to_owned(), text: text.to_owned(), overrides };
        recipe.plan("everyday.toml").map_err(|error| error.to_string())
    }

    #[test]
    fn what_is_otherwise_is() {
        let plain = everyday(Overrides::default()).expect("it is a plan");
        let changed = everyday(Overrides {
            days: Some(3),
            users: Some(4),
            preset: Some(Preset::Disaster),
            carrier: Some(Carrier::Cdma),
            profile: Some("exchange-2010".to_owned()),
            with: vec!["AMB-17=no-dedupe".to_owned()],
            only_faults: Some(vec!["server-busy".to_owned(), "request-lost".to_owned()]),
            fault: vec!["request-lost=7".to_owned(), "clock-steps = 1".to_owned()],
            swarm: Some(false),
        })
        .expect("it is a plan");
        assert_eq!((changed.days, changed.users, changed.swarm), (3, 4, false));
        assert_eq!(changed.radio, Preset::Disaster.radio(Carrier::Cdma));
        let deviations = changed.behaviour.deviations();
        assert_eq!(deviations, ["AMB-02=by-product", "product=exchange-2010", "AMB-17=no-dedupe"]);
        let kinds: Vec<(Fault, u32)> =
            changed.faults.kinds().map(|fault| (fault, changed.faults.strength(fault))).collect();
        let busy = plain.faults.strength(Fault::ServerBusy);
        assert_eq!(kinds, [(Fault::RequestLost, 7), (Fault::ServerBusy, busy), (Fault::ClockSteps, 1)]);
    }

    #[test]
    fn what_cannot_be_says_what_can() {
        let fault = |text: &str| Overrides { fault: vec![text.to_owned()], ..Overrides::default() };
        for (overrides, says) in [
            (fault("request-lost"), "fault: \"request-lost\" is not of the form NAME=STRENGTH"),
            (fault("rain=1"), "fault: there is no fault \"rain\"; there are request-lost, "),
            (
                fault("request-lost=1000001"),
                "fault: request-lost is \"1000001\"; it is counted in a million requests, 0 to 1000000",
            ),
            (fault("request-lost=-1"), "fault: request-lost is \"-1\"; it is counted"),
            (
                Overrides { only_faults: Some(vec!["rain".to_owned()]), ..Overrides::default() },
                "only-faults: there is no fault \"rain\"",
            ),
            (
                Overrides { profile: Some("exchange-2007".to_owned()), ..Overrides::default() },
                "profile: there is no product \"exchange-2007\"; there are ",
            ),
            (Overrides { with: vec!["AMB-99=x".to_owned()], ..Overrides::default() }, "with: "),
            (
                Overrides { days: Some(0), ..Overrides::default() },
                "everyday.toml: simulation.days is 0; a run has 1 to 36500 days",
            ),
        ] {
            let error = everyday(overrides).expect_err(says);
            assert!(error.starts_with(says), "{error}");
        }
    }

    #[test]
    fn words_are_quoted_where_a_shell_needs_it() {
        assert_eq!(quoted("my-file.toml"), "my-file.toml");
        assert_eq!(quoted("my file's.toml"), r"'my file'\''s.toml'");
    }
}
