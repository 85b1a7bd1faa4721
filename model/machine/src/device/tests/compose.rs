//! What is asked, and when.

use super::*;
use crate::message::{ClassOptions, ClientCommand, Hold};

#[test]
fn a_first_request_has_key_zero_and_nothing_else() {
    let mut bench = Bench::fresh(&[], |_, _| {});
    bench.device.receive_sms(INBOX, text(7), Day(1));
    let request = bench.sync();
    let bare: Vec<_> =
        [INBOX, OUTBOX, SENT].map(|id| CollectionRequest::bare(id, SyncKey::INITIAL)).into_iter().collect();
    assert_eq!(request.collections.to_vec(), bare);
}

/// Options go out until they are acknowledged under the key in force, and then no more.
#[test]
fn options_are_sent_until_acknowledged() {
    let mut bench = Bench::fresh(&[], |_, _| {});
    bench.sync();
    bench.answer_with([INBOX, OUTBOX, SENT].map(|id| success(id, 1, &[], &[])));
    let blocks = bench.sync_of(INBOX).options;
    let classes: Vec<_> = blocks.iter().map(|block| block.class).collect();
    assert_eq!(classes, [Some(Class::Sms), None], "as in example 4.1");
    bench.restart();
    assert_eq!(bench.sync_of(INBOX).options, blocks, "the answer never came");
    bench.answer(SyncResponse::Empty);
    assert!(bench.sync_of(INBOX).options.is_empty());
    assert!(!bench.has_work());
}

/// Every set is sent when one option changes, and acknowledged by an answer that leaves the folder out.
#[test]
fn a_change_of_options_sends_all_sets() {
    let mut bench = Bench::new(&[]);
    let wish = Wish { email: Some(FilterType(2)), sms: Some(FilterType::ALL), truncation: Some(10) };
    bench.device.choose(INBOX, wish);
    let request = bench.sync_of(INBOX);
    assert_eq!(bench.device.wish(&request), wish);
    let cut = ClassOptions { truncation: Some(10), ..ClassOptions::default() };
    let email = ClassOptions { filter: Some(FilterType(2)), ..cut };
    assert_eq!(request.options.to_vec(), [ClassOptions { class: Some(Class::Sms), ..cut }, email]);
    bench.answer_with([]);
    assert_eq!(bench.folder(INBOX).asked, Some(wish));
}

/// The class SMS is of no version before 14.0: neither Options nor Adds have it there.
#[test]
fn version_12_1_has_no_sms() {
    let mut bench = Bench::with(&[], |setup, _| setup.version = Version::V12_1);
    bench.device.receive_sms(INBOX, text(7), Day(1));
    assert!(!bench.has_work());
    let request = bench.sync();
    let named: Vec<_> = request.collections.iter().map(|entry| entry.collection).collect();
    assert_eq!(named, [INBOX], "nothing is wanted of the other folders but SMS");
    bench.answer(SyncResponse::Empty);
    bench.device.upgrade(Version::V14_1);
    let request = bench.sync_of(INBOX);
    assert_eq!((request.options.len(), request.commands.len()), (2, 1));
}

#[test]
fn a_hanging_sync_is_held_and_given_up_for_news_of_its_own() {
    let mut bench = Bench::with(&[], |setup, _| setup.poll = Poll::Hanging);
    assert_eq!(bench.sync().hold, Some(Hold::Heartbeat(900)));
    assert!(bench.device.waits_for_news());
    bench.device.receive_sms(INBOX, text(7), Day(1));
    bench.sync();
    assert!(!bench.device.waits_for_news(), "this one says something");
    let mut old = Bench::with(&[], |setup, _| {
        setup.poll = Poll::Hanging;
        setup.version = Version::V12_1;
    });
    assert_eq!(old.sync().hold, Some(Hold::Wait(15)));
}

/// Ping waits for additions alone, so that a Sync follows each.
#[test]
fn a_sync_follows_each_ping() {
    use crate::message::PingResponse;
    let mut bench = Bench::with(&[], |setup, _| setup.poll = Poll::Ping);
    assert_eq!(bench.start(), Request::Ping(smallvec![INBOX, OUTBOX, SENT]));
    bench.receive(&Response::Ping(PingResponse::NothingNew));
    assert!(bench.has_work());
    bench.sync();
    bench.answer(SyncResponse::Empty);
    assert!(matches!(bench.start(), Request::Ping(_)));
    bench.receive(&Response::Ping(PingResponse::HierarchyChanged));
    assert_eq!(bench.start(), Request::FolderSync(SyncKey(1)));
}

