//! Short ways through what stands as in canonical form, for typed messages.
//!
//! Each reads several tokens at once, or nothing: then the events tell what stands there, or what is wrong with it.

use super::{CONTENT, Decoder, END, OPAQUE, STR_I, SWITCH_PAGE, Tag};

/// What [`Decoder::step`] reads.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step {
    /// A tag.
    Tag {
        /// Which.
        tag: Tag,
        /// Whether content and END follow.
        content: bool,
    },
    /// The end of the innermost open element.
    End,
}

impl<'a> Decoder<'a> {
    /// The next tag or END inside an element, with the page switches before it.
    #[inline(always)]
    pub(crate) fn step(&mut self) -> Option<Step> {
        loop {
            let at = self.position;
            match *self.input.get(at)? {
                END => {
                    self.open.pop()?;
                    self.position = at + 1;
                    return Some(Step::End);
                }
                SWITCH_PAGE => {
                    self.switch_page(at).ok()?;
                }
                STR_I | OPAQUE => return None,
                byte => {
                    let tag = self.tag(at, byte).ok()?;
                    return Some(Step::Tag { tag, content: byte & CONTENT != 0 });
                }
            }
        }
    }

    /// The value of the element opened last, which is one inline string, and its end.
    #[inline(always)]
    pub(crate) fn whole_text(&mut self) -> Option<&'a str> {
        let at = self.position;
        if self.input.get(at) != Some(&STR_I) {
            return None;
        }
        let end = self.end_of_string(at).ok()?;
        if self.input.get(end + 1) != Some(&END) {
            return None;
        }
        let text = self.utf8.slice(self.input, at + 1, end).ok()?;
        self.open.pop()?;
        self.position = end + 2;
        Some(text)
    }

    /// The value of the element opened last, which is one OPAQUE block, and its end.
    #[inline]
    pub(crate) fn whole_bytes(&mut self) -> Option<&'a [u8]> {
        let at = self.position;
        if self.input.get(at) != Some(&OPAQUE) {
            return None;
        }
        let (bytes, end) = self.block(at).ok()?;
        if self.input.get(end) != Some(&END) {
            return None;
        }
        self.open.pop()?;
        self.position = end + 1;
        Some(bytes)
    }
}
