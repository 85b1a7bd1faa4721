//! Findings as their authors write them: what is asked, what is said, what is to be searched for, and what is claimed.

use std::collections::BTreeMap;

use asms_sim::plan::Overrides;
use serde::Deserialize;

use crate::{Harm, ReportError};

/// A finding for a list: its title, what it does, and where its page lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// Its name: that of its files.
    pub name: &'static str,
    /// The question that it answers.
    pub question: String,
    /// What it does to people.
    pub harm: Harm,
    /// Its page, from the root of the repository.
    pub path: String,
}

/// Every finding, the most harmful first.
pub fn titles() -> Result<Vec<Title>, ReportError> {
    let all = all()?.into_iter().map(|(name, Authored { question, harm, .. })| Title {
        name,
        question,
        harm,
        path: format!("reports/findings/{name}.md"),
    });
    Ok(all.collect())
}

/// A finding as its file has it.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Authored {
    /// What somebody asks who has to build it.
    pub(crate) question: String,
    /// What it does to people.
    pub(crate) harm: Harm,
    /// The answer, in a few sentences.
    pub(crate) answer: String,
    /// Requirements, ambiguities, edge cases and known bugs, separated by blanks.
    pub(crate) ids: String,
    /// What the specifications say.
    pub(crate) says: Vec<Says>,
    /// What is to be searched for.
    pub(crate) search: Option<Wanted>,
    /// What is to be simulated instead.
    pub(crate) simulation: Option<Simulated>,
    /// What comes of it: under `default`, and under each variant of the decision points that are named, as `POINT=VARIANT`.
    pub(crate) claims: BTreeMap<String, Claim>,
    /// What to do about it.
    pub(crate) advice: Advice,
    /// Tests that keep it so, each as `FILE NAME`.
    #[serde(default)]
    pub(crate) tests: Vec<String>,
}

/// What a specification says.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Says {
    /// Document, section, and of `[MS-ASMS]` the revision.
    #[serde(rename = "where")]
    pub(crate) place: String,
    /// What stands there, in words of our own; or that nothing does.
    pub(crate) text: String,
}

/// What is to be searched for, and where.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Wanted {
    /// A scenario that comes with the suite.
    pub(crate) scenario: Option<String>,
    /// Or a world of the folder `worlds`.
    pub(crate) world: Option<String>,
    /// The property that may be broken.
    pub(crate) breaks: Option<String>,
    /// Or the goal that may be reached.
    pub(crate) reaches: Option<String>,
    /// Under which of the claims the way is shown.
    pub(crate) draw: String,
}

/// What is to be simulated.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Simulated {
    /// A scenario of the simulator.
    pub(crate) scenario: String,
    /// The seed.
    pub(crate) seed: u64,
    /// The property that is broken.
    pub(crate) breaks: String,
    /// The name of the excuse that it has, if it has one.
    pub(crate) excuse: Option<String>,
    /// What is to be otherwise than the scenario says.
    #[serde(default)]
    pub(crate) plan: Overrides,
}

/// What an author claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Claim {
    /// The property holds in every state, and came up.
    Holds,
    /// It is broken.
    Violated,
    /// Nothing happens that it speaks of.
    NeverComesUp,
    /// The goal is reached.
    Reached,
    /// It is not.
    NotReached,
}

/// What to do about it.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Advice {
    /// Who writes a server.
    pub(crate) servers: String,
    /// Who writes a client.
    pub(crate) clients: String,
}

impl Authored {
    /// Reads a finding.
    pub(crate) fn parse(name: &str, text: &str) -> Result<Self, ReportError> {
        toml::from_str(text).map_err(|error| ReportError::Form {
            file: file(name),
            message: error.to_string().trim_end().to_owned(),
        })
    }
}

/// Where the text of a finding stands.
pub(crate) fn file(name: &str) -> String {
    format!("reports/authored/{name}.toml")
}

/// Every finding with its name, the most harmful first; of one harm in the order of the list.
pub(crate) fn all() -> Result<Vec<(&'static str, Authored)>, ReportError> {
    let read = FINDINGS.iter().map(|(name, text)| Ok((*name, Authored::parse(name, text)?)));
    let mut all = read.collect::<Result<Vec<_>, ReportError>>()?;
    all.sort_by_key(|(_, finding)| finding.harm);
    Ok(all)
}

