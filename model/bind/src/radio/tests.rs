//! What is written is what is read, field by field, and what is not meant is told apart.

use asms_machine::behaviour::AddressForm;
use asms_machine::class::Class;
use asms_machine::id::{ClientId, CollectionId, ItemId, SyncKey};
use asms_machine::item::Marks;
use asms_machine::message::{ClientCommand, CollectionRequest, Request};
use asms_machine::modem::{MessageReference, StatusReport, Submission, SubmitResult};
use asms_machine::network::Stored;
use asms_machine::recipients::MOST_RECIPIENTS;
use asms_machine::version::Version;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;

const CARRIERS: [Carrier; 2] = [Carrier::Gsm, Carrier::Cdma];

const CONTENT: ContentId = ContentId(7);

fn text() -> Text {
    Text::short(CONTENT)
}

/// A binding that has worded text 7.
fn worded(carrier: Carrier, body: &str) -> (Binding, Text) {
    let mut binding = Binding::new(Version::V14_1).with_carrier(carrier);
    let text = binding.word(text(), body).expect("it can be sent");
    (binding, text)
}

fn moment(unix_ms: i64) -> DateTime {
    DateTime::from_unix_ms(unix_ms).expect("it is in our time")
}

fn first_part(text: Text) -> Submission {
    Submission {
        item: ItemId(0),
        content: text.content,
        recipient: 0,
        part: 1,
        total: text.parts,
        reference: 0,
        mr: MessageReference(0),
        again: false,
    }
}

/// Bodies in every alphabet, of one part to some thirty.
fn body() -> impl Strategy<Value = String> {
    let sets = ["abc XYZ 0123.,-@", "abc €{}[]~^|\\", "abc çğışİ", "aé ñ", "abcЖщю", "a中😀👍🏽"];
    let length = prop_oneof![0..30_usize, 60..75_usize, 130..170_usize, 290..320_usize, 0..2000_usize];
    (select(sets.to_vec()), length).prop_flat_map(|(set, length)| {
        let character = select(set.chars().collect::<Vec<_>>());
        prop::collection::vec(character, length).prop_map(String::from_iter)
    })
}

fn carrier() -> impl Strategy<Value = Carrier> {
    select(CARRIERS.to_vec())
}

fn date() -> impl Strategy<Value = DateTime> {
    (0..4_000_000_000_i64).prop_map(|seconds| moment(seconds * 1000))
}

