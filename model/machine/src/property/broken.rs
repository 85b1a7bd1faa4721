//! Properties that no variant breaks in a step of its own, broken by hand.

use super::*;
use crate::behaviour::{Behaviour, Context};
use crate::class::{Class, FolderKind};
use crate::id::{CollectionId, ContentId, Day, DeviceId, ItemId, SyncKey};
use crate::item::{Flag, Marks, Text};
use crate::message::{
    Changes, ClassOptions, ClientCommand, CollectionOutcome, CollectionRequest, CollectionResponse,
    CommandResponse, DeviceSettings, EstimateRequest, EstimateResponse, EstimateStatus, Hold, ItemStatus,
    Request, Response, ServerCommand, SettingsStatus, SyncFailure, SyncRequest, SyncResponse,
};
use crate::scenario::Scenario;
use crate::system::{Handled, Mark, System};
use crate::version::Version;

const INBOX: CollectionId = Scenario::collection_of(FolderKind::Inbox);
const OUTBOX: CollectionId = Scenario::collection_of(FolderKind::Outbox);

/// A device that is enabled and has been told everything; its Inbox holds item 1.
fn settled() -> State {
    let text = "about = 'by hand'\nbegin = 'settled'\n[[folder]]\nkind = 'inbox'\nitems = ['SMS']\n[[folder]]\nkind = \
                'outbox'\n[[device]]\nfolders.inbox = { sms = 0 }\nfolders.outbox = { sms = 0 }\noutbound = true\n";
    let scenario = Scenario::parse("by-hand", "by-hand.toml", text).expect("it can be read");
    System::new(scenario).initial().expect("it settles")
}

fn judge(name: &str, before: &State, action: Action, event: Event, after: &State) -> Judgement {
    let property =
        PROPERTIES.iter().find(|property| property.name == name).expect("there is such a property");
    let nothing = crate::behaviour::Consulted::NONE;
    let effect = Effect { consulted: nothing, guards: nothing, event, at_rest: false };
    assert!(property.scope.covers(action, &effect), "{name} is not shown the step");
    (property.judge)(&Step { before, action, effect: &effect, after })
}

fn handled(request: Request, response: Response) -> Event {
    handled_of(DeviceId(0), request, response)
}

fn handled_of(device: DeviceId, request: Request, response: Response) -> Event {
    Event::Handled(Handled {
        device,
        request,
        wishes: [].into_iter().collect(),
        awaited: true,
        response: Some(response),
        held_before: false,
    })
}

#[test]
fn deletes_exact() {
    let before = settled();
    let mut after = before.clone();
    after.server.delete(INBOX, ItemId(1)).expect("it is there");
    let poll = || Request::from(CollectionRequest::bare(INBOX, before.devices[0].folders[0].key));
    let action = Action::ServerHandles(DeviceId(0), 0);
    let event = || handled(poll(), Response::Sync(SyncResponse::Empty));
    assert_eq!(
        judge("deletes-exact", &before, action, event(), &after),
        Judgement::Violated("item 1 of Inbox is gone, which no Delete of the request names".to_owned())
    );
    assert_eq!(judge("deletes-exact", &before, action, event(), &before), Judgement::Unconcerned);
}

#[test]
fn settings_5_inert() {
    let before = settled();
    let mut after = before.clone();
    after.server.forget_keys(DeviceId(0));
    let action = Action::ServerHandles(DeviceId(0), 0);
    let event = || {
        let request = Request::Settings(DeviceSettings::default());
        handled(request, Response::Settings(SettingsStatus::InvalidArguments))
    };
    assert_eq!(
        judge("settings-5-inert", &before, action, event(), &after),
        Judgement::Violated("the settings were refused, yet the server's state moved".to_owned())
    );
    assert_eq!(judge("settings-5-inert", &before, action, event(), &before), Judgement::Holds);
}

