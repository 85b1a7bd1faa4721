//! How an address is written.

use super::point::decision_point;

decision_point! {
    /// An address has a number and perhaps no name: how is it written?
    AddressForm = "address-form" ("AMB-34"), asked of the "wire" {
        /// `"Name" [MOBILE:number]`; without a name the number stands in the quotes too.
        NumberInQuotes = "number-in-quotes", "AMB-34 ASMS-015 ASMS-019";
        /// The same with a blank after the colon.
        Reading V9Blank = "v9-blank", "AMB-34 ASMS-015 ASMS-019";
        /// Without a name nothing stands before the bracket.
        Reading NoQuotes = "no-quotes", "AMB-34 ASMS-015 ASMS-019";
    }
}
