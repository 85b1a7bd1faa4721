//! Behaviour as data: every place where the specification leaves a choice, or where implementations went wrong, is a
//! *decision point*: an enum, in a file of its own that holds every arm.
//!
//! A [`Behaviour`] has one value for each decision point. The default of each is the normative text.

mod absent_options;
mod address_form;
mod dropped_class;
mod invalid_key;
mod old_key_new_body;
mod previous_key;
mod protocol_error;
mod query_options;
mod repeat;
mod repeated_add;
mod soft_delete;

mod point;

pub use absent_options::AbsentOptions;
pub use address_form::AddressForm;
pub use dropped_class::DroppedClass;
pub use invalid_key::InvalidKeyHandling;
pub(crate) use old_key_new_body::Answer;
pub use old_key_new_body::OldKeyNewBody;
pub use point::{Consulted, Point, Standing, UnknownBehaviour, Variant};
pub use previous_key::PreviousKey;
pub use protocol_error::ProtocolErrorHandling;
pub use query_options::QueryOptions;
pub use repeat::Repeat;
pub use repeated_add::RepeatedAdd;
pub use soft_delete::SoftDeleteHandling;

use point::{Decision, behaviours};

behaviours! {
    /// What the server does at each of its decision points.
    server: ServerBehaviour {
        /// AMB-04.
        absent_options: AbsentOptions,
        /// AMB-23.
        dropped_class: DroppedClass,
        /// AMB-27.
        old_key_new_body: OldKeyNewBody,
        /// Whether the previous key is known at all.
        previous_key: PreviousKey,
        /// What a refused request leaves behind.
        protocol_error: ProtocolErrorHandling,
        /// Which options choose the items to send.
        query_options: QueryOptions,
        /// AMB-17.
        repeated_add: RepeatedAdd,
    }
    /// What the device does at each of its decision points.
    device: DeviceBehaviour {
        /// What is done about a key that is refused.
        invalid_key: InvalidKeyHandling,
        /// What is sent after a time-out.
        repeat: Repeat,
        /// What a SoftDelete does on the device.
        soft_delete: SoftDeleteHandling,
    }
    /// What server and device do alike.
    both: SharedBehaviour {
    }
    /// What the radio network does at each of its decision points.
    network: NetworkBehaviour {
    }
    /// How bytes are written where the specification leaves it open; the machines never ask.
    wire: WireBehaviour {
        /// AMB-34.
        address_form: AddressForm,
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

#[cfg(test)]
mod tests;
