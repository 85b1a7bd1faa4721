//! What a step that broke something is about: messages and texts.

use asms_machine::class::FolderKind;
use asms_machine::id::ContentId;
use asms_machine::item::{Text, original_of};
use asms_machine::property::Step;
use asms_machine::server::Folder;
use asms_machine::system::{ClientAdd, Event, Outbound};

/// The messages that a handset shows by a step.
pub(super) fn shown(step: &Step<'_>) -> Vec<ContentId> {
    match &step.effect.event {
        Event::Submitted { shown: Some(shown), .. } | Event::Forwarded { shown: Some(shown), .. } => {
            shown.parts.to_vec()
        }
        _ => Vec::new(),
    }
}

/// The message of which a device transmits a part by a step.
pub(super) fn transmitted(step: &Step<'_>) -> Vec<ContentId> {
    match &step.effect.event {
        Event::Transmitted { submission, .. } => vec![original_of(submission.content).0],
        _ => Vec::new(),
    }
}

/// Whether more than one device transmitted a message.
pub(super) fn is_of_two(step: &Step<'_>, message: ContentId) -> bool {
    step.after.ledger.outbound.find(message).is_some_and(|message| message.devices.count_ones() > 1)
}

/// The messages that somebody did not get, and of which no report tells.
pub(super) fn forgotten(step: &Step<'_>) -> Vec<ContentId> {
    let outbound = step
        .after
        .ledger
        .outbound
        .iter()
        .filter(|message| !message.recalled && !message.forgotten().is_empty());
    let outbox = step.after.server.folder_of(FolderKind::Outbox);
    let waits =
        |content| outbox.is_some_and(|outbox| outbox.items.iter().any(|item| item.text.content == content));
    outbound.map(|message| message.text.content).filter(|content| !waits(*content)).collect()
}

/// The messages that everybody got, and of which no copy ever stood in Sent Items.
pub(super) fn absent(step: &Step<'_>) -> Vec<ContentId> {
    let ledger = &step.after.ledger;
    let sent_items = step.after.server.folder_of(FolderKind::SentItems).map(|folder| folder.id);
    let stood = |text: Text| {
        let added = sent_items.and_then(|folder| ledger.client_adds.find((folder, text.says())));
        added.is_some_and(|added| added.items > 0)
    };
    let delivered = ledger.outbound.iter().filter(|message| message.delivered == message.recipients());
    delivered.map(|message| message.text).filter(|text| !stood(*text)).map(|text| text.content).collect()
}

/// The messages that everybody got, and of which no device ever had a copy for Sent Items.
pub(super) fn uncopied(step: &Step<'_>) -> Vec<ContentId> {
    let ledger = &step.after.ledger;
    let sent_items = step.after.server.folder_of(FolderKind::SentItems).map(|folder| folder.id);
    let is_copied =
        |text: Text| sent_items.is_some_and(|folder| ledger.client_adds.has((folder, text.says())));
    let delivered = ledger.outbound.iter().filter(|message| message.delivered == message.recipients());
    delivered.map(|message| message.text).filter(|text| !is_copied(*text)).map(|text| text.content).collect()
}

/// The messages that everybody got and that do not stand in Sent Items once, unless their user took the copy away.
pub(super) fn miscopied(step: &Step<'_>) -> Vec<ContentId> {
    let ledger = &step.after.ledger;
    let sent_items = step.after.server.folder_of(FolderKind::SentItems);
    let is_copied = |text: Text| {
        let made =
            |folder: &Folder| ledger.client_adds.find((folder.id, text.says())).map_or(0, |add| add.items);
        sent_items
            .is_some_and(|folder| stand(folder, text) == 1 || (stand(folder, text) == 0 && made(folder) == 1))
    };
    let delivered = ledger.outbound.iter().filter(|message| message.delivered == message.recipients());
    delivered.map(|message| message.text).filter(|text| !is_copied(*text)).map(|text| text.content).collect()
}

/// The messages that stand in Sent Items once, and in another folder besides.
pub(super) fn misplaced(step: &Step<'_>) -> Vec<ContentId> {
    let server = &step.after.server;
    let sent_items = server.folder_of(FolderKind::SentItems);
    let stands_twice = |text: Text| {
        let others = FolderKind::ALL.into_iter().filter(|kind| *kind != FolderKind::SentItems);
        sent_items.is_some_and(|folder| stand(folder, text) == 1)
            && others.filter_map(|kind| server.folder_of(kind)).any(|folder| stand(folder, text) > 0)
    };
    let texts = step.after.ledger.outbound.iter().map(|message| message.text);
    texts.filter(|text| stands_twice(*text)).map(|text| text.content).collect()
}

/// How often a text stands in a folder.
fn stand(folder: &Folder, text: Text) -> usize {
    folder.items.iter().filter(|item| item.text.content == text.content).count()
}

/// The texts of which a step makes an item although there was one, or makes several.
pub(super) fn added_twice(step: &Step<'_>) -> Vec<ContentId> {
    let is_again = |add: &&ClientAdd| {
        let before = step.before.ledger.client_adds.find((add.collection, add.says));
        add.items > 1 && before.is_none_or(|before| before.items < add.items)
    };
    step.after.ledger.client_adds.iter().filter(is_again).map(|add| add.says.content).collect()
}

/// The texts of which no item was made although nothing is left to be said.
pub(super) fn unmade(step: &Step<'_>) -> Vec<ContentId> {
    let adds = step.after.ledger.client_adds.iter().filter(|_| step.effect.at_rest);
    adds.filter(|add| add.items == 0 && !add.refused).map(|add| add.says.content).collect()
}

/// The messages of which a step brings a second report on a recipient.
pub(super) fn reported_again(step: &Step<'_>) -> Vec<ContentId> {
    let is_again = |entry: &&Outbound| {
        let before = step.before.ledger.outbound.find(entry.text.content);
        before.is_some_and(|before| before.reported_again != entry.reported_again)
    };
    step.after.ledger.outbound.iter().filter(is_again).map(|entry| entry.text.content).collect()
}

/// The messages of which a report and a delivery come together by a step, whichever comes second.
pub(super) fn reported(step: &Step<'_>) -> Vec<ContentId> {
    let is_news =
        |entry: &&Outbound| {
            !(entry.reported & entry.delivered).is_empty()
                && step.before.ledger.outbound.find(entry.text.content).is_none_or(|before| {
                    (before.reported, before.delivered) != (entry.reported, entry.delivered)
                })
        };
    let entries = step.after.ledger.outbound.iter().filter(is_news);
    entries.map(|entry| entry.text.content).collect()
}
