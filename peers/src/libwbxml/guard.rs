//! Documents that libwbxml would not survive.

/// Bytes in a document at most: fewer than the elements that our decoder admits.
pub const MAX_DOCUMENT: usize = 1 << 18;
/// Levels of elements at most. The library calls itself for each; 100,000 overflow a stack of 8 MiB.
pub const MAX_LEVELS: usize = 4096;
/// Nodes in one element at most. The library finds the place of each behind the others, one by one.
pub const MAX_CHILDREN: usize = 8192;

/// A document that may be given to libwbxml.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    bytes: &'a [u8],
}

/// What libwbxml would not survive, or take for ever over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Hazard {
    /// More than [`MAX_DOCUMENT`] bytes.
    #[error("the document has more than {MAX_DOCUMENT} bytes")]
    Document,
    /// An ENTITY (02) of 2^31 or more may stand here; libwbxml ends the process over it.
    #[error("offset {offset}: what may be an ENTITY of 2^31 or more")]
    Entity {
        /// Offset of the byte 02.
        offset: usize,
    },
    /// There may be more than [`MAX_LEVELS`] levels of elements.
    #[error("there may be more than {MAX_LEVELS} levels of elements")]
    Levels,
    /// There may be more than [`MAX_CHILDREN`] nodes in one element.
    #[error("there may be more than {MAX_CHILDREN} nodes in one element")]
    Children,
}

impl<'a> Input<'a> {
    /// Lets a document pass unless it may be a hazard. Errs on the side of holding it back.
    pub fn new(bytes: &'a [u8]) -> Result<Self, Hazard> {
        if bytes.len() > MAX_DOCUMENT {
            return Err(Hazard::Document);
        }
        if let Some(offset) = bytes.windows(6).position(is_great_entity) {
            return Err(Hazard::Entity { offset });
        }
        let most = Extent::of(bytes);
        if most.levels > MAX_LEVELS {
            return Err(Hazard::Levels);
        }
        if most.children > MAX_CHILDREN {
            return Err(Hazard::Children);
        }
        Ok(Self { bytes })
    }

    /// Lets any document pass, to see what comes of it.
    #[cfg(test)]
    pub(super) fn unguarded(bytes: &'a [u8]) -> Self {
        Self { bytes }
    }

    /// The document.
    pub fn bytes(self) -> &'a [u8] {
        self.bytes
    }
}

/// Whether these six bytes would be read as an ENTITY of 2^31 or more. Bits from 2^32 on are lost, so it takes five bytes of
/// number, and the fourth lowest bit of the first of them. A value may stand in a text or a block and look so.
fn is_great_entity(bytes: &[u8]) -> bool {
    matches!(bytes, [0x02, first, 0x80..=0xFF, 0x80..=0xFF, 0x80..=0xFF, 0..=0x7F] if first & 0x88 == 0x88)
}

/// How deep and how wide a document may be in the eyes of libwbxml, at most.
#[derive(Default)]
struct Extent {
    levels: usize,
    children: usize,
}

impl Extent {
    /// Walks over the tokens that ActiveSync has; from the first other one on, each byte may be a level, or a node of one
    /// element.
    fn of(bytes: &[u8]) -> Self {
        let mut most = Self::default();
        let mut left = bytes.strip_prefix(&HEADER).unwrap_or_default();
        let mut open: Vec<usize> = vec![0];
        while let Some((&byte, rest)) = left.split_first() {
            match byte {
                0x00 => {}
                0x01 => drop(open.pop()),
                _ => {
                    let Some(children) = open.last_mut() else { break };
                    *children += 1;
                    most.children = most.children.max(*children);
                }
            }
            if (0x45..=0x7F).contains(&byte) {
                open.push(0);
                most.levels = most.levels.max(open.len());
            }
            let Some(behind) = content_length(byte, rest).and_then(|length| rest.get(length..)) else {
                break;
            };
            left = behind;
        }
        if !bytes.starts_with(&HEADER) {
            left = bytes;
        }
        let wide = open.iter().copied().max().unwrap_or_default();
        Self {
            levels: most.levels.max(open.len() + left.len()),
            children: most.children.max(wide + left.len()),
        }
    }
}

const HEADER: [u8; 4] = [0x03, 0x01, 0x6A, 0x00];

/// How many of the bytes behind a token belong to it; none for a token that ActiveSync does not have.
fn content_length(token: u8, rest: &[u8]) -> Option<usize> {
    match token {
        0x00 => Some(1),
        0x03 => Some(rest.iter().position(|byte| *byte == 0)? + 1),
        0xC3 => {
            let last = rest.iter().take(5).position(|byte| byte & 0x80 == 0)?;
            let groups = rest.get(..=last)?;
            let length = groups.iter().fold(0_usize, |value, group| value << 7 | usize::from(group & 0x7F));
            Some(last + 1 + length)
        }
        0x01 | 0x05..=0x3F | 0x45..=0x7F => Some(0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_an_entity_too_great_is_held_back() {
        let with = |number: &[u8]| [&HEADER[..], &[0x45, 0x02], number, &[0x01]].concat();
        for great in
            [[0x88, 0x80, 0x80, 0x80, 0x00], [0x8F, 0xFF, 0xFF, 0xFF, 0x7F], [0xF8, 0x80, 0x80, 0x80, 0x01]]
        {
            assert_eq!(Input::new(&with(&great)).err(), Some(Hazard::Entity { offset: 5 }), "{great:02X?}");
        }
        for fine in [&[0x87, 0xFF, 0xFF, 0xFF, 0x7F][..], &[0x41], &[0x88, 0x80, 0x80, 0x00]] {
            assert!(Input::new(&with(fine)).is_ok(), "{fine:02X?}");
        }
    }

    #[test]
    fn what_is_too_deep_or_too_wide_is_held_back() {
        let deep = |levels: usize| [&HEADER[..], &vec![0x45; levels]].concat();
        assert!(Input::new(&deep(MAX_LEVELS - 1)).is_ok());
        assert_eq!(Input::new(&deep(MAX_LEVELS)).err(), Some(Hazard::Levels));
        let wide = |nodes: usize| [&HEADER[..], &[0x45], &vec![0x05; nodes], &[0x01]].concat();
        assert!(Input::new(&wide(MAX_CHILDREN)).is_ok());
        assert_eq!(Input::new(&wide(MAX_CHILDREN + 1)).err(), Some(Hazard::Children));
    }

    #[test]
    fn contents_count_as_nothing_and_odd_tokens_as_anything() {
        let text = [
            &HEADER[..],
            &[0x45, 0x03],
            &vec![0x45; 50_000],
            &[0x00, 0xC3, 0x83, 0x8D, 0x20],
            &vec![0x45; 50_848],
            &[0x01],
        ];
        assert!(Input::new(&text.concat()).is_ok());
        let odd = [&HEADER[..], &[0x45, 0x83], &[0x00; MAX_LEVELS]].concat();
        assert_eq!(Input::new(&odd).err(), Some(Hazard::Levels));
        let other = [&[0x03, 0x01, 0x03, 0x00][..], &[0x05; MAX_LEVELS]].concat();
        assert_eq!(Input::new(&other).err(), Some(Hazard::Levels));
    }
}
