use insta::assert_snapshot;

use super::{example, output, transcript};

const FOLDER_SYNC: &[u8] = b"<FolderSync><SyncKey>0</SyncKey></FolderSync>";
const BYTES: [u8; 13] = [0x03, 0x01, 0x6A, 0x00, 0x00, 0x07, 0x56, 0x52, 0x03, 0x30, 0x00, 0x01, 0x01];

#[test]
fn forms() {
    assert_eq!(output(&["encode"], FOLDER_SYNC), BYTES);
    assert_eq!(output(&["encode", "--hex"], FOLDER_SYNC), b"03 01 6A 00 00 07 56 52 03 30 00 01 01\n");
    assert_eq!(output(&["encode", "--base64"], FOLDER_SYNC), b"AwFqAAAHVlIDMAABAQ==\n");
}

#[test]
fn hexadecimal_lines_are_read_again() {
    let document = example("4.1-sync-request.xml");
    let hex = output(&["encode", "--hex", "../../../model/wire/tests/examples/4.1-sync-request.xml"], b"");
    assert!(hex.split(|byte| *byte == b'\n').all(|line| line.len() < 100));
    assert_eq!(output(&["decode", "--json"], &document), {
        let shown = String::from_utf8(output(&["decode", "--json"], &hex)).unwrap();
        shown.replace("\"form\": \"hex\"", "\"form\": \"raw\"").into_bytes()
    });
}

#[test]
fn file() {
    let path = std::env::temp_dir().join(format!("asms-encode-{}.wbxml", std::process::id()));
    assert_eq!(output(&["encode", "--out", path.to_str().unwrap()], FOLDER_SYNC), b"");
    assert_eq!(std::fs::read(&path).unwrap(), BYTES);
    std::fs::remove_file(path).unwrap();
}

#[test]
fn unknown_element_has_line_and_column() {
    assert_snapshot!(transcript(&["encode"], b"<Sync>\n  <Colections/>\n</Sync>\n"));
}

#[test]
fn ill_formed_xml_has_line_and_column() {
    assert_snapshot!(transcript(&["encode"], b"<Sync>\n  <Wait>8</Limit>\n</Sync>\n"));
}
