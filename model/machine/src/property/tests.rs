//! The lists of properties and goals are whole and true.

use std::collections::BTreeSet;

use super::*;
use crate::facts;

#[test]
fn names_are_unique_and_sources_exist() {
    let names: BTreeSet<&str> = PROPERTIES.iter().map(|property| property.name).collect();
    assert_eq!(names.len(), PROPERTIES.len());
    let sources = PROPERTIES.iter().map(|property| property.sources).chain([RECOVERABILITY_SOURCES]);
    for id in sources.flat_map(|sources| sources.split(' ')) {
        assert!(facts::find(id).is_some(), "there is no {id}");
    }
    for id in GOALS.iter().flat_map(|goal| goal.sources.split_whitespace()) {
        assert!(facts::find(id).is_some(), "there is no {id}");
    }
    let goals: BTreeSet<&str> = GOALS.iter().map(|goal| goal.name).collect();
    assert_eq!(goals.len(), GOALS.len());
}

#[test]
fn every_property_says_what_it_means() {
    for property in PROPERTIES {
        assert!(property.prose.ends_with('.') && !property.prose.contains("  "), "{}", property.prose);
    }
}
