//! Several folders in a request, statuses of the whole, and the folder hierarchy.

use super::*;

/// A folder with nothing to report is left out; with nothing at all the body is empty (EC-11f).
#[test]
fn idle_folders_are_left_out() {
    let mut world = World::new();
    let (one, two) = (world.settle(DEVICE, INBOX).0, world.settle(DEVICE, MAIL).0);
    assert_eq!(world.say(together(&[inbox(one), bare(MAIL, two)])), NOTHING);
    world.add(MAIL, Class::Sms, 1);
    let answer = world.say(together(&[inbox(one), bare(MAIL, two)]));
    assert_eq!(answer, "Status 1, new key 3, Add SMS item 1 with text 1");
}

/// One bad key, or one folder that is gone, is told of that folder alone (EC-10, EC-21).
#[test]
fn one_bad_folder_among_several() {
    let mut world = World::new();
    let (one, two) = (world.settle(DEVICE, INBOX).0, world.settle(DEVICE, MAIL).0);
    let request = |key| together(&[with(inbox(key), &[add(1, 7)]), bare(MAIL, two)]);
    assert_eq!(world.say(request(99)), "Status 3: invalid key");
    assert_eq!(world.texts(INBOX), [], "no command under a bad key is done");
    world.server.remove_folder(MAIL);
    let answer = world.say(request(one));
    assert_eq!(
        answer,
        "15: Status 1, new key 3, ClientId 1 is item 1; 19: Status 12: folder hierarchy changed"
    );
}

/// Status 4 stands for the whole request and nothing of it is done, or for the folder alone (AMB-22, EC-10b).
#[test]
fn place_of_status_4() {
    for (choice, answer, texts) in [
        ("AMB-22=root", "Status 4: protocol error", &[][..]),
        (
            "AMB-22=collection",
            "15: Status 1, new key 3, ClientId 1 is item 1; 19: Status 4 for the folder: protocol error",
            &[(1, 7)],
        ),
    ] {
        let mut world = World::under(&[choice]);
        let (one, two) = (world.settle(DEVICE, INBOX).0, world.settle(DEVICE, MAIL).0);
        let bad = with_options(with(bare(MAIL, two), &[add(2, 8)]), &[block(Class::Calendar, 0)]);
        assert_eq!(world.say(together(&[with(inbox(one), &[add(1, 7)]), bad])), answer, "{choice}");
        assert_eq!(world.texts(INBOX), texts, "{choice}");
        assert_eq!(world.texts(MAIL), [], "{choice}");
    }
}

/// A folder twice is a breach of the whole request, wherever status 4 of a folder stands, and nothing of it is done: one
/// answer could not tell of two Adds under the same ClientId (EC-42).
#[test]
fn a_folder_twice_is_refused() {
    for choice in ["AMB-22=root", "AMB-22=collection"] {
        let mut world = World::under(&[choice]);
        let (one, two) = (world.settle(DEVICE, INBOX).0, world.settle(DEVICE, MAIL).0);
        assert_eq!(world.say(together(&[inbox(one), bare(MAIL, two)])), NOTHING);
        let before = world.server.clone();
        let parts = [with(inbox(one), &[add(1, 7)]), bare(MAIL, two), with(inbox(one), &[add(1, 8)])];
        assert_eq!(world.say(together(&parts)), "Status 4: protocol error", "{choice}");
        let partial = SyncRequest { partial: true, ..together(&parts) };
        assert_eq!(world.say(partial), "Status 4: protocol error", "{choice}");
        assert_eq!(world.server, before, "{choice}");
    }
}

