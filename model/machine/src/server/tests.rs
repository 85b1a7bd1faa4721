//! Rules of Sync that the scenarios do not reach, each with the case that just keeps it and the one that breaks it.

use smallvec::{SmallVec, smallvec};

use super::*;
use crate::behaviour::Behaviour;
use crate::class::FilterType;
use crate::id::{ClientId, SyncKey};
use crate::message::{
    AddOutcome, AddResponse, Changes, ClassOptions, ClientCommand, ServerCommand, SyncRequest, SyncResponse,
};

const INBOX: CollectionId = CollectionId(15);
const CONTACTS: CollectionId = CollectionId(2);
const DEVICE: DeviceId = DeviceId(0);

fn server() -> Server {
    Server::new([(INBOX, FolderKind::Inbox), (CONTACTS, FolderKind::Contacts)], ItemId(1))
}

fn request(key: SyncKey, filter: Option<u8>, commands: &[ClientCommand]) -> SyncRequest {
    let sms = |filter| ClassOptions {
        class: Some(Class::Sms),
        filter: Some(FilterType(filter)),
        preferences: None,
    };
    SyncRequest {
        key,
        collection: INBOX,
        get_changes: None,
        rest: None,
        options: filter.map(sms).into_iter().collect(),
        commands: commands.iter().copied().collect(),
    }
}

fn add(client: u16, class: Option<Class>, content: u32) -> ClientCommand {
    ClientCommand::Add { client_id: ClientId(client), class, content: ContentId(content), received: None }
}

fn sync(server: &mut Server, request: &SyncRequest) -> SyncResponse {
    let behaviour = Behaviour::default();
    server.sync(&mut Context::new(&behaviour), DEVICE, request)
}

fn changes(server: &mut Server, request: &SyncRequest) -> Changes {
    match sync(server, request) {
        SyncResponse::Success(changes) => changes,
        other => panic!("{other:?}"),
    }
}

/// The first key of the Inbox.
fn first_key(server: &mut Server) -> SyncKey {
    changes(server, &request(SyncKey::INITIAL, None, &[])).key
}

fn items(commands: &[ServerCommand]) -> Vec<(&'static str, u32)> {
    commands
        .iter()
        .map(|command| match command {
            ServerCommand::Delete { item, .. } => ("Delete", item.0),
            ServerCommand::SoftDelete { item } => ("SoftDelete", item.0),
            ServerCommand::Add { item, .. } => ("Add", item.0),
        })
        .collect()
}

/// Three days: the item of the third day before today comes, that of the fourth does not.
#[test]
fn filter_covers_its_days() {
    let mut server = server();
    server.today = Day(100);
    server.add(INBOX, Class::Sms, ContentId(1), Day(96));
    server.add(INBOX, Class::Sms, ContentId(2), Day(97));
    let key = first_key(&mut server);
    let answer = changes(&mut server, &request(key, Some(2), &[]));
    assert_eq!(items(&answer.commands), [("Add", 2)]);
}

/// A day goes by: what is out of the window now is soft-deleted, though nothing else happened.
#[test]
fn items_age_out() {
    let mut server = server();
    server.today = Day(100);
    server.add(INBOX, Class::Sms, ContentId(1), Day(97));
    let key = first_key(&mut server);
    let answer = changes(&mut server, &request(key, Some(2), &[]));
    assert_eq!(items(&answer.commands), [("Add", 1)]);
    assert_eq!(sync(&mut server, &request(answer.key, None, &[])), SyncResponse::Empty);
    server.today = Day(101);
    let later = changes(&mut server, &request(answer.key, None, &[]));
    assert_eq!(items(&later.commands), [("SoftDelete", 1)]);
    // Wider again: it comes back under its old number.
    let wider = changes(&mut server, &request(later.key, Some(3), &[]));
    assert_eq!(items(&wider.commands), [("Add", 1)]);
}

/// GetChanges 0 keeps back what there is to say, and does not forget it.
#[test]
fn changes_not_asked_for_are_kept() {
    let mut server = server();
    let key = first_key(&mut server);
    let key = changes(&mut server, &request(key, Some(0), &[])).key;
    server.add(INBOX, Class::Sms, ContentId(1), Day(0));
    let silent = SyncRequest { get_changes: Some(false), ..request(key, None, &[]) };
    assert_eq!(sync(&mut server, &silent), SyncResponse::Empty);
    let with_add = SyncRequest { commands: smallvec![add(1, Some(Class::Sms), 2)], ..silent };
    let answer = changes(&mut server, &with_add);
    assert!(answer.commands.is_empty() && answer.responses.len() == 1);
    let answer = changes(&mut server, &request(answer.key, None, &[]));
    assert_eq!(items(&answer.commands), [("Add", 1)], "and the client's own item does not come back");
}

