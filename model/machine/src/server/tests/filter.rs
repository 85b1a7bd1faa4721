//! FilterType: what is inside the window comes, what leaves it is soft-deleted (ASMS-042).

use super::*;

fn sms_filter(key: u32, filter: u8) -> CollectionRequest {
    with_options(inbox(key), &[block(Class::Sms, filter)])
}

/// Three days: the item of the third day before today comes, that of the fourth does not (EC-13b).
#[test]
fn filter_covers_its_days() {
    let mut world = World::new();
    world.server.today = Day(100);
    world.add_of(INBOX, Class::Sms, 1, Day(96));
    world.add_of(INBOX, Class::Sms, 2, Day(97));
    world.say(inbox(0));
    assert_eq!(world.say(sms_filter(1, 2)), "Status 1, new key 2, Add SMS item 2 with text 2");
}

/// A day goes by: what is out of the window now is soft-deleted, though nothing else happened (EC-13d); with a wider
/// filter it comes back under its old number.
#[test]
fn items_age_out_and_come_back() {
    let mut world = World::new();
    world.server.today = Day(100);
    world.add_of(INBOX, Class::Sms, 1, Day(97));
    world.say(inbox(0));
    world.say(sms_filter(1, 2));
    assert_eq!(world.say(inbox(2)), NOTHING);
    world.server.pass_day();
    assert_eq!(world.say(inbox(2)), "Status 1, new key 3, SoftDelete item 1");
    assert_eq!(world.say(inbox(3)), NOTHING);
    assert_eq!(world.say(sms_filter(3, 3)), "Status 1, new key 4, Add SMS item 1 with text 1");
    assert_eq!(world.say(sms_filter(4, 1)), "Status 1, new key 5, SoftDelete item 1");
    assert_eq!(world.texts(INBOX), [(1, 1)], "it is on the server all the while (EC-14g)");
}

/// Windows are per class (EC-13h).
#[test]
fn two_filters() {
    let mut world = World::new();
    world.server.today = Day(100);
    world.add_of(INBOX, Class::Sms, 1, Day(0));
    world.add_of(INBOX, Class::Email, 2, Day(0));
    world.say(inbox(0));
    let both = [block(Class::Sms, 0), block(Class::Email, 2)];
    assert_eq!(world.say(with_options(inbox(1), &both)), "Status 1, new key 2, Add SMS item 1 with text 1");
    let swapped = [block(Class::Email, 0), block(Class::Sms, 2)];
    let answer = world.say(with_options(inbox(2), &swapped));
    assert_eq!(answer, "Status 1, new key 3, SoftDelete item 1, Add Email item 2 with text 2");
}

/// An item deleted while outside the window is told as deleted, since the client holds it (EC-13i).
#[test]
fn deleted_while_outside() {
    let mut world = World::new();
    world.server.today = Day(100);
    let item = world.add_of(INBOX, Class::Sms, 1, Day(97));
    world.say(inbox(0));
    world.say(sms_filter(1, 2));
    world.say(inbox(2));
    world.server.pass_day();
    world.server.delete(INBOX, item);
    assert_eq!(world.say(inbox(2)), "Status 1, new key 3, Delete SMS item 1");
}

/// A client's own Add of an old item is soft-deleted in the same answer (EC-13g).
#[test]
fn own_add_outside_the_window() {
    let mut world = World::new();
    world.server.today = Day(100);
    world.say(inbox(0));
    world.say(sms_filter(1, 1));
    let ClientCommand::Add { client_id, class, text, marks, code_page, conversation, .. } = add(1, 7) else {
        return;
    };
    let received = Some(Day(1));
    let old = ClientCommand::Add { client_id, class, text, received, marks, code_page, conversation };
    let answer = world.say(with(inbox(2), &[old]));
    assert_eq!(answer, "Status 1, new key 3, ClientId 1 is item 1, SoftDelete item 1");
    assert_eq!(world.say(inbox(3)), NOTHING);
}

/// An old item in the Outbox is offered all the same, or not (AMB-14).
#[test]
fn outbox_filter() {
    for (choice, answer) in [
        ("AMB-14=outbox-exempt", "Status 1, new key 2, Add SMS item 1 with text 1"),
        ("AMB-14=applies", "Status 1, new key 2"),
    ] {
        let mut world = World::under(&[choice]);
        world.server.today = Day(100);
        world.add_of(OUTBOX, Class::Sms, 1, Day(0));
        world.say(bare(OUTBOX, 0));
        let request = with_options(bare(OUTBOX, 1), &[block(Class::Sms, 1)]);
        assert_eq!(world.say(request), answer, "{choice}");
    }
}
