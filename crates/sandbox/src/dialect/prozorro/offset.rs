//! Positions in a feed: `{timestamp}.{skip}.{32 hex}` from 2.5 on, a date before.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::Version;
use super::index::{Row, seconds};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// Microseconds since 1970.
    at: i64,
    /// How many rows of that very moment were read, and which.
    read: Option<(usize, String)>,
}

/// Where the reading continues after the last of these rows, which begin with the first of the feed in
/// the order of reading.
pub fn after(rows: &[Row<'_>], version: Version) -> Option<String> {
    let last = rows.last()?;
    if version == Version::Old {
        let micros = u32::try_from(last.key.rem_euclid(1_000_000)).unwrap_or_default();
        return Some(crate::time::kyiv_micro(last.key.div_euclid(1_000_000), micros));
    }
    let tied = rows.iter().rev().take_while(|row| row.key == last.key).count();
    let ids = rows[rows.len() - tied..].iter().map(|row| row.entry.id.as_str());
    let fraction = format!("{:06}", last.key.rem_euclid(1_000_000));
    let fraction = fraction.trim_end_matches('0');
    let fraction = if fraction.is_empty() { "0" } else { fraction };
    Some(format!("{}.{fraction}.{tied}.{}", last.key.div_euclid(1_000_000), digest(ids)))
}

pub fn read(text: &str) -> Option<Position> {
    date(text).or_else(|| opaque(text))
}

/// A blank is a `+` that was not encoded.
fn date(text: &str) -> Option<Position> {
    let text = text.replace(' ', "+");
    let zoned = text.parse::<Timestamp>().ok();
    let local = || text.parse::<DateTime>().ok()?.to_zoned(TimeZone::UTC).ok().map(|it| it.timestamp());
    let at = zoned.or_else(local)?.as_microsecond();
    Some(Position { at, read: None })
}

fn opaque(text: &str) -> Option<Position> {
    let parts: Vec<&str> = text.split('.').collect();
    let [whole, fraction, skip, hash] = parts.as_slice() else { return None };
    let is_hash = hash.len() == 32 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    let at = seconds(&format!("{whole}.{fraction}")).filter(|_| is_hash)?;
    Some(Position { at, read: Some((skip.parse().ok()?, (*hash).to_owned())) })
}

impl Position {
    /// The place of the first row that was not read yet. Rows of the same moment are only skipped
    /// when they are still those that were read: rather twice than not at all.
    pub fn start(&self, rows: &[Row<'_>], descending: bool) -> usize {
        let before = |row: &Row<'_>| if descending { row.key > self.at } else { row.key < self.at };
        let first = rows.iter().position(|row| !before(row)).unwrap_or(rows.len());
        let tied = rows[first..].iter().take_while(|row| row.key == self.at).count();
        match &self.read {
            None => first + tied,
            Some((skip, hash)) => {
                let skip = (*skip).min(tied);
                let ids = rows[first..first + skip].iter().map(|row| row.entry.id.as_str());
                if digest(ids) == *hash { first + skip } else { first }
            }
        }
    }
}

/// 128 bits as 32 hexadecimal digits (FNV-1a): only this sandbox reads them.
fn digest<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    let mut hash: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    for byte in ids.flat_map(|id| id.bytes().chain([0])) {
        hash = (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
    }
    format!("{hash:032x}")
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn both_forms_are_read_and_nothing_else() {
        let opaque = read("1795288368.899.1.2a1f0c3b5d7e9f8a6b4c2d0e1f3a5b7c").unwrap();
        assert_eq!(opaque.at, 1_795_288_368_899_000);
        let date = read("2016-07-07T17:17:48.184527 03:00").unwrap();
        assert_eq!(date, read("2016-07-07T17:17:48.184527+03:00").unwrap());
        assert!(read("2016-01-01T00:00:00").is_some());
        for bad in [
            "",
            "yesterday",
            "1.2.3",
            "1.2.3.zz",
            "1795288368.899.x.2a1f0c3b5d7e9f8a6b4c2d0e1f3a5b7c",
            "9223372036854.999999.1.2a1f0c3b5d7e9f8a6b4c2d0e1f3a5b7c",
        ] {
            assert_eq!(read(bad), None, "{bad:?}");
        }
    }
}
