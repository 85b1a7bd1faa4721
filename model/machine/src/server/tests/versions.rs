//! What differs by version (AMB-01, AMB-03, EC-06, EC-35).

use super::*;

/// At 14.0 the deletion of an SMS is not told, the Class is left out, or both (AMB-01); after the upgrade the deletion
/// is told (EC-35).
#[test]
fn withheld_at_14_0() {
    for (choice, added, deleted, upgraded) in [
        (
            "AMB-01=sms-deletes-withheld",
            "Status 1, new key 2, Add SMS item 1 with text 1",
            NOTHING,
            "Status 1, new key 3, Delete SMS item 1",
        ),
        (
            "AMB-01=class-child-omitted",
            "Status 1, new key 2, Add Email item 1 with text 1",
            "Status 1, new key 3, Delete Email item 1",
            "Status 1, new key 4, Delete SMS item 1",
        ),
        (
            "AMB-01=both",
            "Status 1, new key 2, Add Email item 1 with text 1",
            NOTHING,
            "Status 1, new key 3, Delete SMS item 1",
        ),
    ] {
        let mut world = World::under(&[choice]);
        world.version = Version::V14_0;
        world.sms(1);
        world.say(inbox(0));
        assert_eq!(world.say(with_sms(INBOX, 1)), added, "{choice}");
        world.say(inbox(2));
        world.server.delete(INBOX, ItemId(1));
        assert_eq!(world.say(inbox(2)), deleted, "{choice}");
        world.version = Version::V14_1;
        assert_eq!(world.say(inbox(2)), upgraded, "{choice}: from the same key");
    }
}

/// The ghost of a deleted SMS counts as held: its class dropped it is soft-deleted (EC-06b), and the client's own
/// Delete of it succeeds, its Change does not (EC-06).
#[test]
fn ghosts() {
    let ghost = || {
        let mut world = World::new();
        world.version = Version::V14_0;
        world.sms(1);
        let key = world.settle(DEVICE, INBOX).0;
        world.server.delete(INBOX, ItemId(1));
        assert_eq!(world.say(inbox(key)), NOTHING);
        world
    };
    let dropped = ghost().say(with_options(inbox(2), &[block(Class::Email, 0)]));
    assert_eq!(dropped, "Status 1, new key 3, SoftDelete item 1");
    assert_eq!(ghost().say(with(inbox(2), &[delete(1)])), "Status 1, new key 3");
    assert_eq!(
        ghost().say(with(inbox(2), &[read(1)])),
        "Status 1, new key 3, Change of item 1 not found (8)"
    );
    assert_eq!(
        ghost().say(with(inbox(2), &[fetch(1)])),
        "Status 1, new key 3, Fetch of item 1 not found (8)"
    );
}

/// The deletion of an e-mail is told at every version.
#[test]
fn deletions_of_email_are_told() {
    let mut world = World::new();
    world.version = Version::V14_0;
    let item = world.add(INBOX, Class::Email, 1);
    world.say(inbox(0));
    world.say(inbox(1));
    world.server.delete(INBOX, item);
    assert_eq!(world.say(inbox(2)), "Status 1, new key 3, Delete Email item 1");
}

/// At 14.0 there are SMS in three folders; asked for elsewhere they are passed over, or it is status 4 (AMB-03). After
/// the upgrade they come.
#[test]
fn folders_at_14_0() {
    for (choice, answer) in [
        ("AMB-03=ignore-sms", "Status 1, new key 2, Add Email item 2 with text 2"),
        ("AMB-03=status-4", "Status 4: protocol error"),
    ] {
        let mut world = World::under(&[choice]);
        world.version = Version::V14_0;
        world.add(MAIL, Class::Sms, 1);
        world.add(MAIL, Class::Email, 2);
        world.say(bare(MAIL, 0));
        let both = with_options(bare(MAIL, 1), &[block(Class::Email, 0), block(Class::Sms, 0)]);
        assert_eq!(world.say(both), answer, "{choice}");
    }
    let mut world = World::new();
    world.version = Version::V14_0;
    world.add(MAIL, Class::Sms, 1);
    world.settle(DEVICE, MAIL);
    assert_eq!(world.say(with(bare(MAIL, 2), &[add(1, 7)])), "Status 1, new key 3, ClientId 1 refused (6)");
    world.version = Version::V14_1;
    assert_eq!(world.say(bare(MAIL, 3)), "Status 1, new key 4, Add SMS item 1 with text 1");
    world.version = Version::V14_0;
    assert_eq!(world.say(bare(MAIL, 4)), "Status 1, new key 5, SoftDelete item 1");
}

/// SMS asked for alone where 14.0 has none are answered as if nothing but the default class were: all of it, whatever
/// else the block says (AMB-03).
#[test]
fn sms_alone_at_14_0() {
    let mut world = World::new();
    world.version = Version::V14_0;
    world.server.today = Day(100);
    world.add(MAIL, Class::Sms, 1);
    world.add_of(MAIL, Class::Email, 2, Day(0));
    world.say(bare(MAIL, 0));
    let narrow = ClassOptions { truncation: Some(1), ..block(Class::Sms, 1) };
    let answer = world.say(with_options(bare(MAIL, 1), &[narrow]));
    assert_eq!(answer, "Status 1, new key 2, Add Email item 2 with text 2");
    assert_eq!(world.say(bare(MAIL, 2)), NOTHING, "the set is remembered");
    world.add(MAIL, Class::Email, 3);
    assert_eq!(world.say(bare(MAIL, 2)), "Status 1, new key 3, Add Email item 3 with text 3");
    world.version = Version::V14_1;
    assert_eq!(
        world.say(bare(MAIL, 3)),
        "Status 1, new key 4, SoftDelete item 2, SoftDelete item 3, Add SMS item 1 with text 1, cut",
        "after the upgrade it is what it says"
    );
}

/// Version 12.1 knows no Class; its client gets e-mail and nothing else.
#[test]
fn before_14_0() {
    let mut world = World::new();
    world.version = Version::V12_1;
    world.sms(1);
    world.add(INBOX, Class::Email, 2);
    world.say(inbox(0));
    assert_eq!(world.say(with_sms(INBOX, 1)), "Status 4: protocol error");
    assert_eq!(world.say(with(inbox(1), &[add(1, 7)])), "Status 4: protocol error");
    assert_eq!(world.say(inbox(1)), "Status 1, new key 2, Add Email item 2 with text 2");
    let answer = world.say(with(inbox(2), &[add_of(1, None, 7)]));
    assert_eq!(answer, "Status 1, new key 3, ClientId 1 refused (6)");
}
