//! The standing of every id: computed from properties, goals, scenarios, variants and catches, and from what is stated
//! beside.
//!
//! That a property holds in a scenario proves nothing of an id whose situation never occurs there: a property such as
//! `convergence` speaks of every answer. So an id has to be named twice, by the property that says what must be so and by
//! a goal that says when it comes up, and only a scenario counts that has to reach the goal and pins the property. That
//! the goal is reached and the property holds is what a search of the scenario checks. A property that names an id
//! which no goal of its scenarios names is a fault: its name would be no proof.

use std::collections::BTreeSet;

use super::standing::{Stated, StatedError, names};
use super::{Fact, edge_cases, find, known_bugs, requirements};
use crate::behaviour::Standing;
use crate::property::{GOALS, PROPERTIES, RECOVERABILITY, RECOVERABILITY_SOURCES};
use crate::scenario::{BUILT_IN, Catch, Catches, CatchesError, Chosen, Scenario, ScenarioError};

/// The most edge cases that may be outside.
pub const MOST_OUTSIDE: usize = 20;

/// Requirements, edge cases and known bugs, each with what shows it.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// Every normative statement.
    pub requirements: Vec<Row>,
    /// The situations on which the suite has to give a verdict.
    pub edge_cases: Vec<Row>,
    /// What went wrong in real implementations.
    pub known_bugs: Vec<Row>,
    /// What is wrong: ids without a standing, names that there are not. Empty when all is well.
    pub faults: Vec<String>,
}

/// A fact with what shows it.
#[derive(Clone, Debug)]
pub struct Row {
    /// The fact.
    pub fact: Fact,
    /// What shows it, the weightiest first.
    pub evidence: Vec<Evidence>,
}

/// What shows a fact.
#[derive(Clone, Debug)]
pub enum Evidence {
    /// A property that names it holds, by pin, in every state of these scenarios, which have to reach its situation.
    Holds {
        /// The property.
        property: &'static str,
        /// The goal that is its situation.
        goal: &'static str,
        /// The scenarios.
        scenarios: Vec<&'static str>,
    },
    /// A property that names it is violated by default where its situation is reached, and that cannot be helped.
    Violated {
        /// The property.
        property: &'static str,
        /// The goal that is its situation.
        goal: &'static str,
        /// The scenario.
        scenario: &'static str,
        /// The number of steps of the shortest way there, if it is pinned.
        steps: Option<u32>,
        /// Why it cannot be helped.
        because: String,
    },
    /// A variant that comes from it breaks a property, or a reading breaks one that names it where its situation is
    /// reached.
    Caught(Catch),
    /// A reading that comes from it breaks nothing.
    Harmless {
        /// The reading.
        choice: Chosen,
        /// Why.
        because: String,
    },
    /// A test shows it.
    Test {
        /// Its file, from the root of the repository.
        file: String,
        /// The name of the function.
        name: String,
    },
    /// It is left to a simulation, for this reason.
    Simulation(String),
    /// It is about nothing that the suite carries, for this reason.
    Outside(String),
}

/// How a fact stands, by the weightiest of what shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A property that holds.
    Holds,
    /// A property that is violated, by default or under a reading.
    Violated,
    /// A variant does what went wrong in the field, and what that breaks is known.
    Model,
    /// A test.
    Tested,
    /// Left to a simulation.
    Simulation,
    /// Not of this suite.
    Outside,
    /// Nothing.
    Nothing,
}

