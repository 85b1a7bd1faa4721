use proptest::prelude::*;

use super::*;
use crate::sms::alphabet::NationalLanguage;
use crate::sms::split::{Options, Parts, split};
use crate::sms::user_data::{Part, Repeats};

type Small = Reassembly<u8, char>;

fn place(total: u8, sequence: u8) -> Position {
    Position::new(total, sequence).unwrap()
}

fn stored() -> Outcome<u8, char> {
    Outcome::Stored { displaced: None }
}

fn rules(conflict: Conflict, open: u8, completed: u8) -> Rules {
    Rules { conflict, open: NonZero::new(open).unwrap(), completed }
}

fn permutations(count: u8) -> Vec<Vec<u8>> {
    (1..=count).fold(vec![vec![]], |orders, next| {
        let with_next = |order: Vec<u8>| {
            (0..=order.len()).map(move |at| {
                let mut order = order.clone();
                order.insert(at, next);
                order
            })
        };
        orders.into_iter().flat_map(with_next).collect()
    })
}

#[test]
fn parts_in_every_order_with_every_duplicate() {
    let payload = |sequence: u8| char::from(b'a' + sequence);
    for order in permutations(4) {
        for (twice, later) in [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)] {
            let mut small = Small::new();
            for (at, &sequence) in order.iter().enumerate() {
                if at == later {
                    let before = small.clone();
                    let again = small.insert(
                        Rules::default(),
                        7,
                        Some(place(4, order[twice])),
                        payload(order[twice]),
                    );
                    assert_eq!((again, &small), (Outcome::Duplicate, &before));
                }
                let outcome = small.insert(Rules::default(), 7, Some(place(4, sequence)), payload(sequence));
                let complete = Outcome::Complete((1..=4).map(payload).collect());
                assert_eq!(outcome, if at == 3 { complete } else { stored() }, "{order:?}");
            }
            assert!(small.open().is_empty());
        }
    }
}

#[test]
fn a_message_of_its_own_goes_straight_through() {
    let mut small = Small::new();
    assert_eq!(small.insert(Rules::default(), 0, None, 'a'), Outcome::Single('a'));
    assert_eq!(small, Small::new());
    assert_eq!(small.insert(Rules::default(), 0, Some(place(1, 1)), 'a'), Outcome::Complete(vec!['a']));
    assert!(small.open().is_empty());
}

#[test]
fn a_late_duplicate_does_not_open_a_ghost_that_swallows_the_next_message() {
    let mut small = Small::new();
    let rules = Rules::default();
    let _ = small.insert(rules, 0, Some(place(2, 1)), 'a');
    let _ = small.insert(rules, 0, Some(place(2, 2)), 'b');
    assert_eq!(small.insert(rules, 0, Some(place(2, 1)), 'a'), Outcome::Late);
    assert_eq!(small.insert(rules, 0, Some(place(2, 2)), 'b'), Outcome::Late);
    assert!(small.open().is_empty());
    // The reference comes round: the second part arrives first, and is not taken for the old one.
    assert_eq!(small.insert(rules, 0, Some(place(2, 2)), 'd'), stored());
    assert_eq!(small.insert(rules, 0, Some(place(2, 1)), 'c'), Outcome::Complete(vec!['c', 'd']));
}

#[test]
fn without_memory_a_late_duplicate_opens_a_ghost() {
    let mut small = Small::new();
    let rules = rules(Conflict::Replace, 4, 0);
    let _ = small.insert(rules, 0, Some(place(2, 1)), 'a');
    let _ = small.insert(rules, 0, Some(place(2, 2)), 'b');
    assert_eq!(small, Small::new());
    assert_eq!(small.insert(rules, 0, Some(place(2, 1)), 'a'), stored());
    assert_eq!(small.insert(rules, 0, Some(place(2, 2)), 'd'), Outcome::Complete(vec!['a', 'd']), "mixed");
}

