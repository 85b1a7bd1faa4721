//! How each defect shows in what the server says: beside each the answer of a server without it.

use super::*;

/// Runs the same dialogue with and without a choice, and compares the last answers.
fn compare(choice: &str, right: &str, wrong: &str, dialogue: impl Fn(&mut World) -> String) {
    for (choices, expected) in [(&[][..], right), (&[choice], wrong)] {
        let mut world = World::under(choices);
        assert_eq!(dialogue(&mut world), expected, "{choices:?}");
    }
}

fn two_classes(world: &mut World) {
    world.server.today = Day(100);
    world.sms(1);
    world.add(INBOX, Class::Email, 2);
    world.add_of(INBOX, Class::Sms, 3, Day(0));
    world.say(inbox(0));
}

#[test]
fn options_read_wrongly() {
    let options = [block(Class::Sms, 1), block(Class::Email, 0)];
    let right = "Status 1, new key 2, Add SMS item 1 with text 1, Add Email item 2 with text 2";
    let all = "Status 1, new key 2, Add SMS item 1 with text 1, Add Email item 2 with text 2, \
               Add SMS item 3 with text 3";
    for (choice, wrong) in [
        ("option-blocks=merged", "Status 1, new key 2, Add Email item 2 with text 2"),
        ("option-blocks=last-filter", all),
    ] {
        compare(choice, right, wrong, |world| {
            two_classes(world);
            world.say(with_options(inbox(1), &options))
        });
    }
    let swapped = [options[1], options[0]];
    compare("option-blocks=first-filter", right, all, |world| {
        two_classes(world);
        world.say(with_options(inbox(1), &swapped))
    });
    compare("AMB-04=defaults-merged", NOTHING, "Status 1, new key 3, Add SMS item 3 with text 3", |world| {
        two_classes(world);
        world.say(with_options(inbox(1), &[block(Class::Sms, 1)]));
        world.say(inbox(2))
    });
    let everything = "Status 1, new key 3, Add Email item 2 with text 2, Add SMS item 3 with text 3";
    compare("query-options=request-alone", NOTHING, everything, |world| {
        two_classes(world);
        world.say(with_options(inbox(1), &[block(Class::Sms, 1)]));
        world.server.pass_day();
        world.say(inbox(2))
    });
    compare("class-at-12-1=accepted", "Status 4: protocol error", right, |world| {
        world.version = Version::V12_1;
        two_classes(world);
        world.say(with_options(inbox(1), &options))
    });
}

#[test]
fn filters_that_do_not_work() {
    let one_day = |key| with_options(inbox(key), &[block(Class::Sms, 1)]);
    compare("narrowing=nothing", "Status 1, new key 3, SoftDelete item 3", "Status 1, new key 3", |world| {
        two_classes(world);
        world.say(with_sms(INBOX, 1));
        world.say(one_day(2))
    });
    compare(
        "widening=nothing",
        "Status 1, new key 3, Add SMS item 3 with text 3",
        "Status 1, new key 3",
        |world| {
            two_classes(world);
            world.say(one_day(1));
            world.say(with_sms(INBOX, 2))
        },
    );
    compare("AMB-23=kept", "Status 1, new key 3, SoftDelete item 1", "Status 1, new key 3", |world| {
        two_classes(world);
        world.say(with_options(inbox(1), &[block(Class::Sms, 1), block(Class::Email, 0)]));
        world.say(with_options(inbox(2), &[block(Class::Email, 0)]))
    });
    compare("ageing=on-change-only", "Status 1, new key 3, SoftDelete item 1", NOTHING, |world| {
        two_classes(world);
        world.say(one_day(1));
        world.server.today = Day(102);
        world.say(inbox(2))
    });
    compare("outside-deletes=not-told", "Status 1, new key 3, Delete SMS item 1", NOTHING, |world| {
        two_classes(world);
        world.say(one_day(1));
        world.say(inbox(2));
        world.server.today = Day(102);
        world.server.delete(INBOX, ItemId(1));
        world.say(inbox(2))
    });
    let flapping = "Status 1, new key 4, Add SMS item 3 with text 3 / Status 1, new key 5, SoftDelete item 3 / \
                    Status 1, new key 6, Add SMS item 3 with text 3";
    let quiet = [NOTHING, "Status 3: invalid key", "Status 3: invalid key"].join(" / ");
    compare("filter-change=flaps", &quiet, flapping, |world| {
        two_classes(world);
        world.say(with_sms(INBOX, 1));
        world.say(one_day(2));
        [3, 4, 5].map(|key| world.say(inbox(key))).join(" / ")
    });
}

