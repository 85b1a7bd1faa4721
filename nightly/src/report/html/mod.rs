//! A night as one page that needs nothing else: no network, and no script but for its filters.

mod charts;
mod jobs;

use std::fmt::Write as _;

use asms_machine::facts;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{Kind, Night};
use crate::work::counted;
use crate::{Finding, Record, Verdict};

const STYLE: &str = include_str!("style.css");
const FILTER: &str = include_str!("filter.js");

impl Night {
    /// The page. What it shows depends on the records alone, so that it is the same however the night was spread.
    pub fn html(&self) -> String {
        let page = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { "asms · " (self.title()) }
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    (self.head())
                    main {
                        (self.tiles())
                        (self.broken_section())
                        (self.uncovered_section())
                        (charts::properties(self))
                        (charts::networks(self))
                        (jobs::section(self))
                    }
                    footer {
                        p {
                            "Made by asms " (self.plan.program) ", scenarios " code { (self.plan.suite) }
                            ". The same plan gives the same page on any machine, in one go or in parts."
                        }
                    }
                    script { (PreEscaped(FILTER)) }
                }
            }
        };
        page.into_string()
    }

    fn head(&self) -> Markup {
        html! {
            header class=(class(self.verdict())) {
                p.kicker { "asms: SMS over Exchange ActiveSync, checked, simulated and fuzzed" }
                h1 { (self.title()) " " span class={ "badge " (class(self.verdict())) } { (self.verdict().name()) } }
                p.lead { (self.sentence()) }
                p.dim {
                    "Planned for " (duration(self.plan.budget)) " on " (counted(u64::from(self.plan.cores), "core", "cores"))
                    ": " (counted(self.plan.jobs.len() as u64, "job", "jobs")) ", which take those about "
                    (duration(self.plan.seconds())) "."
                    @if !self.shard.is_whole() { " This is part " (self.shard) " of them." }
                }
                nav {
                    a href="#broken" { "What is broken" } " "
                    a href="#uncovered" { "What is not covered" } " "
                    a href="#properties" { "Properties" } " "
                    a href="#networks" { "Networks" } " "
                    a href="#jobs" { "Every job" }
                }
            }
        }
    }

    /// How much of each kind was done, at a glance.
    fn tiles(&self) -> Markup {
        html! {
            section.tiles {
                @for kind in Kind::ALL {
                    @if self.jobs(kind).next().is_some() {
                        a class={ "tile " (class(self.worst(kind))) } href={ "#" (kind.name()) } {
                            span.dim { (kind.title()) }
                            strong { (self.amount(kind)) }
                            span { (self.verdicts(kind)) }
                        }
                    }
                }
            }
        }
    }

    /// The gravest verdict of a kind; of a kind that could not be done at all, that.
    fn worst(&self, kind: Kind) -> Verdict {
        let verdicts =
            self.jobs(kind).map(|(_, record)| record.map_or(Verdict::Unfinished, |record| record.verdict));
        let all: Vec<Verdict> = verdicts.collect();
        match all.iter().copied().filter(|verdict| *verdict != Verdict::Skipped).max() {
            Some(worst) => worst,
            None => Verdict::Skipped,
        }
    }

    fn broken_section(&self) -> Markup {
        let findings = self.findings();
        html! {
            section #broken {
                h2 { "What is broken" }
                @if findings.is_empty() {
                    p { "Nothing." @if !self.not_run().is_empty() { " Of what was not run nothing is known." } }
                }
                @for (at, (record, finding)) in findings.into_iter().enumerate() { (told(record, finding, at == 0)) }
            }
        }
    }

    fn uncovered_section(&self) -> Markup {
        let (not_run, uncovered) = (self.not_run(), &self.uncovered);
        let skipped: Vec<&Record> = self.skipped().collect();
        html! {
            section #uncovered {
                h2 { "What is not covered" }
                @if !not_run.is_empty() {
                    (list("Jobs that were not run", self.rest.words(),
                        not_run.iter().map(|job| (job.id.as_str(), String::new()))))
                }
                @if !skipped.is_empty() {
                    (list("Jobs that cannot be done here", "Something that they need is not installed.",
                        skipped.iter().map(|record| (record.job.as_str(), record.says.clone()))))
                }
                @if !uncovered.properties.is_empty() {
                    (list("Properties that came up in no search", "So nothing is said of them.",
                        uncovered.properties.iter().map(|name| (*name, String::new()))))
                }
                @if !uncovered.points.is_empty() {
                    (list("Decision points that nothing asked", "Another choice there would have changed nothing.",
                        uncovered.points.iter().map(|name| (*name, String::new()))))
                }
                @if !uncovered.actions.is_empty() {
                    (list("What happened in no simulation", "Kinds of action of the model; searches may have seen them.",
                        uncovered.actions.iter().map(|name| (*name, String::new()))))
                }
                @if !uncovered.facts.is_empty() {
                    (list("Requirements, edge cases and known bugs outside of the suite", "No message of it carries them, on any night.",
                        uncovered.facts.iter().map(|fact| (fact.id.as_str(), format!("{} {}", fact.text, fact.because)))))
                }
                p.dim {
                    "Beyond that: searches see worlds of a few items, devices and losses; simulations see the seeds of this night; \
                     real servers and clients are not part of it. Those are tested with the fixtures."
                }
            }
        }
    }
}

