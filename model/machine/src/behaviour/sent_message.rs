//! AMB-08: where a sent message goes.

use super::point::decision_point;

decision_point! {
    /// Where does a sent message go after the Outbox Delete?
    SentMessage = "sent-message" ("AMB-08"), asked of the "both" {
        /// The device adds a copy to Sent Items, and deletes the item for good.
        ClientAddsSent = "client-adds-sent", "AMB-08 ASMS-013 ASMS-060 EC-05";
        /// Nowhere.
        Reading Gone = "gone", "AMB-08 ASMS-060 EC-05";
        /// To Deleted Items, as DeletesAsMoves has it.
        Reading DeletesAsMoves = "deletes-as-moves", "AMB-08 ASMS-060 EC-05 EC-27b";
        /// To Sent Items: the server moves it there when the device deletes it.
        Reading ServerMoves = "server-moves", "AMB-08 ASMS-060 EC-05";
    }
}

impl SentMessage {
    /// Whether the device adds a copy to Sent Items.
    pub(crate) fn is_copied(self) -> bool {
        self == Self::ClientAddsSent
    }

    /// What the device says of DeletesAsMoves where it deletes what it sent. Absent, it has its default, which is to move.
    pub(crate) fn deletes_as_moves(self) -> Option<bool> {
        if self == Self::DeletesAsMoves { None } else { Some(false) }
    }

    /// Whether the server moves what the device deletes from the Outbox to Sent Items.
    pub(crate) fn is_moved_by_the_server(self) -> bool {
        self == Self::ServerMoves
    }
}
