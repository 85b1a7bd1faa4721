//! Change, and conflicts ([MS-ASCMD] 2.2.3.34, EC-14).

use super::*;

const CONFLICT: &str = "Status 1, new key 3, Change of item 1 lost a conflict (7), Change item 1 to";

fn world_with_one() -> (World, u32) {
    let mut world = World::new();
    world.sms(1);
    let key = world.settle(DEVICE, INBOX).0;
    (world, key)
}

/// A Change is done once, and is told to others with what changed and nothing else ([MS-ASEMAIL] 3.2.5.4.1).
#[test]
fn change_is_idempotent_and_told_to_others() {
    let (mut world, key) = world_with_one();
    let theirs = world.settle(OTHER, INBOX).0;
    let request = with(inbox(key), &[read(1), flag(1)]);
    assert_eq!(world.say(request.clone()), "Status 1, new key 3");
    assert_eq!(world.say(request), "Status 1, new key 4");
    assert_eq!(world.marks(INBOX, 1), Marks { read: true, flag: Flag::Active });
    assert_eq!(world.say(inbox(4)), NOTHING, "no echo");
    let told = world.say_to(OTHER, inbox(theirs));
    assert_eq!(told, "Status 1, new key 3, Change item 1 to read, flagged");
}

/// The object is the unit: Read here and Flag there is a conflict, which the server wins unless told otherwise
/// (EC-14, EC-14b); the loser gets the server's version.
#[test]
fn server_wins() {
    let (mut world, key) = world_with_one();
    world.server.mark(INBOX, ItemId(1), FLAGGED);
    assert_eq!(world.say(with(inbox(key), &[read(1)])), format!("{CONFLICT} unread, flagged"));
    assert_eq!(world.marks(INBOX, 1), FLAGGED);
    assert_eq!(world.say(inbox(3)), NOTHING);
}

/// With Conflict 0 the client's object replaces the server's, and nothing is sent back (EC-14c).
#[test]
fn client_wins() {
    let (mut world, key) = world_with_one();
    let client_wins = ClassOptions { server_wins: Some(false), ..block(Class::Sms, 0) };
    assert_eq!(world.say(with_options(inbox(key), &[client_wins])), "Status 1, new key 3");
    world.server.mark(INBOX, ItemId(1), FLAGGED);
    assert_eq!(world.say(with(inbox(3), &[read(1)])), "Status 1, new key 4");
    assert_eq!(world.marks(INBOX, 1), READ, "the whole object");
    assert_eq!(world.say(inbox(4)), NOTHING);
}

/// Conflict in one block is of the whole folder ([MS-ASCMD] 2.2.3.34); where two blocks differ, each is of its class
/// (EC-14d).
#[test]
fn conflict_of_one_block_and_of_two() {
    let conflict = |class, server_wins| ClassOptions { server_wins, ..block(class, 0) };
    for (sms, email, loses) in [
        (None, Some(false), false),
        (Some(true), Some(false), true),
        (Some(false), Some(true), false),
        (None, None, true),
    ] {
        let (mut world, key) = world_with_one();
        let options = [conflict(Class::Sms, sms), conflict(Class::Email, email)];
        world.say(with_options(inbox(key), &options));
        world.server.mark(INBOX, ItemId(1), FLAGGED);
        let answer = world.say(with(inbox(3), &[read(1)]));
        assert_eq!(answer.contains("lost a conflict (7)"), loses, "{sms:?} {email:?}: {answer}");
    }
}

/// A Change that is done again, because its answer was lost or its request held, leaves what came after it alone.
#[test]
fn repeated_change_after_the_desktop_undid_it() {
    let (mut world, key) = world_with_one();
    let request = with(inbox(key), &[read(1)]);
    world.say(request.clone());
    world.server.mark(INBOX, ItemId(1), Marks::default());
    let answer = world.say(request);
    assert!(answer.contains("lost a conflict (7)"), "{answer}");
    assert_eq!(world.marks(INBOX, 1), Marks::default());
}

/// The same value on both sides is no conflict.
#[test]
fn same_value_is_no_conflict() {
    let (mut world, key) = world_with_one();
    world.server.mark(INBOX, ItemId(1), READ);
    assert_eq!(world.say(with(inbox(key), &[read(1)])), "Status 1, new key 3");
    assert_eq!(world.say(inbox(3)), NOTHING);
}

/// A repeated Change does not conflict with itself, but with what came between (EC-02).
#[test]
fn repeated_change_and_what_came_between() {
    let (mut world, key) = world_with_one();
    let request = with(inbox(key), &[read(1)]);
    world.say(request.clone());
    assert_eq!(world.say(request.clone()), "Status 1, new key 4");
    world.server.mark(INBOX, ItemId(1), FLAGGED);
    let answer = world.say(request);
    assert_eq!(
        answer,
        "Status 1, new key 5, Change of item 1 lost a conflict (7), Change item 1 to unread, flagged"
    );
}

