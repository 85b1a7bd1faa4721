//! Any sequence of inputs, however little sense it makes.

use proptest::prelude::*;

use super::*;
use crate::item::Flag;
use crate::message::{ClientCommand, FolderChange, ItemStatus, PingResponse};
use crate::modem::StatusReport;

/// An input of a device.
#[derive(Clone, Debug)]
enum Input {
    ReceiveSms(u16),
    Choose(u16, Wish),
    Mark(u16, u32, Marks),
    Delete(u16, u32),
    Outbound(bool),
    Upgrade(Version),
    Start,
    Careless(Carelessness),
    Estimate(u16),
    Repeat,
    Restart,
    Forget(Option<u16>),
    Receive(Response),
    Transmit,
    Submitted(SubmitResult),
    Report(StatusReport),
}

/// The rules that hold whatever happens.
fn check(bench: &mut Bench, retired: &[ItemId]) {
    let device = bench.device.clone();
    for folder in &device.folders {
        assert!(folder.key != SyncKey::INITIAL || folder.view.is_empty(), "items without a key: {folder:?}");
        for pending in &folder.pending {
            let deleted = pending.operation == Operation::Delete;
            assert!(!deleted || !folder.view.has(pending.item), "deleted and still there: {folder:?}");
        }
    }
    for job in &device.jobs {
        assert_eq!(job.sent & job.failed, Recipients::NONE, "sent and failed: {job:?}");
        assert_eq!((job.sent | job.failed) - job.everyone(), Recipients::NONE, "nobody at all: {job:?}");
        assert!(job.tries <= MOST_TRIES);
        assert!(!retired.contains(&job.item), "taken on again: {job:?}");
        let left = job.recipient().is_some() || device.has_in_modem(job.item);
        assert!(left || job.stage == Stage::Deleting, "nobody to send to: {job:?}");
        let idle = job.stage != Stage::Sending;
        assert!(!idle || (job.parts, job.tries, job.reference) == (0, 0, 0), "dead fields: {job:?}");
    }
    if let Some(submission) = bench.run(|device, cx| device.next_submission(cx)) {
        assert!(device.is_active());
        assert!(!retired.contains(&submission.item), "sent again: {submission:?}");
    }
    let mut ids: Vec<_> = device.outgoing.iter().map(|outgoing| outgoing.client_id).collect();
    ids.dedup();
    assert_eq!(ids.len(), device.outgoing.len());
}

/// What a request may say of items: nothing of those that the server did not give.
fn check_request(device: &Device, request: &Request) {
    let Request::Sync(request) = request else { return };
    for entry in &request.collections {
        let folder = device.folders.find(entry.collection).expect("a folder that is kept");
        assert_eq!(entry.key, folder.key);
        assert!(entry.key != SyncKey::INITIAL || entry.commands.is_empty() && entry.options.is_empty());
        for command in &entry.commands {
            let told = match command {
                ClientCommand::Add { client_id, .. } => device.outgoing.has(*client_id),
                ClientCommand::Change { item, .. } => folder.pending.has(*item),
                ClientCommand::Delete { item } => folder.pending.has(*item) || device.jobs.has(*item),
                ClientCommand::Fetch { item } => device.jobs.has(*item),
            };
            assert!(told, "nobody did {command:?}");
        }
    }
}

/// Does an input; Adds of items that were retired are left out, since a server never gives their numbers again.
fn act(bench: &mut Bench, input: &Input, retired: &[ItemId]) {
    match input.clone() {
        Input::ReceiveSms(id) => bench.device.receive_sms(CollectionId(id), text(7), Day(1)),
        Input::Choose(id, wish) => bench.device.choose(CollectionId(id), wish),
        Input::Mark(id, item, marks) => drop(bench.device.mark(CollectionId(id), ItemId(item), marks)),
        Input::Delete(id, item) => drop(bench.device.delete_item(CollectionId(id), ItemId(item))),
        Input::Outbound(on) => bench.set_outbound(on),
        Input::Upgrade(version) => bench.device.upgrade(version),
        Input::Start => {
            let before = bench.has_work();
            let request = bench.start();
            check_request(&bench.device, &request);
            let polls = matches!(request, Request::Sync(_) | Request::Ping(_) | Request::SyncAgain);
            assert!(before || polls || bench.device.folders.is_empty() || request_is_hierarchy(&request));
            assert_eq!(bench.run(Device::repeat), request, "frozen");
        }
        Input::Careless(carelessness) => {
            drop(bench.run(|device, cx| device.start_careless(cx, carelessness)));
        }
        Input::Estimate(id) => drop(bench.run(|device, cx| device.start_estimate(cx, CollectionId(id)))),
        Input::Repeat => drop(bench.run(Device::repeat)),
        Input::Restart => bench.restart(),
        Input::Forget(id) => bench.run(|device, cx| device.forget_copy(cx, id.map(CollectionId))),
        Input::Receive(mut response) => {
            if let Response::Sync(SyncResponse::Collections(answers)) = &mut response {
                for answer in answers.iter_mut() {
                    if let CollectionOutcome::Success(changes) = &mut answer.outcome {
                        changes.commands.retain(|command| match command {
                            ServerCommand::Add { item, .. } => !retired.contains(item),
                            _ => true,
                        });
                    }
                }
            }
            bench.receive(&response);
        }
        Input::Transmit => drop(bench.transmit()),
        Input::Submitted(result) => bench.result(result),
        Input::Report(report) => bench.run(|device, cx| device.status_report(cx, report)),
    }
}

