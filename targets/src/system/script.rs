//! Actions as lines of text, so that a corpus can be read, and stays what it is when kinds of action come.

use asms_machine::system::Action;

/// What is to happen in a world.
///
/// Its first line is the name of a scenario. Each other one is a kind of action and the place among those of its kind that
/// may happen then, from 0, which counts round and may be left out: `ServerHandles 1`. A line that is none, or of a kind of
/// which nothing may happen, is passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Script {
    /// The scenario.
    pub scenario: String,
    /// The actions.
    pub picks: Vec<Pick>,
}

/// An action, by what may happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pick {
    /// Its kind.
    pub kind: &'static str,
    /// Its place.
    pub place: u8,
}

impl Script {
    /// Reads a script, whatever it is.
    pub fn parse(input: &[u8]) -> Self {
        let text = String::from_utf8_lossy(input);
        let mut lines = text.lines();
        let scenario = lines.next().unwrap_or_default().to_owned();
        Self { scenario, picks: lines.filter_map(Pick::parse).collect() }
    }

    /// Writes it.
    pub fn text(&self) -> String {
        let lines = self.picks.iter().map(|pick| match pick.place {
            0 => format!("\n{}", pick.kind),
            place => format!("\n{} {place}", pick.kind),
        });
        [self.scenario.clone()].into_iter().chain(lines).collect()
    }
}

impl Pick {
    /// The pick that gives this action where these may happen; none where it may not.
    pub fn of(action: Action, offered: &[Action]) -> Option<Self> {
        let place = of_kind(action.kind(), offered).position(|known| known == action)?;
        Some(Self { kind: action.kind(), place: u8::try_from(place).ok()? })
    }

    /// The action that it gives where these may happen.
    pub fn among(self, offered: &[Action]) -> Option<Action> {
        let count = of_kind(self.kind, offered).count();
        of_kind(self.kind, offered).nth(usize::from(self.place).checked_rem(count)?)
    }

    fn parse(line: &str) -> Option<Self> {
        let (kind, place) = line.split_once(' ').unwrap_or((line, "0"));
        let kind = Action::KINDS.iter().find(|known| **known == kind)?;
        Some(Self { kind, place: place.parse().ok()? })
    }
}

fn of_kind<'a>(kind: &'a str, offered: &'a [Action]) -> impl Iterator<Item = Action> + 'a {
    offered.iter().copied().filter(move |action| action.kind() == kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let text = "options\nDeviceSyncs\nServerHandles 1\nDayPasses";
        let script = Script::parse(text.as_bytes());
        assert_eq!(script.picks.len(), 3);
        assert_eq!(script.text(), text);
        assert_eq!(Script::parse(b"options\nDeviceSings\nServerHandles x\n\xFF").picks, []);
    }
}
