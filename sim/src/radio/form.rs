//! What a scenario file says of the radio.

use asms_wire::sms::validity::Relative;
use schemars::JsonSchema;
use serde::Deserialize;

use super::quantiles::LONGEST;
use super::show::Time;
use super::{Carrier, Quantiles, QuantilesError, Radio, Rate};

/// Parameters of the radio that differ from those of the preset. Rates are in parts per million, times in milliseconds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct RadioForm {
    /// How long a message takes to a phone that is reachable: the quantile function at equal steps, the shortest time
    /// first, at least two.
    pub delay_ms: Option<Vec<u64>>,
    /// How much later than the message the status report comes, in the same form.
    pub report_delay_ms: Option<Vec<u64>>,
    /// For which share of time a phone is out of reach.
    pub unreachable_ppm: Option<u32>,
    /// For how long a phone is out of reach then, in the same form.
    pub absence_ms: Option<Vec<u64>>,
    /// How often a message is never delivered.
    pub never_delivered_ppm: Option<u32>,
    /// How often a submission is refused for a reason that may pass.
    pub refused_ppm: Option<u32>,
    /// How often the answer to a submission is lost after the service centre accepted it.
    pub answer_lost_ppm: Option<u32>,
    /// How often a message, or a status report, is delivered twice.
    pub duplicated_ppm: Option<u32>,
    /// How often two adjacent parts change places.
    pub swapped_ppm: Option<u32>,
    /// How often a single transmission is lost: for which share of time a cell loses everything.
    pub loss_ppm: Option<u32>,
    /// How many transmissions, of 4 s each, a burst of losses takes on average, 1 to 1,000.
    pub burst: Option<u32>,
    /// How many submissions of all its users a cell takes in a minute, 0 to 1,000,000.
    pub capacity: Option<u32>,
    /// How often a status report is lost.
    pub report_lost_ppm: Option<u32>,
    /// After which pauses the service centre tries again, 1 to 100; the last one again and again.
    pub retries_ms: Option<Vec<u64>>,
    /// How long the service centre keeps a message that it cannot deliver: what TP-VP can say, 5 minutes to 63 weeks, or to 52
    /// with CDMA.
    pub validity_ms: Option<u64>,
}

/// A parameter of the radio that cannot be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RadioError {
    /// A value out of range.
    #[error("{key} is {found}; {allowed}")]
    Range {
        /// The parameter, as a file names it.
        key: &'static str,
        /// What stands there.
        found: String,
        /// What is allowed.
        allowed: String,
    },
    /// A list of times that is no quantile function.
    #[error("{key}: {source}")]
    Times {
        /// The parameter, as a file names it.
        key: &'static str,
        /// What is wrong with it.
        #[source]
        source: QuantilesError,
    },
}

impl RadioError {
    /// The parameter, as a file names it.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Range { key, .. } | Self::Times { key, .. } => key,
        }
    }
}

impl RadioForm {
    /// The radio of a preset with what the form says.
    pub fn apply(&self, base: Radio) -> Result<Radio, RadioError> {
        let burst = in_range("burst", self.burst.map(u64::from), 1, 1_000)?;
        let capacity = in_range("capacity", self.capacity.map(u64::from), 0, 1_000_000)?;
        Ok(Radio {
            carrier: base.carrier,
            delay: times("delay-ms", self.delay_ms.as_ref(), base.delay)?,
            report_delay: times("report-delay-ms", self.report_delay_ms.as_ref(), base.report_delay)?,
            unreachable: rate("unreachable-ppm", self.unreachable_ppm, base.unreachable)?,
            absence: times("absence-ms", self.absence_ms.as_ref(), base.absence)?,
            never_delivered: rate("never-delivered-ppm", self.never_delivered_ppm, base.never_delivered)?,
            refused: rate("refused-ppm", self.refused_ppm, base.refused)?,
            answer_lost: rate("answer-lost-ppm", self.answer_lost_ppm, base.answer_lost)?,
            duplicated: rate("duplicated-ppm", self.duplicated_ppm, base.duplicated)?,
            swapped: rate("swapped-ppm", self.swapped_ppm, base.swapped)?,
            loss: rate("loss-ppm", self.loss_ppm, base.loss)?,
            burst: burst.and_then(|burst| u32::try_from(burst).ok()).unwrap_or(base.burst),
            capacity: capacity.and_then(|capacity| u32::try_from(capacity).ok()).unwrap_or(base.capacity),
            report_lost: rate("report-lost-ppm", self.report_lost_ppm, base.report_lost)?,
            retries: match &self.retries_ms {
                Some(pauses) => retries(pauses)?,
                None => base.retries,
            },
            validity: validity(self.validity_ms, base.validity, base.carrier)?,
        })
    }
}

