//! What the user does to items: at once on the device, later on the server.

use super::*;
use crate::behaviour::Consulted;
use crate::item::Flag;
use crate::message::{ClientCommand, ItemStatus};

const READ: Marks = Marks { read: true, flag: Flag::Cleared };

fn one_item(choices: &[&str]) -> Bench {
    let mut bench = Bench::new(choices);
    bench.bring(INBOX, 3, &[add(5, text(7))]);
    bench
}

fn change(item: u32, read: Option<bool>, flag: Option<Flag>) -> ClientCommand {
    ClientCommand::Change { item: ItemId(item), read, flag, other: None }
}

fn change_failed(status: ItemStatus) -> CommandResponse {
    CommandResponse::Change { item: ItemId(5), status }
}

fn seen(bench: &Bench) -> Marks {
    bench.folder(INBOX).view.find(ItemId(5)).expect("it is held").marks
}

#[test]
fn a_received_sms_is_added_once() {
    let mut bench = Bench::new(&[]);
    bench.device.receive_sms(INBOX, text(7), Day(4));
    let command = bench.sync_of(INBOX).commands[0];
    let ClientCommand::Add { class, received, code_page, conversation, .. } = command else {
        panic!("an Add");
    };
    assert_eq!((class, received, code_page, conversation), (Some(Class::Sms), Some(Day(4)), true, false));
    bench.answer_with([success(INBOX, 3, &[accepted(1, 5)], &[])]);
    assert_eq!(bench.holds(INBOX), [5]);
    assert!(!bench.has_work());
}

/// Status 6: the same item would be refused again, and is not sent again (EC-25).
#[test]
fn a_refused_add_is_not_sent_again() {
    let mut bench = Bench::new(&[]);
    bench.device.receive_sms(INBOX, text(7), Day(4));
    bench.sync();
    let outcome = AddOutcome::Refused(ItemStatus::Invalid);
    let refused = CommandResponse::Add { client_id: ClientId(1), outcome };
    bench.answer_with([success(INBOX, 3, &[refused], &[])]);
    assert!(bench.device.outgoing.is_empty() && bench.holds(INBOX).is_empty());
}

/// A Change says what changed; no entry for it means that it was made, also where the answer is empty.
#[test]
fn a_change_ends_with_its_answer() {
    for empty in [true, false] {
        let mut bench = one_item(&[]);
        assert!(bench.device.mark(INBOX, ItemId(5), READ));
        assert!(!bench.device.mark(INBOX, ItemId(5), READ), "nothing to change");
        assert_eq!(bench.sync_of(INBOX).commands.to_vec(), [change(5, Some(true), None)]);
        if empty {
            bench.answer(SyncResponse::Empty);
        } else {
            bench.answer_with([success(INBOX, 4, &[], &[])]);
        }
        assert_eq!((bench.has_work(), seen(&bench)), (false, READ));
    }
}

/// B-41: a device that waits for an entry in Responses sends the change with every request.
#[test]
fn a_change_that_only_an_entry_ends_never_ends() {
    let mut bench = one_item(&["silent-success=stays-pending"]);
    bench.device.mark(INBOX, ItemId(5), READ);
    bench.sync();
    bench.answer_with([success(INBOX, 4, &[], &[])]);
    assert_eq!(bench.sync_of(INBOX).commands.len(), 1);
}

/// What the user does while a request is under way is told by the next one.
#[test]
fn a_second_change_outlasts_the_answer_to_the_first() {
    let mut bench = one_item(&[]);
    bench.device.mark(INBOX, ItemId(5), READ);
    bench.sync();
    let flagged = Marks { flag: Flag::Active, ..READ };
    bench.device.mark(INBOX, ItemId(5), flagged);
    bench.answer_with([success(INBOX, 4, &[], &[])]);
    assert_eq!(bench.sync_of(INBOX).commands.to_vec(), [change(5, Some(true), Some(Flag::Active))]);
    bench.answer_with([success(INBOX, 5, &[change_failed(ItemStatus::Invalid)], &[])]);
    assert_eq!(seen(&bench), READ, "back to what the server took");
}

