use insta::assert_snapshot;

use super::{output, run, transcript};

/// 500 characters, as one long message.
fn five_hundred() -> String {
    let text = "Wir treffen uns um acht am alten Hafen; bring bitte die Karten und 20 € mit. ";
    text.repeat(7).chars().take(500).collect()
}

#[test]
fn short_text() {
    assert_snapshot!(transcript(&["sms", "split", "See you at eight"], b""));
}

#[test]
fn turkish_text_with_its_tables() {
    let text = "Yarın akşam görüşürüz, çok güzel bir gün olacak; ağabeyim geliyor, şarkı söyleyeceğiz!";
    assert_snapshot!(transcript(&["sms", "split", "--language", "turkish,spanish", text], b""));
}

#[test]
fn turkish_text_without_its_tables() {
    let text = "Yarın akşam görüşürüz, çok güzel bir gün olacak; ağabeyim geliyor, şarkı söyleyeceğiz!";
    assert_snapshot!(transcript(&["sms", "split", "--reference", "300", "--wide-reference", text], b""));
}

/// The 67th code unit of the first part would be half of a pair.
#[test]
fn emoji_is_not_cut() {
    let text = format!("{}😀 bis gleich", "x".repeat(66));
    assert_snapshot!(transcript(&["sms", "split", &text], b""));
}

#[test]
fn five_hundred_characters() {
    assert_snapshot!(transcript(&["sms", "split"], (five_hundred() + "\n").as_bytes()));
}

#[test]
fn latin_text_for_cdma() {
    assert_snapshot!(transcript(&["sms", "split", "--cdma", &"é".repeat(161)], b""));
}

#[test]
fn split_as_json() {
    assert_snapshot!(transcript(&["sms", "split", "--json", "Привет"], b""));
}

#[test]
fn submit_with_report_and_validity() {
    let arguments = [
        "sms",
        "encode",
        "--to",
        "+491701234567",
        "--report",
        "--validity",
        "25h",
        "--mr",
        "17",
        "Bis später",
    ];
    assert_snapshot!(transcript(&arguments, b""));
}

#[test]
fn submit_as_json() {
    assert_snapshot!(transcript(&["sms", "encode", "--to", "8080", "--json", "STOP"], b""));
}

/// What `encode` prints, `decode` reads, and the text is whole again.
#[test]
fn five_hundred_characters_there_and_back() {
    let units = output(&["sms", "encode", "--to", "8080", &five_hundred()], b"");
    assert_snapshot!(transcript(&["sms", "decode"], &units));
    let shown: serde_json::Value =
        serde_json::from_slice(&output(&["sms", "decode", "--json"], &units)).unwrap();
    assert_eq!(shown["messages"][0]["content"][0]["text"], five_hundred());
}

#[test]
fn missing_part_is_named() {
    let units = String::from_utf8(output(&["sms", "encode", "--to", "8080", &five_hundred()], b"")).unwrap();
    let units: Vec<&str> = units.lines().filter(|line| !line.starts_with('#')).collect();
    let shown = run(&["sms", "decode", units[3], units[0]], b"");
    assert_eq!(shown.status.code(), Some(1));
    let text = String::from_utf8(shown.stdout).unwrap();
    assert!(text.contains("message to 8080, 2 of 4 parts\n"), "{text}");
    assert!(text.contains("\n  [parts 2 to 3 are missing]\n"), "{text}");
}

#[test]
fn deliver_behind_its_service_centre() {
    let unit = "0791947107160000040B919471103254F600006211321195004005E8329BFD06";
    assert_snapshot!(transcript(&["sms", "decode", "--smsc", unit], b""));
}

#[test]
fn status_report_and_command_differ_by_their_way() {
    let report = "06110B919471103254F6621132119500406211321195004046";
    assert_snapshot!(transcript(&["sms", "decode", report], b""));
    let command = "22010002050B919471103254F600";
    assert_snapshot!(transcript(&["sms", "decode", "--to-network", command], b""));
}

#[test]
fn reports() {
    assert_snapshot!(transcript(&["sms", "decode", "--report", "error", "--to-network", "00D300"], b""));
    assert_snapshot!(transcript(&["sms", "decode", "--report", "ack", "010062113211950040"], b""));
}

#[test]
fn full_shows_every_octet() {
    let units = output(&["sms", "encode", "--to", "8080", "Wir treffen uns um acht am Hafen"], b"");
    assert_snapshot!(transcript(&["sms", "decode", "--full"], &units));
}

#[test]
fn unit_as_json() {
    assert_snapshot!(transcript(&["sms", "decode", "--json", "01000B919471103254F6000003537A98"], b""));
}

#[test]
fn cut_unit_has_field_and_offset() {
    assert_snapshot!(transcript(&["sms", "decode", "01000B91947110"], b""));
}

#[test]
fn address_list() {
    let list = r#""Jo" [MOBILE:+1 (425) 555-0143],"Al" <al@example.com>, [MOBILE:Call4U]"#;
    assert_snapshot!(transcript(&["sms", "address", list], b""));
}

#[test]
fn service_centre_address_is_recognised_as_the_reason() {
    let unit = "0791947107160000040B919471103254F600006211321195004005E8329BFD06";
    assert_snapshot!(transcript(&["sms", "decode", unit], b""));
}

#[test]
fn tab_is_named_as_the_reason_for_ucs2() {
    assert_snapshot!(transcript(&["sms", "split", "a\tb"], b""));
}

#[test]
fn address_without_digits_is_not_counted() {
    assert_snapshot!(transcript(&["sms", "address", "[MOBILE:abc]"], b""));
}

#[test]
fn address_list_without_its_quote() {
    assert_snapshot!(transcript(&["sms", "address", "\"Jo"], b""));
}
