//! Times as OCDS wants them: RFC 3339, with a zone.

use std::borrow::Cow;

use crate::calendar::{Written, Zone};

/// The time in RFC 3339: as it is where it is that already. A time without a zone is read in
/// `zone` (a POSIX rule). `None` for what is no time.
/// <https://standard.open-contracting.org/1.1/en/schema/reference/#date>
pub(crate) fn rfc3339<'t>(text: &'t str, zone: &str) -> Option<Cow<'t, str>> {
    let written = Written::read(text)?;
    if is_rfc3339(text) {
        return Some(Cow::Borrowed(text));
    }
    let offset = written.offset.or_else(|| Some(Zone::posix(zone)?.offset_at(written.time)))?;
    let (sign, minutes) = if offset < 0 { ('-', -offset / 60) } else { ('+', offset / 60) };
    let point = if written.fraction.is_empty() { "" } else { "." };
    let (time, fraction) = (written.time, written.fraction);
    Some(Cow::Owned(format!("{time}{point}{fraction}{sign}{:02}:{:02}", minutes / 60, minutes % 60)))
}

/// Whether it has that form. The calendar is not looked at.
fn is_rfc3339(text: &str) -> bool {
    let Some((start, rest)) = text.split_at_checked(19) else {
        return false;
    };
    let rest =
        rest.strip_prefix('.').map_or(rest, |fraction| fraction.trim_start_matches(|c: char| c.is_ascii_digit()));
    let has_fraction = !text.contains(['.', ',']) || text.as_bytes().get(20).is_some_and(u8::is_ascii_digit);
    let offset = rest.strip_prefix(['+', '-']);
    has_fraction
        && is_like(start, "dddd-dd-ddTdd:dd:dd")
        && start.get(17..).is_some_and(|seconds| seconds < "60")
        && (rest == "Z" || offset.is_some_and(|it| is_like(it, "dd:dd") && it < "24" && &it[3..] < "60"))
}

fn is_like(text: &str, form: &str) -> bool {
    let fits = |(byte, form): (u8, u8)| if form == b'd' { byte.is_ascii_digit() } else { byte == form };
    text.len() == form.len() && text.bytes().zip(form.bytes()).all(fits)
}

#[cfg(test)]
mod tests {
    use super::rfc3339;

    const KYIV: &str = "EET-2EEST,M3.5.0/3,M10.5.0/4";

    #[test]
    fn a_time_in_rfc_3339_stays_as_it_is() {
        for time in [
            "2016-07-21T17:18:07.776123+03:00",
            "2014-10-27T08:06:58.158Z",
            "2014-12-04T00:00:00+02:02",
            "2016-06-30T23:59:59-23:59",
        ] {
            assert_eq!(rfc3339(time, KYIV).as_deref(), Some(time));
        }
    }

    #[test]
    fn an_offset_without_colon_gets_one() {
        assert_eq!(rfc3339("2006-09-14T04:28:58-0400", "UTC0").unwrap(), "2006-09-14T04:28:58-04:00");
    }

    #[test]
    fn a_time_without_zone_is_local_in_summer_and_winter() {
        assert_eq!(rfc3339("2014-10-25T00:24:12.772078", KYIV).unwrap(), "2014-10-25T00:24:12.772078+03:00");
        assert_eq!(rfc3339("2014-10-31T00:00:00", KYIV).unwrap(), "2014-10-31T00:00:00+02:00");
        assert_eq!(rfc3339("2014-10-31", KYIV).unwrap(), "2014-10-31T00:00:00+02:00");
    }

    #[test]
    fn what_is_no_time_is_none() {
        for text in
            ["", "soon", "2014-13-01T00:00:00Z", "T10:00", "2014-02-30T00:00:00Z", "2014-10-31T00:00:00+25:00", "é"]
        {
            assert_eq!(rfc3339(text, KYIV), None, "{text}");
        }
        assert_eq!(rfc3339("2016-12-31T23:59:60Z", KYIV).unwrap(), "2016-12-31T23:59:59+00:00");
        assert_eq!(rfc3339("2016-12-31 23:59:59,5z", KYIV).unwrap(), "2016-12-31T23:59:59.5+00:00");
    }
}
