//! Recorded payloads, replayed by the sandbox, through the client: what the explorer shows of them.

use tenderlens_core::calendar::Date;
use tenderlens_core::client::{Client, Native, Options};
use tenderlens_core::plan::{Dates, Question};
use tenderlens_core::process::{self, Basis};
use tenderlens_core::publishers::Registry;
use tenderlens_core::search::{self, Found};
use tenderlens_sandbox::{Recording, Sandbox};
use tenderlens_tests::places::shared;

/// A client of a sandbox that replays these folders, or `None` where there is no recorded data.
async fn replaying(test: &str, folders: &[(&str, &str)]) -> Option<Client<Native>> {
    let shared = shared(test).unwrap()?;
    let mut sandbox = Sandbox::new(Registry::builtin(), "2026-11-21T12:00:00Z".parse().unwrap());
    let mut options = Options::default();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    for (publisher, folder) in folders {
        let recording = Recording::read(&shared.join("data").join(folder)).unwrap();
        sandbox = sandbox.with_recording(publisher, recording).unwrap();
        options.bases.insert((*publisher).to_owned(), format!("http://{address}/sandbox/{publisher}"));
    }
    let router = sandbox.router();
    tokio::spawn(async move { axum::serve(listener, router).await });
    Some(Client::new(Registry::builtin(), Native::default(), options))
}

/// The first page of what was published in the last sixty days.
async fn recent(client: &Client<Native>, publisher: &str) -> Found {
    const NOW_MS: u64 = 1_795_262_400_000;
    let question = Question { dates: Dates::last_days(60, NOW_MS), ..Question::default() };
    let start = search::first(client, publisher, &question, Date::of_unix_ms(NOW_MS)).unwrap();
    search::run(client, &start, &|_| {}).await.unwrap()
}

#[tokio::test]
async fn find_a_tenders_recorded_page_leads_to_its_end_through_the_cursor() {
    let Some(client) = replaying("find_a_tenders_recorded_page", &[("uk", "find-a-tender")]).await else {
        return;
    };
    let found = recent(&client, "uk").await;
    assert_eq!((found.summaries.len(), found.documents, &found.problems[..]), (4, 4, &[][..]));
    let next = found.next.expect("the recorded page names a next one");
    let end = search::run(&client, &next, &|_| {}).await.unwrap();
    assert!(end.url.contains("%3D%3D&updatedFrom="), "the cursor with its padding: {}", end.url);
    assert_eq!((end.summaries.len(), end.next), (0, None));
}

#[tokio::test]
async fn perus_recorded_page_has_its_twenty_processes_with_their_digits() {
    let Some(client) = replaying("perus_recorded_page", &[("peru", "peru-oece")]).await else {
        return;
    };
    let found = recent(&client, "peru").await;
    assert_eq!(found.summaries.len(), 20);
    let largest = found.summaries.iter().find(|it| it.ocid == "ocds-dgv273-seacev3-2024-202314-14").unwrap();
    assert_eq!(largest.value.as_ref().unwrap().amount.as_deref(), Some("24961248.0"));
    assert_eq!(largest.releases, 47);
}

#[tokio::test]
async fn a_linked_only_record_passes_the_publishers_compilation_through() {
    let Some(client) = replaying("a_linked_only_record", &[("peru", "peru-oece")]).await else {
        return;
    };
    let call = process::lookup(&client, "peru", "ocds-dgv273-seacev3-2024-2407-110", None).unwrap();
    let loaded = process::load(&client, &call, &|_| {}).await.unwrap();
    assert_eq!((loaded.basis, loaded.timeline.len()), (Basis::Publisher, 24));
    let dates: Vec<_> = loaded.timeline.iter().map(|entry| entry.date.as_deref()).collect();
    assert!(dates.is_sorted(), "{dates:?}");
    let missing = process::load_whole(&client, &call, &|_| {}).await.unwrap_err();
    assert!(missing.url.as_deref().unwrap().ends_with("/release/seace_v3/1009388"), "{missing:?}");
    assert_eq!(missing.error.code(), "not-found");
}

#[tokio::test]
async fn the_fictional_example_is_merged_from_its_six_releases() {
    let Some(client) = replaying("the_fictional_example", &[("uk", "ocds")]).await else {
        return;
    };
    let call = process::lookup(&client, "uk", "ocds-213czf-000-00001", None).unwrap();
    let loaded = process::load(&client, &call, &|_| {}).await.unwrap();
    assert_eq!((loaded.basis, loaded.releases.len(), loaded.timeline.len()), (Basis::Merged, 6, 6));
    assert_eq!(loaded.process.title.as_deref(), Some("Planned cycle lane improvements"));
    assert_eq!(loaded.process.contracts.len(), 1);
}