/// A server that takes the Conflict of one block for that of both (EC-14d).
#[test]
fn conflict_settled() {
    let text = "about = 'by hand'\nbegin = 'settled'\n[[folder]]\nkind = 'inbox'\nitems = ['SMS', 'Email']\n[[device]]\nfolders.inbox \
                = { email = 0, sms = 0 }\nserver-wins = true\nserver-wins-sms = false\n";
    let scenario = Scenario::parse("by-hand", "by-hand.toml", text).expect("it can be read");
    let state = System::new(scenario).initial().expect("it settles");
    let key = state.devices[0].folders[0].key;
    let judged = |item| {
        let change = ClientCommand::Change { item, read: Some(true), flag: None, other: None };
        let mut entry = CollectionRequest::bare(INBOX, key);
        entry.commands.push(change);
        let lost = CommandResponse::Change { item, status: ItemStatus::Conflict };
        let won = ServerCommand::Change {
            item,
            class: Class::Sms,
            read: None,
            flag: Some(Flag::Active),
            conversation: false,
        };
        let changes = Changes {
            key: SyncKey(key.0 + 1),
            responses: [lost].into_iter().collect(),
            commands: [won].into_iter().collect(),
            more_available: false,
        };
        let outcome = CollectionOutcome::Success(changes);
        let answers = [CollectionResponse { collection: INBOX, outcome }].into_iter().collect();
        let event = handled(entry.into(), Response::Sync(SyncResponse::Collections(answers)));
        judge("conflict-settled", &state, Action::ServerHandles(DeviceId(0), 0), event, &state)
    };
    assert_eq!(
        judged(ItemId(1)),
        Judgement::Violated(
            "the Change of item 1 loses, though the Options of its class let the client win".to_owned()
        )
    );
    assert_eq!(judged(ItemId(2)), Judgement::Holds, "of e-mail the server's version wins");
}

/// A server that gives an estimate where it has to refuse one (ASMS-068 to ASMS-070).
#[test]
fn rule_breakers_refused_an_estimate() {
    let state = settled();
    let block = |class| ClassOptions { class: Some(class), ..ClassOptions::default() };
    let (sms, email, calendar) = (block(Class::Sms), block(Class::Email), block(Class::Calendar));
    let judged = |options: &[ClassOptions], answer| {
        let options = options.iter().copied().collect();
        let key = state.devices[0].folders[0].key;
        let request = Request::Estimate(EstimateRequest { key, collection: INBOX, options });
        let event = handled(request, Response::Estimate(answer));
        judge("rule-breakers-refused", &state, Action::ServerHandles(DeviceId(0), 0), event, &state)
    };
    let given = EstimateResponse::Estimate { collection: INBOX, changes: 1 };
    let failed = EstimateResponse::Failed;
    for (options, breach) in [
        (&[sms, email, sms][..], "there are more than two Options blocks"),
        (&[sms, sms], "two Options blocks are of one class"),
        (&[calendar], "an Options block is of a class that the folder does not hold"),
    ] {
        let violated = Judgement::Violated(format!("{breach}, and the request is not refused"));
        assert_eq!(judged(options, given), violated);
        assert_eq!(judged(options, failed(EstimateStatus::InvalidCollection)), violated, "another status");
        assert_eq!(judged(options, failed(EstimateStatus::InvalidKeyOrProtocolError)), Judgement::Holds);
    }
    assert_eq!(judged(&[sms, email], given), Judgement::Unconcerned);
}

#[test]
fn rule_breakers_refused() {
    let state = settled();
    let key = state.devices[0].folders[0].key;
    let action = Action::ServerHandles(DeviceId(0), 0);
    let answered = |times: usize, answer| {
        let collections = (0..times).map(|_| CollectionRequest::bare(INBOX, key)).collect();
        let request = Request::from(SyncRequest { collections, ..SyncRequest::default() });
        judge("rule-breakers-refused", &state, action, handled(request, Response::Sync(answer)), &state)
    };
    assert_eq!(
        answered(2, SyncResponse::Empty),
        Judgement::Violated("a folder stands twice, and the request is not refused".to_owned())
    );
    assert_eq!(answered(2, SyncResponse::Failed(SyncFailure::ProtocolError)), Judgement::Holds);
    assert_eq!(answered(1, SyncResponse::Empty), Judgement::Unconcerned);
}

/// A partial request that breaks a rule, and that the server cannot complete: it is refused with status 13 before its
/// rules are looked at. A whole one is refused for the rule.
#[test]
fn rule_breakers_refused_as_incomplete() {
    let state = settled();
    let answered = |partial| {
        let entry = CollectionRequest::bare(INBOX, state.devices[0].folders[0].key);
        let collections = [entry.clone(), entry].into_iter().collect();
        let request = Request::from(SyncRequest { collections, partial, ..SyncRequest::default() });
        let event = handled(request, Response::Sync(SyncResponse::Failed(SyncFailure::Incomplete)));
        judge("rule-breakers-refused", &state, Action::ServerHandles(DeviceId(0), 0), event, &state)
    };
    assert_eq!(answered(true), Judgement::Holds);
    assert_eq!(
        answered(false),
        Judgement::Violated("a folder stands twice, and the request is not refused".to_owned())
    );
}