/// The tables that coverage is computed from cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum CoverageError {
    /// What is stated.
    #[error(transparent)]
    Stated(#[from] StatedError),
    /// The table of catches.
    #[error(transparent)]
    Catches(#[from] CatchesError),
    /// A scenario.
    #[error(transparent)]
    Scenario(#[from] ScenarioError),
}

/// What coverage is computed from.
struct Sources<'s> {
    stated: &'s Stated,
    catches: &'s Catches,
    scenarios: Vec<(&'static str, Scenario)>,
}

impl Coverage {
    /// The coverage of the suite.
    pub fn built_in() -> Result<Self, CoverageError> {
        Self::of(&Stated::built_in()?, &Catches::built_in()?)
    }

    /// The coverage by the scenarios that come with the suite, given what is stated and what catches what.
    pub fn of(stated: &Stated, catches: &Catches) -> Result<Self, CoverageError> {
        let scenarios = BUILT_IN
            .iter()
            .map(|(name, text)| Ok((*name, Scenario::parse(name, &format!("{name}.toml"), text)?)))
            .collect::<Result<_, ScenarioError>>()?;
        Ok(Self::by(&Sources { stated, catches, scenarios }))
    }

    fn by(sources: &Sources<'_>) -> Self {
        let mut coverage = Self {
            requirements: requirements().into_iter().map(|fact| sources.row(fact)).collect(),
            edge_cases: edge_cases().into_iter().map(|fact| sources.row(fact)).collect(),
            known_bugs: known_bugs().into_iter().map(|fact| sources.row(fact)).collect(),
            faults: Vec::new(),
        };
        coverage.faults = coverage.faults(sources);
        coverage
    }

    /// Every row.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.requirements.iter().chain(&self.edge_cases).chain(&self.known_bugs)
    }

    fn faults(&self, sources: &Sources<'_>) -> Vec<String> {
        let mut faults = sources.unknown_ids();
        faults.extend(sources.loose_ids());
        for row in self.rows() {
            let id = &row.fact.id;
            if row.kind() == Kind::Nothing {
                faults.push(format!("{id} has no standing: nothing shows it"));
            }
            if sources.stated.outside.contains_key(id) && row.evidence.len() > 1 {
                faults.push(format!("{id} is stated to be outside, and yet something shows it"));
            }
            if sources.stated.simulation.contains_key(id) && !id.starts_with("B-") {
                faults.push(format!("{id} is left to a simulation, which only a known bug can be"));
            }
        }
        let outside = sources.stated.outside.keys().filter(|id| id.starts_with("EC-")).count();
        if outside > MOST_OUTSIDE {
            faults.push(format!("{outside} edge cases are outside; at most {MOST_OUTSIDE} may be"));
        }
        faults.extend(sources.catches.gaps());
        faults
    }
}

impl Row {
    /// How it stands.
    pub fn kind(&self) -> Kind {
        self.evidence.iter().map(|evidence| evidence.kind(&self.fact.id)).min().unwrap_or(Kind::Nothing)
    }
}

impl Evidence {
    /// How a fact stands by this alone, given its id.
    pub fn kind(&self, id: &str) -> Kind {
        match self {
            Self::Holds { .. } => Kind::Holds,
            Self::Caught(_) | Self::Harmless { .. } if id.starts_with("B-") => Kind::Model,
            // What a defect breaks is no violation of what the specification may mean.
            Self::Caught(catch) if catch.choice.variant.standing == Standing::Defect => Kind::Model,
            Self::Violated { .. } | Self::Caught(_) | Self::Harmless { .. } => Kind::Violated,
            Self::Test { .. } => Kind::Tested,
            Self::Simulation(_) => Kind::Simulation,
            Self::Outside(_) => Kind::Outside,
        }
    }
}

impl Kind {
    /// Every kind, the weightiest first.
    pub const ALL: [Self; 7] = [
        Self::Holds,
        Self::Violated,
        Self::Model,
        Self::Tested,
        Self::Simulation,
        Self::Outside,
        Self::Nothing,
    ];

    /// In a word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Violated => "violated",
            Self::Model => "model",
            Self::Tested => "tested",
            Self::Simulation => "simulation",
            Self::Outside => "outside",
            Self::Nothing => "none",
        }
    }
}

