//! Arbitrary documents and accidents, for comparisons. What is made here is made of bytes, by no codec.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use asms_peers::simple::{Tag, tags};
use asms_wire::generators::{by_bytes, damage};

/// A sound document, in canonical form or in one of the odd forms that mean the same.
pub(crate) fn documents() -> impl Strategy<Value = Vec<u8>> {
    // As a peer would write it, for the most part.
    let plain = (tag(), text(), opaque()).prop_map(|(tag, text, opaque)| {
        element((tag, vec![vec![Piece::Token(if tag.byte_array { opaque } else { text })]]))
    });
    let leaf = prop_oneof![5 => plain, 1 => (tag(), vec(value(), 0..4)).prop_map(element)];
    let tree = leaf.prop_recursive(6, 40, 6, |child| {
        let piece = prop_oneof![24 => child, 1 => value()];
        (tag(), vec(piece, 0..6)).prop_map(element)
    });
    (tree, 0_usize..300).prop_map(|(tree, deeper)| {
        // One in five is deep: about the limit of 64 levels.
        let deeper = if deeper < 60 { deeper + 10 } else { 0 };
        let (open, close) = (vec![Piece::Token(vec![0x4F]); deeper], vec![Piece::Token(vec![0x01]); deeper]);
        let mut pieces = vec![Piece::Page(0)];
        pieces.extend(open);
        pieces.extend(tree);
        pieces.extend(close);
        write(&pieces)
    })
}

/// A document with one or two accidents.
pub(crate) fn damaged_documents() -> impl Strategy<Value = Vec<u8>> {
    (documents(), vec(by_bytes(damage), 1..3)).prop_map(|(mut document, damages)| {
        for damage in &damages {
            damage.apply(&mut document);
        }
        document
    })
}

/// A root and tokens in any order, which are sound by themselves for the most part; sometimes with an END for each tag that
/// asks for one.
pub(crate) fn tokens() -> impl Strategy<Value = Vec<u8>> {
    let token = prop_oneof![40 => select(TOKENS), 1 => select(FORBIDDEN)].prop_map(<[u8]>::to_vec);
    let token = prop_oneof![40 => token, 1 => vec(any::<u8>(), 1..3)];
    (vec(token, 0..16), any::<bool>()).prop_map(|(tokens, close)| {
        let opened = 1 + tokens.iter().filter(|token| matches!(token[..], [0x45..=0x7F])).count();
        let closed = tokens.iter().filter(|token| token[..] == [0x01]).count();
        let ends = if close { opened.saturating_sub(closed) } else { 0 };
        [&HEADER[..], &[0x45], &tokens.concat(), &vec![0x01; ends]].concat()
    })
}

const HEADER: [u8; 4] = [0x03, 0x01, 0x6A, 0x00];

const TOKENS: &[&[u8]] = &[
    &[0x00, 0x00],
    &[0x00, 0x02],
    &[0x00, 0x11],
    &[0x01],
    &[0x03, 0x00],
    &[0x03, 0x41, 0x00],
    &[0x05],
    &[0x16],
    &[0x4B],
    &[0x4F],
    &[0xC3, 0x00],
    &[0xC3, 0x02, 0x00, 0x01],
];

const FORBIDDEN: &[&[u8]] = &[
    &[0x02, 0x41],
    &[0x43, 0x04, 0x00, 0x01],
    &[0x83, 0x00],
    &[0x85, 0x04, 0x00, 0x01],
    &[0xC0],
    &[0xC3, 0x80, 0x01, 0x41],
];

/// A piece of a document.
#[derive(Clone, Debug)]
enum Piece {
    /// The page that the next tag needs.
    Page(u8),
    /// A page switch, needed or not, that changes nothing for what comes.
    Detour(u8),
    Token(Vec<u8>),
}

fn write(pieces: &[Piece]) -> Vec<u8> {
    let mut document = HEADER.to_vec();
    let mut now = 0;
    for piece in pieces {
        match piece {
            Piece::Page(page) if *page == now => {}
            Piece::Page(page) | Piece::Detour(page) => {
                document.extend([0x00, *page]);
                now = *page;
            }
            Piece::Token(bytes) => document.extend(bytes),
        }
    }
    document
}

fn element((tag, content): (&'static Tag, Vec<Vec<Piece>>)) -> Vec<Piece> {
    let page = Piece::Page(tag.page);
    // An element without content has the content bit if its token is odd.
    if content.is_empty() && tag.token % 2 == 0 {
        return vec![page, Piece::Token(vec![tag.token])];
    }
    let mut pieces = vec![page, Piece::Token(vec![tag.token | 0x40])];
    pieces.extend(content.concat());
    pieces.push(Piece::Token(vec![0x01]));
    pieces
}

fn tag() -> impl Strategy<Value = &'static Tag> {
    let all: Vec<_> = tags().collect();
    let arrays: Vec<_> = tags().filter(|tag| tag.byte_array).collect();
    let hard = ["Add", "Data", "Status"];
    let hard: Vec<_> = tags().filter(|tag| hard.contains(&tag.name.as_str())).collect();
    prop_oneof![6 => select(all), 1 => select(arrays), 1 => select(hard)]
}

fn value() -> impl Strategy<Value = Vec<Piece>> {
    let value = prop_oneof![5 => text(), 3 => opaque()];
    (value, 0_usize..24).prop_map(|(value, detour)| {
        let pages = [0, 2, 17, 22];
        let mut pieces: Vec<_> = pages.get(detour).map(|page| Piece::Detour(*page)).into_iter().collect();
        pieces.push(Piece::Token(value));
        pieces
    })
}

fn text() -> impl Strategy<Value = Vec<u8>> {
    let hard = select(vec![
        '\u{1}',
        '\t',
        '\r',
        '\n',
        ' ',
        '<',
        '&',
        'é',
        '€',
        '\u{FEFF}',
        '\u{FFFF}',
        '😀',
        '\u{10FFFF}',
    ]);
    let any = any::<char>().prop_filter("an inline string holds no NUL", |c| *c != '\0');
    vec(prop_oneof![3 => hard, 3 => prop::char::range(' ', '~'), 1 => any], 0..9)
        .prop_map(|text| [&[0x03], String::from_iter(text).as_bytes(), &[0x00]].concat())
}

fn opaque() -> impl Strategy<Value = Vec<u8>> {
    let byte = prop_oneof![select(vec![0x00, 0x01, 0x03, 0x45, 0x80, 0xC3, 0xFF]), any::<u8>()];
    prop_oneof![9 => vec(byte, 0..12), 1 => vec(any::<u8>(), 126..131)].prop_map(|bytes| {
        let length = u8::try_from(bytes.len()).unwrap_or(u8::MAX);
        let length = if length < 0x80 { vec![length] } else { vec![0x81, length & 0x7F] };
        [&[0xC3][..], &length, &bytes].concat()
    })
}
