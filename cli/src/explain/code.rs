//! Codes of the mobile networks and of modems.

use std::io::{self, Write};

use asms_wire::sms::cause::{Class, ConnectionCause, FailureCause, Meaning, ModemError, RelayCause, Retry};
use asms_wire::sms::cdma::MessageStatus;
use asms_wire::sms::status::Status;

use super::number;
use crate::answer::Failure;
use crate::layout::wrapped;
use crate::sms::words::status_class;

/// A kind of code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Status,
    Failure,
    Relay,
    Connection,
    Modem,
    CdmaStatus,
}

impl Kind {
    pub(super) const ALL: [Self; 6] =
        [Self::Status, Self::Failure, Self::Relay, Self::Connection, Self::Modem, Self::CdmaStatus];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Status => "tp-status",
            Self::Failure => "tp-fcs",
            Self::Relay => "rp-cause",
            Self::Connection => "cp-cause",
            Self::Modem => "cms-error",
            Self::CdmaStatus => "cdma-status",
        }
    }

    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::Status => "TP-ST of a status report, hexadecimal",
            Self::Failure => "TP-FCS of a report in RP-ERROR, hexadecimal",
            Self::Relay => "RP-Cause, decimal",
            Self::Connection => "CP-Cause, decimal",
            Self::Modem => "+CMS ERROR of a modem, decimal",
            Self::CdmaStatus => "status of a message in CDMA, with its class, hexadecimal",
        }
    }

    const fn source(self) -> &'static str {
        match self {
            Self::Status => "3GPP TS 23.040 9.2.3.15",
            Self::Failure => "3GPP TS 23.040 9.2.3.22",
            Self::Relay => "3GPP TS 24.011 8.2.5.4 and annex E",
            Self::Connection => "3GPP TS 24.011 8.1.4.2",
            Self::Modem => "3GPP TS 27.005 3.2.5",
            Self::CdmaStatus => "3GPP2 C.S0015-B 4.5.21",
        }
    }

    const fn radix(self) -> u32 {
        match self {
            Self::Status | Self::Failure | Self::CdmaStatus => 16,
            Self::Relay | Self::Connection | Self::Modem => 10,
        }
    }

    /// The codes that a list shows. A modem's include those of other kinds, which lists of their own show.
    fn listed(self) -> std::ops::RangeInclusive<u16> {
        match self {
            Self::Status | Self::Failure | Self::Connection | Self::CdmaStatus => 0..=0xFF,
            Self::Relay => 0..=127,
            Self::Modem => 256..=512,
        }
    }

    const fn most(self) -> u16 {
        match self {
            Self::Status | Self::Failure | Self::Connection | Self::CdmaStatus => 0xFF,
            Self::Relay => 127,
            Self::Modem => u16::MAX,
        }
    }

    /// Prints one code, or all of them.
    pub(super) fn print(self, out: &mut dyn Write, code: Option<&str>) -> Result<(), Failure> {
        let Some(code) = code else { return Ok(self.print_all(out)?) };
        let code = number(code, self.radix(), self.most().into())?;
        Ok(self.print_one(out, u16::try_from(code).unwrap_or(self.most()))?)
    }

    fn print_one(self, out: &mut dyn Write, code: u16) -> io::Result<()> {
        let Words { name, text, outcome, sender } = self.words(code);
        writeln!(out, "{} {}: {name}", self.name(), self.written(code))?;
        wrapped(out, "  meaning  ", text)?;
        wrapped(out, "  outcome  ", outcome)?;
        wrapped(out, "  sender   ", sender)?;
        writeln!(out, "  source   {}", self.source())
    }

    /// One line for each run of codes that say the same.
    fn print_all(self, out: &mut dyn Write) -> io::Result<()> {
        let mut runs: Vec<(u16, u16, &'static str)> = Vec::new();
        for code in self.listed() {
            let name = self.words(code).name;
            match runs.last_mut() {
                Some((_, last, known)) if *known == name => *last = code,
                _ => runs.push((code, code, name)),
            }
        }
        writeln!(out, "{}", self.title())?;
        if self == Self::Modem {
            writeln!(out, "{:>9}  as rp-cause\n{:>9}  as tp-fcs", "0-127", "128-255")?;
        }
        for (first, last, name) in runs {
            let range = match (last == first, last == 512) {
                (_, true) => "512-".to_owned(),
                (true, _) => self.written(first),
                _ => format!("{}-{}", self.written(first), self.written(last)),
            };
            writeln!(out, "{range:>9}  {name}")?;
        }
        writeln!(out, "\n`asms explain {} CODE` says more.", self.name())
    }

    fn written(self, code: u16) -> String {
        if self.radix() == 16 { format!("{code:02X}") } else { code.to_string() }
    }

    fn words(self, code: u16) -> Words {
        let [_, octet] = code.to_be_bytes();
        match self {
            Self::Status => Words::of_status(Status::from_octet(octet)),
            Self::Failure => FailureCause::from_code(octet).meaning().into(),
            Self::Relay => RelayCause::from_code(octet).meaning().into(),
            Self::Connection => ConnectionCause::from_code(octet).meaning().into(),
            Self::Modem => ModemError(code).meaning().into(),
            Self::CdmaStatus => MessageStatus(octet).meaning().into(),
        }
    }
}

/// What a code says.
struct Words {
    name: &'static str,
    text: &'static str,
    outcome: &'static str,
    sender: &'static str,
}

impl Words {
    fn of_status(status: Status) -> Self {
        Self {
            name: status.name(),
            text: status_class(status),
            outcome: if status.is_final() { "final: no later report follows" } else { "not final" },
            sender: match status.effective() {
                Status::DELIVERED => "nothing: it is delivered",
                _ if status.effective() != status => "takes it as the first status of its class",
                _ if status.is_final() => "takes it as the end of the message",
                _ => "waits for a later report",
            },
        }
    }
}

impl From<Meaning> for Words {
    fn from(meaning: Meaning) -> Self {
        Self {
            name: meaning.name,
            text: meaning.text,
            outcome: match meaning.class {
                Class::Success => "no failure",
                Class::Temporary => "temporary: the same message may go through later",
                Class::Permanent if meaning.retry == Retry::Once => {
                    "not known: it counts as permanent when a second try fails too"
                }
                Class::Permanent => "permanent: the same message will fail again",
            },
            sender: match meaning.retry {
                Retry::AlreadyAccepted => "does nothing: the service centre has it",
                Retry::Never => "gives up",
                Retry::Once => "sends it once more, then gives up",
                Retry::AtOnce => "sends it again at once, then with growing pauses",
                Retry::BackOff => "sends it again with growing pauses",
                Retry::Later => "sends it again after a while",
                Retry::WhenMemoryIsFree => "waits until the phone says that it has memory again (RP-SMMA)",
                Retry::AsDuplicate => {
                    "repeats it with the same TP-MR and TP-RD set, so that no second copy is stored"
                }
            },
        }
    }
}
