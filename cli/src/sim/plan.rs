//! Every parameter of a plan, for readers.

use std::io::{self, Write};

use asms_sim::Plan;
use asms_sim::plan::{Fault, Habit};
use indicatif::HumanCount;

use crate::layout::{counted, wrapped};

/// Writes every parameter.
pub(super) fn write(plan: &Plan, out: &mut impl Write) -> io::Result<()> {
    let users = counted(plan.users.into(), "user", "users");
    let devices = counted(plan.scenario.devices.len(), "device", "devices");
    let days = counted(usize::try_from(plan.days).unwrap_or(usize::MAX), "day", "days");
    wrapped(out, &format!("{}: ", plan.scenario.name), &plan.scenario.about)?;
    writeln!(out, "{days}, {users} with {devices} each; a device polls every {} min", plan.poll / 60_000)?;
    let behaviour = plan.behaviour.deviations();
    if !behaviour.is_empty() {
        wrapped(out, "behaviour: ", &behaviour.join(", "))?;
    }
    writeln!(out, "\nRadio, in {} ([simulation.radio]):", counted(plan.cells.into(), "cell", "cells"))?;
    for line in plan.radio.to_string().lines() {
        writeln!(out, "  {line}")?;
    }
    writeln!(out, "\nBetween devices and server ([simulation.http]):")?;
    writeln!(out, "  delay of a message    {}", plan.http.delay)?;
    writeln!(out, "  waits for an answer   {} s", plan.http.time_out / 1000)?;
    writeln!(out, "\nWhat a user does, in 30 days ([simulation.habits]):")?;
    for habit in Habit::ALL {
        let rate = HumanCount(plan.habits.rate(*habit).into()).to_string();
        wrapped(out, &format!("  {:16} {rate:>9}  ", habit.name()), habit.prose().trim())?;
    }
    let recipients: Vec<String> =
        plan.recipients.shares().map(|(recipients, share)| format!("{recipients}: {share}")).collect();
    writeln!(out, "\nRecipients of a message ([simulation] recipients):")?;
    for line in recipients.chunks(8) {
        writeln!(out, "  {}", line.join(", "))?;
    }
    let swarm = if plan.swarm {
        "each seed has some of them, a quarter as strong, as strong, or four times as strong"
    } else {
        "each seed has all of them"
    };
    writeln!(out, "\nWhat goes wrong besides ([simulation.faults]):")?;
    writeln!(out, "  {swarm}")?;
    for fault in Fault::ALL {
        let strength = HumanCount(plan.faults.strength(*fault).into()).to_string();
        let text = format!("{}: {}", fault.unit().words(), fault.prose().trim());
        wrapped(out, &format!("  {:16} {strength:>9}  ", fault.name()), &text)?;
    }
    Ok(())
}
