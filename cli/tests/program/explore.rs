use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::process::{Command, Stdio};

use super::run;

/// It says where it is, at once.
#[test]
fn it_tells_its_address() {
    let mut program = Command::new(assert_cmd::cargo::cargo_bin!("asms"))
        .args(["explore", "outbox", "--port", "0"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(program.stdout.take().unwrap()).read_line(&mut line).unwrap();
    program.kill().unwrap();
    program.wait().unwrap();
    assert!(line.starts_with("outbox is at http://127.0.0.1:"), "{line}");
}

#[test]
fn what_cannot_be_served_is_told() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port().to_string();
    for (arguments, reason) in [
        (&["outbox", "--port", &port][..], "is in use"),
        (&["outbox", "--address", "0.0.0.0"], "can be reached from elsewhere"),
        (&["no-such-scenario"], "there is no scenario"),
        (&["outbox", "--with", "never-sticky"], "POINT=VARIANT"),
    ] {
        let arguments: Vec<&str> = ["explore"].iter().chain(arguments).copied().collect();
        let ended = run(&arguments, b"");
        let said = String::from_utf8(ended.stderr).unwrap();
        assert_eq!((ended.status.code(), said.contains(reason)), (Some(2), true), "{arguments:?}: {said}");
    }
}
