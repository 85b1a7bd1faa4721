use insta::assert_snapshot;

use super::{output, run, transcript};

/// A decision point by its name and by its ambiguity: all of its variants.
#[test]
fn one_decision_point() {
    assert_snapshot!(transcript(&["behaviours", "repeated-add"], b""));
    assert_eq!(output(&["behaviours", "amb-17"], b""), output(&["behaviours", "repeated-add"], b""));
}

/// What a known bug did: that variant, and the default that it departs from.
#[test]
fn variants_of_a_known_bug() {
    assert_snapshot!(transcript(&["behaviours", "B-22"], b""));
}

/// An id that stands at several decision points.
#[test]
fn variants_of_an_edge_case() {
    let text = String::from_utf8(output(&["behaviours", "EC-02b"], b"")).unwrap();
    let shown = |name: &str| text.lines().any(|line| line.trim_start().starts_with(name));
    assert!(shown("evaluate-anew") && shown("replay") && shown("recomposed"), "{text}");
    assert!(!shown("status-3") && !shown("no-dedupe"), "{text}");
}

#[test]
fn what_there_is_not() {
    assert_snapshot!(
        [transcript(&["behaviours", "nothing"], b""), transcript(&["behaviours", "b-13"], b"")].join("\n\n")
    );
}

#[test]
fn for_programs() {
    assert_snapshot!(transcript(&["behaviours", "AMB-17", "--json"], b""));
}

/// The whole table fits the screen where words allow, and has a line for every variant.
#[test]
fn the_whole_table() {
    let run = run(&["behaviours"], b"");
    assert!(run.status.success());
    let text = String::from_utf8(run.stdout).unwrap();
    let wide: Vec<&str> = text.lines().filter(|line| line.chars().count() > 100).collect();
    assert!(wide.is_empty(), "{wide:?}");
    for point in asms_machine::behaviour::Behaviour::POINTS {
        assert!(text.contains(&format!("  {}\n", point.label())), "{}", point.name);
        for variant in point.variants {
            let line = format!("    {} ", variant.name);
            assert!(text.lines().any(|text| text.starts_with(&line)), "{}", variant.name);
        }
    }
}
