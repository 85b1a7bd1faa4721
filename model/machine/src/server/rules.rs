//! The rules whose breach gives status 4. A request is checked whole before any of it is done (EC-08f, EC-10b).

use super::options::class_of;
use super::{Asker, Server};
use crate::behaviour::Context;
use crate::class::{Class, FolderKind};
use crate::id::SyncKey;
use crate::message::{ClassOptions, ClientCommand, CollectionRequest, Hold, SyncRequest};
use crate::version::Version;

/// A rule whose breach gives status 4.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BrokenRule {
    /// Nothing asked: no Collections in a whole request (EC-12 and the tests of Microsoft), or Partial alone
    /// ([MS-ASCMD] 2.2.3.131).
    NothingAsked,
    /// A folder twice, of which one answer could be told (EC-42). Of Ping the same is said ([MS-ASCMD] 2.2.3.90).
    CollectionTwice,
    /// Wait and HeartbeatInterval ([MS-ASCMD] 2.2.3.198); it goes before a value out of range (EC-20b).
    TwoIntervals,
    /// GetChanges with key 0 ([MS-ASCMD] 2.2.3.84).
    GetChangesWithKeyZero,
    /// More than two Options blocks (ASMS-064).
    TooManyOptions,
    /// The same class twice ([MS-ASCMD] 2.2.3.27.6, EC-08c).
    ClassTwice,
    /// A class that the folder does not hold (ASMS-065, ASMS-066, EC-08d).
    WrongClass,
    /// A FilterType outside 0 to 5 (ASMS-063, EC-53).
    WrongFilter,
    /// Class in Options or in an Add before version 14.0 ([MS-ASCMD] 2.2.3.27.6).
    ClassBeforeIts,
    /// SMS in a folder where version 14.0 has none, on a server that refuses them there (AMB-03).
    SmsFolder,
    /// An Add with a conversation, on a server that refuses the whole request for it (AMB-05).
    AddWithConversation,
    /// A Change of something else than Read and Flag, likewise (AMB-06).
    ChangeOfOthers,
}

/// The most Options blocks that a Collection may have (ASMS-038).
const MOST_BLOCKS: usize = 2;

/// The rules for the request as a whole, as it was sent.
pub(super) fn check_request(request: &SyncRequest) -> Result<(), BrokenRule> {
    let says_nothing = request.collections.is_empty()
        && !(request.partial && (request.hold.is_some() || request.window.is_some()));
    if says_nothing {
        return Err(BrokenRule::NothingAsked);
    }
    let twice = |(at, entry): (usize, &CollectionRequest)| {
        request.collections[..at].iter().any(|earlier| earlier.collection == entry.collection)
    };
    if request.collections.iter().enumerate().any(twice) {
        return Err(BrokenRule::CollectionTwice);
    }
    if let Some(Hold::Both(..)) = request.hold {
        return Err(BrokenRule::TwoIntervals);
    }
    Ok(())
}

/// The rules for the request as a whole, once it is completed: what a partial request leaves out counts as if it were said.
pub(super) fn check_completed(cx: &mut Context<'_>, request: &SyncRequest) -> Result<(), BrokenRule> {
    if request.collections.len() > 1 {
        let blocks: usize = request.collections.iter().map(|collection| collection.options.len()).sum();
        if blocks > MOST_BLOCKS && cx.server(|server| server.options_limit).is_per_request() {
            return Err(BrokenRule::TooManyOptions);
        }
    }
    Ok(())
}

/// The rules for what a request says of one folder.
pub(super) fn check_collection(
    cx: &mut Context<'_>,
    request: &CollectionRequest,
    kind: FolderKind,
    version: Version,
) -> Result<(), BrokenRule> {
    if request.key == SyncKey::INITIAL && request.get_changes == Some(true) {
        return Err(BrokenRule::GetChangesWithKeyZero);
    }
    if !request.options.is_empty() {
        check_options(cx, &request.options, kind, version)?;
        check_filters(cx, &request.options, kind)?;
    }
    request.commands.iter().try_for_each(|command| check_command(cx, command, version))
}

/// The rules for the Options blocks of one folder, without those for FilterType (ASMS-064 to ASMS-066, ASMS-068 to
/// ASMS-070).
pub(super) fn check_options(
    cx: &mut Context<'_>,
    options: &[ClassOptions],
    kind: FolderKind,
    version: Version,
) -> Result<(), BrokenRule> {
    if options.len() > MOST_BLOCKS {
        return Err(BrokenRule::TooManyOptions);
    }
    for (at, block) in options.iter().enumerate() {
        let class = class_of(block, kind);
        if version < Version::V14_0
            && block.class.is_some()
            && !cx.server(|server| server.class_at_12_1).is_accepted()
        {
            return Err(BrokenRule::ClassBeforeIts);
        }
        if class.is_mail() != kind.holds_mail() || (!class.is_mail() && class != kind.default_class()) {
            return Err(BrokenRule::WrongClass);
        }
        if options[..at].iter().any(|earlier| class_of(earlier, kind) == class) {
            return Err(BrokenRule::ClassTwice);
        }
        if class == Class::Sms
            && version == Version::V14_0
            && !kind.has_sms_at(version)
            && cx.server(|server| server.folders_at_14_0).refuses()
        {
            return Err(BrokenRule::SmsFolder);
        }
    }
    Ok(())
}

fn check_filters(cx: &mut Context<'_>, options: &[ClassOptions], kind: FolderKind) -> Result<(), BrokenRule> {
    let is_high = |block: &ClassOptions| !block.filter.unwrap_or_default().is_for_mail();
    if options.iter().any(is_high)
        && (kind.holds_mail() || !cx.server(|server| server.filter_on_others).is_allowed())
    {
        return Err(BrokenRule::WrongFilter);
    }
    Ok(())
}

fn check_command(cx: &mut Context<'_>, command: &ClientCommand, version: Version) -> Result<(), BrokenRule> {
    match *command {
        ClientCommand::Add { class, conversation, .. } => {
            if version < Version::V14_0
                && class.is_some()
                && !cx.server(|server| server.class_at_12_1).is_accepted()
            {
                return Err(BrokenRule::ClassBeforeIts);
            }
            if conversation && cx.server(|server| server.add_conversation).breaks_request() {
                return Err(BrokenRule::AddWithConversation);
            }
        }
        ClientCommand::Change { other: Some(_), .. }
            if cx.server(|server| server.change_other).breaks_request() =>
        {
            return Err(BrokenRule::ChangeOfOthers);
        }
        ClientCommand::Change { .. } | ClientCommand::Delete { .. } | ClientCommand::Fetch { .. } => {}
    }
    Ok(())
}

impl Server {
    /// Whether what a request says of one folder keeps the rules. What it says of a folder that there is not is not
    /// looked at: status 12 comes first.
    pub(super) fn keeps_rules(
        &self,
        cx: &mut Context<'_>,
        asker: Asker,
        request: &CollectionRequest,
    ) -> Result<(), BrokenRule> {
        match self.folders.find(request.collection) {
            Some(folder) => check_collection(cx, request, folder.kind, asker.version),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests;
