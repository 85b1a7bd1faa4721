//! The cases of the fixtures, as far as reports name them.

use std::collections::BTreeMap;

use asms_fixtures::{SUITES, corpus};
use serde::Deserialize;

use crate::ReportError;

/// The cases of every suite, in the order of suites.
pub(crate) struct Catalogue(Vec<Listed>);

/// A case.
pub(crate) struct Listed {
    /// The suite, with whose name the id begins.
    suite: &'static str,
    case: Case,
}

#[derive(Deserialize)]
struct Suite {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    id: String,
    sources: Vec<String>,
    #[serde(default)]
    depends: Vec<Depends>,
    provenance: String,
    given: serde_json::Value,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Depends {
    decision_point: String,
}

impl Catalogue {
    /// The cases as the corpus is written now.
    pub(crate) fn new() -> Result<Self, ReportError> {
        let files: BTreeMap<String, Vec<u8>> = corpus(&[])?.files;
        let mut all = Vec::new();
        for suite in SUITES.iter().copied() {
            let file = format!("{suite}.json");
            let bytes = files.get(&file).map_or(&[][..], Vec::as_slice);
            let read: Suite = serde_json::from_slice(bytes)
                .map_err(|error| ReportError::Form { file, message: error.to_string() })?;
            all.extend(read.cases.into_iter().map(|case| Listed { suite, case }));
        }
        Ok(Self(all))
    }

    /// The cases that are about an id.
    pub(crate) fn about<'c>(&'c self, id: &str) -> impl Iterator<Item = &'c Listed> {
        self.0.iter().filter(move |listed| listed.case.sources.iter().any(|source| source == id))
    }

    /// The cases in which something else is right by another choice at a decision point.
    pub(crate) fn depending<'c>(&'c self, point: &str) -> impl Iterator<Item = &'c Listed> {
        self.0
            .iter()
            .filter(move |listed| listed.case.depends.iter().any(|depends| depends.decision_point == point))
    }

    /// The shortest way on which a variant breaks a property of a scenario.
    pub(crate) fn counterexample(&self, choice: &str, scenario: &str, property: &str) -> Option<&Listed> {
        let provenance = format!("the shortest way to a violation of {property} in the scenario {scenario}");
        self.counterexamples(choice).find(|listed| listed.case.provenance == provenance)
    }

    /// Every shortest way on which a variant breaks something.
    pub(crate) fn counterexamples<'c>(&'c self, choice: &str) -> impl Iterator<Item = &'c Listed> {
        let has_it = move |listed: &&Listed| {
            let behaviour = listed.case.given["behaviour"].as_array();
            behaviour.is_some_and(|choices| choices.iter().any(|made| made == choice))
        };
        self.0.iter().filter(|listed| listed.suite == "counterexamples").filter(has_it)
    }
}

impl Listed {
    /// The id as a link to where the case can be read, seen from a folder: `up` leads from there to the root.
    pub(crate) fn link(&self, up: &str) -> String {
        format!("[{id}]({up}/fixtures/corpus/{suite}.md#{id})", id = self.case.id, suite = self.suite)
    }

    /// Its id.
    pub(crate) fn id(&self) -> &str {
        &self.case.id
    }

    /// Its suite.
    pub(crate) fn suite(&self) -> &'static str {
        self.suite
    }
}
