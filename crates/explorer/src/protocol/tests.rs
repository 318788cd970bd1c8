use std::collections::BTreeMap;
use std::fmt::Debug;
use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;
use tenderlens_catalog::{
    Arrival, Aspect, By, CPV, Catalog, Classification, DateRange, FacetQuery, Of, PartyIds, PartyRef, Provenance,
    Query, Source, ValueRange,
};
use tenderlens_core::convert::Unmapped;
use tenderlens_core::ocds::calendar::Zone;
use tenderlens_core::ocds::changes::{ChangeType, ValueKind, history};
use tenderlens_core::ocds::merge::Options;
use tenderlens_core::ocds::view;
use tenderlens_core::plan::{Category, Depth, Question};
use tenderlens_core::process::Basis;
use tenderlens_core::protocol::error::{Error, Failure};

use super::{
    Answer, Ask, BUILD, Comparison, Difference, Document, Found, Job, Line, ListRow, Listing, NotRepeated, Opened,
    Page, ProfileAnswer, ProfileQuestion, Progress, Reply, Request, Segment, Settings, Step, Told, Trouble, Unreadable,
    What, Words, decode, encode, encode_as,
};

fn returns<T: Serialize + DeserializeOwned + PartialEq + Debug>(message: T) {
    let bytes = encode(&message).unwrap();
    assert_eq!(decode::<T>(&bytes), Ok(message));
}

fn query() -> Query {
    let value = ValueRange { min: Some("1000000.50".into()), max: None, currency: "GBP".into() };
    let due = DateRange { from: Some("2026-11-21T12:00:00Z".into()), to: Some("2026-12-05".into()) };
    let classifications = vec![Classification { scheme: CPV.into(), prefix: "45".into() }];
    let unknown = vec![Aspect::Value, Aspect::Due];
    let words = "школа \"".into();
    Query {
        words,
        publishers: vec!["uk".into()],
        value: Some(value),
        due,
        classifications,
        unknown,
        ..Query::default()
    }
}

/// What a catalog with one process answers.
fn found() -> Found {
    let mut catalog = Catalog::default();
    let source = catalog.source(Source {
        publisher: "uk".into(),
        zone: Zone::posix("UTC0").unwrap(),
        language: "en".into(),
        country: "GB".into(),
        party_ids: PartyIds::PerRelease,
    });
    let compiled = br#"{"ocid":"a","buyer":{"name":"Council"},"tender":{"title":"Bridge","value":{"amount":1.50,"currency":"GBP"}}}"#;
    let provenance = Provenance::default();
    catalog.add(source, &Arrival::of(compiled, &provenance));
    let facets = [FacetQuery::of(Aspect::Buyer), FacetQuery::of(Aspect::Documents), FacetQuery::of(Aspect::Due)];
    // Only what crosses is compared: the order of the rows stays with the catalog.
    let answer = catalog.ask(&Query { words: "bri".into(), ..Query::default() }, &facets).unwrap();
    let rows = catalog.window(&answer, 0, 1).unwrap();
    let rows = rows.iter().map(|row| ListRow { row: row.owned(), awarded: None, releases: 2, may_have_more: true });
    let rows = rows.collect();
    let answer = postcard::from_bytes(&postcard::to_allocvec(&answer).unwrap()).unwrap();
    Found { answer, loaded: 1, offset: 0, rows }
}

fn failure() -> Failure {
    Failure {
        error: Error::Timeout { seconds: 60 },
        publisher: "uk".into(),
        endpoint: "releasePackages".into(),
        url: Some("https://example.org/".into()),
        attempts: 3,
    }
}

#[test]
fn every_request_comes_back_as_it_was() {
    let question = Question { category: Some(Category::Works), buyer: "Año".into(), ..Question::default() };
    let today = "2026-11-21".parse().unwrap();
    let jobs = [
        Job::List {
            publisher: "uk".into(),
            page: Page::First { question: Box::new(question), depth: Depth::Thorough, today, fresh: true },
        },
        Job::List { publisher: "uk".into(), page: Page::Next },
        Job::Ask(Ask::Rows { query: Box::new(query()), facets: vec![FacetQuery::default()], offset: 50, limit: 50 }),
        Job::Ask(Ask::Totals { query: Box::new(query()), of: Of::Contracts, by: By::Supplier }),
        Job::Ask(Ask::Profile(ProfileQuestion {
            who: PartyRef::Name { name: "Año".into(), country: None },
            joined: vec!["GB-COH:01234567".into()],
        })),
        Job::Process { publisher: "peru".into(), ocid: "ocds-1".into(), locator: String::new(), whole: true },
        Job::Document { of: 7, which: Document::Release(3) },
        Job::History { of: 7, pointer: "/tender/value".into() },
    ];
    for (id, job) in jobs.into_iter().enumerate() {
        returns(Request::Run { id: id as u64, job });
    }
    let bases = BTreeMap::from([("uk".to_owned(), "http://127.0.0.1/sandbox/uk".to_owned())]);
    returns(Request::Configure(Settings { bases, sandbox: true }));
    returns(Request::Cancel { id: u64::MAX });
    returns(Request::Close { id: 1 });
}