#[test]
fn the_memory_of_completed_messages_is_bounded_and_can_be_cleared() {
    let mut small = Small::new();
    let rules = rules(Conflict::StartNew, 4, 2);
    for key in 0..3 {
        let _ = small.insert(rules, key, Some(place(1, 1)), 'a');
    }
    assert_eq!(small.insert(rules, 1, Some(place(1, 1)), 'a'), Outcome::Late);
    assert_eq!(small.insert(rules, 2, Some(place(1, 1)), 'a'), Outcome::Late);
    assert_eq!(
        small.insert(rules, 0, Some(place(1, 1)), 'a'),
        Outcome::Complete(vec!['a']),
        "the oldest is forgotten"
    );
    assert!(small.forget(&2));
    assert!(!small.forget(&2));
    assert_eq!(small.insert(rules, 2, Some(place(1, 1)), 'a'), Outcome::Complete(vec!['a']));
    assert_eq!(small.insert(rules, 2, Some(place(2, 1)), 'a'), stored(), "another total is another message");
}

#[test]
fn other_octets_in_a_taken_place_are_settled_by_the_rules() {
    for (conflict, second, last) in [
        (
            Conflict::StartNew,
            Outcome::Stored { displaced: Some(Assembly::new(0, place(3, 1), 'a')) },
            stored(),
        ),
        (Conflict::Replace, Outcome::Replaced('a'), stored()),
        (Conflict::KeepFirst, Outcome::Ignored { why: Why::Conflict, payload: 'x' }, stored()),
    ] {
        let rules = rules(conflict, 4, 4);
        let mut small = Small::new();
        let _ = small.insert(rules, 0, Some(place(3, 1)), 'a');
        assert_eq!(small.insert(rules, 0, Some(place(3, 1)), 'x'), second, "{conflict:?}");
        assert_eq!(small.insert(rules, 0, Some(place(3, 2)), 'b'), last);
        let first = if conflict == Conflict::KeepFirst { 'a' } else { 'x' };
        assert_eq!(small.insert(rules, 0, Some(place(3, 3)), 'c'), Outcome::Complete(vec![first, 'b', 'c']));
    }
}

/// No receiver can help it: the second message brings its other part first, and nothing tells that part from the one
/// the first message still waits for. Expiry in time is the only cure.
#[test]
fn a_reused_reference_mixes_two_messages_while_the_first_is_incomplete() {
    let mut small = Small::new();
    let rules = Rules::default();
    let _ = small.insert(rules, 0, Some(place(2, 1)), 'a');
    let complete = small.insert(rules, 0, Some(place(2, 2)), 'y');
    assert_eq!(complete, Outcome::Complete(vec!['a', 'y']));
    // Expired before, it does not happen.
    let mut small = Small::new();
    let _ = small.insert(rules, 0, Some(place(2, 1)), 'a');
    assert!(small.expire(&0).is_some());
    assert_eq!(small.insert(rules, 0, Some(place(2, 2)), 'y'), stored());
    assert_eq!(small.insert(rules, 0, Some(place(2, 1)), 'x'), Outcome::Complete(vec!['x', 'y']));
}

#[test]
fn another_total_under_the_same_key_is_handed_back() {
    let mut small = Small::new();
    let rules = Rules::default();
    let _ = small.insert(rules, 0, Some(place(3, 1)), 'a');
    let before = small.clone();
    let outcome = small.insert(rules, 0, Some(place(2, 2)), 'b');
    assert_eq!(outcome, Outcome::Ignored { why: Why::TotalDiffers, payload: 'b' });
    assert_eq!(small, before);
}

