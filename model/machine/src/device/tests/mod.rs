//! A device whose other side is made by hand.

mod compose;
mod outbox;
mod radio;
mod random;
mod recovery;
mod report;
mod settings;
mod user;

use smallvec::{SmallVec, smallvec};

use super::*;
use crate::behaviour::Behaviour;
use crate::class::{Class, MailClasses};
use crate::id::ContentId;
use crate::message::{
    AddOutcome, Changes, CollectionOutcome, CollectionRequest, CollectionResponse, CommandResponse,
    FolderSyncResponse, Response, ServerCommand, SettingsStatus, SyncFailure, SyncRequest, SyncResponse,
};
use crate::modem::{MessageReference, Submission, SubmitResult};
use crate::recipients::Recipients;

const INBOX: CollectionId = CollectionId(1);
const OUTBOX: CollectionId = CollectionId(2);
const SENT: CollectionId = CollectionId(3);

/// A device under test, and how it behaves.
struct Bench {
    behaviour: Behaviour,
    device: Device,
}

impl Bench {
    fn set_outbound(&mut self, on: bool) {
        let behaviour = self.behaviour;
        self.device.set_outbound(&mut Context::new(&behaviour), on);
    }

    /// A device with Inbox, Outbox and Sent Items that never synchronised.
    fn fresh(choices: &[&str], change: impl FnOnce(&mut Setup, &mut RadioSetup)) -> Self {
        let mut behaviour = Behaviour::default();
        behaviour.set_from(choices.iter().copied()).expect("there are such choices");
        let both = Wish::of(MailClasses::BOTH);
        let sms = Wish::of(MailClasses::SMS);
        let mut setup = Setup {
            version: Version::V14_1,
            folders: smallvec![
                (INBOX, FolderKind::Inbox, both),
                (OUTBOX, FolderKind::Outbox, sms),
                (SENT, FolderKind::SentItems, sms)
            ],
            outbound: true,
            phone_number: true,
            poll: Poll::Interval,
            style: Style::Full,
            window: None,
            server_wins: None,
            server_wins_sms: None,
        };
        let mut radio = RadioSetup { part_size: None, mr_modulus: 8, reference_modulus: 2 };
        change(&mut setup, &mut radio);
        let device = Device::new(DeviceId(0), &setup, &radio);
        Self { behaviour, device }
    }

    /// One whose folders are synchronised under key 2 and empty.
    fn with(choices: &[&str], change: impl FnOnce(&mut Setup, &mut RadioSetup)) -> Self {
        let mut bench = Self::fresh(choices, change);
        bench.prime();
        bench
    }

    fn new(choices: &[&str]) -> Self {
        Self::with(choices, |_, _| {})
    }

    /// Synchronises every folder from key 0 until the server has nothing to tell.
    fn prime(&mut self) {
        for key in [1, 2] {
            let request = self.sync();
            let answers = request.collections.iter().map(|entry| success(entry.collection, key, &[], &[]));
            self.answer(SyncResponse::Collections(answers.collect()));
        }
    }

    fn run<T>(&mut self, ask: impl FnOnce(&mut Device, &mut Context<'_>) -> T) -> T {
        ask(&mut self.device, &mut Context::new(&self.behaviour))
    }

    fn has_work(&mut self) -> bool {
        self.run(|device, cx| device.has_work(cx))
    }

    fn start(&mut self) -> Request {
        self.run(Device::start)
    }

    /// Starts a request, which has to be a Sync with a body.
    fn sync(&mut self) -> SyncRequest {
        match self.start() {
            Request::Sync(request) => SyncRequest::clone(&request),
            other => panic!("not a Sync: {other:?}"),
        }
    }

    /// Starts a Sync and gives what it says of a folder.
    fn sync_of(&mut self, collection: CollectionId) -> CollectionRequest {
        let mut request = self.sync();
        let at = request.collections.iter().position(|entry| entry.collection == collection);
        request.collections.remove(at.expect("the folder is named"))
    }

    fn receive(&mut self, response: &Response) {
        self.run(|device, cx| device.receive(cx, response));
    }

    fn answer(&mut self, response: SyncResponse) {
        self.receive(&Response::Sync(response));
    }

    /// Answers for some folders.
    fn answer_with(&mut self, answers: impl IntoIterator<Item = CollectionResponse>) {
        self.answer(SyncResponse::Collections(answers.into_iter().collect()));
    }

    /// A poll that brings commands for a folder.
    fn bring(&mut self, collection: CollectionId, key: u32, commands: &[ServerCommand]) {
        self.sync();
        self.answer_with([success(collection, key, &[], commands)]);
    }

    fn restart(&mut self) {
        self.run(Device::restart);
    }

    fn transmit(&mut self) -> Option<Submission> {
        self.run(Device::transmit)
    }

    fn result(&mut self, result: SubmitResult) {
        self.run(|device, cx| device.submitted(cx, result));
    }

    /// Hands the next part to the modem, which gets this result.
    fn send(&mut self, result: SubmitResult) -> Submission {
        let submission = self.transmit().expect("there is something to send");
        self.result(result);
        submission
    }

    fn folder(&self, collection: CollectionId) -> &FolderCopy {
        self.device.folders.find(collection).expect("the device keeps it")
    }

    fn holds(&self, collection: CollectionId) -> Vec<u32> {
        self.folder(collection).view.iter().map(|copy| copy.item.0).collect()
    }

    fn job(&self) -> Job {
        *self.device.jobs.first().expect("there is a job")
    }
}

fn success(
    collection: CollectionId,
    key: u32,
    responses: &[CommandResponse],
    commands: &[ServerCommand],
) -> CollectionResponse {
    let (responses, commands) = (responses.iter().copied().collect(), commands.iter().copied().collect());
    let changes = Changes { key: SyncKey(key), more_available: false, responses, commands };
    CollectionResponse { collection, outcome: CollectionOutcome::Success(changes) }
}

fn failure(collection: CollectionId, outcome: CollectionOutcome) -> CollectionResponse {
    CollectionResponse { collection, outcome }
}

fn text(content: u32) -> Text {
    Text::short(ContentId(content))
}

/// The server adds an SMS.
fn add(item: u32, text: Text) -> ServerCommand {
    let (item, class) = (ItemId(item), Class::Sms);
    ServerCommand::Add { item, class, text, received: Day(0), marks: Marks::default(), cut: false }
}

/// The server adds an SMS of which it sends the beginning alone.
fn add_cut(item: u32, text: Text) -> ServerCommand {
    let (item, class) = (ItemId(item), Class::Sms);
    ServerCommand::Add { item, class, text, received: Day(0), marks: Marks::default(), cut: true }
}

fn delete(item: u32) -> ServerCommand {
    ServerCommand::Delete { item: ItemId(item), class: Class::Sms }
}

fn accepted(client_id: u16, item: u32) -> CommandResponse {
    let outcome = AddOutcome::Accepted { item: ItemId(item), class: Class::Sms, conversation: true };
    CommandResponse::Add { client_id: ClientId(client_id), outcome }
}

fn set(recipients: &[u8]) -> Recipients {
    recipients.iter().copied().collect()
}

fn several(content: u32, recipients: u8) -> Text {
    Text { recipients, ..text(content) }
}
