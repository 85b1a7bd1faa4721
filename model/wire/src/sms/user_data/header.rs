//! The user data header ([3GPP TS 23.040] 9.2.3.24.1 to 9.2.3.24.16): information elements before the text.

use thiserror::Error;

use crate::sms::alphabet::{NationalLanguage, ShiftTables};

/// What a header says. Values that a receiver has to ignore never get in here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct UserDataHeader {
    /// Which part of a longer message this is.
    pub concatenation: Option<Concatenation>,
    /// The application the message is for.
    pub ports: Option<Ports>,
    /// National tables of the text.
    pub tables: ShiftTables,
    /// Every other element, in order. Not checked: the four kinds above do not belong here.
    pub other: Vec<Element>,
}

impl UserDataHeader {
    /// Reads the header at the beginning of TP-UD, UDHL first.
    ///
    /// An element is ignored when its length is wrong for its kind, when it names a part that cannot be, or when its
    /// language is unknown. An error means that the lengths do not add up: a receiver ignores the whole header.
    pub fn decode(user_data: &[u8], repeats: Repeats) -> Result<Self, HeaderError> {
        let mut header = Self::default();
        let (mut locking, mut single) = (None, None);
        for element in Elements::new(user_data)? {
            let RawElement { identifier, data } = element?;
            match identifier {
                iei::CONCATENATION_8 | iei::CONCATENATION_16 => {
                    let read = Concatenation::from_element(identifier, data);
                    repeats.settle(&mut header.concatenation, read, |it| {
                        matches!(it.reference, Reference::Short(_))
                    });
                }
                iei::PORTS_8 | iei::PORTS_16 => {
                    let read = Ports::from_element(identifier, data);
                    repeats.settle(&mut header.ports, read, |it| matches!(it, Ports::Short { .. }));
                }
                iei::SINGLE_SHIFT => single = language(data).or(single),
                iei::LOCKING_SHIFT => {
                    locking = language(data).filter(|it| it.has_locking_table()).or(locking);
                }
                _ => header.other.push(Element { identifier, data: data.to_vec() }),
            }
        }
        header.tables = ShiftTables::new(locking, single);
        Ok(header)
    }

    /// Whether there is nothing to write: a message without TP-UDHI.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Octets on the wire, UDHL included; 0 when empty.
    pub fn octets(&self) -> usize {
        let known = [
            self.concatenation.map(|it| match it.reference {
                Reference::Short(_) => 5,
                Reference::Long(_) => 6,
            }),
            self.ports.map(|it| match it {
                Ports::Short { .. } => 4,
                Ports::Long { .. } => 6,
            }),
            self.tables.single().map(|_| 3),
            self.tables.locking().map(|_| 3),
        ];
        let other: usize = self.other.iter().map(|element| 2 + element.data.len()).sum();
        match known.into_iter().flatten().sum::<usize>() + other {
            0 => 0,
            elements => elements + 1,
        }
    }

    /// The header on the wire, UDHL first; empty when there is nothing to write.
    ///
    /// `None` when the elements need more than the 255 octets that UDHL and element lengths can count.
    pub fn encode(&self) -> Option<Vec<u8>> {
        let octets = self.octets();
        if octets > 256 {
            return None;
        }
        let mut out = Vec::with_capacity(octets);
        self.write(&mut out);
        Some(out)
    }

