//! The form of a file of failures.

use std::collections::BTreeSet;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{Entry, Kept};
use crate::fleet::Failed;
use crate::plan::{Optional, Overrides, Recipe};
use crate::time::Time;

/// The version of the form of entries that this program writes and reads.
const FORMAT: u32 = 1;

/// What stands above the entries.
const HEAD: &str = "\
# Failures that `asms sim` found. `asms replay` runs them again, `asms shrink` makes them smaller; an entry is all that it takes.
";

/// An entry.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct EntryForm {
    format: u32,
    program: String,
    scenario: String,
    seed: u64,
    failure: String,
    reason: String,
    /// In milliseconds.
    time: u64,
    event: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    user: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    trace: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mended: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    only: Option<BTreeSet<Optional>>,
    text: String,
    #[serde(default, skip_serializing_if = "is_nothing")]
    overrides: Overrides,
}

fn is_nothing(overrides: &Overrides) -> bool {
    *overrides == Overrides::default()
}

impl EntryForm {
    fn of(entry: &Entry) -> Self {
        let Entry { program, recipe, seed, only, failed, trace, mended } = entry.clone();
        Self {
            format: FORMAT,
            program,
            scenario: recipe.scenario,
            seed,
            failure: failed.failure.to_string(),
            reason: failed.reason,
            time: failed.time.0,
            event: failed.event,
            user: failed.user,
            trace,
            mended,
            only,
            text: recipe.text,
            overrides: recipe.overrides,
        }
    }

    fn entry(self) -> Result<Entry, String> {
        let failure = self.failure.parse().map_err(|error| format!("failure: {error}"))?;
        if let Some(name) = self.trace.as_ref().filter(|name| !is_beside(name)) {
            return Err(format!(
                "trace: {name:?} is no name of a file; a trace stands beside the file of failures"
            ));
        }
        Ok(Entry {
            program: self.program,
            recipe: Recipe { scenario: self.scenario, text: self.text, overrides: self.overrides },
            seed: self.seed,
            only: self.only,
            failed: Failed {
                failure,
                reason: self.reason,
                time: Time(self.time),
                event: self.event,
                user: self.user,
            },
            trace: self.trace,
            mended: self.mended,
        })
    }
}

/// Whether a name is one of a file in the same folder, since a trace may be written and removed.
fn is_beside(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "jsonl")
        && !name.contains(['/', '\\', ':'])
}

/// A file, whose entries stand as they are.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Tables<T> {
    #[serde(default = "Vec::new")]
    failure: Vec<T>,
}

/// The entries of a text; those of another format as they stand.
pub(super) fn read(text: &str) -> Result<Vec<Kept>, String> {
    let tables: Tables<toml::Table> = toml::from_str(text).map_err(|error| told(&error))?;
    let read = tables.failure.iter().zip(1..).map(|(table, number): (_, usize)| {
        match table.get("format").and_then(toml::Value::as_integer) {
            Some(format) if format != i64::from(FORMAT) => Ok(Kept::Unknown(table.clone())),
            Some(_) => {
                let form: EntryForm = table.clone().try_into().map_err(|error: toml::de::Error| {
                    // Read from the text itself, a mistake has its line; behind what is of another format it has not.
                    toml::from_str::<Tables<EntryForm>>(text)
                        .err()
                        .as_ref()
                        .map_or_else(|| told(&error), told)
                })?;
                let entry = form.entry().map_err(|error| in_entry(text, number, &error))?;
                Ok(Kept::Known(Box::new(entry)))
            }
            None => Err(in_entry(text, number, "`format` has to be there, a number")),
        }
    });
    read.collect()
}

fn told(error: &toml::de::Error) -> String {
    error.to_string().trim_end().to_owned()
}

/// A mistake of an entry, with the line of its head.
fn in_entry(text: &str, number: usize, message: &str) -> String {
    let heads = text.lines().zip(1..).filter(|(line, _): &(&str, usize)| line.trim() == "[[failure]]");
    match heads.map(|(_, line)| line).nth(number - 1) {
        Some(line) => format!("line {line}, failure {number}: {message}"),
        None => format!("failure {number}: {message}"),
    }
}

/// The text of a file.
pub(super) fn text(kept: &[Kept]) -> Result<String, toml::ser::Error> {
    let forms = kept.iter().map(|kept| match kept {
        Kept::Known(entry) => Form::Known(Box::new(EntryForm::of(entry))),
        Kept::Unknown(table) => Form::Unknown(table),
    });
    let file = Tables { failure: forms.collect() };
    Ok(format!("{HEAD}\n{}", toml::to_string_pretty(&file)?))
}

/// An entry as it is written.
#[derive(Serialize)]
#[serde(untagged)]
enum Form<'k> {
    Known(Box<EntryForm>),
    Unknown(&'k toml::Table),
}
