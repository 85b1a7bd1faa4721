//! Every rule of status 4, just kept and just broken.

use smallvec::SmallVec;

use super::*;
use crate::behaviour::Behaviour;
use crate::class::FilterType;
use crate::id::{ClientId, CollectionId, ContentId, ItemId};
use crate::item::{Marks, Text};
use BrokenRule::{
    AddWithConversation, ChangeOfOthers, ClassBeforeIts, ClassTwice, CollectionTwice, GetChangesWithKeyZero,
    NothingAsked, SmsFolder, TooManyOptions, TwoIntervals, WrongClass, WrongFilter,
};

fn block(class: Option<Class>, filter: u8) -> ClassOptions {
    ClassOptions { class, filter: Some(FilterType(filter)), ..ClassOptions::default() }
}

fn request(options: &[ClassOptions]) -> CollectionRequest {
    CollectionRequest {
        options: options.iter().copied().collect(),
        ..CollectionRequest::bare(CollectionId(15), SyncKey(1))
    }
}

fn under(choices: &[&str]) -> Behaviour {
    let mut behaviour = Behaviour::default();
    behaviour.set_from(choices.iter().copied()).expect("there is such a choice");
    behaviour
}

fn verdict(
    choices: &[&str],
    request: &CollectionRequest,
    kind: FolderKind,
    version: Version,
) -> Result<(), BrokenRule> {
    check_collection(&mut Context::new(&under(choices)), request, kind, version)
}

/// ASMS-063 to ASMS-066, [MS-ASCMD] 2.2.3.27.6, EC-08c, EC-08d, EC-53.
#[test]
fn options() {
    let sms = block(Some(Class::Sms), 0);
    let email = block(Some(Class::Email), 5);
    let default = block(None, 0);
    let mail: &[(&[ClassOptions], Result<(), BrokenRule>)] = &[
        (&[], Ok(())),
        (&[sms], Ok(())),
        (&[sms, default], Ok(())),
        (&[email, sms], Ok(())),
        (&[sms, default, sms], Err(TooManyOptions)),
        (&[sms, sms], Err(ClassTwice)),
        (&[default, email], Err(ClassTwice)),
        (&[default, default], Err(ClassTwice)),
        (&[block(Some(Class::Calendar), 0)], Err(WrongClass)),
        (&[block(Some(Class::Unknown), 0)], Err(WrongClass)),
        (&[block(Some(Class::Contacts), 0), sms], Err(WrongClass)),
        (&[block(Some(Class::Sms), 5)], Ok(())),
        (&[block(Some(Class::Sms), 6)], Err(WrongFilter)),
        (&[sms, block(None, 8)], Err(WrongFilter)),
    ];
    for (options, expected) in mail {
        let found = verdict(&[], &request(options), FolderKind::Inbox, Version::V14_1);
        assert_eq!(found, *expected, "{options:?} on the Inbox");
    }
    let contacts: &[(&[ClassOptions], Result<(), BrokenRule>)] = &[
        (&[default], Ok(())),
        (&[block(Some(Class::Contacts), 0)], Ok(())),
        (&[sms], Err(WrongClass)),
        (&[email], Err(WrongClass)),
        (&[block(Some(Class::Calendar), 0)], Err(WrongClass)),
        (&[default, sms], Err(WrongClass)),
        (&[block(None, 6)], Ok(())),
    ];
    for (options, expected) in contacts {
        let found = verdict(&[], &request(options), FolderKind::Contacts, Version::V14_1);
        assert_eq!(found, *expected, "{options:?} on Contacts");
    }
    let high = request(&[block(None, 6)]);
    let literal = verdict(&["AMB-32=status-4"], &high, FolderKind::Contacts, Version::V14_1);
    assert_eq!(literal, Err(WrongFilter), "no kind of folder is named");
}

/// [MS-ASCMD] 2.2.3.84.
#[test]
fn get_changes_goes_with_a_key_only() {
    for (key, get_changes, expected) in [
        (0, None, Ok(())),
        (0, Some(false), Ok(())),
        (0, Some(true), Err(GetChangesWithKeyZero)),
        (1, Some(true), Ok(())),
    ] {
        let request = CollectionRequest { key: SyncKey(key), get_changes, ..request(&[]) };
        let found = verdict(&[], &request, FolderKind::Inbox, Version::V14_1);
        assert_eq!(found, expected, "key {key} GetChanges {get_changes:?}");
    }
}