    /// Appends the header, which has to be of 256 octets at most.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        let Some(udhl) = self.octets().checked_sub(1) else { return };
        out.push(low_octet(udhl));
        if let Some(Concatenation { reference, position }) = self.concatenation {
            match reference {
                Reference::Short(reference) => out.extend([iei::CONCATENATION_8, 3, reference]),
                Reference::Long(reference) => {
                    let [high, low] = reference.to_be_bytes();
                    out.extend([iei::CONCATENATION_16, 4, high, low]);
                }
            }
            out.extend([position.total, position.sequence]);
        }
        match self.ports {
            Some(Ports::Short { destination, originator }) => {
                out.extend([iei::PORTS_8, 2, destination, originator]);
            }
            Some(Ports::Long { destination, originator }) => {
                out.extend([iei::PORTS_16, 4]);
                out.extend([destination, originator].map(u16::to_be_bytes).as_flattened());
            }
            None => {}
        }
        if let Some(language) = self.tables.single() {
            out.extend([iei::SINGLE_SHIFT, 1, language.identifier()]);
        }
        if let Some(language) = self.tables.locking() {
            out.extend([iei::LOCKING_SHIFT, 1, language.identifier()]);
        }
        for Element { identifier, data } in &self.other {
            out.extend([*identifier, low_octet(data.len())]);
            out.extend_from_slice(data);
        }
    }
}

/// Identifiers of the elements that mean something here.
mod iei {
    pub(super) const CONCATENATION_8: u8 = 0x00;
    pub(super) const PORTS_8: u8 = 0x04;
    pub(super) const PORTS_16: u8 = 0x05;
    pub(super) const CONCATENATION_16: u8 = 0x08;
    pub(super) const SINGLE_SHIFT: u8 = 0x24;
    pub(super) const LOCKING_SHIFT: u8 = 0x25;
}

/// Which element counts when two say the same kind of thing, be it twice in one form or in the 8-bit and the 16-bit
/// form, which exclude each other ([3GPP TS 23.040] 9.2.3.24).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Repeats {
    /// The last one, as the specification says. An element that is ignored does not count.
    #[default]
    LastWins,
    /// The last one of the 8-bit form where there is one, as several decoders do.
    ShortFormWins,
}

impl Repeats {
    fn settle<T>(self, held: &mut Option<T>, read: Option<T>, is_short: impl Fn(&T) -> bool) {
        let Some(read) = read else { return };
        let keep = match (self, &held) {
            (Self::ShortFormWins, Some(held)) => is_short(held) && !is_short(&read),
            _ => false,
        };
        if !keep {
            *held = Some(read);
        }
    }
}

/// Elements 00 and 08: one part of a concatenated message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Concatenation {
    /// What the parts of one message have in common.
    pub reference: Reference,
    /// Which of them this is.
    pub position: Position,
}

impl Concatenation {
    fn from_element(identifier: u8, data: &[u8]) -> Option<Self> {
        let (reference, total, sequence) = match (identifier, data) {
            (iei::CONCATENATION_8, &[reference, total, sequence]) => {
                (Reference::Short(reference), total, sequence)
            }
            (iei::CONCATENATION_16, &[high, low, total, sequence]) => {
                (Reference::Long(u16::from_be_bytes([high, low])), total, sequence)
            }
            _ => return None,
        };
        Some(Self { reference, position: Position::new(total, sequence)? })
    }
}

/// The reference of a concatenated message. Any value is legal, 0 too; the two widths are different references.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reference {
    /// 8 bits, element 00.
    Short(u8),
    /// 16 bits, element 08.
    Long(u16),
}

impl Reference {
    /// The reference of the next message; the highest value is followed by 0.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Short(reference) => Self::Short(reference.wrapping_add(1)),
            Self::Long(reference) => Self::Long(reference.wrapping_add(1)),
        }
    }
}

/// Part `sequence` of `total`, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    total: u8,
    sequence: u8,
}

impl Position {
    /// `None` when total or sequence is 0 or sequence is above total: a receiver ignores such an element.
    pub const fn new(total: u8, sequence: u8) -> Option<Self> {
        if sequence == 0 || sequence > total { None } else { Some(Self { total, sequence }) }
    }

    /// Parts of the whole message, 1 to 255.
    pub const fn total(self) -> u8 {
        self.total
    }

    /// Number of this part, 1 to total.
    pub const fn sequence(self) -> u8 {
        self.sequence
    }
}

