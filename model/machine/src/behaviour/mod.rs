//! Behaviour as data: every place where the specification leaves a choice, or where implementations went wrong, is a
//! *decision point*: an enum, in a file of its own that holds every arm.
//!
//! A [`Behaviour`] has one value for each decision point. The default of each is the normative text.

mod absent_options;
mod add_conversation;
mod address_form;
mod ageing;
mod cached_request;
mod change_completeness;
mod change_other;
mod class_at_12_1;
mod classless_add;
mod code_page;
mod concurrent;
mod conversation_place;
mod counters_at_restart;
mod device_identity;
mod disabling;
mod dropped_class;
mod empty_answer;
mod estimate_key_status;
mod estimate_options;
mod filter_change;
mod filter_on_others;
mod filter_value;
mod folders_at_14_0;
mod gateway;
mod hanging_watch;
mod hierarchy_changed;
mod invalid_key;
mod item_class;
mod journal;
mod key_minting;
mod key_moves;
mod key_status;
mod key_zero_options;
mod late_part;
mod malformed;
mod narrowing;
mod old_key_new_body;
mod option_blocks;
mod option_version;
mod options_limit;
mod outbound_at_12_1;
mod outbound_setting;
mod outbox_filter;
mod outside_deletes;
mod own_adds;
mod part_conflict;
mod phone_number;
mod ping_acknowledges;
mod previous_key;
mod product;
mod protocol_error;
mod query_options;
mod recalled;
mod recipients;
mod reject_duplicates;
mod repeat;
mod repeated_add;
mod repeated_delivery;
mod replayed_changes;
mod report_order;
mod reports;
mod sent_message;
mod silence;
mod silent_outbox;
mod silent_success;
mod sms_add;
mod soft_delete;
mod soft_deleted_unsent;
mod status_4_place;
mod submit_failure;
mod truncated_body;
mod truncation;
mod widening;
mod window;
mod withheld;

mod point;
mod profile;

pub use absent_options::AbsentOptions;
pub use add_conversation::AddConversation;
pub use address_form::AddressForm;
pub use ageing::Ageing;
pub use cached_request::CachedRequest;
pub use change_completeness::ChangeCompleteness;
pub use change_other::ChangeOther;
pub(crate) use change_other::Excess;
pub use class_at_12_1::ClassAt12_1;
pub use classless_add::ClasslessAdd;
pub use code_page::CodePage;
pub use concurrent::Concurrent;
pub use conversation_place::ConversationPlace;
pub use counters_at_restart::CountersAtRestart;
pub use device_identity::DeviceIdentity;
pub use disabling::Disabling;
pub use dropped_class::DroppedClass;
pub use empty_answer::EmptyAnswer;
pub use estimate_key_status::EstimateKeyStatus;
pub use estimate_options::EstimateOptions;
pub use filter_change::FilterChange;
pub use filter_on_others::FilterOnOthers;
pub use filter_value::FilterValue;
pub use folders_at_14_0::FoldersAt14_0;
pub use gateway::Gateway;
pub use hanging_watch::HangingWatch;
pub use hierarchy_changed::HierarchyChanged;
pub use invalid_key::InvalidKeyHandling;
pub use item_class::ItemClass;
pub use journal::Journal;
pub use key_minting::KeyMinting;
pub use key_moves::KeyMoves;
pub use key_status::KeyStatus;
pub use key_zero_options::KeyZeroOptions;
pub use late_part::LatePart;
pub use malformed::MalformedHandling;
pub use narrowing::Narrowing;
pub(crate) use old_key_new_body::Answer;
pub use old_key_new_body::OldKeyNewBody;
pub use option_blocks::OptionBlocks;
pub use option_version::OptionVersion;
pub use options_limit::OptionsLimit;
pub use outbound_at_12_1::OutboundAt12_1;
pub use outbound_setting::OutboundSetting;
pub use outbox_filter::OutboxFilter;
pub use outside_deletes::OutsideDeletes;
pub use own_adds::OwnAdds;
pub use part_conflict::PartConflict;
pub use phone_number::PhoneNumberRule;
pub use ping_acknowledges::PingAcknowledges;
pub use point::{Consulted, Point, Standing, UnknownBehaviour, Variant};
pub use previous_key::PreviousKey;
pub use product::Product;
pub use profile::{PROFILES, Profile};
pub use protocol_error::ProtocolErrorHandling;
pub use query_options::QueryOptions;
pub use recalled::Recalled;
pub use recipients::RecipientsRule;
pub use reject_duplicates::RejectDuplicates;
pub use repeat::Repeat;
pub(crate) use repeated_add::Repeated;
pub use repeated_add::RepeatedAdd;
pub use repeated_delivery::RepeatedDelivery;
pub use replayed_changes::ReplayedChanges;
pub use report_order::ReportOrder;
pub use reports::Reports;
pub use sent_message::SentMessage;
pub use silence::Silence;
pub use silent_outbox::SilentOutbox;
pub use silent_success::SilentSuccess;
pub use sms_add::SmsAdd;
pub use soft_delete::SoftDeleteHandling;
pub use soft_deleted_unsent::SoftDeletedUnsent;
pub use status_4_place::Status4Place;
pub use submit_failure::SubmitFailure;
pub use truncated_body::TruncatedBody;
pub use truncation::Truncation;
pub use widening::Widening;
pub use window::WindowRule;
pub use withheld::Withheld;