fn request_is_hierarchy(request: &Request) -> bool {
    matches!(request, Request::FolderSync(_))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// The default behaviour keeps its rules, whatever the server, the network and the user do.
    #[test]
    fn rules_hold_whatever_happens(
        poll in prop::sample::select(vec![Poll::Interval, Poll::Hanging, Poll::Ping]),
        style in prop::sample::select(vec![Style::Full, Style::Empty, Style::Partial]),
        part_size in prop::sample::select(vec![None, Some(10)]),
        inputs in prop::collection::vec(input(), 0..60),
    ) {
        let mut bench = Bench::fresh(&[], |setup, radio| {
            (setup.poll, setup.style) = (poll, style);
            radio.part_size = part_size;
        });
        let mut retired = Vec::new();
        for input in &inputs {
            let before = bench.device.jobs.clone();
            act(&mut bench, input, &retired);
            let over = |job: &&Job| job.stage == Stage::Deleting && !bench.device.jobs.has(job.item);
            retired.extend(before.iter().filter(over).map(|job| job.item));
            check(&mut bench, &retired);
        }
    }

    /// No behaviour makes the device panic (a smoke test).
    #[test]
    fn no_behaviour_panics(
        choices in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..4),
        inputs in prop::collection::vec(input(), 0..60),
    ) {
        let mut bench = Bench::fresh(&[], |_, _| {});
        for (point, variant) in choices {
            let point = point.get(Behaviour::POINTS);
            let variant = variant.get(point.variants);
            bench.behaviour.set(point.name, variant.name).expect("there is such a choice");
        }
        for input in &inputs {
            match input {
                Input::Start => drop(bench.start()),
                other => act(&mut bench, other, &[]),
            }
        }
    }
}

fn input() -> impl Strategy<Value = Input> {
    let collection = || 1_u16..5;
    let item = || 1_u32..7;
    prop_oneof![
        1 => collection().prop_map(Input::ReceiveSms),
        1 => (collection(), wish()).prop_map(|(id, wish)| Input::Choose(id, wish)),
        1 => (collection(), item(), marks()).prop_map(|(id, item, marks)| Input::Mark(id, item, marks)),
        1 => (collection(), item()).prop_map(|(id, item)| Input::Delete(id, item)),
        1 => any::<bool>().prop_map(Input::Outbound),
        1 => prop::sample::select(vec![Version::V12_1, Version::V14_0, Version::V14_1]).prop_map(Input::Upgrade),
        4 => Just(Input::Start),
        1 => prop::sample::select(Carelessness::ALL.to_vec()).prop_map(Input::Careless),
        1 => collection().prop_map(Input::Estimate),
        1 => Just(Input::Repeat),
        1 => Just(Input::Restart),
        1 => prop::option::of(collection()).prop_map(Input::Forget),
        6 => response().prop_map(Input::Receive),
        3 => Just(Input::Transmit),
        3 => prop::sample::select(RESULTS.to_vec()).prop_map(Input::Submitted),
        1 => (0_u8..8, 0_u8..4, any::<bool>()).prop_map(|(mr, recipient, delivered)| {
            Input::Report(StatusReport { mr: MessageReference(mr), recipient, delivered })
        }),
    ]
}

const RESULTS: [SubmitResult; 5] = [
    SubmitResult::Accepted,
    SubmitResult::Temporary,
    SubmitResult::Permanent,
    SubmitResult::Duplicate,
    SubmitResult::Silence,
];

fn wish() -> impl Strategy<Value = Wish> {
    let filter = || prop::option::of((0_u8..6).prop_map(FilterType));
    (filter(), filter(), prop::option::of(0_u16..30)).prop_map(|(email, sms, truncation)| Wish {
        email,
        sms,
        truncation,
    })
}

fn marks() -> impl Strategy<Value = Marks> {
    (any::<bool>(), prop::sample::select(vec![Flag::Cleared, Flag::Complete, Flag::Active]))
        .prop_map(|(read, flag)| Marks { read, flag })
}

