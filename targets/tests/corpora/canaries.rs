//! For each target a mistake that it has to find in its corpus.

use std::panic::catch_unwind;

use asms_bind::Binding;
use asms_machine::message::Request as MachineRequest;
use asms_machine::scenario::Catches;
use asms_peers::compare::{Read, Subject};
use asms_sim::Plan;
use asms_targets::{
    addresses, binding, cdma, commands, decode, lenient, messages, reference, round_trip, scenario, server,
    split, system, tpdu, trace, xml,
};
use asms_wire::command::Request;
use asms_wire::command::sync::request::Operation;
use asms_wire::sms::user_data::UserData;
use asms_wire::value::AddressList;
use asms_wire::wbxml::{EventKind, Options};

use super::corpus;

#[test]
fn decode_events_one_byte_late() {
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
fn round_trip_loses_bytes() {
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
fn xml_carriage_return_as_it_is() {
    finds("xml", |input| {
        xml::check_with(|document, layout| Ok(xml::print(document, layout)?.replace("&#13;", "\r")), input);
    });
}

#[test]
fn addresses_backslash_before_a_bracket_lost() {
    finds("addresses", |input| {
        addresses::check_with(|text| AddressList::parse(&text.replace("\\]", "]")), input);
    });
}

#[test]
fn split_last_octet_lost_on_the_way() {
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
fn tpdu_last_octet_wrong() {
    finds("tpdu", |input| {
        tpdu::check_with(|unit| unit.encode().map(last_octet_wrong), input);
    });
}

#[test]
fn cdma_last_octet_wrong() {
    finds("cdma", |input| {
        cdma::check_with(|message| message.encode().map(last_octet_wrong), input);
    });
}

#[test]
fn commands_interval_of_ping_lost() {
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

#[test]
fn lenient_first_fault_passed_over() {
    finds("lenient", |input| {
        lenient::check_with(
            |input, options| {
                let mut reading = asms_wire::wbxml::lenient::read(input, options);
                reading.faults.retain(|fault| fault.error.offset > 0);
                reading
            },
            input,
        );
    });
}

#[test]
fn reference_text_without_its_first_byte() {
    finds("reference", |input| reference::check_with(shorter_texts(), input));
}

#[cfg(feature = "libwbxml")]
#[test]
fn libwbxml_text_without_its_first_byte() {
    finds("libwbxml", |input| asms_targets::libwbxml::check_with(shorter_texts(), input));
}

/// A codec that loses the first character of each text that it reads.
fn shorter_texts() -> Subject {
    fn decode(document: &[u8], options: Options) -> Read<'_> {
        let (mut events, error) = (Subject::WIRE.decode)(document, options);
        for event in &mut events {
            if let EventKind::Text(text) = event.kind {
                event.kind = EventKind::Text(text.split_at(text.chars().next().map_or(0, char::len_utf8)).1);
            }
        }
        (events, error)
    }
    Subject { decode, ..Subject::WIRE }
}

#[test]
fn messages_deletes_lost() {
    finds("messages", |input| {
        messages::check_with(
            |request, out| match request {
                Request::Sync(sync) => {
                    let mut sync = sync.clone();
                    for collection in sync.collections.iter_mut().flat_map(|all| &mut all.collection) {
                        if let Some(commands) = &mut collection.commands {
                            commands.0.retain(|operation| !matches!(operation, Operation::Delete(_)));
                        }
                    }
                    sync.encode(out)
                }
                other => other.encode(out),
            },
            input,
        );
    });
}

#[test]
fn binding_window_of_sync_lost() {
    finds("binding", |input| {
        binding::check_with(
            |binding, bytes| match Binding::read_request(binding, bytes) {
                MachineRequest::Sync(mut sync) => {
                    sync.window = None;
                    MachineRequest::Sync(sync)
                }
                other => other,
            },
            input,
        );
    });
}

#[test]
fn scenario_number_of_devices_not_checked() {
    finds("scenario", |input| {
        scenario::check_with(
            |name, file, text| {
                let mut plan = Plan::parse(name, file, text)?;
                let more = plan.scenario.devices.clone();
                plan.scenario.devices.extend(more.iter().cycle().take(8).cloned());
                Ok(plan)
            },
            input,
        );
    });
}

#[test]
fn trace_first_event_lost() {
    finds("trace", |input| {
        trace::check_with(
            |input| {
                let (header, events, error) = trace::read_all(input);
                (header, events.into_iter().skip(1).collect(), error)
            },
            input,
        );
    });
}

/// What a server that takes a bad request for a reason to begin anew does wrong.
#[test]
fn server_forgets_at_what_cannot_be_read() {
    finds("server", |input| drop(server::held(&["malformed=resets"], input)));
}

#[test]
fn server_gives_a_key_twice() {
    finds("server", |input| drop(server::held(&["key-minting=collide"], input)));
}

#[test]
fn system_copies_of_repeated_adds() {
    finds("system", |input| drop(system::held(&["AMB-17=no-dedupe"], input)));
}

/// The counterexample of each row of the table of catches is a script of the corpus. It breaks something under the row's
/// variant, and nothing without it, as all of the corpus.
#[test]
fn system_every_row_of_catches() {
    let scripts = corpus("system");
    let mut wrong = Vec::new();
    for row in &Catches::built_in().unwrap().catches {
        let (name, choice) = (system::counterexample_name(row), row.choice.to_string());
        match scripts.iter().find(|(script, _)| *script == name) {
            Some((_, script)) if catch_unwind(|| system::held(&[&choice], script)).is_err() => {}
            Some(_) => wrong.push(format!("{name} breaks nothing under {choice}")),
            None => wrong.push(format!("{name} is missing")),
        }
    }
    assert!(
        wrong.is_empty(),
        "`cargo run --release -p asms-targets --example shortest` writes them: {wrong:#?}"
    );
}

/// A wrong implementation is found by some input of the corpus, and only there where it is wrong.
#[track_caller]
fn finds(target: &str, check: fn(&[u8])) {
    let inputs = corpus(target);
    let caught = inputs.iter().filter(|(_, input)| catch_unwind(|| check(input)).is_err()).count();
    assert!(caught > 0, "no input of {target} finds the mistake");
    assert!(caught < inputs.len(), "every input of {target} fails, whatever the mistake");
}

fn last_octet_wrong(mut octets: Vec<u8>) -> Vec<u8> {
    if let Some(last) = octets.last_mut() {
        *last ^= 0x10;
    }
    octets
}
