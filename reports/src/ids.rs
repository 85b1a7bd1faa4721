//! Requirements and edge cases: how each stands, and what shows it.

mod came_up;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use asms_machine::facts::{Coverage, Evidence, Kind, Row, place};
use asms_sim::fleet::HuntTable;

use crate::ReportError;
use crate::catalogue::Catalogue;
use crate::findings::Found;
use crate::markdown::{cell, count, counted, plain, table};
use came_up::CameUp;

/// What shows each id.
pub(crate) struct Ids<'i> {
    coverage: Coverage,
    hunted: HuntTable,
    came_up: CameUp,
    catalogue: &'i Catalogue,
    findings: &'i [Found],
}

/// The most cases of the fixtures that are named for an id.
const MOST_CASES: usize = 4;

impl<'i> Ids<'i> {
    pub(crate) fn new(catalogue: &'i Catalogue, findings: &'i [Found]) -> Result<Self, ReportError> {
        let coverage = Coverage::built_in()?;
        Ok(Self { coverage, hunted: HuntTable::built_in()?, came_up: CameUp::new()?, catalogue, findings })
    }

    /// The page of requirements.
    pub(crate) fn requirements(&self) -> String {
        self.page("Requirements of [MS-ASMS]", "requirement", "requirements", &self.coverage.requirements)
    }

    /// The page of edge cases.
    pub(crate) fn edge_cases(&self) -> String {
        self.page("Edge cases", "edge case", "edge cases", &self.coverage.edge_cases)
    }

    fn page(&self, title: &str, one: &str, more: &str, rows: &[Row]) -> String {
        let mut out =
            format!("# {title}\n\n{}: ", counted(u64::try_from(rows.len()).unwrap_or_default(), one, more));
        let counts = Kind::ALL.into_iter().filter_map(|kind| {
            let of_kind = rows.iter().filter(|row| row.kind() == kind).count();
            (of_kind > 0).then(|| format!("{of_kind} *{}*", kind.word()))
        });
        let _ = writeln!(out, "{}.\n{HEAD}", counts.collect::<Vec<_>>().join(", "));
        let shown: Vec<Shown> = rows.iter().map(|row| self.shown(row)).collect();
        out.push_str(&table(
            &["id", "", "stands", "model", "simulation", "fuzzing", "fixtures"],
            rows.iter().zip(&shown).map(|(row, shown)| {
                let id = &row.fact.id;
                vec![
                    format!("[{id}](#{})", id.to_lowercase()),
                    cell(&shortened(&row.fact.text)),
                    row.kind().word().to_owned(),
                    number(shown.model.len()),
                    number(shown.simulation.len()),
                    number(shown.fuzzing.len()),
                    number(shown.cases),
                ]
            }),
        ));
        for (row, shown) in rows.iter().zip(&shown) {
            out.push_str(&self.section(row, shown));
        }
        out
    }

    fn section(&self, row: &Row, shown: &Shown) -> String {
        let id = &row.fact.id;
        let mut out = format!("\n### {id}\n\n{}", plain(&row.fact.text));
        if let Some(place) = place(id) {
            let _ = write!(out, " *{}, {} of v5.0, {} of v9.0.*", place.level, place.v5, place.v9);
        }
        out.push_str("\n\n");
        let lists = [
            ("model", &shown.model),
            ("tests", &shown.tests),
            ("simulation", &shown.simulation),
            ("fuzzing", &shown.fuzzing),
            ("fixtures", &shown.fixtures),
            ("outside", &shown.outside),
        ];
        for (name, lines) in lists.into_iter().filter(|(_, lines)| !lines.is_empty()) {
            let is_short = ["fuzzing", "fixtures"].contains(&name) || lines.len() == 1;
            let lines = if is_short {
                format!(" {}", lines.join(", "))
            } else {
                format!("\n  - {}", lines.join("\n  - "))
            };
            let _ = writeln!(out, "- {name}:{lines}");
        }
        let about = self.findings.iter().filter(|found| found.ids.iter().any(|of| of == id));
        let about: Vec<String> = about
            .map(|found| format!("[{}](findings/{}.md)", cell(&found.authored.question), found.name))
            .collect();
        if !about.is_empty() {
            let _ = writeln!(out, "- findings: {}", about.join("; "));
        }
        out
    }

    fn shown(&self, row: &Row) -> Shown {
        let id = row.fact.id.as_str();
        let mut shown = Shown::default();
        // By property: the goals that are the situation of the id, and the scenarios in which it holds there.
        let mut properties = BTreeMap::<&str, (BTreeSet<&str>, BTreeSet<&str>)>::new();
        for evidence in &row.evidence {
            match evidence {
                Evidence::Holds { property, goal, scenarios } => {
                    let (goals, holds) = properties.entry(property).or_default();
                    goals.insert(goal);
                    holds.extend(scenarios);
                }
                Evidence::Violated { property, goal, .. } => {
                    properties.entry(property).or_default().0.insert(goal);
                    shown.model.extend(broken(evidence));
                }
                Evidence::Caught(catch) => shown.model.push(format!(
                    "`{}` breaks `{}` in {}, {}",
                    catch.choice,
                    catch.property,
                    catch.scenario,
                    counted(catch.steps, "step", "steps")
                )),
                Evidence::Harmless { choice, .. } => shown.model.push(format!("`{choice}` breaks nothing")),
                Evidence::Test { file, name } => {
                    shown.tests.push(format!("[{name}](../{file})"));
                    shown.fuzz(targets_of(file));
                }
                Evidence::Simulation(because) => shown.simulation.push(plain(because)),
                Evidence::Outside(because) => shown.outside.push(plain(because)),
            }
        }
        for (at, (property, (goals, holds))) in properties.iter().enumerate() {
            let reached = goals.iter().map(|goal| format!("`{goal}`")).collect::<Vec<_>>().join(" or ");
            if !holds.is_empty() {
                let scenarios = holds.iter().copied().collect::<Vec<_>>().join(", ");
                let line = format!("`{property}` holds where {reached} is reached: {scenarios}");
                shown.model.insert(at.min(shown.model.len()), line);
            }
            shown.simulation.extend(self.came_up.line(property, goals));
            shown.fuzz(&["system"]);
        }
        let from_it = |sources: &str| sources.split_whitespace().any(|source| source == id);
        let defects = self.hunted.shown.iter().filter(|(choice, _)| from_it(choice.variant.sources));
        shown.simulation.extend(defects.map(|(choice, by)| {
            format!("`{choice}` shows after {} of {}", counted(by.seeds, "seed", "seeds"), by.scenario)
        }));
        if row.evidence.iter().any(|evidence| matches!(evidence, Evidence::Caught(_))) {
            shown.fuzz(&["system"]);
        }
        self.cases(id, &mut shown);
        shown
    }

