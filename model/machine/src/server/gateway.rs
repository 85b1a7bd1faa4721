//! Through which device outbound SMS go (AMB-09, AMB-30).

use super::Server;
use crate::behaviour::Context;
use crate::class::FolderKind;
use crate::id::{CollectionId, DeviceId};

/// How a device stands to what is in the Outbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It is the one through which outbound SMS go.
    Gateway,
    /// It is enabled, and another device is the gateway.
    Other,
    /// It is not enabled.
    Silent,
}

impl Role {
    /// Whether it is offered the SMS of the Outbox. One that it holds already it keeps.
    pub(super) fn is_offered(self, cx: &mut Context<'_>) -> bool {
        match self {
            Self::Gateway => true,
            Self::Other => cx.server(|server| server.gateway).offers_to_others(),
            Self::Silent => cx.server(|server| server.silent_outbox).offers(),
        }
    }
}

impl Server {
    /// The device to which one gateway's Outbox items are offered: the lowest-numbered that is enabled.
    pub fn gateway(&self) -> Option<DeviceId> {
        self.partners.iter().find(|partner| partner.outbound_sms).map(|partner| partner.device)
    }

    pub(super) fn role(&self, device: DeviceId) -> Role {
        if !self.is_enabled(device) {
            Role::Silent
        } else if self.gateway() == Some(device) {
            Role::Gateway
        } else {
            Role::Other
        }
    }

    /// A device was enabled or disabled: what is in the Outbox may be offered to other devices now.
    pub(super) fn roles_moved(&mut self, cx: &mut Context<'_>) {
        let outboxes = self.folders().filter(|folder| folder.kind == FolderKind::Outbox);
        let outboxes: Vec<CollectionId> = outboxes.map(|folder| folder.id).collect();
        for outbox in outboxes {
            for replica in self.replicas.iter_mut().filter(|replica| replica.collection == outbox) {
                replica.look_again();
            }
            if self.folder(outbox).is_some_and(|folder| !folder.items.is_empty()) {
                self.note_news(cx, outbox);
            }
        }
    }
}
