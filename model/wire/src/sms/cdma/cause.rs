//! Cause codes of the transport layer.

use crate::sms::cause::{Class, Meaning, Retry};

/// What a transport acknowledgement says ([3GPP2 C.S0015-B] 3.4.3.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Acknowledgement {
    /// Which message it is about.
    pub sequence: ReplySequence,
    /// Why the message was not taken; none when it was.
    pub failure: Option<(ErrorClass, CauseCode)>,
}

impl Acknowledgement {
    /// What it says, class of the error included.
    pub const fn meaning(self) -> Meaning {
        match self.failure {
            None => Meaning {
                name: "no error",
                text: "the message was taken",
                class: Class::Success,
                retry: Retry::AlreadyAccepted,
            },
            Some((class, cause)) => cause.meaning(class),
        }
    }
}

/// `REPLY_SEQ`, 0 to 63: ties an acknowledgement to the message that asked for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ReplySequence(u8);

impl ReplySequence {
    /// The sequence number in the low six bits.
    pub const fn new(number: u8) -> Self {
        Self(number & 0x3F)
    }

    /// The number, 0 to 63.
    pub const fn number(self) -> u8 {
        self.0
    }
}

/// `ERROR_CLASS`, when it is not 0, which is no error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorClass {
    /// 1: reserved; treated as permanent.
    Reserved,
    /// 2: the same message may go through later.
    Temporary,
    /// 3: it will fail again.
    Permanent,
}

/// `CAUSE_CODE` ([3GPP2 C.S0015-B] table 3.4.3.6-1). Every octet has a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CauseCode(pub u8);

impl CauseCode {
    /// The cause to act on: reserved codes stand for another one of their group.
    #[must_use]
    pub const fn effective(self) -> Self {
        Self(match self.0 {
            7..=31 => 5,
            40..=47 => 39,
            48..=63 => 36,
            68..=95 => 66,
            101 | 109..=255 => 107,
            known => known,
        })
    }

    /// What the cause says in an error of `class`.
    pub const fn meaning(self, class: ErrorClass) -> Meaning {
        let (name, text) = self.words();
        let retry = match (class, self.effective().0) {
            (ErrorClass::Temporary, 35) => Retry::WhenMemoryIsFree,
            (ErrorClass::Temporary, 2 | 33 | 64) => Retry::BackOff,
            (ErrorClass::Temporary, _) => Retry::Later,
            (ErrorClass::Reserved | ErrorClass::Permanent, _) => Retry::Never,
        };
        let class = match class {
            ErrorClass::Temporary => Class::Temporary,
            ErrorClass::Reserved | ErrorClass::Permanent => Class::Permanent,
        };
        Meaning { name, text, class, retry }
    }

