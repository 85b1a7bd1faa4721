//! The choices of which an author claims something.

use std::collections::BTreeSet;

use asms_machine::behaviour::{Behaviour, Standing};
use asms_machine::scenario::Chosen;

use crate::ReportError;
use crate::authored::{Authored, Claim, file};

/// A choice of which something is claimed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Arm {
    /// The choice; nothing for what the scenario itself chooses.
    pub(crate) choice: Option<Chosen>,
    /// What is claimed of it.
    pub(crate) claim: Claim,
}

impl Arm {
    /// As the file names it.
    pub(crate) fn label(&self) -> String {
        self.choice.map_or_else(|| "default".to_owned(), |choice| choice.to_string())
    }

    /// A behaviour with this choice.
    pub(crate) fn of(&self, mut behaviour: Behaviour) -> Behaviour {
        if let Some(Chosen { point, variant }) = self.choice {
            // Both names come from the very table that they are looked up in.
            let _ = behaviour.set(point.name, variant.name);
        }
        behaviour
    }
}

/// The choices, the default first, the others in the order of the table. Fails where one is not there, or where a variant of a
/// decision point that is named is passed over.
pub(crate) fn arms(name: &str, finding: &Authored) -> Result<Vec<Arm>, ReportError> {
    let wrong = |message: String| ReportError::field(&file(name), "claims", message);
    let of = |label: &str| finding.claims.get(label).copied();
    let default = of("default").ok_or_else(|| wrong("what comes of the default is not said".to_owned()))?;
    let mut arms = vec![Arm { choice: None, claim: default }];
    for label in finding.claims.keys().filter(|label| *label != "default") {
        let choice = Chosen::find(label).filter(|choice| choice.to_string() == *label);
        let choice = choice.ok_or_else(|| {
            wrong(format!(
                "there is no {label:?}; `asms behaviours` lists decision points and their variants"
            ))
        })?;
        if choice.variant.standing == Standing::Default {
            return Err(wrong(format!("{label} is the default, of which `default` speaks")));
        }
    }
    let chosen = Chosen::all()
        .filter_map(|choice| Some(Arm { claim: of(&choice.to_string())?, choice: Some(choice) }));
    arms.extend(chosen);
    let points: BTreeSet<&str> = arms.iter().filter_map(|arm| Some(arm.choice?.point.name)).collect();
    let passed_over = Chosen::all().find(|choice| {
        points.contains(choice.point.name)
            && choice.variant.standing != Standing::Default
            && of(&choice.to_string()).is_none()
    });
    match passed_over {
        Some(choice) => Err(wrong(format!(
            "of {choice} nothing is said, and of others of its decision point something is"
        ))),
        None => Ok(arms),
    }
}
