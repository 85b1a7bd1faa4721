//! AMB-05: a client's Add that carries a conversation.

use super::point::decision_point;

decision_point! {
    /// A client's Add carries ConversationId or ConversationIndex, which it must not: what becomes of it?
    AddConversation = "add-conversation" ("AMB-05"), asked of the "server" {
        /// The Add is refused with item status 6.
        ItemError = "item-error", "AMB-05 ASMS-044 EC-17d";
        /// The item is made, and the server assigns a conversation of its own.
        Reading Ignore = "ignore", "AMB-05 ASMS-044 EC-17d";
        /// The request is refused with status 4.
        Reading RequestError = "request-error", "AMB-05 ASMS-044 EC-17d";
    }
}

impl AddConversation {
    pub(crate) fn breaks_request(self) -> bool {
        self == Self::RequestError
    }

    pub(crate) fn refuses_item(self) -> bool {
        self != Self::Ignore
    }
}
