//! Arbitrary input for a fuzz target, where a nightly compiler and cargo-fuzz are at hand.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::Duration;

use super::{Workshop, finding, found};
use xxhash_rust::xxh3::xxh3_64;

use crate::record::Place;
use crate::{Job, NightError, Record, Store, Verdict};

/// How often is looked whether it has ended.
const LOOK: Duration = Duration::from_millis(100);

/// How much of what a target says is told, in bytes; and of an input that breaks it.
const TOLD: usize = 4_000;
const MOST_SAID: u64 = 64 << 20;
const INPUT: usize = 1_000;

/// The version of libwbxml that its target compares with.
const LIBWBXML: &str = "0.11.8";

impl Workshop<'_> {
    pub(super) fn fuzz(
        &self,
        job: &Job,
        target: &str,
        seconds: u64,
        show: &mut dyn FnMut(String),
    ) -> Result<Option<Record>, NightError> {
        let skipped = |why: &str| Ok(Some(Record::new(&job.id, Verdict::Skipped, why)));
        let Some(folder) = self.checkout.folder("fuzz") else {
            return skipped("there are no fuzz targets here; --checkout says where the repository is");
        };
        if !succeeds("cargo", &["+nightly", "fuzz", "--version"]) {
            return skipped("cargo-fuzz or a nightly compiler is not installed");
        }
        let with_libwbxml = succeeds("pkg-config", &["--exact-version", LIBWBXML, "libwbxml2"]);
        if target == "libwbxml" && !with_libwbxml {
            return skipped("libwbxml 0.11.8 is not installed");
        }
        let grown = self.corpora.join(target);
        fs::create_dir_all(&grown).map_err(NightError::io(&grown))?;
        let mut command = Command::new("cargo");
        // Without the address sanitizer it is built sooner; all code of the house is safe but the border to libwbxml.
        command.args(["+nightly", "fuzz", "run", "--sanitizer", "none"]);
        if with_libwbxml {
            command.args(["--features", "libwbxml"]);
        }
        command
            .arg(target)
            .arg(absolute(&grown)?)
            .arg(absolute(&folder)?.join("corpus").join(target))
            .arg("--");
        command.args([&format!("-max_total_time={seconds}"), "-timeout=10", "-rss_limit_mb=1024"]);
        if let Some(dictionary) = dictionary(&folder, target) {
            command.arg(format!("-dict={}", absolute(&dictionary)?.display()));
        }
        command.current_dir(folder.parent().unwrap_or(&folder));
        show("builds, or runs".to_owned());
        let Some((status, said)) = self.watched(command)? else { return Ok(None) };
        if status.success() {
            let says = format!("{seconds} s of arbitrary input find nothing");
            return Ok(Some(Record::new(&job.id, Verdict::Passed, says)));
        }
        let place = Place::at(&source(target), 1);
        let Some(input) = written_to(&said) else {
            let title = format!("{target}: it cannot be built, or ends by itself");
            let again = format!("cargo +nightly fuzz run --sanitizer none {target}");
            return Ok(Some(found(
                job,
                Verdict::Failed,
                finding("fuzz", title, last(&said).to_owned(), place, again),
            )));
        };
        let bytes = fs::read(&input).map_err(NightError::io(Path::new(&input)))?;
        // Among the inputs with which every night begins, it fails the nights until it is mended.
        let name = format!("crash-{:016x}", xxh3_64(&bytes));
        Store::write_at(&grown.join(&name), &bytes)?;
        let text = format!("{}\n\ninput {}", why(&said), hex(&bytes));
        let again = format!("cargo +nightly fuzz run {target} state/corpora/{target}/{name}");
        Ok(Some(found(
            job,
            Verdict::Failed,
            finding("fuzz", format!("{target}: an input breaks it"), text, place, again),
        )))
    }

    /// Runs a command until it ends or is stopped, and gives what it said on its error output.
    fn watched(&self, mut command: Command) -> Result<Option<(ExitStatus, String)>, NightError> {
        let named = Path::new("cargo");
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        // A group of its own: an interruption from the keyboard is for this program alone, which then ends the whole group.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command.spawn().map_err(NightError::io(named))?;
        let pipe = child.stderr.take();
        // Beside, since a pipe that nobody reads would hold it up.
        let reader = thread::spawn(move || {
            let mut said = Vec::new();
            // What can be read is enough, and no target has more to say than this.
            let _ = pipe.map(|pipe| pipe.take(MOST_SAID).read_to_end(&mut said));
            said
        });
        let status = loop {
            if let Some(status) = child.try_wait().map_err(NightError::io(named))? {
                break status;
            }
            if self.is_stopped() {
                end(&mut child);
                return Ok(None);
            }
            thread::sleep(LOOK);
        };
        let said = reader.join().unwrap_or_default();
        Ok(Some((status, String::from_utf8_lossy(&said).into_owned())))
    }
}

