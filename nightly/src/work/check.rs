//! Searching a scenario of the model.

use std::fmt::Write as _;

use asms_check::{Found, Limits, Mismatch, Outcome, Report, Search, Stopped, judge, replay};
use asms_machine::behaviour::Behaviour;
use asms_machine::property::GOALS;
use asms_machine::scenario::{BUILT_IN, Scenario};
use asms_machine::system::{Action, Caption, Sequence, System, line};

use super::{Workshop, finding, grouped};
use crate::record::Place;
use crate::{Came, Claim, Finding, Job, NightError, Record, Verdict};

/// More states than any scenario has, so that every search goes to its end.
const MOST_STATES: u64 = 200_000_000;

impl Workshop<'_> {
    pub(super) fn check(
        &self,
        job: &Job,
        name: &str,
        larger: bool,
        show: &mut dyn FnMut(String),
    ) -> Result<Option<Record>, NightError> {
        let scenario = scenario(name)?;
        let system = System::new(if larger { scenario.enlarged() } else { scenario });
        let pinned = system.scenario.expect.states;
        let report = search(self.threads).run(&system, self.stop, |progress| {
            let of = pinned.map(|pinned| format!(" of {}", grouped(pinned))).unwrap_or_default();
            show(format!("{}{of} states", grouped(progress.states)));
        });
        let interrupted = report.stopped == Some(Stopped::Interrupted);
        Ok((!interrupted).then(|| Checked { system, report, larger }.record(job)))
    }

    /// Searches by one thread and by four.
    pub(super) fn threads(
        &self,
        job: &Job,
        name: &str,
        show: &mut dyn FnMut(String),
    ) -> Result<Option<Record>, NightError> {
        let system = System::new(scenario(name)?);
        let mut by = |threads: usize| {
            search(threads)
                .run(&system, self.stop, |progress| show(format!("{} states", grouped(progress.states))))
        };
        let (one, four) = (by(1), by(4));
        if self.is_stopped() {
            return Ok(None);
        }
        if one == four {
            let says = format!("one thread and four find the same in {} states", grouped(one.states));
            return Ok(Some(Record::new(&job.id, Verdict::Passed, says)));
        }
        let title = format!("{name}: one thread and four find different things");
        let again = format!("asms check {name} --json --threads 1, and --threads 4");
        let place = Place::at("model/check/src/search/mod.rs", 1);
        Ok(Some(super::found(
            job,
            Verdict::Failed,
            finding("determinism", title.clone(), title, place, again),
        )))
    }
}

fn search(threads: usize) -> Search {
    Search { threads, limits: Limits { states: MOST_STATES, ..Limits::default() }, ..Search::new() }
}

fn scenario(name: &str) -> Result<Scenario, NightError> {
    let scenario =
        Scenario::built_in(name).ok_or_else(|| NightError::suite(format!("there is no scenario {name}")))?;
    scenario.map_err(NightError::suite)
}

/// A scenario that was searched to its end.
struct Checked {
    system: System,
    report: Report<Action>,
    larger: bool,
}

impl Checked {
    fn record(&self, job: &Job) -> Record {
        let mismatches = judge(&self.report, &self.system.scenario.expect);
        let worst = mismatches.iter().map(|found| found.outcome).max().unwrap_or(Outcome::AsPinned);
        let mut record = Record::new(&job.id, verdict(worst), String::new());
        record.count("states", self.report.states);
        record.count("steps", self.report.generated);
        record.count("depth", self.report.depth.into());
        record.claims = self.claims();
        let points = (0..Behaviour::POINTS.len()).filter(|at| self.report.consulted >> at & 1 == 1);
        record.points = points.map(|at| Behaviour::POINTS[at].name.to_owned()).collect();
        record.findings = mismatches.iter().map(|found| self.finding(found)).collect();
        record.says = self.says(&record);
        record
    }

    fn says(&self, record: &Record) -> String {
        let count = |came| record.claims.iter().filter(|claim| claim.came == came).count();
        let mut says =
            format!("{} states; {} properties hold", grouped(self.report.states), count(Came::Holds));
        let known = count(Came::Known);
        if known > 0 {
            let _ = write!(says, ", {known} broken as is known");
        }
        if let Some(first) = record.findings.first() {
            let _ = write!(says, "; {}", first.title);
        }
        says
    }