use point::{Decision, behaviours};

behaviours! {
    /// What the server does at each of its decision points.
    server: ServerBehaviour {
        /// AMB-04.
        absent_options: AbsentOptions,
        /// AMB-05.
        add_conversation: AddConversation,
        /// When items that grow too old are soft-deleted.
        ageing: Ageing,
        /// An empty or partial request when nothing is remembered.
        cached_request: CachedRequest,
        /// AMB-33.
        change_completeness: ChangeCompleteness,
        /// AMB-06.
        change_other: ChangeOther,
        /// Class before there were classes.
        class_at_12_1: ClassAt12_1,
        /// AMB-24.
        classless_add: ClasslessAdd,
        /// AMB-20.
        code_page: CodePage,
        /// Two Sync requests of one device at a time.
        concurrent: Concurrent,
        /// AMB-28.
        conversation_place: ConversationPlace,
        /// AMB-23.
        dropped_class: DroppedClass,
        /// AMB-21.
        estimate_key_status: EstimateKeyStatus,
        /// Which Options of a GetItemEstimate request are read.
        estimate_options: EstimateOptions,
        /// What comes after a change of the filter.
        filter_change: FilterChange,
        /// AMB-32.
        filter_on_others: FilterOnOthers,
        /// AMB-03.
        folders_at_14_0: FoldersAt14_0,
        /// AMB-09.
        gateway: Gateway,
        /// Which folders a held request watches.
        hanging_watch: HangingWatch,
        /// How the server finds the item of a Change or Delete.
        item_class: ItemClass,
        /// How keys are made.
        key_minting: KeyMinting,
        /// When a folder gets a new key.
        key_moves: KeyMoves,
        /// Which status tells a bad key.
        key_status: KeyStatus,
        /// AMB-26.
        key_zero_options: KeyZeroOptions,
        /// What a request that cannot be read leaves behind.
        malformed: MalformedHandling,
        /// What a narrower filter removes.
        narrowing: Narrowing,
        /// AMB-27.
        old_key_new_body: OldKeyNewBody,
        /// How two Options blocks are told apart.
        option_blocks: OptionBlocks,
        /// AMB-25.
        option_version: OptionVersion,
        /// AMB-31.
        options_limit: OptionsLimit,
        /// AMB-29.
        outbound_at_12_1: OutboundAt12_1,
        /// What becomes of EnableOutboundSMS.
        outbound_setting: OutboundSetting,
        /// AMB-14.
        outbox_filter: OutboxFilter,
        /// Deletion of an item that is outside the window.
        outside_deletes: OutsideDeletes,
        /// Whether a client gets its own items back.
        own_adds: OwnAdds,
        /// AMB-02.
        phone_number: PhoneNumberRule,
        /// What a Ping says about the last Sync answer.
        ping_acknowledges: PingAcknowledges,
        /// Whether the previous key is known at all.
        previous_key: PreviousKey,
        /// Which product the server is.
        product: Product,
        /// What a refused request leaves behind.
        protocol_error: ProtocolErrorHandling,
        /// Which options choose the items to send.
        query_options: QueryOptions,
        /// AMB-17.
        repeated_add: RepeatedAdd,
        /// What is said when a key comes again.
        replayed_changes: ReplayedChanges,
        /// AMB-30.
        silent_outbox: SilentOutbox,
        /// What becomes of an SMS that a client adds.
        sms_add: SmsAdd,
        /// AMB-22.
        status_4_place: Status4Place,
        /// When a body counts as cut.
        truncation: Truncation,
        /// What a wider filter brings.
        widening: Widening,
        /// How WindowSize is counted.
        window: WindowRule,
        /// AMB-01.
        withheld: Withheld,
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
