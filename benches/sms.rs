//! A text of 500 characters to the octets of its messages, and back, beside the crate `sms-pdu` and beside packing and
//! unpacking alone.

#![expect(clippy::unwrap_used, reason = "a bench whose input is wrong stops")]

use std::hint::black_box;

use asms_benches::texts::{CHARACTERS, deliver, gsm, receive, send, ucs2};
use asms_wire::sms::alphabet::{pack, unpack};
use asms_wire::sms::reassembly::Piece;
use asms_wire::sms::split::{Options, split};
use asms_wire::sms::user_data::Reference;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use sms_pdu::gsm_encoding::GsmMessageData;
use sms_pdu::pdu::{DeliverPdu, PduAddress, SubmitPdu};

fn sms(criterion: &mut Criterion) {
    let gsm = gsm();
    let packed = pack(gsm.as_bytes(), 0);
    let mut group = criterion.benchmark_group("sms");
    group.throughput(Throughput::Elements(1));
    group.bench_function("floor: pack the septets", |bencher| {
        bencher.iter(|| pack(black_box(gsm.as_bytes()), 0));
    });
    group.bench_function("floor: unpack the septets", |bencher| {
        bencher.iter(|| unpack(black_box(&packed), 0, CHARACTERS));
    });
    for (alphabet, text, messages) in [("GSM 7-bit", &gsm, 4), ("UCS-2", &ucs2(), 8)] {
        let delivered = deliver(text);
        // Theirs begin with the address of the service centre, which is none.
        let theirs: Vec<Vec<u8>> = delivered.iter().map(|octets| [&[0x00], &octets[..]].concat()).collect();
        assert_eq!((send(text).len(), send_theirs(text).len()), (messages, messages));
        let octets = |messages: Vec<Vec<u8>>| messages.iter().map(Vec::len).sum::<usize>();
        assert_eq!(octets(send_theirs(text)), octets(send(text)) + messages, "as many, and that address");
        assert_eq!(receive(&delivered), [Piece::Text(text.clone())]);
        assert_eq!(receive_theirs(&theirs), *text);

        group.bench_function(format!("{alphabet}: split to user data"), |bencher| {
            bencher.iter(|| user_data(black_box(text)));
        });
        group.bench_function(format!("{alphabet}: split to TPDUs"), |bencher| {
            bencher.iter(|| send(black_box(text)));
        });
        group.bench_function(format!("{alphabet}: peer: sms-pdu splits to TPDUs"), |bencher| {
            bencher.iter(|| send_theirs(black_box(text)));
        });
        group.bench_function(format!("{alphabet}: reassemble TPDUs"), |bencher| {
            bencher.iter(|| receive(black_box(&delivered)));
        });
        group.bench_function(format!("{alphabet}: peer: sms-pdu reassembles TPDUs"), |bencher| {
            bencher.iter(|| receive_theirs(black_box(&theirs)));
        });
    }
    group.finish();
}

/// The user data of all messages, one behind the other.
fn user_data(text: &str) -> Vec<u8> {
    let parts = split(text, Reference::Short(1), Options::default()).unwrap();
    let mut octets = Vec::with_capacity(CHARACTERS * 3);
    for part in parts.iter() {
        part.write(&mut octets).unwrap();
    }
    octets
}

/// The octets of all messages, by `sms-pdu`.
fn send_theirs(text: &str) -> Vec<Vec<u8>> {
    let address: PduAddress = "+14255550143".parse().unwrap();
    let submits = GsmMessageData::encode_message(text).into_iter();
    submits.map(|part| SubmitPdu::make_simple_message(address.clone(), part).as_bytes().0).collect()
}

/// The text of all messages, by `sms-pdu`, which leaves it to its user to put the parts in order.
fn receive_theirs(messages: &[Vec<u8>]) -> String {
    let mut parts: Vec<(u8, String)> = messages
        .iter()
        .map(|octets| {
            let message =
                DeliverPdu::try_from(&octets[..]).unwrap().get_message_data().decode_message().unwrap();
            let place = message.udh.and_then(|header| header.get_concatenated_sms_data()).unwrap();
            (place.sequence, message.text)
        })
        .collect();
    parts.sort_by_key(|(sequence, _)| *sequence);
    parts.into_iter().map(|(_, text)| text).collect()
}

criterion_group!(benches, sms);
criterion_main!(benches);
