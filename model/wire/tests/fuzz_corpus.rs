//! The inputs of the fuzz corpora, on every build; and for each target a canary, a mistake that it has to find in them.

#![expect(clippy::unwrap_used, reason = "a corpus that cannot be read fails the test")]

#[expect(clippy::panic, unreachable_pub, reason = "these modules belong to the crate `asms-fuzz`")]
#[path = "../../../fuzz/src/lib.rs"]
mod targets;

use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use asms_wire::command::Request;
use asms_wire::sms::user_data::UserData;
use asms_wire::value::AddressList;
use asms_wire::wbxml::EventKind;
use targets::{addresses, cdma, commands, decode, round_trip, split, tpdu, xml};

#[test]
fn nothing_is_wrong_with_the_corpora() {
    for (target, check) in [
        ("addresses", addresses::check as fn(&[u8])),
        ("cdma", cdma::check),
        ("commands", commands::check),
        ("decode", decode::check),
        ("round_trip", round_trip::check),
        ("split", split::check),
        ("tpdu", tpdu::check),
        ("xml", xml::check),
    ] {
        for file in corpus(target) {
            let input = fs::read(&file).unwrap();
            println!("{}", file.display());
            check(&input);
        }
    }
}

#[test]
fn every_corpus_has_a_target() {
    let folders =
        fs::read_dir(corpora()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut folders: Vec<String> = folders.collect();
    folders.sort();
    assert_eq!(folders, ["addresses", "cdma", "commands", "decode", "round_trip", "split", "tpdu", "xml"]);
    let targets = fs::read_dir(corpora().join("../fuzz_targets")).unwrap();
    assert_eq!(targets.count(), folders.len());
}

#[test]
fn canary_decode_events_one_byte_late() {
    finds("decode", |input| {
        decode::check_with(
            |input, options| {
                let (mut events, error) = decode::read(input, options);
                for event in &mut events {
                    event.offset += 1;
                }
                (events, error)
            },
            input,
        );
    });
}

#[test]
fn canary_round_trip_loses_bytes() {
    finds("round_trip", |input| {
        round_trip::check_with(
            |events| {
                let kept: Vec<EventKind<'_>> =
                    events.iter().copied().filter(|kind| !matches!(kind, EventKind::Opaque(_))).collect();
                round_trip::encode(&kept)
            },
            input,
        );
    });
}

#[test]
fn canary_xml_carriage_return_as_it_is() {
    finds("xml", |input| {
        xml::check_with(|document, layout| Ok(xml::print(document, layout)?.replace("&#13;", "\r")), input);
    });
}

#[test]
fn canary_addresses_backslash_before_a_bracket_lost() {
    finds("addresses", |input| {
        addresses::check_with(|text| AddressList::parse(&text.replace("\\]", "]")), input);
    });
}

#[test]
fn canary_split_last_octet_lost_on_the_way() {
    finds("split", |input| {
        split::check_with(
            |sent, part| match sent.octets() {
                [kept @ .., last] => {
                    let octets = [kept, &[last & 0x7F]].concat();
                    UserData::new(sent.length(), octets, part.alphabet).unwrap()
                }
                [] => sent,
            },
            input,
        );
    });
}

#[test]
fn canary_tpdu_last_octet_wrong() {
    finds("tpdu", |input| {
        tpdu::check_with(|unit| unit.encode().map(last_octet_wrong), input);
    });
}

#[test]
fn canary_cdma_last_octet_wrong() {
    finds("cdma", |input| {
        cdma::check_with(|message| message.encode().map(last_octet_wrong), input);
    });
}

#[test]
fn canary_commands_interval_of_ping_lost() {
    finds("commands", |input| {
        commands::check_with(
            |request, out| match request {
                Request::Ping(ping) => {
                    let mut ping = ping.clone();
                    ping.heartbeat_interval = None;
                    ping.encode(out)
                }
                other => other.encode(out),
            },
            input,
        );
    });
}

/// A wrong implementation is found by some input of the corpus, and only there where it is wrong.
#[track_caller]
fn finds(target: &str, check: fn(&[u8])) {
    let inputs: Vec<Vec<u8>> = corpus(target).into_iter().map(|file| fs::read(file).unwrap()).collect();
    let caught = inputs.iter().filter(|input| catch_unwind(|| check(input)).is_err()).count();
    assert!(caught > 0, "no input of {target} finds the mistake");
    assert!(caught < inputs.len(), "every input of {target} fails, whatever the mistake");
}

fn last_octet_wrong(mut octets: Vec<u8>) -> Vec<u8> {
    if let Some(last) = octets.last_mut() {
        *last ^= 0x10;
    }
    octets
}

/// The inputs of a target, by name.
fn corpus(target: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(corpora().join(target)).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

fn corpora() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus")
}
