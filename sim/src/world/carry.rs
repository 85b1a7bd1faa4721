//! Messages as octets: what is sent is written, and what arrives is read.

use asms_bind::BindError;
use asms_machine::id::DeviceId;
use asms_machine::message::{Malformed, Request, Response};
use asms_machine::system::{Action, Event, Handled};

use super::user::User;
use crate::draw::Hand;

/// What arrives of a message that was damaged on its way.
pub(super) enum Arrived<T> {
    /// What was sent, or what stands in its place now.
    Message(T),
    /// Nothing that anybody could use.
    Nothing,
}

impl User {
    /// The octets of what an event sends: a request, a response or a TPDU. None where nothing is sent, or nothing that has
    /// octets at this version.
    pub(super) fn write(&mut self, action: Action, event: &Event) -> Result<Option<Vec<u8>>, String> {
        match event {
            Event::Sent { request } => {
                let Some(device) = action.device() else { return Ok(None) };
                self.speak_as(device);
                self.write_request(request)
            }
            Event::Handled(Handled { device, response: Some(response), awaited: true, .. }) => {
                self.speak_as(*device);
                self.write_response(response)
            }
            Event::Transmitted { submission, .. } => self.write_submit(submission).map(Some),
            _ => Ok(None),
        }
    }

    fn write_request(&mut self, request: &Request) -> Result<Option<Vec<u8>>, String> {
        // What is no request has no octets of its own.
        if matches!(request, Request::Malformed(_)) {
            return Ok(None);
        }
        match self.binding.write_request(request) {
            // What the version has no place for breaks the schema on the wire, and nothing of it is read.
            Err(BindError::NotAtVersion { .. }) => Ok(None),
            written => written.map(Some).map_err(|error| format!("{request:?} cannot be written: {error}")),
        }
    }

    fn write_response(&mut self, response: &Response) -> Result<Option<Vec<u8>>, String> {
        match self.binding.write_response(response) {
            Err(BindError::NotAtVersion { .. } | BindError::HttpStatus(_)) => Ok(None),
            written => written.map(Some).map_err(|error| format!("{response:?} cannot be written: {error}")),
        }
    }

    /// Reads the request at a place of the link from its octets, and lets that be what arrives.
    pub(super) fn read_request(&mut self, device: DeviceId, at: u8) -> Result<Arrived<()>, String> {
        let at = usize::from(at);
        let wire = &self.lines[usize::from(device.0)].requests[at];
        let Some(octets) = &wire.octets else { return Ok(Arrived::Message(())) };
        let envelope = &mut self.state.links[usize::from(device.0)].requests[at];
        self.binding.set_version(envelope.version);
        if wire.damaged {
            let read = self.binding.read_request(&damage(octets, &wire.hand));
            let is_malformed = matches!(read, Request::Malformed(Malformed::Wbxml | Malformed::Schema));
            if read != envelope.request && !is_malformed {
                // It says something else, and nothing in it shows that: the transport below has to throw it away.
                return Ok(Arrived::Nothing);
            }
            envelope.request = read;
            return Ok(Arrived::Message(()));
        }
        let read = self.binding.try_read_request(octets).map_err(|error| error.to_string())?;
        if read != envelope.request {
            return Err(format!("{:?} is read as {read:?}", envelope.request));
        }
        envelope.request = read;
        Ok(Arrived::Message(()))
    }

    /// Reads the response on its way from its octets, and lets that be what arrives.
    pub(super) fn read_response(&mut self, device: DeviceId) -> Result<Arrived<()>, String> {
        self.speak_as(device);
        let wire = self.lines[usize::from(device.0)].reply.as_ref();
        let reply = self.state.links[usize::from(device.0)].reply.as_mut();
        let (Some(wire), Some(reply)) = (wire, reply) else { return Ok(Arrived::Nothing) };
        let Some(octets) = &wire.octets else { return Ok(Arrived::Message(())) };
        if wire.damaged {
            let read = self.binding.read_response(&damage(octets, &wire.hand));
            // A device that cannot read an answer has none, and neither has one whose answer became another.
            return Ok(match read {
                Ok(read) if read == reply.response => Arrived::Message(()),
                _ => Arrived::Nothing,
            });
        }
        let read = self.binding.read_response(octets).map_err(|error| error.to_string())?;
        if read != reply.response {
            return Err(format!("{:?} is read as {read:?}", reply.response));
        }
        reply.response = read;
        Ok(Arrived::Message(()))
    }

    fn speak_as(&mut self, device: DeviceId) {
        if let Some(device) = self.state.device(device) {
            self.binding.set_version(device.version);
        }
    }
}

/// The octets with some cut off, or one of them changed.
fn damage(octets: &[u8], hand: &Hand) -> Vec<u8> {
    let mut octets = octets.to_vec();
    let length = u64::try_from(octets.len()).unwrap_or_default();
    let at = usize::try_from(hand.below(CHANGED, length)).unwrap_or_default();
    if hand.happens(CUT, 500_000) {
        octets.truncate(at);
    } else if let Some(octet) = octets.get_mut(at) {
        *octet ^= 1 << hand.below(BIT, 8);
    }
    octets
}

/// The places in a hand of an exchange that say how a message is damaged.
const CHANGED: usize = 13;
const CUT: usize = 14;
const BIT: usize = 15;
