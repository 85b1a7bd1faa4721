//! Situations of Options: classes, windows of time, versions.

use super::super::answer::{answers, changes, received};
use super::look::{asked_of, hears, is_old, says};
use super::{Goal, Step};
use crate::class::{Class, FilterType, FolderKind, Wish};
use crate::id::SyncKey;
use crate::message::{ClassOptions, CollectionRequest, Request, ServerCommand};
use crate::server::{Folder, Item};
use crate::system::{Action, Event, State};
use crate::version::Version;

pub(super) const TWO_BLOCKS: Goal = Goal {
    name: "two-blocks",
    prose: "A device sends Options of class SMS and Options without a class, for one folder.",
    sources: "ASMS-021 ASMS-035 ASMS-038 ASMS-079",
    reached: |step| {
        sent(step).any(|entry| {
            let has = |class| entry.options.iter().any(|block| block.class == class);
            has(Some(Class::Sms)) && has(None)
        })
    },
};

pub(super) const OPTIONS_CHANGED: Goal = Goal {
    name: "options-changed",
    prose: "A device sends Options other than those that the server has.",
    sources: "ASMS-040",
    reached: |step| {
        let device = step.action.device().and_then(|id| step.after.device(id));
        device.is_some_and(|device| {
            sent(step).filter(|entry| !entry.options.is_empty()).any(|entry| {
                let asked = device.folders.find(entry.collection).and_then(|copy| copy.asked);
                asked.is_some_and(|asked| asked != device.wish(entry))
            })
        })
    },
};

pub(super) const NO_OPTIONS: Goal = Goal {
    name: "no-options",
    prose: "The server has news for a request without Options, of a device that sent some earlier.",
    sources: "ASMS-039 ASMS-085 EC-07",
    reached: |step| {
        answers(step).any(|answer| {
            let bare =
                answer.asked.is_some_and(|asked| asked.options.is_empty() && asked.key != SyncKey::INITIAL);
            bare && answer.changes().is_some_and(|changes| !changes.commands.is_empty())
        })
    },
};

pub(super) const DEFAULT_CLASS_ALONE: Goal = Goal {
    name: "default-class-alone",
    prose: "A device is told the newest state of a folder with an SMS, after it asked for the default class alone.",
    sources: "ASMS-036",
    reached: |step| {
        let Some((_, Request::Sync(sync), response, ..)) = received(step) else { return false };
        sync.collections.iter().any(|entry| {
            matches!(&entry.options[..], [ClassOptions { class: None, .. }])
                && changes(response, entry.collection).is_some()
                && step.after.server.folder(entry.collection).is_some_and(|folder| has_sms(folder))
        })
    },
};

pub(super) const SMS_UNWANTED: Goal = Goal {
    name: "sms-unwanted",
    prose: "The server answers a device that does not ask for SMS, of a folder that holds one.",
    sources: "ASMS-062",
    reached: |step| {
        answers(step).any(|answer| {
            answer.wish.is_some_and(|wish| wish.sms.is_none())
                && answer.changes().is_some()
                && step.after.server.folder(answer.collection).is_some_and(|folder| has_sms(folder))
        })
    },
};

pub(super) const SOFT_DELETE: Goal = Goal {
    name: "soft-delete",
    prose: "The server soft-deletes an item.",
    sources: "EC-14g",
    reached: |step| says(step, |command| matches!(command, ServerCommand::SoftDelete { .. })),
};

pub(super) const CLASS_DROPPED: Goal = Goal {
    name: "class-dropped",
    prose: "The server soft-deletes an item of a class that is no longer asked for.",
    sources: "ASMS-041 EC-08",
    reached: |step| soft_deleted(step, |wish, item, _| wish.filter(item.class).is_none()),
};

