//! One seed, with a log or a trace of all that happens.

use std::fs::File;
use std::io::BufWriter;
use std::ops::Range;
use std::path::Path;

use asms_sim::fleet::FleetReport;
use asms_sim::observe::{Observer, Together};
use asms_sim::plan::Recipe;
use asms_sim::record::{Header, Log, Trace};
use asms_sim::{Plan, judge};

use crate::answer::Failure;

/// Runs one seed, and writes down all that happens. What it breaks stands in the trace beside the event, so it runs twice
/// for that.
pub(super) fn run(
    recipe: &Recipe,
    plan: &Plan,
    seeds: &Range<u64>,
    log: Option<&Path>,
    trace: Option<&Path>,
) -> Result<FleetReport, Failure> {
    if seeds.end - seeds.start != 1 {
        return Err(Failure::unusable(format!(
            "--log and --trace take one seed, as --seeds {}; {}..{} are several",
            seeds.start, seeds.start, seeds.end
        )));
    }
    let seed = seeds.start;
    let mut log = log.map(|path| open(path).map(|file| (path, Log::new(file)))).transpose()?;
    let mut trace = match trace {
        None => None,
        Some(path) => {
            let findings = judge(plan, seed, None, None).findings;
            Some((path, Trace::new(open(path)?, &Header::new(recipe, plan, seed)).judged(&findings)))
        }
    };
    let came = {
        let mut observers: Vec<&mut dyn Observer> = Vec::new();
        observers.extend(log.as_mut().map(|(_, log)| log as &mut dyn Observer));
        observers.extend(trace.as_mut().map(|(_, trace)| trace as &mut dyn Observer));
        judge(plan, seed, None, Some(&mut Together(observers)))
    };
    if let Some((path, log)) = log {
        log.finish().map_err(|error| cannot(path, &error))?;
    }
    if let Some((path, trace)) = trace {
        trace.finish().map_err(|error| cannot(path, &error))?;
    }
    let mut report = FleetReport::new(seeds.clone());
    report.add(plan, &came);
    Ok(report)
}

fn open(path: &Path) -> Result<BufWriter<File>, Failure> {
    File::create(path).map(BufWriter::new).map_err(|error| cannot(path, &error))
}

fn cannot(path: &Path, error: &std::io::Error) -> Failure {
    Failure::unusable(format!("cannot write {}: {error}", path.display()))
}
