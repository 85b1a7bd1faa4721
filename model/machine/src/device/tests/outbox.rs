//! The Outbox procedure, step by step: arrival, sending, report, deletion, and what may come between.

use super::*;
use crate::item::cut_of;
use crate::message::ClientCommand;

/// A device that has taken on item 5.
fn one_job(choices: &[&str], text: Text) -> Bench {
    let mut bench = Bench::with(choices, |_, radio| radio.part_size = Some(10));
    bench.bring(OUTBOX, 3, &[add(5, text)]);
    bench
}

fn commands(bench: &mut Bench, collection: CollectionId) -> Vec<ClientCommand> {
    bench.sync_of(collection).commands.to_vec()
}

const DELETE: ClientCommand = ClientCommand::Delete { item: ItemId(5) };

/// Two parts to each of two recipients, then the Delete, which is for good, and a copy to Sent Items.
#[test]
fn an_item_is_sent_and_deleted() {
    let mut bench = one_job(&[], several(7, 2));
    let sent: Vec<_> = (0..4)
        .map(|_| bench.send(SubmitResult::Accepted))
        .map(|sent| (sent.recipient, sent.part, sent.total, sent.reference, sent.mr.0, sent.again))
        .collect();
    assert_eq!(
        sent,
        [(0, 1, 2, 0, 0, false), (0, 2, 2, 0, 1, false), (1, 1, 2, 1, 2, false), (1, 2, 2, 1, 3, false)]
    );
    assert_eq!(bench.transmit(), None);
    let request = bench.sync();
    assert_eq!(request.collections[1].commands.to_vec(), [DELETE]);
    assert_eq!(request.collections[1].deletes_as_moves, Some(false));
    let ClientCommand::Add { text: copy, received: None, marks, .. } = request.collections[2].commands[0]
    else {
        panic!("an Add to Sent Items");
    };
    assert_eq!((copy, marks.read), (several(7, 2), true));
    bench.answer_with([success(OUTBOX, 4, &[], &[]), success(SENT, 3, &[accepted(1, 6)], &[])]);
    assert!(bench.device.jobs.is_empty() && !bench.has_work());
    assert_eq!((bench.holds(OUTBOX), bench.holds(SENT)), (vec![], vec![6]));
}

/// AMB-08: only one reading has the device add a copy, only one has it ask for a move.
#[test]
fn a_sent_message_goes_where_the_reading_says() {
    for (choice, copies, moves) in [
        ("client-adds-sent", 1, Some(false)),
        ("gone", 0, Some(false)),
        ("deletes-as-moves", 0, None),
        ("server-moves", 0, Some(false)),
    ] {
        let mut bench = Bench::new(&[&format!("AMB-08={choice}")]);
        bench.bring(OUTBOX, 3, &[add(5, text(7))]);
        bench.send(SubmitResult::Accepted);
        let request = bench.sync();
        let told = (request.collections[2].commands.len(), request.collections[1].deletes_as_moves);
        assert_eq!(told, (copies, moves), "{choice}");
    }
}

/// E-mail in the Outbox is nothing for the radio, and other folders are not the Outbox (ASMS-054).
#[test]
fn only_sms_of_the_outbox_are_sent() {
    let mut bench = Bench::new(&[]);
    bench.bring(INBOX, 3, &[add(4, text(7))]);
    let mail = ServerCommand::Add {
        item: ItemId(5),
        class: Class::Email,
        text: text(8),
        received: Day(0),
        marks: Marks::default(),
        cut: false,
    };
    bench.bring(OUTBOX, 3, &[mail]);
    assert_eq!(bench.transmit(), None);
}

/// A crash at each stage: nothing is lost, and what is certain to have been sent is not sent again.
#[test]
fn a_crash_at_each_stage() {
    let mut bench = one_job(&[], text(7));
    bench.restart();
    assert_eq!(bench.transmit().map(|sent| (sent.part, sent.again)), Some((1, false)), "before it began");
    bench.restart();
    let again = bench.send(SubmitResult::Accepted);
    assert_eq!((again.part, again.mr, again.again), (1, MessageReference(0), true), "the outcome is unknown");
    bench.restart();
    assert_eq!(bench.send(SubmitResult::Accepted).part, 2, "between the parts");
    bench.restart();
    assert_eq!(bench.transmit(), None);
    assert_eq!(commands(&mut bench, OUTBOX), [DELETE], "between sending and deleting");
    bench.restart();
    assert_eq!(commands(&mut bench, OUTBOX), [DELETE], "while the Delete is under way");
    bench.answer_with([success(OUTBOX, 4, &[], &[])]);
    bench.restart();
    assert!(bench.device.jobs.is_empty());
}