fn times(key: &'static str, found: Option<&Vec<u64>>, base: Quantiles) -> Result<Quantiles, RadioError> {
    let Some(found) = found else { return Ok(base) };
    Quantiles::new(found.clone()).map_err(|source| RadioError::Times { key, source })
}

fn rate(key: &'static str, found: Option<u32>, base: Rate) -> Result<Rate, RadioError> {
    let Some(found) = found else { return Ok(base) };
    Rate::new(found).ok_or_else(|| range(key, &found, "a rate is 0 to 1000000 parts per million"))
}

fn in_range(key: &'static str, found: Option<u64>, low: u64, high: u64) -> Result<Option<u64>, RadioError> {
    match found {
        Some(found) if found < low || found > high => {
            Err(range(key, &found, &format!("{low} to {high} are allowed")))
        }
        found => Ok(found),
    }
}

fn retries(pauses: &[u64]) -> Result<Vec<u64>, RadioError> {
    let key = "retries-ms";
    if pauses.is_empty() || pauses.len() > 100 {
        return Err(range(key, &format!("a list of {} pauses", pauses.len()), "1 to 100 are allowed"));
    }
    for pause in pauses {
        in_range(key, Some(*pause), 1, LONGEST)?;
    }
    Ok(pauses.to_vec())
}

/// A validity period is said in steps, and in CDMA ends earlier.
fn validity(found: Option<u64>, base: u64, carrier: Carrier) -> Result<u64, RadioError> {
    let Some(found) = found else { return Ok(base) };
    let most = match carrier {
        Carrier::Gsm => Relative::from_code(u8::MAX),
        Carrier::Cdma => Relative::from_code(LAST_OF_CDMA),
    };
    let period = |minutes: u32| u64::from(minutes) * MINUTE;
    let next = u32::try_from(found.div_ceil(MINUTE)).ok().and_then(Relative::at_least);
    match next.filter(|next| *next <= most).map(|next| period(next.minutes())) {
        Some(next) if next == found => Ok(found),
        Some(next) => {
            let allowed = format!(
                "a submission cannot say that; the next period that it can say is {next}, {}",
                Time(next)
            );
            Err(range("validity-ms", &found, &allowed))
        }
        None => {
            let most = period(most.minutes());
            Err(range("validity-ms", &found, &format!("a submission says at most {most}, {}", Time(most))))
        }
    }
}

/// The last code of a relative validity period of CDMA that is one ([3GPP2 C.S0015-B] 4.5.6).
const LAST_OF_CDMA: u8 = 244;

const MINUTE: u64 = 60_000;

