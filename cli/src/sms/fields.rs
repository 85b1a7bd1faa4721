//! The fields of a unit: where each stands, and what it says.

use asms_wire::sms::address::Address;
use asms_wire::sms::alphabet::{Alphabet, DataCodingScheme, ShiftTables};
use asms_wire::sms::cause::FailureCause;
use asms_wire::sms::tpdu::{
    Command, Deliver, DeliverReport, Parameters, ProtocolId, StatusReport, Submit, SubmitReport, Tpdu,
};
use asms_wire::sms::user_data::{Elements, RawElement, Repeats, UserData, UserDataHeader};
use asms_wire::sms::validity::ValidityPeriod;
use serde::{Serialize, Serializer};

use super::words;
use crate::layout::{dense_hex, spaced_hex};

/// One field.
#[derive(Serialize)]
pub(super) struct Field<'a> {
    /// Offset of its first octet.
    pub(super) offset: usize,
    #[serde(serialize_with = "as_hex")]
    pub(super) octets: &'a [u8],
    /// Its name, as `TP-DA`.
    pub(super) name: &'static str,
    /// What it says.
    pub(super) meaning: String,
}

/// The fields of a unit that was read from the end of `octets`, in order.
///
/// The unit knows what it holds; the lengths of its fields give their places.
pub(super) fn of<'a>(unit: &Tpdu, octets: &'a [u8], offset: usize) -> Vec<Field<'a>> {
    let mut fields = Fields { octets, at: offset, list: Vec::new() };
    match unit {
        Tpdu::Deliver(deliver) => fields.deliver(deliver),
        Tpdu::DeliverReport(report) => fields.deliver_report(report),
        Tpdu::Submit(submit) => fields.submit(submit),
        Tpdu::SubmitReport(report) => fields.submit_report(report),
        Tpdu::StatusReport(report) => fields.status_report(report),
        Tpdu::Command(command) => fields.command(command),
    }
    fields.rest();
    fields.list
}

/// Name of a unit.
pub(super) const fn name(unit: &Tpdu) -> &'static str {
    match unit {
        Tpdu::Deliver(_) => "SMS-DELIVER",
        Tpdu::DeliverReport(_) => "SMS-DELIVER-REPORT",
        Tpdu::Submit(_) => "SMS-SUBMIT",
        Tpdu::SubmitReport(_) => "SMS-SUBMIT-REPORT",
        Tpdu::StatusReport(_) => "SMS-STATUS-REPORT",
        Tpdu::Command(_) => "SMS-COMMAND",
    }
}

/// Fields so far.
struct Fields<'a> {
    octets: &'a [u8],
    at: usize,
    list: Vec<Field<'a>>,
}

