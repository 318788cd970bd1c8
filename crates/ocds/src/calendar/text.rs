//! Reading what publishers and callers write: ISO 8601 in its long form, as RFC 3339 narrows it down,
//! and somewhat wider: without a zone, without seconds, with an offset without a colon.

use jiff_core::civil;

use super::{Date, DateTime};

/// A time as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written<'t> {
    /// A 60th second counts as the one before.
    pub time: DateTime,
    /// The digits of its fraction.
    pub fraction: &'t str,
    /// Seconds east of UTC; `None` where nothing is said of it.
    pub offset: Option<i32>,
    /// Written with a `T` and with seconds.
    is_long: bool,
    /// No time of day is written.
    pub is_day: bool,
}

impl<'t> Written<'t> {
    /// `None` for what is no time. A day alone is its first second.
    pub fn read(text: &'t str) -> Option<Self> {
        let (day, rest) = text.split_at_checked(10)?;
        let day = date(day)?;
        if rest.is_empty() {
            return Some(Self { time: day.start(), fraction: "", offset: None, is_long: false, is_day: true });
        }
        let rest = rest.strip_prefix(['T', 't', ' '])?;
        let (hour, rest) = two_digits(rest)?;
        let (minute, rest) = two_digits(rest.strip_prefix(':')?)?;
        let seconds = rest.strip_prefix(':');
        let (second, rest) = seconds.map_or(Some((0, rest)), two_digits)?;
        let (fraction, rest) = fraction(rest)?;
        let time = civil::Time::new(hour, minute, second.min(59), 0).ok().filter(|_| second <= 60)?;
        let time = DateTime(civil::DateTime::from_parts(day.0, time));
        let is_long = seconds.is_some() && text.as_bytes()[10] == b'T';
        Some(Self { time, fraction, offset: offset(rest)?, is_long, is_day: false })
    }

    /// `YYYY-MM-DDTHH:MM:SS`
    pub fn is_local_second(&self) -> bool {
        self.is_long && self.fraction.is_empty() && self.offset.is_none()
    }

    /// `YYYY-MM-DDTHH:MM:SS` and a zone, with a fraction or without.
    pub fn is_moment(&self) -> bool {
        self.is_long && self.offset.is_some()
    }
}

/// `YYYY-MM-DD`
pub(super) fn date(text: &str) -> Option<Date> {
    let (year, rest) = text.split_at_checked(4)?;
    let (month, rest) = two_digits(rest.strip_prefix('-')?)?;
    let (day, rest) = two_digits(rest.strip_prefix('-')?)?;
    let is_year = year.bytes().all(|byte| byte.is_ascii_digit());
    if is_year && rest.is_empty() { Date::new(year.parse().ok()?, month, day) } else { None }
}

fn two_digits(text: &str) -> Option<(i8, &str)> {
    let (digits, rest) = text.split_at_checked(2)?;
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { Some((digits.parse().ok()?, rest)) } else { None }
}

/// The digits after a point or a comma, if there is one, and what follows.
fn fraction(text: &str) -> Option<(&str, &str)> {
    let Some(fraction) = text.strip_prefix(['.', ',']) else {
        return Some(("", text));
    };
    let end = fraction.find(|character: char| !character.is_ascii_digit()).unwrap_or(fraction.len());
    (end > 0).then(|| fraction.split_at(end))
}

