//! A publisher's list of bulk files.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::protocol::error::Error;

/// When each month's file was made, by source and month (`YYYY-MM`).
pub type Listed = BTreeMap<(String, String), String>;

/// Adds an entry of the list. Every member is optional there; years and months have been text and
/// numbers, with and without a leading zero.
///
/// # Errors
/// When the entry does not say which month it is of: passed over, its file would be missed.
pub fn add(entry: &str, listed: &mut Listed) -> Result<(), Error> {
    #[derive(Deserialize)]
    struct Entry<'a> {
        #[serde(borrow)]
        source: Option<&'a RawValue>,
        #[serde(borrow)]
        year: Option<&'a RawValue>,
        #[serde(borrow)]
        month: Option<&'a RawValue>,
        #[serde(borrow)]
        timestamp: Option<&'a RawValue>,
    }
    let unclear =
        || Error::Body { offset: 0, problem: format!("an entry of the list of files names no month: {entry}") };
    let read: Entry<'_> = serde_json::from_str(entry).map_err(|_| unclear())?;
    let (source, year, month) = (text(read.source), text(read.year), text(read.month));
    let month = match (year.len(), month.parse::<u8>()) {
        (4, Ok(month @ 1..=12)) => format!("{year}-{month:02}"),
        _ => return Err(unclear()),
    };
    listed.insert((source, month), text(read.timestamp));
    Ok(())
}

fn text(raw: Option<&RawValue>) -> String {
    let json = raw.map_or("", RawValue::get);
    serde_json::from_str::<String>(json).unwrap_or_else(|_| if json == "null" { "" } else { json }.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Listed, add};

    #[test]
    fn entries_are_read_in_every_form() {
        let mut listed = Listed::new();
        for entry in [
            r#"{"id":"x","source":"seace_v3","year":"2024","month":"04","timestamp":"t1"}"#,
            r#"{"source":"seace_v3","year":2024,"month":5,"timestamp":1700000000}"#,
            r#"{"source":"seace_v2","year":2024,"month":5,"timestamp":null}"#,
        ] {
            add(entry, &mut listed).unwrap();
        }
        let flat: Vec<_> = listed.iter().map(|((source, month), time)| format!("{source} {month} {time}")).collect();
        assert_eq!(flat, ["seace_v2 2024-05 ", "seace_v3 2024-04 t1", "seace_v3 2024-05 1700000000"]);
    }

    #[test]
    fn an_entry_without_its_month_is_an_error() {
        for entry in ["{}", "[]", r#"{"year":2024,"month":13}"#, r#"{"year":24,"month":1}"#] {
            assert!(add(entry, &mut Listed::new()).is_err(), "{entry}");
        }
    }
}
