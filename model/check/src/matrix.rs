//! Which scenario catches which variant: every variant in every scenario, against the scenario's own behaviour.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};

use asms_machine::behaviour::{Behaviour, Point, Standing, Variant};
use asms_machine::scenario::Scenario;
use asms_machine::system::{Action, System};

use crate::{DEADLOCK, Found, Progress, Report, Search, Stopped, Until};

/// A variant of a decision point that is not its default, both by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Variation {
    point: usize,
    variant: usize,
}

impl Variation {
    /// All of them, in the order of [`Behaviour::POINTS`].
    pub fn all() -> impl Iterator<Item = Self> {
        Behaviour::POINTS
            .iter()
            .enumerate()
            .flat_map(|(point, entry)| (1..entry.variants.len()).map(move |variant| Self { point, variant }))
    }

    /// Its decision point.
    pub fn point(self) -> &'static Point {
        Behaviour::POINTS[self.point]
    }

    /// The variant.
    pub fn variant(self) -> &'static Variant {
        &self.point().variants[self.variant]
    }

    /// Whether it is an implementation's mistake, which some scenario has to catch.
    pub fn is_defect(self) -> bool {
        self.variant().standing == Standing::Defect
    }

    /// As the command line takes it: `AMB-17=no-dedupe`.
    pub fn label(self) -> String {
        let point = self.point();
        format!("{}={}", point.ambiguity.unwrap_or(point.name), self.variant().name)
    }

    /// A behaviour with this choice in it.
    pub fn of(self, mut behaviour: Behaviour) -> Behaviour {
        // Both names come from the very table that they are looked up in.
        let _ = behaviour.set(self.point().name, self.variant().name);
        behaviour
    }

    fn is_in(self, behaviour: &Behaviour) -> bool {
        behaviour.choice(self.point) == self.variant
    }
}

/// What became of a variant in a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// A property is violated that the scenario keeps otherwise.
    Caught {
        /// The property, or [`DEADLOCK`].
        by: &'static str,
        /// The steps of the shortest way there.
        steps: usize,
    },
    /// All was seen, and nothing is violated that is not violated otherwise.
    NotCaught,
    /// The scenario never asks the decision point, so the variant changes nothing there; nothing was run for it.
    NotExercised,
    /// It is what the scenario itself chooses, so there is nothing to set it against.
    Own,
    /// A search ended early that had not caught it.
    Unknown(Stopped),
}

/// Every variant asked for in every scenario asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// The names of the scenarios.
    pub scenarios: Vec<String>,
    /// A row for each variant.
    pub rows: Vec<Row>,
}

/// A variant in every scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The variant.
    pub variation: Variation,
    /// A cell for each scenario.
    pub cells: Vec<Cell>,
}

impl Row {
    /// Whether some scenario catches it.
    pub fn is_caught(&self) -> bool {
        self.cells.iter().any(|cell| matches!(cell, Cell::Caught { .. }))
    }
}

/// How far a matrix has come.
#[derive(Clone, Copy, Debug)]
pub struct MatrixProgress<'a> {
    /// The scenario.
    pub scenario: &'a str,
    /// The variant; nothing while the scenario is searched under its own behaviour.
    pub variation: Option<Variation>,
    /// Cells that are known.
    pub done: usize,
    /// All cells.
    pub cells: usize,
    /// How far the search has come.
    pub search: Progress,
}

/// Searches every scenario under its own behaviour, and then once for each variant, until that is caught. What `search`
/// is to look for does not matter. After an interrupt the cells that are not known say so.
pub fn matrix(
    scenarios: &[Scenario],
    variations: &[Variation],
    search: &Search,
    interrupt: &AtomicBool,
    mut progress: impl FnMut(MatrixProgress<'_>),
) -> Matrix {
    let mut rows: Vec<Row> =
        variations.iter().map(|variation| Row { variation: *variation, cells: Vec::new() }).collect();
    let cells = scenarios.len() * variations.len();
    for (at, scenario) in scenarios.iter().enumerate() {
        let mut show = |variation, done, search| {
            progress(MatrixProgress { scenario: &scenario.name, variation, done, cells, search });
        };
        let mut own = None;
        for (done, row) in (at * variations.len()..).zip(&mut rows) {
            let own = own.get_or_insert_with(|| {
                let whole = Search { until: Until::End, ..search.clone() };
                whole.run(&System::new(scenario.clone()), interrupt, |search| show(None, done, search))
            });
            let cell = cell(scenario, row.variation, own, search, interrupt, |search| {
                show(Some(row.variation), done, search);
            });
            row.cells.push(cell);
        }
    }
    Matrix { scenarios: scenarios.iter().map(|scenario| scenario.name.clone()).collect(), rows }
}

/// What becomes of a variant in a scenario of which it is known what it gives by itself.
fn cell(
    scenario: &Scenario,
    variation: Variation,
    own: &Report<Action>,
    search: &Search,
    interrupt: &AtomicBool,
    progress: impl FnMut(Progress),
) -> Cell {
    if variation.is_in(&scenario.behaviour) {
        return Cell::Own;
    }
    if let Some(stopped) = own.stopped {
        // Neither what it asks nor what it keeps is known.
        return Cell::Unknown(stopped);
    }
    if own.consulted >> variation.point & 1 == 0 {
        return Cell::NotExercised;
    }
    if interrupt.load(Ordering::Relaxed) {
        return Cell::Unknown(Stopped::Interrupted);
    }
    let known = violations(own);
    let names: BTreeSet<String> = known.keys().map(|name| (*name).to_owned()).collect();
    let search = Search { until: Until::Unexpected(names), ..search.clone() };
    let system = System { behaviour: variation.of(scenario.behaviour), scenario: scenario.clone() };
    let report = search.run(&system, interrupt, progress);
    let news = violations(&report).into_iter().filter(|(name, _)| !known.contains_key(name));
    match (news.min_by_key(|(name, steps)| (*steps, *name)), report.stopped) {
        (Some((by, steps)), _) => Cell::Caught { by, steps },
        (None, Some(stopped)) => Cell::Unknown(stopped),
        (None, None) => Cell::NotCaught,
    }
}

/// What is violated, each with the steps of the shortest way there.
fn violations(report: &Report<Action>) -> BTreeMap<&'static str, usize> {
    let properties = report.properties.iter().filter_map(|entry| match &entry.found {
        Found::Violated { path, .. } => Some((entry.info.name, path.len())),
        Found::Held | Found::Unconcerned => None,
    });
    properties.chain(report.deadlock.as_ref().map(|path| (DEADLOCK, path.len()))).collect()
}
