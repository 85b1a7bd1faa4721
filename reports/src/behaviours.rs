//! Readings and defects, and what finds each.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::atomic::AtomicBool;

use asms_check::{Search, Until};
use asms_machine::behaviour::{Behaviour, Standing};
use asms_machine::scenario::{Catch, Catches, Chosen, Scenario};
use asms_machine::system::System;
use asms_sim::fleet::HuntTable;

use crate::ReportError;
use crate::catalogue::Catalogue;
use crate::findings::Found;
use crate::markdown::{cell, count, counted, plain, table};

/// The page.
pub(crate) fn page(catalogue: &Catalogue, findings: &[Found]) -> Result<String, ReportError> {
    let tables =
        Tables { catches: Catches::built_in()?, hunted: HuntTable::built_in()?, catalogue, findings };
    let mut out = HEAD.to_owned();
    for (title, standing) in [("Defects", Standing::Defect), ("Readings", Standing::Reading)] {
        let choices: Vec<Chosen> =
            Chosen::all().filter(|choice| choice.variant.standing == standing).collect();
        let caught = choices.iter().filter(|choice| tables.catches.of(**choice).next().is_some()).count();
        let number = |value: usize| count(u64::try_from(value).unwrap_or_default());
        let _ = write!(
            out,
            "\n## {title}\n\n{} in all: the search finds {}",
            number(choices.len()),
            number(caught)
        );
        if standing == Standing::Defect {
            let shown = choices.iter().filter(|choice| tables.hunted.of(**choice).is_some()).count();
            let _ = write!(out, ", the simulator {}", number(shown));
        }
        out.push_str(".\n\n");
        let rows = choices.iter().map(|choice| tables.row(*choice)).collect::<Result<Vec<_>, _>>()?;
        let columns =
            ["variant", "search", "steps", "states seen", "simulation", "fuzzing", "fixtures", "finding"];
        out.push_str(&table(&columns, rows));
    }
    out.push_str("\n## What breaks nothing, and why\n\n");
    for entry in &tables.catches.harmless {
        let _ = writeln!(out, "- `{}`: {}", entry.choice, plain(&entry.because));
    }
    if !tables.hunted.hidden.is_empty() {
        out.push_str("\n## What no simulation can show, and why\n\n");
        for (choice, because) in &tables.hunted.hidden {
            let _ = writeln!(out, "- `{choice}`: {}", plain(because));
        }
    }
    Ok(out)
}

const HEAD: &str = "\
# Readings and defects, and what finds each

A *defect* is what some server or client in the field did; a *reading* is another way to understand the specification.
`asms behaviours NAME` says what a variant does and where it comes from.

- **search**: the property that it breaks and the scenario in which, with the steps of the shortest way there and how many
  states were seen until it was found.
- **simulation**: how many seeds it takes until one breaks something, and in which scenario (`sim/hunt.toml`). Only defects are
  hunted so.
- **fuzzing**: the targets whose corpus has an input that finds it; for `system` that is a script, `fuzz/corpus/system`.
- **fixtures**: the cases that an implementation with this variant fails.
";

struct Tables<'t> {
    catches: Catches,
    hunted: HuntTable,
    catalogue: &'t Catalogue,
    findings: &'t [Found],
}

impl Tables<'_> {
    fn row(&self, choice: Chosen) -> Result<Vec<String>, ReportError> {
        let rows: Vec<&Catch> = self.catches.of(choice).collect();
        let each = |words: &dyn Fn(&Catch) -> String| -> String {
            rows.iter().map(|row| words(row)).collect::<Vec<_>>().join("<br>")
        };
        let states = rows.iter().map(|row| states(row)).collect::<Result<Vec<_>, _>>()?;
        let search = match self.catches.why_harmless(choice) {
            Some(_) => "breaks nothing".to_owned(),
            None => each(&|row| format!("`{}` in {}", row.property, row.scenario)),
        };
        let simulation = self.hunted.of(choice).map_or_else(
            || "-".to_owned(),
            |shown| format!("{} of {}", counted(shown.seeds, "seed", "seeds"), shown.scenario),
        );
        let name = choice.to_string();
        let cases: Vec<String> = self.catalogue.counterexamples(&name).map(|case| case.link("..")).collect();
        let findings = self
            .findings
            .iter()
            .filter(|found| found.evidence.verdicts.iter().any(|(arm, _)| arm.choice == Some(choice)));
        let findings: Vec<String> =
            findings.map(|found| format!("[{name}](findings/{name}.md)", name = found.name)).collect();
        Ok(vec![
            format!("`{name}`"),
            search,
            each(&|row| row.steps.to_string()),
            states.join("<br>"),
            simulation,
            fuzzed(choice, &rows),
            cases.join("<br>"),
            cell(&findings.join(", ")),
        ])
    }
}

/// How many states a search has seen when it finds what a row of the table says.
fn states(row: &Catch) -> Result<String, ReportError> {
    let Some(scenario) = Scenario::built_in(row.scenario) else { return Ok(String::new()) };
    let scenario = scenario?;
    let mut behaviour: Behaviour = scenario.behaviour;
    // Both names come from the very table that they are looked up in.
    let _ = behaviour.set(row.choice.point.name, row.choice.variant.name);
    let until = Until::Violated(row.property.to_owned());
    let search = Search { until, ..Search::new() };
    let report = search.run(&System { behaviour, scenario }, &AtomicBool::new(false), |_| ());
    Ok(count(report.states))
}

/// The targets whose corpus finds it: each row of the table of catches is a script of the target `system`; the canaries of the
/// target `server` are two more.
fn fuzzed(choice: Chosen, rows: &[&Catch]) -> String {
    let by_server: BTreeMap<&str, &str> = SERVER_CANARIES.iter().copied().collect();
    let mut targets = Vec::new();
    targets.extend((!rows.is_empty()).then_some("system"));
    targets.extend(by_server.contains_key(choice.to_string().as_str()).then_some("server"));
    if targets.is_empty() { "-".to_owned() } else { targets.join(", ") }
}

/// What the corpus of the target `server` finds, and the test that shows it.
const SERVER_CANARIES: &[(&str, &str)] = &[
    ("key-minting=collide", "server_gives_a_key_twice"),
    ("malformed=resets", "server_forgets_at_what_cannot_be_read"),
];

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    fn root() -> std::path::PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
    }

    /// What is said of fuzzing is so: each row is a script of the corpus, and the canaries are tests.
    #[test]
    fn what_fuzzing_finds_is_in_the_corpora() {
        for row in Catches::built_in().expect("it can be read").catches {
            let name = format!("{} {} {}", row.choice, row.scenario, row.property).replace(['=', ' '], "_");
            let script = root().join("fuzz/corpus/system").join(name.to_lowercase());
            assert!(script.is_file(), "{}", script.display());
        }
        let canaries =
            fs::read_to_string(root().join("targets/tests/corpora/canaries.rs")).expect("it is there");
        for (choice, test) in SERVER_CANARIES {
            assert!(Chosen::find(choice).is_some(), "{choice}");
            assert!(canaries.contains(&format!("fn {test}()")) && canaries.contains(choice), "{test}");
        }
    }
}
