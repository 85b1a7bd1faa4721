//! What tells two behaviours apart: both in one world, step by step, until somebody could see a difference.

use std::fmt;
use std::sync::atomic::AtomicBool;

use asms_machine::behaviour::Behaviour;
use asms_machine::message::{Request, Response};
use asms_machine::property::Judgement;
use asms_machine::scenario::Scenario;
use asms_machine::system::{Action, Effect, Event, Line, State, System, line};

use crate::{Found, Path, Progress, PropertyInfo, Search, Space, Stopped, Transition, Until, replay};

/// The same scenario under two behaviours, which take every step together.
///
/// Its one property says that both show the same: what is narrated of a step, the messages in it, the properties that
/// it breaks, and what may happen next. A decision point that is asked and changes none of these tells nobody anything.
#[derive(Clone, Debug)]
pub struct Lockstep {
    systems: Both<System>,
}

/// Something of either behaviour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Both<T> {
    /// That of the first.
    pub first: T,
    /// That of the second.
    pub second: T,
}

/// What became of comparing two behaviours in a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// Different pairs of states.
    pub states: u64,
    /// Whether a difference shows.
    pub verdict: Comparable,
}

/// Whether two behaviours can be told apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Comparable {
    /// They differ, and this is the shortest way to see it.
    Apart(Box<Difference>),
    /// All was seen, and nothing shows, though a decision point was asked at which they differ. Recoverability, which is
    /// no matter of a step, may still tell them apart.
    Alike,
    /// All was seen, and no decision point was ever asked at which they differ.
    NeverAsked,
    /// Nothing shows as far as the search went, which was not to the end.
    Unknown(Stopped),
}

/// Where two behaviours part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The steps that both show the same.
    pub common: Vec<Line>,
    /// How they part behind these.
    pub parting: Parting,
}

/// How two behaviours part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parting {
    /// The next step shows differently.
    Shown(Both<Line>),
    /// The last common step breaks a property under one of them alone.
    Judged {
        /// The property.
        property: &'static str,
        /// How it is broken, under the one that breaks it.
        reason: Both<Option<String>>,
    },
    /// What may happen next is not the same; here is what may under one of them alone.
    Enabled(Both<Vec<Line>>),
}

impl Difference {
    /// The number of steps, the one included that shows the difference.
    pub fn steps(&self) -> usize {
        self.common.len() + usize::from(matches!(self.parting, Parting::Shown(_)))
    }
}

/// Looks for the shortest way to tell two behaviours apart in a scenario. What `search` is to look for does not matter.
pub fn tell_apart(
    scenario: &Scenario,
    behaviours: Both<Behaviour>,
    search: &Search,
    interrupt: &AtomicBool,
    progress: impl FnMut(Progress),
) -> Comparison {
    let system = |behaviour| System { behaviour, scenario: scenario.clone() };
    let differing = differing(&behaviours);
    let pair =
        Lockstep { systems: Both { first: system(behaviours.first), second: system(behaviours.second) } };
    let start = pair.initial();
    if pair.enabled_differs(&start) {
        let difference = Difference { common: Vec::new(), parting: pair.enabled_alone(&start) };
        return Comparison { states: 1, verdict: Comparable::Apart(Box::new(difference)) };
    }
    let search = Search { until: Until::Violated(SAME.name.to_owned()), ..search.clone() };
    let report = search.run(&pair, interrupt, progress);
    let verdict = match (report.property(SAME.name), report.stopped) {
        (Some(Found::Violated { path, .. }), _) => Comparable::Apart(Box::new(pair.difference(path))),
        (_, Some(stopped)) => Comparable::Unknown(stopped),
        _ if report.consulted & differing == 0 => Comparable::NeverAsked,
        _ => Comparable::Alike,
    };
    Comparison { states: report.states, verdict }
}

/// The decision points at which two behaviours differ, one bit each.
pub fn differing(behaviours: &Both<Behaviour>) -> u128 {
    (0..Behaviour::POINTS.len())
        .filter(|at| behaviours.first.choice(*at) != behaviours.second.choice(*at))
        .fold(0, |set, at| set | 1 << at)
}

const SAME: PropertyInfo =
    PropertyInfo { name: "same", prose: "Both behaviours show the same.", sources: "" };

impl Space for Lockstep {
    type State = Both<State>;
    type Action = Action;
    type Effect = Both<Effect>;

    fn initial(&self) -> Both<State> {
        Both { first: Space::initial(&self.systems.first), second: Space::initial(&self.systems.second) }
    }

    /// What may happen under both. Where that differs the search has found what it looks for.
    fn actions(&self, state: &Both<State>, out: &mut Vec<Action>) {
        let Both { first, second } = self.enabled(state);
        if first == second {
            out.extend(first);
        } else {
            out.extend(first.into_iter().filter(|action| second.contains(action)));
        }
    }

    fn step(&self, state: &mut Both<State>, action: Action) -> Both<Effect> {
        Both {
            first: self.systems.first.step(&mut state.first, action),
            second: self.systems.second.step(&mut state.second, action),
        }
    }

    fn properties(&self) -> Vec<PropertyInfo> {
        vec![SAME]
    }

