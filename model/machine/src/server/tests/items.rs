//! Add, Delete and Fetch of a client ([MS-ASMS] 3.1.4.1.2).

use super::*;

/// An Add makes one item under one key however often it comes (EC-01, EC-02b), and does not come back (EC-17, EC-44).
#[test]
fn add_is_idempotent_under_its_key() {
    let mut world = World::new();
    let key = world.settle(DEVICE, INBOX).0;
    let request = with(inbox(key), &[add(1, 7)]);
    assert_eq!(world.say(request.clone()), "Status 1, new key 3, ClientId 1 is item 1");
    assert_eq!(world.say(request), "Status 1, new key 4, ClientId 1 is item 1");
    let superset = with(inbox(key), &[add(1, 7), add(2, 8)]);
    assert_eq!(world.say(superset), "Status 1, new key 5, ClientId 1 is item 1, ClientId 2 is item 2");
    assert_eq!(world.texts(INBOX), [(1, 7), (2, 8)]);
    assert_eq!(world.say(inbox(5)), NOTHING, "the client holds what it added");
    let again = with(inbox(5), &[add(1, 7)]);
    assert_eq!(world.say(again), "Status 1, new key 6, ClientId 1 is item 3", "a new key, a new item");
}

/// An Add whose answer is lost is told as the server's own, if the client does not repeat it (EC-44).
#[test]
fn add_that_is_not_repeated_comes_as_the_servers() {
    let mut world = World::new();
    let key = world.settle(DEVICE, INBOX).0;
    world.say(with(inbox(key), &[add(1, 7)]));
    assert_eq!(world.say(inbox(key)), "Status 1, new key 4, Add SMS item 1 with text 7");
}

/// The same ClientId again under the old key, with another text, is another item (EC-02c). Twice in one request the
/// second is refused, whatever it says and however often it comes (EC-42).
#[test]
fn another_item_under_the_same_client_id() {
    let mut world = World::new();
    let key = world.settle(DEVICE, INBOX).0;
    assert_eq!(
        world.say(with(inbox(key), &[add(1, 1), add(1, 2), add(1, 1), add(2, 2)])),
        "Status 1, new key 3, ClientId 1 is item 1, ClientId 1 refused (6), ClientId 1 refused (6), \
         ClientId 2 is item 2"
    );
    assert_eq!(
        world.say(silent(with(inbox(key), &[add(1, 3)]))),
        "Status 1, new key 4, ClientId 1 is item 3"
    );
    assert_eq!(
        world.say(with(inbox(key), &[add(1, 1), add(1, 3), add(2, 2)])),
        "Status 1, new key 5, ClientId 1 is item 1, ClientId 1 refused (6), ClientId 2 is item 2, \
         Add SMS item 3 with text 3"
    );
    assert_eq!(
        world.say(with(inbox(5), &[add_of(1, None, 4), add(1, 5)])),
        "Status 1, new key 6, ClientId 1 refused (6), ClientId 1 refused (6)",
        "the first is no SMS, and yet has the ClientId"
    );
    assert_eq!(world.texts(INBOX), [(1, 1), (2, 2), (3, 3)]);
}

/// A client adds SMS and nothing else, to mail folders and nowhere else (AMB-24, EC-25, EC-32). The others of its
/// request are done.
#[test]
fn adds_that_are_refused() {
    let mut world = World::new();
    let key = world.settle(DEVICE, INBOX).0;
    let classes = [None, Some(Class::Email), Some(Class::Calendar), Some(Class::Sms)];
    let adds: Vec<ClientCommand> =
        (1..).zip(classes).map(|(client, class)| add_of(client, class, 7)).collect();
    assert_eq!(
        world.say(with(inbox(key), &adds)),
        "Status 1, new key 3, ClientId 1 refused (6), ClientId 2 refused (6), ClientId 3 refused (6), \
         ClientId 4 is item 1"
    );
    world.say(bare(CONTACTS, 0));
    let to_contacts = world.say(with(bare(CONTACTS, 1), &[add(1, 7)]));
    assert_eq!(to_contacts, "Status 1, new key 2, ClientId 1 refused (6)");
}

