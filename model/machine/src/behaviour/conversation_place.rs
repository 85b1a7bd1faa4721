//! AMB-28: where a client learns the conversation of an item it added.

use super::point::decision_point;

decision_point! {
    /// The answer to an Add returns ConversationId and ConversationIndex: where?
    ConversationPlace = "conversation-place" ("AMB-28"), asked of the "server" {
        /// In the Responses, with the ServerId.
        ResponsesAdd = "responses-add", "AMB-28 ASMS-045 EC-17";
        /// As a Change among the Commands of the next response.
        Reading CommandsChange = "commands-change", "AMB-28 ASMS-045 EC-17";
    }
}

impl ConversationPlace {
    pub(crate) fn is_with_the_response(self) -> bool {
        self == Self::ResponsesAdd
    }
}
