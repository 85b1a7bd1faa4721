use std::fs;
use std::path::Path;

use super::run;

#[test]
fn a_finding_that_there_is_not() {
    let refused = run(&["reports", "--finding", "nothing", "--out", "nowhere"], b"");
    assert_eq!(refused.status.code(), Some(2));
    let why = String::from_utf8(refused.stderr).unwrap();
    assert!(
        why.starts_with("asms: there is no finding \"nothing\"; there are silence-taken-for-success"),
        "{why}"
    );
}

/// A finding goes where it is to go, and is the one that is committed.
#[test]
fn a_finding_is_written() {
    let folder = concat!(env!("CARGO_TARGET_TMPDIR"), "/reports");
    let written = run(&["reports", "--finding", "two-gateways", "--out", folder], b"");
    assert!(written.status.success(), "{}", String::from_utf8_lossy(&written.stderr));
    assert_eq!(written.stdout, b"2 files\n");
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../reports");
    for name in ["findings/two-gateways.md", "findings/two-gateways.svg"] {
        let file = Path::new(folder).join(name);
        assert!(fs::read(file).unwrap() == fs::read(committed.join(name)).unwrap(), "{name}");
    }
}
