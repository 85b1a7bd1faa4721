//! WindowSize: how many changes an answer may carry ([MS-ASCMD] 2.2.3.199, EC-11 to EC-11g).

use smallvec::SmallVec;

use crate::behaviour::Context;
use crate::message::ServerCommand;

/// What WindowSize means where a Collection has none.
const DEFAULT: u16 = 100;
/// The most changes in an answer; what 0 and all above it mean.
const MOST: u16 = 512;

/// What the WindowSize of the whole request leaves for the folders that follow, in the order of the request. Without
/// one only their own bound them: the default of 100 is said of a Collection.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room(Option<u16>);

/// What did not fit.
#[derive(Debug, Default)]
pub(super) struct Rest {
    /// It is said in a later answer.
    pub(super) left: SmallVec<[ServerCommand; 2]>,
    /// It is taken for said, on a server that miscounts.
    pub(super) lost: Option<ServerCommand>,
}

impl Room {
    /// The room that a request gives.
    pub(super) fn of(cx: &mut Context<'_>, window: Option<u16>) -> Self {
        Self(window.map(|asked| most(cx, asked)))
    }

    /// Keeps of the commands what fits into the window of the folder and into the room that is left.
    pub(super) fn fit(
        &mut self,
        cx: &mut Context<'_>,
        window: Option<u16>,
        commands: &mut SmallVec<[ServerCommand; 2]>,
    ) -> Rest {
        let mut rest = Rest::default();
        if commands.is_empty() {
            return rest;
        }
        let own = window.map_or(DEFAULT, |asked| most(cx, asked));
        let limit = usize::from(self.0.map_or(own, |room| room.min(own)));
        if commands.len() > limit {
            let lost = cx.server(|server| server.window).lost_at_the_edge();
            rest.lost = commands.get(limit).copied().filter(|_| lost > 0);
            rest.left = commands.iter().skip(limit + lost).copied().collect();
            commands.truncate(limit);
        }
        if let Some(room) = &mut self.0 {
            *room = room.saturating_sub(u16::try_from(commands.len()).unwrap_or(u16::MAX));
        }
        rest
    }
}

fn most(cx: &mut Context<'_>, asked: u16) -> u16 {
    match asked {
        0 if cx.server(|server| server.window).takes_zero_for_none() => 0,
        0 => MOST,
        asked => asked.min(MOST),
    }
}
