//! Properties along the fair continuation of a small world, where no scenario has that world.

use super::*;
use crate::class::Class;
use crate::id::DeviceId;
use crate::scenario::Scenario;
use crate::system::System;

/// Walks on until nothing is left to do, and gives what a property said, of each step that it speaks of.
fn walk(system: &System, state: &mut State, names: &[&str]) -> Vec<(&'static str, Judgement)> {
    let mut judgements = Vec::new();
    for _ in 0..40 {
        let Some(action) = system.settle(state) else { return judgements };
        let before = state.clone();
        let effect = system.step(state, action);
        let step = Step { before: &before, action, effect: &effect, after: state };
        let asked = PROPERTIES.iter().filter(|property| names.contains(&property.name));
        for property in asked.filter(|property| property.scope.covers(action, &effect)) {
            judgements.push((property.name, (property.judge)(&step)));
        }
    }
    panic!("it does not settle");
}

/// At 14.0 a user's folder has no SMS: options for them alone are answered as options for e-mail are, without the rest
/// of what they say (AMB-03).
#[test]
fn sms_alone_where_there_are_none() {
    let text = "about = 'by hand'\nversion = '14.0'\nbegin = 'settled'\n[[folder]]\nkind = 'user-mail'\nitems = ['SMS', \
                'Email']\n[[device]]\nfolders.user-mail = { email = 0 }\n[[choice]]\nfolder = 'user-mail'\nsms = \
                0\ntruncation = 5\n[budget]\nchoices = 1\n";
    let system = System::new(Scenario::parse("by-hand", "by-hand.toml", text).expect("it can be read"));
    let mut state = system.initial().expect("it settles");
    system.step(&mut state, Action::UserChooses(DeviceId(0), 0));
    let names = ["convergence", "soft-delete-exact", "truncated-exact"];
    let told =
        |state: &State| state.devices[0].folders[0].view.iter().map(|copy| copy.class).collect::<Vec<_>>();
    let judgements = walk(&system, &mut state, &names);
    assert_eq!(told(&state), [Class::Email], "it stays");
    assert!(judgements.contains(&("convergence", Judgement::Holds)), "{judgements:?}");
    let is_violated = |judgement: &Judgement| matches!(judgement, Judgement::Violated(_));
    assert!(!judgements.iter().any(|(_, judgement)| is_violated(judgement)), "{judgements:?}");

    system.step(&mut state, Action::DeviceResyncs(DeviceId(0)));
    let judgements = walk(&system, &mut state, &names);
    assert_eq!(told(&state), [Class::Email], "it comes");
    assert!(judgements.contains(&("convergence", Judgement::Holds)), "{judgements:?}");
    assert!(!judgements.iter().any(|(_, judgement)| is_violated(judgement)), "{judgements:?}");
}

/// A short request that gives up the Options before it gets a key though nothing is told (AMB-04); one that changes nothing gets
/// none, whatever stood behind the key before the one it uses.
#[test]
fn keys_of_answers_that_change_the_options_alone() {
    let poll = |choice: &str| {
        let text = format!(
            "about = 'by hand'\nbegin = 'settled'\n[behaviour]\n{choice}\n[[folder]]\nkind = 'inbox'\n[[device]]\n\
             folders.inbox = {{ sms = 0 }}\n[budget]\npolls = 1\n"
        );
        let system = System::new(Scenario::parse("by-hand", "by-hand.toml", &text).expect("it can be read"));
        let mut state = system.initial().expect("it settles");
        system.step(&mut state, Action::DevicePolls(DeviceId(0)));
        walk(&system, &mut state, &["keys-move-with-state"])
    };
    let of_one = |judgement| vec![("keys-move-with-state", judgement)];
    assert_eq!(poll("AMB-04 = 'sticky-after-first'"), of_one(Judgement::Unconcerned), "no key is given");
    assert_eq!(poll("AMB-04 = 'never-sticky'"), of_one(Judgement::Holds));
    assert_eq!(poll("AMB-23 = 'every-request'"), of_one(Judgement::Holds));
    let told = "nothing is done and nothing told, yet key 2 becomes 3".to_owned();
    assert_eq!(poll("key-moves = 'always'"), of_one(Judgement::Violated(told)));
}
