//! Behaviour as data: every place where the specification leaves a choice, or where implementations went wrong, is a
//! *decision point*: an enum, in a file of its own that holds every arm.
//!
//! A [`Behaviour`] has one value for each decision point. The default of each is the normative text.

mod device_identity;
mod disabling;
mod empty_answer;
mod filter_value;
mod hierarchy_changed;
mod invalid_key;
mod journal;
mod recalled;
mod recipients;
mod repeat;
mod report_order;
mod reports;
mod sent_message;
mod silence;
mod silent_success;
mod soft_delete;
mod soft_deleted_unsent;
mod submit_failure;
mod truncated_body;

mod point;

pub use device_identity::DeviceIdentity;
pub use disabling::Disabling;
pub use empty_answer::EmptyAnswer;
pub use filter_value::FilterValue;
pub use hierarchy_changed::HierarchyChanged;
pub use invalid_key::InvalidKeyHandling;
pub use journal::Journal;
pub use point::{Consulted, Point, Standing, UnknownBehaviour, Variant};
pub use recalled::Recalled;
pub use recipients::RecipientsRule;
pub use repeat::Repeat;
pub use report_order::ReportOrder;
pub use reports::Reports;
pub use sent_message::SentMessage;
pub use silence::Silence;
pub use silent_success::SilentSuccess;
pub use soft_delete::SoftDeleteHandling;
pub use soft_deleted_unsent::SoftDeletedUnsent;
pub use submit_failure::SubmitFailure;
pub use truncated_body::TruncatedBody;

use point::{Decision, behaviours};

behaviours! {
    /// What the server does at each of its decision points.
    server: ServerBehaviour {
    }
    /// What the device does at each of its decision points.
    device: DeviceBehaviour {
        /// Under which DeviceId each speaks.
        device_identity: DeviceIdentity,
        /// AMB-10.
        disabling: Disabling,
        /// What an answer without a body means.
        empty_answer: EmptyAnswer,
        /// Which FilterType is written for a window.
        filter_value: FilterValue,
        /// What is done about status 12.
        hierarchy_changed: HierarchyChanged,
        /// What is done about a key that is refused.
        invalid_key: InvalidKeyHandling,
        /// AMB-16.
        journal: Journal,
        /// AMB-13.
        recalled: Recalled,
        /// AMB-18.
        recipients: RecipientsRule,
        /// What is sent after a time-out.
        repeat: Repeat,
        /// AMB-07.
        report_order: ReportOrder,
        /// AMB-11.
        reports: Reports,
        /// AMB-12.
        silence: Silence,
        /// What it means that an operation is not mentioned.
        silent_success: SilentSuccess,
        /// What a SoftDelete does on the device.
        soft_delete: SoftDeleteHandling,
        /// AMB-15.
        soft_deleted_unsent: SoftDeletedUnsent,
        /// What a refused submission counts as.
        submit_failure: SubmitFailure,
        /// AMB-19.
        truncated_body: TruncatedBody,
    }
    /// What server and device do alike.
    both: SharedBehaviour {
        /// AMB-08.
        sent_message: SentMessage,
    }
    /// What the radio network does at each of its decision points.
    network: NetworkBehaviour {
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
