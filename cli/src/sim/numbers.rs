//! What became of messages, in numbers.

use std::io::{self, Write};

use asms_sim::numbers::Numbers;
use asms_sim::watch::Fate;
use indicatif::HumanCount;

/// How many messages ended in each way.
pub(super) fn fates(numbers: &Numbers) -> Vec<(&'static str, u64)> {
    Fate::ALL.iter().map(|fate| (fate.name(), numbers.fates.get(fate).copied().unwrap_or_default())).collect()
}

/// A share of 10,000, to the nearest.
pub(super) fn per_10_000(count: u64, of: u64) -> u64 {
    let share = (u128::from(count) * 10_000 + u128::from(of) / 2).checked_div(u128::from(of));
    share.and_then(|share| u64::try_from(share).ok()).unwrap_or_default()
}

/// How many messages ended in each way, a line each.
pub(super) fn write(numbers: &Numbers, out: &mut impl Write) -> io::Result<()> {
    let messages = numbers.messages;
    writeln!(
        out,
        "{:24} {:>12} {:>12}",
        "messages, by recipient",
        HumanCount(messages).to_string(),
        "per 10,000"
    )?;
    for (name, count) in fates(numbers) {
        let share = HumanCount(per_10_000(count, messages)).to_string();
        writeln!(out, "  {name:22} {:>12} {share:>12}", HumanCount(count).to_string())?;
    }
    Ok(())
}

/// What else was counted.
pub(super) fn rest(numbers: &Numbers, out: &mut impl Write) -> io::Result<()> {
    for (name, count) in [
        ("requests", numbers.requests),
        ("  sent again", numbers.repeated_requests),
        ("submissions", numbers.submissions),
        ("  sent again", numbers.repeated_submissions),
        ("octets of all that is sent", numbers.octets),
    ] {
        writeln!(out, "{name:24} {:>12}", HumanCount(count).to_string())?;
    }
    Ok(())
}