#[test]
fn repeats_taken_wrongly() {
    let repeated = |world: &mut World| {
        let key = world.settle(DEVICE, INBOX).0;
        world.say(with(inbox(key), &[add(1, 7)]));
        world.say(with(inbox(key), &[add(1, 7), add(2, 8)]));
        format!("{:?}", world.texts(INBOX))
    };
    compare("AMB-17=no-dedupe", "[(1, 7), (2, 8)]", "[(1, 7), (2, 7), (3, 8)]", repeated);
    compare("AMB-17=first-item", "[(1, 7), (2, 8)]", "[(1, 7)]", repeated);
    compare("AMB-17=all-or-nothing", "[(1, 7), (2, 8)]", "[(1, 7)]", |world| {
        let texts = repeated(world);
        assert!(world.say(with(inbox(2), &[add(1, 7), add(2, 8)])).contains("ClientId 2 is item"));
        texts
    });
    let lost = |world: &mut World| {
        let key = world.settle(DEVICE, INBOX).0;
        world.sms(1);
        world.say(inbox(key));
        world.say(inbox(key))
    };
    let told = "Status 1, new key 4, Add SMS item 1 with text 1";
    compare("previous-key=forgotten", told, "Status 3: invalid key", lost);
    compare("previous-key=dropped-at-answer", told, NOTHING, lost);
    compare("replayed-changes=nothing-new", told, NOTHING, lost);
    let resync = |world: &mut World| {
        world.sms(1);
        world.settle(DEVICE, INBOX);
        world.say(inbox(0));
        world.say(with_sms(INBOX, 3))
    };
    compare("replayed-changes=nothing-after-zero", told, "Status 1, new key 4", resync);
    compare("ping-acknowledges=as-acknowledgement", told, NOTHING, |world| {
        let key = world.settle(DEVICE, INBOX).0;
        world.sms(1);
        world.say(inbox(key));
        world.ask(DEVICE, &Request::Ping(SmallVec::from_iter([INBOX])));
        world.say(inbox(key))
    });
}

#[test]
fn commands_done_wrongly() {
    let settled = |world: &mut World, command| {
        world.sms(1);
        let key = world.settle(DEVICE, INBOX).0;
        world.say(with(inbox(key), &[command]))
    };
    let done = "Status 1, new key 3";
    let made = "Status 1, new key 3, ClientId 1 is item 2";
    for (choice, command, right, wrong) in [
        (
            "item-class=sms-delete-unknown",
            delete(1),
            done,
            "Status 1, new key 3, Delete of item 1 not found (8)",
        ),
        (
            "item-class=sms-change-unknown",
            read(1),
            done,
            "Status 1, new key 3, Change of item 1 not found (8)",
        ),
        ("sms-add=refused", add(1, 7), made, "Status 1, new key 2, ClientId 1 refused (6)"),
        (
            "own-adds=echoed",
            add(1, 7),
            made,
            "Status 1, new key 3, ClientId 1 is item 2, Add SMS item 2 with text 7",
        ),
        (
            "key-moves=not-after-fetch",
            fetch(1),
            "Status 1, new key 3, whole item 1 with text 1",
            "Status 1, new key 2, whole item 1 with text 1",
        ),
    ] {
        compare(choice, right, wrong, |world| settled(world, command));
    }
    let fetched = |world: &mut World| {
        settled(world, add(1, 7));
        world.say(with(inbox(3), &[fetch(2)]))
    };
    let whole = "Status 1, new key 4, whole item 2 with text 7";
    compare("sms-add=not-kept", whole, "Status 1, new key 4, Fetch of item 2 not found (8)", fetched);
    compare("sms-add=rewritten", whole, "Status 1, new key 4, whole item 2 with text 2147483655", fetched);
}

#[test]
fn keys_kept_wrongly() {
    compare("key-moves=always", NOTHING, "Status 1, new key 2", |world| {
        world.say(inbox(0));
        world.say(inbox(1))
    });
    compare("key-status=not-found", "Status 3: invalid key", "Status 8: not found", |world| {
        world.say(inbox(9))
    });
    compare("key-minting=collide", "Status 1, new key 3", "Status 1, new key 1", |world| {
        world.say(inbox(0));
        world.say(with_sms(INBOX, 1));
        world.say(with_options(inbox(2), &[]));
        world.say(with_options(inbox(2), &[block(Class::Sms, 1)]))
    });
    compare("malformed=resets", NOTHING, "Status 3: invalid key", |world| {
        let key = world.settle(DEVICE, INBOX).0;
        world.ask(DEVICE, &Request::Malformed(crate::message::Malformed::Schema));
        world.say(inbox(key))
    });
    compare("protocol-error=commands-first", "[]", "[(1, 7)]", |world| {
        world.say(with_options(with(inbox(0), &[add(1, 7)]), &[block(Class::Sms, 6)]));
        format!("{:?}", world.texts(INBOX))
    });
}

