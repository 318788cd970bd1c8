//! Single values: whether they fit their place, and how they look there.

use std::borrow::Cow;

use tenderlens_ocds::json::{self, Kind, Object};

use super::date::rfc3339;
use super::table::{Codes, How};
use super::uri::uri;
use crate::protocol::payload::quoted;

/// ISO 4217 codes of the OCDS 1.1.5 schema, which allows no other.
pub const CURRENCIES: &str = include_str!("currencies.txt");

/// How a value got into the release.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fate {
    /// It did not.
    Left,
    /// In other words than published.
    Rewritten,
    /// As published.
    Kept,
}

/// A value that fits: its JSON text, and whether it is that of the source.
pub(crate) type Fit<'a> = (Cow<'a, str>, Fate);

/// What a value has to be, in words.
pub(crate) fn expected(how: &How) -> &'static str {
    match how {
        How::Text | How::Translated | How::Listed | How::TextIf(..) | How::ListedIf(..) => "a text",
        How::Id => "an id (a text that is not empty, or a whole number)",
        How::Number => "a number",
        How::Integer => "a whole number",
        How::Boolean => "true or false",
        How::Date => "a date",
        How::Uri => "an absolute address (URI)",
        How::Currency => "an ISO 4217 code",
        How::Code(_) | How::ListedCode(_) => "a code that OCDS has a counterpart of",
        How::List(_) | How::Parties(_) => "an array",
        How::Object(_) | How::Entry(_) | How::Party(_) => "an object",
        How::Point => "a latitude and a longitude (numbers)",
        How::Any | How::Constant(_) | How::EntryId => "a value",
    }
}

/// The value as its place wants it; `None` where it does not fit.
pub(crate) fn fit<'a>(how: &How, value: &'a str, beside: &Object<'a>, zone: &str) -> Option<Fit<'a>> {
    let kept = |fits: bool| fits.then_some((Cow::Borrowed(value), Fate::Kept));
    let text = || json::string(value);
    let kind = json::kind(value);
    match how {
        How::Text | How::Translated => kept(kind == Kind::String),
        // One kind of id everywhere, so that references meet what they refer to.
        How::Id if is_whole(value) => Some((quoted(value).into(), Fate::Rewritten)),
        How::Id => kept(text().is_some_and(|text| !text.is_empty())),
        How::Number => kept(kind == Kind::Number),
        How::Integer => kept(is_whole(value)),
        How::Boolean => kept(kind == Kind::Boolean),
        How::Date => as_text(value, rfc3339(&text()?, zone)?),
        How::Uri => as_text(value, uri(&text()?)?),
        How::Currency => kept(text().is_some_and(|code| CURRENCIES.split_whitespace().any(|known| known == code))),
        How::Code(codes) => coded(codes, value, &text()?),
        How::ListedCode(codes) => coded(codes, value, &text()?).map(|(code, fate)| (format!("[{code}]").into(), fate)),
        How::Any => kept(true),
        How::Listed => (kind == Kind::String).then(|| (format!("[{value}]").into(), Fate::Kept)),
        How::TextIf(name, wanted) | How::ListedIf(name, wanted) => {
            let is_wanted = beside.get(name).and_then(json::string).is_some_and(|text| text == *wanted);
            let then = if matches!(how, How::TextIf(..)) { &How::Text } else { &How::Listed };
            // Elsewhere it is no problem: another row has its place.
            if is_wanted { fit(then, value, beside, zone) } else { Some((Cow::Borrowed(value), Fate::Left)) }
        }
        How::Point => point(value).map(|point| (point.into(), Fate::Kept)),
        _ => None,
    }
}

/// The id that a member holds, as JSON text.
pub(crate) fn id<'a>(object: &Object<'a>, name: &str) -> Option<Fit<'a>> {
    fit(&How::Id, object.get(name)?, object, "")
}

fn as_text<'a>(value: &'a str, made: Cow<'_, str>) -> Option<Fit<'a>> {
    Some(match made {
        Cow::Borrowed(_) => (Cow::Borrowed(value), Fate::Kept),
        Cow::Owned(text) => (quoted(&text).into(), Fate::Rewritten),
    })
}

fn coded<'a>(codes: &Codes, value: &'a str, code: &str) -> Option<Fit<'a>> {
    match codes.find(code) {
        Some(ocds) if ocds == code => Some((Cow::Borrowed(value), Fate::Kept)),
        Some(ocds) => Some((quoted(ocds).into(), Fate::Rewritten)),
        None => codes.open.then_some((Cow::Borrowed(value), Fate::Kept)),
    }
}

fn is_whole(value: &str) -> bool {
    let digits = value.strip_prefix('-').unwrap_or(value);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// <https://extensions.open-contracting.org/en/extensions/location/master/>
fn point(value: &str) -> Option<String> {
    let object = json::object(value).ok()?;
    let number = |name| object.get(name).filter(|value| json::kind(value) == Kind::Number);
    let (longitude, latitude) = (number("longitude")?, number("latitude")?);
    // Anything beside the two would be lost.
    (object.iter().count() == 2).then(|| format!("{{\"type\":\"Point\",\"coordinates\":[{longitude},{latitude}]}}"))
}
