//! The findings: a page and a chart each, and an index.

mod index;
mod page;

pub(crate) use index::index;
pub(crate) use page::page;

use std::collections::BTreeSet;

use asms_machine::facts;

use crate::authored::{Authored, file};
use crate::evidence::{Evidence, arms, searched, simulated};
use crate::{Harm, ReportError};

/// A finding with what came of it.
pub(crate) struct Found {
    /// Its name.
    pub(crate) name: &'static str,
    /// What its author says.
    pub(crate) authored: Authored,
    /// The ids that it is about, in the order of its author.
    pub(crate) ids: Vec<String>,
    /// What came of it.
    pub(crate) evidence: Evidence,
}

/// Finds out what comes of a finding.
pub(crate) fn found(name: &'static str, authored: Authored) -> Result<Found, ReportError> {
    let ids = ids(name, &authored)?;
    let arms = arms(name, &authored)?;
    let evidence = match (&authored.search, &authored.simulation) {
        (Some(wanted), None) => searched(name, &authored, wanted, &arms)?,
        (None, Some(wanted)) => simulated(name, &authored, wanted, &arms)?,
        _ => {
            let message = "either [search] or [simulation] has to be there";
            return Err(ReportError::field(&file(name), "search", message));
        }
    };
    Ok(Found { name, authored, ids, evidence })
}

fn ids(name: &str, authored: &Authored) -> Result<Vec<String>, ReportError> {
    let ids: Vec<String> = authored.ids.split_whitespace().map(str::to_owned).collect();
    let unknown = ids.iter().find(|id| facts::find(id).is_none());
    match unknown {
        Some(unknown) => Err(ReportError::field(&file(name), "ids", format!("there is no id {unknown:?}"))),
        None if ids.is_empty() => Err(ReportError::field(&file(name), "ids", "none is named")),
        None => Ok(ids),
    }
}

impl Found {
    /// The decision points on which it depends.
    fn points(&self) -> Vec<&'static asms_machine::behaviour::Point> {
        let mut seen = BTreeSet::new();
        let points = self.evidence.verdicts.iter().filter_map(|(arm, _)| Some(arm.choice?.point));
        points.filter(|point| seen.insert(point.name)).collect()
    }

    fn harm(&self) -> Harm {
        self.authored.harm
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::Verdict;

    const GOOD: &str = r#"
question = "May a phone take silence for success?"
harm = "lost"
answer = "No."
ids = "AMB-12"
says = []

[search]
scenario = "silent-radio"
breaks = "sent-or-reported"
draw = "AMB-12=assume-sent"

[claims]
default = "holds"
"AMB-12=ndr" = "holds"
"AMB-12=assume-sent" = "violated"

[advice]
servers = "None."
clients = "Ask again."
"#;

    fn of(text: &str) -> Result<Found, String> {
        let read = Authored::parse("silence", text).map_err(|error| error.to_string())?;
        found("silence", read).map_err(|error| error.to_string())
    }

    #[test]
    fn what_comes_of_each_choice_is_computed() {
        let found = of(GOOD).expect("it is so");
        let [(_, default), (_, report), (_, success)] = found.evidence.verdicts.as_slice() else {
            panic!("three choices")
        };
        assert!(matches!(default, Verdict::Holds { states: 48, instead } if instead.is_empty()));
        assert!(matches!(report, Verdict::Holds { states: 24, .. }));
        assert!(matches!(success, Verdict::Violated { steps: 9, .. }));
        let drawing = &found.evidence.drawing;
        assert_eq!(drawing.steps, Some(9));
        assert!(drawing.svg.starts_with("<svg ") && drawing.text.contains(" 9 !"), "{}", drawing.text);
        assert!(drawing.reason.contains("recipient 1 did not get it"), "{}", drawing.reason);
        assert_eq!(drawing.instead.as_ref().map(|(step, _)| *step), Some(7));
    }

    /// What is wrong is told with the file and the field, and what would be right.
    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        for (from, to, message) in [
            ("question =", "title =", "reports/authored/silence.toml: TOML parse error at line 2"),
            ("\"lost\"", "\"gone\"", "unknown variant `gone`, expected one of `lost`, `twice`"),
            ("ids = \"AMB-12\"", "ids = \"AMB-99\"", "silence.toml: ids: there is no id \"AMB-99\""),
            (
                "\"silent-radio\"",
                "\"quiet\"",
                "silence.toml: search.scenario: there is no scenario \"quiet\"",
            ),
            (
                "\"sent-or-reported\"",
                "\"sent\"",
                "silence.toml: search.breaks: there is no property \"sent\"",
            ),
            ("scenario =", "world =", "silence.toml: search.world: there is no world \"silent-radio\""),
            ("breaks =", "reaches =", "silence.toml: search.reaches: there is no goal \"sent-or-reported\""),
            (
                "draw = \"AMB-12=assume-sent\"",
                "draw = \"default\"",
                "search.draw: under default there is nothing to be shown",
            ),
            (
                "draw = \"AMB-12=assume-sent\"",
                "draw = \"AMB-12\"",
                "search.draw: \"AMB-12\" is none of the claims",
            ),
            ("default = \"holds\"", "", "silence.toml: claims: what comes of the default is not said"),
            ("\"AMB-12=ndr\" = \"holds\"", "", "claims: of AMB-12=ndr nothing is said"),
            ("\"AMB-12=ndr\"", "\"AMB-12=never\"", "claims: there is no \"AMB-12=never\""),
            (
                "default = \"holds\"",
                "default = \"violated\"",
                "claims.\"default\": sent-or-reported is claimed to be violated in silent-radio, and holds",
            ),
            (
                "\"AMB-12=assume-sent\" = \"violated\"",
                "\"AMB-12=assume-sent\" = \"holds\"",
                "claims.\"AMB-12=assume-sent\": sent-or-reported is claimed to hold in silent-radio, and is violated in 9 steps",
            ),
        ] {
            let text = GOOD.replacen(from, to, 1);
            assert_ne!(text, GOOD, "{from}");
            let told = of(&text).err().unwrap_or_else(|| panic!("{from} as {to} is taken"));
            assert!(told.contains(message), "{from} as {to}: {told}");
        }
    }
}
