//! Tests of the messages as wholes.

mod examples;

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