#[test]
fn windows_counted_wrongly() {
    let three = |world: &mut World, window| {
        for content in 1..=3 {
            world.sms(content);
        }
        world.say(with_sms(INBOX, 0));
        let first = world.say(CollectionRequest { window: Some(window), ..inbox(1) });
        format!("{first} / {}", world.say(inbox(2)))
    };
    let (one, two, last) =
        ("Add SMS item 1 with text 1", "Add SMS item 2 with text 2", "Add SMS item 3 with text 3");
    compare(
        "window=off-by-one",
        &format!("Status 1, new key 2, MoreAvailable, {one} / Status 1, new key 3, {two}, {last}"),
        &format!("Status 1, new key 2, MoreAvailable, {one} / Status 1, new key 3, {last}"),
        |world| three(world, 1),
    );
    compare(
        "window=zero-is-none",
        &format!("Status 1, new key 2, {one}, {two}, {last} / {NOTHING}"),
        &format!("Status 1, new key 2, MoreAvailable / Status 1, new key 3, {one}, {two}, {last}"),
        |world| three(world, 0),
    );
    compare("truncation=always-marked", "Status 1, new key 2", "Status 1, new key 2, cut", |world| {
        world.sms(1);
        world.say(inbox(0));
        let exact = ClassOptions { truncation: Some(20), ..block(Class::Sms, 0) };
        world.say(with_options(inbox(1), &[exact])).replace(", Add SMS item 1 with text 1", "")
    });
}

#[test]
fn holding_and_remembering_wrongly() {
    compare("hanging-watch=outbox-skipped", "true", "false", |world| {
        let key = world.settle(DEVICE, OUTBOX).0;
        world.say(hanging(bare(OUTBOX, key)));
        world.add(OUTBOX, Class::Sms, 1);
        world.server.may_wake(DEVICE).to_string()
    });
    compare("cached-request=answered-anyway", "Status 13: incomplete request", NOTHING, |world| {
        words(world.ask(DEVICE, &Request::SyncAgain).as_ref())
    });
    compare(
        "cached-request=answered-anyway",
        "Status 13: incomplete request",
        "Status 1, new key 1",
        |world| world.say(SyncRequest { partial: true, ..inbox(0).into() }),
    );
    // The held request runs too, from where it was taken in: what the newer one was told is undone.
    compare("concurrent=both-run", NOTHING, "Status 3: invalid key", |world| {
        let key = world.settle(DEVICE, INBOX).0;
        world.say(hanging(inbox(key)));
        world.say(with(inbox(key), &[add(1, 7)]));
        world.end_interval(DEVICE);
        world.say(inbox(3))
    });
    compare("outbound-setting=passed-over", "Status 1, true", "Status 1, false", |world| {
        let answer = world.settings(DEVICE, Some(true), Some(7));
        format!("{answer}, {}", world.server.is_enabled(DEVICE))
    });
}

#[test]
fn estimates_counted_wrongly() {
    let counted = |world: &mut World| {
        two_classes(world);
        let options = SmallVec::from_iter([block(Class::Sms, 1), block(Class::Email, 0)]);
        let request = EstimateRequest { key: SyncKey(1), collection: INBOX, options };
        words(world.ask(DEVICE, &Request::Estimate(request)).as_ref())
    };
    compare("estimate-options=first-block", "estimate 2", "estimate 1", counted);
    compare("estimate-options=filter-ignored", "estimate 2", "estimate 3", counted);
}

/// What is consulted where nothing could differ: an idle poll asks no more than it must.
#[test]
fn idle_poll_consults_little() {
    let mut world = World::new();
    world.sms(1);
    let key = world.settle(DEVICE, INBOX).0;
    let mut cx = Context::new(&world.behaviour);
    world.server.handle(&mut cx, DEVICE, Version::V14_1, &inbox(key).into());
    let told: Vec<&str> = Behaviour::POINTS
        .iter()
        .enumerate()
        .filter(|(at, _)| cx.consulted().has(*at))
        .map(|(_, point)| point.name)
        .collect();
    assert_eq!(told, ["absent-options", "dropped-class", "key-moves"]);
}
