//! Routes, rules and fixtures come from the endpoint table.

use axum::http::StatusCode;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use tenderlens_core::endpoint::{Endpoint, Kind, Parameter, Place, Publisher, ResponseKind};
use tenderlens_core::publishers::Registry;
use tenderlens_sandbox::{Sandbox, Source, fixtures};

use crate::client::{NOW, ask, generated};

fn example(publisher: &Publisher, row: &Endpoint) -> String {
    let mut path = format!("/{}{}{}", publisher.id, publisher.base_path, row.path);
    let mut separator = '?';
    for parameter in row.parameters {
        match parameter.place {
            Place::Path => path = path.replace(&format!("{{{}}}", parameter.name), parameter.example),
            Place::Query => {
                let value = utf8_percent_encode(parameter.example, NON_ALPHANUMERIC);
                path.push_str(&format!("{separator}{}={value}", parameter.name));
                separator = '&';
            }
        }
    }
    path
}

/// Those with a generated world; the others have whatever fixtures were given them.
fn generated_publishers() -> Vec<Publisher> {
    let sandbox = Sandbox::new(Registry::builtin(), NOW.parse().unwrap());
    let sources = sandbox.sources();
    let publishers = sources.into_iter().filter(|(_, source)| *source == Source::Generated);
    publishers.map(|(id, _)| *Registry::builtin().publisher(id).unwrap()).collect()
}

#[tokio::test]
async fn the_examples_of_every_row_are_answered() {
    let router = generated();
    for publisher in generated_publishers() {
        for row in publisher.endpoints.iter().filter(|row| !row.is_write()) {
            let path = example(&publisher, row);
            let answer = ask(&router, &path).await;
            // A file may lie elsewhere.
            let sent_on = row.response == ResponseKind::DocumentOrFile && answer.status == StatusCode::FOUND;
            assert!(answer.status == StatusCode::OK || sent_on, "{path}: {} {}", answer.status, answer.text());
        }
    }
}

const EXTRA: Parameter = Parameter {
    name: "colour",
    place: Place::Query,
    kind: Kind::OneOf { values: &["red", "green"] },
    required: true,
    default: None,
    example: "red",
    doc: "A colour.",
    choices: None,
};

/// The built-in table with one more row at the end of a publisher's.
fn with_throw_away_row(publisher: &str) -> Registry {
    let mut publishers = Registry::builtin().publishers().to_vec();
    let target = publishers.iter_mut().find(|row| row.id == publisher).unwrap();
    let mut endpoints = target.endpoints.to_vec();
    endpoints.push(Endpoint {
        id: "throwAway",
        path: "/throw/away",
        parameters: Vec::leak(vec![EXTRA]),
        response: ResponseKind::ReleasePackage,
        ..endpoints[0]
    });
    target.endpoints = Vec::leak(endpoints);
    Registry::new(publishers)
}

#[tokio::test]
async fn a_new_row_is_routed_checked_and_answered_by_its_fixture() {
    for (publisher, base, unknown) in [("uk", "/uk", 400), ("peru", "/peru/api/v1", 200)] {
        let sandbox = Sandbox::new(with_throw_away_row(publisher), NOW.parse().unwrap());
        let router = sandbox.with_fixture(publisher, "throwAway", "{\"releases\":[]}").router();
        let status = async |query: &str| ask(&router, &format!("{base}/throw/away{query}")).await.status.as_u16();
        let answer = ask(&router, &format!("{base}/throw/away?colour=red")).await;
        assert_eq!((answer.status, answer.text().as_str()), (StatusCode::OK, "{\"releases\":[]}"));
        assert_eq!(status("?colour=blue").await, 400, "{publisher}: a value outside the choices");
        assert_eq!(status("").await, 400, "{publisher}: a required parameter");
        assert_eq!(status("?colour=red&shape=round").await, unknown, "{publisher}: an unknown parameter");
        let description = ask(&router, "/").await.text();
        assert!(description.contains("/throw/away"));
    }
}

#[tokio::test]
async fn a_row_without_a_fixture_says_which_file_is_missing() {
    let router = Sandbox::new(with_throw_away_row("uk"), NOW.parse().unwrap()).router();
    let answer = ask(&router, "/uk/throw/away?colour=red").await;
    assert_eq!(answer.status, StatusCode::NOT_IMPLEMENTED);
    assert!(answer.text().contains("crates/sandbox/fixtures/uk/throwAway.json"), "{}", answer.text());
}

#[tokio::test]
async fn a_publisher_without_a_dialect_is_answered_from_fixtures() {
    let mut publishers = Registry::builtin().publishers().to_vec();
    publishers[0].id = "elsewhere";
    let sandbox = Sandbox::new(Registry::new(publishers), NOW.parse().unwrap());
    let router = sandbox.with_fixture("elsewhere", "record", "{\"records\":[]}").router();
    let answer = ask(&router, "/elsewhere/api/v1/record/ocds-abcdef-1").await;
    assert_eq!((answer.status, answer.text().as_str()), (StatusCode::OK, "{\"records\":[]}"));
    assert_eq!(ask(&router, "/elsewhere/api/v1/record/1").await.status, StatusCode::BAD_REQUEST);
}

#[test]
fn every_row_that_reads_has_a_small_fixture_that_is_up_to_date() {
    let registry = Registry::builtin();
    let fixtures = fixtures(&registry);
    let publishers = generated_publishers();
    let reads = publishers.iter().flat_map(|publisher| publisher.endpoints).filter(|row| !row.is_write());
    assert_eq!(fixtures.len(), reads.count());
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for (path, bytes) in &fixtures {
        assert!(bytes.len() < 40_000, "{path} has {} bytes", bytes.len());
        if path.ends_with(".json") {
            let answer: serde_json::Value = serde_json::from_slice(bytes).unwrap();
            assert!(answer.get("error").is_none() && answer.get("errors").is_none(), "{path} is an error: {answer}");
        }
        let committed = std::fs::read(root.join(path)).unwrap_or_default();
        assert!(committed == *bytes, "{path} is not what the generator writes; run: cargo xtask gen");
    }
    assert_eq!(fixtures, tenderlens_sandbox::fixtures(&registry), "the same bytes every time");
}