/// B-91: without a journal that outlasts a crash, what stands in the Outbox is sent again.
#[test]
fn a_volatile_journal_sends_twice() {
    let mut bench = one_job(&["AMB-16=volatile"], text(7));
    bench.send(SubmitResult::Accepted);
    bench.send(SubmitResult::Accepted);
    bench.restart();
    assert_eq!(bench.transmit().map(|sent| (sent.part, sent.again)), Some((1, false)));
}

/// AMB-16: the key is reset after an item was sent. With a journal it is deleted as soon as there is a key again; without
/// it comes again and is sent again.
#[test]
fn a_key_reset_after_sending() {
    for (choice, twice) in [("journal", false), ("no-journal", true)] {
        let mut bench = one_job(&[&format!("AMB-16={choice}"), "AMB-08=gone"], text(7));
        bench.send(SubmitResult::Accepted);
        bench.send(SubmitResult::Accepted);
        bench.sync();
        bench.answer_with([failure(OUTBOX, CollectionOutcome::InvalidKey)]);
        bench.sync();
        bench.answer_with([success(OUTBOX, 8, &[], &[])]);
        assert_eq!(commands(&mut bench, OUTBOX).contains(&DELETE), !twice, "{choice}");
        let again = if twice { vec![add(5, text(7))] } else { Vec::new() };
        bench.answer_with([success(OUTBOX, 9, &[], &again)]);
        assert_eq!((bench.transmit().is_some(), bench.device.jobs.len()), (twice, usize::from(twice)));
    }
}

/// An item that comes again while its report is not acknowledged is known to the journal.
#[test]
fn an_item_in_the_journal_is_not_taken_on_again() {
    let mut bench = one_job(&[], text(7));
    bench.send(SubmitResult::Permanent);
    bench.run(|device, cx| device.forget_copy(cx, Some(OUTBOX)));
    bench.bring(OUTBOX, 8, &[]);
    bench.bring(OUTBOX, 9, &[add(5, text(7))]);
    assert_eq!((bench.transmit(), bench.device.outgoing.len()), (None, 1));
    bench.sync();
    bench.answer_with([success(INBOX, 3, &[accepted(1, 6)], &[])]);
    assert_eq!(commands(&mut bench, OUTBOX), [DELETE]);
}

/// An item that does not come back after a key reset was recalled, or is another device's: it does not begin.
#[test]
fn a_key_reset_before_sending() {
    let mut bench = one_job(&[], text(7));
    bench.run(|device, cx| device.forget_copy(cx, Some(OUTBOX)));
    assert_eq!(bench.transmit(), None, "not before it has come back");
    bench.bring(OUTBOX, 8, &[]);
    assert_eq!(bench.device.jobs.len(), 1);
    bench.bring(OUTBOX, 9, &[]);
    assert!(bench.device.jobs.is_empty());
    bench.bring(OUTBOX, 10, &[add(6, text(8))]);
    bench.run(|device, cx| device.forget_copy(cx, None));
    bench.bring(OUTBOX, 11, &[]);
    bench.bring(OUTBOX, 12, &[add(6, text(8))]);
    assert_eq!(bench.send(SubmitResult::Accepted).item, ItemId(6));
}

/// AMB-19: a body that was cut is fetched before it is sent, or sent as it came.
#[test]
fn a_cut_body_is_fetched_first() {
    let wish = Wish { truncation: Some(10), ..Wish::of(MailClasses::SMS) };
    let mut bench = Bench::with(&[], |setup, radio| {
        setup.folders[1].2 = wish;
        radio.part_size = Some(10);
    });
    bench.bring(OUTBOX, 3, &[add_cut(5, text(7))]);
    assert_eq!(bench.transmit(), None);
    let fetch = ClientCommand::Fetch { item: ItemId(5) };
    assert_eq!(commands(&mut bench, OUTBOX), [fetch]);
    bench.restart();
    assert_eq!(commands(&mut bench, OUTBOX), [fetch]);
    let whole = CommandResponse::Fetch { item: ItemId(5), text: Some(text(7)) };
    bench.answer_with([success(OUTBOX, 4, &[whole], &[])]);
    assert!(!bench.folder(OUTBOX).view[0].cut);
    assert_eq!(bench.send(SubmitResult::Accepted).total, 2);
    let mut bench = Bench::with(&["AMB-19=send-truncated"], |setup, radio| {
        setup.folders[1].2 = wish;
        radio.part_size = Some(10);
    });
    bench.bring(OUTBOX, 3, &[add_cut(5, text(7))]);
    let sent = bench.send(SubmitResult::Accepted);
    assert_eq!((sent.content, sent.total), (cut_of(ContentId(7)), 1));
}

/// Status 8 for a Fetch: the item is gone, and there is nothing to send (EC-55).
#[test]
fn a_body_that_is_gone_is_not_sent() {
    let mut bench = Bench::new(&[]);
    bench.bring(OUTBOX, 3, &[add_cut(5, text(7))]);
    bench.sync();
    let gone = CommandResponse::Fetch { item: ItemId(5), text: None };
    bench.answer_with([success(OUTBOX, 4, &[gone], &[])]);
    assert!(bench.device.jobs.is_empty() && !bench.has_work());
}

