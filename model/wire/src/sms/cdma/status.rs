//! Message status: what became of a message.

use crate::sms::cause::{Class, Meaning, Retry};

/// `ERROR_CLASS` in the high two bits and `MESSAGE_STATUS_CODE` in the low six ([3GPP2 C.S0015-B] 4.5.21). Every
/// octet has a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MessageStatus(pub u8);

impl MessageStatus {
    /// The message was delivered.
    pub const DELIVERED: Self = Self(0x02);
    /// Its validity period ended before it could be delivered.
    pub const EXPIRED: Self = Self(0xCD);

    /// What the status says. An unknown code says as much as the unknown code of its class; class 1 is reserved
    /// and read as permanent.
    pub const fn meaning(self) -> Meaning {
        let (name, text) = self.words();
        let (class, retry) = match (self.0 >> 6, self.0) {
            // Permanent on the wire, but no failure: the first copy is there.
            (0, _) | (_, 0xC9) => (Class::Success, Retry::AlreadyAccepted),
            (2, _) => (Class::Temporary, Retry::Later),
            _ => (Class::Permanent, Retry::Never),
        };
        Meaning { name, text, class, retry }
    }

    const fn words(self) -> (&'static str, &'static str) {
        match self.0 {
            0x00 => ("accepted", "the message centre has the message"),
            0x01 => ("deposited to the Internet", "the message has left for the Internet"),
            0x02 => ("delivered", "the recipient has the message"),
            0x03 => ("cancelled", "the message was cancelled"),
            0x84 | 0xC4 => ("network congestion", "the network is congested"),
            0x85 | 0xC5 => ("network error", "the network has failed"),
            0xC6 => ("cancel failed", "the message could not be cancelled"),
            0xC7 => ("blocked destination", "the destination is blocked"),
            0xC8 => ("text too long", "the text is too long"),
            0xC9 => ("duplicate message", "the message centre already holds the message"),
            0xCA => ("invalid destination", "the destination is not valid"),
            0xCD => ("expired", "the validity period ended before the message could be delivered"),
            _ => ("unknown", "the message centre does not say what happened"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_by_name_and_class() {
        let taken = (Class::Success, Retry::AlreadyAccepted);
        let later = (Class::Temporary, Retry::Later);
        let permanent = (Class::Permanent, Retry::Never);
        let rows = [
            (0x00, "accepted", taken),
            (0x01, "deposited to the Internet", taken),
            (0x02, "delivered", taken),
            (0x03, "cancelled", taken),
            (0x21, "unknown", taken),
            (0x84, "network congestion", later),
            (0x85, "network error", later),
            (0x9F, "unknown", later),
            (0x44, "unknown", permanent),
            (0xC4, "network congestion", permanent),
            (0xC5, "network error", permanent),
            (0xC6, "cancel failed", permanent),
            (0xC7, "blocked destination", permanent),
            (0xC8, "text too long", permanent),
            (0xC9, "duplicate message", taken),
            (0xCA, "invalid destination", permanent),
            (0xCD, "expired", permanent),
            (0xDF, "unknown", permanent),
        ];
        for (octet, name, (class, retry)) in rows {
            let meaning = MessageStatus(octet).meaning();
            assert_eq!((meaning.name, meaning.class, meaning.retry), (name, class, retry), "{octet:#04X}");
        }
    }
}
