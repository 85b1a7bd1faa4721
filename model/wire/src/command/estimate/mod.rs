//! GetItemEstimate: how many changes a Sync would bring. [MS-ASCMD] 2.2.1.9, [MS-ASMS] v9.0 3.1.4.2.

pub mod request;
pub mod response;
