//! scratch
#![allow(clippy::all, missing_docs, clippy::pedantic, clippy::unwrap_used, clippy::print_stdout)]
use asms_check::*;
use asms_machine::scenario::*;
use asms_machine::system::*;
use std::sync::atomic::AtomicBool;
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let max: u64 = std::env::var("MAX").ok().and_then(|m| m.parse().ok()).unwrap_or(1_000_000);
    let with: Vec<String> =
        std::env::var("WITH").ok().map(|w| w.split(',').map(str::to_owned).collect()).unwrap_or_default();
    let trace = std::env::var("TRACE").ok();
    println!("state size {}", std::mem::size_of::<State>());
    for (name, text) in BUILT_IN {
        if !args.is_empty() && !args.iter().any(|a| a == name) {
            continue;
        }
        let scenario = match Scenario::parse(name, name, text) {
            Ok(s) => s,
            Err(e) => {
                println!("{name}: {e}");
                continue;
            }
        };
        let scenario = if std::env::var("LARGER").is_ok() { scenario.enlarged() } else { scenario };
        let mut system = System::new(scenario);
        system.behaviour.set_from(with.iter().map(String::as_str)).unwrap();
        let t = std::time::Instant::now();
        let search =
            Search { threads: 2, limits: Limits { states: max, ..Limits::default() }, ..Search::new() };
        let report = search.run(&system, &AtomicBool::new(false), |_| ());
        println!(
            "## {name}: {} states {} generated depth {} {:?} {:.1}s",
            report.states,
            report.generated,
            report.depth,
            report.stopped,
            t.elapsed().as_secs_f32()
        );
        for g in &report.goals {
            if g.reached.is_none() {
                println!("   GOAL UNREACHED {}", g.name)
            }
        }
        if let Some(p) = &report.deadlock {
            println!("   DEADLOCK after {}", p.len());
            if trace.as_deref() == Some("deadlock") {
                show(&system, p)
            }
        }
        let mut none = vec![];
        for p in &report.properties {
            match &p.found {
                Found::Unconcerned => none.push(p.info.name),
                Found::Held => {}
                Found::Violated { reason, path } => {
                    println!("   VIOLATED {} ({} steps): {reason}", p.info.name, path.len());
                    if trace.as_deref().is_some_and(|t| t == "all" || t == p.info.name) {
                        show(&system, path)
                    }
                }
            }
        }
        let holds: Vec<_> = report
            .properties
            .iter()
            .filter(|p| matches!(p.found, Found::Held))
            .map(|p| p.info.name)
            .collect();
        println!("   holds: {}", holds.join(" "));
        let violated: Vec<_> = report
            .properties
            .iter()
            .filter_map(|p| match &p.found {
                Found::Violated { path, .. } => Some(format!("{}:{}", p.info.name, path.len())),
                _ => None,
            })
            .collect();
        println!(
            "PIN|{name}|{}|{}|{}|{}|{}",
            report.states,
            report.generated,
            report.depth,
            holds.join(","),
            violated.join(",")
        );
    }
}
fn show(system: &System, path: &Path<Action>) {
    let mut sequence = Sequence::default();
    let _ = replay(system, path, |step| sequence.lines.push(line(step.action, step.effect)));
    println!("{sequence}");
}
