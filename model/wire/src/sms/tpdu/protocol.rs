//! TP-PID: what kind of message or which device at the other end.

/// TP-Protocol-Identifier ([3GPP TS 23.040] 9.2.3.9). Every octet has a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct ProtocolId(u8);

impl ProtocolId {
    /// From one short message entity to another: the usual one.
    pub const PLAIN: Self = Self(0x00);

    /// The identifier with this octet.
    pub const fn from_octet(octet: u8) -> Self {
        Self(octet)
    }

    /// The octet on the wire.
    pub const fn octet(self) -> u8 {
        self.0
    }

    /// What it asks for.
    pub const fn purpose(self) -> Purpose {
        match self.0 {
            0x00..=0x1F => Purpose::Plain,
            0x20..=0x3F => Purpose::Telematic(self.0 & 0x1F),
            0x40 => Purpose::Type0,
            0x41..=0x47 => Purpose::Replace(self.0 & 0x07),
            0x5F => Purpose::ReturnCall,
            0x7C => Purpose::Ansi136,
            0x7D => Purpose::PhoneDownload,
            0x7E => Purpose::Depersonalisation,
            0x7F => Purpose::SimDownload,
            0x48..=0x5E | 0x60..=0x7B | 0x80..=0xBF => Purpose::Reserved,
            0xC0..=0xFF => Purpose::ServiceCentre,
        }
    }
}

/// What TP-PID asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// 0x00 to 0x1F: short message to short message entity; the low bits name a protocol between them.
    Plain,
    /// 0x20 to 0x3F: a telematic device, by the low five bits; 0x1F is any mobile.
    Telematic(u8),
    /// 0x40: acknowledged, then neither shown nor stored.
    Type0,
    /// 0x41 to 0x47: takes the place of a stored message with the same identifier, originator and service centre.
    Replace(u8),
    /// 0x5F: return call.
    ReturnCall,
    /// 0x7C: ANSI-136 data.
    Ansi136,
    /// 0x7D: data for the phone itself.
    PhoneDownload,
    /// 0x7E: unlocks the phone.
    Depersonalisation,
    /// 0x7F: data for the SIM.
    SimDownload,
    /// Reserved: stored as received and treated as plain.
    Reserved,
    /// 0xC0 to 0xFF: defined by the service centre.
    ServiceCentre,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_range_has_its_purpose_up_to_its_edges() {
        let rows = [
            (0x00, Purpose::Plain),
            (0x1F, Purpose::Plain),
            (0x20, Purpose::Telematic(0)),
            (0x3F, Purpose::Telematic(0x1F)),
            (0x40, Purpose::Type0),
            (0x41, Purpose::Replace(1)),
            (0x47, Purpose::Replace(7)),
            (0x48, Purpose::Reserved),
            (0x5E, Purpose::Reserved),
            (0x5F, Purpose::ReturnCall),
            (0x60, Purpose::Reserved),
            (0x7C, Purpose::Ansi136),
            (0x7D, Purpose::PhoneDownload),
            (0x7E, Purpose::Depersonalisation),
            (0x7F, Purpose::SimDownload),
            (0x80, Purpose::Reserved),
            (0xBF, Purpose::Reserved),
            (0xC0, Purpose::ServiceCentre),
            (0xFF, Purpose::ServiceCentre),
        ];
        for (octet, purpose) in rows {
            assert_eq!(ProtocolId::from_octet(octet).purpose(), purpose, "{octet:#04X}");
        }
    }
}
