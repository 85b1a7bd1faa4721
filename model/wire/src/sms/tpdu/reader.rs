//! Reading octets in order, with the name and place of what is missing.

use super::{DecodeError, Fault};

/// Octets, and how many of them have been read.
#[derive(Clone, Copy, Debug)]
pub(in crate::sms) struct Reader<'a> {
    rest: &'a [u8],
    offset: usize,
}

impl<'a> Reader<'a> {
    pub(in crate::sms) const fn new(octets: &'a [u8]) -> Self {
        Self { rest: octets, offset: 0 }
    }

    /// Where the next octet stands.
    pub(in crate::sms) const fn offset(&self) -> usize {
        self.offset
    }

    /// What has not been read.
    pub(in crate::sms) const fn rest(&self) -> &'a [u8] {
        self.rest
    }

    pub(in crate::sms) fn octet(&mut self, field: &'static str) -> Result<u8, DecodeError> {
        self.array::<1>(field).map(|[octet]| octet)
    }

    pub(in crate::sms) fn array<const N: usize>(
        &mut self,
        field: &'static str,
    ) -> Result<[u8; N], DecodeError> {
        let (head, rest) = self.rest.split_first_chunk().ok_or_else(|| self.too_short(field, N))?;
        self.rest = rest;
        self.offset += N;
        Ok(*head)
    }

    pub(in crate::sms) fn octets(
        &mut self,
        field: &'static str,
        count: usize,
    ) -> Result<&'a [u8], DecodeError> {
        let (head, rest) = self.rest.split_at_checked(count).ok_or_else(|| self.too_short(field, count))?;
        self.rest = rest;
        self.offset += count;
        Ok(head)
    }

    /// Reads so many octets and gives a reader of them, which counts offsets as this one does.
    pub(in crate::sms) fn part(&mut self, field: &'static str, count: usize) -> Result<Self, DecodeError> {
        let offset = self.offset;
        Ok(Self { rest: self.octets(field, count)?, offset })
    }

    /// Checks that everything has been read.
    pub(in crate::sms) fn end(&self, field: &'static str) -> Result<(), DecodeError> {
        match self.rest.len() {
            0 => Ok(()),
            count => Err(DecodeError { offset: self.offset, field, fault: Fault::Trailing { count } }),
        }
    }

    fn too_short(&self, field: &'static str, needed: usize) -> DecodeError {
        let fault = Fault::UnexpectedEnd { needed, left: self.rest.len() };
        DecodeError { offset: self.offset, field, fault }
    }
}
