//! A night in the form that services read findings of analyses in: SARIF 2.1.0.

use std::collections::BTreeMap;

use asms_machine::facts;
use asms_machine::property::{PROPERTIES, RECOVERABILITY, RECOVERABILITY_PROSE, RECOVERABILITY_SOURCES};
use serde::Serialize;
use serde_json::{Value, json};
use xxhash_rust::xxh3::xxh3_64;

use super::Night;
use crate::{Finding, Record, Verdict, store};

/// Rules that are no properties.
const OTHER_RULES: &[(&str, &str)] = &[
    (
        "deadlock",
        "Something may happen in every state that is not settled, and the fair continuation may happen.",
    ),
    (
        "determinism",
        "The same seed and the same scenario give the same, however often and by how many threads.",
    ),
    ("divergence", "What is on the wire is what is in the model."),
    ("fixture", "Fixtures are those that are kept."),
    ("fuzz", "No input breaks a fuzz target."),
    ("goal", "A scenario reaches the situations that it is about."),
    ("hunt", "Simulations show every known defect."),
    ("panic", "The program does not panic."),
    ("pending", "Nothing is left to do once nothing goes wrong any more."),
    ("pin", "A search gives what the file of the scenario pins."),
];

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    short_description: Value,
    help: Value,
    properties: Value,
}

impl Night {
    /// A SARIF log with a result for each finding: its rule is the property, tagged with the requirements it comes from, its
    /// location the place in the model.
    pub(crate) fn sarif(&self) -> Vec<u8> {
        let rules = rules();
        let places: BTreeMap<&str, usize> =
            rules.iter().enumerate().map(|(at, rule)| (rule.id, at)).collect();
        let results: Vec<Value> = self
            .findings()
            .into_iter()
            .map(|(record, finding)| result(record, finding, places.get(finding.rule.as_str()).copied()))
            .collect();
        store::json(&json!({
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": { "name": "asms", "version": self.plan.program, "rules": rules } },
                "automationDetails": { "id": format!("asms/night/{}", self.plan.night) },
                "columnKind": "unicodeCodePoints",
                "results": results,
            }],
        }))
    }
}

fn rules() -> Vec<Rule> {
    let properties = PROPERTIES.iter().map(|property| (property.name, property.prose, property.sources));
    let recoverability = (RECOVERABILITY, RECOVERABILITY_PROSE, RECOVERABILITY_SOURCES);
    let others = OTHER_RULES.iter().map(|(name, prose)| (*name, *prose, ""));
    let all = properties.chain([recoverability]).chain(others);
    all.map(|(id, prose, sources)| {
        let sources: Vec<&str> = sources.split_whitespace().collect();
        let said = sources.iter().filter_map(|id| Some(format!("{id}: {}", facts::find(id)?.text)));
        let help = [prose.to_owned()].into_iter().chain(said).collect::<Vec<_>>().join("\n");
        Rule {
            id,
            short_description: json!({ "text": prose }),
            help: json!({ "text": help }),
            properties: json!({ "tags": sources }),
        }
    })
    .collect()
}

fn result(record: &Record, finding: &Finding, rule: Option<usize>) -> Value {
    let level = if record.verdict == Verdict::Failed { "error" } else { "warning" };
    let mut text = format!("{}\n{}\nShown again by: {}", finding.title, finding.text, finding.again);
    if !finding.chart.is_empty() {
        text.push_str("\n\n");
        text.push_str(&finding.chart);
    }
    let mut result = json!({
        "ruleId": finding.rule,
        "level": level,
        "message": { "text": text },
        "locations": [{
            "physicalLocation": {
                "artifactLocation": { "uri": finding.place.file },
                "region": { "startLine": finding.place.line },
            },
            "logicalLocations": [{ "fullyQualifiedName": record.job, "kind": "scenario" }],
        }],
        // The same finding of another night is the same.
        "partialFingerprints": {
            "asms/v1": format!("{:016x}", xxh3_64(format!("{}\n{}", finding.rule, finding.title).as_bytes())),
        },
        "properties": { "tags": finding.sources },
    });
    if let (Some(rule), Some(fields)) = (rule, result.as_object_mut()) {
        fields.insert("ruleIndex".to_owned(), json!(rule));
    }
    result
}
