//! What can be wrong with the octets of a message.

/// Octets that are not what they should be: the first fault, the field it is in, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("offset {offset}, {field}: {fault}")]
pub struct DecodeError {
    /// Offset of the octet at fault; the offset at which the field starts when the input ends too early.
    pub offset: usize,
    /// The field, by the name that the specification gives it, as `TP-DA`.
    pub field: &'static str,
    /// What was found and what would be right.
    pub fault: Fault,
}

/// The kinds of fault. The message of each says what was found and what would be right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// The input ends inside the field.
    #[error("the input ends too early, {left} octets are left and {needed} are needed")]
    UnexpectedEnd {
        /// Octets that the field needs.
        needed: usize,
        /// Octets that are there.
        left: usize,
    },
    /// A length or a count is larger than its field allows.
    #[error("found {found}, the largest allowed is {limit}")]
    TooLong {
        /// The length found, in the unit of the field.
        found: usize,
        /// The largest length allowed, in the same unit.
        limit: usize,
    },
    /// A value that has no meaning here.
    #[error("found {found}, expected {expected}")]
    Unexpected {
        /// The value found.
        found: u8,
        /// The values that would be right.
        expected: &'static str,
    },
    /// Octets follow the last field.
    #[error("{count} octets follow the last field, expected the end")]
    Trailing {
        /// How many.
        count: usize,
    },
}

/// A value that its unit cannot carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EncodeError {
    /// More octets than a field or a unit holds.
    #[error("{field} takes {found} octets, at most {limit} are allowed")]
    TooLong {
        /// The field, as `TP-CD`, or the unit, as `SMS-STATUS-REPORT`.
        field: &'static str,
        /// Octets that it would take.
        found: usize,
        /// Octets that it may take.
        limit: usize,
    },
    /// User data of one alphabet beside a TP-DCS of another.
    #[error("TP-UDL is {length}, which by TP-DCS stands for {expected} octets, but TP-UD has {found}")]
    Length {
        /// TP-UDL.
        length: u8,
        /// Octets it stands for.
        expected: usize,
        /// Octets there are.
        found: usize,
    },
}
