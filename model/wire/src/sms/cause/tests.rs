use super::*;
use std::collections::BTreeMap;

#[test]
fn failure_causes_say_what_to_do() {
    let permanent = (Class::Permanent, Retry::Never);
    let later = (Class::Temporary, Retry::Later);
    let rows = [
        (0x80, "telematic not supported", permanent),
        (0x81, "type 0 not supported", permanent),
        (0x82, "cannot replace", permanent),
        (0x83, "TP-PID error", permanent),
        (0x8F, "TP-PID error", permanent),
        (0x90, "alphabet not supported", permanent),
        (0x91, "class not supported", permanent),
        (0x9F, "TP-DCS error", permanent),
        (0xA0, "command impossible", permanent),
        (0xA1, "command unsupported", permanent),
        (0xAF, "command error", permanent),
        (0xB0, "TPDU not supported", permanent),
        (0xC0, "SC busy", later),
        (0xC1, "no SC subscription", permanent),
        (0xC2, "SC system failure", later),
        (0xC3, "invalid SME address", permanent),
        (0xC4, "destination SME barred", permanent),
        (0xC5, "duplicate rejected", (Class::Success, Retry::AlreadyAccepted)),
        (0xC6, "TP-VPF not supported", permanent),
        (0xC7, "TP-VP not supported", permanent),
        (0xD0, "SIM storage full", later),
        (0xD1, "no SIM storage", permanent),
        (0xD2, "error in MS", (Class::Temporary, Retry::Once)),
        (0xD3, "memory exceeded", later),
        (0xD4, "SIM toolkit busy", later),
        (0xD5, "SIM download error", permanent),
        (0xE0, "application error", permanent),
        (0xFE, "application error", permanent),
        (0xFF, "unspecified", (Class::Permanent, Retry::Once)),
        (0x00, "unspecified", (Class::Permanent, Retry::Once)),
    ];
    for (code, name, (class, retry)) in rows {
        let meaning = FailureCause::from_code(code).meaning();
        assert_eq!((meaning.name, meaning.class, meaning.retry), (name, class, retry), "{code:#04X}");
    }
}

#[test]
fn relay_causes_say_what_to_do() {
    let rows = [
        (1, Retry::Never),
        (8, Retry::Never),
        (10, Retry::Never),
        (21, Retry::Never),
        (22, Retry::WhenMemoryIsFree),
        (27, Retry::Later),
        (28, Retry::Never),
        (29, Retry::Never),
        (30, Retry::Never),
        (38, Retry::Later),
        (41, Retry::AtOnce),
        (42, Retry::BackOff),
        (47, Retry::BackOff),
        (50, Retry::Never),
        (69, Retry::Never),
        (81, Retry::Never),
        (95, Retry::Never),
        (96, Retry::Never),
        (97, Retry::Never),
        (98, Retry::Never),
        (99, Retry::Never),
        (111, Retry::Never),
        (127, Retry::Once),
    ];
    for (code, retry) in rows {
        let class =
            if matches!(retry, Retry::Never | Retry::Once) { Class::Permanent } else { Class::Temporary };
        let meaning = RelayCause::from_code(code).meaning();
        assert_eq!((meaning.class, meaning.retry), (class, retry), "{code}");
        assert_ne!(meaning.name, "unknown cause", "{code}");
    }
    assert_eq!(RelayCause::from_code(0xA9).code(), 0x29);
    assert_eq!(RelayCause::from_code(2).meaning().name, "unknown cause");
}

#[test]
fn connection_causes_without_a_meaning_are_protocol_errors() {
    let rows = [
        (17, "network failure", Class::Temporary, Retry::Later),
        (22, "congestion", Class::Temporary, Retry::BackOff),
        (81, "invalid transaction", Class::Permanent, Retry::Never),
        (95, "semantically incorrect", Class::Permanent, Retry::Never),
        (96, "mandatory information", Class::Permanent, Retry::Never),
        (97, "unknown message type", Class::Permanent, Retry::Never),
        (98, "message not compatible", Class::Permanent, Retry::Never),
        (99, "unknown element", Class::Permanent, Retry::Never),
        (111, "protocol error", Class::Permanent, Retry::Never),
        (0, "protocol error", Class::Permanent, Retry::Never),
    ];
    for (code, name, class, retry) in rows {
        let meaning = ConnectionCause::from_code(code).meaning();
        assert_eq!((meaning.name, meaning.class, meaning.retry), (name, class, retry), "{code}");
    }
}

