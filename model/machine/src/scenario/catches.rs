//! Which scenario and property show what a variant of a decision point does.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::BUILT_IN;
use crate::behaviour::{Behaviour, Point, Standing, Variant};
use crate::property::{PROPERTIES, RECOVERABILITY};

/// The table of them, `model/scenarios/catches.toml`.
#[derive(Clone, Debug, Default)]
pub struct Catches {
    /// Each pair of scenario and property, with the variant that it catches.
    pub catches: Vec<Catch>,
    /// Readings under which every property that holds by default still holds.
    pub harmless: Vec<Harmless>,
}

/// A variant is caught: in this scenario it breaks a property that holds there without it.
#[derive(Clone, Copy, Debug)]
pub struct Catch {
    /// The variant.
    pub choice: Chosen,
    /// The scenario, one of those that come with the suite.
    pub scenario: &'static str,
    /// The property that is violated.
    pub property: &'static str,
    /// The number of steps of the shortest way there.
    pub steps: u32,
}

/// A reading that breaks nothing.
#[derive(Clone, Debug)]
pub struct Harmless {
    /// The reading.
    pub choice: Chosen,
    /// Why nothing breaks.
    pub because: String,
}

/// A variant of a decision point.
#[derive(Clone, Copy, Debug)]
pub struct Chosen {
    /// The decision point.
    pub point: &'static Point,
    /// The variant.
    pub variant: &'static Variant,
}

/// The table cannot be used, and where it is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CatchesError {
    /// Not the form of the table.
    #[error("catches.toml: {0}")]
    Form(String),
    /// A name that there is not.
    #[error("catches.toml: {variant}: there is no {what} {name:?}")]
    Name {
        /// The row.
        variant: String,
        /// What should be named.
        what: &'static str,
        /// What stands there.
        name: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    catches: Vec<Row>,
    #[serde(default)]
    harmless: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    variant: String,
    scenario: String,
    property: String,
    steps: u32,
}

impl Catches {
    /// The table that comes with the suite.
    pub fn built_in() -> Result<Self, CatchesError> {
        Self::parse(include_str!("../../../scenarios/catches.toml"))
    }

    /// Reads a table.
    pub fn parse(text: &str) -> Result<Self, CatchesError> {
        let file: File = toml::from_str(text)
            .map_err(|error| CatchesError::Form(error.to_string().trim_end().to_owned()))?;
        let catches = file.catches.iter().map(Catch::from_row).collect::<Result<_, _>>()?;
        let harmless = file
            .harmless
            .into_iter()
            .map(|(variant, because)| Ok(Harmless { choice: Chosen::parse(&variant)?, because }))
            .collect::<Result<_, _>>()?;
        Ok(Self { catches, harmless })
    }

    /// The pairs that catch a variant.
    pub fn of(&self, choice: Chosen) -> impl Iterator<Item = &Catch> {
        self.catches.iter().filter(move |catch| catch.choice == choice)
    }

    /// Why a reading breaks nothing, if it does not.
    pub fn why_harmless(&self, choice: Chosen) -> Option<&str> {
        self.harmless.iter().find(|entry| entry.choice == choice).map(|entry| entry.because.as_str())
    }

    /// What the table leaves out or says twice: every defect is caught, every reading is caught or harmless, and
    /// nothing is both. Empty when it is whole.
    pub fn gaps(&self) -> Vec<String> {
        let mut gaps = Vec::new();
        for choice in Chosen::all() {
            let caught = self.of(choice).next().is_some();
            let harmless = self.harmless.iter().filter(|entry| entry.choice == choice).count();
            let gap = match choice.variant.standing {
                Standing::Default if caught || harmless > 0 => "is a default, which breaks nothing",
                Standing::Defect if harmless > 0 => "is a defect, which cannot be harmless",
                Standing::Defect if !caught => "is a defect that nothing catches",
                Standing::Reading if caught && harmless > 0 => "is both caught and harmless",
                Standing::Reading if !caught && harmless == 0 => "is a reading of which nothing is said",
                _ if harmless > 1 => "stands twice",
                _ => continue,
            };
            gaps.push(format!("{choice} {gap}"));
        }
        gaps
    }
}

