//! Putting together what several machines did of a night.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::store::Begun;
use crate::{Night, NightError, Shard, Store};

/// Puts together the parts of a night, and keeps it in another folder as if one machine had done it: page, results, and what
/// the next night begins with.
///
/// The parts have to be of the same night. A job that two of them did has to have given the same record; that it has not is
/// an error, since nothing may depend on the machine. A part may be missing: then its jobs were not run.
pub fn merge(parts: &[Store], out: &Store) -> Result<Night, NightError> {
    let mut begun = Vec::new();
    for part in parts {
        let night = part.begun()?.ok_or_else(|| {
            NightError::Parts(format!("{}: no night was begun there", part.result("").display()))
        })?;
        begun.push((part, night));
    }
    let Some((first, Begun { plan, build, .. })) = begun.first().cloned() else {
        return Err(NightError::Parts("there are no parts to put together".to_owned()));
    };
    let mut records = BTreeMap::new();
    for (part, other) in begun {
        if other.plan != plan {
            return Err(NightError::Parts(format!(
                "{} and {} are parts of different nights: they differ in budget, label, program, scenarios or in \
                 what earlier nights left",
                first.result("").display(),
                part.result("").display()
            )));
        }
        for (id, record) in part.records(&plan)? {
            if records.get(&id).is_some_and(|known| *known != record) {
                return Err(NightError::Parts(format!(
                    "{id} gave different records on two machines, {} and another: what is the same work has to give the \
                     same result",
                    part.result("").display()
                )));
            }
            records.insert(id, record);
        }
    }
    // With what they all began; each has kept it.
    let state = first.state()?;
    for part in parts {
        gather(&part.corpora(), &out.corpora())?;
    }
    out.begin(&Begun { plan: plan.clone(), shard: Shard::WHOLE, build })?;
    for job in &plan.jobs {
        if let Some(record) = records.get(&job.id) {
            out.keep(job, record)?;
        }
    }
    let night = Night::new(plan, Shard::WHOLE, records)?;
    night.write(out)?;
    out.keep_state(&state.after(&night.plan, night.records.values())?)?;
    Ok(night)
}

/// Copies inputs that fuzzing found. Each is named by what it holds, so that none is lost.
pub(crate) fn gather(from: &Path, to: &Path) -> Result<(), NightError> {
    if from == to || !from.is_dir() {
        return Ok(());
    }
    for target in fs::read_dir(from).map_err(NightError::io(from))? {
        let target = target.map_err(NightError::io(from))?;
        let (folder, into) = (target.path(), to.join(target.file_name()));
        fs::create_dir_all(&into).map_err(NightError::io(&into))?;
        for input in fs::read_dir(&folder).map_err(NightError::io(&folder))? {
            let input = input.map_err(NightError::io(&folder))?.path();
            if let Some(name) = input.file_name().filter(|_| input.is_file()) {
                fs::copy(&input, into.join(name)).map_err(NightError::io(&input))?;
            }
        }
    }
    Ok(())
}
