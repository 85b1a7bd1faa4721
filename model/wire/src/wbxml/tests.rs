//! The codec as a whole: worked examples, odd forms, every fault.

use super::decode::HEADER;
use super::{DecodeError, Decoder, EncodeError, Encoder, Event, EventKind, Fault, Limits, Options, tag};

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

/// Documents that are legal but not canonical, with the canonical form of each.
const ODD_FORMS: &[(&str, &str, &str)] = &[
    ("a switch before END", "03 01 6A 00 45 5C 4F 00 06 01 01 01", "03 01 6A 00 45 5C 0F 01 01"),
    ("two switches", "03 01 6A 00 45 00 02 00 11 0A 01", "03 01 6A 00 45 00 11 0A 01"),
    ("a switch to the page in force", "03 01 6A 00 00 00 45 00 00 26 01", "03 01 6A 00 45 26 01"),
    (
        "a switch before text",
        "03 01 6A 00 45 64 00 02 03 38 00 01 00 00 26 01",
        "03 01 6A 00 45 64 03 38 00 01 26 01",
    ),
    (
        "a switch within text",
        "03 01 6A 00 45 64 03 38 00 00 02 03 39 00 01 01",
        "03 01 6A 00 45 64 03 38 39 00 01 01",
    ),
    ("a content bit and no content", "03 01 6A 00 45 53 01 01", "03 01 6A 00 45 13 01"),
    ("an empty string", "03 01 6A 00 45 53 03 00 01 01", "03 01 6A 00 45 13 01"),
    ("an empty OPAQUE", "03 01 6A 00 45 53 C3 00 01 01", "03 01 6A 00 45 13 01"),
    ("text in pieces", "03 01 6A 00 4E 03 31 00 03 00 03 32 00 01", "03 01 6A 00 4E 03 31 32 00 01"),
    ("text and OPAQUE", "03 01 6A 00 4E 03 31 00 C3 01 32 01", "03 01 6A 00 4E 03 31 00 C3 01 32 01"),
    ("text in a byte array", "03 01 6A 00 00 16 4A 03 31 00 01", "03 01 6A 00 00 16 4A 03 31 00 01"),
    ("a root without content", "03 01 6A 00 05", "03 01 6A 00 05"),
    (
        "markup in text",
        "03 01 6A 00 4E 03 3C 26 01 7F C3 A9 00 01",
        "03 01 6A 00 4E 03 3C 26 01 7F C3 A9 00 01",
    ),
];

#[test]
fn odd_forms_are_read_and_become_canonical() {
    for (name, odd, canonical) in ODD_FORMS {
        let input = bytes(odd);
        let (events, error) = decode(&input, Options::default());
        assert_eq!(error, None, "{name}");
        assert_eq!(encode(&events), Ok(bytes(canonical)), "{name}");
    }
}

#[test]
fn a_switch_holds_across_ends_until_the_next() {
    let input = bytes("03 01 6A 00 45 5C 4F 00 06 01 01 0A 01");
    let (events, error) = decode(&input, Options::default());
    assert_eq!(error, None);
    let empty = Event { offset: 11, kind: EventKind::Empty(tag::get_item_estimate::COLLECTION_ID) };
    assert_eq!(events.get(6), Some(&empty), "{events:?}");
}

#[test]
fn events_carry_the_offset_of_their_token() {
    let input = bytes("03 01 6A 00 45 00 16 49 C3 02 00 01 01 00 00 64 03 38 00 01 26 01");
    let (events, error) = decode(&input, Options::default());
    assert_eq!(error, None);
    let expected = [
        (4, EventKind::Start(tag::air_sync::SYNC)),
        (5, EventKind::Page(22)),
        (7, EventKind::Start(tag::email2::CONVERSATION_ID)),
        (8, EventKind::Opaque(&[0, 1])),
        (12, EventKind::End(tag::email2::CONVERSATION_ID)),
        (13, EventKind::Page(0)),
        (15, EventKind::Start(tag::air_sync::WAIT)),
        (16, EventKind::Text("8")),
        (19, EventKind::End(tag::air_sync::WAIT)),
        (20, EventKind::Empty(tag::air_sync::PARTIAL)),
        (21, EventKind::End(tag::air_sync::SYNC)),
    ]
    .map(|(offset, kind)| Event { offset, kind });
    assert_eq!(events, expected);
}

