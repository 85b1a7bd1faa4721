//! What is due, and when.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::time::Time;

/// Things that are due, in the order of their time; at one time by priority, then in the order in which they were put in.
#[derive(Clone, Debug)]
pub(crate) struct Queue<T> {
    heap: BinaryHeap<Reverse<Entry<T>>>,
    sequence: u64,
}

/// What comes first of what is due at one time; the lowest does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Priority {
    /// What the world does: midnight, faults.
    World,
    /// What users do.
    User,
    /// What arrives.
    Arrival,
    /// What is done because nothing arrived.
    Timer,
}

/// Ordered by one number: the time, then in 64 bits the priority and the order.
#[derive(Clone, Copy, Debug)]
struct Entry<T> {
    key: u128,
    what: T,
}

/// How many bits there are for the order: a run has far fewer things.
const ORDER: u32 = 56;

impl<T> Queue<T> {
    /// Nothing is due.
    pub(crate) fn new() -> Self {
        Self { heap: BinaryHeap::new(), sequence: 0 }
    }

    /// Something is due.
    pub(crate) fn put(&mut self, time: Time, priority: Priority, what: T) {
        let order = (priority as u64) << ORDER | self.sequence;
        self.heap.push(Reverse(Entry { key: u128::from(time.0) << 64 | u128::from(order), what }));
        self.sequence += 1;
    }

    /// Takes out what comes first.
    pub(crate) fn take(&mut self) -> Option<(Time, T)> {
        self.heap.pop().map(|Reverse(entry)| (entry.time(), entry.what))
    }

    /// The time of what comes first.
    pub(crate) fn next_time(&self) -> Option<Time> {
        self.heap.peek().map(|Reverse(entry)| entry.time())
    }
}

impl<T> Default for Queue<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Entry<T> {
    fn time(&self) -> Time {
        Time((self.key >> 64) as u64)
    }
}

impl<T> PartialEq for Entry<T> {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl<T> Eq for Entry<T> {}

impl<T> PartialOrd for Entry<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Entry<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.key.cmp(&other.key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_then_priority_then_order() {
        let mut queue = Queue::new();
        for (time, priority, what) in [
            (5, Priority::Timer, 'd'),
            (5, Priority::Arrival, 'b'),
            (5, Priority::Arrival, 'c'),
            (1, Priority::Timer, 'a'),
            (5, Priority::Timer, 'e'),
        ] {
            queue.put(Time(time), priority, what);
        }
        assert_eq!(queue.next_time(), Some(Time(1)));
        let order: String = std::iter::from_fn(|| queue.take()).map(|(_, what)| what).collect();
        assert_eq!(order, "abcde");
    }
}
