//! Parts and reports as octets: SMS-SUBMIT, SMS-SUBMIT-REPORT, SMS-DELIVER and SMS-STATUS-REPORT, or what CDMA has for them.

use asms_bind::radio::Answer;
use asms_bind::{BindError, Unmodelled};
use asms_machine::behaviour::Behaviour;
use asms_machine::modem::{StatusReport, Submission, SubmitResult};
use asms_machine::system::Shown;
use asms_wire::value::DateTime;

use super::user::{Parcel, User};
use crate::radio::Seen;
use crate::time::{DAY, Time};

impl User {
    /// The octets of a submission.
    pub(super) fn write_submit(&self, submission: &Submission) -> Result<Vec<u8>, String> {
        let written = self.binding.write_submit(submission, self.carrier);
        written.map_err(|error| format!("{submission} cannot be written: {error}"))
    }

    /// The service centre reads a submission, which has to be what the modem was given.
    pub(super) fn read_submit(&self, octets: &[u8], submission: &Submission) -> Result<(), String> {
        let read = || {
            let read = self.binding.read_submit(octets, self.carrier)?;
            self.binding.is_submission(&read, submission, self.carrier)
        };
        read().map_err(|error: BindError| format!("{submission} is not read as it was written: {error}"))
    }

    /// The modem reads the answer to a submission, if one comes; gives its octets.
    pub(super) fn carry_answer(
        &self,
        submission: &Submission,
        result: SubmitResult,
        now: Time,
    ) -> Result<Option<Vec<u8>>, String> {
        let Some(answer) = Answer::of(result, self.carrier) else { return Ok(None) };
        let carry = || {
            let octets = self.binding.write_answer(submission.mr, answer, date(now)?, self.carrier)?;
            Ok((self.binding.read_answer(&octets, self.carrier)?, octets))
        };
        let (read, octets) =
            carry().map_err(|error: BindError| format!("the answer {result} to {submission}: {error}"))?;
        if !read.is_to(submission.mr, self.carrier) || read.answer.result() != result {
            return Err(format!("the answer {result} to {submission} is read as {:?}", read.answer));
        }
        Ok(Some(octets))
    }

    /// A handset reads a part, and shows what comes of it, which has to be what the model says that it shows.
    pub(super) fn carry_part(&mut self, parcel: &Parcel, shown: Option<&Shown>) -> Result<Vec<u8>, String> {
        let stored = &parcel.stored;
        let octets = date(parcel.taken)
            .and_then(|taken| self.binding.carry_deliver(stored, taken, self.carrier))
            .map_err(|error| format!("part {} of text {}: {error}", stored.part, stored.content))?;
        let expected = shown.filter(|shown| shown.whole).and_then(|shown| self.words_of(shown));
        let phone = self.handsets.get_mut(usize::from(stored.recipient)).map(|handset| &mut handset.phone);
        let Some(phone) = phone else { return Ok(octets) };
        let seen = phone.take(&octets, self.carrier).map_err(|error| error.to_string())?;
        match (expected, seen) {
            (Some(expected), Seen::Shown { text }) if expected == text => Ok(octets),
            // What becomes of parts of several texts, or of a cut one, is another matter than words.
            (None, _) => Ok(octets),
            // A handset that puts parts together in another way sees other things.
            (Some(_), _) if !self.has_plain_handsets() => Ok(octets),
            (Some(expected), seen) => Err(format!("a handset sees {seen:?} where {expected:?} was written")),
        }
    }

    /// Whether handsets do what they do by default.
    fn has_plain_handsets(&self) -> bool {
        let (ours, plain) = (&self.system.behaviour.network, Behaviour::default().network);
        (ours.part_conflict, ours.late_part, ours.repeated_delivery)
            == (plain.part_conflict, plain.late_part, plain.repeated_delivery)
    }

    /// The words of what a handset shows, if all of it is of one text.
    fn words_of(&self, shown: &Shown) -> Option<String> {
        let first = shown.parts.first()?;
        let is_one = shown.parts.iter().all(|part| part == first);
        is_one.then(|| self.binding.contents().body(*first)).flatten()
    }

    /// The modem reads what became of a part; gives the octets.
    pub(super) fn carry_status(
        &self,
        report: StatusReport,
        taken: Time,
        now: Time,
    ) -> Result<Vec<u8>, String> {
        let carry = || {
            let octets = self.binding.write_status(report, date(taken)?, date(now)?, self.carrier)?;
            Ok((self.binding.read_status(&octets, self.carrier)?, octets))
        };
        let (read, octets) = carry().map_err(|error: BindError| format!("the report {report}: {error}"))?;
        if read != Some(report) {
            return Err(format!("the report {report} is read as {read:?}"));
        }
        Ok(octets)
    }
}

/// The moment as a date: runs begin 1000 days into 1970, where the days of scenarios do.
fn date(time: Time) -> Result<DateTime, BindError> {
    const FIRST_DAY: u64 = 1000;
    let milliseconds = i64::try_from(FIRST_DAY * DAY + time.0).unwrap_or(i64::MAX);
    DateTime::from_unix_ms(milliseconds).ok_or(BindError::Unmodelled(Unmodelled::Date))
}
