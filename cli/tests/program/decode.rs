use insta::assert_snapshot;

use super::{example, output, run, sample, transcript};

const SERVER_ADD: &str = "4.3-sync-response.xml";

#[test]
fn server_add_of_the_specification() {
    assert_snapshot!(transcript(&["decode"], &example(SERVER_ADD)));
}

#[test]
fn sync_request_of_the_specification() {
    assert_snapshot!(transcript(&["decode", "--request"], &example("4.1-sync-request.xml")));
}

#[test]
fn settings_request_at_14_0() {
    assert_snapshot!(transcript(&["decode", "--version", "14.0"], &example("4.4-settings-request.xml")));
}

/// Whatever the log made of the bytes, the same document comes out, and the guess is said.
#[test]
fn forms_of_logs_give_the_same_document() {
    let raw = output(&["decode", "-"], &example(SERVER_ADD));
    for (file, form) in [
        ("4.3.log", "hexadecimal digits"),
        ("4.3.hexdump", "hexadecimal digits"),
        ("4.3.tcpdump", "hexadecimal digits"),
        ("4.3.base64", "base64"),
    ] {
        let guessed = run(&["decode", file], b"");
        assert_eq!(guessed.stdout, raw, "{file}");
        let said = String::from_utf8(guessed.stderr).unwrap();
        assert_eq!(said, format!("asms: read {file} as {form}, 264 bytes\n"));
        let option = if form == "base64" { "--base64" } else { "--hex" };
        let told = run(&["decode", option, file], b"");
        assert_eq!((told.stdout, told.stderr), (raw.clone(), Vec::new()), "{file} {option}");
    }
}

#[test]
fn long_value_is_cut_to_its_line() {
    assert_snapshot!(transcript(&["decode"], &sample("long-body.xml")));
}

#[test]
fn full_shows_every_byte() {
    assert_snapshot!(transcript(&["decode", "--full"], &sample("long-body.xml")));
}

#[test]
fn broken_text_strict() {
    assert_snapshot!(transcript(&["decode", "latin1.hex"], b""));
}

#[test]
fn broken_text_lenient() {
    assert_snapshot!(transcript(&["decode", "--lenient", "latin1.hex"], b""));
}

#[test]
fn cut_capture_lenient() {
    assert_snapshot!(transcript(&["decode", "--lenient", "cut.hex"], b""));
}

#[test]
fn http_head_lenient() {
    assert_snapshot!(transcript(&["decode", "--lenient", "http.bin"], b""));
}

#[test]
fn http_head_strict() {
    assert_snapshot!(transcript(&["decode", "http.bin"], b""));
}

#[test]
fn broken_digits_are_named_as_such() {
    assert_snapshot!(transcript(&["decode"], b"03 01 6A 00 45 5C 4F G4\n"));
}

#[test]
fn other_content_is_named() {
    let inputs = [&b"hello\n"[..], b"\x1F\x8B\x08\0", b"\x7FELF\x02\x01"];
    let shown = inputs.map(|input| transcript(&["decode"], input));
    assert_snapshot!(shown.join("\n\n"));
}

#[test]
fn cut_text_is_shown() {
    let document = example(SERVER_ADD);
    assert_snapshot!(transcript(&["decode", "--lenient"], &document[..60]));
}

#[test]
fn xml_is_no_document() {
    assert_snapshot!(transcript(&["decode", "--lenient", "filter-9.xml"], b""));
}

#[test]
fn empty_input() {
    assert_snapshot!(transcript(&["decode"], b""));
}

#[test]
fn schema_breach_has_path_and_place() {
    assert_snapshot!(transcript(&["decode"], &sample("filter-9.xml")));
}

#[test]
fn schema_breach_of_both_directions_is_told_once() {
    assert_snapshot!(transcript(&["decode", "--hex"], b"03016A00 455C45 010101"));
}

#[test]
fn schema_breach_of_another_command() {
    assert_snapshot!(transcript(&["decode", "--command", "ping", "--hex"], b"3 1 6a 0 5"));
}

/// 12.1 has no SMS, so its schema has no second Options and no Class in them.
#[test]
fn schema_depends_on_the_version() {
    let request = example("4.1-sync-request.xml");
    assert_eq!(run(&["decode", "--version", "14.0"], &request).status.code(), Some(0));
    assert_eq!(run(&["decode", "--version", "12.1"], &request).status.code(), Some(1));
}

#[test]
fn command_without_a_schema_here() {
    assert_snapshot!(transcript(&["decode", "--hex"], b"03016A00 000E05"));
}

#[test]
fn json_of_a_message() {
    assert_snapshot!(transcript(&["decode", "--json", "--hex"], b"03016A00000756520330000101"));
}

#[test]
fn json_of_a_breach() {
    let shown = transcript(&["decode", "--json"], &sample("filter-9.xml"));
    let breaches = shown.split_once("\"breaches\"").unwrap().1;
    assert_snapshot!(breaches);
}

#[test]
fn json_of_a_broken_document() {
    assert_snapshot!(transcript(&["decode", "--json", "--lenient", "--hex"], b"03016A00 4503E9000126"));
}

#[test]
fn json_of_a_broken_document_fails_when_strict() {
    let run = run(&["decode", "--json", "--hex"], b"03016A00 45");
    assert_eq!(run.status.code(), Some(2));
    let document: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap();
    assert_eq!(document["faults"][0]["offset"], 5);
    assert_eq!(document["faults"][0]["open"][0], "AirSync:Sync");
}

#[test]
fn xml_of_the_server_add() {
    assert_snapshot!(transcript(&["decode", "--xml"], &example(SERVER_ADD)));
}

#[test]
fn xml_comes_back_byte_for_byte() {
    for name in ["4.1-sync-request.xml", "4.2-sync-request.xml", SERVER_ADD, "4.4-settings-request.xml"] {
        let document = example(name);
        let xml = output(&["decode", "--xml"], &document);
        assert_eq!(output(&["encode"], &xml), document, "{name}");
    }
}
