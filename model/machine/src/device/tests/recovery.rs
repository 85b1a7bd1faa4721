//! Recovery from every status.

use super::*;
use crate::message::{ClientCommand, FolderChange, Hold, ItemStatus};

fn refuse(bench: &mut Bench, failure: SyncFailure) {
    bench.sync();
    bench.answer(SyncResponse::Failed(failure));
}

/// Status 3: key 0, an empty copy; Adds are kept, and what the user did waits for the items (EC-39).
#[test]
fn status_3_starts_over_and_keeps_what_the_user_did() {
    let mut bench = Bench::new(&[]);
    bench.bring(INBOX, 3, &[add(5, text(7)), add(6, text(8)), add(7, text(9))]);
    bench.device.receive_sms(INBOX, text(10), Day(1));
    bench.device.mark(INBOX, ItemId(5), Marks { read: true, ..Marks::default() });
    bench.device.delete_item(INBOX, ItemId(6));
    bench.device.delete_item(INBOX, ItemId(7));
    bench.sync();
    bench.answer_with([failure(INBOX, CollectionOutcome::InvalidKey)]);
    assert!(bench.holds(INBOX).is_empty());
    let request = bench.sync_of(INBOX);
    assert_eq!((request.key, request.commands.len()), (SyncKey::INITIAL, 0));
    bench.answer_with([success(INBOX, 10, &[], &[])]);
    let request = bench.sync_of(INBOX);
    assert_eq!((request.options.len(), request.commands.len()), (2, 1), "Options and the Add");
    bench.answer_with([success(INBOX, 11, &[accepted(1, 20)], &[add(5, text(7)), add(6, text(8))])]);
    assert_eq!(bench.holds(INBOX), [5, 20]);
    let request = bench.sync_of(INBOX);
    let told: Vec<_> = request
        .commands
        .iter()
        .map(|command| match command {
            ClientCommand::Change { item, .. } => ("change", item.0),
            ClientCommand::Delete { item } => ("delete", item.0),
            _ => ("", 0),
        })
        .collect();
    assert_eq!(told, [("change", 5), ("delete", 6)], "item 7 did not come back");
}

/// A key in a failed answer is not there to be taken (EC-19), and other folders are answered as they are.
#[test]
fn status_3_of_one_folder_concerns_no_other() {
    let mut bench = Bench::new(&[]);
    bench.sync();
    bench.answer_with([failure(INBOX, CollectionOutcome::InvalidKey), success(SENT, 3, &[], &[])]);
    let keys: Vec<u32> = bench.device.folders.iter().map(|folder| folder.key.0).collect();
    assert_eq!(keys, [0, 2, 3]);
}

/// B-43: a device that keeps its key, and one that wipes its copy and keeps its key.
#[test]
fn status_3_mishandled() {
    for (choice, held) in [("tries-again", vec![5]), ("wiped-without-resync", vec![])] {
        let mut bench = Bench::new(&[&format!("invalid-key={choice}")]);
        bench.bring(INBOX, 3, &[add(5, text(7))]);
        bench.sync();
        bench.answer_with([failure(INBOX, CollectionOutcome::InvalidKey)]);
        assert_eq!((bench.folder(INBOX).key, bench.holds(INBOX)), (SyncKey(3), held), "{choice}");
    }
}

/// Status 4, of the request or of a folder: nothing was done, and the next request is composed afresh.
#[test]
fn status_4_leaves_everything_alone() {
    let refusals = [
        SyncResponse::Failed(SyncFailure::ProtocolError),
        SyncResponse::Collections([failure(INBOX, CollectionOutcome::ProtocolError)].into_iter().collect()),
    ];
    for refusal in refusals {
        let mut bench = Bench::new(&[]);
        bench.device.receive_sms(INBOX, text(7), Day(1));
        let before = bench.device.clone();
        let careless = bench.run(|device, cx| device.start_careless(cx, Carelessness::SmsTwice));
        assert!(careless.is_some());
        bench.answer(refusal);
        assert_eq!(bench.device, before);
    }
}

