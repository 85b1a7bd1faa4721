//! Our codec beside libwbxml.

#![cfg(feature = "libwbxml")]

mod documents;
mod generators;

use std::collections::{BTreeMap, BTreeSet};

use asms_peers::compare::{KNOWN, Verdict, compare_libwbxml_with};
use asms_peers::libwbxml::{Hazard, Row, rows};
use asms_peers::{compare_libwbxml, simple};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use documents::{MISTAKES, corpus, examples};
use generators::{damaged_documents, documents, tokens};

#[test]
fn each_known_difference_still_differs() {
    for (known, source, document) in KNOWN {
        let found = compare_libwbxml(document);
        assert_eq!(found, Ok(Verdict::Known(vec![*known])), "{source}");
    }
}

#[test]
fn examples_of_the_specifications_are_read_and_written_alike() {
    for (name, document) in examples() {
        assert_eq!(compare_libwbxml(&document), Ok(Verdict::Read), "{name}");
    }
}

#[test]
fn documents_of_the_corpus_are_judged_alike() {
    for (name, document) in corpus() {
        if let Err(difference) = compare_libwbxml(&document) {
            panic!("{}: {difference}", name.display());
        }
    }
}

#[test]
fn what_would_end_the_process_is_held_back() {
    let document = [0x03, 0x01, 0x6A, 0x00, 0x45, 0x02, 0x88, 0x80, 0x80, 0x80, 0x00, 0x01];
    assert_eq!(compare_libwbxml(&document), Ok(Verdict::HeldBack(Hazard::Entity { offset: 5 })));
}

#[test]
fn mistakes_made_on_purpose_are_noticed() {
    for (name, mistake) in MISTAKES {
        let found =
            examples().into_iter().find_map(|(_, document)| compare_libwbxml_with(*mistake, &document).err());
        assert!(found.is_some(), "{name}");
    }
}

/// Without this, a comparison that holds everything back, or excuses everything, would pass.
#[test]
fn generated_documents_meet_every_verdict() {
    let mut runner = TestRunner::deterministic();
    let mut count = |strategy: BoxedStrategy<Vec<u8>>| {
        let (mut read, mut refused, mut known) = (0, 0, 0);
        for _ in 0..300 {
            let document = strategy.new_tree(&mut runner).unwrap().current();
            match compare_libwbxml(&document).unwrap() {
                Verdict::Read => read += 1,
                Verdict::Refused => refused += 1,
                Verdict::Known(_) => known += 1,
                Verdict::HeldBack(_) => {}
            }
        }
        [read, refused, known]
    };
    assert!(count(documents().boxed())[0] > 50);
    assert!(count(damaged_documents().boxed()).into_iter().min() > Some(10));
    assert!(count(tokens().boxed()).into_iter().min() > Some(10));
}

/// What it lacks is [`Known::TagMissing`](asms_peers::compare::Known::TagMissing).
#[test]
fn its_table_is_ours_but_for_names_and_what_it_lacks() {
    let mut theirs: BTreeMap<(u8, u8), Row> = BTreeMap::new();
    for row in rows() {
        theirs.entry((row.page, row.token)).or_insert(row);
    }
    let (mut missing, mut renamed) = (BTreeSet::new(), 0);
    for tag in simple::tags() {
        match theirs.remove(&(tag.page, tag.token)) {
            Some(row) => {
                assert_eq!(row.binary, tag.byte_array, "{}", tag.name);
                renamed += usize::from(row.name != tag.name);
            }
            None => drop(missing.insert((tag.page, tag.name.as_str()))),
        }
    }
    let find = simple::tags().filter(|tag| tag.page == 25).map(|tag| (25, tag.name.as_str()));
    let others = [(8, "ProposedStartTime"), (8, "ProposedEndTime"), (14, "AccountOnlyRemoteWipe")];
    assert!(missing.iter().copied().eq(find.chain(others).collect::<BTreeSet<_>>()), "{missing:?}");
    assert_eq!((renamed, theirs.len()), (RENAMED, LEGACY));
}

/// Tags that it has another name for, such as `FlagStatus` for Email's `Status`.
const RENAMED: usize = 66;
/// Tags that the specification has dropped.
const LEGACY: usize = 58;

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sound_documents_are_read_and_written_alike(document in documents()) {
        if let Err(difference) = compare_libwbxml(&document) {
            prop_assert!(false, "{}", difference);
        }
    }

    #[test]
    fn damaged_documents_are_judged_alike(document in damaged_documents()) {
        if let Err(difference) = compare_libwbxml(&document) {
            prop_assert!(false, "{}", difference);
        }
    }

    #[test]
    fn tokens_in_any_order_are_judged_alike(document in tokens()) {
        if let Err(difference) = compare_libwbxml(&document) {
            prop_assert!(false, "{}", difference);
        }
    }
}
