//! The page of a finding.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use asms_machine::facts;

use super::Found;
use crate::catalogue::{Catalogue, Listed};
use crate::evidence::{Arm, Place, Verdict};
use crate::markdown::{cell, codes, count, counted, plain, table};

/// The way from a page to the root of the repository.
const UP: &str = "../..";

/// The most cases of the fixtures that a page names.
const MOST_CASES: usize = 6;

/// The page.
pub(crate) fn page(found: &Found, catalogue: &Catalogue) -> String {
    let authored = &found.authored;
    let mut out = format!("# {}\n\n", plain(&authored.question));
    let _ = writeln!(
        out,
        "**{harm}**: {meaning} · [all findings](README.md)\n\n{answer}\n",
        harm = found.harm().words(),
        meaning = found.harm().meaning(),
        answer = paragraphs(&authored.answer),
    );
    out.push_str(&said(found));
    out.push_str(&happens(found));
    out.push_str(&way(found));
    let advice = &authored.advice;
    let _ = writeln!(
        out,
        "## Advice\n\n- **Servers.** {}\n- **Clients.** {}\n",
        plain(&advice.servers),
        plain(&advice.clients)
    );
    out.push_str(&again(found, catalogue));
    out
}

/// What the specifications say, and the ids.
fn said(found: &Found) -> String {
    let mut out = "## What the specification says\n\n".to_owned();
    for says in &found.authored.says {
        let _ = writeln!(out, "- **{}**: {}", plain(&says.place), plain(&says.text));
    }
    let rows = found.ids.iter().filter(|id| !id.starts_with("B-")).filter_map(|id| {
        let fact = facts::find(id)?;
        let place =
            facts::place(id).map_or_else(String::new, |place| match (place.v5.as_str(), place.v9.as_str()) {
                (v5, v9) if v5 == v9 => format!("{v5} of v5.0 and v9.0"),
                (v5, "-") => format!("{v5} of v5.0 alone"),
                ("-", v9) => format!("{v9} of v9.0 alone"),
                (v5, v9) => format!("{v5} of v5.0, {v9} of v9.0"),
            });
        Some(vec![id.clone(), cell(&fact.text), place])
    });
    let rows: Vec<_> = rows.collect();
    if !rows.is_empty() {
        let _ = write!(out, "\n{}", table(&["id", "what it is", "section of [MS-ASMS]"], rows));
    }
    out.push('\n');
    out
}

/// What comes of it under each choice.
fn happens(found: &Found) -> String {
    let aim = &found.evidence.aim;
    let mut out = "## What happens\n\n".to_owned();
    let question = match &found.evidence.place {
        Place::Scenario { name, about } => {
            format!("Searched: every state of [{name}]({UP}/model/scenarios/{name}.toml). {}", plain(about))
        }
        Place::World { name, about } => {
            format!("Searched: every state of [{name}]({UP}/reports/worlds/{name}.toml). {}", plain(about))
        }
        Place::Seed { scenario, seed, days, .. } => format!(
            "Simulated: {} of [{scenario}]({UP}/sim/scenarios/{scenario}.toml), seed {seed}.",
            counted(*days, "day", "days")
        ),
    };
    let kind = if aim.is_goal { "What is looked for" } else { "What has to hold" };
    let _ = writeln!(out, "{question}\n\n{kind}: `{}`. {}\n", aim.name, plain(aim.prose));
    if let Place::Seed { excuse: Some((name, prose)), .. } = &found.evidence.place {
        let _ = writeln!(out, "The simulator excuses it as `{name}`: {}\n", plain(prose));
    }
    for point in found.points() {
        let ambiguity = point.ambiguity.map(|id| format!(" ({id})")).unwrap_or_default();
        let _ = writeln!(out, "Decision point `{}`{ambiguity}: {}\n", point.name, plain(point.question));
    }
    let rows = found.evidence.verdicts.iter().map(|(arm, verdict)| {
        let (under, does) = under(found, *arm);
        vec![under, does, words(verdict)]
    });
    out.push_str(&table(&["under", "what it does", "what comes of it"], rows));
    let bugs = found.ids.iter().filter(|id| id.starts_with("B-")).filter_map(|id| facts::find(id));
    let bugs: Vec<String> = bugs.map(|bug| format!("- {}: {}", bug.id, plain(&bug.text))).collect();
    if !bugs.is_empty() {
        let _ = write!(out, "\nSeen in the field:\n\n{}\n", bugs.join("\n"));
    }
    out.push('\n');
    out
}

/// A choice, and what it does.
fn under(found: &Found, arm: Arm) -> (String, String) {
    if let Some(choice) = arm.choice {
        return (format!("{} `{choice}`", choice.variant.standing), cell(choice.variant.sentence));
    }
    let defaults = found.points().into_iter().filter_map(|point| Some((point, point.variants.first()?)));
    let (names, sentences): (Vec<String>, Vec<String>) = defaults
        .map(|(point, variant)| {
            (format!("`{}={}`", point.ambiguity.unwrap_or(point.name), variant.name), cell(variant.sentence))
        })
        .unzip();
    let sentence =
        if sentences.is_empty() { "What the suite takes for right.".to_owned() } else { sentences.join(" ") };
    (format!("default {}", names.join(" ")).trim_end().to_owned(), sentence)
}

