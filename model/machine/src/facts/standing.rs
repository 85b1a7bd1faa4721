//! What cannot be computed of the standing of an id: tests at the level of bytes, and what is left to others.

use std::collections::BTreeMap;

use serde::Deserialize;

/// What `facts/standings.toml` states, by id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Stated {
    /// Ids that a test shows, separated by blanks: by file, then by the name of the test.
    pub tests: BTreeMap<String, BTreeMap<String, String>>,
    /// Known bugs that are left to a simulation, each with the reason.
    pub simulation: BTreeMap<String, String>,
    /// Ids that are about nothing that the suite carries, each with the reason.
    pub outside: BTreeMap<String, String>,
}

/// The file cannot be read. The message has the line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("standings.toml: {0}")]
pub struct StatedError(String);

/// A test of the repository.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Test<'s> {
    /// Its file, from the root of the repository.
    pub file: &'s str,
    /// The name of the function.
    pub name: &'s str,
}

impl Stated {
    /// What the suite states.
    pub fn built_in() -> Result<Self, StatedError> {
        Self::parse(include_str!("../../facts/standings.toml"))
    }

    /// Reads a file of this form.
    pub fn parse(text: &str) -> Result<Self, StatedError> {
        toml::from_str(text).map_err(|error| StatedError(error.to_string().trim_end().to_owned()))
    }

    /// Every test that is named, with the ids that it shows.
    pub fn tests(&self) -> impl Iterator<Item = (Test<'_>, &str)> {
        self.tests.iter().flat_map(|(file, tests)| {
            tests.iter().map(move |(name, ids)| (Test { file, name }, ids.as_str()))
        })
    }

    /// The tests that show an id.
    pub fn tests_of(&self, id: &str) -> impl Iterator<Item = Test<'_>> {
        self.tests().filter(move |(_, ids)| names(ids, id)).map(|(test, _)| test)
    }

    /// Every id that is spoken of.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        let shown = self.tests().flat_map(|(_, ids)| ids.split_whitespace());
        shown.chain(self.simulation.keys().chain(self.outside.keys()).map(String::as_str))
    }
}

impl Test<'_> {
    /// Whether the text of its file has it.
    pub fn is_in(self, text: &str) -> bool {
        let call = format!("fn {}(", self.name);
        text.lines().any(|line| {
            line.trim_start().strip_prefix("pub ").unwrap_or(line.trim_start()).starts_with(&call)
        })
    }
}

/// Whether a list of sources names an id.
pub(super) fn names(sources: &str, id: &str) -> bool {
    sources.split_whitespace().any(|source| source == id)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    /// Every test that is named stands in its file, behind `#[test]` or in `proptest!`.
    #[test]
    fn tests_that_are_named_exist() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let stated = Stated::built_in().expect("it can be read");
        let mut missing = Vec::new();
        for (test, _) in stated.tests() {
            let text = fs::read_to_string(root.join(test.file)).unwrap_or_default();
            if !(test.is_in(&text) && text.contains("#[test]")) {
                missing.push(format!("{} in {}", test.name, test.file));
            }
        }
        assert!(missing.is_empty(), "there is no {missing:#?}");
        assert!(stated.tests().count() > 60);
    }

    #[test]
    fn only_the_function_itself_is_the_test() {
        let test = Test { file: "a.rs", name: "it_holds" };
        assert!(test.is_in("#[test]\n    fn it_holds() {\n"));
        for text in ["it_holds();", "// fn it_holds()", "fn it_holds_too() {", "let _ = \"fn it_holds(\";"] {
            assert!(!test.is_in(text), "{text}");
        }
    }

    #[test]
    fn a_mistake_is_told_with_its_line() {
        let error = Stated::parse("[outside]\nEC-48 = 7\n").expect_err("a reason is text").to_string();
        assert!(error.starts_with("standings.toml: ") && error.contains("line 2"), "{error}");
        assert!(Stated::parse("[inside]\n").is_err());
    }
}
