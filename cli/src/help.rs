//! The help of the program: its subcommands in groups, and the texts behind the options of each.

use std::fmt::Write as _;

use clap::Command;
use clap::builder::{StyledStr, Styles};

use crate::layout;

/// The subcommands by what they are for. A test fails for one that stands in no group.
const GROUPS: &[(&str, &[&str])] = &[
    ("See what is said", &["decode", "encode", "sms", "explain"]),
    (
        "Search every state",
        &["check", "explore", "new-scenario", "behaviours", "compare-behaviours", "coverage"],
    ),
    ("Let months pass", &["sim", "replay", "shrink", "chart", "hunt"]),
    ("Test other implementations", &["fixtures"]),
    ("Read what was found", &["reports"]),
    ("Do it all", &["nightly"]),
    ("Of the program itself", &["completions", "man", "help"]),
];

/// What the help of the program looks like, these being its subcommands.
pub(crate) fn template(program: &Command) -> StyledStr {
    let header = Styles::styled().get_header().render();
    let reset = Styles::styled().get_header().render_reset();
    let mut template = String::from("{about-with-newline}\n{usage-heading} {usage}\n");
    // Writing to memory does not fail.
    for (title, names) in GROUPS {
        let _ = writeln!(template, "\n{header}{title}:{reset}");
        for name in *names {
            template.push_str(&row(program, name));
        }
    }
    let _ = write!(template, "\n{header}Options:{reset}\n{{options}}{{after-help}}");
    StyledStr::from(template)
}

/// A subcommand and what it does.
fn row(program: &Command, name: &str) -> String {
    let about = match program.find_subcommand(name).and_then(Command::get_about) {
        Some(about) => about.to_string(),
        // clap makes this one itself.
        None => "Print this message or the help of the given subcommand(s)".to_owned(),
    };
    let mut row = Vec::new();
    // Writing to memory does not fail.
    let _ = layout::wrapped(&mut row, &format!("  {name:18}  "), &about);
    String::from_utf8_lossy(&row).into_owned()
}

/// The parts of the text behind the options of a subcommand: the title of each, without its colon, and its lines. What
/// stands before the first title has none.
pub(crate) fn sections(command: &Command) -> Vec<(String, Vec<String>)> {
    let text = command.get_after_long_help().or_else(|| command.get_after_help());
    let text = text.map(ToString::to_string).unwrap_or_default();
    let mut sections: Vec<(String, Vec<String>)> = Vec::new();
    for line in text.lines() {
        match (line.strip_suffix(':'), sections.last_mut()) {
            (Some(title), _) if !title.starts_with(' ') => sections.push((title.to_owned(), Vec::new())),
            (_, Some((_, lines))) => lines.push(line.to_owned()),
            (_, None) => sections.push((String::new(), vec![line.to_owned()])),
        }
    }
    for (_, lines) in &mut sections {
        while lines.last().is_some_and(String::is_empty) {
            lines.pop();
        }
    }
    sections
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory as _, Parser as _};

    use super::*;
    use crate::Cli;

    /// Every subcommand at any depth, with its names from the program on.
    fn subcommands() -> Vec<(String, Command)> {
        fn below(path: &str, command: &Command, found: &mut Vec<(String, Command)>) {
            for child in command.get_subcommands() {
                let path = format!("{path} {}", child.get_name());
                below(&path, child, found);
                found.push((path, child.clone()));
            }
        }
        let mut found = Vec::new();
        below("asms", &Cli::command(), &mut found);
        assert!(found.len() > 20, "{}", found.len());
        found
    }

    #[test]
    fn every_subcommand_is_in_one_group() {
        let program = Cli::command();
        let grouped: Vec<&str> = GROUPS.iter().flat_map(|(_, names)| *names).copied().collect();
        for command in program.get_subcommands() {
            let name = command.get_name();
            let count = grouped.iter().filter(|grouped| **grouped == name).count();
            assert_eq!(count, 1, "{name} has to stand in one group");
        }
        assert_eq!(
            grouped.len(),
            program.get_subcommands().count() + 1,
            "and `help`, but nothing that there is not"
        );
    }

    #[test]
    fn every_subcommand_has_examples_and_exit_codes() {
        for (path, command) in subcommands() {
            let titles: Vec<String> = sections(&command).into_iter().map(|(title, _)| title).collect();
            assert!(titles.iter().any(|title| title == "Examples"), "{path} --help has no `Examples:`");
            let has_more = command.get_subcommands().next().is_some();
            let codes = |title: &String| title.starts_with("Exit codes");
            assert!(has_more || titles.iter().any(codes), "{path} --help has no `Exit codes:`");
        }
    }

    /// An example that the program would refuse is none. Each one of a subcommand is about it or what it works with.
    #[test]
    fn every_example_is_understood() {
        for (path, command) in subcommands() {
            let sections = sections(&command);
            let (_, lines) = sections.iter().find(|(title, _)| title == "Examples").expect(&path);
            let mut is_shown = false;
            for line in lines.iter().take_while(|line| !line.is_empty()) {
                let commands = commands(line);
                assert!(!commands.is_empty(), "{path}: {line:?} is no command");
                for words in commands.iter().filter(|words| words[0] == "asms") {
                    if let Err(error) = Cli::try_parse_from(words) {
                        panic!("{path}: the example {line:?} is refused: {error}");
                    }
                    is_shown |= words.join(" ").starts_with(&path);
                }
            }
            assert!(is_shown, "no example shows {path}");
        }
    }

    /// The commands of a line, each as its words. Behind two blanks it says what they do.
    fn commands(line: &str) -> Vec<Vec<String>> {
        let mut commands = vec![Vec::new()];
        let mut word: Option<String> = None;
        let mut quote: Option<char> = None;
        let mut signs = line.trim_start().chars().peekable();
        while let Some(sign) = signs.next() {
            match (quote, sign) {
                (Some(open), _) if sign == open => quote = None,
                (None | Some('"'), '\\') => word.get_or_insert_default().extend(signs.next()),
                (None, '\'' | '"') => {
                    word.get_or_insert_default();
                    quote = Some(sign);
                }
                (None, ' ' | '|' | ';' | '<' | '>') => {
                    commands.last_mut().expect("there is one").extend(word.take());
                    match sign {
                        ' ' if signs.peek() == Some(&' ') => break,
                        ' ' => {}
                        // Where input comes from and output goes to is for the shell.
                        '<' | '>' => commands.push(vec![sign.to_string()]),
                        _ => commands.push(Vec::new()),
                    }
                }
                _ => word.get_or_insert_default().push(sign),
            }
        }
        assert_eq!(quote, None, "a quote is left open in {line:?}");
        commands.last_mut().expect("there is one").extend(word);
        commands.retain(|words| words.first().is_some_and(|first| first != "<" && first != ">"));
        commands
    }

    #[test]
    fn lines_are_split_as_a_shell_does() {
        let line = "  asms decode --xml 'a b.wbxml' | sed \"s/x \\\"y\\\"/\" > out; asms encode < in    what it does";
        let expected: [&[&str]; 3] =
            [&["asms", "decode", "--xml", "a b.wbxml"], &["sed", "s/x \"y\"/"], &["asms", "encode"]];
        assert_eq!(commands(line), expected);
    }
}
