//! What stands around the documents of an answer, one reader per kind of response.
//!
//! Readers borrow: an item is a slice of the answer.

use std::borrow::Cow;

use tenderlens_ocds::json::{self, Kind, Object, ReadError};
use tenderlens_ocds::package::{self, Problem};

use super::paging::query_value;
use crate::endpoint::ResponseKind;

/// An answer taken apart.
#[derive(Debug, Default)]
pub struct Opened<'a> {
    pub items: Vec<&'a str>,
    /// What the items are called, where the answer keys them; else empty.
    pub keys: Vec<String>,
    pub next_link: Option<Cow<'a, str>>,
    pub next_offset: Option<Cow<'a, str>>,
    pub previous_offset: Option<Cow<'a, str>>,
    pub pages: Option<u64>,
    pub problems: Vec<Problem>,
}

/// Opens a text answer of that kind.
///
/// # Errors
/// When the text is not what the kind promises.
pub fn open(kind: ResponseKind, text: &str) -> Result<Opened<'_>, ReadError> {
    match kind {
        ResponseKind::ReleasePackage | ResponseKind::RecordPackage | ResponseKind::Release | ResponseKind::Record => {
            ocds(text)
        }
        ResponseKind::Checksum => checksum(text),
        ResponseKind::FileList => file_list(text),
        ResponseKind::Choices => list(text, "hits"),
        ResponseKind::List => list(text, "data"),
        ResponseKind::Feed => feed(text),
        ResponseKind::Object | ResponseKind::DocumentOrFile => object(text),
        ResponseKind::Documents => documents(text),
        ResponseKind::Description => members(text).map(|_| Opened { items: vec![text.trim()], ..Opened::default() }),
        ResponseKind::File | ResponseKind::Zip => Err(wrong("a file, to be read as bytes")),
    }
}

fn wrong(problem: impl Into<String>) -> ReadError {
    ReadError { offset: 0, problem: problem.into() }
}

fn members(text: &str) -> Result<Object<'_>, ReadError> {
    json::object(text.trim_start_matches('\u{feff}'))
}

/// Names what was found where something else was promised.
fn lacks(members: &Object<'_>, promised: &str) -> ReadError {
    let names: Vec<_> = members.iter().take(8).map(|(name, _)| name).collect();
    wrong(format!("there is no `{promised}` among the members of the answer ({})", names.join(", ")))
}

/// A package, or a release or record without one.
fn ocds(text: &str) -> Result<Opened<'_>, ReadError> {
    let package = package::read(text)?;
    let records = package.records.iter().map(|record| record.text);
    Ok(Opened {
        items: package.releases.iter().copied().chain(records).collect(),
        next_link: package.next_link,
        problems: package.problems,
        ..Opened::default()
    })
}

fn list<'a>(text: &'a str, name: &str) -> Result<Opened<'a>, ReadError> {
    let members = members(text)?;
    let items = json::array(members.get(name).ok_or_else(|| lacks(&members, name))?)?;
    Ok(Opened { items, ..Opened::default() })
}

fn file_list(text: &str) -> Result<Opened<'_>, ReadError> {
    let members = members(text)?;
    let pagination = members.get("pagination").and_then(|it| json::object(it).ok());
    let pages = pagination.and_then(|pagination| pagination.get("num_pages").and_then(json::scalar));
    let pages = pages.and_then(|pages| pages.parse().ok());
    Ok(Opened { pages, ..list(text, "results")? })
}

fn feed(text: &str) -> Result<Opened<'_>, ReadError> {
    let members = members(text)?;
    let rows = json::array(members.get("data").ok_or_else(|| lacks(&members, "data"))?)?;
    let mut feed = Opened {
        next_offset: members.get("next_page").and_then(offset),
        previous_offset: members.get("prev_page").and_then(offset),
        ..Opened::default()
    };
    for (index, row) in rows.into_iter().enumerate() {
        if json::kind(row) == Kind::Object {
            feed.items.push(row);
        } else {
            let problem = "is no row of the feed: not an object".to_owned();
            feed.problems.push(Problem { pointer: format!("/data/{index}"), problem });
        }
    }
    Ok(feed)
}

/// The offset of `next_page` or `prev_page`. Servers wrote texts and numbers; one that left it out
/// still has it in its addresses.
fn offset(page: &str) -> Option<Cow<'_, str>> {
    let page = json::object(page).ok()?;
    if let Some(offset) = page.get("offset").filter(|offset| json::kind(offset) != Kind::Null) {
        // An offset that is no scalar is sent back as it is written.
        return Some(json::scalar(offset).unwrap_or(Cow::Borrowed(offset)));
    }
    let address = page.get("uri").or_else(|| page.get("path")).and_then(json::string)?;
    query_value(&address, "offset").map(Cow::Owned)
}

/// `{data: {…}}`, or an OCDS package where that was asked for.
fn object(text: &str) -> Result<Opened<'_>, ReadError> {
    let members = members(text)?;
    match members.get("data") {
        Some(data) if json::kind(data) == Kind::Object => Ok(Opened { items: vec![data], ..Opened::default() }),
        Some(_) => Err(wrong("`data` is not an object")),
        None if members.get("releases").is_some() => ocds(text),
        None => Err(lacks(&members, "data")),
    }
}

/// `{data: […]}`, `{data: {…}}` of one document, `{documents: {name: {…}}}` of 0.1, and the bare
/// document that 0.1 answers to a new version.
fn documents(text: &str) -> Result<Opened<'_>, ReadError> {
    let members = members(text)?;
    if let Some(data) = members.get("data") {
        let items = if json::kind(data) == Kind::Object { vec![data] } else { json::array(data)? };
        return Ok(Opened { items, ..Opened::default() });
    }
    if let Some(documents) = members.get("documents") {
        let named = json::object(documents)?;
        let (keys, items) = named.iter().map(|(name, document)| (name.to_owned(), document)).unzip();
        return Ok(Opened { items, keys, ..Opened::default() });
    }
    if members.get("content_type").is_some() {
        return Ok(Opened { items: vec![text.trim()], ..Opened::default() });
    }
    Err(lacks(&members, "data"))
}

/// 64 hexadecimal digits: as text, before a file name, as a JSON string or in a JSON object.
fn checksum(text: &str) -> Result<Opened<'_>, ReadError> {
    let digits = find_checksum(text).ok_or_else(|| wrong("no SHA-256 checksum: 64 hexadecimal digits"))?;
    Ok(Opened { items: vec![digits], ..Opened::default() })
}

/// The first of them in a text.
pub fn find_checksum(text: &str) -> Option<&str> {
    let is_digit = |it: char| it.is_ascii_hexdigit();
    text.split(|it: char| !it.is_alphanumeric()).find(|part| part.len() == 64 && part.chars().all(is_digit))
}
