//! What a server that went back to an older state still misleads.

use std::collections::BTreeSet;

use asms_machine::device::FolderCopy;
use asms_machine::id::{CollectionId, ContentId, DeviceId, SyncKey};
use asms_machine::item::reported_by;
use asms_machine::message::Request;
use asms_machine::system::{Event, State};

use crate::observe::Happening;

/// Who was misled by a server that went back, and has not come to terms with it.
#[derive(Clone, Debug, Default)]
pub(super) struct Restored {
    /// Texts below this one were written before the server went back.
    next: ContentId,
    /// Copies of folders that know more than the server does, until they begin anew with key 0.
    copies: BTreeSet<(DeviceId, CollectionId)>,
    /// Devices of which the server knows other settings than they told it, until they tell it again.
    settings: BTreeSet<DeviceId>,
}

impl Restored {
    /// The server goes back.
    pub(super) fn goes_back(&mut self, before: Option<&State>, after: &State) {
        self.next = after.next_content();
        for device in &after.devices {
            // What is on its way may tell the device more than the server knows now.
            let is_ahead = |copy: &FolderCopy| {
                device.in_flight.is_some()
                    || before.is_none_or(|before| !is_known_alike(before, after, device.id, copy))
            };
            let ahead = device.folders.iter().filter(|copy| is_ahead(copy));
            self.copies.extend(ahead.map(|copy| (device.id, copy.collection)));
            if before.is_none_or(|before| settings(before, device.id) != settings(after, device.id)) {
                self.settings.insert(device.id);
            }
        }
    }

    /// Something happened by which a device may come to terms.
    pub(super) fn note(&mut self, happening: &Happening<'_>) {
        let Event::Handled(handled) = &happening.effect.event else { return };
        match &handled.request {
            Request::Sync(request) => {
                for entry in request.collections.iter().filter(|entry| entry.key == SyncKey::INITIAL) {
                    self.copies.remove(&(handled.device, entry.collection));
                }
            }
            Request::Settings(_) => {
                self.settings.remove(&handled.device);
            }
            _ => {}
        }
    }

    /// Whether a text was written before the server went back, or is a report on one.
    pub(super) fn is_older(&self, text: ContentId) -> bool {
        reported_by(text).unwrap_or(text) < self.next
    }

    /// Whether a device knows more of a folder than the server does.
    pub(super) fn misleads(&self, device: DeviceId) -> bool {
        self.copies.iter().any(|(misled, _)| *misled == device)
    }

    /// Whether any device does.
    pub(super) fn misleads_any(&self) -> bool {
        !self.copies.is_empty()
    }

    /// Whether the server knows other settings of a device than it told.
    pub(super) fn mistakes(&self, device: DeviceId) -> bool {
        self.settings.contains(&device)
    }
}

/// Whether the key of a copy stands for the same in two states of the server. A number that was given a second time can stand
/// for another state.
fn is_known_alike(before: &State, after: &State, device: DeviceId, copy: &FolderCopy) -> bool {
    let behind = |state: &State| {
        let replica = state.server.replica(device, copy.collection);
        replica.and_then(|replica| replica.state_behind(copy.key))
    };
    match (behind(before), behind(after)) {
        (Some(before), Some(after)) => (before.held, before.subscription) == (after.held, after.subscription),
        (before, after) => copy.key == SyncKey::INITIAL && before.is_none() && after.is_none(),
    }
}

/// What the server knows of the settings of a device.
fn settings(state: &State, device: DeviceId) -> (bool, Option<ContentId>) {
    state.server.device(device).map_or((false, None), |known| (known.outbound_sms, known.phone_number))
}