/// Statuses 5 and 16: the request is sent again; if the server fails again, its state may be what is broken.
#[test]
fn statuses_5_and_16_start_over_at_the_second_time() {
    for failure in [SyncFailure::ServerError, SyncFailure::Retry] {
        let mut bench = Bench::new(&[]);
        let before = bench.device.folders.clone();
        refuse(&mut bench, failure);
        assert_eq!(bench.device.folders, before);
        bench.sync();
        bench.answer(SyncResponse::Empty);
        refuse(&mut bench, failure);
        assert_eq!(bench.device.folders, before, "not in a row");
        refuse(&mut bench, failure);
        assert!(bench.device.folders.iter().all(|folder| folder.key == SyncKey::INITIAL));
        refuse(&mut bench, failure);
        assert!(bench.has_work(), "it goes on trying");
    }
}

/// Status 8 of a folder, given by mistake, is no reason to begin anew.
#[test]
fn status_8_of_a_folder_is_tried_again() {
    let mut bench = Bench::new(&[]);
    let before = bench.device.clone();
    bench.sync();
    bench.answer_with([failure(INBOX, CollectionOutcome::NotFound)]);
    assert_eq!(bench.device, before);
}

/// Status 12: FolderSync comes first, then the folders that are left.
#[test]
fn status_12_synchronises_the_hierarchy() {
    let mut bench = Bench::new(&[]);
    bench.device.receive_sms(SENT, text(7), Day(1));
    bench.sync();
    bench.answer_with([failure(SENT, CollectionOutcome::HierarchyChanged)]);
    assert_eq!(bench.start(), Request::FolderSync(SyncKey(1)));
    let changes = smallvec![FolderChange::Delete(SENT)];
    bench.receive(&Response::FolderSync(FolderSyncResponse::Success { key: SyncKey(2), changes }));
    assert!(!bench.has_work(), "what was to be put there went with the folder");
    assert_eq!(bench.sync().collections.len(), 2);
    assert_eq!(bench.folder(INBOX).key, SyncKey(2), "the others keep their keys");
}

/// Status 9 of FolderSync: from key 0 on, folders that are not named are gone.
#[test]
fn an_invalid_hierarchy_key_starts_over() {
    let mut bench = Bench::new(&[]);
    bench.device.hierarchy_stale = true;
    bench.start();
    bench.receive(&Response::FolderSync(FolderSyncResponse::InvalidKey));
    assert_eq!(bench.start(), Request::FolderSync(SyncKey::INITIAL));
    let changes = [(INBOX, FolderKind::Inbox), (CollectionId(9), FolderKind::UserMail)]
        .map(|(id, kind)| FolderChange::Add(id, kind));
    let changes = SmallVec::from_iter(changes);
    bench.receive(&Response::FolderSync(FolderSyncResponse::Success { key: SyncKey(4), changes }));
    assert_eq!(bench.device.collections().to_vec(), [INBOX], "what nobody asked for is not kept");
}

/// B-47: a device that does not know status 12 asks the same for ever.
#[test]
fn status_12_mishandled() {
    let mut bench = Bench::new(&["hierarchy-changed=tries-again"]);
    let first = bench.sync();
    bench.answer_with([failure(SENT, CollectionOutcome::HierarchyChanged)]);
    assert_eq!(bench.sync(), first);
}

/// Status 13: the next request is a full one.
#[test]
fn status_13_asks_in_full() {
    let mut bench = Bench::with(&[], |setup, _| setup.style = Style::Empty);
    bench.sync();
    bench.answer(SyncResponse::Empty);
    assert_eq!(bench.start(), Request::SyncAgain);
    bench.answer(SyncResponse::Failed(SyncFailure::Incomplete));
    assert_eq!(bench.sync().collections.len(), 3);
}

/// Status 14: the limit is kept to.
#[test]
fn status_14_takes_the_limit() {
    let mut bench = Bench::with(&[], |setup, _| setup.poll = Poll::Hanging);
    let careless = bench.run(|device, cx| device.start_careless(cx, Carelessness::HoldTooLong));
    assert!(matches!(careless, Some(Request::Sync(sync)) if sync.hold == Some(Hold::Heartbeat(3541))));
    bench.answer(SyncResponse::Failed(SyncFailure::HoldOutOfRange(3540)));
    assert_eq!(bench.sync().hold, Some(Hold::Heartbeat(3540)));
}

