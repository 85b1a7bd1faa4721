use std::fs;
use std::path::Path;

use asms_machine::scenario::BUILT_IN;
use insta::assert_snapshot;

use super::{output, run, transcript};

/// A scenario without mishaps: everything that can come up holds.
#[test]
fn a_scenario_of_ones_own() {
    assert_snapshot!(transcript(&["check", "tiny.toml"], b""));
}

#[test]
fn a_known_violation_is_shown_and_pinned() {
    assert_snapshot!(transcript(&["check", "known.toml"], b""));
}

/// Of several a line each, and only what is not pinned with the way there.
#[test]
fn several_scenarios() {
    let arguments = ["check", "tiny.toml", "known.toml", "grows.toml", "--with", "AMB-04=never-sticky"];
    assert_snapshot!(transcript(&arguments, b""));
}

/// All that comes with the program fits the screen and is as it should be.
#[test]
fn every_scenario() {
    let run = run(&["check"], b"");
    let text = String::from_utf8(run.stdout).unwrap();
    assert_eq!(run.status.code(), Some(0), "{text}");
    for (name, _) in BUILT_IN {
        assert!(text.lines().any(|line| line.split(' ').next() == Some(name)), "{name} is not in: {text}");
    }
    let wide: Vec<&str> = text.lines().filter(|line| line.chars().count() > 100).collect();
    assert!(wide.is_empty(), "{wide:#?}");
    assert!(text.lines().count() < BUILT_IN.len() + 20, "{text}");
}

/// The larger budget of a scenario that has one, with what is pinned for it.
#[test]
fn larger_budgets() {
    let small = String::from_utf8(output(&["check", "grows.toml"], b"")).unwrap();
    assert!(small.starts_with("grows: 7 states,"), "{small}");
    let large = String::from_utf8(output(&["check", "grows.toml", "--all"], b"")).unwrap();
    assert!(large.starts_with("grows, larger: 18 states,"), "{large}");
    assert_eq!(output(&["check", "tiny.toml", "--all"], b""), output(&["check", "tiny.toml"], b""));
}

/// A product is the choices that its notes make; what `--with` chooses comes on top.
#[test]
fn products() {
    let title = |arguments: &[&str]| {
        let run = run(&[&["check", "tiny.toml"], arguments].concat(), b"");
        String::from_utf8(run.stdout).unwrap().lines().next().unwrap_or_default().to_owned()
    };
    let product = title(&["--profile", "exchange-2010"]);
    assert!(product.starts_with("tiny with AMB-02=by-product, product=exchange-2010: "), "{product}");
    let both = title(&["--profile", "exchange-2010", "--with", "AMB-02=by-version"]);
    assert!(both.starts_with("tiny with AMB-02=by-version, product=exchange-2010: "), "{both}");
}

/// What is printed can be pasted: with it the scenario is as it pins.
#[test]
fn pins_can_be_pasted() {
    let shown = ["known.toml", "tiny.toml"].map(|file| transcript(&["check", file, "--pins"], b""));
    let larger = transcript(&["check", "grows.toml", "--all", "--pins"], b"");
    let cut = transcript(&["check", "tiny.toml", "--max-depth", "3", "--pins"], b"");
    assert_snapshot!([shown[0].clone(), shown[1].clone(), larger, cut].join("\n\n"));
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR"));
    for file in ["known.toml", "tiny.toml", "expiry", "gateway-handover"] {
        let pins = String::from_utf8(output(&["check", file, "--pins"], b"")).unwrap();
        let text = match BUILT_IN.iter().find(|(name, _)| *name == file) {
            Some((_, text)) => (*text).to_owned(),
            None => fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(file))
                .unwrap(),
        };
        let world = text.split("[expect").next().unwrap().to_owned();
        let pasted = directory.join(format!("pasted-{}.toml", file.trim_end_matches(".toml")));
        fs::write(&pasted, world + &pins.replace("because = \"\"\n", "because = 'so it is'\n")).unwrap();
        output(&["check", pasted.to_str().unwrap()], b"");
    }
}

