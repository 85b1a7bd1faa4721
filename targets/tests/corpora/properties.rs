//! What the corpora of `server` and `system` put to the test.

use std::collections::BTreeSet;

use asms_machine::property::PROPERTIES;
use asms_targets::{server, system};

use super::corpus;

/// Inputs that never come to what a property speaks of would say nothing of it. Recoverability is none of the list: `system`
/// follows the fair continuation of every script.
#[test]
fn every_property_comes_up() {
    let servers = corpus("server").into_iter().flat_map(|(_, input)| server::held(&[], &input));
    let systems = corpus("system").into_iter().flat_map(|(_, input)| system::held(&[], &input));
    let held: BTreeSet<&str> = servers.chain(systems).collect();
    let never: Vec<&str> =
        PROPERTIES.iter().map(|property| property.name).filter(|name| !held.contains(name)).collect();
    assert_eq!(never, [""; 0]);
}