/// Documents that are refused, and the whole message.
const FAULTS: &[(&str, &str)] = &[
    (
        "",
        "offset 0: the input is empty; expected a document that begins with 03 01 6A 00 (HTTP allows some requests and responses without a body: test for that before decoding)",
    ),
    ("02 01 6A 00 05", "offset 0: found 0x02 as version byte; expected 0x03, WBXML 1.3"),
    ("3C 53 79 6E 63 2F 3E", "offset 0: found 0x3C as version byte; expected 0x03, WBXML 1.3"),
    ("03 00 00 6A 00 05", "offset 1: found 0 as public identifier; expected 1, \"unknown\""),
    ("03 81 20 6A 00 05", "offset 1: found 160 as public identifier; expected 1, \"unknown\""),
    ("03 01 00 00 05", "offset 2: found 0 as character set; expected 106, UTF-8"),
    ("03 01 83 77 00 05", "offset 2: found 503 as character set; expected 106, UTF-8"),
    (
        "03 01 6A 02 61 00 05",
        "offset 3: found a string table of 2 bytes; expected length 0, ActiveSync has no string table",
    ),
    ("03", "offset 1: the document ends inside the public identifier of the header; expected the rest of it"),
    ("03 01", "offset 2: the document ends inside the character set of the header; expected the rest of it"),
    (
        "03 01 6A",
        "offset 3: the document ends inside the string table length of the header; expected the rest of it",
    ),
    (
        "03 80 01 6A 00 05",
        "offset 1: found a multi-byte integer that begins with the empty group 0x80; expected the shortest form",
    ),
    (
        "03 01 80 6A 00 05",
        "offset 2: found a multi-byte integer that begins with the empty group 0x80; expected the shortest form",
    ),
    (
        "03 01 6A 80 00 05",
        "offset 3: found a multi-byte integer that begins with the empty group 0x80; expected the shortest form",
    ),
    ("03 01 6A 00", "offset 4: the document ends without a root element; expected a tag"),
    ("03 01 6A 00 00 07", "offset 6: the document ends without a root element; expected a tag"),
    ("03 01 6A 00 03 41 00 05", "offset 4: found text (STR_I, 0x03) before the root element; expected a tag"),
    (
        "03 01 6A 00 C3 01 41 05",
        "offset 4: found bytes (OPAQUE, 0xC3) before the root element; expected a tag",
    ),
    (
        "03 01 6A 00 01",
        "offset 4: found END (0x01) with no element open; expected one END for each tag with the content bit (0x40) and none for a tag without it",
    ),
    (
        "03 01 6A 00 05 01",
        "offset 5: found END (0x01) with no element open; expected one END for each tag with the content bit (0x40) and none for a tag without it",
    ),
    (
        "03 01 6A 00 45 53 01 01 01",
        "offset 8: found END (0x01) with no element open; expected one END for each tag with the content bit (0x40) and none for a tag without it",
    ),
    (
        "03 01 6A 00 45 13 01 01",
        "offset 7: found END (0x01) with no element open; expected one END for each tag with the content bit (0x40) and none for a tag without it",
    ),
    (
        "03 01 6A 00 05 05",
        "offset 5: found 0x05 after the end of the root element (1 byte left over); expected nothing more",
    ),
    (
        "03 01 6A 00 05 0D 0A",
        "offset 5: found 0x0D after the end of the root element (2 bytes left over); expected nothing more",
    ),
    (
        "03 01 6A 00 05 03 41 00",
        "offset 5: found 0x03 after the end of the root element (3 bytes left over); expected nothing more",
    ),
    (
        "03 01 6A 00 05 00",
        "offset 5: found SWITCH_PAGE (0x00) after the end of the root element; expected nothing more",
    ),
    (
        "03 01 6A 00 05 00 07 56",
        "offset 5: found SWITCH_PAGE (0x00) after the end of the root element; expected nothing more",
    ),
    (
        "03 01 6A 00 45",
        "offset 5 in Sync: the document ends with 1 element open; expected END (0x01) for each",
    ),
    (
        "03 01 6A 00 45 5C 4F",
        "offset 7 in Sync/Collections/Collection: the document ends with 3 elements open; expected END (0x01) for each",
    ),
    ("03 01 6A 00 45 00", "offset 6 in Sync: the document ends inside SWITCH_PAGE; expected the rest of it"),
    (
        "03 01 6A 00 45 64 03 38",
        "offset 8 in Sync/Wait: the document ends inside the inline string that begins at offset 6; expected its final 00",
    ),
    (
        "03 01 6A 00 45 64 03",
        "offset 7 in Sync/Wait: the document ends inside the inline string that begins at offset 6; expected its final 00",
    ),
    (
        "03 01 6A 00 45 64 C3",
        "offset 7 in Sync/Wait: the document ends inside the length of OPAQUE; expected the rest of it",
    ),
    (
        "03 01 6A 00 45 64 C3 81",
        "offset 8 in Sync/Wait: the document ends inside the length of OPAQUE; expected the rest of it",
    ),
    (
        "03 01 6A 00 45 64 C3 03 41 42",
        "offset 7 in Sync/Wait: found OPAQUE of 3 bytes with 2 left in the document; expected all of them",
    ),
    (
        "03 01 6A 00 45 64 C3 8F FF FF FF 7F 41",
        "offset 7 in Sync/Wait: found OPAQUE of 4294967295 bytes with 1 left in the document; expected all of them",
    ),
    (
        "03 01 6A 00 45 5C 02 41 01 01",
        "offset 6 in Sync/Collections: found ENTITY (0x02); ActiveSync has no entities, expected every character in an inline string (STR_I, 0x03)",
    ),
    (
        "03 01 6A 00 45 5C 04 00 01 01",
        "offset 6 in Sync/Collections: found LITERAL (0x04); ActiveSync has no string table, expected a tag of a code page",
    ),
    (
        "03 01 6A 00 45 5C 40 41 00 01 01",
        "offset 6 in Sync/Collections: found EXT_I_0 (0x40); ActiveSync gives it no meaning, expected a tag, STR_I (0x03), OPAQUE (0xC3) or END (0x01)",
    ),
    (
        "03 01 6A 00 45 5C 41",
        "offset 6 in Sync/Collections: found EXT_I_1 (0x41); ActiveSync gives it no meaning, expected a tag, STR_I (0x03), OPAQUE (0xC3) or END (0x01)",
    ),
    (
        "03 01 6A 00 45 5C 42",
        "offset 6 in Sync/Collections: found EXT_I_2 (0x42); ActiveSync gives it no meaning, expected a tag, STR_I (0x03), OPAQUE (0xC3) or END (0x01)",
    ),
    (
        "03 01 6A 00 45 5C 43",
        "offset 6 in Sync/Collections: found PI (0x43); ActiveSync has no processing instructions, expected content or END",
    ),
    (
        "03 01 6A 00 45 5C 44",
        "offset 6 in Sync/Collections: found LITERAL_C (0x44); ActiveSync has no string table, expected a tag of a code page",
    ),
    (
        "03 01 6A 00 45 5C 80",
        "offset 6 in Sync/Collections: found EXT_T_0 (0x80); ActiveSync gives it no meaning, expected a tag, STR_I (0x03), OPAQUE (0xC3) or END (0x01)",
    ),
    (
        "03 01 6A 00 45 5C 81",
        "offset 6 in Sync/Collections: found EXT_T_1 (0x81); ActiveSync gives it no meaning, expected a tag, STR_I (0x03), OPAQUE (0xC3) or END (0x01)",
    ),
    (
        "03 01 6A 00 45 5C 82",
        "offset 6 in Sync/Collections: found EXT_T_2 (0x82); ActiveSync gives it no meaning, expected a tag, STR_I (0x03), OPAQUE (0xC3) or END (0x01)",
    ),
    (
        "03 01 6A 00 45 5C 83",
        "offset 6 in Sync/Collections: found STR_T (0x83); ActiveSync has no string table, expected an inline string (STR_I, 0x03)",
    ),
    (
        "03 01 6A 00 45 5C 84",
        "offset 6 in Sync/Collections: found LITERAL_A (0x84); ActiveSync has no string table, expected a tag of a code page",
    ),
    (
        "03 01 6A 00 45 5C C0",
        "offset 6 in Sync/Collections: found EXT_0 (0xC0); ActiveSync gives it no meaning, expected a tag, STR_I (0x03), OPAQUE (0xC3) or END (0x01)",
    ),
    (
        "03 01 6A 00 45 5C C1",
        "offset 6 in Sync/Collections: found EXT_1 (0xC1); ActiveSync gives it no meaning, expected a tag, STR_I (0x03), OPAQUE (0xC3) or END (0x01)",
    ),
    (
        "03 01 6A 00 45 5C C2",
        "offset 6 in Sync/Collections: found EXT_2 (0xC2); ActiveSync gives it no meaning, expected a tag, STR_I (0x03), OPAQUE (0xC3) or END (0x01)",
    ),
    (
        "03 01 6A 00 45 5C C4",
        "offset 6 in Sync/Collections: found LITERAL_AC (0xC4); ActiveSync has no string table, expected a tag of a code page",
    ),
    (
        "03 01 6A 00 43",
        "offset 4: found PI (0x43); ActiveSync has no processing instructions, expected content or END",
    ),
    (
        "03 01 6A 00 C5 05 01",
        "offset 4: found 0xC5, a tag with attributes; ActiveSync has none, expected 0x45",
    ),
    ("03 01 6A 00 85", "offset 4: found 0x85, a tag with attributes; ActiveSync has none, expected 0x05"),
    (
        "03 01 6A 00 45 11",
        "offset 5 in Sync: found token 0x11; expected a tag of code page 0, AirSync, which has no such",
    ),
    (
        "03 01 6A 00 45 5C 7F",
        "offset 6 in Sync/Collections: found token 0x3F; expected a tag of code page 0, AirSync, which has no such",
    ),
    (
        "03 01 6A 00 45 00 02 05",
        "offset 7 in Sync: found token 0x05; expected a tag of code page 2, Email, which has no such",
    ),
    (
        "03 01 6A 00 45 00 03",
        "offset 6 in Sync: found a switch to code page 3 (AirNotify, retired: it has no tags); expected 0 to 25 without 3",
    ),
    ("03 01 6A 00 45 00 1A", "offset 6 in Sync: found a switch to code page 26; expected 0 to 25 without 3"),
    (
        "03 01 6A 00 45 00 FE",
        "offset 6 in Sync: found a switch to code page 254 (an extension of one vendor); expected 0 to 25 without 3",
    ),
    (
        "03 01 6A 00 00 FF 45",
        "offset 5: found a switch to code page 255 (reserved for experiments); expected 0 to 25 without 3",
    ),
    (
        "03 01 6A 00 4E 03 41 FF 00 01",
        "offset 7 in Status: found 0xFF, which is not UTF-8 here; expected UTF-8 in the whole inline string",
    ),
    (
        "03 01 6A 00 4E 03 E9 74 E9 00 01",
        "offset 6 in Status: found 0xE9, which is not UTF-8 here; expected UTF-8 in the whole inline string",
    ),
    (
        "03 01 6A 00 4E 03 41 C3 00 01",
        "offset 7 in Status: found 0xC3, which is not UTF-8 here; expected UTF-8 in the whole inline string",
    ),
    (
        "03 01 6A 00 4E 03 C0 80 00 01",
        "offset 6 in Status: found 0xC0, which is not UTF-8 here; expected UTF-8 in the whole inline string",
    ),
    (
        "03 01 6A 00 4E 03 ED A0 80 00 01",
        "offset 6 in Status: found 0xED, which is not UTF-8 here; expected UTF-8 in the whole inline string",
    ),
    (
        "03 01 6A 00 4E C3 80 01 41 01",
        "offset 6 in Status: found a multi-byte integer that begins with the empty group 0x80; expected the shortest form",
    ),
    (
        "03 01 6A 00 4E C3 90 80 80 80 01 41 01",
        "offset 6 in Status: found a multi-byte integer over 4294967295; expected at most 32 bits",
    ),
    (
        "03 01 6A 00 4E C3 81 80 80 80 80 00 01",
        "offset 6 in Status: found a multi-byte integer of more than 5 bytes; expected 5 at most, the last below 0x80",
    ),
];

