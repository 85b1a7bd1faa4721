//! What the centre takes, refuses, delivers and reports.

use proptest::prelude::*;

use super::*;
use crate::behaviour::{Behaviour, Consulted, LatePart, RejectDuplicates, RepeatedDelivery};
use crate::id::{ContentId, ItemId};
use crate::modem::{MessageReference, Modem, StatusReports};

const PHONE: DeviceId = DeviceId(0);
const ATOMIC: RadioSetup = RadioSetup {
    part_size: None,
    mr_modulus: 8,
    reference_modulus: 8,
    status_reports: StatusReports::WithDelivery,
};
const PARTS: RadioSetup = RadioSetup { part_size: Some(100), ..ATOMIC };
const APART: RadioSetup = RadioSetup { status_reports: StatusReports::Apart, ..PARTS };

/// A message of one part to recipient 0.
fn short(content: u32, mr: u8) -> Submission {
    Submission {
        item: ItemId(content),
        content: ContentId(content),
        recipient: 0,
        part: 1,
        total: 1,
        reference: 0,
        mr: MessageReference(mr),
        again: false,
    }
}

fn again(submission: Submission) -> Submission {
    Submission { again: true, ..submission }
}

/// The parts of a message to recipient 0, as a modem numbers them.
fn cut(modem: &mut Modem, content: u32, total: u8) -> Vec<Submission> {
    let reference = modem.next_reference();
    let submit = |part| Submission { part, total, reference, ..short(content, modem.next_mr().0) };
    (1..=total).map(submit).collect()
}

fn text(contents: &[u32]) -> Shown {
    Shown::Text(contents.iter().map(|content| ContentId(*content)).collect())
}

fn shown(delivered: Option<Delivered>) -> Option<Shown> {
    delivered.map(|delivered| delivered.shown)
}

/// A network with one recipient, and a behaviour of it.
struct World<'b> {
    cx: Context<'b>,
    network: Network,
}

impl<'b> World<'b> {
    fn new(behaviour: &'b Behaviour, setup: RadioSetup) -> Self {
        Self { cx: Context::new(behaviour), network: Network::new(&setup, 1) }
    }

    fn accept(&mut self, submission: Submission) -> (SubmitResult, Option<Shown>) {
        let accepted = self.network.accept(&mut self.cx, PHONE, &submission);
        (accepted.result, shown(accepted.delivered))
    }

    fn store(&mut self, submission: Submission) {
        assert_eq!(self.accept(submission), (SubmitResult::Accepted, None));
    }

    fn deliver(&mut self, at: u8) -> Option<Shown> {
        shown(self.network.deliver(&mut self.cx, at))
    }

    fn deliver_again(&mut self, at: u8) -> Option<Shown> {
        shown(self.network.deliver_again(&mut self.cx, at))
    }
}

fn rejecting(choice: RejectDuplicates) -> Behaviour {
    let mut behaviour = Behaviour::default();
    behaviour.network.reject_duplicates = choice;
    behaviour
}

#[test]
fn a_network_of_whole_messages_is_small_and_forgets() {
    assert!(size_of::<Network>() <= 40, "{}", size_of::<Network>());
    let behaviour = Behaviour::default();
    let mut world = World::new(&behaviour, ATOMIC);
    assert_eq!(world.accept(short(7, 0)), (SubmitResult::Accepted, Some(text(&[7]))));
    world.network.heard(PHONE);
    assert_eq!(world.network, Network::new(&ATOMIC, 1));
    assert_eq!(world.cx.consulted(), Consulted::NONE);
    assert!(world.network.stored().is_empty());
    assert_eq!(world.deliver(0), None);
}