pub(super) const GROWN_OLD: Goal = Goal {
    name: "grown-old",
    prose: "The server soft-deletes an item that has grown older than its window.",
    sources: "ASMS-042 EC-13d",
    reached: |step| {
        soft_deleted(step, |wish, item, state| {
            let today = state.server.today;
            wish.filter(item.class).is_some_and(|filter| !filter.covers(item.received, today))
        })
    },
};

pub(super) const LAST_DAY: Goal = Goal {
    name: "last-day",
    prose: "The server answers on the last day on which an SMS of the folder is inside the window.",
    sources: "EC-13b",
    reached: |step| {
        let today = step.after.server.today;
        seen(step, |filter, item| {
            filter.days().is_some_and(|days| item.received.0.saturating_add(days) == today.0)
        })
    },
};

pub(super) const OUTSIDE_WINDOW: Goal = Goal {
    name: "outside-window",
    prose: "The server answers of a folder that holds an SMS older than the window asked for.",
    sources: "ASMS-042 EC-13",
    reached: |step| seen(step, |filter, item| !filter.covers(item.received, step.after.server.today)),
};

pub(super) const MARKED_OUTSIDE: Goal = Goal {
    name: "marked-outside",
    prose: "An item is marked at the desktop that no device has inside its window.",
    sources: "EC-13f",
    reached: |step| {
        let Action::DesktopMarks(collection, item, _) = step.action else { return false };
        let today = step.after.server.today;
        let found = step.after.server.folder(collection).and_then(|folder| folder.items.find(item));
        found.is_some_and(|item| {
            step.after.devices.iter().filter_map(|device| device.folders.find(collection)).all(|copy| {
                copy.asked.is_some_and(|asked| {
                    asked.filter(item.class).is_some_and(|filter| !filter.covers(item.received, today))
                })
            })
        })
    },
};

pub(super) const TWO_FILTERS: Goal = Goal {
    name: "two-filters",
    prose: "The server answers with an SMS, of a folder for which SMS and e-mail have windows of their own.",
    sources: "EC-13h",
    reached: |step| {
        answers(step).any(|answer| {
            let two = answer
                .wish
                .is_some_and(|wish| wish.email.zip(wish.sms).is_some_and(|(email, sms)| email != sms));
            two && answer.changes().is_some_and(|changes| !changes.commands.is_empty())
        })
    },
};

pub(super) const OPTIONS_AFTER_LOSS: Goal = Goal {
    name: "options-after-loss",
    prose: "A key that was answered before comes with Options other than those of the answers.",
    sources: "EC-07d",
    reached: |step| {
        let device = step.action.device().and_then(|id| step.before.device(id));
        device.is_some_and(|device| {
            asked_of(step).any(|(entry, replica)| {
                let other = |filter: &Wish, class| {
                    replica.answers().any(|answer| {
                        let had = answer.subscription.iter().find(|wanted| wanted.class == class);
                        had.map(|wanted| wanted.filter) != filter.filter(class)
                    })
                };
                let wish = device.wish(entry);
                is_old(entry, replica)
                    && !entry.options.is_empty()
                    && (other(&wish, Class::Email) || other(&wish, Class::Sms))
            })
        })
    },
};

pub(super) const SMS_TOLD: Goal = Goal {
    name: "sms-told",
    prose: "A device is told of an SMS that is new to it.",
    sources: "ASMS-022 ASMS-025 ASMS-061 ASMS-082 EC-60",
    reached: |step| hears(step, |command| matches!(command, ServerCommand::Add { class: Class::Sms, .. })),
};

pub(super) const SMS_ELSEWHERE_AT_14_0: Goal = Goal {
    name: "sms-elsewhere-at-14-0",
    prose: "At version 14.0 a device asks for the SMS of a folder that holds some and is none of the three.",
    sources: "ASMS-034",
    reached: |step| {
        at_version(step, Version::V14_0, |folder, wish| {
            wish.sms.is_some() && has_sms(folder) && !folder.kind.has_sms_at(Version::V14_0)
        })
    },
};