/// The version that wins a conflict is told by the next answer where this one is to tell nothing: both marks, since what
/// the client makes of a lost Change is its own.
#[test]
fn conflict_without_changes_is_told_later() {
    let (mut world, key) = world_with_one();
    world.server.mark(INBOX, ItemId(1), READ);
    let answer = world.say(silent(with(inbox(key), &[flag(1)])));
    assert_eq!(answer, "Status 1, new key 3, Change of item 1 lost a conflict (7)");
    assert_eq!(world.say(inbox(3)), "Status 1, new key 4, Change item 1 to read, not flagged");
    assert_eq!(world.say(inbox(4)), NOTHING);
}

/// A deletion beats a change, both ways ([MS-ASCMD] 2.2.3.34).
#[test]
fn deletion_beats_change() {
    let (mut world, key) = world_with_one();
    world.server.delete(INBOX, ItemId(1));
    assert_eq!(
        world.say(with(inbox(key), &[read(1)])),
        "Status 1, new key 3, Change of item 1 not found (8), Delete SMS item 1"
    );
    let (mut world, key) = world_with_one();
    world.server.mark(INBOX, ItemId(1), READ);
    assert_eq!(world.say(with(inbox(key), &[delete(1)])), "Status 1, new key 3");
    assert_eq!(world.texts(INBOX), []);
}

/// A Change of an item that nobody knows gets status 8.
#[test]
fn change_of_an_unknown_item() {
    let (mut world, key) = world_with_one();
    assert_eq!(
        world.say(with(inbox(key), &[read(99)])),
        "Status 1, new key 3, Change of item 99 not found (8)"
    );
}

/// Commands are done in document order (EC-41).
#[test]
fn document_order() {
    let (mut world, key) = world_with_one();
    let answer = world.say(with(inbox(key), &[read(1), delete(1), read(1)]));
    assert_eq!(answer, "Status 1, new key 3, Change of item 1 not found (8)");
    let trash = world.server.folder(TRASH).and_then(|folder| folder.items.first().copied());
    assert_eq!(trash.map(|item| item.marks), Some(READ), "it was read before it was deleted");
}

/// A Change of an item that is soft-deleted in the same round is done, and the item soft-deleted (EC-14e).
#[test]
fn change_of_an_item_that_grows_too_old() {
    let (mut world, key) = world_with_one();
    world.say(with_options(inbox(key), &[block(Class::Sms, 1)]));
    world.server.today = Day(2);
    assert_eq!(world.say(with(inbox(3), &[read(1)])), "Status 1, new key 4, SoftDelete item 1");
    assert_eq!(world.marks(INBOX, 1), READ);
}

/// An empty Change has no effect (EC-18b).
#[test]
fn empty_change() {
    let (mut world, key) = world_with_one();
    let change = ClientCommand::Change { item: ItemId(1), read: None, flag: None, other: None };
    assert_eq!(world.say(with(inbox(key), &[change])), "Status 1, new key 3");
    assert_eq!(world.marks(INBOX, 1), Marks::default());
}

/// Only Read and Flag can be changed (ASMS-046, EC-18): what becomes of a Change that carries more (AMB-06).
#[test]
fn change_of_the_text() {
    let change =
        ClientCommand::Change { item: ItemId(1), read: Some(true), flag: None, other: Some(ContentId(9)) };
    let refused = "Status 1, new key 3, Change of item 1 refused (6)";
    for (choice, answer, marks, texts) in [
        ("AMB-06=item-error", refused, Marks::default(), &[(1, 1)][..]),
        ("AMB-06=apply-allowed", "Status 1, new key 3", READ, &[(1, 1)]),
        ("AMB-06=request-error", "Status 4: protocol error", Marks::default(), &[(1, 1)]),
        ("AMB-06=apply-all", "Status 1, new key 3", READ, &[(1, 9)]),
        (
            "AMB-06=apply-then-check",
            "Status 1, new key 3, Change of item 1 refused (6), Add SMS item 2 with text 9",
            Marks::default(),
            &[(1, 1), (2, 9)],
        ),
    ] {
        let mut world = World::under(&[choice]);
        world.sms(1);
        let key = world.settle(DEVICE, INBOX).0;
        assert_eq!(world.say(with(inbox(key), &[change])), answer, "{choice}");
        assert_eq!(world.marks(INBOX, 1), marks, "{choice}");
        assert_eq!(world.texts(INBOX), texts, "{choice}");
    }
}

/// What a server Change carries besides what changed (AMB-33).
#[test]
fn change_completeness() {
    for (choice, expected) in [("AMB-33=adds-only", false), ("AMB-33=every-response", true)] {
        let mut world = World::under(&[choice]);
        world.sms(1);
        let key = world.settle(DEVICE, INBOX).0;
        world.server.mark(INBOX, ItemId(1), READ);
        let answer = world.ask(DEVICE, &inbox(key).into());
        let Some(Response::Sync(SyncResponse::Collections(collections))) = answer else {
            panic!("{answer:?}")
        };
        let CollectionOutcome::Success(changes) = &collections[0].outcome else { panic!("{collections:?}") };
        let crate::message::ServerCommand::Change { read, flag, conversation, .. } = changes.commands[0]
        else {
            panic!("{changes:?}")
        };
        assert_eq!((read, flag, conversation), (Some(true), None, expected), "{choice}");
    }
}
