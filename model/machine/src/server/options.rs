//! Options blocks: what they ask for, and what is asked for without any (ASMS-035 to ASMS-041).

use std::borrow::Cow;

use super::Subscription;
use crate::behaviour::Context;
use crate::class::{Class, FilterType, FolderKind, Wanted};
use crate::id::SyncKey;
use crate::list::Sorted;
use crate::message::{ClassOptions, CollectionRequest};
use crate::version::Version;

/// What is wanted from this request on, given what was wanted before, if anything was.
pub(super) fn in_force<'s>(
    cx: &mut Context<'_>,
    request: &CollectionRequest,
    remembered: Option<&'s Subscription>,
    kind: FolderKind,
) -> Cow<'s, Subscription> {
    if request.options.len() > 1 {
        let blocks = cx.server(|server| server.option_blocks).read(&request.options);
        return Cow::Owned(blocks.map(|block| wanted(&block, kind)).collect());
    }
    if let Some(block) = request.options.first() {
        return Cow::Owned([wanted(block, kind)].into_iter().collect());
    }
    if request.key != SyncKey::INITIAL && cx.server(|server| server.dropped_class).drops_all_without_options()
    {
        return Cow::Owned(Sorted::new());
    }
    let default = Wanted::default_of(kind);
    let Some(remembered) = remembered.filter(|remembered| !remembered.is_empty()) else {
        return Cow::Owned([default].into_iter().collect());
    };
    if **remembered == [default] {
        return Cow::Borrowed(remembered);
    }
    cx.server(|server| server.absent_options).subscription(remembered, default)
}

impl Wanted {
    /// What a folder's default class asks for without Options: all of it (ASMS-037).
    pub(super) const fn default_of(kind: FolderKind) -> Self {
        Self::all_of(kind.default_class())
    }

    /// All of a class, with every setting at its default.
    pub(crate) const fn all_of(class: Class) -> Self {
        Self { class, filter: FilterType::ALL, server_wins: None, truncation: None, preferences: None }
    }
}

/// What one block asks for. A block without FilterType means all, not what was said before ([MS-ASCMD] 2.2.3.68.2).
pub(super) fn wanted(block: &ClassOptions, kind: FolderKind) -> Wanted {
    Wanted {
        class: class_of(block, kind),
        filter: block.filter.unwrap_or_default(),
        server_wins: block.server_wins,
        truncation: block.truncation,
        preferences: block.preferences,
    }
}

/// The class that a block stands for: without Class the folder's default class (ASMS-036).
pub(super) fn class_of(block: &ClassOptions, kind: FolderKind) -> Class {
    block.class.unwrap_or(kind.default_class())
}

/// Whether SMS can be synchronised in a folder of the kind at a version (ASMS-033, ASMS-034).
pub(super) fn has_sms(cx: &mut Context<'_>, kind: FolderKind, version: Version) -> bool {
    kind.has_sms_at(version)
        || (version == Version::V12_1
            && kind.has_sms_at(Version::V14_1)
            && cx.server(|server| server.class_at_12_1).is_accepted())
}

/// What remembered options come to in a folder at a version. Where SMS cannot be synchronised they are passed over, and
/// options for nothing else mean the default class alone (AMB-03). They stay remembered for a version that has more.
pub(super) fn heeded<'s>(
    cx: &mut Context<'_>,
    options: &'s Subscription,
    kind: FolderKind,
    version: Version,
) -> Cow<'s, Subscription> {
    if !options.has(Class::Sms) || has_sms(cx, kind, version) {
        return Cow::Borrowed(options);
    }
    let mut rest = options.clone();
    rest.take(Class::Sms);
    if rest.is_empty() {
        rest.put(Wanted::default_of(kind));
    }
    Cow::Owned(rest)
}

/// The Class that a response gives an item: at 14.0 that of an SMS may be left out (AMB-01), which reads as the
/// folder's default class (EC-60).
pub(super) fn told_class(cx: &mut Context<'_>, class: Class, kind: FolderKind, version: Version) -> Class {
    if version == Version::V14_0 && class == Class::Sms && cx.server(|server| server.withheld).omits_class() {
        kind.default_class()
    } else {
        class
    }
}
