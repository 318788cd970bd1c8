//! Error bodies of Find a Tender: JSON for 400 and 404.

use axum::http::StatusCode;

use crate::call::{Answer, Call, JSON};
use crate::json::Object;
use crate::rules::Refusal;
use crate::time::london_local;

pub fn body(status: StatusCode, error: &str, message: &str, path: &str, exception: &str, now: i64) -> Answer {
    let body = Object::new()
        .text("timestamp", &london_local(now))
        .plain("status", status.as_u16())
        .text("error", error)
        .text("message", message)
        .text("path", path)
        .text("exception", exception);
    Answer::new(status, JSON, body.done())
}

/// The path of the resource without the id, as the service writes it.
fn resource<'a>(call: &Call<'a>) -> &'a str {
    let path = call.raw_path.trim_end_matches('/');
    match call.row.path.ends_with('}') {
        true => path.rsplit_once('/').map_or(path, |(resource, _)| resource),
        false => path,
    }
}

pub fn not_found(call: &Call<'_>) -> Answer {
    body(StatusCode::NOT_FOUND, "Not found", "", resource(call), "'identifier' is not found", call.now)
}

pub fn bad_request(call: &Call<'_>, refusal: &Refusal) -> Answer {
    let (message, exception) = match refusal {
        Refusal::Unknown { name, known } => (
            "Request parameters unknown",
            format!("Parameter '{name}' is not known here; allowed parameters are: {}", known.join(", ")),
        ),
        Refusal::Value { name, problem } => ("Request parameters invalid", format!("Parameter '{name}' {problem}")),
    };
    body(StatusCode::BAD_REQUEST, "Bad Request", message, resource(call), &exception, call.now)
}

/// Cannot happen with generated data; a recording may hold releases that do not merge.
pub fn merge_failed(call: &Call<'_>, problem: &str) -> Answer {
    let exception = format!("the recorded releases do not merge: {problem}");
    body(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error", "", resource(call), &exception, call.now)
}
