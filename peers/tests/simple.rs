//! Our codec beside the simple one.

mod documents;
mod generators;

use asms_peers::compare::{Agreement, compare_simple_with};
use asms_peers::{compare_simple, simple};
use asms_wire::wbxml::Limits;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use documents::{MISTAKES, corpus, examples};
use generators::{damaged_documents, documents, tokens};

#[test]
fn examples_of_the_specifications_are_read_and_written_alike() {
    for (name, document) in examples() {
        assert_eq!(compare_simple(&document), Ok(Agreement::Read), "{name}");
        assert_eq!(simple::encode(&simple::decode(&document).unwrap()), Ok(document), "{name} is canonical");
    }
}

#[test]
fn documents_of_the_corpus_are_judged_alike() {
    for (name, document) in corpus() {
        if let Err(difference) = compare_simple(&document) {
            panic!("{}: {difference}", name.display());
        }
    }
}

/// At each limit and one beyond it.
#[test]
fn limits_are_the_same() {
    let Limits { document, elements, depth, string, opaque } = Limits::default();
    assert_eq!(
        (document, elements, depth, string, opaque),
        (simple::MAX_DOCUMENT, simple::MAX_ELEMENTS, simple::MAX_DEPTH, simple::MAX_VALUE, simple::MAX_VALUE)
    );
    let body = |body: Vec<u8>| [vec![0x03, 0x01, 0x6A, 0x00], body].concat();
    let deep = |levels: usize| body([vec![0x45; levels - 1], vec![0x05], vec![0x01; levels - 1]].concat());
    let many = |elements: usize| body([vec![0x45], vec![0x05; elements - 1], vec![0x01]].concat());
    let long = |bytes: usize| body([vec![0x45, 0x03], vec![b'x'; bytes], vec![0x00, 0x01]].concat());
    // A block of 4 MiB, and one of a byte more.
    let block = |low: u8, bytes: usize| {
        body([vec![0x45, 0xC3, 0x82, 0x80, 0x80, low], vec![0xFF; bytes], vec![0x01]].concat())
    };
    for (at, beyond) in [
        (deep(depth), deep(depth + 1)),
        (many(elements), many(elements + 1)),
        (long(string), long(string + 1)),
        (block(0x00, opaque), block(0x01, opaque + 1)),
    ] {
        assert_eq!(compare_simple(&at), Ok(Agreement::Read));
        assert_eq!(compare_simple(&beyond), Ok(Agreement::Refused));
    }
}

#[test]
fn mistakes_made_on_purpose_are_noticed() {
    for (name, mistake) in MISTAKES {
        let found =
            examples().into_iter().find_map(|(_, document)| compare_simple_with(*mistake, &document).err());
        assert!(found.is_some(), "{name}");
    }
}

#[test]
fn a_difference_says_where_it_is_and_shows_the_document() {
    let (_, mistake) = MISTAKES[0];
    let document = [0x03, 0x01, 0x6A, 0x00, 0x45, 0x64, 0x03, 0x38, 0x00, 0x01, 0x26, 0x01];
    let difference = compare_simple_with(mistake, &document).unwrap_err();
    assert_eq!(
        difference.to_string(),
        "ours and the simple codec differ in what they read, at event 2\n  ours:   End\n  theirs: Text(\"8\")\n  \
         document: 03 01 6A 00 45 64 03 38 00 01 26 01"
    );
}

/// Without this, a generator that makes nothing sound, or nothing unsound, would pass.
#[test]
fn generated_documents_meet_both_verdicts() {
    let mut runner = TestRunner::deterministic();
    let mut read = |strategy: BoxedStrategy<Vec<u8>>| {
        let mut documents = (0..300).map(|_| strategy.new_tree(&mut runner).unwrap().current());
        documents.by_ref().filter(|document| compare_simple(document) == Ok(Agreement::Read)).count()
    };
    assert!(read(documents().boxed()) > 250);
    assert!((15..285).contains(&read(damaged_documents().boxed())));
    assert!((40..260).contains(&read(tokens().boxed())));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sound_documents_are_read_and_written_alike(document in documents()) {
        if let Err(difference) = compare_simple(&document) {
            prop_assert!(false, "{}", difference);
        }
    }

    #[test]
    fn damaged_documents_are_judged_alike(document in damaged_documents()) {
        if let Err(difference) = compare_simple(&document) {
            prop_assert!(false, "{}", difference);
        }
    }

    #[test]
    fn tokens_in_any_order_are_judged_alike(document in tokens()) {
        if let Err(difference) = compare_simple(&document) {
            prop_assert!(false, "{}", difference);
        }
    }
}
