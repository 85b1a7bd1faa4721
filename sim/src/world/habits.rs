//! What users do.

use asms_machine::class::{Class, FolderKind};
use asms_machine::id::{CollectionId, DeviceId, ItemId};
use asms_machine::item::Text;
use asms_machine::scenario::Draft;
use asms_machine::system::{Action, Mark};

use super::due::Due;
use super::{Stop, World};
use crate::draw::{Concern, Hand, scaled};
use crate::observe::Observer;
use crate::plan::{Habit, What};
use crate::queue::Priority;
use crate::time::{DAY, HOUR};
use crate::words::{self, Words};

/// A habit's actor among the draws: the user and the habit.
fn actor(user: u16, habit: Habit) -> u64 {
    u64::from(user) << 8 | habit as u64
}

/// The places in a hand of a habit.
mod place {
    /// Narrow numbers.
    pub(super) const DEVICE: usize = 0;
    pub(super) const FOLDER: usize = 1;
    pub(super) const ITEM: usize = 2;
    pub(super) const OTHER: usize = 3;
    pub(super) const RECIPIENTS: usize = 4;
    /// A wide number: when it is next.
    pub(super) const NEXT: usize = 7;
}

/// For how long outbound SMS stays off at most, in milliseconds.
const MOST_OFF: u64 = 6 * HOUR;

/// A period by which rates are counted, in milliseconds.
pub(super) const MONTH: u64 = 30 * DAY;

