//! A trace is refused with the line and the reason, or gives as many events as it says; and what is sound is done again by the
//! machines, or refused with the event.

use asms_sim::observe::Nobody;
use asms_sim::record::{Event, Header, ReadError, read, replay};
use asms_sim::{BUILT_IN, Plan};

/// The most bytes that are taken for a trace.
const LONGEST: usize = 256 << 10;

/// What was read of a trace, and the error that ended it.
pub type Read = (Option<Header>, Vec<Event>, Option<ReadError>);

/// Checks the reader, and that traces can be done again.
pub fn check(input: &[u8]) {
    check_with(read_all, input);
}

/// Checks any implementation of [`read_all`].
pub fn check_with(read_all: fn(&[u8]) -> Read, input: &[u8]) {
    if input.len() > LONGEST {
        return;
    }
    let (header, events, error) = read_all(input);
    let lines = input.split(|byte| *byte == b'\n').count();
    assert!(events.len() < lines, "{} events in {lines} lines", events.len());
    for (number, event) in (1..).zip(&events) {
        assert_eq!(event.event, number, "the number of an event");
    }
    match error {
        Some(error) => assert!(!error.to_string().is_empty()),
        None => assert!(header.is_some(), "a trace without a header is taken"),
    }
    if let Some(header) = header {
        check_replay(&header, input);
    }
}

/// Reads to the end or to the first error, which is the last word.
pub fn read_all(input: &[u8]) -> Read {
    let mut reader = match read(input) {
        Ok(reader) => reader,
        Err(error) => return (None, Vec::new(), Some(error)),
    };
    let mut events = Vec::new();
    loop {
        match reader.next() {
            Some(Ok(event)) => events.push(event),
            Some(Err(error)) => {
                assert!(reader.next().is_none(), "an error is the last word");
                return (Some(reader.header), events, Some(error));
            }
            None => return (Some(reader.header), events, None),
        }
    }
}

/// Does a trace of a scenario that comes with the simulator again.
fn check_replay(header: &Header, input: &[u8]) {
    let Some((name, text)) = BUILT_IN.iter().find(|(name, _)| *name == header.scenario) else { return };
    let Ok(mut plan) = Plan::parse(name, name, text) else { return };
    if plan.behaviour.set_from(header.behaviour.iter().map(String::as_str)).is_err() {
        return;
    }
    let Ok(reader) = read(input) else { return };
    if let Err(error) = replay(reader, &plan, &mut Nobody) {
        assert!(!error.to_string().is_empty());
    }
}
