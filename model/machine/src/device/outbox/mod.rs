//! The Outbox procedure: every item that appears in the Outbox is sent, part by part, to every mobile recipient, and then
//! deleted ([MS-ASMS] 3.1.5.1).

mod attempt;
mod journal;

use super::Device;
use crate::behaviour::{Context, Silence};
use crate::class::{Class, FolderKind};
use crate::id::ItemId;
use crate::item::{Text, cut_of};
use crate::list::Keyed;
use crate::modem::MessageReference;
use crate::recipients::{MOST_RECIPIENTS, Recipients};

use super::Copied;

/// How often a part is submitted again after the network refused it for a while, or did not answer (AMB-12).
pub const MOST_TRIES: u8 = 2;

/// An Outbox item that the device has taken on: an entry of its journal (AMB-16). It ends when the item is deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Job {
    /// ServerId of the Outbox item.
    pub item: ItemId,
    /// What is sent.
    pub text: Text,
    /// How far the job is.
    pub stage: Stage,
    /// Where the Outbox item is.
    pub place: Place,
    /// Whether the server gave the item under the current key; if not, it may have been deleted meanwhile.
    pub held: bool,
    /// The recipients that were sent all parts.
    pub sent: Recipients,
    /// The recipients that could not be sent to.
    pub failed: Recipients,
    /// How many parts the network took for the recipient that is being sent to.
    pub parts: u8,
    /// How often the next part was submitted in vain.
    pub tries: u8,
    /// By which number the parts to this recipient find each other.
    pub reference: u8,
    /// TP-MR of the next part, once it was submitted.
    pub mr: MessageReference,
    /// TP-MR of the first part to each recipient.
    first_mr: [MessageReference; MOST_RECIPIENTS as usize],
}

/// How far a job is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// The whole body is fetched first (AMB-19).
    Fetching,
    /// There are recipients to send to.
    Sending,
    /// Nobody is left to send to: the item is to be deleted, once its report is acknowledged (AMB-07).
    Deleting,
}

/// Where the item of a job is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// In the Outbox, as far as the device knows.
    Outbox,
    /// Deleted by this device.
    Deleted,
    /// Deleted by someone else (AMB-13).
    Recalled,
}

impl Job {
    fn new(item: ItemId, text: Text) -> Self {
        Self {
            item,
            text,
            stage: Stage::Sending,
            place: Place::Outbox,
            held: true,
            sent: Recipients::NONE,
            failed: Recipients::NONE,
            parts: 0,
            tries: 0,
            reference: 0,
            mr: MessageReference(0),
            first_mr: [MessageReference(0); MOST_RECIPIENTS as usize],
        }
    }

    /// The mobile recipients.
    pub fn everyone(&self) -> Recipients {
        Recipients::all(self.text.recipients)
    }

    /// The recipient to send to next, from 0.
    pub fn recipient(&self) -> Option<u8> {
        self.left().first()
    }

    /// Those whom nothing is known of yet.
    fn left(&self) -> Recipients {
        self.everyone() - self.sent - self.failed
    }

    /// The whole body is here. Whom the message goes to was known before.
    fn body_is_whole(&mut self, Text { content, size, parts, .. }: Text) {
        self.text = Text { content, size, parts, ..self.text };
        self.stage = Stage::Sending;
    }

    /// Whether anything was submitted and answered, or not answered in time.
    fn has_results(&self) -> bool {
        !self.sent.is_empty() || !self.failed.is_empty() || self.parts > 0 || self.tries > 0
    }
}

impl Device {
    /// Whether the job has begun, so that it cannot be called off: something was handed to the modem.
    pub(super) fn is_begun(&self, job: &Job) -> bool {
        job.stage == Stage::Deleting || job.has_results() || self.has_in_modem(job.item)
    }

    pub(super) fn has_in_modem(&self, item: ItemId) -> bool {
        self.modem.submission.is_some_and(|submission| submission.item == item)
    }

