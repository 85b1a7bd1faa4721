//! AMB-08: where a sent message goes.

use super::point::decision_point;

decision_point! {
    /// A device has sent a message and deletes it from the Outbox: where does it go?
    SentMessage = "sent-message" ("AMB-08"), asked of the "both" {
        /// The client adds a copy to Sent Items, and deletes the original for good.
        ClientAddsSent = "client-adds-sent", "AMB-08 ASMS-060 EC-05";
        /// Nowhere: the client deletes it for good.
        Reading Gone = "gone", "AMB-08 ASMS-060 EC-05";
        /// To Deleted Items, as the default of DeletesAsMoves has it.
        Reading DeletesAsMoves = "deletes-as-moves", "AMB-08 ASMS-060 EC-05";
        /// To Sent Items: the server moves it there when the client deletes it.
        Reading ServerMoves = "server-moves", "AMB-08 ASMS-060 EC-05";
    }
}

impl SentMessage {
    /// Whether the server moves what a client deletes from the Outbox to Sent Items.
    pub(crate) fn is_moved_by_the_server(self) -> bool {
        self == Self::ServerMoves
    }
}