/// The text of a world that stands beside the findings.
pub(crate) fn world(name: &str) -> Option<&'static str> {
    WORLDS.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

/// Declares the files of a folder, each with its name and its text.
macro_rules! files {
    ($(#[$doc:meta])* $list:ident, $folder:literal: $($name:literal)*) => {
        $(#[$doc])*
        static $list: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../", $folder, "/", $name, ".toml"))),)*];
    };
}

files! {
    /// The findings.
    FINDINGS, "authored":
    "silence-taken-for-success"
    "tp-rd-mistaken"
    "refusal-taken-for-success"
    "expiry-after-delete"
    "clientid-reused"
    "retry-with-one-more"
    "replayed-answer"
    "acknowledged-and-gone"
    "soft-delete-echoed"
    "displaced-parts"
    "repeated-add"
    "new-clientids-on-retry"
    "old-state-dropped"
    "outbox-anew"
    "crash-before-delete"
    "two-gateways"
    "handover-on-the-air"
    "quick-delivery"
    "tp-rd-ignored"
    "delivered-twice"
    "add-after-key-reset"
    "second-report"
    "own-add-echoed"
    "half-a-request"
    "copy-added-twice"
    "mixed-parts"
    "reference-after-restart"
    "truncated-body-sent"
    "text-changed"
    "disabled-while-sending"
    "late-settings"
    "passed-over-setting"
    "false-report"
    "report-of-another"
    "report-for-all"
    "report-overtaken"
    "bad-key-wrong-status"
    "status-3-again"
    "status-12-loop"
    "options-counted-per-request"
    "user-folder-at-14-0"
    "old-message-never-sent"
    "outbox-not-watched"
    "unrequested-sms"
    "ghost-at-14-0"
    "class-left-out"
    "ping-acknowledges"
    "order-of-options"
    "no-options-block"
    "sentence-of-v5"
    "soft-delete-ignored"
    "empty-answer"
    "forgotten-request"
    "hanging-and-new"
    "copy-missing"
    "ping-after-loss"
    "success-without-entry"
    "filter-flaps"
    "key-for-nothing"
}

files! {
    /// Worlds in which something is found that no scenario of the suite is about.
    WORLDS, "worlds":
    "late-settings"
    "second-report"
    "tp-rd"
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::*;

    /// A file in a folder that is not in its list would be a finding that nobody reads.
    #[test]
    fn every_file_is_in_its_list() {
        for (folder, list) in [("authored", FINDINGS), ("worlds", WORLDS)] {
            let files =
                fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).expect("it is there");
            let files: BTreeSet<String> = files
                .map(|entry| entry.expect("it can be read").file_name().to_string_lossy().into_owned())
                .collect();
            let names: BTreeSet<String> = list.iter().map(|(name, _)| format!("{name}.toml")).collect();
            assert_eq!(files, names, "{folder}");
        }
    }

    #[test]
    fn titles_are_questions_and_the_worst_come_first() {
        let titles = titles().expect("every finding can be read");
        assert!(titles.len() >= 25, "{}", titles.len());
        assert!(titles.is_sorted_by_key(|title| title.harm));
        let questions: BTreeSet<&str> = titles.iter().map(|title| title.question.as_str()).collect();
        assert_eq!(questions.len(), titles.len(), "a question stands twice");
        for title in &titles {
            assert!(title.question.ends_with('?'), "{}: {}", title.name, title.question);
            assert!(title.question.len() <= 90, "{}: the question is too long for a table", title.name);
        }
    }

    /// The tests that findings name are there.
    #[test]
    fn tests_that_are_named_exist() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        for (name, finding) in all().expect("every finding can be read") {
            for test in &finding.tests {
                let (file, function) = test.split_once(' ').expect("a file and a name");
                let source = fs::read_to_string(root.join(file)).expect(file);
                assert!(source.contains(&format!("fn {function}()")), "{name}: {function} is not in {file}");
            }
        }
    }
}