/// What an empty answer is taken for: B-38 and B-44.
#[test]
fn an_empty_answer_misread() {
    for (choice, key, held) in
        [("nothing-changed", 3, vec![5]), ("key-lost", 0, vec![5]), ("empties-folder", 3, vec![])]
    {
        let mut bench = Bench::new(&[&format!("empty-answer={choice}")]);
        bench.bring(INBOX, 3, &[add(5, text(7))]);
        bench.sync();
        bench.answer(SyncResponse::Empty);
        assert_eq!((bench.folder(INBOX).key.0, bench.holds(INBOX)), (key, held), "{choice}");
    }
}

/// MoreAvailable asks at once for the rest, but not where nothing came and nothing moved (EC-11g).
#[test]
fn more_available_without_progress_waits() {
    let mut bench = Bench::new(&[]);
    let more = |key, commands: &[ServerCommand]| {
        let mut answer = success(INBOX, key, &[], commands);
        if let CollectionOutcome::Success(changes) = &mut answer.outcome {
            changes.more_available = true;
        }
        answer
    };
    bench.sync();
    bench.answer_with([more(3, &[add(5, text(7))])]);
    assert!(bench.has_work());
    bench.sync();
    bench.answer_with([more(4, &[])]);
    assert!(bench.has_work(), "the key moved");
    bench.sync();
    bench.answer_with([more(4, &[])]);
    assert!(!bench.has_work());
}

/// A crash between request and answer: the same is asked again, and nothing else is lost.
#[test]
fn a_crash_forgets_the_request_alone() {
    let mut bench = Bench::new(&[]);
    bench.device.receive_sms(INBOX, text(7), Day(1));
    let before = bench.device.clone();
    let first = bench.sync();
    bench.restart();
    assert_eq!(bench.device, before);
    bench.answer_with([success(INBOX, 9, &[accepted(1, 5)], &[])]);
    assert_eq!(bench.device, before, "an answer that nobody waits for is not read");
    assert_eq!(bench.sync(), first);
}

/// A careless GetItemEstimate breaks what ASMS-068 to ASMS-070 forbid, under the key that the device has.
#[test]
fn careless_estimates_name_blocks_that_are_forbidden() {
    let mut bench = Bench::new(&[]);
    for (carelessness, classes) in [
        (Carelessness::EstimateThreeBlocks, &[Some(Class::Sms), None, Some(Class::Email)][..]),
        (Carelessness::EstimateCalendar, &[Some(Class::Calendar)]),
        (Carelessness::EstimateSms, &[Some(Class::Sms), None]),
    ] {
        let Some(Request::Estimate(request)) =
            bench.run(|device, cx| device.start_careless(cx, carelessness))
        else {
            panic!("a GetItemEstimate");
        };
        assert_eq!((request.collection, request.key), (INBOX, SyncKey(2)));
        assert_eq!(request.options.iter().map(|block| block.class).collect::<Vec<_>>(), classes);
    }
}

/// Careless requests need something to be careless with.
#[test]
fn carelessness_needs_an_object() {
    let mut bench = Bench::new(&[]);
    for carelessness in [Carelessness::AddEmail, Carelessness::ChangeOfText, Carelessness::KeyZeroCommands] {
        assert_eq!(bench.run(|device, cx| device.start_careless(cx, carelessness)), None);
    }
    bench.device.receive_sms(INBOX, text(7), Day(1));
    for (carelessness, spoilt) in [
        (Carelessness::AddEmail, (Some(Class::Email), true, false)),
        (Carelessness::AddWithoutClass, (None, true, false)),
        (Carelessness::AddWithoutCodePage, (Some(Class::Sms), false, false)),
        (Carelessness::AddWithConversation, (Some(Class::Sms), true, true)),
    ] {
        let Some(Request::Sync(request)) = bench.run(|device, cx| device.start_careless(cx, carelessness))
        else {
            panic!("a Sync");
        };
        let ClientCommand::Add { class, code_page, conversation, .. } = request.collections[0].commands[0]
        else {
            panic!("an Add");
        };
        assert_eq!((class, code_page, conversation), spoilt);
    }
    let outcome = AddOutcome::Refused(ItemStatus::Invalid);
    let refused = CommandResponse::Add { client_id: ClientId(1), outcome };
    bench.answer_with([success(INBOX, 3, &[refused], &[])]);
    assert!(!bench.has_work());
}
