//! Options blocks: the rules they must keep, and what they ask for.

use super::Subscription;
use crate::behaviour::Context;
use crate::class::{Class, FilterType, FolderKind, Wanted};
use crate::id::SyncKey;
use crate::list::Sorted;
use crate::message::{ClassOptions, SyncRequest};

/// A rule whose breach gives status 4.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BrokenRule {
    /// GetChanges with key 0 ([MS-ASCMD] 2.2.3.84).
    GetChangesWithKeyZero,
    /// More than two Options blocks (ASMS-064).
    TooManyOptions,
    /// The same class twice ([MS-ASCMD] 2.2.3.27.6).
    ClassTwice,
    /// A class that the folder does not hold (ASMS-065, ASMS-066).
    WrongClass,
    /// A FilterType outside 0 to 5 (ASMS-063).
    WrongFilter,
}

/// The most Options blocks that a Collection may have (ASMS-038).
const MOST_BLOCKS: usize = 2;

/// Checks a request whole, before any of it is done.
pub(super) fn check(request: &SyncRequest, kind: FolderKind) -> Result<(), BrokenRule> {
    if request.key == SyncKey::INITIAL && request.get_changes == Some(true) {
        return Err(BrokenRule::GetChangesWithKeyZero);
    }
    if request.options.len() > MOST_BLOCKS {
        return Err(BrokenRule::TooManyOptions);
    }
    for (at, block) in request.options.iter().enumerate() {
        let class = class_of(block, kind);
        if class.is_mail() != kind.holds_mail() || (!class.is_mail() && class != kind.default_class()) {
            return Err(BrokenRule::WrongClass);
        }
        if request.options[..at].iter().any(|earlier| class_of(earlier, kind) == class) {
            return Err(BrokenRule::ClassTwice);
        }
        if kind.holds_mail() && !block.filter.unwrap_or_default().is_for_mail() {
            return Err(BrokenRule::WrongFilter);
        }
    }
    Ok(())
}

/// What is wanted from this request on, given what was wanted before.
pub(super) fn in_force(
    cx: &mut Context<'_>,
    request: &SyncRequest,
    remembered: &Subscription,
    kind: FolderKind,
) -> Subscription {
    if !request.options.is_empty() {
        return request.options.iter().map(|block| wanted(block, kind)).collect();
    }
    if cx.server(|server| server.dropped_class).drops_all_without_options() {
        return Sorted::new();
    }
    cx.server(|server| server.absent_options).subscription(remembered, kind.default_class())
}

fn wanted(block: &ClassOptions, kind: FolderKind) -> Wanted {
    Wanted {
        class: class_of(block, kind),
        filter: block.filter.unwrap_or(FilterType::ALL),
        preferences: block.preferences,
    }
}

fn class_of(block: &ClassOptions, kind: FolderKind) -> Class {
    block.class.unwrap_or(kind.default_class())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::CollectionId;
    use smallvec::smallvec;

    fn block(class: Option<Class>, filter: u8) -> ClassOptions {
        ClassOptions { class, filter: Some(FilterType(filter)), preferences: None }
    }

    fn request(options: &[ClassOptions]) -> SyncRequest {
        SyncRequest {
            key: SyncKey(1),
            collection: CollectionId(15),
            get_changes: None,
            rest: None,
            options: options.iter().copied().collect(),
            commands: smallvec![],
        }
    }

    /// Every rule, just kept and just broken.
    #[test]
    fn status_4_rules() {
        use BrokenRule::{ClassTwice, TooManyOptions, WrongClass, WrongFilter};
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
            (&[block(Some(Class::Contacts), 0), sms], Err(WrongClass)),
            (&[block(Some(Class::Sms), 5)], Ok(())),
            (&[block(Some(Class::Sms), 6)], Err(WrongFilter)),
            (&[sms, block(None, 8)], Err(WrongFilter)),
        ];
        for (options, verdict) in mail {
            assert_eq!(check(&request(options), FolderKind::Inbox), *verdict, "{options:?} on the Inbox");
        }
        let contacts: &[(&[ClassOptions], Result<(), BrokenRule>)] = &[
            (&[default], Ok(())),
            (&[block(Some(Class::Contacts), 0)], Ok(())),
            (&[sms], Err(WrongClass)),
            (&[email], Err(WrongClass)),
            (&[block(Some(Class::Calendar), 0)], Err(WrongClass)),
            (&[default, sms], Err(WrongClass)),
        ];
        for (options, verdict) in contacts {
            assert_eq!(check(&request(options), FolderKind::Contacts), *verdict, "{options:?} on Contacts");
        }
    }

    #[test]
    fn get_changes_goes_with_a_key_only() {
        for (key, get_changes, verdict) in [
            (0, None, Ok(())),
            (0, Some(false), Ok(())),
            (0, Some(true), Err(BrokenRule::GetChangesWithKeyZero)),
            (1, Some(true), Ok(())),
        ] {
            let request = SyncRequest { key: SyncKey(key), get_changes, ..request(&[]) };
            assert_eq!(check(&request, FolderKind::Inbox), verdict, "key {key} GetChanges {get_changes:?}");
        }
    }
}
