//! A Sync response through the codec, beside the same document through an XML parser and a walk that builds nothing.

#![expect(clippy::unwrap_used, reason = "a bench whose input is wrong stops")]

use std::hint::black_box;

use asms_wire::Version;
use asms_wire::command::SyncResponse;
use asms_wire::wbxml::tag::{air_sync, air_sync_base, email, email2};
use asms_wire::wbxml::xml::{Layout, XmlLimits, from_xml, to_xml};
use asms_wire::wbxml::{DecodeError, Decoder, EncodeError, Encoder, EventKind, Options, Tag};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use quick_xml::events::Event;

fn wbxml(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("wbxml");
    for items in [1, 100] {
        let document = sync_response(items).unwrap();
        let events = events(&document).unwrap();
        let message = SyncResponse::decode(&document, Version::V14_1).unwrap();
        let xml = to_xml(&document, Options::default(), Layout::Compact).unwrap();
        assert_eq!(encode(&events, Vec::new()).as_ref(), Ok(&document));
        assert_eq!(walk(&document), quick_xml(&xml), "both peers see all there is");

        // Bytes of the document in all rows, those of XML too, so that the rows compare.
        group.throughput(Throughput::Bytes(document.len() as u64));
        group.bench_function(BenchmarkId::new("floor: walk over tokens", items), |bencher| {
            bencher.iter(|| walk(black_box(&document)));
        });
        group.bench_function(BenchmarkId::new("decode to events", items), |bencher| {
            bencher.iter(|| count(black_box(&document)));
        });
        group.bench_function(BenchmarkId::new("decode to a typed message", items), |bencher| {
            bencher.iter(|| SyncResponse::decode(black_box(&document), Version::V14_1));
        });
        group.bench_function(BenchmarkId::new("encode events", items), |bencher| {
            bencher.iter(|| encode(black_box(&events), Vec::with_capacity(document.len())));
        });
        group.bench_function(BenchmarkId::new("encode a typed message", items), |bencher| {
            bencher.iter(|| {
                let mut out = Vec::with_capacity(document.len());
                black_box(&message).encode(&mut out).map(|()| out)
            });
        });
        group.bench_function(BenchmarkId::new("to XML", items), |bencher| {
            bencher.iter(|| to_xml(black_box(&document), Options::default(), Layout::Compact));
        });
        group.bench_function(BenchmarkId::new("from XML", items), |bencher| {
            bencher.iter(|| from_xml(black_box(xml.as_bytes()), XmlLimits::default()));
        });
        group.bench_function(BenchmarkId::new("peer: quick-xml reads the XML", items), |bencher| {
            bencher.iter(|| quick_xml(black_box(&xml)));
        });
    }
    group.finish();
}

/// The elements of a document, by a walk that checks nothing: what a decoder cannot go below.
fn walk(document: &[u8]) -> usize {
    let (mut at, mut elements) = (4, 0);
    while let Some(&byte) = document.get(at) {
        at += match byte {
            0x00 => 2,
            0x01 => 1,
            0x03 => document[at..].iter().position(|byte| *byte == 0).unwrap_or_default() + 1,
            // No block of these documents has more than 127 bytes.
            0xC3 => usize::from(document[at + 1]) + 2,
            _ => {
                elements += 1;
                1
            }
        };
    }
    elements
}

/// The elements of a document, by the decoder.
fn count(document: &[u8]) -> Result<usize, DecodeError> {
    let mut decoder = Decoder::new(document)?;
    let mut elements = 0;
    while let Some(event) = decoder.next_event()? {
        elements += usize::from(matches!(event.kind, EventKind::Start(_) | EventKind::Empty(_)));
    }
    Ok(elements)
}

/// The elements of the same document as XML. It borrows like our decoder, and leaves references in text as they are.
fn quick_xml(xml: &str) -> usize {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut elements = 0;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(_) | Event::Empty(_) => elements += 1,
            Event::Eof => return elements,
            event => {
                black_box(event);
            }
        }
    }
}

