//! What people want to know of many messages.

use std::collections::BTreeMap;

use crate::watch::{Account, Fate};

/// What became of many messages, counted by recipient.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    /// How many messages there were, each counted for every recipient.
    pub messages: u64,
    /// How many of them ended in each way.
    pub fates: BTreeMap<Fate, u64>,
    /// How long deliveries took, in milliseconds, and how many took that long.
    pub latencies: BTreeMap<u64, u64>,
    /// Requests that were sent, and those of them that were sent again.
    pub requests: u64,
    /// Requests that were sent again.
    pub repeated_requests: u64,
    /// Submissions to the radio.
    pub submissions: u64,
    /// Submissions that were sent again.
    pub repeated_submissions: u64,
    /// Octets of all that was sent: WBXML and TPDUs.
    pub octets: u64,
}

impl Numbers {
    /// Counts the messages of an account too.
    pub fn count(&mut self, account: &Account) {
        for (fate, count) in account.fates() {
            self.messages += count;
            *self.fates.entry(fate).or_default() += count;
        }
        for latency in account.latencies() {
            *self.latencies.entry(latency).or_default() += 1;
        }
        self.requests += account.requests;
        self.repeated_requests += account.repeated_requests;
        self.submissions += account.submissions;
        self.repeated_submissions += account.repeated_submissions;
        self.octets += account.octets;
    }

    /// Counts what others counted too.
    pub fn merge(&mut self, other: &Self) {
        self.messages += other.messages;
        for (fate, count) in &other.fates {
            *self.fates.entry(*fate).or_default() += count;
        }
        for (latency, count) in &other.latencies {
            *self.latencies.entry(*latency).or_default() += count;
        }
        self.requests += other.requests;
        self.repeated_requests += other.repeated_requests;
        self.submissions += other.submissions;
        self.repeated_submissions += other.repeated_submissions;
        self.octets += other.octets;
    }
}
