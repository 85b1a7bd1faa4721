//! Whether fixtures are those that are kept.

use std::fs;
use std::io;

use asms_fixtures::corpus;

use super::{Workshop, counted, finding};
use crate::record::Place;
use crate::{Job, NightError, Record, Verdict};

/// Where the repository keeps them.
const FOLDER: &str = "fixtures/corpus";

impl Workshop<'_> {
    pub(super) fn fixtures(&self, job: &Job, suite: &str) -> Result<Option<Record>, NightError> {
        let Some(folder) = self.checkout.folder(FOLDER) else {
            let says =
                format!("there is no {FOLDER} here to compare with; --checkout says where the repository is");
            return Ok(Some(Record::new(&job.id, Verdict::Skipped, says)));
        };
        let corpus = corpus(&[suite.to_owned()]).map_err(NightError::suite)?;
        if self.is_stopped() {
            return Ok(None);
        }
        let mut record = Record::new(&job.id, Verdict::Passed, String::new());
        record.count("cases", corpus.ids.len() as u64);
        for (name, bytes) in &corpus.files {
            let path = folder.join(name);
            let what = match fs::read(&path) {
                Ok(kept) if kept == *bytes => continue,
                Ok(_) => "is not as it would be written",
                Err(error) if error.kind() == io::ErrorKind::NotFound => "is missing",
                Err(error) => return Err(NightError::io(&path)(error)),
            };
            record.verdict = Verdict::Differs;
            let file = format!("{FOLDER}/{name}");
            let title = format!("{file} {what}");
            let again = format!("asms fixtures --out {FOLDER}, and look at the difference");
            record.findings.push(finding("fixture", title.clone(), title, Place::at(&file, 1), again));
        }
        let cases = counted(corpus.ids.len() as u64, "case", "cases");
        record.says = match record.findings.len() {
            0 => format!("{cases}, the same as those that are kept"),
            files => format!("{cases}; {} differ", counted(files as u64, "file", "files")),
        };
        Ok(Some(record))
    }
}
