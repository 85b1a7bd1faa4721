use std::collections::BTreeSet;

use asms_machine::message::{ClientCommand, Request};
use asms_machine::system::Handled;

use super::*;
use crate::built_in::BUILT_IN;
use crate::plan::{Habit, Habits, Mishap, RecipientCounts};
use crate::radio::{Carrier, Preset, Radio};
use crate::run::{judge, run};

fn built_in(name: &str) -> Plan {
    let (_, text) = BUILT_IN.iter().find(|(known, _)| *known == name).expect("it comes with the simulator");
    Plan::parse(name, name, text).expect("it can be simulated")
}

fn everyday(days: u32) -> Plan {
    Plan { days, ..built_in("everyday") }
}

/// Everything that happens, in words.
#[derive(Default)]
struct Written(Vec<String>);

impl Observer for Written {
    fn happened(&mut self, happening: &Happening<'_>) -> bool {
        self.0.push(format!("{} {:?} {:?}", happening.time, happening.cause, happening.octets));
        true
    }
}

fn written(plan: &Plan, seed: u64) -> Vec<String> {
    let mut written = Written::default();
    World::new(plan, seed).run(&mut written).expect("no divergence");
    written.0
}

#[test]
fn a_seed_is_a_history() {
    let plan = everyday(3);
    assert_eq!(written(&plan, 1), written(&plan, 1));
    assert_ne!(written(&plan, 1), written(&plan, 2));
}

#[test]
fn who_watches_changes_nothing() {
    let plan = everyday(5);
    for seed in 0..5 {
        assert_eq!(run(&plan, seed), Ok(judge(&plan, seed, None, None).events), "seed {seed}");
    }
}

/// What is left out is gone, and what happened before it is as it was.
#[test]
fn one_thing_less_changes_nothing_before_it() {
    let plan = everyday(9);
    let whole = World::new(&plan, 4).run(&mut crate::observe::Nobody).expect("no divergence");
    let composed = whole.happened.iter().find(|optional| optional.what == What::Habit(Habit::Composes));
    let composed = *composed.expect("something is written in nine days");
    let mut rest: BTreeSet<Optional> = whole.happened.clone();
    rest.remove(&composed);
    let mut less = Written::default();
    World::new(&plan, 4).only(&rest).run(&mut less).expect("no divergence");
    let all = written(&plan, 4);
    let same = all.iter().zip(&less.0).take_while(|(one, other)| one == other).count();
    assert!(all[same].contains("DesktopComposes"), "the first that differs is {}", all[same]);
}

/// Everything that can go wrong does in some seed, and nothing that has no excuse comes of it.
#[test]
fn everything_happens_and_nothing_breaks() {
    let on = |preset: Preset, carrier| {
        // One user alone sends some fifteen parts a minute.
        let radio = Radio { capacity: 12, ..preset.radio(carrier) };
        Plan { radio, ..everyday(20) }
    };
    let plans = [
        on(Preset::Urban, Carrier::Gsm),
        on(Preset::Congested, Carrier::Cdma),
        on(Preset::Disaster, Carrier::Gsm),
        built_in("careless"),
        Plan { days: 5, ..built_in("restless") },
    ];
    let mut happened = BTreeSet::new();
    for plan in plans {
        for seed in 0..8 {
            let report = judge(&plan, seed, None, None);
            assert_eq!(report.failure(), None, "{} seed {seed}: {report:?}", plan.scenario.name);
            happened.extend(report.happened.iter().map(|optional| optional.what));
        }
    }
    let habits = Habit::ALL.iter().map(|habit| What::Habit(*habit));
    let mishaps = Mishap::ALL.iter().map(|mishap| What::Mishap(*mishap));
    let all = habits.chain(Fault::ALL.iter().map(|fault| What::Fault(*fault))).chain(mishaps);
    let missing: Vec<What> = all.filter(|what| !happened.contains(what)).collect();
    assert_eq!(missing, []);
}

/// Each fault alone, as strong as it gets without leaving nothing to happen at all.
#[test]
fn each_fault_alone_breaks_nothing() {
    for fault in Fault::ALL {
        let mut plan = everyday(10);
        plan.swarm = false;
        let strength = match fault.unit() {
            crate::plan::Unit::Month => 100,
            crate::plan::Unit::Events => 20_000,
            crate::plan::Unit::Exchanges | crate::plan::Unit::Submissions => 300_000,
        };
        plan.faults = Faults::NONE.with(*fault, strength);
        for seed in 0..3 {
            let report = judge(&plan, seed, None, None);
            assert_eq!(report.failure(), None, "{} seed {seed}: {report:?}", fault.name());
        }
    }
}

/// Of what is damaged the server takes nothing in, and what is said again makes up for it.
#[test]
fn damaged_requests_change_nothing() {
    let mut plan = everyday(1);
    plan.swarm = false;
    plan.faults = Faults::NONE.with(Fault::RequestDamaged, 700_000);
    plan.habits = Habit::ALL.iter().fold(Habits::NONE, |habits, habit| habits.with(*habit, 0));
    plan.habits = plan.habits.with(Habit::PhoneReceives, 300);
    let report = judge(&plan, 1, None, None);
    assert_eq!(report.failure(), None, "{report:?}");
    assert!(report.touched.actions.contains("ServerHandles"), "some are read, and refused");
}

