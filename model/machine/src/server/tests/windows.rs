//! WindowSize, of a folder and of the request ([MS-ASCMD] 2.2.3.199, EC-11).

use super::*;

fn windowed(request: CollectionRequest, window: u16) -> CollectionRequest {
    CollectionRequest { window: Some(window), ..request }
}

fn count(world: &mut World, request: impl Into<Request>) -> Vec<(usize, bool)> {
    match world.ask(DEVICE, &request.into()) {
        Some(Response::Sync(SyncResponse::Collections(collections))) => collections
            .iter()
            .map(|entry| match &entry.outcome {
                CollectionOutcome::Success(changes) => (changes.commands.len(), changes.more_available),
                other => panic!("{other:?}"),
            })
            .collect(),
        other => panic!("{other:?}"),
    }
}

/// What each WindowSize means: absent 100, 0 and more than 512 are 512 (EC-11d), and MoreAvailable if and only if
/// something is left (EC-11).
#[test]
fn values() {
    for (items, window, expected) in [
        (100, None, (100, false)),
        (101, None, (100, true)),
        (512, Some(0), (512, false)),
        (513, Some(0), (512, true)),
        (513, Some(513), (512, true)),
        (2, Some(1), (1, true)),
        (1, Some(1), (1, false)),
    ] {
        let mut world = World::new();
        for content in 0..items {
            world.sms(content);
        }
        world.say(inbox(0));
        let request = CollectionRequest { window, ..with_sms(INBOX, 1) };
        assert_eq!(count(&mut world, request), [expected], "{items} items, WindowSize {window:?}");
    }
}

/// Deletes, SoftDeletes, Changes, Adds, in this order (EC-11c), and repeated requests drain the window.
#[test]
fn order_and_drain() {
    let mut world = World::new();
    world.server.today = Day(100);
    world.add_of(INBOX, Class::Sms, 1, Day(90));
    for content in 2..=4 {
        world.sms(content);
    }
    world.settle(DEVICE, INBOX);
    world.server.delete(INBOX, ItemId(3));
    world.server.mark(INBOX, ItemId(4), READ);
    world.sms(5);
    let narrower = windowed(with_options(inbox(2), &[block(Class::Sms, 3)]), 1);
    assert_eq!(world.say(narrower), "Status 1, new key 3, MoreAvailable, Delete SMS item 3");
    assert_eq!(world.say(windowed(inbox(3), 1)), "Status 1, new key 4, MoreAvailable, SoftDelete item 1");
    assert_eq!(world.say(windowed(inbox(4), 1)), "Status 1, new key 5, MoreAvailable, Change item 4 to read");
    assert_eq!(world.say(windowed(inbox(5), 1)), "Status 1, new key 6, Add SMS item 5 with text 5");
    assert_eq!(world.say(inbox(6)), NOTHING);
}

/// What is left is evaluated anew when it is asked for.
#[test]
fn what_is_left_may_change() {
    let mut world = World::new();
    world.say(with_sms(INBOX, 0));
    for content in 1..=3 {
        world.sms(content);
    }
    assert_eq!(
        world.say(windowed(inbox(1), 1)),
        "Status 1, new key 2, MoreAvailable, Add SMS item 1 with text 1"
    );
    world.server.delete(INBOX, ItemId(2));
    assert_eq!(world.say(windowed(inbox(2), 1)), "Status 1, new key 3, Add SMS item 3 with text 3");
}

/// The request's window bounds the sum, in the order of the request; a folder for which nothing is left has its
/// commands done, and is told that there is more (EC-11e, EC-11f).
#[test]
fn window_of_the_request() {
    let mut world = World::new();
    for content in 1..=2 {
        world.add(INBOX, Class::Sms, content);
        world.add(MAIL, Class::Sms, content);
    }
    world.say(together(&[with_sms(INBOX, 0), with_sms(MAIL, 0)]));
    let bounded = |request: SyncRequest, window| SyncRequest { window: Some(window), ..request };
    let both = together(&[inbox(1), bare(MAIL, 1)]);
    assert_eq!(count(&mut world, bounded(both.clone(), 3)), [(2, false), (1, true)]);
    assert_eq!(count(&mut world, bounded(both, 2)), [(2, false), (0, true)]);
    let with_add = together(&[inbox(1), with(bare(MAIL, 1), &[add(1, 7)])]);
    assert_eq!(
        world.say(bounded(with_add, 2)),
        "15: Status 1, new key 4, Add SMS item 1 with text 1, Add SMS item 3 with text 2; \
         19: Status 1, new key 4, MoreAvailable, ClientId 1 is item 5"
    );
    let rest = world.say(together(&[inbox(4), bare(MAIL, 4)]));
    assert_eq!(rest, "Status 1, new key 5, Add SMS item 2 with text 1, Add SMS item 4 with text 2");
}
