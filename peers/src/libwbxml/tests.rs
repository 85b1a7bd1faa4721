//! The border itself: what goes over it, and that nothing else does.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::Command;

use super::{Event, Hazard, Input, Node, NodeKind, Tag, encode, rows, sax, tree};

const SYNC: &[u8] = &[0x03, 0x01, 0x6A, 0x00, 0x45, 0x64, 0x03, 0x38, 0x00, 0x01, 0x26, 0x01];

#[test]
fn a_document_comes_as_events() {
    let mut events = Vec::new();
    sax(Input::new(SYNC).unwrap(), |event| events.push(format!("{event:?}"))).unwrap();
    let tag = |token: u8| format!("{:?}", Event::Start(Tag::Known { page: 0, token }));
    let end = "End".to_owned();
    assert_eq!(
        events,
        [tag(0x05), tag(0x24), "Characters([56])".into(), end.clone(), tag(0x26), end.clone(), end]
    );
}

#[test]
fn a_document_comes_as_a_tree_and_is_written_again() {
    let mut tree = tree(Input::new(SYNC).unwrap()).unwrap();
    let root = tree.root().unwrap();
    assert_eq!(root.kind(), NodeKind::Element(Tag::Known { page: 0, token: 0x05 }));
    let children: Vec<_> = root.children().collect();
    assert_eq!(children[0].kind(), NodeKind::Element(Tag::Known { page: 0, token: 0x24 }));
    assert_eq!(children[0].children().map(Node::kind).collect::<Vec<_>>(), [NodeKind::Text(b"8")]);
    assert_eq!(children[1].kind(), NodeKind::Element(Tag::Known { page: 0, token: 0x26 }));
    assert_eq!(children.len(), 2);
    assert_eq!(encode(&mut tree), Ok(SYNC.to_vec()));
}

#[test]
fn an_error_has_a_number_and_a_message() {
    let cut = Input::new(&SYNC[..11]).unwrap();
    let error = sax(cut, |_| {}).unwrap_err();
    assert_eq!(error.to_string(), "libwbxml says 45: Unexpected End Of WBXML Buffer");
    assert_eq!(tree(cut).unwrap_err(), error);
}

#[test]
fn a_panic_does_not_go_through_the_library() {
    let mut told = 0;
    let panicking = AssertUnwindSafe(|| {
        sax(Input::new(SYNC).unwrap(), |_| {
            told += 1;
            assert!(told < 2, "on purpose");
        })
    });
    let panic = catch_unwind(panicking).unwrap_err();
    assert_eq!(panic.downcast_ref::<&str>(), Some(&"on purpose"));
    assert_eq!(told, 2, "nothing is told after it");
}

/// So the guard is needed. The process that ends is another one, which runs the test below.
#[test]
fn what_is_held_back_would_end_the_process() {
    for (hazard, document) in hazards() {
        assert_eq!(Input::new(&document).err(), Some(hazard));
        let program = std::env::current_exe().unwrap();
        let ended = Command::new(program)
            .args(["--ignored", "--exact", "libwbxml::tests::reads_what_is_held_back"])
            .env(HAZARD, hazard.to_string())
            .output()
            .unwrap();
        assert_eq!(ended.status.code(), None, "{hazard}: ended by a signal");
        assert!(!String::from_utf8_lossy(&ended.stdout).contains("test result"), "{hazard}");
    }
}

#[test]
#[ignore = "ends the process: what_is_held_back_would_end_the_process runs it in another"]
fn reads_what_is_held_back() {
    let wanted = std::env::var(HAZARD).unwrap();
    let (_, document) = hazards().into_iter().find(|(hazard, _)| hazard.to_string() == wanted).unwrap();
    let read = sax(Input::unguarded(&document), |_| {});
    println!("{read:?}");
}

/// The variable that says which.
const HAZARD: &str = "ASMS_HAZARD";

fn hazards() -> [(Hazard, Vec<u8>); 2] {
    let header = [0x03, 0x01, 0x6A, 0x00];
    let entity = [&header[..], &[0x45, 0x02, 0x88, 0x80, 0x80, 0x80, 0x00, 0x01]].concat();
    let levels = [&header[..], &vec![0x45; 200_000]].concat();
    [(Hazard::Entity { offset: 5 }, entity), (Hazard::Levels, levels)]
}

#[test]
fn the_table_ends() {
    assert!(rows().any(|row| row.name == "SyncKey" && row.page == 7 && row.token == 0x12));
    assert!(rows().all(|row| (0x05..=0x3F).contains(&row.token)));
}
