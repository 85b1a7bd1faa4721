//! A network in which a message is one unit, delivered as it is accepted.

use super::{Accepted, Delivered};
use crate::behaviour::Context;
use crate::handset::Shown;
use crate::id::{ContentId, DeviceId};
use crate::list::{Keyed, Sorted};
use crate::modem::{MessageReference, StatusReport, Submission, SubmitResult};

/// What such a network remembers. Here no time passes between acceptance and delivery, in which a repeated submission
/// would find the first one in the centre. So the last submission of each device counts as held until the device has heard
/// of it, which is as long as it may come again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Atomic {
    held: Sorted<Held, 2>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Held {
    device: DeviceId,
    recipient: u8,
    mr: MessageReference,
    content: ContentId,
}

impl Atomic {
    pub(super) fn accept(
        &mut self,
        cx: &mut Context<'_>,
        device: DeviceId,
        submission: &Submission,
    ) -> Accepted {
        let Submission { content, recipient, mr, .. } = *submission;
        let first = self.held.find(device).filter(|held| (held.mr, held.recipient) == (mr, recipient));
        if let Some(first) = first
            && submission.again
            && cx.network(|network| network.reject_duplicates).rejects(first.content == content)
        {
            return Accepted::not(SubmitResult::Duplicate);
        }
        self.held.put(Held { device, recipient, mr, content });
        let delivered = Delivered {
            device,
            recipient,
            shown: Shown::Text([content].into_iter().collect()),
            report: Some(StatusReport::on(submission, true)),
        };
        Accepted { result: SubmitResult::Accepted, delivered: Some(delivered) }
    }

    pub(super) fn heard(&mut self, device: DeviceId) {
        self.held.take(device);
    }

    pub(super) fn spilled(&self) -> Option<&'static str> {
        self.held.spilled_as("messages under way")
    }
}

impl Keyed for Held {
    type Key = DeviceId;

    fn key(&self) -> DeviceId {
        self.device
    }
}