/// Class exists from 14.0 on, and at 14.0 for SMS in three folders (ASMS-034, AMB-03).
#[test]
fn classes_of_versions() {
    let sms = request(&[block(Some(Class::Sms), 0)]);
    let without_class = request(&[block(None, 3)]);
    let add = ClientCommand::Add {
        client_id: ClientId(1),
        class: Some(Class::Sms),
        text: Text::short(ContentId(1)),
        received: None,
        marks: Marks::default(),
        code_page: true,
        conversation: false,
    };
    let adds = CollectionRequest { commands: SmallVec::from_iter([add]), ..request(&[]) };
    for (choices, request, kind, version, expected) in [
        (&[][..], &sms, FolderKind::Inbox, Version::V12_1, Err(ClassBeforeIts)),
        (&[], &without_class, FolderKind::Inbox, Version::V12_1, Ok(())),
        (&[], &adds, FolderKind::Inbox, Version::V12_1, Err(ClassBeforeIts)),
        (&["class-at-12-1=accepted"], &sms, FolderKind::Inbox, Version::V12_1, Ok(())),
        (&[], &adds, FolderKind::Inbox, Version::V14_0, Ok(())),
        (&[], &sms, FolderKind::UserMail, Version::V14_0, Ok(())),
        (&["AMB-03=status-4"], &sms, FolderKind::UserMail, Version::V14_0, Err(SmsFolder)),
        (&["AMB-03=status-4"], &sms, FolderKind::Outbox, Version::V14_0, Ok(())),
        (&["AMB-03=status-4"], &sms, FolderKind::UserMail, Version::V14_1, Ok(())),
    ] {
        assert_eq!(verdict(choices, request, kind, version), expected, "{choices:?} {kind} {version}");
    }
}

/// What a client may not say, where a server refuses the request for it (AMB-05, AMB-06).
#[test]
fn commands() {
    let add = ClientCommand::Add {
        client_id: ClientId(1),
        class: Some(Class::Sms),
        text: Text::short(ContentId(1)),
        received: None,
        marks: Marks::default(),
        code_page: false,
        conversation: true,
    };
    let change =
        ClientCommand::Change { item: ItemId(1), read: Some(true), flag: None, other: Some(ContentId(2)) };
    for (choice, command, expected) in [
        ("AMB-05=item-error", add, Ok(())),
        ("AMB-05=ignore", add, Ok(())),
        ("AMB-05=request-error", add, Err(AddWithConversation)),
        ("AMB-06=item-error", change, Ok(())),
        ("AMB-06=apply-allowed", change, Ok(())),
        ("AMB-06=request-error", change, Err(ChangeOfOthers)),
    ] {
        let request = CollectionRequest { commands: SmallVec::from_iter([command]), ..request(&[]) };
        assert_eq!(verdict(&[choice], &request, FolderKind::Inbox, Version::V14_1), expected, "{choice}");
    }
}

/// The request as a whole: something is asked, each folder once, one interval, and two blocks in all under one reading (AMB-31).
#[test]
fn whole_requests() {
    let two = request(&[block(Some(Class::Sms), 0), block(None, 0)]);
    let other = CollectionRequest { collection: CollectionId(16), ..two.clone() };
    let of = |entries: [&CollectionRequest; 2]| SyncRequest {
        collections: entries.into_iter().cloned().collect(),
        ..SyncRequest::default()
    };
    let (four, same) = (of([&two, &other]), of([&two, &two]));
    let whole = SyncRequest::from(two);
    let partial = SyncRequest { partial: true, ..SyncRequest::default() };
    let waits = |hold| SyncRequest { hold: Some(hold), ..whole.clone() };
    for (choices, request, expected) in [
        (&[][..], SyncRequest::default(), Err(NothingAsked)),
        (&[], SyncRequest { hold: Some(Hold::Wait(1)), ..SyncRequest::default() }, Err(NothingAsked)),
        (&[], partial.clone(), Err(NothingAsked)),
        (&[], SyncRequest { hold: Some(Hold::Wait(1)), ..partial.clone() }, Ok(())),
        (&[], SyncRequest { window: Some(1), ..partial.clone() }, Ok(())),
        (&[], SyncRequest { partial: true, ..whole.clone() }, Ok(())),
        (&[], whole.clone(), Ok(())),
        (&[], waits(Hold::Heartbeat(60)), Ok(())),
        (&[], waits(Hold::Both(1, 60)), Err(TwoIntervals)),
        (&[], four.clone(), Ok(())),
        (&[], same.clone(), Err(CollectionTwice)),
        (&[], SyncRequest { partial: true, ..same }, Err(CollectionTwice)),
        (&["AMB-31=per-request"], four.clone(), Err(TooManyOptions)),
        (&["AMB-31=per-request"], whole.clone(), Ok(())),
    ] {
        let behaviour = under(choices);
        let found =
            check_request(&request).and_then(|()| check_completed(&mut Context::new(&behaviour), &request));
        assert_eq!(found, expected, "{choices:?} {request:?}");
    }
}
