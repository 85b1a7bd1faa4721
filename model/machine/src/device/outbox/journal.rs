//! What becomes of jobs when keys are reset, the device crashes, or the item goes.

use super::{Place, Stage};
use crate::behaviour::Context;
use crate::device::Device;
use crate::id::ItemId;
use crate::modem::SubmitResult;

impl Device {
    /// The Outbox is synchronised anew. What was sent is remembered, so that it is not sent again when it comes (AMB-16).
    pub(in crate::device) fn journal_outlasts_key(&mut self, cx: &mut Context<'_>) {
        if !self.jobs.is_empty() && !cx.device(|device| device.journal).outlasts_keys() {
            self.jobs.clear();
        }
        for job in &mut self.jobs {
            job.held = false;
        }
    }

    /// The device restarts. Nobody knows what became of a submission that was under way; a device without a journal looks
    /// into its Outbox and sends what stands there (B-91).
    pub(in crate::device) fn restart_sending(&mut self, cx: &mut Context<'_>) {
        if !self.jobs.is_empty() && !cx.device(|device| device.journal).outlasts_crashes() {
            self.jobs.clear();
            self.take_on_all(cx);
        } else {
            self.submitted(cx, SubmitResult::Silence);
        }
        self.modem.restart(cx);
    }

    /// The modem restarts, and the device does not. What was under way has no answer.
    pub fn restart_modem(&mut self, cx: &mut Context<'_>) {
        self.submitted(cx, SubmitResult::Silence);
        self.modem.restart(cx);
    }

    /// The server has told all of the Outbox. What did not come back is gone, or for another device to send, and does not
    /// begin.
    pub(in crate::device) fn outbox_is_complete(&mut self) {
        let gone = |device: &Self| {
            device.jobs.iter().find(|job| !job.held && !device.is_begun(job)).map(|job| job.item)
        };
        while let Some(item) = gone(self) {
            self.jobs.take(item);
        }
    }

    /// The item was deleted on the server. What has not begun is not sent; what has is AMB-13.
    pub(in crate::device) fn recall(&mut self, cx: &mut Context<'_>, item: ItemId) {
        let Some(job) = self.jobs.find(item) else { return };
        let ends = job.stage == Stage::Deleting || !self.is_begun(job);
        let waits = self.has_in_modem(item);
        if ends {
            self.jobs.take(item);
        } else if let Some(job) = self.jobs.find_mut(item) {
            job.place = Place::Recalled;
            if !waits {
                self.go_on(cx, item);
            }
        }
    }

    /// The item was soft-deleted: it is not the device's to send any more, unless that has begun (AMB-15).
    pub(in crate::device) fn cancel(&mut self, cx: &mut Context<'_>, item: ItemId) {
        let unsent = self.jobs.find(item).is_some_and(|job| !self.is_begun(job));
        if unsent && cx.device(|device| device.soft_deleted_unsent).cancels() {
            self.jobs.take(item);
        }
    }

    /// The device's own Delete of the item is done.
    pub(in crate::device) fn retire(&mut self, item: ItemId) {
        let Some(job) = self.jobs.find_mut(item) else { return };
        if job.stage == Stage::Deleting {
            self.jobs.take(item);
        } else {
            job.place = Place::Deleted;
        }
    }

    /// Whether the Delete of a job's item can be sent now (AMB-07).
    pub(in crate::device) fn is_deletable(&self, cx: &mut Context<'_>, item: ItemId) -> bool {
        let Some(job) = self.jobs.find(item).filter(|job| job.place == Place::Outbox) else { return false };
        if job.stage == Stage::Deleting {
            !self.awaits_report(item) || !cx.device(|device| device.report_order).awaits_report()
        } else {
            self.is_handed_over(job) && !cx.device(|device| device.report_order).awaits_result()
        }
    }
}
