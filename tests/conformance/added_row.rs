//! Adding an endpoint is one row and one fixture: a throw-away row is found by the client, the
//! SDK's list and types, the documentation and the sandbox, with no other change.

use axum::body::{Body, to_bytes};
use axum::http::Request as HttpRequest;
use tenderlens_core::client::{Client, Native, Options};
use tenderlens_core::endpoint::{Endpoint, Kind, Parameter, Publisher, ResponseKind};
use tenderlens_core::protocol::parameters::Parameters;
use tenderlens_core::publishers::Registry;
use tenderlens_sandbox::Sandbox;
use tenderlens_tests::generate::{endpoints_markdown, endpoints_typescript};

const ROW: Endpoint = Endpoint::get(
    "planned",
    "/planned/{year}",
    "A throw-away row.",
    &[Parameter::path("year", Kind::Integer { min: 2000, max: 2100 }, None, "2026", "Year of the plan.")],
    ResponseKind::ReleasePackage,
);

const FIXTURE: &str = r#"{"version":"1.1","releases":[{"ocid":"ocds-000000-1","id":"1"}]}"#;

fn registry() -> Registry {
    let builtin = Registry::builtin();
    let with_row = |publisher: &Publisher| {
        let mut publisher = *publisher;
        if publisher.id == "peru" {
            let rows: Vec<_> = publisher.endpoints.iter().copied().chain([ROW]).collect();
            publisher.endpoints = rows.leak();
        }
        publisher
    };
    Registry::new(builtin.publishers().iter().map(with_row).collect())
}

fn sandbox() -> axum::Router {
    let now = "2026-11-21T12:00:00Z".parse().unwrap();
    let sandbox = Sandbox::new(registry(), now).with_fixture("peru", "planned", FIXTURE);
    sandbox.router()
}

#[test]
fn the_client_checks_and_builds_its_calls() {
    let client = Client::new(registry(), Native::default(), Options::default());
    let year = |year: &str| Parameters::from([("year".to_owned(), year.to_owned())]);
    let call = client.call("peru", "planned", &year("2026")).unwrap();
    assert!(call.url().ends_with("/api/v1/planned/2026"));
    assert!(client.call("peru", "planned", &year("1999")).is_err());
}

#[test]
fn the_sdk_lists_and_types_it() {
    let list: serde_json::Value =
        serde_json::from_str(&tenderlens_wasm::control::endpoints_json(&registry()).unwrap()).unwrap();
    assert!(list.as_array().unwrap().iter().any(|row| row["publisher"] == "peru" && row["id"] == "planned"));
    let types = endpoints_typescript(&registry());
    let method = "planned<M extends Numbers = N>(parameters: PeruPlannedParameters, options?: CallOptions<M>)";
    assert!(types.contains(&format!("{method}: ReleaseCall<M>;")));
}

#[test]
fn the_documentation_has_it() {
    let page = endpoints_markdown(&registry());
    assert!(
        page.contains("### `peru.planned`") && page.contains("| `year` (required) | whole number, 2000 to 2100 |"),
        "{page}"
    );
}

#[tokio::test]
async fn the_sandbox_routes_it_and_answers_its_fixture() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(async move { axum::serve(listener, sandbox()).await });
    let mut options = Options::default();
    options.bases.insert("peru".to_owned(), format!("http://{address}/sandbox/peru"));
    let client = Client::new(registry(), Native::default(), options);
    let call = client.call("peru", "planned", &Parameters::from([("year".to_owned(), "2026".to_owned())])).unwrap();
    let page = client.page(&call, &|_| {}).await.unwrap();
    assert_eq!(page.text, FIXTURE);
    assert_eq!(page.items().collect::<Vec<_>>(), [r#"{"ocid":"ocds-000000-1","id":"1"}"#]);
    server.abort();
}

#[tokio::test]
async fn the_sandbox_describes_it() {
    let request = HttpRequest::get("/sandbox/").header("accept", "application/json").body(Body::empty()).unwrap();
    let answer = tower::ServiceExt::oneshot(sandbox(), request).await.unwrap();
    let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
    assert!(String::from_utf8_lossy(&body).contains("planned"));
}