    fn judge(&self, _: usize, step: Transition<'_, Self>) -> Judgement {
        if shows_difference(step.action, step.effect) {
            Judgement::Violated("they show it differently".to_owned())
        } else if self.judged_differently(step).is_some() {
            Judgement::Violated("it breaks a property under one of them alone".to_owned())
        } else if self.enabled_differs(step.after) {
            Judgement::Violated("what may happen next is not the same".to_owned())
        } else {
            Judgement::Holds
        }
    }

    fn goals(&self) -> Vec<String> {
        Vec::new()
    }

    fn reaches(&self, _: usize, _: Transition<'_, Self>) -> bool {
        false
    }

    /// A pair is not asked to settle, so it counts as settled.
    fn is_quiescent(&self, _: &Both<State>) -> bool {
        true
    }

    fn settle(&self, _: &Both<State>) -> Option<Action> {
        None
    }

    fn consulted(&self, effect: &Both<Effect>) -> u128 {
        effect.first.consulted.and(effect.second.consulted).bits()
    }
}

impl Lockstep {
    fn enabled(&self, state: &Both<State>) -> Both<Vec<Action>> {
        let mut enabled = Both::default();
        self.systems.first.actions(&state.first, &mut enabled.first);
        self.systems.second.actions(&state.second, &mut enabled.second);
        enabled
    }

    fn enabled_differs(&self, state: &Both<State>) -> bool {
        let Both { mut first, mut second } = self.enabled(state);
        // They mostly come in the same order.
        first != second && {
            first.sort_unstable();
            second.sort_unstable();
            first != second
        }
    }

    /// What may happen under one of them alone.
    fn enabled_alone(&self, state: &Both<State>) -> Parting {
        let only = |system: &System, state: &State, of: &[Action], other: &[Action]| {
            let alone = of.iter().filter(|action| !other.contains(action));
            alone.map(|action| line(*action, &system.step(&mut state.clone(), *action))).collect()
        };
        let Both { first, second } = self.enabled(state);
        Parting::Enabled(Both {
            first: only(&self.systems.first, &state.first, &first, &second),
            second: only(&self.systems.second, &state.second, &second, &first),
        })
    }

    /// The property that a step breaks under one of them alone, if there is one.
    fn judged_differently(&self, step: Transition<'_, Self>) -> Option<Parting> {
        let Transition { before, action, effect, after } = step;
        if before.first == before.second && after.first == after.second && effect.first == effect.second {
            return None;
        }
        let broken = |property, system: &System, before, effect, after| match Space::judge(
            system,
            property,
            Transition { before, action, effect, after },
        ) {
            Judgement::Violated(reason) => Some(reason),
            Judgement::Unconcerned | Judgement::Holds => None,
        };
        let Both { first, second } = &self.systems;
        Space::properties(first).iter().enumerate().find_map(|(at, info)| {
            let reason = Both {
                first: broken(at, first, &before.first, &effect.first, &after.first),
                second: broken(at, second, &before.second, &effect.second, &after.second),
            };
            (reason.first.is_some() != reason.second.is_some())
                .then_some(Parting::Judged { property: info.name, reason })
        })
    }

    /// The difference that shows at the end of a path.
    fn difference(&self, path: &Path<Action>) -> Difference {
        let mut common = Vec::new();
        let mut parting = None;
        let end = replay(self, path, |step| {
            if shows_difference(step.action, step.effect) {
                parting = Some(Parting::Shown(shown(step.action, step.effect)));
            } else {
                common.push(line(step.action, &step.effect.first));
                parting = self.judged_differently(step);
            }
        });
        // The path comes from a search of this very pair, so every step may happen.
        let parting = parting.unwrap_or_else(|| self.enabled_alone(&end.unwrap_or_else(|_| self.initial())));
        Difference { common, parting }
    }
}

/// Whether a step shows differently under the two.
fn shows_difference(action: Action, effect: &Both<Effect>) -> bool {
    let Both { first, second } = effect;
    if first.event == second.event {
        return false;
    }
    line(action, first) != line(action, second) || said(&first.event) != said(&second.event)
}

/// A step under both; with its messages in full where words alone do not tell.
fn shown(action: Action, effect: &Both<Effect>) -> Both<Line> {
    let Both { first, second } = effect;
    let mut lines = Both { first: line(action, first), second: line(action, second) };
    if lines.first == lines.second {
        for (line, effect) in [(&mut lines.first, first), (&mut lines.second, second)] {
            if let Some(said) = said(&effect.event) {
                line.text = format!("{}: {said}", line.text);
            }
        }
    }
    lines
}

/// A message that a step sends. What else an event holds is what the ledger knows, which nobody in the world can see.
#[derive(PartialEq, Eq)]
enum Said<'e> {
    Request(&'e Request),
    Response(&'e Response),
}

fn said(event: &Event) -> Option<Said<'_>> {
    match event {
        Event::Sent { request } => Some(Said::Request(request)),
        Event::Handled(handled) => handled.response.as_ref().map(Said::Response),
        _ => None,
    }
}

impl fmt::Display for Said<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Request(request) => write!(f, "{request:?}"),
            Self::Response(response) => write!(f, "{response:?}"),
        }
    }
}
