//! Faults inside an answer that is otherwise right: its numbers, its way to the next page, its status.

use axum::http::StatusCode;
use tenderlens_core::ocds::json;

use super::Kind;
use crate::call::{Answer, Query};
use crate::json::{Object, array};
use crate::time;

/// What was asked, as far as the way to the next page depends on it.
pub struct Asked<'a> {
    /// Absolute, with the query.
    pub uri: String,
    /// As the publisher knows it, with the query.
    pub path: String,
    pub query: &'a str,
}

impl<'a> Asked<'a> {
    pub fn new(base: &str, path: &str, query: &'a str) -> Self {
        let separator = if query.is_empty() { "" } else { "?" };
        let path = format!("{path}{separator}{query}");
        Self { uri: format!("{base}{path}"), path, query }
    }
}

pub fn rewrite(fault: Option<Kind>, answer: Answer, asked: &Asked<'_>) -> Answer {
    match fault {
        Some(Kind::BadNumbers) => with_text(answer, bad_numbers),
        Some(Kind::NoNext) => with_text(answer, without_next),
        Some(Kind::LongWindows) if is_long(asked.query) => with_text(answer, with_gaps),
        Some(Kind::Loop) => with_text(answer, |text| looped(text, asked)),
        Some(Kind::ErrorStatus(number)) if is_error_on_200(&answer) => {
            Answer { status: StatusCode::from_u16(number).unwrap_or(answer.status), ..answer }
        }
        _ => answer,
    }
}

/// Pages without links loop when the service forgets the number it was asked for.
pub fn first_page(query: &str, page: &str) -> String {
    let number = |pair: &&str| pair.split('=').next() == Some(page);
    query.split('&').filter(|pair| !number(pair)).collect::<Vec<_>>().join("&")
}

fn with_text(mut answer: Answer, change: impl FnOnce(&str) -> Option<String>) -> Answer {
    if let Some(changed) = std::str::from_utf8(&answer.body).ok().and_then(change) {
        answer.body = changed.into_bytes();
    }
    answer
}

fn is_error_on_200(answer: &Answer) -> bool {
    let text = std::str::from_utf8(&answer.body).unwrap_or_default();
    answer.status == StatusCode::OK && json::object(text).is_ok_and(|members| members.get("errors").is_some())
}

/// The two spellings that were seen, at the first two amounts.
fn bad_numbers(text: &str) -> Option<String> {
    let mut rest = text;
    let mut changed = String::with_capacity(text.len());
    for bad in [" 000", "1e9999"] {
        let Some(name) = rest.find("\"amount\"") else { break };
        let after_name = name + "\"amount\"".len();
        let value = rest[after_name..].find(|it: char| it.is_ascii_digit() || it == '-')? + after_name;
        let is_part = |it: char| it.is_ascii_digit() || matches!(it, '-' | '+' | '.' | 'e' | 'E');
        let end = rest[value..].find(|it| !is_part(it)).map_or(rest.len(), |length| value + length);
        changed.push_str(&rest[..value]);
        changed.push_str(bad);
        rest = &rest[end..];
    }
    changed.push_str(rest);
    Some(changed)
}

/// More than a quarter of a day, or open at an end.
fn is_long(query: &str) -> bool {
    let query = Query::read(query);
    let end = |name| query.get(name).and_then(time::read_micros);
    match (end("updatedFrom"), end("updatedTo")) {
        (Some(from), Some(to)) => to - from > 6 * 3_600 * 1_000_000,
        _ => true,
    }
}

/// Without about one release in five, always the same ones.
fn with_gaps(text: &str) -> Option<String> {
    let members = json::object(text).ok()?;
    let releases = json::array(members.get("releases")?).ok()?;
    let is_kept = |release: &&str| {
        let id = json::object(release).ok().and_then(|it| it.get("id").and_then(json::string));
        !id.unwrap_or_default().bytes().fold(0_usize, |sum, byte| sum + usize::from(byte)).is_multiple_of(5)
    };
    let kept = array(releases.into_iter().filter(is_kept));
    let object = members
        .iter()
        .fold(Object::new(), |object, (name, value)| object.raw(name, if name == "releases" { &kept } else { value }));
    Some(object.done())
}

