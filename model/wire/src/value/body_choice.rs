//! Which text of a body answers the `BodyPreference` elements of a request.

use super::truncation::{CutRule, CutText};

/// The `Type` of a body ([MS-ASAIRS] 2.2.2.41).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum BodyType {
    /// Plain text, the natural type of an SMS.
    Plain = 1,
    /// HTML.
    Html = 2,
    /// RTF, as base64.
    Rtf = 3,
    /// MIME.
    Mime = 4,
}

/// What a client asks for in one `BodyPreference` ([MS-ASAIRS] 2.2.2.12).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct BodyPreference {
    /// `Type`.
    pub body_type: BodyType,
    /// `TruncationSize`; absent is no limit.
    pub truncation_size: Option<u32>,
    /// `AllOrNone`: rather nothing than a cut text. Ignored without `TruncationSize`.
    pub all_or_none: bool,
}

/// The answer: a type and what is sent of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChosenBody<'t> {
    /// `Type`.
    pub body_type: BodyType,
    /// `Data`, `Truncated` and `EstimatedDataSize`.
    pub text: CutText<'t>,
}

impl<'t> ChosenBody<'t> {
    /// Chooses among `available`, the texts of one item by type, of which `native` is the type it was made in
    /// ([MS-ASAIRS] 2.2.2.3.2).
    ///
    /// - The preference for the native type comes first, cut to its size.
    /// - If that has `AllOrNone` and its text is too long, or if there is none, then whichever other
    ///   preference returns most text, in bytes; the earlier one of two that return the same.
    /// - If each is too long for its `AllOrNone`, no `Data`: the type and size are those of the first
    ///   preference in this order.
    /// - Without preferences the whole native text, or else the first available: the server is free here.
    ///
    /// `None` when no text of an asked type is available, so that one has to be converted first.
    pub fn choose(
        native: BodyType,
        available: &[(BodyType, &'t str)],
        preferences: &[BodyPreference],
        rule: CutRule,
    ) -> Option<Self> {
        let text_of = |wanted| available.iter().find(|(body_type, _)| *body_type == wanted);
        if preferences.is_empty() {
            let &(body_type, text) = text_of(native).or(available.first())?;
            return Some(Self { body_type, text: rule.cut(text, None) });
        }

        let offers = || {
            preferences
                .iter()
                .filter_map(|preference| Some(Offer::new(preference, text_of(preference.body_type)?.1, rule)))
        };
        let native_offer = offers().find(|offer| offer.body.body_type == native);
        if let Some(offer) = native_offer.filter(|offer| offer.acceptable) {
            return Some(offer.body);
        }
        let most_text = offers()
            .filter(|offer| offer.acceptable)
            .reduce(|best, next| if next.length() > best.length() { next } else { best });
        let refused = native_offer.or_else(|| offers().next()).map(|offer| offer.body.without_data());
        most_text.map(|offer| offer.body).or(refused)
    }

    fn without_data(self) -> Self {
        Self { text: CutText { data: None, ..self.text }, ..self }
    }
}

/// What one preference would return.
#[derive(Clone, Copy)]
struct Offer<'t> {
    body: ChosenBody<'t>,
    /// Not cut against `AllOrNone`.
    acceptable: bool,
}

impl<'t> Offer<'t> {
    fn new(preference: &BodyPreference, text: &'t str, rule: CutRule) -> Self {
        let text = rule.cut(text, preference.truncation_size);
        let body = ChosenBody { body_type: preference.body_type, text };
        Self { body, acceptable: !(preference.all_or_none && text.truncated) }
    }

