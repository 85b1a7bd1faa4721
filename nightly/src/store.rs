//! The folder of a night.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use asms_sim::fleet::SeedFile;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::state::{FORMAT, Reached};
use crate::{Job, NightError, Plan, Record, Shard, State};

/// The folder of a night, where everything is kept that has to outlast the program.
///
/// ```text
/// index.html, night.json, junit.xml, results.sarif, summary.txt   what came of it
/// night/plan.json                                                 what it does
/// night/records/                                                  what came of each job, as soon as it is known
/// state/                                                          what the next night begins with
/// ```
///
/// Every file is written whole or not at all, so that a night which is cut off goes on with the first job that has no record.
#[derive(Clone, Debug)]
pub struct Store {
    root: PathBuf,
}

/// A night that was begun here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Begun {
    /// What it does.
    pub(crate) plan: Plan,
    /// The part of it that is done here.
    pub(crate) shard: Shard,
    /// What names the program itself: what another build found may not be taken for what this one would.
    pub(crate) build: String,
}

impl Store {
    /// The folder at this place, which need not be there.
    pub fn at(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// A file of what came of the night.
    pub fn result(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// The folder for inputs that fuzzing found, from which the next night goes on.
    pub(crate) fn corpora(&self) -> PathBuf {
        self.root.join("state/corpora")
    }

    /// What the next night begins with; that of the first night where there is nothing.
    pub fn state(&self) -> Result<State, NightError> {
        let failures = SeedFile::read(&self.root.join("state/failures.toml"))?;
        let reached = read::<Reached>(&self.root.join("state/state.json"))?;
        let reached = reached.unwrap_or_else(|| State::default().reached);
        if !reached.is_sound() {
            let message = "a night is from 1 to 1,000,000,000, a seed below 1,000,000,000,000,000".to_owned();
            return Err(NightError::Form { path: self.root.join("state/state.json"), message });
        }
        Ok(State { reached, failures })
    }

    /// Keeps what the next night begins with.
    pub fn keep_state(&self, state: &State) -> Result<(), NightError> {
        let failures = self.root.join("state/failures.toml");
        let folder = self.root.join("state");
        fs::create_dir_all(&folder).map_err(NightError::io(&folder))?;
        // First, so that no night is over whose failures are not kept.
        if state.failures != SeedFile::read(&failures)? {
            state.failures.write(&failures)?;
        }
        self.write("state/state.json", &json(&state.reached))
    }

    /// An error where later nights than this one, and the one behind it, have been here: what they kept would be lost.
    pub(crate) fn forbid_going_back(&self, night: u64) -> Result<(), NightError> {
        let reached = self.state()?.reached.night;
        if reached <= night + 1 {
            return Ok(());
        }
        Err(NightError::Parts(format!(
            "{} has come to night {reached}; night {night} would take the place of what is kept there. --state names the folder of \
             the night before",
            self.root.display()
        )))
    }

    /// The night that was begun here, if one was.
    pub(crate) fn begun(&self) -> Result<Option<Begun>, NightError> {
        read(&self.root.join("night/plan.json"))
    }

    /// Begins a night, or goes on with it: what came of the same jobs in the same night by the same build still holds, and
    /// what is there of others is removed.
    pub(crate) fn begin(&self, begun: &Begun) -> Result<(), NightError> {
        let known = self.begun()?;
        if known.as_ref() == Some(begun) {
            return Ok(());
        }
        let holds = known.filter(|known| known.build == begun.build && known.plan.is_of(&begun.plan));
        let Some(known) = holds else {
            let night = self.root.join("night");
            return match fs::remove_dir_all(&night) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(NightError::io(&night)(error)),
                _ => self.write("night/plan.json", &json(begun)),
            };
        };
        // The plan first: with it, what is cut off here goes on with all that still holds.
        self.write("night/plan.json", &json(begun))?;
        for job in known.plan.jobs.iter().filter(|job| !begun.plan.jobs.contains(job)) {
            let path = self.record(job);
            match fs::remove_file(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(NightError::io(&path)(error));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// What came of each job so far, by its id.
    pub(crate) fn records(&self, plan: &Plan) -> Result<BTreeMap<String, Record>, NightError> {
        let mut records = BTreeMap::new();
        for job in &plan.jobs {
            let path = self.record(job);
            let Some(record) = read::<Record>(&path)? else { continue };
            if record.job != job.id {
                let message = format!("it is of {}, and should be of {}", record.job, job.id);
                return Err(NightError::Form { path, message });
            }
            records.insert(job.id.clone(), record);
        }
        Ok(records)
    }

    /// Keeps what came of a job.
    pub(crate) fn keep(&self, job: &Job, record: &Record) -> Result<(), NightError> {
        Self::write_at(&self.record(job), &json(record))
    }

    fn record(&self, job: &Job) -> PathBuf {
        self.root.join("night/records").join(job.file_name())
    }

    /// Writes a file as a whole or not at all, and the folders above it.
    pub(crate) fn write(&self, name: &str, bytes: &[u8]) -> Result<(), NightError> {
        Self::write_at(&self.root.join(name), bytes)
    }

    pub(crate) fn write_at(path: &Path, bytes: &[u8]) -> Result<(), NightError> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(NightError::io(folder))?;
        }
        // Beside the file, since only within one file system a new name is given at once.
        let mut name = path.file_name().map(OsString::from).unwrap_or_default();
        name.push(format!(".{}.new", std::process::id()));
        let beside = path.with_file_name(name);
        fs::File::create(&beside)
            .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
            .and_then(|()| fs::rename(&beside, path))
            .map_err(|source| {
                // What is half written is of no use to anybody; if it cannot be removed, so be it.
                let _ = fs::remove_file(&beside);
                NightError::Io { path: path.to_owned(), source }
            })
    }
}

/// A file of this form, if it is there.
fn read<T: DeserializeOwned>(path: &Path) -> Result<Option<T>, NightError> {
    let text = match fs::read(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(NightError::io(path)(error)),
    };
    let form =
        |error: serde_json::Error| NightError::Form { path: path.to_owned(), message: error.to_string() };
    let value: serde_json::Value = serde_json::from_slice(&text).map_err(form)?;
    // What another version wrote is told as such, not by the first field that is new.
    let format = value.get("format").or_else(|| value.pointer("/plan/format"));
    if let Some(format) = format.filter(|format| **format != FORMAT) {
        let message = format!("it is of format {format}, and this program reads {FORMAT}");
        return Err(NightError::Form { path: path.to_owned(), message });
    }
    serde_json::from_value(value).map(Some).map_err(form)
}

/// A value as a file has it.
pub(crate) fn json(value: &impl Serialize) -> Vec<u8> {
    // None of what is kept has a key that is no text, so that it can always be written.
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
