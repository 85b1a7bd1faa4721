//! The JSON Schema of scenario files: that of the model, with the part that only a simulation reads.

use asms_machine::recipients::MOST_RECIPIENTS;
use asms_machine::scenario;
use asms_sim::plan::{Fault, Faults, Habit, Habits, RecipientCounts, SimulationForm};
use asms_sim::radio::{Carrier, Preset};
use serde_json::{Map, Value, json};

/// The name of the definition of `[simulation]`.
const NAME: &str = "SimulationForm";

/// The JSON Schema (draft 2020-12) of scenario files.
pub(super) fn schema() -> Value {
    let mut schema = scenario::schema();
    let mut own = SimulationForm::schema().to_value();
    let mut definitions = Map::new();
    if let Some(own) = own.as_object_mut() {
        own.remove("$schema");
        own.remove("title");
        if let Some(Value::Object(inner)) = own.remove("$defs") {
            definitions = inner;
        }
    }
    definitions.insert(NAME.to_owned(), own);
    for (pointer, form) in
        [(format!("/{NAME}/properties/habits"), habits()), (format!("/{NAME}/properties/faults"), faults())]
    {
        extend(definitions_at(&mut definitions, &pointer), form);
    }
    for (table, key, values) in examples() {
        extend(definitions_at(&mut definitions, &format!("/{table}/properties/{key}")), values);
    }
    if let Some(all) = schema.pointer_mut("/$defs").and_then(Value::as_object_mut) {
        all.extend(definitions);
    }
    if let Some(simulation) = schema.pointer_mut("/properties/simulation") {
        let description = simulation.get("description").cloned();
        *simulation = json!({ "description": description, "$ref": format!("#/$defs/{NAME}") });
    }
    schema
}

fn definitions_at<'d>(definitions: &'d mut Map<String, Value>, pointer: &str) -> Option<&'d mut Value> {
    let (table, rest) = pointer.strip_prefix('/')?.split_once('/')?;
    definitions.get_mut(table)?.pointer_mut(&format!("/{rest}"))
}

/// Puts keys into a schema.
fn extend(schema: Option<&mut Value>, with: Value) {
    if let (Some(Value::Object(schema)), Value::Object(with)) = (schema, with) {
        schema.extend(with);
    }
}

/// The table of habits, each with how often it is.
fn habits() -> Value {
    let default = Habits::default();
    let habits =
        Habit::ALL.iter().map(|habit| (habit.name(), habit.prose(), default.rate(*habit), Habits::MOST));
    names(habits)
}

/// The table of faults, each with how strong it is.
fn faults() -> Value {
    let default = Faults::default();
    let prose: Vec<String> = Fault::ALL
        .iter()
        .map(|fault| format!("{} Counted {}.", fault.prose().trim(), fault.unit().words()))
        .collect();
    let faults = Fault::ALL
        .iter()
        .zip(&prose)
        .map(|(fault, prose)| (fault.name(), prose.as_str(), default.strength(*fault), fault.unit().most()));
    names(faults)
}

/// The list of weights of numbers of recipients.
fn recipients() -> Value {
    let weight = json!({ "type": "integer", "minimum": 0, "maximum": RecipientCounts::MOST });
    let default = RecipientCounts::default();
    json!({ "items": weight, "minItems": 1, "maxItems": MOST_RECIPIENTS, "examples": [default.weights()] })
}

/// A table of names with numbers.
fn names<'n>(names: impl Iterator<Item = (&'n str, &'n str, u32, u32)>) -> Value {
    let mut properties = Map::new();
    for (name, prose, default, most) in names {
        let schema = json!({
            "description": prose.trim(), "type": "integer", "minimum": 0, "maximum": most, "default": default,
        });
        properties.insert(name.to_owned(), schema);
    }
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

/// What a key may be, as the reader has it: table, key, and what the type itself does not say.
fn examples() -> Vec<(&'static str, String, Value)> {
    let range = |least: u32, most: u32, example: u32| json!({ "minimum": least, "maximum": most, "examples": [example] });
    let simulation = [
        ("days", range(1, 36_500, 30)),
        ("users", range(1, 10_000, 1)),
        ("poll-minutes", range(1, 1_440, 15)),
        ("cells", range(1, 10_000, 1)),
        ("preset", json!({ "examples": [Preset::Urban] })),
        ("carrier", json!({ "examples": [Carrier::Gsm] })),
        ("recipients", recipients()),
        ("swarm", json!({ "examples": [true] })),
    ];
    let http = [
        ("delay-ms", json!({ "minItems": 2, "examples": [[40, 180, 4_000]] })),
        ("time-out", range(1, 3_600, 60)),
    ];
    let own = |table, (key, value): (&str, Value)| (table, key.to_owned(), value);
    let mut all: Vec<(&str, String, Value)> = simulation.map(|row| own(NAME, row)).into();
    all.extend(http.map(|row| own("HttpForm", row)));
    // The values of a preset, which are no defaults: another preset has others.
    let urban = serde_json::to_value(Preset::Urban.radio(Carrier::Gsm)).unwrap_or_default();
    for (key, value) in urban.as_object().into_iter().flatten() {
        let value = match key.as_str() {
            "delay-ms" => json!([5_000, 8_000, 60_000]),
            "report-delay-ms" => json!([2_000, 4_000, 30_000]),
            "absence-ms" => json!([1_000, 10_000, 600_000]),
            _ => value.clone(),
        };
        let mut schema = json!({ "examples": [value] });
        if key.ends_with("-ppm") {
            extend(Some(&mut schema), json!({ "minimum": 0, "maximum": 1_000_000 }));
        }
        all.push(("RadioForm", key.clone(), schema));
    }
    all
}