/// Elements 04 and 05: application ports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ports {
    /// 8-bit ports, element 04.
    Short {
        /// The receiver's port.
        destination: u8,
        /// The sender's port.
        originator: u8,
    },
    /// 16-bit ports, element 05.
    Long {
        /// The receiver's port.
        destination: u16,
        /// The sender's port.
        originator: u16,
    },
}

impl Ports {
    fn from_element(identifier: u8, data: &[u8]) -> Option<Self> {
        match (identifier, data) {
            (iei::PORTS_8, &[destination, originator]) => Some(Self::Short { destination, originator }),
            (iei::PORTS_16, &[a, b, c, d]) => Some(Self::Long {
                destination: u16::from_be_bytes([a, b]),
                originator: u16::from_be_bytes([c, d]),
            }),
            _ => None,
        }
    }
}

/// An element that has no meaning here.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Element {
    /// Its identifier (IEI).
    pub identifier: u8,
    /// Its octets, without identifier and length.
    pub data: Vec<u8>,
}

/// Walks the elements of a header as they stand, meaningful or not. Ends after the first error.
#[derive(Clone, Debug)]
pub struct Elements<'a> {
    header: &'a [u8],
    at: usize,
}

impl<'a> Elements<'a> {
    /// The elements of the header at the beginning of TP-UD, UDHL first.
    pub fn new(user_data: &'a [u8]) -> Result<Self, HeaderError> {
        let (&udhl, rest) = user_data.split_first().ok_or(HeaderError::Missing)?;
        match user_data.get(..=usize::from(udhl)) {
            Some(header) => Ok(Self { header, at: 1 }),
            None => Err(HeaderError::Long { announced: udhl, found: rest.len() }),
        }
    }
}

impl<'a> Iterator for Elements<'a> {
    type Item = Result<RawElement<'a>, HeaderError>;

    fn next(&mut self) -> Option<Self::Item> {
        let at = self.at;
        let rest = self.header.get(at..)?;
        match *rest {
            [] => None,
            [identifier] => {
                self.at = self.header.len();
                Some(Err(HeaderError::NoLength { at, identifier }))
            }
            [identifier, length, ref rest @ ..] => {
                let Some(data) = rest.get(..usize::from(length)) else {
                    self.at = self.header.len();
                    return Some(Err(HeaderError::Element {
                        at,
                        identifier,
                        announced: length,
                        found: rest.len(),
                    }));
                };
                self.at = at + 2 + data.len();
                Some(Ok(RawElement { identifier, data }))
            }
        }
    }
}

/// An element as it stands in a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RawElement<'a> {
    /// Its identifier (IEI).
    pub identifier: u8,
    /// Its octets, without identifier and length.
    pub data: &'a [u8],
}

/// A header whose lengths do not add up. Offsets count from UDHL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum HeaderError {
    /// No user data at all.
    #[error("offset 0: UDHL is missing")]
    Missing,
    /// The header is longer than the user data.
    #[error("offset 0: UDHL announces {announced} octets, {found} follow")]
    Long {
        /// UDHL.
        announced: u8,
        /// Octets behind it.
        found: usize,
    },
    /// An element without a length.
    #[error("offset {at}: the header ends behind element identifier {identifier:02X}, before its length")]
    NoLength {
        /// Where the element begins.
        at: usize,
        /// Its identifier.
        identifier: u8,
    },
    /// An element that runs over the end of the header.
    #[error("offset {at}: element {identifier:02X} announces {announced} octets, the header has {found}")]
    Element {
        /// Where the element begins.
        at: usize,
        /// Its identifier.
        identifier: u8,
        /// Its length octet.
        announced: u8,
        /// Octets left in the header.
        found: usize,
    },
}

/// The language of a shift element; unknown identifiers and wrong lengths give none.
fn language(data: &[u8]) -> Option<NationalLanguage> {
    match data {
        &[identifier] => NationalLanguage::from_identifier(identifier),
        _ => None,
    }
}

/// A length that the caller knows to be below 256.
fn low_octet(length: usize) -> u8 {
    length.to_le_bytes()[0]
}

#[cfg(test)]
mod tests;