#[test]
fn a_repeated_submission_is_refused_only_where_tp_rd_is_honoured() {
    for (choice, result) in [
        (RejectDuplicates::Honoured, SubmitResult::Duplicate),
        (RejectDuplicates::Ignored, SubmitResult::Accepted),
        (RejectDuplicates::TextCompared, SubmitResult::Duplicate),
    ] {
        let behaviour = rejecting(choice);
        let mut world = World::new(&behaviour, ATOMIC);
        assert_eq!(world.accept(short(7, 3)).0, SubmitResult::Accepted);
        assert_eq!(world.accept(again(short(7, 3))).0, result, "{choice:?}");
        assert_ne!(world.cx.consulted(), Consulted::NONE);

        let mut world = World::new(&behaviour, PARTS);
        world.store(short(7, 3));
        assert_eq!(world.accept(again(short(7, 3))), (result, None), "{choice:?}");
        let copies = if result == SubmitResult::Accepted { 2 } else { 1 };
        assert_eq!(world.network.stored().len(), copies);
        assert_eq!(world.network.places().collect::<Vec<_>>(), [0], "either copy is as good");
    }
}

#[test]
fn nothing_is_a_duplicate_without_tp_rd_or_with_another_number_or_recipient() {
    let behaviour = Behaviour::default();
    for setup in [ATOMIC, PARTS] {
        let mut world = World::new(&behaviour, setup);
        world.network = Network::new(&setup, 2);
        for submission in
            [short(7, 3), short(8, 3), again(short(7, 4)), again(Submission { recipient: 1, ..short(7, 3) })]
        {
            assert_eq!(world.accept(submission).0, SubmitResult::Accepted);
        }
        assert_eq!(
            world.network.accept(&mut world.cx, DeviceId(1), &again(short(7, 3))).result,
            SubmitResult::Accepted
        );
        assert_eq!(world.cx.consulted(), Consulted::NONE);
    }
}

#[test]
fn a_number_that_nobody_has_is_refused_for_good() {
    let behaviour = Behaviour::default();
    for setup in [ATOMIC, PARTS] {
        let mut world = World::new(&behaviour, setup);
        assert_eq!(world.accept(Submission { recipient: 1, ..short(7, 0) }), (SubmitResult::Permanent, None));
        assert_eq!(world.network, Network::new(&setup, 1));
    }
}

/// The check works while the centre holds the first copy, and no longer.
#[test]
fn a_submission_repeated_after_delivery_comes_twice() {
    let behaviour = Behaviour::default();
    let mut world = World::new(&behaviour, PARTS);
    world.store(short(7, 3));
    assert_eq!(world.deliver(0), Some(text(&[7])));
    world.store(again(short(7, 3)));
    assert_eq!(world.deliver(0), Some(text(&[7])));
    // A part of a longer message is known again by its place.
    for part in cut(&mut Modem::new(8, 8), 9, 2) {
        world.store(part);
        world.deliver(0);
        world.store(again(part));
        assert_eq!(world.deliver(0), Some(Shown::Duplicate));
    }
}

/// TP-MR has come round, the first copy of a new message is lost on the air, and the second one is refused for the sake
/// of an old message: it is lost, and its sender believes that it was sent.
#[test]
fn a_number_that_came_round_makes_a_false_duplicate() {
    for (choice, result) in [
        (RejectDuplicates::Honoured, SubmitResult::Duplicate),
        (RejectDuplicates::TextCompared, SubmitResult::Accepted),
    ] {
        let behaviour = rejecting(choice);
        let mut world = World::new(&behaviour, PARTS);
        let mut modem = Modem::new(2, 8);
        let [old, _lost_too, new] = [7, 8, 9].map(|content| short(content, modem.next_mr().0));
        world.store(old);
        assert_eq!(world.accept(again(new)).0, result, "{choice:?}");
    }
}

#[test]
fn a_report_on_an_old_message_names_the_number_of_a_new_one() {
    let behaviour = Behaviour::default();
    let mut world = World::new(&behaviour, PARTS);
    let mut modem = Modem::new(2, 8);
    let [old, other, new] = [7, 8, 9].map(|content| short(content, modem.next_mr().0));
    world.store(old);
    let Expired { device, report } = world.network.expire(0).expect("it is stored");
    assert_eq!((device, report), (PHONE, Some(StatusReport::on(&old, false))));
    assert_eq!(report, Some(StatusReport::on(&new, false)), "nothing tells which of the two is meant");
    assert_ne!(report, Some(StatusReport::on(&other, false)));
}

