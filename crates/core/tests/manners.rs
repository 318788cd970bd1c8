//! Many calls at once: publishers are asked no more often than they may be, and nothing twice.

// Helpers of tests may stop at the first surprise, as tests do.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "support/desk.rs"]
mod desk;
#[path = "support/sim.rs"]
mod sim;
mod support;

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::time::Duration;

use futures::future::{AbortHandle, Abortable};
use sim::Sim;
use support::{Answer, answer, parameters};
use tenderlens_core::client::{CacheLimits, Call, Client, Event, Options};
use tenderlens_core::endpoint::Manners;
use tenderlens_core::protocol::credentials::{Credentials, Scheme, Secret};
use tenderlens_core::protocol::payload::Content;

type Task = Pin<Box<dyn Future<Output = ()>>>;

const MANNERS: Manners = Manners { concurrent: 2, spacing_ms: 500, poll_seconds: 300 };

fn ok() -> Answer {
    answer(200, &[], r#"{"releases":[]}"#)
}

fn options() -> Options {
    let mut options = Options::default();
    options.manners.insert("desk".to_owned(), MANNERS);
    options
}

fn client(sim: &Sim) -> Client<Sim> {
    Client::new(desk::registry(), sim.clone(), options())
}

fn tender(client: &Client<Sim>, id: &str) -> Call {
    client.call("desk", "tender", &parameters(&[("id", id)])).unwrap()
}

fn fetch(client: &Client<Sim>, call: Call) -> Task {
    let client = client.clone();
    Box::pin(async move {
        client.fetch(&call, &|_| {}).await.unwrap();
    })
}

#[test]
fn requests_keep_the_publisher_s_distance_and_number() {
    let sim = Sim::new(|_, _| (1200, ok()));
    let client = client(&sim);
    sim.run((0..5).map(|id| fetch(&client, tender(&client, &id.to_string()))).collect());
    assert_eq!(sim.starts(), [0, 500, 1200, 1700, 2400]);
    assert_eq!(sim.most_under_way(), 2);
}

#[test]
fn calls_that_are_dropped_leave_their_place_to_others() {
    let sim = Sim::new(|request, _| (if request.url.ends_with("/slow") { 60_000 } else { 100 }, ok()));
    let client = client(&sim);
    let mut handles = Vec::new();
    let mut tasks: Vec<Task> = Vec::new();
    // Two that hold a place, one that waits for one, one that has its turn after them.
    for (endpoint, id) in [("slow", "1"), ("slow", "2"), ("tender", "3"), ("tender", "4")] {
        let (handle, registration) = AbortHandle::new_pair();
        let call = client.call("desk", endpoint, &parameters(&[("id", id)])).unwrap();
        let task = Abortable::new(fetch(&client, call), registration);
        tasks.push(Box::pin(async move {
            let _ = task.await;
        }));
        handles.push(handle);
    }
    let (host, stop) = (sim.clone(), handles);
    tasks.push(Box::pin(async move {
        tenderlens_core::client::Host::sleep(&host, Duration::from_millis(700)).await;
        stop[2].abort();
        stop[0].abort();
    }));
    sim.run(tasks);
    let sent = sim.sent();
    let started: Vec<_> = sent.iter().map(|(at, url)| (*at, url.rsplit('/').next().unwrap())).collect();
    assert_eq!(started, [(0, "slow"), (500, "slow"), (1000, "4")]);
}

#[test]
fn a_429_to_one_call_is_waited_for_by_all() {
    let refused = Rc::new(Cell::new(false));
    let sim = Sim::new(move |_, _| match refused.replace(true) {
        false => (100, answer(429, &[("retry-after", "7")], "slowly")),
        true => (100, ok()),
    });
    let client = client(&sim);
    let events = Rc::new(RefCell::new(Vec::new()));
    let tasks = (0..4).map(|id| {
        let (client, call, events) = (client.clone(), tender(&client, &id.to_string()), events.clone());
        Box::pin(async move {
            let note = |event| {
                if matches!(event, Event::Waiting { .. }) {
                    events.borrow_mut().push(event);
                }
            };
            client.fetch(&call, &note).await.unwrap();
        }) as Task
    });
    sim.run(tasks.collect());
    // The second was waiting for its start when the pause began at 100.
    assert_eq!(sim.starts(), [0, 7100, 7600, 8100, 8600]);
    let events = events.borrow();
    let first = |event: &Event| matches!(event, Event::Waiting { attempt: 1, pause, .. } if pause.as_secs() == 7);
    let others = |event: &Event| matches!(event, Event::Waiting { attempt: 0, .. });
    assert_eq!((events.iter().filter(|it| first(it)).count(), first(&events[0])), (1, true));
    assert!(events[1..].iter().all(others), "{events:?}");
}

#[test]
fn a_pause_longer_than_the_patience_refuses_the_others_without_asking() {
    let sim = Sim::new(|_, _| (100, answer(503, &[("retry-after", "3600")], "closed")));
    let client = client(&sim);
    let codes = Rc::new(RefCell::new(Vec::new()));
    let task = {
        let (client, codes, sim) = (client.clone(), codes.clone(), sim.clone());
        async move {
            for id in ["1", "2"] {
                let failure = client.fetch(&tender(&client, id), &|_| {}).await.unwrap_err();
                let wait = failure.to_report().retry_after_ms;
                codes.borrow_mut().push((failure.error.code(), failure.attempts, wait));
                tenderlens_core::client::Host::sleep(&sim, Duration::from_secs(10)).await;
            }
        }
    };
    sim.run(vec![Box::pin(task)]);
    assert_eq!(*codes.borrow(), [("publisher-error", 1, Some(3_600_000)), ("publisher-error", 0, Some(3_590_000))]);
    assert_eq!(sim.starts(), [0]);
}

#[test]
fn without_retry_after_pauses_double() {
    let sim = Sim::new(|_, now| (0, if now < 6_000 { answer(429, &[], "") } else { ok() }));
    let client = client(&sim);
    sim.run(vec![fetch(&client, tender(&client, "1"))]);
    assert_eq!(sim.starts(), [0, 1000, 3000, 7000]);
}

#[test]
fn the_same_read_is_under_way_once_and_shared() {
    let sim = Sim::new(|_, _| (1000, ok()));
    let client = client(&sim);
    sim.run((0..5).map(|_| fetch(&client, tender(&client, "1"))).collect());
    assert_eq!(sim.starts(), [0]);
    // And is answered from before afterwards, unless it is asked for afresh.
    sim.run(vec![fetch(&client, tender(&client, "1")), fetch(&client, tender(&client, "1").fresh())]);
    assert_eq!(sim.starts(), [0, 1000]);
}

#[test]
fn who_shares_a_read_is_not_cancelled_with_the_one_that_sent_it() {
    let sim = Sim::new(|_, _| (1000, ok()));
    let client = client(&sim);
    let (handle, registration) = AbortHandle::new_pair();
    let first = Abortable::new(fetch(&client, tender(&client, "1")), registration);
    let answered = Rc::new(Cell::new(0));
    let mut tasks: Vec<Task> = vec![Box::pin(async move {
        assert!(first.await.is_err());
    })];
    for _ in 0..2 {
        let (task, answered) = (fetch(&client, tender(&client, "1")), answered.clone());
        tasks.push(Box::pin(async move {
            task.await;
            answered.set(answered.get() + 1);
        }));
    }
    let host = sim.clone();
    tasks.push(Box::pin(async move {
        tenderlens_core::client::Host::sleep(&host, Duration::from_millis(600)).await;
        handle.abort();
    }));
    sim.run(tasks);
    assert_eq!((answered.get(), sim.starts(), sim.most_under_way()), (2, vec![0, 600], 1));
}

#[test]
fn a_failure_is_shared_too_and_not_kept() {
    let failing = Rc::new(Cell::new(true));
    let fails = failing.clone();
    let sim = Sim::new(move |_, _| (10, if fails.get() { answer(404, &[], "no") } else { ok() }));
    let client = client(&sim);
    let failures = Rc::new(Cell::new(0));
    let tasks = (0..3).map(|_| {
        let (client, failures) = (client.clone(), failures.clone());
        Box::pin(async move {
            client.fetch(&tender(&client, "1"), &|_| {}).await.unwrap_err();
            failures.set(failures.get() + 1);
        }) as Task
    });
    sim.run(tasks.collect());
    assert_eq!((failures.get(), sim.starts().len()), (3, 1));
    failing.set(false);
    sim.run(vec![fetch(&client, tender(&client, "1"))]);
    assert_eq!(sim.starts().len(), 2);
}

#[test]
fn an_answer_that_cannot_be_read_is_not_kept() {
    let broken = Rc::new(Cell::new(true));
    let breaks = broken.clone();
    let sim = Sim::new(move |_, _| (10, if breaks.get() { answer(200, &[], "<html>") } else { ok() }));
    let client = client(&sim);
    let page = |client: &Client<Sim>| {
        let client = client.clone();
        async move { client.page(&tender(&client, "1"), &|_| {}).await.is_ok() }
    };
    assert!(!sim.block_on(page(&client)));
    broken.set(false);
    assert!(sim.block_on(page(&client)));
}

#[test]
fn feeds_and_reads_with_a_key_are_never_kept_and_a_write_forgets() {
    let sim = Sim::new(|_, _| (0, ok()));
    let client = client(&sim);
    let feed = client.call("desk", "tenders", &parameters(&[])).unwrap();
    let key = Credentials { key: Some((Scheme::Bearer, Secret::new("k"))), owner: None };
    let own = tender(&client, "1").with_credentials(key);
    for call in [feed.clone(), feed, own.clone(), own] {
        sim.run(vec![fetch(&client, call)]);
    }
    assert_eq!(sim.starts().len(), 4);
    sim.run(vec![fetch(&client, tender(&client, "1"))]);
    let writer = client.clone();
    sim.block_on(async move {
        let call = writer.call("desk", "createTender", &parameters(&[])).unwrap();
        writer.write(&call, Content::Data("{}"), &|_| {}).await.unwrap();
    });
    sim.run(vec![fetch(&client, tender(&client, "1"))]);
    assert_eq!(sim.starts().len(), 7);
}

/// Writes after so many milliseconds, and gives up waiting for the answer after so many more.
fn write(sim: &Sim, client: &Client<Sim>, after: u64, patience: u64) -> Task {
    let (host, client) = (sim.clone(), client.clone());
    Box::pin(async move {
        use tenderlens_core::client::Host;
        host.sleep(Duration::from_millis(after)).await;
        let call = client.call("desk", "createTender", &parameters(&[])).unwrap();
        let written = Box::pin(client.write(&call, Content::Data("{}"), &|_| {}));
        drop(futures::future::select(written, Box::pin(host.sleep(Duration::from_millis(patience)))).await);
    })
}

#[test]
fn what_was_asked_before_a_write_is_no_answer_after_it() {
    for (patience, ends) in [(10_000, "answered"), (200, "dropped on the way")] {
        let sim = Sim::new(|request, _| (if request.url.ends_with("/1") { 3000 } else { 400 }, ok()));
        let client = client(&sim);
        let late = |at: u64| {
            let (host, call, client) = (sim.clone(), tender(&client, "1"), client.clone());
            Box::pin(async move {
                tenderlens_core::client::Host::sleep(&host, Duration::from_millis(at)).await;
                client.fetch(&call, &|_| {}).await.unwrap();
            }) as Task
        };
        // A read, a write that ends while the read is under way, a read that must see the change,
        // and one after both have been answered.
        let tasks = vec![late(0), write(&sim, &client, 500, patience), late(1200), late(5000)];
        sim.run(tasks);
        assert_eq!(sim.starts(), [0, 500, 1200], "the write was {ends}");
    }
}

#[test]
fn a_cache_of_no_bytes_keeps_nothing() {
    let sim = Sim::new(|_, _| (0, ok()));
    let options = Options { cache: CacheLimits { bytes: 0, ..CacheLimits::default() }, ..options() };
    let client = Client::new(desk::registry(), sim.clone(), options);
    for _ in 0..2 {
        sim.run(vec![fetch(&client, tender(&client, "1"))]);
    }
    assert_eq!(sim.starts().len(), 2);
}

#[test]
fn a_download_is_under_way_until_it_is_dropped() {
    let sim = Sim::new(|_, _| (100, ok()));
    let client = client(&sim);
    let manners = Manners { concurrent: 1, ..MANNERS };
    let mut options = options();
    options.manners.insert("desk".to_owned(), manners);
    let client = Client::new(client.registry().clone(), sim.clone(), options);
    let (downloader, host) = (client.clone(), sim.clone());
    let download: Task = Box::pin(async move {
        let call = tender(&downloader, "file");
        let mut download = downloader.download(&call, &|_| {}).await.unwrap();
        assert_eq!(download.chunk().await.unwrap().as_deref(), Some(&br#"{"releases":[]}"#[..]));
        tenderlens_core::client::Host::sleep(&host, Duration::from_secs(5)).await;
        assert_eq!(download.chunk().await.unwrap(), None);
    });
    sim.run(vec![download, fetch(&client, tender(&client, "1"))]);
    assert_eq!(sim.starts(), [0, 5100]);
}