/// Names with what is to be said of each, folded away.
fn list<'i>(title: &str, prose: &str, items: impl ExactSizeIterator<Item = (&'i str, String)>) -> Markup {
    html! {
        details.gap {
            summary { strong { (items.len()) } " " (title) }
            p.dim { (prose) }
            ul {
                @for (name, text) in items { li { code { (name) } @if !text.is_empty() { " " (text) } } }
            }
        }
    }
}

/// Something that is not as it should be, unfolded or not.
fn told(record: &Record, finding: &Finding, open: bool) -> Markup {
    html! {
        details open[open] class={ "finding " (class(record.verdict)) } {
            summary { span class={ "badge " (class(record.verdict)) } { (record.verdict.name()) } " " (finding.title) }
            p.exact { (finding.text) }
            dl {
                dt { "Shown again by" } dd { code { (finding.again) } }
                dt { "Rule" } dd { code { (finding.rule) } }
                dt { "In the model" } dd { code { (finding.place.file) ":" (finding.place.line) } }
                @for id in &finding.sources {
                    dt { (id) } dd { (facts::find(id).map(|fact| fact.text).unwrap_or_default()) }
                }
            }
            @if !finding.picture.is_empty() {
                figure { img alt={ "Sequence chart of " (finding.title) } src=(embedded(&finding.picture)); }
            }
            @if !finding.chart.is_empty() {
                details { summary { "The same as text" } pre { (finding.chart) } }
            }
        }
    }
}

/// A picture as a link that holds it, so that its styles are its own.
fn embedded(svg: &str) -> String {
    format!("data:image/svg+xml;base64,{}", STANDARD.encode(svg))
}

/// The class of a verdict.
fn class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Passed => "passed",
        Verdict::Skipped => "skipped",
        Verdict::Differs => "differs",
        Verdict::Unreached => "unreached",
        Verdict::Unfinished => "unfinished",
        Verdict::Failed => "failed",
    }
}

/// `5 min`, `1 h 30 min`
fn duration(seconds: u64) -> String {
    let mut text = String::new();
    for (unit, name) in [(3_600, "h"), (60, "min"), (1, "s")] {
        let count = seconds / unit % if unit == 3_600 { u64::MAX } else { 60 };
        if count > 0 {
            let _ = write!(text, "{}{count} {name}", if text.is_empty() { "" } else { " " });
        }
    }
    if text.is_empty() { "no time".to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_as_people_say_them() {
        assert_eq!(
            [0, 5, 300, 5_400, 90_061].map(duration),
            ["no time", "5 s", "5 min", "1 h 30 min", "25 h 1 min 1 s"]
        );
    }
}
