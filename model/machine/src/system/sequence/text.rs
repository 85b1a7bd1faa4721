//! Text in a drawing: how wide it is, about, where its lines end, and how it is written into XML.

/// The size of the letters, in pixels.
pub(super) const SIZE: i32 = 13;

/// About how wide a text is, in pixels. Letters differ from font to font; this is meant for common ones without serifs,
/// rather too wide than too narrow.
pub(super) fn width(text: &str) -> i32 {
    text.chars().map(tenths).sum::<i32>() / 10
}

/// The width of a character in tenths of a pixel.
fn tenths(c: char) -> i32 {
    match c {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 38,
        'f' | 'r' | 't' | 'I' | '(' | ')' | '[' | ']' | '-' | '/' | '"' | ' ' => 48,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 118,
        'A'..='Z' | '+' | '=' | '&' => 92,
        '\u{0}'..='\u{7f}' => 74,
        '\u{80}'..='\u{2ff}' => 80,
        // Whatever else there is may be as wide as it is high.
        _ => 130,
    }
}

/// Text in lines of at most so many pixels, of about the same length each, broken between words where that can be.
pub(super) fn lines(text: &str, room: i32) -> Vec<String> {
    let mut lines = filled(text, room);
    // As many lines as it takes, then as narrow as they can be.
    let mut narrower = room;
    while narrower > room / 3 {
        narrower -= SIZE;
        let balanced = filled(text, narrower);
        if balanced.len() > lines.len() {
            break;
        }
        lines = balanced;
    }
    lines
}

/// Text in lines, each as full as can be.
fn filled(text: &str, room: i32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        for piece in pieces(word, room) {
            match lines.last_mut() {
                Some(line) if width(line) + width(" ") + width(&piece) <= room => {
                    line.push(' ');
                    line.push_str(&piece);
                }
                _ => lines.push(piece),
            }
        }
    }
    lines
}

/// A word, cut where it is too long for a line.
fn pieces(word: &str, room: i32) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut used = 0;
    for c in word.chars() {
        used += tenths(c);
        if used > room * 10 && pieces.last().is_some_and(|piece| !piece.is_empty()) {
            pieces.push(String::new());
            used = tenths(c);
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(c);
        }
    }
    pieces
}

/// Text as XML may hold it.
pub(super) fn escaped(text: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_even_and_lose_nothing() {
        let text = "answers key 1: Status 1, new key 3, ClientId 1 is item 3, Add SMS item 1 with text 1";
        let broken = lines(text, 260);
        assert_eq!(broken.join(" "), text);
        assert_eq!(broken.len(), 3);
        assert!(broken.iter().all(|line| (120..=260).contains(&width(line))), "{broken:?}");
        assert!(lines("", 100).is_empty());
    }

    #[test]
    fn a_word_too_long_for_a_line_is_cut() {
        let word = "0123456789".repeat(20);
        let broken = lines(&word, 200);
        assert_eq!(broken.concat(), word);
        assert!(broken.iter().all(|line| width(line) <= 200));
        // Even where there is no room at all something is on each line.
        assert_eq!(lines("abc", 0), ["a", "b", "c"]);
    }

    #[test]
    fn nothing_gets_out_of_its_element() {
        assert_eq!(
            escaped("<a b=\"c\" d='e'>&\u{0}\n"),
            "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;\u{fffd} "
        );
    }
}
