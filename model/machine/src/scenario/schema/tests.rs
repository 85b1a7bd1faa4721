//! The schema says of files what reading them says.

use super::*;
use crate::scenario::{BUILT_IN, Scenario};

#[test]
fn every_scenario_fits() {
    let schema = schema();
    for (name, text) in BUILT_IN {
        assert_eq!(breaches(&schema, text), Vec::<String>::new(), "{name}");
    }
}

/// Each way to be wrong that a reader refuses, the schema refuses too.
#[test]
fn mistakes_do_not_fit() {
    let schema = schema();
    let (_, good) = BUILT_IN.first().expect("there is one");
    let with = |line: &str| format!("{line}\n{good}");
    let behind = |lines: &str| format!("{good}\n{lines}\n");
    for (wrong, breach) in [
        (with("abuot = 'x'"), "abuot"),
        (good.replace("[budget]", "[budget]\nlost-request = 1"), "lost-request"),
        (good.replace("[budget]", "[budget]\npolls = -1").replace("polls", "restarts"), "restarts"),
        (good.replacen("goals = [", "goals = ['nothing', ", 1), "/goals/0"),
        (behind("[behaviour]\nAMB-17 = 'nothing'"), "/behaviour/AMB-17"),
        (behind("[behaviour]\nAMB-99 = 'nothing'"), "AMB-99"),
        (behind("[expect.violated.nothing]\nbecause = 'x'"), "nothing"),
        (with("profile = 'exchange-2007'"), "/profile"),
        (good.replacen("folders.inbox", "folders.box", 1), "/device/0/folders/box"),
        (behind("[expect.violated.convergence]\nsteps = 3"), "because"),
        (behind("[[device]]\nclass = 'SMS'"), "/device/1"),
        (good.replacen("about =", "goals = []\nnot-about =", 1), "about"),
    ] {
        assert!(Scenario::parse("wrong", "wrong.toml", &wrong).is_err(), "{wrong}");
        // What TOML itself refuses, such as a key twice, no schema has to.
        if toml::from_str::<toml::Table>(&wrong).is_ok() {
            let breaches = breaches(&schema, &wrong);
            assert!(breaches.iter().any(|told| told.contains(breach)), "{breach} is not in {breaches:?}");
        }
    }
}

/// All the names that there are stand in it.
#[test]
fn names_are_offered() {
    let text = schema().to_string();
    let points = Behaviour::POINTS.iter().flat_map(|point| {
        let ambiguity = point.ambiguity.map(|id| format!("\"{id}\""));
        let variants = point.variants.iter().map(|variant| format!("\"const\":\"{}\"", variant.name));
        variants.chain([format!("\"{}\":{{", point.name)]).chain(ambiguity)
    });
    let goals = GOALS.iter().map(|goal| format!("\"const\":\"{}\"", goal.name));
    let properties = property_names().map(|(name, _)| format!("\"{name}\""));
    for name in points.chain(goals).chain(properties) {
        assert!(text.contains(&name), "{name} is not offered");
    }
}

/// What of a file does not fit, each with its place.
fn breaches(schema: &Value, text: &str) -> Vec<String> {
    let table: toml::Table = toml::from_str(text).expect("it is TOML");
    let value = serde_json::to_value(table).expect("TOML without dates is JSON");
    let mut breaches = Vec::new();
    check(schema, schema, &value, "", &mut breaches);
    breaches
}

/// Validation by the keywords that occur in the schema, and by no others: one that is not known here is a failure.
fn check(root: &Value, schema: &Value, value: &Value, place: &str, breaches: &mut Vec<String>) {
    let keywords = match schema {
        Value::Bool(true) => return,
        Value::Bool(false) => {
            breaches.push(format!("{place} may not be there"));
            return;
        }
        schema => schema.as_object().expect("a schema is an object or a boolean"),
    };
    for (keyword, rule) in keywords {
        let fits = match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" | "default" | "format" => true,
            "$ref" => {
                let pointer =
                    rule.as_str().and_then(|text| text.strip_prefix('#')).expect("a local reference");
                check(root, root.pointer(pointer).expect("it leads somewhere"), value, place, breaches);
                true
            }
            "type" => has_type(rule, value),
            "const" => rule == value,
            "enum" => list(rule).contains(value),
            "oneOf" => list(rule).iter().filter(|rule| fits(root, rule, value)).count() == 1,
            "anyOf" => list(rule).iter().any(|rule| fits(root, rule, value)),
            "minimum" => value.as_i64().is_none_or(|value| rule.as_i64().is_none_or(|rule| value >= rule)),
            "maximum" => value.as_i64().is_none_or(|value| rule.as_i64().is_none_or(|rule| value <= rule)),
            "items" => {
                for (at, item) in value.as_array().into_iter().flatten().enumerate() {
                    check(root, rule, item, &format!("{place}/{at}"), breaches);
                }
                true
            }
            "required" => {
                let missing = list(rule)
                    .iter()
                    .filter_map(Value::as_str)
                    .filter(|key| value.as_object().is_some_and(|object| !object.contains_key(*key)));
                breaches.extend(missing.map(|key| format!("{place} lacks {key}")));
                true
            }
            "properties" => {
                for (key, rule) in rule.as_object().into_iter().flatten() {
                    if let Some(value) = value.get(key) {
                        check(root, rule, value, &format!("{place}/{key}"), breaches);
                    }
                }
                true
            }
            "additionalProperties" => {
                let known = |key: &str| {
                    keywords.get("properties").is_some_and(|properties| properties.get(key).is_some())
                };
                for (key, value) in value.as_object().into_iter().flatten().filter(|(key, _)| !known(key)) {
                    check(root, rule, value, &format!("{place}/{key}"), breaches);
                }
                true
            }
            "propertyNames" => {
                for key in value.as_object().into_iter().flatten().map(|(key, _)| key) {
                    check(root, rule, &json!(key), &format!("{place}/{key}"), breaches);
                }
                true
            }
            unknown => panic!("the test does not know the keyword {unknown}"),
        };
        if !fits {
            breaches.push(format!("{place} breaks {keyword}: {value}"));
        }
    }
}

fn fits(root: &Value, schema: &Value, value: &Value) -> bool {
    let mut breaches = Vec::new();
    check(root, schema, value, "", &mut breaches);
    breaches.is_empty()
}

fn list(rule: &Value) -> &[Value] {
    rule.as_array().expect("a list")
}

fn has_type(rule: &Value, value: &Value) -> bool {
    let is = |name: &Value| match name.as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("integer") => value.is_i64() || value.is_u64(),
        Some("boolean") => value.is_boolean(),
        Some("null") => value.is_null(),
        _ => false,
    };
    rule.as_array().map_or_else(|| is(rule), |names| names.iter().any(is))
}
