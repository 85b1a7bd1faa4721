//! The Outbox: who is offered what is to be sent, and where it goes when it is deleted (AMB-08, AMB-09, AMB-30).

use super::*;

fn outbox(key: u32) -> CollectionRequest {
    bare(OUTBOX, key)
}

/// Two enabled devices: one is offered the message, or both (AMB-09, EC-30c).
#[test]
fn one_gateway() {
    let told = "Status 1, new key 3, Add SMS item 1 with text 1";
    for (choice, other) in [("AMB-09=one-gateway", NOTHING), ("AMB-09=every-device", told)] {
        let mut world = World::under(&[choice]);
        for device in [DEVICE, OTHER] {
            world.settings(device, Some(true), Some(7));
            world.settle(device, OUTBOX);
        }
        world.add(OUTBOX, Class::Sms, 1);
        assert_eq!(world.server.gateway(), Some(DEVICE));
        assert_eq!(world.say_to(OTHER, outbox(2)), other, "{choice}");
        assert_eq!(world.say(outbox(2)), told, "{choice}");
    }
}

/// When the gateway is disabled the next one is offered what is there, and is woken for it; what a device holds it
/// keeps.
#[test]
fn gateway_moves() {
    let mut world = World::new();
    for device in [DEVICE, OTHER] {
        world.settings(device, Some(true), Some(7));
        world.settle(device, OUTBOX);
    }
    world.add(OUTBOX, Class::Sms, 1);
    assert_eq!(world.say_to(OTHER, hanging(outbox(2))), "held");
    assert_eq!(world.say(outbox(2)), "Status 1, new key 3, Add SMS item 1 with text 1");
    world.settings(DEVICE, Some(false), None);
    assert_eq!(world.server.gateway(), Some(OTHER));
    assert_eq!(world.wake(OTHER), "Status 1, new key 3, Add SMS item 1 with text 1");
    assert_eq!(world.say(outbox(3)), NOTHING, "the first keeps it");
    world.settings(DEVICE, Some(true), None);
    assert_eq!(world.say_to(OTHER, outbox(3)), NOTHING, "and so does the second");
}

/// A device that is not enabled is offered what is to be sent all the same, or not (AMB-30, EC-30b); enabling it tells.
#[test]
fn silent_devices() {
    let told = "Status 1, new key 3, Add SMS item 1 with text 1";
    for (choice, silent, enabled) in [
        ("AMB-30=receives-but-silent", told, "Status 1, new key 4, Add SMS item 2 with text 2"),
        (
            "AMB-30=not-offered",
            NOTHING,
            "Status 1, new key 3, Add SMS item 1 with text 1, Add SMS item 2 with text 2",
        ),
    ] {
        let mut world = World::under(&[choice]);
        world.settle(DEVICE, OUTBOX);
        world.add(OUTBOX, Class::Sms, 1);
        assert_eq!(world.say(outbox(2)), silent, "{choice}");
        world.settings(DEVICE, Some(true), Some(7));
        world.add(OUTBOX, Class::Sms, 2);
        let key = if silent == NOTHING { 2 } else { 3 };
        assert_eq!(world.say(outbox(key)), enabled, "{choice}");
    }
}

/// Where what a client deletes from the Outbox goes (AMB-08, EC-05).
#[test]
fn where_it_goes() {
    for (choice, moves, trash, sent) in [
        ("AMB-08=client-adds-sent", Some(false), &[][..], &[][..]),
        ("AMB-08=gone", Some(false), &[], &[]),
        ("AMB-08=deletes-as-moves", None, &[(2, 1)], &[]),
        ("AMB-08=server-moves", Some(false), &[], &[(2, 1)]),
        ("AMB-08=server-moves", None, &[], &[(2, 1)]),
    ] {
        let mut world = World::under(&[choice]);
        world.add(OUTBOX, Class::Sms, 1);
        let key = world.settle(DEVICE, OUTBOX).0;
        let request = CollectionRequest { deletes_as_moves: moves, ..with(outbox(key), &[delete(1)]) };
        assert_eq!(world.say(request.clone()), "Status 1, new key 3", "{choice}");
        world.say(request);
        assert_eq!((world.texts(TRASH), world.texts(SENT)), (trash.to_vec(), sent.to_vec()), "{choice}");
    }
}
