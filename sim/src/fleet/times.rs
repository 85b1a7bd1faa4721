//! When things on the way happened, so that a mishap can be told by its time instead of its number.

use std::collections::BTreeMap;

use asms_machine::system::{Action, Event};

use crate::observe::{Cause, Happening};
use crate::plan::{Fault, Mishap, Optional, Unit, What};
use crate::time::Time;

/// When each thing on the way happened, by its number.
#[derive(Clone, Debug, Default)]
pub(super) struct Times(BTreeMap<Series, BTreeMap<u32, Time>>);

/// What is numbered together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Series {
    /// Requests of a device of a user.
    Requests(u16, u8),
    /// Submissions of a device of a user.
    Submissions(u16, u8),
    /// Texts of a user.
    Texts(u16),
}

impl Times {
    pub(super) fn note(&mut self, happening: &Happening<'_>) {
        let Happening { time, user, .. } = *happening;
        let Cause::Action(action) = happening.cause else { return };
        match (action, &happening.effect.event) {
            (_, Event::Written { text, .. }) => {
                self.0.entry(Series::Texts(user)).or_default().insert(text.content.0, time);
            }
            (_, Event::Transmitted { device, .. }) => self.count(Series::Submissions(user, device.0), time),
            (_, Event::Sent { .. }) | (Action::RequestDoubled(..), _) => {
                if let Some(device) = action.device() {
                    self.count(Series::Requests(user, device.0), time);
                }
            }
            _ => {}
        }
    }

    /// The next of a series, which are numbered from 1.
    fn count(&mut self, series: Series, time: Time) {
        let times = self.0.entry(series).or_default();
        let number = times.keys().next_back().map_or(1, |last| last + 1);
        times.insert(number, time);
    }

    /// The same things, each mishap at what is on its way in another run when it happened in this one.
    pub(super) fn moved(&self, these: &[Optional], other: &Self) -> Vec<Optional> {
        let moved = |optional: &Optional| {
            let sequence = series(optional).and_then(|series| {
                let time = self.0.get(&series)?.get(&optional.sequence)?;
                let nearest =
                    other.0.get(&series)?.iter().min_by_key(|(_, other)| other.0.abs_diff(time.0))?;
                Some(*nearest.0)
            });
            Optional { sequence: sequence.unwrap_or(optional.sequence), ..*optional }
        };
        let mut moved: Vec<Optional> = these.iter().map(moved).collect();
        moved.sort_unstable();
        moved.dedup();
        moved
    }
}

/// By what a thing is numbered, where that shifts when others are left out.
fn series(optional: &Optional) -> Option<Series> {
    let Optional { what, user, device, .. } = *optional;
    match what {
        What::Fault(fault) if fault.unit() == Unit::Exchanges => Some(Series::Requests(user, device)),
        What::Fault(Fault::ModemResets | Fault::NumberRefused)
        | What::Mishap(
            Mishap::SubmissionLost | Mishap::Refused | Mishap::Crowded | Mishap::ReportLost | Mishap::Swapped,
        ) => Some(Series::Submissions(user, device)),
        What::Mishap(Mishap::Gone) => Some(Series::Texts(user)),
        What::Habit(_)
        | What::Fault(_)
        | What::Mishap(
            Mishap::Unreachable | Mishap::Doubled | Mishap::StatusReportLost | Mishap::StatusReportDoubled,
        ) => None,
    }
}
