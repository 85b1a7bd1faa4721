//! Values that are shared for as long as they are alike.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use crate::list::Keyed;

/// A value that its copies share until one of them is changed. A copy costs next to nothing, whatever the value holds; the
/// first change of a value that is shared copies it.
///
/// It reads, prints, compares and hashes as the value does.
#[derive(Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shared<T>(Arc<T>);

impl<T> Shared<T> {
    /// A value that nobody shares yet.
    pub fn new(value: T) -> Self {
        Self(Arc::new(value))
    }

    /// Whether both are one value and not just alike: nothing can differ, and nothing need be compared. Two of which this is
    /// not so may still be equal.
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: fmt::Debug> fmt::Debug for Shared<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// Copies the value first, if it is shared. Where several fields change, borrowing the value once looks only once.
impl<T: Clone> DerefMut for Shared<T> {
    fn deref_mut(&mut self) -> &mut T {
        Arc::make_mut(&mut self.0)
    }
}

impl<T> From<T> for Shared<T> {
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

impl<T: Keyed> Keyed for Shared<T> {
    type Key = T::Key;

    fn key(&self) -> T::Key {
        self.0.key()
    }
}

impl<T: FromIterator<A>, A> FromIterator<A> for Shared<T> {
    fn from_iter<I: IntoIterator<Item = A>>(values: I) -> Self {
        Self::new(values.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_of_one_copy_leaves_the_others() {
        let first = Shared::new(vec![1, 2]);
        let mut second = first.clone();
        assert!(first.is(&second), "they share one value");
        second.push(3);
        assert!(!first.is(&second));
        assert_eq!((&*first, &*second), (&vec![1, 2], &vec![1, 2, 3]));
        assert_eq!(format!("{second:?}"), "[1, 2, 3]", "it prints as the value does");
    }

    #[test]
    fn what_nobody_shares_is_changed_in_place() {
        let mut only = Shared::new([0_u8; 4]);
        let place = &raw const *only;
        only[0] = 1;
        assert!(std::ptr::eq(place, &raw const *only));
    }
}
