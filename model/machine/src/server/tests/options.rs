//! Options: which classes are wanted, and what a request without any means (ASMS-035 to ASMS-041).

use super::*;

fn two_classes(choices: &[&str]) -> (World, u32) {
    let mut world = World::under(choices);
    world.sms(1);
    world.add(INBOX, Class::Email, 2);
    world.say(inbox(0));
    (world, 1)
}

/// What comes for each set of Options (ASMS-036, ASMS-037, EC-08).
#[test]
fn classes_asked_for() {
    let unnamed = ClassOptions::default();
    let sms = "Add SMS item 1 with text 1";
    let email = "Add Email item 2 with text 2";
    for (options, expected) in [
        (&[][..], format!("Status 1, new key 2, {email}")),
        (&[unnamed], format!("Status 1, new key 2, {email}")),
        (&[block(Class::Sms, 0)], format!("Status 1, new key 2, {sms}")),
        (&[block(Class::Sms, 0), unnamed], format!("Status 1, new key 2, {sms}, {email}")),
        (&[block(Class::Email, 0), block(Class::Sms, 0)], format!("Status 1, new key 2, {sms}, {email}")),
    ] {
        let (mut world, key) = two_classes(&[]);
        assert_eq!(
            world.say(with_options(inbox(key), options)).replace("new key 1", ""),
            expected,
            "{options:?}"
        );
    }
}

/// A class left out of another set is soft-deleted, and comes back with it (ASMS-041, EC-08).
#[test]
fn dropped_class() {
    let (mut world, key) = two_classes(&[]);
    world.say(with_options(inbox(key), &[block(Class::Sms, 0), block(Class::Email, 0)]));
    assert_eq!(
        world.say(with_options(inbox(2), &[block(Class::Email, 0)])),
        "Status 1, new key 3, SoftDelete item 1"
    );
    assert_eq!(world.say(inbox(3)), NOTHING, "the set is remembered");
    let back = world.say(with_options(inbox(3), &[block(Class::Email, 0), block(Class::Sms, 0)]));
    assert_eq!(back, "Status 1, new key 4, Add SMS item 1 with text 1");
}

/// A request without Options after one with them (AMB-04, AMB-23, EC-07).
#[test]
fn without_options() {
    for (choice, answer) in [
        ("AMB-04=sticky-after-first", NOTHING),
        ("AMB-04=never-sticky", "Status 1, new key 3, SoftDelete item 1, Add Email item 2 with text 2"),
        ("AMB-23=every-request", "Status 1, new key 3, SoftDelete item 1"),
    ] {
        let (mut world, key) = two_classes(&[choice]);
        world.say(with_options(inbox(key), &[block(Class::Sms, 0)]));
        assert_eq!(world.say(inbox(2)), answer, "{choice}");
    }
}

/// Options sent with key 0 count for the next request (EC-07c); those from before key 0 do not, or do (AMB-26, EC-07b).
#[test]
fn options_and_key_0() {
    let mut world = World::new();
    world.sms(1);
    world.say(with_sms(INBOX, 0));
    assert_eq!(world.say(inbox(1)), "Status 1, new key 2, Add SMS item 1 with text 1");
    for (choice, answer) in
        [("AMB-26=fresh", NOTHING), ("AMB-26=kept", "Status 1, new key 4, Add SMS item 1 with text 1")]
    {
        let mut world = World::under(&[choice]);
        world.sms(1);
        world.settle(DEVICE, INBOX);
        world.say(inbox(0));
        assert_eq!(world.say(inbox(3)), answer, "{choice}");
    }
}

/// Options whose answer is lost are those of that answer's key, or the server's at once (AMB-25, EC-07d).
#[test]
fn options_of_a_lost_answer() {
    for (choice, answer) in [
        ("AMB-25=versioned", "Status 1, new key 3, Add Email item 2 with text 2"),
        ("AMB-25=latest", "Status 1, new key 3, Add SMS item 1 with text 1"),
    ] {
        let (mut world, key) = two_classes(&[choice]);
        assert_eq!(world.say(with_sms(INBOX, key)), "Status 1, new key 2, Add SMS item 1 with text 1");
        assert_eq!(world.say(inbox(key)), answer, "{choice}");
    }
}

/// An Add of a class that the same request drops is made and soft-deleted, not doubled (EC-14h).
#[test]
fn add_of_a_dropped_class() {
    let mut world = World::new();
    let key = world.settle(DEVICE, INBOX).0;
    let request = with(with_options(inbox(key), &[block(Class::Email, 0)]), &[add(1, 7)]);
    assert_eq!(world.say(request), "Status 1, new key 3, ClientId 1 is item 1, SoftDelete item 1");
    assert_eq!(world.say(with_sms(INBOX, 3)), "Status 1, new key 4, Add SMS item 1 with text 7");
}

/// GetChanges 0 keeps back what there is to say, and does not forget it ([MS-ASCMD] 2.2.3.84).
#[test]
fn changes_not_asked_for_are_kept() {
    let mut world = World::new();
    let key = world.settle(DEVICE, INBOX).0;
    world.sms(1);
    assert_eq!(world.say(silent(inbox(key))), NOTHING);
    let answer = world.say(with(silent(inbox(key)), &[add(1, 7)]));
    assert_eq!(answer, "Status 1, new key 3, ClientId 1 is item 2");
    assert_eq!(world.say(inbox(3)), "Status 1, new key 4, Add SMS item 1 with text 1", "and no echo");
}
