mod schema;

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::observe::Nobody;
use crate::observe::Together;
use crate::plan::{Fault, Overrides, Plan, Recipe};
use crate::run::judge_until_broken;
use crate::watch::Oracles;
use crate::world::World;

fn everyday(overrides: Overrides) -> Recipe {
    let text = include_str!("../../../scenarios/everyday.toml").to_owned();
    Recipe { scenario: "everyday".to_owned(), text, overrides }
}

fn plain() -> Recipe {
    everyday(Overrides::default())
}

/// Some users, for whom everything goes wrong that can.
fn stormy(days: u32, users: u16, swarm: bool) -> Recipe {
    let often = |fault: &Fault| format!("{}={}", fault.name(), fault.unit().most() / 40);
    let fault = Fault::ALL.iter().map(often).collect();
    let (days, users, swarm) = (Some(days), Some(users), Some(swarm));
    everyday(Overrides { days, users, fault, swarm, ..Overrides::default() })
}

fn plan_of(recipe: &Recipe) -> Plan {
    recipe.plan("everyday.toml").expect("a plan")
}

/// Keeps the events that a trace would write.
#[derive(Default)]
struct Kept {
    events: Vec<Event>,
    most: usize,
}

impl Observer for Kept {
    fn happened(&mut self, happening: &Happening<'_>) -> bool {
        self.events.push(event(happening, Vec::new(), &mut Vec::new()));
        self.events.len() != self.most
    }
}

/// The trace of a seed, or of its first so many events, and the events themselves.
fn trace(recipe: &Recipe, seed: u64, most: usize) -> (Vec<u8>, Vec<Event>) {
    let plan = plan_of(recipe);
    let mut trace = Trace::new(Vec::new(), &Header::new(recipe, &plan, seed));
    let mut kept = Kept { most, ..Kept::default() };
    // A divergence is another's to find.
    let _ = World::new(&plan, seed).run(&mut Together(vec![&mut trace, &mut kept]));
    (trace.finish().expect("memory takes it"), kept.events)
}

fn read_all(trace: &[u8]) -> Result<Vec<Event>, ReadError> {
    read(trace)?.collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn a_trace_reads_back_and_can_be_done_again(seed: u64) {
        let (trace, events) = trace(&stormy(3, 2, true), seed, usize::MAX);
        prop_assert_eq!(&read_all(&trace).expect("it reads"), &events);
        prop_assert_eq!(again(&trace, &mut Nobody), Ok(events.len() as u64));
    }
}

/// Does a trace again by nothing but itself, and says how many things happened.
fn again(trace: &[u8], observer: &mut dyn Observer) -> Result<u64, String> {
    let trace = read(trace).map_err(|error| error.to_string())?;
    let plan = trace.header.plan().map_err(|error| error.to_string())?;
    replay(trace, &plan, observer).map(|replayed| replayed.events).map_err(|error| error.to_string())
}

/// The header has all that it takes to run the seed again.
#[test]
fn a_header_gives_the_run() {
    let recipe = stormy(2, 1, true);
    let (first, _) = trace(&recipe, 5, usize::MAX);
    let header = read(first.as_slice()).expect("it reads").header;
    let Header { scenario, text, overrides, seed, .. } = header;
    let (second, _) = trace(&Recipe { scenario, text, overrides }, seed, usize::MAX);
    assert!(first == second, "it is the same trace, byte for byte");
}

/// The oracles find in a trace what they found in the run, and what the trace says that they found.
#[test]
fn what_is_done_again_breaks_again() {
    let with = vec!["AMB-17=no-dedupe".to_owned()];
    let recipe = everyday(Overrides { with, ..Overrides::default() });
    let plan = plan_of(&recipe);
    let is_broken = |seed: &u64| judge_until_broken(&plan, *seed, None, None).failure().is_some();
    let seed = (0..20).find(is_broken).expect("some seed breaks something");
    let report = judge_until_broken(&plan, seed, None, None);
    let mut trace = Trace::new(Vec::new(), &Header::new(&recipe, &plan, seed)).judged(&report.findings);
    judge_until_broken(&plan, seed, None, Some(&mut trace));
    let written = trace.finish().expect("memory takes it");
    let mut oracles = Oracles::new(&plan);
    let replayed =
        replay(read(written.as_slice()).expect("it reads"), &plan, &mut oracles).expect("it can be done");
    assert_eq!(oracles.findings.into_values().collect::<Vec<_>>(), report.findings);
    assert_eq!(replayed.events, report.events);
    let mut told: Vec<(u64, Verdict)> =
        report.findings.iter().map(|finding| (finding.event, finding.into())).collect();
    told.sort_by_key(|(event, _)| *event);
    assert_eq!(replayed.verdicts, told);
}