impl Catch {
    fn from_row(row: &Row) -> Result<Self, CatchesError> {
        let unknown = |what, name: &str| CatchesError::Name {
            variant: row.variant.clone(),
            what,
            name: name.to_owned(),
        };
        let scenario = BUILT_IN.iter().map(|(name, _)| *name).find(|name| *name == row.scenario);
        let properties = PROPERTIES.iter().map(|property| property.name).chain([RECOVERABILITY]);
        let property = properties.into_iter().find(|name| *name == row.property);
        Ok(Self {
            choice: Chosen::parse(&row.variant)?,
            scenario: scenario.ok_or_else(|| unknown("scenario", &row.scenario))?,
            property: property.ok_or_else(|| unknown("property", &row.property))?,
            steps: row.steps,
        })
    }
}

impl Chosen {
    /// Every variant of every decision point.
    pub fn all() -> impl Iterator<Item = Self> {
        Behaviour::POINTS
            .iter()
            .flat_map(|point| point.variants.iter().map(move |variant| Self { point, variant }))
    }

    /// The variant of a `POINT=VARIANT`, if there is one; the point is named by its name or by the id of its ambiguity.
    pub fn find(text: &str) -> Option<Self> {
        let (point, variant) = text.split_once('=')?;
        Self::all()
            .filter(|choice| choice.point.name == point || choice.point.ambiguity == Some(point))
            .find(|choice| choice.variant.name == variant)
    }

    fn parse(text: &str) -> Result<Self, CatchesError> {
        let unknown =
            || CatchesError::Name { variant: text.to_owned(), what: "variant", name: text.to_owned() };
        Self::find(text).ok_or_else(unknown)
    }
}

impl PartialEq for Chosen {
    fn eq(&self, other: &Self) -> bool {
        self.point.name == other.point.name && self.variant.name == other.variant.name
    }
}

impl Eq for Chosen {}

/// As `--with` takes it, by the id of the ambiguity where there is one.
impl std::fmt::Display for Chosen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}={}", self.point.ambiguity.unwrap_or(self.point.name), self.variant.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table that comes with the suite names what there is, and leaves nothing out.
    #[test]
    fn the_table_is_whole() {
        let table = Catches::built_in().expect("it can be read");
        assert_eq!(table.gaps(), Vec::<String>::new());
        for catch in &table.catches {
            assert!(catch.steps > 0, "{}", catch.choice);
        }
        for entry in &table.harmless {
            assert!(!entry.because.trim().is_empty(), "{}", entry.choice);
        }
    }

    #[test]
    fn a_name_that_there_is_not_is_told_with_its_row() {
        let row = |variant: &str, scenario: &str, property: &str| {
            Catches::parse(&format!(
                "[[catches]]\nvariant = '{variant}'\nscenario = '{scenario}'\nproperty = '{property}'\nsteps = 1\n"
            ))
            .map(|table| table.catches.len())
            .map_err(|error| error.to_string())
        };
        assert_eq!(row("AMB-17=no-dedupe", "sync-keys", "no-duplicate-add"), Ok(1));
        assert_eq!(row("repeated-add=no-dedupe", "sync-keys", "recoverability"), Ok(1));
        for (variant, scenario, property, expected) in [
            ("AMB-17=nothing", "sync-keys", "no-lost-add", "there is no variant \"AMB-17=nothing\""),
            ("AMB-17", "sync-keys", "no-lost-add", "there is no variant \"AMB-17\""),
            ("AMB-17=no-dedupe", "nothing", "no-lost-add", "there is no scenario \"nothing\""),
            ("AMB-17=no-dedupe", "sync-keys", "nothing", "there is no property \"nothing\""),
        ] {
            let error = row(variant, scenario, property).expect_err("it is wrong");
            assert_eq!(error, format!("catches.toml: {variant}: {expected}"));
        }
        assert!(
            Catches::parse("[[catches]]\nvariants = 'x'\n")
                .is_err_and(|error| error.to_string().contains("line 2"))
        );
    }

    #[test]
    fn gaps_are_told() {
        let table = Catches::parse(
            "[harmless]\n'AMB-17=no-dedupe' = 'why'\n'AMB-17=client-id' = 'why'\n'repeated-add=first-item' = 'why'\n",
        )
        .expect("it can be read");
        let gaps = table.gaps();
        for gap in [
            "AMB-17=client-id is a default, which breaks nothing",
            "AMB-17=first-item is a defect, which cannot be harmless",
            "AMB-04=never-sticky is a reading of which nothing is said",
            "soft-delete=ignored is a defect that nothing catches",
        ] {
            assert!(gaps.iter().any(|told| told == gap), "{gap} is not in {gaps:#?}");
        }
        assert!(!gaps.iter().any(|gap| gap.contains("no-dedupe")), "{gaps:#?}");
    }
}
