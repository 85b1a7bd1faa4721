//! AMB-17: a client's Add comes a second time.

use super::point::decision_point;
use crate::id::{ClientId, ItemId};
use crate::item::Says;
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
        /// Where one Add of a request is known the others are answered too, but never made.
        Defect AllOrNothing = "all-or-nothing", "B-21 EC-02b";
    }
}

/// What to do with an Add under a key that had Adds before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Repeated {
    /// It is this item.
    Known(ItemId),
    /// It is a new one.
    New,
    /// Answer as if it were a new one.
    Pretend,
}

impl RepeatedAdd {
    /// What to do with an Add, given all that earlier requests under the same key made, and whether any Add of its
    /// request is among that.
    pub(crate) fn judge(self, added: &[Added], client_id: ClientId, says: Says, any_known: bool) -> Repeated {
        let same = added.iter().find(|added| added.is(client_id, says));
        if self == Self::AllOrNothing && same.is_none() && any_known {
            return Repeated::Pretend;
        }
        let item = match self {
            Self::ClientId | Self::AllOrNothing => same,
            Self::NoDedupe => None,
            Self::FirstItem => added.first(),
        };
        item.map_or(Repeated::New, |added| Repeated::Known(added.item))
    }
}
