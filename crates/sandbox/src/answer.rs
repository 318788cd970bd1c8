//! From a path and a query to an answer: row, rules, dialect, fixture.

use axum::http::StatusCode;
use tenderlens_core::endpoint::{Publisher, ResponseKind};

use crate::call::{Answer, Call, JSON, Query};
use crate::fixtures;
use crate::json::Object;
use crate::route;
use crate::rules;
use crate::sandbox::Sandbox;

/// `path` and `query` as sent, below the publisher's mount at `base`.
pub fn answer(sandbox: &Sandbox, publisher: &Publisher, path: &str, query: &str, base: &str) -> Answer {
    let dialect = sandbox.dialects[publisher.id].as_ref();
    let now = sandbox.now.as_second();
    let Some((row, values)) = route::find(publisher, path) else {
        return dialect.unknown_path(path, now);
    };
    let call = Call { publisher, row, path: values, query: Query::read(query), raw_path: path, base, now };
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
        return Answer::new(StatusCode::NOT_IMPLEMENTED, JSON, Object::new().text("error", &problem).done());
    };
    let content_type = if call.row.response == ResponseKind::Zip { "application/zip" } else { JSON };
    Answer::new(StatusCode::OK, content_type, bytes)
}
