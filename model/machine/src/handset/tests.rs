//! Parts come together, in every order, and what makes them mix.

use std::num::NonZero;

use asms_wire::sms::reassembly::{Conflict, Outcome, Reassembly, Rules};
use asms_wire::sms::user_data::Position;
use proptest::prelude::*;

use super::*;
use crate::behaviour::{Behaviour, Consulted, LatePart};

fn key(reference: u8, total: u8) -> MessageKey {
    MessageKey { originator: DeviceId(0), reference, total }
}

fn text(contents: &[u32]) -> Shown {
    Shown::Text(contents.iter().map(|content| ContentId(*content)).collect())
}

/// What a handset shows of parts that come one after another with the same key: (number, content).
fn shown(behaviour: &Behaviour, total: u8, parts: &[(u8, u32)]) -> Vec<Shown> {
    let (mut cx, mut handset) = (Context::new(behaviour), Handset::default());
    let take =
        |(number, content): &(u8, u32)| handset.take(&mut cx, key(0, total), *number, ContentId(*content));
    parts.iter().map(take).collect()
}

fn orders<T: Copy>(parts: &[T]) -> Vec<Vec<T>> {
    let Some((last, others)) = parts.split_last() else { return vec![vec![]] };
    let with_last = |order: Vec<T>| {
        (0..=order.len()).map(move |at| {
            let mut order = order.clone();
            order.insert(at, *last);
            order
        })
    };
    orders(others).into_iter().flat_map(with_last).collect()
}

#[test]
fn parts_in_every_order_make_the_text_once_and_duplicates_change_nothing() {
    let (behaviour, parts) = (Behaviour::default(), [(1, 7), (2, 7), (3, 7)]);
    for order in orders(&parts) {
        assert_eq!(
            shown(&behaviour, 3, &order),
            [Shown::Nothing, Shown::Nothing, text(&[7, 7, 7])],
            "{order:?}"
        );
        let twice: Vec<_> = order.iter().flat_map(|part| [*part, *part]).collect();
        let (nothing, duplicate) = (Shown::Nothing, Shown::Duplicate);
        assert_eq!(
            shown(&behaviour, 3, &twice),
            [&nothing, &duplicate, &nothing, &duplicate, &text(&[7, 7, 7]), &duplicate].map(Clone::clone),
            "{order:?}"
        );
    }
}

#[test]
fn a_part_without_a_place_among_others_is_a_text_of_its_own() {
    for (total, number) in [(1, 1), (0, 0), (2, 0), (2, 3)] {
        let mut handset = Handset::default();
        let behaviour = Behaviour::default();
        let mut cx = Context::new(&behaviour);
        assert_eq!(handset.take(&mut cx, key(0, total), number, ContentId(7)), text(&[7]));
        assert_eq!(handset, Handset::default());
        assert_eq!(cx.consulted(), Consulted::NONE);
    }
}

/// Two messages with one reference: each is whole exactly if the first to begin is whole before the other begins. Else
/// parts mix, or a message stays incomplete for ever.
#[test]
fn messages_with_one_reference_mix_exactly_while_one_is_incomplete() {
    let mut mixed = 0;
    for order in orders(&[(1, 7), (2, 7), (1, 8), (2, 8)]) {
        let shown = shown(&Behaviour::default(), 2, &order);
        let whole = |content| shown.contains(&text(&[content, content]));
        assert_eq!(whole(7) && whole(8), order[0].1 == order[1].1, "{order:?}: {shown:?}");
        mixed += u32::from(shown.contains(&text(&[7, 8])) || shown.contains(&text(&[8, 7])));
    }
    assert_eq!(mixed, 12, "of 24 orders");
}

#[test]
fn a_taken_place_is_settled_by_the_rules() {
    let mut behaviour = Behaviour::default();
    let parts = [(1, 7), (1, 8), (2, 8)];
    let first =
        Message { key: key(0, 2), parts: [Part { number: 1, content: ContentId(7) }].into_iter().collect() };
    for (conflict, second, last) in [
        (PartConflict::StartNew, Shown::Incomplete(first), text(&[8, 8])),
        (PartConflict::Replace, Shown::Nothing, text(&[8, 8])),
        (PartConflict::KeepFirst, Shown::Dropped, text(&[7, 8])),
    ] {
        behaviour.network.part_conflict = conflict;
        assert_eq!(shown(&behaviour, 2, &parts), [Shown::Nothing, second, last], "{conflict:?}");
    }
}

