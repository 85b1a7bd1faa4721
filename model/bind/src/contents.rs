//! What messages carry that the machines do not read, by number.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use asms_machine::id::ContentId;
use asms_machine::item::{Text, original_of};
use asms_machine::message::ClientCommand;
use asms_wire::Version;
use asms_wire::command::item::{ApplicationData, Body};

use crate::item::{cut_item, key_of, text_of};
use crate::{BindError, sample};

/// Items are kept as the latest version has them, whichever brought them.
pub(crate) const LATEST: Version = Version::V14_1;

/// What messages carry that the machines do not read, by number: items, telephone numbers, parts of requests.
///
/// The machines number what they write from 1; what comes from the wire is numbered from 2³² − 1 downwards.
#[derive(Clone, Debug, Default)]
pub struct Contents {
    items: BTreeMap<Text, Item>,
    /// Items by what they say, whole and cut.
    texts: BTreeMap<Vec<u8>, Text>,
    phone_numbers: Table,
    others: Table,
    parts: Table,
    /// The operations that stand in a part of a request word for word.
    verbatim: BTreeMap<ContentId, Vec<ClientCommand>>,
    from_wire: Counter,
}

/// An item as it first came, a document whose root is ApplicationData.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Item {
    pub(crate) document: Vec<u8>,
    /// Octets of its body that are sent where it is cut.
    pub(crate) cut_at: usize,
}

impl Item {
    /// Its body, or so many octets of it, less what would part a character.
    fn body(&self, cut_at: Option<usize>) -> Option<String> {
        let item = ApplicationData::decode(&self.document, LATEST).ok()?;
        let is_part = item.body().is_some_and(Body::is_truncated);
        let item = match cut_at {
            Some(octets) if !is_part => cut_item(&item, octets),
            _ => item,
        };
        Some(item.text().unwrap_or_default().to_owned())
    }
}

impl Contents {
    /// What an item says: a document whose root is ApplicationData, with the marks and the date that it first came with.
    pub fn item(&self, content: ContentId) -> Option<&[u8]> {
        self.numbered(content).map(|(_, item)| item.document.as_slice())
    }

    /// The body of an item, or what a client has of it that gets it cut.
    pub fn body(&self, content: ContentId) -> Option<String> {
        if let Some((_, item)) = self.numbered(content) {
            return item.body(None);
        }
        let (message, whole) = original_of(content);
        let (_, item) = self.numbered(message).filter(|_| !whole)?;
        item.body(Some(item.cut_at))
    }

    /// A telephone number.
    pub fn phone_number(&self, number: ContentId) -> Option<&str> {
        std::str::from_utf8(self.phone_numbers.bytes(number)?).ok()
    }

    /// The text of an item as it comes; a new one if nothing that says the same came before.
    pub(crate) fn keep_item(&mut self, item: &ApplicationData<'_>) -> Result<Text, BindError> {
        let key = key_of(item)?;
        if let Some(text) = self.texts.get(&key) {
            return Ok(*text);
        }
        let text = text_of(item, self.from_wire.next())?;
        self.put_item(text, item, key)?;
        Ok(text)
    }

    /// Gives a text that a machine made up its words.
    pub(crate) fn make_item(
        &mut self,
        text: Text,
        make: impl FnOnce() -> Result<ApplicationData<'static>, BindError>,
    ) -> Result<(), BindError> {
        if self.items.contains_key(&text) {
            return Ok(());
        }
        let item = make()?;
        let key = key_of(&item)?;
        self.put_item(text, &item, key)
    }

    pub(crate) fn kept_item(&self, text: Text) -> Result<&Item, BindError> {
        self.items.get(&text).ok_or(BindError::UnknownContent(text.content))
    }

    /// The item of a number, the first of several reports on one message, with what the machines read of it.
    pub(crate) fn numbered(&self, content: ContentId) -> Option<(Text, &Item)> {
        let from = Text { size: 0, recipients: 0, ..Text::short(content) };
        let (text, item) = self.items.range(from..).next()?;
        (text.content == content).then_some((*text, item))
    }

    fn put_item(&mut self, text: Text, item: &ApplicationData<'_>, key: Vec<u8>) -> Result<(), BindError> {
        let mut document = Vec::new();
        item.encode(&mut document)?;
        self.texts.entry(key).or_insert(text);
        let cut_at = self.put_cut(text, item)?;
        self.items.insert(text, Item { document, cut_at });
        Ok(())
    }