#[test]
fn stored_parts_stand_in_an_order_that_says_nothing_of_when_they_came() {
    let behaviour = Behaviour::default();
    let parts = cut(&mut Modem::new(8, 8), 7, 3);
    let mut there = World::new(&behaviour, PARTS);
    let mut back = World::new(&behaviour, PARTS);
    for (first, last) in parts.iter().zip(parts.iter().rev()) {
        there.store(*first);
        back.store(*last);
    }
    assert_eq!(there.network, back.network);
    assert_eq!(there.network.places().collect::<Vec<_>>(), [0, 1, 2]);
    assert_eq!(there.deliver(2), Some(Shown::Nothing));
    assert_eq!(there.deliver(0), Some(Shown::Nothing));
    assert_eq!(there.deliver(0), Some(text(&[7, 7, 7])));
    assert_eq!(there.deliver(0), None);
}

#[test]
fn a_delivery_that_the_centre_did_not_hear_of_comes_again_once() {
    for (choice, second) in
        [(RepeatedDelivery::Recognised, Shown::Duplicate), (RepeatedDelivery::ShownTwice, text(&[7]))]
    {
        let mut behaviour = Behaviour::default();
        behaviour.network.repeated_delivery = choice;
        let mut world = World::new(&behaviour, PARTS);
        world.store(short(7, 0));
        let unheard = world.network.deliver_again(&mut world.cx, 0).expect("it is stored");
        assert_eq!((unheard.shown, unheard.report), (text(&[7]), None));
        assert_eq!(world.deliver_again(0), None, "nothing would change");
        let heard = world.network.deliver(&mut world.cx, 0).expect("it is stored");
        assert_eq!((heard.shown, heard.report), (second, Some(StatusReport::on(&short(7, 0), true))));
        assert!(world.network.stored().is_empty());
    }
}

/// A part is known again by its place alone, and only as long as the handset remembers the message.
#[test]
fn a_part_that_comes_again_is_judged_by_its_message() {
    for (choice, second) in [(LatePart::Remembered, Shown::Duplicate), (LatePart::Forgotten, Shown::Nothing)]
    {
        let mut behaviour = Behaviour::default();
        behaviour.network.late_part = choice;
        let mut world = World::new(&behaviour, PARTS);
        for part in cut(&mut Modem::new(8, 8), 7, 2) {
            world.store(part);
        }
        assert_eq!(world.deliver_again(0), Some(Shown::Nothing));
        assert_eq!(world.deliver(1), Some(text(&[7, 7])));
        assert_eq!(world.deliver(0), Some(second), "{choice:?}");
    }
}

/// The report is false: the recipient has the message.
#[test]
fn what_was_delivered_unheard_expires_all_the_same() {
    let behaviour = Behaviour::default();
    let mut world = World::new(&behaviour, PARTS);
    world.store(short(7, 0));
    assert_eq!(world.deliver_again(0), Some(text(&[7])));
    let report = Some(StatusReport::on(&short(7, 0), false));
    assert_eq!(world.network.expire(0), Some(Expired { device: PHONE, report }));
    assert_eq!(world.network, Network::new(&PARTS, 1));
}

/// Reports that come apart wait until each is told, twice at most, or lost.
#[test]
fn reports_that_come_apart_wait() {
    let behaviour = Behaviour::default();
    let mut world = World::new(&behaviour, APART);
    let mut modem = Modem::new(8, 8);
    let [first, second] = [7, 8].map(|content| short(content, modem.next_mr().0));
    world.store(first);
    world.store(second);
    let mut cx = Context::new(&behaviour);
    assert_eq!(world.network.deliver(&mut cx, 0).map(|delivered| delivered.report), Some(None));
    assert_eq!(world.network.expire(0), Some(Expired { device: PHONE, report: None }));
    let waiting = |submission: &Submission, delivered, told| Waiting {
        device: PHONE,
        report: StatusReport::on(submission, delivered),
        content: submission.content,
        told,
    };
    let (good, bad) = (waiting(&first, true, false), waiting(&second, false, false));
    assert_eq!(world.network.reports(), [good, bad]);
    assert_eq!(world.network.report_again(0), Some(good));
    assert_eq!(world.network.reports(), [waiting(&first, true, true), bad]);
    assert_eq!(world.network.report_again(0), None, "twice is enough");
    assert_eq!(world.network.report(1), Some(bad));
    assert_eq!(world.network.report(1), None, "there is no such report");
    assert_eq!(world.network.report(0), Some(waiting(&first, true, true)));
    assert_eq!(world.network, Network::new(&APART, 1));
}

