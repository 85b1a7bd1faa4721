//! Empty and partial requests ([MS-ASCMD] 2.2.1.21.1, 2.2.3.131, EC-12).

use super::*;

const INCOMPLETE: &str = "Status 13: incomplete request";

fn again(world: &mut World) -> String {
    words(world.ask(DEVICE, &Request::SyncAgain).as_ref())
}

fn partial(collections: &[CollectionRequest]) -> SyncRequest {
    SyncRequest { partial: true, ..together(collections) }
}

/// An empty request repeats the one that was answered with an empty body, and no other (EC-12).
#[test]
fn empty_request() {
    let mut world = World::new();
    assert_eq!(again(&mut world), INCOMPLETE, "before anything");
    world.say(inbox(0));
    assert_eq!(again(&mut world), INCOMPLETE, "after key 0");
    world.say(with_sms(INBOX, 1));
    assert_eq!(again(&mut world), INCOMPLETE, "after an answer with a key");
    world.say(inbox(2));
    assert_eq!(again(&mut world), NOTHING);
    assert_eq!(world.say(with_options(inbox(2), &[block(Class::Sms, 6)])), "Status 4: protocol error");
    assert_eq!(again(&mut world), NOTHING, "status 4 leaves it alone");
    world.sms(1);
    assert_eq!(again(&mut world), "Status 1, new key 3, Add SMS item 1 with text 1");
    assert_eq!(again(&mut world), INCOMPLETE, "its key is outdated now");
    world.say(inbox(3));
    world.server.restart();
    assert_eq!(again(&mut world), INCOMPLETE, "a restart forgets it");
}

/// Requests with commands are not remembered, and drop what was.
#[test]
fn requests_with_commands_are_not_repeated() {
    let mut world = World::new();
    world.sms(1);
    let key = world.settle(DEVICE, INBOX).0;
    assert_eq!(again(&mut world), NOTHING);
    world.say(with(inbox(key), &[read(1)]));
    assert_eq!(again(&mut world), INCOMPLETE);
}

/// An empty request repeats the interval too, and the request that is held ([MS-ASCMD] 2.2.1.21.1).
#[test]
fn empty_request_hangs_again() {
    let mut world = World::new();
    let key = world.settle(DEVICE, INBOX).0;
    assert_eq!(world.say(hanging(inbox(key))), "held");
    assert_eq!(again(&mut world), "held");
    assert_eq!(world.end_interval(DEVICE), NOTHING);
    assert_eq!(again(&mut world), "held");
}

/// A partial request changes what it names; the rest is as before (EC-12b, EC-12c).
#[test]
fn partial_request() {
    let mut world = World::new();
    let key = world.settle(DEVICE, INBOX).0;
    assert_eq!(world.say(partial(&[inbox(key)])), NOTHING, "the settled key was remembered");
    world.server.restart();
    assert_eq!(world.say(partial(&[inbox(key)])), INCOMPLETE);
    world.say(inbox(key));
    assert_eq!(world.say(partial(&[])), "Status 4: protocol error", "Partial alone");
    assert_eq!(world.say(partial(&[bare(MAIL, 0)])), "Status 1, new key 1");
    world.say(together(&[inbox(key), bare(MAIL, 1)]));
    world.sms(1);
    let waits = SyncRequest { hold: Some(Hold::Wait(1)), ..partial(&[with_sms(MAIL, 1)]) };
    let answer = world.say(waits);
    assert_eq!(answer, "15: Status 1, new key 3, Add SMS item 1 with text 1; 19: Status 1, new key 2");
}

/// Options that a partial request leaves out count as if they stood in it, where the limit is of the request (AMB-31).
#[test]
fn options_of_a_partial_request_are_counted_whole() {
    for (choice, answer) in
        [("AMB-31=per-collection", "Status 1, new key 3"), ("AMB-31=per-request", "Status 4: protocol error")]
    {
        let mut world = World::under(&[choice]);
        let both = [block(Class::Sms, 0), block(Class::Email, 0)];
        world.say(together(&[inbox(0), bare(MAIL, 0)]));
        assert_eq!(world.say(with_options(inbox(1), &both)), "Status 1, new key 2");
        assert_eq!(world.say(with_sms(MAIL, 1)), "Status 1, new key 2");
        assert_eq!(world.say(with_options(inbox(2), &both)), NOTHING, "remembered with its Options");
        let before = world.server.clone();
        let narrower = partial(&[with_options(bare(MAIL, 2), &[block(Class::Sms, 1)])]);
        assert_eq!(world.say(narrower), answer, "{choice}");
        assert_eq!(world.server == before, answer.starts_with("Status 4"), "{choice}");
    }
}

/// A partial request that only sets an interval.
#[test]
fn partial_request_with_an_interval() {
    let mut world = World::new();
    world.settle(DEVICE, INBOX);
    assert_eq!(world.say(hanging(partial(&[]))), "held");
    world.sms(1);
    assert_eq!(world.wake(DEVICE), "Status 1, new key 3, Add SMS item 1 with text 1");
}

/// A world that needs no memory of requests has none, so that an idle poll changes nothing.
#[test]
fn nothing_is_remembered_unasked() {
    let mut world = World::new();
    world.server.remember_requests(false);
    let key = world.settle(DEVICE, INBOX).0;
    let before = world.server.clone();
    assert_eq!(world.say(inbox(key)), NOTHING);
    assert_eq!(world.server, before);
    assert_eq!(again(&mut world), INCOMPLETE);
}

/// Only a whole request makes the set of folders smaller: what a partial one leaves out goes on being asked for (EC-12c).
#[test]
fn partial_request_takes_no_folder_out() {
    let mut world = World::new();
    let (one, two) = (world.settle(DEVICE, INBOX).0, world.settle(DEVICE, MAIL).0);
    let window = |request| SyncRequest { window: Some(100), ..request };
    assert_eq!(world.say(together(&[inbox(one), bare(MAIL, two)])), NOTHING);
    assert_eq!(world.say(window(partial(&[inbox(one)]))), NOTHING);
    world.add(MAIL, Class::Sms, 1);
    assert_eq!(world.say(window(partial(&[inbox(one)]))), "Status 1, new key 3, Add SMS item 1 with text 1");
}

/// What is remembered is a device's own, and FolderSync leaves it alone (EC-12d).
#[test]
fn each_device_has_its_own_memory() {
    let mut world = World::new();
    let key = world.settle(DEVICE, INBOX).0;
    assert_eq!(words(world.ask(OTHER, &Request::SyncAgain).as_ref()), INCOMPLETE);
    world.ask(OTHER, &inbox(0).into());
    world.ask(DEVICE, &Request::FolderSync(SyncKey(0)));
    assert_eq!(again(&mut world), NOTHING);
    world.sms(1);
    assert_eq!(again(&mut world), format!("Status 1, new key {}, Add SMS item 1 with text 1", key + 1));
}