/// After an empty answer the body is left out; whatever there is to say brings it back.
#[test]
fn an_empty_request_follows_an_empty_answer() {
    let mut bench = Bench::with(&[], |setup, _| setup.style = Style::Empty);
    bench.sync();
    bench.answer(SyncResponse::Empty);
    assert_eq!(bench.start(), Request::SyncAgain);
    bench.answer(SyncResponse::Empty);
    assert_eq!(bench.start(), Request::SyncAgain);
    bench.answer_with([success(INBOX, 3, &[], &[add(5, text(7))])]);
    assert_eq!(bench.holds(INBOX), [5]);
    bench.sync();
    bench.answer(SyncResponse::Empty);
    bench.device.mark(INBOX, ItemId(5), Marks { read: true, ..Marks::default() });
    bench.sync();
    bench.answer(SyncResponse::Empty);
    bench.sync();
}

#[test]
fn a_partial_request_names_what_has_news() {
    let mut bench = Bench::with(&[], |setup, _| setup.style = Style::Partial);
    bench.sync();
    bench.answer(SyncResponse::Empty);
    assert!(!bench.sync().partial, "Partial alone is against the rules");
    bench.answer(SyncResponse::Empty);
    bench.device.receive_sms(INBOX, text(7), Day(1));
    let request = bench.sync();
    assert!(request.partial);
    assert_eq!(request.collections.len(), 1);
    bench.answer_with([success(INBOX, 3, &[accepted(1, 5)], &[]), success(SENT, 3, &[], &[])]);
    assert_eq!(bench.folder(SENT).key, SyncKey(3), "what is not named may be answered too");
    assert!(!bench.sync().partial, "the server has kept nothing");
}

/// The request is frozen until it is answered, whatever the user does meanwhile.
#[test]
fn a_repeated_request_is_the_same() {
    let mut bench = Bench::new(&[]);
    bench.device.receive_sms(INBOX, text(7), Day(1));
    let first = bench.start();
    bench.device.receive_sms(INBOX, text(8), Day(1));
    assert_eq!(bench.run(Device::repeat), first);
    let mut bench = Bench::new(&["repeat=recomposed"]);
    bench.device.receive_sms(INBOX, text(7), Day(1));
    bench.start();
    bench.device.receive_sms(INBOX, text(8), Day(1));
    assert_eq!(ids(&bench.run(Device::repeat)), [1, 2]);
    let mut bench = Bench::new(&["repeat=new-client-ids"]);
    bench.device.receive_sms(INBOX, text(7), Day(1));
    assert_eq!(ids(&bench.start()), [1]);
    assert_eq!(ids(&bench.run(Device::repeat)), [2]);
}

/// SMS are asked of no folder that holds no mail; where nothing else is wanted it is left out (ASMS-066, ASMS-079).
#[test]
fn no_sms_of_contacts() {
    let (contacts, other) = (CollectionId(4), CollectionId(5));
    let bench = Bench::with(&[], |setup, _| {
        let both = Wish::of(MailClasses::BOTH);
        setup.folders = smallvec![
            (contacts, FolderKind::Contacts, both),
            (other, FolderKind::Contacts, Wish::of(MailClasses::SMS))
        ];
        setup.outbound = false;
    });
    let folder = bench.device.folders.find(contacts).expect("it is kept");
    assert_eq!(folder.asked, Some(Wish::of(MailClasses::EMAIL)));
    assert_eq!(bench.device.folders.find(other).expect("it is kept").key, SyncKey::INITIAL);
}

/// Each block carries the Conflict of its class, and the two may differ (EC-14d).
#[test]
fn each_block_has_the_conflict_of_its_class() {
    for (server_wins, server_wins_sms) in [(Some(true), Some(false)), (None, Some(true)), (None, None)] {
        let change = |setup: &mut Setup, _: &mut RadioSetup| {
            (setup.server_wins, setup.server_wins_sms) = (server_wins, server_wins_sms);
        };
        let mut bench = Bench::with(&[], change);
        bench.device.choose(INBOX, Wish { truncation: Some(10), ..Wish::of(MailClasses::BOTH) });
        let options = bench.sync_of(INBOX).options;
        let said: Vec<_> = options.iter().map(|block| (block.class, block.server_wins)).collect();
        assert_eq!(said, [(Some(Class::Sms), server_wins_sms), (None, server_wins)]);
    }
}

/// A filter of three months is one that mail does not have.
#[test]
fn the_defective_filter_is_refused() {
    let mut bench = Bench::new(&["filter-value=of-calendars"]);
    bench.device.choose(SENT, Wish { sms: Some(FilterType(5)), ..Wish::default() });
    assert_eq!(bench.sync_of(SENT).options[0].filter, Some(FilterType(6)));
}

fn ids(request: &Request) -> Vec<u16> {
    let Request::Sync(request) = request else { return Vec::new() };
    let commands = request.collections.iter().flat_map(|entry| &entry.commands);
    commands
        .filter_map(|command| match command {
            ClientCommand::Add { client_id, .. } => Some(client_id.0),
            _ => None,
        })
        .collect()
}