#[test]
fn a_full_handset_gets_nothing_until_there_is_room_or_nothing_waits() {
    let behaviour = Behaviour::default();
    let mut world = World::new(&behaviour, PARTS);
    for part in cut(&mut Modem::new(8, 8), 7, 2) {
        world.store(part);
    }
    assert!(!world.network.refuse(2), "there is no such part");
    assert!(world.network.refuse(0) && world.network.is_full(0));
    assert!(!world.network.refuse(1), "nothing would change");
    assert_eq!((world.deliver(1), world.deliver_again(1)), (None, None));
    assert!(world.network.make_room(0) && !world.network.make_room(0));
    assert_eq!(world.deliver(0), Some(Shown::Nothing));
    assert!(world.network.refuse(0));
    assert!(world.network.expire(0).is_some());
    assert!(!world.network.is_full(0), "nothing waits");
    let given_up = world.network.give_up(0, 0).expect("the first part waits for the second");
    assert_eq!(given_up.parts.len(), 1);
    assert_eq!(world.network, Network::new(&PARTS, 1));
}

/// A reference that came round mixes two messages if a part of the first is still under way, and not otherwise.
#[test]
fn a_reference_that_came_round_mixes_messages_while_one_is_incomplete() {
    for (first_is_whole, last) in [(true, text(&[8, 8])), (false, text(&[7, 8]))] {
        let behaviour = Behaviour::default();
        let mut world = World::new(&behaviour, PARTS);
        let mut modem = Modem::new(8, 1);
        let (old, new) = (cut(&mut modem, 7, 2), cut(&mut modem, 8, 2));
        world.store(old[0]);
        assert_eq!(world.deliver(0), Some(Shown::Nothing));
        world.store(old[1]);
        if first_is_whole {
            assert_eq!(world.deliver(0), Some(text(&[7, 7])));
            world.store(new[0]);
            assert_eq!(world.deliver(0), Some(Shown::Nothing));
        } else {
            assert!(world.network.expire(0).is_some());
        }
        world.store(new[1]);
        assert_eq!(world.deliver(0), Some(last));
    }
}

proptest! {
    /// Whatever the order of deliveries, and however often the centre does not hear of one, each recipient sees each
    /// message to it once, and whole, if no reference comes again.
    #[test]
    fn distinct_references_reassemble_what_was_sent(
        messages in prop::collection::vec((1..5_u8, 0..3_u8), 1..6),
        steps in prop::collection::vec((any::<prop::sample::Index>(), any::<bool>()), 0..60),
    ) {
        let behaviour = Behaviour::default();
        let mut cx = Context::new(&behaviour);
        let mut network = Network::new(&PARTS, 3);
        let mut modem = Modem::new(256, 256);
        let mut sent = Vec::new();
        for (content, (total, recipient)) in (0..).zip(messages) {
            for part in cut(&mut modem, content, total) {
                let submission = Submission { recipient, ..part };
                prop_assert_eq!(network.accept(&mut cx, PHONE, &submission).result, SubmitResult::Accepted);
            }
            sent.push((recipient, text(&vec![content; usize::from(total)])));
        }
        let mut seen = Vec::new();
        let mut see = |delivered: Option<Delivered>| {
            if let Some(Delivered { recipient, shown: shown @ Shown::Text(_), .. }) = delivered {
                seen.push((recipient, shown));
            }
        };
        for (index, unheard) in steps {
            let places: Vec<_> = network.places().collect();
            if !places.is_empty() {
                let at = *index.get(&places);
                see(if unheard { network.deliver_again(&mut cx, at) } else { network.deliver(&mut cx, at) });
            }
        }
        while !network.stored().is_empty() {
            see(network.deliver(&mut cx, 0));
        }
        let order = |(recipient, shown): &(u8, Shown)| (*recipient, format!("{shown:?}"));
        sent.sort_by_key(order);
        seen.sort_by_key(order);
        prop_assert_eq!(seen, sent);
        prop_assert!(network.handsets().iter().all(|handset| handset.incomplete().next().is_none()));
    }
}
