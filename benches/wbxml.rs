//! Documents through the codec, beside the same ones through other codecs, an XML parser and a walk that builds nothing.

#![expect(clippy::unwrap_used, reason = "a bench whose input is wrong stops")]

use std::hint::black_box;

use asms_benches::documents::{Subject, subjects};
use asms_benches::varied;
use asms_benches::work::{Message, decode, encode, events, quick_xml, walk};
use asms_peers::simple;
use asms_wire::Version;
use asms_wire::command::SyncResponse;
use asms_wire::wbxml::xml::{Layout, XmlLimits, from_xml, to_xml};
use asms_wire::wbxml::{EventKind, Options};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

fn one_by_one(criterion: &mut Criterion) {
    for Subject { name, direction, document } in subjects().unwrap() {
        let events = events(&document).unwrap();
        let message = Message::decode(&document, direction).unwrap();
        let xml = to_xml(&document, Options::default(), Layout::Compact).unwrap();
        let tree = simple::decode(&document).unwrap();
        assert_eq!(decode(&document), Ok(walk(&document)), "the walk sees all there is");
        assert_eq!(quick_xml(&xml).unwrap(), walk(&document).elements);
        assert_eq!(encode(&events, Vec::new()).as_ref(), Ok(&document));
        assert_eq!(message.encode(Vec::new()).as_ref(), Ok(&document));
        assert_eq!(from_xml(xml.as_bytes(), XmlLimits::default()).as_ref(), Ok(&document));
        assert_eq!(simple::encode(&tree).as_ref(), Ok(&document));

        let mut group = criterion.benchmark_group(format!("wbxml/{name}"));
        // Bytes of the document in all rows, those of XML too, so that the rows compare.
        group.throughput(Throughput::Bytes(document.len() as u64));
        let room = || Vec::with_capacity(document.len());
        group
            .bench_function("floor: walk over tokens", |bencher| bencher.iter(|| walk(black_box(&document))));
        group.bench_function("decode to events", |bencher| bencher.iter(|| decode(black_box(&document))));
        group.bench_function("decode to a typed message", |bencher| {
            bencher.iter(|| Message::decode(black_box(&document), direction));
        });
        group.bench_function("encode events", |bencher| bencher.iter(|| encode(black_box(&events), room())));
        group.bench_function("encode a typed message", |bencher| {
            bencher.iter(|| black_box(&message).encode(room()));
        });
        group.bench_function("to XML", |bencher| {
            bencher.iter(|| to_xml(black_box(&document), Options::default(), Layout::Compact));
        });
        group.bench_function("from XML", |bencher| {
            bencher.iter(|| from_xml(black_box(xml.as_bytes()), XmlLimits::default()));
        });
        group.bench_function("peer: quick-xml reads the XML", |bencher| {
            bencher.iter(|| quick_xml(black_box(&xml)));
        });
        group.bench_function("peer: the simple codec decodes", |bencher| {
            bencher.iter(|| simple::decode(black_box(&document)));
        });
        group.bench_function("peer: the simple codec encodes", |bencher| {
            bencher.iter(|| simple::encode(black_box(&tree)));
        });
        #[cfg(feature = "libwbxml")]
        libwbxml::one(&mut group, &document);
        group.finish();
    }
}