/// What an Add must not have, what it should have, and what it may leave out (AMB-05, AMB-20, AMB-24).
#[test]
fn adds_of_odd_form() {
    let ClientCommand::Add { client_id, class, text, received, marks, .. } = add(1, 7) else { return };
    let form = |class, code_page, conversation| ClientCommand::Add {
        client_id,
        class,
        text,
        received,
        marks,
        code_page,
        conversation,
    };
    let (made, refused) =
        ("Status 1, new key 3, ClientId 1 is item 1", "Status 1, new key 3, ClientId 1 refused (6)");
    for (choice, command, expected) in [
        ("AMB-05=item-error", form(class, true, true), refused),
        ("AMB-05=ignore", form(class, true, true), made),
        ("AMB-05=request-error", form(class, true, true), "Status 4: protocol error"),
        ("AMB-20=tolerate", form(class, false, false), made),
        ("AMB-20=item-error", form(class, false, false), refused),
        ("AMB-24=is-email", form(None, true, false), refused),
        ("AMB-24=is-sms", form(None, true, false), made),
    ] {
        let mut world = World::under(&[choice]);
        let key = world.settle(DEVICE, INBOX).0;
        assert_eq!(world.say(with(inbox(key), &[command])), expected, "{choice}");
    }
}

/// Where a client learns the conversation of its item: with the number, or in the next answer (AMB-28).
#[test]
fn conversation_place() {
    for (choice, first, second) in [
        ("AMB-28=responses-add", "Status 1, new key 3, ClientId 1 is item 1", NOTHING),
        (
            "AMB-28=commands-change",
            "Status 1, new key 3, MoreAvailable, ClientId 1 is item 1",
            "Status 1, new key 4, Change item 1 to its conversation",
        ),
    ] {
        let mut world = World::under(&[choice]);
        let key = world.settle(DEVICE, INBOX).0;
        assert_eq!(world.say(with(inbox(key), &[add(1, 7)])), first, "{choice}");
        assert_eq!(world.say(inbox(3)), second, "{choice}");
        assert_eq!(world.say(inbox(if second == NOTHING { 3 } else { 4 })), NOTHING, "{choice}");
    }
}

/// A Delete moves to Deleted Items under a new number unless DeletesAsMoves is 0, the item is there already, or there
/// is no such folder ([MS-ASCMD] 2.2.3.43).
#[test]
fn deletes_are_moves() {
    let mut world = World::new();
    for content in 1..=2 {
        world.sms(content);
    }
    let key = world.settle(DEVICE, INBOX).0;
    assert_eq!(world.say(with(inbox(key), &[delete(1)])), "Status 1, new key 3");
    assert_eq!(world.texts(TRASH), [(3, 1)]);
    let for_good = CollectionRequest { deletes_as_moves: Some(false), ..with(inbox(3), &[delete(2)]) };
    assert_eq!(world.say(for_good), "Status 1, new key 4");
    assert_eq!(world.texts(TRASH), [(3, 1)]);
    let key = world.settle(DEVICE, TRASH).0;
    assert_eq!(world.say(with(bare(TRASH, key), &[delete(3)])), "Status 1, new key 3");
    assert_eq!(world.texts(TRASH), []);
    assert_eq!(world.server.next_item(), ItemId(4), "it did not move to where it was");
}

/// A repeated Delete finds it done and moves nothing else; that of an item that nobody knows gets status 8 (EC-27,
/// EC-27b).
#[test]
fn delete_is_idempotent() {
    let mut world = World::new();
    world.sms(1);
    let key = world.settle(DEVICE, INBOX).0;
    let request = with(inbox(key), &[delete(1)]);
    assert_eq!(world.say(request.clone()), "Status 1, new key 3");
    assert_eq!(world.say(request), "Status 1, new key 4");
    assert_eq!(world.texts(TRASH), [(2, 1)]);
    assert_eq!(
        world.say(with(inbox(4), &[delete(1)])),
        "Status 1, new key 5, Delete of item 1 not found (8)"
    );
    assert_eq!(
        world.say(with(inbox(5), &[delete(99)])),
        "Status 1, new key 6, Delete of item 99 not found (8)"
    );
}

