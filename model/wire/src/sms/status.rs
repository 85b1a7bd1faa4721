//! TP-ST: what became of a message.

/// TP-Status of a STATUS-REPORT ([3GPP TS 23.040] 9.2.3.15). Every octet has a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Status(u8);

impl Status {
    /// The recipient has the message.
    pub const DELIVERED: Self = Self(0x00);
    /// The validity period ended before the message could be delivered.
    pub const EXPIRED: Self = Self(0x46);

    /// The status with this octet.
    pub const fn from_octet(octet: u8) -> Self {
        Self(octet)
    }

    /// The octet on the wire.
    pub const fn octet(self) -> u8 {
        self.0
    }

    /// What the status says about the message.
    pub const fn class(self) -> StatusClass {
        match self.0 {
            0x00..=0x1F => StatusClass::Completed,
            0x20..=0x3F => StatusClass::StillTrying,
            0x40..=0x5F => StatusClass::Failed,
            0x60..=0x7F => StatusClass::GivenUp,
            0x80..=0xFF => StatusClass::Reserved,
        }
    }

    /// Whether no later report follows; unknown for a reserved status, which counts as not final.
    pub const fn is_final(self) -> bool {
        matches!(self.class(), StatusClass::Completed | StatusClass::Failed | StatusClass::GivenUp)
    }

    /// The status to act on: itself when it is known, else the first of its class. A reserved status stays itself.
    #[must_use]
    pub const fn effective(self) -> Self {
        match self.0 {
            0x03..=0x1F => Self(0x00),
            0x26..=0x3F => Self(0x20),
            0x4A..=0x5F => Self(0x40),
            0x66..=0x7F => Self(0x60),
            known => Self(known),
        }
    }

    /// What the status says in words, with its code read as it stands.
    pub const fn name(self) -> &'static str {
        match self.0 {
            0x00 => "delivered",
            0x01 => "forwarded, delivery not confirmed",
            0x02 => "replaced by the service centre",
            0x20 | 0x60 => "congestion",
            0x21 | 0x61 => "recipient busy",
            0x22 | 0x62 => "no response from recipient",
            0x23 | 0x63 => "service rejected",
            0x24 | 0x44 | 0x64 => "quality of service not available",
            0x25 | 0x65 => "error in recipient",
            0x40 => "remote procedure error",
            0x41 => "incompatible destination",
            0x42 => "rejected by recipient",
            0x43 => "recipient not obtainable",
            0x45 => "no interworking",
            0x46 => "validity period expired",
            0x47 => "deleted by sender",
            0x48 => "deleted by the administration of the service centre",
            0x49 => "message does not exist",
            0x10..=0x1F | 0x30..=0x3F | 0x50..=0x5F | 0x70..=0x7F => "specific to the service centre",
            0x03..=0x0F | 0x26..=0x2F | 0x4A..=0x4F | 0x66..=0x6F | 0x80..=0xFF => "reserved",
        }
    }
}

/// What a status says about a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatusClass {
    /// 0x00 to 0x1F: the message got where the service centre could bring it.
    Completed,
    /// 0x20 to 0x3F: it did not, and the service centre goes on trying.
    StillTrying,
    /// 0x40 to 0x5F: it cannot.
    Failed,
    /// 0x60 to 0x7F: it might have, but the service centre tries no more.
    GivenUp,
    /// 0x80 to 0xFF: not known; neither delivered nor failed.
    Reserved,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_by_class_and_name() {
        use StatusClass::{Completed, Failed, GivenUp, Reserved, StillTrying};
        let rows = [
            (0x00, Completed, 0x00, "delivered"),
            (0x01, Completed, 0x01, "forwarded, delivery not confirmed"),
            (0x02, Completed, 0x02, "replaced by the service centre"),
            (0x03, Completed, 0x00, "reserved"),
            (0x0F, Completed, 0x00, "reserved"),
            (0x10, Completed, 0x00, "specific to the service centre"),
            (0x1F, Completed, 0x00, "specific to the service centre"),
            (0x20, StillTrying, 0x20, "congestion"),
            (0x21, StillTrying, 0x21, "recipient busy"),
            (0x22, StillTrying, 0x22, "no response from recipient"),
            (0x23, StillTrying, 0x23, "service rejected"),
            (0x24, StillTrying, 0x24, "quality of service not available"),
            (0x25, StillTrying, 0x25, "error in recipient"),
            (0x26, StillTrying, 0x20, "reserved"),
            (0x3F, StillTrying, 0x20, "specific to the service centre"),
            (0x40, Failed, 0x40, "remote procedure error"),
            (0x41, Failed, 0x41, "incompatible destination"),
            (0x42, Failed, 0x42, "rejected by recipient"),
            (0x43, Failed, 0x43, "recipient not obtainable"),
            (0x44, Failed, 0x44, "quality of service not available"),
            (0x45, Failed, 0x45, "no interworking"),
            (0x46, Failed, 0x46, "validity period expired"),
            (0x47, Failed, 0x47, "deleted by sender"),
            (0x48, Failed, 0x48, "deleted by the administration of the service centre"),
            (0x49, Failed, 0x49, "message does not exist"),
            (0x4A, Failed, 0x40, "reserved"),
            (0x5F, Failed, 0x40, "specific to the service centre"),
            (0x60, GivenUp, 0x60, "congestion"),
            (0x61, GivenUp, 0x61, "recipient busy"),
            (0x62, GivenUp, 0x62, "no response from recipient"),
            (0x63, GivenUp, 0x63, "service rejected"),
            (0x64, GivenUp, 0x64, "quality of service not available"),
            (0x65, GivenUp, 0x65, "error in recipient"),
            (0x66, GivenUp, 0x60, "reserved"),
            (0x7F, GivenUp, 0x60, "specific to the service centre"),
            (0x80, Reserved, 0x80, "reserved"),
            (0xFF, Reserved, 0xFF, "reserved"),
        ];
        for (octet, class, effective, name) in rows {
            let status = Status::from_octet(octet);
            assert_eq!(
                (status.class(), status.effective().octet(), status.name()),
                (class, effective, name),
                "{octet:#04X}"
            );
            assert_eq!(status.effective().class(), class);
        }
    }

    #[test]
    fn a_report_that_is_not_final_decides_nothing() {
        for (octet, is_final) in
            [(0x00, true), (0x20, false), (0x3F, false), (0x46, true), (0x60, true), (0x80, false)]
        {
            assert_eq!(Status::from_octet(octet).is_final(), is_final, "{octet:#04X}");
        }
    }
}
