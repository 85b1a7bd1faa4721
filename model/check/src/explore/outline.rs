//! A state as a person can read it, made from what `Debug` writes of it.
//!
//! So it needs to know nothing of the state's parts, and cannot forget one that is added. What is not there is left
//! out: `None`, `false`, plain zeros, empty lists. Identifiers are shown as their numbers.

use std::fmt::{self, Debug};

/// A value as `Debug` writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outline {
    /// A number, a text, a name alone.
    Atom(String),
    /// An identifier, which is shown as its number and counts even if that is 0.
    Id(String),
    /// A struct, or a variant with fields.
    Named(String, Vec<(String, Outline)>),
    /// A list, a tuple, a set.
    List(Vec<Outline>),
}

/// The columns that lines are kept to, where they can be.
const WIDTH: usize = 96;

impl Outline {
    /// The outline of a value. What `Debug` writes in a form of its own stays as it is.
    pub(super) fn of(value: &impl Debug) -> Self {
        let text = format!("{value:?}");
        let mut parser = Parser { rest: &text };
        match parser.value() {
            Some(outline) if parser.rest.is_empty() => outline,
            _ => Self::Atom(text),
        }
    }

    /// What differs between this and a later one, a line for each.
    pub(super) fn changes(&self, later: &Self) -> Vec<String> {
        let mut changes = Vec::new();
        difference("", self, later, &mut changes);
        changes
    }

    /// Whether there is nothing to show.
    fn is_nothing(&self) -> bool {
        match self {
            Self::Atom(text) => matches!(text.as_str(), "None" | "false" | "0"),
            Self::Id(_) => false,
            Self::List(entries) => entries.is_empty(),
            Self::Named(_, fields) => {
                !fields.is_empty() && fields.iter().all(|(_, value)| value.is_nothing())
            }
        }
    }

    /// The whole on one line.
    fn line(&self) -> String {
        match self {
            Self::Atom(text) | Self::Id(text) => text.clone(),
            Self::List(entries) => format!("[{}]", join(entries.iter().map(Self::line))),
            Self::Named(name, fields) if fields.iter().all(|(label, _)| label.is_empty()) => {
                format!("{name}({})", join(fields.iter().map(|(_, value)| value.line())))
            }
            Self::Named(name, fields) => {
                let shown = fields.iter().filter(|(_, value)| !value.is_nothing());
                let fields = join(shown.map(|(label, value)| format!("{label}: {}", value.line())));
                if fields.is_empty() { name.clone() } else { format!("{name} {{ {fields} }}") }
            }
        }
    }

    /// The lines below a label, so far to the right.
    fn write(&self, f: &mut fmt::Formatter<'_>, label: &str, indent: usize) -> fmt::Result {
        let line = format!("{:indent$}{label}{}", "", self.line());
        if line.chars().count() <= WIDTH {
            return writeln!(f, "{line}");
        }
        match self {
            Self::Atom(_) | Self::Id(_) => writeln!(f, "{line}"),
            Self::List(entries) => {
                writeln!(f, "{:indent$}{}", "", label.trim_end())?;
                entries.iter().try_for_each(|entry| entry.write(f, "- ", indent + 2))
            }
            Self::Named(name, fields) => {
                let name = if is_same_word(label, name) { "" } else { name };
                writeln!(f, "{:indent$}{}", "", format!("{label}{name}").trim_end())?;
                let indent = if label == "- " { indent + 4 } else { indent + 2 };
                let shown = fields.iter().filter(|(_, value)| !value.is_nothing());
                shown.clone().try_for_each(|(label, value)| {
                    let label = if label.is_empty() { String::new() } else { format!("{label}: ") };
                    value.write(f, &label, indent)
                })
            }
        }
    }
}

impl fmt::Display for Outline {
    /// The whole, on as many lines as it takes.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // The outermost name says nothing.
            Self::Named(_, fields) => fields
                .iter()
                .filter(|(_, value)| !value.is_nothing())
                .try_for_each(|(label, value)| value.write(f, &format!("{label}: "), 0)),
            other => other.write(f, "", 0),
        }
    }
}

/// Whether a label says what a name says, as `next_item: ` does of `NextItem`.
fn is_same_word(label: &str, name: &str) -> bool {
    let letters = label.chars().filter(|c| c.is_alphanumeric());
    letters.eq(name.chars().map(|c| c.to_ascii_lowercase()))
}

fn join(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}

fn difference(path: &str, old: &Outline, new: &Outline, out: &mut Vec<String>) {
    match (old, new) {
        _ if old == new => {}
        (Outline::Named(name, before), Outline::Named(other, after))
            if name == other
                && before.iter().map(|(label, _)| label).eq(after.iter().map(|(label, _)| label)) =>
        {
            for ((label, old), (_, new)) in before.iter().zip(after) {
                let dot = if path.is_empty() || label.is_empty() { "" } else { "." };
                difference(&format!("{path}{dot}{label}"), old, new, out);
            }
        }
        (Outline::List(before), Outline::List(after)) => list_difference(path, before, after, out),
        _ => out.push(format!("{path}: {} → {}", old.line(), new.line())),
    }
}

/// What differs between two lists, apart from what both begin and end with.
fn list_difference(path: &str, before: &[Outline], after: &[Outline], out: &mut Vec<String>) {
    let most = before.len().min(after.len());
    let start = before.iter().zip(after).take_while(|(old, new)| old == new).count();
    let end = before
        .iter()
        .rev()
        .zip(after.iter().rev())
        .take(most - start)
        .take_while(|(old, new)| old == new)
        .count();
    let (gone, come) = (&before[start..before.len() - end], &after[start..after.len() - end]);
    if gone.len() == come.len() {
        for (at, (old, new)) in gone.iter().zip(come).enumerate() {
            difference(&format!("{path}[{}]", start + at), old, new, out);
        }
    } else {
        out.extend(gone.iter().map(|entry| format!("{path}: − {}", entry.line())));
        out.extend(come.iter().map(|entry| format!("{path}: + {}", entry.line())));
    }
}

