//! What may happen to bytes on their way.

use super::{Result, Unstructured};

/// One accident. Places count round, so that it can happen to any bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// The rest is lost.
    Cut(u16),
    /// These bits of a byte are others.
    Flip(u16, u8),
    /// A byte comes in.
    Insert(u16, u8),
    /// A byte is lost.
    Remove(u16),
    /// What stands between two places comes once more at the end.
    Repeat(u16, u16),
}

/// An accident; what comes in is often a token or markup.
pub fn damage(u: &mut Unstructured<'_>) -> Result<Damage> {
    const HARD: [u8; 10] = [0x00, 0x01, 0x02, 0x43, 0x80, 0x83, 0xC0, 0xC3, b'<', b'&'];
    let at = u.arbitrary()?;
    Ok(match u.int_in_range(0..=4)? {
        0 => Damage::Cut(at),
        1 => Damage::Flip(at, 1 << u.int_in_range(0..=7)?),
        2 => Damage::Insert(at, if u.arbitrary()? { *u.choose(&HARD)? } else { u.arbitrary()? }),
        3 => Damage::Remove(at),
        _ => Damage::Repeat(at, u.arbitrary()?),
    })
}

impl Damage {
    /// Lets it happen to bytes.
    pub fn apply(self, bytes: &mut Vec<u8>) {
        let length = bytes.len();
        let place = |at: u16| usize::from(at) % (length + 1);
        match self {
            Self::Cut(at) => bytes.truncate(place(at)),
            Self::Flip(at, bits) => bytes.iter_mut().skip(place(at)).take(1).for_each(|byte| *byte ^= bits),
            Self::Insert(at, byte) => bytes.insert(place(at), byte),
            Self::Remove(at) => drop(bytes.drain(place(at)..length.min(place(at) + 1))),
            Self::Repeat(one, other) => {
                let (from, to) = (place(one).min(place(other)), place(one).max(place(other)));
                bytes.extend_from_within(from..to);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happens() {
        let after = |damage: Damage, bytes: &str| {
            let mut bytes = bytes.as_bytes().to_vec();
            damage.apply(&mut bytes);
            String::from_utf8(bytes).unwrap()
        };
        for (damage, expected) in [
            (Damage::Cut(1), "a"),
            (Damage::Cut(5), "a"),
            (Damage::Flip(2, 1), "abb"),
            (Damage::Flip(3, 1), "abc"),
            (Damage::Insert(3, b'x'), "abcx"),
            (Damage::Remove(0), "bc"),
            (Damage::Remove(3), "abc"),
            (Damage::Repeat(3, 1), "abcbc"),
        ] {
            assert_eq!(after(damage, "abc"), expected, "{damage:?}");
            after(damage, "");
        }
    }
}