/// A server goes back, octets are damaged on their way, and at midnight the ledger forgets.
#[test]
fn what_a_world_does_beside_the_model_is_done_again() {
    let recipe = stormy(12, 1, false);
    let (mut restored, mut damaged, mut forgotten) = (0, 0, 0);
    for seed in 0..6 {
        let (trace, events) = trace(&recipe, seed, usize::MAX);
        restored += events.iter().filter(|event| event.action.is_none()).count();
        damaged += events.iter().filter(|event| event.damage.is_some()).count();
        forgotten += events.iter().filter(|event| event.midnight).count();
        assert_eq!(again(&trace, &mut Nobody), Ok(events.len() as u64));
    }
    assert!(restored > 0 && damaged > 0 && forgotten > 6 * 7, "{restored}, {damaged}, {forgotten}");
}

#[test]
fn a_trace_as_it_is_written() {
    let recipe = everyday(Overrides {
        only_faults: Some(Vec::new()),
        fault: vec!["response-lost=300000".to_owned()],
        swarm: Some(false),
        ..Overrides::default()
    });
    let (trace, events) = trace(&recipe, 3, 12);
    let text = String::from_utf8(trace).expect("it is text");
    // Hashes of states change with every field that a machine has.
    let hide = |text: String, event: &Event| text.replace(&event.state.to_string(), "(hash)");
    insta::assert_snapshot!(events.iter().fold(text, hide));
}

/// What is written, what is read and what the schema allows are the same keys.
#[test]
fn the_schema_has_the_keys_that_are_read() {
    let schema = trace_schema();
    let keys = |of: &str| {
        let properties = schema["$defs"][of]["properties"].as_object().expect("an object");
        properties.keys().map(String::as_str).collect::<Vec<_>>()
    };
    for (of, (_, read)) in [("Header", read::HEADER), ("Event", read::EVENT), ("End", read::END)] {
        assert_eq!(keys(of), read);
        assert_eq!(schema["$defs"][of]["additionalProperties"], json!(false));
    }
    let needed = ["event", "time", "user", "actor", "to", "words", "state"];
    assert_eq!(schema["$defs"]["Event"]["required"], json!(needed));
    assert_eq!(schema["$defs"]["Header"]["properties"]["format"]["const"], FORMAT);
    // Every kind of action is there, under the name by which it is written.
    let actions = schema["$defs"]["Action"]["oneOf"].as_array().expect("a list");
    assert_eq!(actions.len(), Action::KINDS.len());
}

#[test]
fn verdicts_stand_at_the_events_that_they_are_about() {
    let finding = Finding {
        property: "sent-once",
        reason: "text 7 was sent twice".to_owned(),
        excuse: None,
        time: crate::time::Time(0),
        event: 2,
        user: 0,
        count: 1,
    };
    let plan = plan_of(&plain());
    let header = Header::new(&plain(), &plan, 3);
    let mut trace = Trace::new(Vec::new(), &header).judged(std::slice::from_ref(&finding));
    let mut kept = Kept { most: 3, ..Kept::default() };
    let _ = World::new(&plan, 3).run(&mut Together(vec![&mut trace, &mut kept]));
    let events = read_all(&trace.finish().expect("memory takes it")).expect("it reads");
    let verdicts: Vec<&[Verdict]> = events.iter().map(|event| event.verdicts.as_slice()).collect();
    assert_eq!(verdicts, [&[], [Verdict::from(&finding)].as_slice(), &[]]);
}

/// A trace with a line changed, by a function that gets it as JSON.
fn changed(line: usize, change: impl Fn(&mut serde_json::Value)) -> Vec<u8> {
    let (trace, _) = trace(&plain(), 3, 12);
    let mut lines: Vec<serde_json::Value> = trace
        .split(|c| *c == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).unwrap())
        .collect();
    change(&mut lines[line - 1]);
    lines.iter().flat_map(|line| format!("{line}\n").into_bytes()).collect()
}

