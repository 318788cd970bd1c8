//! From a request to an answer: row, rules, dialect, fixture.

use axum::http::StatusCode;
use axum::http::header::ALLOW;
use tenderlens_core::endpoint::{Publisher, ResponseKind};

use crate::call::{Answer, Call, JSON, Query, Sent, TEXT};
use crate::fixtures;
use crate::route::{self, Found};
use crate::rules;
use crate::sandbox::Sandbox;

pub fn answer(sandbox: &Sandbox, publisher: &Publisher, sent: Sent<'_>) -> Answer {
    let dialect = sandbox.dialects[publisher.id].as_ref();
    let now = sandbox.now.as_second();
    let Sent { path, query, headers, body, base, form, .. } = sent;
    let (row, path_values) = match route::find(publisher, sent.method.as_str(), path) {
        Found::Row(row, values) => (row, values),
        Found::OtherMethods(methods) => {
            return dialect.wrong_method(&methods).with_header(ALLOW.as_str(), methods.join(", "));
        }
        Found::Nothing => {
            let elsewhere = sandbox.store(publisher.id).and_then(|store| dialect.elsewhere(sent, store));
            return elsewhere.unwrap_or_else(|| dialect.unknown_path(path, now));
        }
    };
    let query = Query::read(query);
    let call = Call { publisher, row, path: path_values, query, raw_path: path, base, form, headers, body, now };
    let refused = rules::check(&call).and_then(|refusal| dialect.refuse(&call, &refusal));
    if let Some(refused) = refused {
        return refused;
    }
    let store = sandbox.store(publisher.id);
    let answered = store.and_then(|store| dialect.answer(&call, store));
    answered.unwrap_or_else(|| from_fixture(sandbox, &call))
}

fn from_fixture(sandbox: &Sandbox, call: &Call<'_>) -> Answer {
    let (publisher, endpoint) = (call.publisher.id, call.row.id);
    let own = sandbox.fixtures.get(&(publisher.to_owned(), endpoint.to_owned())).map(Vec::as_slice);
    let Some(bytes) = own.or_else(|| fixtures::embedded(publisher, call.row)) else {
        let problem = format!(
            "the sandbox has neither code nor a fixture for {publisher}.{endpoint}: add crates/sandbox/fixtures/{}",
            fixtures::file(publisher, call.row)
        );
        return Answer::error(StatusCode::NOT_IMPLEMENTED, &problem);
    };
    let content_type = match call.row.response {
        ResponseKind::Zip => "application/zip",
        ResponseKind::Checksum => TEXT,
        ResponseKind::File => "application/octet-stream",
        _ => JSON,
    };
    Answer::new(StatusCode::OK, content_type, bytes)
}