/// What is refused as a whole leaves everything alone: keys, options, what is remembered, what is held (EC-08f, EC-20).
#[test]
fn refused_requests_leave_everything_alone() {
    let mut world = World::new();
    let key = world.settle(DEVICE, INBOX).0;
    assert_eq!(world.say(hanging(inbox(key))), "held");
    let before = world.server.clone();
    let adds = with(inbox(key), &[add(1, 7)]);
    let held = |hold| SyncRequest { hold: Some(hold), ..adds.clone().into() };
    for (request, answer) in [
        (with_options(adds.clone(), &[block(Class::Sms, 6)]).into(), "Status 4: protocol error"),
        (held(Hold::Both(1, 60)), "Status 4: protocol error"),
        (held(Hold::Both(0, 59)), "Status 4: protocol error"),
        (held(Hold::Wait(0)), "Status 14: interval out of range, Limit 1"),
        (held(Hold::Wait(60)), "Status 14: interval out of range, Limit 59"),
        (held(Hold::Heartbeat(59)), "Status 14: interval out of range, Limit 60"),
        (held(Hold::Heartbeat(3541)), "Status 14: interval out of range, Limit 3540"),
    ] {
        assert_eq!(world.say(request), answer);
        assert_eq!(world.server, before, "{answer}");
    }
    for hold in [Hold::Wait(1), Hold::Wait(59), Hold::Heartbeat(60), Hold::Heartbeat(3540)] {
        let request = SyncRequest { hold: Some(hold), ..inbox(key).into() };
        assert_eq!(world.say(request), "held", "{hold:?}");
    }
}

/// A Delete in one folder is an Add in another of the same request, whichever comes first.
#[test]
fn delete_here_is_an_add_there() {
    for order in [[INBOX, TRASH], [TRASH, INBOX]] {
        let mut world = World::new();
        world.sms(1);
        world.settle(DEVICE, INBOX);
        world.settle(DEVICE, TRASH);
        let request =
            together(&order.map(|id| if id == INBOX { with(inbox(2), &[delete(1)]) } else { bare(id, 2) }));
        world.say(request);
        let trash = world.server.replica(DEVICE, TRASH).expect("it was synchronised");
        let told = trash.state_behind(SyncKey(3)).expect("there is an answer");
        assert!(told.held.has(ItemId(2)), "{order:?}");
        assert_eq!(world.say(together(&[inbox(3), bare(TRASH, 3)])), NOTHING, "{order:?}");
    }
}

/// FolderSync: all with key 0, changes with another, status 9 for a key never given out ([MS-ASCMD] 2.2.1.5).
#[test]
fn hierarchy() {
    let mut world = World::new();
    let ask = |world: &mut World, key| words(world.ask(DEVICE, &Request::FolderSync(SyncKey(key))).as_ref());
    assert_eq!(
        ask(&mut world, 0),
        "Status 1, new key 1, folder 15, folder 16, folder 17, folder 18, folder 19, folder 20"
    );
    assert_eq!(ask(&mut world, 1), "Status 1, new key 1");
    assert_eq!(ask(&mut world, 2), "Status 9: invalid key");
    world.settle(DEVICE, MAIL);
    let key = world.settle(DEVICE, INBOX).0;
    assert!(world.server.remove_folder(MAIL));
    assert!(!world.server.remove_folder(MAIL));
    assert!(world.server.remove_folder(CONTACTS));
    assert_eq!(ask(&mut world, 1), "Status 1, new key 3, folder 19 is gone, folder 20 is gone");
    assert_eq!(ask(&mut world, 2), "Status 1, new key 3, folder 20 is gone");
    assert_eq!(ask(&mut world, 0), "Status 1, new key 3, folder 15, folder 16, folder 17, folder 18");
    assert_eq!(world.say(inbox(key)), NOTHING, "the keys of folders stand ([MS-ASCMD] 2.2.3.181)");
    assert!(world.server.replica(DEVICE, MAIL).is_none());
}

/// Two devices that add the same SMS, as the carrier gave it to both, make two items: nothing tells that it is one
/// (EC-14i).
#[test]
fn the_same_sms_from_two_devices_is_two_items() {
    let mut world = World::new();
    for (device, answer) in [
        (DEVICE, "Status 1, new key 3, ClientId 1 is item 1"),
        (OTHER, "Status 1, new key 3, ClientId 1 is item 2"),
    ] {
        world.say_to(device, bare(INBOX, 0));
        world.say_to(device, with_options(inbox(1), &[block(Class::Sms, 0)]));
        assert_eq!(world.say_to(device, with(inbox(2), &[add(1, 7)])), answer);
    }
    assert_eq!(world.texts(INBOX), [(1, 7), (2, 7)]);
}
