//! The index of findings.

use std::fmt::Write as _;

use super::Found;
use crate::Harm;
use crate::evidence::Verdict;
use crate::markdown::{cell, table};

/// The index, of findings in the order in which they are listed.
pub(crate) fn index(all: &[Found]) -> String {
    let rows = all.iter().map(|found| {
        let steps = found.evidence.drawing.steps.map_or_else(|| "seed".to_owned(), |steps| steps.to_string());
        vec![
            // On one line, so that rows are.
            found.harm().words().replace(' ', "\u{a0}"),
            format!("[{}]({}.md)", cell(&found.authored.question), found.name),
            decided(found),
            steps,
        ]
    });
    let mut out = "# Findings\n\n".to_owned();
    out.push_str(&table(&["harm", "question", "goes wrong under", "steps"], rows));
    out.push_str(ABOUT);
    for harm in Harm::ALL {
        let count = all.iter().filter(|found| found.harm() == harm).count();
        let _ = writeln!(out, "- **{}** ({count}): {}.", harm.words(), harm.meaning());
    }
    out.push_str(HOW);
    out
}

/// The reading under which the chart goes wrong; whether another helps.
fn decided(found: &Found) -> String {
    let verdicts = &found.evidence.verdicts;
    let is_broken =
        |verdict: &Verdict| matches!(verdict, Verdict::Violated { .. } | Verdict::BrokenInSeed { .. });
    let drawn = found.authored.search.as_ref().map_or("default", |wanted| wanted.draw.as_str());
    if found.evidence.aim.is_goal {
        return "none; shown as it should be".to_owned();
    }
    if drawn != "default" {
        return format!("`{drawn}`");
    }
    if verdicts.iter().all(|(_, verdict)| is_broken(verdict)) {
        return "every reading".to_owned();
    }
    let defaults = found.points().into_iter().filter_map(|point| {
        Some(format!(
            "`{}={}`, the default",
            point.ambiguity.unwrap_or(point.name),
            point.variants.first()?.name
        ))
    });
    defaults.collect::<Vec<_>>().join(", ")
}

const ABOUT: &str = "
A server keeps your mailbox, a phone sends your SMS, and between them messages are lost. Each page above takes one question
that somebody has to answer who builds either side. It says what the specification says, what comes of each way to read it,
and shows the fewest steps in which it goes wrong. Where a chart has few steps, expect to meet it in the first week.

A search of every state of a small world, or a seed of the simulator, gives the verdicts, the counts and the charts. People
write the questions and the advice, and a claim of theirs that does not come true stops the build.

## Harm

From worst to least, for the people who write and read the messages:

";

const HOW: &str = "
## How to read a page

- *default* is the reading that the suite takes for right. A *reading* is another way to understand the text. A *defect* is
  what some server or client in the field did.
- *holds in all N states* means that a search saw every state of that world. *but breaks …* says what the same choice costs
  elsewhere.
- *goes wrong under* names the choice that the chart shows, as `--with` takes it; `asms behaviours POINT` lists the others. *every
  reading* means that no choice of one side avoids it: limit the damage.
- *steps* are those of the shortest way there; *seed* stands for a run of the simulator.
- The charts follow the colours of your screen, light or dark.

`asms reports --out reports` writes all of this anew, and the checks of the repository compare. A page begins as a file in
[reports/authored](../authored).
";
