//! Status reports that wait in the service centre until their modems are told.

use smallvec::SmallVec;

use crate::id::{ContentId, DeviceId};
use crate::modem::StatusReport;

/// The status reports that wait, sorted; the same may wait more than once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Reports {
    waiting: SmallVec<[Waiting; 2]>,
}

/// A status report that waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Waiting {
    /// Who sent what it reports on.
    pub device: DeviceId,
    /// What it says.
    pub report: StatusReport,
    /// The message of which it speaks, which no modem is told.
    pub content: ContentId,
    /// Whether the modem has it, of which the centre has not heard.
    pub told: bool,
}

impl Reports {
    pub(super) fn waiting(&self) -> &[Waiting] {
        &self.waiting
    }

    pub(super) fn put(&mut self, waiting: Waiting) {
        let at = self.waiting.partition_point(|other| *other < waiting);
        self.waiting.insert(at, waiting);
    }

    pub(super) fn take(&mut self, at: u8) -> Option<Waiting> {
        let at = usize::from(at);
        (at < self.waiting.len()).then(|| self.waiting.remove(at))
    }

    pub(super) fn tell(&mut self, at: u8) -> Option<Waiting> {
        let waiting = self.waiting.get(usize::from(at)).copied().filter(|waiting| !waiting.told)?;
        self.waiting.remove(usize::from(at));
        self.put(Waiting { told: true, ..waiting });
        Some(waiting)
    }

    /// The list, where it has outgrown its place in the state.
    pub(super) fn spilled(&self) -> Option<&'static str> {
        self.waiting.spilled().then_some("waiting reports")
    }
}
