//! What people want to know of many messages, and how sure that is.

mod compare;
mod json;
mod latencies;
mod plot;
mod show;
mod table;
mod tally;

use std::collections::BTreeMap;

pub use compare::{Comparison, Row};
pub use latencies::{Latencies, Quantile};
pub use tally::{Bounds, Share, Tally};

use crate::time::{DAY, SECOND, Time};
use crate::watch::{Account, Fate};

/// What became of many messages, counted by recipient. Every part is a sum, so that parts that were counted apart merge to
/// the same whole in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    /// How many histories there were: users, each in one run.
    pub histories: u64,
    /// How many messages there were, each counted for every recipient.
    pub messages: u64,
    /// How many of them ended in each way. Nothing stands here before a history is counted.
    pub fates: BTreeMap<Fate, Tally>,
    /// How long deliveries took, in milliseconds: from writing to the first time that a handset showed the message.
    pub latencies: Latencies,
    /// The same on the radio alone: from the first part that the service centre had.
    pub radio_latencies: Latencies,
    /// Requests that were sent again, of all that were sent.
    pub requests: Tally,
    /// Submissions to the radio that were sent again, of all that were sent.
    pub submissions: Tally,
    /// Octets of all that was sent: WBXML and TPDUs.
    pub octets: u64,
    /// For how long devices were watched, in seconds, summed over devices.
    pub device_seconds: u64,
}

/// Something that is counted as a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// Messages that ended in a way.
    Fate(Fate),
    /// Requests that were sent again.
    RequestsAgain,
    /// Submissions that were sent again.
    SubmissionsAgain,
}

impl Measure {
    /// Everything, in the order of tables.
    pub fn all() -> impl Iterator<Item = Self> {
        let fates = Fate::ALL.into_iter().map(Self::Fate);
        fates.chain([Self::RequestsAgain, Self::SubmissionsAgain])
    }

    /// Its name in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fate(fate) => fate.name(),
            Self::RequestsAgain => "requests sent again",
            Self::SubmissionsAgain => "submissions sent again",
        }
    }

    /// What it is a share of.
    pub const fn whole(self) -> &'static str {
        match self {
            Self::Fate(_) => "messages",
            Self::RequestsAgain => "requests",
            Self::SubmissionsAgain => "submissions",
        }
    }
}

impl Numbers {
    /// Counts the messages of an account too, as one history.
    pub fn count(&mut self, account: &Account) {
        let fates = account.fates();
        let messages = fates.values().sum();
        self.histories = self.histories.saturating_add(1);
        self.messages = self.messages.saturating_add(messages);
        for fate in Fate::ALL {
            let count = fates.get(&fate).copied().unwrap_or_default();
            self.fates.entry(fate).or_default().add(count, messages);
        }
        for latency in account.latencies() {
            self.latencies.add(latency);
        }
        for latency in account.radio_latencies() {
            self.radio_latencies.add(latency);
        }
        self.requests.add(account.repeated_requests, account.requests);
        self.submissions.add(account.repeated_submissions, account.submissions);
        self.octets = self.octets.saturating_add(account.octets);
    }

    /// Counts that so many devices were watched until then.
    pub fn watched(&mut self, devices: u64, end: Time) {
        let seconds = devices.saturating_mul(end.0 / SECOND);
        self.device_seconds = self.device_seconds.saturating_add(seconds);
    }

    /// Counts what others counted too.
    pub fn merge(&mut self, other: &Self) {
        self.histories = self.histories.saturating_add(other.histories);
        self.messages = self.messages.saturating_add(other.messages);
        for (fate, tally) in &other.fates {
            self.fates.entry(*fate).or_default().merge(tally);
        }
        self.latencies.merge(&other.latencies);
        self.radio_latencies.merge(&other.radio_latencies);
        self.requests.merge(&other.requests);
        self.submissions.merge(&other.submissions);
        self.octets = self.octets.saturating_add(other.octets);
        self.device_seconds = self.device_seconds.saturating_add(other.device_seconds);
    }

    /// How often something was counted.
    pub fn tally(&self, measure: Measure) -> Tally {
        match measure {
            Measure::Fate(fate) => self.fates.get(&fate).copied().unwrap_or_default(),
            Measure::RequestsAgain => self.requests,
            Measure::SubmissionsAgain => self.submissions,
        }
    }

    /// Octets for each message, to the nearest; none without messages.
    pub fn octets_per_message(&self) -> Option<u64> {
        nearest(u128::from(self.octets), u128::from(self.messages))
    }

    /// Octets for each device and day, to the nearest; none where no device was watched.
    pub fn octets_per_device_day(&self) -> Option<u64> {
        nearest(u128::from(self.octets) * u128::from(DAY / SECOND), u128::from(self.device_seconds))
    }
}

fn nearest(amount: u128, of: u128) -> Option<u64> {
    let quotient = (2 * amount + of).checked_div(2 * of)?;
    Some(u64::try_from(quotient).unwrap_or(u64::MAX))
}

#[cfg(test)]
mod samples;
