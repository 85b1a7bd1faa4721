//! The facts that the model answers to.

use std::io::{self, Write};

use asms_machine::facts::{self, Fact};

use crate::layout::wrapped;

/// A list of facts.
pub(super) struct List {
    /// What its ids begin with.
    pub(super) prefix: &'static str,
    pub(super) title: &'static str,
    pub(super) example: &'static str,
    all: fn() -> Vec<Fact>,
}

pub(super) const LISTS: [List; 4] = [
    List {
        prefix: "ASMS",
        title: "requirements of [MS-ASMS]",
        example: "ASMS-045",
        all: facts::requirements,
    },
    List {
        prefix: "EC",
        title: "situations on which the suite has to give a verdict",
        example: "EC-01",
        all: facts::edge_cases,
    },
    List {
        prefix: "B",
        title: "what went wrong in real implementations",
        example: "B-32",
        all: facts::known_bugs,
    },
    List {
        prefix: "AMB",
        title: "what the specification leaves open",
        example: "AMB-17",
        all: facts::ambiguities,
    },
];

/// Every id.
pub(super) fn ids() -> impl Iterator<Item = String> {
    LISTS.iter().flat_map(|list| (list.all)()).map(|fact| fact.id)
}

/// How many ids begin like this one, and which are the first and the last.
pub(super) fn range(id: &str) -> Option<String> {
    let prefix = id.split(|character: char| !character.is_ascii_alphabetic()).next()?;
    let list = LISTS.iter().find(|list| list.prefix.eq_ignore_ascii_case(prefix))?;
    let all = (list.all)();
    let (first, end) = (all.first()?, all.last()?);
    Some(format!("{} has {} entries, {} to {}", list.prefix, all.len(), first.id, end.id))
}

/// Prints one fact by its id, or a list by its prefix; false if there is no such thing. Case does not matter.
pub(super) fn print(out: &mut dyn Write, topic: &str) -> io::Result<bool> {
    if let Some(list) = LISTS.iter().find(|list| list.prefix.eq_ignore_ascii_case(topic)) {
        for fact in (list.all)() {
            wrapped(out, &format!("{:10}", fact.id), &fact.text)?;
        }
        return Ok(true);
    }
    // Only the letters before the dash are capitals: EC-08f.
    let Some((prefix, rest)) = topic.split_once('-') else { return Ok(false) };
    let id = format!("{}-{}", prefix.to_ascii_uppercase(), rest.to_ascii_lowercase());
    match facts::find(&id) {
        Some(fact) => {
            let title = LISTS
                .iter()
                .find(|list| list.prefix.eq_ignore_ascii_case(prefix))
                .map_or("", |list| list.title);
            writeln!(out, "{} ({title})", fact.id)?;
            wrapped(out, "", &fact.text)?;
            Ok(true)
        }
        None => Ok(false),
    }
}
