//! Real traces fit the schema that stands in the tree.

use serde_json::Value;

use super::*;

const FILE: &str = include_str!("../../../../trace.schema.json");

/// Whether a value fits a schema, or where it does not. It knows the keywords that our schema has, and no others.
fn fits(value: &Value, schema: &Value, root: &Value) -> Result<(), String> {
    let Some(schema) = schema.as_object() else {
        return if schema == &Value::Bool(true) { Ok(()) } else { Err(format!("{value} may not be")) };
    };
    for (keyword, rule) in schema {
        let is_so = match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" | "default" | "format" => true,
            "$ref" => {
                let place =
                    rule.as_str().and_then(|place| place.strip_prefix('#')).expect("a place in the file");
                fits(value, root.pointer(place).expect("it is there"), root)?;
                true
            }
            "type" => rule
                .as_array()
                .map_or(std::slice::from_ref(rule), Vec::as_slice)
                .iter()
                .any(|kind| is(value, kind)),
            "const" => value == rule,
            "oneOf" | "anyOf" => {
                let all = rule.as_array().expect("a list");
                let fitting = all.iter().filter(|one| fits(value, one, root).is_ok()).count();
                fitting == 1 || keyword == "anyOf" && fitting > 1
            }
            "required" => rule
                .as_array()
                .expect("a list")
                .iter()
                .all(|key| value.get(key.as_str().expect("a key")).is_some()),
            "properties" => {
                for (key, rule) in rule.as_object().expect("an object") {
                    value
                        .get(key)
                        .map_or(Ok(()), |value| fits(value, rule, root))
                        .map_err(|why| format!("{key}: {why}"))?;
                }
                true
            }
            "additionalProperties" => {
                let known =
                    |key: &String| schema.get("properties").is_some_and(|known| known.get(key).is_some());
                for (key, value) in value.as_object().into_iter().flatten().filter(|(key, _)| !known(key)) {
                    fits(value, rule, root).map_err(|why| format!("{key}: {why}"))?;
                }
                true
            }
            "items" => value.as_array().into_iter().flatten().all(|item| fits(item, rule, root).is_ok()),
            "prefixItems" => {
                let rules = rule.as_array().expect("a list");
                value
                    .as_array()
                    .into_iter()
                    .flatten()
                    .zip(rules)
                    .all(|(item, rule)| fits(item, rule, root).is_ok())
            }
            "minItems" => {
                value.as_array().is_none_or(|items| items.len() as u64 >= rule.as_u64().expect("a number"))
            }
            "maxItems" => {
                value.as_array().is_none_or(|items| items.len() as u64 <= rule.as_u64().expect("a number"))
            }
            "minimum" => value.as_u64().is_none_or(|number| number >= rule.as_u64().expect("a number")),
            "maximum" => value.as_u64().is_none_or(|number| number <= rule.as_u64().expect("a number")),
            "pattern" => value.as_str().is_none_or(|text| {
                let is_hex = text.bytes().all(|c| matches!(c, b'0'..=b'9' | b'a'..=b'f'));
                match rule.as_str() {
                    Some("^[0-9a-f]{16}$") => is_hex && text.len() == 16,
                    Some("^([0-9a-f]{2})*$") => is_hex && text.len() % 2 == 0,
                    other => panic!("{other:?} is not known here"),
                }
            }),
            other => panic!("{other} is not known here"),
        };
        if !is_so {
            return Err(format!("{keyword} {rule}: {value}"));
        }
    }
    Ok(())
}

fn is(value: &Value, kind: &Value) -> bool {
    match kind.as_str() {
        Some("array") => value.is_array(),
        Some("boolean") => value.is_boolean(),
        Some("integer") => value.is_u64() || value.is_i64(),
        Some("null") => value.is_null(),
        Some("object") => value.is_object(),
        Some("string") => value.is_string(),
        other => panic!("{other:?} is not known here"),
    }
}

/// What stands in the tree is what the types say; `asms replay --schema` prints it.
#[test]
fn the_file_is_the_schema() {
    let file: Value = serde_json::from_str(FILE).expect("it is JSON");
    assert!(file == trace_schema(), "`asms replay --schema > sim/trace.schema.json` writes it anew");
}

/// Every line of a trace in which everything goes wrong fits, shrunk and judged ones too.
#[test]
fn real_traces_fit() {
    let schema = trace_schema();
    let recipe = stormy(3, 2, false);
    let (whole, _) = trace(&recipe, 1, usize::MAX);
    let plan = plan_of(&recipe);
    let report = judge_until_broken(&plan, 1, None, None);
    let header = Header::new(&recipe, &plan, 1).only(&report.happened);
    let mut small = Trace::new(Vec::new(), &header).judged(&report.findings);
    judge_until_broken(&plan, 1, Some(&report.happened), Some(&mut small));
    let small = small.finish().expect("memory takes it");
    let lines: Vec<&[u8]> = whole
        .split(|c| *c == b'\n')
        .chain(small.split(|c| *c == b'\n'))
        .filter(|line| !line.is_empty())
        .collect();
    assert!(lines.len() > 1_000, "{} lines", lines.len());
    for line in lines {
        let value: Value = serde_json::from_slice(line).expect("it is JSON");
        assert_eq!(fits(&value, &schema, &schema), Ok(()), "{value}");
    }
}

/// A line that is none does not fit.
#[test]
fn other_lines_do_not_fit() {
    let schema = trace_schema();
    let wrong = |line: usize, key: &str, value: Value| {
        let trace = changed(line, |line| line[key] = value.clone());
        let line = trace.split(|c| *c == b'\n').nth(line - 1).expect("it is there");
        let line: Value = serde_json::from_slice(line).expect("it is JSON");
        fits(&line, &schema, &schema).is_err()
    };
    assert!(!wrong(2, "time", json!(7)), "that may be");
    assert!(wrong(1, "version", json!(9)));
    assert!(wrong(1, "overrides", json!({ "day": 3 })));
    assert!(wrong(2, "colour", json!("red")));
    assert!(wrong(2, "octets", json!("abc")));
    assert!(wrong(2, "action", json!({ "device-sleeps": 0 })));
    assert!(wrong(14, "events", json!("12")));
}
