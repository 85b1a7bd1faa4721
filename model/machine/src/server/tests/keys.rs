//! Keys: which are good, when a new one is given out, what a repeated request finds ([MS-ASCMD] 2.2.3.181.4, 3.1.5.9).

use super::*;

/// A folder that there is not, and a key that there is not, are told apart (statuses 12 and 3).
#[test]
fn unknown_folder_and_unknown_key() {
    let mut world = World::new();
    assert_eq!(world.say(bare(CollectionId(99), 0)), "Status 12: folder hierarchy changed");
    assert_eq!(world.say(inbox(7)), "Status 3: invalid key", "before any key");
    assert_eq!(world.say(inbox(0)), "Status 1, new key 1");
    assert_eq!(world.say(inbox(2)), "Status 3: invalid key", "a key never given out");
}

/// A key older than the last one used is refused (EC-03b); of several answers to one key each stays good until one is
/// used (EC-03c).
#[test]
fn keys_stay_good_until_a_successor_is_used() {
    let mut world = World::new();
    world.say(inbox(0));
    assert_eq!(world.say(with_sms(INBOX, 1)), "Status 1, new key 2");
    assert_eq!(world.say(with_options(inbox(1), &[block(Class::Sms, 1)])), "Status 1, new key 3");
    assert_eq!(world.say(inbox(2)), NOTHING);
    assert_eq!(world.say(inbox(3)), "Status 3: invalid key", "the other answer is dropped");
    assert_eq!(world.say(inbox(1)), "Status 3: invalid key", "and so is the old key");
}

/// A client that asks with one key again and again cannot make the server keep every answer; the newest stay good.
#[test]
fn answers_kept_are_bounded() {
    let mut world = World::new();
    world.say(inbox(0));
    for filter in 0..20 {
        world.say(with_options(inbox(1), &[block(Class::Sms, filter % 6)]));
    }
    let kept = world.server.replica(DEVICE, INBOX).map(|replica| replica.successors.len());
    assert_eq!(kept, Some(Replica::SUCCESSORS));
    assert_eq!(world.say(inbox(21)), NOTHING);
}

/// Key 0 begins anew with nothing held, while the old key stays good until the new one is used (EC-37, EC-38).
#[test]
fn key_0_begins_anew() {
    let mut world = World::new();
    world.sms(1);
    let old = world.settle(DEVICE, INBOX).0;
    assert_eq!(world.say(inbox(0)), "Status 1, new key 3");
    assert_eq!(world.say(inbox(old)), NOTHING, "the old key is still good");
    assert_eq!(world.say(with_sms(INBOX, 3)), "Status 1, new key 4, Add SMS item 1 with text 1");
    assert_eq!(world.say(inbox(old)), "Status 3: invalid key");
}

/// A lost answer costs that answer: the repeat is told the same under another key (EC-02).
#[test]
fn repeat_is_told_the_same() {
    let mut world = World::new();
    world.say(inbox(0));
    world.sms(1);
    assert_eq!(world.say(with_sms(INBOX, 1)), "Status 1, new key 2, Add SMS item 1 with text 1");
    assert_eq!(world.say(with_sms(INBOX, 1)), "Status 1, new key 3, Add SMS item 1 with text 1");
    world.sms(2);
    assert_eq!(world.say(inbox(3)), "Status 1, new key 4, Add SMS item 2 with text 2");
}

/// The old key comes again with another body: each request is evaluated from the state behind the key (AMB-27, EC-02).
#[test]
fn lost_answer_then_another_body() {
    let mut world = World::new();
    world.sms(1);
    let key = world.settle(DEVICE, INBOX).0;
    assert_eq!(world.say(with(inbox(key), &[read(1)])), "Status 1, new key 3");
    assert_eq!(world.marks(INBOX, 1), READ);
    let answer = world.say(with(inbox(key), &[add(1, 7)]));
    assert_eq!(answer, "Status 1, new key 4, ClientId 1 is item 2, Change item 1 to read");
    assert_eq!(world.say(inbox(4)), NOTHING, "and the client holds both now");
}

/// The other readings of a repeated key (AMB-27).
#[test]
fn old_key_new_body_readings() {
    for (reading, same, other) in [
        (
            "AMB-27=replay",
            "Status 1, new key 3, ClientId 1 is item 1",
            "Status 1, new key 3, ClientId 1 is item 1",
        ),
        ("AMB-27=status-3", "Status 1, new key 3, ClientId 1 is item 1", "Status 3: invalid key"),
    ] {
        let mut world = World::under(&[reading]);
        let key = world.settle(DEVICE, INBOX).0;
        let first = with(inbox(key), &[add(1, 7)]);
        assert_eq!(world.say(first.clone()), "Status 1, new key 3, ClientId 1 is item 1");
        assert_eq!(world.say(first), same, "{reading}");
        assert_eq!(world.say(with(inbox(key), &[add(2, 8)])), other, "{reading}");
        assert_eq!(world.texts(INBOX), [(1, 7)], "{reading}: nothing was done");
    }
}

/// Nothing happened: no key. A Change or Delete succeeded: a key, though nothing is said ([MS-ASCMD] 2.2.3.154).
#[test]
fn keys_move_with_the_state() {
    let mut world = World::new();
    world.sms(1);
    let key = world.settle(DEVICE, INBOX).0;
    assert_eq!(world.say(inbox(key)), NOTHING);
    assert_eq!(world.say(with(inbox(key), &[read(1)])), "Status 1, new key 3");
    assert_eq!(world.say(with(inbox(3), &[fetch(1)])), "Status 1, new key 4, whole item 1 with text 1");
    assert_eq!(world.say(with(inbox(4), &[delete(1)])), "Status 1, new key 5");
    assert_eq!(world.say(with_options(inbox(5), &[block(Class::Sms, 1)])), "Status 1, new key 6");
    assert_eq!(world.say(with_options(inbox(6), &[block(Class::Sms, 1)])), NOTHING, "the same Options again");
}

/// A server that lost its state refuses every key, and gives out none twice (EC-36).
#[test]
fn forgotten_keys() {
    let mut world = World::new();
    world.sms(1);
    let key = world.settle(DEVICE, INBOX).0;
    world.settle(OTHER, INBOX);
    world.server.forget_keys(DEVICE);
    assert_eq!(world.say(inbox(key)), "Status 3: invalid key");
    assert_eq!(world.say_to(OTHER, inbox(2)), NOTHING, "another device is not concerned");
    assert_eq!(world.say(inbox(0)), "Status 1, new key 3");
}

/// What cannot be read changes nothing (EC-46).
#[test]
fn malformed_request_leaves_everything_alone() {
    let mut world = World::new();
    world.settle(DEVICE, INBOX);
    let before = world.server.clone();
    let answer = world.ask(DEVICE, &Request::Malformed(crate::message::Malformed::Wbxml));
    assert_eq!(words(answer.as_ref()), "refused: no WBXML (102)");
    assert_eq!(world.server, before);
}

/// Commands with key 0 are refused, not passed over (EC-19b).
#[test]
fn commands_with_key_0_are_refused() {
    let mut world = World::new();
    world.sms(1);
    let answer = world.say(with(inbox(0), &[add(1, 7), read(1), delete(1), fetch(1)]));
    assert_eq!(
        answer,
        "Status 1, new key 1, ClientId 1 refused (6), Change of item 1 refused (6), \
         Delete of item 1 refused (6), whole item 1 with text 1"
    );
    assert_eq!(world.texts(INBOX), [(1, 1)]);
}
