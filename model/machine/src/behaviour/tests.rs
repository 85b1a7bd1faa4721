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
            // A reading can have been somebody's bug too, a default never.
            let was_a_bug = sources.any(|id| id.starts_with("B-"));
            match variant.standing {
                Standing::Default => assert!(!was_a_bug, "{}={}", point.name, variant.name),
                Standing::Reading => {}
                Standing::Defect => assert!(was_a_bug, "{}={}", point.name, variant.name),
            }
        }
    }
}

/// The readings that the list of ambiguities names are the variants, default first.
#[test]
fn variants_are_the_readings_listed() {
    for (id, readings) in [
        ("AMB-01", &["sms-deletes-withheld", "class-child-omitted", "both"][..]),
        ("AMB-02", &["always", "always-in-request", "by-version", "by-product"]),
        ("AMB-03", &["ignore-sms", "status-4"]),
        ("AMB-04", &["sticky-after-first", "never-sticky"]),
        ("AMB-05", &["item-error", "ignore", "request-error"]),
        ("AMB-06", &["item-error", "apply-allowed", "request-error"]),
        ("AMB-08", &["client-adds-sent", "gone", "deletes-as-moves", "server-moves"]),
        ("AMB-09", &["one-gateway", "every-device"]),
        ("AMB-14", &["outbox-exempt", "applies"]),
        ("AMB-17", &["client-id", "no-dedupe"]),
        ("AMB-20", &["tolerate", "item-error"]),
        ("AMB-21", &["both", "protocol-error-only"]),
        ("AMB-22", &["root", "collection"]),
        ("AMB-23", &["when-another-set-is-sent", "every-request"]),
        ("AMB-24", &["is-email", "is-sms"]),
        ("AMB-25", &["versioned", "latest"]),
        ("AMB-26", &["fresh", "kept"]),
        ("AMB-27", &["evaluate-anew", "replay", "status-3"]),
        ("AMB-28", &["responses-add", "commands-change"]),
        ("AMB-29", &["status-error", "ignored"]),
        ("AMB-30", &["receives-but-silent", "not-offered"]),
        ("AMB-31", &["per-collection", "per-request"]),
        ("AMB-32", &["allowed", "status-4"]),
        ("AMB-33", &["adds-only", "every-response"]),
    ] {
        let row = include_str!("../../facts/ambiguities.md")
            .lines()
            .find(|line| line.starts_with(&format!("| {id} ")))
            .expect("the list has it");
        let point =
            Behaviour::POINTS.iter().find(|point| point.ambiguity == Some(id)).expect("it is a point");
        let ours: Vec<&str> = point
            .variants
            .iter()
            .filter(|variant| variant.standing != Standing::Defect)
            .map(|variant| variant.name)
            .collect();
        assert_eq!(ours, readings, "{id}");
        for reading in readings {
            assert!(row.contains(&format!("`{reading}`")), "{id}: {reading} is not in the list");
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
