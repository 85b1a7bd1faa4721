//! What keeps a night from being done.

use std::io;
use std::path::{Path, PathBuf};

use asms_sim::fleet::SeedFileError;

/// What keeps a night from being done, or its results from being used.
#[derive(Debug, thiserror::Error)]
pub enum NightError {
    /// A file or folder cannot be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// A file is not of the form that it should have.
    #[error("{}: {message}", path.display())]
    Form {
        /// Which.
        path: PathBuf,
        /// What is wrong, and where.
        message: String,
    },
    /// The failures that earlier nights kept cannot be used.
    #[error(transparent)]
    Failures(#[from] SeedFileError),
    /// What comes with the suite cannot be used, which is a mistake of the suite.
    #[error("{0}")]
    Suite(String),
    /// Parts of a night that are none of the same night.
    #[error("{0}")]
    Parts(String),
}

impl NightError {
    /// For a file or folder that cannot be read or written.
    pub(crate) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |source| Self::Io { path: path.to_owned(), source }
    }

    /// For a mistake of what comes with the suite.
    pub(crate) fn suite(error: impl std::fmt::Display) -> Self {
        Self::Suite(format!("{error}"))
    }
}
