//! The browser's host, in a real browser: `fetch`, timers, abort.
#![cfg(target_arch = "wasm32")]
// Tests may stop at the first surprise; the lint does not know these attributes as tests.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::time::Duration;

use futures::future::{Either, select};
use tenderlens_core::bulk::{Checksum, Item};
use tenderlens_core::client::{Browser, Client, Host, Options};
use tenderlens_core::ocds;
use tenderlens_core::ocds::split::Part;
use tenderlens_core::plan::Dates;
use tenderlens_core::protocol::http::{Request, TransportError};
use tenderlens_core::protocol::parameters::Parameters;
use tenderlens_core::publishers::Registry;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn data_url(body: &str) -> Request {
    Request::get(format!("data:application/json,{body}"), "application/json")
}

#[wasm_bindgen_test]
async fn fetch_reads_status_headers_and_bytes() {
    let response = Browser::default().send(&data_url("{\"releases\":[]}")).await.unwrap();
    assert_eq!(response.status, 200);
    assert_eq!(response.header("content-type"), Some("application/json"));
    assert_eq!(response.body, b"{\"releases\":[]}");
}

#[wasm_bindgen_test]
async fn a_dead_address_is_unreachable_and_nothing_panics() {
    // Port 9 (discard) is refused by the browser itself.
    let request = Request::get("http://127.0.0.1:9/", "application/json");
    assert!(matches!(Browser::default().send(&request).await, Err(TransportError::Unreachable(_))));
}

#[wasm_bindgen_test]
async fn a_dropped_request_is_aborted_without_a_trace() {
    let request = data_url("{}");
    let browser = Browser::default();
    for _ in 0..20 {
        drop(browser.send(&request));
    }
    let sent = std::pin::pin!(browser.send(&request));
    let nothing = std::pin::pin!(async {});
    // The second future wins at once; the first is polled once, then dropped.
    assert!(matches!(select(sent, nothing).await, Either::Right(_)));
    browser.sleep(Duration::from_millis(50)).await;
}

#[wasm_bindgen_test]
async fn a_pause_longer_than_timers_count_does_not_end_at_once() {
    for days in [25, 50, 1_000_000] {
        let browser = Browser::default();
        let long = std::pin::pin!(browser.sleep(Duration::from_secs(days * 24 * 3600)));
        let short = std::pin::pin!(browser.sleep(Duration::from_millis(30)));
        assert!(matches!(select(long, short).await, Either::Right(_)), "{days} days");
    }
}

#[wasm_bindgen_test]
async fn a_failed_call_says_what_and_where() {
    let mut options = Options::default();
    options.bases.insert("uk".to_owned(), "http://127.0.0.1:9".to_owned());
    options.retry.attempts_unexplained = 1;
    let client = Client::new(Registry::builtin(), Browser::default(), options);
    let call = client.call("uk", "releasePackages", &Parameters::new()).unwrap();
    let failure = client.page(&call, &|_| {}).await.unwrap_err();
    assert_eq!((failure.error.code(), failure.attempts), ("unreachable", 1));
    assert_eq!(failure.url.as_deref(), Some("http://127.0.0.1:9/api/1.0/ocdsReleasePackages"));
}

#[wasm_bindgen_test]
fn releases_merge_in_the_browser() {
    let releases = [
        r#"{"ocid":"o","id":"1","date":"2026-01-01","tag":["tender"],"tender":{"value":{"amount":1.10}}}"#,
        r#"{"ocid":"o","id":"2","date":"2026-01-02","tag":["award"],"tender":{"value":{"amount":1.20}}}"#,
    ];
    let merged = ocds::merge::compiled(&releases, &ocds::merge::Options::default()).unwrap();
    assert_eq!(
        merged.json,
        r#"{"tag":["compiled"],"id":"o-2026-01-02","date":"2026-01-02","ocid":"o","tender":{"value":{"amount":1.20}}}"#
    );
}

#[wasm_bindgen_test]
fn windows_are_days() {
    let window = Dates::last_days(60, 1_795_262_400_000);
    assert_eq!(window.from.map(|date| date.to_string()).as_deref(), Some("2026-09-22"));
}

/// Where the runner's sandbox is mounted.
const SANDBOX: Option<&str> = option_env!("TENDERLENS_SANDBOX");

fn memory() -> usize {
    let memory: js_sys::WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    memory.buffer().unchecked_into::<js_sys::ArrayBuffer>().byte_length() as usize
}

fn month() -> Parameters {
    let month = [("source", "seace_v3"), ("type", "json"), ("year", "2023"), ("month", "10")];
    month.map(|(name, value)| (name.to_owned(), value.to_owned())).into()
}

#[wasm_bindgen_test]
async fn a_month_of_100_mb_streams_through_at_most_64_mb_and_its_largest_process() {
    let sandbox = SANDBOX.expect("cargo xtask test --only wasm starts a sandbox for this test");
    let mut options = Options::default();
    options.bases.insert("peru".to_owned(), format!("{sandbox}/peru"));
    let client = Client::new(Registry::builtin(), Browser::default(), options);
    let mut asked = month();
    asked.remove("type");
    let sum = client.fetch(&client.call("peru", "fileSha", &asked).unwrap(), &|_| {}).await.unwrap();
    let sum = Checksum::find(&String::from_utf8_lossy(&sum.response.body)).unwrap();

    let (before, started) = (memory(), Browser::default().now_ms());
    let call = client.call("peru", "file", &month()).unwrap();
    let mut unpacking = client.unpack(&call, Some(sum), &|_| {}).await.unwrap();
    let (mut records, mut largest) = (0_usize, 0);
    while let Some(item) = unpacking.next().await.unwrap() {
        if let Item::Part(Part::Record(record)) = item {
            records += 1;
            largest = largest.max(record.len());
        }
    }
    let (grown, read) = (memory() - before, unpacking.progress().unpacked);
    let seconds = (Browser::default().now_ms() - started) as f64 / 1000.0;
    console_log!(
        "{records} records, {read} bytes of JSON in {seconds:.1} s; memory grew by {grown} bytes, largest record {largest}"
    );
    assert!(read > 95_000_000 && records > 5_000, "{read} bytes, {records} records");
    assert!(grown <= (64 << 20) + largest, "memory grew by {grown} bytes");
}
