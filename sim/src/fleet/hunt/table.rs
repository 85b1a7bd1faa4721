//! The table of what shows each defect, `sim/hunt.toml`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use asms_machine::scenario::Chosen;
use serde::Deserialize;

use super::{Hunted, Shown, defects};
use crate::built_in::BUILT_IN;

/// The table of what shows each defect that machines can have, `sim/hunt.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HuntTable {
    /// The defects that a seed shows.
    pub shown: Vec<(Chosen, Shown)>,
    /// Those that cannot show in a simulation, each with the reason.
    pub hidden: Vec<(Chosen, String)>,
}

/// A table that cannot be used, and where it is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HuntTableError {
    /// Not the form of the table.
    #[error("hunt.toml: {0}")]
    Form(String),
    /// A name that there is not.
    #[error("hunt.toml: {defect}: {what} {name:?} is none that there is")]
    Name {
        /// The row.
        defect: String,
        /// What should be named.
        what: &'static str,
        /// What stands there.
        name: String,
    },
}

/// What stands above the rows.
const HEAD: &str = "\
# Which seed shows each defect first.
#
# Each defect of a decision point is put into the machines, and every scenario of the simulator runs with it: seed 0 of each,
# then seed 1 of each, until a property is broken that nothing excuses, or work is left in the end. A row has the scenario in
# which that took the fewest seeds, how many they were, and how many days of the last one had begun. What cannot show in a
# simulation stands under `hidden`, with the reason.
#
# `asms hunt` compares, `asms hunt --write sim/hunt.toml` writes it anew.
";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    shown: Vec<Row>,
    #[serde(default)]
    hidden: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    defect: String,
    scenario: String,
    seeds: u64,
    days: u64,
    by: String,
}

impl HuntTable {
    /// The table that comes with the simulator.
    pub fn built_in() -> Result<Self, HuntTableError> {
        Self::parse(include_str!("../../../hunt.toml"))
    }

    /// Reads a table.
    pub fn parse(text: &str) -> Result<Self, HuntTableError> {
        let file: File = toml::from_str(text)
            .map_err(|error| HuntTableError::Form(error.to_string().trim_end().to_owned()))?;
        let shown = file.shown.into_iter().map(Row::read).collect::<Result<_, _>>()?;
        let hidden = file.hidden.into_iter();
        let hidden = hidden.map(|(defect, because)| Ok((choice(&defect)?, because.trim().to_owned())));
        Ok(Self { shown, hidden: hidden.collect::<Result<_, _>>()? })
    }

    /// What shows a defect, if anything does.
    pub fn of(&self, defect: Chosen) -> Option<&Shown> {
        self.shown.iter().find(|(shown, _)| *shown == defect).map(|(_, by)| by)
    }

    /// Why a defect cannot show, if it cannot.
    pub fn why_hidden(&self, defect: Chosen) -> Option<&str> {
        self.hidden.iter().find(|(hidden, _)| *hidden == defect).map(|(_, because)| because.as_str())
    }

    /// The table with what was found in place of what it had of these defects.
    #[must_use]
    pub fn with(&self, found: &[Hunted]) -> Self {
        let shown = defects().into_iter().filter_map(|defect| {
            let by = match found.iter().find(|hunted| hunted.defect == defect) {
                Some(hunted) => hunted.shown.clone(),
                None => self.of(defect).cloned(),
            };
            by.map(|by| (defect, by))
        });
        Self { shown: shown.collect(), hidden: self.hidden.clone() }
    }

    /// In what a hunt with so many seeds differs from the table. Empty when in nothing.
    pub fn differences(&self, found: &[Hunted], seeds: u64) -> Vec<String> {
        let told = found.iter().filter_map(|Hunted { defect, shown, .. }| {
            let says = |by: Option<&Shown>| by.map_or_else(|| "nothing shows it".to_owned(), words);
            match (self.of(*defect), shown.as_ref()) {
                (Some(known), None) if known.seeds > seeds => None,
                (known, now) if known == now => None,
                (known, now) => Some(format!("{defect}: {}, and in the table {}", says(now), says(known))),
            }
        });
        told.collect()
    }

    /// What the table leaves out or says twice: every defect is shown or hidden, and none is both. Empty when it is whole.
    pub fn gaps(&self) -> Vec<String> {
        let rows =
            self.shown.iter().map(|(defect, _)| *defect).chain(self.hidden.iter().map(|(defect, _)| *defect));
        let rows: Vec<Chosen> = rows.collect();
        let defects = defects();
        let count = |defect: &Chosen| rows.iter().filter(|row| *row == defect).count();
        let of_defects = defects.iter().filter_map(|defect| match count(defect) {
            0 => Some(format!("{defect} is shown by nothing, and why it cannot be is not said")),
            1 => None,
            _ => Some(format!("{defect} stands twice")),
        });
        let others = rows.iter().filter(|row| !defects.contains(row));
        of_defects.chain(others.map(|row| format!("{row} is no defect of a machine"))).collect()
    }

    /// The text of the file.
    pub fn text(&self) -> String {
        let mut text = format!("{HEAD}\nshown = [\n");
        for (defect, Shown { scenario, seeds, days, failure }) in &self.shown {
            // A string takes all that is written to it.
            let _ = writeln!(
                text,
                "  {{ defect = \"{defect}\", scenario = \"{scenario}\", seeds = {seeds}, days = {days}, by = \"{failure}\" }},"
            );
        }
        text.push_str("]\n");
        if !self.hidden.is_empty() {
            text.push_str("\n[hidden]\n");
        }
        for (defect, because) in &self.hidden {
            let _ = writeln!(text, "\"{defect}\" = {}", toml::Value::from(because.as_str()));
        }
        text
    }
}

