//! Putting together what several machines did of a night.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::report::Rest;
use crate::store::Begun;
use crate::{Night, NightError, Record, Shard, Store, Verdict};

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
    // With what they all began; each has kept it.
    let state = first.state()?;
    let mut records: BTreeMap<String, Record> = BTreeMap::new();
    for (part, other) in begun {
        let is = |what: &str| NightError::Parts(format!("{} {what}", part.result("").display()));
        if other.shard.is_whole() {
            return Err(is("is a whole night, and no part of one"));
        }
        if other.build != build {
            return Err(is("is of another build of the program than the first part"));
        }
        if other.plan != plan || part.state()? != state {
            return Err(is(
                "is a part of a different night than the first: they differ in budget, label, program, scenarios or in \
                           what earlier nights left",
            ));
        }
        for (id, record) in part.records(&plan)? {
            let record = match records.remove(&id) {
                Some(known) => agreed(known, record).ok_or_else(|| {
                    is(&format!("and another part both did {id}, with different results; the same work has to give the same"))
                })?,
                None => record,
            };
            records.insert(id, record);
        }
    }
    out.forbid_going_back(plan.night)?;
    for part in parts {
        gather(&part.corpora(), &out.corpora())?;
    }
    out.begin(&Begun { plan: plan.clone(), shard: Shard::WHOLE, build })?;
    for job in &plan.jobs {
        if let Some(record) = records.get(&job.id) {
            out.keep(job, record)?;
        }
    }
    let night = Night::new(plan, Shard::WHOLE, records, Rest::Missing)?;
    night.write(out)?;
    out.keep_state(&state.after(&night.plan, night.records.values())?)?;
    Ok(night)
}

/// What two machines say together of one job, if they agree. What one could not do the other may have done, and what fuzzing finds
/// depends on chance.
fn agreed(one: Record, other: Record) -> Option<Record> {
    match (one.verdict, other.verdict) {
        (Verdict::Skipped, _) => Some(other),
        (_, Verdict::Skipped) => Some(one),
        _ if one == other => Some(one),
        (first, second) if one.job.starts_with("fuzz/") => Some(if first >= second { one } else { other }),
        _ => None,
    }
}

/// Copies inputs that fuzzing found. Each is named by what it holds, so that none is lost.
pub(crate) fn gather(from: &Path, to: &Path) -> Result<(), NightError> {
    if !from.is_dir() {
        return Ok(());
    }
    for target in fs::read_dir(from).map_err(NightError::io(from))? {
        let target = target.map_err(NightError::io(from))?;
        let (folder, into) = (target.path(), to.join(target.file_name()));
        fs::create_dir_all(&into).map_err(NightError::io(&into))?;
        for input in fs::read_dir(&folder).map_err(NightError::io(&folder))? {
            let input = input.map_err(NightError::io(&folder))?.path();
            let Some(to) = input.file_name().map(|name| into.join(name)).filter(|to| !to.exists()) else {
                continue;
            };
            if input.is_file() {
                Store::write_at(&to, &fs::read(&input).map_err(NightError::io(&input))?)?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_machine_could_not_do_another_may_have_done() {
        let record = |job: &str, verdict| Record::new(job, verdict, "so");
        let check = |verdict| record("check/a", verdict);
        assert_eq!(agreed(check(Verdict::Skipped), check(Verdict::Failed)), Some(check(Verdict::Failed)));
        assert_eq!(agreed(check(Verdict::Passed), check(Verdict::Skipped)), Some(check(Verdict::Passed)));
        assert_eq!(agreed(check(Verdict::Passed), check(Verdict::Failed)), None);
        let fuzz = |verdict| record("fuzz/a", verdict);
        assert_eq!(agreed(fuzz(Verdict::Passed), fuzz(Verdict::Failed)), Some(fuzz(Verdict::Failed)));
    }

    #[test]
    fn a_corpus_that_is_gathered_into_itself_stays() {
        let folder = std::env::temp_dir().join(format!("asms-nightly-{}-gather", std::process::id()));
        let input = folder.join("decode/1");
        Store::write_at(&input, b"abc").expect("it can be written");
        gather(&folder, &folder.join("decode/..")).expect("it can be read");
        assert_eq!(fs::read(&input).expect("it is there"), b"abc");
        gather(&folder, &folder.join("other")).expect("it can be read");
        assert_eq!(fs::read(folder.join("other/decode/1")).expect("it is there"), b"abc");
        let _ = fs::remove_dir_all(&folder);
    }
}