#[test]
fn a_late_duplicate_opens_a_ghost_only_where_nothing_is_remembered() {
    let parts = [(1, 7), (2, 7), (1, 7), (2, 8), (1, 8)];
    let mut behaviour = Behaviour::default();
    assert_eq!(
        shown(&behaviour, 2, &parts),
        [Shown::Nothing, text(&[7, 7]), Shown::Duplicate, Shown::Nothing, text(&[8, 8])]
    );
    behaviour.network.late_part = LatePart::Forgotten;
    assert_eq!(
        shown(&behaviour, 2, &parts)[2..],
        [Shown::Nothing, text(&[7, 8]), Shown::Nothing],
        "the ghost swallows a part of the next message"
    );
}

#[test]
fn what_is_given_up_never_completes() {
    let behaviour = Behaviour::default();
    let (mut cx, mut handset) = (Context::new(&behaviour), Handset::default());
    assert_eq!(handset.take(&mut cx, key(0, 2), 1, ContentId(7)), Shown::Nothing);
    let given_up = handset.give_up(key(0, 2)).expect("it waits");
    assert_eq!(given_up.parts.to_vec(), [Part { number: 1, content: ContentId(7) }]);
    assert_eq!(handset, Handset::default());
    assert_eq!(handset.take(&mut cx, key(0, 2), 2, ContentId(7)), Shown::Nothing);
    assert_eq!(handset.take(&mut cx, key(0, 2), 1, ContentId(7)), text(&[7, 7]));
    assert_eq!(handset.give_up(key(0, 2)), None, "it is complete");
}

proptest! {
    /// A handset does what the reassembly of real octets does whose bounds are not reached.
    #[test]
    fn is_the_reassembly_of_the_wire(
        conflict in 0..3_usize,
        remembers: bool,
        parts in prop::collection::vec((0..2_u8, 2..4_u8, 1..4_u8, 0..3_u32, prop::bool::weighted(0.05)), 0..40),
    ) {
        let mut behaviour = Behaviour::default();
        behaviour.network.part_conflict = PartConflict::ALL[conflict];
        behaviour.network.late_part = if remembers { LatePart::Remembered } else { LatePart::Forgotten };
        let rules = Rules {
            conflict: [Conflict::StartNew, Conflict::Replace, Conflict::KeepFirst][conflict],
            open: NonZero::<u8>::MAX,
            completed: if remembers { u8::MAX } else { 0 },
        };
        let (mut cx, mut handset) = (Context::new(&behaviour), Handset::default());
        let mut wire = Reassembly::new();
        for (reference, total, number, content, gives_up) in parts {
            let key = key(reference, total);
            if gives_up {
                let given_up = handset.give_up(key).map(|message| message.parts.to_vec());
                prop_assert_eq!(given_up, wire.expire(&key).map(|assembly| parts_of(assembly.parts())));
                continue;
            }
            let position = Position::new(total, number);
            let expected = match wire.insert(rules, key, position, ContentId(content)) {
                Outcome::Single(content) => Shown::Text([content].into_iter().collect()),
                Outcome::Stored { displaced: None } | Outcome::Replaced(_) => Shown::Nothing,
                Outcome::Stored { displaced: Some(assembly) } => Shown::Incomplete(Message {
                    key: *assembly.key(),
                    parts: parts_of(assembly.parts()).into_iter().collect(),
                }),
                Outcome::Duplicate | Outcome::Late => Shown::Duplicate,
                Outcome::Complete(contents) => Shown::Text(contents.into_iter().collect()),
                Outcome::Ignored { .. } => Shown::Dropped,
            };
            prop_assert_eq!(handset.take(&mut cx, key, number, ContentId(content)), expected);
        }
        let mut waiting: Vec<_> = wire.open().iter().map(|open| (*open.key(), parts_of(open.parts()))).collect();
        waiting.sort();
        let ours: Vec<_> = handset.incomplete().map(|open| (open.key, open.parts.to_vec())).collect();
        prop_assert_eq!(ours, waiting);
    }
}

fn parts_of(parts: &[(u8, ContentId)]) -> Vec<Part> {
    parts.iter().map(|(number, content)| Part { number: *number, content: *content }).collect()
}
