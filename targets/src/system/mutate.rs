//! Changes of scripts by chance: actions that may happen are put in, others taken out, swapped, copied elsewhere.

use asms_machine::scenario::BUILT_IN;
use asms_machine::system::Action;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use super::{MOST, Pick, Run, Script, World};

/// Changes a script a little; the same seed changes it in the same way.
pub fn mutate(input: &[u8], seed: u32) -> Vec<u8> {
    let mut chance = Chance(ChaCha8Rng::seed_from_u64(seed.into()));
    let mut script = Script::parse(input);
    if World::named(&script.scenario).is_none() || chance.below(200) == 0 {
        BUILT_IN[chance.below(BUILT_IN.len())].0.clone_into(&mut script.scenario);
    }
    for _ in 0..=chance.below(3) {
        chance.change(&mut script);
    }
    script.picks.truncate(MOST);
    script.text().into_bytes()
}

/// The beginning of a script, and the end of another in its world.
pub fn splice(first: &[u8], second: &[u8], seed: u32) -> Vec<u8> {
    let mut chance = Chance(ChaCha8Rng::seed_from_u64(seed.into()));
    let (mut script, other) = (Script::parse(first), Script::parse(second));
    script.picks.truncate(chance.below(script.picks.len() + 1));
    script.picks.extend(&other.picks[chance.below(other.picks.len() + 1)..]);
    script.picks.truncate(MOST);
    script.text().into_bytes()
}

struct Chance(ChaCha8Rng);

impl Chance {
    fn change(&mut self, script: &mut Script) {
        let picks = &mut script.picks;
        let at = self.below(picks.len() + 1);
        match self.below(8) {
            // A few that may happen one after another, which is what scripts grow by.
            0..=3 => {
                let new = self.walk(&script.scenario, &script.picks[..at]);
                script.picks.splice(at..at, new);
            }
            4 => {
                let end = (at + 1 + self.below(4)).min(picks.len());
                picks.drain(at.min(end)..end);
            }
            5 => {
                let other = self.below(picks.len() + 1);
                if at.max(other) < picks.len() {
                    picks.swap(at, other);
                }
            }
            6 => {
                let end = (at + 1 + self.below(8)).min(picks.len());
                let copied = picks[at.min(end)..end].to_vec();
                let to = self.below(picks.len() + 1);
                picks.splice(to..to, copied);
            }
            _ => {
                let place = self.below(8);
                if let Some(pick) = picks.get_mut(at) {
                    pick.place = u8::try_from(place).unwrap_or_default();
                }
            }
        }
    }

    /// One to four picks that may follow these.
    fn walk(&mut self, scenario: &str, before: &[Pick]) -> Vec<Pick> {
        let Some(world) = World::named(scenario) else { return Vec::new() };
        let mut run = Run::new(world.clone());
        for pick in before {
            if let Some(action) = pick.among(&run.offered()) {
                run.system.step(&mut run.state, action);
            }
        }
        let mut new = Vec::new();
        for _ in 0..=self.below(4) {
            let offered = run.offered();
            let Some(action) = self.choose(&offered) else { break };
            new.extend(Pick::of(action, &offered));
            run.system.step(&mut run.state, action);
        }
        new
    }

    /// A kind first, then one of its actions, since some kinds have many.
    fn choose(&mut self, offered: &[Action]) -> Option<Action> {
        let mut kinds: Vec<&str> = offered.iter().map(|action| action.kind()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let kind = kinds.get(self.below(kinds.len()))?;
        let of_kind: Vec<Action> = offered.iter().copied().filter(|action| action.kind() == *kind).collect();
        of_kind.get(self.below(of_kind.len())).copied()
    }

    /// A number below a bound; 0 where there is none.
    fn below(&mut self, bound: usize) -> usize {
        let drawn = usize::try_from(self.0.next_u32()).unwrap_or_default();
        drawn.checked_rem(bound).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Scripts grow from nothing to something that happens, and every change is one of the same seed.
    #[test]
    fn scripts_grow() {
        let mut script = Vec::new();
        for seed in 0..60 {
            let changed = mutate(&script, seed);
            assert_eq!(changed, mutate(&script, seed));
            script = changed;
        }
        let script = Script::parse(&script);
        assert!(World::named(&script.scenario).is_some() && script.picks.len() > 10, "{script:?}");
    }
}
