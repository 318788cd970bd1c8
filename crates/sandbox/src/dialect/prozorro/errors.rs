//! `{"status":"error","errors":[{location, name, description}]}`, and the form of newer modules.

use axum::http::StatusCode;

use crate::call::{Answer, JSON};
use crate::json::Object;

fn body(location: &str, name: &str, description: &str) -> String {
    let error = Object::new().text("location", location).text("name", name).raw("description", description);
    Object::new().text("status", "error").list("errors", [error]).done()
}

fn answer(status: StatusCode, location: &str, name: &str, description: &str) -> Answer {
    Answer::new(status, JSON, body(location, name, &crate::json::quoted(description)))
}

/// `name` is that of the part of the path.
pub fn not_found(name: &str) -> Answer {
    answer(StatusCode::NOT_FOUND, "url", name, "Not Found")
}

pub fn bad_offset(offset: &str) -> Answer {
    answer(StatusCode::NOT_FOUND, "querystring", "offset", &format!("Invalid offset provided: {offset}"))
}

/// The changes feed of 2.3 has offsets that are not ours to read.
pub fn expired_offset() -> Answer {
    answer(StatusCode::NOT_FOUND, "params", "offset", "Offset expired/invalid")
}

pub fn bad_limit(limit: &str) -> Answer {
    answer(StatusCode::BAD_REQUEST, "querystring", "limit", &format!("Invalid limit provided: {limit}"))
}

pub fn hidden(what: &str, status: &str) -> Answer {
    answer(StatusCode::FORBIDDEN, "body", "data", &format!("Can't view {what} in current ({status}) tender status"))
}

/// What writes are refused with: descriptions nest, and newer modules have another form.
pub fn example(status: u16) -> String {
    match status {
        400 => newer(),
        403 => body("url", "permission", "\"Forbidden\""),
        422 => body(
            "body",
            "items",
            r#"[{"classification":[{"id":["Вигадана помилка: такого коду немає."]}],"quantity":["This field is required."]}]"#,
        ),
        _ => body("data", "tender", "\"Вигадана помилка пісочниці\""),
    }
}

fn newer() -> String {
    let error = Object::new()
        .text("type", "missing")
        .texts("loc", ["body", "data", "details"])
        .text("msg", "Field required")
        .object("input", Object::new());
    Object::new()
        .text("type", "data-validation")
        .text("title", "Data Validation Error")
        .text("details", "Вигадана помилка пісочниці")
        .plain("status", 400)
        .list("errors", [error])
        .done()
}
