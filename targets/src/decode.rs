//! Any bytes get an answer, in time and memory bounded by their number: each event takes a byte of its own.

use asms_wire::wbxml::{DecodeError, Decoder, Event, EventKind, Options};

/// The events of a document, and the fault that ended them.
pub type Read<'a> = (Vec<Event<'a>>, Option<DecodeError>);

/// Checks the decoder.
pub fn check(input: &[u8]) {
    check_with(read, input);
}

/// Checks any implementation of [`read`].
pub fn check_with(read: for<'a> fn(&'a [u8], Options) -> Read<'a>, input: &[u8]) {
    for overlong_lengths in [false, true] {
        let options = Options { overlong_lengths, ..Options::default() };
        let (events, error) = read(input, options);
        check_places(input, &events);
        check_nesting(&events, error.as_ref());
    }
}

/// Reads strictly to the end or to the first fault, which stays the answer from there on.
pub fn read(input: &[u8], options: Options) -> Read<'_> {
    let mut events = Vec::new();
    let mut decoder = match Decoder::with_options(input, options) {
        Ok(decoder) => decoder,
        Err(error) => return (events, Some(error)),
    };
    loop {
        match decoder.next_event() {
            Ok(Some(event)) => events.push(event),
            Ok(None) => return (events, None),
            Err(error) => {
                assert_eq!(decoder.next_event(), Err(error.clone()), "an error is the last word");
                return (events, Some(error));
            }
        }
    }
}

/// Each event begins behind the one before, and its content is the bytes at its place.
fn check_places(input: &[u8], events: &[Event<'_>]) {
    let mut end = 0;
    for event in events {
        assert!(event.offset >= end, "{event:?} begins inside what is before it, which ends at {end}");
        end = event.offset + 1;
        let content = match event.kind {
            EventKind::Text(text) => text.as_bytes(),
            EventKind::Opaque(bytes) => bytes,
            EventKind::Page(_) | EventKind::Start(_) | EventKind::Empty(_) | EventKind::End(_) => &[],
        };
        assert!(
            content.is_empty() || starts_at(input, event.offset, content),
            "{event:?} is not what stands there"
        );
        end += content.len();
    }
    assert!(end <= input.len(), "the last event ends at {end}, the input at {}", input.len());
}

/// Whether the content follows the token at this offset, behind at most five bytes of length.
fn starts_at(input: &[u8], offset: usize, content: &[u8]) -> bool {
    (offset + 1..=offset + 6).any(|at| input.get(at..).is_some_and(|rest| rest.starts_with(content)))
}

/// Every END closes what is open, and what stays open is what the error says.
fn check_nesting(events: &[Event<'_>], error: Option<&DecodeError>) {
    let mut open = Vec::new();
    for event in events {
        match event.kind {
            EventKind::Start(tag) => open.push(tag),
            EventKind::End(tag) => assert_eq!(open.pop(), Some(tag), "{event:?} closes another element"),
            EventKind::Page(_) | EventKind::Empty(_) | EventKind::Text(_) | EventKind::Opaque(_) => {}
        }
    }
    assert_eq!(error.map_or(&[][..], |error| &error.open), open, "the open elements");
}