    const fn words(self) -> (&'static str, &'static str) {
        match self.effective().0 {
            0 => ("address vacant", "the address is not in use"),
            1 => ("address translation failure", "the address cannot be resolved"),
            2 => ("network resource shortage", "the network lacks resources"),
            3 => ("network failure", "the network has failed"),
            4 => ("invalid teleservice", "the teleservice is not known"),
            5 => ("other network problem", "the network has a problem without a name of its own"),
            6 => ("unsupported network interface", "the network does not support the interface"),
            32 => ("no page response", "the phone did not answer"),
            33 => ("destination busy", "the phone is busy"),
            34 => ("no acknowledgement", "the phone did not acknowledge the message"),
            35 => ("destination resource shortage", "the memory of the phone is full"),
            36 => ("delivery postponed", "the message will be delivered when the phone is back"),
            37 => ("destination out of service", "the phone is out of service"),
            38 => ("destination moved", "the phone is no longer at this address"),
            39 => ("other terminal problem", "the phone has a problem without a name of its own"),
            64 => ("radio resource shortage", "the radio interface lacks resources"),
            65 => ("radio incompatibility", "the radio interface cannot carry the message"),
            66 => ("other radio problem", "the radio interface has a problem without a name of its own"),
            67 => ("unsupported base station", "the base station does not support the service"),
            96 => ("encoding problem", "a parameter cannot be decoded"),
            97 => ("origination denied", "the sender may not send messages"),
            98 => ("termination denied", "the destination may not receive messages"),
            99 => ("supplementary service not supported", "a supplementary service is not supported"),
            100 => ("service not supported", "the service is not supported"),
            102 => ("missing expected parameter", "a parameter that should be there is missing"),
            103 => ("missing mandatory parameter", "a mandatory parameter is missing"),
            104 => ("unrecognised parameter value", "a parameter has a value that is not known"),
            105 => ("unexpected parameter value", "a parameter has a value that does not fit"),
            106 => ("user data size error", "the user data is too long"),
            108 => ("session not active", "the session is not active"),
            _ => ("other general problem", "there is a problem without a name of its own"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn causes_by_name_with_reserved_codes_read_as_another() {
        let rows = [
            (0, 0, "address vacant"),
            (1, 1, "address translation failure"),
            (2, 2, "network resource shortage"),
            (3, 3, "network failure"),
            (4, 4, "invalid teleservice"),
            (5, 5, "other network problem"),
            (6, 6, "unsupported network interface"),
            (7, 5, "other network problem"),
            (31, 5, "other network problem"),
            (32, 32, "no page response"),
            (33, 33, "destination busy"),
            (34, 34, "no acknowledgement"),
            (35, 35, "destination resource shortage"),
            (36, 36, "delivery postponed"),
            (37, 37, "destination out of service"),
            (38, 38, "destination moved"),
            (39, 39, "other terminal problem"),
            (40, 39, "other terminal problem"),
            (47, 39, "other terminal problem"),
            (48, 36, "delivery postponed"),
            (63, 36, "delivery postponed"),
            (64, 64, "radio resource shortage"),
            (65, 65, "radio incompatibility"),
            (66, 66, "other radio problem"),
            (67, 67, "unsupported base station"),
            (68, 66, "other radio problem"),
            (95, 66, "other radio problem"),
            (96, 96, "encoding problem"),
            (97, 97, "origination denied"),
            (98, 98, "termination denied"),
            (99, 99, "supplementary service not supported"),
            (100, 100, "service not supported"),
            (102, 102, "missing expected parameter"),
            (103, 103, "missing mandatory parameter"),
            (104, 104, "unrecognised parameter value"),
            (105, 105, "unexpected parameter value"),
            (106, 106, "user data size error"),
            (107, 107, "other general problem"),
            (108, 108, "session not active"),
            (109, 107, "other general problem"),
            (255, 107, "other general problem"),
        ];
        for (code, effective, name) in rows {
            let cause = CauseCode(code);
            assert_eq!(
                (cause.effective().0, cause.meaning(ErrorClass::Temporary).name),
                (effective, name),
                "{code}"
            );
        }
    }

    #[test]
    fn the_class_on_the_wire_decides_whether_to_try_again() {
        use ErrorClass::{Permanent, Reserved, Temporary};
        let rows = [
            (Temporary, 32, Class::Temporary, Retry::Later),
            (Temporary, 35, Class::Temporary, Retry::WhenMemoryIsFree),
            (Temporary, 64, Class::Temporary, Retry::BackOff),
            (Permanent, 35, Class::Permanent, Retry::Never),
            (Reserved, 32, Class::Permanent, Retry::Never),
        ];
        for (error, code, class, retry) in rows {
            let failure = Some((error, CauseCode(code)));
            let meaning = Acknowledgement { sequence: ReplySequence::new(0), failure }.meaning();
            assert_eq!((meaning.class, meaning.retry), (class, retry), "{error:?} {code}");
        }
        let success = Acknowledgement { sequence: ReplySequence::new(0), failure: None };
        assert_eq!(success.meaning().class, Class::Success);
    }
}
