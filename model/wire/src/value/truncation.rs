//! Cutting the text of a body to a `TruncationSize`.

/// How a text is cut. The specification says "bytes" ([MS-ASAIRS] 2.2.2.40) and nothing about characters of
/// several bytes or line breaks (EC-15); the default is UTF-8 bytes, never splitting CR LF.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct CutRule {
    /// What `TruncationSize` counts.
    pub unit: Unit,
    /// Whether CR LF can be cut in two.
    pub line_breaks: LineBreaks,
}

/// What `TruncationSize` counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Bytes of UTF-8, the form of text on the wire.
    #[default]
    Bytes,
    /// Unicode characters (scalar values).
    Characters,
}

/// Whether a cut can fall between CR and LF.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum LineBreaks {
    /// CR LF stays together: a cut between the two moves to before the CR.
    #[default]
    Whole,
    /// CR LF are two characters like any others.
    Split,
}

/// A text as `Body` carries it after a cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CutText<'t> {
    /// The `Data` element, a prefix of the full text. `None` when `TruncationSize` is 0 and when not even one
    /// character fits: then there is no element ([MS-ASEMAIL] 2.2.2.10.1, EC-15c).
    pub data: Option<&'t str>,
    /// The `Truncated` element: set exactly when `data` is less than the full text.
    pub truncated: bool,
    /// The `EstimatedDataSize` element: bytes of the full text in UTF-8, whatever the unit of the cut.
    pub estimated_data_size: u64,
}

