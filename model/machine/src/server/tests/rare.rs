//! Situations that no scenario has.

use super::*;

/// An item of a day to come is inside every window (EC-13c).
#[test]
fn an_item_of_a_later_day_is_inside_the_window() {
    let mut world = World::new();
    world.server.today = Day(100);
    world.add_of(INBOX, Class::Sms, 1, Day(105));
    world.say(inbox(0));
    let answer = world.say(with_options(inbox(1), &[block(Class::Sms, 1)]));
    assert_eq!(answer, "Status 1, new key 2, Add SMS item 1 with text 1");
}

/// A window is narrowed while the answer that brought an item is lost: the device is not told to drop what it never had
/// (EC-13i).
#[test]
fn a_window_narrowed_after_a_lost_answer() {
    let mut world = World::new();
    world.server.today = Day(100);
    world.add_of(INBOX, Class::Sms, 1, Day(97));
    world.say(inbox(0));
    let wide = with_options(inbox(1), &[block(Class::Sms, 2)]);
    assert_eq!(world.say(wide), "Status 1, new key 2, Add SMS item 1 with text 1");
    let narrow = with_options(inbox(1), &[block(Class::Sms, 1)]);
    assert_eq!(world.say(narrow), "Status 1, new key 3");
    assert_eq!(world.say(inbox(3)), NOTHING);
}

/// The server's clock is set back: what had grown too old comes again, as an Add (EC-13j).
#[test]
fn a_clock_set_back_brings_items_back() {
    let mut world = World::new();
    world.server.today = Day(100);
    world.add_of(INBOX, Class::Sms, 1, Day(96));
    world.say(inbox(0));
    assert_eq!(world.say(with_options(inbox(1), &[block(Class::Sms, 2)])), "Status 1, new key 2");
    world.server.today = Day(99);
    assert_eq!(world.say(inbox(2)), "Status 1, new key 3, Add SMS item 1 with text 1");
}

/// The client deletes what its own Options drop: the item is deleted, and moves where deletions do (EC-14f).
#[test]
fn a_delete_of_what_the_same_request_drops() {
    let mut world = World::new();
    world.sms(1);
    let key = world.settle(DEVICE, INBOX).0;
    let request = with_options(with(inbox(key), &[delete(1)]), &[block(Class::Email, 0)]);
    assert_eq!(world.say(request), "Status 1, new key 3");
    assert_eq!(world.texts(INBOX), []);
    assert_eq!(world.texts(TRASH), [(2, 1)]);
}

/// An item whose Add was answered into the void is deleted by its user: the Add again, then the Delete (EC-43).
#[test]
fn an_item_deleted_after_the_answer_to_its_add_was_lost() {
    let mut world = World::new();
    let key = world.settle(DEVICE, INBOX).0;
    world.say(with(inbox(key), &[add(1, 7)]));
    let again = world.say(with(inbox(key), &[add(1, 7)]));
    assert_eq!(again, "Status 1, new key 4, ClientId 1 is item 1");
    assert_eq!(world.say(with(inbox(4), &[delete(1)])), "Status 1, new key 5");
    assert_eq!(world.texts(INBOX), []);
    assert_eq!(world.texts(TRASH), [(2, 7)]);
}

/// The device that sends marks an Outbox item as read: other devices are told a Change (EC-51).
#[test]
fn a_mark_in_the_outbox_is_a_change_for_others() {
    let mut world = World::new();
    world.settings(DEVICE, Some(true), Some(7));
    world.add(OUTBOX, Class::Sms, 1);
    let (ours, theirs) = (world.settle(DEVICE, OUTBOX).0, world.settle(OTHER, OUTBOX).0);
    assert_eq!(world.say(with(bare(OUTBOX, ours), &[read(1)])), "Status 1, new key 3");
    assert_eq!(world.say_to(OTHER, bare(OUTBOX, theirs)), "Status 1, new key 3, Change item 1 to read");
}

/// A Collection with ConversationMode, which the machines keep and do not read, brings no SMS that the Options leave out
/// (EC-54).
#[test]
fn conversation_mode_brings_no_class_that_is_not_asked_for() {
    let mut world = World::new();
    world.sms(1);
    world.add(INBOX, Class::Email, 2);
    world.say(inbox(0));
    let request = with_options(inbox(1), &[block(Class::Email, 0)]);
    let answer = world.say(CollectionRequest { rest: Some(ContentId(1)), ..request });
    assert_eq!(answer, "Status 1, new key 2, Add Email item 2 with text 2");
}

/// Settings that set several values and are refused with status 5 set none of them (EC-16b).
#[test]
fn refused_settings_set_nothing() {
    let mut world = World::new();
    let before = world.server.clone();
    let settings =
        DeviceSettings { enable_outbound_sms: Some(true), phone_number: None, rest: Some(ContentId(1)) };
    let answer = world.ask(DEVICE, &Request::Settings(settings));
    assert_eq!(words(answer.as_ref()), "Status 5: invalid arguments");
    assert_eq!(world.server, before);
}
