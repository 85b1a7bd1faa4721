//! A lenient reading, for logs and captures: everything up to the first fault, the fault, how to repair it, and what
//! stands behind it where that is safe to say.

use std::fmt;

use super::repair::{self, Body};
use super::{DecodeError, Decoder, Event, Fault, Options, Repair};

/// Faults of one document that are reported at most.
pub const MAX_FAULTS: usize = 100;

/// What a lenient reading made of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading<'a> {
    /// The events before the first fault: exactly those that the strict [`Decoder`] gives.
    pub events: Vec<Event<'a>>,
    /// The faults by offset, none when the document is sound. The first is the error of the strict decoder.
    pub faults: Vec<Diagnosis>,
    /// What stands behind the first fault. It ends before the last fault, unless that one is harmless.
    pub beyond: Vec<Recovered<'a>>,
}

/// A fault and its likely repair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnosis {
    /// What the strict decoder says.
    pub error: DecodeError,
    /// What would most likely make the document right; none where nothing is likelier than the rest.
    pub repair: Option<Repair>,
}

impl fmt::Display for Diagnosis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.error)?;
        match &self.repair {
            Some(repair) => write!(f, "; {repair}"),
            None => Ok(()),
        }
    }
}

/// Something that stands behind the first fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recovered<'a> {
    /// An event.
    Event(Event<'a>),
    /// An inline string that is not UTF-8, read as Latin-1: each byte is one character.
    Latin1 {
        /// Offset of its `STR_I` token.
        offset: usize,
        /// The characters.
        text: String,
    },
}

/// Reads as far as possible.
///
/// It goes on behind three kinds of fault: text that is not UTF-8 (shown as Latin-1), overlong integers, and a header
/// that is wrong or missing or has something before it. All others make what follows guesswork, so it stops there.
/// Limits hold as for the strict decoder, and after [`MAX_FAULTS`] faults it has seen enough.
pub fn read(input: &[u8], options: Options) -> Reading<'_> {
    let mut reading = Reading::default();
    let decoder = match Decoder::with_options(input, options) {
        Ok(decoder) => Some(decoder),
        Err(error) => reading.header(input, options, error),
    };
    if let Some(decoder) = decoder {
        reading.body(input, decoder);
    }
    reading
}

impl<'a> Reading<'a> {
    /// Notes the fault of a header; gives a decoder for what is likely the body.
    fn header(&mut self, input: &'a [u8], options: Options, error: DecodeError) -> Option<Decoder<'a>> {
        let (body, repair) = repair::of_header(input, options, &error.fault);
        self.faults.push(Diagnosis { error, repair });
        let Body(body) = body?;
        Some(Decoder::from_body(input, body, options))
    }

    fn body(&mut self, input: &'a [u8], mut decoder: Decoder<'a>) {
        let mut last = None;
        loop {
            match decoder.next_event() {
                Ok(Some(event)) => {
                    last = Some(event);
                    self.push(event);
                }
                Ok(None) => return,
                Err(error) => {
                    let repair = repair::of_body(input, last, decoder.offset(), &error);
                    let fault = error.fault.clone();
                    self.faults.push(Diagnosis { error, repair });
                    if self.faults.len() >= MAX_FAULTS || !self.go_on(&fault, &mut decoder) {
                        return;
                    }
                }
            }
        }
    }

    fn push(&mut self, event: Event<'a>) {
        if self.faults.is_empty() {
            self.events.push(event);
        } else {
            self.beyond.push(Recovered::Event(event));
        }
    }

    /// Steps over a harmless fault; false when it is not harmless.
    fn go_on(&mut self, fault: &Fault, decoder: &mut Decoder<'a>) -> bool {
        let offset = decoder.offset();
        match fault {
            Fault::InvalidUtf8 { .. } => match decoder.step_over_text() {
                Some(bytes) => {
                    let text = bytes.iter().copied().map(char::from).collect();
                    self.beyond.push(Recovered::Latin1 { offset, text });
                    true
                }
                None => false,
            },
            Fault::IntegerOverlong => {
                decoder.take_overlong();
                true
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests;
