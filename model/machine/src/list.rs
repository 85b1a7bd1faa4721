//! Sorted lists that live inside the state while they are small.

use std::fmt;
use std::ops::Deref;

use smallvec::SmallVec;

/// What a value is sorted by and found by.
pub trait Keyed {
    /// The key.
    type Key: Copy + Ord;
    /// The key of this value; no two values in a list share it.
    fn key(&self) -> Self::Key;
}

/// A list sorted by key, each key once. Up to `N` values stand in place, more go to the heap; two lists with the same
/// values are equal and hash alike wherever they stand.
#[derive(PartialEq, Eq, Hash)]
pub struct Sorted<T, const N: usize>(SmallVec<[T; N]>);

impl<T: Keyed, const N: usize> Sorted<T, N> {
    /// An empty list.
    pub fn new() -> Self {
        Self(SmallVec::new())
    }

    /// The value of this key.
    pub fn find(&self, key: T::Key) -> Option<&T> {
        self.position(key).ok().map(|at| &self.0[at])
    }

    /// The value of this key, to be changed. Its key must stay as it is.
    pub fn find_mut(&mut self, key: T::Key) -> Option<&mut T> {
        self.position(key).ok().map(|at| &mut self.0[at])
    }

    /// Whether the list has a value of this key.
    pub fn has(&self, key: T::Key) -> bool {
        self.position(key).is_ok()
    }

    /// Puts a value in; gives back the one of the same key that stood there.
    pub fn put(&mut self, value: T) -> Option<T> {
        match self.position(value.key()) {
            Ok(at) => Some(std::mem::replace(&mut self.0[at], value)),
            Err(at) => {
                self.0.insert(at, value);
                None
            }
        }
    }

    /// Takes the value of this key out.
    pub fn take(&mut self, key: T::Key) -> Option<T> {
        self.position(key).ok().map(|at| self.0.remove(at))
    }

    /// Takes out the values for which this is not so.
    pub fn retain(&mut self, mut keeps: impl FnMut(&T) -> bool) {
        self.0.retain(|value| keeps(value));
    }

    /// Takes every value out.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// The values, each to be changed. Their keys must stay as they are.
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.0.iter_mut()
    }

    /// Whether the list has outgrown its place in the state.
    pub fn spilled(&self) -> bool {
        self.0.spilled()
    }

    /// The name that is given, if the list has outgrown its place in the state.
    pub fn spilled_as(&self, name: &'static str) -> Option<&'static str> {
        self.spilled().then_some(name)
    }

    fn position(&self, key: T::Key) -> Result<usize, usize> {
        self.0.binary_search_by_key(&key, Keyed::key)
    }
}

impl<T: Clone, const N: usize> Clone for Sorted<T, N> {
    /// Most lists of a state are empty, and copying nothing takes a while.
    #[inline]
    fn clone(&self) -> Self {
        if self.0.is_empty() { Self(SmallVec::new()) } else { Self(self.0.clone()) }
    }

    fn clone_from(&mut self, other: &Self) {
        self.0.clone_from(&other.0);
    }
}

impl<T: Keyed, const N: usize> Default for Sorted<T, N> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T, const N: usize> Deref for Sorted<T, N> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T: fmt::Debug, const N: usize> fmt::Debug for Sorted<T, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<T: Keyed, const N: usize> FromIterator<T> for Sorted<T, N> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        let mut list = Self::new();
        for value in values {
            list.put(value);
        }
        list
    }
}

impl<'a, T: Keyed, const N: usize> IntoIterator for &'a mut Sorted<T, N> {
    type Item = &'a mut T;
    type IntoIter = std::slice::IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

impl<'a, T, const N: usize> IntoIterator for &'a Sorted<T, N> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    impl Keyed for (u8, u8) {
        type Key = u8;
        fn key(&self) -> u8 {
            self.0
        }
    }

    proptest! {
        /// Any sequence of operations leaves the list equal to an ordered map, inline or on the heap.
        #[test]
        fn is_an_ordered_map(operations in prop::collection::vec((any::<bool>(), 0_u8..12, any::<u8>()), 0..40)) {
            let mut list: Sorted<(u8, u8), 3> = Sorted::new();
            let mut map = BTreeMap::new();
            for (put, key, value) in operations {
                if put {
                    prop_assert_eq!(list.put((key, value)).map(|pair| pair.1), map.insert(key, value));
                } else {
                    prop_assert_eq!(list.take(key).map(|pair| pair.1), map.remove(&key));
                }
                prop_assert_eq!(list.to_vec(), map.clone().into_iter().collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn equal_lists_are_equal_on_the_heap_and_in_place() {
        let mut heap: Sorted<(u8, u8), 2> = (0..5).map(|n| (n, n)).collect();
        assert!(heap.spilled());
        for key in 2..5 {
            heap.take(key);
        }
        let inline: Sorted<(u8, u8), 2> = (0..2).map(|n| (n, n)).collect();
        assert!(!inline.spilled());
        assert_eq!(heap, inline);
    }
}
