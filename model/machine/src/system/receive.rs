//! A device takes an answer.

use super::{Event, Reply, State, bit};
use crate::behaviour::Context;
use crate::id::{DeviceId, SyncKey};
use crate::message::{CollectionOutcome, Response, SyncResponse};

impl State {
    pub(super) fn receive(&mut self, cx: &mut Context<'_>, id: DeviceId) -> Option<Event> {
        let Reply { response, wishes, fresh } = self.link_mut(id)?.reply.take()?;
        let device = self.device_mut(id)?;
        let request = device.in_flight.clone()?;
        device.receive(cx, &response);
        let unsaid = device
            .folders
            .iter()
            .filter(|folder| folder.key == SyncKey::INITIAL)
            .fold(more_available(&response), |bits, folder| bits | bit(folder.collection));
        if !self.ledger.knows(id, fresh & !unsaid, unsaid) {
            self.ledger.tell(id, fresh & !unsaid);
            self.ledger.outdate(id, unsaid);
        }
        Some(Event::Received { device: id, request, response, wishes, fresh })
    }
}

/// The folders of which an answer says that there is more to say.
fn more_available(response: &Response) -> u8 {
    let Response::Sync(SyncResponse::Collections(answers)) = response else { return 0 };
    let more = answers.iter().filter(
        |answer| matches!(&answer.outcome, CollectionOutcome::Success(changes) if changes.more_available),
    );
    more.fold(0, |bits, answer| bits | bit(answer.collection))
}
