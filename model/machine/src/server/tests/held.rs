//! Hanging Sync and Ping: what is held, what wakes it ([MS-ASCMD] 3.1.5.4, 3.1.5.8).

use super::*;

fn ping(world: &mut World, folders: &[CollectionId]) -> String {
    words(world.ask(DEVICE, &Request::Ping(folders.iter().copied().collect())).as_ref())
}

/// A request is held that says nothing and does nothing but set Read and Flag (EC-34b, EC-34c).
#[test]
fn what_is_held() {
    for (command, expected) in [
        (None, "held"),
        (Some(read(1)), "held"),
        (Some(flag(1)), "held"),
        (Some(read(99)), "Status 1, new key 3, Change of item 99 not found (8)"),
        (Some(delete(1)), "Status 1, new key 3"),
        (Some(add(1, 7)), "Status 1, new key 3, ClientId 1 is item 2"),
        (Some(fetch(1)), "Status 1, new key 3, whole item 1 with text 1"),
    ] {
        let mut world = World::new();
        world.sms(1);
        let key = world.settle(DEVICE, INBOX).0;
        let commands: Vec<ClientCommand> = command.into_iter().collect();
        assert_eq!(world.say(hanging(with(inbox(key), &commands))), expected, "{command:?}");
    }
    let mut world = World::new();
    assert_eq!(world.say(hanging(inbox(0))), "Status 1, new key 1", "key 0");
    assert_eq!(world.say(hanging(with_sms(INBOX, 1))), "Status 1, new key 2", "other Options");
    assert_eq!(world.say(hanging(inbox(99))), "Status 3: invalid key");
    world.sms(1);
    assert_eq!(world.say(hanging(inbox(2))), "Status 1, new key 3, Add SMS item 1 with text 1");
}

/// Only what is added, or a folder that goes, wakes it; what else happened is told when the interval ends.
#[test]
fn what_wakes_it() {
    let mut world = World::new();
    let item = world.sms(1);
    let key = world.settle(DEVICE, INBOX).0;
    world.say(hanging(inbox(key)));
    world.add(MAIL, Class::Sms, 2);
    world.server.mark(INBOX, item, READ);
    assert!(!world.server.may_wake(DEVICE), "another folder, and a change");
    assert_eq!(world.wake(DEVICE), "held");
    assert_eq!(world.end_interval(DEVICE), "Status 1, new key 3, Change item 1 to read");
    assert!(world.server.held(DEVICE).is_none());
    assert_eq!(world.end_interval(DEVICE), "held", "there is nothing to answer");

    world.say(hanging(inbox(3)));
    world.add(INBOX, Class::Email, 3);
    assert!(world.server.may_wake(DEVICE), "whichever class (EC-34d)");
    assert_eq!(world.wake(DEVICE), NOTHING);
    world.say(hanging(inbox(3)));
    let mut cx = Context::new(&world.behaviour);
    world.server.move_item(&mut cx, MAIL, ItemId(2), INBOX);
    assert_eq!(world.wake(DEVICE), "Status 1, new key 4, Add SMS item 4 with text 2");
    world.say(hanging(inbox(4)));
    world.server.remove_folder(INBOX);
    assert_eq!(world.wake(DEVICE), "Status 12: folder hierarchy changed");
}

/// A Change in a held request is done once, and gets its key when the request is answered (EC-34c).
#[test]
fn changes_in_a_held_request() {
    let mut world = World::new();
    world.sms(1);
    let key = world.settle(DEVICE, INBOX).0;
    let request = hanging(with(inbox(key), &[read(1)]));
    assert_eq!(world.say(request.clone()), "held");
    assert_eq!(world.marks(INBOX, 1), READ);
    assert_eq!(world.say(request), "held", "again");
    assert_eq!(world.end_interval(DEVICE), "Status 1, new key 3");
    assert_eq!(world.say(inbox(3)), NOTHING);
}