    fn length(&self) -> usize {
        self.body.text.data.map_or(0, str::len)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::BodyType::{Html, Mime, Plain, Rtf};
    use super::*;

    const AVAILABLE: [(BodyType, &str); 3] =
        [(Html, "<p>0123456789</p>"), (Plain, "0123456789"), (Mime, "M: 0123456789")];

    const fn cut_to(body_type: BodyType, size: u32) -> BodyPreference {
        BodyPreference { body_type, truncation_size: Some(size), all_or_none: false }
    }

    const fn whole_or_none(body_type: BodyType, size: u32) -> BodyPreference {
        BodyPreference { body_type, truncation_size: Some(size), all_or_none: true }
    }

    const fn unlimited(body_type: BodyType) -> BodyPreference {
        BodyPreference { body_type, truncation_size: None, all_or_none: true }
    }

    #[test]
    fn choices() {
        let cases = [
            ("no preference", &[][..], Some((Plain, Some("0123456789"), false, 10))),
            ("native, cut", &[cut_to(Plain, 4)], Some((Plain, Some("0123"), true, 10))),
            (
                "native, though later and shorter",
                &[unlimited(Html), cut_to(Plain, 4)],
                Some((Plain, Some("0123"), true, 10)),
            ),
            ("native fits whole", &[whole_or_none(Plain, 10)], Some((Plain, Some("0123456789"), false, 10))),
            ("native alone is too long", &[whole_or_none(Plain, 9)], Some((Plain, None, true, 10))),
            (
                "AllOrNone without a size is ignored",
                &[unlimited(Plain)],
                Some((Plain, Some("0123456789"), false, 10)),
            ),
            ("size zero", &[cut_to(Plain, 0)], Some((Plain, None, true, 10))),
            (
                "size zero, all or none",
                &[whole_or_none(Plain, 0), cut_to(Mime, 3)],
                Some((Mime, Some("M: "), true, 13)),
            ),
            (
                "next is the one that returns most",
                &[whole_or_none(Plain, 9), cut_to(Mime, 3), cut_to(Html, 5)],
                Some((Html, Some("<p>01"), true, 17)),
            ),
            (
                "next must fit too",
                &[whole_or_none(Plain, 9), whole_or_none(Html, 16), cut_to(Mime, 1)],
                Some((Mime, Some("M"), true, 13)),
            ),
            (
                "of equal ones the first",
                &[whole_or_none(Plain, 9), cut_to(Mime, 5), cut_to(Html, 5)],
                Some((Mime, Some("M: 01"), true, 13)),
            ),
            (
                "none fits: the native one, without data",
                &[whole_or_none(Html, 3), whole_or_none(Plain, 9)],
                Some((Plain, None, true, 10)),
            ),
            ("native not asked for", &[cut_to(Html, 3)], Some((Html, Some("<p>"), true, 17))),
            ("not asked for and too long", &[whole_or_none(Mime, 3)], Some((Mime, None, true, 13))),
            ("not available", &[cut_to(Rtf, 3)], None),
            ("partly available", &[cut_to(Rtf, 3), cut_to(Html, 3)], Some((Html, Some("<p>"), true, 17))),
        ];
        for (name, preferences, expected) in cases {
            let chosen = ChosenBody::choose(Plain, &AVAILABLE, preferences, CutRule::default());
            let chosen = chosen.map(|ChosenBody { body_type, text }| {
                (body_type, text.data, text.truncated, text.estimated_data_size)
            });
            assert_eq!(chosen, expected, "{name}");
        }
    }

    #[test]
    fn nothing_available_is_no_choice() {
        assert_eq!(ChosenBody::choose(Plain, &[], &[], CutRule::default()), None);
        assert_eq!(ChosenBody::choose(Plain, &[], &[unlimited(Plain)], CutRule::default()), None);
        let first = ChosenBody::choose(Rtf, &AVAILABLE, &[], CutRule::default()).unwrap();
        assert_eq!(first.body_type, Html);
    }

    fn any_preference() -> impl Strategy<Value = BodyPreference> {
        let body_type = prop::sample::select(vec![Plain, Html, Rtf, Mime]);
        (body_type, prop::option::of(0_u32..20), any::<bool>()).prop_map(
            |(body_type, truncation_size, all_or_none)| BodyPreference {
                body_type,
                truncation_size,
                all_or_none,
            },
        )
    }

    proptest! {
        #[test]
        fn answer_was_asked_for_and_keeps_all_or_none(preferences in prop::collection::vec(any_preference(), 1..5)) {
            let asked = |body_type| preferences.iter().filter(move |preference| preference.body_type == body_type);
            match ChosenBody::choose(Plain, &AVAILABLE, &preferences, CutRule::default()) {
                None => prop_assert!(preferences.iter().all(|preference| preference.body_type == Rtf)),
                Some(ChosenBody { body_type, text }) => {
                    let full = AVAILABLE.iter().find(|(available, _)| *available == body_type).unwrap().1;
                    prop_assert_eq!(text.truncated, text.data.unwrap_or_default() != full);
                    let permitted = asked(body_type).any(|preference| {
                        let limit = preference.truncation_size.map_or(usize::MAX, |size| size as usize);
                        let fits = full.len() <= limit;
                        match text.data {
                            None => !fits,
                            Some(data) => data.len() <= limit && (fits || !preference.all_or_none),
                        }
                    });
                    prop_assert!(permitted);
                }
            }
        }
    }
}
