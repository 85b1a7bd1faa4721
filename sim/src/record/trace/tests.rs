use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::observe::Together;
use crate::plan::{Fault, Faults, Plan};
use crate::world::World;

fn plan() -> Plan {
    let text = include_str!("../../../scenarios/everyday.toml");
    Plan::parse("everyday", "everyday.toml", text).expect("a plan")
}

/// Two users, for whom everything goes wrong that can.
fn stormy() -> Plan {
    let often = |faults: Faults, fault: &Fault| faults.with(*fault, fault.unit().most() / 40);
    Plan { days: 3, users: 2, faults: Fault::ALL.iter().fold(Faults::NONE, often), ..plan() }
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
fn trace(plan: &Plan, seed: u64, most: usize) -> (Vec<u8>, Vec<Event>) {
    let mut trace = Trace::new(Vec::new(), &Header::new(plan, seed));
    let mut kept = Kept { most, ..Kept::default() };
    // A divergence is another's to find.
    let _ = World::new(plan, seed).run(&mut Together(vec![&mut trace, &mut kept]));
    (trace.finish().expect("memory takes it"), kept.events)
}

fn read_all(trace: &[u8]) -> Result<Vec<Event>, ReadError> {
    read(trace)?.collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn a_trace_reads_back_and_can_be_done_again(seed: u64) {
        let plan = stormy();
        let (trace, events) = trace(&plan, seed, usize::MAX);
        prop_assert_eq!(&read_all(&trace).expect("it reads"), &events);
        let replayed = replay(read(trace.as_slice()).expect("it reads"), &plan);
        prop_assert_eq!(replayed.map(|replayed| replayed.events).map_err(|error| error.to_string()), Ok(events.len() as u64));
    }
}

/// A server goes back, octets are damaged on their way, and at midnight the ledger forgets.
#[test]
fn what_a_world_does_beside_the_model_is_done_again() {
    let mut plan = stormy();
    plan.swarm = false;
    plan.days = 12;
    plan.users = 1;
    let (mut restored, mut damaged, mut forgotten) = (0, 0, 0);
    for seed in 0..6 {
        let (trace, events) = trace(&plan, seed, usize::MAX);
        restored += events.iter().filter(|event| event.action.is_none()).count();
        damaged += events.iter().filter(|event| event.damage.is_some()).count();
        forgotten += events.iter().filter(|event| event.midnight).count();
        replay(read(trace.as_slice()).expect("it reads"), &plan).expect("it can be done again");
    }
    assert!(restored > 0 && damaged > 0 && forgotten > 6 * 7, "{restored}, {damaged}, {forgotten}");
}

#[test]
fn a_trace_as_it_is_written() {
    let plan = Plan { faults: Faults::NONE.with(Fault::ResponseLost, 300_000), swarm: false, ..plan() };
    let (trace, events) = trace(&plan, 3, 12);
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
    let plan = plan();
    let mut trace = Trace::new(Vec::new(), &Header::new(&plan, 3)).judged(std::slice::from_ref(&finding));
    let mut kept = Kept { most: 3, ..Kept::default() };
    let _ = World::new(&plan, 3).run(&mut Together(vec![&mut trace, &mut kept]));
    let events = read_all(&trace.finish().expect("memory takes it")).expect("it reads");
    let verdicts: Vec<&[Verdict]> = events.iter().map(|event| event.verdicts.as_slice()).collect();
    assert_eq!(verdicts, [&[], [Verdict::from(&finding)].as_slice(), &[]]);
}

/// A trace with a line changed, by a function that gets it as JSON.
fn changed(line: usize, change: impl Fn(&mut serde_json::Value)) -> Vec<u8> {
    let (trace, _) = trace(&plan(), 3, 12);
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
    let (whole, _) = trace(&plan(), 3, 12);
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
    let plan = plan();
    let told = |trace: &[u8]| {
        let trace = read(trace).expect("it reads");
        replay(trace, &plan).map(drop).expect_err("it is wrong").to_string()
    };
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
}
