//! The codec as a whole: worked examples, odd forms, every fault.

use super::{DecodeError, Decoder, EncodeError, Encoder, Event, EventKind, Options};

/// Documents in canonical form, each with its name: [MS-ASWBXML] and the examples of the protocol documents, cut
/// down to what each one shows.
pub(super) const EXAMPLES: &[(&str, &str)] = &[
    ("first FolderSync", "03 01 6A 00 00 07 56 52 03 30 00 01 01"),
    ("Sync that waits, partial", "03 01 6A 00 45 64 03 38 00 01 26 01"),
    (
        "SMS options with a body preference",
        "03 01 6A 00 45 5C 4F 4B 03 31 00 01 52 03 31 35 00 01 57 50 03 53 4D 53 00 01 58 03 30 00 01 00 11 45 46 \
         03 31 00 01 01 01 01 01 01",
    ),
    (
        "conversation values",
        "03 01 6A 00 45 5C 4F 56 47 5D 00 16 49 C3 10 F1 F2 61 F6 CF 4D 44 FF 3C 64 F6 58 33 0F 30 00 01 4A C3 05 \
         C9 71 26 48 DE 01 01 01 01 01 01 01",
    ),
    (
        "estimate, two pages in turn",
        "03 01 6A 00 00 06 45 47 48 00 00 4B 03 31 00 01 00 06 4A 03 31 35 00 01 00 00 57 50 03 53 4D 53 00 01 01 \
         01 01 01",
    ),
    ("disable outbound SMS", "03 01 6A 00 00 12 45 56 48 61 03 30 00 01 01 01 01"),
    ("first Sync", "03 01 6A 00 45 5C 4F 4B 03 30 00 01 52 03 35 00 01 01 01 01"),
    ("empty DeletesAsMoves and GetChanges", "03 01 6A 00 45 5C 4F 1E 13 01 01 01"),
    ("options", "03 01 6A 00 45 5C 4F 57 50 03 53 4D 53 00 01 58 03 30 00 01 01 01 01 01"),
    ("MoreAvailable", "03 01 6A 00 45 5C 4F 14 01 01 01"),
    ("SoftDelete", "03 01 6A 00 45 5C 4F 56 61 4D 03 35 35 3A 31 31 00 01 01 01 01 01 01"),
    ("empty Flag", "03 01 6A 00 45 5C 4F 56 48 5D 00 02 3A 01 01 01 01 01 01"),
    ("ConversationIndex", "03 01 6A 00 45 5C 4F 56 48 5D 00 16 4A C3 05 C9 71 26 48 DE 01 01 01 01 01 01 01"),
    ("enable outbound SMS", "03 01 6A 00 00 12 45 56 48 61 03 31 00 01 01 01 01"),
];

/// Bytes of hexadecimal digits; spaces do not count.
pub(super) fn bytes(hex: &str) -> Vec<u8> {
    let digits: Vec<u8> = hex.bytes().filter(|byte| *byte != b' ').collect();
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    assert_eq!(digits.len() % 2, 0, "{hex}");
    digits.chunks(2).map(byte).collect()
}

/// All events, or those before the error with the error.
pub(super) fn decode(input: &[u8], options: Options) -> (Vec<Event<'_>>, Option<DecodeError>) {
    let mut events = Vec::new();
    let mut decoder = match Decoder::with_options(input, options) {
        Ok(decoder) => decoder,
        Err(error) => return (events, Some(error)),
    };
    loop {
        match decoder.next_event() {
            Ok(Some(event)) => events.push(event),
            Ok(None) => return (events, None),
            Err(error) => {
                assert_eq!(decoder.next_event(), Err(error.clone()), "an error stays");
                return (events, Some(error));
            }
        }
    }
}

/// The canonical form of what these events say.
pub(super) fn encode(events: &[Event<'_>]) -> Result<Vec<u8>, EncodeError> {
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out);
    for event in events {
        match event.kind {
            EventKind::Page(_) => {}
            EventKind::Start(tag) => encoder.start(tag)?,
            EventKind::Empty(tag) => {
                encoder.start(tag)?;
                encoder.end()?;
            }
            EventKind::Text(text) => encoder.text_anywhere(text)?,
            EventKind::Opaque(bytes) => encoder.opaque(bytes)?,
            EventKind::End(_) => encoder.end()?,
        }
    }
    encoder.finish()?;
    Ok(out)
}

#[test]
fn examples_survive_decoding_and_encoding() {
    for (name, hex) in EXAMPLES {
        let input = bytes(hex);
        let (events, error) = decode(&input, Options::default());
        assert_eq!(error, None, "{name}");
        assert_eq!(encode(&events).as_deref(), Ok(&input[..]), "{name}");
    }
}
