//! A monthly file from the sandbox through the native host is never held.
//!
//! Alone in its program: what is measured is the memory of the process.

// Helpers of tests may stop at the first surprise, as tests do.
#![allow(clippy::unwrap_used)]

use tenderlens_core::bulk::{Checksum, Item};
use tenderlens_core::client::{Client, Native, Options};
use tenderlens_core::ocds::split::Part;
use tenderlens_core::protocol::parameters::Parameters;
use tenderlens_core::publishers::Registry;
use tenderlens_sandbox::Sandbox;

/// The month that the sandbox makes as large as real ones.
const SEGMENT: &str = "2023-10";
const SOURCE: &str = "seace_v3";

/// Unoptimised, a real month's hundred megabytes would take minutes to make.
const SIZE: &str = "8MB";
/// Beyond the largest process, whatever the size of the file.
const BOUND: u64 = 6 * 1024 * 1024;

async fn client() -> Client<Native> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let sandbox = Sandbox::new(Registry::builtin(), "2026-11-21T12:00:00Z".parse().unwrap());
    let router = sandbox.router().layer(axum::middleware::map_request(small));
    tokio::spawn(async move { axum::serve(listener, router).await });
    let mut options = Options::default();
    options.bases.insert("peru".to_owned(), format!("http://{address}/sandbox/peru"));
    Client::new(Registry::builtin(), Native::default(), options)
}

async fn small(mut request: axum::extract::Request) -> axum::extract::Request {
    request.headers_mut().insert("x-sandbox-size", axum::http::HeaderValue::from_static(SIZE));
    request
}

fn place(kind: Option<&str>) -> Parameters {
    let (year, month) = SEGMENT.split_once('-').unwrap();
    let pairs = [("source", Some(SOURCE)), ("year", Some(year)), ("month", Some(month)), ("type", kind)];
    pairs.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?.to_owned()))).collect()
}

/// Bytes of memory that this process holds; `None` where the system does not say.
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}

/// The sandbox writes it while it is sent, in this process too: the bound holds both.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_month_streams_and_is_never_held() {
    let client = client().await;
    let sum = client.fetch(&client.call("peru", "fileSha", &place(None)).unwrap(), &|_| {}).await.unwrap();
    let sum = Checksum::find(std::str::from_utf8(&sum.response.body).unwrap());
    assert!(sum.is_some());
    // What the first use of the connection takes is not counted.
    let before = resident();
    let call = client.call("peru", "file", &place(Some("json"))).unwrap();
    let mut unpacking = client.unpack(&call, sum, &|_| {}).await.unwrap();
    let (mut records, mut largest, mut most) = (0, 0, before);
    while let Some(item) = unpacking.next().await.unwrap() {
        if let Item::Part(Part::Record(text)) = item {
            records += 1;
            largest = largest.max(text.len() as u64);
            if records % 10 == 0 {
                most = most.max(resident());
            }
        }
    }
    let progress = unpacking.progress();
    assert!(progress.unpacked >= 8_000_000, "{progress:?}");
    assert_eq!((progress.documents, progress.files), (records, 1));
    if let (Some(before), Some(most)) = (before, most) {
        let grown = most.saturating_sub(before);
        println!("{records} records, the largest of {largest} bytes; memory grew by {grown} bytes");
        assert!(grown <= BOUND + largest, "memory grew by {grown} bytes");
    }
}
