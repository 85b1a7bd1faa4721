//! Arbitrary documents and messages, one definition for properties and fuzzers: each is made of bytes.
//!
//! A generator takes what it has to decide from an [`Unstructured`], which says 0 once its bytes are used up; so few
//! bytes give a small value, and a fuzzer that changes bytes changes the value a little. Values tend to the borders:
//! nothing at all, the limits and one beside them, characters of every width, bytes that are tokens.

mod damage;
mod document;
mod item;
mod sync;
mod tree;
mod typed;

use arbitrary::Error;
pub use arbitrary::{Result, Unstructured};

use crate::Version;

pub use damage::{Damage, damage};
pub use document::{Bounds, request_document, response_document};
pub use sync::{sync_request, sync_response};
pub use tree::{Element, Node, document};
pub use typed::{
    estimate_request, estimate_response, folder_sync_request, folder_sync_response, ping_request,
    ping_response, request, response, settings_request, settings_response,
};

/// A version that is spoken.
pub fn version(u: &mut Unstructured<'_>) -> Result<Version> {
    u.choose(&Version::SPOKEN).copied()
}

/// A strategy of values that a generator makes of up to 600 bytes. It shrinks by bytes.
///
/// # Panics
///
/// The strategy does, when the generator does not take some bytes.
#[cfg(any(test, feature = "strategies"))]
#[expect(clippy::expect_used, reason = "a generator that fails is wrong, and its test says so")]
pub fn by_bytes<T: std::fmt::Debug>(
    generate: impl Fn(&mut Unstructured<'_>) -> Result<T>,
) -> impl proptest::strategy::Strategy<Value = T> {
    use proptest::prelude::*;

    prop::collection::vec(any::<u8>(), 0..600)
        .prop_map(move |bytes| generate(&mut Unstructured::new(&bytes)).expect("a generator takes any bytes"))
}

/// So many values at most.
pub fn list<T>(
    u: &mut Unstructured<'_>,
    most: usize,
    mut value: impl FnMut(&mut Unstructured<'_>) -> Result<T>,
) -> Result<Vec<T>> {
    let count = u.int_in_range(0..=most)?;
    (0..count).map(|_| value(u)).collect()
}

/// A value, or none.
pub fn maybe<T>(
    u: &mut Unstructured<'_>,
    value: impl FnOnce(&mut Unstructured<'_>) -> Result<T>,
) -> Result<Option<T>> {
    if u.arbitrary()? { value(u).map(Some) } else { Ok(None) }
}

/// A number, most often one beside a border of the protocol or of its type.
pub fn number(u: &mut Unstructured<'_>) -> Result<u32> {
    const BORDERS: [u32; 24] = [
        0,
        1,
        2,
        3,
        5,
        9,
        10,
        59,
        60,
        61,
        255,
        256,
        511,
        512,
        513,
        3540,
        3541,
        65_535,
        65_536,
        99_999,
        100_000,
        0x7FFF_FFFF,
        u32::MAX - 1,
        u32::MAX,
    ];
    match u.int_in_range(0..=BORDERS.len())? {
        at if at < BORDERS.len() => Ok(BORDERS[at]),
        _ => u.arbitrary(),
    }
}

/// A text of so many characters, without U+0000: often none, one, all of them or one less.
pub fn text(u: &mut Unstructured<'_>, fewest: usize, most: usize) -> Result<String> {
    let count = match u.int_in_range(0..=7)? {
        0 => fewest,
        1 => fewest + 1,
        2 => most,
        3 => most.saturating_sub(1),
        _ => u.int_in_range(fewest..=most.min(fewest + 12))?,
    };
    let count = count.clamp(fewest, most);
    // A long text repeats itself, so that it takes few bytes to make.
    let own: Vec<char> = (0..count.clamp(1, 12)).map(|_| character(u)).collect::<Result<_>>()?;
    Ok(own.into_iter().cycle().take(count).collect())
}

/// A character, biased to what is hard to carry.
fn character(u: &mut Unstructured<'_>) -> Result<char> {
    const HARD: [char; 31] = [
        '\u{1}',
        '\u{8}',
        '\t',
        '\n',
        '\u{B}',
        '\r',
        '\u{1F}',
        ' ',
        '&',
        '<',
        '>',
        ']',
        '\'',
        '"',
        '?',
        '0',
        'F',
        '\u{7F}',
        '\u{85}',
        '\u{A0}',
        'é',
        '€',
        '\u{2028}',
        '\u{D7FF}',
        '\u{E000}',
        '\u{FEFF}',
        '\u{FFFD}',
        '\u{FFFE}',
        '\u{FFFF}',
        '😀',
        '\u{10FFFF}',
    ];
    Ok(match u.arbitrary::<u8>()? {
        byte @ 0x20..=0x7E => char::from(byte),
        0xE0.. => u.arbitrary::<char>().map(|any| if any == '\0' { 'a' } else { any })?,
        byte => HARD[usize::from(byte) % HARD.len()],
    })
}

/// So many bytes at most, biased to those that are tokens: 00 and 01 end texts and elements.
pub fn bytes(u: &mut Unstructured<'_>, most: usize) -> Result<Vec<u8>> {
    const TOKENS: [u8; 7] = [0x00, 0x01, 0x03, 0x45, 0x80, 0xC3, 0xFF];
    list(u, most, |u| {
        let byte = u.arbitrary::<u8>()?;
        if byte < 0x80 { Ok(TOKENS[usize::from(byte) % TOKENS.len()]) } else { u.arbitrary() }
    })
}

/// What a generator made by the rules cannot fail; if it does, the value is refused as bytes that fit no form are.
fn sound<T, E>(made: std::result::Result<T, E>) -> Result<T> {
    made.map_err(|_| Error::IncorrectFormat)
}
