//! One answer per endpoint, kept in the repository and embedded.
//!
//! A row a dialect has no code for is answered by its fixture, so a new endpoint is one row and one
//! fixture. Those of the built-in rows are generated.

use axum::http::{HeaderMap, Method};
use include_dir::{Dir, include_dir};
use jiff::Timestamp;
use tenderlens_core::endpoint::{Endpoint, Kind, Place, Publisher};
use tenderlens_core::protocol::request::query_value;
use tenderlens_core::publishers::Registry;

use crate::answer;
use crate::call::Sent;
use crate::sandbox::Sandbox;
use crate::world::Extent;

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/fixtures");

/// The clock of all fixtures: 2026-11-21T12:00:00Z.
const NOW: i64 = 1_795_262_400;

/// The file of a row's fixture, below `crates/sandbox/fixtures`.
pub fn file(publisher: &str, row: &Endpoint) -> String {
    format!("{publisher}/{}.{}", row.id, row.response.extension())
}

pub fn embedded(publisher: &str, row: &Endpoint) -> Option<&'static [u8]> {
    EMBEDDED.get_file(file(publisher, row)).map(|file| file.contents())
}

/// The fixtures of every row that reads, as (path in the repository, bytes): what a tiny generated world
/// answers to each row's examples. The same bytes every time.
pub fn fixtures(registry: &Registry) -> Vec<(String, Vec<u8>)> {
    let now = Timestamp::from_second(NOW).unwrap_or(Timestamp::UNIX_EPOCH);
    let sandbox = Sandbox::with_world(registry.clone(), now, Extent::Examples);
    let mut fixtures = Vec::new();
    for publisher in registry.publishers() {
        // A publisher without a generator has the fixtures someone recorded for it.
        if sandbox.store(publisher.id).is_none() {
            continue;
        }
        // What a write answers depends on what is sent.
        for row in publisher.endpoints.iter().filter(|row| !row.is_write()) {
            let (path, query) = example(publisher, row);
            let (headers, method) = (HeaderMap::new(), Method::GET);
            let (path, query, base) = (path.as_str(), query.as_str(), publisher.base);
            let sent = Sent { method: &method, path, query, headers: &headers, body: &[], base, form: "" };
            let answer = answer::answer(&sandbox, publisher, sent);
            fixtures.push((format!("crates/sandbox/fixtures/{}", file(publisher.id, row)), answer.body));
        }
    }
    fixtures
}

/// Path and query of a row with its examples. A position to continue from belongs to another
/// answer, so it is left out.
pub(crate) fn example(publisher: &Publisher, row: &Endpoint) -> (String, String) {
    let mut path = format!("{}{}", publisher.base_path, row.path);
    let mut query = Vec::new();
    for parameter in row.parameters {
        match (parameter.place, parameter.kind) {
            (Place::Path, _) => path = path.replace(&format!("{{{}}}", parameter.name), parameter.example),
            (Place::Query, Kind::Opaque) => {}
            (Place::Query, _) => {
                query.push(format!("{}={}", parameter.name, query_value(parameter.example)));
            }
        }
    }
    (path, query.join("&"))
}