#[test]
fn one_message_too_many_displaces_the_oldest_and_hands_it_out() {
    let mut small = Small::new();
    let rules = rules(Conflict::StartNew, 2, 4);
    let _ = small.insert(rules, 5, Some(place(3, 3)), 'c');
    let _ = small.insert(rules, 4, Some(place(3, 1)), 'a');
    let _ = small.insert(rules, 5, Some(place(3, 1)), 'a');
    assert_eq!(small.insert(rules, 9, Some(place(1, 1)), 'x'), Outcome::Complete(vec!['x']), "needs no room");
    let Outcome::Stored { displaced: Some(displaced) } = small.insert(rules, 6, Some(place(2, 1)), 'z')
    else {
        panic!("nothing displaced");
    };
    assert_eq!((displaced.key(), displaced.total()), (&5, 3));
    assert_eq!(displaced.parts(), [(1, 'a'), (3, 'c')]);
    assert_eq!(displaced.places().collect::<Vec<_>>(), [Some(&'a'), None, Some(&'c')]);
    assert_eq!(small.open().iter().map(|open| *open.key()).collect::<Vec<_>>(), [4, 6]);
}

#[test]
fn an_expired_message_is_handed_out_and_never_completes() {
    let mut small = Small::new();
    let rules = Rules::default();
    let _ = small.insert(rules, 0, Some(place(2, 1)), 'a');
    let expired = small.expire(&0).unwrap();
    assert_eq!(expired.places().collect::<Vec<_>>(), [Some(&'a'), None]);
    assert_eq!(small, Small::new());
    assert_eq!(small.expire(&0), None);
    // The late part is an orphan.
    assert_eq!(small.insert(rules, 0, Some(place(2, 2)), 'b'), stored());
    assert_eq!(small.expire(&0).unwrap().parts(), [(2, 'b')]);
}

#[test]
fn keys_on_the_wire_keep_widths_totals_and_ports_apart() {
    let header = |octets: &[u8]| UserDataHeader::decode(octets, Repeats::LastWins).unwrap();
    let of = |octets: &[u8]| MessageKey::of("+49170", &header(octets)).unwrap().0;
    let keys = [
        of(&[5, 0, 3, 0, 2, 1]),
        of(&[5, 0, 3, 0, 3, 1]),
        of(&[5, 0, 3, 1, 2, 1]),
        of(&[6, 8, 4, 0, 0, 2, 1]),
        of(&[11, 0, 3, 0, 2, 1, 5, 4, 0, 1, 0, 2]),
    ];
    for (at, key) in keys.iter().enumerate() {
        assert_eq!(keys.iter().position(|other| other == key), Some(at));
    }
    assert_eq!(of(&[5, 0, 3, 0, 2, 2]), keys[0]);
    assert_eq!(
        MessageKey::of("+49170", &header(&[5, 0, 3, 0, 0, 0])),
        None,
        "0 of 0 is a message of its own"
    );
}

type Phone = Reassembly<MessageKey<u8>, Part<'static>>;

/// Takes a part as it comes from the air; the text when it was the last one.
fn receive(phone: &mut Phone, sent: &Part<'_>) -> Option<String> {
    let part = sent.user_data().unwrap().part(sent.alphabet, sent.udhi(), Repeats::LastWins).into_owned();
    let outcome = match MessageKey::of(1, &part.header) {
        Some((key, position)) => phone.insert(Rules::default(), key, Some(position), part),
        None => Outcome::Single(part),
    };
    let parts = match outcome {
        Outcome::Single(part) => vec![part],
        Outcome::Complete(parts) => parts,
        Outcome::Stored { displaced: None } | Outcome::Duplicate | Outcome::Late => return None,
        other => panic!("{other:?}"),
    };
    match <[Piece; 1]>::try_from(join(parts.iter().map(Some))) {
        Ok([Piece::Text(text)]) => Some(text),
        other => panic!("{other:?}"),
    }
}

/// Sends every part and a few of them twice, in an order of its own.
fn deliver(parts: &Parts, order: &[prop::sample::Index]) -> Vec<String> {
    let sent: Vec<Part<'_>> = parts.iter().collect();
    let mut queue: Vec<usize> =
        (0..sent.len()).chain(order.iter().map(|index| index.index(sent.len()))).collect();
    for (at, index) in order.iter().enumerate() {
        let other = index.index(queue.len());
        let at = at % queue.len();
        queue.swap(at, other);
    }
    let mut phone = Phone::new();
    let texts = queue.into_iter().filter_map(|at| receive(&mut phone, &sent[at])).collect();
    assert!(phone.open().is_empty());
    texts
}

