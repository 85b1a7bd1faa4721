//! What became of messages, in numbers.

use std::io::{self, Write};

use asms_sim::numbers::Numbers;
use asms_sim::watch::Fate;
use indicatif::HumanCount;

/// A share of 10,000, to the nearest.
fn per_10_000(count: u64, of: u64) -> u64 {
    let share = (u128::from(count) * 10_000 + u128::from(of) / 2).checked_div(u128::from(of));
    share.and_then(|share| u64::try_from(share).ok()).unwrap_or_default()
}

/// How many messages ended in each way, a line each.
pub(super) fn write(numbers: &Numbers, out: &mut impl Write) -> io::Result<()> {
    let messages = numbers.messages;
    let head = HumanCount(messages).to_string();
    writeln!(out, "{:24} {head:>12} {:>12}", "messages, by recipient", "per 10,000")?;
    for fate in Fate::ALL {
        let count = numbers.fates.get(&fate).map_or(0, |tally| tally.count);
        let share = HumanCount(per_10_000(count, messages)).to_string();
        writeln!(out, "  {:22} {:>12} {share:>12}", fate.name(), HumanCount(count).to_string())?;
    }
    Ok(())
}
