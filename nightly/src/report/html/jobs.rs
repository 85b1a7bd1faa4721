//! Every job, in tables that can be filtered.

use asms_sim::watch::EXCUSES;
use maud::{Markup, html};

use super::class;
use crate::report::{Kind, Night};
use crate::{Came, Claim, Job, Record, Verdict};

pub(super) fn section(night: &Night) -> Markup {
    html! {
        section #jobs {
            h2 { "Every job" }
            form #filter hidden {
                input type="search" name="text" placeholder="Filter: a scenario, a property, a reading …" aria-label="Filter jobs";
                @for verdict in Verdict::ALL {
                    label { input type="checkbox" name=(class(verdict)) checked; " " (verdict.name()) }
                }
                output {}
            }
            @for kind in Kind::ALL {
                @if night.jobs(kind).next().is_some() { (table(night, kind)) }
            }
            (excuses(night))
        }
    }
}

/// What the excuses of simulations mean that came up.
fn excuses(night: &Night) -> Markup {
    let notes = || night.records.values().flat_map(|record| &record.claims).map(|claim| &claim.note);
    let came_up = |name: &str| notes().any(|note| note.ends_with(&format!("excused: {name}")));
    html! {
        @if EXCUSES.iter().any(|excuse| came_up(excuse.name)) {
            section #excuses {
                h3 { "Excuses" }
                p.dim { "What the protocol cannot help. Each is looked for in what happened before; what has none is a failure." }
                dl {
                    @for excuse in EXCUSES.iter().filter(|excuse| came_up(excuse.name)) {
                        dt { (excuse.name) } dd { (excuse.prose) " " span.dim { "(" (excuse.properties.join(", ")) ")" } }
                    }
                    @if came_up("pinned") { dt { "pinned" } dd { "The file of the scenario says so, and why it cannot be helped." } }
                }
            }
        }
    }
}

fn table(night: &Night, kind: Kind) -> Markup {
    html! {
        section.kind id=(kind.name()) {
            h3 { (kind.title()) " " span.dim { (night.amount(kind)) } }
            p.dim { (kind.proves()) }
            table.jobs {
                thead { tr { th { "verdict" } th { "job" } th { "what came of it" } } }
                tbody { @for (job, record) in night.jobs(kind) { (row(job, record)) } }
            }
        }
    }
}

fn row(job: &Job, record: Option<&Record>) -> Markup {
    let verdict = record.map_or(Verdict::Unfinished, |record| record.verdict);
    // A kind stands above its table; the first part of an id says no more.
    let name = job.id.split_once('/').map_or(job.id.as_str(), |(_, name)| name);
    html! {
        tr data-verdict=(class(verdict)) data-name={ (Kind::of(job).name()) " " (job.id) } {
            td { span class={ "badge " (class(verdict)) } { (verdict.name()) } }
            td { code { (name) } }
            td {
                @match record {
                    None => "not run",
                    Some(record) if record.claims.is_empty() => (record.says),
                    Some(record) => details { summary { (record.says) } (claims(&record.claims)) },
                }
            }
        }
    }
}

/// What was asked. What never came up stands in one line, since there is nothing to say of it.
fn claims(claims: &[Claim]) -> Markup {
    let silent: Vec<&str> = claims
        .iter()
        .filter(|claim| claim.came == Came::NeverCameUp && claim.note.is_empty())
        .map(|claim| claim.name.as_str())
        .collect();
    html! {
        ul.claims {
            @for claim in claims {
                @if claim.came != Came::NeverCameUp || !claim.note.is_empty() {
                    li class=(came(claim.came)) {
                        code { (claim.name) } " " (words(claim.came)) @if !claim.note.is_empty() { ", " (claim.note) }
                    }
                }
            }
            @if !silent.is_empty() { li.silent { "never came up: " (silent.join(", ")) } }
        }
    }
}

pub(super) fn came(came: Came) -> &'static str {
    match came {
        Came::Holds | Came::Reached => "holds",
        Came::Known => "known",
        Came::NeverCameUp => "silent",
        Came::Broken => "broken",
    }
}

pub(super) fn words(came: Came) -> &'static str {
    match came {
        Came::Holds => "holds",
        Came::Reached => "reached",
        Came::Known => "broken as is known",
        Came::NeverCameUp => "never came up",
        Came::Broken => "BROKEN",
    }
}
