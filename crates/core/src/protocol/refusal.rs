//! What a publisher says when it says no: every shape of error body that the five send.
//!
//! Cornice `{status, errors: [{location, name, description}]}` (descriptions may be texts, lists or
//! nested objects), flat `{message, messageUID, id}` and lists of those, Development Gateway's
//! `{errors: [{code, message, url}]}`, newer `{title, details, errors: [{type, loc, msg}]}`, Find a
//! Tender's `{error, message, exception}`, plain text, and whatever a proxy in front of them sends.

use std::fmt;

use serde::{Deserialize, Serialize};
use tenderlens_ocds::json::{self, Kind, Object};

/// A publisher's refusal: one sentence, and the errors it lists.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// The first error in the publisher's own words, shortened; empty when it sent none.
    pub message: String,
    pub errors: Vec<Reason>,
}

/// One error of a publisher's list, as far as it tells.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Reason {
    /// The part of the request: `body`, `header`, `url`, …
    pub location: Option<String>,
    /// The member, header or parameter at fault.
    pub name: Option<String>,
    pub description: String,
    pub code: Option<String>,
    /// Stays the same when the words change.
    pub message_uid: Option<String>,
    /// Identifies this one occurrence to the publisher.
    pub id: Option<String>,
    pub url: Option<String>,
}

impl Refusal {
    /// Development Gateway's number for a resource that does not exist.
    pub fn is_not_found(&self) -> bool {
        self.errors.first().is_some_and(|reason| reason.code.as_deref() == Some("1024"))
    }

    /// The same refusal with its free texts changed.
    #[must_use]
    pub fn map_text(self, change: &dyn Fn(String) -> String) -> Self {
        let errors = self.errors.into_iter().map(|reason| reason.map_text(change)).collect();
        Self { message: change(self.message), errors }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(if self.message.is_empty() { "no explanation was sent" } else { &self.message })
    }
}

const LONGEST_MESSAGE: usize = 300;
const LONGEST_DESCRIPTION: usize = 2000;
/// Errors kept of one answer.
const MOST: usize = 100;
/// Levels of a nested description that are told apart: five were seen.
const DEEPEST: usize = 12;

/// Reads the body of a failed answer. An HTML page or anything unknown is shortened, never
/// interpreted.
pub fn read(body: &[u8]) -> Refusal {
    let text = String::from_utf8_lossy(body);
    let text = text.trim_start_matches('\u{feff}').trim();
    let errors = json::object(text).map(|members| reasons(&members)).unwrap_or_default();
    let message = match errors.as_slice() {
        [] => shorten(text, LONGEST_MESSAGE),
        [only] => shorten(&only.sentence(), LONGEST_MESSAGE),
        [first, others @ ..] => format!("{} (and {} more)", shorten(&first.sentence(), LONGEST_MESSAGE), others.len()),
    };
    Refusal { message, errors }
}

/// The errors in an answer that ought to be a success: Development Gateway gives no other sign.
pub fn in_success(text: &str) -> Option<Refusal> {
    let members = json::object(text).ok()?;
    members.get("errors").filter(|errors| json::kind(errors) != Kind::Null)?;
    Some(read(text.as_bytes())).filter(|refusal| !refusal.errors.is_empty())
}

fn reasons(members: &Object<'_>) -> Vec<Reason> {
    let listed: Vec<Reason> = match members.get("errors") {
        Some(list) if json::kind(list) == Kind::Array => {
            json::array(list).unwrap_or_default().into_iter().take(MOST).filter_map(reason).collect()
        }
        Some(other) => reason(other).into_iter().collect(),
        None => Vec::new(),
    };
    if listed.is_empty() { flat(members).into_iter().collect() } else { listed }
}

fn reason(entry: &str) -> Option<Reason> {
    let Ok(members) = json::object(entry) else {
        let description = flatten(entry, DEEPEST);
        return (!description.is_empty()).then(|| Reason { description, ..Reason::default() });
    };
    let text = |name| members.get(name).and_then(json::scalar).map(|text| text.into_owned());
    let described = ["description", "message", "msg"].into_iter().find_map(|name| members.get(name));
    let known = Reason {
        location: text("location"),
        name: text("name").or_else(|| members.get("loc").map(steps)),
        description: described.map(|it| flatten(it, DEEPEST)).unwrap_or_default(),
        code: text("code").or_else(|| text("type")),
        message_uid: text("messageUID"),
        id: text("id"),
        url: text("url"),
    };
    // An entry of no known shape is told as it is.
    let description = if known.description.is_empty() { flatten(entry, DEEPEST) } else { known.description };
    Some(Reason { description, ..known })
}

/// `["body", "items", 0]` as `body.items.0`.
fn steps(list: &str) -> String {
    let steps = json::array(list).unwrap_or_default();
    let steps: Vec<_> = steps.into_iter().filter_map(json::scalar).collect();
    steps.join(".")
}

/// The shapes that say it all in one object.
fn flat(members: &Object<'_>) -> Option<Reason> {
    let text = |name| members.get(name).and_then(json::scalar).map(|text| text.into_owned());
    let words = ["error", "title", "message", "details", "exception"];
    let words: Vec<String> = words.into_iter().filter_map(text).filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        return None;
    }
    Some(Reason {
        description: shorten(&words.join(": "), LONGEST_DESCRIPTION),
        code: text("code").or_else(|| text("type")),
        message_uid: text("messageUID"),
        id: text("id"),
        url: text("url").or_else(|| text("path")),
        ..Reason::default()
    })
}

/// The texts of a description of any shape, each behind the members it stands in.
fn flatten(value: &str, deepest: usize) -> String {
    let mut texts = Vec::new();
    collect(value, "", deepest, &mut texts);
    shorten(&texts.join("; "), LONGEST_DESCRIPTION)
}

fn collect(value: &str, place: &str, deepest: usize, texts: &mut Vec<String>) {
    let tell = |text: &str| if place.is_empty() { text.to_owned() } else { format!("{place}: {text}") };
    match json::kind(value) {
        _ if texts.len() >= MOST => {}
        Kind::Null => {}
        Kind::Array | Kind::Object if deepest == 0 => texts.push(tell(value)),
        Kind::Array => {
            for item in json::array(value).unwrap_or_default() {
                collect(item, place, deepest - 1, texts);
            }
        }
        Kind::Object => {
            for (name, inner) in json::object(value).unwrap_or_default().iter() {
                let inside = if place.is_empty() { name.to_owned() } else { format!("{place}.{name}") };
                collect(inner, &inside, deepest - 1, texts);
            }
        }
        Kind::String | Kind::Number | Kind::Boolean => texts.extend(json::scalar(value).map(|text| tell(text.trim()))),
    }
}

impl Reason {
    fn sentence(&self) -> String {
        let subject = self.name.as_deref().filter(|name| !name.is_empty());
        subject.map_or_else(|| self.description.clone(), |name| format!("{name}: {}", self.description))
    }

    /// The same reason with its free texts changed.
    #[must_use]
    pub fn map_text(self, change: &dyn Fn(String) -> String) -> Self {
        Self {
            location: self.location.map(change),
            name: self.name.map(change),
            description: change(self.description),
            code: self.code.map(change),
            message_uid: self.message_uid.map(change),
            id: self.id.map(change),
            url: self.url.map(change),
        }
    }
}

fn shorten(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(most).collect();
    short.push('…');
    short
}

#[cfg(test)]
mod tests;