proptest! {
    #[test]
    fn submissions_to_bytes_to_submissions(
        carrier in carrier(),
        languages in prop::collection::vec(select(NationalLanguage::ALL.to_vec()), 0..3),
        body in body(),
        part: prop::sample::Index,
        (recipient, reference, mr, again) in (0..57_u8, any::<u8>(), any::<u8>(), any::<bool>()),
    ) {
        let mut binding = Binding::new(Version::V14_1).with_carrier(carrier).with_languages(&languages);
        let text = binding.word(text(), &body).expect("it can be sent");
        let (part, total) = (u8::try_from(part.index(text.parts.into())).expect("it is below") + 1, text.parts);
        let reference = if total > 1 { reference } else { 0 };
        let submission =
            Submission { recipient, part, reference, mr: MessageReference(mr), again, ..first_part(text) };
        let bytes = binding.write_submit(&submission, carrier).expect("it can be written");
        let read = binding.read_submit(&bytes, carrier).expect("it can be read");
        prop_assert_eq!(binding.is_submission(&read, &submission, carrier), Ok(()));
        prop_assert_eq!((read.recipient, read.mr), (recipient, mr.into()));
        prop_assert_eq!(read.again, (carrier == Carrier::Gsm).then_some(again));
        let others = [
            Submission { recipient: (recipient + 1) % 57, ..submission },
            Submission { part: part % total + 1, ..submission },
            Submission { total: total - 1, ..submission },
            Submission { reference: reference.wrapping_add(1), ..submission },
            Submission { mr: MessageReference(mr.wrapping_add(1)), ..submission },
            Submission { again: !again, ..submission },
        ];
        for (other, field) in others.into_iter().zip(["recipient", "part", "total", "reference", "mr", "again"]) {
            let told = match field {
                "part" => total > 1,
                "again" => carrier == Carrier::Gsm,
                _ => true,
            };
            prop_assert_eq!(binding.is_submission(&read, &other, carrier).is_err(), told, "{}", field);
        }
    }

    #[test]
    fn stored_parts_to_bytes_to_stored_parts(
        carrier in carrier(),
        body in body(),
        part: prop::sample::Index,
        (device, recipient, reference, mr) in any::<(u8, u8, u8, u8)>(),
        taken in date(),
    ) {
        let (binding, text) = worded(carrier, &body);
        let (part, total) = (u8::try_from(part.index(text.parts.into())).expect("it is below") + 1, text.parts);
        let stored = Stored {
            device: DeviceId(device),
            recipient,
            reference: if total > 1 { reference } else { 0 },
            total,
            part,
            content: text.content,
            mr: MessageReference(mr),
            delivered: false,
        };
        let bytes = binding.write_deliver(&stored, taken, carrier).expect("it can be written");
        let read = binding.read_deliver(&bytes, carrier).expect("it can be read");
        prop_assert_eq!(binding.is_stored(&read, &stored, carrier), Ok(()));
        prop_assert_eq!(read.device(), Some(DeviceId(device)));
        let expected = match carrier {
            Carrier::Gsm => time_stamp(taken).octets().to_vec(),
            Carrier::Cdma => centre_time(taken).0.to_vec(),
        };
        prop_assert_eq!(&read.time_stamp, &expected);
        for other in [
            Stored { device: DeviceId(device.wrapping_add(1)), ..stored },
            Stored { reference: reference.wrapping_add(1), ..stored },
        ] {
            // A text of one part has reference 0, whatever was drawn.
            prop_assert!(other == stored || binding.is_stored(&read, &other, carrier).is_err(), "{:?}", other);
        }
    }

    /// All parts of a text, joined, are the text.
    #[test]
    fn the_parts_make_the_text(carrier in carrier(), body in body()) {
        let (binding, text) = worded(carrier, &body);
        let mut parts = Vec::new();
        for part in 1..=text.parts {
            let bytes = binding.carry_submit(&Submission { part, ..first_part(text) }, carrier);
            parts.push(binding.read_submit(&bytes.expect("it is itself"), carrier).expect("it can be read").part);
        }
        let joined = asms_wire::sms::reassembly::join(parts.iter().map(Some));
        prop_assert_eq!(joined, [asms_wire::sms::reassembly::Piece::Text(body)]);
    }

    #[test]
    fn answers_to_bytes_to_answers(carrier in carrier(), mr: u8, at: prop::sample::Index, taken in date()) {
        let refusals = [Cause::temporary(carrier), Cause::permanent(carrier)].concat();
        let mut answers = vec![Answer::Accepted, Answer::Duplicate];
        answers.extend(refusals.into_iter().map(Answer::Refused));
        let (binding, mr, answer) = (Binding::new(Version::V14_1), MessageReference(mr), *at.get(&answers));
        let bytes = binding.write_answer(mr, answer, taken, carrier).expect("it can be written");
        let read = binding.read_answer(&bytes, carrier).expect("it can be read");
        prop_assert_eq!(read.answer, answer);
        prop_assert!(read.is_to(mr, carrier));
        prop_assert!(!read.is_to(MessageReference(mr.0 ^ 1), carrier));
    }

    #[test]
    fn reports_to_bytes_to_reports(
        carrier in carrier(),
        (mr, recipient, delivered) in (any::<u8>(), 0..57_u8, any::<bool>()),
        (taken, discharged) in (date(), date()),
    ) {
        let report = StatusReport { mr: MessageReference(mr), recipient, delivered };
        let binding = Binding::new(Version::V14_1);
        let bytes = binding.write_status(report, taken, discharged, carrier).expect("it can be written");
        prop_assert_eq!(binding.read_status(&bytes, carrier), Ok(Some(report)));
    }

    /// Whatever comes in, something comes out.
    #[test]
    fn reading_is_total(
        carrier in carrier(),
        bytes in prop::collection::vec(any::<u8>(), 0..40),
        at: prop::sample::Index,
        with: u8,
    ) {
        let (binding, text) = worded(carrier, "Grüße");
        let stored = Stored {
            device: DeviceId(0),
            recipient: 0,
            reference: 0,
            total: 1,
            part: 1,
            content: text.content,
            mr: MessageReference(0),
            delivered: false,
        };
        let (taken, answer) = (moment(0), Answer::Duplicate);
        let report = StatusReport { mr: MessageReference(0), recipient: 0, delivered: true };
        for whole in [
            Ok(bytes),
            binding.write_submit(&first_part(text), carrier),
            binding.write_deliver(&stored, taken, carrier),
            binding.write_answer(MessageReference(0), answer, taken, carrier),
            binding.write_status(report, taken, taken, carrier),
        ] {
            let mut bytes = whole.expect("it can be written");
            if !bytes.is_empty() {
                let at = at.index(bytes.len());
                bytes[at] ^= with;
            }
            let _ = binding.read_submit(&bytes, carrier);
            let _ = binding.read_deliver(&bytes, carrier);
            let _ = binding.read_answer(&bytes, carrier);
            let _ = binding.read_status(&bytes, carrier);
        }
    }

    /// Items of texts with words come back as themselves in every form of address, though they say the same.
    #[test]
    fn texts_with_words_stay_themselves(
        bodies in prop::collection::vec(prop_oneof![Just("OK".to_owned()), body()], 1..6),
        (recipients, strangers) in (0..=MOST_RECIPIENTS, any::<bool>()),
        form in select(vec![AddressForm::NumberInQuotes, AddressForm::V9Blank, AddressForm::NoQuotes]),
    ) {
        let mut binding = Binding::new(Version::V14_1).with_address_form(form);
        let mut texts = Vec::new();
        for (body, content) in bodies.iter().zip(1..) {
            let text = Text { content: ContentId(content), recipients, strangers, ..text() };
            texts.push(binding.word(text, body).expect("it can be sent"));
        }
        for (body, text) in bodies.iter().zip(texts) {
            prop_assert_eq!(usize::from(text.size), body.len());
            let bytes = binding.write_request(&adding(text)).expect("it can be written");
            prop_assert_eq!(binding.read_request(&bytes), adding(text));
            prop_assert_eq!(binding.contents().body(text.content), Some(body.clone()));
        }
    }
}

