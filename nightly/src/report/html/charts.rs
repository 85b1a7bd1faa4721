//! Pictures of a night: which property was asked where, and what became of messages on which network.

use std::collections::BTreeMap;

use asms_machine::property::{PROPERTIES, RECOVERABILITY, RECOVERABILITY_PROSE};
use asms_sim::radio::Preset;
use asms_sim::watch::Fate;
use maud::{Markup, html};

use super::jobs::{came, words};
use crate::report::{Kind, Night};
use crate::work::LATENCIES;
use crate::work::grouped;
use crate::{Came, Record, Work};

/// Properties down, scenarios across, and what came of each in each.
pub(super) fn properties(night: &Night) -> Markup {
    let searched: Vec<(&str, Option<&Record>)> = night
        .jobs(Kind::Check)
        .filter_map(|(job, record)| match &job.work {
            Work::Check { scenario, larger: false } => Some((scenario.as_str(), record)),
            _ => None,
        })
        .collect();
    let properties = PROPERTIES.iter().map(|property| (property.name, property.prose));
    html! {
        section #properties {
            h2 { "Which property was asked in which scenario" }
            p.dim {
                "A search of every state. " span.cell.holds {} " holds " span.cell.known {} " broken as is known "
                span.cell.broken {} " broken " span.cell.silent {} " never came up " span.cell.none {} " not searched"
            }
            @if searched.is_empty() { p { "No scenario is searched in this part." } } @else {
                div.wide {
                    table.matrix {
                        thead { tr { th {} @for (name, _) in &searched { th.upright { span { (name) } } } th.upright { span { "holds in" } } } }
                        tbody {
                            @for (name, prose) in properties.chain([(RECOVERABILITY, RECOVERABILITY_PROSE)]) {
                                (property_row(name, prose, &searched))
                            }
                        }
                    }
                }
            }
        }
    }
}

fn property_row(name: &str, prose: &str, searched: &[(&str, Option<&Record>)]) -> Markup {
    let cell = |record: &Record| {
        record.claims.iter().find(|claim| claim.name == name).map(|claim| (claim.came, claim.note.clone()))
    };
    let cells: Vec<(&str, Option<(Came, String)>)> =
        searched.iter().map(|(scenario, record)| (*scenario, record.and_then(cell))).collect();
    let holds = cells.iter().filter(|(_, cell)| matches!(cell, Some((Came::Holds, _)))).count();
    html! {
        tr {
            th title=(prose) { (name) }
            @for (scenario, cell) in &cells {
                @match cell {
                    Some((is, note)) => td { span class={ "cell " (came(*is)) } title={ (name) " in " (scenario) ": " (words(*is)) (said(note)) } {} },
                    None => td { span.cell.none title={ (scenario) ": not searched" } {} },
                }
            }
            td.number { (holds) }
        }
    }
}

fn said(note: &str) -> String {
    if note.is_empty() { String::new() } else { format!(", {note}") }
}

/// What became of messages on each network, of the default behaviour.
pub(super) fn networks(night: &Night) -> Markup {
    let mut by_preset: BTreeMap<&str, Vec<&Record>> = BTreeMap::new();
    let mut planned: BTreeMap<&str, usize> = BTreeMap::new();
    for (job, record) in night.jobs(Kind::Simulate) {
        if let Work::Simulate { preset: Some(preset), .. } = &job.work {
            *planned.entry(preset.name()).or_default() += 1;
            by_preset.entry(preset.name()).or_default().extend(record);
        }
    }
    by_preset.retain(|_, records| !records.is_empty());
    let is_partial =
        planned.iter().any(|(preset, jobs)| by_preset.get(preset).is_none_or(|done| done.len() < *jobs));
    let rows: Vec<(&str, Sums<'_>)> = Preset::ALL
        .iter()
        .filter_map(|preset| Some((preset.name(), Sums(by_preset.get(preset.name())?))))
        .collect();
    html! {
        section #networks {
            h2 { "What became of messages" }
            @if rows.is_empty() { p { "Nothing was simulated." } } @else {
                p.dim { "All scenarios on each network, counted for each recipient. Some scenarios are rough on purpose: compare networks, not products. What is duplicated, falsely reported or lost has an excuse by name in the jobs below, or fails them." }
                @if is_partial {
                    p { strong { "Not all was run: " } "the networks have not seen the same scenarios, and cannot be compared." }
                }
                (fates(&rows))
                (latencies(&rows))
            }
        }
    }
}

/// The records of a network.
struct Sums<'r>(&'r [&'r Record]);

impl Sums<'_> {
    fn of(&self, name: &str) -> u64 {
        self.0.iter().map(|record| record.number(name)).sum()
    }
}

fn fates(rows: &[(&str, Sums<'_>)]) -> Markup {
    html! {
        table.bars {
            thead { tr { th { "network" } th { "messages" } th { "fate" } @for fate in Fate::ALL { th.number { (fate.name()) } } } }
            tbody {
                @for (preset, sums) in rows {
                    tr {
                        th { (preset) }
                        td.number { (grouped(sums.of("messages"))) }
                        td.bar {
                            div.stack {
                                @for (at, fate) in Fate::ALL.into_iter().enumerate() {
                                    @let share = thousandths(sums.of(fate.name()), sums.of("messages"));
                                    @if share > 0 {
                                        span class={ "fate" (at) } style={ "flex:" (share) } title={ (fate.name()) ": " (percent(share)) } {}
                                    }
                                }
                            }
                        }
                        @for (at, fate) in Fate::ALL.into_iter().enumerate() {
                            td.number { span class={ "key fate" (at) } {} (grouped(sums.of(fate.name()))) }
                        }
                    }
                }
            }
        }
    }
}

fn latencies(rows: &[(&str, Sums<'_>)]) -> Markup {
    html! {
        h3 { "How long deliveries took" }
        p.dim { "From writing at the desktop to the first sight on a handset: the share that took" }
        table.bars {
            thead { tr { th { "network" } th { "deliveries" } @for (name, _) in LATENCIES { th { (name) } } } }
            tbody {
                @for (preset, sums) in rows {
                    tr {
                        th { (preset) }
                        td.number { (grouped(sums.of("deliveries"))) }
                        @for (name, _) in LATENCIES {
                            @let share = thousandths(sums.of(name), sums.of("deliveries"));
                            td.bar {
                                div.stack { span.late style={ "flex:" (share) } {} span style={ "flex:" (1_000 - share.min(1_000)) } {} }
                                span.dim { (percent(share)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn thousandths(count: u64, of: u64) -> u64 {
    (u128::from(count) * 1_000)
        .checked_div(u128::from(of))
        .and_then(|share| u64::try_from(share).ok())
        .unwrap_or(0)
}

/// `12.3 %`
fn percent(thousandths: u64) -> String {
    format!("{}.{} %", thousandths / 10, thousandths % 10)
}
