//! Tests of the messages as wholes.

mod accepted;
mod breaches;
mod examples;
mod identity;
mod schema;
mod situations;
mod summaries;
mod vectors;
mod versions;

use crate::wbxml::xml::{XmlLimits, from_xml};

/// Bytes from a readable form: hexadecimal pairs and `'text'`, separated by blanks; `|` only helps the eye.
fn bytes(readable: &str) -> Vec<u8> {
    let mut out = Vec::new();
    for (at, part) in readable.split('\'').enumerate() {
        if at % 2 == 1 {
            out.extend(part.bytes());
            continue;
        }
        for pair in part.split_whitespace().filter(|&pair| pair != "|") {
            out.push(u8::from_str_radix(pair, 16).unwrap());
        }
    }
    out
}

/// The document that this XML stands for.
fn document(xml: &str) -> Vec<u8> {
    from_xml(xml.as_bytes(), XmlLimits::default()).unwrap_or_else(|error| panic!("{error}: {xml}"))
}
