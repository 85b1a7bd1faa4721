//! Golden outputs of made-up numbers, and checks of real ones.

use proptest::prelude::*;

use super::*;
use crate::plan::Plan;
use crate::run::judge;

/// Numbers of histories that are made up: each with its messages by fate, in the order of [`Fate::ALL`], and with
/// latencies around a median in milliseconds.
fn made_up(histories: &[[u64; 6]], median: u64) -> Numbers {
    let mut numbers = Numbers::default();
    for (at, history) in (0_u64..).zip(histories) {
        let messages: u64 = history.iter().sum();
        numbers.histories += 1;
        numbers.messages += messages;
        for (fate, count) in Fate::ALL.into_iter().zip(history) {
            numbers.fates.entry(fate).or_default().add(*count, messages);
        }
        let delivered = history[0] + history[1] + history[3];
        for nth in 0..delivered {
            // A heavy tail by integers alone: one in n takes about n times the median.
            let latency = median / 2 + median * delivered / (2 * (delivered - nth)) + at * 7;
            numbers.latencies.add(latency);
            numbers.radio_latencies.add(latency / 3);
        }
        numbers.requests.add(messages / 9, messages * 31 / 7);
        numbers.submissions.add(messages / 50, messages);
        numbers.octets += messages * 1_234 + at;
        numbers.watched(2, Time(30 * DAY));
    }
    numbers
}

fn row(label: &str, histories: &[[u64; 6]], median: u64) -> Row {
    Row { label: label.to_owned(), numbers: made_up(histories, median) }
}

fn compared() -> Comparison {
    let even = [9_600, 3, 320, 1, 76, 0];
    let heaped: Vec<[u64; 6]> =
        (0..40).map(|at| if at % 10 == 0 { [9_100, 3, 320, 1, 76, 500] } else { even }).collect();
    Comparison {
        rows: vec![
            row("as specified", &[even; 40], 8_000),
            row("AMB-17=no-dedupe", &[[9_200, 403, 320, 1, 76, 0]; 40], 8_300),
            row("previous-key=forgotten & <more>", &heaped, 31_000),
            row("a single history", &[[961, 0, 30, 0, 8, 1]], 70_000),
            row("nothing", &[], 1),
        ],
    }
}

#[test]
fn table_of_numbers() {
    insta::assert_snapshot!(compared().rows[0].numbers.table());
}

#[test]
fn table_of_nothing() {
    insta::assert_snapshot!(Numbers::default().table());
}

#[test]
fn table_of_a_comparison() {
    let table = compared().table();
    assert!(table.lines().all(|line| line.chars().count() <= 100), "{table}");
    insta::assert_snapshot!(table);
}

#[test]
fn comparison_for_programs() {
    let comparison = Comparison { rows: compared().rows[1..3].to_vec() };
    insta::assert_snapshot!(serde_json::to_string_pretty(&comparison.json()).unwrap());
}

/// Golden files, to be looked at in a browser.
#[test]
fn plots() {
    let compared = compared();
    insta::assert_binary_snapshot!("latency.svg", compared.latency_plot().into_bytes());
    insta::assert_binary_snapshot!("fates.svg", compared.fate_plot().into_bytes());
}

/// Nothing to draw: still a drawing.
#[test]
fn plots_of_little() {
    let nothing = Comparison::default();
    let empty = Comparison { rows: vec![row("nothing", &[], 1)] };
    let one = Comparison { rows: vec![row("one", &[[1, 0, 0, 0, 0, 0]], 5)] };
    let at_once = Comparison { rows: vec![row("at once", &[[3, 0, 0, 0, 0, 0]], 0)] };
    for comparison in [nothing, empty, one, at_once] {
        for svg in [comparison.latency_plot(), comparison.fate_plot()] {
            assert!(svg.starts_with("<svg xmlns") && svg.ends_with("</svg>\n"), "{svg}");
            assert!(!svg.contains("=\"-"), "{svg}");
        }
    }
}

/// Whatever a world does, its numbers are of the same messages.
#[test]
fn numbers_of_real_runs_add_up() {
    let text = include_str!("../../scenarios/everyday.toml");
    let plan = Plan::parse("everyday", "everyday.toml", text).unwrap();
    let mut numbers = Numbers::default();
    for seed in 0..2 {
        numbers.merge(&judge(&plan, seed, None, None).numbers);
    }
    let count = |fate| numbers.tally(Measure::Fate(fate)).count;
    assert_eq!(numbers.histories, 2);
    assert!(numbers.messages > 0 && numbers.octets > 0);
    assert_eq!(Fate::ALL.map(count).iter().sum::<u64>(), numbers.messages);
    let delivered = count(Fate::Once) + count(Fate::Duplicated) + count(Fate::FalselyReported);
    assert_eq!(numbers.latencies.count(), delivered);
    assert!(numbers.device_seconds >= 2 * u64::from(plan.days) * DAY / SECOND);
}

#[test]
fn every_measure_is_counted() {
    let numbers = made_up(&[[5, 4, 3, 2, 1, 6]], 1_000);
    let counts: Vec<u64> = Measure::all().map(|measure| numbers.tally(measure).count).collect();
    assert_eq!(counts, [5, 4, 3, 2, 1, 6, 2, 0]);
    assert_eq!(numbers.octets_per_message(), Some(1_234));
    assert_eq!(numbers.octets_per_device_day(), Some(432));
}

#[test]
fn only_rows_beyond_the_bounds_differ() {
    let compared = compared();
    let marks =
        |measure| -> Vec<bool> { compared.rows.iter().map(|row| compared.differs(row, measure)).collect() };
    assert_eq!(marks(Measure::Fate(Fate::Duplicated)), [false, true, false, false, false]);
    // One of 1,000 is more than none of 400,000, but a single history may be an unlucky one.
    assert_eq!(marks(Measure::Fate(Fate::Lost)), [false, false, true, false, false]);
    assert_eq!(marks(Measure::RequestsAgain), [false; 5]);
}

fn some() -> impl Strategy<Value = Numbers> {
    let history = prop::array::uniform6(0_u64..20);
    (prop::collection::vec(history, 0..6), 0_u64..100_000)
        .prop_map(|(histories, median)| made_up(&histories, median))
}

proptest! {
    #[test]
    fn numbers_merge_in_any_order(a in some(), b in some(), c in some()) {
        let merged = |parts: [&Numbers; 3]| {
            let mut whole = Numbers::default();
            for part in parts {
                whole.merge(part);
            }
            whole
        };
        let whole = merged([&a, &b, &c]);
        prop_assert_eq!(&merged([&c, &a, &b]), &whole);
        prop_assert_eq!(&merged([&b, &a, &c]), &whole);
        let (mut left, mut right) = (a.clone(), b.clone());
        right.merge(&c);
        left.merge(&right);
        prop_assert_eq!(&left, &whole);
    }
}