/// Statuses 6, 7 and 8 of a Change end it, and the copy goes back to what the server has.
#[test]
fn a_refused_change_is_taken_back() {
    for status in [ItemStatus::Invalid, ItemStatus::Conflict, ItemStatus::NotFound] {
        let mut bench = one_item(&[]);
        bench.device.mark(INBOX, ItemId(5), READ);
        bench.sync();
        bench.answer_with([success(INBOX, 4, &[change_failed(status)], &[])]);
        assert_eq!((bench.has_work(), seen(&bench)), (false, Marks::default()), "{status:?}");
    }
}

/// Status 7 comes with the server's version, which stays (CF-04).
#[test]
fn the_server_wins_a_conflict() {
    let mut bench = one_item(&[]);
    bench.device.mark(INBOX, ItemId(5), READ);
    bench.sync();
    let theirs = ServerCommand::Change {
        item: ItemId(5),
        class: Class::Sms,
        read: None,
        flag: Some(Flag::Complete),
        conversation: false,
    };
    bench.answer_with([success(INBOX, 4, &[change_failed(ItemStatus::Conflict)], &[theirs])]);
    assert_eq!(seen(&bench), Marks { read: false, flag: Flag::Complete });
}

#[test]
fn a_deletion_ends_with_its_answer_also_where_the_item_was_gone() {
    for status in [None, Some(ItemStatus::NotFound)] {
        let mut bench = one_item(&[]);
        assert!(bench.device.delete_item(INBOX, ItemId(5)));
        let request = bench.sync_of(INBOX);
        assert_eq!(request.commands.to_vec(), [ClientCommand::Delete { item: ItemId(5) }]);
        assert_eq!(request.deletes_as_moves, None, "the default, which is to move");
        let told: Vec<_> =
            status.map(|status| CommandResponse::Delete { item: ItemId(5), status }).into_iter().collect();
        bench.answer_with([success(INBOX, 4, &told, &[])]);
        assert!(!bench.has_work());
    }
}

/// A SoftDelete removes the copy and says nothing to the server; defects keep it, or pass it on.
#[test]
fn a_soft_delete_stays_on_the_device() {
    for (choice, held, told) in
        [("removed", vec![], false), ("ignored", vec![5], false), ("echoed", vec![], true)]
    {
        let mut bench = one_item(&[&format!("soft-delete={choice}")]);
        bench.bring(INBOX, 4, &[ServerCommand::SoftDelete { item: ItemId(5) }]);
        assert_eq!((bench.holds(INBOX), bench.has_work()), (held, told), "{choice}");
    }
}

/// A change of an item that is soft-deleted meanwhile is still told (EC-14e).
#[test]
fn a_soft_delete_does_not_swallow_a_change() {
    let mut bench = one_item(&[]);
    bench.sync();
    bench.device.mark(INBOX, ItemId(5), READ);
    bench.answer_with([success(INBOX, 4, &[], &[ServerCommand::SoftDelete { item: ItemId(5) }])]);
    assert!(bench.holds(INBOX).is_empty());
    assert_eq!(bench.sync_of(INBOX).commands.to_vec(), [change(5, Some(true), None)]);
}

/// Commands for items that the device does not hold do nothing (EC-13i), and ask nobody.
#[test]
fn unknown_items_are_harmless() {
    let mut bench = Bench::new(&[]);
    let before = bench.device.clone();
    bench.sync();
    let commands = [
        delete(9),
        ServerCommand::SoftDelete { item: ItemId(9) },
        ServerCommand::Change {
            item: ItemId(9),
            class: Class::Sms,
            read: Some(true),
            flag: None,
            conversation: false,
        },
    ];
    let response =
        Response::Sync(SyncResponse::Collections([success(INBOX, 2, &[], &commands)].into_iter().collect()));
    let mut cx = Context::new(&bench.behaviour);
    bench.device.receive(&mut cx, &response);
    assert_eq!((bench.device, cx.consulted()), (before, Consulted::NONE));
}

/// A server Add of an item that is held is a change of it ([MS-ASCMD] 2.2.3.7.2).
#[test]
fn a_second_add_is_a_change() {
    let mut bench = one_item(&[]);
    bench.bring(INBOX, 4, &[add(5, text(8))]);
    let copy = bench.folder(INBOX).view[0];
    assert_eq!((bench.holds(INBOX), copy.text), (vec![5], text(8)));
}
