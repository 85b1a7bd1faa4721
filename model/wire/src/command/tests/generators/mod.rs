//! Arbitrary messages, for properties: canonical documents made from the schema alone, and typed values.

mod document;
mod item;
mod typed;

pub(super) use document::{request_document, response_document, version};
pub(super) use typed::{request, response};
