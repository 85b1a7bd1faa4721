//! Non-delivery reports.

use super::*;
use crate::item::reported_by;
use crate::message::{ClientCommand, ItemStatus};
use crate::recipients::MOST_RECIPIENTS;

/// A device that has sent item 5 to as many recipients as there are results.
fn sent(choices: &[&str], results: &[SubmitResult]) -> Bench {
    let mut bench = Bench::new(choices);
    let recipients = u8::try_from(results.len()).expect("a few");
    bench.bring(OUTBOX, 3, &[add(5, several(7, recipients))]);
    for result in results {
        bench.send(*result);
    }
    bench
}

/// Whom each waiting report names.
fn named(bench: &Bench) -> Vec<Recipients> {
    let outgoing = bench.device.outgoing.iter();
    let reports = outgoing.filter(|item| item.purpose == Purpose::Report(ItemId(5)));
    reports
        .map(|item| {
            assert_eq!(reported_by(item.text.content), Some(ContentId(7)));
            item.text.named
        })
        .collect()
}

const LOST: SubmitResult = SubmitResult::Permanent;
const TAKEN: SubmitResult = SubmitResult::Accepted;

/// AMB-11, with three recipients of which two fail, and with one.
#[test]
fn who_is_named_in_a_report() {
    for (choice, several) in [
        ("one-ndr", vec![set(&[0, 2])]),
        ("ndr-each", vec![set(&[0]), set(&[2])]),
        ("ndr-all", vec![set(&[0, 1, 2])]),
    ] {
        let choice = format!("AMB-11={choice}");
        assert_eq!(named(&sent(&[&choice], &[LOST, TAKEN, LOST])), several, "{choice}");
        assert_eq!(named(&sent(&[&choice], &[LOST])), [set(&[0])], "{choice}");
        assert_eq!(named(&sent(&[&choice], &[TAKEN, TAKEN])), [], "{choice}");
    }
}

/// As many recipients as there can be, of whom every third fails: one report names all seven, or each has its own.
#[test]
fn twenty_recipients_are_told_apart() {
    let results: Vec<_> = (0..MOST_RECIPIENTS).map(|at| if at % 3 == 0 { LOST } else { TAKEN }).collect();
    let failed: Vec<u8> = (0..MOST_RECIPIENTS).step_by(3).collect();
    assert_eq!(named(&sent(&[], &results)), [set(&failed)]);
    let each: Vec<_> = failed.iter().map(|recipient| set(&[*recipient])).collect();
    assert_eq!(named(&sent(&["AMB-11=ndr-each"], &results)), each);
    let whole = Recipients::all(MOST_RECIPIENTS);
    assert_eq!(named(&sent(&["AMB-11=ndr-all"], &results)), [whole]);
    let bench = sent(&[], &results);
    assert_eq!((bench.job().sent, bench.job().failed), (whole - set(&failed), set(&failed)));
}

/// The report is an SMS in the Inbox; nothing is copied to Sent Items of a message that nobody got.
#[test]
fn a_report_is_an_add_to_the_inbox() {
    let mut bench = sent(&[], &[LOST]);
    let request = bench.sync();
    let ClientCommand::Add { class, text, received, .. } = request.collections[0].commands[0] else {
        panic!("an Add");
    };
    assert_eq!((class, received), (Some(Class::Sms), None));
    assert_eq!(text, Text::report(ContentId(7), set(&[0])));
    assert!(request.collections[2].commands.is_empty());
}

/// AMB-07: the Delete waits for the report to be acknowledged, or goes with it.
#[test]
fn the_delete_waits_for_the_report() {
    for (choice, together) in [("ndr-then-delete", 0), ("together", 1), ("delete-first", 1)] {
        let mut bench = sent(&[&format!("AMB-07={choice}")], &[LOST]);
        let request = bench.sync();
        assert_eq!(request.collections[0].commands.len(), 1);
        assert_eq!(request.collections[1].commands.len(), together, "{choice}");
    }
    let mut bench = sent(&[], &[LOST]);
    bench.sync();
    bench.restart();
    assert_eq!(named(&bench), [set(&[0])], "the report outlasts a crash");
    bench.sync();
    bench.answer_with([success(INBOX, 3, &[accepted(1, 9)], &[])]);
    assert_eq!(bench.sync_of(OUTBOX).commands.len(), 1);
    bench.answer_with([success(OUTBOX, 4, &[], &[])]);
    assert!(bench.device.jobs.is_empty());
}

/// A report that the server refuses keeps nobody waiting (EC-29).
#[test]
fn a_refused_report_does_not_block_the_delete() {
    let mut bench = sent(&[], &[LOST]);
    bench.sync();
    let outcome = AddOutcome::Refused(ItemStatus::Invalid);
    let refused = CommandResponse::Add { client_id: ClientId(1), outcome };
    bench.answer_with([success(INBOX, 3, &[refused], &[])]);
    assert_eq!(bench.sync_of(OUTBOX).commands.len(), 1);
}

#[test]
fn without_an_inbox_there_is_no_report() {
    let mut bench = Bench::with(&[], |setup, _| setup.folders.retain(|folder| folder.0 == OUTBOX));
    bench.bring(OUTBOX, 3, &[add(5, text(7))]);
    bench.send(LOST);
    assert!(bench.device.outgoing.is_empty());
    assert_eq!(bench.sync_of(OUTBOX).commands.len(), 1);
}

/// AMB-18: no mobile recipient is a delivery problem; others beside mobile ones are ignored, or refuse the message.
#[test]
fn recipients_that_no_network_reaches() {
    let to = |recipients| Text { recipients, strangers: true, ..text(7) };
    for (choice, sends) in [("mobile-only", true), ("reject", false)] {
        let choice = format!("AMB-18={choice}");
        let mut bench = Bench::new(&[&choice]);
        bench.bring(OUTBOX, 3, &[add(5, to(2))]);
        assert_eq!(bench.transmit().is_some(), sends, "{choice}");
        assert_eq!(named(&bench), if sends { vec![] } else { vec![set(&[0, 1])] }, "{choice}");
        let mut bench = Bench::new(&[&choice]);
        bench.bring(OUTBOX, 3, &[add(5, to(0))]);
        assert_eq!(bench.transmit(), None);
        assert_eq!((named(&bench), bench.job().stage), (vec![Recipients::NONE], Stage::Deleting), "{choice}");
    }
}