#[test]
fn a_wrong_line_is_told_with_what_would_be_right() {
    let told = |trace: &[u8]| read_all(trace).map(drop).expect_err("it is wrong").to_string();
    let with = |line, key: &'static str, value: serde_json::Value| {
        told(&changed(line, move |line| line[key] = value.clone()))
    };
    assert_eq!(with(1, "format", json!("other")), "line 1, format: \"other\", where \"asms-trace\" is read");
    assert_eq!(with(1, "version", json!(9)), "line 1, version: 9, where 1 is read");
    assert_eq!(with(2, "time", json!("noon")), "line 2, time: invalid type: string \"noon\", expected u64");
    assert_eq!(
        with(2, "state", json!("7")),
        "line 2, state: \"7\" is no hash; one has sixteen digits, 0 to 9 and a to f"
    );
    assert_eq!(
        with(2, "octets", json!("abc")),
        "line 2, octets: not octets, which have two digits each, 0 to 9 and a to f"
    );
    assert_eq!(with(3, "event", json!(7)), "line 3, event: 7, where events are numbered and 2 is next");
    assert_eq!(with(14, "events", json!(7)), "line 14, events: 7, where 12 came before");
    let action = with(2, "action", json!({ "device-sleeps": 0 }));
    assert!(
        action.starts_with(
            "line 2, action: unknown variant `device-sleeps`, expected one of `phone-receives`, "
        ),
        "{action}"
    );
    let unknown = with(2, "colour", json!("red"));
    assert!(
        unknown.starts_with("line 2: there is no key \"colour\" in an event; there are event, time, user, "),
        "{unknown}"
    );
    let missing = told(&changed(3, |line| drop(line.as_object_mut().map(|line| line.remove("words")))));
    assert_eq!(missing, "line 3: an event has \"words\", and this one has not");
    assert_eq!(told(b""), "there is no first line; a trace begins with its header");
    assert_eq!(
        told(b"{\"format\":1,\"format\":2}\n"),
        "line 1: the key \"format\" comes twice at line 1 column 23; each line of a trace is a JSON object"
    );
    let (whole, _) = trace(&plain(), 3, 12);
    let cut = whole.len() - "{\"events\":12}\n".len();
    assert_eq!(
        told(&whole[..cut]),
        "it ends after line 13 without its last line, {\"events\":…}: it was cut short"
    );
    let twice = [whole.as_slice(), b"{\"events\":12}\n"].concat();
    assert_eq!(told(&twice), "line 15, events: this is the last line, and more follow");
}

#[test]
fn what_cannot_be_done_again_says_where_and_why() {
    let told = |trace: &[u8]| again(trace, &mut Nobody).expect_err("it is wrong");
    let wrong = changed(2, |line| line["state"] = json!("0123456789abcdef"));
    assert!(told(&wrong).starts_with("event 1: "), "{}", told(&wrong));
    assert!(told(&wrong).ends_with(", and 0123456789abcdef in the trace"), "{}", told(&wrong));
    let wrong = changed(2, |line| line["action"] = json!({ "device-receives": 0 }));
    assert_eq!(
        told(&wrong),
        "event 1: DeviceReceives(DeviceId(0)) may not happen: there is no such device, folder, item or message"
    );
    let wrong = changed(2, |line| line["action"] = json!({ "desktop-composes": 0 }));
    assert_eq!(told(&wrong), "event 1: DesktopComposes(0) writes a text, and the trace does not say which");
    let wrong = changed(2, |line| drop(line.as_object_mut().map(|line| line.remove("action"))));
    assert_eq!(
        told(&wrong),
        "event 1: the server went back to a state that it was in at none of the last 7 midnights"
    );
    let wrong = changed(1, |line| line["behaviour"] = json!(["repeat=changed"]));
    assert_eq!(told(&wrong), "it is a trace of behaviour repeat=changed, and this is behaviour default");
    let wrong = changed(2, |line| line["user"] = json!(7));
    assert_eq!(told(&wrong), "event 1: there is no user 7; there are 1, from 0");
    let wrong = changed(1, |line| line["overrides"] = json!({ "days": 0 }));
    assert_eq!(told(&wrong), "the scenario of the trace: simulation.days is 0; a run has 1 to 36500 days");
}
