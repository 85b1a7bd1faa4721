//! What a search of every state finds.

use std::collections::BTreeSet;
use std::sync::atomic::AtomicBool;
use std::thread;

use asms_check::{Found, Path, Report, Search, Until, replay};
use asms_machine::property::{GOALS, PROPERTIES, RECOVERABILITY, RECOVERABILITY_PROSE};
use asms_machine::scenario::Scenario;
use asms_machine::system::{Action, Caption, Line, Sequence, System, line};

use super::{Aim, Arm, Drawing, Evidence, Place, Verdict};
use crate::ReportError;
use crate::authored::{Authored, Claim, Wanted, file, world};

/// Searches under every claim, and draws the way of one. Fails where a claim does not come true.
pub(crate) fn searched(
    name: &str,
    finding: &Authored,
    wanted: &Wanted,
    arms: &[Arm],
) -> Result<Evidence, ReportError> {
    let (place, scenario) = place(name, wanted)?;
    let aim = aim(name, wanted)?;
    let searching = Searching { name, system: System::new(scenario.clone()), aim: &aim };
    let drawn = arms.iter().position(|arm| arm.label() == wanted.draw).ok_or_else(|| {
        let message = format!("{:?} is none of the claims", wanted.draw);
        ReportError::field(&file(name), "search.draw", message)
    })?;
    let default = searching.search(&searching.system, Until::End)?;
    let mut verdicts = Vec::new();
    let mut drawing = None;
    for (at, arm) in arms.iter().copied().enumerate() {
        let (system, report) = searching.under(arm)?;
        let verdict = searching.verdict(arm, &report, &default)?;
        if at == drawn {
            drawing = searching.drawing(&finding.question, &system, &report);
        }
        verdicts.push((arm, verdict));
    }
    let drawing = drawing.ok_or_else(|| {
        let message = format!("under {} there is nothing to be shown", wanted.draw);
        ReportError::field(&file(name), "search.draw", message)
    })?;
    Ok(Evidence { place, aim, verdicts, drawing })
}

struct Searching<'f> {
    name: &'f str,
    system: System,
    aim: &'f Aim,
}

impl Searching<'_> {
    /// The system under a choice, and what a search of it finds.
    fn under(&self, arm: Arm) -> Result<(System, Report<Action>), ReportError> {
        let behaviour = arm.of(self.system.behaviour);
        let system = System { behaviour, scenario: self.system.scenario.clone() };
        let until = if self.aim.is_goal { Until::End } else { Until::Violated(self.aim.name.to_owned()) };
        let report = self.search(&system, until)?;
        Ok((system, report))
    }

    fn search(&self, system: &System, until: Until) -> Result<Report<Action>, ReportError> {
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let search = Search { threads, until, ..Search::new() };
        let report = search.run(system, &AtomicBool::new(false), |_| ());
        match report.stopped {
            Some(stopped) if stopped != asms_check::Stopped::Found => {
                let message = format!("the search ended early: {stopped}; a smaller world is wanted");
                Err(ReportError::field(&file(self.name), "search", message))
            }
            _ => Ok(report),
        }
    }

    /// What a report says, if that is what was claimed.
    fn verdict(
        &self,
        arm: Arm,
        report: &Report<Action>,
        default: &Report<Action>,
    ) -> Result<Verdict, ReportError> {
        let states = report.states;
        let (is, came, verdict) = match self.found(report) {
            Way::Broken { path, .. } => {
                let steps = path.len();
                (
                    Claim::Violated,
                    format!("is violated in {steps} steps"),
                    Verdict::Violated { steps, states },
                )
            }
            Way::Held => {
                let instead = instead(report, default);
                (Claim::Holds, "holds".to_owned(), Verdict::Holds { states, instead })
            }
            Way::NeverCameUp => {
                let instead = instead(report, default);
                (Claim::NeverComesUp, "never comes up".to_owned(), Verdict::NeverComesUp { states, instead })
            }
            Way::Reached(path) => {
                let steps = path.len();
                (Claim::Reached, format!("is reached in {steps} steps"), Verdict::Reached { steps })
            }
            Way::NotReached => {
                (Claim::NotReached, "is not reached".to_owned(), Verdict::NotReached { states })
            }
        };
        if is == arm.claim {
            return Ok(verdict);
        }
        let claimed = match arm.claim {
            Claim::Holds => "hold",
            Claim::Violated => "be violated",
            Claim::NeverComesUp => "never come up",
            Claim::Reached => "be reached",
            Claim::NotReached => "not be reached",
        };
        let scenario = &self.system.scenario.name;
        let message = format!("{} is claimed to {claimed} in {scenario}, and {came}", self.aim.name);
        Err(ReportError::field(&file(self.name), &format!("claims.{:?}", arm.label()), message))
    }

    fn found<'r>(&self, report: &'r Report<Action>) -> Way<'r> {
        if self.aim.is_goal {
            let goal = report.goals.iter().find(|goal| goal.name == self.aim.name);
            return goal.and_then(|goal| goal.path.as_ref()).map_or(Way::NotReached, Way::Reached);
        }
        match report.property(self.aim.name) {
            Some(Found::Violated { path, reason }) => Way::Broken { path, reason },
            Some(Found::Held) => Way::Held,
            _ => Way::NeverCameUp,
        }
    }

    fn drawing(&self, question: &str, system: &System, report: &Report<Action>) -> Option<Drawing> {
        let (path, reason) = match self.found(report) {
            Way::Broken { path, reason } => (path, reason),
            Way::Reached(path) => (path, ""),
            _ => return None,
        };
        let sequence = Sequence { lines: lines(system, path) };
        let scenario = &system.scenario.name;
        let deviations = system.behaviour.deviations();
        let under =
            if deviations.is_empty() { String::new() } else { format!(" under {}", deviations.join(", ")) };
        let steps = path.len();
        let note = if self.aim.is_goal {
            format!("{scenario}{under}: {} is reached in step {steps}.", self.aim.name)
        } else {
            format!("{scenario}{under}: {} is broken in step {steps}: {reason}.", self.aim.name)
        };
        let caption =
            Caption { title: question, note: &note, marked: steps.checked_sub(1), ..Caption::default() };
        Some(Drawing {
            steps: Some(steps),
            svg: sequence.svg(&caption),
            text: sequence.captioned(&Caption { marked: caption.marked, ..Caption::default() }),
            reason: reason.to_owned(),
            instead: by_default(&self.system, path, &sequence.lines),
        })
    }
}

