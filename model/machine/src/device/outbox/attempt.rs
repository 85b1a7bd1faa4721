//! One part on its way to one recipient: submission, result, status report.

use super::{Job, MOST_TRIES, Stage};
use crate::behaviour::Context;
use crate::device::Device;
use crate::item::Text;
use crate::modem::{MessageReference, RadioSetup, StatusReport, Submission, SubmitResult};
use crate::recipients::Recipients;

impl Device {
    /// What the device would hand to its modem now: the next part of the next message (ASMS-055). A message that was
    /// begun goes on before another begins, so that the references of its parts follow each other.
    pub fn next_submission(&self, cx: &mut Context<'_>) -> Option<Submission> {
        if self.modem.submission.is_some() {
            return None;
        }
        let job = self.next_job()?;
        if !self.is_active() && !cx.device(|device| device.disabling).finishes() {
            return None;
        }
        let recipient = job.recipient()?;
        let (part, total) = (job.parts + 1, total_of(job.text, self.radio.part_size));
        let (mut modem, again) = (self.modem.clone(), job.tries > 0);
        let reference = if total > 1 && part == 1 && !again { modem.next_reference() } else { job.reference };
        let mr = if again { job.mr } else { modem.next_mr() };
        Some(Submission {
            item: job.item,
            content: job.text.content,
            recipient,
            part,
            total,
            reference,
            mr,
            again,
        })
    }

    /// Hands it to the modem. The journal knows of it before the modem does.
    pub fn transmit(&mut self, cx: &mut Context<'_>) -> Option<Submission> {
        let submission = self.next_submission(cx)?;
        let job = self.jobs.find_mut(submission.item)?;
        if !submission.again {
            job.mr = self.modem.next_mr();
            if submission.part == 1 {
                job.first_mr[usize::from(submission.recipient)] = job.mr;
                if submission.total > 1 {
                    job.reference = self.modem.next_reference();
                }
            }
        }
        self.modem.submit(submission);
        Some(submission)
    }

    /// What became of the submission, as the modem says, or its silence.
    pub fn submitted(&mut self, cx: &mut Context<'_>, result: SubmitResult) {
        let Some(Submission { item, recipient, .. }) = self.modem.submission.take() else { return };
        let part_size = self.radio.part_size;
        // A status report may have come first and decided the recipient.
        let Some(job) = self.jobs.find_mut(item).filter(|job| job.recipient() == Some(recipient)) else {
            return self.go_on(cx, item);
        };
        match result {
            SubmitResult::Accepted | SubmitResult::Duplicate => job.part_is_sent(part_size),
            SubmitResult::Temporary | SubmitResult::Permanent => {
                if cx.device(|device| device.submit_failure).is_success() {
                    job.part_is_sent(part_size);
                } else if result == SubmitResult::Temporary {
                    job.try_again();
                } else {
                    job.give_up();
                }
            }
            SubmitResult::Silence => self.take_silence(cx, item),
        }
        self.go_on(cx, item);
    }

    /// The service centre reports on a part that it took. A failure is a delivery problem of its recipient, also where
    /// the item is about to be deleted; once that is done there is nobody left to tell (OB-02).
    pub fn status_report(&mut self, cx: &mut Context<'_>, report: StatusReport) {
        let (radio, busy) = (self.radio, self.modem.submission);
        let Some(job) = self.jobs.iter_mut().find(|job| job.is_meant(report, radio, busy)) else { return };
        let item = job.item;
        let current = job.recipient() == Some(report.recipient);
        if report.delivered {
            // The answer to the submission was lost, and this one tells as much.
            if current && job.tries > 0 && job.mr == report.mr && busy.is_none_or(|busy| busy.item != item) {
                job.part_is_sent(radio.part_size);
                self.go_on(cx, item);
            }
            return;
        }
        if job.failed.contains(report.recipient) {
            return;
        }
        job.sent.remove(report.recipient);
        job.failed.insert(report.recipient);
        if current {
            job.end_recipient();
        }
        if job.stage == Stage::Deleting {
            let job = *job;
            self.report(cx, &job, Recipients::one(report.recipient));
        } else if busy.is_none_or(|busy| busy.item != item) {
            self.go_on(cx, item);
        }
    }

    /// The message to go on with: one that was begun, else the one that came first. One whose item has not come back after
    /// a key reset does not begin.
    fn next_job(&self) -> Option<&Job> {
        self.jobs
            .iter()
            .filter(|job| job.stage == Stage::Sending && (job.held || job.has_results()))
            .min_by_key(|job| (!job.has_results(), job.item))
    }

    /// Whether everything of a job was handed to the modem, though the last answer is still to come.
    pub(in crate::device) fn is_handed_over(&self, job: &Job) -> bool {
        self.modem.submission.is_some_and(|submission| {
            submission.item == job.item && submission.part == submission.total && job.left().len() == 1
        })
    }
}

impl Job {
    /// The network has the part.
    pub(super) fn part_is_sent(&mut self, part_size: Option<u16>) {
        let Some(recipient) = self.recipient() else { return };
        self.parts += 1;
        self.tries = 0;
        self.mr = MessageReference(0);
        if self.parts >= total_of(self.text, part_size) {
            self.sent.insert(recipient);
            self.end_recipient();
        }
    }

    /// The part is submitted again, unless that was done often enough.
    pub(super) fn try_again(&mut self) {
        if self.tries < MOST_TRIES {
            self.tries += 1;
        } else {
            self.give_up();
        }
    }

    /// The recipient cannot be sent to; the parts that are left are not tried.
    pub(super) fn give_up(&mut self) {
        if let Some(recipient) = self.recipient() {
            self.failed.insert(recipient);
        }
        self.end_recipient();
    }

    /// Forgets how far the recipient was.
    pub(super) fn end_recipient(&mut self) {
        self.parts = 0;
        self.tries = 0;
        self.reference = 0;
        self.mr = MessageReference(0);
    }

    /// Whether a status report speaks of a part of this job: those to one recipient have TP-MR that follow each other.
    fn is_meant(&self, report: StatusReport, radio: RadioSetup, busy: Option<Submission>) -> bool {
        let recipient = report.recipient;
        if !self.everyone().contains(recipient) {
            return false;
        }
        let is_over = (self.sent | self.failed).contains(recipient);
        let is_under_way = self.recipient() == Some(recipient)
            && (self.parts > 0
                || self.tries > 0
                || busy.is_some_and(|busy| busy.item == self.item && busy.recipient == recipient));
        let first = self.first_mr[usize::from(recipient)].0;
        let modulus = radio.mr_modulus.max(1);
        let distance = (u16::from(report.mr.0) + modulus - u16::from(first) % modulus) % modulus;
        (is_over || is_under_way) && distance < u16::from(total_of(self.text, radio.part_size))
    }
}

/// Of how many parts a message is.
fn total_of(text: Text, part_size: Option<u16>) -> u8 {
    let parts = match part_size {
        None => 1,
        Some(_) if text.parts > 0 => text.parts.into(),
        Some(octets) => text.size.div_ceil(octets.max(1)).max(1),
    };
    u8::try_from(parts).unwrap_or(u8::MAX)
}