/// A newer Sync takes the place of the one that is held, which is never answered (EC-34); a crash drops it too.
#[test]
fn newer_requests_and_crashes() {
    let mut world = World::new();
    let key = world.settle(DEVICE, INBOX).0;
    world.say(hanging(inbox(key)));
    assert_eq!(world.say(with(inbox(key), &[add(1, 7)])), "Status 1, new key 3, ClientId 1 is item 1");
    assert!(world.server.held(DEVICE).is_none());
    world.say(hanging(inbox(3)));
    world.server.restart();
    assert!(world.server.held(DEVICE).is_none());
    assert_eq!(world.server.device(DEVICE), None, "nothing is known of it");
}

/// Ping waits for what is added, and says where (statuses 1, 2, 7).
#[test]
fn ping_waits() {
    let mut world = World::new();
    world.settle(DEVICE, INBOX);
    world.settle(DEVICE, MAIL);
    assert_eq!(ping(&mut world, &[INBOX, CollectionId(99)]), "Status 7: folder hierarchy changed");
    assert_eq!(ping(&mut world, &[INBOX, MAIL]), "held");
    assert_eq!(world.end_interval(DEVICE), "Status 1: nothing new");
    ping(&mut world, &[INBOX, MAIL]);
    world.add(MAIL, Class::Email, 1);
    world.add(INBOX, Class::Sms, 2);
    assert_eq!(world.wake(DEVICE), "Status 2: changes in 15, 19");
    ping(&mut world, &[MAIL]);
    world.server.remove_folder(MAIL);
    assert_eq!(world.wake(DEVICE), "Status 7: folder hierarchy changed");
}

/// What came before the Ping is told at once, if a Sync would bring it.
#[test]
fn ping_after_the_event() {
    let mut world = World::new();
    let item = world.sms(1);
    let key = world.settle(DEVICE, INBOX).0;
    world.server.mark(INBOX, item, READ);
    assert_eq!(ping(&mut world, &[INBOX]), "held", "a change is no reason");
    world.sms(2);
    assert_eq!(ping(&mut world, &[INBOX]), "Status 2: changes in 15");
    world.say(inbox(key));
    assert_eq!(ping(&mut world, &[INBOX]), "held", "the newest answer has it");
}

/// A Ping is no proof that an answer arrived (EC-03): the old key stays good, with all that the answer told.
#[test]
fn ping_acknowledges_nothing() {
    let mut world = World::new();
    let key = world.settle(DEVICE, INBOX).0;
    world.sms(1);
    assert_eq!(world.say(inbox(key)), "Status 1, new key 3, Add SMS item 1 with text 1");
    let before = world.server.replica(DEVICE, INBOX).cloned();
    ping(&mut world, &[INBOX]);
    assert_eq!(world.server.replica(DEVICE, INBOX).cloned(), before);
    assert_eq!(world.say(inbox(key)), "Status 1, new key 4, Add SMS item 1 with text 1");
}

/// A device that takes back what it asked for before it heard the answer is told of nothing: the answer that would leave
/// something to say did not arrive. Told of news, it would ask for them in vain, again and again.
#[test]
fn ping_after_an_answer_that_did_not_arrive() {
    let mut world = World::new();
    world.settle(DEVICE, INBOX);
    let narrow = |key| with_options(inbox(key), &[block(Class::Email, 0)]);
    world.say(narrow(2));
    world.sms(1);
    world.sms(2);
    let wide = CollectionRequest { window: Some(1), ..with_sms(INBOX, 3) };
    assert_eq!(world.say(wide), "Status 1, new key 4, MoreAvailable, Add SMS item 1 with text 1");
    assert_eq!(ping(&mut world, &[INBOX]), "Status 2: changes in 15", "the answer may arrive");
    assert_eq!(world.say(narrow(3)), NOTHING);
    assert_eq!(ping(&mut world, &[INBOX]), "held");
    assert_eq!(world.say(inbox(4)), "Status 1, new key 5, Add SMS item 2 with text 2", "it had arrived");
}
