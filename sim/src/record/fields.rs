//! What differs between two values, field by field, as far as `Debug` shows them.

use std::collections::BTreeMap;
use std::fmt::{self, Debug, Write as _};

/// A field in which two values differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where it stands: `server.folders[1].items[3].marks.read`.
    pub field: String,
    /// What the one has there; nothing where it has no such field.
    pub one: Option<String>,
    /// What the other has there.
    pub other: Option<String>,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = |value: &Option<String>| value.clone().unwrap_or_else(|| "nothing".to_owned());
        write!(f, "{}: {} | {}", self.field, side(&self.one), side(&self.other))
    }
}

/// The fields in which two values differ, in the order of the one, then those that only the other has. What is of another
/// kind, or is not there at all, is one difference, with all that it holds.
pub(super) fn differences<T: Debug>(one: &T, other: &T) -> Vec<Difference> {
    let (one, other) = (fields(one), fields(other));
    let index = |fields: &[Field]| -> BTreeMap<String, usize> {
        fields.iter().enumerate().map(|(at, field)| (field.path.clone(), at)).collect()
    };
    let (of_one, of_other) = (index(&one), index(&other));
    let mut differences: Vec<Difference> = Vec::new();
    let mut told: Option<&str> = None;
    for field in &one {
        let found = of_other.get(&field.path).map(|at| &other[*at]);
        let differs = found.is_none_or(|found| found.head != field.head);
        if differs && !is_inside(&field.path, told) {
            told = Some(&field.path);
            let (one, other) = (Some(shown(&field.whole)), found.map(|found| shown(&found.whole)));
            differences.push(Difference { field: field.path.clone(), one, other });
        }
    }
    let mut told = None;
    for field in &other {
        let known = of_one.get(&field.path).map(|at| &one[*at]);
        if known.is_some_and(|known| known.head == field.head) || is_inside(&field.path, told) {
            continue;
        }
        told = Some(&field.path);
        if known.is_none() {
            differences.push(Difference {
                field: field.path.clone(),
                one: None,
                other: Some(shown(&field.whole)),
            });
        }
    }
    differences
}

/// Whether a field is in one that has been told of as a whole.
fn is_inside(path: &str, told: Option<&str>) -> bool {
    let rest = told.and_then(|told| path.strip_prefix(told));
    rest.is_some_and(|rest| rest.starts_with(['.', '[']))
}

/// The most characters of a value that are shown.
const MOST: usize = 160;

fn shown(value: &str) -> String {
    match value.char_indices().nth(MOST) {
        Some((at, _)) => format!("{} …", &value[..at]),
        None => value.to_owned(),
    }
}

/// A field of a value.
struct Field {
    path: String,
    /// What stands there; of what holds others, what kind of thing it is.
    head: String,
    /// The same with all that it holds, in a line.
    whole: String,
}

/// The fields of a value, each before those that it holds.
fn fields(value: &impl Debug) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    let mut scopes: Vec<Scope> = Vec::new();
    for line in format!("{value:#?}").lines() {
        let line = line.trim();
        let bare = line.trim_end_matches(',');
        if matches!(bare, "}" | ")" | "]") {
            let Some(scope) = scopes.pop() else { continue };
            let whole = std::mem::take(&mut fields[scope.field].whole);
            let space = if bare == "}" { " " } else { "" };
            let whole = format!("{}{space}{bare}", whole.trim_end_matches([',', ' ']));
            append(&mut fields, scopes.last(), &whole);
            fields[scope.field].whole = whole;
            continue;
        }
        let (name, is_list) = match scopes.last_mut() {
            Some(scope) => (scope.name(line), scope.is_list),
            None => (String::new(), false),
        };
        let rest = bare.strip_prefix(name.as_str()).and_then(|rest| rest.strip_prefix(": ")).unwrap_or(bare);
        if !is_list && !name.is_empty() {
            append_name(&mut fields, scopes.last(), &name);
        }
        let path = join(scopes.last().map_or("", |scope| &fields[scope.field].path), &name, is_list);
        let space = if rest.ends_with('{') { " " } else { "" };
        let opens = rest.ends_with(['{', '(', '[']);
        if opens {
            scopes.push(Scope { field: fields.len(), is_list: !rest.ends_with('{'), count: 0 });
        } else {
            append(&mut fields, scopes.last(), rest);
        }
        fields.push(Field { path, head: rest.to_owned(), whole: format!("{rest}{space}") });
    }
    fields
}

/// Puts a value at the end of what a scope holds.
fn append(fields: &mut [Field], scope: Option<&Scope>, value: &str) {
    if let Some(scope) = scope {
        let whole = &mut fields[scope.field].whole;
        whole.push_str(value);
        whole.push_str(", ");
    }
}

/// Puts the name of a field at the end of what a scope holds, before its value.
fn append_name(fields: &mut [Field], scope: Option<&Scope>, name: &str) {
    if let Some(scope) = scope {
        let whole = &mut fields[scope.field].whole;
        whole.push_str(name);
        whole.push_str(": ");
    }
}

/// Something that holds fields or elements.
struct Scope {
    field: usize,
    is_list: bool,
    count: u64,
}

impl Scope {
    /// The name of the field that a line begins, or the number of the element.
    fn name(&mut self, line: &str) -> String {
        let at = self.count;
        self.count += 1;
        match line.split_once(": ") {
            Some((name, _)) if !self.is_list => name.to_owned(),
            _ => at.to_string(),
        }
    }
}

fn join(path: &str, name: &str, is_element: bool) -> String {
    let mut joined = path.to_owned();
    // A string takes all that is written to it.
    let _ = match (is_element, path.is_empty() || name.is_empty()) {
        (true, _) => write!(joined, "[{name}]"),
        (false, true) => write!(joined, "{name}"),
        (false, false) => write!(joined, ".{name}"),
    };
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug)]
    #[expect(dead_code, reason = "it is printed")]
    struct Thing {
        name: &'static str,
        inner: Option<Inner>,
        list: Vec<Inner>,
    }

    #[derive(Debug)]
    #[expect(dead_code, reason = "it is printed")]
    enum Inner {
        Number(u8),
        Pair { left: u8, right: u8 },
    }

    #[test]
    fn a_difference_says_where_it_stands() {
        let thing = |name, inner, list| Thing { name, inner, list };
        let pair = |left, right| Inner::Pair { left, right };
        let one = thing("a: {", None, vec![Inner::Number(1), pair(1, 2)]);
        let other = thing("a: {", Some(Inner::Number(7)), vec![Inner::Number(1), pair(1, 3), pair(4, 5)]);
        let found: Vec<String> = differences(&one, &other).iter().map(ToString::to_string).collect();
        let expected = [
            "inner: None | Some(Number(7))",
            "list[1].right: 2 | 3",
            "list[2]: nothing | Pair { left: 4, right: 5 }",
        ];
        assert_eq!(found, expected);
        assert!(differences(&one, &one).is_empty());
    }
}