    /// Each property and each goal.
    fn claims(&self) -> Vec<Claim> {
        let expect = &self.system.scenario.expect;
        let properties = self.report.properties.iter().map(|entry| {
            let name = entry.info.name;
            let (came, note) = match &entry.found {
                Found::Held => (Came::Holds, String::new()),
                Found::Unconcerned => (Came::NeverCameUp, String::new()),
                Found::Violated { reason, path } => match expect.violated.get(name) {
                    Some(pinned) => {
                        (Came::Known, format!("after {} steps: {}", path.len(), pinned.because.trim()))
                    }
                    None => (Came::Broken, format!("after {} steps: {reason}", path.len())),
                },
            };
            Claim { name: name.to_owned(), came, note }
        });
        let goals = self.report.goals.iter().map(|goal| {
            let name = format!("goal {}", goal.name);
            match goal.reached {
                Some(steps) => Claim { name, came: Came::Reached, note: format!("after {steps} steps") },
                None => Claim { name, came: Came::Broken, note: "not reached".to_owned() },
            }
        });
        properties.chain(goals).collect()
    }

    fn finding(&self, mismatch: &Mismatch) -> Finding {
        let name = &self.system.scenario.name;
        let all = if self.larger { " --all" } else { "" };
        let again = format!("asms check {name}{all}");
        let title = format!("{name}: {}", mismatch.text);
        let report = &self.report;
        let Some(property) = mismatch.property else {
            let (rule, place, sources) = self.elsewhere(mismatch);
            let drawn = report.deadlock.as_ref().or(report.astray.as_ref());
            let drawn = drawn.filter(|_| rule == "deadlock");
            let drawn = drawn.map(|path| self.drawn(path, &mismatch.text)).unwrap_or_default();
            let found = finding(rule, title, mismatch.text.clone(), place, again);
            return Finding { sources, chart: drawn.0, picture: drawn.1, ..found };
        };
        let entry = report.properties.iter().find(|entry| entry.info.name == property);
        let prose = entry.map(|entry| entry.info.prose).unwrap_or_default();
        let sources = entry.map(|entry| entry.info.sources).unwrap_or_default();
        let (chart, picture) = match entry.map(|entry| &entry.found) {
            Some(Found::Violated { path, reason }) => {
                let note = format!("{property} is violated in step {}: {reason}.", path.len());
                self.drawn(path, &note)
            }
            _ => Default::default(),
        };
        Finding {
            sources: sources.split_whitespace().map(str::to_owned).collect(),
            chart,
            picture,
            ..finding(
                property,
                title,
                format!("{prose} {}", mismatch.text),
                Place::of_property(property),
                again,
            )
        }
    }

    /// The rule, place and sources of what is about no property.
    fn elsewhere(&self, mismatch: &Mismatch) -> (&'static str, Place, Vec<String>) {
        let name = &self.system.scenario.name;
        let file = format!("model/scenarios/{name}.toml");
        let text = BUILT_IN.iter().find(|(known, _)| known == name).map_or("", |(_, text)| text);
        let goal = GOALS.iter().find(|goal| mismatch.text == format!("goal {} was not reached", goal.name));
        match (mismatch.outcome, goal) {
            (_, Some(goal)) => {
                let sources = goal.sources.split_whitespace().map(str::to_owned).collect();
                ("goal", Place::where_it_says(&file, text, goal.name), sources)
            }
            (Outcome::Deadlock | Outcome::Violated, None) => {
                ("deadlock", Place::at("model/machine/src/system/settle.rs", 1), Vec::new())
            }
            (_, None) => ("pin", Place::where_it_says(&file, text, "[expect]"), Vec::new()),
        }
    }

    /// The steps of a path as text and as a picture.
    fn drawn(&self, path: &asms_check::Path<Action>, note: &str) -> (String, String) {
        let mut sequence = Sequence::default();
        // The path comes from a search of this very system, so every step may happen.
        let _ = replay(&self.system, path, |step| sequence.lines.push(line(step.action, step.effect)));
        let caption = Caption {
            title: &self.system.scenario.name,
            note,
            marked: path.len().checked_sub(1),
            ..Caption::default()
        };
        (sequence.captioned(&caption), sequence.svg(&caption))
    }
}

fn verdict(worst: Outcome) -> Verdict {
    match worst {
        Outcome::AsPinned => Verdict::Passed,
        Outcome::Differs => Verdict::Differs,
        Outcome::GoalUnreached => Verdict::Unreached,
        Outcome::Truncated => Verdict::Unfinished,
        Outcome::Deadlock | Outcome::Violated => Verdict::Failed,
    }
}
