//! Scenario files: what is wrong in them is told with its place.

use super::*;

const SMALL: &str = "\
about = 'small'
[[folder]]
kind = 'inbox'
items = ['SMS']
[[device]]
folders.inbox = { sms = 0 }
";

fn of_contacts(wish: &str, rest: &str) -> String {
    let folder = "about = 'small'\n[[folder]]\nkind = 'contacts'\n[[device]]\n";
    format!("{folder}folders.contacts = {{ {wish} }}\n{rest}")
}

fn error(text: &str) -> String {
    Scenario::parse("mine", "mine.toml", text).expect_err("it is wrong").to_string()
}

#[test]
fn a_small_scenario_is_enough() {
    let scenario = Scenario::parse("mine", "mine.toml", SMALL).expect("it can be read");
    assert_eq!(scenario.devices.len(), 1);
    assert_eq!(scenario.devices[0].folders[0].2, Wish::of(crate::class::MailClasses::SMS));
    assert_eq!(scenario.desktop, [FolderKind::Inbox]);
    assert_eq!(scenario.drafts, [Draft { text: Text::short(crate::id::ContentId(0)) }]);
    assert_eq!(scenario.budget, Budget::default());
    assert_eq!(scenario.expect, Expectation::default());
    assert_eq!(scenario.larger, None);
}

/// A wrong file names itself, the line, what stands there, and what may.
#[test]
fn mistakes_are_told_with_their_place() {
    let unknown_key = error(&SMALL.replace("kind", "kinds"));
    for part in ["mine.toml", "line 3", "kinds", "`kind`"] {
        assert!(unknown_key.contains(part), "{part} is not in: {unknown_key}");
    }
    let unknown_class = error(&SMALL.replace("'SMS'", "'MMS'"));
    for part in ["line 4", "MMS", "`SMS`", "`Email`"] {
        assert!(unknown_class.contains(part), "{part} is not in: {unknown_class}");
    }
    let unknown_budget = error(&format!("{SMALL}[budget]\nlost-request = 1\n"));
    for part in ["line 8", "lost-request", "`lost-requests`"] {
        assert!(unknown_budget.contains(part), "{part} is not in: {unknown_budget}");
    }
    let negative = error(&format!("{SMALL}[budget]\nlost-requests = -1\n"));
    assert!(negative.contains("line 8") && negative.contains("-1"), "{negative}");
    let unknown_folder = error(&SMALL.replace("folders.inbox", "folders.box"));
    for part in ["line 6", "box", "`inbox`", "`sent-items`"] {
        assert!(unknown_folder.contains(part), "{part} is not in: {unknown_folder}");
    }

    for (text, parts) in [
        (format!("goals = ['no-goal']\n{SMALL}"), ["goals", "no-goal", "told-with-sms"]),
        (format!("{SMALL}[expect]\nholds = ['nothing']\n"), ["expect", "nothing", "recoverability"]),
        (format!("{SMALL}[behaviour]\nAMB-17 = 'nothing'\n"), ["[behaviour]", "nothing", "no-dedupe"]),
        (format!("profile = 'exchange-2007'\n{SMALL}"), ["[behaviour]", "exchange-2007", "exchange-2013"]),
        (SMALL.replace("sms = 0", ""), ["device.folders", "neither", "at least one"]),
        (SMALL.replace("sms = 0", "sms = 6"), ["device.folders", "6", "0 to 5"]),
        (of_contacts("email = 0, sms = 0", ""), ["device.folders", "sms", "no SMS"]),
        (of_contacts("email = 0", "[[choice]]\nfolder = 'contacts'\nsms = 0\n"), ["choice", "sms", "no SMS"]),
        (SMALL.replace("folders.inbox", "folders.outbox"), ["device.folders", "Outbox", "Inbox"]),
        (
            format!("{SMALL}[[draft]]\nrecipients = 21\n"),
            ["draft.recipients is 21", "mobile recipients", "0 to 20"],
        ),
        (format!("{SMALL}[radio]\npart-size = 0\n"), ["radio.part-size", "0", "at least one octet"]),
        (
            format!("{SMALL}[radio]\nstatus-reports = 'apart'\n"),
            ["radio.status-reports", "apart", "takes part-size"],
        ),
        (format!("{SMALL}[radio]\nmessage-references = 1\n"), ["radio.message-references", "1", "2 to 256"]),
        (
            format!("{SMALL}[radio]\nmessage-references = 257\n"),
            ["radio.message-references", "257", "2 to 256"],
        ),
        (format!("{SMALL}[radio]\npart-references = 257\n"), ["radio.part-references", "257", "1 to 256"]),
        (format!("{SMALL}[[folder]]\nkind = 'inbox'\n"), ["folder.kind", "Inbox", "once"]),
        (
            format!("device = []\n{}", SMALL.replace("[[device]]\nfolders.inbox = { sms = 0 }", "")),
            ["device", "0", "1 to 8"],
        ),
    ] {
        let error = error(&text);
        for part in parts {
            assert!(error.contains(part), "{part} is not in: {error}");
        }
    }
}

/// TP-MR and the reference of a split message are octets: there are 256 of each, and no fewer unless a file says so.
#[test]
fn references_are_as_many_as_an_octet_has_values() {
    let radio = |text: &str| Scenario::parse("mine", "mine.toml", text).expect("it can be read").radio;
    let all = format!("{SMALL}[radio]\nmessage-references = 256\npart-references = 256\n");
    assert_eq!(radio(&all), radio(SMALL));
    assert_eq!(radio(SMALL).mr_modulus, 256);
}

#[test]
fn every_scenario_that_comes_with_the_suite_can_be_read() {
    for (name, text) in BUILT_IN {
        let scenario = Scenario::built_in(name).expect("it is in the list").expect("it can be read");
        assert_eq!(scenario.name, *name);
        assert!(text.starts_with("# "), "{name}: the file says first what it is");
        assert!(!scenario.goals.is_empty(), "{name}: without goals it proves nothing");
    }
    assert!(Scenario::built_in("no-such").is_none());
}
