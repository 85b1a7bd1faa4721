//! Enabling and disabling.

use super::*;
use crate::message::DeviceSettings;

fn off() -> Bench {
    Bench::with(&[], |setup, _| setup.outbound = false)
}

#[test]
fn enabling_tells_the_number_and_disabling_does_not() {
    let mut bench = off();
    bench.set_outbound(true);
    let Request::Settings(DeviceSettings { enable_outbound_sms, phone_number, .. }) = bench.start() else {
        panic!("Settings come first");
    };
    assert_eq!((enable_outbound_sms, phone_number.is_some()), (Some(true), true));
    assert!(!bench.device.is_active(), "the server has not acknowledged it");
    bench.receive(&Response::Settings(SettingsStatus::Success));
    assert!(bench.device.is_active());
    bench.set_outbound(false);
    assert!(!bench.device.is_active(), "at once");
    let Request::Settings(settings) = bench.start() else { panic!("Settings come first") };
    assert_eq!((settings.enable_outbound_sms, settings.phone_number), (Some(false), None));
}

/// Status 5: the device stays as it was, and does not ask again by itself.
#[test]
fn a_refused_device_asks_no_more() {
    let mut bench = off();
    bench.set_outbound(true);
    bench.start();
    bench.receive(&Response::Settings(SettingsStatus::InvalidArguments));
    assert!(!bench.device.is_active());
    assert!(!bench.has_work());
    bench.set_outbound(true);
    assert!(matches!(bench.start(), Request::Settings(_)), "until its user says so");
}

/// Nobody knows whether a request arrived whose answer a crash swallowed, so it is not relied on.
#[test]
fn a_crash_leaves_doubt_about_settings() {
    let mut bench = Bench::new(&[]);
    bench.bring(OUTBOX, 3, &[add(5, text(7))]);
    bench.set_outbound(false);
    bench.start();
    bench.set_outbound(true);
    assert_eq!(bench.transmit(), None, "the server may know it as disabled");
    bench.restart();
    assert_eq!(bench.transmit(), None, "and still");
    bench.start();
    bench.receive(&Response::Settings(SettingsStatus::Success));
    assert!(bench.transmit().is_some());
}

/// An item that stood in the Outbox of a silent device is sent when the device is enabled.
#[test]
fn what_a_silent_device_holds_is_sent_once_it_is_enabled() {
    let mut bench = off();
    bench.bring(OUTBOX, 3, &[add(5, text(7))]);
    assert!(bench.device.jobs.is_empty());
    assert_eq!(bench.transmit(), None);
    bench.set_outbound(true);
    bench.start();
    bench.receive(&Response::Settings(SettingsStatus::Success));
    assert_eq!(bench.send(SubmitResult::Accepted).item, ItemId(5));
}

#[test]
fn enabling_asks_for_the_sms_of_the_outbox() {
    let mut bench = Bench::with(&[], |setup, _| {
        setup.outbound = false;
        setup.folders[1].2 = Wish::DEFAULT;
    });
    bench.set_outbound(true);
    bench.start();
    bench.receive(&Response::Settings(SettingsStatus::Success));
    assert_eq!(bench.sync_of(OUTBOX).options[0].class, Some(Class::Sms));
}

/// AMB-10: a disabled device leaves what it holds, or finishes it; it goes on when it is enabled again.
#[test]
fn disabling_stops_at_once_or_finishes() {
    for (choice, sends) in [("AMB-10=drop", false), ("AMB-10=finish", true)] {
        let mut bench = Bench::with(&[choice], |_, radio| radio.part_size = Some(10));
        bench.bring(OUTBOX, 3, &[add(5, text(7))]);
        bench.send(SubmitResult::Accepted);
        bench.set_outbound(false);
        assert_eq!(bench.run(|device, cx| device.next_submission(cx)).is_some(), sends, "{choice}");
        bench.start();
        bench.receive(&Response::Settings(SettingsStatus::Success));
        bench.bring(OUTBOX, 4, &[add(6, text(8))]);
        assert_eq!(bench.device.jobs.len(), 1, "nothing more is taken on");
        bench.set_outbound(true);
        bench.start();
        bench.receive(&Response::Settings(SettingsStatus::Success));
        assert_eq!(bench.send(SubmitResult::Accepted).part, 2);
        assert_eq!(bench.send(SubmitResult::Accepted).item, ItemId(6));
    }
}
