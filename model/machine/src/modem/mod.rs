//! The radio of a device: what it hands to the network, and by which numbers.

mod submission;

pub use submission::{MessageReference, RadioSetup, StatusReport, StatusReports, Submission, SubmitResult};

use crate::behaviour::Context;

/// The radio of a device. It holds one submission at a time, and counts TP-MR and references of concatenation. The counts
/// are kept on the SIM and come round where the scenario says.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Modem {
    /// What was handed to it and has no result yet. Volatile.
    pub submission: Option<Submission>,
    mr: u8,
    reference: u8,
    mr_modulus: u16,
    reference_modulus: u16,
}

/// The most numbers that an octet counts to before they come again.
const MOST: u16 = 256;

impl Modem {
    /// A modem that has sent nothing. A modulus of 0 is taken for 1, one above 256 for 256.
    pub fn new(mr_modulus: u16, reference_modulus: u16) -> Self {
        let (mr_modulus, reference_modulus) = (mr_modulus.clamp(1, MOST), reference_modulus.clamp(1, MOST));
        Self { submission: None, mr: 0, reference: 0, mr_modulus, reference_modulus }
    }

    /// Draws the TP-MR of a new submission; a repeated one keeps its own (3GPP TS 23.040 9.2.3.6).
    pub fn next_mr(&mut self) -> MessageReference {
        let mr = self.mr;
        self.mr = following(mr, self.mr_modulus);
        MessageReference(mr)
    }

    /// Draws the reference by which the parts of a new message find each other (9.2.3.24.1).
    pub fn next_reference(&mut self) -> u8 {
        let reference = self.reference;
        self.reference = following(reference, self.reference_modulus);
        reference
    }

    /// Takes a part to be sent.
    pub fn submit(&mut self, submission: Submission) {
        self.submission = Some(submission);
    }

    /// Whether a restart would change anything: something is under way, or counts start over that are not at their start.
    pub fn would_restart(&self, cx: &mut Context<'_>) -> bool {
        let mut restarted = self.clone();
        restarted.restart(cx);
        restarted != *self
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

/// The number after this one.
fn following(number: u8, modulus: u16) -> u8 {
    u8::try_from((u16::from(number) + 1) % modulus).unwrap_or_default()
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
        for modulus in [MOST, u16::MAX] {
            let last = drawn(&mut Modem::new(modulus, modulus), 257);
            assert_eq!(
                last[254..],
                [(254, 254), (255, 255), (0, 0)],
                "an octet has 256 values, not {modulus}"
            );
        }
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
