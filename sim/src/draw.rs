//! Chance from a seed.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// Numbers by chance, from a seed.
///
/// A number depends on the seed, on what it is for, on who draws, and on how often that one has drawn before, and on
/// nothing else. So an event left out leaves all other draws as they were.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Draws {
    seed: u64,
}

/// What a number is drawn for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Concern {
    /// Which of the actions that may happen happens next.
    NextAction,
    /// What becomes of one exchange between a device and the server.
    Exchange,
    /// How long a device waits before it does something.
    Pause,
    /// What becomes of one submission of a modem.
    Submission,
    /// What becomes of one attempt to deliver a part.
    Delivery,
    /// Whether a message finds its recipient.
    Recipient,
    /// Which faults a seed has, and how strong.
    Swarm,
    /// When a fault happens, and to whom; the actor is the kind of fault.
    Fault,
    /// When a user does something, and what; the actor is the habit.
    Habit,
    /// The words of a text.
    Words,
    /// Whether the phone of a recipient is in cover.
    Cover,
    /// Whether a cell loses what is sent.
    Cell,
    /// What becomes of one attempt to tell a status report.
    Report,
}

/// Numbers that are drawn together: eight wide ones, or twice as many narrow ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hand([u64; Self::WIDE]);

impl Hand {
    /// How many wide numbers it has.
    pub const WIDE: usize = 8;

    /// A wide number, 0 to 7; the hand begins anew behind the last.
    pub fn wide(&self, at: usize) -> u64 {
        self.0[at % Self::WIDE]
    }

    /// A narrow number, 0 to 15, brought below a bound.
    pub fn below(&self, at: usize, bound: u64) -> u64 {
        scaled(self.narrow(at) << 32, bound)
    }

    /// Whether a narrow number, 0 to 15, means that something happens which happens so many times in a million.
    pub fn happens(&self, at: usize, per_million: u32) -> bool {
        self.below(at, 1_000_000) < u64::from(per_million)
    }

    fn narrow(&self, at: usize) -> u64 {
        let wide = self.wide(at / 2);
        if at.is_multiple_of(2) { wide >> 32 } else { wide & u64::from(u32::MAX) }
    }
}

impl Draws {
    /// The numbers of a seed.
    pub fn new(seed: u64) -> Self {
        Self { seed }
    }

    /// The number of the `sequence`-th draw of an actor for a concern.
    pub fn number(&self, concern: Concern, actor: u64, sequence: u64) -> u64 {
        self.generator(concern, actor, sequence).next_u64()
    }

    /// As [`Self::number`], but several at once, of which that one is the first.
    pub fn hand(&self, concern: Concern, actor: u64, sequence: u64) -> Hand {
        let mut generator = self.generator(concern, actor, sequence);
        Hand(std::array::from_fn(|_| generator.next_u64()))
    }

    fn generator(self, concern: Concern, actor: u64, sequence: u64) -> ChaCha8Rng {
        let mut key = [0; 32];
        let words = [self.seed, concern as u64, actor, sequence];
        for (place, word) in key.chunks_exact_mut(8).zip(words) {
            place.copy_from_slice(&word.to_le_bytes());
        }
        ChaCha8Rng::from_seed(key)
    }

    /// A number below `bound`, each as likely as the other to one part in 2⁶⁴ over the bound. Zero when `bound` is.
    pub fn below(&self, bound: u64, concern: Concern, actor: u64, sequence: u64) -> u64 {
        scaled(self.number(concern, actor, sequence), bound)
    }
}

/// A drawn number, brought below a bound. Zero when the bound is.
pub(crate) fn scaled(number: u64, bound: u64) -> u64 {
    // The high half of the product is below the bound, which has 64 bits.
    ((u128::from(number) * u128::from(bound)) >> 64) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pinned: other numbers would make every stored seed worthless.
    #[test]
    fn numbers_are_pinned() {
        let draws = Draws::new(7);
        let numbers: Vec<String> =
            (0..3).map(|at| format!("{:016x}", draws.number(Concern::NextAction, 0, at))).collect();
        assert_eq!(numbers, ["c39ca6722c44ba73", "4110de44c31fe967", "9c6f3e7abd4cc7ae"]);
    }

    #[test]
    fn draws_are_independent_of_each_other() {
        let draws = Draws::new(7);
        let number = draws.number(Concern::NextAction, 1, 5);
        assert_ne!(number, draws.number(Concern::NextAction, 1, 6));
        assert_ne!(number, draws.number(Concern::NextAction, 2, 5));
        assert_ne!(number, Draws::new(8).number(Concern::NextAction, 1, 5));
        assert_eq!(number, draws.number(Concern::NextAction, 1, 5));
    }

    #[test]
    fn every_number_below_the_bound_comes_up() {
        let draws = Draws::new(1);
        let mut seen = [false; 7];
        for at in 0..200 {
            seen[usize::try_from(draws.below(7, Concern::NextAction, 0, at)).expect("it is below 7")] = true;
        }
        assert_eq!(seen, [true; 7]);
        assert_eq!(draws.below(0, Concern::NextAction, 0, 0), 0);
    }
}
