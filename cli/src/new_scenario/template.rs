//! The file that a user begins with, made from the schema: every key that there is, with what it means, in the order of
//! the schema; those that the example chooses with its value, all others as comments with their defaults.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::schema::schema;
use crate::layout::WIDTH;

/// What the file chooses: a small world in which something can go wrong.
fn example() -> Value {
    json!({
        "about": "What becomes of an SMS that a phone receives while an answer is lost?",
        "goals": ["add-repeated", "told-with-sms"],
        "folder": [{ "kind": "inbox", "items": ["SMS"] }],
        "device": [{ "folders": { "inbox": { "email": 0, "sms": 0 } } }],
        "budget": { "phone-messages": 1, "lost-responses": 1 },
    })
}

/// The most names that are listed in a comment.
const MOST_NAMES: usize = 20;

/// The whole file.
pub(super) fn text() -> String {
    let root = schema();
    let mut writer = Writer { root: &root, out: String::new(), told: Vec::new() };
    writer.comment(
        "A scenario: how large a world is, what may happen in it and how often, and what has to hold. `asms check` with the \
         name of this file searches all of its states, and with --pins prints the table [expect] that they give; `asms sim` \
         lets days pass in it, as [simulation] says. What is not \
         chosen stands behind a # without a blank, with its default or an example. `asms check --list` has the names of goals \
         and properties, `asms behaviours` those of decision points, and `asms new-scenario --schema` prints what an editor \
         needs to complete and to check this file.",
    );
    writer.out.push('\n');
    writer.table("", &root, Some(&example()));
    writer.out
}

struct Writer<'a> {
    root: &'a Value,
    out: String,
    /// Tables whose keys are told already, each with the head under which they stand.
    told: Vec<(&'a Value, String)>,
}

