//! To how many users write.

use asms_machine::recipients::MOST_RECIPIENTS;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use crate::radio::Rate;

/// How many recipients messages have: a weight for each number of them, from 1 to [`MOST_RECIPIENTS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecipientCounts([u32; MOST_RECIPIENTS as usize]);

/// Weights that say nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecipientCountsError {
    /// Weights for more recipients than there may be.
    #[error("{0} weights; there is one for each number of recipients, from 1 to {MOST_RECIPIENTS} at most")]
    TooMany(usize),
    /// A weight that is too great.
    #[error("the weight of {recipients} recipients is {found}; a weight is 0 to {most}", most = RecipientCounts::MOST)]
    TooGreat {
        /// The number of recipients.
        recipients: u8,
        /// Its weight.
        found: u32,
    },
    /// No message can be written.
    #[error("no weight is above 0; one at least has to be, that of 1 recipient stands first")]
    Nothing,
}

/// Most messages go to one, few to many; in a thousand.
const DEFAULT: [u32; MOST_RECIPIENTS as usize] =
    [750, 100, 50, 30, 20, 10, 8, 6, 5, 5, 1, 1, 1, 1, 1, 1, 1, 1, 1, 7];

impl RecipientCounts {
    /// The greatest weight.
    pub const MOST: u32 = 1_000_000;

    /// The weight of 1 recipient, of 2, and so on; none of more than are named.
    pub fn new(weights: &[u32]) -> Result<Self, RecipientCountsError> {
        let mut counts = [0; MOST_RECIPIENTS as usize];
        let named = counts.get_mut(..weights.len()).ok_or(RecipientCountsError::TooMany(weights.len()))?;
        named.copy_from_slice(weights);
        if let Some((recipients, found)) = (1..).zip(counts).find(|(_, weight)| *weight > Self::MOST) {
            return Err(RecipientCountsError::TooGreat { recipients, found });
        }
        let counts = Self(counts);
        if counts.total() == 0 { Err(RecipientCountsError::Nothing) } else { Ok(counts) }
    }

    /// The weights, from that of 1 recipient to the last that is not 0.
    pub fn weights(&self) -> &[u32] {
        &self.0[..self.most().into()]
    }

    /// The most recipients that a message has.
    pub fn most(&self) -> u8 {
        self.each().map(|(recipients, _)| recipients).max().unwrap_or(1)
    }

    /// How likely each number of recipients is, where it can be at all.
    pub fn shares(&self) -> impl Iterator<Item = (u8, Rate)> {
        let total = self.total();
        self.each().map(move |(recipients, weight)| {
            let ppm = u64::from(weight) * u64::from(Rate::MILLION) / total;
            (recipients, Rate::new(u32::try_from(ppm).unwrap_or(Rate::MILLION)).unwrap_or(Rate::ALWAYS))
        })
    }

    /// The recipients of a message, by a number that is drawn below a bound.
    pub fn draw(&self, below: impl FnOnce(u64) -> u64) -> u8 {
        let mut place = below(self.total());
        for (recipients, weight) in self.each() {
            match place.checked_sub(weight.into()) {
                None => return recipients,
                Some(rest) => place = rest,
            }
        }
        1
    }

    fn each(&self) -> impl Iterator<Item = (u8, u32)> {
        (1..).zip(self.0).filter(|(_, weight)| *weight > 0)
    }

    fn total(&self) -> u64 {
        self.0.iter().map(|weight| u64::from(*weight)).sum()
    }
}

impl Default for RecipientCounts {
    fn default() -> Self {
        Self(DEFAULT)
    }
}

/// A list of weights.
impl<'de> Deserialize<'de> for RecipientCounts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let weights = Vec::<u32>::deserialize(deserializer)?;
        Self::new(&weights).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every number that can be drawn, once.
    fn drawn(counts: RecipientCounts) -> Vec<u32> {
        let mut drawn = vec![0; MOST_RECIPIENTS.into()];
        for place in 0..counts.total() {
            drawn[usize::from(counts.draw(|_| place)) - 1] += 1;
        }
        drawn
    }

    #[test]
    fn each_number_of_recipients_is_as_likely_as_its_weight() {
        assert_eq!(drawn(RecipientCounts::default()), DEFAULT);
        let counts = RecipientCounts::new(&[0, 3, 0, 1, 0]).expect("they are weights");
        assert_eq!(drawn(counts)[..5], [0, 3, 0, 1, 0]);
        assert_eq!((counts.most(), counts.weights()), (4, &[0, 3, 0, 1][..]));
        let shares: Vec<String> =
            counts.shares().map(|(recipients, share)| format!("{recipients}: {share}")).collect();
        assert_eq!(shares, ["2: 75 %", "4: 25 %"]);
    }

    #[test]
    fn the_default_is_in_a_thousand_and_of_every_number() {
        assert_eq!(RecipientCounts::default().total(), 1000);
        assert_eq!(RecipientCounts::default().most(), MOST_RECIPIENTS);
        assert!(!DEFAULT.contains(&0));
        assert_eq!(RecipientCounts::new(&DEFAULT), Ok(RecipientCounts::default()));
    }

    #[test]
    fn weights_that_say_nothing() {
        for (weights, message) in [
            (vec![1; 21], "21 weights; there is one for each number of recipients, from 1 to 20 at most"),
            (vec![1, 1_000_001], "the weight of 2 recipients is 1000001; a weight is 0 to 1000000"),
            (vec![], "no weight is above 0; one at least has to be, that of 1 recipient stands first"),
            (vec![0; 20], "no weight is above 0; one at least has to be, that of 1 recipient stands first"),
        ] {
            assert_eq!(RecipientCounts::new(&weights).expect_err("it is wrong").to_string(), message);
        }
    }
}
