//! Documents that are worth comparing, and mistakes that a comparison has to find.

#![expect(clippy::unwrap_used, reason = "what cannot be read fails the test")]

use std::fs;
use std::path::{Path, PathBuf};

use asms_peers::compare::{Read, Subject};
use asms_wire::wbxml::xml::{XmlLimits, from_xml};
use asms_wire::wbxml::{DecodeError, EncodeError, Event, EventKind, Fault, Options};

/// The examples of the specifications, by name, in canonical form.
pub(crate) fn examples() -> Vec<(&'static str, Vec<u8>)> {
    let printed = [
        ("[MS-ASMS] 4.1", &include_bytes!("../../../model/wire/tests/examples/4.1-sync-request.xml")[..]),
        ("[MS-ASMS] 4.2", include_bytes!("../../../model/wire/tests/examples/4.2-sync-request.xml")),
        ("[MS-ASMS] 4.3", include_bytes!("../../../model/wire/tests/examples/4.3-sync-response.xml")),
        ("[MS-ASMS] 4.4", include_bytes!("../../../model/wire/tests/examples/4.4-settings-request.xml")),
    ];
    let printed = printed.map(|(name, xml)| (name, from_xml(xml, XmlLimits::default()).unwrap()));
    let bytes = |hex: &str| hex.split(' ').map(|byte| u8::from_str_radix(byte, 16).unwrap()).collect();
    printed.into_iter().chain(WORKED.iter().map(|(name, hex)| (*name, bytes(hex)))).collect()
}

/// Worked out by hand, byte for byte.
const WORKED: &[(&str, &str)] = &[
    ("first FolderSync", "03 01 6A 00 00 07 56 52 03 30 00 01 01"),
    ("Sync that waits, partial", "03 01 6A 00 45 64 03 38 00 01 26 01"),
    (
        "SMS options with a body preference",
        "03 01 6A 00 45 5C 4F 4B 03 31 00 01 52 03 31 35 00 01 57 50 03 53 4D 53 00 01 58 03 30 00 01 00 11 45 46 03 31 \
         00 01 01 01 01 01 01",
    ),
    (
        "conversation values",
        "03 01 6A 00 45 5C 4F 56 47 5D 00 16 49 C3 10 F1 F2 61 F6 CF 4D 44 FF 3C 64 F6 58 33 0F 30 00 01 4A C3 05 C9 71 \
         26 48 DE 01 01 01 01 01 01 01",
    ),
    (
        "estimate, two pages in turn",
        "03 01 6A 00 00 06 45 47 48 00 00 4B 03 31 00 01 00 06 4A 03 31 35 00 01 00 00 57 50 03 53 4D 53 00 01 01 01 01 \
         01",
    ),
    ("disable outbound SMS", "03 01 6A 00 00 12 45 56 48 61 03 30 00 01 01 01 01"),
];

/// The documents that the fuzz targets of the decoder begin with.
pub(crate) fn corpus() -> Vec<(PathBuf, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus/decode");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() > 20);
    paths.into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

/// Codecs that make one mistake.
pub(crate) const MISTAKES: &[(&str, Subject)] = &[
    ("text is lost", Subject { decode: without_text, ..Subject::WIRE }),
    ("bytes are lost", Subject { decode: without_bytes, ..Subject::WIRE }),
    ("an END is lost", Subject { decode: without_last_end, ..Subject::WIRE }),
    ("a sound document is refused", Subject { decode: refusing, ..Subject::WIRE }),
    ("a sound text is said to be none", Subject { decode: finding_no_utf8, ..Subject::WIRE }),
    ("an END too many is written", Subject { encode: with_another_end, ..Subject::WIRE }),
    ("nothing is written", Subject { encode: writing_nothing, ..Subject::WIRE }),
];

fn without_text(document: &[u8], options: Options) -> Read<'_> {
    let (mut events, error) = (Subject::WIRE.decode)(document, options);
    events.retain(|event| !matches!(event.kind, EventKind::Text(_)));
    (events, error)
}

fn without_bytes(document: &[u8], options: Options) -> Read<'_> {
    let (mut events, error) = (Subject::WIRE.decode)(document, options);
    events.retain(|event| !matches!(event.kind, EventKind::Opaque(_)));
    (events, error)
}

fn without_last_end(document: &[u8], options: Options) -> Read<'_> {
    let (mut events, error) = (Subject::WIRE.decode)(document, options);
    events.pop();
    (events, error)
}

fn refusing(document: &[u8], options: Options) -> Read<'_> {
    (Subject::WIRE.decode)(&document[..document.len() - 1], options)
}

fn finding_no_utf8(document: &[u8], options: Options) -> Read<'_> {
    let (mut events, _) = (Subject::WIRE.decode)(document, options);
    let at = events.iter().position(|event| matches!(event.kind, EventKind::Text(_))).unwrap();
    let offset = events[at].offset + 1;
    events.truncate(at);
    let fault = Fault::InvalidUtf8 { byte: document[offset] };
    (events, Some(DecodeError { offset, fault, open: Vec::new() }))
}

fn with_another_end(events: &[Event<'_>]) -> Result<Vec<u8>, EncodeError> {
    let mut document = (Subject::WIRE.encode)(events)?;
    document.push(0x01);
    Ok(document)
}

fn writing_nothing(_: &[Event<'_>]) -> Result<Vec<u8>, EncodeError> {
    Err(EncodeError::NoRoot)
}
