//! Numbers for programs: integers only, each with its unit in its name.

use serde::Serialize;

use super::{Bounds, Comparison, Latencies, Measure, Numbers, Quantile, Row, Share};

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct JsonNumbers {
    histories: u64,
    messages: u64,
    shares: Vec<JsonShare>,
    latency: JsonLatency,
    radio_latency: JsonLatency,
    octets: u64,
    octets_per_message: Option<u64>,
    device_seconds: u64,
    octets_per_device_day: Option<u64>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct JsonShare {
    measure: String,
    whole: &'static str,
    count: u64,
    of: u64,
    parts_per_billion: Option<Share>,
    bounds_95: Option<Bounds>,
    design_effect_thousandths: u64,
    /// Only in comparisons.
    #[serde(skip_serializing_if = "Option::is_none")]
    differs_from_first: Option<bool>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct JsonLatency {
    deliveries: u64,
    milliseconds: Vec<JsonQuantile>,
    longest_milliseconds: Option<u64>,
}

#[derive(Serialize)]
struct JsonQuantile {
    quantile: &'static str,
    milliseconds: Option<u64>,
}

#[derive(Serialize)]
struct JsonComparison<'a> {
    rows: Vec<JsonRow<'a>>,
}

#[derive(Serialize)]
struct JsonRow<'a> {
    label: &'a str,
    #[serde(flatten)]
    numbers: JsonNumbers,
}

impl Numbers {
    /// The numbers to be written as JSON. Shares and bounds are in parts per 1,000,000,000, times in milliseconds.
    pub fn json(&self) -> impl Serialize + use<> {
        whole(self, |_| None)
    }
}

impl Comparison {
    /// The rows to be written as JSON. Shares and bounds are in parts per 1,000,000,000, times in milliseconds.
    pub fn json(&self) -> impl Serialize + '_ {
        let rows = self.rows.iter().map(|row| self.json_row(row));
        JsonComparison { rows: rows.collect() }
    }

    fn json_row<'a>(&self, row: &'a Row) -> JsonRow<'a> {
        JsonRow {
            label: &row.label,
            numbers: whole(&row.numbers, |measure| Some(self.differs(row, measure))),
        }
    }
}

fn whole(numbers: &Numbers, differs: impl Fn(Measure) -> Option<bool>) -> JsonNumbers {
    let shares = Measure::all().map(|measure| {
        let tally = numbers.tally(measure);
        JsonShare {
            measure: measure.name().replace(' ', "-"),
            whole: measure.whole(),
            count: tally.count,
            of: tally.of,
            parts_per_billion: tally.share(),
            bounds_95: tally.bounds(),
            design_effect_thousandths: tally.design_effect(),
            differs_from_first: differs(measure),
        }
    });
    JsonNumbers {
        histories: numbers.histories,
        messages: numbers.messages,
        shares: shares.collect(),
        latency: latency(&numbers.latencies),
        radio_latency: latency(&numbers.radio_latencies),
        octets: numbers.octets,
        octets_per_message: numbers.octets_per_message(),
        device_seconds: numbers.device_seconds,
        octets_per_device_day: numbers.octets_per_device_day(),
    }
}

fn latency(latencies: &Latencies) -> JsonLatency {
    let quantiles = Quantile::ALL
        .map(|quantile| JsonQuantile { quantile: quantile.name, milliseconds: latencies.quantile(quantile) });
    JsonLatency {
        deliveries: latencies.count(),
        milliseconds: quantiles.into(),
        longest_milliseconds: latencies.longest(),
    }
}