fn events(document: &[u8]) -> Result<Vec<EventKind<'_>>, DecodeError> {
    let mut decoder = Decoder::new(document)?;
    let mut events = Vec::new();
    while let Some(event) = decoder.next_event()? {
        events.push(event.kind);
    }
    Ok(events)
}

fn encode(events: &[EventKind<'_>], mut out: Vec<u8>) -> Result<Vec<u8>, EncodeError> {
    let mut encoder = Encoder::new(&mut out);
    for event in events {
        match *event {
            EventKind::Page(_) => {}
            EventKind::Start(tag) => encoder.start(tag)?,
            EventKind::Empty(tag) => {
                encoder.start(tag)?;
                encoder.end()?;
            }
            EventKind::Text(text) => encoder.text(text)?,
            EventKind::Opaque(bytes) => encoder.opaque(bytes)?,
            EventKind::End(_) => encoder.end()?,
        }
    }
    encoder.finish()?;
    Ok(out)
}

/// A Sync response that adds so many short messages, each like [MS-ASMS] 4.3.
fn sync_response(items: usize) -> Result<Vec<u8>, EncodeError> {
    let mut document = Vec::new();
    let mut encoder = Encoder::new(&mut document);
    for tag in [air_sync::SYNC, air_sync::COLLECTIONS, air_sync::COLLECTION] {
        encoder.start(tag)?;
    }
    value(&mut encoder, air_sync::SYNC_KEY, "525665452")?;
    value(&mut encoder, air_sync::COLLECTION_ID, "55")?;
    value(&mut encoder, air_sync::STATUS, "1")?;
    encoder.start(air_sync::COMMANDS)?;
    for item in 0..items {
        add(&mut encoder, item)?;
    }
    for _ in 0..4 {
        encoder.end()?;
    }
    encoder.finish()?;
    Ok(document)
}

fn add(encoder: &mut Encoder<'_>, item: usize) -> Result<(), EncodeError> {
    encoder.start(air_sync::ADD)?;
    value(encoder, air_sync::CLASS, "SMS")?;
    value(encoder, air_sync::SERVER_ID, &format!("55:{}", 11 + item))?;
    encoder.start(air_sync::APPLICATION_DATA)?;
    value(encoder, email::TO, "\"14255550143\" [MOBILE:14255550143]")?;
    value(encoder, email::FROM, &format!("\"+1425555{item:04}\" [MOBILE:+1425555{item:04}]"))?;
    value(encoder, email::DATE_RECEIVED, &format!("2009-01-08T00:{:02}:36.000Z", item % 60))?;
    value(encoder, email::IMPORTANCE, "1")?;
    value(encoder, email::READ, "0")?;
    encoder.start(air_sync_base::BODY)?;
    value(encoder, air_sync_base::TYPE, "1")?;
    value(encoder, air_sync_base::ESTIMATED_DATA_SIZE, "29")?;
    value(encoder, air_sync_base::DATA, "Make sure you get some rest!\n")?;
    encoder.end()?;
    value(encoder, email::INTERNET_CPID, "1252")?;
    encoder.start(email::FLAG)?;
    encoder.end()?;
    encoder.start(email2::CONVERSATION_ID)?;
    encoder.opaque(&(0xF1F2_61F6_CF4D_44FF_3C64_F658_330F_3000_u128 + item as u128).to_be_bytes())?;
    encoder.end()?;
    encoder.start(email2::CONVERSATION_INDEX)?;
    encoder.opaque(&[0xC9, 0x71, 0x26, 0x48, 0xDE])?;
    encoder.end()?;
    encoder.end()?;
    encoder.end()
}

fn value(encoder: &mut Encoder<'_>, tag: Tag, text: &str) -> Result<(), EncodeError> {
    encoder.start(tag)?;
    encoder.text(text)?;
    encoder.end()
}

criterion_group!(benches, wbxml);
criterion_main!(benches);
