//! What must be reachable: situations without which a run proves nothing.

use super::Step;
use crate::class::Class;
use crate::id::SyncKey;
use crate::message::{ClientCommand, ServerCommand, SyncRequest, SyncResponse};
use crate::system::{Event, State};

/// A situation that a scenario may demand to be reached.
#[derive(Clone, Copy, Debug)]
pub struct Goal {
    /// Its name, as scenarios use it.
    pub name: &'static str,
    /// What it is, in one sentence.
    pub prose: &'static str,
    /// Whether a step reaches it.
    pub reached: fn(&Step<'_>) -> bool,
}

/// Every goal.
pub static GOALS: &[Goal] = &[
    Goal {
        name: "add-repeated",
        prose: "The server receives an Add of which it has made an item before.",
        reached: |step| {
            handled(step).is_some_and(|(request, _)| {
                request.commands.iter().any(|command| {
                    let ClientCommand::Add { content, .. } = command;
                    step.before.ledger.client_adds.find(*content).is_some_and(|add| add.items > 0)
                })
            })
        },
    },
    Goal {
        name: "old-key-again",
        prose: "The server answers a key that it has answered before.",
        reached: |step| {
            let Event::Handled { device, request, .. } = &step.effect.event else { return false };
            let replica = step.before.server.replica(*device, request.collection);
            replica
                .is_some_and(|replica| replica.base.key == request.key && replica.answers().next().is_some())
        },
    },
    Goal {
        name: "late-request",
        prose: "The server answers a request that nobody waits for any more.",
        reached: |step| matches!(step.effect.event, Event::Handled { awaited: false, .. }),
    },
    Goal {
        name: "soft-delete",
        prose: "The server soft-deletes an item.",
        reached: |step| {
            matches!(handled(step), Some((_, SyncResponse::Success(changes)))
            if changes.commands.iter().any(|command| {
                matches!(command, ServerCommand::SoftDelete { .. })
            }))
        },
    },
    Goal {
        name: "delete-received",
        prose: "A device is told that an item it holds was deleted.",
        reached: |step| {
            matches!(&step.effect.event, Event::Received { response: SyncResponse::Success(changes), .. }
            if changes.commands.iter().any(|command| {
                matches!(command, ServerCommand::Delete { .. })
            }))
        },
    },
    Goal {
        name: "protocol-error",
        prose: "The server refuses a request that carries an Add with status 4.",
        reached: |step| matches!(handled(step), Some((request, SyncResponse::ProtocolError)) if !request.commands.is_empty()),
    },
    Goal {
        name: "key-refused",
        prose: "The server refuses a key with status 3.",
        reached: |step| matches!(handled(step), Some((_, SyncResponse::InvalidKey { .. }))),
    },
    Goal {
        name: "resynchronised",
        prose: "The server answers key 0 of a device that it knows to hold an item.",
        reached: |step| {
            let Event::Handled { device, request, .. } = &step.effect.event else { return false };
            let replica = step.before.server.replica(*device, request.collection);
            request.key == SyncKey::INITIAL && replica.is_some_and(|replica| !replica.base.held.is_empty())
        },
    },
    Goal {
        name: "told-with-sms",
        prose: "A device that holds an SMS has been told everything, and nothing is left to do.",
        reached: |step| settled(step.after),
    },
];

fn handled<'a>(step: &Step<'a>) -> Option<(&'a SyncRequest, &'a SyncResponse)> {
    match &step.effect.event {
        Event::Handled { request, response, .. } => Some((request, response)),
        _ => None,
    }
}

fn settled(state: &State) -> bool {
    state.devices.iter().zip(&state.links).all(|(device, link)| {
        device.in_flight.is_none()
            && link.requests.is_empty()
            && !device.has_work()
            && state.ledger.is_told(device.id)
            && device.view.iter().any(|held| held.class == Class::Sms)
    })
}
