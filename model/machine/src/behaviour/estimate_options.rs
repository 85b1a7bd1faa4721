//! Which Options of a GetItemEstimate request are read.

use super::point::decision_point;
use crate::class::FilterType;
use crate::message::ClassOptions;

decision_point! {
    /// A GetItemEstimate request has Options blocks with FilterTypes: which of them are read?
    EstimateOptions = "estimate-options", asked of the "server" {
        /// Every block, with its FilterType.
        EveryBlock = "every-block", "ASMS-049 ASMS-067 EC-09b";
        /// The first block alone.
        Defect FirstBlock = "first-block", "B-09";
        /// Every block, but no FilterType: the count is that of all items.
        Defect FilterIgnored = "filter-ignored", "B-55";
    }
}

impl EstimateOptions {
    /// The blocks as the server reads them.
    pub(crate) fn read(self, blocks: &[ClassOptions]) -> impl Iterator<Item = ClassOptions> {
        let most = if self == Self::FirstBlock { 1 } else { blocks.len() };
        blocks.iter().take(most).map(move |block| match self {
            Self::FilterIgnored => ClassOptions { filter: Some(FilterType::ALL), ..*block },
            Self::EveryBlock | Self::FirstBlock => *block,
        })
    }
}
