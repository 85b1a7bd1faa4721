//! Instructions of the hot paths, counted by callgrind and compared with a kept table: a change shows on a machine too noisy
//! for a clock.
//!
//!     instructions                 counts and compares with benches/instructions.csv; fails where one differs
//!     instructions --keep          counts and writes that table
//!     instructions run PATH TIMES  what is counted

#![expect(clippy::print_stdout, reason = "a program that prints a table")]

use std::collections::BTreeMap;
use std::error::Error;
use std::hint::black_box;
use std::process::{Command, ExitCode};
use std::{env, fs};

use asms_benches::documents::{Subject, subjects};
use asms_benches::texts;
use asms_benches::work::{Message, decode, encode, events, walk};

/// Where the table is kept.
const KEPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/instructions.csv");
/// Hundredths by which a count may differ: allocator and C library have their moods.
const TOLERANCE: u64 = 2;
/// Runs of a path between the two counts whose difference is taken.
const RUNS: u64 = 10;

type Counts = BTreeMap<String, u64>;

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => Ok(compare(&read(&fs::read_to_string(KEPT)?)?, &count()?)),
        ["--keep"] => keep(&count()?),
        ["run", path, times] => run(path, times.parse()?),
        _ => Err("expected nothing, --keep, or run PATH TIMES".into()),
    }
}

/// Counts every path: the difference of two numbers of runs, so that what comes before and after does not count.
fn count() -> Result<Counts, Box<dyn Error>> {
    let mut counts = Counts::new();
    for (name, _) in paths()? {
        let more = collected(&name, RUNS + 2)?;
        let count = (more - collected(&name, 2)?) / RUNS;
        counts.insert(name, count);
    }
    Ok(counts)
}

/// The instructions of so many runs of a path, with all that comes before and after.
fn collected(path: &str, times: u64) -> Result<u64, Box<dyn Error>> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(env::current_exe()?)
        .args(["run", path, &times.to_string()])
        .output()
        .map_err(|error| format!("valgrind cannot be started: {error}"))?;
    let told = String::from_utf8_lossy(&output.stderr);
    let collected = told.lines().find_map(|line| line.split_once("Collected : "));
    let count = collected.and_then(|(_, count)| count.trim().parse().ok());
    count.ok_or_else(|| format!("callgrind counted nothing in {path}: {told}").into())
}

fn compare(kept: &Counts, found: &Counts) -> ExitCode {
    let mut differ = 0;
    println!("{:<32} {:>12} {:>12}", "path", "kept", "now");
    for (path, &now) in found {
        let before = kept.get(path).copied().unwrap_or_default();
        let differs = now.abs_diff(before) * 100 > before * TOLERANCE;
        differ += usize::from(differs);
        println!("{path:<32} {before:>12} {now:>12}{}", if differs { "  <<" } else { "" });
    }
    if differ == 0 {
        return ExitCode::SUCCESS;
    }
    println!(
        "{differ} of them differ by more than {TOLERANCE} %. If that is meant, or the compiler is another: --keep"
    );
    ExitCode::FAILURE
}

fn keep(counts: &Counts) -> Result<ExitCode, Box<dyn Error>> {
    let rows = counts.iter().map(|(path, count)| format!("{path},{count}\n"));
    fs::write(KEPT, format!("path,instructions\n{}", rows.collect::<String>()))?;
    Ok(ExitCode::SUCCESS)
}

fn read(table: &str) -> Result<Counts, Box<dyn Error>> {
    let mut counts = Counts::new();
    for (at, row) in table.lines().enumerate().skip(1) {
        let row = row.split_once(',').and_then(|(path, count)| Some((path, count.parse().ok()?)));
        let (path, count) =
            row.ok_or_else(|| format!("{KEPT}, line {}: expected a path and a number", at + 1))?;
        counts.insert(path.to_owned(), count);
    }
    Ok(counts)
}

fn run(path: &str, times: u64) -> Result<ExitCode, Box<dyn Error>> {
    let paths = paths()?;
    let (_, work) = paths.iter().find(|(name, _)| name == path).ok_or("there is no such path")?;
    (0..times).for_each(|_| work());
    Ok(ExitCode::SUCCESS)
}

/// A path by its name.
type Path = (String, Box<dyn Fn()>);

fn paths() -> Result<Vec<Path>, Box<dyn Error>> {
    let mut paths: Vec<Path> = Vec::new();
    for subject in subjects()? {
        add_document(&mut paths, Box::leak(Box::new(subject)))?;
    }
    for (name, text) in [("GSM 7-bit", texts::gsm()), ("UCS-2", texts::ucs2())] {
        let messages = texts::deliver(&text);
        add(&mut paths, name, "send", move || texts::send(black_box(&text)));
        add(&mut paths, name, "receive", move || texts::receive(black_box(&messages)));
    }
    Ok(paths)
}

fn add_document(paths: &mut Vec<Path>, subject: &'static Subject) -> Result<(), Box<dyn Error>> {
    let Subject { name, direction, document } = subject;
    let room = || Vec::with_capacity(document.len());
    let (events, message) = (events(document)?, Message::decode(document, *direction)?);
    add(paths, name, "walk", || walk(black_box(document)));
    add(paths, name, "decode", || decode(black_box(document)));
    add(paths, name, "decode typed", || Message::decode(black_box(document), *direction));
    add(paths, name, "encode", move || encode(black_box(&events), room()));
    add(paths, name, "encode typed", move || black_box(&message).encode(room()));
    Ok(())
}

fn add<T>(paths: &mut Vec<Path>, name: &str, what: &str, work: impl Fn() -> T + 'static) {
    let work = move || {
        black_box(work());
    };
    paths.push((format!("{name}: {what}"), Box::new(work)));
}
