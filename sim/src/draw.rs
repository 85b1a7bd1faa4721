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
}

impl Draws {
    /// The numbers of a seed.
    pub fn new(seed: u64) -> Self {
        Self { seed }
    }

    /// The number of the `sequence`-th draw of an actor for a concern.
    pub fn number(&self, concern: Concern, actor: u64, sequence: u64) -> u64 {
        let mut key = [0; 32];
        let words = [self.seed, concern as u64, actor, sequence];
        for (place, word) in key.chunks_exact_mut(8).zip(words) {
            place.copy_from_slice(&word.to_le_bytes());
        }
        ChaCha8Rng::from_seed(key).next_u64()
    }

    /// A number below `bound`, each as likely as the other to one part in 2⁶⁴ over the bound. Zero when `bound` is.
    pub fn below(&self, bound: u64, concern: Concern, actor: u64, sequence: u64) -> u64 {
        let number = u128::from(self.number(concern, actor, sequence));
        // The high half of the product is below the bound, which has 64 bits.
        ((number * u128::from(bound)) >> 64) as u64
    }
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
