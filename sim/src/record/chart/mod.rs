//! A sequence chart of a run: who said what to whom, and when.
//!
//! A run has ten thousand events, of which few are about any one thing. So a chart keeps the latest, or those that are
//! about one message, and leaves out the polls that bring nothing.

mod concern;
#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, VecDeque};

use asms_machine::id::{ContentId, DeviceId};
use asms_machine::system::{Between, Caption, Event, Line, Sequence, State};

use super::message::words;
use crate::observe::{Cause, Happening, Observer};
use crate::plan::{Optional, Plan};
use crate::run::judge_until_broken;
use crate::time::{DAY, Time};
use crate::watch::Finding;
use crate::world::World;
use concern::{Idle, Known, idle};

/// How many events of a user are kept.
const KEPT: usize = 4_096;

/// How many events are shown where nothing says which.
const LATEST: usize = 40;

/// How many events are shown at most.
const MOST: usize = 120;

/// Keeps what a chart shows of one user's world. It watches a run, and then prints as text or is drawn as SVG.
#[derive(Clone, Debug)]
pub struct Chart {
    user: u16,
    about: About,
    /// The event after which the run need not go on, and what is said of it.
    marked: Option<(u64, String)>,
    title: String,
    known: Known,
    entries: VecDeque<Entry>,
    /// What was left out since the last entry, and before the first.
    since: Gap,
    before: Gap,
}

/// What a chart is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum About {
    /// One message.
    Message(ContentId),
    /// What happened last, or the messages that the marked event is about.
    Latest,
}

/// An event that is kept.
#[derive(Clone, Debug)]
struct Entry {
    event: u64,
    time: Time,
    device: Option<DeviceId>,
    line: Line,
    messages: Vec<ContentId>,
    idle: Option<Idle>,
    /// What was left out right before it.
    before: Gap,
}

/// What is left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Gap {
    /// Polls that bring nothing.
    polls: u64,
    /// Other events.
    others: u64,
}

/// Runs a seed again up to a finding, and charts what led to it. `only`, where given, is all that may happen of what need
/// not.
pub fn chart(plan: &Plan, seed: u64, only: Option<&BTreeSet<Optional>>, finding: &Finding) -> Chart {
    let title = format!("{}, seed {seed}, user {}", plan.scenario.name, finding.user);
    Chart::of(finding).titled(title).watch(plan, seed, only)
}

/// Runs a seed again until a property is broken without excuse, and charts what led to it; where none is, what happened last to
/// a user who was left with something to do.
pub fn chart_of_failure(plan: &Plan, seed: u64, only: Option<&BTreeSet<Optional>>) -> Chart {
    let report = judge_until_broken(plan, seed, only, None);
    let unexcused = report.findings.iter().filter(|finding| finding.excuse.is_none());
    if let Some(finding) = unexcused.min_by_key(|finding| finding.event) {
        return chart(plan, seed, only, finding);
    }
    let user = report.pending.first().map_or(0, |pending| pending.user);
    let title = format!("{}, seed {seed}, user {user}", plan.scenario.name);
    Chart::latest(user).titled(title).watch(plan, seed, only)
}

impl Chart {
    /// A chart of what happens last to a user.
    pub fn latest(user: u16) -> Self {
        Self {
            user,
            about: About::Latest,
            marked: None,
            title: String::new(),
            known: Known::default(),
            entries: VecDeque::new(),
            since: Gap::default(),
            before: Gap::default(),
        }
    }

    /// A chart of what becomes of one message, by the number of its text: who writes it, the requests and answers that carry
    /// it, its parts on the radio, reports on it, its end.
    pub fn of_message(user: u16, message: ContentId) -> Self {
        Self { about: About::Message(message), ..Self::latest(user) }
    }

    /// A chart of what leads to a finding: all about the messages that its event is about, or what happened last where that
    /// is about none.
    pub fn of(finding: &Finding) -> Self {
        let Finding { property, reason, excuse, time, event, .. } = finding;
        let excuse = excuse.map(|excuse| format!(" (excused: {excuse})")).unwrap_or_default();
        let (day, clock) = moment(*time);
        let note =
            format!("{property} is broken on day {day} at {clock}, by event {event}: {reason}{excuse}");
        Self { marked: Some((*event, note)), ..Self::latest(finding.user) }
    }

