//! A night for programs.

use serde::Serialize;

use super::uncovered::Uncovered;
use super::{Kind, Night};
use crate::state::FORMAT;
use crate::{Record, Verdict, store};

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Document<'n> {
    format: u32,
    night: u64,
    label: &'n str,
    program: &'n str,
    part: String,
    verdict: Verdict,
    says: String,
    kinds: Vec<KindForm>,
    /// The jobs that were to be done here and were not.
    not_run: Vec<&'n str>,
    uncovered: &'n Uncovered,
    /// What came of each job, in the order of the plan.
    records: Vec<&'n Record>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct KindForm {
    kind: &'static str,
    jobs: usize,
    passed: usize,
    skipped: usize,
    differs: usize,
    unreached: usize,
    not_run: usize,
    failed: usize,
}

impl Night {
    /// A JSON document.
    pub fn json(&self) -> Vec<u8> {
        let kinds = Kind::ALL.into_iter().map(|kind| KindForm {
            kind: kind.name(),
            jobs: self.jobs(kind).count(),
            passed: self.count(kind, Verdict::Passed),
            skipped: self.count(kind, Verdict::Skipped),
            differs: self.count(kind, Verdict::Differs),
            unreached: self.count(kind, Verdict::Unreached),
            not_run: self.count(kind, Verdict::Unfinished),
            failed: self.count(kind, Verdict::Failed),
        });
        store::json(&Document {
            format: FORMAT,
            night: self.plan.night,
            label: &self.plan.label,
            program: &self.plan.program,
            part: self.shard.to_string(),
            verdict: self.verdict(),
            says: self.sentence(),
            kinds: kinds.collect(),
            not_run: self.not_run().iter().map(|job| job.id.as_str()).collect(),
            uncovered: &self.uncovered,
            records: self.plan.jobs.iter().filter_map(|job| self.records.get(&job.id)).collect(),
        })
    }
}