impl World<'_> {
    /// Puts the first time of each habit of a user into the queue.
    pub(super) fn plan_habits(&mut self, user: u16) {
        for habit in Habit::ALL {
            let number = self.draws.number(Concern::Habit, actor(user, *habit), 0);
            self.plan_habit(user, *habit, number);
        }
    }

    fn plan_habit(&mut self, user: u16, habit: Habit, number: u64) {
        let rate = self.plan.habits.rate(habit);
        if rate > 0 {
            let gap = scaled(number, 2 * MONTH / u64::from(rate));
            self.queue.put(self.now.after(gap), Priority::User, Due::Habit { user, habit });
        }
    }

    /// The user does something, if it can be done now, and will again.
    pub(super) fn do_habit(
        &mut self,
        observer: &mut dyn Observer,
        user: u16,
        habit: Habit,
    ) -> Result<(), Stop> {
        let count = &mut self.user(user).habits[habit as usize];
        *count += 1;
        let sequence = *count;
        let hand = self.draws.hand(Concern::Habit, actor(user, habit), sequence.into());
        if self.healing {
            return Ok(());
        }
        self.plan_habit(user, habit, hand.wide(place::NEXT));
        let Some(action) = self.choose(user, habit, &hand) else { return Ok(()) };
        let device = action.device().map_or(0, |device| device.0);
        let possible = {
            let world = &self.users[usize::from(user)];
            world.system.guard(&world.state, action).is_ok()
        };
        // A rule that cannot be broken now is broken by the first request that can.
        let can_wait = matches!(action, Action::DeviceIsCareless(..));
        if !(possible || can_wait) || !self.allows(What::Habit(habit), user, device, sequence) {
            return Ok(());
        }
        if let Action::DeviceIsCareless(device, rule) = action
            && !possible
        {
            self.user(user).line(device).careless = Some(rule);
            return Ok(());
        }
        // Only now, since a number has its words for ever: what is left out must not take those of the next text.
        match habit {
            Habit::Composes => self.write(user, &hand, sequence)?,
            Habit::PhoneReceives | Habit::MailArrives => self.arrives(user, sequence, habit)?,
            _ => {}
        }
        self.act(observer, user, action)?;
        if let Action::UserToggles(device) = action {
            let off = hand.below(place::OTHER, MOST_OFF);
            self.queue.put(self.now.after(off), Priority::User, Due::TogglesBack { user, device });
        }
        Ok(())
    }

    /// What exactly the user does, where there is anything to do it to.
    fn choose(&mut self, user: u16, habit: Habit, hand: &Hand) -> Option<Action> {
        let devices = self.users[usize::from(user)].lines.len() as u64;
        let device = DeviceId(u8::try_from(hand.below(place::DEVICE, devices)).unwrap_or_default());
        let mark = if hand.happens(place::OTHER, 500_000) { Mark::Read } else { Mark::Flag };
        match habit {
            Habit::Composes => Some(Action::DesktopComposes(0)),
            Habit::PhoneReceives => Some(Action::PhoneReceives(device)),
            Habit::MailArrives => {
                let inbox = self.user(user).state.collection(FolderKind::Inbox);
                inbox.map(|inbox| Action::DesktopAdds(inbox, Class::Email))
            }
            Habit::DesktopMarks => {
                self.item(user, hand).map(|(folder, item)| Action::DesktopMarks(folder, item, mark))
            }
            Habit::DesktopMoves => {
                // What is moved to the Outbox is sent again, and nobody could tell that from a mistake.
                let target = self.folder(user, hand, place::OTHER).filter(|target| {
                    let folder = self.users[usize::from(user)].state.server.folder(*target);
                    folder.is_some_and(|folder| folder.kind != FolderKind::Outbox)
                });
                self.item(user, hand)
                    .zip(target)
                    .map(|((folder, item), to)| Action::DesktopMoves(folder, item, to))
            }
            Habit::DesktopDeletes => {
                self.item(user, hand).map(|(folder, item)| Action::DesktopDeletes(folder, item))
            }
            Habit::PhoneMarks => self
                .copy(user, device, hand)
                .map(|(folder, item)| Action::UserMarks(device, folder, item, mark)),
            Habit::PhoneDeletes => {
                self.copy(user, device, hand).map(|(folder, item)| Action::UserDeletes(device, folder, item))
            }
            Habit::Chooses => {
                let choices = self.user(user).system.scenario.choices.len() as u64;
                let choice = hand.below(place::OTHER, choices);
                u8::try_from(choice).ok().map(|choice| Action::UserChooses(device, choice))
            }
            Habit::Toggles => {
                let wanted =
                    self.user(user).state.device(device).is_some_and(|device| device.outbound.wanted);
                wanted.then_some(Action::UserToggles(device))
            }
            Habit::Estimates => {
                let folders =
                    self.users[usize::from(user)].state.device(device).map(|device| &device.folders);
                let folder = folders.and_then(|folders| {
                    let at = hand.below(place::FOLDER, folders.len() as u64);
                    folders.get(usize::try_from(at).unwrap_or_default())
                });
                folder.map(|folder| Action::DeviceEstimates(device, folder.collection))
            }
            Habit::BreaksRules => {
                let rules = &self.users[usize::from(user)].system.scenario.careless;
                let at = hand.below(place::OTHER, rules.len() as u64);
                let rule = rules.get(usize::try_from(at).unwrap_or_default());
                rule.map(|rule| Action::DeviceIsCareless(device, *rule))
            }
            Habit::RemovesFolder => {
                self.user(user).state.collection(FolderKind::UserMail).map(Action::FolderRemoved)
            }
            Habit::Resyncs => Some(Action::DeviceResyncs(device)),
            Habit::Upgrades => Some(Action::DeviceUpgrades(device)),
        }
    }

    /// Thinks of what to write, to whom.
    fn write(&mut self, user: u16, hand: &Hand, sequence: u32) -> Result<(), Stop> {
        let recipients = self.plan.recipients.draw(|bound| hand.below(place::RECIPIENTS, bound));
        let text = self.words(user, Habit::Composes, sequence, recipients)?;
        self.user(user).system.scenario.drafts[0] = Draft { text };
        Ok(())
    }

    /// Thinks of what comes from elsewhere.
    fn arrives(&mut self, user: u16, sequence: u32, habit: Habit) -> Result<(), Stop> {
        let text = self.words(user, habit, sequence, 1)?;
        self.user(user).system.scenario.incoming = text;
        Ok(())
    }

    /// Words for the text that is written next.
    fn words(&mut self, user: u16, habit: Habit, sequence: u32, recipients: u8) -> Result<Text, Stop> {
        let draws = self.draws;
        let mut places = (u64::from(sequence) << 16)..;
        let mut number =
            || draws.number(Concern::Words, actor(user, habit), places.next().unwrap_or_default());
        let words = words::compose(Words::by_chance(number()), number);
        let world = self.user(user);
        let content = world.state.next_content();
        let text = Text { size: 0, recipients, ..Text::short(content) };
        let text = world.binding.word(text, &words);
        text.map_err(|error| self.diverge(format!("a text of {} octets: {error}", words.len())))
    }

    /// The user switches outbound SMS on again.
    pub(super) fn toggle_back(
        &mut self,
        observer: &mut dyn Observer,
        user: u16,
        device: DeviceId,
    ) -> Result<(), Stop> {
        if self.user(user).state.device(device).is_some_and(|device| !device.outbound.wanted) {
            self.act(observer, user, Action::UserToggles(device))?;
        }
        Ok(())
    }

    /// A folder of the mailbox.
    fn folder(&self, user: u16, hand: &Hand, place: usize) -> Option<CollectionId> {
        let server = &self.users[usize::from(user)].state.server;
        let at = hand.below(place, server.folders().count() as u64);
        server.folders().nth(usize::try_from(at).ok()?).map(|folder| folder.id)
    }

    /// An item of the mailbox.
    fn item(&self, user: u16, hand: &Hand) -> Option<(CollectionId, ItemId)> {
        let server = &self.users[usize::from(user)].state.server;
        let folder = server.folder(self.folder(user, hand, place::FOLDER)?)?;
        let at = hand.below(place::ITEM, folder.items.len() as u64);
        folder.items.get(usize::try_from(at).ok()?).map(|item| (folder.id, item.id))
    }

    /// A copy that a device has of an item.
    fn copy(&self, user: u16, device: DeviceId, hand: &Hand) -> Option<(CollectionId, ItemId)> {
        let folders = &self.users[usize::from(user)].state.device(device)?.folders;
        let at = hand.below(place::FOLDER, folders.len() as u64);
        let folder = folders.get(usize::try_from(at).ok()?)?;
        let at = hand.below(place::ITEM, folder.view.len() as u64);
        folder.view.get(usize::try_from(at).ok()?).map(|copy| (folder.collection, copy.item))
    }
}
