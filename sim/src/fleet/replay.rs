//! What became of a failure that was kept.

use std::io::{self, Write};
use std::sync::atomic::AtomicBool;

use super::watchman::{Until, Watchman, judged};
use super::{Entry, Failed};
use crate::plan::{Plan, RecipeError};
use crate::record::{Header, Trace};
use crate::run::{Failure, judge, judge_until_broken};

/// What became of a failure that was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Replayed {
    /// It still fails for the same reason.
    Same(Failed),
    /// It fails, for another reason.
    Otherwise(Failed),
    /// It fails no more.
    Mended,
}

impl Entry {
    /// Runs it again; nothing comes of that if `interrupt` is raised before it can tell.
    pub fn replay(&self, interrupt: &AtomicBool) -> Result<Option<Replayed>, RecipeError> {
        let plan = self.recipe.plan(&self.file())?;
        let mut watchman = Watchman::new(interrupt, None);
        let report = judged(&plan, self.seed, self.only.as_ref(), until(self.failed.failure), &mut watchman);
        Ok(report.map(|report| match Failed::of(&report) {
            Some(failed) if failed.failure == self.failed.failure => Replayed::Same(failed),
            Some(failed) => Replayed::Otherwise(failed),
            None => Replayed::Mended,
        }))
    }

    /// Writes the trace of it, up to where it fails. The plan is that of its recipe.
    pub fn write_trace<W: Write>(&self, plan: &Plan, out: W) -> io::Result<W> {
        let run = match until(self.failed.failure) {
            Until::Broken => judge_until_broken,
            Until::Healed => judge,
        };
        let only = self.only.as_ref();
        let mut header = Header::new(&self.recipe, plan, self.seed);
        if let Some(only) = only {
            header = header.only(only);
        }
        let findings = run(plan, self.seed, only, None).findings;
        let mut trace = Trace::new(out, &header).judged(&findings);
        run(plan, self.seed, only, Some(&mut trace));
        trace.finish()
    }

    /// What messages call the file of its scenario.
    pub fn file(&self) -> String {
        format!("the scenario {} of seed {}", self.recipe.scenario, self.seed)
    }
}

/// How far a run has to go to show a failure. Properties are broken before anything is known to be left to do; a divergence
/// counts even behind them.
pub(super) fn until(failure: Failure) -> Until {
    match failure {
        Failure::Property(_) | Failure::Pending => Until::Broken,
        Failure::Divergence => Until::Healed,
    }
}
