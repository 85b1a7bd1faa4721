//! The tables of decision points are whole and true.

use super::*;
use crate::facts;

/// Every source of every variant is an id that there is; defects name a known bug, ambiguities one of their own.
#[test]
fn sources_exist() {
    for point in Behaviour::POINTS {
        if let Some(id) = point.ambiguity {
            assert!(facts::find(id).is_some(), "{}: {id}", point.name);
        }
        for variant in point.variants {
            assert!(!variant.sentence.trim().is_empty(), "{}={} says nothing", point.name, variant.name);
            let mut sources = variant.sources.split(' ');
            for id in sources.clone() {
                assert!(facts::find(id).is_some(), "{}={}: there is no {id}", point.name, variant.name);
            }
            if variant.standing == Standing::Defect {
                assert!(
                    sources.any(|id| id.starts_with("B-")),
                    "{}={}: a defect is one that somebody had",
                    point.name,
                    variant.name
                );
            }
        }
    }
}

/// Every ambiguity is a decision point, whose variants but for its defects are the readings that the list names.
#[test]
fn variants_are_the_readings_listed() {
    let is_name = |text: &str| {
        !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    };
    for row in include_str!("../../facts/ambiguities.md").lines() {
        let Some(rest) = row.strip_prefix("| AMB-") else { continue };
        let id = format!("AMB-{}", rest.split(' ').next().unwrap_or_default());
        let point = Behaviour::POINTS.iter().find(|point| point.ambiguity == Some(id.as_str()));
        let point = point.unwrap_or_else(|| panic!("{id} is no decision point"));
        let listed: std::collections::BTreeSet<&str> =
            rest.split('`').skip(1).step_by(2).filter(|text| is_name(text)).collect();
        let readings: std::collections::BTreeSet<&str> = point
            .variants
            .iter()
            .filter(|variant| variant.standing != Standing::Defect)
            .map(|variant| variant.name)
            .collect();
        // The default of AMB-34 is described there and has no name.
        let unnamed: &[&str] = if id == "AMB-34" { &["number-in-quotes"] } else { &[] };
        let ours: std::collections::BTreeSet<&str> =
            readings.iter().copied().filter(|name| !unnamed.contains(name)).collect();
        assert_eq!(ours, listed, "{id}");
        let default = point.variants[0].name;
        if unnamed.is_empty() {
            let place = rest.find(&format!("`{default}`")).unwrap_or_else(|| panic!("{id}: {default}"));
            let reading = rest[place..].split(" · ").next().unwrap_or_default();
            assert!(reading.contains("default"), "{id}: {default} is not the default");
        }
    }
}

/// Each variant can be chosen by name, by the point's name or its ambiguity, and is then told as a deviation.
#[test]
fn choosing_by_name() {
    for (at, point) in Behaviour::POINTS.iter().enumerate() {
        for (chosen, variant) in point.variants.iter().enumerate() {
            for name in [Some(point.name), point.ambiguity].into_iter().flatten() {
                let mut behaviour = Behaviour::default();
                behaviour.set(name, variant.name).expect("there is such a choice");
                assert_eq!(behaviour.choice(at), chosen);
                assert_eq!(behaviour.deviations().is_empty(), chosen == 0);
                for deviation in behaviour.deviations() {
                    let mut again = Behaviour::default();
                    again.set_from([deviation.as_str()]).expect("a deviation can be read");
                    assert_eq!(again, behaviour);
                }
            }
        }
    }
}

#[test]
fn what_there_is_not_says_what_there_is() {
    let error = |text: &str| Behaviour::default().set_from([text]).map_err(|error| error.to_string());
    assert_eq!(
        error("AMB-04=nothing"),
        Err("decision point absent-options has no variant \"nothing\"; it has sticky-after-first, never-sticky, defaults-merged"
            .to_owned())
    );
    assert!(error("AMB-99=x").is_err_and(|text| text.contains("repeated-add (AMB-17)")));
    let twice = Behaviour::default().set_from(["AMB-17=no-dedupe", "repeated-add=client-id"]);
    assert_eq!(twice, Err(UnknownBehaviour::Twice("repeated-add")));
    assert!(error("AMB-17").is_err_and(|text| text.contains("POINT=VARIANT")));
}

/// A machine that consults a decision point says so, and names no other.
#[test]
fn consulting_is_told() {
    let behaviour = Behaviour::default();
    let mut cx = Context::new(&behaviour);
    assert_eq!(cx.consulted(), Consulted::NONE);
    cx.server(|server| server.repeated_add);
    let told: Vec<&str> = Behaviour::POINTS
        .iter()
        .enumerate()
        .filter(|(at, _)| cx.consulted().has(*at))
        .map(|(_, point)| point.name)
        .collect();
    assert_eq!(told, ["repeated-add"]);
}