#[test]
fn failed_deliveries_are_permanent_when_the_subscriber_cannot_be_served() {
    use DeliveryError as E;
    let permanent =
        [E::UnknownSubscriber, E::TeleserviceNotProvisioned, E::IllegalSubscriber, E::IllegalEquipment];
    let temporary = [
        E::CallBarred,
        E::FacilityNotSupported,
        E::AbsentSubscriber,
        E::Busy,
        E::LowerLayersNotProvisioned,
        E::ErrorInPhone,
        E::SystemFailure,
        E::MemoryCapacityExceeded,
    ];
    for error in permanent {
        assert_eq!(error.meaning().class, Class::Permanent, "{error:?}");
    }
    for error in temporary {
        assert_eq!(error.meaning().class, Class::Temporary, "{error:?}");
    }
}

#[test]
fn modem_errors_come_from_the_layer_of_their_range() {
    let rows = [
        (0, Origin::Relay(RelayCause::from_code(0))),
        (127, Origin::Relay(RelayCause::from_code(127))),
        (128, Origin::ServiceCentre(FailureCause::from_code(0x80))),
        (197, Origin::ServiceCentre(FailureCause::DUPLICATE_REJECTED)),
        (255, Origin::ServiceCentre(FailureCause::UNSPECIFIED)),
        (256, Origin::Modem),
        (300, Origin::Modem),
        (511, Origin::Modem),
        (512, Origin::Maker),
        (u16::MAX, Origin::Maker),
    ];
    for (number, origin) in rows {
        assert_eq!(ModemError(number).origin(), origin, "{number}");
    }
}

#[test]
fn modem_errors_say_what_to_do() {
    let rows = [
        (42, Class::Temporary, Retry::BackOff),
        (197, Class::Success, Retry::AlreadyAccepted),
        (300, Class::Temporary, Retry::Later),
        (301, Class::Temporary, Retry::Later),
        (302, Class::Permanent, Retry::Never),
        (303, Class::Permanent, Retry::Never),
        (304, Class::Permanent, Retry::Never),
        (305, Class::Permanent, Retry::Never),
        (310, Class::Permanent, Retry::Never),
        (311, Class::Permanent, Retry::Never),
        (312, Class::Permanent, Retry::Never),
        (313, Class::Permanent, Retry::Never),
        (314, Class::Temporary, Retry::BackOff),
        (315, Class::Permanent, Retry::Never),
        (316, Class::Permanent, Retry::Never),
        (317, Class::Permanent, Retry::Never),
        (318, Class::Permanent, Retry::Never),
        (320, Class::Temporary, Retry::Once),
        (321, Class::Permanent, Retry::Never),
        (322, Class::Temporary, Retry::Later),
        (330, Class::Permanent, Retry::Never),
        (331, Class::Temporary, Retry::Later),
        (332, Class::Temporary, Retry::AsDuplicate),
        (340, Class::Permanent, Retry::Never),
        (500, Class::Temporary, Retry::Once),
        (512, Class::Temporary, Retry::Once),
    ];
    for (number, class, retry) in rows {
        let meaning = ModemError(number).meaning();
        assert_eq!((meaning.class, meaning.retry), (class, retry), "{number}");
    }
}

#[test]
fn a_final_cause_is_never_retried_with_pauses() {
    let all = (0..=u8::MAX).flat_map(|code| {
        [
            FailureCause::from_code(code).meaning(),
            RelayCause::from_code(code).meaning(),
            ConnectionCause::from_code(code).meaning(),
        ]
    });
    let allowed = BTreeMap::from([
        (Class::Success, &[Retry::AlreadyAccepted][..]),
        (
            Class::Temporary,
            &[Retry::Once, Retry::AtOnce, Retry::BackOff, Retry::Later, Retry::WhenMemoryIsFree],
        ),
        (Class::Permanent, &[Retry::Never, Retry::Once]),
    ]);
    for meaning in all {
        assert!(allowed[&meaning.class].contains(&meaning.retry), "{meaning:?}");
    }
}
