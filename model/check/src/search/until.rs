//! When a search has found enough.

use std::collections::BTreeSet;

use super::Run;
use crate::Space;

/// What a search is content to find, so that it need not see the rest.
///
/// It looks whenever a few thousand states have been expanded, at places that do not depend on the number of threads.
/// So the report is the same for any number, and since every violation of a round ends at the same depth, the way to
/// what was looked for is a shortest one. A search that found nothing of the kind has gone to its end.
///
/// Recoverability is judged when the whole graph is known, so a search for it never ends early, and one for anything
/// unexpected meets it last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Until {
    /// It sees everything.
    #[default]
    End,
    /// The first way to every goal.
    Goals,
    /// A violation of the property of this name.
    Violated(String),
    /// A violation of any property that is not named here, or a deadlock if [`DEADLOCK`] is not.
    Unexpected(BTreeSet<String>),
}

/// Stands for a property where nothing may happen any more though not all is settled.
pub const DEADLOCK: &str = "deadlock";

impl<S: Space> Run<'_, S> {
    /// Whether what was found is enough.
    pub(super) fn has_found(&self, until: &Until) -> bool {
        let mut violated = self
            .properties
            .iter()
            .zip(&self.violated)
            .filter(|(_, found)| found.is_some())
            .map(|(info, _)| info.name);
        match until {
            Until::End => false,
            Until::Goals => self.goals.iter().all(Option::is_some),
            Until::Violated(name) => violated.any(|found| found == name),
            Until::Unexpected(known) => {
                violated.chain(self.deadlock.map(|_| DEADLOCK)).any(|found| !known.contains(found))
            }
        }
    }
}
