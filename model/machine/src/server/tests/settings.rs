//! Settings: when outbound SMS can be enabled ([MS-ASMS] 3.2.5.3, AMB-02, AMB-29).

use super::*;

const OK: &str = "Status 1";
const NO_NUMBER: &str = "Status 5: invalid arguments";

/// A number now or before; status 5 changes nothing (ASMS-071, EC-16, EC-16b).
#[test]
fn enabling_needs_a_number_now_or_before() {
    let mut world = World::new();
    let before = world.server.clone();
    assert_eq!(world.settings(OTHER, Some(true), None), NO_NUMBER);
    assert_eq!(world.server, before);
    assert_eq!(world.settings(OTHER, None, Some(7)), OK);
    assert!(!world.server.is_enabled(OTHER));
    assert_eq!(world.settings(OTHER, Some(true), None), OK);
    assert!(world.server.is_enabled(OTHER));
    assert_eq!(world.settings(OTHER, Some(false), None), OK, "no number is needed for that (ASMS-053)");
    assert!(!world.server.is_enabled(OTHER));
    assert_eq!(world.settings(OTHER, Some(true), Some(8)), OK);
    assert_eq!(world.server.device(OTHER).and_then(|known| known.phone_number), Some(ContentId(8)));
}

/// A Set without any element takes back what was set (EC-31); one with other elements does not.
#[test]
fn empty_set() {
    let mut world = World::new();
    world.settings(DEVICE, Some(true), Some(7));
    let other = DeviceSettings { rest: Some(ContentId(1)), ..DeviceSettings::default() };
    world.ask(DEVICE, &Request::Settings(other));
    assert!(world.server.is_enabled(DEVICE));
    assert_eq!(world.settings(DEVICE, None, None), OK);
    assert_eq!(world.server.device(DEVICE), None);
}

/// When a missing number is status 5, by reading, version and product (AMB-02, ASMS-031, ASMS-077).
#[test]
fn number_rules() {
    use Version::{V14_0, V14_1};
    for (choices, version, unknown, known) in [
        (&["AMB-02=always"][..], V14_1, NO_NUMBER, OK),
        (&["AMB-02=always-in-request"], V14_1, NO_NUMBER, NO_NUMBER),
        (&["AMB-02=by-version"], V14_0, NO_NUMBER, OK),
        (&["AMB-02=by-version"], V14_1, OK, OK),
        (&["AMB-02=by-product"], V14_1, NO_NUMBER, OK),
        (&["AMB-02=by-product", "product=exchange-2010"], V14_0, NO_NUMBER, OK),
        (&["AMB-02=by-product", "product=exchange-2010-sp1"], V14_0, OK, OK),
        (&["AMB-02=by-product", "product=exchange-2013"], V14_1, OK, OK),
    ] {
        let mut world = World::under(choices);
        world.version = version;
        world.settings(OTHER, None, Some(7));
        assert_eq!(world.settings(DEVICE, Some(true), None), unknown, "{choices:?} {version}");
        assert_eq!(world.settings(OTHER, Some(true), None), known, "{choices:?} {version}");
    }
}

/// Version 12.1 has no EnableOutboundSMS (ASMS-029, AMB-29).
#[test]
fn before_14_0() {
    for (choice, answer, number) in [
        ("AMB-29=status-error", "Status 2: protocol error", None),
        ("AMB-29=ignored", OK, Some(ContentId(7))),
    ] {
        let mut world = World::under(&[choice]);
        world.version = Version::V12_1;
        assert_eq!(world.settings(DEVICE, Some(true), Some(7)), answer, "{choice}");
        assert!(!world.server.is_enabled(DEVICE), "{choice}");
        assert_eq!(world.server.device(DEVICE).and_then(|known| known.phone_number), number, "{choice}");
        assert_eq!(world.settings(OTHER, None, Some(8)), OK, "{choice}: a number alone");
    }
}
