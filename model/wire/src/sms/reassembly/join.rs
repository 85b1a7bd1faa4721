//! The text of several parts.

use crate::sms::alphabet::{Alphabet, ShiftTables};
use crate::sms::user_data::Part;

/// A stretch of a message.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Piece {
    /// Text. Two of these never follow one another.
    Text(String),
    /// 8-bit data.
    Data(Vec<u8>),
    /// A gap: parts `first` to `last`, counted from 1, are missing.
    Missing {
        /// The first of them.
        first: usize,
        /// The last of them.
        last: usize,
    },
}

/// Joins parts in order, `None` for one that is missing. A complete text message is one [`Piece::Text`].
///
/// Payloads are joined before they are decoded, which repairs the surrogate pairs and escape pairs that bad senders
/// cut. Where a neighbour is missing, or has another alphabet or other tables, the rest of a pair decodes as it would
/// alone: U+FFFD or a space.
pub fn join<'p>(parts: impl IntoIterator<Item = Option<&'p Part<'p>>>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut run: Option<Run> = None;
    for (part, number) in parts.into_iter().zip(1..) {
        match (part, &mut run) {
            (Some(part), Some(run)) if run.continues_with(part) => {
                run.payload.extend_from_slice(&part.payload);
            }
            (Some(part), _) => {
                if let Some(before) = run.replace(Run::new(part)) {
                    before.decode_into(&mut pieces);
                }
            }
            (None, _) => {
                if let Some(before) = run.take() {
                    before.decode_into(&mut pieces);
                }
                match pieces.last_mut() {
                    Some(Piece::Missing { last, .. }) => *last = number,
                    _ => pieces.push(Piece::Missing { first: number, last: number }),
                }
            }
        }
    }
    if let Some(last) = run {
        last.decode_into(&mut pieces);
    }
    pieces
}

/// Parts side by side that decode as one.
struct Run {
    alphabet: Alphabet,
    tables: ShiftTables,
    payload: Vec<u8>,
}

impl Run {
    fn new(part: &Part<'_>) -> Self {
        Self { alphabet: part.alphabet, tables: part.header.tables, payload: part.payload.to_vec() }
    }

    fn continues_with(&self, part: &Part<'_>) -> bool {
        let same_tables = self.alphabet != Alphabet::Gsm7 || self.tables == part.header.tables;
        self.alphabet == part.alphabet && same_tables
    }

    fn decode_into(self, pieces: &mut Vec<Piece>) {
        let piece = match self.alphabet.decode(&self.payload, self.tables) {
            Some(text) => Piece::Text(text),
            None => Piece::Data(self.payload),
        };
        match (pieces.last_mut(), piece) {
            (Some(Piece::Text(before)), Piece::Text(text)) => before.push_str(&text),
            (_, piece) => pieces.push(piece),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use proptest::prelude::*;

    use super::*;
    use crate::sms::alphabet::{NationalLanguage, gsm7, ucs2};
    use crate::sms::user_data::UserDataHeader;

    fn part(alphabet: Alphabet, tables: ShiftTables, payload: &[u8]) -> Part<'_> {
        let header = UserDataHeader { tables, ..UserDataHeader::default() };
        Part { header, alphabet, payload: Cow::Borrowed(payload) }
    }

    fn plain(payload: &[u8]) -> Part<'_> {
        part(Alphabet::Gsm7, ShiftTables::DEFAULT, payload)
    }

    fn text(text: &str) -> Piece {
        Piece::Text(text.to_owned())
    }

    fn missing(first: usize, last: usize) -> Piece {
        Piece::Missing { first, last }
    }

    #[test]
    fn gaps_stand_where_parts_are_missing() {
        let (a, b) = (plain(b"one "), plain(b"two "));
        for (parts, pieces) in [
            (vec![], vec![]),
            (vec![Some(&a), Some(&b)], vec![text("one two ")]),
            (vec![None, Some(&b)], vec![missing(1, 1), text("two ")]),
            (
                vec![Some(&a), None, None, Some(&b), None],
                vec![text("one "), missing(2, 3), text("two "), missing(5, 5)],
            ),
            (vec![None, None], vec![missing(1, 2)]),
            (vec![Some(&plain(b""))], vec![text("")]),
        ] {
            assert_eq!(join(parts), pieces);
        }
    }

    #[test]
    fn pairs_that_a_sender_cut_are_whole_again() {
        let euro = gsm7::encode("1€", ShiftTables::DEFAULT).unwrap();
        let (head, tail) = (plain(&euro[..2]), plain(&euro[2..]));
        assert_eq!(join([Some(&head), Some(&tail)]), [text("1€")]);
        assert_eq!(join([Some(&head), None]), [text("1 "), missing(2, 2)]);
        assert_eq!(join([None, Some(&tail)]), [missing(1, 1), text("e")]);

        let smile = ucs2::encode("1😀");
        for cut in [3, 4, 5] {
            let (head, tail) = (
                part(Alphabet::Ucs2, ShiftTables::DEFAULT, &smile[..cut]),
                part(Alphabet::Ucs2, ShiftTables::DEFAULT, &smile[cut..]),
            );
            assert_eq!(join([Some(&head), Some(&tail)]), [text("1😀")], "cut at {cut}");
        }
        let head = part(Alphabet::Ucs2, ShiftTables::DEFAULT, &smile[..4]);
        assert_eq!(join([Some(&head), None]), [text("1\u{FFFD}"), missing(2, 2)]);
    }

    #[test]
    fn each_part_is_read_with_its_own_alphabet_and_tables() {
        let turkish = ShiftTables::new(None, Some(NationalLanguage::Turkish));
        let (a, b) = (plain(b"\x1Bc"), part(Alphabet::Gsm7, turkish, b"\x1Bc"));
        let c = part(Alphabet::Ucs2, turkish, &[0, 0x63]);
        let data = part(Alphabet::Data, turkish, &[1, 2]);
        assert_eq!(join([Some(&a), Some(&b), Some(&c)]), [text("cçc")]);
        assert_eq!(
            join([Some(&a), Some(&data), Some(&data), Some(&b)]),
            [text("c"), Piece::Data(vec![1, 2, 1, 2]), text("ç")]
        );
    }

    proptest! {
        #[test]
        fn joining_takes_anything(payloads in prop::collection::vec((any::<Vec<u8>>(), 0..4u8), 0..6)) {
            let parts: Vec<Option<Part<'_>>> = payloads
                .iter()
                .map(|(payload, kind)| match kind {
                    0 => Some(plain(payload)),
                    1 => Some(part(Alphabet::Data, ShiftTables::DEFAULT, payload)),
                    2 => Some(part(Alphabet::Ucs2, ShiftTables::DEFAULT, payload)),
                    _ => None,
                })
                .collect();
            let pieces = join(parts.iter().map(Option::as_ref));
            let adjacent = |pair: &[Piece]| matches!(pair, [Piece::Text(_), Piece::Text(_)]);
            prop_assert!(!pieces.windows(2).any(adjacent));
            prop_assert_eq!(pieces.is_empty(), parts.is_empty());
        }
    }
}
