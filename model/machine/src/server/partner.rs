//! What the server knows of a device, besides its copies of folders.

use super::{Held, Server};
use crate::id::{ContentId, DeviceId};
use crate::list::Keyed;
use crate::message::SyncRequest;
use crate::shared::Shared;

/// What the server knows of a device, besides its copies of folders.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Partner {
    /// The device.
    pub device: DeviceId,
    /// Whether outbound SMS can go through it; 0 unless it said otherwise (ASMS-027).
    pub outbound_sms: bool,
    /// Its telephone number (ASMS-030).
    pub phone_number: Option<ContentId>,
    /// The request that an empty one repeats and a partial one completes. Volatile.
    pub cached: Option<Shared<SyncRequest>>,
    /// The request that waits for an answer. Volatile.
    pub held: Option<Box<Held>>,
}

impl Partner {
    /// A device of which nothing is known.
    pub const fn unknown(device: DeviceId) -> Self {
        Self { device, outbound_sms: false, phone_number: None, cached: None, held: None }
    }

    fn is_unknown(&self) -> bool {
        !self.outbound_sms && self.phone_number.is_none() && self.cached.is_none() && self.held.is_none()
    }
}

impl Server {
    /// What the server knows of a device, if it knows anything.
    pub fn device(&self, device: DeviceId) -> Option<&Partner> {
        self.partners.find(device)
    }

    /// Whether outbound SMS can go through a device, as far as the server knows (ASMS-028).
    pub fn is_enabled(&self, device: DeviceId) -> bool {
        self.device(device).is_some_and(|partner| partner.outbound_sms)
    }

    /// Lets the server know something of a device without any exchange, as if it had said so before.
    pub fn seed_partner(&mut self, partner: Partner) {
        self.update_partner(partner.device, |known| *known = partner);
    }

    /// Changes what is known of a device. One of which nothing is known has no entry, so that equal states are equal.
    pub(super) fn update_partner(&mut self, device: DeviceId, update: impl FnOnce(&mut Partner)) {
        if let Some(known) = self.partners.find_mut(device) {
            update(known);
            if known.is_unknown() {
                self.partners.take(device);
            }
            return;
        }
        let mut partner = Partner::unknown(device);
        update(&mut partner);
        if !partner.is_unknown() {
            self.partners.put(partner);
        }
    }
}

impl Keyed for Partner {
    type Key = DeviceId;

    fn key(&self) -> DeviceId {
        self.device
    }
}
