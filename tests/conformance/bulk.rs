//! Monthly files from the sandbox, followed.

use tenderlens_core::client::{Client, Native, Options};
use tenderlens_core::protocol::parameters::Parameters;
use tenderlens_core::publishers::Registry;
use tenderlens_core::sync::{FollowOptions, SyncState};
use tenderlens_sandbox::Sandbox;

const SOURCE: &str = "seace_v3";

async fn client() -> Client<Native> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let sandbox = Sandbox::new(Registry::builtin(), "2026-11-21T12:00:00Z".parse().unwrap());
    tokio::spawn(async move { axum::serve(listener, sandbox.router()).await });
    let mut options = Options::default();
    options.bases.insert("peru".to_owned(), format!("http://{address}/sandbox/peru"));
    Client::new(Registry::builtin(), Native::default(), options)
}

#[tokio::test]
async fn a_source_of_monthly_files_is_followed_to_its_end() {
    let client = client().await;
    let parameters = Parameters::from([("source".to_owned(), SOURCE.to_owned())]);
    let from = Some("2026-01");
    let state = SyncState::start(client.registry(), "peru", Some("files"), parameters, from).unwrap();
    let mut follower = client.follow(state, FollowOptions { once: true, check_sums: true }).unwrap();
    let mut ocids = std::collections::BTreeSet::new();
    let mut documents = 0;
    while let Some(batch) = follower.next(&|_| {}).await.unwrap() {
        documents += batch.items.len();
        for item in &batch.items {
            let record: serde_json::Value = serde_json::from_str(item).unwrap();
            ocids.insert(record["ocid"].as_str().unwrap().to_owned());
        }
    }
    assert!(documents > 0);
    assert_eq!(ocids.len(), documents, "each process stands in one month");
}
