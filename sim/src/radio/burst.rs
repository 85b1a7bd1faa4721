//! Losses that come in bursts.

use super::Rate;

/// Losses that come in bursts: a channel of two states, of which the bad one loses everything and the good one nothing
/// (E. N. Gilbert, *Capacity of a Burst-Noise Channel*, 1960).
///
/// In the long run the rate of losses is the one asked for, and a burst has the mean length asked for. The numbers by
/// chance come from outside, one for each transmission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Burst {
    loss: Rate,
    /// Mean transmissions of a burst.
    length: u32,
    /// Whether the last transmission was lost; none before the first.
    bad: Option<bool>,
}

impl Burst {
    /// A channel with this rate of losses, in bursts of so many transmissions on average, at least 1. The rate is at
    /// most [`Self::most`], or that of a channel that loses everything.
    pub const fn new(loss: Rate, length: u32) -> Self {
        Self { loss, length: if length == 0 { 1 } else { length }, bad: None }
    }

    /// The greatest rate of losses in bursts of so many transmissions: between two there is at least one that arrives.
    /// Rounded down to a whole part per million.
    pub const fn most(length: u32) -> Rate {
        let length = if length == 0 { 1 } else { length as u64 };
        #[expect(clippy::cast_possible_truncation, reason = "it is below a million")]
        let most = (length * Rate::MILLION as u64 / (length + 1)) as u32;
        Rate::of(most)
    }

    /// Whether the next transmission is lost.
    pub fn is_lost(&mut self, number: u64) -> bool {
        let bad = match self.bad {
            _ if self.loss == Rate::ALWAYS => true,
            None => self.loss.happens(number),
            Some(true) => !below(number, 1, self.length.into()),
            // As many bursts begin as end: loss / length of all transmissions.
            Some(false) => {
                let (loss, rest) = (self.loss.ppm(), Rate::MILLION - self.loss.ppm());
                below(number, loss.into(), u64::from(rest) * u64::from(self.length))
            }
        };
        self.bad = Some(bad);
        bad
    }
}

/// Whether a number by chance is in so many parts of a whole.
fn below(number: u64, parts: u64, whole: u64) -> bool {
    u128::from(number) * u128::from(whole) < u128::from(parts) << 64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Concern, Draws};

    /// Losses and bursts among a million transmissions.
    fn run(loss: u32, length: u32) -> (u32, u32) {
        let (draws, mut channel) = (Draws::new(1), Burst::new(Rate::of(loss), length));
        let (mut losses, mut bursts, mut before) = (0, 0, false);
        for at in 0..1_000_000 {
            let is_lost = channel.is_lost(draws.number(Concern::NextAction, 0, at));
            losses += u32::from(is_lost);
            bursts += u32::from(is_lost && !before);
            before = is_lost;
        }
        (losses, bursts)
    }

    /// The rates of the presets come out to two hundredths, and so do the mean lengths.
    #[test]
    fn rate_and_length_are_as_asked_for() {
        for (loss, length) in
            [(2_000, 1), (10_000, 2), (50_000, 5), (200_000, 20), (500_000, 1), (900_000, 9)]
        {
            let (lost, bursts) = run(loss, length);
            assert!(lost.abs_diff(loss) <= loss / 50 + 100, "{loss} in bursts of {length}: {lost}");
            let expected = lost / length;
            assert!(
                bursts.abs_diff(expected) <= expected / 50 + 10,
                "{loss} in bursts of {length}: {bursts} bursts"
            );
        }
    }

    #[test]
    fn channels_without_chance() {
        assert_eq!(run(0, 5), (0, 0));
        assert_eq!(run(1_000_000, 5), (1_000_000, 1));
        assert_eq!(
            [0, 1, 4, 20].map(|length| Burst::most(length).ppm()),
            [500_000, 500_000, 800_000, 952_380]
        );
        assert_eq!(Burst::new(Rate::NEVER, 0), Burst::new(Rate::NEVER, 1));
    }
}
