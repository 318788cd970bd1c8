//! The feeds: rows by time of change, and the ways on and back.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use tenderlens_core::ocds::json;
use tokio::time::Instant;

use super::index::{Index, Row};
use super::{Change, Version, errors, is_set, offset};
use crate::call::{Answer, Call};
use crate::json::Object;

const LIMIT: usize = 100;
const MOST: usize = 1000;

/// What 2.5 lets a row show; others are left out silently.
const FIELDS: &[&str] = &[
    "dateCreated",
    "tenderPeriod",
    "qualificationPeriod",
    "auctionPeriod",
    "awardPeriod",
    "status",
    "tenderID",
    "lots",
    "contracts",
    "agreements",
    "procuringEntity",
    "procurementMethodType",
    "procurementMethod",
    "next_check",
    "mode",
    "stage2TenderID",
    "public_modified",
];

/// Parameters that the addresses of the neighbouring pages repeat.
const CARRIED: &[&str] = &["limit", "mode", "opt_fields", "feed"];

pub fn answer(
    call: &Call<'_>,
    index: &Index,
    list: &str,
    version: Version,
    changes: &[Change],
) -> Result<String, Answer> {
    let limit = limit(call, version)?;
    let descending = is_set(&call.query, "descending");
    let sent = call.value("offset");
    let mut rows = index.rows(list, version, changes, Instant::now());
    rows.retain(|row| match call.value("mode") {
        Some("_all_") => true,
        Some("test") => row.entry.is_test,
        _ => !row.entry.is_test,
    });
    if descending {
        rows.reverse();
    }
    let start = match sent {
        None => 0,
        Some(text) => position(call, version, text)?.start(&rows, descending),
    };
    let end = end(&rows, start, limit, version);
    let next = if end > start { offset::after(&rows[..end], version) } else { None };
    let next = next.unwrap_or_else(|| sent.unwrap_or_default().to_owned());
    let fields = fields(call, version);
    let data = rows[start..end].iter().map(|row| write(row, &fields));
    let answer = Object::new().list("data", data).object("next_page", neighbour(call, version, &next, descending));
    if sent.is_none() && !descending {
        return Ok(answer.done());
    }
    let previous = if end > start { before(&mut rows, start, version) } else { None };
    Ok(answer.object("prev_page", neighbour(call, version, &previous.unwrap_or_default(), !descending)).done())
}

fn position(call: &Call<'_>, version: Version, text: &str) -> Result<offset::Position, Answer> {
    let is_changes = version == Version::Old && call.value("feed") == Some("changes");
    let refusal = || if is_changes { errors::expired_offset() } else { errors::bad_offset(text) };
    offset::read(text).ok_or_else(refusal)
}

/// Reading the other way from the first row of a page.
fn before(rows: &mut [Row<'_>], start: usize, version: Version) -> Option<String> {
    rows.reverse();
    let place = rows.len() - start;
    offset::after(&rows[..place], version)
}

/// Dates alone cannot tell rows of the same moment apart, so 2.3 never parts them.
fn end(rows: &[Row<'_>], start: usize, limit: usize, version: Version) -> usize {
    let mut end = (start + limit).min(rows.len());
    if version == Version::Old {
        while end > start && end < rows.len() && rows[end].key == rows[end - 1].key {
            end += 1;
        }
    }
    end
}

fn limit(call: &Call<'_>, version: Version) -> Result<usize, Answer> {
    let Some(text) = call.value("limit") else { return Ok(LIMIT) };
    let number = text.parse::<i64>().ok();
    if version == Version::New {
        let number = number.ok_or_else(|| errors::bad_limit(text))?;
        return Ok(usize::try_from(number.max(1)).unwrap_or(MOST).min(MOST));
    }
    let most = if call.value("opt_fields").is_some() { LIMIT } else { MOST };
    let number = number.and_then(|number| usize::try_from(number).ok());
    Ok(number.filter(|number| (1..=most).contains(number)).unwrap_or(LIMIT))
}

fn fields<'a>(call: &'a Call<'_>, version: Version) -> Vec<&'a str> {
    let asked = call.value("opt_fields").unwrap_or_default().split(',');
    let known = |name: &&str| version == Version::Old || FIELDS.contains(name);
    let always = ["id", "dateModified"];
    asked.filter(|name| !always.contains(name) && known(name)).collect()
}

fn write(row: &Row<'_>, fields: &[&str]) -> Object {
    let outer = json::object(&row.entry.text).unwrap_or_default();
    let data = outer.get("data").and_then(|data| json::object(data).ok()).unwrap_or_default();
    let object = match (&row.date_modified, data.get("dateModified")) {
        (Some(changed), _) => Object::new().text("dateModified", changed),
        (None, Some(stored)) => Object::new().raw("dateModified", stored),
        (None, None) => Object::new(),
    };
    let mut object = object.text("id", &row.entry.id);
    for name in fields {
        let value = if *name == "public_modified" { outer.get("modified") } else { data.get(name) };
        if let Some(value) = value {
            object = object.raw(name, value);
        }
    }
    object
}

/// 2.3 writes an empty offset into the address, 2.5 leaves it away.
fn neighbour(call: &Call<'_>, version: Version, offset: &str, descending: bool) -> Object {
    let encoded = |value: &str| utf8_percent_encode(value, UNRESERVED).to_string();
    let mut pairs: Vec<String> = Vec::new();
    pairs.extend(descending.then(|| "descending=1".to_owned()));
    pairs.extend(CARRIED.iter().filter_map(|name| Some(format!("{name}={}", encoded(call.value(name)?)))));
    if !offset.is_empty() || version == Version::Old {
        pairs.push(format!("offset={}", encoded(offset)));
    }
    let separator = if pairs.is_empty() { "" } else { "?" };
    let path = format!("{}{separator}{}", call.raw_path, pairs.join("&"));
    Object::new().text("offset", offset).text("path", &path).text("uri", &format!("{}{path}", call.base))
}

const UNRESERVED: &percent_encoding::AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'-').remove(b'_').remove(b'~');