/// How a key is written.
enum Form<'a> {
    /// `key = value`.
    Value,
    /// `[key]`.
    Table,
    /// `[[key]]`, once for each.
    Tables(&'a Value),
    /// `[key]` with names chosen from a set, each with a value of this form.
    Names(&'a Value),
}

impl<'a> Writer<'a> {
    /// The keys of a table: values first, since in TOML all that follows the head of a table belongs to it.
    fn table(&mut self, path: &str, schema: &'a Value, chosen: Option<&Value>) {
        let properties = schema.get("properties").and_then(Value::as_object);
        let keys = || properties.into_iter().flatten();
        let is_value = |schema: &'a Value| matches!(self.form(schema), Form::Value);
        let (values, tables): (Vec<_>, Vec<_>) = keys().partition(|(_, schema)| is_value(schema));
        for (key, property) in values {
            let is_required = list(schema.get("required")).iter().any(|name| name == key);
            self.value(key, property, chosen.and_then(|chosen| chosen.get(key)), is_required);
        }
        for (key, property) in tables {
            let is_required = list(schema.get("required")).iter().any(|name| name == key);
            let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            let value = chosen.and_then(|chosen| chosen.get(key));
            self.out.push('\n');
            self.describe(property, is_required);
            match self.form(property) {
                Form::Value => {}
                Form::Table => {
                    self.head(&format!("[{path}]"), value.is_some());
                    self.table_once(&path, self.resolved(property), value);
                }
                Form::Tables(items) => {
                    for value in each(value) {
                        self.head(&format!("[[{path}]]"), value.is_some());
                        self.table(&path, items, value);
                    }
                }
                Form::Names(values) => self.names(&path, property, values, value),
            }
        }
    }

    /// The keys of a table; those of one that was told before, and of which nothing is chosen, are not told again.
    fn table_once(&mut self, path: &str, schema: &'a Value, chosen: Option<&Value>) {
        let earlier = self.told.iter().find(|(told, _)| std::ptr::eq(*told, schema));
        if let (Some((_, head)), None) = (earlier, chosen) {
            let text = format!("The keys are those of [{head}].");
            self.comment(&text);
            return;
        }
        self.told.push((schema, path.to_owned()));
        self.table(path, schema, chosen);
    }

    fn value(&mut self, key: &str, schema: &'a Value, chosen: Option<&Value>, is_required: bool) {
        self.describe(schema, is_required);
        let written = chosen.map(toml);
        let line = written.unwrap_or_else(|| self.stand_in(schema));
        let sign = if chosen.is_some() { "" } else { "#" };
        let _ = writeln!(self.out, "{sign}{key} = {line}");
    }

    /// A table whose keys are names: what is chosen, else one of them as an example.
    fn names(&mut self, path: &str, schema: &'a Value, values: &'a Value, chosen: Option<&Value>) {
        let schema = self.resolved(schema);
        let offered: Vec<&str> =
            list(schema.pointer("/propertyNames/enum")).iter().filter_map(Value::as_str).collect();
        let entries: Vec<(&str, Option<&Value>)> = match chosen.and_then(Value::as_object) {
            Some(chosen) => chosen.iter().map(|(name, value)| (name.as_str(), Some(value))).collect(),
            None => offered.first().map(|name| (*name, None)).into_iter().collect(),
        };
        let has_tables = !matches!(self.form(values), Form::Value);
        if !has_tables {
            self.head(&format!("[{path}]"), chosen.is_some());
        }
        for (name, value) in entries {
            if has_tables {
                self.head(&format!("[{path}.{name}]"), value.is_some());
                self.table(&format!("{path}.{name}"), self.resolved(values), value);
            } else {
                let own = schema.get("properties").and_then(|properties| properties.get(name));
                self.value(name, own.unwrap_or(values), value, false);
            }
        }
    }

    fn head(&mut self, head: &str, is_chosen: bool) {
        let sign = if is_chosen { "" } else { "#" };
        let _ = writeln!(self.out, "{sign}{head}");
    }

    /// What a key means, what it may be, and what it is when it is not named.
    fn describe(&mut self, schema: &Value, is_required: bool) {
        let resolved = self.resolved(schema);
        let text = schema.get("description").or_else(|| resolved.get("description")).and_then(Value::as_str);
        let mut text = text.unwrap_or_default().to_owned();
        let of = if resolved.get("items").is_some() { "Any of" } else { "One of" };
        let names = self.choices(resolved.get("items").unwrap_or(resolved));
        if !names.is_empty() && names.len() <= MOST_NAMES {
            let _ = write!(text, " {of} {}.", names.join(", "));
        }
        if is_required {
            text.push_str(" Has to be there.");
        } else if let Some(default) = schema.get("default").filter(|value| is_told(value)) {
            let _ = write!(text, " Default: {}.", toml(default));
        }
        self.comment(&text);
    }

    /// The names that a value may be.
    fn choices(&self, schema: &Value) -> Vec<String> {
        let schema = self.resolved(schema);
        let constants = list(schema.get("oneOf")).iter().filter_map(|entry| entry.get("const"));
        list(schema.get("enum")).iter().chain(constants).map(toml).collect()
    }

    /// A value for a key that nothing is chosen for: its default, or the least that it may be.
    fn stand_in(&self, schema: &Value) -> String {
        if let Some(default) = schema.get("default").filter(|value| !value.is_null()) {
            return toml(default);
        }
        if let Some(example) = list(schema.get("examples")).first() {
            return toml(example);
        }
        let resolved = self.resolved(schema);
        if let Some(name) = self.choices(resolved).first() {
            return name.clone();
        }
        let has_type = |name: &str| {
            let names = resolved.get("type");
            names.is_some_and(|names| names == name || list(Some(names)).iter().any(|known| known == name))
        };
        match () {
            () if has_type("integer") => "1".to_owned(),
            () if has_type("boolean") => "false".to_owned(),
            () if has_type("array") => "[]".to_owned(),
            () => "\"…\"".to_owned(),
        }
    }

    fn form(&self, schema: &'a Value) -> Form<'a> {
        let schema = self.resolved(schema);
        let items = schema.get("items").map(|items| self.resolved(items));
        let values = schema.get("additionalProperties").filter(|values| values.is_object());
        match (items, values) {
            (Some(items), _) if items.get("properties").is_some() => Form::Tables(items),
            (_, Some(values)) => Form::Names(values),
            _ if schema.get("properties").is_some() => Form::Table,
            _ => Form::Value,
        }
    }

    /// The schema itself, where this one only refers to it or allows that it is left out.
    fn resolved<'s>(&self, schema: &'s Value) -> &'s Value
    where
        'a: 's,
    {
        let one =
            list(schema.get("anyOf")).iter().find(|one| one.get("type").is_none_or(|name| name != "null"));
        let schema = one.unwrap_or(schema);
        let pointer = schema.get("$ref").and_then(Value::as_str).and_then(|text| text.strip_prefix('#'));
        pointer.and_then(|pointer| self.root.pointer(pointer)).unwrap_or(schema)
    }

    fn comment(&mut self, text: &str) {
        let mut line = "#".to_owned();
        for word in text.split_whitespace() {
            if line.chars().count() + 1 + word.chars().count() > WIDTH {
                let _ = writeln!(self.out, "{line}");
                line.truncate(1);
            }
            line.push(' ');
            line.push_str(word);
        }
        let _ = writeln!(self.out, "{line}");
    }
}

/// Whether a default says more than that there is nothing.
fn is_told(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Array(values) => !values.is_empty(),
        Value::Object(entries) => !entries.is_empty(),
        _ => true,
    }
}

/// The tables that are chosen, or one that is not.
fn each(chosen: Option<&Value>) -> Vec<Option<&Value>> {
    match chosen.and_then(Value::as_array) {
        Some(values) => values.iter().map(Some).collect(),
        None => vec![None],
    }
}

fn list(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// A value as TOML writes it. A text in JSON's quotes is one in TOML's too.
fn toml(value: &Value) -> String {
    match value {
        Value::Array(values) => {
            format!("[{}]", values.iter().map(toml).collect::<Vec<_>>().join(", "))
        }
        Value::Object(entries) => inline(entries),
        value => value.to_string(),
    }
}

fn inline(entries: &Map<String, Value>) -> String {
    let entries: Vec<String> =
        entries.iter().map(|(key, value)| format!("{key} = {}", toml(value))).collect();
    if entries.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", entries.join(", ")) }
}