fn words(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Holds { states, instead } => {
            format!("holds in all {} states{}", count(*states), but(instead))
        }
        Verdict::NeverComesUp { states, instead } => {
            format!("never comes up in {} states{}", count(*states), but(instead))
        }
        Verdict::Violated { steps, states } => format!(
            "**broken** in {}, found among {} states",
            counted(u64::try_from(*steps).unwrap_or_default(), "step", "steps"),
            count(*states)
        ),
        Verdict::Reached { steps } => {
            format!("reached in {}", counted(u64::try_from(*steps).unwrap_or_default(), "step", "steps"))
        }
        Verdict::NotReached { states } => format!("not reached in any of {} states", count(*states)),
        Verdict::BrokenInSeed { count } => {
            format!("**broken**, {} in this seed", counted(*count, "time", "times"))
        }
        Verdict::UnbrokenInSeed => "not broken in this seed".to_owned(),
    }
}

/// What is broken instead; the nearest say enough.
fn but(instead: &[(&str, usize)]) -> String {
    let mut out = String::new();
    for (at, (name, steps)) in instead.iter().take(2).enumerate() {
        let steps = counted(u64::try_from(*steps).unwrap_or_default(), "step", "steps");
        let and = if at == 0 { "; but breaks" } else { " and" };
        let _ = write!(out, "{and} `{name}` in {steps}");
    }
    out
}

/// The chart.
fn way(found: &Found) -> String {
    let drawing = &found.evidence.drawing;
    let title = match drawing.steps {
        Some(_) => "The shortest way there",
        None => "What led there",
    };
    let name = found.name;
    let mut out = format!(
        "## {title}\n\n![sequence chart: {}]({name}.svg)\n\n<details><summary>The same as text</summary>\n\n```text\n{}\n```\n\n\
         </details>\n\n",
        plain(&found.authored.question),
        drawing.text.trim_end()
    );
    if !drawing.reason.is_empty() {
        let _ = writeln!(out, "Broken at the end: {}.\n", plain(&drawing.reason));
    }
    match &drawing.instead {
        Some((step, Some(line))) => {
            let _ = writeln!(out, "By default step {step} is another: *{}*.\n", plain(line));
        }
        Some((step, None)) => {
            let _ = writeln!(out, "By default step {step} does not happen.\n");
        }
        None => {}
    }
    out
}

/// How to see it again: commands, cases, tests.
fn again(found: &Found, catalogue: &Catalogue) -> String {
    let with = found.authored.search.as_ref().filter(|wanted| wanted.draw != "default");
    let with = with.map_or_else(String::new, |wanted| format!(" --with {}", wanted.draw));
    let command = match &found.evidence.place {
        Place::Scenario { name, .. } => format!("asms check {name}{with}"),
        Place::World { name, .. } => format!("asms check reports/worlds/{name}.toml{with}"),
        Place::Seed { options, .. } => format!("asms sim {options}"),
    };
    let mut out = format!("## See it again\n\n```sh\n{command}\n```\n\n");
    let cases = cases(found, catalogue);
    if !cases.is_empty() {
        let links: Vec<String> = cases.iter().map(|case| case.link(UP)).collect();
        let _ = writeln!(out, "Fixtures for your own implementation: {}\n", links.join(", "));
    }
    let tests: Vec<&str> = found.authored.tests.iter().filter_map(|test| test.split(' ').nth(1)).collect();
    if !tests.is_empty() {
        let _ = writeln!(out, "Tests that keep it so: {}\n", codes(tests));
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// The cases that are about it: shortest ways under its choices, then cases that depend on its decision points, then those
/// about its edge cases.
fn cases<'c>(found: &Found, catalogue: &'c Catalogue) -> Vec<&'c Listed> {
    let mut cases: Vec<&Listed> = Vec::new();
    let scenario = match &found.evidence.place {
        Place::Scenario { name, .. } => name.as_str(),
        _ => "",
    };
    for choice in found.evidence.verdicts.iter().filter_map(|(arm, _)| arm.choice) {
        cases.extend(catalogue.counterexample(&choice.to_string(), scenario, found.evidence.aim.name));
    }
    for point in found.points() {
        cases.extend(catalogue.depending(point.name));
    }
    for id in found.ids.iter().filter(|id| id.starts_with("EC-") || id.starts_with("B-")) {
        cases.extend(catalogue.about(id));
    }
    let mut seen = BTreeSet::new();
    cases.retain(|case| seen.insert(case.id()));
    cases.truncate(MOST_CASES);
    cases
}

fn paragraphs(text: &str) -> String {
    text.trim().split("\n\n").map(plain).collect::<Vec<_>>().join("\n\n")
}
