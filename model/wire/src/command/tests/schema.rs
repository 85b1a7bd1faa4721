//! The schema as data.

use std::collections::BTreeSet;

use crate::Version;
use crate::command::schema::{Container, Content, Order};
use crate::command::{Command, Request, Response};

/// Calls `visit` with every container, by its path from the root.
fn walk(path: &str, container: &'static Container, visit: &mut dyn FnMut(&str, &'static Container)) {
    visit(path, container);
    for child in container.children {
        if let Content::Container(inner) = child.content {
            walk(&format!("{path}/{}", child.tag.name()), inner, visit);
        }
    }
}

fn all(visit: &mut dyn FnMut(&str, &'static Container)) {
    for command in Command::ALL {
        walk(&format!("{command} request"), Request::schema(command), visit);
        walk(&format!("{command} response"), Response::schema(command), visit);
    }
}

#[test]
fn no_version_has_a_child_before_its_tag_exists() {
    all(&mut |path, container| {
        for child in container.children {
            for version in Version::SPOKEN {
                let too_early = child.is_in(version) && child.tag.since() > version;
                assert!(!too_early, "{path}: {} at {version}", child.tag);
            }
        }
    });
}

#[test]
fn no_container_has_two_children_of_one_tag() {
    all(&mut |path, container| {
        let tags: BTreeSet<_> = container.children.iter().map(|child| child.tag).collect();
        assert_eq!(tags.len(), container.children.len(), "{path}");
    });
}

/// Strict is what the specification calls strict: a wrong order is a breach there and nowhere else.
#[test]
fn order_is_strict_where_the_specification_says_so() {
    let mut strict = Vec::new();
    let mut lists = BTreeSet::new();
    all(&mut |path, container| match container.order {
        Order::Strict => strict.push(path.to_owned()),
        Order::Choice => {
            lists.insert(path.rsplit('/').next().unwrap_or_default().to_owned());
        }
        Order::FirstLeads => assert_eq!(path, "GetItemEstimate request/Collections/Collection"),
        Order::Free => {}
    });
    assert_eq!(
        strict,
        [
            "Sync request",
            "Sync request/Collections/Collection",
            "Sync request/Collections/Collection/Options/BodyPreference",
            "Sync request/Collections/Collection/Options/BodyPartPreference",
            "Sync request/Collections/Collection/Commands/Add",
            "Sync request/Collections/Collection/Commands/Add/ApplicationData/Body",
            "Sync request/Collections/Collection/Commands/Change",
            "Sync request/Collections/Collection/Commands/Change/ApplicationData/Body",
            "Sync request/Collections/Collection/Commands/Delete",
            "Sync request/Collections/Collection/Commands/Fetch",
            "Sync response/Collections/Collection/Commands/Add/ApplicationData/Body",
            "Sync response/Collections/Collection/Commands/Change/ApplicationData/Body",
            "Sync response/Collections/Collection/Responses/Add/ApplicationData/Body",
            "Sync response/Collections/Collection/Responses/Fetch/ApplicationData/Body",
        ]
    );
    let lists: Vec<_> = lists.into_iter().collect();
    assert_eq!(lists, ["ApplicationData", "Commands", "Flag", "Options", "Responses"]);
}

#[test]
fn every_message_is_under_the_root_of_its_command() {
    for command in Command::ALL {
        assert_eq!(Command::of_root(command.root()), Some(command));
    }
    let names = Command::ALL.map(Command::name);
    assert_eq!(names, ["Sync", "FolderSync", "GetItemEstimate", "Settings", "Ping"]);
}
