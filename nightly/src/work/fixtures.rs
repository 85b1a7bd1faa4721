//! Whether fixtures are those that are kept.

use asms_fixtures::{corpus, differences};

use super::{Workshop, counted, finding};
use crate::record::Place;
use crate::{Job, NightError, Record, Verdict};

/// Where the repository keeps them.
const FOLDER: &str = "fixtures/corpus";

impl Workshop<'_> {
    pub(super) fn fixtures(&self, job: &Job) -> Result<Option<Record>, NightError> {
        let Some(folder) = self.checkout.folder(FOLDER) else {
            let says =
                format!("there is no {FOLDER} here to compare with; --checkout says where the repository is");
            return Ok(Some(Record::new(&job.id, Verdict::Skipped, says)));
        };
        let corpus = corpus(&[]).map_err(NightError::suite)?;
        if self.is_stopped() {
            return Ok(None);
        }
        let mut record = Record::new(&job.id, Verdict::Passed, String::new());
        record.count("cases", corpus.ids.len() as u64);
        for difference in differences(&corpus, &folder).map_err(NightError::io(&folder))? {
            record.verdict = Verdict::Differs;
            let name = difference.split(' ').next().unwrap_or_default();
            let place = Place::at(&format!("{FOLDER}/{name}"), 1);
            let again = format!("asms fixtures --check {FOLDER}");
            record.findings.push(finding("fixture", difference.clone(), difference, place, again));
        }
        let cases = counted(corpus.ids.len() as u64, "case", "cases");
        record.says = match record.findings.len() {
            0 => format!("{cases}, the same as those that are kept"),
            files => format!("{cases}; {} differ", counted(files as u64, "file", "files")),
        };
        Ok(Some(record))
    }
}
