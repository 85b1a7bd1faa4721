//! GetItemEstimate ([MS-ASMS] 3.2.5.2, [MS-ASCMD] 2.2.1.9).

use super::*;

fn estimate(world: &mut World, collection: CollectionId, key: u32, options: &[ClassOptions]) -> String {
    let options = options.iter().copied().collect();
    let request = EstimateRequest { key: SyncKey(key), collection, options };
    let before = world.server.clone();
    let answer = world.ask(DEVICE, &Request::Estimate(request));
    assert_eq!(world.server, before, "an estimate moves nothing (EC-56)");
    words(answer.as_ref())
}

/// Which status is told of what (ASMS-068 to ASMS-070, AMB-21, [MS-ASCMD] 2.2.3.68.1, 2.2.3.177.7).
#[test]
fn statuses() {
    let sms = block(Class::Sms, 0);
    let bad = "Status 4: invalid key or protocol error";
    let mut world = World::new();
    world.settle(DEVICE, INBOX);
    world.say(bare(CONTACTS, 0));
    for (collection, key, options, expected) in [
        (CollectionId(99), 1, &[][..], "Status 2: no such folder"),
        (INBOX, 0, &[], "Status 3: never synchronised"),
        (INBOX, 1, &[], bad),
        (INBOX, 99, &[], bad),
        (MAIL, 1, &[], bad),
        (INBOX, 2, &[sms, block(Class::Email, 0), sms], bad),
        (INBOX, 2, &[sms, sms], bad),
        (INBOX, 2, &[block(Class::Calendar, 0)], bad),
        (CONTACTS, 1, &[sms], bad),
        (INBOX, 2, &[block(Class::Sms, 5)], "estimate 0"),
        (INBOX, 2, &[block(Class::Sms, 6)], "Status 110: no such filter for e-mail"),
        (CONTACTS, 1, &[], "estimate 0"),
    ] {
        assert_eq!(
            estimate(&mut world, collection, key, options),
            expected,
            "{collection} key {key} {options:?}"
        );
    }
    let mut world = World::under(&["AMB-21=protocol-error-only"]);
    world.settle(DEVICE, INBOX);
    assert_eq!(estimate(&mut world, INBOX, 99, &[]), "Status 3: never synchronised");
    assert_eq!(estimate(&mut world, INBOX, 2, &[block(Class::Calendar, 0)]), bad);
}

/// What is counted: the classes asked for, within their windows, from the state behind the key (ASMS-049, ASMS-067).
#[test]
fn counts() {
    let mut world = World::new();
    world.server.today = Day(100);
    for content in 1..=3 {
        world.sms(content);
    }
    world.add_of(INBOX, Class::Sms, 4, Day(0));
    world.add(INBOX, Class::Email, 5);
    world.say(inbox(0));
    assert_eq!(estimate(&mut world, INBOX, 1, &[]), "estimate 1", "e-mail alone");
    assert_eq!(estimate(&mut world, INBOX, 1, &[block(Class::Sms, 0)]), "estimate 4");
    assert_eq!(estimate(&mut world, INBOX, 1, &[block(Class::Sms, 1)]), "estimate 3");
    let both = [block(Class::Sms, 1), block(Class::Email, 0)];
    assert_eq!(estimate(&mut world, INBOX, 1, &both), "estimate 4");
    world.say(with_sms(INBOX, 1));
    assert_eq!(estimate(&mut world, INBOX, 2, &[block(Class::Sms, 0)]), "estimate 0", "the answer's key");
    assert_eq!(
        estimate(&mut world, INBOX, 1, &[block(Class::Sms, 0)]),
        "estimate 4",
        "the key before (EC-56)"
    );
    assert_eq!(estimate(&mut world, INBOX, 2, &[block(Class::Sms, 1)]), "estimate 1", "a SoftDelete counts");
    assert_eq!(
        estimate(&mut world, INBOX, 2, &[]),
        "estimate 1",
        "SMS that are dropped were not asked about"
    );
}

/// Where 14.0 has no SMS they are not counted, and asked about alone they stand for e-mail (AMB-03, ASMS-051).
#[test]
fn sms_at_14_0() {
    let mut world = World::new();
    world.version = Version::V14_0;
    for (class, content) in [(Class::Sms, 1), (Class::Sms, 2), (Class::Email, 3)] {
        world.add(MAIL, class, content);
        world.add(INBOX, class, content);
    }
    world.say(bare(MAIL, 0));
    world.say(inbox(0));
    let (sms, email) = (block(Class::Sms, 0), block(Class::Email, 0));
    for (collection, options, expected) in [
        (MAIL, &[sms][..], "estimate 1"),
        (MAIL, &[sms, email], "estimate 1"),
        (MAIL, &[], "estimate 1"),
        (INBOX, &[sms], "estimate 2"),
        (INBOX, &[sms, email], "estimate 3"),
    ] {
        assert_eq!(estimate(&mut world, collection, 1, options), expected, "{collection} {options:?}");
    }
}

/// At most 512 are counted ([MS-ASCMD] 2.2.3.125.2).
#[test]
fn counts_are_capped() {
    let mut world = World::new();
    for content in 0..513 {
        world.sms(content);
    }
    world.say(inbox(0));
    assert_eq!(estimate(&mut world, INBOX, 1, &[block(Class::Sms, 0)]), "estimate 512");
}
