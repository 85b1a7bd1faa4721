//! The worked examples, and one document for each reason to refuse.

use super::{
    Document, Element, EncodeError, MAX_DEPTH, MAX_ELEMENTS, MAX_VALUE, Node, Reason, decode, encode, tag,
    tags,
};

/// [MS-ASWBXML] section 3 and others of its kind; canonical.
const EXAMPLES: &[(&str, &str)] = &[
    ("03 01 6A 00 00 07 56 52 03 30 00 01 01", "FolderSync(SyncKey(\"0\"))"),
    ("03 01 6A 00 45 64 03 38 00 01 26 01", "Sync(Wait(\"8\") Partial())"),
    (
        "03 01 6A 00 45 5C 4F 4B 03 31 00 01 52 03 31 35 00 01 57 50 03 53 4D 53 00 01 58 03 30 00 01 00 11 45 46 03 31 \
         00 01 01 01 01 01 01",
        "Sync(Collections(Collection(SyncKey(\"1\") CollectionId(\"15\") Options(Class(\"SMS\") FilterType(\"0\") \
         BodyPreference(Type(\"1\"))))))",
    ),
    (
        "03 01 6A 00 45 00 16 49 C3 10 F1 F2 61 F6 CF 4D 44 FF 3C 64 F6 58 33 0F 30 00 01 4A C3 05 C9 71 26 48 DE 01 01",
        "Sync(ConversationId([F1, F2, 61, F6, CF, 4D, 44, FF, 3C, 64, F6, 58, 33, 0F, 30, 00]) \
         ConversationIndex([C9, 71, 26, 48, DE]))",
    ),
    (
        "03 01 6A 00 00 06 45 47 48 00 00 4B 03 31 00 01 00 06 4A 03 31 35 00 01 00 00 57 50 03 53 4D 53 00 01 01 01 01 \
         01",
        "GetItemEstimate(Collections(Collection(SyncKey(\"1\") CollectionId(\"15\") Options(Class(\"SMS\")))))",
    ),
    (
        "03 01 6A 00 00 12 45 56 48 61 03 30 00 01 01 01 01",
        "Settings(DeviceInformation(Set(EnableOutboundSMS(\"0\"))))",
    ),
];

#[test]
fn worked_examples_go_both_ways() {
    for (hex, tree) in EXAMPLES {
        let bytes = bytes(hex);
        let document = decode(&bytes).unwrap();
        assert_eq!(show(&document.root), *tree);
        assert_eq!(encode(&document), Ok(bytes));
    }
}

#[test]
fn legal_odd_forms_are_read_and_written_in_canonical_form() {
    for (odd, tree, canonical) in [
        ("45 53 01 01", "Sync(GetChanges())", "45 13 01"),
        ("45 53 03 00 01 01", "Sync(GetChanges(\"\"))", "45 13 01"),
        ("45 53 C3 00 01 01", "Sync(GetChanges([]))", "45 13 01"),
        ("45 4B 03 31 00 03 32 00 01 01", "Sync(SyncKey(\"1\" \"2\"))", "45 4B 03 31 32 00 01 01"),
        ("45 4B 03 31 00 C3 00 03 32 00 01 01", "Sync(SyncKey(\"1\" [] \"2\"))", "45 4B 03 31 32 00 01 01"),
        ("45 4B 03 31 00 C3 01 32 01 01", "Sync(SyncKey(\"1\" [32]))", "45 4B 03 31 00 C3 01 32 01 01"),
        ("00 00 45 00 02 00 00 13 00 06 01", "Sync(GetChanges())", "45 13 01"),
        ("45 4B 00 02 03 31 00 01 01", "Sync(SyncKey(\"1\"))", "45 4B 03 31 00 01 01"),
        ("00 02 00 07 16", "FolderSync()", "00 07 16"),
    ] {
        let document = decode(&with_header(odd)).unwrap();
        assert_eq!(show(&document.root), tree, "{odd}");
        assert_eq!(encode(&document), Ok(with_header(canonical)), "{odd}");
    }
}