fn response() -> impl Strategy<Value = Response> {
    let failures = vec![
        SyncFailure::ProtocolError,
        SyncFailure::ServerError,
        SyncFailure::Incomplete,
        SyncFailure::HoldOutOfRange(60),
        SyncFailure::Retry,
    ];
    let settings =
        vec![SettingsStatus::Success, SettingsStatus::ProtocolError, SettingsStatus::InvalidArguments];
    let ping = vec![
        PingResponse::NothingNew,
        PingResponse::Changed(smallvec![INBOX]),
        PingResponse::HierarchyChanged,
    ];
    prop_oneof![
        2 => Just(Response::Sync(SyncResponse::Empty)),
        12 => prop::collection::vec(collection_response(), 1..4)
            .prop_map(|answers| Response::Sync(SyncResponse::Collections(SmallVec::from_vec(answers).into()))),
        1 => prop::sample::select(failures).prop_map(|failure| Response::Sync(SyncResponse::Failed(failure))),
        3 => prop::sample::select(settings).prop_map(Response::Settings),
        1 => prop::sample::select(ping).prop_map(Response::Ping),
        1 => hierarchy().prop_map(Response::FolderSync),
    ]
}

fn hierarchy() -> impl Strategy<Value = FolderSyncResponse> {
    let all = [(INBOX, FolderKind::Inbox), (OUTBOX, FolderKind::Outbox), (SENT, FolderKind::SentItems)];
    let all: SmallVec<[FolderChange; 2]> =
        all.into_iter().map(|(id, kind)| FolderChange::Add(id, kind)).collect();
    prop_oneof![
        Just(FolderSyncResponse::InvalidKey),
        Just(FolderSyncResponse::Success { key: SyncKey(2), changes: all }),
        (1_u16..4).prop_map(|id| FolderSyncResponse::Success {
            key: SyncKey(3),
            changes: smallvec![FolderChange::Delete(CollectionId(id))],
        }),
    ]
}

fn collection_response() -> impl Strategy<Value = CollectionResponse> {
    let changes = (
        1_u32..9,
        any::<bool>(),
        prop::collection::vec(command_response(), 0..3),
        prop::collection::vec(command(), 0..4),
    )
        .prop_map(|(key, more_available, responses, commands)| {
            let key = SyncKey(key);
            let (responses, commands) = (SmallVec::from_vec(responses), SmallVec::from_vec(commands));
            CollectionOutcome::Success(Changes { key, more_available, responses, commands })
        });
    let outcome = prop_oneof![
        8 => changes.boxed(),
        1 => Just(CollectionOutcome::InvalidKey).boxed(),
        1 => Just(CollectionOutcome::HierarchyChanged).boxed(),
    ];
    (1_u16..5, outcome).prop_map(|(id, outcome)| CollectionResponse { collection: CollectionId(id), outcome })
}

fn command_response() -> impl Strategy<Value = CommandResponse> {
    let statuses =
        || prop::sample::select(vec![ItemStatus::Invalid, ItemStatus::Conflict, ItemStatus::NotFound]);
    let item = || (1_u32..7).prop_map(ItemId);
    prop_oneof![
        (1_u16..6, item()).prop_map(|(client_id, item)| accepted(client_id, item.0)),
        (1_u16..6, statuses()).prop_map(|(client_id, status)| CommandResponse::Add {
            client_id: ClientId(client_id),
            outcome: AddOutcome::Refused(status),
        }),
        (item(), statuses()).prop_map(|(item, status)| CommandResponse::Change { item, status }),
        (item(), statuses()).prop_map(|(item, status)| CommandResponse::Delete { item, status }),
        (item(), any::<bool>())
            .prop_map(|(item, found)| CommandResponse::Fetch { item, text: found.then(|| several(8, 2)) }),
    ]
}

fn command() -> impl Strategy<Value = ServerCommand> {
    let texts = (1_u32..4, 0_u8..4, any::<bool>()).prop_map(|(content, recipients, strangers)| Text {
        recipients,
        strangers,
        ..text(content)
    });
    prop_oneof![
        4 => (1_u32..7, texts, any::<bool>()).prop_map(|(item, text, cut)| {
            if cut { add_cut(item, text) } else { add(item, text) }
        }),
        1 => (1_u32..7).prop_map(delete),
        1 => (1_u32..7).prop_map(|item| ServerCommand::SoftDelete { item: ItemId(item) }),
        1 => (1_u32..7, marks()).prop_map(|(item, marks)| ServerCommand::Change {
            item: ItemId(item),
            class: Class::Sms,
            read: Some(marks.read),
            flag: Some(marks.flag),
            conversation: false,
        }),
    ]
}
