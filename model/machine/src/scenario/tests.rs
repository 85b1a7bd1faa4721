//! Scenario files: what is wrong in them is told with its place.

use super::*;

const SMALL: &str = "\
about = 'small'
[mailbox]
collection = 15
folder = 'inbox'
[[device]]
classes = ['SMS']
";

fn error(text: &str) -> String {
    Scenario::parse("mine", "mine.toml", text).expect_err("it is wrong").to_string()
}

#[test]
fn a_small_scenario_is_enough() {
    let scenario = Scenario::parse("mine", "mine.toml", SMALL).expect("it can be read");
    assert_eq!(scenario.devices, [DeviceSetup { classes: MailClasses::SMS }]);
    assert_eq!(scenario.budget, Budget::default());
    assert_eq!(scenario.expect, Expectation::default());
}

/// A wrong file names itself, the line, what stands there, and what may.
#[test]
fn mistakes_are_told_with_their_place() {
    let unknown_key = error(&SMALL.replace("folder", "folders"));
    for part in ["mine.toml", "line 4", "folders", "`folder`"] {
        assert!(unknown_key.contains(part), "{part} is not in: {unknown_key}");
    }
    let unknown_class = error(&SMALL.replace("'SMS'", "'MMS'"));
    for part in ["line 6", "MMS", "`SMS`", "`Email`"] {
        assert!(unknown_class.contains(part), "{part} is not in: {unknown_class}");
    }
    let unknown_budget = error(&format!("{SMALL}[budget]\nlost-request = 1\n"));
    for part in ["line 8", "lost-request", "`lost-requests`"] {
        assert!(unknown_budget.contains(part), "{part} is not in: {unknown_budget}");
    }
    let negative = error(&format!("{SMALL}[budget]\nlost-requests = -1\n"));
    assert!(negative.contains("line 8") && negative.contains("-1"), "{negative}");

    for (text, parts) in [
        (format!("goals = ['no-goal']\n{SMALL}"), ["goals", "no-goal", "told-with-sms"]),
        (format!("{SMALL}[expect]\nunconcerned = ['nothing']\n"), ["expect", "nothing", "recoverability"]),
        (format!("{SMALL}[behaviour]\nAMB-17 = 'nothing'\n"), ["[behaviour]", "nothing", "no-dedupe"]),
        (SMALL.replace("'SMS'", ""), ["device.classes", "[]", "Email, SMS or both"]),
        (
            format!("device = []\n{}", SMALL.replace("[[device]]\nclasses = ['SMS']", "")),
            ["device", "0", "1 to 8"],
        ),
    ] {
        let error = error(&text);
        for part in parts {
            assert!(error.contains(part), "{part} is not in: {error}");
        }
    }
}

#[test]
fn every_scenario_that_comes_with_the_suite_can_be_read() {
    for (name, text) in BUILT_IN {
        let scenario = Scenario::built_in(name).expect("it is in the list").expect("it can be read");
        assert_eq!(scenario.name, *name);
        assert!(text.starts_with("# "), "{name}: the file says first what it is");
        assert!(!scenario.goals.is_empty(), "{name}: without goals it proves nothing");
    }
    assert!(Scenario::built_in("no-such").is_none());
}
