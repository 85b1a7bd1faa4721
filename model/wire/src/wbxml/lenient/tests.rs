//! Repairs: which one is found, and that it heals the document.

use super::*;
use crate::wbxml::tests::{EXAMPLES, bytes, decode};
use crate::wbxml::{EventKind, Limits, Prefix, tag};

/// A broken document: its name, its bytes, the offsets of the faults, the repair of the first, and how much is read
/// behind it.
type Broken = (&'static str, Vec<u8>, &'static [usize], Option<Repair>, usize);

fn broken() -> Vec<Broken> {
    let prefixed = |what, count| Some(Repair::CutPrefix { what, count });
    vec![
        ("no bytes", vec![], &[0], Some(Repair::TestForEmpty), 0),
        ("XML", b"\n<Sync/>".to_vec(), &[0], Some(Repair::ReadXml), 0),
        ("hexadecimal", b"03 01 6a 00 05".to_vec(), &[0], Some(Repair::DecodeHexadecimal), 0),
        ("base64", b"AwFqAAU=".to_vec(), &[0], Some(Repair::DecodeBase64), 0),
        ("gzip", bytes("1F 8B 08 00"), &[0], Some(Repair::Decompress), 0),
        ("zeros before", bytes("00 00 03 01 6A 00 45 26 01"), &[0], prefixed(Prefix::Zeros, 2), 3),
        ("length before", bytes("00 00 00 07 03 01 6A 00 45 26 01"), &[0], prefixed(Prefix::Length, 4), 3),
        ("little-endian length", bytes("07 00 03 01 6A 00 45 26 01"), &[0], prefixed(Prefix::Length, 2), 3),
        ("something before", bytes("0D 0A 03 01 6A 00 45 26 01"), &[0], prefixed(Prefix::Unknown, 2), 3),
        (
            "HTTP head before",
            [&b"HTTP/1.1 200 OK\r\nContent-Type: application/vnd.ms-sync.wbxml\r\nContent-Length: 7\r\n\r\n"[..], &bytes("03 01 6A 00 45 26 01")].concat(),
            &[0],
            prefixed(Prefix::HttpHead, 83),
            3,
        ),
        ("no header", bytes("45 26 01"), &[0], Some(Repair::AddHeader), 3),
        ("no header, page switch", bytes("00 07 56 52 03 30 00 01 01"), &[0], Some(Repair::AddHeader), 6),
        ("no header, no body either", bytes("FF 45 26 01"), &[0], None, 0),
        ("WBXML 1.1", bytes("01 01 6A 00 45 26 01"), &[0], Some(Repair::ReplaceHeader { length: 4 }), 3),
        ("public identifier as string", bytes("03 00 00 6A 02 61 00 45 26 01"), &[1], Some(Repair::ReplaceHeader { length: 7 }), 3),
        ("string table", bytes("03 01 6A 02 61 00 45 26 01"), &[3], Some(Repair::ReplaceHeader { length: 6 }), 3),
        ("character set 4", bytes("03 01 04 00 45 26 01"), &[2], Some(Repair::ReplaceHeader { length: 4 }), 3),
        ("character set 0", bytes("03 01 00 00 45 26 01"), &[2], Some(Repair::AssumeUtf8), 3),
        ("character set 0, cut", bytes("03 01 00 00 45 26"), &[2, 6], Some(Repair::AssumeUtf8), 2),
        ("overlong header", bytes("03 80 01 6A 00 45 26 01"), &[1], Some(Repair::AllowOverlong), 3),
        ("cut header", bytes("03 01"), &[2], None, 0),
        ("header only", bytes("03 01 6A 00"), &[4], None, 0),
        ("Latin-1", bytes("03 01 6A 00 45 4E 03 E9 00 01 4E 03 E8 00 01 01"), &[7, 12], Some(Repair::ConvertLatin1), 6),
        ("Latin-1, cut", bytes("03 01 6A 00 4E 03 E9 00"), &[6, 8], Some(Repair::ConvertLatin1), 1),
        ("NUL in text", bytes("03 01 6A 00 4E 03 61 00 7A 00 01"), &[8], Some(Repair::RemoveNul { at: 7 }), 0),
        ("overlong length", bytes("03 01 6A 00 4E C3 80 01 41 01"), &[6], Some(Repair::AllowOverlong), 2),
        ("attribute bit", bytes("03 01 6A 00 45 A6 01"), &[5], Some(Repair::ClearAttributeBit { byte: 0x26 }), 0),
        ("END of an empty tag", bytes("03 01 6A 00 45 26 01 01"), &[7], Some(Repair::RemoveEnd), 0),
        ("bytes behind", bytes("03 01 6A 00 45 26 01 0D 0A"), &[7], Some(Repair::CutRest { at: 7 }), 0),
        ("zeros behind", bytes("03 01 6A 00 45 26 01 00 00"), &[7], Some(Repair::CutRest { at: 7 }), 0),
        ("two documents", bytes("03 01 6A 00 05 03 01 6A 00 05"), &[5], Some(Repair::Split { at: 5 }), 0),
        ("no END", bytes("03 01 6A 00 45 5C 26"), &[7], Some(Repair::AppendEnds { count: 2 }), 0),
        ("cut string", bytes("03 01 6A 00 45 64 03 31"), &[8], Some(Repair::CloseString { ends: 2 }), 0),
        ("cut OPAQUE", bytes("03 01 6A 00 4E C3 05 41"), &[6], Some(Repair::AppendBytes { missing: 4, ends: 1 }), 0),
        ("cut length", bytes("03 01 6A 00 4E C3 81"), &[7], Some(Repair::CutToken { at: 5, ends: 1 }), 0),
        ("cut switch", bytes("03 01 6A 00 45 00"), &[6], Some(Repair::CutToken { at: 5, ends: 1 }), 0),
        ("unknown tag", bytes("03 01 6A 00 45 3F 01"), &[5], None, 0),
    ]
}

