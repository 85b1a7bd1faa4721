//! What is simulated, as the command line names it.

use std::fs;
use std::ops::Range;
use std::path::Path;

use asms_machine::scenario::BUILT_IN as OF_THE_MODEL;
use asms_sim::plan::{Overrides, Recipe, RecipeError, quoted};
use asms_sim::radio::Carrier;
use asms_sim::{BUILT_IN, Plan};

use crate::answer::Failure;
use crate::input::stdin_text;

/// What is simulated.
pub(super) struct Subject {
    /// As the command line names it.
    pub(super) named: String,
    pub(super) recipe: Recipe,
    /// What messages call its file.
    file: String,
}

impl Subject {
    /// The scenario of a name or a file, and what is to be otherwise.
    pub(super) fn find(named: &str, overrides: Overrides) -> Result<Self, Failure> {
        let (scenario, file, text) = text_of(named)?;
        Ok(Self { named: named.to_owned(), recipe: Recipe { scenario, text, overrides }, file })
    }

    pub(super) fn plan(&self) -> Result<Plan, Failure> {
        self.recipe.plan(&self.file).map_err(|error| unusable(&error))
    }

    /// The same with other things otherwise.
    pub(super) fn with(&self, overrides: Overrides) -> Self {
        Self {
            named: self.named.clone(),
            recipe: Recipe { overrides, ..self.recipe.clone() },
            file: self.file.clone(),
        }
    }

    /// The command that runs a seed of it again; none for what came from the standard input.
    pub(super) fn command(&self, seed: u64) -> Option<String> {
        if self.named == "-" {
            return None;
        }
        let mut words = vec!["asms sim".to_owned(), quoted(&self.named), format!("--seeds {seed}")];
        words.extend(self.recipe.overrides.options());
        Some(words.join(" "))
    }
}

/// A recipe that the command line is to blame for, by the option where there is one.
fn unusable(error: &RecipeError) -> Failure {
    match error {
        RecipeError::Override { key, message } => Failure::unusable(format!("--{key}: {message}")),
        error @ RecipeError::Plan(_) => Failure::unusable(error),
    }
}

/// Name, file and text of a scenario.
fn text_of(named: &str) -> Result<(String, String, String), Failure> {
    if named == "-" {
        return Ok(("stdin".to_owned(), "the standard input".to_owned(), stdin_text()? + "\n"));
    }
    let built_in = BUILT_IN.iter().chain(OF_THE_MODEL).find(|(name, _)| *name == named);
    if let Some((name, text)) = built_in {
        return Ok(((*name).to_owned(), format!("{name}.toml"), (*text).to_owned()));
    }
    let path = Path::new(named);
    if path.extension().is_none_or(|extension| extension != "toml") {
        let list_of =
            |list: &[(&str, &str)]| list.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
        return Err(Failure::unusable(format!(
            "there is no scenario {named:?}; there are {}, those of the model {}, or give a file whose name ends in .toml",
            list_of(BUILT_IN),
            list_of(OF_THE_MODEL)
        )));
    }
    let text = fs::read_to_string(path).map_err(|error| Failure::unusable(format!("{named}: {error}")))?;
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    Ok((stem, named.to_owned(), text))
}

/// The most seeds end before it: a file of failures holds no greater number.
const MOST: u64 = i64::MAX.unsigned_abs();

/// Seeds as the command line names them.
pub(super) fn seeds(text: &str) -> Result<Range<u64>, String> {
    let number = |text: &str| {
        let number = text.trim().parse::<u64>().ok().filter(|number| *number <= MOST);
        number.ok_or_else(|| {
            format!("{text:?} is no seed; seeds are numbers from 0 to {MOST}, as 17, or a range of them, as 0..100")
        })
    };
    let Some((first, end)) = text.split_once("..") else {
        let seed = number(text)?;
        return Ok(seed..seed + 1);
    };
    let range = match end.strip_prefix('=') {
        Some(last) => number(first)?..number(last)? + 1,
        None => number(first)?..number(end)?,
    };
    if range.is_empty() {
        return Err(format!("{text} has no seeds; the first number has to be below the last"));
    }
    Ok(range)
}

/// A carrier as the command line names it.
pub(super) fn carrier(text: &str) -> Result<Carrier, String> {
    match text {
        "gsm" => Ok(Carrier::Gsm),
        "cdma" => Ok(Carrier::Cdma),
        _ => Err("there are gsm and cdma".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeds_are_one_or_a_range() {
        assert_eq!(seeds("17"), Ok(17..18));
        assert_eq!(seeds("0..10000"), Ok(0..10_000));
        assert_eq!(seeds("3..=3"), Ok(3..4));
        for text in ["", "x", "-1", "5..5", "7..3", "..", "3..", "..3", "1..2..3", "18446744073709551615"] {
            assert!(seeds(text).is_err(), "{text}");
        }
    }
}
