//! What the network answers, and when it does not.

use super::*;
use crate::modem::StatusReport;

/// A device that has taken on item 5 with two parts to each recipient.
fn job(choices: &[&str], recipients: u8) -> Bench {
    let mut bench = Bench::with(choices, |_, radio| radio.part_size = Some(10));
    bench.bring(OUTBOX, 3, &[add(5, several(7, recipients))]);
    bench
}

fn report(bench: &mut Bench, mr: u8, recipient: u8, delivered: bool) {
    let report = StatusReport { mr: MessageReference(mr), recipient, delivered };
    bench.run(|device, cx| device.status_report(cx, report));
}

/// Silence and temporary refusals: the same part goes again, with its TP-MR and with TP-RD, twice at most.
#[test]
fn a_part_is_submitted_three_times_at_most() {
    for result in [SubmitResult::Silence, SubmitResult::Temporary] {
        let mut bench = job(&[], 1);
        bench.send(SubmitResult::Accepted);
        let tries: Vec<_> = (0..=MOST_TRIES)
            .map(|_| bench.send(result))
            .map(|sent| (sent.part, sent.mr.0, sent.reference, sent.again))
            .collect();
        assert_eq!(tries, [(2, 1, 0, false), (2, 1, 0, true), (2, 1, 0, true)]);
        assert_eq!((bench.job().failed, bench.job().stage), (set(&[0]), Stage::Deleting));
    }
}

/// A modem that restarts says nothing of what it was sending: the device submits it again, once the modem has its counts.
#[test]
fn a_restart_of_the_modem_is_silence() {
    for (choices, mr) in [(&[][..], 2), (&["counters-at-restart=both-start-over"], 0)] {
        let mut bench = job(choices, 1);
        bench.send(SubmitResult::Accepted);
        let lost = bench.run(|device, cx| {
            let lost = device.transmit(cx);
            device.restart_modem(cx);
            lost
        });
        let again = lost.map(|lost| Submission { again: true, ..lost });
        assert_eq!(bench.run(|device, cx| device.next_submission(cx)), again);
        assert_eq!(
            (bench.device.modem.submission, bench.device.modem.next_mr().0),
            (None, mr),
            "{choices:?}"
        );
    }
}

/// TP-FCS C5: the service centre has the part already, which is a success.
#[test]
fn a_rejected_duplicate_is_a_success() {
    let mut bench = job(&[], 1);
    bench.send(SubmitResult::Silence);
    bench.send(SubmitResult::Duplicate);
    assert_eq!(bench.send(SubmitResult::Accepted).part, 2);
    assert_eq!((bench.job().sent, bench.job().failed), (set(&[0]), set(&[])));
}

/// AMB-12: what silence is taken for.
#[test]
fn silence_read_otherwise() {
    let mut bench = job(&["AMB-12=ndr"], 1);
    bench.send(SubmitResult::Silence);
    assert_eq!((bench.job().failed, bench.device.outgoing.len()), (set(&[0]), 1));
    let mut bench = job(&["AMB-12=assume-sent"], 1);
    bench.send(SubmitResult::Silence);
    assert_eq!(bench.send(SubmitResult::Silence).part, 2);
    assert_eq!((bench.job().sent, bench.job().failed), (set(&[0]), set(&[])));
}

/// A permanent refusal ends the recipient: its other parts are not sent, the next recipient is.
#[test]
fn a_permanent_refusal_ends_one_recipient() {
    let mut bench = job(&[], 2);
    bench.send(SubmitResult::Permanent);
    let next = bench.send(SubmitResult::Accepted);
    assert_eq!((next.recipient, next.part), (1, 1));
    bench.send(SubmitResult::Accepted);
    assert_eq!((bench.job().sent, bench.job().failed), (set(&[1]), set(&[0])));
}

/// B-92: any answer is taken for success.
#[test]
fn a_refusal_taken_as_success() {
    for result in [SubmitResult::Permanent, SubmitResult::Temporary] {
        let mut bench = job(&["submit-failure=taken-as-success"], 1);
        bench.send(result);
        bench.send(result);
        assert_eq!((bench.job().sent, bench.job().failed), (set(&[0]), set(&[])));
    }
}

/// A message that was begun goes on before another begins.
#[test]
fn one_message_at_a_time() {
    let mut bench = job(&[], 1);
    bench.bring(OUTBOX, 4, &[add(6, text(8))]);
    bench.bring(OUTBOX, 5, &[delete(5)]);
    assert_eq!(bench.send(SubmitResult::Accepted).item, ItemId(6));
    bench.bring(OUTBOX, 6, &[add(5, several(7, 1))]);
    assert_eq!(bench.send(SubmitResult::Accepted).item, ItemId(6));
    assert_eq!(bench.send(SubmitResult::Accepted).item, ItemId(5));
}

/// A message of one part has no reference, so that it uses none up.
#[test]
fn references_are_for_parts() {
    let mut bench = Bench::with(&[], |_, radio| radio.part_size = Some(20));
    bench.bring(OUTBOX, 3, &[add(5, text(7)), add(6, Text { size: 21, ..text(8) })]);
    assert_eq!(bench.send(SubmitResult::Accepted).reference, 0);
    assert_eq!(bench.send(SubmitResult::Accepted).reference, 0, "the first that is drawn");
}

/// The modem has one submission at a time, and a result without one is nothing.
#[test]
fn one_submission_at_a_time() {
    let mut bench = job(&[], 1);
    bench.transmit();
    assert_eq!(bench.transmit(), None);
    bench.result(SubmitResult::Accepted);
    let before = bench.device.clone();
    bench.result(SubmitResult::Permanent);
    assert_eq!(bench.device, before);
}

/// A negative status report is a delivery problem, also after the network took every part.
#[test]
fn a_negative_status_report_is_reported() {
    let mut bench = job(&[], 2);
    for _ in 0..3 {
        bench.send(SubmitResult::Accepted);
    }
    report(&mut bench, 5, 0, false);
    assert_eq!(bench.job().failed, set(&[]), "no part of it has this TP-MR");
    report(&mut bench, 1, 0, false);
    report(&mut bench, 0, 0, false);
    assert_eq!((bench.job().sent, bench.job().failed), (set(&[]), set(&[0])));
    bench.send(SubmitResult::Accepted);
    assert_eq!(bench.device.outgoing.len(), 2, "a report and a copy");
    report(&mut bench, 3, 1, false);
    assert_eq!(bench.device.outgoing.len(), 3);
    report(&mut bench, 3, 1, true);
    assert_eq!(bench.job().failed, set(&[0, 1]));
}

/// The report may come before the answer to the submission, which then decides nothing (sms-facts 15).
#[test]
fn a_status_report_before_the_answer() {
    let mut bench = job(&[], 1);
    bench.transmit();
    report(&mut bench, 0, 0, false);
    bench.result(SubmitResult::Accepted);
    assert_eq!(
        (bench.job().stage, bench.job().sent, bench.job().failed),
        (Stage::Deleting, set(&[]), set(&[0]))
    );
}

/// A positive report makes up for an answer that was lost.
#[test]
fn a_positive_status_report_ends_the_doubt() {
    let mut bench = job(&[], 1);
    bench.send(SubmitResult::Silence);
    report(&mut bench, 0, 0, true);
    assert_eq!(bench.send(SubmitResult::Accepted).part, 2);
    let before = bench.device.clone();
    report(&mut bench, 1, 0, true);
    report(&mut bench, 1, 3, false);
    assert_eq!(bench.device, before, "nothing new, and nobody it speaks of");
}
