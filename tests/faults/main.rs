//! Each fault the sandbox knows, met in each style of paging, once and for ever: the walk ends with
//! the complete result or with the right error. Never with less and no word about it.

// Helpers of tests may stop at the first surprise, as tests do.
#![allow(clippy::unwrap_used, clippy::panic)]

mod expected;
mod styles;

use std::collections::BTreeMap;
use std::time::Duration;

use expected::{End, expected};
use styles::{STYLES, Style};
use tenderlens_core::client::{Client, Native, Options};
use tenderlens_core::ocds::json;
use tenderlens_core::protocol::error::Failure;
use tenderlens_core::protocol::parameters::Parameters;
use tenderlens_core::publishers::Registry;
use tenderlens_sandbox::Sandbox;
use tokio::net::TcpListener;

/// A sandbox on a port of its own, and the switch for its faults.
struct Server {
    url: String,
    http: reqwest::Client,
}

impl Server {
    async fn start() -> Self {
        let sandbox = Sandbox::new(Registry::builtin(), "2026-11-21T12:00:00Z".parse().unwrap());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/sandbox", listener.local_addr().unwrap());
        let router = sandbox.router();
        tokio::spawn(tenderlens_sandbox::serve(listener, router, std::future::pending()));
        Self { url, http: reqwest::Client::new() }
    }

    async fn faults(&self) -> Vec<String> {
        let description = self.http.get(format!("{}/", self.url)).header("accept", "application/json");
        let text = description.send().await.unwrap().text().await.unwrap();
        let description: serde_json::Value = serde_json::from_str(&text).unwrap();
        let names = description["faults"]["names"].as_array().unwrap();
        names.iter().map(|fault| fault["name"].as_str().unwrap().to_owned()).collect()
    }

    async fn clear(&self) {
        self.http.delete(format!("{}/faults", self.url)).send().await.unwrap();
        self.http.post(format!("{}/reset", self.url)).send().await.unwrap();
    }

    /// Switches a fault on for the pages behind the first one, or for the only one.
    async fn switch_on(&self, style: &Style, fault: &str, times: Option<u32>) {
        let mut order = serde_json::json!({ "publisher": style.publisher, "fault": fault });
        if let Some(times) = times {
            order["times"] = times.into();
        }
        if let Some(marker) = style.later_pages {
            order["urlContains"] = marker.into();
        }
        if fault == "slow" {
            order["ms"] = 2000.into();
        }
        let answer = self.http.post(format!("{}/faults", self.url)).body(order.to_string()).send().await.unwrap();
        assert!(answer.status().is_success(), "{fault}: {}", answer.text().await.unwrap());
    }

    fn client(&self, publisher: &str) -> Client<Native> {
        let mut options = Options {
            bases: BTreeMap::from([(publisher.to_owned(), format!("{}/{publisher}", self.url))]),
            timeout: Duration::from_secs(1),
            ..Options::default()
        };
        // A kept connection that is closed counts as one of them: the host repeats nothing by itself.
        options.retry.attempts_unexplained = 3;
        options.retry.first_pause = Duration::from_millis(1);
        options.cache.bytes = 0;
        Client::new(Registry::builtin(), Native::default(), options)
    }
}

/// The items of all pages, and what was said about them.
struct Walked {
    items: Vec<String>,
    remarks: usize,
}

async fn walk(server: &Server, style: &Style) -> Result<Walked, Failure> {
    let client = server.client(style.publisher);
    let parameters: Parameters =
        style.parameters.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let mut pages = client.pages(client.call(style.publisher, style.endpoint, &parameters)?);
    let mut walked = Walked { items: Vec::new(), remarks: 0 };
    while let Some(page) = pages.next(&|_| {}).await? {
        walked.items.extend(page.items().map(str::to_owned));
        walked.remarks += page.problems.len() + usize::from(page.maybe_more);
    }
    Ok(walked)
}

/// What names each item, whatever else of it was mended.
fn ids(items: &[String]) -> Vec<Option<std::borrow::Cow<'_, str>>> {
    items.iter().map(|item| json::pointer(item, "/id").or_else(|| json::pointer(item, "/ocid"))).collect()
}

/// How a walk that met a fault ended, in the words of [`End`].
fn ended(whole: &[String], walked: Result<Walked, Failure>) -> String {
    match walked {
        Err(failure) => format!("{:?}", End::Error(failure.error.code())),
        Ok(walked) if walked.items == whole => format!("{:?}", End::Complete),
        Ok(walked) if ids(&walked.items) == ids(whole) && walked.remarks > 0 => format!("{:?}", End::Mended),
        Ok(walked) if walked.remarks > 0 => format!("{:?}", End::Remarked),
        Ok(walked) => format!("{} of {} items without a word", walked.items.len(), whole.len()),
    }
}

#[tokio::test]
async fn each_fault_in_each_style_of_paging_ends_in_the_whole_or_the_right_error() {
    let (mut cases, mut wrong) = (0, Vec::new());
    for style in STYLES {
        let server = Server::start().await;
        let whole = walk(&server, style).await.unwrap().items;
        assert!(whole.len() >= style.least, "{}: only {} items", style.name, whole.len());
        for fault in server.faults().await {
            for times in [Some(1), None] {
                let Some(end) = expected(&fault, style, times.is_none()) else { continue };
                server.clear().await;
                server.switch_on(style, &fault, times).await;
                let ended = ended(&whole, walk(&server, style).await);
                cases += 1;
                if ended != format!("{end:?}") {
                    let often = if times.is_some() { "once" } else { "always" };
                    wrong.push(format!("{fault} {often}, {}: {ended} instead of {end:?}", style.name));
                }
            }
        }
    }
    println!("{cases} cases of {} styles of paging, {} wrong", STYLES.len(), wrong.len());
    assert!(wrong.is_empty(), "{} of {cases}:\n{}", wrong.len(), wrong.join("\n"));
}