#[test]
fn an_unknown_violation_fails() {
    assert_snapshot!(transcript(&["check", "tiny.toml", "--with", "AMB-04=never-sticky"], b""));
}

/// One JSON document, with the bytes of every message.
#[test]
fn for_programs() {
    assert_snapshot!(transcript(&["check", "tiny.toml", "--with", "AMB-23=every-request", "--json"], b""));
}

/// A drawing for each violation, in a directory that need not be there; as text says, and the same for JSON.
#[test]
fn violations_are_drawn() {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("drawings");
    let _ = fs::remove_dir_all(&directory);
    let named = directory.to_str().unwrap();
    let shown = String::from_utf8(
        run(&["check", "tiny.toml", "--with", "AMB-23=every-request", "--svg", named], b"").stdout,
    );
    let file = directory.join("tiny.AMB-23-every-request.soft-delete-exact.svg");
    assert!(shown.unwrap().contains(&format!("drawn: {}\n", file.display())));
    let svg = fs::read_to_string(&file).unwrap();
    assert!(svg.starts_with("<svg") && svg.contains("soft-delete-exact is violated in step"), "{svg}");
    fs::remove_file(&file).unwrap();
    run(&["check", "tiny.toml", "--with", "AMB-23=every-request", "--svg", named, "--json"], b"");
    assert_eq!(fs::read_to_string(&file).unwrap(), svg);
    let not_there = run(&["check", "tiny.toml", "--svg", "tiny.toml/inside"], b"");
    assert_eq!(not_there.status.code(), Some(2));
}

/// The number of threads changes nothing that is printed.
#[test]
fn threads_change_nothing() {
    let arguments = |threads| ["check", "outbox", "--json", "--threads", threads];
    assert_eq!(output(&arguments("1"), b""), output(&arguments("3"), b""));
}

/// The exit codes that `--help` lists.
#[test]
fn exit_codes() {
    for (arguments, code) in [
        (&["check", "tiny.toml"][..], 0),
        (&["check", "tiny.toml", "--with", "never-sticky"], 2),
        (&["check", "tiny.toml", "--with", "AMB-04=never-sticky"], 1),
        (&["check", "tiny.toml", "--profile", "exchange-2007"], 2),
        (&["check", "tiny.toml", "--pins", "--json"], 2),
        (&["check", "tiny.toml", "--pins"], 0),
        (&["check", "miscounted.toml", "--pins"], 5),
        (&["check", "no-such-scenario"], 2),
        (&["check", "no-such-file.toml"], 2),
        (&["check", "misspelt.toml"], 2),
        (&["check", "tiny.toml", "--threads", "0"], 2),
        (&["check", "tiny.toml", "--max-depth", "3"], 3),
        (&["check", "unreachable-goal.toml"], 4),
        (&["check", "miscounted.toml"], 5),
        // The worst of several counts.
        (&["check", "miscounted.toml", "unreachable-goal.toml", "tiny.toml"], 4),
    ] {
        assert_eq!(run(arguments, b"").status.code(), Some(code), "{arguments:?}");
    }
}

#[test]
fn mistakes_are_told_with_their_place() {
    let shown: Vec<String> = [
        &["check", "misspelt.toml"][..],
        &["check", "no-such-scenario"],
        &["check", "no-such-file.toml"],
        &["check", "tiny.toml", "--with", "AMB-17=nothing"],
        &["check", "tiny.toml", "--with", "AMB-99=nothing"],
        &["check", "tiny.toml", "--profile", "exchange-2007"],
        &["check", "unreachable-goal.toml", "miscounted.toml", "tiny.toml"],
        &["check", "tiny.toml", "--max-depth", "3"],
    ]
    .iter()
    .map(|arguments| transcript(arguments, b""))
    .collect();
    assert_snapshot!(shown.join("\n\n"));
}

#[test]
fn what_there_is() {
    assert_snapshot!(transcript(&["check", "--list"], b""));
}
