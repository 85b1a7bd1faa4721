//! A sent message stands in Sent Items.

use super::{Judgement, Property, Scope, Step};
use smallvec::SmallVec;

use crate::class::{Class, FolderKind};
use crate::id::ContentId;
use crate::server::Server;
use crate::system::Outbound;

pub(super) const PROPERTY: Property = Property {
    name: "copy-in-sent-items",
    prose: "Once nothing is left to do, a message that was sent and has left the Outbox stands once in Sent Items, and in no \
            other folder.",
    sources: "ASMS-013 EC-05",
    scope: Scope::AtRest,
    judge,
};

/// Speaks of the moment at which nothing is left to do after a message was sent, in a mailbox whose Sent Items a device
/// keeps. Nothing in the specification says where a sent message goes; this is what a user expects (AMB-08).
fn judge(step: &Step<'_>) -> Judgement {
    let server = &step.after.server;
    let kept = |kind| step.after.devices.iter().any(|device| device.folder_of(kind).is_some());
    if server.folder_of(FolderKind::SentItems).is_none() || !kept(FolderKind::SentItems) {
        return Judgement::Unconcerned;
    }
    let sent_items = server.folder_of(FolderKind::SentItems);
    let outbound = &step.after.ledger.outbound;
    let standing = standing(server, outbound);
    let mut verdict = Judgement::Unconcerned;
    for message in outbound {
        let stands = |kind| {
            let it =
                |(content, of): &&(ContentId, FolderKind)| (*content, *of) == (message.text.content, kind);
            standing.iter().filter(it).count()
        };
        if message.recalled || message.delivered != message.recipients() || stands(FolderKind::Outbox) > 0 {
            continue;
        }
        verdict = Judgement::Holds;
        let copies = stands(FolderKind::SentItems);
        let added = sent_items
            .and_then(|folder| step.after.ledger.client_adds.find((folder.id, message.text.says())));
        if copies == 0 && added.is_some_and(|added| added.items == 1) {
            // It stood there, and its user has taken it away.
            continue;
        }
        if copies != 1 {
            return Judgement::Violated(format!(
                "{} was sent and stands {copies} times in Sent Items",
                message.text
            ));
        }
        let others = FolderKind::ALL.into_iter().filter(|kind| *kind != FolderKind::SentItems);
        if let Some(kind) = others.into_iter().find(|kind| stands(*kind) > 0) {
            return Judgement::Violated(format!("{} was sent and stands in {kind} too", message.text));
        }
    }
    verdict
}

/// Where the messages stand that were to be sent: each item of one, by its text, with the kind of its folder. Of several
/// folders of a kind the first counts.
fn standing(server: &Server, outbound: &[Outbound]) -> SmallVec<[(ContentId, FolderKind); 8]> {
    let Some(oldest) = outbound.first().map(|message| message.text.content) else { return SmallVec::new() };
    let folders = FolderKind::ALL.into_iter().filter_map(|kind| server.folder_of(kind));
    let items = folders.flat_map(|folder| folder.items.iter().map(|item| (item, folder.kind)));
    items
        .filter(|(item, _)| item.class == Class::Sms && item.text.content >= oldest)
        .map(|(item, kind)| (item.text.content, kind))
        .collect()
}
