//! AMB-17: a client's Add comes a second time.

use super::point::decision_point;
use crate::id::{ClientId, ContentId, ItemId};
use crate::list::Sorted;
use crate::server::Added;

decision_point! {
    /// The response to an Add is lost and the client repeats it: is it the same item?
    RepeatedAdd = "repeated-add" ("AMB-17"), asked of the "server" {
        /// The server recognises the ClientId under the same sync key and answers with the first item.
        ClientId = "client-id", "AMB-17 ASMS-045 EC-01 EC-44";
        /// The server knows no ClientIds: the item is there twice.
        Reading NoDedupe = "no-dedupe", "AMB-17 EC-01 EC-29b";
        /// Whatever is added under a key that was used before is taken for the first item made under it.
        Defect FirstItem = "first-item", "B-90 EC-02c";
    }
}

impl RepeatedAdd {
    /// The item that an earlier request under the same key made of this Add, given all that such requests made.
    pub(crate) fn earlier_item(
        self,
        added: &Sorted<Added, 2>,
        client_id: ClientId,
        content: ContentId,
    ) -> Option<ItemId> {
        match self {
            Self::ClientId => {
                added.find(client_id).filter(|added| added.content == content).map(|added| added.item)
            }
            Self::NoDedupe => None,
            Self::FirstItem => added.first().map(|added| added.item),
        }
    }
}
