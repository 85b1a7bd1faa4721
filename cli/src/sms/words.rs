//! Values of short messages in words.

use asms_wire::sms::address::{Address, NumberingPlan, TypeOfNumber};
use asms_wire::sms::alphabet::{
    Alphabet, DataCodingScheme, MessageClass, NationalLanguage, ShiftTables, WaitingKind,
};
use asms_wire::sms::cdma::TextEncoding;
use asms_wire::sms::status::{Status, StatusClass};
use asms_wire::sms::time_stamp::TimeStamp;
use asms_wire::sms::tpdu::{CommandType, ProtocolId, Purpose};
use asms_wire::sms::user_data::{Concatenation, Ports, Reference};
use asms_wire::sms::validity::{Enhanced, EnhancedPeriod, ValidityPeriod};

use crate::layout::spaced_hex;

pub(super) fn language(language: NationalLanguage) -> String {
    format!("{language:?}").to_lowercase()
}

pub(super) const fn alphabet(alphabet: Alphabet) -> &'static str {
    match alphabet {
        Alphabet::Gsm7 => "GSM 7-bit",
        Alphabet::Data => "8-bit data",
        Alphabet::Ucs2 => "UCS-2",
    }
}

/// What an alphabet counts in.
pub(super) const fn units(alphabet: Alphabet) -> &'static str {
    match alphabet {
        Alphabet::Gsm7 => "septets",
        Alphabet::Data => "octets",
        Alphabet::Ucs2 => "code units",
    }
}

/// How many units a payload is.
pub(super) const fn count(alphabet: Alphabet, payload: &[u8]) -> usize {
    match alphabet {
        Alphabet::Gsm7 | Alphabet::Data => payload.len(),
        Alphabet::Ucs2 => payload.len() / 2,
    }
}

pub(super) fn tables(tables: ShiftTables) -> String {
    match (tables.locking(), tables.single()) {
        (None, None) => "default tables".to_owned(),
        (Some(locking), None) => format!("{} base table", language(locking)),
        (None, Some(single)) => format!("{} escape table", language(single)),
        (Some(locking), Some(single)) if locking == single => format!("{} tables", language(locking)),
        (Some(locking), Some(single)) => {
            format!("{} base table, {} escape table", language(locking), language(single))
        }
    }
}

pub(super) const fn text_encoding(encoding: TextEncoding) -> &'static str {
    match encoding {
        TextEncoding::Ascii => "7-bit ASCII",
        TextEncoding::Unicode => "UTF-16",
        TextEncoding::Latin1 => "Latin-1",
        TextEncoding::Gsm7 => "GSM 7-bit",
    }
}

pub(super) fn reference(reference: Reference) -> String {
    match reference {
        Reference::Short(reference) => reference.to_string(),
        Reference::Long(reference) => format!("{reference} (16 bits)"),
    }
}

pub(super) fn concatenation(concatenation: Concatenation) -> String {
    let Concatenation { reference: shared, position } = concatenation;
    format!("part {} of {}, reference {}", position.sequence(), position.total(), reference(shared))
}

pub(super) fn ports(ports: Ports) -> String {
    let (to, from) = match ports {
        Ports::Short { destination, originator } => (destination.into(), originator.into()),
        Ports::Long { destination, originator } => (destination, originator),
    };
    format!("to port {to}, from port {from}")
}

pub(super) fn address(address: &Address) -> String {
    let kind = match address.number() {
        TypeOfNumber::Unknown => "unknown type",
        TypeOfNumber::International => "international",
        TypeOfNumber::National => "national",
        TypeOfNumber::NetworkSpecific => "network's own",
        TypeOfNumber::Subscriber => "subscriber",
        TypeOfNumber::Alphanumeric => "a name",
        TypeOfNumber::Abbreviated => "abbreviated",
        TypeOfNumber::Reserved => "reserved type",
    };
    let plan = match address.plan() {
        NumberingPlan::UNKNOWN => "unknown plan".to_owned(),
        NumberingPlan::TELEPHONY => "telephony".to_owned(),
        plan => format!("plan {}", plan.code()),
    };
    format!("{address} ({kind}, {plan})")
}