fn adding(text: Text) -> Request {
    let add = ClientCommand::Add {
        client_id: ClientId(1),
        class: Some(Class::Sms),
        text,
        received: None,
        marks: Marks::default(),
        code_page: true,
        conversation: false,
    };
    let bare = CollectionRequest::bare(CollectionId(15), SyncKey(1));
    CollectionRequest { commands: [add].into_iter().collect(), ..bare }.into()
}

#[test]
fn parts_are_those_of_the_carrier_and_of_the_languages() {
    for (body, gsm, cdma) in [
        ("", 1, 1),
        (&"a".repeat(160), 1, 1),
        (&"a".repeat(161), 2, 2),
        (&"a".repeat(306), 2, 2),
        (&"a".repeat(307), 3, 3),
        (&"ж".repeat(70), 1, 1),
        (&"ж".repeat(71), 2, 2),
        // Two septets in GSM, one in ASCII.
        (&"[".repeat(81), 2, 1),
        // UTF-16 in GSM, Latin-1 in CDMA.
        (&"ç".repeat(140), 3, 1),
    ] {
        assert_eq!(worded(Carrier::Gsm, body).1.parts, gsm, "{body}");
        assert_eq!(worded(Carrier::Cdma, body).1.parts, cdma, "{body}");
    }
    let mut binding = Binding::new(Version::V14_1).with_languages(&[NationalLanguage::Turkish]);
    assert_eq!(binding.word(text(), &"ğ".repeat(150)).map(|text| text.parts), Ok(1));
}

#[test]
fn a_number_has_the_same_words_for_ever() {
    let (mut binding, worded) = worded(Carrier::Gsm, "OK");
    assert_eq!(binding.word(text(), "OK"), Ok(worded));
    let error = RadioError::Worded(CONTENT);
    assert_eq!(binding.word(text(), "No"), Err(BindError::Radio(error.clone())));
    assert_eq!(binding.word(Text { recipients: 2, ..text() }, "OK"), Err(BindError::Radio(error)));
    assert_eq!(binding.contents().body(CONTENT).as_deref(), Some("OK"));
}

/// What a client sends on that has the body cut is what it has: the beginning, in one part (AMB-19).
#[test]
fn a_cut_text_is_sent_cut() {
    for carrier in CARRIERS {
        let body = "Grüße, ".repeat(60);
        let (binding, text) = worded(carrier, &body);
        assert!(text.parts > 1);
        let cut = Submission { content: cut_of(CONTENT), total: 1, ..first_part(text) };
        let bytes = binding.carry_submit(&cut, carrier).expect("it is itself");
        let read = binding.read_submit(&bytes, carrier).expect("it can be read");
        assert_eq!(read.part.text().as_deref(), Some("Grüße, Grüße"), "{carrier:?}");
    }
}

/// A text that somebody else brought is cut when it is asked for.
#[test]
fn texts_without_words_are_sent_too() {
    let mut binding = Binding::new(Version::V14_1);
    binding.make_item(text()).expect("it can be made up");
    for carrier in CARRIERS {
        let submission = Submission { total: 1, ..first_part(text()) };
        let bytes = binding.carry_submit(&submission, carrier).expect("it is itself");
        let read = binding.read_submit(&bytes, carrier).expect("it can be read");
        assert_eq!(read.part.text().as_deref(), Some("Text 7 Text 7 Text 7"[..20].into()));
    }
    let unknown = Submission { content: ContentId(8), ..first_part(text()) };
    assert_eq!(binding.write_submit(&unknown, Carrier::Gsm), Err(BindError::UnknownContent(ContentId(8))));
}