    /// Lets the cut item stand for the whole one. It is cut later where it would be the same as another.
    fn put_cut(&mut self, text: Text, item: &ApplicationData<'_>) -> Result<usize, BindError> {
        if item.body().is_some_and(Body::is_truncated) {
            return Ok(0);
        }
        let length = item.text().map_or(0, str::len);
        let first = sample::CUT.min(length.saturating_sub(1));
        for cut_at in first..length.max(1) {
            let key = key_of(&cut_item(item, cut_at))?;
            if let Entry::Vacant(place) = self.texts.entry(key) {
                place.insert(text);
                return Ok(cut_at);
            }
        }
        Ok(first)
    }

    /// The number of a telephone number.
    pub(crate) fn keep_phone_number(&mut self, number: &str) -> ContentId {
        self.phone_numbers.keep(number.as_bytes(), &mut self.from_wire)
    }

    /// Gives a number that a machine made up a telephone number, from the range kept for fiction.
    pub(crate) fn make_phone_number(&mut self, id: ContentId) {
        if self.phone_numbers.bytes(id).is_none() {
            self.phone_numbers.put(id, sample::phone_number(id).into_bytes());
        }
    }

    /// The number of what a Change has besides Read and Flag.
    pub(crate) fn keep_other(&mut self, properties: &ApplicationData<'_>) -> Result<ContentId, BindError> {
        let mut document = Vec::new();
        properties.encode(&mut document)?;
        Ok(self.others.keep(&document, &mut self.from_wire))
    }

    /// Gives a number that a machine made up something that a Change must not have.
    pub(crate) fn make_other(&mut self, id: ContentId) -> Result<(), BindError> {
        if self.others.bytes(id).is_none() {
            let mut document = Vec::new();
            sample::other(id).encode(&mut document)?;
            self.others.put(id, document);
        }
        Ok(())
    }

    pub(crate) fn other(&self, id: ContentId) -> Result<ApplicationData<'_>, BindError> {
        let document = self.others.bytes(id).ok_or(BindError::UnknownContent(id))?;
        Ok(ApplicationData::decode(document, LATEST)?)
    }

    /// The number of a part of a request, which is a document of its own.
    pub(crate) fn keep_part(&mut self, document: &[u8]) -> ContentId {
        self.parts.keep(document, &mut self.from_wire)
    }

    /// The same, of a part in which these operations stand word for word.
    pub(crate) fn keep_verbatim(&mut self, document: &[u8], commands: &[ClientCommand]) -> ContentId {
        let id = self.keep_part(document);
        self.verbatim.entry(id).or_insert_with(|| commands.to_vec());
        id
    }

    pub(crate) fn part(&self, id: ContentId) -> Result<&[u8], BindError> {
        self.parts.bytes(id).ok_or(BindError::UnknownContent(id))
    }

    /// Whether a part has exactly these operations word for word.
    pub(crate) fn has_verbatim(&self, id: ContentId, commands: &[ClientCommand]) -> bool {
        self.verbatim.get(&id).is_some_and(|kept| kept == commands)
    }
}

/// Counts what came from the wire.
#[derive(Clone, Copy, Debug, Default)]
struct Counter(u32);

impl Counter {
    fn next(&mut self) -> ContentId {
        let id = ContentId(u32::MAX - self.0);
        self.0 += 1;
        id
    }
}

/// Bytes of one kind by number, and back.
#[derive(Clone, Debug, Default)]
struct Table {
    by_id: BTreeMap<ContentId, Vec<u8>>,
    by_bytes: BTreeMap<Vec<u8>, ContentId>,
}

impl Table {
    fn bytes(&self, id: ContentId) -> Option<&[u8]> {
        self.by_id.get(&id).map(Vec::as_slice)
    }

    /// The number of these bytes; the next one if they are new.
    fn keep(&mut self, bytes: &[u8], counter: &mut Counter) -> ContentId {
        if let Some(id) = self.by_bytes.get(bytes) {
            return *id;
        }
        let id = counter.next();
        self.put(id, bytes.to_vec());
        id
    }

    fn put(&mut self, id: ContentId, bytes: Vec<u8>) {
        self.by_bytes.entry(bytes.clone()).or_insert(id);
        self.by_id.insert(id, bytes);
    }
}
