//! What a device sends after a time-out.

use super::point::decision_point;

decision_point! {
    /// No answer came: what does the device send?
    Repeat = "repeat", asked of the "device" {
        /// The same request again: it is frozen until it is answered.
        Frozen = "frozen", "EC-02 EC-02b";
        /// A new request under the old key, with what the user did meanwhile; ClientIds stay.
        Reading Recomposed = "recomposed", "EC-02b EC-07d";
        /// A new request, in which each Add has a new ClientId.
        Defect NewClientIds = "new-client-ids", "B-94";
    }
}

impl Repeat {
    /// Whether the request is sent as it was.
    pub(crate) fn is_frozen(self) -> bool {
        self == Self::Frozen
    }

    /// Whether what is added gets new ClientIds.
    pub(crate) fn renames(self) -> bool {
        self == Self::NewClientIds
    }
}