impl CutRule {
    /// Cuts `text` to at most `size` units; `None` is no limit.
    ///
    /// A character is kept whole or dropped, so that no UTF-16 surrogate pair is separated either. A
    /// combining mark can be parted from the letter before it.
    pub fn cut(self, text: &str, size: Option<u32>) -> CutText<'_> {
        let full = CutText { data: Some(text), truncated: false, estimated_data_size: text.len() as u64 };
        let Some(size) = size else { return full };
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        let kept = text.get(..self.end_of_prefix(text, size)).unwrap_or_default();
        let truncated = kept.len() < text.len();
        let no_data = size == 0 || (truncated && kept.is_empty());
        CutText { data: (!no_data).then_some(kept), truncated, ..full }
    }

    /// Offset in bytes at which `text` is cut.
    fn end_of_prefix(self, text: &str, size: usize) -> usize {
        let end = match self.unit {
            Unit::Bytes => {
                let limit = size.min(text.len());
                (0..=limit).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0)
            }
            Unit::Characters => text.char_indices().nth(size).map_or(text.len(), |(at, _)| at),
        };
        let between_cr_and_lf = text.get(..end).is_some_and(|kept| kept.ends_with('\r'))
            && text.get(end..).is_some_and(|cut| cut.starts_with('\n'));
        if self.line_breaks == LineBreaks::Whole && between_cr_and_lf { end - 1 } else { end }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const RULES: [CutRule; 4] = [
        CutRule { unit: Unit::Bytes, line_breaks: LineBreaks::Whole },
        CutRule { unit: Unit::Bytes, line_breaks: LineBreaks::Split },
        CutRule { unit: Unit::Characters, line_breaks: LineBreaks::Whole },
        CutRule { unit: Unit::Characters, line_breaks: LineBreaks::Split },
    ];

    /// Characters of 1, 2, 3 and 4 bytes, CR LF, another of 1.
    const MIXED: &str = "aé€😀\r\nb";

    #[test]
    fn every_size_of_a_mixed_text() {
        // For each size: bytes kept under each of `RULES`.
        #[rustfmt::skip]
        let table = [
            [0, 0, 0, 0],
            [1, 1, 1, 1],
            [1, 1, 3, 3],
            [3, 3, 6, 6],
            [3, 3, 10, 10],
            [3, 3, 10, 11],
            [6, 6, 12, 12],
            [6, 6, 13, 13],
            [6, 6, 13, 13],
            [6, 6, 13, 13],
            [10, 10, 13, 13],
            [10, 11, 13, 13],
            [12, 12, 13, 13],
            [13, 13, 13, 13],
            [13, 13, 13, 13],
        ];
        for (size, kept_by_rule) in (0_u32..).zip(table) {
            for (rule, kept) in RULES.into_iter().zip(kept_by_rule) {
                let expected = CutText {
                    data: (kept > 0).then_some(&MIXED[..kept]),
                    truncated: kept < MIXED.len(),
                    estimated_data_size: 13,
                };
                assert_eq!(rule.cut(MIXED, Some(size)), expected, "{size} {rule:?}");
            }
        }
    }

    #[test]
    fn example_body_is_29_bytes_long() {
        // [MS-ASMS] 4.3.
        let cut = CutRule::default().cut("Make sure you get some rest!\n", None);
        assert_eq!((cut.estimated_data_size, cut.truncated), (29, false));
    }

    #[test]
    fn ascii_is_cut_at_exactly_the_size() {
        let text = "The quick brown fox";
        for size in 1..19 {
            for rule in RULES {
                assert_eq!(rule.cut(text, Some(size)).data, text.get(..size as usize));
            }
        }
    }

    #[test]
    fn size_zero_gives_no_data_but_the_size() {
        for rule in RULES {
            let cut = rule.cut("abc", Some(0));
            assert_eq!(cut, CutText { data: None, truncated: true, estimated_data_size: 3 });
            let empty = rule.cut("", Some(0));
            assert_eq!(empty, CutText { data: None, truncated: false, estimated_data_size: 0 });
        }
    }

    #[test]
    fn size_below_the_first_character_gives_no_data() {
        let bytes = CutRule::default();
        for (text, size) in [("😀", 3), ("é", 1), ("\r\n", 1)] {
            assert_eq!(bytes.cut(text, Some(size)).data, None, "{text:?}");
            assert!(bytes.cut(text, Some(size)).truncated, "{text:?}");
        }
    }

    #[test]
    fn text_that_just_fits_is_not_truncated() {
        for (rule, size) in [(RULES[0], 13), (RULES[2], 7)] {
            assert!(!rule.cut(MIXED, Some(size)).truncated);
            assert!(rule.cut(MIXED, Some(size - 1)).truncated);
            assert_eq!(rule.cut(MIXED, Some(u32::MAX)), rule.cut(MIXED, None));
        }
        let empty = CutText { data: Some(""), truncated: false, estimated_data_size: 0 };
        assert_eq!(CutRule::default().cut("", Some(1)), empty);
        assert_eq!(CutRule::default().cut("", None), empty);
    }

    #[test]
    fn lone_cr_and_lf_are_ordinary_characters() {
        assert_eq!(CutRule::default().cut("a\rb", Some(2)).data, Some("a\r"));
        assert_eq!(CutRule::default().cut("a\n\r\n", Some(2)).data, Some("a\n"));
        assert_eq!(CutRule::default().cut("a\r\r\n", Some(3)).data, Some("a\r"));
    }

    proptest! {
        #[test]
        fn cut_is_the_longest_prefix_that_fits(text in "([a-c]|[é-ö]|€|😀|\r|\n|\r\n){0,20}", size in 0_u32..60) {
            for rule in RULES {
                let cut = rule.cut(&text, Some(size));
                let kept = cut.data.unwrap_or_default();
                let measure = |text: &str| match rule.unit {
                    Unit::Bytes => text.len(),
                    Unit::Characters => text.chars().count(),
                };
                prop_assert!(text.starts_with(kept));
                prop_assert!(measure(kept) <= size as usize);
                prop_assert_eq!(cut.truncated, kept != text);
                prop_assert_eq!(cut.estimated_data_size, text.len() as u64);
                let rest = &text[kept.len()..];
                let next = match rest.chars().next() {
                    Some('\r') if rest.starts_with("\r\n") && rule.line_breaks == LineBreaks::Whole => "\r\n",
                    Some(next) => &rest[..next.len_utf8()],
                    None => continue,
                };
                prop_assert!(measure(kept) + measure(next) > size as usize);
            }
        }
    }
}