impl Fields<'_> {
    fn deliver(&mut self, deliver: &Deliver) {
        let flags = [
            (deliver.more_messages, "more messages wait"),
            (deliver.loop_prevention, "TP-LP: no message in answer"),
            (deliver.status_report_indication, "TP-SRI: the sender gets a report"),
            (deliver.udhi, "TP-UDHI: header"),
            (deliver.reply_path, "TP-RP: reply path"),
        ];
        self.first("DELIVER", flags);
        self.address("TP-OA", &deliver.originator);
        self.protocol(deliver.protocol);
        self.coding(deliver.coding);
        self.push("TP-SCTS", 7, words::time(deliver.time_stamp));
        self.user_data(&deliver.user_data, deliver.coding, deliver.udhi);
    }

    fn deliver_report(&mut self, report: &DeliverReport) {
        self.first("DELIVER-REPORT", [(report.udhi, "TP-UDHI: header")]);
        self.failure(report.failure);
        self.indicator(&report.parameters);
        self.parameters(&report.parameters, report.udhi);
    }

    fn submit(&mut self, submit: &Submit) {
        let flags = [
            (submit.reject_duplicates, "TP-RD: reject duplicates"),
            (submit.status_report_request, "TP-SRR: report asked for"),
            (submit.udhi, "TP-UDHI: header"),
            (submit.reply_path, "TP-RP: reply path"),
        ];
        self.first("SUBMIT", flags);
        self.number("TP-MR", submit.reference.0);
        self.address("TP-DA", &submit.destination);
        self.protocol(submit.protocol);
        self.coding(submit.coding);
        if let Some(validity) = submit.validity {
            let length = if matches!(validity, ValidityPeriod::Relative(_)) { 1 } else { 7 };
            self.push("TP-VP", length, words::validity(validity));
        }
        self.user_data(&submit.user_data, submit.coding, submit.udhi);
    }

    fn submit_report(&mut self, report: &SubmitReport) {
        self.first("SUBMIT-REPORT", [(report.udhi, "TP-UDHI: header")]);
        self.failure(report.failure);
        self.indicator(&report.parameters);
        self.push("TP-SCTS", 7, words::time(report.time_stamp));
        self.parameters(&report.parameters, report.udhi);
    }

    fn status_report(&mut self, report: &StatusReport) {
        let flags = [
            (report.more_messages, "more messages wait"),
            (report.loop_prevention, "TP-LP: no message in answer"),
            (report.about_command, "TP-SRQ: about a COMMAND"),
            (report.udhi, "TP-UDHI: header"),
        ];
        self.first("STATUS-REPORT", flags);
        self.number("TP-MR", report.reference.0);
        self.address("TP-RA", &report.recipient);
        self.push("TP-SCTS", 7, words::time(report.time_stamp));
        self.push("TP-DT", 7, words::time(report.discharge_time));
        self.push("TP-ST", 1, words::status(report.status));
        if let Some(parameters) = &report.parameters {
            self.indicator(parameters);
            self.parameters(parameters, report.udhi);
        }
    }

    fn command(&mut self, command: &Command) {
        let flags =
            [(command.status_report_request, "TP-SRR: report asked for"), (command.udhi, "TP-UDHI: header")];
        self.first("COMMAND", flags);
        self.number("TP-MR", command.reference.0);
        self.protocol(command.protocol);
        self.push("TP-CT", 1, words::command(command.command));
        self.number("TP-MN", command.number.0);
        self.address("TP-DA", &command.destination);
        self.push("TP-CDL", 1, format!("{} octets", command.data.len()));
        if !command.data.is_empty() {
            self.push("TP-CD", command.data.len(), "command data".to_owned());
        }
    }

    /// The octet that names the unit and holds its flags.
    fn first<const N: usize>(&mut self, unit: &str, flags: [(bool, &str); N]) {
        let set: Vec<&str> = flags.into_iter().filter(|(set, _)| *set).map(|(_, name)| name).collect();
        let flags = if set.is_empty() { "no flags".to_owned() } else { set.join("; ") };
        self.push("TP-MTI", 1, format!("{unit}; {flags}"));
    }

    fn number(&mut self, name: &'static str, number: u8) {
        self.push(name, 1, number.to_string());
    }

    fn address(&mut self, name: &'static str, address: &Address) {
        self.push(name, address.encode().len(), words::address(address));
    }

    fn protocol(&mut self, protocol: ProtocolId) {
        self.push("TP-PID", 1, words::protocol(protocol));
    }

    fn coding(&mut self, coding: DataCodingScheme) {
        self.push("TP-DCS", 1, words::coding(coding));
    }

    fn failure(&mut self, failure: Option<FailureCause>) {
        if let Some(failure) = failure {
            self.push("TP-FCS", 1, failure.meaning().text.to_owned());
        }
    }

    /// TP-PI, and the octets that extend it.
    fn indicator(&mut self, parameters: &Parameters) {
        const EXTENSION: u8 = 0x80;
        let rest = self.octets.iter().skip(self.at);
        let length = rest.take_while(|octet| **octet & EXTENSION != 0).count() + 1;
        let announced = [
            (parameters.protocol.is_some(), "TP-PID"),
            (parameters.coding.is_some(), "TP-DCS"),
            (parameters.user_data.is_some(), "TP-UD"),
        ];
        let names: Vec<&str> = announced.into_iter().filter(|(set, _)| *set).map(|(_, name)| name).collect();
        let names = if names.is_empty() { "nothing".to_owned() } else { names.join(", ") };
        self.push("TP-PI", length, format!("announces {names}"));
    }

    fn parameters(&mut self, parameters: &Parameters, udhi: bool) {
        if let Some(protocol) = parameters.protocol {
            self.protocol(protocol);
        }
        if let Some(coding) = parameters.coding {
            self.coding(coding);
        }
        if let Some(data) = &parameters.user_data {
            self.user_data(data, parameters.effective_coding(), udhi);
        }
    }

    fn user_data(&mut self, data: &UserData, coding: DataCodingScheme, udhi: bool) {
        let alphabet = coding.alphabet();
        let unit = if alphabet == Alphabet::Gsm7 { "septets" } else { "octets" };
        self.push("TP-UDL", 1, format!("{} {unit}", data.length()));
        let end = self.at + data.octets().len();
        let part = data.part(alphabet, udhi, Repeats::default());
        if udhi {
            self.header(data.octets());
        }
        let meaning = match part.text().filter(|_| !coding.is_compressed()) {
            Some(text) => format!("{text:?}"),
            None => "data".to_owned(),
        };
        if let Some(length) = end.checked_sub(self.at).filter(|length| *length > 0) {
            self.push("TP-UD", length, meaning);
        }
    }

    /// The elements at the beginning of user data.
    fn header(&mut self, octets: &[u8]) {
        let elements = match Elements::new(octets) {
            Ok(elements) => elements,
            Err(error) => return self.push("UDHL", octets.len(), format!("ignored: {error}")),
        };
        let end = self.at + 1 + usize::from(octets.first().copied().unwrap_or_default());
        self.push("UDHL", 1, format!("{} octets", octets.first().copied().unwrap_or_default()));
        for element in elements {
            match element {
                Ok(element) => self.push("IE", 2 + element.data.len(), meaning_of(element)),
                Err(error) => {
                    self.push("IE", end.saturating_sub(self.at), format!("the header is ignored: {error}"));
                }
            }
        }
    }

    /// Octets behind the last field.
    fn rest(&mut self) {
        if let Some(length) = self.octets.len().checked_sub(self.at).filter(|length| *length > 0) {
            self.push("", length, "discarded".to_owned());
        }
    }

    fn push(&mut self, name: &'static str, length: usize, meaning: String) {
        let octets = self.octets.get(self.at..).unwrap_or_default();
        let octets = octets.get(..length).unwrap_or(octets);
        self.list.push(Field { offset: self.at, octets, name, meaning });
        self.at += length;
    }
}

/// What an element says, on its own.
fn meaning_of(element: RawElement<'_>) -> String {
    let RawElement { identifier, data } = element;
    let mut alone = vec![u8::try_from(data.len() + 2).unwrap_or(u8::MAX), identifier];
    alone.push(u8::try_from(data.len()).unwrap_or(u8::MAX));
    alone.extend_from_slice(data);
    let header = UserDataHeader::decode(&alone, Repeats::default()).unwrap_or_default();
    if let Some(concatenation) = header.concatenation {
        return words::concatenation(concatenation);
    }
    if let Some(ports) = header.ports {
        return words::ports(ports);
    }
    if header.tables != ShiftTables::DEFAULT {
        return words::tables(header.tables);
    }
    match header.other.first() {
        Some(_) => format!("element {identifier:02X}: {}", spaced_hex(data)),
        None => format!("element {identifier:02X}, ignored"),
    }
}

fn as_hex<S: Serializer>(octets: &&[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&dense_hex(octets))
}
