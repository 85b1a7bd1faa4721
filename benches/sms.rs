//! A text of 500 characters to the octets of its messages, and back, beside packing and unpacking alone.

#![expect(clippy::unwrap_used, reason = "a bench whose input is wrong stops")]

use std::hint::black_box;

use asms_wire::sms::address::Address;
use asms_wire::sms::alphabet::{pack, unpack};
use asms_wire::sms::reassembly::{MessageKey, Outcome, Piece, Reassembly, Rules, join};
use asms_wire::sms::split::{Options, split};
use asms_wire::sms::tpdu::{Carrier, Direction, Submit, Tpdu};
use asms_wire::sms::user_data::{Part, Reference, Repeats};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const CHARACTERS: usize = 500;

fn sms(criterion: &mut Criterion) {
    let gsm: String = "The quick brown fox jumps over it. ".chars().cycle().take(CHARACTERS).collect();
    let ucs2: String = "Быстрая лиса прыгает. ".chars().cycle().take(CHARACTERS).collect();
    let packed = pack(gsm.as_bytes(), 0);

    let mut group = criterion.benchmark_group("sms");
    group.throughput(Throughput::Elements(1));
    group.bench_function("floor: pack the septets", |bencher| {
        bencher.iter(|| pack(black_box(gsm.as_bytes()), 0));
    });
    group.bench_function("floor: unpack the septets", |bencher| {
        bencher.iter(|| unpack(black_box(&packed), 0, CHARACTERS));
    });
    for (alphabet, text, messages) in [("GSM 7-bit", &gsm, 4), ("UCS-2", &ucs2, 8)] {
        let sent = send(text);
        assert_eq!(sent.len(), messages);
        assert_eq!(receive(&sent), [Piece::Text(text.clone())]);
        group.bench_function(format!("{alphabet}: split to user data"), |bencher| {
            bencher.iter(|| user_data(black_box(text)));
        });
        group.bench_function(format!("{alphabet}: split to TPDUs"), |bencher| {
            bencher.iter(|| send(black_box(text)));
        });
        group.bench_function(format!("{alphabet}: reassemble TPDUs"), |bencher| {
            bencher.iter(|| receive(black_box(&sent)));
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

/// The octets of all messages.
fn send(text: &str) -> Vec<Vec<u8>> {
    let parts = split(text, Reference::Short(1), Options::default()).unwrap();
    let destination = Address::dial("+14255550143").unwrap();
    let submits = Submit::to(destination).carrying(&parts).unwrap();
    submits.iter().filter_map(|submit| submit.encode().ok()).collect()
}

/// The text of all messages.
fn receive(messages: &[Vec<u8>]) -> Vec<Piece> {
    let mut reassembly: Reassembly<MessageKey<()>, Part<'static>> = Reassembly::new();
    for octets in messages {
        let unit = Tpdu::decode(octets, Direction::ToCentre, Carrier::Data).unwrap();
        let Tpdu::Submit(submit) = unit else { return Vec::new() };
        let alphabet = submit.coding.alphabet();
        let part = submit.user_data.part(alphabet, submit.udhi, Repeats::default()).into_owned();
        let Some((key, position)) = MessageKey::of((), &part.header) else { return join([Some(&part)]) };
        if let Outcome::Complete(parts) = reassembly.insert(Rules::default(), key, Some(position), part) {
            return join(parts.iter().map(Some));
        }
    }
    Vec::new()
}

criterion_group!(benches, sms);
criterion_main!(benches);