#[test]
fn each_fault_has_its_repair() {
    for (name, input, offsets, repair, beyond) in broken() {
        let reading = read(&input, Options::default());
        let found: Vec<usize> = reading.faults.iter().map(|fault| fault.error.offset).collect();
        assert_eq!(found, offsets, "{name}");
        assert_eq!(reading.faults[0].repair, repair, "{name}");
        assert_eq!(reading.beyond.len(), beyond, "{name}: {:?}", reading.beyond);
    }
}

#[test]
fn repairs_heal() {
    for (name, input, _, repair, _) in broken() {
        if let Some(healed) = repair.and_then(|repair| apply(&repair, &input)) {
            assert_eq!(decode(&healed, Options::default()).1, None, "{name}: {healed:02X?}");
        }
    }
}

#[test]
fn every_cut_behind_the_header_and_the_root_tag_heals() {
    for (name, hex) in EXAMPLES {
        let input = bytes(hex);
        for length in 7..input.len() {
            let cut = &input[..length];
            let reading = read(cut, Options::default());
            let healed = reading.faults[0].repair.as_ref().and_then(|repair| apply(repair, cut)).unwrap();
            assert_eq!(decode(&healed, Options::default()).1, None, "{name} cut to {length}: {healed:02X?}");
        }
    }
}

#[test]
fn text_that_is_not_utf8_is_shown_as_latin1() {
    let input = bytes("03 01 6A 00 4E 03 41 03 00 03 C4 A4 E9 00 01");
    let reading = read(&input, Options::default());
    let text = Recovered::Latin1 { offset: 9, text: "Ä¤é".to_owned() };
    let end = Event { offset: 14, kind: EventKind::End(tag::air_sync::STATUS) };
    assert_eq!(reading.beyond, [text, Recovered::Event(end)]);
    assert_eq!(reading.events.len(), 2);
}

#[test]
fn a_log_full_of_faults_does_not_fill_the_memory() {
    let strings = bytes("03 FF 00").repeat(MAX_FAULTS + 50);
    let input = [bytes("03 01 6A 00 4E"), strings, bytes("01")].concat();
    let reading = read(&input, Options::default());
    assert_eq!((reading.faults.len(), reading.beyond.len()), (MAX_FAULTS, MAX_FAULTS - 1));
}

#[test]
fn limits_hold_and_are_named() {
    let input = bytes("03 01 6A 00 45 5C 26 01 01");
    for limits in [Limits { depth: 1, ..Limits::default() }, Limits { document: 8, ..Limits::default() }] {
        let reading = read(&input, Options { limits, ..Options::default() });
        assert_eq!(reading.faults.len(), 1);
        assert_eq!(reading.faults[0].repair, Some(Repair::RaiseLimit));
        assert_eq!(reading.beyond, []);
    }
}

#[test]
fn a_diagnosis_reads_as_one_sentence() {
    let input = bytes("03 01 6A 00 45 5C");
    let reading = read(&input, Options::default());
    assert_eq!(
        reading.faults[0].to_string(),
        "offset 6 in Sync/Collections: the document ends with 2 elements open; expected END (0x01) for each; the \
         capture stops early: append 01 2 times"
    );
}

/// What the repair's message tells to do, where that can be done without thinking.
fn apply(repair: &Repair, input: &[u8]) -> Option<Vec<u8>> {
    let ends = |count: usize| vec![0x01; count];
    let header = bytes("03 01 6A 00");
    Some(match *repair {
        Repair::CutPrefix { count, .. } => input[count..].to_vec(),
        Repair::AddHeader => [&header, input].concat(),
        Repair::ReplaceHeader { length } => [&header, &input[length..]].concat(),
        Repair::RemoveNul { at } => [&input[..at], &input[at + 1..]].concat(),
        Repair::CutRest { at } | Repair::Split { at } => input[..at].to_vec(),
        Repair::AppendEnds { count } => [input, &ends(count)].concat(),
        Repair::CloseString { ends: count } => [input, &[0x00], &ends(count)].concat(),
        Repair::AppendBytes { missing, ends: count } => [input, &vec![0x00; missing], &ends(count)].concat(),
        Repair::CutToken { at, ends: count } => [&input[..at], &ends(count)].concat(),
        _ => return None,
    })
}
