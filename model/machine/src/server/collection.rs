//! One folder's part of a Sync request: the key is used, the commands are done, what changed is found, and an answer
//! that moves the state is kept as a successor.
//!
//! The three steps are apart because a request can name several folders: all commands are done before anything is
//! looked at, since a Delete in one folder can be an Add in another, and all is looked at before the request is
//! answered, since it is held if no folder has anything to say.

use std::borrow::Cow;

use smallvec::SmallVec;

use super::commands::{Done, Touched};
use super::options::{heeded, in_force};
use super::view::{View, item_of};
use super::window::Room;
use super::{
    Asker, Delta, Exchange, Folder, Generation, Pending, Replica, Seen, Server, Subscription, Successor,
};
use crate::behaviour::{Answer, Context};
use crate::class::FolderKind;
use crate::id::{CollectionId, SyncKey};
use crate::list::Sorted;
use crate::message::{
    Changes, CollectionOutcome, CollectionRequest, CollectionResponse, CommandResponse, ServerCommand,
};

/// A folder's part of a request, once its commands are done.
pub(super) enum Part<'r> {
    /// It has its answer already: a status, or a stored response.
    Settled(Box<CollectionResponse>),
    /// It asks for nothing but news, and there was none when its turn came.
    Quiet(&'r CollectionRequest),
    /// What changed has to be found.
    Open(Box<Open<'r>>),
}

/// A folder's part of a request on its way to an answer.
pub(super) struct Open<'r> {
    request: &'r CollectionRequest,
    subscription: Subscription,
    done: Done,
}

/// What is to be said of a folder, before the state moves.
pub(super) enum Draft<'r> {
    Settled(Box<CollectionResponse>),
    Quiet(&'r CollectionRequest),
    Found(Box<Finding<'r>>),
}

/// What there is to say.
pub(super) struct Finding<'r> {
    open: Box<Open<'r>>,
    options_moved: bool,
    commands: SmallVec<[ServerCommand; 2]>,
    more_available: bool,
    /// What the answer makes of what the device holds.
    delta: Sorted<Delta, 4>,
    /// What is left to look at.
    pending: Pending,
}