#[test]
fn what_cannot_be_sent_says_why() {
    let (binding, text) = worded(Carrier::Gsm, &"a".repeat(200));
    let wrong = |submission: Submission| {
        binding.write_submit(&submission, Carrier::Gsm).expect_err("it cannot be").to_string()
    };
    let first = first_part(text);
    assert_eq!(
        wrong(Submission { part: 3, total: 3, ..first }),
        "text 7 has 2 parts, there is no part 3 of 3"
    );
    assert_eq!(wrong(Submission { part: 0, ..first }), "text 7 has 2 parts, there is no part 0 of 2");
    assert_eq!(
        wrong(Submission { recipient: 57, ..first }),
        "recipient 57 has no telephone number, only 0 to 56 have"
    );
    let (mut binding, _) = worded(Carrier::Gsm, "");
    let long = binding.word(Text::short(ContentId(8)), &"a".repeat(40_000));
    assert_eq!(
        long.expect_err("it is too long").to_string(),
        "the text takes 262 messages, the limit is 255"
    );
}

#[test]
fn a_difference_names_its_field() {
    let (binding, text) = worded(Carrier::Gsm, "Yes");
    let submission = first_part(text);
    let bytes = binding.write_submit(&submission, Carrier::Gsm).expect("it can be written");
    let read = binding.read_submit(&bytes, Carrier::Gsm).expect("it can be read");
    let wrong = |submission: Submission| {
        binding.is_submission(&read, &submission, Carrier::Gsm).expect_err("it is another").to_string()
    };
    assert_eq!(wrong(Submission { again: true, ..submission }), "TP-RD is false, expected true");
    assert_eq!(
        wrong(Submission { mr: MessageReference(3), ..submission }),
        "the message reference is 0, expected 3"
    );
    let (other, _) = worded(Carrier::Gsm, "Yet");
    let wrong = other.is_submission(&read, &submission, Carrier::Gsm).expect_err("it says something else");
    assert_eq!(wrong.to_string(), r#"the text is "Yes", expected "Yet""#);
}

#[test]
fn bytes_of_a_submission() {
    let (binding, text) = worded(Carrier::Gsm, "Hi");
    let submission = Submission { mr: MessageReference(9), recipient: 1, again: true, ..first_part(text) };
    let expected = [
        // TP-RD and TP-SRR, TP-MR.
        &[0x25, 9][..],
        // +14255550144.
        &[11, 0x91, 0x41, 0x52, 0x55, 0x05, 0x41, 0xF4],
        // TP-PID, TP-DCS, two septets.
        &[0, 0, 2, 0xC8, 0x34],
    ];
    assert_eq!(binding.write_submit(&submission, Carrier::Gsm), Ok(expected.concat()));
}

#[test]
fn results_have_answers() {
    for carrier in CARRIERS {
        for result in [
            SubmitResult::Accepted,
            SubmitResult::Temporary,
            SubmitResult::Permanent,
            SubmitResult::Duplicate,
        ] {
            assert_eq!(Answer::of(result, carrier).map(Answer::result), Some(result), "{carrier:?}");
        }
        assert_eq!(Answer::of(SubmitResult::Silence, carrier), None);
        let results = |causes: &[Cause], expected| {
            assert!(causes.iter().all(|cause| Answer::Refused(*cause).result() == expected), "{carrier:?}");
        };
        results(Cause::temporary(carrier), SubmitResult::Temporary);
        results(Cause::permanent(carrier), SubmitResult::Permanent);
    }
}

#[test]
fn everybody_has_a_number_of_their_own() {
    let devices = (0..=u8::MAX).map(|device| Binding::device_number(DeviceId(device)));
    let recipients = (0..57).filter_map(Binding::recipient_number);
    let numbers: std::collections::BTreeSet<String> = devices.chain(recipients).collect();
    assert_eq!(numbers.len(), 256 + 57);
    assert!(numbers.iter().all(|number| number.len() == 12 && number[2..].contains("55501")));
    assert_eq!(Binding::recipient_number(57), None);
    let mut binding = Binding::new(Version::V14_1);
    let settings = asms_machine::item::phone_number_of(DeviceId(3));
    binding.contents.make_phone_number(settings);
    assert_eq!(binding.contents().phone_number(settings), Some("+12065550103"), "what Settings tells");
}

/// A report that the centre still tries changes nothing.
#[test]
fn a_report_that_is_not_final_is_none() {
    let binding = Binding::new(Version::V14_1);
    let report = StatusReport { mr: MessageReference(1), recipient: 0, delivered: true };
    let mut bytes =
        binding.write_status(report, moment(0), moment(0), Carrier::Gsm).expect("it can be written");
    *bytes.last_mut().expect("it is TP-ST") = 0x20;
    assert_eq!(binding.read_status(&bytes, Carrier::Gsm), Ok(None));
}