/// Reads what `Debug` writes.
struct Parser<'t> {
    rest: &'t str,
}

impl Parser<'_> {
    fn value(&mut self) -> Option<Outline> {
        if self.takes('[') {
            return Some(Outline::List(self.values(']')?));
        }
        if self.takes('(') {
            return Some(Outline::List(self.values(')')?));
        }
        let word = self.word()?;
        if self.takes('(') {
            let mut values = self.values(')')?;
            return Some(match (values.len(), values.pop()) {
                (1, Some(inside)) if word == "Some" => inside,
                (1, Some(Outline::Atom(text))) if text.starts_with(|c: char| c.is_ascii_digit()) => {
                    Outline::Id(text)
                }
                (_, last) => {
                    let values = values.into_iter().chain(last);
                    Outline::Named(word, values.map(|value| (String::new(), value)).collect())
                }
            });
        }
        let here = self.rest;
        self.blanks();
        if self.takes('{') {
            return Some(Outline::Named(word, self.fields()?));
        }
        self.rest = here;
        Some(Outline::Atom(word))
    }

    fn values(&mut self, end: char) -> Option<Vec<Outline>> {
        let mut values = Vec::new();
        loop {
            self.blanks();
            if self.takes(end) {
                return Some(values);
            }
            values.push(self.value()?);
            self.takes(',');
        }
    }

    fn fields(&mut self) -> Option<Vec<(String, Outline)>> {
        let mut fields = Vec::new();
        loop {
            self.blanks();
            if self.takes('}') {
                return Some(fields);
            }
            let label = self.word()?;
            self.blanks();
            if !self.takes(':') {
                return None;
            }
            self.blanks();
            fields.push((label, self.value()?));
            self.takes(',');
        }
    }

    /// A name, a number, or a text in quotes.
    fn word(&mut self) -> Option<String> {
        let end = match self.rest.chars().next()? {
            quote @ ('"' | '\'') => {
                let mut escaped = false;
                let close = self.rest.char_indices().skip(1).find(|(_, c)| {
                    let ends = *c == quote && !escaped;
                    escaped = *c == '\\' && !escaped;
                    ends
                });
                close?.0 + 1
            }
            _ => self
                .rest
                .find(|c: char| !(c.is_alphanumeric() || "_-+.".contains(c)))
                .unwrap_or(self.rest.len()),
        };
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        (!word.is_empty()).then(|| word.to_owned())
    }

    fn takes(&mut self, c: char) -> bool {
        let rest = self.rest.strip_prefix(c);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn blanks(&mut self) {
        self.rest = self.rest.trim_start();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Debug)]
    #[expect(dead_code, reason = "shown by Debug, which does not count")]
    struct World {
        server: Server,
        left: Budget,
        text: &'static str,
        on: bool,
        pair: (u8, char),
    }

    #[derive(Clone, Debug)]
    #[expect(dead_code, reason = "shown by Debug, which does not count")]
    struct Server {
        key: Key,
        items: Vec<Item>,
        held: Option<Item>,
    }

    #[derive(Clone, Debug)]
    #[expect(dead_code, reason = "shown by Debug, which does not count")]
    enum Item {
        Whole { id: Key, size: u8 },
        Cut(Box<Item>),
        Gone,
    }

    #[derive(Clone, Debug)]
    #[expect(dead_code, reason = "shown by Debug, which does not count")]
    struct Key(u8);

    #[derive(Clone, Debug)]
    #[expect(dead_code, reason = "shown by Debug, which does not count")]
    struct Budget {
        losses: u8,
        restarts: u8,
    }

    fn world() -> World {
        let item = |id| Item::Whole { id: Key(id), size: 0 };
        World {
            server: Server {
                key: Key(0),
                items: vec![item(1), Item::Cut(Box::new(item(2))), Item::Gone, item(40), item(50)],
                held: None,
            },
            left: Budget { losses: 0, restarts: 0 },
            text: "it's a \"text\", { or [ not",
            on: false,
            pair: (3, '\''),
        }
    }

    /// Identifiers are shown though they are 0, budgets that are spent are not.
    #[test]
    fn what_is_there_is_shown() {
        let shown = Outline::of(&world()).to_string();
        let expected = r#"
server:
  key: 0
  items: [Whole { id: 1 }, Cut(Whole { id: 2 }), Gone, Whole { id: 40 }, Whole { id: 50 }]
text: "it's a \"text\", { or [ not"
pair: [3, '\'']
"#;
        assert_eq!(format!("\n{shown}"), expected);
    }

    #[test]
    fn changes_have_their_place() {
        let mut later = world();
        later.left.losses = 1;
        later.server.items.remove(1);
        later.server.held = Some(Item::Gone);
        let mut last = later.clone();
        last.server.items[3] = Item::Whole { id: Key(50), size: 9 };
        let [first, later, last] = [world(), later, last].map(|world| Outline::of(&world));
        assert_eq!(
            first.changes(&later),
            ["server.items: − Cut(Whole { id: 2 })", "server.held: None → Gone", "left.losses: 0 → 1"]
        );
        assert_eq!(later.changes(&last), ["server.items[3].size: 0 → 9"]);
        assert!(last.changes(&last).is_empty());
    }

    /// A form that is not that of `derive` is shown as it is.
    #[test]
    fn other_forms_stay_as_they_are() {
        assert_eq!(Outline::of(&format_args!("a <b> {{c}}")).to_string(), "a <b> {c}\n");
    }
}
