//! Which text of a body answers the `BodyPreference` elements of a request.

use super::truncation::{CutRule, CutText};
use crate::command::Boolean;
use crate::command::item::{BodyPreference, BodyType};

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
        preferences: &[BodyPreference<'_>],
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
                .filter_map(|preference| Some(Offer::new(preference, text_of(preference.kind)?.1, rule)))
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
    fn new(preference: &BodyPreference<'_>, text: &'t str, rule: CutRule) -> Self {
        let text = rule.cut(text, preference.truncation_size);
        let body = ChosenBody { body_type: preference.kind, text };
        // Without a size nothing is cut, so that `AllOrNone` says nothing.
        let all_or_none = preference.all_or_none.is_some_and(Boolean::is_true);
        Self { body, acceptable: !(all_or_none && text.truncated) }
    }

    fn length(&self) -> usize {
        self.body.text.data.map_or(0, str::len)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PLAIN: BodyType = BodyType::PLAIN_TEXT;
    const HTML: BodyType = BodyType::HTML;
    const RTF: BodyType = BodyType::RTF;
    const MIME: BodyType = BodyType::MIME;

    const AVAILABLE: [(BodyType, &str); 3] =
        [(HTML, "<p>0123456789</p>"), (PLAIN, "0123456789"), (MIME, "M: 0123456789")];

    fn cut_to(body_type: BodyType, size: u32) -> BodyPreference<'static> {
        BodyPreference::new(body_type, Some(size))
    }

    fn whole_or_none(body_type: BodyType, size: u32) -> BodyPreference<'static> {
        BodyPreference { all_or_none: Some(Boolean::True), ..cut_to(body_type, size) }
    }

    fn unlimited(body_type: BodyType) -> BodyPreference<'static> {
        // The empty tag means 1.
        BodyPreference { all_or_none: Some(Boolean::Empty), ..BodyPreference::new(body_type, None) }
    }

    #[test]
    fn choices() {
        let cases = [
            ("no preference", &[][..], Some((PLAIN, Some("0123456789"), false, 10))),
            ("native, cut", &[cut_to(PLAIN, 4)], Some((PLAIN, Some("0123"), true, 10))),
            (
                "native, though later and shorter",
                &[unlimited(HTML), cut_to(PLAIN, 4)],
                Some((PLAIN, Some("0123"), true, 10)),
            ),
            ("native fits whole", &[whole_or_none(PLAIN, 10)], Some((PLAIN, Some("0123456789"), false, 10))),
            ("native alone is too long", &[whole_or_none(PLAIN, 9)], Some((PLAIN, None, true, 10))),
            (
                "AllOrNone without a size is ignored",
                &[unlimited(PLAIN)],
                Some((PLAIN, Some("0123456789"), false, 10)),
            ),
            ("size zero", &[cut_to(PLAIN, 0)], Some((PLAIN, None, true, 10))),
            (
                "size zero, all or none",
                &[whole_or_none(PLAIN, 0), cut_to(MIME, 3)],
                Some((MIME, Some("M: "), true, 13)),
            ),
            (
                "next is the one that returns most",
                &[whole_or_none(PLAIN, 9), cut_to(MIME, 3), cut_to(HTML, 5)],
                Some((HTML, Some("<p>01"), true, 17)),
            ),
            (
                "next must fit too",
                &[whole_or_none(PLAIN, 9), whole_or_none(HTML, 16), cut_to(MIME, 1)],
                Some((MIME, Some("M"), true, 13)),
            ),
            (
                "of equal ones the first",
                &[whole_or_none(PLAIN, 9), cut_to(MIME, 5), cut_to(HTML, 5)],
                Some((MIME, Some("M: 01"), true, 13)),
            ),
            (
                "none fits: the native one, without data",
                &[whole_or_none(HTML, 3), whole_or_none(PLAIN, 9)],
                Some((PLAIN, None, true, 10)),
            ),
            ("native not asked for", &[cut_to(HTML, 3)], Some((HTML, Some("<p>"), true, 17))),
            ("not asked for and too long", &[whole_or_none(MIME, 3)], Some((MIME, None, true, 13))),
            ("not available", &[cut_to(RTF, 3)], None),
            ("partly available", &[cut_to(RTF, 3), cut_to(HTML, 3)], Some((HTML, Some("<p>"), true, 17))),
        ];
        for (name, preferences, expected) in cases {
            let chosen = ChosenBody::choose(PLAIN, &AVAILABLE, preferences, CutRule::default());
            let chosen = chosen.map(|ChosenBody { body_type, text }| {
                (body_type, text.data, text.truncated, text.estimated_data_size)
            });
            assert_eq!(chosen, expected, "{name}");
        }
    }

    #[test]
    fn nothing_available_is_no_choice() {
        assert_eq!(ChosenBody::choose(PLAIN, &[], &[], CutRule::default()), None);
        assert_eq!(ChosenBody::choose(PLAIN, &[], &[unlimited(PLAIN)], CutRule::default()), None);
        let first = ChosenBody::choose(RTF, &AVAILABLE, &[], CutRule::default()).unwrap();
        assert_eq!(first.body_type, HTML);
    }

    fn any_preference() -> impl Strategy<Value = BodyPreference<'static>> {
        let body_type = prop::sample::select(vec![PLAIN, HTML, RTF, MIME]);
        let all_or_none =
            prop::option::of(prop::sample::select(vec![Boolean::False, Boolean::True, Boolean::Empty]));
        (body_type, prop::option::of(0_u32..20), all_or_none).prop_map(
            |(body_type, truncation_size, all_or_none)| BodyPreference {
                all_or_none,
                ..BodyPreference::new(body_type, truncation_size)
            },
        )
    }

    proptest! {
        #[test]
        fn answer_was_asked_for_and_keeps_all_or_none(preferences in prop::collection::vec(any_preference(), 1..5)) {
            let asked = |body_type| preferences.iter().filter(move |preference| preference.kind == body_type);
            match ChosenBody::choose(PLAIN, &AVAILABLE, &preferences, CutRule::default()) {
                None => prop_assert!(preferences.iter().all(|preference| preference.kind == RTF)),
                Some(ChosenBody { body_type, text }) => {
                    let full = AVAILABLE.iter().find(|(available, _)| *available == body_type).unwrap().1;
                    prop_assert_eq!(text.truncated, text.data.unwrap_or_default() != full);
                    let permitted = asked(body_type).any(|preference| {
                        let limit = preference.truncation_size.map_or(usize::MAX, |size| size as usize);
                        let fits = full.len() <= limit;
                        match text.data {
                            None => !fits,
                            Some(data) => data.len() <= limit && (fits || !preference.all_or_none.is_some_and(Boolean::is_true)),
                        }
                    });
                    prop_assert!(permitted);
                }
            }
        }
    }
}
