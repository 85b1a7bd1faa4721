//! The scenarios: how large they are, what may happen in them, and what is known to be broken.

use std::fmt::Write as _;

use asms_machine::class::FolderKind;
use asms_machine::device::Poll;
use asms_machine::modem::StatusReports;
use asms_machine::scenario::{BUILT_IN, Begin, Scenario, ScenarioError};

use crate::ReportError;
use crate::markdown::{cell, codes, count, counted, plain, table};

/// The page.
pub(crate) fn page() -> Result<String, ReportError> {
    let scenarios = BUILT_IN
        .iter()
        .map(|(name, text)| Scenario::parse(name, &format!("{name}.toml"), text))
        .collect::<Result<Vec<_>, ScenarioError>>()?;
    let states: u64 = scenarios.iter().filter_map(|scenario| scenario.expect.states).sum();
    let steps: u64 = scenarios.iter().filter_map(|scenario| scenario.expect.generated).sum();
    let mut out = format!(
        "# State spaces\n\n{} of the model, {} states and {} steps in all. The counts are those that the files pin; `asms check` \
         searches every state and compares.\n\n",
        counted(u64::try_from(scenarios.len()).unwrap_or_default(), "scenario", "scenarios"),
        count(states),
        count(steps)
    );
    let number = |value: Option<u64>| value.map_or_else(|| "not pinned".to_owned(), count);
    out.push_str(&table(
        &["scenario", "states", "steps", "depth", "broken by default"],
        scenarios.iter().map(|scenario| {
            let expect = &scenario.expect;
            let broken = expect.violated.iter().map(|(property, pinned)| {
                let steps = pinned.steps.map_or_else(String::new, |steps| format!(" in {steps}"));
                format!("`{property}`{steps}")
            });
            vec![
                format!("[{name}](#{name})", name = scenario.name),
                number(expect.states),
                number(expect.generated),
                number(expect.depth.map(u64::from)),
                broken.collect::<Vec<_>>().join(", "),
            ]
        }),
    ));
    for scenario in &scenarios {
        out.push_str(&section(scenario));
    }
    Ok(out)
}

fn section(scenario: &Scenario) -> String {
    let name = &scenario.name;
    let mut out =
        format!("\n## {name}\n\n{} ([file](../model/scenarios/{name}.toml))\n\n", plain(&scenario.about));
    let _ = writeln!(out, "- who takes part: {}", actors(scenario));
    let goals: Vec<&str> = scenario.goals.iter().map(|goal| goal.name).collect();
    let _ = writeln!(out, "- reached: {}", codes(goals));
    let holds: Vec<&str> = scenario.expect.holds.iter().flatten().map(String::as_str).collect();
    if !holds.is_empty() {
        let _ = writeln!(out, "- holds: {}", codes(holds));
    }
    for (property, pinned) in &scenario.expect.violated {
        let steps =
            pinned.steps.map_or_else(String::new, |steps| format!(" in {}", counted(steps, "step", "steps")));
        let _ = writeln!(out, "- **broken**: `{property}`{steps}. {}", cell(&pinned.because));
    }
    out
}

/// Server, devices, folders, radio, and where it begins.
fn actors(scenario: &Scenario) -> String {
    let folders: Vec<&str> = scenario.folders.iter().map(|folder| folder.kind.name()).collect();
    let mut parts = vec![format!("a server with {}", folders.join(", "))];
    for (at, device) in scenario.devices.iter().enumerate() {
        let name = if at == 0 { "a device".to_owned() } else { format!("device {}", at + 1) };
        let poll = match device.poll {
            Poll::Interval => "polls",
            Poll::Hanging => "lets its Sync hang",
            Poll::Ping => "waits by Ping",
        };
        let sends = if device.outbound { " and sends" } else { "" };
        parts.push(format!("{name} at {} that {poll}{sends}", device.version));
    }
    if scenario.folders.iter().any(|folder| folder.kind == FolderKind::Outbox) {
        let radio = &scenario.radio;
        let kind = match (radio.part_size, radio.status_reports) {
            (None, _) => "a radio network that takes messages whole",
            (Some(_), StatusReports::WithDelivery) => "a radio network with parts",
            (Some(_), StatusReports::Apart) => {
                "a radio network with parts, and status reports apart from them"
            }
        };
        parts.push(kind.to_owned());
    }
    if scenario.begin == Begin::Settled {
        parts.push("everything synchronised at the start".to_owned());
    }
    parts.join("; ")
}