/// Several users have their own histories in one world.
#[test]
fn users_do_not_disturb_each_other() {
    let alone = judge(&everyday(3), 7, None, None);
    let mut plan = everyday(3);
    plan.users = 3;
    let together = judge(&plan, 7, None, None);
    assert_eq!(together.failure(), None);
    let of_first = |happened: &BTreeSet<Optional>| -> Vec<Optional> {
        happened.iter().filter(|optional| optional.user == 0).copied().collect()
    };
    assert_eq!(of_first(&together.happened), of_first(&alone.happened));
}

/// What a cell loses it loses for all who are in it, and for nobody else.
#[test]
fn users_share_the_losses_of_their_cell() {
    let mut plan = everyday(1);
    plan.users = 3;
    plan.cells = 2;
    plan.radio.loss = Preset::Disaster.radio(Carrier::Gsm).loss;
    let mut world = World::new(&plan, 1);
    assert_eq!([0, 1, 2].map(|user| world.cell_of(user)), [0, 1, 0]);
    let losses: Vec<[bool; 2]> = (0..1_000)
        .map(|minute| {
            world.now = Time(minute * crate::time::MINUTE);
            [0, 1].map(|cell| world.loses(cell))
        })
        .collect();
    let count = |is: fn(&[bool; 2]) -> bool| losses.iter().filter(|losses| is(losses)).count();
    // A fifth of all minutes in each, and a twenty-fifth in both.
    let (first, second, both) =
        (count(|both| both[0]), count(|both| both[1]), count(|both| both[0] && both[1]));
    assert!((150..250).contains(&first) && (150..250).contains(&second) && (20..65).contains(&both));
}

/// What has no room in a cell is refused for now, and who has a cell alone has more.
#[test]
fn a_crowded_cell_refuses() {
    let crowded = |cells| {
        let mut plan = everyday(3);
        plan.users = 8;
        plan.cells = cells;
        plan.radio = Preset::Good.radio(Carrier::Gsm);
        plan.radio.capacity = 12;
        plan.habits = plan.habits.with(Habit::Composes, 3_000);
        let report = judge(&plan, 1, None, None);
        assert_eq!(report.failure(), None, "{report:?}");
        let is_crowded = |optional: &&Optional| optional.what == What::Mishap(Mishap::Crowded);
        report.happened.iter().filter(is_crowded).count()
    };
    let (together, alone) = (crowded(1), crowded(8));
    assert!(2 * together > 3 * alone && alone > 0, "{together} in one cell, {alone} in eight");
}

/// An absence meets all parts for a phone, whoever sends them.
#[test]
fn all_parts_meet_the_same_absence() {
    let plan = everyday(1);
    let mut world = World::new(&plan, 1);
    let mut spells = BTreeSet::new();
    for second in 0..20_000 {
        world.now = Time(second * crate::time::SECOND);
        if world.is_away(0, 3) {
            spells.insert(second);
        }
    }
    assert!((6_600..8_600).contains(&spells.len()), "38 % of the time, not {}", spells.len());
    let noted = world.happened.len();
    assert!((200..900).contains(&noted), "{noted} absences");
    let again: BTreeSet<u64> = spells
        .iter()
        .copied()
        .filter(|second| {
            world.now = Time(second * crate::time::SECOND);
            world.is_away(0, 3)
        })
        .collect();
    assert_eq!((again, world.happened.len()), (spells, noted), "asking changes nothing");
}

/// What a server does wrong shows.
#[test]
fn a_server_that_forgets_client_ids_is_found() {
    let mut plan = everyday(30);
    plan.behaviour.set("AMB-17", "no-dedupe").expect("there is such a choice");
    let found = (0..20).find(|seed| {
        let report = judge(&plan, *seed, None, None);
        report.failure() == Some(crate::Failure::Property("no-duplicate-add"))
    });
    assert!(found.is_some());
}

/// To how many messages went.
#[derive(Debug, Default, PartialEq)]
struct Addressed {
    /// The most addresses in one element of what was sent.
    addresses: usize,
    /// The most recipients who saw one message.
    delivered: u32,
    /// Whether one report named several of whom each was refused.
    named_together: bool,
}

impl Observer for Addressed {
    fn happened(&mut self, happening: &Happening<'_>) -> bool {
        let strings = happening.octets.into_iter().flat_map(|octets| octets.split(|octet| *octet == 0));
        let addresses = strings.map(|string| String::from_utf8_lossy(string).matches("[MOBILE:").count());
        self.addresses = addresses.fold(self.addresses, usize::max);
        for message in &happening.after.ledger.outbound {
            self.delivered = self.delivered.max(message.delivered.len());
        }
        if let Event::Handled(Handled { request: Request::Sync(request), .. }) = &happening.effect.event {
            let commands = request.collections.iter().flat_map(|entry| &entry.commands);
            self.named_together |= commands.into_iter().any(|command| {
                let ClientCommand::Add { text, .. } = command else { return false };
                text.named.len() > 1
            });
        }
        true
    }
}

/// A message to as many as there can be has an address for each of them, comes to each of their handsets, and of those
/// whom it does not reach one report tells.
#[test]
fn twenty_recipients_each_get_their_message_or_are_reported() {
    let mut plan = everyday(20);
    let only_to_all = [&[0; 19][..], &[1]].concat();
    plan.recipients = RecipientCounts::new(&only_to_all).expect("they are weights");
    plan.swarm = false;
    plan.faults = Faults::NONE.with(Fault::NumberRefused, 30_000);
    let mut addressed = Addressed::default();
    let report = judge(&plan, 1, None, Some(&mut addressed));
    assert_eq!(report.failure(), None, "{report:?}");
    assert_eq!(addressed, Addressed { addresses: 20, delivered: 20, named_together: true });
    assert!(report.numbers.messages >= 20 && report.numbers.messages.is_multiple_of(20));
}
