//! What `docs/tutorial.md` shows is so: its commands run in order, as a reader would run them.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

const TUTORIAL: &str = include_str!("../../../docs/tutorial.md");

/// Where a reader has the repository, of which the tutorial uses what is under `fixtures`.
const CLONE: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/tutorial");

#[test]
fn every_command_prints_what_is_shown() {
    let folder = Path::new(CLONE).join("mine");
    let _ = fs::remove_dir_all(CLONE);
    fs::create_dir_all(&folder).unwrap();
    symlink(concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures"), Path::new(CLONE).join("fixtures")).unwrap();
    let has_python = Command::new("python3").arg("--version").output().is_ok();
    let mut last = 0;
    let mut count = 0;
    for Shown { command, output } in shown(TUTORIAL) {
        if command.starts_with("python3") && !has_python {
            continue;
        }
        let (printed, code) = run(&folder, &command, last);
        assert!(
            is_like(&printed, &output),
            "$ {command}\n{printed}\nis not as docs/tutorial.md shows it:\n{output}"
        );
        (last, count) = (code, count + 1);
    }
    assert!(count > 10, "{count}");
}

/// A command and what stands below it.
#[derive(Debug, PartialEq, Eq)]
struct Shown {
    command: String,
    output: String,
}

/// The commands of the blocks that are called `console`: lines that begin with `$ `, with what they are to read up to `END`.
fn shown(page: &str) -> Vec<Shown> {
    let blocks = page.split("```console\n").skip(1).filter_map(|rest| rest.split("```").next());
    let mut shown: Vec<Shown> = Vec::new();
    for block in blocks {
        let mut lines = block.lines();
        while let Some(line) = lines.next() {
            if let Some(command) = line.strip_prefix("$ ") {
                let mut command = format!("{command}\n");
                while command.contains("<<'END'") && !command.ends_with("\nEND\n") {
                    command.extend([lines.next().unwrap(), "\n"]);
                }
                shown.push(Shown { command, output: String::new() });
            } else {
                let Shown { output, .. } = shown.last_mut().unwrap();
                output.extend([line, "\n"]);
            }
        }
    }
    shown
}

/// What a shell prints that has `asms` on its path, and the exit code. `last` is that of the command before.
fn run(folder: &Path, command: &str, last: i32) -> (String, i32) {
    let programs = assert_cmd::cargo::cargo_bin!("asms").parent().unwrap().display().to_string();
    let run = Command::new("sh")
        .current_dir(folder)
        .env("PATH", format!("{programs}:{}", std::env::var("PATH").unwrap()))
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env_remove("COLUMNS")
        .args(["-c", &format!("exec 2>&1\n(exit {last})\n{command}")])
        .output()
        .unwrap();
    (String::from_utf8(run.stdout).unwrap(), run.status.code().unwrap())
}

/// Whether lines are those shown, where `…` stands for any number of lines.
fn is_like(printed: &str, shown: &str) -> bool {
    fn fits(printed: &[&str], shown: &[&str]) -> bool {
        match (printed, shown) {
            (_, []) => printed.is_empty(),
            (_, ["…", rest @ ..]) => (0..=printed.len()).any(|skipped| fits(&printed[skipped..], rest)),
            ([line, printed @ ..], [expected, shown @ ..]) => line == expected && fits(printed, shown),
            ([], _) => false,
        }
    }
    let printed: Vec<&str> = printed.trim_end().lines().collect();
    let shown: Vec<&str> = shown.trim_end().lines().collect();
    fits(&printed, &shown)
}

#[test]
fn what_is_left_out_may_be_anything() {
    assert!(is_like("a\nb\nc\n\n", "a\n…\nc\n"));
    assert!(is_like("a\n", "a\n…\n"));
    assert!(is_like("a\n", "…\n"));
    assert!(!is_like("a\nb\n", "a\n"));
    assert!(!is_like("a\nb\n", "a\n…\nc\n"));
    assert!(!is_like("", "a\n"));
}

#[test]
fn commands_are_taken_from_blocks() {
    let page = "```sh\n$ no\n```\n```console\n$ cat <<'END'\n$ one\nEND\ntwo\n$ three\n```\n";
    let expected = [("cat <<'END'\n$ one\nEND\n", "two\n"), ("three\n", "")];
    let expected =
        expected.map(|(command, output)| Shown { command: command.to_owned(), output: output.to_owned() });
    assert_eq!(shown(page), expected);
}