impl Sources<'_> {
    fn row(&self, fact: Fact) -> Row {
        let id = fact.id.as_str();
        let mut evidence = Vec::new();
        // A right server has none of the known bugs; what shows one is the variant that has it.
        if !id.starts_with("B-") {
            evidence.extend(self.verdicts(id));
        }
        evidence.extend(self.variants(id));
        evidence.extend(
            self.stated
                .tests_of(id)
                .map(|test| Evidence::Test { file: test.file.to_owned(), name: test.name.to_owned() }),
        );
        evidence.extend(self.stated.simulation.get(id).cloned().map(Evidence::Simulation));
        evidence.extend(self.stated.outside.get(id).cloned().map(Evidence::Outside));
        evidence.sort_by_key(|evidence| evidence.kind(id));
        Row { fact, evidence }
    }

    /// What the scenarios pin of the properties that name an id, where they have to reach its situation.
    fn verdicts(&self, id: &str) -> Vec<Evidence> {
        let mut evidence = Vec::new();
        let goals = || GOALS.iter().filter(|goal| names(goal.sources, id));
        for (property, _) in properties().filter(|(_, sources)| names(sources, id)) {
            for goal in goals().map(|goal| goal.name) {
                let mut holds = Vec::new();
                for (scenario, read) in self.reaching(goal) {
                    if let Some(pinned) = read.expect.violated.get(property) {
                        let because = pinned.because.trim().to_owned();
                        evidence.push(Evidence::Violated {
                            property,
                            goal,
                            scenario,
                            steps: pinned.steps,
                            because,
                        });
                    } else if read.expect.is_held(property) {
                        holds.push(scenario);
                    }
                }
                if !holds.is_empty() {
                    evidence.push(Evidence::Holds { property, goal, scenarios: holds });
                }
            }
        }
        evidence
    }

    /// The scenarios that have to reach a goal.
    fn reaching(&self, goal: &str) -> impl Iterator<Item = (&'static str, &Scenario)> {
        let has_to = move |read: &Scenario| read.goals.iter().any(|demanded| demanded.name == goal);
        self.scenarios.iter().filter(move |(_, read)| has_to(read)).map(|(name, read)| (*name, read))
    }

    /// Whether a scenario has to reach a situation of an id.
    fn is_reached(&self, id: &str, scenario: &str) -> bool {
        let found = self.scenarios.iter().find(|(name, _)| *name == scenario);
        found.is_some_and(|(_, read)| read.goals.iter().any(|goal| names(goal.sources, id)))
    }

    /// What is known of the variants that come from an id, and of readings under which a property is broken that names it.
    fn variants(&self, id: &str) -> Vec<Evidence> {
        let comes_from = |choice: Chosen| names(choice.variant.sources, id);
        let speaks_of =
            |property: &str| properties().any(|(name, sources)| name == property && names(sources, id));
        let is_reading = |choice: Chosen| choice.variant.standing == Standing::Reading;
        let caught = self.catches.catches.iter().filter(|catch| {
            comes_from(catch.choice)
                || is_reading(catch.choice)
                    && speaks_of(catch.property)
                    && self.is_reached(id, catch.scenario)
        });
        let harmless = self.catches.harmless.iter().filter(|entry| comes_from(entry.choice));
        caught
            .copied()
            .map(Evidence::Caught)
            .chain(
                harmless
                    .map(|entry| Evidence::Harmless { choice: entry.choice, because: entry.because.clone() }),
            )
            .collect()
    }

    /// Ids that are named somewhere and that there are not.
    fn unknown_ids(&self) -> Vec<String> {
        let mut unknown = BTreeSet::new();
        let mut check = |place: &str, id: &str| {
            if find(id).is_none() {
                unknown.insert(format!("{place} names {id:?}, which there is not"));
            }
        };
        for id in self.stated.ids() {
            check("standings.toml", id);
        }
        for (property, sources) in properties() {
            sources.split_whitespace().for_each(|id| check(property, id));
        }
        for goal in GOALS {
            goal.sources.split_whitespace().for_each(|id| check(goal.name, id));
        }
        for choice in Chosen::all() {
            choice.variant.sources.split_whitespace().for_each(|id| check(&choice.to_string(), id));
        }
        unknown.into_iter().collect()
    }

    /// Ids of a property or of a goal that the other side does not answer: what names them is no proof.
    fn loose_ids(&self) -> Vec<String> {
        let mut loose = Vec::new();
        for (property, sources) in properties() {
            let is_proof = |evidence: &Evidence| match evidence {
                Evidence::Holds { property: of, .. } | Evidence::Violated { property: of, .. } => {
                    *of == property
                }
                _ => false,
            };
            let ids = sources.split_whitespace().filter(|id| !self.verdicts(id).iter().any(is_proof));
            loose.extend(ids.map(|id| {
                format!(
                    "{property} names {id}, and is pinned in no scenario that has to reach a goal of {id}"
                )
            }));
        }
        for goal in GOALS {
            let is_named = |id: &&str| properties().any(|(_, sources)| names(sources, id));
            let ids = goal.sources.split_whitespace().filter(|id| !is_named(id));
            loose.extend(
                ids.map(|id| format!("the goal {} names {id}, of which no property speaks", goal.name)),
            );
        }
        loose
    }
}

/// Every property with its sources.
fn properties() -> impl Iterator<Item = (&'static str, &'static str)> {
    let steps = PROPERTIES.iter().map(|property| (property.name, property.sources));
    steps.chain([(RECOVERABILITY, RECOVERABILITY_SOURCES)])
}

#[cfg(test)]
mod tests;
