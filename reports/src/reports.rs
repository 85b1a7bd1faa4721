//! All files of the reports.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{fs, io};

use crate::authored::all;
use crate::catalogue::Catalogue;
use crate::findings::{Found, found, index, page};
use crate::{ReportError, behaviours, ids, state_spaces};

/// The files of the reports, each by its path in their folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reports {
    /// What each file holds.
    pub files: BTreeMap<String, String>,
}

/// Writes all of it: tables of requirements, edge cases, behaviours and scenarios, and the findings with their index.
pub fn reports() -> Result<Reports, ReportError> {
    let catalogue = Catalogue::new()?;
    let findings: Vec<Found> =
        all()?.into_iter().map(|(name, authored)| found(name, authored)).collect::<Result<_, _>>()?;
    let mut reports = of(&findings, &catalogue);
    let mut put = |path: &str, text: String| drop(reports.files.insert(path.to_owned(), text));
    put("findings/README.md", index(&findings));
    let ids = ids::Ids::new(&catalogue, &findings)?;
    put("requirements.md", ids.requirements());
    put("edge-cases.md", ids.edge_cases());
    put("behaviours.md", behaviours::page(&catalogue, &findings)?);
    put("state-spaces.md", state_spaces::page()?);
    Ok(reports)
}

/// Writes the pages and charts of some findings alone.
pub fn findings_named(names: &[String]) -> Result<Reports, ReportError> {
    let known = all()?;
    if let Some(asked) = names.iter().find(|asked| !known.iter().any(|(name, _)| name == asked)) {
        let allowed: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        return Err(ReportError::NoFinding { asked: asked.clone(), allowed: allowed.join(", ") });
    }
    let catalogue = Catalogue::new()?;
    let wanted = known.into_iter().filter(|(known, _)| names.iter().any(|name| name == known));
    let findings: Vec<Found> =
        wanted.map(|(name, authored)| found(name, authored)).collect::<Result<_, _>>()?;
    Ok(of(&findings, &catalogue))
}

fn of(findings: &[Found], catalogue: &Catalogue) -> Reports {
    let mut reports = Reports::default();
    for found in findings {
        reports.files.insert(format!("findings/{}.md", found.name), page(found, catalogue));
        reports.files.insert(format!("findings/{}.svg", found.name), found.evidence.drawing.svg.clone());
    }
    reports
}

/// The paths whose files in a folder are not as they would be written: other, missing, or findings that there are not.
pub fn differences(reports: &Reports, folder: &Path) -> io::Result<Vec<String>> {
    let mut differing = BTreeSet::new();
    for (path, text) in &reports.files {
        match fs::read(folder.join(path)) {
            Ok(found) if found == text.as_bytes() => {}
            Ok(_) => {
                differing.insert(format!("{path} is not as it would be written"));
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                differing.insert(format!("{path} is missing"));
            }
            Err(error) => return Err(error),
        }
    }
    let findings = match fs::read_dir(folder.join("findings")) {
        Ok(entries) => Some(entries),
        // Then all of them are missing, which has been said.
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    for entry in findings.into_iter().flatten() {
        let path = format!("findings/{}", entry?.file_name().to_string_lossy());
        if !reports.files.contains_key(&path) {
            differing.insert(format!("{path} is of no finding"));
        }
    }
    Ok(differing.into_iter().collect())
}