    /// The same with a line above it.
    #[must_use]
    pub fn titled(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// The same after a run of a seed.
    #[must_use]
    pub fn watch(mut self, plan: &Plan, seed: u64, only: Option<&BTreeSet<Optional>>) -> Self {
        let world = World::new(plan, seed);
        let world = match only {
            Some(only) => world.only(only),
            None => world,
        };
        // Where the run diverges the chart shows what came before.
        let _ = world.run(&mut self);
        self
    }

    /// The chart as text, one line an event. The event of the finding has an exclamation mark.
    pub fn text(&self) -> String {
        let drawn = self.drawn();
        drawn.sequence.captioned(&self.caption(&drawn))
    }

    /// The chart as an SVG document that needs nothing else, in colours for light and for dark surroundings.
    pub fn svg(&self) -> String {
        let drawn = self.drawn();
        drawn.sequence.svg(&self.caption(&drawn))
    }

    fn caption<'c>(&'c self, drawn: &'c Drawn) -> Caption<'c> {
        let note = self.marked.as_ref().map(|(_, note)| note.as_str()).unwrap_or_default();
        Caption {
            title: &self.title,
            note,
            marked: drawn.marked,
            labels: &drawn.labels,
            between: &drawn.between,
        }
    }

    /// Which of the entries are shown.
    fn shows(&self, subject: &[ContentId], entry: &Entry) -> bool {
        let concerns = || entry.messages.iter().any(|message| subject.contains(message));
        self.is_marked(entry) || if subject.is_empty() { entry.idle.is_none() } else { concerns() }
    }

    fn is_marked(&self, entry: &Entry) -> bool {
        self.marked.as_ref().is_some_and(|(event, _)| *event == entry.event)
    }

    /// The messages that the chart is about; none where it is about what happened last.
    fn subject(&self) -> Vec<ContentId> {
        match (self.about, &self.marked) {
            (About::Message(message), _) => vec![message],
            (About::Latest, Some((event, _))) => {
                let entry = self.entries.iter().find(|entry| entry.event == *event);
                entry.map(|entry| entry.messages.clone()).unwrap_or_default()
            }
            (About::Latest, None) => Vec::new(),
        }
    }

    fn drawn(&self) -> Drawn {
        let subject = self.subject();
        let most = if subject.is_empty() { LATEST } else { MOST };
        let all = self.entries.iter().filter(|entry| self.shows(&subject, entry)).count();
        let mut skipped = all.saturating_sub(most);
        let mut drawn = Drawn::default();
        let mut gap = self.before;
        for entry in &self.entries {
            gap.join(entry.before);
            let shows = self.shows(&subject, entry);
            if shows && skipped == 0 {
                drawn.gap(std::mem::take(&mut gap));
                drawn.row(entry, self.is_marked(entry));
            } else {
                skipped -= usize::from(shows);
                gap.leave_out(entry.idle);
            }
        }
        gap.join(self.since);
        drawn.gap(gap);
        drawn
    }
}

impl Observer for Chart {
    fn begins(&mut self, user: u16, state: &State) {
        if user == self.user {
            self.known.learn(state, true);
        }
    }

    fn happened(&mut self, happening: &Happening<'_>) -> bool {
        if happening.user == self.user {
            self.keep(happening);
        }
        self.marked.as_ref().is_none_or(|(event, _)| happening.number < *event)
    }
}

impl Chart {
    fn keep(&mut self, happening: &Happening<'_>) {
        let device = match happening.cause {
            Cause::Action(action) => action.device(),
            Cause::Restored => None,
        };
        let messages = self.known.messages(happening);
        self.known.learn(happening.after, happening.cause == Cause::Restored);
        let idle = idle(happening);
        if let About::Message(message) = self.about
            && !messages.contains(&message)
        {
            return self.since.leave_out(idle);
        }
        if idle.is_none() && is_of_exchange(&happening.effect.event) {
            self.show_request(device);
        }
        let (event, time) = (happening.number, happening.time);
        let before = std::mem::take(&mut self.since);
        self.entries.push_back(Entry { event, time, device, line: words(happening), messages, idle, before });
        if self.entries.len() > KEPT
            && let Some(first) = self.entries.pop_front()
        {
            self.before.join(first.before);
            self.before.leave_out(first.idle);
        }
    }

    /// What comes of a request of the device is worth to be shown, and so is the request.
    fn show_request(&mut self, device: Option<DeviceId>) {
        let of_device = |entry: &&mut Entry| device.is_some() && entry.device == device;
        let request =
            self.entries.iter_mut().rev().filter(of_device).find(|entry| entry.idle != Some(Idle::Rest));
        if let Some(request) = request {
            request.idle = None;
        }
    }
}

/// Whether an event is what becomes of a request.
fn is_of_exchange(event: &Event) -> bool {
    matches!(
        event,
        Event::Handled(_)
            | Event::Received { .. }
            | Event::RequestAstray { .. }
            | Event::ResponseAstray { .. }
    )
}

impl Gap {
    fn join(&mut self, other: Self) {
        self.polls += other.polls;
        self.others += other.others;
    }

    fn leave_out(&mut self, idle: Option<Idle>) {
        match idle {
            Some(Idle::Request) => self.polls += 1,
            // Its request counts for it.
            Some(Idle::Rest) => {}
            None => self.others += 1,
        }
    }

    fn words(self) -> Option<String> {
        let count = |count: u64, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
        Some(match (self.polls, self.others) {
            (0, 0) => return None,
            (polls, 0) => format!("… {}", count(polls, "poll")),
            (0, others) => format!("… {}", count(others, "event")),
            (polls, others) => format!("… {} and {}", count(polls, "poll"), count(others, "other event")),
        })
    }
}

/// What is shown.
#[derive(Default)]
struct Drawn {
    sequence: Sequence,
    labels: Vec<String>,
    between: Vec<Between>,
    marked: Option<usize>,
    day: Option<u64>,
}

impl Drawn {
    fn gap(&mut self, gap: Gap) {
        self.between.extend(gap.words().map(|text| Between { before: self.labels.len(), text }));
    }

    fn row(&mut self, entry: &Entry, marked: bool) {
        let (day, clock) = moment(entry.time);
        if self.day.replace(day) != Some(day) {
            self.between.push(Between { before: self.labels.len(), text: format!("day {day}") });
        }
        if marked {
            self.marked = Some(self.labels.len());
        }
        self.labels.push(clock);
        self.sequence.lines.push(entry.line.clone());
    }
}

/// The day, and the time of the day.
fn moment(time: Time) -> (u64, String) {
    let (day, in_day) = (time.0 / DAY, Time(time.0 % DAY).to_string());
    (day, in_day.split_once(' ').map(|(_, clock)| clock.to_owned()).unwrap_or(in_day))
}
