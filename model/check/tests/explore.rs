//! The Explorer, asked as a browser asks it.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc;
use std::thread;

use asms_check::{ExploreError, explore};
use world::{built_in, own};

mod world;

/// The answer to a request, headers included.
fn get(address: SocketAddr, path: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("it listens");
    write!(stream, "GET {path} HTTP/1.0\r\n\r\n").expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers");
    answer
}

/// The first steps of a scenario: in words, with what they change, with a drawing.
#[test]
fn steps_are_shown_in_words() {
    let (sender, receiver) = mpsc::channel();
    // It serves until the test program ends.
    thread::spawn(move || {
        let any = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        explore(own("inbox", &[]), any, 1, |address| sender.send(address).expect("the test waits"))
    });
    let address = receiver.recv().expect("it starts");
    let status = (0..50)
        .find_map(|_| {
            thread::sleep(std::time::Duration::from_millis(100));
            TcpStream::connect(address).ok().map(|_| get(address, "/.status"))
        })
        .expect("it listens within five seconds");
    assert!(status.contains("no-duplicate-add") && status.contains("\"done\":false"), "{status}");

    let first = get(address, "/.states/0");
    assert!(first.contains(r#""action":"user → server: SMS item 2 appears in Inbox, text 2""#), "{first}");
    assert!(first.contains("server.replicas[0].successors[0].pending: + 2"), "{first}");
    assert!(first.contains(r"\ndevices:\n  - Device\n      id: 0\n"), "{first}");
    assert!(first.contains("<svg xmlns") && first.contains("<title>inbox</title>"), "{first}");
    assert!(get(address, "/.states/0/99").contains("404"));
}

#[test]
fn only_this_machine_is_served() {
    for ip in [Ipv4Addr::UNSPECIFIED.into(), Ipv4Addr::new(192, 0, 2, 1).into(), Ipv6Addr::UNSPECIFIED.into()]
    {
        let refused = explore(own("inbox", &[]), SocketAddr::new(ip, 0), 1, |_| ());
        assert!(matches!(refused, Err(ExploreError::NotLoopback(refused)) if refused == ip));
    }
}

/// A scenario that is to begin settled and never settles is not shown somewhere on its way.
#[test]
fn what_never_settles_is_not_shown() {
    let system = built_in("versions", &["AMB-03=status-4"]);
    let refused = explore(system, SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), 1, |_| ());
    assert!(matches!(refused, Err(ExploreError::NeverSettles(_))));
}

#[test]
fn a_port_in_use_is_told() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("there is a free port");
    let address = listener.local_addr().expect("it is bound");
    let refused = explore(own("inbox", &[]), address, 1, |_| ()).expect_err("it is in use");
    let expected =
        format!("port {} of 127.0.0.1 is in use; choose another, or 0 for any that is free", address.port());
    assert_eq!(refused.to_string(), expected);
}
