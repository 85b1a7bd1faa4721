//! The form of scenario files as a JSON Schema, for editors.

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::file::File;
use crate::behaviour::{Behaviour, PROFILES, Point};
use crate::property::{GOALS, PROPERTIES, RECOVERABILITY, RECOVERABILITY_PROSE};

/// The JSON Schema (draft 2020-12) of scenario files. It is made from the types that read them, with the names that
/// there are: goals, properties, decision points and their variants.
pub fn schema() -> Value {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let mut schema = generator.into_root_schema_for::<File>().to_value();
    if let Some(root) = schema.as_object_mut() {
        root.insert("title".to_owned(), json!("Scenario"));
    }
    let folders = constants(schema.pointer("/$defs/FolderKind"));
    with_names(&mut schema, &folders);
    schema
}

/// The names that a type may be.
fn constants(definition: Option<&Value>) -> Vec<Value> {
    let names = definition.and_then(|definition| definition.get("oneOf")).and_then(Value::as_array);
    names.into_iter().flatten().filter_map(|name| name.get("const")).cloned().collect()
}

/// Puts the names in wherever a key of that name stands.
fn with_names(value: &mut Value, folders: &[Value]) {
    if let Some(properties) = value.get_mut("properties").and_then(Value::as_object_mut) {
        for (key, schema) in properties {
            match key.as_str() {
                "behaviour" => decisions(schema),
                "goals" => list_of(schema, GOALS.iter().map(|goal| (goal.name, goal.prose))),
                "holds" => list_of(schema, property_names()),
                "folders" => keys_of(schema, folders.iter().cloned()),
                "profile" => one_of(schema, PROFILES.iter().map(|profile| (profile.name, profile.sentence))),
                "violated" => keys_of(schema, property_names().map(|(name, _)| json!(name))),
                _ => {}
            }
        }
    }
    match value {
        Value::Object(map) => map.values_mut().for_each(|value| with_names(value, folders)),
        Value::Array(values) => values.iter_mut().for_each(|value| with_names(value, folders)),
        _ => {}
    }
}

fn property_names() -> impl Iterator<Item = (&'static str, &'static str)> {
    let steps = PROPERTIES.iter().map(|property| (property.name, property.prose));
    steps.chain([(RECOVERABILITY, RECOVERABILITY_PROSE)])
}

/// One name from a given set, each with what it says.
fn one_of(schema: &mut Value, names: impl Iterator<Item = (&'static str, &'static str)>) {
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("oneOf".to_owned(), names.map(named).collect());
    }
}

/// A list of names from a given set, each with what it says.
fn list_of(schema: &mut Value, names: impl Iterator<Item = (&'static str, &'static str)>) {
    if let Some(items) = schema.get_mut("items") {
        *items = json!({ "oneOf": names.map(named).collect::<Vec<_>>() });
    }
}

/// A table whose keys are from a given set.
fn keys_of(schema: &mut Value, names: impl Iterator<Item = Value>) {
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("propertyNames".to_owned(), json!({ "enum": names.collect::<Vec<_>>() }));
    }
}

/// A table of decision points, each with one of its variants.
fn decisions(schema: &mut Value) {
    let mut points = Map::new();
    for point in Behaviour::POINTS {
        points.insert(point.name.to_owned(), decision(point));
        if let Some(id) = point.ambiguity {
            points.insert(id.to_owned(), same_decision(point));
        }
    }
    let names = Behaviour::POINTS.iter().flat_map(|point| [Some(point.name), point.ambiguity]);
    keys_of(schema, names.flatten().map(|name| json!(name)));
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("properties".to_owned(), Value::Object(points));
    }
}

fn decision(point: &Point) -> Value {
    let variants: Vec<Value> =
        point.variants.iter().map(|variant| named((variant.name, variant.sentence))).collect();
    json!({
        "description": point.question.trim(),
        "default": point.variants.first().map(|variant| variant.name),
        "oneOf": variants,
    })
}

/// The decision point by the id of its ambiguity.
fn same_decision(point: &Point) -> Value {
    let variants: Vec<&str> = point.variants.iter().map(|variant| variant.name).collect();
    json!({ "description": format!("The same as {}.", point.name), "enum": variants })
}

fn named((name, sentence): (&str, &str)) -> Value {
    json!({ "const": name, "description": sentence.trim() })
}

#[cfg(test)]
mod tests;
