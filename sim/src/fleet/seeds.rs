//! Failures that are kept in a file.

mod form;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::Failed;
use crate::plan::{Optional, Overrides, Recipe};

/// A file of failures, each with all that it takes to run it again.
///
/// What a later program wrote, and this one does not know, is kept as it stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SeedFile {
    kept: Vec<Kept>,
}

/// An entry: known, or of another format and then as it stands.
#[derive(Clone, Debug, PartialEq)]
enum Kept {
    Known(Box<Entry>),
    Unknown(toml::Table),
}

/// A failure, and all that it takes to run it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The version of the program that found it.
    pub program: String,
    /// What its plan is made from.
    pub recipe: Recipe,
    /// The seed.
    pub seed: u64,
    /// What it was shrunk to, if it was.
    pub only: Option<BTreeSet<Optional>>,
    /// How it failed.
    pub failed: Failed,
    /// The name of the file with the trace of what it was shrunk to, which stands beside the file of failures.
    pub trace: Option<String>,
    /// The version of the program under which it failed no more, if it was run again.
    pub mended: Option<String>,
}

/// A file of failures that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SeedFileError {
    /// It cannot be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// Not the form of such a file.
    #[error("{file}: {message}")]
    Form {
        /// The file.
        file: String,
        /// Where it is wrong, and what is allowed.
        message: String,
    },
}

impl Entry {
    /// Whether it is the same failure: of the same seed of the same scenario under the same options, whatever it was shrunk
    /// to, for the same reason.
    pub fn is_same(&self, other: &Self) -> bool {
        let whole = |entry: &Self| {
            let overrides = entry.recipe.overrides.clone();
            Recipe { overrides: Overrides { days: None, users: None, ..overrides }, ..entry.recipe.clone() }
        };
        self.seed == other.seed && self.failed.failure == other.failed.failure && whole(self) == whole(other)
    }
}

impl SeedFile {
    /// Reads a file; one that is not there holds nothing.
    pub fn read(path: &Path) -> Result<Self, SeedFileError> {
        match fs::read_to_string(path) {
            Ok(text) => Self::parse(&path.display().to_string(), &text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(source) => Err(SeedFileError::Io { path: path.to_owned(), source }),
        }
    }

    /// Reads the text of a file. `file` is what messages call it.
    pub fn parse(file: &str, text: &str) -> Result<Self, SeedFileError> {
        let kept =
            form::read(text).map_err(|message| SeedFileError::Form { file: file.to_owned(), message })?;
        Ok(Self { kept })
    }

    /// The failures that this program knows how to run, in the order of the file.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.kept.iter().filter_map(|kept| match kept {
            Kept::Known(entry) => Some(&**entry),
            Kept::Unknown(_) => None,
        })
    }

    /// As [`Self::entries`], to be changed.
    pub fn entries_mut(&mut self) -> impl Iterator<Item = &mut Entry> {
        self.kept.iter_mut().filter_map(|kept| match kept {
            Kept::Known(entry) => Some(&mut **entry),
            Kept::Unknown(_) => None,
        })
    }

    /// How many entries there are of a format that this program does not know.
    pub fn unknown(&self) -> usize {
        self.kept.iter().filter(|kept| matches!(kept, Kept::Unknown(_))).count()
    }

    /// The entry of a failure, if it is kept.
    pub fn find(&mut self, entry: &Entry) -> Option<&mut Entry> {
        self.entries_mut().find(|known| known.is_same(entry))
    }

    /// Keeps a failure. One that is kept already stays as it is, since it may have been shrunk, and is no longer mended.
    pub fn keep(&mut self, entry: Entry) {
        match self.find(&entry) {
            Some(known) => known.mended = None,
            None => self.kept.push(Kept::Known(Box::new(entry))),
        }
    }

    /// Forgets the failures that were mended, and gives them.
    pub fn forget_mended(&mut self) -> Vec<Entry> {
        let is_mended = |kept: &mut Kept| matches!(kept, Kept::Known(entry) if entry.mended.is_some());
        let mended = self.kept.extract_if(.., is_mended);
        let entries = mended.filter_map(|kept| match kept {
            Kept::Known(entry) => Some(*entry),
            Kept::Unknown(_) => None,
        });
        entries.collect()
    }

    /// The name of the file for the trace of a failure that is kept: the one it has, or one that no other has. `stem` is how
    /// it begins.
    pub fn trace_name(&self, entry: &Entry, stem: &str) -> String {
        if let Some(known) =
            self.entries().find(|known| known.is_same(entry)).and_then(|known| known.trace.clone())
        {
            return known;
        }
        let is_plain = |c: char| c.is_alphanumeric() || "-_.".contains(c);
        let plain = |text: &str| text.replace(|c| !is_plain(c), "-");
        let (scenario, failure) = (plain(&entry.recipe.scenario), entry.failed.failure);
        let name = format!("{}-{scenario}-{}-{failure}", plain(stem), entry.seed);
        let names = (2..).map(|number: u32| format!("{name}-{number}.jsonl"));
        let is_free = |name: &String| !self.entries().any(|known| known.trace.as_ref() == Some(name));
        // There are more numbers than entries.
        std::iter::once(format!("{name}.jsonl")).chain(names).find(is_free).unwrap_or(name)
    }

    /// The text of the file.
    pub fn text(&self) -> Result<String, SeedFileError> {
        form::text(&self.kept).map_err(|error| SeedFileError::Form {
            file: "what is to be kept".to_owned(),
            message: error.to_string(),
        })
    }

    /// Writes the file as a whole or not at all.
    pub fn write(&self, path: &Path) -> Result<(), SeedFileError> {
        let text = self.text()?;
        // Beside the file, since only within one file system a new name is given at once.
        let mut name = path.file_name().map(OsString::from).unwrap_or_default();
        name.push(format!(".{}.new", std::process::id()));
        let beside = path.with_file_name(name);
        let written = fs::File::create(&beside)
            .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()))
            .and_then(|()| fs::rename(&beside, path));
        written.map_err(|source| {
            // What is half written is of no use to anybody; if it cannot be removed, so be it.
            let _ = fs::remove_file(&beside);
            SeedFileError::Io { path: path.to_owned(), source }
        })
    }

    /// Reads a file, changes it, and writes it, so that what others wrote there meanwhile is not lost. A file that does not
    /// change is not written.
    pub fn update(path: &Path, change: impl FnOnce(&mut Self)) -> Result<Self, SeedFileError> {
        let mut file = Self::read(path)?;
        let before = file.clone();
        change(&mut file);
        if file != before {
            file.write(path)?;
        }
        Ok(file)
    }
}