fn without_next(text: &str) -> Option<String> {
    let members = json::object(text).ok()?;
    let mut object = Object::new();
    for (name, value) in members.iter().filter(|(name, _)| *name != "next_page") {
        object = match (name, json::object(value)) {
            ("links", Ok(links)) => object.object(name, copy(&links, |link| (link == "next").then_some(None))),
            _ => object.raw(name, value),
        };
    }
    Some(object.done())
}

/// From the second page on: links name the number before, or where there are no numbers this page.
fn looped(text: &str, asked: &Asked<'_>) -> Option<String> {
    let query = Query::read(asked.query);
    let members = json::object(text).ok()?;
    let offset = query.get("offset");
    let link = match query.get("page").and_then(|page| page.parse::<u64>().ok()) {
        Some(page) if page > 1 => Some(asked.uri.replacen(&format!("page={page}"), &format!("page={}", page - 1), 1)),
        Some(_) => None,
        None => (query.get("cursor").or_else(|| query.get("searchAfter"))).map(|_| asked.uri.clone()),
    };
    let mut object = Object::new();
    for (name, value) in members.iter() {
        let inner = json::object(value).ok();
        object = match (name, inner, offset, &link) {
            ("next_page", Some(next), Some(offset), _) => {
                object.object(name, copy(&next, |it| replacement(it, offset, asked)))
            }
            ("links", Some(links), _, Some(link)) => {
                object.object(name, copy(&links, |it| (it == "next").then(|| Some(link.clone()))))
            }
            _ => object.raw(name, value),
        };
    }
    Some(object.done())
}

fn replacement(name: &str, offset: &str, asked: &Asked<'_>) -> Option<Option<String>> {
    match name {
        "offset" => Some(Some(offset.to_owned())),
        "path" => Some(Some(asked.path.clone())),
        "uri" => Some(Some(asked.uri.clone())),
        _ => None,
    }
}

/// The members, some of them as other texts or (`Some(None)`) left out.
fn copy(members: &json::Object<'_>, change: impl Fn(&str) -> Option<Option<String>>) -> Object {
    let mut object = Object::new();
    for (name, value) in members.iter() {
        object = match change(name) {
            None => object.raw(name, value),
            Some(Some(text)) => object.text(name, &text),
            Some(None) => object,
        };
    }
    object
}

#[cfg(test)]
mod tests {
    use super::{Asked, bad_numbers, first_page, looped, without_next};

    #[test]
    fn the_first_two_amounts_are_no_numbers_any_more() {
        assert_eq!(
            bad_numbers(r#"{"a":{"amount":12.50},"b":{"amount": -3},"c":{"amount":7}}"#).unwrap(),
            r#"{"a":{"amount": 000},"b":{"amount": 1e9999},"c":{"amount":7}}"#
        );
        assert_eq!(bad_numbers(r#"{"x":1}"#).unwrap(), r#"{"x":1}"#);
    }

    #[test]
    fn links_and_feeds_lose_their_next_page() {
        assert_eq!(without_next(r#"{"links":{"next":"n","prev":null}}"#).unwrap(), r#"{"links":{"prev":null}}"#);
        assert_eq!(without_next(r#"{"data":[],"next_page":{"offset":"1"}}"#).unwrap(), r#"{"data":[]}"#);
    }

    #[test]
    fn loops_start_at_the_second_page() {
        let asked = |query: &'static str| Asked::new("http://x", "/l", query);
        let links = r#"{"links":{"next":"n"}}"#;
        assert_eq!(looped(links, &asked("page=1")).unwrap(), links);
        assert_eq!(looped(links, &asked("page=3")).unwrap(), r#"{"links":{"next":"http://x/l?page=2"}}"#);
        assert_eq!(looped(links, &asked("cursor=c")).unwrap(), r#"{"links":{"next":"http://x/l?cursor=c"}}"#);
        let feed = r#"{"next_page":{"offset":"2","uri":"u"}}"#;
        assert_eq!(looped(feed, &asked("limit=1")).unwrap(), feed);
        let looped = looped(feed, &asked("offset=1")).unwrap();
        assert_eq!(looped, r#"{"next_page":{"offset":"1","uri":"http://x/l?offset=1"}}"#);
        assert_eq!(first_page("a=1&page=7&b=2", "page"), "a=1&b=2");
    }
}
