//! What keeps reports from being written.

use asms_fixtures::FixtureError;
use asms_machine::facts::CoverageError;
use asms_machine::scenario::{CatchesError, ScenarioError};
use asms_sim::fleet::HuntTableError;

/// A finding that cannot be used or is not so, or a table that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// A file is not of the form. The message has the line.
    #[error("{file}: {message}")]
    Form {
        /// The file.
        file: String,
        /// What is wrong.
        message: String,
    },
    /// What a field says cannot be used, or is not so.
    #[error("{file}: {field}: {message}")]
    Field {
        /// The file.
        file: String,
        /// The field.
        field: String,
        /// What stands there, and what would be right.
        message: String,
    },
    /// A finding that there is not.
    #[error("there is no finding {asked:?}; there are {allowed}")]
    NoFinding {
        /// What was asked for.
        asked: String,
        /// What there is.
        allowed: String,
    },
    /// The fixtures, of which reports name the ids.
    #[error(transparent)]
    Fixtures(#[from] FixtureError),
    /// How ids stand.
    #[error(transparent)]
    Coverage(#[from] CoverageError),
    /// What catches variants.
    #[error(transparent)]
    Catches(#[from] CatchesError),
    /// What shows defects in simulations.
    #[error(transparent)]
    Hunt(#[from] HuntTableError),
    /// A scenario.
    #[error(transparent)]
    Scenario(#[from] ScenarioError),
}

impl ReportError {
    /// A field that cannot be used, or is not so.
    #[expect(clippy::needless_pass_by_value, reason = "errors and texts are handed over as they come")]
    pub(crate) fn field(file: &str, field: &str, message: impl ToString) -> Self {
        Self::Field { file: file.to_owned(), field: field.to_owned(), message: message.to_string() }
    }
}