#[test]
fn everything_else_is_refused_where_it_is_wrong() {
    for (hex, offset, reason) in [
        ("", 0, Reason::End),
        ("02 01 6A 00 05", 0, Reason::Version),
        ("03 02 6A 00 05", 1, Reason::PublicId),
        ("03 01 03 00 05", 2, Reason::Charset),
        ("03 01 6A 01 00 05", 3, Reason::StringTable),
        ("03 80 01 6A 00 05", 1, Reason::Integer),
        ("03 01 6A", 3, Reason::End),
        ("03 01 6A 00", 4, Reason::End),
        ("03 01 6A 00 00", 5, Reason::End),
        ("03 01 6A 00 00 03 05", 5, Reason::UnknownPage),
        ("03 01 6A 00 00 1A 05", 5, Reason::UnknownPage),
        ("03 01 6A 00 01", 4, Reason::NotATag),
        ("03 01 6A 00 03 31 00", 4, Reason::NotATag),
        ("03 01 6A 00 C3 00", 4, Reason::NotATag),
        ("03 01 6A 00 45 02 41 01", 5, Reason::ForbiddenToken),
        ("03 01 6A 00 45 83 00 01", 5, Reason::ForbiddenToken),
        ("03 01 6A 00 C4 00", 4, Reason::ForbiddenToken),
        ("03 01 6A 00 85", 4, Reason::Attributes),
        ("03 01 6A 00 00 0D 3F", 6, Reason::UnknownTag),
        ("03 01 6A 00 45 03 31", 7, Reason::End),
        ("03 01 6A 00 45 03 31 FF 00 01", 7, Reason::NotUtf8),
        ("03 01 6A 00 45 03 C0 80 00 01", 6, Reason::NotUtf8),
        ("03 01 6A 00 45 03 ED A0 80 00 01", 6, Reason::NotUtf8),
        ("03 01 6A 00 45 C3 02 31", 6, Reason::OpaqueCut),
        ("03 01 6A 00 45 C3 80 00 01", 6, Reason::Integer),
        ("03 01 6A 00 45 C3 90 80 80 80 01 31 01", 6, Reason::Integer),
        ("03 01 6A 00 45 C3 81 80 80 80 80 01", 6, Reason::Integer),
        ("03 01 6A 00 45 C3 81", 7, Reason::End),
        ("03 01 6A 00 45", 5, Reason::End),
        ("03 01 6A 00 05 01", 5, Reason::AfterRoot),
        ("03 01 6A 00 05 00 02", 5, Reason::AfterRoot),
        ("03 01 6A 00 05 05", 5, Reason::AfterRoot),
    ] {
        let error = decode(&bytes(hex)).unwrap_err();
        assert_eq!((error.offset, error.reason), (offset, reason), "{hex}");
    }
}

#[test]
fn limits_are_those_named() {
    let nested = |levels: usize| {
        [with_header(""), vec![0x45; levels - 1], vec![0x05], vec![0x01; levels - 1]].concat()
    };
    let deepest = decode(&nested(MAX_DEPTH)).unwrap();
    assert_eq!(encode(&deepest), Ok(nested(MAX_DEPTH)));
    let error = decode(&nested(MAX_DEPTH + 1)).unwrap_err();
    assert_eq!((error.offset, error.reason), (4 + MAX_DEPTH, Reason::Limit));
    let deeper = Document { root: element(0x05, vec![Node::Element(deepest.root)]) };
    assert_eq!(encode(&deeper), Err(EncodeError::Limit));

    let many = |count: usize| [with_header("45"), vec![0x05; count - 1], vec![0x01]].concat();
    let most = decode(&many(MAX_ELEMENTS)).unwrap();
    assert_eq!(encode(&most), Ok(many(MAX_ELEMENTS)));
    let error = decode(&many(MAX_ELEMENTS + 1)).unwrap_err();
    assert_eq!((error.offset, error.reason), (4 + MAX_ELEMENTS, Reason::Limit));
    let more = Document { root: element(0x05, vec![Node::Element(most.root)]) };
    assert_eq!(encode(&more), Err(EncodeError::Limit));

    let text = |length: usize| [with_header("45 03"), vec![b'x'; length], vec![0x00, 0x01]].concat();
    assert!(decode(&text(MAX_VALUE)).is_ok());
    assert_eq!(decode(&text(MAX_VALUE + 1)).unwrap_err().reason, Reason::Limit);
    let long = Node::Text("x".repeat(MAX_VALUE));
    let both = Document { root: element(0x05, vec![long, Node::Text("y".to_owned())]) };
    assert_eq!(encode(&both), Err(EncodeError::Limit), "two pieces are one string");
}

#[test]
fn what_cannot_be_written_is_refused() {
    let nul = Document { root: element(0x05, vec![Node::Text("\0".to_owned())]) };
    assert_eq!(encode(&nul), Err(EncodeError::Nul { name: "Sync" }));
    let unknown = Document { root: element(0x04, Vec::new()) };
    assert_eq!(encode(&unknown), Err(EncodeError::UnknownTag { page: 0, token: 0x04 }));
    let text = decode(&with_header("00 16 49 03 31 00 01")).unwrap();
    assert_eq!(encode(&text), Err(EncodeError::TextInByteArray { name: "ConversationId" }));
}

#[test]
fn the_table_is_the_file() {
    assert_eq!(tags().count(), 586);
    assert_eq!(tags().filter(|tag| tag.byte_array).count(), 8);
    assert_eq!(tag(0, 0x0B).map(|tag| tag.name.as_str()), Some("SyncKey"));
    assert_eq!(tag(22, 0x09).map(|tag| (tag.name.as_str(), tag.byte_array)), Some(("ConversationId", true)));
    assert_eq!(tag(3, 0x05), None);
}

fn element(token: u8, content: Vec<Node>) -> Element {
    Element { page: 0, token, name: tag(0, token).map_or("?", |tag| &tag.name), content }
}

/// `Name(content …)`, text quoted, bytes in brackets.
fn show(element: &Element) -> String {
    let content = element.content.iter().map(|node| match node {
        Node::Element(child) => show(child),
        Node::Text(text) => format!("{text:?}"),
        Node::Opaque(bytes) => format!("{bytes:02X?}"),
    });
    format!("{}({})", element.name, content.collect::<Vec<_>>().join(" "))
}

fn with_header(body: &str) -> Vec<u8> {
    bytes(&format!("03 01 6A 00 {body}"))
}

fn bytes(hex: &str) -> Vec<u8> {
    hex.split_whitespace().map(|byte| u8::from_str_radix(byte, 16).unwrap()).collect()
}