impl Row {
    fn read(self) -> Result<(Chosen, Shown), HuntTableError> {
        let Self { defect, scenario, seeds, days, by } = self;
        let unknown =
            |what, name: &str| HuntTableError::Name { defect: defect.clone(), what, name: name.to_owned() };
        if !BUILT_IN.iter().any(|(name, _)| *name == scenario) {
            return Err(unknown("the scenario", &scenario));
        }
        if seeds == 0 {
            return Err(unknown("a number of seeds", "0"));
        }
        let failure = by.parse().map_err(|_| unknown("the failure", &by))?;
        Ok((choice(&defect)?, Shown { scenario, seeds, days, failure }))
    }
}

fn choice(defect: &str) -> Result<Chosen, HuntTableError> {
    let unknown =
        || HuntTableError::Name { defect: defect.to_owned(), what: "the variant", name: defect.to_owned() };
    Chosen::find(defect).ok_or_else(unknown)
}

/// What shows a defect, in words.
fn words(shown: &Shown) -> String {
    let Shown { scenario, seeds, days, failure } = shown;
    let count = |count: u64, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    format!("{} of {scenario} by {failure}, in {}", count(*seeds, "seed"), count(*days, "day"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Plan;
    use crate::run::judge_until_broken;

    fn table() -> HuntTable {
        HuntTable::built_in().expect("it can be read")
    }

    /// The table that comes with the simulator names every defect, and is written as it stands.
    #[test]
    fn the_table_is_whole() {
        assert_eq!(table().gaps(), Vec::<String>::new());
        assert!(table().hidden.iter().all(|(_, because)| !because.is_empty()));
        assert_eq!(table().text(), include_str!("../../../hunt.toml"));
    }

    /// The seed of each row shows its defect, by the same property and on the same day.
    #[test]
    fn every_row_shows_its_defect() {
        let mut wrong = Vec::new();
        for (defect, shown) in table().shown {
            let (name, text) =
                BUILT_IN.iter().find(|(name, _)| *name == shown.scenario).expect("the table was read");
            let mut plan = Plan::parse(name, name, text).expect("it is a scenario");
            plan.behaviour.set(defect.point.name, defect.variant.name).expect("there is such a variant");
            let report = judge_until_broken(&plan, shown.seeds - 1, None, None);
            let now = Shown::of(name, &report);
            if now.as_ref() != Some(&shown) {
                wrong.push(format!("{defect}: {now:?}, and in the table {shown:?}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}; `asms hunt --write sim/hunt.toml` writes the table anew");
    }

    #[test]
    fn a_name_that_there_is_not_is_told_with_its_row() {
        let row = |defect: &str, scenario: &str, seeds: u64, by: &str| {
            let row = format!(
                "[[shown]]\ndefect = '{defect}'\nscenario = '{scenario}'\nseeds = {seeds}\ndays = 1\nby = '{by}'\n"
            );
            HuntTable::parse(&row).map(|table| table.shown.len()).map_err(|error| error.to_string())
        };
        assert_eq!(row("key-minting=collide", "everyday", 1, "pending"), Ok(1));
        for (defect, scenario, seeds, by, expected) in [
            (
                "key-minting=x",
                "everyday",
                1,
                "pending",
                "the variant \"key-minting=x\" is none that there is",
            ),
            ("key-minting=collide", "x", 1, "pending", "the scenario \"x\" is none that there is"),
            (
                "key-minting=collide",
                "everyday",
                0,
                "pending",
                "a number of seeds \"0\" is none that there is",
            ),
            ("key-minting=collide", "everyday", 1, "x", "the failure \"x\" is none that there is"),
        ] {
            let error = row(defect, scenario, seeds, by).expect_err("it is wrong");
            assert_eq!(error, format!("hunt.toml: {defect}: {expected}"));
        }
        let error =
            HuntTable::parse("[[shown]]\nname = 'x'\n").expect_err("there is no such key").to_string();
        assert!(error.starts_with("hunt.toml: ") && error.contains("line 2"), "{error}");
    }

    #[test]
    fn what_differs_is_told() {
        let defect = Chosen::find("key-minting=collide").expect("there is one");
        let shown = |seeds| Shown {
            scenario: "everyday".to_owned(),
            seeds,
            days: 1,
            failure: crate::Failure::Pending,
        };
        let table = HuntTable { shown: vec![(defect, shown(3))], hidden: Vec::new() };
        let hunted = |shown| [Hunted { defect, shown, asked: true }];
        assert!(table.differences(&hunted(Some(shown(3))), 9).is_empty());
        assert!(table.differences(&hunted(None), 2).is_empty(), "the table has more seeds than were tried");
        let expected = "key-minting=collide: nothing shows it, and in the table 3 seeds of everyday by pending, in 1 day";
        assert_eq!(table.differences(&hunted(None), 9), [expected]);
        assert_eq!(table.with(&hunted(Some(shown(1)))).of(defect), Some(&shown(1)));
        let gaps = HuntTable { hidden: vec![(defect, "why".to_owned())], ..table }.gaps();
        assert!(gaps.contains(&"key-minting=collide stands twice".to_owned()), "{gaps:#?}");
        assert!(gaps.len() > 10, "all others are missing");
    }
}
