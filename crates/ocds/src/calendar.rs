//! Days and times of day as requests and documents write them: `2026-01-31`, `2026-01-31T12:00:00`.
//!
//! The calendar is `jiff-core`'s. Its big sister `jiff` also reads and writes, but all of ISO 8601
//! and more, and with the texts of its errors that is a tenth of what a browser downloads.

mod text;
mod zone;

use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

use jiff_core::tz::Offset;
use jiff_core::{Timestamp, civil};
use serde::{Deserialize, Serialize};

pub use text::Written;
pub use zone::Zone;

/// A day between the years 0 and 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date(civil::Date);

/// A day and a time of it, to the second, without a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DateTime(civil::DateTime);

/// The text is no day or time of the expected form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not of the form {0}, or not in the calendar")]
pub struct NotInCalendar(&'static str);

impl Date {
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        let date = civil::Date::new(year, month, day).ok()?;
        (year >= 0).then_some(Self(date))
    }

    /// The day of a Unix time, in UTC.
    pub fn of_unix_ms(ms: u64) -> Self {
        DateTime::of_unix_ms(ms).date()
    }

    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// So many days later, or earlier; `None` beyond the calendar.
    pub fn plus(self, days: i32) -> Option<Self> {
        let date = self.0.checked_add(days).ok()?;
        (date.year() >= 0).then_some(Self(date))
    }

    pub fn days_since(self, other: Self) -> i32 {
        self.0.since(other.0)
    }

    /// Its first second.
    pub fn start(self) -> DateTime {
        DateTime(civil::DateTime::from_parts(self.0, civil::Time::MIN))
    }
}

impl DateTime {
    /// A Unix time, in UTC; the calendar's last second for what is beyond.
    pub fn of_unix_ms(ms: u64) -> Self {
        let second = i64::try_from(ms / 1000).ok().and_then(|second| Timestamp::from_second(second).ok());
        Self(second.unwrap_or(Timestamp::MAX).to_datetime(Offset::UTC))
    }

    pub fn date(self) -> Date {
        Date(self.0.date())
    }

    /// So many seconds later, or earlier; not beyond the calendar.
    pub fn plus_seconds(self, seconds: i32) -> Self {
        let first = Self(civil::date(0, 1, 1).at(0, 0, 0, 0));
        Self(self.0.saturating_add_seconds(seconds)).max(first)
    }

    /// The Unix time, in milliseconds, of clocks that are so many seconds east of UTC.
    pub fn unix_ms(self, offset: i32) -> i64 {
        let epoch = Self(civil::date(1970, 1, 1).at(0, 0, 0, 0));
        (self.seconds_since(epoch) - i64::from(offset)) * 1000
    }

    pub fn seconds_since(self, other: Self) -> i64 {
        let of_day = |it: Self| i64::from(it.0.time().to_second().second());
        i64::from(self.date().days_since(other.date())) * 86_400 + of_day(self) - of_day(other)
    }
}

impl Display for Date {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

impl Display for DateTime {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let time = self.0.time();
        write!(formatter, "{}T{:02}:{:02}:{:02}", self.date(), time.hour(), time.minute(), time.second())
    }
}

impl FromStr for Date {
    type Err = NotInCalendar;

    fn from_str(text: &str) -> Result<Self, NotInCalendar> {
        text::date(text).ok_or(NotInCalendar("YYYY-MM-DD"))
    }
}

impl FromStr for DateTime {
    type Err = NotInCalendar;

    fn from_str(text: &str) -> Result<Self, NotInCalendar> {
        let written = Written::read(text).filter(Written::is_local_second);
        written.map(|it| it.time).ok_or(NotInCalendar("YYYY-MM-DDTHH:MM:SS"))
    }
}

macro_rules! as_text {
    ($($kind:ty)*) => {$(
        impl TryFrom<String> for $kind {
            type Error = NotInCalendar;

            fn try_from(text: String) -> Result<Self, NotInCalendar> {
                text.parse()
            }
        }

        impl From<$kind> for String {
            fn from(it: $kind) -> Self {
                it.to_string()
            }
        }
    )*};
}

as_text!(Date DateTime);