fn varied(criterion: &mut Criterion) {
    let documents = varied::documents().unwrap();
    let all_events: Vec<Vec<EventKind<'_>>> =
        documents.iter().map(|document| events(document).unwrap()).collect();
    let xml: Vec<String> = documents
        .iter()
        .map(|document| to_xml(document, Options::default(), Layout::Compact).unwrap())
        .collect();
    let typed = |document| SyncResponse::decode(document, Version::V14_1).unwrap();
    let messages: Vec<SyncResponse<'_>> = documents.iter().map(|document| typed(document)).collect();
    let write = |message: &SyncResponse<'_>| {
        let mut out = Vec::with_capacity(1 << 14);
        message.encode(&mut out).map(|()| out)
    };
    for (at, document) in documents.iter().enumerate() {
        assert_eq!(decode(document), Ok(walk(document)), "the walk sees all there is");
        assert_eq!(quick_xml(&xml[at]).unwrap(), walk(document).elements);
        assert_eq!(encode(&all_events[at], Vec::new()).as_ref(), Ok(document));
        assert_eq!(write(&messages[at]).as_ref(), Ok(document));
    }

    let mut group = criterion.benchmark_group("wbxml/varied");
    group.sample_size(20);
    group.throughput(Throughput::Bytes(documents.iter().map(|document| document.len() as u64).sum()));
    group.bench_function("floor: walk over tokens", |bencher| {
        bencher.iter(|| documents.iter().map(|document| walk(document).elements).sum::<usize>());
    });
    group.bench_function("decode to events", |bencher| {
        bencher.iter(|| documents.iter().filter(|document| decode(document).is_ok()).count());
    });
    group.bench_function("decode to a typed message", |bencher| {
        bencher.iter(|| documents.iter().filter(|document| typed(document).limit.is_none()).count());
    });
    group.bench_function("encode events", |bencher| {
        let room = || Vec::with_capacity(1 << 14);
        bencher.iter(|| all_events.iter().filter(|events| encode(events, room()).is_ok()).count());
    });
    group.bench_function("encode a typed message", |bencher| {
        bencher.iter(|| messages.iter().filter(|message| write(message).is_ok()).count());
    });
    group.bench_function("peer: quick-xml reads the XML", |bencher| {
        bencher.iter(|| xml.iter().filter(|xml| quick_xml(xml).is_ok()).count());
    });
    group.bench_function("peer: the simple codec decodes", |bencher| {
        bencher.iter(|| documents.iter().filter(|document| simple::decode(document).is_ok()).count());
    });
    #[cfg(feature = "libwbxml")]
    libwbxml::all(&mut group, &documents);
    group.finish();
}

/// The rows of the C library.
#[cfg(feature = "libwbxml")]
mod libwbxml {
    use std::hint::black_box;

    use asms_benches::work::{Seen, walk};
    use asms_peers::libwbxml::{Error, Event, Input, Tree, encode, sax, tree};
    use criterion::BenchmarkGroup;
    use criterion::measurement::WallTime;

    pub(super) fn one(group: &mut BenchmarkGroup<'_, WallTime>, document: &[u8]) {
        let input = Input::new(document).unwrap();
        let mut kept = tree(input).unwrap();
        assert_eq!(listen(input), Ok(walk(document)), "its callbacks tell all there is");
        assert_eq!(encode(&mut kept).as_deref(), Ok(document), "it writes what we write");
        group.bench_function("peer: libwbxml's callbacks", |bencher| {
            bencher.iter(|| listen(black_box(input)));
        });
        group.bench_function("peer: libwbxml's tree", |bencher| bencher.iter(|| tree(black_box(input))));
        group.bench_function("peer: libwbxml encodes its tree", |bencher| {
            bencher.iter(|| encode(black_box(&mut kept)));
        });
    }

    pub(super) fn all(group: &mut BenchmarkGroup<'_, WallTime>, documents: &[Vec<u8>]) {
        let inputs: Vec<Input<'_>> = documents.iter().map(|document| Input::new(document).unwrap()).collect();
        let mut trees: Vec<Tree> = inputs.iter().map(|input| tree(*input).unwrap()).collect();
        for (input, kept) in inputs.iter().zip(&mut trees) {
            assert_eq!(listen(*input), Ok(walk(input.bytes())), "its callbacks tell all there is");
            assert_eq!(encode(kept).as_deref(), Ok(input.bytes()), "it writes what we write");
        }
        group.bench_function("peer: libwbxml's callbacks", |bencher| {
            bencher.iter(|| inputs.iter().filter(|input| listen(**input).is_ok()).count());
        });
        group.bench_function("peer: libwbxml's tree", |bencher| {
            bencher.iter(|| inputs.iter().filter(|input| tree(**input).is_ok()).count());
        });
        group.bench_function("peer: libwbxml encodes its tree", |bencher| {
            bencher.iter(|| trees.iter_mut().filter_map(|tree| encode(tree).ok()).count());
        });
    }

    fn listen(input: Input<'_>) -> Result<Seen, Error> {
        let mut seen = Seen::default();
        sax(input, |event| match event {
            Event::Start(_) => seen.elements += 1,
            Event::Characters(bytes) => seen.content += bytes.len(),
            Event::End => {}
        })?;
        Ok(seen)
    }
}

criterion_group!(benches, one_by_one, varied);
criterion_main!(benches);
