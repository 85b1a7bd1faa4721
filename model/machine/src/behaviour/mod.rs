//! Behaviour as data: every place where the specification leaves a choice, or where implementations went wrong, is a
//! *decision point*: an enum, in a file of its own that holds every arm.
//!
//! A [`Behaviour`] has one value for each decision point. The default of each is the normative text.

mod counters_at_restart;
mod late_part;
mod part_conflict;
mod reject_duplicates;
mod repeated_delivery;

mod point;

pub use counters_at_restart::CountersAtRestart;
pub use late_part::LatePart;
pub use part_conflict::PartConflict;
pub use point::{Consulted, Point, Standing, UnknownBehaviour, Variant};
pub use reject_duplicates::RejectDuplicates;
pub use repeated_delivery::RepeatedDelivery;

use point::{Decision, behaviours};

behaviours! {
    /// What the server does at each of its decision points.
    server: ServerBehaviour {
    }
    /// What the device does at each of its decision points.
    device: DeviceBehaviour {
    }
    /// What server and device do alike.
    both: SharedBehaviour {
    }
    /// What the radio network does at each of its decision points: modem, service centre, handset.
    network: NetworkBehaviour {
        /// What a restart does to the modem's counters.
        counters_at_restart: CountersAtRestart,
        /// What a part means to a message that is complete already.
        late_part: LatePart,
        /// What a part means whose place another has taken.
        part_conflict: PartConflict,
        /// Whether the service centre honours TP-RD.
        reject_duplicates: RejectDuplicates,
        /// Whether a handset knows a delivery again.
        repeated_delivery: RepeatedDelivery,
    }
    /// How bytes are written where the specification leaves it open; the machines never ask.
    wire: WireBehaviour {
    }
}

/// What a machine is told besides its input, and what it tells about its choices: the behaviour, and which decision
/// points were consulted.
#[derive(Debug)]
pub struct Context<'b> {
    behaviour: &'b Behaviour,
    consulted: Consulted,
}

impl<'b> Context<'b> {
    /// A context in which nothing has been consulted yet.
    pub fn new(behaviour: &'b Behaviour) -> Self {
        Self { behaviour, consulted: Consulted::NONE }
    }

    /// The decision points consulted so far.
    pub fn consulted(&self) -> Consulted {
        self.consulted
    }

    /// The server's choice at a decision point, which counts as consulted from now on.
    pub(crate) fn server<D: Decision>(&mut self, choice: fn(&ServerBehaviour) -> D) -> D {
        self.consulted.insert(D::INDEX);
        choice(&self.behaviour.server)
    }

    /// The device's choice at a decision point, which counts as consulted from now on.
    pub(crate) fn device<D: Decision>(&mut self, choice: fn(&DeviceBehaviour) -> D) -> D {
        self.consulted.insert(D::INDEX);
        choice(&self.behaviour.device)
    }

    /// The choice at a decision point that server and device share, which counts as consulted from now on.
    pub(crate) fn both<D: Decision>(&mut self, choice: fn(&SharedBehaviour) -> D) -> D {
        self.consulted.insert(D::INDEX);
        choice(&self.behaviour.both)
    }

    /// The radio network's choice at a decision point, which counts as consulted from now on.
    pub(crate) fn network<D: Decision>(&mut self, choice: fn(&NetworkBehaviour) -> D) -> D {
        self.consulted.insert(D::INDEX);
        choice(&self.behaviour.network)
    }

    /// The behaviour, to prepare for a later decision without making it.
    pub(crate) fn ahead(&self) -> &'b Behaviour {
        self.behaviour
    }
}
