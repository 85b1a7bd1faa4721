//! Canonical form, and calls that fail.

use super::*;
use crate::wbxml::tag::{air_sync, email, email2};
use crate::wbxml::tests::bytes;

/// The document that these calls write.
fn written(calls: impl FnOnce(&mut Encoder<'_>) -> Result<(), EncodeError>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out);
    calls(&mut encoder).and_then(|()| encoder.finish()).unwrap();
    out
}

#[test]
fn text_in_pieces_becomes_one_string() {
    let document = written(|encoder| {
        encoder.start(air_sync::STATUS)?;
        for text in ["", "1", "", "é", "2", ""] {
            encoder.text(text)?;
        }
        encoder.end()
    });
    assert_eq!(document, bytes("03 01 6A 00 4E 03 31 C3 A9 32 00 01"));
}

#[test]
fn text_on_both_sides_of_a_child_stays_apart() {
    let document = written(|encoder| {
        encoder.start(air_sync::SYNC)?;
        encoder.text("1")?;
        encoder.start(air_sync::PARTIAL)?;
        encoder.end()?;
        encoder.text("2")?;
        encoder.end()
    });
    assert_eq!(document, bytes("03 01 6A 00 45 03 31 00 26 03 32 00 01"));
}

#[test]
fn empty_values_leave_a_tag_without_content() {
    let document = written(|encoder| {
        encoder.start(email2::CONVERSATION_ID)?;
        encoder.text("")?;
        encoder.opaque(&[])?;
        encoder.end()
    });
    assert_eq!(document, bytes("03 01 6A 00 00 16 09"));
}

#[test]
fn opaque_lengths_take_the_shortest_form() {
    for (length, prefix) in [(1, "C3 01"), (127, "C3 7F"), (128, "C3 81 00"), (16_384, "C3 81 80 00")] {
        let value = vec![0; length];
        let document = written(|encoder| {
            encoder.start(air_sync::STATUS)?;
            encoder.opaque(&value)?;
            encoder.end()
        });
        let prefix = bytes(prefix);
        assert_eq!(document.get(5..5 + prefix.len()), Some(&prefix[..]), "{length}");
        assert_eq!(document.len(), 5 + prefix.len() + length + 1);
    }
}

#[test]
fn what_the_buffer_held_stays() {
    let mut out = vec![0xAA];
    let mut encoder = Encoder::new(&mut out);
    encoder.start(air_sync::SYNC).and_then(|()| encoder.end()).unwrap();
    encoder.finish().unwrap();
    assert_eq!(out, bytes("AA 03 01 6A 00 05"));
}

/// Also at every limit, at the root, and with text that may not stand there.
#[test]
fn an_element_with_text_at_once_is_the_same_as_step_by_step() {
    type Write = fn(&mut Encoder<'_>, Tag, &str) -> Result<(), EncodeError>;
    let at_once: Write = |encoder, tag, text| encoder.text_element(tag, text);
    let in_steps: Write = |encoder, tag, text| encoder.text_element_in_steps(tag, text);
    let exact = Limits { document: 64, elements: 4, depth: 2, string: 3, opaque: 1 };
    let mut all = vec![exact, Limits { elements: 2, ..exact }, Limits { depth: 1, ..exact }];
    all.extend((4..20).map(|document| Limits { document, ..exact }));
    for limits in all {
        for tag in [air_sync::STATUS, email::TO, email2::CONVERSATION_ID] {
            for text in ["", "1", "é", "é1", "1234", "1\0"] {
                let run = |write: Write| {
                    let mut out = Vec::new();
                    let mut encoder = Encoder::with_limits(&mut out, limits);
                    let results = [
                        encoder.start(air_sync::SYNC),
                        write(&mut encoder, tag, text),
                        write(&mut encoder, tag, text),
                        encoder.end(),
                        write(&mut encoder, tag, text),
                    ];
                    let state = format!("{encoder:?}");
                    (results, state, write(&mut Encoder::with_limits(&mut out, limits), tag, text))
                };
                assert_eq!(run(at_once), run(in_steps), "{tag} {text:?} {limits:?}");
            }
        }
    }
}

/// Every call that fails, at each place where it can: it must leave no trace.
#[test]
fn a_failed_call_changes_nothing() {
    let limits = Limits { document: 16, elements: 4, depth: 2, string: 2, opaque: 1 };
    let mut out = Vec::new();
    let mut encoder = Encoder::with_limits(&mut out, limits);
    refuse(&mut encoder, |encoder| encoder.text("1"), EncodeError::OutsideRoot { what: "text" });
    refuse(&mut encoder, |encoder| encoder.opaque(b"1"), EncodeError::OutsideRoot { what: "a byte array" });
    refuse(&mut encoder, Encoder::end, EncodeError::NothingOpen);

    encoder.start(air_sync::SYNC).unwrap();
    encoder.start(email2::CONVERSATION_ID).unwrap();
    let (sync, id) = (air_sync::SYNC, email2::CONVERSATION_ID);
    refuse(&mut encoder, |encoder| encoder.text("1"), EncodeError::TextInByteArray { element: id });
    let error = EncodeError::OpaqueLimit { element: id, length: 2, limit: 1 };
    refuse(&mut encoder, |encoder| encoder.opaque(b"12"), error);
    refuse(&mut encoder, |encoder| encoder.start(sync), EncodeError::DepthLimit { tag: sync, limit: 2 });
    encoder.end().unwrap();

    let error = EncodeError::NulInText { element: sync, at: 3 };
    refuse(&mut encoder, |encoder| encoder.text("é1\0"), error);
    encoder.text("1").unwrap();
    let error = EncodeError::StringLimit { element: sync, length: 3, limit: 2 };
    refuse(&mut encoder, |encoder| encoder.text("é"), error);
    encoder.text("2").unwrap();

    // 12 bytes and the END that is owed; with this child 16, which is all that fits.
    encoder.start(sync).unwrap();
    let error = EncodeError::DocumentLimit { size: 21, limit: 16 };
    refuse(&mut encoder, |encoder| encoder.text("12"), error);
    refuse(&mut encoder, |encoder| encoder.opaque(b"1"), EncodeError::DocumentLimit { size: 20, limit: 16 });
    encoder.end().unwrap();
    encoder.end().unwrap();
    refuse(&mut encoder, |encoder| encoder.start(sync), EncodeError::SecondRoot { tag: sync });
    refuse(&mut encoder, |encoder| encoder.text("1"), EncodeError::OutsideRoot { what: "text" });
    encoder.finish().unwrap();
    assert_eq!(out, bytes("03 01 6A 00 45 00 16 09 03 31 32 00 00 00 05 01"));
}

#[track_caller]
fn refuse<'b>(
    encoder: &mut Encoder<'b>,
    call: impl FnOnce(&mut Encoder<'b>) -> Result<(), EncodeError>,
    expected: EncodeError,
) {
    let before = format!("{encoder:?}");
    assert_eq!(call(encoder), Err(expected));
    assert_eq!(format!("{encoder:?}"), before);
}

#[test]
fn an_incomplete_document_is_refused() {
    let mut out = Vec::new();
    assert_eq!(Encoder::new(&mut out).finish(), Err(EncodeError::NoRoot));
    let mut encoder = Encoder::new(&mut out);
    encoder.start(air_sync::SYNC).and_then(|()| encoder.start(air_sync::COLLECTIONS)).unwrap();
    let error = encoder.finish().unwrap_err();
    assert_eq!(error, EncodeError::Unclosed { open: vec![air_sync::SYNC, air_sync::COLLECTIONS] });
    assert_eq!(error.to_string(), "the document ends with elements open in Sync/Collections");
}
