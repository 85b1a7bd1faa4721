//! What libwbxml is expected to write of a document.

use asms_wire::wbxml::{Event, EventKind, Tag};

use super::Known;
use super::known;

/// The document that libwbxml writes of one that both read, and the known differences that make it another than ours. An
/// error when it is known to write none.
pub(super) fn expected(events: &[Event<'_>]) -> (Result<Vec<u8>, &'static str>, Vec<Known>) {
    let mut writer = Writer {
        document: vec![0x03, 0x01, 0x6A, 0x00],
        page: 0,
        open: Vec::new(),
        run: Vec::new(),
        known: Vec::new(),
    };
    for event in events {
        match event.kind {
            EventKind::Page(_) | EventKind::Text("") | EventKind::Opaque([]) => {}
            EventKind::Start(tag) => writer.start(tag),
            EventKind::Empty(tag) => {
                writer.start(tag);
                writer.end();
            }
            EventKind::Text(_) | EventKind::Opaque(_) => writer.run.push(event.kind),
            EventKind::End(_) => writer.end(),
        }
    }
    let known = writer.known;
    if known.contains(&Known::TagMissing) {
        return (Err("a tag that its table lacks"), known);
    }
    (Ok(writer.document), known)
}

struct Writer<'a> {
    document: Vec<u8>,
    page: u8,
    open: Vec<Open>,
    /// The pieces of text and OPAQUE since the last tag.
    run: Vec<EventKind<'a>>,
    known: Vec<Known>,
}

/// An element that is open.
struct Open {
    tag: Tag,
    /// Where its tag byte stands.
    at: usize,
    /// Whether a child element has ended, behind which its tag is forgotten.
    has_child: bool,
}

impl Writer<'_> {
    fn start(&mut self, tag: Tag) {
        self.content();
        if let Some(parent) = self.open.last_mut() {
            parent.has_child = true;
            self.document[parent.at] |= 0x40;
        }
        if known::tag(tag) == crate::libwbxml::Tag::Named {
            self.meet(Known::TagMissing);
        }
        if tag.page() != self.page {
            self.page = tag.page();
            self.document.extend([0x00, self.page]);
        }
        self.open.push(Open { tag, at: self.document.len(), has_child: false });
        self.document.push(tag.token());
    }

    fn end(&mut self) {
        self.content();
        if let Some(Open { at, .. }) = self.open.pop()
            && self.document[at] & 0x40 != 0
        {
            self.document.push(0x01);
        }
    }

    /// Writes the run of pieces as one.
    fn content(&mut self) {
        let run = std::mem::take(&mut self.run);
        let Some(&Open { tag, at, has_child }) = self.open.last() else { return };
        if run.is_empty() {
            return;
        }
        let (mut value, mut texts) = (Vec::new(), 0);
        for piece in &run {
            match piece {
                EventKind::Text(text) => {
                    texts += 1;
                    value.extend(text.as_bytes());
                }
                EventKind::Opaque(bytes) => value.extend(*bytes),
                _ => {}
            }
        }
        let opaques = run.len() - texts;
        if opaques > 0 && run.len() > 1 {
            self.meet(Known::PiecesJoined);
        }
        self.document[at] |= 0x40;
        let as_opaque = known::is_binary(tag) && !has_child;
        if texts > 0 && (as_opaque || tag.is_byte_array()) {
            self.meet(Known::TextInByteArray);
        }
        if as_opaque {
            self.opaque(&value);
        } else {
            if opaques > 0 {
                self.meet(Known::OpaqueAsText);
            }
            self.text(&value);
        }
    }

    fn opaque(&mut self, value: &[u8]) {
        self.document.push(0xC3);
        let groups: Vec<usize> =
            std::iter::successors(Some(value.len()), |rest| Some(rest >> 7).filter(|rest| *rest > 0))
                .collect();
        for (at, group) in groups.iter().enumerate().rev() {
            let more = if at == 0 { 0 } else { 0x80 };
            self.document.push(more | (group & 0x7F).to_le_bytes()[0]);
        }
        self.document.extend(value);
    }

    fn text(&mut self, value: &[u8]) {
        let text = value.split(|byte| *byte == 0).next().unwrap_or_default();
        if !text.is_empty() {
            self.document.push(0x03);
            self.document.extend(text);
            self.document.push(0x00);
        }
    }

    fn meet(&mut self, known: Known) {
        if !self.known.contains(&known) {
            self.known.push(known);
        }
    }
}