/// A client adds SMS and nothing else, to mail folders and nowhere else, under a key (AMB-24, EC-19b, EC-32).
#[test]
fn adds_that_are_refused() {
    let refused = |responses: &[AddResponse]| {
        assert!(!responses.is_empty(), "it is not passed over");
        responses.iter().all(|response| response.outcome == AddOutcome::Refused)
    };
    let mut server = server();
    let key = first_key(&mut server);
    for class in [None, Some(Class::Email), Some(Class::Calendar)] {
        let answer = changes(&mut server, &request(key, Some(0), &[add(1, class, 1)]));
        assert!(refused(&answer.responses), "{class:?}");
    }
    let with_key_0 = changes(&mut server, &request(SyncKey::INITIAL, None, &[add(1, Some(Class::Sms), 1)]));
    assert!(refused(&with_key_0.responses));

    let contacts = |key, commands: &[ClientCommand]| SyncRequest {
        collection: CONTACTS,
        options: SmallVec::new(),
        ..request(key, None, commands)
    };
    let key = changes(&mut server, &contacts(SyncKey::INITIAL, &[])).key;
    let answer = changes(&mut server, &contacts(key, &[add(1, Some(Class::Sms), 1)]));
    assert!(refused(&answer.responses));
    assert_eq!(server.next_item(), ItemId(1), "no item was made");
}

/// The same ClientId twice in a request, or again with another text, is not the same item (EC-02c, EC-42).
#[test]
fn another_item_under_the_same_client_id() {
    let mut server = server();
    let key = first_key(&mut server);
    let sms = Some(Class::Sms);
    let twice = changes(&mut server, &request(key, Some(0), &[add(1, sms, 1), add(1, sms, 2)]));
    assert_eq!(twice.responses.len(), 2);
    assert_eq!(server.next_item(), ItemId(3), "two texts, two items");
    changes(&mut server, &request(key, Some(0), &[add(1, sms, 3)]));
    assert_eq!(server.next_item(), ItemId(4), "another text under the old key");
    changes(&mut server, &request(key, Some(0), &[add(1, sms, 3)]));
    assert_eq!(server.next_item(), ItemId(4), "the same again");
}

/// A folder that there is not, and a key that there is not, are told apart (statuses 12 and 3).
#[test]
fn unknown_folder_and_unknown_key() {
    let mut server = server();
    let elsewhere = SyncRequest { collection: CollectionId(99), ..request(SyncKey::INITIAL, None, &[]) };
    assert_eq!(
        sync(&mut server, &elsewhere),
        SyncResponse::HierarchyChanged { collection: CollectionId(99) }
    );
    let refusal = SyncResponse::InvalidKey { collection: INBOX };
    assert_eq!(sync(&mut server, &request(SyncKey(7), None, &[])), refusal, "before any key");
    let key = first_key(&mut server);
    assert_eq!(sync(&mut server, &request(SyncKey(key.0 + 1), None, &[])), refusal, "a key never given out");
}

/// A key older than the last one used is refused (EC-03b); of several answers to one key each stays good until one is
/// used (EC-03c).
#[test]
fn keys_stay_good_until_a_successor_is_used() {
    let mut server = server();
    let first = first_key(&mut server);
    let one = changes(&mut server, &request(first, Some(0), &[])).key;
    let other = changes(&mut server, &request(first, Some(1), &[])).key;
    assert_ne!(one, other);
    assert_eq!(sync(&mut server, &request(one, None, &[])), SyncResponse::Empty);
    let refusal = SyncResponse::InvalidKey { collection: INBOX };
    assert_eq!(sync(&mut server, &request(other, None, &[])), refusal, "the other answer is dropped");
    assert_eq!(sync(&mut server, &request(first, None, &[])), refusal, "and so is the old key");
}

/// A client that asks with one key again and again cannot make the server keep every answer; the newest stay good.
#[test]
fn answers_kept_are_bounded() {
    let mut server = server();
    let first = first_key(&mut server);
    let filters = (0..20).map(|n| Some(n % 6));
    let keys: Vec<SyncKey> =
        filters.map(|filter| changes(&mut server, &request(first, filter, &[])).key).collect();
    let kept = server.replica(DEVICE, INBOX).map(|replica| replica.successors.len());
    assert_eq!(kept, Some(Replica::SUCCESSORS));
    assert_eq!(sync(&mut server, &request(keys[19], None, &[])), SyncResponse::Empty);
}

/// Key 0 begins anew with nothing held, while the old key stays good until the new one is used (EC-37).
#[test]
fn key_0_begins_anew() {
    let mut server = server();
    server.add(INBOX, Class::Sms, ContentId(1), Day(0));
    let key = first_key(&mut server);
    let old = changes(&mut server, &request(key, Some(0), &[])).key;
    assert_eq!(sync(&mut server, &request(old, None, &[])), SyncResponse::Empty);
    let fresh = first_key(&mut server);
    assert_eq!(sync(&mut server, &request(old, None, &[])), SyncResponse::Empty, "the old key is still good");
    let fresh_again = changes(&mut server, &request(fresh, Some(0), &[]));
    assert_eq!(items(&fresh_again.commands), [("Add", 1)]);
    assert_eq!(sync(&mut server, &request(old, None, &[])), SyncResponse::InvalidKey { collection: INBOX });
}
