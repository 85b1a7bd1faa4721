//! How two Options blocks are told apart.

use super::point::decision_point;
use crate::class::FilterType;
use crate::message::ClassOptions;

decision_point! {
    /// A request has two Options blocks, one for each class: does each stand for its own?
    OptionBlocks = "option-blocks", asked of the "server" {
        /// Yes, in whichever order.
        PerClass = "per-class", "ASMS-036 ASMS-038 EC-08b EC-13h";
        /// The second block overwrites class and settings of the first.
        Defect Merged = "merged", "B-03 EC-08b";
        /// The FilterType of the first block counts for both.
        Defect FirstFilter = "first-filter", "B-54 EC-08b";
        /// The FilterType of the last block counts for both.
        Defect LastFilter = "last-filter", "B-54 EC-08b";
    }
}

impl OptionBlocks {
    /// The blocks as the server reads them.
    pub(crate) fn read(self, blocks: &[ClassOptions]) -> impl Iterator<Item = ClassOptions> {
        let skipped = if self == Self::Merged { blocks.len().saturating_sub(1) } else { 0 };
        let filter = match self {
            Self::PerClass | Self::Merged => None,
            Self::FirstFilter => blocks.first().map(filter_of),
            Self::LastFilter => blocks.last().map(filter_of),
        };
        blocks
            .iter()
            .skip(skipped)
            .map(move |block| ClassOptions { filter: filter.or(block.filter), ..*block })
    }
}

fn filter_of(block: &ClassOptions) -> FilterType {
    block.filter.unwrap_or_default()
}
