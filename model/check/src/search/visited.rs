//! The states seen so far: fingerprint, first predecessor and next settling step of each, some 22 bytes a state.

use hashbrown::HashTable;

use crate::Fingerprint;

/// A state seen, by the order of discovery.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct StateId(u32);

impl StateId {
    /// The state in which everything begins.
    pub(super) const FIRST: Self = Self(0);

    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// What the fair continuation does in a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Settling {
    /// Nothing: the state is quiescent.
    Quiescent,
    /// It goes on to this state.
    To(StateId),
    /// Not known: the state was not expanded, or the continuation names an action that may not happen.
    Unknown,
}

/// The states seen so far.
pub(super) struct Visited {
    table: HashTable<u32>,
    fingerprints: Vec<Fingerprint>,
    parents: Vec<u32>,
    settles: Vec<u32>,
}

const UNKNOWN: u32 = u32::MAX;
const QUIESCENT: u32 = u32::MAX - 1;

impl Visited {
    /// The most states that a search may see before it stops. It stops after a round, which finds far fewer than the
    /// 2²⁰ that are kept free.
    pub(super) const MOST: u64 = (1 << 32) - (1 << 20);

    pub(super) fn new() -> Self {
        Self { table: HashTable::new(), fingerprints: Vec::new(), parents: Vec::new(), settles: Vec::new() }
    }

    pub(super) fn len(&self) -> u64 {
        self.fingerprints.len() as u64
    }

    /// The state with a fingerprint, if it was seen.
    pub(super) fn find(&self, fingerprint: Fingerprint) -> Option<StateId> {
        self.table
            .find(fingerprint.0, |id| self.fingerprints[*id as usize] == fingerprint)
            .map(|id| StateId(*id))
    }

    /// Puts in a state that was not seen, and the state it was reached from.
    pub(super) fn insert(&mut self, fingerprint: Fingerprint, parent: StateId) -> StateId {
        // The search stops soon after MOST states, so the number fits.
        let id = u32::try_from(self.fingerprints.len()).unwrap_or(UNKNOWN);
        self.fingerprints.push(fingerprint);
        self.parents.push(parent.0);
        self.settles.push(UNKNOWN);
        let fingerprints = &self.fingerprints;
        self.table.insert_unique(fingerprint.0, id, |id| fingerprints[*id as usize].0);
        StateId(id)
    }

    pub(super) fn fingerprint(&self, id: StateId) -> Fingerprint {
        self.fingerprints[id.index()]
    }

    pub(super) fn parent(&self, id: StateId) -> StateId {
        StateId(self.parents[id.index()])
    }

    pub(super) fn set_quiescent(&mut self, id: StateId) {
        self.settles[id.index()] = QUIESCENT;
    }

    pub(super) fn set_settle(&mut self, id: StateId, to: StateId) {
        self.settles[id.index()] = to.0;
    }

    pub(super) fn settling(&self, id: StateId) -> Settling {
        match self.settles[id.index()] {
            UNKNOWN => Settling::Unknown,
            QUIESCENT => Settling::Quiescent,
            to => Settling::To(StateId(to)),
        }
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = StateId> + use<> {
        (0..self.fingerprints.len()).map(|at| StateId(u32::try_from(at).unwrap_or(UNKNOWN)))
    }
}
