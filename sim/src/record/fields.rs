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

/// The fields in which two values differ, in the order of the one, then those that only the other has.
pub(super) fn differences<T: Debug>(one: &T, other: &T) -> Vec<Difference> {
    let (one, other) = (fields(one), fields(other));
    let index = |fields: &[(String, String)]| fields.iter().cloned().collect::<BTreeMap<_, _>>();
    let (of_one, of_other) = (index(&one), index(&other));
    let mut differences = Vec::new();
    for (field, value) in one {
        let found = of_other.get(&field);
        if found != Some(&value) {
            differences.push(Difference { one: Some(value), other: found.cloned(), field });
        }
    }
    for (field, value) in other.into_iter().filter(|(field, _)| !of_one.contains_key(field)) {
        differences.push(Difference { field, one: None, other: Some(value) });
    }
    differences
}

/// The fields of a value, with what stands in them.
fn fields(value: &impl Debug) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    let mut scopes: Vec<Scope> = Vec::new();
    for line in format!("{value:#?}").lines() {
        let line = line.trim();
        if matches!(line.trim_end_matches(','), "}" | ")" | "]") {
            scopes.pop();
            continue;
        }
        let name = scopes.last_mut().map(|scope| scope.name(line)).unwrap_or_default();
        let rest = line.strip_prefix(name.as_str()).and_then(|rest| rest.strip_prefix(": ")).unwrap_or(line);
        let path = scopes.last().map(|scope| scope.path.as_str()).unwrap_or_default();
        let opens = rest.ends_with(['{', '(', '[']);
        let is_list = scopes.last().is_some_and(|scope| scope.is_list);
        let path = join(path, &name, is_list);
        if opens {
            // What kind of thing it is says a good deal: one variant or another.
            let kind = rest.trim_end_matches(['{', '(', '[', ' ']);
            if !kind.is_empty() {
                fields.push((path.clone(), kind.to_owned()));
            }
            scopes.push(Scope { path, is_list: !rest.ends_with('{'), count: 0 });
        } else {
            fields.push((path, rest.trim_end_matches(',').to_owned()));
        }
    }
    fields
}

/// Something that holds fields or elements.
struct Scope {
    path: String,
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
            "inner: None | Some",
            "list[1].right: 2 | 3",
            "inner[0]: nothing | Number",
            "inner[0][0]: nothing | 7",
            "list[2]: nothing | Pair",
            "list[2].left: nothing | 4",
            "list[2].right: nothing | 5",
        ];
        assert_eq!(found, expected);
        assert!(differences(&one, &one).is_empty());
    }
}
