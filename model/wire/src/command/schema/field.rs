//! How a field of a container stands for elements: its type says how many.

use super::{Content, Occurs};
use crate::command::error::Decoded;
use crate::command::reader::{Opened, Reader};
use crate::wbxml::{EncodeError, Encoder, Tag};

/// What one element holds, without its tag, which belongs to the place where it stands.
pub(in crate::command) trait Value<'a>: Sized {
    /// Its schema.
    const CONTENT: Content;

    /// Reads what `opened` holds, its end included.
    fn decode(reader: &mut Reader<'a>, opened: Opened) -> Decoded<Self>;

    /// Writes an element named `tag` that holds it.
    fn encode(&self, tag: Tag, encoder: &mut Encoder<'_>) -> Result<(), EncodeError>;
}

/// A field: `T` stands for exactly one element, `Option<T>` for at most one, `Vec<T>` for any number.
pub(in crate::command) trait Field<'a>: Sized {
    type Item: Value<'a>;
    /// Collects the elements while the container is read.
    type Gathered: Gather<'a, Self::Item>;
    const OCCURS: Occurs;

    /// The field; `None` when it needs an element that was not there.
    fn from_gathered(gathered: Self::Gathered) -> Option<Self>;

    /// Its elements in order.
    fn items(&self) -> &[Self::Item];
}

/// Elements of one name, while they come in.
pub(in crate::command) trait Gather<'a, T: Value<'a>>: Default {
    /// Index to show in the path of the next element, if the field may hold several.
    fn next_index(&self) -> Option<usize>;
    fn push(&mut self, item: T);
    fn count(&self) -> usize;

    /// Reads one more element.
    fn read(&mut self, reader: &mut Reader<'a>, opened: Opened) -> Decoded<()> {
        match T::decode(reader, opened) {
            Ok(item) => {
                self.push(item);
                Ok(())
            }
            Err(error) => Err(error.under(opened.tag, self.next_index())),
        }
    }
}

impl<'a, T: Value<'a>> Field<'a> for T {
    type Item = T;
    type Gathered = Option<T>;
    const OCCURS: Occurs = Occurs::Once;

    fn from_gathered(gathered: Option<T>) -> Option<Self> {
        gathered
    }

    fn items(&self) -> &[T] {
        std::slice::from_ref(self)
    }
}

impl<'a, T: Value<'a>> Field<'a> for Option<T> {
    type Item = T;
    type Gathered = Option<T>;
    const OCCURS: Occurs = Occurs::Optional;

    fn from_gathered(gathered: Option<T>) -> Option<Self> {
        Some(gathered)
    }

    fn items(&self) -> &[T] {
        self.as_slice()
    }
}

impl<'a, T: Value<'a>> Field<'a> for Vec<T> {
    type Item = T;
    type Gathered = Self;
    const OCCURS: Occurs = Occurs::Many;

    fn from_gathered(gathered: Self) -> Option<Self> {
        Some(gathered)
    }

    fn items(&self) -> &[T] {
        self
    }
}

impl<'a, T: Value<'a>> Gather<'a, T> for Option<T> {
    fn next_index(&self) -> Option<usize> {
        None
    }

    fn push(&mut self, item: T) {
        *self = Some(item);
    }

    fn count(&self) -> usize {
        usize::from(self.is_some())
    }
}

impl<'a, T: Value<'a>> Gather<'a, T> for Vec<T> {
    fn next_index(&self) -> Option<usize> {
        Some(self.len())
    }

    fn push(&mut self, item: T) {
        Self::push(self, item);
    }

    fn count(&self) -> usize {
        self.len()
    }
}
