//! How a subcommand ends.

use std::fmt;
use std::io;
use std::process::ExitCode;

/// Exit code for a command line or an input that cannot be used.
pub(crate) const UNUSABLE: u8 = 2;

/// The answer of a subcommand that could do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// All is well; exit code 0.
    Yes,
    /// A rule is broken; exit code 1.
    No,
    /// A search ended early; exit code 3.
    Truncated,
    /// A goal was not reached; exit code 4.
    GoalUnreached,
    /// A count is not as pinned; exit code 5.
    Differs,
}

impl From<Answer> for ExitCode {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Yes => Self::SUCCESS,
            Answer::No => Self::FAILURE,
            Answer::Truncated => Self::from(3),
            Answer::GoalUnreached => Self::from(4),
            Answer::Differs => Self::from(5),
        }
    }
}

/// Why a subcommand could not do its work.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The command line or the input cannot be used; the text says why, and what would be right.
    Unusable(String),
    /// The output could not be written.
    Output(io::Error),
}

impl Failure {
    /// An input or an argument that cannot be used.
    pub(crate) fn unusable(why: impl fmt::Display) -> Self {
        Self::Unusable(why.to_string())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unusable(why) => f.write_str(why),
            Self::Output(error) => write!(f, "cannot write the output: {error}"),
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Output(error.into())
    }
}
