//! What a scenario file says of the radio.

use schemars::JsonSchema;
use serde::Deserialize;

use super::quantiles::LONGEST;
use super::{Burst, Quantiles, QuantilesError, Radio, Rate};

/// Parameters of the radio that differ from those of the preset. Rates are in parts per million, times in milliseconds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct RadioForm {
    /// How long a message takes to a phone that is reachable: the quantile function at equal steps, the shortest time
    /// first, at least two.
    pub delay_ms: Option<Vec<u64>>,
    /// How much later than the message the delivery report comes.
    pub report_delay_ms: Option<u64>,
    /// How often a phone is unreachable at the first attempt.
    pub unreachable_ppm: Option<u32>,
    /// How often a message is never delivered.
    pub never_delivered_ppm: Option<u32>,
    /// How often a submission is refused for a reason that may pass.
    pub refused_ppm: Option<u32>,
    /// How often the answer to a submission is lost after the service centre accepted it.
    pub answer_lost_ppm: Option<u32>,
    /// How often a message is delivered twice.
    pub duplicated_ppm: Option<u32>,
    /// How often two adjacent parts change places.
    pub swapped_ppm: Option<u32>,
    /// How often a single transmission is lost.
    pub loss_ppm: Option<u32>,
    /// How many transmissions a burst of losses takes on average, 1 to 1,000.
    pub burst: Option<u32>,
    /// How often a status report is lost.
    pub report_lost_ppm: Option<u32>,
    /// After which pauses the service centre tries again, 1 to 100; the last one again and again.
    pub retries_ms: Option<Vec<u64>>,
    /// How long the service centre keeps a message that it cannot deliver.
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

impl RadioForm {
    /// The radio of a preset with what the form says.
    pub fn apply(&self, base: Radio) -> Result<Radio, RadioError> {
        let key = "delay-ms";
        let delay = match self.delay_ms.clone() {
            Some(times) => Quantiles::new(times).map_err(|source| RadioError::Times { key, source })?,
            None => base.delay,
        };
        let burst = in_range("burst", self.burst.map(u64::from), 1, 1_000)?;
        let radio = Radio {
            carrier: base.carrier,
            delay,
            report_delay: in_range("report-delay-ms", self.report_delay_ms, 0, LONGEST)?
                .unwrap_or(base.report_delay),
            unreachable: rate("unreachable-ppm", self.unreachable_ppm, base.unreachable)?,
            never_delivered: rate("never-delivered-ppm", self.never_delivered_ppm, base.never_delivered)?,
            refused: rate("refused-ppm", self.refused_ppm, base.refused)?,
            answer_lost: rate("answer-lost-ppm", self.answer_lost_ppm, base.answer_lost)?,
            duplicated: rate("duplicated-ppm", self.duplicated_ppm, base.duplicated)?,
            swapped: rate("swapped-ppm", self.swapped_ppm, base.swapped)?,
            loss: rate("loss-ppm", self.loss_ppm, base.loss)?,
            burst: burst.and_then(|burst| u32::try_from(burst).ok()).unwrap_or(base.burst),
            report_lost: rate("report-lost-ppm", self.report_lost_ppm, base.report_lost)?,
            retries: match &self.retries_ms {
                Some(pauses) => retries(pauses)?,
                None => base.retries,
            },
            validity: in_range("validity-ms", self.validity_ms, 1, LONGEST)?.unwrap_or(base.validity),
        };
        losses(radio)
    }
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

/// Bursts of losses need something that arrives between them.
fn losses(radio: Radio) -> Result<Radio, RadioError> {
    let most = Burst::most(radio.burst);
    if radio.loss > most && radio.loss != Rate::ALWAYS {
        let allowed = format!(
            "in bursts of {} transmissions at most {} parts per million can be lost, or all",
            radio.burst,
            most.ppm()
        );
        return Err(range("loss-ppm", &radio.loss.ppm(), &allowed));
    }
    Ok(radio)
}

fn range(key: &'static str, found: &dyn ToString, allowed: &str) -> RadioError {
    RadioError::Range { key, found: found.to_string(), allowed: allowed.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::radio::{Carrier, Preset};

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
            report_delay: 1,
            unreachable: Rate::of(2),
            never_delivered: Rate::of(3),
            refused: Rate::of(4),
            answer_lost: Rate::of(5),
            duplicated: Rate::of(6),
            swapped: Rate::of(7),
            loss: Rate::of(8),
            burst: 9,
            report_lost: Rate::of(10),
            retries: vec![11, 12],
            validity: 13,
        };
        let all = "delay-ms = [1, 2, 300]\nreport-delay-ms = 1\nunreachable-ppm = 2\nnever-delivered-ppm = 3\n\
                   refused-ppm = 4\nanswer-lost-ppm = 5\nduplicated-ppm = 6\nswapped-ppm = 7\nloss-ppm = 8\n\
                   burst = 9\nreport-lost-ppm = 10\nretries-ms = [11, 12]\nvalidity-ms = 13";
        assert_eq!(applied(all), Ok(expected.clone()));
        for line in all.lines() {
            let one = applied(line).expect("it is allowed");
            assert!(one != good, "{line}");
        }
        let form: RadioForm = toml::from_str(all).expect("it is a form");
        let json = serde_json::to_value(&expected).expect("it can be written");
        assert_eq!(json.as_object().map(serde_json::Map::len), Some(14));
        assert_eq!(form.apply(Preset::Disaster.radio(Carrier::Gsm)), Ok(expected));
    }

    #[test]
    fn what_cannot_be_says_key_and_range() {
        for (text, error) in [
            ("loss-ppm = 1000001", "loss-ppm is 1000001; a rate is 0 to 1000000 parts per million"),
            ("burst = 0", "burst is 0; 1 to 1000 are allowed"),
            ("burst = 1001", "burst is 1001; 1 to 1000 are allowed"),
            (
                "loss-ppm = 900000\nburst = 2",
                "loss-ppm is 900000; in bursts of 2 transmissions at most 666666 parts per million can be lost, or all",
            ),
            ("delay-ms = [5, 4]", "delay-ms: time 2 is 4 ms, after 5 ms; the times have to be in order"),
            ("delay-ms = [5]", "delay-ms: 1 times; at least 2 are needed, the shortest and the longest"),
            ("retries-ms = []", "retries-ms is a list of 0 pauses; 1 to 100 are allowed"),
            ("retries-ms = [0]", "retries-ms is 0; 1 to 315360000000 are allowed"),
            ("validity-ms = 0", "validity-ms is 0; 1 to 315360000000 are allowed"),
        ] {
            assert_eq!(applied(text), Err(error.to_owned()));
        }
        assert!(applied("loss-ppm = 1000000").is_ok(), "all is lost");
        let unknown = applied("lose-ppm = 1").expect_err("there is no such key");
        assert!(unknown.starts_with("unknown field `lose-ppm`, expected one of `delay-ms`"), "{unknown}");
    }
}