/// What happens to the mailbox while a request is held.
#[derive(Clone, Copy, Debug)]
enum Happening {
    DesktopAdds,
    DeviceAdds,
    DesktopMoves,
    DesktopMarks,
}

impl Happening {
    fn happens(self, state: &mut State, cx: &mut Context<'_>) -> (Action, Event) {
        let (text, item) = (Text::short(ContentId(99)), ItemId(1));
        let mut add = || state.server.add(cx, OUTBOX, Class::Sms, text, Day(0)).expect("there is an Outbox");
        match self {
            Self::DesktopAdds => {
                let event = Event::Written { text, item: Some((OUTBOX, add())) };
                (Action::DesktopAdds(OUTBOX, Class::Sms), event)
            }
            Self::DeviceAdds => {
                add();
                let sync = Request::from(CollectionRequest::bare(OUTBOX, SyncKey(1)));
                let event = handled_of(DeviceId(1), sync, Response::Sync(SyncResponse::Empty));
                (Action::ServerHandles(DeviceId(1), 0), event)
            }
            Self::DesktopMoves => {
                state.server.move_item(cx, INBOX, item, OUTBOX).expect("it is there");
                (Action::DesktopMoves(INBOX, item, OUTBOX), Event::None)
            }
            Self::DesktopMarks => {
                assert!(state.server.mark(INBOX, item, Marks { read: true, ..Marks::default() }));
                (Action::DesktopMarks(INBOX, item, Mark::Read), Event::None)
            }
        }
    }
}

/// Whoever puts something into a folder ends the waiting, of a Sync or a Ping; who marks something there does not.
#[test]
fn held_request_wakes() {
    let whole = Behaviour::default();
    let mut forgetful = whole;
    forgetful.set("hanging-watch", "outbox-skipped").expect("there is such a variant");
    let of_both = settled().devices[0]
        .folders
        .iter()
        .map(|copy| CollectionRequest::bare(copy.collection, copy.key))
        .collect();
    let hold = Some(Hold::Wait(1));
    let sync = Request::from(SyncRequest { collections: of_both, hold, ..SyncRequest::default() });
    for request in [sync, Request::Ping([INBOX, OUTBOX].into_iter().collect())] {
        let mut before = settled();
        let mut cx = Context::new(&whole);
        assert_eq!(before.server.handle(&mut cx, DeviceId(0), Version::V14_1, &request), None, "it is held");
        let judged = |happening: Happening, behaviour: &Behaviour| {
            let mut after = before.clone();
            let (action, event) = happening.happens(&mut after, &mut Context::new(behaviour));
            judge("held-request-wakes", &before, action, event, &after)
        };
        let violated =
            "item 2 appears in a folder that the held request watches, and the server goes on holding it";
        for happening in [Happening::DesktopAdds, Happening::DeviceAdds, Happening::DesktopMoves] {
            assert_eq!(judged(happening, &whole), Judgement::Holds, "{happening:?}");
            let broken = judged(happening, &forgetful);
            assert_eq!(broken, Judgement::Violated(violated.to_owned()), "{happening:?}");
        }
        for behaviour in [&whole, &forgetful] {
            assert_eq!(judged(Happening::DesktopMarks, behaviour), Judgement::Unconcerned);
        }
    }
}

#[test]
fn outbox_asked_for() {
    let state = settled();
    let entry =
        |kind| CollectionRequest::bare(Scenario::collection_of(kind), state.devices[0].folders[0].key);
    let sent = |kinds: &[FolderKind]| {
        let collections = kinds.iter().map(|kind| entry(*kind)).collect();
        Event::Sent { request: SyncRequest { collections, ..SyncRequest::default() }.into() }
    };
    let action = Action::DeviceSyncs(DeviceId(0));
    assert_eq!(
        judge("outbox-asked-for", &state, action, sent(&[FolderKind::Inbox]), &state),
        Judgement::Violated("the device is enabled, and its request passes over the Outbox".to_owned())
    );
    let both = sent(&[FolderKind::Inbox, FolderKind::Outbox]);
    assert_eq!(judge("outbox-asked-for", &state, action, both, &state), Judgement::Holds);
}
