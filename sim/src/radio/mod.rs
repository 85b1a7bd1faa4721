//! The radio channel by numbers: how long things take and how often they go wrong.
//!
//! All is integers: rates are parts per million, times are milliseconds, and what happens is decided by numbers handed in.

mod form;
mod phone;
mod quantiles;
mod rate;
pub(crate) mod show;
mod spells;
mod tables;

pub use asms_bind::radio::Carrier;
pub use form::{RadioError, RadioForm};
pub use phone::{Phone, Seen};
pub use quantiles::{LONGEST, Quantiles, QuantilesError};
pub use rate::{Rate, TooOften};
pub use spells::{Spell, Spells, Whose};

use std::fmt;
use std::str::FromStr;

use asms_wire::sms::validity::Relative;

/// A radio channel of a kind.
///
/// Of all messages of one part that the service centre takes, so many per cent are on their handset after so long; the tests
/// hold the simulator to that, to a few per cent:
///
/// | | 10 s | 1 min | 5 min | 30 min | in the end | measured in the field |
/// |---|---|---|---|---|---|---|
/// | good | 89 | 90 | 97 | 99 | 99 | 6 to 8 s where the phone is in cover (R3) |
/// | urban | 40 | 60 | 80 | 95 | 98 | 62 at the first attempt, 98 in the end (R3) |
/// | congested | 15 | 39 | 72 | 92 | 95 | in cover 46 to 50 within 30 s, 97 within 10 min (R8), which it gives then |
/// | disaster | 2 | 8 | 20 | 45 | 81 | in cover 80 within 30 min, 90 within 80 min (R11), which it gives then |
///
/// R2, 91 within 5 min, is between good and urban: where 38 % of time is out of cover, as R3 has it, no schedule with one
/// attempt in the first minutes after the first delivers so much.
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
pub enum Preset {
    /// Good cover, few users.
    #[default]
    Good,
    /// A city on an ordinary day, with phones that are off or under ground.
    Urban,
    /// A network at its limits.
    Congested,
    /// A network after a disaster: most of it is down, everybody calls.
    Disaster,
}

/// What a radio channel does, by numbers.
///
/// A text says for each field where the numbers of the presets are from: in the order good, urban, congested, disaster;
/// *chosen* is not measured.
///
/// What is between device and service centre is a cell, which users share; what is between the centre and a recipient is
/// that one's phone. Both have a life of their own, in [`Spells`].
///
/// - R1: Meng, Zerfos, Samanta, Wong, Lu, *Analysis of the Reliability of a Nationwide Short Message Service*, INFOCOM
///   2007: 5.1 % of messages fail.
/// - R2: EDUCAUSE Review 43(3), 2008: 91 % are delivered within 5 min.
/// - R3: ETSI EMTEL at the ITU-T workshop of October 2006: 6 to 8 s from mobile to mobile, the sender sees the delivery
///   report after 10 to 12 s, 38 % are not delivered at the first attempt, 98 % in the end.
/// - R5: Brown, Saint, Brown, IST-Africa 2013: a weak signal doubles the standard deviation of the delay, a moving
///   sender triples it.
/// - R6: Oliver, CHANTS 2008 and `MobiSys` 2010: duplicates happen, order depends on handset and traffic.
/// - R8: Mspect 2001, six carriers: four have 46 % within 30 s, the best 98 % within 10 min.
/// - R10: Purdue 2007: 4 % of 10,000 alerts failed.
/// - R11: Tohoku 2011 (MIC Japan, NTT East): 15 % of carrier mail at once, 80 % within 30 min, 90 % within 80 min;
///   70 to 95 % of calls were refused.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Radio {
    /// Whose messages travel.
    pub carrier: Carrier,
    /// How long a message takes from phone to phone when that is reachable, in milliseconds: log-normal, with median and
    /// standard deviation of the logarithm 7 s, 0.15 (R3); 8 s, 0.5 (R3, R5); 30 s, 1.6 (fits R8); 276 s, 2.23
    /// (fits R11).
    #[serde(rename = "delay-ms")]
    pub delay: Quantiles,
    /// How much later than the message the status report comes, in milliseconds: 4 s, 4 s, 15 s, 300 s in the median (R3;
    /// the rest chosen), and as skewed as the delay (chosen).
    #[serde(rename = "report-delay-ms")]
    pub report_delay: Quantiles,
    /// For which share of time a phone is out of reach, and so how often at the first attempt (chosen, R3, R3, chosen).
    #[serde(rename = "unreachable-ppm")]
    pub unreachable: Rate,
    /// For how long it is then, in milliseconds: log-normal with median 10 s and standard deviation of the logarithm 1.2,
    /// four times as long in a disaster (chosen).
    #[serde(rename = "absence-ms")]
    pub absence: Quantiles,
    /// How often a message is never delivered, though tried until its validity ends (chosen, R3, R1 and R10, chosen).
    #[serde(rename = "never-delivered-ppm")]
    pub never_delivered: Rate,
    /// How often a submission is refused for a reason that may pass (chosen, but the last: the low end of R11).
    #[serde(rename = "refused-ppm")]
    pub refused: Rate,
    /// How often the answer to a submission is lost after the service centre accepted it (chosen).
    #[serde(rename = "answer-lost-ppm")]
    pub answer_lost: Rate,
    /// How often a message, or a status report, is delivered twice, since the phone's answer is lost (chosen; R3 and R6: it
    /// occurs).
    #[serde(rename = "duplicated-ppm")]
    pub duplicated: Rate,
    /// How often two adjacent parts change places (chosen; R6).
    #[serde(rename = "swapped-ppm")]
    pub swapped: Rate,
    /// How often a single transmission (CP-DATA) is lost (chosen): for which share of time a cell loses everything that is
    /// sent in it.
    #[serde(rename = "loss-ppm")]
    pub loss: Rate,
    /// How many transmissions, of 4 s each, a burst of losses takes on average, at least 1 (chosen).
    pub burst: u32,
    /// How many submissions of all its users a cell takes in a minute; it refuses others for now. A cell has some eight
    /// channels for them, each of which a submission takes for 4 s: 120, 120, 60, 30 (chosen; where others use
    /// most of it, less is left).
    pub capacity: u32,
    /// How often a status report is lost (chosen).
    #[serde(rename = "report-lost-ppm")]
    pub report_lost: Rate,
    /// After which pauses the service centre tries again, in milliseconds, at least one; the last one again and again
    /// (chosen). See [`Self::retry_after`].
    #[serde(rename = "retries-ms")]
    pub retries: Vec<u64>,
    /// How long the service centre keeps a message that it cannot deliver, in milliseconds: 72 h, as is common (chosen).
    /// Submissions say so, by TP-VP, and the centre keeps to what it reads.
    #[serde(rename = "validity-ms")]
    pub validity: u64,
}

