//! What the suite found, for those who read: pages in Markdown, charts in SVG.
//!
//! Of a finding a file in `authored` has the question, the advice and what is to be searched for; whether that is so, in how
//! many steps and how it comes about is computed, and an author's claim that does not come true is an error. [`reports()`] gives
//! the files, the same on every machine; [`titles()`] the list of findings for whoever shows them elsewhere.

mod authored;
mod behaviours;
mod catalogue;
mod error;
mod evidence;
mod findings;
mod harm;
mod ids;
mod markdown;
mod reports;
mod state_spaces;

pub use authored::{Title, titles};
pub use error::ReportError;
pub use harm::Harm;
pub use reports::{Reports, differences, findings_named, reports};