/// AMB-13: an item that is deleted on the server is not sent where that has not begun; what has goes on or stops.
#[test]
fn a_recalled_item() {
    let mut bench = one_job(&[], text(7));
    bench.bring(OUTBOX, 4, &[delete(5)]);
    assert_eq!(bench.transmit(), None, "not begun");
    for (choice, sends) in [("send-anyway", true), ("abort-rest", false)] {
        let choice = format!("AMB-13={choice}");
        let mut bench = one_job(&[&choice], text(7));
        bench.send(SubmitResult::Accepted);
        bench.bring(OUTBOX, 4, &[delete(5)]);
        assert_eq!(bench.transmit().is_some(), sends, "{choice}: between the parts");
        let mut bench = one_job(&[&choice], text(7));
        bench.transmit();
        bench.bring(OUTBOX, 4, &[delete(5)]);
        assert_eq!(bench.device.jobs.len(), 1, "the part that the modem has is on its way");
        bench.result(SubmitResult::Accepted);
        assert_eq!(bench.transmit().is_some(), sends, "{choice}: while a part is under way");
        bench.result(SubmitResult::Accepted);
        assert!(bench.device.jobs.is_empty(), "{choice}: there is nothing to delete");
    }
}

/// AMB-15: a soft-deleted item is not sent where that has not begun, and is when it comes again.
#[test]
fn a_soft_deleted_item() {
    let soft = ServerCommand::SoftDelete { item: ItemId(5) };
    for (choice, sends) in [("soft-delete-cancels", false), ("send-anyway", true)] {
        let mut bench = one_job(&[&format!("AMB-15={choice}")], text(7));
        bench.bring(OUTBOX, 4, &[soft]);
        assert_eq!(bench.transmit().is_some(), sends, "{choice}");
    }
    let mut bench = one_job(&[], text(7));
    bench.send(SubmitResult::Accepted);
    bench.bring(OUTBOX, 4, &[soft]);
    bench.send(SubmitResult::Accepted);
    assert_eq!(commands(&mut bench, OUTBOX), [DELETE], "what has begun ends as it should (EC-14f)");
    let mut bench = one_job(&[], text(7));
    bench.bring(OUTBOX, 4, &[soft]);
    bench.bring(OUTBOX, 5, &[add(5, text(7))]);
    assert!(bench.transmit().is_some());
}

/// The user at the phone deletes an outgoing message: that cancels it, until it is being sent.
#[test]
fn a_message_cancelled_at_the_phone() {
    let mut bench = one_job(&[], text(7));
    assert!(bench.device.delete_item(OUTBOX, ItemId(5)));
    assert_eq!(bench.transmit(), None);
    bench.sync();
    bench.answer_with([failure(OUTBOX, CollectionOutcome::InvalidKey)]);
    bench.bring(OUTBOX, 8, &[]);
    bench.bring(OUTBOX, 9, &[add(5, text(7))]);
    assert_eq!(bench.transmit(), None, "it has come back only to be deleted");
    assert_eq!(commands(&mut bench, OUTBOX), [DELETE]);
    let mut bench = one_job(&[], text(7));
    bench.transmit();
    assert!(!bench.device.delete_item(OUTBOX, ItemId(5)), "too late");
}

/// AMB-07, delete-first: the Delete goes out while the network has not answered; the job lives until it has.
#[test]
fn deleting_first_does_not_wait_for_the_network() {
    let mut bench = one_job(&["AMB-07=delete-first"], several(7, 1));
    bench.transmit();
    assert!(!bench.has_work(), "there is another part");
    bench.result(SubmitResult::Accepted);
    bench.transmit();
    assert_eq!(commands(&mut bench, OUTBOX), [DELETE]);
    bench.answer_with([success(OUTBOX, 4, &[], &[])]);
    assert_eq!((bench.job().place, bench.has_work()), (Place::Deleted, false));
    bench.result(SubmitResult::Silence);
    assert!(bench.send(SubmitResult::Accepted).again, "that the item is gone does not call the message off");
    assert!(bench.device.jobs.is_empty());
    let mut bench = one_job(&[], text(7));
    bench.send(SubmitResult::Accepted);
    bench.transmit();
    assert!(!bench.has_work(), "by default the Delete waits");
}

/// A folder that is gone takes what stood in it along.
#[test]
fn an_outbox_that_is_gone() {
    let mut bench = one_job(&[], text(7));
    bench.device.hierarchy_stale = true;
    bench.start();
    let changes = smallvec![crate::message::FolderChange::Delete(OUTBOX)];
    bench.receive(&Response::FolderSync(FolderSyncResponse::Success { key: SyncKey(2), changes }));
    assert_eq!(bench.transmit(), None);
}
