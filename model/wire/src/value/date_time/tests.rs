use proptest::prelude::*;

use super::*;

/// The moment of [MS-ASMS] 4.3.
const EXAMPLE_MS: i64 = 1_231_373_676_000;

#[test]
fn forms_that_are_read() {
    #[rustfmt::skip]
    let table = [
        ("2009-01-08T00:14:36.000Z", EXAMPLE_MS, "2009-01-08T00:14:36.000Z"),
        ("2009-01-08T00:14:36Z", EXAMPLE_MS, "2009-01-08T00:14:36.000Z"),
        ("2009-01-08T00:14:36.1Z", EXAMPLE_MS + 100, "2009-01-08T00:14:36.100Z"),
        ("2009-01-08T00:14:36.12Z", EXAMPLE_MS + 120, "2009-01-08T00:14:36.120Z"),
        ("2009-01-08T00:14:36.123Z", EXAMPLE_MS + 123, "2009-01-08T00:14:36.123Z"),
        ("2009-01-08T00:14:36.1239Z", EXAMPLE_MS + 123, "2009-01-08T00:14:36.123Z"),
        ("2009-01-08T00:14:36.9999999Z", EXAMPLE_MS + 999, "2009-01-08T00:14:36.999Z"),
        ("2009-01-08T00:14:36.00000000000000000000001Z", EXAMPLE_MS, "2009-01-08T00:14:36.000Z"),
        ("1970-01-01T00:00:00Z", 0, "1970-01-01T00:00:00.000Z"),
        ("1969-12-31T23:59:59.999Z", -1, "1969-12-31T23:59:59.999Z"),
        ("1970-01-01T24:00:00Z", 86_400_000, "1970-01-02T00:00:00.000Z"),
        ("1969-12-31T24:00:00.000Z", 0, "1970-01-01T00:00:00.000Z"),
        ("2000-02-29T23:59:59Z", 951_868_799_000, "2000-02-29T23:59:59.000Z"),
        ("1600-02-29T00:00:00Z", -11_670_998_400_000, "1600-02-29T00:00:00.000Z"),
        ("1601-01-01T00:00:00Z", -11_644_473_600_000, "1601-01-01T00:00:00.000Z"),
        ("0001-01-01T00:00:00Z", -62_135_596_800_000, "0001-01-01T00:00:00.000Z"),
        ("9999-12-31T23:59:59.999Z", 253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
    ];
    for (text, milliseconds, written) in table {
        let read = DateTime::parse(text).unwrap();
        assert_eq!(read.unix_ms(), milliseconds, "{text}");
        assert_eq!(read.to_string(), written, "{text}");
    }
    assert_eq!(DateTime::FIRST.to_string(), "0001-01-01T00:00:00.000Z");
    assert_eq!(DateTime::LAST.to_string(), "9999-12-31T23:59:59.999Z");
}

#[test]
fn forms_that_are_refused() {
    let table = [
        ("", "offset 0: expected a digit, found the end"),
        ("2009", "offset 4: expected '-', found the end"),
        ("2009/01/08T00:14:36Z", "offset 4: expected '-', found '/'"),
        ("09-01-08T00:14:36Z", "offset 2: expected a digit, found '-'"),
        ("0000-01-08T00:14:36Z", "offset 0: the year is 0; expected 1 to 9999"),
        ("12009-01-08T00:14:36Z", "offset 4: expected '-', found '9'"),
        ("-2009-01-08T00:14:36Z", "offset 0: expected a digit, found '-'"),
        ("2009-00-08T00:14:36Z", "offset 5: the month is 0; expected 1 to 12"),
        ("2009-13-08T00:14:36Z", "offset 5: the month is 13; expected 1 to 12"),
        ("2009-02-29T00:14:36Z", "offset 8: the day is 29; expected 1 to 28"),
        ("1900-02-29T00:14:36Z", "offset 8: the day is 29; expected 1 to 28"),
        ("2000-02-30T00:14:36Z", "offset 8: the day is 30; expected 1 to 29"),
        ("2009-04-31T00:14:36Z", "offset 8: the day is 31; expected 1 to 30"),
        ("2009-01-08 00:14:36Z", "offset 10: expected 'T', found ' '"),
        ("2009-01-08t00:14:36Z", "offset 10: expected 'T', found 't'"),
        ("2009-01-08T25:00:00Z", "offset 11: the hour is 25; expected 0 to 24"),
        ("2009-01-08T24:00:01Z", "offset 11: hour 24 stands only in 24:00:00"),
        ("2009-01-08T24:01:00Z", "offset 11: hour 24 stands only in 24:00:00"),
        ("2009-01-08T24:00:00.001Z", "offset 11: hour 24 stands only in 24:00:00"),
        (
            "9999-12-31T24:00:00Z",
            "offset 11: midnight after the last day of the year 9999; expected a time before it",
        ),
        ("2009-01-08T00:60:00Z", "offset 14: the minute is 60; expected 0 to 59"),
        ("2008-12-31T23:59:60Z", "offset 17: the second is 60; expected 0 to 59"),
        ("2009-01-08T00:14Z", "offset 16: expected ':', found 'Z'"),
        ("2009-01-08T00:14:36", "offset 19: expected 'Z', since times are UTC, found the end"),
        ("2009-01-08T00:14:36z", "offset 19: expected 'Z', since times are UTC, found 'z'"),
        ("2009-01-08T00:14:36+01:00", "offset 19: expected 'Z', since times are UTC, found '+'"),
        ("2009-01-08T00:14:36.Z", "offset 20: expected a digit, found 'Z'"),
        ("2009-01-08T00:14:36,5Z", "offset 19: expected 'Z', since times are UTC, found ','"),
        ("2009-01-08T00:14:36.5+00:00", "offset 21: expected 'Z', since times are UTC, found '+'"),
        ("2009-01-08T00:14:36Z ", "offset 20: expected the end, found ' '"),
        (" 2009-01-08T00:14:36Z", "offset 0: expected a digit, found ' '"),
        ("２009-01-08T00:14:36Z", "offset 0: expected a digit, found '２'"),
        ("2009-01-08T00:14:36é", "offset 19: expected 'Z', since times are UTC, found 'é'"),
        ("20090108T001436Z", "offset 4: expected '-', found '0'"),
    ];
    for (text, message) in table {
        assert_eq!(DateTime::parse(text).unwrap_err().to_string(), message, "{text}");
    }
}

#[test]
fn compact_form() {
    let table = [
        ("20090108T001436Z", Ok(EXAMPLE_MS)),
        ("20081231T240000Z", Ok(1_230_768_000_000)),
        ("2009-01-08T00:14:36Z", Err("offset 4: expected a digit, found '-'")),
        ("20090108T001436.000Z", Err("offset 15: expected 'Z', since times are UTC, found '.'")),
        ("20090108T001436", Err("offset 15: expected 'Z', since times are UTC, found the end")),
        ("20090229T001436Z", Err("offset 6: the day is 29; expected 1 to 28")),
        ("20090108T240100Z", Err("offset 9: hour 24 stands only in 24:00:00")),
    ];
    for (text, expected) in table {
        let read = DateTime::parse_compact(text).map(DateTime::unix_ms).map_err(|error| error.to_string());
        assert_eq!(read, expected.map_err(str::to_owned), "{text}");
    }
    let with_milliseconds = DateTime::from_unix_ms(EXAMPLE_MS + 999).unwrap();
    assert_eq!(with_milliseconds.to_compact(), "20090108T001436Z");
}

#[test]
fn range_ends_with_the_years_1_and_9999() {
    for end in [DateTime::FIRST, DateTime::LAST] {
        assert_eq!(DateTime::from_unix_ms(end.unix_ms()), Some(end));
    }
    for outside in [DateTime::FIRST.unix_ms() - 1, DateTime::LAST.unix_ms() + 1, i64::MIN, i64::MAX] {
        assert_eq!(DateTime::from_unix_ms(outside), None);
    }
}

#[test]
fn day_before_1970_is_rounded_down() {
    let table = [(-1, -1), (0, 0), (86_399_999, 0), (86_400_000, 1), (-86_400_000, -1), (-86_400_001, -2)];
    for (milliseconds, day) in table {
        assert_eq!(DateTime::from_unix_ms(milliseconds).unwrap().day().number(), day, "{milliseconds}");
    }
    assert_eq!(DateTime::FIRST.day(), Day::FIRST);
    assert_eq!(DateTime::LAST.day(), Day::LAST);
    assert_eq!(DateTime::midnight(Day::FIRST), DateTime::FIRST);
}

fn any_date_time() -> impl Strategy<Value = DateTime> {
    (DateTime::FIRST.unix_ms()..=DateTime::LAST.unix_ms())
        .prop_map(|milliseconds| DateTime::from_unix_ms(milliseconds).unwrap())
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(date in any_date_time()) {
        prop_assert_eq!(DateTime::parse(&date.to_string()), Ok(date));
        let cut = date.unix_ms() - date.unix_ms().rem_euclid(1000);
        prop_assert_eq!(DateTime::parse_compact(&date.to_compact()).map(DateTime::unix_ms), Ok(cut));
    }

    #[test]
    fn text_sorts_as_time_does(one in any_date_time(), other in any_date_time()) {
        prop_assert_eq!(one.to_string().cmp(&other.to_string()), one.cmp(&other));
    }

    #[test]
    fn any_text_gives_a_value_or_an_error_inside_it(text in "([0-9TZ:.+ -]|\\PC){0,30}") {
        for read in [DateTime::parse(&text), DateTime::parse_compact(&text)] {
            if let Err(error) = read {
                prop_assert!(text.is_char_boundary(error.offset), "{}", error);
            }
        }
    }

    #[test]
    fn one_changed_character_never_panics(date in any_date_time(), at in 0_usize..24, other in any::<char>()) {
        let text: String =
            date.to_string().chars().enumerate().map(|(i, c)| if i == at { other } else { c }).collect();
        if let Ok(read) = DateTime::parse(&text) {
            prop_assert_eq!(DateTime::parse(&read.to_string()), Ok(read));
        }
    }
}