    /// Takes an item on that appeared in the Outbox by a server Add (ASMS-054), where the device is enabled. One that the
    /// journal has is not taken on again.
    pub(super) fn take_on(&mut self, cx: &mut Context<'_>, copy: Copied) {
        if copy.class != Class::Sms {
            return;
        }
        if let Some(job) = self.jobs.find_mut(copy.item) {
            job.held = true;
            if job.stage == Stage::Fetching && !copy.cut {
                job.body_is_whole(copy.text);
            }
        } else if self.is_active() {
            self.begin(cx, copy);
        }
    }

    /// Takes on what stands in the Outbox already, where the device is enabled.
    pub(super) fn take_on_all(&mut self, cx: &mut Context<'_>) {
        let Some(outbox) = self.folder_of(FolderKind::Outbox) else { return };
        for copy in &outbox.view.clone() {
            self.take_on(cx, *copy);
        }
    }

    /// Sends to nobody where To names no mobile recipient, or others as well and that is not allowed (AMB-18). Fetches
    /// the body first where it was cut (AMB-19).
    fn begin(&mut self, cx: &mut Context<'_>, copy: Copied) {
        let mut job = Job::new(copy.item, copy.text);
        let mixed = copy.text.strangers && copy.text.recipients > 0;
        if mixed && cx.device(|device| device.recipients).rejects() {
            job.failed = job.everyone();
        }
        if job.recipient().is_none() {
            self.jobs.put(job);
            self.finish(cx, copy.item);
            return;
        }
        if copy.cut {
            if cx.device(|device| device.truncated_body).fetches() {
                job.stage = Stage::Fetching;
            } else {
                job.text = self.cut(copy.text);
            }
        }
        self.jobs.put(job);
    }

    fn cut(&self, text: Text) -> Text {
        let asked = self.folder_of(FolderKind::Outbox).and_then(|outbox| outbox.wanted.truncation);
        Text {
            content: cut_of(text.content),
            size: asked.map_or(text.size, |octets| octets.min(text.size)),
            // So little is left of it.
            parts: text.parts.min(1),
            ..text
        }
    }

    /// A fetched body came, or word that there is no such item: then there is nothing to send (EC-55).
    pub(super) fn take_fetched(&mut self, item: ItemId, text: Option<Text>) {
        let Some(job) = self.jobs.find_mut(item).filter(|job| job.stage == Stage::Fetching) else { return };
        match text {
            Some(text) => job.body_is_whole(text),
            None => drop(self.jobs.take(item)),
        }
    }

    /// Goes on with a job after a result: to the end if nobody is left to send to, or if the rest is called off.
    fn go_on(&mut self, cx: &mut Context<'_>, item: ItemId) {
        let Some(job) = self.jobs.find(item).filter(|job| job.stage == Stage::Sending) else { return };
        let called_off = job.place == Place::Recalled;
        if job.recipient().is_none() || (called_off && cx.device(|device| device.recalled).aborts()) {
            self.finish(cx, item);
        }
    }

    /// Nothing more is sent: delivery problems are reported, what was sent is copied to Sent Items.
    fn finish(&mut self, cx: &mut Context<'_>, item: ItemId) {
        let Some(job) = self.jobs.find_mut(item) else { return };
        job.stage = Stage::Deleting;
        job.end_recipient();
        let job = *job;
        if !job.failed.is_empty() || job.text.recipients == 0 {
            self.report(cx, &job, job.failed);
        }
        if !job.sent.is_empty() {
            self.copy_to_sent(cx, &job);
        }
        if job.place != Place::Outbox {
            self.jobs.take(item);
        }
    }

    /// What an answer that never comes is taken for (AMB-12).
    fn take_silence(&mut self, cx: &mut Context<'_>, item: ItemId) {
        let silence = cx.device(|device| device.silence);
        let Some(job) = self.jobs.find_mut(item) else { return };
        match silence {
            Silence::Resubmit => job.try_again(),
            Silence::Ndr => job.give_up(),
            Silence::AssumeSent => job.part_is_sent(self.radio.part_size),
        }
    }
}

impl Keyed for Job {
    type Key = ItemId;

    fn key(&self) -> ItemId {
        self.item
    }
}
