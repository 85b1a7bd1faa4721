//! A night in the form that CI services read results of tests in.

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::{Kind, Night};
use crate::{NightError, Record, Verdict};

impl Night {
    /// `JUnit` XML: a suite for each kind, a case for each job. It has no times, since results do not depend on them.
    pub(crate) fn junit(&self) -> Result<String, NightError> {
        let mut report = Report::new(format!("asms, {}", self.title()));
        for kind in Kind::ALL {
            let mut suite = TestSuite::new(kind.name());
            for (job, record) in self.jobs(kind) {
                let mut case = TestCase::new(job.id.as_str(), self.status(record));
                case.set_classname(format!("asms.{}", kind.name()));
                if let Some(record) = record {
                    case.set_system_out(record.says.as_str());
                }
                suite.add_test_case(case);
            }
            if !suite.test_cases.is_empty() {
                report.add_test_suite(suite);
            }
        }
        report.to_string().map_err(NightError::suite)
    }

    fn status(&self, record: Option<&Record>) -> TestCaseStatus {
        let Some(record) = record else {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
            status.set_message(format!("not run: {}", self.rest.words()));
            return status;
        };
        let mut status = match record.verdict {
            Verdict::Passed => return TestCaseStatus::success(),
            Verdict::Skipped => TestCaseStatus::skipped(),
            Verdict::Differs | Verdict::Unreached | Verdict::Unfinished | Verdict::Failed => {
                TestCaseStatus::non_success(NonSuccessKind::Failure)
            }
        };
        status.set_message(record.says.as_str());
        if !record.findings.is_empty() {
            status.set_type(record.verdict.name());
            let told = record.findings.iter().map(|finding| {
                let chart =
                    if finding.chart.is_empty() { String::new() } else { format!("\n\n{}", finding.chart) };
                format!("{}\n{}\n{}{chart}", finding.title, finding.text, finding.again)
            });
            status.set_description(told.collect::<Vec<_>>().join("\n\n"));
        }
        status
    }
}
