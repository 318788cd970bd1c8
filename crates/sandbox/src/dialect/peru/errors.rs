//! Errors of Peru's service. Only the bare statuses are documented; the bodies here follow the
//! framework's usual form.

use axum::http::StatusCode;

use crate::call::{Answer, JSON};
use crate::json::Object;

pub fn of_status(status: StatusCode, detail: &str) -> Answer {
    Answer::new(status, JSON, Object::new().text("detail", detail).done())
}

pub fn not_found() -> Answer {
    of_status(StatusCode::NOT_FOUND, "No encontrado.")
}

/// Numbered pages end at 10,000 results; the words are those reported by users, the status is ours.
pub fn beyond_the_window() -> Answer {
    of_status(StatusCode::BAD_REQUEST, "haz sobrepasado el límite numérico")
}

pub fn bad_value(name: &str, problem: &str) -> Answer {
    of_status(StatusCode::BAD_REQUEST, &format!("{name}: {problem}"))
}