impl Radio {
    /// Where losses come in bursts: what the cells have in common.
    pub fn losses(&self) -> Spells {
        Spells::new(self.loss, Quantiles::of(&tables::BURST).scaled(self.burst.into(), 1))
    }

    /// When a phone is out of reach.
    pub fn absences(&self) -> Spells {
        Spells::new(self.unreachable, self.absence.clone())
    }

    /// The validity period as submissions say it, or the next longer one that they can.
    pub fn relative_validity(&self) -> Relative {
        let minutes = u32::try_from(self.validity.div_ceil(MINUTE)).unwrap_or(u32::MAX);
        Relative::at_least(minutes).unwrap_or(Relative::from_code(u8::MAX))
    }

    /// The pause in milliseconds after so many failed attempts to deliver, of which there is at least one.
    pub fn retry_after(&self, failures: u32) -> u64 {
        let at = usize::try_from(failures.saturating_sub(1)).unwrap_or(usize::MAX);
        self.retries.get(at).or(self.retries.last()).copied().unwrap_or(self.validity)
    }
}

impl Preset {
    /// All of them, the best first.
    pub const ALL: [Self; 4] = [Self::Good, Self::Urban, Self::Congested, Self::Disaster];

    /// Its name in files and on the command line.
    pub const fn name(self) -> &'static str {
        self.column("good", "urban", "congested", "disaster")
    }

    /// What such a channel does, the same for every carrier but for the messages themselves.
    pub fn radio(self, carrier: Carrier) -> Radio {
        let rate = |good, urban, congested, disaster| Rate::of(self.column(good, urban, congested, disaster));
        let slower = self.column(1, 1, 1, 4);
        let delay =
            Quantiles::of(self.column(&tables::GOOD, &tables::URBAN, &tables::CONGESTED, &tables::DISASTER));
        Radio {
            carrier,
            report_delay: delay.scaled(self.column(4, 4, 15, 300), self.column(7, 8, 30, 276)),
            delay,
            unreachable: rate(100_000, 380_000, 380_000, 600_000),
            absence: Quantiles::of(&tables::ABSENCE).scaled(slower, 1),
            never_delivered: rate(5_000, 20_000, 50_000, 200_000),
            refused: rate(1_000, 5_000, 50_000, 700_000),
            answer_lost: rate(500, 3_000, 20_000, 100_000),
            duplicated: rate(100, 1_000, 10_000, 50_000),
            swapped: rate(5_000, 30_000, 150_000, 400_000),
            loss: rate(2_000, 10_000, 50_000, 200_000),
            burst: self.column(1, 2, 5, 20),
            capacity: self.column(120, 120, 60, 30),
            report_lost: rate(5_000, 20_000, 50_000, 300_000),
            retries: [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR].map(|pause| pause * slower).to_vec(),
            validity: 72 * HOUR,
        }
    }

    const fn column<T: Copy>(self, good: T, urban: T, congested: T, disaster: T) -> T {
        match self {
            Self::Good => good,
            Self::Urban => urban,
            Self::Congested => congested,
            Self::Disaster => disaster,
        }
    }
}

