//! The radio's messages: what modem, service centre and phone say to each other as bytes.
//!
//! | message | GSM | CDMA |
//! |---|---|---|
//! | phone to centre | SMS-SUBMIT | submit |
//! | the centre's answer | RP-ACK or RP-ERROR with SMS-SUBMIT-REPORT | acknowledge; submit report for a duplicate |
//! | centre to phone | SMS-DELIVER | deliver |
//! | the phone's answer | RP-ACK or RP-ERROR with SMS-DELIVER-REPORT | acknowledge |
//! | what became of it | SMS-STATUS-REPORT | delivery acknowledgement |
//!
//! What is sent is a part of the text itself, cut as [3GPP TS 23.040] 9.2.3.24.1 says. No message has the number of its
//! text; so a reader gets the part, and [`Binding::is_submission`] and [`Binding::is_stored`] say whether it is
//! the one that the machines mean, or in which field it is not.

mod deliver;
mod error;
mod receipt;
mod relay;
mod report;
mod split;
mod status;
mod submit;

pub use deliver::Delivered;
pub use error::RadioError;
pub use receipt::{Receipt, Received};
pub use report::{Answer, Answered, Cause};
pub use submit::Submitted;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Display;

use asms_machine::id::{ContentId, DeviceId};
use asms_machine::item::{Text, cut_of};
use asms_wire::sms::alphabet::NationalLanguage;
use asms_wire::sms::cdma::CentreTime;
use asms_wire::sms::time_stamp::{Date, TimeStamp};
use asms_wire::sms::validity::Relative;
use asms_wire::value::DateTime;

use crate::{BindError, Binding, Unmodelled, sample};
use split::Cutting;

/// The radio networks whose messages are known.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Carrier {
    /// GSM, UMTS, LTE: [3GPP TS 23.040].
    #[default]
    Gsm,
    /// CDMA: [3GPP2 C.S0015-B].
    Cdma,
}

impl Carrier {
    /// Its name in files and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Gsm => "gsm",
            Self::Cdma => "cdma",
        }
    }
}

/// What a binding knows of the radio.
#[derive(Clone, Debug, Default)]
pub(crate) struct Radio {
    carrier: Carrier,
    validity: Option<Relative>,
    languages: Vec<NationalLanguage>,
    /// The texts with words, whole and cut, as the carrier sends them.
    cuttings: BTreeMap<ContentId, Cutting>,
}

impl Binding {
    /// The same for texts that this carrier sends: [`Self::word`] counts its parts.
    #[must_use]
    pub fn with_carrier(mut self, carrier: Carrier) -> Self {
        self.radio.carrier = carrier;
        self
    }

    /// The same where phones are known to have the tables of these languages, which GSM alone has; none by default
    /// ([3GPP TS 23.038] 6.2.1.2).
    #[must_use]
    pub fn with_languages(mut self, languages: &[NationalLanguage]) -> Self {
        self.radio.languages = languages.to_vec();
        self
    }

    /// The same where submissions say for how long the service centre shall keep them: TP-VP in its relative form, or the
    /// relative validity period of CDMA, which ends at 52 weeks. They do not by default.
    #[must_use]
    pub fn with_validity(mut self, validity: Relative) -> Self {
        self.radio.validity = Some(validity);
        self
    }

    /// Gives a text that a machine will make up its words. The text that comes back has the size of the body in octets,
    /// at most 65,535, and as many parts as the carrier needs, at most 255. A number has the same words for ever: it is
    /// an error to give it others.
    pub fn word(&mut self, text: Text, body: &str) -> Result<Text, BindError> {
        let size = u16::try_from(body.len()).map_err(|_| Unmodelled::Number)?;
        let cutting = Cutting::of(body, self.radio.carrier, &self.radio.languages)?;
        let text = Text { size, parts: cutting.total(), ..text };
        if let Some((known, _)) = self.contents.numbered(text.content) {
            let same = known == text && self.contents.body(text.content).as_deref() == Some(body);
            return if same { Ok(text) } else { Err(RadioError::Worded(text.content).into()) };
        }
        let form = self.address_form;
        self.contents.make_item(text, || sample::worded(text, body, form))?;
        self.radio.cuttings.insert(text.content, cutting);
        let cut = cut_of(text.content);
        let beginning = self.contents.body(cut).unwrap_or_default();
        let cutting = Cutting::of(&beginning, self.radio.carrier, &self.radio.languages)?;
        self.radio.cuttings.insert(cut, cutting);
        Ok(text)
    }

    /// The telephone number of a device on the radio.
    pub fn device_number(device: DeviceId) -> String {
        sample::device_number(device)
    }

    /// The telephone number of a recipient, counted from 0, as To has it; none from 57 on.
    pub fn recipient_number(recipient: u8) -> Option<String> {
        (recipient < sample::RECIPIENT_NUMBERS).then(|| sample::recipient_number(recipient))
    }

    /// A text as the carrier sends it.
    fn cutting(&self, content: ContentId, carrier: Carrier) -> Result<Cow<'_, Cutting>, BindError> {
        match self.radio.cuttings.get(&content) {
            Some(cutting) if cutting.carrier() == carrier => Ok(Cow::Borrowed(cutting)),
            _ => {
                let body = self.contents.body(content).ok_or(BindError::UnknownContent(content))?;
                Ok(Cow::Owned(Cutting::of(&body, carrier, &self.radio.languages)?))
            }
        }
    }
}

/// The number of a recipient, or which field wants one that there is not.
fn recipient_number(recipient: u8) -> Result<String, RadioError> {
    Binding::recipient_number(recipient).ok_or(RadioError::NoNumber(recipient))
}

/// The recipient whose number this is.
fn recipient_of(field: &'static str, number: String) -> Result<u8, RadioError> {
    sample::recipient_of(&number).ok_or(RadioError::Stranger { field, number })
}

/// A moment as GSM has it, in whole seconds, UTC.
fn time_stamp(moment: DateTime) -> TimeStamp {
    // Every part of a moment is in its range.
    TimeStamp::from_date(date_of(moment)).unwrap_or(TimeStamp::from_octets([0; 7]))
}

/// A moment as CDMA has it, in whole seconds, UTC.
fn centre_time(moment: DateTime) -> CentreTime {
    CentreTime::from_date(date_of(moment)).unwrap_or(CentreTime([0; 6]))
}

fn date_of(moment: DateTime) -> Date {
    let digits = moment.to_compact();
    let number =
        |at: usize| digits.get(at..at + 2).and_then(|digits| digits.parse().ok()).unwrap_or_default();
    Date {
        year: number(2),
        month: number(4),
        day: number(6),
        hour: number(9),
        minute: number(11),
        second: number(13),
        zone: 0,
    }
}

/// That a field is what it should be.
fn agree<T: PartialEq + Display + ?Sized>(
    field: &'static str,
    found: &T,
    expected: &T,
) -> Result<(), RadioError> {
    if found == expected {
        return Ok(());
    }
    Err(RadioError::Differs { field, found: found.to_string(), expected: expected.to_string() })
}

#[cfg(test)]
mod tests;
