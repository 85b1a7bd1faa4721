//! Cells: what the users in one have in common.

use super::World;
use crate::draw::Concern;
use crate::radio::Whose;
use crate::time::MINUTE;

/// A cell, as far as it depends on what happens in it: how much it has taken.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cell {
    /// The minute in which it is counted.
    minute: u64,
    /// How many submissions it has taken in that minute.
    taken: u32,
}

impl World<'_> {
    /// The cell in which a user is, with all devices.
    pub(super) fn cell_of(&self, user: u16) -> u16 {
        user % self.plan.cells
    }

    /// Whether a cell loses everything that is sent in it now.
    pub(super) fn loses(&self, cell: u16) -> bool {
        let whose = Whose { draws: self.draws, concern: Concern::Cell, actor: cell.into() };
        self.losses.at(whose, self.now).is_some()
    }

    /// Whether a cell has no room for one more submission in this minute.
    pub(super) fn is_crowded(&self, cell: u16) -> bool {
        let Cell { minute, taken } = self.cells[usize::from(cell)];
        let taken = if minute == self.now.0 / MINUTE { taken } else { 0 };
        taken >= self.plan.radio.capacity
    }

    /// A cell takes a submission.
    pub(super) fn crowd(&mut self, cell: u16) {
        let now = self.now.0 / MINUTE;
        let cell = &mut self.cells[usize::from(cell)];
        if cell.minute != now {
            *cell = Cell { minute: now, taken: 0 };
        }
        cell.taken = cell.taken.saturating_add(1);
    }
}
