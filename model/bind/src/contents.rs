//! What messages carry that the machines do not read, by number.

use std::collections::BTreeMap;

use asms_machine::id::ContentId;

/// What messages carry that the machines do not read: each a WBXML document, by number.
///
/// The machines number the texts they write from 1; what comes from the wire is numbered from 2³¹.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    by_id: BTreeMap<ContentId, Vec<u8>>,
    by_bytes: BTreeMap<Vec<u8>, ContentId>,
    from_wire: u32,
}

/// The first number of what comes from the wire.
const FROM_WIRE: u32 = 1 << 31;

impl Contents {
    /// The bytes of a number.
    pub fn bytes(&self, id: ContentId) -> Option<&[u8]> {
        self.by_id.get(&id).map(Vec::as_slice)
    }

    /// The number of these bytes; a new one if they are new.
    pub(crate) fn intern(&mut self, bytes: &[u8]) -> ContentId {
        if let Some(id) = self.by_bytes.get(bytes) {
            return *id;
        }
        let id = ContentId(FROM_WIRE | self.from_wire);
        self.from_wire += 1;
        self.put(id, bytes.to_vec());
        id
    }

    /// Lets a number stand for these bytes.
    pub(crate) fn put(&mut self, id: ContentId, bytes: Vec<u8>) {
        self.by_bytes.entry(bytes.clone()).or_insert(id);
        self.by_id.insert(id, bytes);
    }
}