fn any_text() -> impl Strategy<Value = String> {
    const ALPHABETS: [&str; 5] =
        ["abc DEF 123 @£$", "abc€{}[]~|^\\ÇÖ¿", "ığüşöçĞİŞ abc€", "नमस्ते दुनिया OK", "жизнь 😀 abc"];
    prop::sample::select(&ALPHABETS[..])
        .prop_flat_map(|alphabet| {
            prop::collection::vec(prop::sample::select(alphabet.chars().collect::<Vec<_>>()), 1..900)
        })
        .prop_map(|text| text.into_iter().collect())
}

#[test]
fn an_expired_message_is_shown_with_its_gaps() {
    let parts = split(&"0123456789".repeat(40), Reference::Short(9), Options::default()).unwrap();
    let mut phone = Phone::new();
    for part in parts.iter().filter(|part| part.header.concatenation.unwrap().position.sequence() != 2) {
        assert_eq!(receive(&mut phone, &part), None);
    }
    let key = *phone.open()[0].key();
    let expired = phone.expire(&key).unwrap();
    let head = parts.iter().next().unwrap().text().unwrap();
    let tail = parts.iter().last().unwrap().text().unwrap();
    let shown = join(expired.places());
    assert_eq!(shown, [Piece::Text(head), Piece::Missing { first: 2, last: 2 }, Piece::Text(tail)]);
}

proptest! {
    #[test]
    fn text_survives_any_order_and_duplicates(
        text in any_text(),
        reference in prop_oneof![any::<u8>().prop_map(Reference::Short), any::<u16>().prop_map(Reference::Long)],
        national: bool,
        order: [prop::sample::Index; 24],
    ) {
        let languages = if national { &NationalLanguage::ALL[..] } else { &[] };
        let parts = split(&text, reference, Options { languages, ..Options::default() }).unwrap();
        let texts = deliver(&parts, &order);
        if parts.total() == 1 {
            // Nothing tells duplicates of a message of its own apart here.
            prop_assert!(texts.iter().all(|shown| *shown == text));
        } else {
            prop_assert_eq!(texts, [text]);
        }
    }

    #[test]
    fn accounts_stay_bounded_and_nothing_stored_vanishes(
        parts in prop::collection::vec((0..4u8, 1..4u8, 1..4u8, 0..3u8), 0..60),
        conflict in prop::sample::select(vec![Conflict::StartNew, Conflict::Replace, Conflict::KeepFirst]),
        open in 1..4u8,
        completed in 0..3u8,
    ) {
        let rules = rules(conflict, open, completed);
        let mut accounts = Reassembly::<u8, u8>::new();
        let count = |accounts: &Reassembly<u8, u8>| -> usize {
            accounts.open().iter().map(|open| open.parts().len()).sum()
        };
        for (key, total, sequence, payload) in parts {
            let Some(position) = Position::new(total, sequence) else { continue };
            let before = count(&accounts);
            let out = match accounts.insert(rules, key, Some(position), payload) {
                Outcome::Stored { displaced } => displaced.map_or(0, |displaced| displaced.parts().len()),
                Outcome::Complete(parts) => {
                    prop_assert_eq!(parts.len(), usize::from(total));
                    parts.len()
                }
                Outcome::Single(_) | Outcome::Replaced(_) | Outcome::Duplicate | Outcome::Late
                | Outcome::Ignored { .. } => 1,
            };
            prop_assert_eq!(count(&accounts) + out, before + 1);
            prop_assert!(accounts.open().len() <= usize::from(open));
            prop_assert!(accounts.completed.len() <= usize::from(completed));
            prop_assert!(accounts.open().iter().all(|open| open.parts().len() < usize::from(open.total())));
        }
    }
}