impl fmt::Display for Preset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A name that no preset has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no preset {0:?}; there are good, urban, congested, disaster")]
pub struct UnknownPreset(pub String);

impl FromStr for Preset {
    type Err = UnknownPreset;

    fn from_str(name: &str) -> Result<Self, UnknownPreset> {
        Self::ALL
            .into_iter()
            .find(|preset| preset.name() == name)
            .ok_or_else(|| UnknownPreset(name.to_owned()))
    }
}

/// In milliseconds.
const SECOND: u64 = 1_000;
const MINUTE: u64 = 60 * SECOND;
const HOUR: u64 = 60 * MINUTE;

#[cfg(test)]
mod tests {
    use super::*;

    fn radio(preset: Preset) -> Radio {
        preset.radio(Carrier::Gsm)
    }

    /// The share of messages within so many seconds, in whole per cent.
    fn within(preset: Preset, seconds: u64) -> u32 {
        (radio(preset).delay.share_below(seconds * SECOND).ppm() + 5_000) / 10_000
    }

    /// R3: 6 to 8 s from mobile to mobile, the report after 10 to 12 s; 38 % not at the first attempt, 98 % in the
    /// end.
    #[test]
    fn good_and_urban_are_as_etsi_measured() {
        assert_eq!(within(Preset::Good, 6)..=within(Preset::Good, 8), 15..=81);
        assert_eq!(radio(Preset::Good).delay.quantile(Rate::of(500_000)), 7_000);
        for preset in [Preset::Good, Preset::Urban] {
            let [median, report] = [radio(preset).delay, radio(preset).report_delay]
                .map(|times| times.quantile(Rate::of(500_000)));
            assert!((10 * SECOND..=12 * SECOND).contains(&(median + report)), "{preset}");
        }
        assert_eq!(within(Preset::Urban, 8), 50);
        assert_eq!(radio(Preset::Urban).unreachable.to_string(), "38 %");
        assert_eq!(radio(Preset::Urban).never_delivered.to_string(), "2 %");
    }

    /// R8: about half within 30 s, 97 or 98 % within 10 min.
    #[test]
    fn congested_is_as_mspect_measured() {
        assert_eq!([30, 600].map(|seconds| within(Preset::Congested, seconds)), [50, 97]);
    }

    /// R11: 15 % at once, 80 % within 30 min, 90 % within 80 min.
    #[test]
    fn disaster_is_as_in_tohoku() {
        assert_eq!([30, 30 * 60, 80 * 60].map(|seconds| within(Preset::Disaster, seconds)), [16, 80, 90]);
        assert_eq!(radio(Preset::Disaster).refused.to_string(), "70 %");
    }

    /// Nothing gets better from one preset to the next.
    #[test]
    fn presets_go_from_good_to_bad() {
        for (better, worse) in Preset::ALL.into_iter().zip(Preset::ALL.into_iter().skip(1)) {
            let rates = |preset| {
                let radio = radio(preset);
                [
                    radio.unreachable,
                    radio.never_delivered,
                    radio.refused,
                    radio.answer_lost,
                    radio.duplicated,
                    radio.swapped,
                    radio.loss,
                    radio.report_lost,
                    Rate::of(radio.burst),
                ]
            };
            assert!(
                rates(better).iter().zip(rates(worse)).all(|(better, worse)| *better <= worse),
                "{worse}"
            );
            let median = |preset| radio(preset).delay.quantile(Rate::of(500_000));
            assert!(median(better) < median(worse), "{worse}");
            assert!(radio(better).absence.mean() <= radio(worse).absence.mean(), "{worse}");
            assert!(radio(better).capacity >= radio(worse).capacity, "{worse}");
        }
    }

    #[test]
    fn the_centre_tries_again_as_its_schedule_says() {
        let urban = radio(Preset::Urban);
        let pauses = [0, 1, 2, 3, 4, 5, u32::MAX].map(|failures| urban.retry_after(failures) / MINUTE);
        assert_eq!(pauses, [1, 1, 5, 15, 60, 60, 60]);
        assert_eq!(radio(Preset::Disaster).retry_after(9), 4 * HOUR);
    }

    #[test]
    fn presets_have_names() {
        for preset in Preset::ALL {
            assert_eq!(preset.name().parse(), Ok(preset));
            assert_eq!(serde_json::to_value(preset).ok(), Some(preset.name().into()));
        }
        let error = "rural".parse::<Preset>().expect_err("there is none").to_string();
        assert_eq!(error, "there is no preset \"rural\"; there are good, urban, congested, disaster");
    }
}