/// Ends a process and, where that can be said, all that it has started; they may have ended by themselves meanwhile.
fn end(child: &mut Child) {
    if cfg!(unix) {
        succeeds("kill", &["-KILL", "--", &format!("-{}", child.id())]);
    }
    let _ = child.kill();
    let _ = child.wait();
}

fn succeeds(program: &str, arguments: &[&str]) -> bool {
    let quiet = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    quiet.is_ok_and(|status| status.success())
}

/// The file of words for a target: its own, or that of documents.
fn dictionary(folder: &Path, target: &str) -> Option<PathBuf> {
    let documents = ["decode", "lenient", "round_trip", "commands", "reference", "libwbxml"];
    let name = if documents.contains(&target) { "wbxml" } else { target };
    let path = folder.join("dictionaries").join(format!("{name}.dict"));
    path.is_file().then_some(path)
}

fn absolute(path: &Path) -> Result<PathBuf, NightError> {
    std::path::absolute(path).map_err(NightError::io(path))
}

/// The file to which an input was written that breaks the target.
fn written_to(said: &str) -> Option<String> {
    let (_, path) = said.lines().find_map(|line| line.split_once("Test unit written to "))?;
    Some(path.trim().to_owned())
}

/// What a panic said, without what differs from run to run.
fn why(said: &str) -> String {
    let from = said.lines().skip_while(|line| !line.contains("panicked at"));
    let lines: Vec<&str> =
        from.take_while(|line| !line.starts_with("note:") && !line.starts_with("==")).skip(1).collect();
    if lines.is_empty() {
        "it ended without a word of why: out of memory, or out of time".to_owned()
    } else {
        lines.join("\n")
    }
}

/// The file that says what a target checks.
fn source(target: &str) -> String {
    match target {
        "system" => "targets/src/system/mod.rs".to_owned(),
        _ => format!("targets/src/{target}.rs"),
    }
}

/// The last of a text.
fn last(text: &str) -> &str {
    let from = text.len().saturating_sub(TOLD);
    let from = (from..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    &text[from..]
}

fn hex(bytes: &[u8]) -> String {
    let shown = bytes.iter().take(INPUT).map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().join(" ");
    if bytes.len() > INPUT { format!("{shown} …") } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::FUZZ_TARGETS;

    #[test]
    fn the_source_of_every_target_is_there() {
        for target in FUZZ_TARGETS {
            let file = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).join(source(target));
            assert!(file.is_file(), "{}", file.display());
        }
    }

    #[test]
    fn what_a_panic_said_is_told_without_what_differs() {
        let said = "INFO: Seed: 17\n\nthread '<unnamed>' (99) panicked at /home/x/targets/src/split.rs:9:5:\nit is not the \
                    text again\nleft: 1\nnote: run with `RUST_BACKTRACE=1`\n==99== ERROR: libFuzzer: deadly signal\n\
                    Test unit written to /home/x/fuzz/artifacts/split/crash-1\n";
        assert_eq!(why(said), "it is not the text again\nleft: 1");
        assert_eq!(written_to(said).as_deref(), Some("/home/x/fuzz/artifacts/split/crash-1"));
        assert!(why("==1== ERROR: libFuzzer: out-of-memory").contains("out of memory"));
        assert_eq!(written_to("error: could not compile"), None);
    }
}