#[test]
fn faults_name_offset_and_remedy() {
    for (hex, expected) in FAULTS {
        let input = bytes(hex);
        let message = decode(&input, Options::default()).1.map(|error| error.to_string());
        assert_eq!(message.as_deref(), Some(*expected), "{hex}");
    }
}

#[test]
fn open_elements_stand_outermost_first() {
    let input = bytes("03 01 6A 00 45 5C 4F");
    let (_, error) = decode(&input, Options::default());
    let open = vec![tag::air_sync::SYNC, tag::air_sync::COLLECTIONS, tag::air_sync::COLLECTION];
    assert_eq!(error, Some(DecodeError { offset: 7, fault: Fault::Unclosed { count: 3 }, open }));
}

#[test]
fn every_cut_of_a_document_is_refused() {
    for (name, hex) in EXAMPLES {
        let input = bytes(hex);
        for length in 0..input.len() {
            let (_, error) = decode(&input[..length], Options::default());
            assert!(error.is_some(), "{name} cut to {length} bytes");
        }
    }
}

/// B-69: a document that lacks one END is refused, wherever that is, and whatever the rest is then taken for.
#[test]
fn no_missing_end_goes_unnoticed() {
    for (name, hex) in EXAMPLES {
        let input = bytes(hex);
        let (events, _) = decode(&input, Options::default());
        let ends = events.iter().filter(|event| matches!(event.kind, EventKind::End(_)));
        for at in ends.map(|event| event.offset) {
            let mut cut = input.clone();
            assert_eq!(cut.remove(at), 0x01, "{name}: END at {at}");
            assert!(decode(&cut, Options::default()).1.is_some(), "{name} without the END at {at}");
        }
    }
}

