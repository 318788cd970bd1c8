//! The clocks of a place.

use std::fmt;

use jiff_core::Timestamp;
use jiff_core::tz::posix;

use super::{DateTime, Written};

/// The rule of a place's clocks, summer and winter.
#[derive(Clone, PartialEq, Eq)]
pub struct Zone {
    rule: String,
    clocks: posix::TimeZone,
}

impl Zone {
    /// Reads a POSIX rule, such as `EET-2EEST,M3.5.0/3,M10.5.0/4`; `None` for what is none.
    pub fn posix(rule: &str) -> Option<Self> {
        Some(Self { rule: rule.to_owned(), clocks: posix::TimeZone::parse(rule).ok()? })
    }

    /// Seconds east of UTC at a time of these clocks. A time that comes twice is the earlier one, and
    /// one that is left out in spring is as much later.
    pub fn offset_at(&self, time: DateTime) -> i32 {
        self.clocks.to_offset(self.moment(time).unwrap_or(Timestamp::MAX)).seconds()
    }

    /// The Unix time, in milliseconds, of a time of these clocks.
    pub fn unix_ms(&self, time: DateTime) -> i64 {
        let moment = self.moment(time).map(|moment| moment.as_second() * 1000);
        moment.unwrap_or_else(|| time.unix_ms(self.offset_at(time)))
    }

    /// Only the calendar's last day has moments that are beyond.
    fn moment(&self, time: DateTime) -> Option<Timestamp> {
        self.clocks.to_ambiguous_timestamp(time.0).compatible().ok()
    }

    /// What these clocks show at a Unix time; `None` beyond the calendar.
    pub fn at_unix_ms(&self, ms: i64) -> Option<DateTime> {
        let moment = Timestamp::from_second(ms.div_euclid(1000)).ok()?;
        Some(DateTime(self.clocks.to_offset(moment).to_datetime(moment)))
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Zone").field(&self.rule).finish()
    }
}

impl Written<'_> {
    /// The Unix time, in milliseconds; what says nothing of its zone is by these clocks.
    pub fn unix_ms(&self, zone: &Zone) -> i64 {
        let whole = self.offset.map_or_else(|| zone.unix_ms(self.time), |offset| self.time.unix_ms(offset));
        let digits = self.fraction.bytes().chain([b'0'; 3]).take(3);
        let thousandths = digits.fold(0, |all, digit| all * 10 + i64::from(digit - b'0'));
        whole + thousandths
    }
}

#[cfg(test)]
mod tests {
    use super::super::{DateTime, Written};
    use super::Zone;

    #[test]
    fn clocks_tell_the_unix_time_in_summer_and_winter() {
        let kyiv = Zone::posix("EET-2EEST,M3.5.0/3,M10.5.0/4").unwrap();
        let ms = |text: &str| Written::read(text).unwrap().unix_ms(&kyiv);
        assert_eq!(ms("2026-11-21T14:00:00"), 1_795_262_400_000);
        assert_eq!(ms("2026-11-21T12:00:00.0429Z"), 1_795_262_400_042);
        assert_eq!(ms("2026-11-21T12:00:00.5Z"), 1_795_262_400_500);
        assert_eq!(ms("2026-07-21T15:00:00"), ms("2026-07-21T12:00:00Z"));
        assert_eq!(ms("1969-12-31T23:59:59.999Z"), -1);
        // The hour that comes twice, and the one that is left out.
        assert_eq!(ms("2026-10-25T03:30:00"), ms("2026-10-25T00:30:00Z"));
        assert_eq!(ms("2026-03-29T03:30:00"), ms("2026-03-29T01:30:00Z"));
        let shown = |ms| kyiv.at_unix_ms(ms).map(|time: DateTime| time.to_string());
        assert_eq!(shown(1_795_262_400_999).as_deref(), Some("2026-11-21T14:00:00"));
        assert_eq!(shown(-1).as_deref(), Some("1970-01-01T01:59:59"));
        assert_eq!(shown(i64::MAX), None);
        assert_eq!(ms("9999-12-31T23:59:59+02:00"), ms("9999-12-31T23:59:59"));
        assert_eq!(Zone::posix("Europe/Kyiv"), None);
    }
}
