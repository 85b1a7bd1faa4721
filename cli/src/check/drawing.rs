//! Violations as drawings, one file each.

use std::fs;
use std::path::{Path, PathBuf};

use asms_check::Found;
use asms_machine::system::Caption;

use super::Run;
use crate::answer::Failure;

/// Writes a drawing of every violation and deadlock into a directory, which is made if it is not there. Gives the files.
pub(super) fn write(runs: &[Run], directory: &Path) -> Result<Vec<PathBuf>, Failure> {
    let cannot = |path: &Path, error| Failure::unusable(format!("--svg: {}: {error}", path.display()));
    fs::create_dir_all(directory).map_err(|error| cannot(directory, error))?;
    let mut files = Vec::new();
    for (name, svg) in runs.iter().flat_map(drawings) {
        let path = directory.join(name);
        fs::write(&path, svg).map_err(|error| cannot(&path, error))?;
        files.push(path);
    }
    Ok(files)
}

/// The drawings of a run, each with the name of its file.
fn drawings(run: &Run) -> Vec<(String, String)> {
    let violations = run.report.properties.iter().filter_map(|entry| match &entry.found {
        Found::Violated { reason, path } => {
            let note = format!("{} is violated in step {}: {reason}.", entry.info.name, path.len());
            Some((entry.info.name, note, path))
        }
        _ => None,
    });
    let deadlock = run.report.deadlock.as_ref().map(|path| {
        let note = "Behind the last step nothing may happen, though not all is settled.";
        ("deadlock", note.to_owned(), path)
    });
    let drawn = violations.chain(deadlock).map(|(name, note, path)| {
        let caption = Caption {
            title: &run.title(),
            note: &note,
            marked: path.len().checked_sub(1),
            ..Caption::default()
        };
        (file_name(run, name), run.sequence(path).svg(&caption))
    });
    drawn.collect()
}

/// `sync-keys.AMB-17-no-dedupe.no-duplicate-add.svg`
fn file_name(run: &Run, property: &str) -> String {
    let mut parts = vec![run.system.scenario.name.clone()];
    parts.extend(run.system.behaviour.deviations());
    parts.extend([property.to_owned(), "svg".to_owned()]);
    let plain = |c: char| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '-' };
    parts.join(".").chars().map(plain).collect()
}