    fn cases(&self, id: &str, shown: &mut Shown) {
        let cases: Vec<_> = self.catalogue.about(id).collect();
        shown.cases = cases.len();
        shown.fixtures.extend(cases.iter().take(MOST_CASES).map(|case| case.link("..")));
        if cases.len() > MOST_CASES {
            let mut by_suite = BTreeMap::<&str, u64>::new();
            for case in cases.iter().skip(MOST_CASES) {
                *by_suite.entry(case.suite()).or_default() += 1;
            }
            let more: Vec<String> =
                by_suite.iter().map(|(suite, more)| format!("{} of {suite}", count(*more))).collect();
            shown.fixtures.push(format!("and {}", more.join(", ")));
        }
    }
}

/// A property that is broken by default.
fn broken(evidence: &Evidence) -> Option<String> {
    let Evidence::Violated { property, goal, scenario, steps, because } = evidence else { return None };
    let steps = steps.map_or_else(String::new, |steps| format!(" in {}", counted(steps, "step", "steps")));
    let because = plain(because);
    Some(format!("`{property}` is broken in {scenario}{steps}, where `{goal}` is reached: {because}"))
}

const HEAD: &str = "
How an id stands: *holds*, a property that names it holds wherever its situation is reached; *violated*, one is broken, by
default or under a reading; *model*, a defect that comes from it breaks something; *tested*, a test shows it; *outside*,
no message of this suite carries it. The numbers count what shows it; below each id stands what that is. A property counts only
where the situation of the id occurs, in the simulation too.
";

/// What shows an id, line by line.
#[derive(Default)]
struct Shown {
    model: Vec<String>,
    tests: Vec<String>,
    simulation: Vec<String>,
    fuzzing: Vec<String>,
    fixtures: Vec<String>,
    outside: Vec<String>,
    cases: usize,
}

impl Shown {
    fn fuzz(&mut self, targets: &[&str]) {
        for target in targets {
            let link = format!(
                "[{target}](../targets/src/{target}{})",
                if *target == "system" { "/mod.rs" } else { ".rs" }
            );
            if !self.fuzzing.contains(&link) {
                self.fuzzing.push(link);
            }
        }
    }
}

/// The fuzz targets that give any input to the code which the tests of a file are about.
fn targets_of(file: &str) -> &'static [&'static str] {
    let found = TARGETS.iter().find(|(folder, _)| file.starts_with(folder));
    found.map_or(&[], |(_, targets)| targets)
}

/// Fuzz targets by the folder of what they are about.
const TARGETS: &[(&str, &[&str])] = &[
    ("model/wire/src/wbxml/lenient", &["lenient"]),
    ("model/wire/src/wbxml/xml", &["xml"]),
    ("model/wire/src/wbxml", &["decode", "round_trip", "reference"]),
    ("model/wire/src/command", &["commands", "messages"]),
    ("model/wire/src/value/address", &["addresses"]),
    ("model/wire/src/value", &["commands", "messages"]),
    ("model/wire/src/sms/cdma", &["cdma"]),
    ("model/wire/src/sms/tpdu", &["tpdu"]),
    ("model/wire/src/sms", &["split"]),
    ("model/bind", &["binding"]),
    ("model/machine/src/server", &["server"]),
    ("model/machine/src/device", &["system"]),
];

/// The beginning of a text, as long as a cell can have it.
fn shortened(text: &str) -> String {
    const MOST: usize = 90;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let head: String = text.chars().take(MOST).collect();
    format!(
        "{} …",
        head.rsplit_once(' ').map_or(head.as_str(), |(head, _)| head).trim_end_matches([',', ';', ':'])
    )
}

fn number(value: usize) -> String {
    if value == 0 { "-".to_owned() } else { count(u64::try_from(value).unwrap_or_default()) }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// The targets that are named exist, and so do the folders.
    #[test]
    fn targets_and_folders_exist() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        for (folder, targets) in TARGETS {
            let file = root.join(format!("{folder}.rs"));
            assert!(root.join(folder).is_dir() || file.is_file(), "{folder}");
            for target in *targets {
                let module = root.join("targets/src").join(target);
                assert!(module.is_dir() || module.with_extension("rs").is_file(), "{target}");
            }
        }
    }

    #[test]
    fn long_texts_are_cut_between_words() {
        let cut = shortened(&"word, ".repeat(40));
        assert!(cut.ends_with("word …") && cut.chars().count() <= 92, "{cut}");
        assert_eq!(shortened("short"), "short");
    }
}
