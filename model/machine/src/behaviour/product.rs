//! Which product the server is.

use super::point::decision_point;

decision_point! {
    /// The product notes of the specification name what single products do: which is the server?
    Product = "product", asked of the "server" {
        /// None of them: the normative text alone.
        Unnamed = "unnamed", "ASMS-084";
        /// The initial release of Exchange 2010.
        Reading Exchange2010 = "exchange-2010", "ASMS-031";
        /// Exchange 2010 with a service pack.
        Reading Exchange2010Sp1 = "exchange-2010-sp1", "ASMS-077";
        /// Exchange 2013.
        Reading Exchange2013 = "exchange-2013", "ASMS-077";
    }
}

impl Product {
    /// Whether outbound SMS can only be enabled with a telephone number.
    pub(crate) fn needs_a_number(self) -> bool {
        matches!(self, Self::Unnamed | Self::Exchange2010)
    }
}