/// What a search found of what was wanted.
enum Way<'r> {
    Broken { path: &'r Path<Action>, reason: &'r str },
    Held,
    NeverCameUp,
    Reached(&'r Path<Action>),
    NotReached,
}

/// What is broken here and not by default, the nearest first.
fn instead(report: &Report<Action>, default: &Report<Action>) -> Vec<(&'static str, usize)> {
    let broken = |report: &Report<Action>| -> Vec<(&'static str, usize)> {
        let found = report.properties.iter().filter_map(|entry| match &entry.found {
            Found::Violated { path, .. } => Some((entry.info.name, path.len())),
            _ => None,
        });
        found.collect()
    };
    let known: BTreeSet<&str> = broken(default).into_iter().map(|(name, _)| name).collect();
    let mut instead = broken(report);
    instead.retain(|(name, _)| !known.contains(name));
    instead.sort_by_key(|(_, steps)| *steps);
    instead
}

/// A way line by line, as far as it can be gone.
fn lines(system: &System, path: &Path<Action>) -> Vec<Line> {
    let mut lines = Vec::new();
    // Where a step may not happen, the lines before it are what there is.
    let _ = replay(system, path, |step| lines.push(line(step.action, step.effect)));
    lines
}

/// The first step that is another under the scenario's own behaviour, and that one, if it may happen.
fn by_default(own: &System, path: &Path<Action>, shown: &[Line]) -> Option<(usize, Option<String>)> {
    let right = lines(own, path);
    let at = (0..shown.len()).find(|at| right.get(*at) != shown.get(*at))?;
    let line = right.get(at).map(|Line { from, to, text, .. }| {
        if from == to { format!("{from}: {text}") } else { format!("{from} → {to}: {text}") }
    });
    Some((at + 1, line))
}

fn place(name: &str, wanted: &Wanted) -> Result<(Place, Scenario), ReportError> {
    match (&wanted.scenario, &wanted.world) {
        (Some(scenario), None) => {
            let read = Scenario::built_in(scenario).ok_or_else(|| {
                let message = format!("there is no scenario {scenario:?}; `asms check --list` lists them");
                ReportError::field(&file(name), "search.scenario", message)
            })?;
            let read = read?;
            Ok((Place::Scenario { name: read.name.clone(), about: read.about.clone() }, read))
        }
        (None, Some(named)) => {
            let text = world(named).ok_or_else(|| {
                let message = format!("there is no world {named:?} in reports/worlds");
                ReportError::field(&file(name), "search.world", message)
            })?;
            let path = format!("reports/worlds/{named}.toml");
            let read = Scenario::parse(named, &path, text)?;
            Ok((Place::World { name: read.name.clone(), about: read.about.clone() }, read))
        }
        _ => Err(ReportError::field(&file(name), "search", "either `scenario` or `world` has to be named")),
    }
}

fn aim(name: &str, wanted: &Wanted) -> Result<Aim, ReportError> {
    let unknown = |field: &str, what: &str, asked: &str| {
        let message = format!("there is no {what} {asked:?}; `asms check --list` lists them");
        ReportError::field(&file(name), field, message)
    };
    match (&wanted.breaks, &wanted.reaches) {
        (Some(property), None) if property == RECOVERABILITY => {
            Ok(Aim { name: RECOVERABILITY, prose: RECOVERABILITY_PROSE, is_goal: false })
        }
        (Some(property), None) => PROPERTIES
            .iter()
            .find(|known| known.name == property)
            .map(|known| Aim { name: known.name, prose: known.prose, is_goal: false })
            .ok_or_else(|| unknown("search.breaks", "property", property)),
        (None, Some(goal)) => GOALS
            .iter()
            .find(|known| known.name == goal)
            .map(|known| Aim { name: known.name, prose: known.prose, is_goal: true })
            .ok_or_else(|| unknown("search.reaches", "goal", goal)),
        _ => Err(ReportError::field(&file(name), "search", "either `breaks` or `reaches` has to be named")),
    }
}
