//! A radio channel as a table that people read.

use std::fmt;

use super::{Carrier, Radio};

/// A time in milliseconds, in the greatest unit that needs at most one digit behind the point.
pub(crate) struct Time(pub(crate) u64);

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let milliseconds = self.0;
        let (unit, name) = match milliseconds {
            0..1_000 => return write!(f, "{milliseconds} ms"),
            1_000..120_000 => (1_000, "s"),
            120_000..7_200_000 => (60_000, "min"),
            7_200_000..172_800_000 => (3_600_000, "h"),
            _ => (86_400_000, "days"),
        };
        match milliseconds * 10 / unit % 10 {
            0 => write!(f, "{} {name}", milliseconds / unit),
            tenth => write!(f, "{}.{tenth} {name}", milliseconds / unit),
        }
    }
}

/// One parameter a line, without a line break at the end.
impl fmt::Display for Radio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let carrier = match self.carrier {
            Carrier::Gsm => "GSM",
            Carrier::Cdma => "CDMA",
        };
        let mut retries: Vec<String> = self.retries.iter().map(|pause| Time(*pause).to_string()).collect();
        if let Some(last) = retries.last().cloned() {
            retries.push(format!("then every {last}"));
        }
        let rows: [(&str, String); 16] = [
            ("carrier", carrier.to_owned()),
            ("delay, phone reachable", self.delay.to_string()),
            ("status report later by", self.report_delay.to_string()),
            ("phone out of reach", format!("{} of the time", self.unreachable)),
            ("out of reach for", self.absence.to_string()),
            ("never delivered", self.never_delivered.to_string()),
            ("submission refused for now", self.refused.to_string()),
            ("answer lost after acceptance", self.answer_lost.to_string()),
            ("delivered twice", self.duplicated.to_string()),
            ("adjacent parts swapped", self.swapped.to_string()),
            ("loss of a transmission", self.loss.to_string()),
            ("mean length of a burst of losses", format!("{} transmissions", self.burst)),
            ("most submissions in a cell", format!("{} a minute", self.capacity)),
            ("status report lost", self.report_lost.to_string()),
            ("centre tries again after", retries.join(", ")),
            ("validity period", Time(self.validity).to_string()),
        ];
        let width = rows.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
        for (at, (name, value)) in rows.iter().enumerate() {
            let line = if at == 0 { "" } else { "\n" };
            write!(f, "{line}{name:width$}  {value}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::radio::Preset;

    #[test]
    fn times_have_units() {
        for (milliseconds, shown) in [
            (0, "0 ms"),
            (999, "999 ms"),
            (1_000, "1 s"),
            (7_050, "7 s"),
            (7_100, "7.1 s"),
            (60_000, "60 s"),
            (300_000, "5 min"),
            (3_600_000, "60 min"),
            (14_400_000, "4 h"),
            (259_200_000, "3 days"),
        ] {
            assert_eq!(Time(milliseconds).to_string(), shown);
        }
    }

    #[test]
    fn a_channel_prints_as_a_table() {
        let shown = Preset::Disaster.radio(Carrier::Gsm).to_string();
        let expected = "\
carrier                           GSM
delay, phone reachable            half within 4.6 min, 90 % within 80.1 min, 99 % within 14.1 h
status report later by            half within 5 min, 90 % within 87.1 min, 99 % within 15.3 h
phone out of reach                60 % of the time
out of reach for                  half within 40 s, 90 % within 3.1 min, 99 % within 11 min
never delivered                   20 %
submission refused for now        70 %
answer lost after acceptance      10 %
delivered twice                   5 %
adjacent parts swapped            40 %
loss of a transmission            20 %
mean length of a burst of losses  20 transmissions
most submissions in a cell        30 a minute
status report lost                30 %
centre tries again after          4 min, 20 min, 60 min, 4 h, then every 4 h
validity period                   3 days";
        assert_eq!(shown, expected);
    }
}