fn range(key: &'static str, found: &dyn ToString, allowed: &str) -> RadioError {
    RadioError::Range { key, found: found.to_string(), allowed: allowed.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::radio::Preset;

    fn applied(text: &str) -> Result<Radio, String> {
        let form: RadioForm = toml::from_str(text).map_err(|error| error.message().to_owned())?;
        form.apply(Preset::Good.radio(Carrier::Gsm)).map_err(|error| error.to_string())
    }

    #[test]
    fn a_form_overrides_what_it_names() {
        let good = Preset::Good.radio(Carrier::Gsm);
        assert_eq!(applied(""), Ok(good.clone()));
        let expected = Radio {
            carrier: Carrier::Gsm,
            delay: Quantiles::of(&[1, 2, 300]),
            report_delay: Quantiles::of(&[1, 2]),
            unreachable: Rate::of(2),
            absence: Quantiles::of(&[3, 4]),
            never_delivered: Rate::of(3),
            refused: Rate::of(4),
            answer_lost: Rate::of(5),
            duplicated: Rate::of(6),
            swapped: Rate::of(7),
            loss: Rate::of(8),
            burst: 9,
            capacity: 13,
            report_lost: Rate::of(10),
            retries: vec![11, 12],
            validity: 600_000,
        };
        let all = "delay-ms = [1, 2, 300]\nreport-delay-ms = [1, 2]\nunreachable-ppm = 2\nabsence-ms = [3, 4]\nnever-delivered-ppm = 3\n\
                   refused-ppm = 4\nanswer-lost-ppm = 5\nduplicated-ppm = 6\nswapped-ppm = 7\nloss-ppm = 8\n\
                   burst = 9\ncapacity = 13\nreport-lost-ppm = 10\nretries-ms = [11, 12]\n\
                   validity-ms = 600000";
        assert_eq!(applied(all), Ok(expected.clone()));
        for line in all.lines() {
            let one = applied(line).expect("it is allowed");
            assert!(one != good, "{line}");
        }
        let form: RadioForm = toml::from_str(all).expect("it is a form");
        let json = serde_json::to_value(&expected).expect("it can be written");
        assert_eq!(json.as_object().map(serde_json::Map::len), Some(16));
        assert_eq!(form.apply(Preset::Disaster.radio(Carrier::Gsm)), Ok(expected));
    }

    #[test]
    fn what_cannot_be_says_key_and_range() {
        for (text, error) in [
            ("loss-ppm = 1000001", "loss-ppm is 1000001; a rate is 0 to 1000000 parts per million"),
            ("burst = 0", "burst is 0; 1 to 1000 are allowed"),
            ("burst = 1001", "burst is 1001; 1 to 1000 are allowed"),
            ("delay-ms = [5, 4]", "delay-ms: time 2 is 4 ms, after 5 ms; the times have to be in order"),
            ("delay-ms = [5]", "delay-ms: 1 times; at least 2 are needed, the shortest and the longest"),
            ("retries-ms = []", "retries-ms is a list of 0 pauses; 1 to 100 are allowed"),
            ("retries-ms = [0]", "retries-ms is 0; 1 to 315360000000 are allowed"),
            ("capacity = 1000001", "capacity is 1000001; 0 to 1000000 are allowed"),
            ("absence-ms = [7]", "absence-ms: 1 times; at least 2 are needed, the shortest and the longest"),
            (
                "validity-ms = 0",
                "validity-ms is 0; a submission cannot say that; the next period that it can say is 300000, 5 min",
            ),
            (
                "validity-ms = 43500000",
                "validity-ms is 43500000; a submission cannot say that; the next period that it can say is 45000000, 12.5 h",
            ),
            (
                "validity-ms = 38102400001",
                "validity-ms is 38102400001; a submission says at most 38102400000, 441 days",
            ),
        ] {
            assert_eq!(applied(text), Err(error.to_owned()));
        }
        assert!(applied("loss-ppm = 1000000").is_ok(), "all is lost");
        let form: RadioForm = toml::from_str("validity-ms = 38102400000").expect("it is a form");
        assert!(form.apply(Preset::Good.radio(Carrier::Gsm)).is_ok());
        let error = form.apply(Preset::Good.radio(Carrier::Cdma)).expect_err("CDMA ends earlier").to_string();
        assert_eq!(error, "validity-ms is 38102400000; a submission says at most 31449600000, 364 days");
        let unknown = applied("lose-ppm = 1").expect_err("there is no such key");
        assert!(unknown.starts_with("unknown field `lose-ppm`, expected one of `delay-ms`"), "{unknown}");
    }
}
