//! What `sms-pdu` 1.1 is known to do otherwise.

use asms_wire::sms::alphabet::Alphabet;
use asms_wire::sms::split::{Options, split};
use asms_wire::sms::user_data::{Part, Reference};

/// In splitting and writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Writing {
    /// Its extension table lacks the form feed ([3GPP TS 23.038] 6.2.1.1, 0x0A), so the text goes in UCS-2.
    FormFeed,
    /// It cuts after 153 septets or 67 code units, also within an escape pair or a surrogate pair, where a message
    /// alone cannot be shown.
    PairCut,
    /// It leaves `*` and `#` out of numbers ([3GPP TS 23.040] 9.1.2.3), and so sends to another one.
    NumberCut,
}

pub(crate) const KNOWN_WRITING: &[Writing] = &[Writing::FormFeed, Writing::PairCut, Writing::NumberCut];

impl Writing {
    /// Whether it is expected of this message.
    pub(crate) fn applies(self, number: &str, text: &str) -> bool {
        let Ok(parts) = split(text, Reference::Short(0), Options::default()) else { return false };
        match self {
            Self::FormFeed => text.contains('\u{C}') && parts.alphabet() == Alphabet::Gsm7,
            Self::PairCut => {
                let full = if parts.alphabet() == Alphabet::Gsm7 { 153 } else { 134 };
                let all_but_last = usize::from(parts.total()) - 1;
                parts.iter().take(all_but_last).any(|part| part.payload.len() < full)
            }
            Self::NumberCut => number.contains(['*', '#']),
        }
    }

    /// A message as small as can be that shows it.
    pub(crate) fn example(self) -> (&'static str, String) {
        match self {
            Self::FormFeed => ("1", "\u{C}".into()),
            Self::PairCut => ("1", "x".repeat(152) + "€" + &"x".repeat(7)),
            Self::NumberCut => ("1*", String::new()),
        }
    }
}

/// In reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Behind a header, it takes the bits that are left in the last octet for one more character, an `@`.
    SpareBits,
    /// Behind a header whose octets are whole septets, as with a reference of 16 bits, it loses the first character.
    WholeSeptets,
    /// It reads a form feed as a line feed.
    FormFeed,
}

pub(crate) const KNOWN_READING: &[Reading] = &[Reading::SpareBits, Reading::WholeSeptets, Reading::FormFeed];

/// What they are expected to read of a part, and the known differences that make it another text than ours.
pub(crate) fn expected_reading(part: &Part<'_>) -> (String, Vec<Reading>) {
    let (mut payload, header, mut known) = (part.payload.to_vec(), part.header.octets(), Vec::new());
    if part.alphabet == Alphabet::Gsm7 && header > 0 {
        let whole = header * 8 % 7 == 0;
        let bits = header * 8 + if whole { 0 } else { 7 - header * 8 % 7 } + payload.len() * 7;
        if whole {
            payload.remove(0);
            known.push(Reading::WholeSeptets);
        }
        if bits % 8 != 0 {
            payload.push(0x00);
            known.push(Reading::SpareBits);
        }
    }
    let text = part.alphabet.decode(&payload, part.header.tables).unwrap_or_default();
    if part.alphabet == Alphabet::Gsm7 && text.contains('\u{C}') {
        known.push(Reading::FormFeed);
        return (text.replace('\u{C}', "\n"), known);
    }
    (text, known)
}

impl Reading {
    /// A text as small as can be, with its reference, that shows it.
    pub(crate) fn example(self) -> (String, Reference) {
        match self {
            Self::SpareBits => ("x".repeat(161), Reference::Short(0)),
            // 152 septets and 16 fill their octets.
            Self::WholeSeptets => ("x".repeat(168), Reference::Long(0)),
            Self::FormFeed => ("\u{C}".into(), Reference::Short(0)),
        }
    }
}
