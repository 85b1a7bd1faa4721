//! The facts that the model answers to: requirements, edge cases, known bugs, ambiguities.
//!
//! The files in `facts/` are the one list of each. `requirements.csv` has every normative statement of [MS-ASMS] v5.0
//! and v9.0 with the section it stands in; `ambiguities.md` what those leave open; `edge-cases.csv` the situations on
//! which the suite has to give a verdict; `known-bugs.csv` what went wrong in real implementations.

mod coverage;
mod standing;

pub use coverage::{Coverage, CoverageError, Evidence, Kind, MOST_OUTSIDE, Row};
pub use standing::{Stated, StatedError, Test};

/// One row of a list of facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Its id, such as `ASMS-045`.
    pub id: String,
    /// What it says, in a sentence or a title.
    pub text: String,
}

/// Every normative statement of both revisions.
pub fn requirements() -> Vec<Fact> {
    rows(include_str!("../../facts/requirements.csv"), "id", "statement")
}

/// Where a requirement stands in [MS-ASMS], and how strongly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its sections of v5.0, separated by blanks; `-` where that does not have it.
    pub v5: String,
    /// Its sections of v9.0, likewise.
    pub v9: String,
    /// The keyword that it has, such as `MUST`; else `fact`, `required`, `behaviour` or `example`.
    pub level: String,
}

/// Where the requirement of an id stands, if there is one.
pub fn place(id: &str) -> Option<Place> {
    let column = |name| {
        let rows = rows(include_str!("../../facts/requirements.csv"), "id", name);
        rows.into_iter().find(|row| row.id == id).map(|row| row.text)
    };
    Some(Place { v5: column("section_v5")?, v9: column("section_v9")?, level: column("level")? })
}

/// The situations on which the suite has to give a verdict.
pub fn edge_cases() -> Vec<Fact> {
    rows(include_str!("../../facts/edge-cases.csv"), "id", "title")
}

/// What went wrong in real implementations.
pub fn known_bugs() -> Vec<Fact> {
    rows(include_str!("../../facts/known-bugs.csv"), "id", "what went wrong")
}

/// What the specification leaves open.
pub fn ambiguities() -> Vec<Fact> {
    include_str!("../../facts/ambiguities.md")
        .lines()
        .filter_map(|line| {
            let mut cells = line.strip_prefix("| AMB-")?.split(" | ");
            Some(Fact { id: format!("AMB-{}", cells.next()?), text: cells.next()?.to_owned() })
        })
        .collect()
}

/// What an id stands for, in any of the lists.
pub fn find(id: &str) -> Option<Fact> {
    let list = match id.split_once('-')?.0 {
        "ASMS" => requirements(),
        "EC" => edge_cases(),
        "B" => known_bugs(),
        "AMB" => ambiguities(),
        _ => return None,
    };
    list.into_iter().find(|fact| fact.id == id)
}

/// The rows of a table; a row that cannot be read is left out, and the tests count them all.
fn rows(table: &str, id: &str, text: &str) -> Vec<Fact> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let columns = reader.headers().cloned().unwrap_or_default();
    let position = |name: &str| columns.iter().position(|column| column == name);
    let (Some(id), Some(text)) = (position(id), position(text)) else { return Vec::new() };
    reader
        .records()
        .flatten()
        .filter_map(|row| Some(Fact { id: row.get(id)?.to_owned(), text: row.get(text)?.to_owned() }))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// The lists are whole: as many rows as their sources have, no id twice.
    #[test]
    fn lists_are_whole() {
        for (name, list, rows) in [
            ("requirements", requirements(), 85),
            ("edge cases", edge_cases(), 130),
            ("known bugs", known_bugs(), 80),
            ("ambiguities", ambiguities(), 34),
        ] {
            assert_eq!(list.len(), rows, "{name}");
            let ids: BTreeSet<_> = list.iter().map(|fact| &fact.id).collect();
            assert_eq!(ids.len(), rows, "{name}: an id stands twice");
            assert!(list.iter().all(|fact| !fact.text.is_empty()), "{name}: a row says nothing");
        }
    }

    #[test]
    fn a_requirement_has_its_place() {
        let place = |id| place(id).map(|Place { v5, v9, level }| [v5, v9, level].join(" | "));
        assert_eq!(place("ASMS-041").as_deref(), Some("3.1.4.1.1.1 | 3.1.4.1.1.1 | MUST"));
        assert_eq!(place("ASMS-081").as_deref(), Some("3.1.4.1.1.1 | - | MUST"));
        assert_eq!(place("EC-01"), None);
    }

    #[test]
    fn an_id_is_found_in_its_list() {
        assert_eq!(
            find("ASMS-025").map(|fact| fact.text).as_deref(),
            Some("The Class value of an SMS item is the string SMS.")
        );
        assert!(find("EC-08f").is_some() && find("B-01").is_some() && find("AMB-34").is_some());
        assert_eq!(find("EC-999"), None);
    }
}
