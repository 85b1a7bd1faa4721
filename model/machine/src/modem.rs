//! What device and modem hand each other.

/// TP-MR: by which number a modem's submission is known to modem and network (3GPP TS 23.040 9.2.3.6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MessageReference(pub u8);

/// One part of a message on its way to one recipient: an SMS-SUBMIT (3GPP TS 23.040 9.2.2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Submission {
    /// The Outbox item.
    pub item: crate::id::ItemId,
    /// What the whole message says.
    pub content: crate::id::ContentId,
    /// Which of its recipients, from 0.
    pub recipient: u8,
    /// Which part, from 1.
    pub part: u8,
    /// Of how many parts.
    pub total: u8,
    /// By which number the parts of a message find each other; 0 where there is one part alone (9.2.3.24.1).
    pub reference: u8,
    /// TP-MR.
    pub mr: MessageReference,
    /// TP-RD: the same was submitted before (9.2.3.25).
    pub again: bool,
}

/// What becomes of a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SubmitResult {
    /// The service centre has it.
    Accepted,
    /// It was refused for a reason that may pass.
    Temporary,
    /// It was refused for good.
    Permanent,
    /// TP-FCS C5: the service centre has it already.
    Duplicate,
    /// No answer came.
    Silence,
}

/// What the service centre says became of a submission that it took (3GPP TS 23.040 9.2.2.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatusReport {
    /// TP-MR of the submission.
    pub mr: MessageReference,
    /// Its recipient.
    pub recipient: u8,
    /// Whether the recipient has it; else it never will.
    pub delivered: bool,
}

/// How the radio of a scenario is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RadioSetup {
    /// The most octets of a part; none: a message is one unit however long it is.
    pub part_size: Option<u16>,
    /// How many TP-MR there are before they come again.
    pub mr_modulus: u8,
    /// How many references of concatenation there are before they come again.
    pub reference_modulus: u8,
}

/// The radio of a device. Its counters are kept on the SIM.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Modem {
    /// What was handed to it and has no result yet. Volatile.
    pub submission: Option<Submission>,
    mr: u8,
    reference: u8,
    mr_modulus: u8,
    reference_modulus: u8,
}

impl Modem {
    /// A modem that has sent nothing.
    pub fn new(mr_modulus: u8, reference_modulus: u8) -> Self {
        let (mr_modulus, reference_modulus) = (mr_modulus.max(1), reference_modulus.max(1));
        Self { submission: None, mr: 0, reference: 0, mr_modulus, reference_modulus }
    }

    /// Draws the TP-MR of a new submission.
    pub fn next_mr(&mut self) -> MessageReference {
        let mr = self.mr;
        self.mr = (mr + 1) % self.mr_modulus;
        MessageReference(mr)
    }

    /// Draws the reference by which the parts of a new message find each other.
    pub fn next_reference(&mut self) -> u8 {
        let reference = self.reference;
        self.reference = (reference + 1) % self.reference_modulus;
        reference
    }

    /// Takes a part to be sent.
    pub fn submit(&mut self, submission: Submission) {
        self.submission = Some(submission);
    }

    /// Restarts: what was under way is forgotten.
    pub fn restart(&mut self, _: &mut crate::behaviour::Context<'_>) {
        self.submission = None;
    }
}
