//! What is refused, and the three shapes in which that is said.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::form::Form;
use crate::call::{Answer, JSON};

/// A request that is not served.
#[derive(Debug, Clone, PartialEq)]
pub struct Failure {
    pub status: StatusCode,
    pub problems: Vec<Problem>,
    /// The first required member that is absent, as a dotted path: the document has its own answer
    /// to that.
    pub missing: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    pub location: &'static str,
    pub name: String,
    /// A text, a list of texts, or texts by member, nested.
    pub description: Value,
}

impl Failure {
    pub fn new(status: StatusCode, location: &'static str, name: &str, description: impl Into<Value>) -> Self {
        let problem = Problem { location, name: name.to_owned(), description: description.into() };
        Self { status, problems: vec![problem], missing: None }
    }

    /// `name`: the part of the path that leads nowhere.
    pub fn not_found(name: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, "url", name, "Not Found")
    }

    pub fn unusable(name: &str, description: impl Into<Value>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "body", name, description)
    }

    pub fn in_this_status(what: &str) -> Self {
        let description = format!("Can't {what} in current tender status");
        Self::new(StatusCode::FORBIDDEN, "body", "data", description)
    }

    pub fn forbidden() -> Self {
        Self::new(StatusCode::FORBIDDEN, "url", "permission", "Forbidden")
    }

    pub fn answer(&self, form: Form) -> Answer {
        match (form, &self.missing) {
            (Form::Usual | Form::Document, Some(path)) => flat(path),
            (Form::ErrorsList, _) => self.list(),
            _ => self.cornice(),
        }
    }

    /// The shape of the running servers.
    fn cornice(&self) -> Answer {
        let errors: Vec<Value> = self
            .problems
            .iter()
            .map(|it| json!({"location": it.location, "name": it.name, "description": it.description}))
            .collect();
        respond(self.status, &json!({"status": "error", "errors": errors}))
    }

    /// The shape that the document's prose announces.
    fn list(&self) -> Answer {
        let errors: Vec<Value> = match &self.missing {
            Some(path) => vec![coded(path, "Missing input")],
            None => self
                .problems
                .iter()
                .map(|it| match &it.description {
                    Value::String(text) => coded(&it.name, text),
                    other => coded(&it.name, &other.to_string()),
                })
                .collect(),
        };
        let status = if self.missing.is_some() { StatusCode::BAD_REQUEST } else { self.status };
        respond(status, &json!({"errors": errors}))
    }
}

/// The shape that the document prints.
fn flat(path: &str) -> Answer {
    respond(StatusCode::BAD_REQUEST, &coded(path, "Missing input"))
}

/// `messageUID` stays the same for one text, `id` for one occurrence.
fn coded(place: &str, text: &str) -> Value {
    let message = format!("{place}: {text}");
    json!({"messageUID": uid(text), "id": uid(&message), "message": message})
}

/// A UUID made of a text (FNV-1a, twice).
fn uid(text: &str) -> String {
    let hash = |start: u64| {
        text.bytes().fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
    };
    let digits = format!("{:016x}{:016x}", hash(0xcbf2_9ce4_8422_2325), hash(0x9ae1_6a3b_2f90_404f));
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default().to_owned();
    [part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32)].join("-")
}

pub fn respond(status: StatusCode, body: &Value) -> Answer {
    Answer::new(status, format!("{JSON}; charset=UTF-8"), body.to_string())
}
