//! Moments as whole seconds since 1970, written and read the way each publisher does.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{self, TimeZone};

pub const MINUTE: i64 = 60;
pub const HOUR: i64 = 60 * MINUTE;
pub const DAY: i64 = 24 * HOUR;

fn timestamp(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// Peru keeps the same offset all year.
fn lima() -> TimeZone {
    TimeZone::fixed(tz::offset(-5))
}

/// The rule itself instead of a time zone database: it has not changed since 1996.
fn london() -> TimeZone {
    TimeZone::posix("GMT0BST,M3.5.0/1,M10.5.0").unwrap_or(TimeZone::UTC)
}

fn format(seconds: i64, zone: TimeZone, pattern: &str) -> String {
    timestamp(seconds).to_zoned(zone).strftime(pattern).to_string()
}

/// `2026-11-21T07:00:00-05:00`
pub fn lima_second(seconds: i64) -> String {
    format(seconds, lima(), "%Y-%m-%dT%H:%M:%S%:z")
}

/// `2026-11-21T07:00:00.012345-05:00`
pub fn lima_micro(seconds: i64, micros: u32) -> String {
    format(seconds, lima(), &format!("%Y-%m-%dT%H:%M:%S.{micros:06}%:z"))
}

/// The start of the day in Lima that holds the moment.
pub fn lima_midnight(seconds: i64) -> i64 {
    (seconds - 5 * HOUR).div_euclid(DAY) * DAY + 5 * HOUR
}

/// `2026-11`, in Lima.
pub fn lima_month(seconds: i64) -> String {
    format(seconds, lima(), "%Y-%m")
}

pub fn lima_year(seconds: i64) -> i16 {
    timestamp(seconds).to_zoned(lima()).year()
}

/// `2026-11-21T12:00:00+00:00`, with the offset of the season.
pub fn london_offset(seconds: i64) -> String {
    format(seconds, london(), "%Y-%m-%dT%H:%M:%S%:z")
}

/// `2026-11-21T12:00:00`, local time without a zone.
pub fn london_local(seconds: i64) -> String {
    format(seconds, london(), "%Y-%m-%dT%H:%M:%S")
}

pub fn london_year(seconds: i64) -> i16 {
    timestamp(seconds).to_zoned(london()).year()
}

/// The start of the day in London that holds the moment.
pub fn london_midnight(seconds: i64) -> i64 {
    timestamp(seconds).to_zoned(london()).start_of_day().map_or(seconds, |day| day.timestamp().as_second())
}

/// `2006-09-14T04:28:58-0400`: the offset has no colon.
pub fn new_york_second(seconds: i64) -> String {
    let zone = TimeZone::posix("EST5EDT,M3.2.0,M11.1.0").unwrap_or(TimeZone::UTC);
    format(seconds, zone, "%Y-%m-%dT%H:%M:%S%z")
}

fn kyiv() -> TimeZone {
    TimeZone::posix("EET-2EEST,M3.5.0/3,M10.5.0/4").unwrap_or(TimeZone::UTC)
}

/// `2026-11-21T14:00:00+02:00`
pub fn kyiv_second(seconds: i64) -> String {
    format(seconds, kyiv(), "%Y-%m-%dT%H:%M:%S%:z")
}

/// `2026-11-21T14:00:00.012345+02:00`
pub fn kyiv_micro(seconds: i64, micros: u32) -> String {
    format(seconds, kyiv(), &format!("%Y-%m-%dT%H:%M:%S.{micros:06}%:z"))
}

/// `2026-11-21`, in Kyiv.
pub fn kyiv_date(seconds: i64) -> String {
    format(seconds, kyiv(), "%Y-%m-%d")
}

/// `2026-11-21T12:00:00Z`
pub fn utc(seconds: i64) -> String {
    timestamp(seconds).to_string()
}

/// A date-time with a zone, else one read as London local time.
pub fn read_london(text: &str) -> Option<i64> {
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Some(moment.as_second());
    }
    let local: DateTime = text.get(..19)?.parse().ok()?;
    Some(local.to_zoned(london()).ok()?.timestamp().as_second())
}

/// A release date of any form a publisher uses; `None` for what is no date-time.
pub fn read(text: &str) -> Option<i64> {
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Some(moment.as_second());
    }
    let date: Date = text.get(..10)?.parse().ok()?;
    Some(date.to_zoned(TimeZone::UTC).ok()?.timestamp().as_second())
}

/// Microseconds of a date-time; one without a zone is UTC.
pub fn read_micros(text: &str) -> Option<i64> {
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Some(moment.as_microsecond());
    }
    let local: DateTime = text.parse().ok()?;
    Some(local.to_zoned(TimeZone::UTC).ok()?.timestamp().as_microsecond())
}

/// `YYYY-MM-DD` some days later.
pub fn shift_date(date: &str, days: i64) -> Option<String> {
    let date: Date = date.parse().ok()?;
    let span = jiff::Span::new().try_days(days).ok()?;
    Some(date.checked_add(span).ok()?.to_string())
}

#[cfg(test)]
mod tests {
    use super::{
        DAY, lima_micro, lima_midnight, lima_second, london_local, london_offset, read, read_london, shift_date,
    };

    #[test]
    fn london_follows_the_season() {
        let october = read("2026-10-24T12:00:00Z").unwrap();
        assert_eq!(london_offset(october), "2026-10-24T13:00:00+01:00");
        assert_eq!(london_offset(october + DAY), "2026-10-25T12:00:00+00:00");
        assert_eq!(london_local(october), "2026-10-24T13:00:00");
        assert_eq!(read_london("2026-10-24T13:00:00"), Some(october));
        assert_eq!(read_london("2026-10-24T12:00:00Z"), Some(october));
        assert_eq!(read_london("2026-10-24T13:00:00+01:00"), Some(october));
        assert_eq!(read_london("soon"), None);
    }

    #[test]
    fn lima_is_five_hours_behind_all_year() {
        let moment = read("2026-01-01T03:00:00Z").unwrap();
        assert_eq!(lima_micro(moment, 42), "2025-12-31T22:00:00.000042-05:00");
        assert_eq!(lima_second(lima_midnight(moment)), "2025-12-31T00:00:00-05:00");
    }

    #[test]
    fn dates_shift_over_months() {
        assert_eq!(shift_date("2026-02-20", 15).as_deref(), Some("2026-03-07"));
        assert_eq!(shift_date("2026-03-07", -15).as_deref(), Some("2026-02-20"));
        assert_eq!(shift_date("soon", 1), None);
        assert_eq!(read("2026-02-20"), read("2026-02-20T00:00:00Z"));
    }
}
