//! Parts and reports as octets: SMS-SUBMIT, SMS-SUBMIT-REPORT, SMS-DELIVER, SMS-DELIVER-REPORT and SMS-STATUS-REPORT, or what
//! CDMA has for them.

use asms_bind::radio::{Answer, RadioError, Receipt};
use asms_bind::{BindError, Unmodelled};
use asms_machine::behaviour::Behaviour;
use asms_machine::modem::{StatusReport, Submission, SubmitResult};
use asms_machine::system::Shown;
use asms_wire::value::DateTime;

use super::user::{Notice, Parcel, User};
use crate::radio::Seen;
use crate::time::{DAY, MINUTE, Time};

impl User {
    /// The octets of a submission.
    pub(super) fn write_submit(&self, submission: &Submission) -> Result<Vec<u8>, String> {
        let written = self.binding.write_submit(submission, self.carrier);
        written.map_err(|error| format!("{submission} cannot be written: {error}"))
    }

    /// The service centre reads a submission, which has to be what the modem was given. Gives for how many milliseconds the
    /// submission says that it is to be kept, if it does.
    pub(super) fn read_submit(&self, octets: &[u8], submission: &Submission) -> Result<Option<u64>, String> {
        let read = || {
            let read = self.binding.read_submit(octets, self.carrier)?;
            self.binding.is_submission(&read, submission, self.carrier)?;
            Ok(read.validity.map(|minutes| u64::from(minutes) * MINUTE))
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

    /// The octets of a part on its way to its handset.
    pub(super) fn write_part(&self, parcel: &Parcel) -> Result<Vec<u8>, String> {
        let stored = &parcel.stored;
        date(parcel.taken)
            .and_then(|taken| self.binding.carry_deliver(stored, taken, self.carrier))
            .map_err(|error| format!("part {} of text {}: {error}", stored.part, stored.content))
    }

    /// A handset reads a part, and shows what comes of it, which has to be what the model says that it shows.
    pub(super) fn carry_part(&mut self, parcel: &Parcel, shown: Option<&Shown>) -> Result<(), String> {
        let octets = self.write_part(parcel)?;
        let stored = &parcel.stored;
        let expected = shown.filter(|shown| shown.whole).and_then(|shown| self.words_of(shown));
        let phone = self.handsets.get_mut(usize::from(stored.recipient)).map(|handset| &mut handset.phone);
        let Some(phone) = phone else { return Ok(()) };
        let seen = phone.take(&octets, self.carrier).map_err(|error| error.to_string())?;
        match (expected, seen) {
            (Some(expected), Seen::Shown { text }) if expected == text => Ok(()),
            // What becomes of parts of several texts, or of a cut one, is another matter than words.
            (None, _) => Ok(()),
            // A handset that puts parts together in another way sees other things.
            (Some(_), _) if !self.has_plain_handsets() => Ok(()),
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

    /// The handset of a part answers it, and the service centre reads the answer.
    pub(super) fn carry_receipt(&self, parcel: &Parcel, receipt: Receipt) -> Result<(), String> {
        let [.., reference] = parcel.serial.to_be_bytes();
        self.read_receipt(reference, receipt)
            .map_err(|error| format!("the answer {receipt:?} to a part: {error}"))
    }

    /// The modem reads what became of a part, and answers that it has.
    pub(super) fn carry_status(&self, report: StatusReport, notice: &Notice) -> Result<(), String> {
        let [.., reference] = notice.serial.to_be_bytes();
        let carry = || {
            let (taken, discharged) = (date(notice.taken)?, date(notice.discharged)?);
            let octets = self.binding.write_status(report, taken, discharged, self.carrier)?;
            let read = self.binding.read_status(&octets, self.carrier)?;
            self.read_receipt(reference, Receipt::Taken)?;
            Ok(read)
        };
        let read = carry().map_err(|error: BindError| format!("the report {report}: {error}"))?;
        if read != Some(report) {
            return Err(format!("the report {report} is read as {read:?}"));
        }
        Ok(())
    }

    fn read_receipt(&self, reference: u8, receipt: Receipt) -> Result<(), BindError> {
        let octets = self.binding.write_receipt(reference, receipt, self.carrier)?;
        let read = self.binding.read_receipt(&octets, self.carrier)?;
        if read.receipt != receipt || !read.is_of(reference, self.carrier) {
            let (field, found, expected) = ("the receipt", format!("{read:?}"), format!("{receipt:?}"));
            return Err(RadioError::Differs { field, found, expected }.into());
        }
        Ok(())
    }
}

/// The moment as a date: runs begin 1000 days into 1970, where the days of scenarios do.
fn date(time: Time) -> Result<DateTime, BindError> {
    const FIRST_DAY: u64 = 1000;
    let milliseconds = i64::try_from(FIRST_DAY * DAY + time.0).unwrap_or(i64::MAX);
    DateTime::from_unix_ms(milliseconds).ok_or(BindError::Unmodelled(Unmodelled::Date))
}
