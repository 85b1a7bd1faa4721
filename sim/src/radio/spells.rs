//! What comes and goes by itself: the absences of a phone, the bursts of losses in a cell.

use super::{Quantiles, Rate};
use crate::draw::{Concern, Draws, Hand};
use crate::time::Time;

/// Something that comes and goes by itself, in spells whose lengths are drawn. In the long run it is there for the share of
/// time that is asked for.
///
/// Whether it is there depends on the time and on numbers by chance of its own, and on nothing that happens: whoever asks
/// meets the same spell, and so does who asks again. To have an answer without going through all that was before, time is
/// cut into eras of some sixteen spells, and each begins as it is at a moment by chance. A spell ends with its era.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spells {
    share: Rate,
    length: Quantiles,
    /// Milliseconds of an era, at least 1.
    era: u64,
}

/// A spell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spell {
    /// When it began.
    pub from: Time,
    /// When it ends.
    pub until: Time,
}

/// Whose spells they are, among all that are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whose {
    /// The numbers of the seed.
    pub draws: Draws,
    /// What comes and goes.
    pub concern: Concern,
    /// To whom.
    pub actor: u64,
}

/// How many spells an era has on average.
const SPELLS: u128 = 16;

impl Spells {
    /// Spells of such lengths, for a share of all time. A length of 0 counts as a millisecond.
    pub fn new(share: Rate, length: Quantiles) -> Self {
        let ppm = u128::from(share.ppm().max(1));
        let between_two_begins = u128::from(length.mean().max(1)) * u128::from(Rate::MILLION) / ppm;
        let era = u64::try_from(between_two_begins * SPELLS).unwrap_or(u64::MAX);
        Self { share, length, era }
    }

    /// The spell at a time, if it is there.
    pub fn at(&self, whose: Whose, time: Time) -> Option<Spell> {
        if self.share == Rate::NEVER {
            return None;
        }
        if self.share == Rate::ALWAYS {
            return Some(Spell { from: Time::default(), until: Time(u64::MAX) });
        }
        let era = time.0 / self.era;
        let mut numbers = Numbers { whose, sequence: era << EACH, left: 0, hand: Hand::default() };
        let end = (era * self.era).saturating_add(self.era);
        let mut from = era * self.era;
        let mut is_there = self.share.happens(numbers.next());
        let mut length = self.scaled(is_there, self.length.remaining(numbers.next(), numbers.next()));
        loop {
            let until = from.saturating_add(length).min(end);
            // The last moment of all time has no next one.
            if until > time.0 || until == end {
                return is_there.then_some(Spell { from: Time(from), until: Time(until) });
            }
            from = until;
            is_there = !is_there;
            length = self.scaled(is_there, self.length.sample(numbers.next()));
        }
    }

    /// What passes between two spells is as long as a spell, but for the share.
    fn scaled(&self, is_there: bool, length: u64) -> u64 {
        if is_there {
            return length.max(1);
        }
        let (here, rest) = (u128::from(self.share.ppm()), u128::from(Rate::MILLION - self.share.ppm()));
        u64::try_from(u128::from(length.max(1)) * rest / here).unwrap_or(u64::MAX).max(1)
    }
}

/// The numbers of an era, eight at a draw.
struct Numbers {
    whose: Whose,
    sequence: u64,
    left: usize,
    hand: Hand,
}

/// Draws of an era, as a power of two: more than any has.
const EACH: u32 = 24;

impl Numbers {
    fn next(&mut self) -> u64 {
        if self.left == 0 {
            let Whose { draws, concern, actor } = self.whose;
            self.hand = draws.hand(concern, actor, self.sequence);
            self.sequence = self.sequence.wrapping_add(1);
            self.left = Hand::WIDE;
        }
        self.left -= 1;
        self.hand.wide(self.left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::radio::tables;

    fn whose(actor: u64) -> Whose {
        Whose { draws: Draws::new(1), concern: Concern::Cover, actor }
    }

    /// At how many of 40,000 moments it is there, in parts per million.
    fn share(share: Rate, length: &Quantiles) -> u64 {
        let spells = Spells::new(share, length.clone());
        let moments = (0..40_000).map(|at| Time(at * (spells.era / 7)));
        let there = moments.filter(|time| spells.at(whose(0), *time).is_some()).count();
        u64::try_from(there).expect("it is one of them") * 25
    }

    /// How long a spell is on average, of those in 60 eras.
    fn mean(share: Rate, length: &Quantiles) -> u64 {
        let spells = Spells::new(share, length.clone());
        let (mut now, mut sum, mut count) = (0, 0, 0);
        while now < 60 * spells.era {
            let Some(spell) = spells.at(whose(1), Time(now)) else {
                now += length.mean() / 32;
                continue;
            };
            assert!(spell.from.0 <= now && now < spell.until.0);
            assert_eq!(spells.at(whose(1), Time(spell.until.0 - 1)), Some(spell), "it is one spell");
            sum += spell.until.0 - spell.from.0;
            count += 1;
            now = spell.until.0;
        }
        sum / count
    }

    #[test]
    fn shares_and_lengths_are_as_asked_for() {
        let (absence, burst) = (Quantiles::of(&tables::ABSENCE), Quantiles::of(&tables::BURST));
        for (asked, length) in [
            (100_000, &absence),
            (380_000, &absence),
            (600_000, &absence),
            (10_000, &burst),
            (200_000, &burst),
            (900_000, &burst),
        ] {
            let found = share(Rate::of(asked), length);
            assert!(found.abs_diff(asked.into()) <= u64::from(asked) / 8, "{asked}: {found}");
        }
        for asked in [200_000, 500_000] {
            let (found, expected) = (mean(Rate::of(asked), &burst), burst.mean());
            assert!(found.abs_diff(expected) <= expected / 6, "{asked}: {found} of {expected}");
        }
    }

    #[test]
    fn never_and_always() {
        let length = Quantiles::of(&[0, 0]);
        for time in [0, 1, u64::MAX] {
            assert_eq!(Spells::new(Rate::NEVER, length.clone()).at(whose(0), Time(time)), None);
            assert!(Spells::new(Rate::ALWAYS, length.clone()).at(whose(0), Time(time)).is_some());
            // The shortest spells there are, and the latest time.
            let _ = Spells::new(Rate::of(1), length.clone()).at(whose(0), Time(time));
            let _ = Spells::new(Rate::of(999_999), length.clone()).at(whose(0), Time(time));
        }
    }

    /// Who asks, when and how often changes nothing, and no two have the same.
    #[test]
    fn spells_are_independent_of_questions() {
        let spells = Spells::new(Rate::of(380_000), Quantiles::of(&tables::ABSENCE));
        let days: Vec<Time> = (0..2_000).map(|at| Time(at * 7_919_777)).collect();
        let forth: Vec<_> = days.iter().map(|time| spells.at(whose(3), *time)).collect();
        let mut back: Vec<_> = days.iter().rev().map(|time| spells.at(whose(3), *time)).collect();
        back.reverse();
        assert_eq!(forth, back);
        let other: Vec<_> = days.iter().map(|time| spells.at(whose(4), *time)).collect();
        assert_ne!(forth, other);
    }
}