/// Of an item that the server does not know the client to hold, a Delete works all the same, and once (EC-14f, EC-39).
#[test]
fn delete_of_an_item_that_is_not_held() {
    let mut world = World::new();
    world.sms(1);
    world.say(inbox(0));
    let request = with(inbox(1), &[delete(1)]);
    assert_eq!(world.say(request.clone()), "Status 1, new key 2");
    assert_eq!(world.say(request), "Status 1, new key 3");
    assert_eq!(world.texts(TRASH), [(2, 1)]);
}

/// Both delete the same item: no error, and no Delete back (EC-27).
#[test]
fn both_sides_delete() {
    let mut world = World::new();
    let item = world.sms(1);
    let key = world.settle(DEVICE, INBOX).0;
    world.server.delete(INBOX, item);
    assert_eq!(world.say(with(inbox(key), &[delete(1)])), "Status 1, new key 3");
    assert_eq!(world.say(inbox(3)), NOTHING);
}

/// Without Deleted Items a Delete is for good.
#[test]
fn no_folder_for_what_is_deleted() {
    let mut world = World::new();
    world.sms(1);
    let key = world.settle(DEVICE, INBOX).0;
    world.server.remove_folder(TRASH);
    world.say(with(inbox(key), &[delete(1)]));
    assert_eq!(world.server.folders().map(|folder| folder.items.len()).sum::<usize>(), 0);
}

/// Fetch gives the whole text, soft-deleted or not; of what is gone status 8 (EC-55, EC-59).
#[test]
fn fetches() {
    let mut world = World::new();
    world.sms(1);
    let key = world.settle(DEVICE, INBOX).0;
    world.say(with_options(inbox(key), &[block(Class::Email, 0)]));
    let answer = world.say(with(inbox(3), &[fetch(1), fetch(99)]));
    assert_eq!(answer, "Status 1, new key 4, whole item 1 with text 1, Fetch of item 99 not found (8)");
}

/// A move gives a new number in the new folder, and the old folder tells a Delete (EC-45, EC-27c).
#[test]
fn moves() {
    let mut world = World::new();
    let item = world.sms(1);
    let key = world.settle(DEVICE, INBOX).0;
    let other = world.settle(DEVICE, MAIL).0;
    let mut cx = Context::new(&world.behaviour);
    assert_eq!(world.server.move_item(&mut cx, INBOX, item, MAIL), Some(ItemId(2)));
    assert_eq!(world.server.move_item(&mut cx, INBOX, item, MAIL), None, "it is gone");
    assert_eq!(world.server.move_item(&mut cx, MAIL, ItemId(2), MAIL), None, "no way to go");
    assert_eq!(world.say(inbox(key)), "Status 1, new key 3, Delete SMS item 1");
    assert_eq!(world.say(bare(MAIL, other)), "Status 1, new key 3, Add SMS item 2 with text 1");
}

/// A body is cut where it is longer than the class's own TruncationSize, and Fetch gives the whole (EC-15).
#[test]
fn bodies_are_cut() {
    let cut_at = |octets| ClassOptions { truncation: Some(octets), ..block(Class::Sms, 0) };
    for (octets, expected) in [
        (19, "Status 1, new key 2, Add SMS item 1 with text 1, cut"),
        (20, "Status 1, new key 2, Add SMS item 1 with text 1"),
    ] {
        let mut world = World::new();
        world.sms(1);
        world.say(inbox(0));
        let other = ClassOptions { truncation: Some(1), ..block(Class::Email, 0) };
        assert_eq!(world.say(with_options(inbox(1), &[cut_at(octets), other])), expected);
        let bigger = world.say(with_options(inbox(2), &[cut_at(100), other]));
        assert_eq!(bigger, "Status 1, new key 3", "what is held stays as it is (EC-15d)");
    }
}
