//! The tables for programs: one JSON document.

use std::collections::BTreeMap;
use std::io::Write;

use asms_machine::facts::{Coverage, Evidence, Kind, Row};
use asms_sim::fleet::HuntTable;
use serde::Serialize;

use super::simulated;
use crate::answer::Failure;
use crate::hunt::ShownForm;

/// The version of the form of this document.
const FORMAT: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    format: u32,
    requirements: List<'a>,
    edge_cases: List<'a>,
    known_bugs: List<'a>,
    /// What is wrong; empty when all is well.
    faults: &'a [String],
}

#[derive(Serialize)]
struct List<'a> {
    /// How many stand how.
    counts: BTreeMap<&'static str, usize>,
    rows: Vec<RowForm<'a>>,
}

#[derive(Serialize)]
struct RowForm<'a> {
    id: &'a str,
    text: &'a str,
    /// `holds`, `violated`, `model`, `tested`, `simulation`, `outside` or `none`.
    standing: &'static str,
    evidence: Vec<EvidenceForm<'a>>,
    /// The defects that come from it, and what shows each in a simulation.
    simulated: Vec<SimulatedForm<'a>>,
}

#[derive(Serialize)]
struct SimulatedForm<'a> {
    variant: String,
    #[serde(flatten)]
    by: ShownForm<'a>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum EvidenceForm<'a> {
    Holds { property: &'a str, goal: &'a str, scenarios: &'a [&'static str] },
    Violated { property: &'a str, goal: &'a str, scenario: &'a str, steps: Option<u32>, because: &'a str },
    Caught { variant: String, property: &'a str, scenario: &'a str, steps: u32 },
    Harmless { variant: String, because: &'a str },
    Test { file: &'a str, name: &'a str },
    Simulation { because: &'a str },
    Outside { because: &'a str },
}

/// Writes the lists in their order.
pub(super) fn write(coverage: &Coverage, hunted: &HuntTable, out: &mut impl Write) -> Result<(), Failure> {
    let document = Document {
        format: FORMAT,
        requirements: list(&coverage.requirements, hunted),
        edge_cases: list(&coverage.edge_cases, hunted),
        known_bugs: list(&coverage.known_bugs, hunted),
        faults: &coverage.faults,
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)?;
    Ok(())
}

fn list<'a>(rows: &'a [Row], hunted: &'a HuntTable) -> List<'a> {
    let count = |kind: Kind| rows.iter().filter(|row| row.kind() == kind).count();
    List {
        counts: Kind::ALL.into_iter().map(|kind| (kind.word(), count(kind))).collect(),
        rows: rows
            .iter()
            .map(|row| RowForm {
                id: &row.fact.id,
                text: &row.fact.text,
                standing: row.kind().word(),
                evidence: row.evidence.iter().map(evidence).collect(),
                simulated: simulated(hunted, &row.fact.id)
                    .map(|(defect, shown)| SimulatedForm {
                        variant: defect.to_string(),
                        by: ShownForm::of(shown),
                    })
                    .collect(),
            })
            .collect(),
    }
}

fn evidence(evidence: &Evidence) -> EvidenceForm<'_> {
    match evidence {
        Evidence::Holds { property, goal, scenarios } => EvidenceForm::Holds { property, goal, scenarios },
        Evidence::Violated { property, goal, scenario, steps, because } => {
            EvidenceForm::Violated { property, goal, scenario, steps: *steps, because }
        }
        Evidence::Caught(catch) => EvidenceForm::Caught {
            variant: catch.choice.to_string(),
            property: catch.property,
            scenario: catch.scenario,
            steps: catch.steps,
        },
        Evidence::Harmless { choice, because } => {
            EvidenceForm::Harmless { variant: choice.to_string(), because: because.trim() }
        }
        Evidence::Test { file, name } => EvidenceForm::Test { file, name },
        Evidence::Simulation(because) => EvidenceForm::Simulation { because },
        Evidence::Outside(because) => EvidenceForm::Outside { because },
    }
}
