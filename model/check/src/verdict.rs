//! Verdicts: what a report means, and whether it is what the scenario pins.

use std::fmt;

use asms_machine::scenario::Expectation;

use crate::{Found, Report, Stopped};

/// The verdict on one property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It held in a complete run, in which it spoke of some step.
    Holds,
    /// It was broken.
    Violated,
    /// The run was complete, and the property spoke of no step.
    NeverCameUp,
    /// It was not broken as far as the run went, which was not to the end.
    Unknown,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Holds => "holds",
            Self::Violated => "VIOLATED",
            Self::NeverCameUp => "never came up",
            Self::Unknown => "unknown",
        })
    }
}

impl Verdict {
    /// The verdict that a report gives on what was found of a property.
    pub fn of<A>(report: &Report<A>, found: &Found<A>) -> Self {
        match found {
            Found::Violated { .. } => Self::Violated,
            _ if !report.is_complete() => Self::Unknown,
            Found::Held => Self::Holds,
            Found::Unconcerned => Self::NeverCameUp,
        }
    }
}

/// How a whole run ended. The order is that of gravity: the worst of several runs is the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Complete, and every verdict is as the scenario pins it.
    AsPinned,
    /// Complete, and the verdicts are as pinned, yet a count is not.
    Differs,
    /// A goal was not reached, or a property never came up that should have.
    GoalUnreached,
    /// The run ended early.
    Truncated,
    /// Nothing may happen in a state that is not settled.
    Deadlock,
    /// A property was broken that is not pinned as broken, or one that is pinned as broken held; or the fair continuation
    /// was something that may not happen.
    Violated,
}

/// One thing that is not as the scenario pins it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// How grave it is.
    pub outcome: Outcome,
    /// The property that it concerns, if it is one.
    pub property: Option<&'static str>,
    /// What it is.
    pub text: String,
}

/// Compares a report with what is pinned. Gives everything that is otherwise.
pub fn judge<A>(report: &Report<A>, expect: &Expectation) -> Vec<Mismatch> {
    let mut found = Vec::new();
    let mut add = |outcome, text| found.push(Mismatch { outcome, property: None, text });
    if let Some(stopped) = report.stopped {
        add(Outcome::Truncated, format!("the run ended early: {stopped}"));
    }
    if let Some(path) = &report.deadlock {
        add(
            Outcome::Deadlock,
            format!("after {} steps nothing may happen, though not all is settled", path.len()),
        );
    }
    if let Some(path) = &report.astray {
        let steps = path.len();
        add(
            Outcome::Violated,
            format!("after {steps} steps the fair continuation is what may not happen there"),
        );
    }
    if report.is_complete() {
        for goal in report.goals.iter().filter(|goal| goal.reached.is_none()) {
            add(Outcome::GoalUnreached, format!("goal {} was not reached", goal.name));
        }
        for (what, is, pinned) in [
            ("states", report.states, expect.states),
            ("generated", report.generated, expect.generated),
            ("depth", u64::from(report.depth), expect.depth.map(u64::from)),
        ] {
            if let Some(pinned) = pinned.filter(|pinned| *pinned != is) {
                add(Outcome::Differs, format!("{what} is {is}, pinned as {pinned}"));
            }
        }
    }
    for entry in &report.properties {
        let name = entry.info.name;
        let mismatch = judge_property(report.is_complete(), name, &entry.found, expect);
        found.extend(mismatch.map(|(outcome, text)| Mismatch { outcome, property: Some(name), text }));
    }
    found
}

fn judge_property<A>(
    complete: bool,
    name: &str,
    found: &Found<A>,
    expect: &Expectation,
) -> Option<(Outcome, String)> {
    // Whether it is pinned to hold, or to never come up, if anything is.
    let holds = expect.holds.as_ref().map(|holds| holds.iter().any(|pinned| pinned == name));
    match (found, expect.violated.get(name)) {
        (Found::Violated { reason, .. }, None) => Some((Outcome::Violated, format!("{name}: {reason}"))),
        (Found::Violated { path, .. }, Some(pinned)) => {
            let steps = u32::try_from(path.len()).unwrap_or(u32::MAX);
            let pinned = pinned.steps.filter(|pinned| *pinned != steps)?;
            Some((Outcome::Differs, format!("{name} is violated after {steps} steps, pinned {pinned}")))
        }
        // Of what was not found in part of the states nothing can be said.
        (_, _) if !complete => None,
        (_, Some(_)) => Some((Outcome::Violated, format!("{name} is pinned as violated, and is not"))),
        (Found::Unconcerned, None) if holds == Some(true) => {
            Some((Outcome::GoalUnreached, format!("{name} is pinned to hold, and never came up")))
        }
        (Found::Held, None) if holds == Some(false) => Some((
            Outcome::Differs,
            format!("{name} came up and holds; [expect] does not name it under holds"),
        )),
        _ => None,
    }
}

impl fmt::Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::States(states) => write!(f, "it reached the limit of {states} states"),
            Self::Depth(depth) => write!(f, "it reached the limit of {depth} steps"),
            Self::Interrupted => f.write_str("interrupted"),
            Self::Found => f.write_str("it found what it looked for, and left the rest unseen"),
        }
    }
}