pub(super) const SMS_IN_USERS_FOLDER: Goal = Goal {
    name: "sms-in-users-folder",
    prose: "A device is told of an SMS in a mail folder that the user made.",
    sources: "ASMS-033",
    reached: |step| {
        at_version(step, Version::V14_1, |folder, wish| {
            wish.sms.is_some() && has_sms(folder) && folder.kind == FolderKind::UserMail
        })
    },
};

pub(super) const GHOST: Goal = Goal {
    name: "ghost",
    prose: "Nothing is left to do, and a device holds an item that its folder no longer has.",
    sources: "ASMS-024 EC-06",
    reached: |step| {
        step.effect.at_rest
            && step.after.devices.iter().flat_map(|device| &device.folders).any(|copy| {
                let folder = step.after.server.folder(copy.collection);
                folder.is_some_and(|folder| copy.view.iter().any(|held| !folder.items.has(held.item)))
            })
    },
};

pub(super) const UPGRADED: Goal = Goal {
    name: "upgraded",
    prose: "A device that holds an SMS speaks the next version from now on.",
    sources: "EC-35",
    reached: |step| matches!(step.action, Action::DeviceUpgrades(_)) && holds_sms(step.after),
};

pub(super) const TOLD_WITH_SMS: Goal = Goal {
    name: "told-with-sms",
    prose: "A device that holds an SMS has been told everything, and nothing is left to do.",
    sources: "",
    reached: |step| step.effect.at_rest && holds_sms(step.after),
};

/// What a device sends of each folder.
fn sent<'a>(step: &Step<'a>) -> impl Iterator<Item = &'a CollectionRequest> {
    let request = match &step.effect.event {
        Event::Sent { request: Request::Sync(sync) } => Some(sync),
        _ => None,
    };
    request.into_iter().flat_map(|sync| &sync.collections)
}

fn has_sms(folder: &Folder) -> bool {
    folder.items.iter().any(|item| item.class == Class::Sms)
}

fn holds_sms(state: &State) -> bool {
    state
        .devices
        .iter()
        .all(|device| device.folders.iter().any(|copy| copy.view.iter().any(|held| held.class == Class::Sms)))
}

/// Whether the server soft-deletes such an item, by what the device asks for.
fn soft_deleted(step: &Step<'_>, is: fn(Wish, &Item, &State) -> bool) -> bool {
    answers(step).any(|answer| {
        let (Some(changes), Some(wish)) = (answer.changes(), answer.wish) else { return false };
        let folder = step.after.server.folder(answer.collection);
        changes.commands.iter().any(|command| {
            let ServerCommand::SoftDelete { item } = command else { return false };
            let found = folder.and_then(|folder| folder.items.find(*item));
            found.is_some_and(|item| is(wish, item, step.after))
        })
    })
}

/// Whether the server answers of a folder that holds such an SMS, by the window that the device asks for.
fn seen(step: &Step<'_>, is: impl Fn(FilterType, &Item) -> bool) -> bool {
    answers(step).any(|answer| {
        let filter = answer.wish.and_then(|wish| wish.sms);
        let folder = step.after.server.folder(answer.collection);
        answer.changes().is_some()
            && filter.zip(folder).is_some_and(|(filter, folder)| {
                folder.items.iter().any(|item| item.class == Class::Sms && is(filter, item))
            })
    })
}

/// Whether a device of this version is answered of such a folder, by what it asks for.
fn at_version(step: &Step<'_>, version: Version, is: fn(&Folder, Wish) -> bool) -> bool {
    answers(step).any(|answer| {
        let folder = step.after.server.folder(answer.collection);
        let speaks =
            step.before.device(answer.handled.device).is_some_and(|device| device.version == version);
        speaks
            && answer.changes().is_some()
            && answer.wish.zip(folder).is_some_and(|(wish, folder)| is(folder, wish))
    })
}
