use insta::assert_snapshot;

use super::{run, transcript};

#[test]
fn sync_4() {
    assert_snapshot!(transcript(&["explain", "sync", "4"], b""));
}

#[test]
fn sync() {
    assert_snapshot!(transcript(&["explain", "sync"], b""));
}

#[test]
fn common_status_of_ping() {
    assert_snapshot!(transcript(&["explain", "Ping", "103"], b""));
}

#[test]
fn unknown_status() {
    assert_snapshot!(transcript(&["explain", "sync", "2"], b""));
}

#[test]
fn codes_of_networks_and_modems() {
    let topics =
        [("tp-status", "46"), ("tp-fcs", "c5"), ("rp-cause", "42"), ("cp-cause", "17"), ("cms-error", "332")];
    let shown: Vec<String> =
        topics.iter().map(|(topic, code)| transcript(&["explain", topic, code], b"")).collect();
    assert_snapshot!(shown.join("\n\n"));
}

/// A code that nobody knows is not called permanent, nor a success delivered.
#[test]
fn unknown_codes_promise_nothing() {
    let topics = [("cms-error", "500"), ("cms-error", "9999"), ("cdma-status", "21")];
    let shown: Vec<String> =
        topics.iter().map(|(topic, code)| transcript(&["explain", topic, code], b"")).collect();
    assert_snapshot!(shown.join("\n\n"));
}

#[test]
fn every_tp_fcs() {
    assert_snapshot!(transcript(&["explain", "tp-fcs"], b""));
}

#[test]
fn facts_by_id() {
    let shown: Vec<String> =
        ["ASMS-045", "amb-17", "EC-08F", "B-32"].iter().map(|id| transcript(&["explain", id], b"")).collect();
    assert_snapshot!(shown.join("\n\n"));
}

#[test]
fn unknown_topic_lists_what_there_is() {
    assert_snapshot!(transcript(&["explain", "nothing"], b""));
}

/// What is nearly a topic is answered with that one.
#[test]
fn misspelt_topics_are_guessed() {
    let asked: [&[&str]; 6] =
        [&["EC-01", "5"], &["ASMS-999"], &["asms-41"], &["ASMS", "041"], &["folder-sync", "9"], &["nothing"]];
    let shown = asked.map(|topic| {
        let run = run(&[&["explain"], topic].concat(), b"");
        assert_eq!(run.status.code(), Some(2), "{topic:?}");
        String::from_utf8(run.stderr).unwrap().lines().next().unwrap().to_owned()
    });
    assert_snapshot!(shown.join("\n"));
}

#[test]
fn names_of_the_model() {
    let shown = ["no-duplicate-add", "recoverability", "told-with-sms", "repeated-add"]
        .map(|name| transcript(&["explain", name], b""));
    assert_snapshot!(shown.join("\n\n"));
}

#[test]
fn code_out_of_range() {
    assert_snapshot!(transcript(&["explain", "rp-cause", "200"], b""));
}

/// Every list can be printed, and its lines fit the screen where words allow.
#[test]
fn lists_fit_the_screen() {
    for topic in [
        "common",
        "foldersync",
        "getitemestimate",
        "settings",
        "ping",
        "cms-error",
        "cdma-status",
        "ASMS",
        "EC",
    ] {
        let run = run(&["explain", topic], b"");
        assert!(run.status.success(), "{topic}");
        let text = String::from_utf8(run.stdout).unwrap();
        assert!(text.lines().count() > 3, "{topic}");
        let wide: Vec<&str> = text.lines().filter(|line| line.chars().count() > 100).collect();
        assert!(wide.is_empty(), "{topic}: {wide:?}");
    }
}