impl Server {
    /// Uses the key, and does the commands.
    pub(super) fn begin<'r>(
        &mut self,
        cx: &mut Context<'_>,
        asker: Asker,
        request: &'r CollectionRequest,
    ) -> Part<'r> {
        let collection = request.collection;
        let Some(kind) = self.folders.find(collection).map(|folder| folder.kind) else {
            return Part::settled(collection, CollectionOutcome::HierarchyChanged);
        };
        if let Some(outcome) = self.use_key(cx, asker, request) {
            return Part::settled(collection, outcome);
        }
        let subscription = self.subscription(cx, asker, request, kind);
        let heeded = heeded(cx, &subscription, kind, asker.version);
        if self.is_quiet(asker, request, &subscription) {
            return Part::Quiet(request);
        }
        let (heeded, subscription) = (heeded.into_owned(), subscription.into_owned());
        let done = self.do_commands(cx, asker, request, kind, &heeded);
        Part::Open(Box::new(Open { request, subscription, done }))
    }

    /// Whether a request asks for news alone and the change log is empty, so that nothing has to be looked at.
    fn is_quiet(&self, asker: Asker, request: &CollectionRequest, wanted: &Subscription) -> bool {
        let Some(replica) = self.replicas.find((asker.device, request.collection)) else { return false };
        let base = &replica.base;
        request.key != SyncKey::INITIAL
            && request.commands.is_empty()
            && base.pending.is_none()
            && base.seen == self.seen_by(asker)
            && base.subscription == *wanted
    }

    /// Makes the state behind the request's key the base, or answers at once.
    fn use_key(
        &mut self,
        cx: &mut Context<'_>,
        asker: Asker,
        request: &CollectionRequest,
    ) -> Option<CollectionOutcome> {
        let name = (asker.device, request.collection);
        if request.key == SyncKey::INITIAL {
            if !self.replicas.has(name) {
                self.replicas.put(Replica::new(name.0, name.1).into());
            }
            return None;
        }
        let replica = self.replicas.find_mut(name);
        let Some(replica) = replica.filter(|replica| replica.knows(request.key)) else {
            return Some(cx.server(|server| server.key_status).outcome());
        };
        if !replica.rests_on(request.key) {
            replica.acknowledge(request.key);
        }
        replica.answers().next()?;
        // The key was answered before.
        let earlier = replica.answers().filter_map(|successor| successor.exchange.as_deref());
        match cx.server(|server| server.old_key_new_body).answer(earlier, request) {
            Answer::Evaluate => None,
            Answer::SendAgain(outcome) => Some(outcome),
            Answer::Refuse => Some(cx.server(|server| server.key_status).outcome()),
        }
    }

    /// The options in force from this request on.
    fn subscription(
        &self,
        cx: &mut Context<'_>,
        asker: Asker,
        request: &CollectionRequest,
        kind: FolderKind,
    ) -> Cow<'_, Subscription> {
        let known = self.replicas.find((asker.device, request.collection));
        let known = known.map(|replica| &replica.base.subscription);
        let forgets = request.key == SyncKey::INITIAL
            && request.options.is_empty()
            && known.is_some_and(|known| !known.is_empty())
            && !cx.server(|server| server.key_zero_options).are_kept();
        in_force(cx, request, known.filter(|_| !forgets), kind)
    }

    /// Finds what has to be said of a folder. Nothing moves by it.
    pub(super) fn look<'r>(
        &self,
        cx: &mut Context<'_>,
        asker: Asker,
        part: Part<'r>,
        room: &mut Room,
    ) -> Draft<'r> {
        let open = match part {
            Part::Settled(answer) => return Draft::Settled(answer),
            Part::Quiet(request) => match self.replicas.find((asker.device, request.collection)) {
                Some(replica) if replica.base.pending.is_none() => return Draft::Quiet(request),
                // A command in another folder was an Add in this one.
                replica => {
                    let subscription = replica.map(|replica| replica.base.subscription.clone());
                    let subscription = subscription.unwrap_or_default();
                    Box::new(Open { request, subscription, done: Done::default() })
                }
            },
            Part::Open(open) => open,
        };
        let name = (asker.device, open.request.collection);
        match (self.folders.find(name.1), self.replicas.find(name)) {
            (Some(folder), Some(replica)) => {
                Draft::Found(Box::new(self.find(cx, asker, open, (folder, replica), room)))
            }
            (None, _) => Draft::settled(name.1, CollectionOutcome::HierarchyChanged),
            (_, None) => Draft::settled(name.1, CollectionOutcome::InvalidKey),
        }
    }

    fn find<'r>(
        &self,
        cx: &mut Context<'_>,
        asker: Asker,
        open: Box<Open<'r>>,
        (folder, replica): (&Folder, &Replica),
        room: &mut Room,
    ) -> Finding<'r> {
        let initial;
        let start = if open.request.key == SyncKey::INITIAL {
            initial = Generation::initial();
            &initial
        } else {
            &replica.base
        };
        let options_moved = open.subscription != start.subscription;
        let mut pending = self.pending_of(asker, start, options_moved);
        let mut commands = SmallVec::new();
        let mut delta = open.done.effects.clone();
        let mut more_available = false;
        if open.request.wants_changes() {
            let has_options = !open.request.options.is_empty();
            let view = View::new(cx, self, asker, folder, start, &open.subscription, has_options)
                .with_effects(&open.done.effects);
            let found = view.changes(cx, &pending);
            commands = found.commands;
            if !commands.is_empty()
                && open.request.key != SyncKey::INITIAL
                && replica.answers().next().is_some()
                && !cx.server(|server| server.replayed_changes).are_told_again()
            {
                commands.clear();
            }
            let rest = room.fit(cx, open.request.window, &mut commands);
            more_available = !rest.left.is_empty() || !found.later.is_empty();
            for command in commands.iter().chain(&rest.lost) {
                delta.put(view.delta(command));
            }
            let left = rest.left.iter().map(item_of);
            pending = Pending::Items(left.chain(found.later).chain(found.again).collect());
        }
        Finding { open, options_moved, commands, more_available, delta, pending }
    }

    /// The items to look at in a state: all, if what decides which are wanted is not what it was.
    pub(super) fn pending_of(&self, asker: Asker, state: &Generation, options_moved: bool) -> Pending {
        if options_moved || state.seen != self.seen_by(asker) { Pending::All } else { state.pending.clone() }
    }

    fn seen_by(&self, asker: Asker) -> Seen {
        Seen { day: self.today, version: asker.version }
    }

    /// Moves the state, and gives what is said of the folder: nothing, if there is nothing to say and nothing was done.
    pub(super) fn conclude(
        &mut self,
        cx: &mut Context<'_>,
        asker: Asker,
        draft: Draft<'_>,
    ) -> Option<CollectionResponse> {
        let seen = self.seen_by(asker);
        let found = match draft {
            Draft::Settled(answer) => return Some(*answer),
            Draft::Quiet(request) => {
                let replica = self.replicas.find_mut((asker.device, request.collection))?;
                if !cx.server(|server| server.key_moves).moves_when_idle() {
                    replica.repeat_base();
                    return None;
                }
                Finding::nothing(request, &replica.base.subscription)
            }
            Draft::Found(found) => {
                if found.is_idle() {
                    let replica = self.replicas.find_mut((asker.device, found.open.request.collection))?;
                    replica.base.pending = found.pending.clone();
                    replica.base.seen = seen;
                    if !cx.server(|server| server.key_moves).moves_when_idle() {
                        replica.repeat_base();
                        return None;
                    }
                }
                *found
            }
        };
        let request = found.open.request;
        let replica = self.replicas.find_mut((asker.device, request.collection))?;
        let stays = found.open.done.key_stays
            || (found.is_fetch_alone() && !cx.server(|server| server.key_moves).moves_after_fetch());
        let outcome = if stays { found.into_changes(request.key) } else { advance(cx, replica, found, seen) };
        Some(CollectionResponse { collection: request.collection, outcome })
    }
}

