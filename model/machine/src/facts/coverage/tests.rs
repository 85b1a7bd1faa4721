//! Nothing is left out, and what is wrong is told.

use super::*;

/// Every id of every list has a standing, and all that is named exists.
#[test]
fn every_id_has_a_standing() {
    let coverage = Coverage::built_in().expect("the tables can be read");
    assert_eq!(coverage.faults, Vec::<String>::new());
}

fn coverage(stated: &str, catches: &str) -> Coverage {
    let stated = Stated::parse(stated).expect("it can be read");
    let catches = Catches::parse(catches).expect("it can be read");
    Coverage::of(&stated, &catches).expect("the scenarios can be read")
}

fn row<'c>(coverage: &'c Coverage, id: &str) -> &'c Row {
    coverage.rows().find(|row| row.fact.id == id).expect("there is such an id")
}

/// A property that names an id and holds by pin shows it, in the scenarios that have to reach its situation.
#[test]
fn pins_show_what_a_property_names() {
    let coverage = coverage("", "");
    let row = row(&coverage, "ASMS-062");
    assert_eq!(row.kind(), Kind::Holds);
    let [Evidence::Holds { property: "no-unrequested-sms", goal: "sms-unwanted", scenarios }] =
        &row.evidence[..]
    else {
        panic!("{:?}", row.evidence)
    };
    for (name, text) in BUILT_IN {
        let scenario = Scenario::parse(name, name, text).expect("it can be read");
        let has_to = scenario.goals.iter().any(|goal| goal.name == "sms-unwanted");
        let shows = has_to && scenario.expect.is_held("no-unrequested-sms");
        assert_eq!(scenarios.contains(name), shows, "{name}");
    }
    assert_eq!(scenarios[..], ["options", "version-12-1"], "conflicts pins it too, and need not get there");
}

/// Without the goal that is its situation an id is shown by no property, however many scenarios it holds in; and the
/// property that names it is told as one that proves nothing.
#[test]
fn a_property_proves_nothing_of_what_need_not_occur() {
    let (stated, catches) = (Stated::default(), Catches::parse("").expect("it can be read"));
    let sources = |without: &str| {
        let read = |(name, text): &(&'static str, &str)| {
            let mut scenario = Scenario::parse(name, name, text).expect("it can be read");
            scenario.goals.retain(|goal| goal.name != without);
            (*name, scenario)
        };
        Sources { stated: &stated, catches: &catches, scenarios: BUILT_IN.iter().map(read).collect() }
    };
    let is_told = |coverage: &Coverage| {
        let fault = "convergence names EC-03, and is pinned in no scenario that has to reach a goal of EC-03";
        coverage.faults.iter().any(|told| told == fault)
    };
    let tied = Coverage::by(&sources(""));
    assert!(row(&tied, "EC-03").kind() == Kind::Holds && !is_told(&tied));
    let loose = Coverage::by(&sources("ping-after-loss"));
    assert!(row(&loose, "EC-03").kind() != Kind::Holds && is_told(&loose), "{:?}", row(&loose, "EC-03"));
    let held = sources("").scenarios.iter().filter(|(_, read)| read.expect.is_held("convergence")).count();
    assert!(held > 40, "it holds in {held} scenarios all the same");
}

/// A tie to a goal that there is not is an error of the scenario.
#[test]
fn an_unknown_goal_is_refused() {
    let (name, text) = BUILT_IN[0];
    let error = Scenario::parse(name, name, &text.replacen("old-key-again", "old-key-for-ever", 1))
        .expect_err("there is no such goal");
    assert!(error.to_string().contains("there is no goal \"old-key-for-ever\""), "{error}");
}

/// A violation that is pinned is told with its steps and its reason.
#[test]
fn pinned_violations_are_told() {
    let coverage = coverage("", "");
    let told = row(&coverage, "EC-01").evidence.iter().any(|evidence| {
        matches!(evidence, Evidence::Violated { property: "no-duplicate-add", steps: Some(_), because, .. }
            if because.contains("ClientId"))
    });
    assert!(told);
}

/// A defect shows the known bug it comes from, a reading also what the broken property names.
#[test]
fn catches_show_what_variants_come_from() {
    let catch = |variant: &str| {
        format!(
            "[[catches]]\nvariant = '{variant}'\nscenario = 'sync-keys'\nproperty = 'no-duplicate-add'\nsteps = 9\n"
        )
    };
    let defect = coverage("", &catch("repeated-add=first-item"));
    assert_eq!(row(&defect, "B-90").kind(), Kind::Model);
    let caught = |coverage: &Coverage, id: &str| {
        row(coverage, id).evidence.iter().any(|evidence| matches!(evidence, Evidence::Caught(_)))
    };
    assert!(!caught(&defect, "ASMS-045"), "what a defect breaks says nothing of the specification");
    let reading = coverage("", &catch("repeated-add=no-dedupe"));
    assert!(caught(&reading, "ASMS-045") && caught(&reading, "EC-29b") && !caught(&reading, "B-90"));
}

#[test]
fn faults_are_told() {
    let stated = "\
[tests.'a.rs']
it_holds = 'ASMS-005 EC-999'
[simulation]
B-31 = 'time'
EC-21 = 'time'
[outside]
EC-48 = 'a head'
EC-01 = 'really?'
";
    let coverage = coverage(stated, "");
    for fault in [
        "standings.toml names \"EC-999\", which there is not",
        "B-13 has no standing: nothing shows it",
        "EC-01 is stated to be outside, and yet something shows it",
        "EC-21 is left to a simulation, which only a known bug can be",
        "soft-delete=ignored is a defect that nothing catches",
    ] {
        assert!(coverage.faults.iter().any(|told| told == fault), "{fault} is not in {:#?}", coverage.faults);
    }
    let kinds = ["ASMS-005", "B-31", "EC-48", "B-13"].map(|id| row(&coverage, id).kind());
    assert_eq!(kinds, [Kind::Tested, Kind::Simulation, Kind::Outside, Kind::Nothing]);
    assert!(!coverage.faults.iter().any(|fault| fault.contains("edge cases are outside")));
}

#[test]
fn only_so_many_edge_cases_may_be_outside() {
    let rows = edge_cases().into_iter().take(MOST_OUTSIDE + 40).map(|fact| format!("{} = 'why'\n", fact.id));
    let faults = coverage(&format!("[outside]\n{}", rows.collect::<String>()), "").faults;
    assert!(
        faults.iter().any(|fault| fault.ends_with("edge cases are outside; at most 20 may be")),
        "{faults:#?}"
    );
}
