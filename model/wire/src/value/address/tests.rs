use proptest::prelude::*;

use super::*;

fn mobile(name: &str, number: &str) -> Entry {
    Entry::Mobile(Recipient::new(name, MobileNumber::new(number)))
}

fn other(text: &str) -> Entry {
    Entry::Other(OtherAddress(text.to_owned()))
}

fn written(entries: &[Entry], style: Style) -> String {
    AddressList::new(entries.to_vec(), style).unwrap().text().to_owned()
}

/// Each text with its entries, and the text again as the default style writes it.
#[test]
fn texts_that_are_read() {
    #[rustfmt::skip]
    let table = [
        // [MS-ASMS] 4.3, v9.0 and v5.0.
        (r#""14255550143" [MOBILE:14255550143]"#, vec![mobile("", "14255550143")], r#""14255550143" [MOBILE:14255550143]"#),
        (r#""+14255550123" [MOBILE:+14255550123]"#, vec![mobile("", "+14255550123")], r#""+14255550123" [MOBILE:+14255550123]"#),
        (r#""14255550123" [MOBILE:+14255550123]"#, vec![mobile("14255550123", "+14255550123")], r#""14255550123" [MOBILE:+14255550123]"#),
        // The templates of 2.2.2.1.6 and 2.2.2.1.10.
        (r#""Jo" [MOBILE:123]"#, vec![mobile("Jo", "123")], r#""Jo" [MOBILE:123]"#),
        (r#""Jo" [MOBILE: 123]"#, vec![mobile("Jo", "123")], r#""Jo" [MOBILE:123]"#),
        (r#""Sender's Name" [MOBILE: Sender's phone number]"#, vec![mobile("Sender's Name", "Sender's phone number")], r#""Sender's Name" [MOBILE:Sender's phone number]"#),
        // Without a name.
        (r#""" [MOBILE:123]"#, vec![mobile("", "123")], r#""123" [MOBILE:123]"#),
        ("[MOBILE:123]", vec![mobile("", "123")], r#""123" [MOBILE:123]"#),
        ("[MOBILE: +123]", vec![mobile("", "+123")], r#""+123" [MOBILE:+123]"#),
        (r#"" " [MOBILE:123]"#, vec![mobile(" ", "123")], r#"" " [MOBILE:123]"#),
        // Without a number.
        (r#""Jo" [MOBILE:]"#, vec![mobile("Jo", "")], r#""Jo" [MOBILE:]"#),
        (r#""Jo" [MOBILE: ]"#, vec![mobile("Jo", "")], r#""Jo" [MOBILE:]"#),
        ("[MOBILE:]", vec![mobile("", "")], r#""" [MOBILE:]"#),
        (r#""Jo""#, vec![other(r#""Jo""#)], r#""Jo""#),
        (r#""""#, vec![other(r#""""#)], r#""""#),
        ("+14255550143", vec![other("+14255550143")], "+14255550143"),
        // Blanks and case.
        (r#""Jo"[MOBILE:123]"#, vec![mobile("Jo", "123")], r#""Jo" [MOBILE:123]"#),
        ("  \"Jo\" \t [mobile:\t123 ]\r\n", vec![mobile("Jo", "123")], r#""Jo" [MOBILE:123]"#),
        (r#""Jo" [MOBILE:+1 (425) 555-0143]"#, vec![mobile("Jo", "+1 (425) 555-0143")], r#""Jo" [MOBILE:+1 (425) 555-0143]"#),
        // Name without quotes.
        ("Jo Doe [MOBILE:123]", vec![mobile("Jo Doe", "123")], r#""Jo Doe" [MOBILE:123]"#),
        (r"DOMAIN\jo [MOBILE:123]", vec![mobile(r"DOMAIN\jo", "123")], r#""DOMAIN\\jo" [MOBILE:123]"#),
        ("jo@example.com [MOBILE:123]", vec![mobile("jo@example.com", "123")], r#""jo@example.com" [MOBILE:123]"#),
        (r#""Jo" <jo@example.com> [MOBILE:123]"#, vec![mobile(r#""Jo" <jo@example.com>"#, "123")], r#""\"Jo\" <jo@example.com>" [MOBILE:123]"#),
        // Commas, brackets, quotes and backslashes in a name.
        (r#""Doe, Jo" [MOBILE:123]"#, vec![mobile("Doe, Jo", "123")], r#""Doe, Jo" [MOBILE:123]"#),
        (r#""Jo [work]" [MOBILE:123]"#, vec![mobile("Jo [work]", "123")], r#""Jo [work]" [MOBILE:123]"#),
        (r#""x [MOBILE:666], y" [MOBILE:123]"#, vec![mobile("x [MOBILE:666], y", "123")], r#""x [MOBILE:666], y" [MOBILE:123]"#),
        (r#""Jo "Ace" Bo" [MOBILE:123]"#, vec![mobile(r#"Jo "Ace" Bo"#, "123")], r#""Jo \"Ace\" Bo" [MOBILE:123]"#),
        (r#""Jo \"Ace\" Bo" [MOBILE:123]"#, vec![mobile(r#"Jo "Ace" Bo"#, "123")], r#""Jo \"Ace\" Bo" [MOBILE:123]"#),
        (r#""Jo \"Ace\"" [MOBILE:123]"#, vec![mobile(r#"Jo "Ace""#, "123")], r#""Jo \"Ace\"" [MOBILE:123]"#),
        (r#""Jo "Ace"" [MOBILE:123]"#, vec![mobile(r#"Jo "Ace""#, "123")], r#""Jo \"Ace\"" [MOBILE:123]"#),
        (r#"""Ace" Jo" [MOBILE:123]"#, vec![mobile(r#""Ace" Jo"#, "123")], r#""\"Ace\" Jo" [MOBILE:123]"#),
        (r#""\" [MOBILE:666]" [MOBILE:123]"#, vec![mobile(r#"" [MOBILE:666]"#, "123")], r#""\" [MOBILE:666]" [MOBILE:123]"#),
        (r#""DOMAIN\user" [MOBILE:123]"#, vec![mobile(r"DOMAIN\user", "123")], r#""DOMAIN\\user" [MOBILE:123]"#),
        (r#""a\\" [MOBILE:123]"#, vec![mobile(r"a\", "123")], r#""a\\" [MOBILE:123]"#),
        ("\"Jo\nBo\" [MOBILE:123]", vec![mobile("Jo\nBo", "123")], "\"Jo\nBo\" [MOBILE:123]"),
        (r#""😀 Zoë" [MOBILE:１２３]"#, vec![mobile("😀 Zoë", "１２３")], r#""😀 Zoë" [MOBILE:１２３]"#),
        // Brackets, commas, blanks and backslashes in a number.
        (r#""Jo" [MOBILE:[1\]2]"#, vec![mobile("Jo", "[1]2")], r#""Jo" [MOBILE:[1\]2]"#),
        (r#""Jo" [MOBILE:1,2]"#, vec![mobile("Jo", "1,2")], r#""Jo" [MOBILE:1,2]"#),
        (r#""Jo" [MOBILE:\ 1 2\ ]"#, vec![mobile("Jo", " 1 2 ")], r#""Jo" [MOBILE:\ 1 2\ ]"#),
        (r#""Jo" [MOBILE:1\2\\]"#, vec![mobile("Jo", r"1\2\")], r#""Jo" [MOBILE:1\\2\\]"#),
        // Lists.
        ("", vec![], ""),
        (" , ,", vec![], ""),
        (r#""A" [MOBILE:1],"B" [MOBILE:2]"#, vec![mobile("A", "1"), mobile("B", "2")], r#""A" [MOBILE:1],"B" [MOBILE:2]"#),
        (r#""A" [MOBILE:1] , "B" [MOBILE: 2],"#, vec![mobile("A", "1"), mobile("B", "2")], r#""A" [MOBILE:1],"B" [MOBILE:2]"#),
        ("A, B [MOBILE:2]", vec![other("A"), mobile("B", "2")], r#"A,"B" [MOBILE:2]"#),
        // E-mail addresses, and other things in brackets.
        (r#""Jo" <jo@example.com>"#, vec![other(r#""Jo" <jo@example.com>"#)], r#""Jo" <jo@example.com>"#),
        (
            r#"jo@example.com, "Doe, Al" <al@example.com> ,"B" [MOBILE:2]"#,
            vec![other("jo@example.com"), other(r#""Doe, Al" <al@example.com>"#), mobile("B", "2")],
            r#"jo@example.com,"Doe, Al" <al@example.com>,"B" [MOBILE:2]"#,
        ),
        (r#""Jo" [FAX:123]"#, vec![other(r#""Jo" [FAX:123]"#)], r#""Jo" [FAX:123]"#),
        (r#""Jo" [MOBILE 123]"#, vec![other(r#""Jo" [MOBILE 123]"#)], r#""Jo" [MOBILE 123]"#),
        ("[MOBILÉ:1]", vec![other("[MOBILÉ:1]")], "[MOBILÉ:1]"),
        ("[MOBILE", vec![other("[MOBILE")], "[MOBILE"),
        ("]", vec![other("]")], "]"),
    ];
    for (text, entries, normal) in table {
        let list = AddressList::parse(text).unwrap();
        assert_eq!(list.entries(), entries, "{text}");
        assert_eq!(list.text(), text, "unusual spelling is kept");
        assert_eq!(written(&entries, Style::Example), normal, "{text}");
    }
}

#[test]
fn texts_that_are_refused() {
    let name = "a quote that ends the name";
    let number = "a bracket that ends the number";
    let end = "a comma or the end";
    #[rustfmt::skip]
    let table = [
        (r#"""#, 1, name, None),
        (r#""Jo [MOBILE:123]"#, 16, name, None),
        (r#""Jo\" [MOBILE:123]"#, 18, name, None),
        (r#""Jo" Doe [MOBILE:123]"#, 21, name, None),
        (r#""Jo" [MOBILE:123"#, 16, number, None),
        (r#""Jo" [MOBILE:123\]"#, 18, number, None),
        ("[MOBILE:", 8, number, None),
        (r#""Jo" [MOBILE:12]3]"#, 16, end, Some('3')),
        (r#""Jo" [MOBILE:1] [MOBILE:2]"#, 16, end, Some('[')),
        (r#""A" [MOBILE:1]; "B" [MOBILE:2]"#, 14, end, Some(';')),
        (r#""Zoë" [MOBILE:1] é"#, 18, end, Some('é')),
    ];
    for (text, offset, expected, found) in table {
        let error = AddressError::Unexpected { offset, expected, found };
        assert_eq!(AddressList::parse(text), Err(error), "{text}");
    }
    assert_eq!(
        AddressList::parse("[MOBILE:1] x").unwrap_err().to_string(),
        "offset 11: expected a comma or the end, found 'x'"
    );
    assert_eq!(
        AddressList::parse("[MOBILE:1").unwrap_err().to_string(),
        "offset 9: expected a bracket that ends the number, found the end"
    );
}

#[test]
fn styles_of_amb_34() {
    let entries = [mobile("Jo", "1"), mobile("", "+2"), other("a@b")];
    let table = [
        (Style::Example, r#""Jo" [MOBILE:1],"+2" [MOBILE:+2],a@b"#),
        (Style::V9Blank, r#""Jo" [MOBILE: 1],"+2" [MOBILE: +2],a@b"#),
        (Style::NoQuotes, r#""Jo" [MOBILE:1],[MOBILE:+2],a@b"#),
    ];
    for (style, text) in table {
        assert_eq!(written(&entries, style), text);
        assert_eq!(AddressList::parse(text).unwrap().entries(), entries);
    }
}

#[test]
fn length_ends_at_32_768_characters_not_bytes() {
    let longest = "é".repeat(MAX_CHARACTERS);
    assert_eq!(AddressList::parse(&longest).unwrap().entries(), [other(&longest)]);
    let error = AddressList::parse(&format!("{longest}é")).unwrap_err();
    assert_eq!(error.to_string(), "32769 characters; an address list has at most 32768");
}

#[test]
fn thousand_recipients_are_written_only_as_far_as_they_fit() {
    let recipients =
        |digits: &str| (0..1000).map(|i| mobile("", &format!("{digits}{i:04}"))).collect::<Vec<_>>();
    let fits = AddressList::new(recipients("555"), Style::Example).unwrap();
    assert_eq!(AddressList::parse(fits.text()).unwrap().mobile_recipients().count(), 1000);
    let too_long = AddressList::new(recipients("+1425555"), Style::Example);
    assert_eq!(too_long, Err(TooLong { characters: 36_999 }));
}

#[test]
fn only_mobile_entries_are_recipients() {
    let list = AddressList::parse(r#""A" <a@b>,"B" [MOBILE:2],c@d,[MOBILE:3]"#).unwrap();
    let numbers: Vec<_> = list.mobile_recipients().map(|recipient| recipient.number().as_str()).collect();
    assert_eq!(numbers, ["2", "3"]);
    assert_eq!(AddressList::parse("a@b").unwrap().mobile_recipients().count(), 0);
}

#[test]
fn entries_that_would_be_read_as_something_else_are_not_made() {
    for text in ["", " ", "a ", " a", "a,b", ",", "\"a", "[MOBILE:1]", "x [mobile:1", r#""a" b"#] {
        assert_eq!(OtherAddress::new(text), None, "{text:?}");
    }
    for text in ["a", "a b", "\"a,b\"", "[MOBILE", "a\"", "\"a\" <b>"] {
        assert_eq!(OtherAddress::new(text).unwrap().as_str(), text);
    }
    assert_eq!(Recipient::new("123", MobileNumber::new("123")).name(), None);
    assert_eq!(Recipient::new("+123", MobileNumber::new("123")).name(), Some("+123"));
}

#[test]
fn dialable_numbers() {
    let table = [
        ("+14255550143", Some("+14255550143")),
        ("14255550143", Some("14255550143")),
        (" +1 (425) 555-0143 ", Some("+14255550143")),
        ("(+49)/30.123\u{A0}45\u{2011}6", Some("+4930123456")),
        ("0", Some("0")),
        ("", None),
        ("+", None),
        ("-", None),
        ("++1", None),
        ("1+2", None),
        ("Call4U", None),
        ("1-800-FLOWERS", None),
        ("123x4", None),
        ("*100#", None),
        ("１２３", None),
    ];
    for (text, digits) in table {
        assert_eq!(MobileNumber::new(text).dialable().as_deref(), digits, "{text:?}");
    }
}

#[test]
fn same_number_in_two_notations() {
    let table = [
        ("+1 (425) 555-0143", "+14255550143", true),
        ("0425 5550143", "04255550143", true),
        ("+14255550143", "14255550143", false),
        ("14255550143", "4255550143", false),
        ("+14255550143", "0014255550143", false),
        ("1", "2", false),
        ("", "", false),
        ("Jo", "Jo", false),
    ];
    for (one, two, same) in table {
        let (one, two) = (MobileNumber::new(one), MobileNumber::new(two));
        assert_eq!((one.same_number(&two), two.same_number(&one)), (same, same), "{one:?} {two:?}");
    }
}

const ODD_TEXT: &str = r#"([a-z0-9+"\\\[\]<>,: \t]|\[MOBILE:|\PC){0,12}"#;

fn any_entry() -> impl Strategy<Value = Entry> {
    prop_oneof![
        3 => (ODD_TEXT, ODD_TEXT).prop_map(|(name, number)| mobile(&name, &number)),
        1 => ODD_TEXT.prop_map(|text| mobile(&text, &text)),
        1 => ODD_TEXT.prop_filter_map("not an entry", |text| OtherAddress::new(&text).map(Entry::Other)),
    ]
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(
        entries in prop::collection::vec(any_entry(), 0..6),
        style in prop::sample::select(vec![Style::Example, Style::V9Blank, Style::NoQuotes]),
    ) {
        let list = AddressList::new(entries.clone(), style).unwrap();
        let read = AddressList::parse(list.text()).unwrap();
        prop_assert_eq!(read.entries(), entries.as_slice());
        prop_assert_eq!(AddressList::new(read.entries().to_vec(), style), Ok(list.clone()));
        prop_assert_eq!(read, list);
    }

    #[test]
    fn any_text_gives_a_list_or_an_error_inside_it(text in r#"("|\\|\[MOBILE:|\[|\]|<|,| |[a-c1]|\PC){0,40}"#) {
        match AddressList::parse(&text) {
            Ok(list) => {
                prop_assert_eq!(list.text(), &text);
                let normal = AddressList::new(list.entries().to_vec(), Style::Example).unwrap();
                let again = AddressList::parse(normal.text()).unwrap();
                prop_assert_eq!(again.entries(), list.entries());
            }
            Err(AddressError::Unexpected { offset, found, .. }) => {
                prop_assert_eq!(text.get(offset..).map(|rest| rest.chars().next()), Some(found));
            }
            Err(error) => prop_assert!(false, "{}", error),
        }
    }

    #[test]
    fn dialable_digits_dial_themselves(text in "[0-9+ ().x-]{0,8}") {
        if let Some(digits) = MobileNumber::new(text.as_str()).dialable() {
            prop_assert!(digits.strip_prefix('+').unwrap_or(&digits).chars().all(|c| c.is_ascii_digit()));
            prop_assert!(MobileNumber::new(digits.as_str()).same_number(&MobileNumber::new(text)));
        }
    }
}
