use insta::assert_snapshot;

use super::{run, transcript};

/// The root of the repository, from where the program runs.
const ROOT: &str = "../../..";

/// What is shown by tests, left to a simulation, or outside.
#[test]
fn some_ids() {
    assert_snapshot!(transcript(&["coverage", "asms-005", "EC-18g", "EC-48", "B-31"], b""));
}

/// The same for programs.
#[test]
fn for_programs() {
    assert_snapshot!(transcript(&["coverage", "EC-48", "EC-58", "--json"], b""));
}

#[test]
fn what_there_is_not() {
    assert_snapshot!(
        [transcript(&["coverage", "EC-99"], b""), transcript(&["coverage", "--tests-in", "no-such"], b"")]
            .join("\n\n")
    );
}

/// All that properties, catches and tests show is told with its place.
#[test]
fn what_shows_an_id_is_told() {
    let text = |id: &str| String::from_utf8(run(&["coverage", id], b"").stdout).unwrap();
    for (id, parts) in [
        ("ASMS-062", &["  holds       no-unrequested-sms where sms-unwanted is reached: ", "options"][..]),
        (
            "EC-01",
            &[
                "  violated    no-duplicate-add in ",
                " steps, where add-repeated is reached: ",
                "AMB-17=no-dedupe breaks no-duplicate-add",
            ],
        ),
        ("B-90", &["  model       AMB-17=first-item breaks "]),
    ] {
        let text = text(id);
        for part in parts {
            assert!(text.contains(part), "{part} is not in: {text}");
        }
    }
}

/// The whole table has a row for each id and fits the screen; the exit code is 1 if and only if something is wrong; and
/// every test that is named exists.
#[test]
fn the_whole_table() {
    let run = run(&["coverage", "--tests-in", ROOT], b"");
    let text = String::from_utf8(run.stdout).unwrap();
    let rows = |prefix: &str| text.lines().filter(|line| line.starts_with(prefix)).count();
    assert_eq!([rows("ASMS-"), rows("EC-"), rows("B-")], [85, 130, 80]);
    assert_eq!(run.status.code(), Some(i32::from(rows("WRONG: ") > 0)));
    assert!(!text.contains("there is no test"), "{text}");
    let wide: Vec<&str> = text.lines().filter(|line| line.chars().count() > 100).collect();
    assert!(wide.is_empty(), "{wide:?}");
}

/// In a directory without the tests each of them is missed.
#[test]
fn missing_tests_are_told() {
    let run = run(&["coverage", "--tests-in", "."], b"");
    let text = String::from_utf8(run.stdout).unwrap().replace("\n       ", " ");
    assert_eq!(run.status.code(), Some(1));
    assert!(text.contains("EC-57: there is no test numbers_have_one_form in model/wire/"), "{text}");
}
