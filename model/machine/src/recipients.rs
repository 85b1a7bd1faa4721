//! Sets of the recipients of a message.

use std::fmt;
use std::ops::{BitAnd, BitOr, BitOrAssign, Sub, SubAssign};

/// The most mobile recipients of a message.
pub const MOST_RECIPIENTS: u8 = 20;

/// Some of the mobile recipients of a message, each by its place in To, from 0 and below [`MOST_RECIPIENTS`].
///
/// `|`, `&` and `-` are union, intersection and difference. It takes three octets, since a state holds many.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Recipients([u8; 3]);

impl Recipients {
    /// Nobody.
    pub const NONE: Self = Self([0; 3]);

    /// So many recipients from the first on; what is above [`MOST_RECIPIENTS`] counts as that.
    pub const fn all(count: u8) -> Self {
        let count = if count < MOST_RECIPIENTS { count } else { MOST_RECIPIENTS };
        Self::of((1 << count) - 1)
    }

    /// This one; nobody where there can be no such recipient.
    pub const fn one(recipient: u8) -> Self {
        if recipient < MOST_RECIPIENTS { Self::of(1 << recipient) } else { Self::NONE }
    }

    /// Whether this one is among them.
    pub const fn contains(self, recipient: u8) -> bool {
        self.bits() & Self::one(recipient).bits() != 0
    }

    /// Whether there are none.
    pub const fn is_empty(self) -> bool {
        self.bits() == 0
    }

    /// How many there are.
    pub const fn len(self) -> u32 {
        self.bits().count_ones()
    }

    /// The first.
    pub fn first(self) -> Option<u8> {
        self.iter().next()
    }

    /// Each of them, in the order of To.
    pub fn iter(self) -> impl Iterator<Item = u8> {
        (0..MOST_RECIPIENTS).filter(move |recipient| self.contains(*recipient))
    }

    /// Puts one in.
    pub fn insert(&mut self, recipient: u8) {
        *self |= Self::one(recipient);
    }

    /// Takes one out. Whether it was among them.
    pub fn remove(&mut self, recipient: u8) -> bool {
        let was_there = self.contains(recipient);
        *self -= Self::one(recipient);
        was_there
    }

    /// The set of these bits, the first recipient lowest.
    const fn of(bits: u32) -> Self {
        let [first, second, third, _] = bits.to_le_bytes();
        Self([first, second, third])
    }

    const fn bits(self) -> u32 {
        let [first, second, third] = self.0;
        u32::from_le_bytes([first, second, third, 0])
    }
}

// Every bit below the most has its place.
const _: () = assert!(MOST_RECIPIENTS <= 24);

impl BitOr for Recipients {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self::of(self.bits() | other.bits())
    }
}

impl BitOrAssign for Recipients {
    fn bitor_assign(&mut self, other: Self) {
        *self = *self | other;
    }
}

impl BitAnd for Recipients {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        Self::of(self.bits() & other.bits())
    }
}

impl Sub for Recipients {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self::of(self.bits() & !other.bits())
    }
}

impl SubAssign for Recipients {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

impl FromIterator<u8> for Recipients {
    fn from_iter<I: IntoIterator<Item = u8>>(recipients: I) -> Self {
        recipients.into_iter().fold(Self::NONE, |set, recipient| set | Self::one(recipient))
    }
}

/// Counted from 1: `recipient 2`, `recipients 1, 3 and 4`, `nobody`.
impl fmt::Display for Recipients {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let last = match self.len() {
            0 => return f.write_str("nobody"),
            1 => return write!(f, "recipient {}", self.bits().trailing_zeros() + 1),
            len => len - 1,
        };
        f.write_str("recipients ")?;
        for (place, recipient) in (0..).zip(self.iter()) {
            let separator = match place {
                0 => "",
                place if place == last => " and ",
                _ => ", ",
            };
            write!(f, "{separator}{}", recipient + 1)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Recipients {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn set(recipients: &[u8]) -> Recipients {
        recipients.iter().copied().collect()
    }

    #[test]
    fn nobody_is_above_the_most() {
        assert_eq!(Recipients::all(0), Recipients::NONE);
        assert_eq!(Recipients::all(3), set(&[0, 1, 2]));
        assert_eq!(Recipients::all(MOST_RECIPIENTS), (0..MOST_RECIPIENTS).collect());
        assert_eq!(Recipients::all(u8::MAX), Recipients::all(MOST_RECIPIENTS));
        assert_eq!(Recipients::one(MOST_RECIPIENTS), Recipients::NONE);
        assert_eq!(Recipients::one(u8::MAX), Recipients::NONE);
    }

    #[test]
    fn sets_are_told_in_words() {
        for (recipients, words) in [
            (&[][..], "nobody"),
            (&[19], "recipient 20"),
            (&[0, 2], "recipients 1 and 3"),
            (&[0, 2, 3], "recipients 1, 3 and 4"),
        ] {
            assert_eq!(set(recipients).to_string(), words);
        }
        assert_eq!(format!("{:?}", set(&[0, 19])), "[0, 19]");
    }

    proptest! {
        /// It does what an ordered set does.
        #[test]
        fn is_an_ordered_set(
            one in prop::collection::btree_set(0..MOST_RECIPIENTS, 0..20),
            other in prop::collection::btree_set(0..MOST_RECIPIENTS, 0..20),
            recipient in 0..MOST_RECIPIENTS,
        ) {
            let of = |set: &BTreeSet<u8>| set.iter().copied().collect::<Recipients>();
            let (mut a, b) = (of(&one), of(&other));
            prop_assert_eq!(a | b, of(&(&one | &other)));
            prop_assert_eq!(a & b, of(&(&one & &other)));
            prop_assert_eq!(a - b, of(&(&one - &other)));
            prop_assert_eq!(a.iter().collect::<Vec<_>>(), one.iter().copied().collect::<Vec<_>>());
            prop_assert_eq!((a.first(), a.len() as usize), (one.first().copied(), one.len()));
            prop_assert_eq!(a.is_empty(), one.is_empty());
            a.insert(recipient);
            prop_assert!(a.contains(recipient) && a.remove(recipient) && !a.remove(recipient));
        }
    }
}
