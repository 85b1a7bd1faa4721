//! Plots as SVG documents that need nothing else, in colours for light and for dark surroundings that the colour-blind can
//! tell apart. The same numbers give the same bytes.

mod axis;
mod fates;
mod latency;
mod log;

use std::fmt;

use super::Comparison;

/// A length in tenths of a pixel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Px(i64);

const fn px(pixels: i64) -> Px {
    Px(pixels * 10)
}

impl fmt::Display for Px {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 % 10 {
            0 => write!(f, "{}", self.0 / 10),
            tenths => write!(f, "{}.{}", self.0 / 10, tenths.abs()),
        }
    }
}

impl std::ops::Add<i64> for Px {
    type Output = Self;

    /// So many pixels further.
    fn add(self, pixels: i64) -> Self {
        Self(self.0 + pixels * 10)
    }
}

/// A drawing under way.
#[derive(Default)]
struct Drawing {
    svg: String,
}

impl Drawing {
    fn put(&mut self, element: &str) {
        self.svg.push_str(element);
        self.svg.push('\n');
    }

    fn path(&mut self, class: &str, d: &str) {
        self.put(&format!("<path class=\"{class}\" d=\"{d}\"/>"));
    }

    fn text(&mut self, class: &str, x: Px, y: Px, text: &str) {
        let class = if class.is_empty() { String::new() } else { format!("class=\"{class}\" ") };
        self.put(&format!("<text {class}x=\"{x}\" y=\"{y}\">{}</text>", escaped(text)));
    }

    /// Text from the bottom to the top.
    fn upright(&mut self, class: &str, x: Px, y: Px, text: &str) {
        let text = escaped(text);
        self.put(&format!(
            "<text class=\"{class}\" transform=\"translate({x} {y}) rotate(-90)\">{text}</text>"
        ));
    }

    /// The whole document, in pixels.
    fn document(&self, width: i64, height: i64, title: &str, description: &str) -> String {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"asms-plot\" role=\"img\" width=\"{width}\" \
             height=\"{height}\" viewBox=\"0 0 {width} {height}\">\n<title>{}</title>\n<desc>{}</desc>\n\
             <style>\n{}</style>\n<rect class=\"paper\" width=\"{width}\" height=\"{height}\"/>\n{}</svg>\n",
            escaped(title),
            escaped(description),
            include_str!("style.css"),
            self.svg,
        )
    }
}

impl Comparison {
    /// The labels of the rows, for a description.
    fn described(&self) -> String {
        let labels: Vec<&str> = self.rows.iter().map(|row| row.label.as_str()).collect();
        labels.join("; ")
    }
}

/// The classes that give a row its colour and its dashes: seven of the one and four of the other, so that the first 28 rows
/// differ.
fn look(row: usize) -> String {
    format!("c{} d{}", row % 7, row % 4)
}

/// About how wide a text is in pixels. Letters differ from font to font; this is meant for wide ones.
fn text_width(text: &str) -> i64 {
    let tenths = text.chars().map(|c| match c {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 38,
        'f' | 'r' | 't' | 'I' | '(' | ')' | '[' | ']' | '-' | '/' | '"' | ' ' => 48,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 118,
        'A'..='Z' | '+' | '=' | '&' => 92,
        '\u{0}'..='\u{2ff}' => 74,
        _ => 130,
    });
    tenths.sum::<i64>() / 9
}

/// The beginning of a text that has room in so many pixels.
fn shortened(text: &str, room: i64) -> String {
    if text_width(text) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        kept.push(c);
        if text_width(&kept) > room - 13 {
            kept.pop();
            break;
        }
    }
    kept.push('…');
    kept
}

/// Text as it is written into XML.
fn escaped(text: &str) -> String {
    let mut xml = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\'' => xml.push_str("&#39;"),
            '\t' | '\n' | '\r' => xml.push(' '),
            // No document may hold these, not even by number.
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => xml.push('\u{fffd}'),
            _ => xml.push(c),
        }
    }
    xml
}

fn count(things: usize) -> i64 {
    i64::try_from(things).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_have_a_point_where_they_need_one() {
        for (length, shown) in [(px(7), "7"), (Px(75), "7.5"), (Px(-5), "0.5"), (Px(0), "0")] {
            // Nothing stands left of or above the paper.
            assert_eq!(Px(length.0.abs()).to_string(), shown);
        }
    }

    #[test]
    fn long_labels_are_cut() {
        assert_eq!(shortened("short", 100), "short");
        let cut = shortened(&"long ".repeat(20), 100);
        assert!(cut.ends_with('…') && text_width(&cut) <= 100, "{cut}");
    }
}
