//! The radio of a device: what it hands to the network, and by which numbers.

mod submission;

pub use submission::{MessageReference, RadioSetup, StatusReport, Submission, SubmitResult};

use crate::behaviour::Context;

/// The radio of a device. It holds one submission at a time, and counts TP-MR and references of concatenation. The counts
/// are kept on the SIM and come round where the scenario says.
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
    /// A modem that has sent nothing. A modulus of 0 is taken for 1.
    pub fn new(mr_modulus: u8, reference_modulus: u8) -> Self {
        let (mr_modulus, reference_modulus) = (mr_modulus.max(1), reference_modulus.max(1));
        Self { submission: None, mr: 0, reference: 0, mr_modulus, reference_modulus }
    }

    /// Draws the TP-MR of a new submission; a repeated one keeps its own (3GPP TS 23.040 9.2.3.6).
    pub fn next_mr(&mut self) -> MessageReference {
        let mr = self.mr;
        self.mr = (mr + 1) % self.mr_modulus;
        MessageReference(mr)
    }

    /// Draws the reference by which the parts of a new message find each other (9.2.3.24.1).
    pub fn next_reference(&mut self) -> u8 {
        let reference = self.reference;
        self.reference = (reference + 1) % self.reference_modulus;
        reference
    }

    /// Takes a part to be sent.
    pub fn submit(&mut self, submission: Submission) {
        self.submission = Some(submission);
    }

    /// Restarts: what was under way is forgotten, and nobody knows what became of it.
    pub fn restart(&mut self, cx: &mut Context<'_>) {
        self.submission = None;
        if self.mr == 0 && self.reference == 0 {
            return;
        }
        let counters = cx.network(|network| network.counters_at_restart);
        if counters.resets_mr() {
            self.mr = 0;
        }
        if counters.resets_reference() {
            self.reference = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::behaviour::{Behaviour, Consulted, CountersAtRestart};

    fn drawn(modem: &mut Modem, count: usize) -> Vec<(u8, u8)> {
        (0..count).map(|_| (modem.next_mr().0, modem.next_reference())).collect()
    }

    #[test]
    fn both_counts_come_round_each_at_its_own_end() {
        assert_eq!(drawn(&mut Modem::new(3, 2), 5), [(0, 0), (1, 1), (2, 0), (0, 1), (1, 0)]);
        assert_eq!(drawn(&mut Modem::new(0, 0), 2), [(0, 0), (0, 0)], "a modulus of 0 is one of 1");
        let last = drawn(&mut Modem::new(u8::MAX, u8::MAX), 256);
        assert_eq!(last[253..], [(253, 253), (254, 254), (0, 0)]);
    }

    #[test]
    fn a_restart_forgets_the_counts_only_where_the_sim_does_not_keep_them() {
        for (counters, after) in [
            (CountersAtRestart::Kept, (1, 1)),
            (CountersAtRestart::ReferenceStartsOver, (1, 0)),
            (CountersAtRestart::BothStartOver, (0, 0)),
        ] {
            let mut behaviour = Behaviour::default();
            behaviour.network.counters_at_restart = counters;
            let mut cx = Context::new(&behaviour);
            let mut modem = Modem::new(4, 4);
            modem.restart(&mut cx);
            assert_eq!(cx.consulted(), Consulted::NONE, "nothing was drawn yet");
            drawn(&mut modem, 1);
            modem.restart(&mut cx);
            assert_eq!(drawn(&mut modem, 1), [after], "{counters:?}");
            assert_ne!(cx.consulted(), Consulted::NONE);
        }
    }
}