pub(super) fn protocol(protocol: ProtocolId) -> String {
    match protocol.purpose() {
        Purpose::Plain => "plain".to_owned(),
        Purpose::Telematic(device) => format!("telematic device {device}"),
        Purpose::Type0 => "type 0: acknowledged, not shown".to_owned(),
        Purpose::Replace(number) => format!("replaces an earlier message of type {number}"),
        Purpose::ReturnCall => "return call".to_owned(),
        Purpose::Ansi136 => "ANSI-136 data".to_owned(),
        Purpose::PhoneDownload => "data for the phone".to_owned(),
        Purpose::Depersonalisation => "unlocks the phone".to_owned(),
        Purpose::SimDownload => "data for the SIM".to_owned(),
        Purpose::Reserved => "reserved, as plain".to_owned(),
        Purpose::ServiceCentre => "defined by the service centre".to_owned(),
    }
}

pub(super) fn coding(coding: DataCodingScheme) -> String {
    let mut parts = vec![if coding.is_compressed() { "compressed" } else { alphabet(coding.alphabet()) }];
    parts.extend(coding.class().map(|class| match class {
        MessageClass::Display => "class 0, shown at once and not stored",
        MessageClass::Equipment => "class 1, for the phone",
        MessageClass::Sim => "class 2, for the SIM",
        MessageClass::Terminal => "class 3, for the terminal",
    }));
    if coding.is_marked_for_deletion() {
        parts.push("deleted once read");
    }
    if let Some(waiting) = coding.waiting() {
        parts.push(match waiting.kind {
            WaitingKind::Voice => "voice mail",
            WaitingKind::Fax => "fax",
            WaitingKind::Mail => "e-mail",
            WaitingKind::Other => "another message",
        });
        parts.push(if waiting.active { "waits" } else { "waits no more" });
        parts.push(if waiting.store { "stored" } else { "not stored" });
    }
    parts.join(", ")
}

/// A time stamp, whose year has no century.
pub(super) fn time(stamp: TimeStamp) -> String {
    match stamp.to_date() {
        Ok(date) => {
            let quarters = date.zone.unsigned_abs();
            format!(
                "{:02}-{:02}-{:02} {:02}:{:02}:{:02} {}{:02}:{:02}",
                date.year,
                date.month,
                date.day,
                date.hour,
                date.minute,
                date.second,
                if date.zone < 0 { '-' } else { '+' },
                quarters / 4,
                quarters % 4 * 15,
            )
        }
        Err(error) => format!("no date: {error}"),
    }
}

pub(super) fn validity(validity: ValidityPeriod) -> String {
    match validity {
        ValidityPeriod::Relative(period) => minutes(period.minutes()),
        ValidityPeriod::Absolute(stamp) => format!("until {}", time(stamp)),
        ValidityPeriod::Enhanced(enhanced) => enhanced_validity(enhanced),
    }
}

fn enhanced_validity(enhanced: Enhanced) -> String {
    let period = match enhanced.period() {
        EnhancedPeriod::None => "no period".to_owned(),
        EnhancedPeriod::Relative(period) => minutes(period.minutes()),
        EnhancedPeriod::Seconds(seconds) => format!("{seconds} seconds"),
        EnhancedPeriod::Clock(octets) => {
            format!("hours, minutes, seconds {} (digits swapped)", spaced_hex(&octets))
        }
        EnhancedPeriod::Reserved(format) => format!("reserved format {format}"),
    };
    if enhanced.single_shot() { format!("{period}, one attempt") } else { period }
}

/// A number of minutes in the largest unit that it is whole in.
pub(super) fn minutes(minutes: u32) -> String {
    let units = [("week", 7 * 24 * 60), ("day", 24 * 60), ("hour", 60), ("minute", 1)];
    let (unit, count) = units
        .into_iter()
        .find(|(_, length)| minutes.is_multiple_of(*length))
        .map_or(("minute", minutes), |(unit, length)| (unit, minutes / length));
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

pub(super) fn status(status: Status) -> String {
    format!("{}; {}", status.name(), status_class(status))
}

pub(crate) const fn status_class(status: Status) -> &'static str {
    match status.class() {
        StatusClass::Completed => "completed",
        StatusClass::StillTrying => "the service centre still tries",
        StatusClass::Failed => "failed for good",
        StatusClass::GivenUp => "failed, the service centre tries no more",
        StatusClass::Reserved => "reserved",
    }
}

pub(super) fn command(command: CommandType) -> String {
    match command {
        CommandType::ENQUIRY => "what became of the SUBMIT".to_owned(),
        CommandType::CANCEL_STATUS_REPORT => "cancels the status report".to_owned(),
        CommandType::DELETE => "deletes the SUBMIT".to_owned(),
        CommandType::ENABLE_STATUS_REPORT => "asks for a status report".to_owned(),
        CommandType(octet) => format!("reserved or the service centre's own ({octet})"),
    }
}
