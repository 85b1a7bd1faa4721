//! TP-DCS ([3GPP TS 23.038] 4): the alphabet of a message, and how the phone should treat it.

use super::Alphabet;

/// The TP-DCS octet. Every value has a meaning; reserved ones mean GSM 7-bit, as a receiver has to take them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DataCodingScheme(pub u8);

impl DataCodingScheme {
    /// The usual octet for an alphabet: 00, 04, 08, without a class.
    pub const fn of(alphabet: Alphabet) -> Self {
        Self(match alphabet {
            Alphabet::Gsm7 => 0x00,
            Alphabet::Data => 0x04,
            Alphabet::Ucs2 => 0x08,
        })
    }

    /// The alphabet of the user data.
    ///
    /// Compressed text is [`Alphabet::Data`]: its TP-UDL counts octets, and they mean nothing uncompressed.
    pub const fn alphabet(self) -> Alphabet {
        let general = self.0 >> 2 & 0b11;
        match self.0 {
            0x00..=0x7F if self.is_compressed() || general == 0b01 => Alphabet::Data,
            0x00..=0x7F if general == 0b10 => Alphabet::Ucs2,
            0xE0..=0xEF => Alphabet::Ucs2,
            0xF0..=0xFF if self.0 & 0b100 != 0 => Alphabet::Data,
            _ => Alphabet::Gsm7,
        }
    }

    /// Whether the text is compressed ([3GPP TS 23.042]); in the general groups only.
    pub const fn is_compressed(self) -> bool {
        self.is_general() && self.0 & 0x20 != 0
    }

    /// Whether the message asks to be deleted once it is read.
    pub const fn is_marked_for_deletion(self) -> bool {
        matches!(self.0, 0x40..=0x7F)
    }

    /// The message class, if the octet gives one.
    pub const fn class(self) -> Option<MessageClass> {
        let given = (self.is_general() && self.0 & 0x10 != 0) || self.0 >= 0xF0;
        match (given, self.0 & 0b11) {
            (false, _) => None,
            (true, 0) => Some(MessageClass::Display),
            (true, 1) => Some(MessageClass::Equipment),
            (true, 2) => Some(MessageClass::Sim),
            (true, _) => Some(MessageClass::Terminal),
        }
    }

    /// What the message says about messages that wait elsewhere, if it does.
    pub const fn waiting(self) -> Option<MessageWaiting> {
        if !matches!(self.0, 0xC0..=0xEF) {
            return None;
        }
        let kind = match self.0 & 0b11 {
            0 => WaitingKind::Voice,
            1 => WaitingKind::Fax,
            2 => WaitingKind::Mail,
            _ => WaitingKind::Other,
        };
        Some(MessageWaiting { kind, active: self.0 & 0x08 != 0, store: self.0 >= 0xD0 })
    }

    const fn is_general(self) -> bool {
        self.0 < 0x80
    }
}

/// Where a message goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MessageClass {
    /// Class 0: shown at once and not stored ("flash").
    Display,
    /// Class 1: the phone's memory.
    Equipment,
    /// Class 2: the SIM.
    Sim,
    /// Class 3: the equipment behind the phone.
    Terminal,
}

/// A message-waiting indication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MessageWaiting {
    /// What waits.
    pub kind: WaitingKind,
    /// Whether the indicator goes on; off otherwise.
    pub active: bool,
    /// Whether the text is to be stored; it may be discarded otherwise.
    pub store: bool,
}

/// What waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WaitingKind {
    /// Voice mail.
    Voice,
    /// Fax.
    Fax,
    /// Electronic mail.
    Mail,
    /// Anything else.
    Other,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_give_the_alphabet() {
        use Alphabet::{Data, Gsm7, Ucs2};
        for (octet, alphabet) in [
            (0x00, Gsm7),
            (0x04, Data),
            (0x08, Ucs2),
            (0x0C, Gsm7), // reserved alphabet
            (0x10, Gsm7),
            (0x18, Ucs2),
            (0x20, Data), // compressed
            (0x44, Data),
            (0x48, Ucs2),
            (0x60, Data), // compressed
            (0x84, Gsm7), // reserved groups
            (0xB8, Gsm7),
            (0xC8, Gsm7),
            (0xD8, Gsm7),
            (0xE8, Ucs2),
            (0xF0, Gsm7),
            (0xF5, Data),
            (0xF6, Data),
            (0xF8, Gsm7), // reserved bit 3
        ] {
            assert_eq!(DataCodingScheme(octet).alphabet(), alphabet, "{octet:02X}");
        }
        for alphabet in [Gsm7, Data, Ucs2] {
            assert_eq!(DataCodingScheme::of(alphabet).alphabet(), alphabet);
        }
    }

    #[test]
    fn classes_stand_in_the_general_groups_and_the_last() {
        use MessageClass::{Display, Equipment, Sim, Terminal};
        for (octet, class) in [
            (0x00, None),
            (0x03, None), // bits without bit 4 mean nothing
            (0x10, Some(Display)),
            (0x18, Some(Display)),
            (0x53, Some(Terminal)),
            (0x92, None),
            (0xD2, None),
            (0xF0, Some(Display)),
            (0xF5, Some(Equipment)),
            (0xF6, Some(Sim)),
            (0xF7, Some(Terminal)),
        ] {
            assert_eq!(DataCodingScheme(octet).class(), class, "{octet:02X}");
        }
        assert!(DataCodingScheme(0x40).is_marked_for_deletion());
        assert!(!DataCodingScheme(0x80).is_marked_for_deletion());
    }

    #[test]
    fn waiting_groups() {
        let waiting = |octet| DataCodingScheme(octet).waiting();
        assert_eq!(waiting(0xBF), None);
        assert_eq!(
            waiting(0xC8),
            Some(MessageWaiting { kind: WaitingKind::Voice, active: true, store: false })
        );
        assert_eq!(
            waiting(0xD1),
            Some(MessageWaiting { kind: WaitingKind::Fax, active: false, store: true })
        );
        assert_eq!(
            waiting(0xEA),
            Some(MessageWaiting { kind: WaitingKind::Mail, active: true, store: true })
        );
        assert_eq!(
            waiting(0xE7),
            Some(MessageWaiting { kind: WaitingKind::Other, active: false, store: true })
        );
        assert_eq!(waiting(0xF0), None);
    }
}