#[test]
fn limits_hold_to_the_byte_and_level() {
    let input = bytes("03 01 6A 00 45 64 03 38 39 00 01 4E C3 01 41 01 26 01");
    let exact = Limits { document: 18, elements: 4, depth: 2, string: 2, opaque: 1 };
    let with =
        |limits| decode(&input, Options { limits, ..Options::default() }).1.map(|error| error.to_string());
    assert_eq!(with(exact), None);
    for (limits, expected) in [
        (Limits { document: 17, ..exact }, "offset 17: the document has 18 bytes; the limit is 17"),
        (
            Limits { elements: 3, ..exact },
            "offset 16 in Sync: found one element more than the limit for a document, which is 3",
        ),
        (
            Limits { depth: 1, ..exact },
            "offset 5 in Sync: found an element nested deeper than the limit, which is 1",
        ),
        (
            Limits { string: 1, ..exact },
            "offset 6 in Sync/Wait: found an inline string with more bytes than the limit, which is 1",
        ),
        (Limits { opaque: 0, ..exact }, "offset 13 in Sync/Status: found OPAQUE of 1 bytes; the limit is 0"),
    ] {
        assert_eq!(with(limits).as_deref(), Some(expected));
    }
}

#[test]
fn elements_without_content_count_as_a_level_too() {
    let deep =
        |levels: usize| [&HEADER[..], &vec![0x45; levels - 1], &[0x05], &vec![0x01; levels - 1]].concat();
    assert_eq!(decode(&deep(64), Options::default()).1, None);
    let error = decode(&deep(65), Options::default()).1.unwrap();
    assert_eq!((error.offset, error.fault), (68, Fault::DepthLimit { limit: 64 }));
}

