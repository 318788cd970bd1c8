//! Questions put to every kind of publisher, over a host that answers by address: packages, converted
//! record packages, and feeds that give ids only.

// Helpers of tests may stop at the first surprise, as tests do.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod feeds;
mod lists;
mod places;
mod processes;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::time::Duration;

use tenderlens_core::client::{Client, Host, Options};
use tenderlens_core::plan::{Dates, Question};
use tenderlens_core::protocol::http::{Request, Response, TransportError};
use tenderlens_core::publishers::Registry;
use tenderlens_core::search::{self, Cursor, Found, Summary};

/// Answers the address that ends like this, the longest one; 404 for any other.
#[derive(Default)]
struct Web {
    pages: RefCell<BTreeMap<String, String>>,
    sent: RefCell<Vec<String>>,
}

impl Web {
    fn with(self, end: &str, body: impl Into<String>) -> Self {
        self.pages.borrow_mut().insert(end.to_owned(), body.into());
        self
    }

    /// The addresses asked for so far, without their host.
    fn sent(&self) -> Vec<String> {
        let sent = std::mem::take(&mut *self.sent.borrow_mut());
        sent.into_iter().map(|url| url.trim_start_matches("http://host").to_owned()).collect()
    }
}

impl Host for &Web {
    async fn send(&self, request: &Request) -> Result<Response, TransportError> {
        self.sent.borrow_mut().push(request.url.clone());
        let pages = self.pages.borrow();
        let ends = pages.iter().filter(|(end, _)| request.url.ends_with(end.as_str()));
        let page = ends.max_by_key(|(end, _)| end.len());
        let (status, body) = page.map_or((404, "{}".to_owned()), |(_, body)| (200, body.clone()));
        Ok(Response { status, headers: Vec::new(), body: body.into_bytes() })
    }

    async fn sleep(&self, duration: Duration) {
        if duration == Options::default().timeout {
            futures::future::pending::<()>().await;
        }
    }

    fn now_ms(&self) -> u64 {
        0
    }

    fn random(&self) -> f64 {
        0.5
    }
}

fn client(web: &Web) -> Client<&Web> {
    client_with(web, Options::default())
}

fn client_with(web: &Web, mut options: Options) -> Client<&Web> {
    for publisher in Registry::builtin().publishers() {
        options.bases.insert(publisher.id.to_owned(), "http://host".to_owned());
    }
    Client::new(Registry::builtin(), web, options)
}

fn run<T>(future: impl Future<Output = T>) -> T {
    futures::executor::block_on(future)
}

fn first(client: &Client<&Web>, publisher: &str, question: &Question) -> Cursor {
    search::first(client, publisher, question, "2026-11-21".parse().unwrap()).unwrap()
}

/// The page at a place that was kept as text in between: no test may depend on where it was.
fn page(client: &Client<&Web>, cursor: &Cursor) -> Found {
    let kept = Cursor::from_text(client.registry(), &cursor.to_text()).unwrap();
    assert_eq!(&kept, cursor);
    run(search::run(client, &kept, &|_| {})).unwrap()
}

fn titles(summaries: &[Summary]) -> Vec<&str> {
    summaries.iter().map(|summary| summary.title.as_deref().unwrap_or("")).collect()
}

fn dates(from: &str, to: &str) -> Question {
    Question { dates: Dates::between(from.parse().unwrap(), to.parse().unwrap()), ..Question::default() }
}

fn id(number: usize) -> String {
    format!("{number:032x}")
}

/// A feed of tenders, each with the day of its last change.
fn feed(rows: &[(usize, &str)]) -> String {
    let rows: Vec<_> = rows
        .iter()
        .map(|(number, day)| format!(r#"{{"id":"{}","dateModified":"{day}T10:00:00.000000+02:00"}}"#, id(*number)))
        .collect();
    format!(r#"{{"data":[{}],"next_page":{{"offset":"more","path":"","uri":""}}}}"#, rows.join(","))
}

fn tender(number: usize, title: &str) -> String {
    format!(
        r#"{{"data":{{"id":"{}","tenderID":"UA-2026-11-03-{number:06}-a","title":"{title}","status":"active.tendering",
            "dateModified":"2026-11-03T10:00:00+02:00","procuringEntity":{{"name":"Вигадана рада"}},
            "value":{{"amount":500000,"currency":"UAH"}},"somethingOfTheirs":[1.50]}}}}"#,
        id(number)
    )
}

fn prozorro_with(feed: String, tenders: &[usize]) -> Web {
    let web = Web::default().with("/tenders?limit=20&descending=1", feed);
    tenders.iter().fold(web, |web, number| {
        web.with(&format!("/tenders/{}", id(*number)), tender(*number, &format!("Tender {number}")))
    })
}