/// With each kind of difference between values.
fn comparison() -> Comparison {
    let path = vec![
        Segment::Field { name: "awards".into() },
        Segment::Item { index: 0, id: Some("1".into()) },
        Segment::Item { index: 1, id: None },
    ];
    let differences = [
        None,
        Some(Difference::Number { by: "491600".into(), thousandths: Some(125) }),
        Some(Difference::Days(-7)),
        Some(Difference::Words(vec![Words::Kept("Міст".into()), Words::Added("2".into()), Words::Removed("1".into())])),
    ];
    let line = |what| Line {
        pointer: "/awards/0".into(),
        path: path.clone(),
        change: ChangeType::Changed,
        what,
        is_technical: true,
    };
    let value = |difference| {
        let (currency, old, new) = (Some("GBP".into()), Some("1".into()), None);
        line(What::Value { kind: ValueKind::Amount, currency, old, new, difference })
    };
    let whole = line(What::Whole { name: Some("a".into()), values: 3 });
    Comparison {
        lines: differences.into_iter().map(value).chain([whole]).collect(),
        left_out: 1,
        unchanged: 2,
        not_repeated: vec![NotRepeated { path: path.clone(), values: 4 }],
        not_repeated_values: 5,
    }
}

/// As much as the page shows of a release.
const RELEASE: &str = r#"{"ocid":"o","id":"1","date":"2026-01-01","tag":["award"],"buyer":{"id":"b","name":"Council"},
        "parties":[{"id":"b","name":"Council","roles":["buyer"],"identifier":{"scheme":"S","id":"1"}}],
        "planning":{"budget":{"amount":{"amount":1e3,"currency":"GBP"}}},
        "tender":{"id":"t","title":"Bridge","value":{"amount":1.50,"currency":"GBP"},"tenderPeriod":{"endDate":"2026-02-01"},
          "items":[{"id":"i","quantity":2,"classification":{"scheme":"CPV","id":"45"}}],"lots":[{"id":"l","title":"Lot"}],
          "documents":[{"id":"d","title":"D","url":"https://example.org/"}],"amendments":[{"id":"a","date":"2026-01-02"}]},
        "bids":{"details":[{"id":"x","value":{"amount":1,"currency":"GBP"},"tenderers":[{"id":"s","name":"S"}]}]},
        "awards":[{"id":"w","status":"active","suppliers":[{"id":"s","name":"S"}],"value":{"amount":2,"currency":"GBP"}}],
        "contracts":[{"id":"c","awardID":"w","implementation":{"milestones":[{"id":"m","title":"M"}]}}],
        "relatedProcesses":[{"id":"r","relationship":["framework"],"identifier":"o2"}],"other":[1]}"#;

fn opened() -> Opened {
    let process = view::read(RELEASE).unwrap();
    let line = comparison().lines.pop();
    Opened {
        basis: Basis::Merged,
        process,
        timeline: vec![view::release_entry(RELEASE)],
        steps: vec![Step { changes: 1, value: line }],
        first_values: 12,
        releases: 1,
        converted: true,
        only_linked: 3,
        notes: vec!["a note".into()],
        other: vec![Unmapped { pointer: "/a".into(), json: "1".into() }],
        url: "https://example.org/".into(),
    }
}

#[test]
fn every_reply_comes_back_as_it_was() {
    returns(Reply::Up);
    let pause = Duration::from_millis(1500);
    for progress in [Progress::Working, Progress::Waiting { pause, error: failure().error }] {
        returns(Reply::Progress { id: 1, progress });
    }
    let answers = [
        Answer::Listing(Listing { pages: 2, more: true, ..Listing::default() }),
        Answer::Told(Told::Rows(Box::new(found()))),
        Answer::Told(Told::Profile(Box::new(ProfileAnswer { loaded: 3, ..ProfileAnswer::default() }))),
        Answer::Process(Box::new(opened())),
        Answer::Comparison(Box::new(comparison())),
        Answer::Document,
        Answer::History(history(&[RELEASE], "/tender/value/amount", &Options::default()).unwrap()),
    ];
    for answer in answers {
        returns(Reply::Done { id: 2, outcome: Ok(answer) });
    }
    let troubles =
        [Trouble::Failed(failure()), Trouble::Ended("gone".into()), Trouble::OtherBuild("0".into()), Trouble::Closed];
    for trouble in troubles {
        returns(Reply::Done { id: 3, outcome: Err(trouble) });
    }
}

#[test]
fn a_message_of_another_build_is_not_read_whatever_it_says() {
    let message = encode_as("another", &Reply::Up).unwrap();
    assert_eq!(decode::<Reply>(&message), Err(Unreadable::OtherBuild("another".into())));
    let unknown = encode_as("another", &["what", "ever"]).unwrap();
    assert_eq!(decode::<Reply>(&unknown), Err(Unreadable::OtherBuild("another".into())));
}

#[test]
fn bytes_that_are_no_message_are_told() {
    let is_malformed = |bytes: &[u8]| matches!(decode::<Request>(bytes), Err(Unreadable::Malformed(_)));
    assert!(is_malformed(b""), "nothing");
    assert!(is_malformed(&encode(&()).unwrap()), "a build and no message");
    assert!(is_malformed(&encode(&200_u8).unwrap()), "no such kind of request");
    let whole = encode(&Request::Close { id: u64::MAX }).unwrap();
    for length in 0..whole.len() {
        assert!(is_malformed(&whole[..length]), "cut after {length} bytes");
    }
}

#[test]
fn a_build_is_named_by_its_sources() {
    assert_eq!(BUILD.len(), 16);
    assert!(BUILD.bytes().all(|byte| byte.is_ascii_hexdigit()));
}