#[test]
fn depth_is_bounded_by_the_limit_not_by_the_stack() {
    let levels = 100_000;
    let input = [&HEADER[..], &vec![0x45; levels]].concat();
    let limits = Limits { depth: usize::MAX, ..Limits::default() };
    let (events, error) = decode(&input, Options { limits, ..Options::default() });
    assert_eq!(events.len(), levels);
    assert_eq!(error.map(|error| error.fault), Some(Fault::Unclosed { count: levels }));
}

/// One check covers all strings up to a byte array, so a string has to be judged by itself all the same.
#[test]
fn the_first_string_that_is_not_utf8_is_named_wherever_checks_begin() {
    let status = |text: &[u8]| [&[0x4E, 0x03], text, &[0x00, 0x01]].concat();
    let opaque = [0x4E, 0xC3, 0x02, 0xC3, 0xA9, 0x01];
    let (good, long) = (status("é".as_bytes()), status("ж€😀 and more".repeat(9).as_bytes()));
    for (bad, valid) in [(&[0xFF][..], 0), (&[b'a', 0xC3], 1), (&[0xC3, 0xA9, 0xED, 0xA0, 0x80], 2)] {
        for before in
            [&[][..], &[&good[..]], &[&good, &opaque], &[&opaque, &long, &good], &[&long, &opaque, &opaque]]
        {
            let before = [&HEADER[..], &[0x45], &before.concat()].concat();
            let input = [&before[..], &status(bad), &good, &[0x01]].concat();
            let (events, error) = decode(&input, Options::default());
            let error = error.unwrap();
            assert_eq!(error.offset, before.len() + 2 + valid);
            assert_eq!(error.fault, Fault::InvalidUtf8 { byte: bad[valid] });
            let without = [&before[..], &[0x4E]].concat();
            assert_eq!(events, decode(&without, Options::default()).0, "what stands before is read");
        }
    }
}

#[test]
fn overlong_lengths_are_taken_on_request() {
    let input = bytes("03 80 01 80 6A 80 00 4E C3 80 80 01 41 01");
    let options = Options { overlong_lengths: true, ..Options::default() };
    let (events, error) = decode(&input, options);
    assert_eq!(error, None);
    assert_eq!(events.get(1).map(|event| event.kind), Some(EventKind::Opaque(b"A")));
}