/// The offset that is the whole text; `None` for what is none, `Some(None)` for no text.
fn offset(text: &str) -> Option<Option<i32>> {
    if text.is_empty() {
        return Some(None);
    }
    if text.eq_ignore_ascii_case("z") {
        return Some(Some(0));
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let (hours, rest) = two_digits(text.strip_prefix(['+', '-'])?)?;
    let (minutes, rest) = match rest.strip_prefix(':').unwrap_or(rest) {
        "" if rest.is_empty() => (0, rest),
        rest => two_digits(rest)?,
    };
    let is_offset = rest.is_empty() && hours < 24 && minutes < 60;
    is_offset.then_some(Some(sign * (i32::from(hours) * 60 + i32::from(minutes)) * 60))
}

#[cfg(test)]
mod tests {
    use super::super::{Date, DateTime};
    use super::Written;

    fn read(text: &str) -> Option<(String, &str, Option<i32>)> {
        Written::read(text).map(|it| (it.time.to_string(), it.fraction, it.offset))
    }

    #[test]
    fn times_are_read_with_what_they_say_of_their_zone() {
        let noon = |offset| Some(("2026-01-31T12:00:00".to_owned(), "", offset));
        assert_eq!(read("2026-01-31T12:00:00"), noon(None));
        assert_eq!(read("2026-01-31 12:00z"), noon(Some(0)));
        assert_eq!(read("2026-01-31T12:00:00-05"), noon(Some(-5 * 3600)));
        assert_eq!(read("2026-01-31T12:00:00+0330"), noon(Some(12_600)));
        assert_eq!(read("2026-01-31"), Some(("2026-01-31T00:00:00".to_owned(), "", None)));
        assert_eq!(read("2026-01-31T23:59:60,50Z"), Some(("2026-01-31T23:59:59".to_owned(), "50", Some(0))));
    }

    #[test]
    fn what_is_no_time_is_not_read() {
        for text in [
            "",
            "soon",
            "2026-1-31",
            "2026-02-29",
            "2026-13-01",
            "+026-01-31",
            "2026-01-31T",
            "2026-01-31T12",
            "2026-01-31T24:00:00",
            "2026-01-31T12:60:00",
            "2026-01-31T12:00:61",
            "2026-01-31T12:00:00.Z",
            "2026-01-31T12:00:00+24:00",
            "2026-01-31T12:00:00+02:",
            "2026-01-31T12:00:00+02:60",
            "2026-01-31T12:00:00 UTC",
            "2026-01-3é",
            "é",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn texts_come_back_as_they_went_in() {
        let day: Date = "2024-02-29".parse().unwrap();
        assert_eq!(day.to_string(), "2024-02-29");
        let time: DateTime = "0026-01-31T08:05:09".parse().unwrap();
        assert_eq!(time.to_string(), "0026-01-31T08:05:09");
        assert_eq!(serde_json::to_string(&time).unwrap(), r#""0026-01-31T08:05:09""#);
        assert_eq!(serde_json::from_str::<DateTime>(r#""0026-01-31T08:05:09""#).unwrap(), time);
        for text in ["2026-01-31", "2026-01-31T08:05", "2026-01-31T08:05:09Z", "2026-01-31 08:05:09"] {
            assert!(text.parse::<DateTime>().is_err(), "{text}");
        }
    }

    #[test]
    fn days_and_seconds_are_counted_over_the_ends_of_months() {
        let day = Date::new(2024, 2, 28).unwrap();
        assert_eq!(day.plus(2), Date::new(2024, 3, 1));
        assert_eq!(day.plus(-59), Date::new(2023, 12, 31));
        assert_eq!(Date::new(2024, 3, 1).unwrap().days_since(day), 2);
        assert_eq!(Date::new(9999, 12, 31).unwrap().plus(1), None);
        assert_eq!(Date::new(0, 1, 1).unwrap().plus(-1), None);
        let late = day.start().plus_seconds(86_399);
        assert_eq!(late.to_string(), "2024-02-28T23:59:59");
        assert_eq!(late.plus_seconds(1).seconds_since(day.start()), 86_400);
        assert_eq!(Date::new(0, 1, 1).unwrap().start().plus_seconds(-1).to_string(), "0000-01-01T00:00:00");
    }

    #[test]
    fn a_unix_time_is_read_in_utc() {
        assert_eq!(DateTime::of_unix_ms(1_795_262_400_999).to_string(), "2026-11-21T12:00:00");
        assert_eq!(Date::of_unix_ms(0), Date::new(1970, 1, 1).unwrap());
        assert_eq!(Date::of_unix_ms(u64::MAX).to_string(), "9999-12-30");
    }
}
