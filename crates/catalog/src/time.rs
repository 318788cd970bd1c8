//! Published dates as points in time, and the days that a question names, in a publisher's zone.

use tenderlens_ocds::calendar::{Written, Zone};

/// Milliseconds of Unix time.
pub type Millis = i64;

/// Where there is none.
pub(crate) const MISSING: Millis = i64::MIN;

/// The point in time of a published date; a date without a time lasts to the end of its day.
pub(crate) fn published(text: &str, zone: &Zone) -> Option<Millis> {
    let written = Written::read(text)?;
    Some(if written.is_day { next_day(&written, zone) - 1 } else { written.unix_ms(zone) })
}

fn next_day(day: &Written<'_>, zone: &Zone) -> Millis {
    const DAY: Millis = 86_400_000;
    // The last day of the calendar, which some write for "never", has no next one.
    let next = day.time.date().plus(1).map(|next| zone.unix_ms(next.start()));
    next.unwrap_or_else(|| zone.unix_ms(day.time) + DAY)
}

/// The calendar year of a point in time.
pub(crate) fn year(at: Millis, zone: &Zone) -> Option<i16> {
    Some(zone.at_unix_ms(at)?.date().year())
}

/// An end of a window that a question names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bound<'t>(Written<'t>);

impl<'t> Bound<'t> {
    pub fn read(text: &'t str) -> Option<Self> {
        Written::read(text).map(Self)
    }

    /// The first point in time that belongs to the window.
    pub fn start(self, zone: &Zone) -> Millis {
        self.0.unix_ms(zone)
    }

    /// The first point in time after the window, which holds all of the day that it ends with.
    pub fn end(self, zone: &Zone) -> Millis {
        if self.0.is_day { next_day(&self.0, zone) } else { self.start(zone) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Bound, Zone, published, year};

    fn kyiv() -> Zone {
        Zone::posix("EET-2EEST,M3.5.0/3,M10.5.0/4").unwrap()
    }

    fn utc() -> Zone {
        Zone::posix("UTC0").unwrap()
    }

    fn at(text: &str) -> i64 {
        published(text, &utc()).unwrap()
    }

    #[test]
    fn dates_are_read_in_the_publishers_zone_summer_and_winter() {
        let zone = kyiv();
        assert_eq!(published("2026-12-05T16:00:00+02:00", &zone), Some(at("2026-12-05T14:00:00Z")));
        assert_eq!(published("2026-12-05T16:00:00", &zone), Some(at("2026-12-05T14:00:00Z")));
        assert_eq!(published("2026-07-05 16:00:00", &zone), Some(at("2026-07-05T13:00:00Z")));
        assert_eq!(published("2026-12-05", &zone), Some(at("2026-12-05T21:59:59.999Z")), "to the end of the day");
        for odd in
            ["", "soon", "2026", "2026-13-45", "2026-12", "2026-12-05T", "05/12/2026", "20261205T160000Z", "2026-W49-1"]
        {
            assert_eq!(published(odd, &zone), None, "{odd}");
        }
        assert_eq!(published("9999-12-31", &utc()), Some(253_402_300_799_999));
    }

    #[test]
    fn a_window_of_days_holds_all_of_its_last_day_and_nothing_of_the_next() {
        let zone = kyiv();
        let bound = |text| Bound::read(text).unwrap();
        assert_eq!(bound("2026-11-21").start(&zone), at("2026-11-20T22:00:00Z"));
        assert_eq!(bound("2026-12-05").end(&zone), at("2026-12-05T22:00:00Z"));
        assert_eq!(bound("2026-12-05T10:00:00Z").end(&zone), at("2026-12-05T10:00:00Z"));
        assert!(published("2026-12-05", &zone).unwrap() < bound("2026-12-05").end(&zone));
    }

    #[test]
    fn years_change_with_the_zone() {
        let new_year = at("2026-12-31T22:30:00Z");
        assert_eq!((year(new_year, &kyiv()), year(new_year, &utc())), (Some(2027), Some(2026)));
        assert_eq!(year(super::MISSING, &utc()), None);
    }
}
