//! `asms check --list`: the scenarios, and what their files may name.

use std::io::{self, Write};

use asms_machine::behaviour::{Behaviour, PROFILES};
use asms_machine::property::{
    GOALS, PROPERTIES, RECOVERABILITY, RECOVERABILITY_PROSE, RECOVERABILITY_SOURCES,
};
use asms_machine::scenario::{BUILT_IN, Scenario};

use crate::layout::wrapped;

/// Writes what there is. Decision points have a line each, since `asms behaviours` says what they are about.
pub(super) fn write(out: &mut impl Write) -> io::Result<()> {
    let scenarios = BUILT_IN.iter().map(|(name, _)| {
        let scenario = Scenario::built_in(name).and_then(Result::ok);
        (*name, scenario.map(|scenario| scenario.about).unwrap_or_default())
    });
    section("Scenarios", scenarios, out)?;
    let steps = PROPERTIES.iter().map(|property| (property.name, property.prose, property.sources));
    let properties = steps
        .chain([(RECOVERABILITY, RECOVERABILITY_PROSE, RECOVERABILITY_SOURCES)])
        .map(|(name, prose, sources)| (name, format!("{prose} [{sources}]")));
    section("Properties", properties, out)?;
    let goals = GOALS.iter().map(|goal| match goal.sources {
        "" => (goal.name, goal.prose.to_owned()),
        sources => (goal.name, format!("{} [{sources}]", goal.prose)),
    });
    section("Goals", goals, out)?;
    section("Products, for --profile", PROFILES.iter().map(|one| (one.name, one.sentence.to_owned())), out)?;
    writeln!(
        out,
        "Decision points with their variants, the default first; `asms behaviours` explains them:"
    )?;
    let width = Behaviour::POINTS.iter().map(|point| point.label().len()).max().unwrap_or_default();
    for point in Behaviour::POINTS {
        let variants: Vec<&str> = point.variants.iter().map(|variant| variant.name).collect();
        wrapped(out, &format!("  {:width$}  ", point.label()), &variants.join(", "))?;
    }
    Ok(())
}

/// A heading, then a name on each line and what is to be said of it.
fn section<'n>(
    title: &str,
    entries: impl Iterator<Item = (&'n str, String)>,
    out: &mut impl Write,
) -> io::Result<()> {
    let entries: Vec<_> = entries.collect();
    let width = entries.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    writeln!(out, "{title}:")?;
    for (name, text) in &entries {
        wrapped(out, &format!("  {name:width$}  "), text)?;
    }
    writeln!(out)
}