impl Part<'_> {
    pub(super) fn settled(collection: CollectionId, outcome: CollectionOutcome) -> Self {
        Self::Settled(Box::new(CollectionResponse { collection, outcome }))
    }
}

/// Gives out a new key, and keeps what stands behind it until it is known which answer arrived.
fn advance(cx: &mut Context<'_>, replica: &mut Replica, found: Finding<'_>, seen: Seen) -> CollectionOutcome {
    let request = found.open.request;
    let from_initial = request.key == SyncKey::INITIAL;
    let mut delta = found.delta.clone();
    if from_initial {
        let newest = replica.state_behind(replica.newest_key()).map(|state| state.held).unwrap_or_default();
        if !newest.is_empty() && !cx.server(|server| server.replayed_changes).are_told_after_zero() {
            delta = newest.iter().map(|held| Delta::Holds(*held)).collect();
        }
    }
    if found.options_moved
        && !from_initial
        && cx.server(|server| server.option_version).takes_effect_at_once()
    {
        replica.base.subscription.clone_from(&found.open.subscription);
        replica.base.pending = Pending::All;
    }
    let subscription = found.open.subscription.clone();
    let pending = found.pending.clone();
    let key = replica.mint(cx);
    let outcome = found.into_changes(key);
    let exchange = cx
        .ahead()
        .server
        .old_key_new_body
        .remembers_exchange()
        .then(|| Box::new(Exchange { request: request.clone(), outcome: outcome.clone() }));
    let successor = Successor { key, from_initial, subscription, delta, pending, seen, exchange };
    let previous = cx.server(|server| server.previous_key);
    if previous.is_kept() {
        replica.keep(successor);
    } else {
        let former = if previous.is_still_accepted() { replica.base.key } else { SyncKey::INITIAL };
        replica.successors.clear();
        replica.become_base(successor, former);
    }
    outcome
}

impl Draft<'_> {
    fn settled(collection: CollectionId, outcome: CollectionOutcome) -> Self {
        Self::Settled(Box::new(CollectionResponse { collection, outcome }))
    }

    /// Whether a request whose parts are all so may be held: it says nothing, and did nothing but set Read and Flag
    /// ([MS-ASCMD] 3.1.5.4, EC-34b, EC-34c).
    pub(super) fn can_wait(&self) -> bool {
        match self {
            Self::Settled(_) => false,
            Self::Quiet(_) => true,
            Self::Found(found) => found.says_nothing() && found.open.done.touched <= Touched::Marks,
        }
    }
}

impl<'r> Finding<'r> {
    /// Nothing to say.
    fn nothing(request: &'r CollectionRequest, subscription: &Subscription) -> Self {
        let open = Box::new(Open { request, subscription: subscription.clone(), done: Done::default() });
        Self {
            open,
            options_moved: false,
            commands: SmallVec::new(),
            more_available: false,
            delta: Sorted::new(),
            pending: Pending::none(),
        }
    }

    fn is_idle(&self) -> bool {
        self.says_nothing() && self.open.done.touched == Touched::Nothing
    }

    /// Whether there is no need to answer for what is said. Key 0 and other Options always get a key.
    fn says_nothing(&self) -> bool {
        self.open.request.key != SyncKey::INITIAL
            && !self.options_moved
            && !self.more_available
            && self.open.done.responses.is_empty()
            && self.commands.is_empty()
    }

    fn is_fetch_alone(&self) -> bool {
        let responses = &self.open.done.responses;
        let is_fetch = |response: &CommandResponse| matches!(response, CommandResponse::Fetch { .. });
        !responses.is_empty()
            && responses.iter().all(is_fetch)
            && self.open.request.key != SyncKey::INITIAL
            && !self.options_moved
            && !self.more_available
            && self.commands.is_empty()
            && self.open.done.touched == Touched::Nothing
    }

    fn into_changes(self, key: SyncKey) -> CollectionOutcome {
        CollectionOutcome::Success(Changes {
            key,
            more_available: self.more_available,
            responses: self.open.done.responses,
            commands: self.commands,
        })
    }
}
