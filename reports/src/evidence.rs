//! What comes of a finding: searched or simulated, and compared with what its author claims.

mod claims;
mod searched;
mod simulated;

pub(crate) use claims::{Arm, arms};
pub(crate) use searched::searched;
pub(crate) use simulated::simulated;

/// What was found.
pub(crate) struct Evidence {
    /// Where it was found.
    pub(crate) place: Place,
    /// What may be broken or reached, and what it says.
    pub(crate) aim: Aim,
    /// What came of it under each claim, the default first.
    pub(crate) verdicts: Vec<(Arm, Verdict)>,
    /// What is shown.
    pub(crate) drawing: Drawing,
}

/// Where something was found.
pub(crate) enum Place {
    /// In a scenario of the suite.
    Scenario {
        /// Its name.
        name: String,
        /// What it is about.
        about: String,
    },
    /// In a world of the reports' own.
    World {
        /// Its name.
        name: String,
        /// What it is about.
        about: String,
    },
    /// In a seed of a simulation.
    Seed {
        /// The scenario.
        scenario: String,
        /// The seed.
        seed: u64,
        /// For how many days it runs.
        days: u32,
        /// The name of the excuse that it has, and what that says.
        excuse: Option<(&'static str, &'static str)>,
        /// The options of `asms sim` by which it is found.
        options: String,
    },
}

/// What may be broken or reached.
pub(crate) struct Aim {
    pub(crate) name: &'static str,
    pub(crate) prose: &'static str,
    pub(crate) is_goal: bool,
}

/// What came of it under one choice.
pub(crate) enum Verdict {
    /// The property holds in every state.
    Holds {
        /// How many states there are.
        states: u64,
        /// What is broken there instead that is not broken by default, with the number of steps.
        instead: Vec<(&'static str, usize)>,
    },
    /// Nothing happens that the property speaks of.
    NeverComesUp {
        /// How many states there are.
        states: u64,
        /// What is broken there instead, likewise.
        instead: Vec<(&'static str, usize)>,
    },
    /// The property is broken.
    Violated {
        /// In how many steps at the least.
        steps: usize,
        /// How many states were seen until that was known.
        states: u64,
    },
    /// The goal is reached, in so many steps at the least.
    Reached { steps: usize },
    /// The goal is not reached in any of so many states.
    NotReached { states: u64 },
    /// The property is broken in the simulation of a seed, so often.
    BrokenInSeed { count: u64 },
    /// It is not broken in it.
    UnbrokenInSeed,
}

/// What is shown.
pub(crate) struct Drawing {
    /// The steps, in which it shows; nothing for a simulation, in which they are as many as there are.
    pub(crate) steps: Option<usize>,
    /// The chart.
    pub(crate) svg: String,
    /// The same as text.
    pub(crate) text: String,
    /// How the last step breaks the property; empty where a goal is reached.
    pub(crate) reason: String,
    /// The first step that is another by default, and what happens in its place: from whom, to whom, what; nothing where it
    /// may not happen.
    pub(crate) instead: Option<(usize, Option<String>)>,
}
