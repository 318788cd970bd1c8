//! The native host against real sockets: dead, broken and slow servers.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use futures::StreamExt;
use tenderlens_core::client::{Client, Host, Native, Options};
use tenderlens_core::endpoint::Method;
use tenderlens_core::protocol::error::Failure;
use tenderlens_core::protocol::http::Request;
use tenderlens_core::protocol::parameters::Parameters;
use tenderlens_core::publishers::Registry;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// A server that sends these bytes to whoever connects, then hangs up.
async fn sends(bytes: &'static [u8], hang: Duration) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let mut request = [0; 4096];
            let _ = socket.read(&mut request).await;
            tokio::time::sleep(hang).await;
            let _ = socket.write_all(bytes).await;
        }
    });
    format!("http://{address}")
}

async fn failure(base: String) -> Failure {
    let mut options = Options { timeout: Duration::from_millis(400), ..Options::default() };
    options.retry.first_pause = Duration::from_millis(1);
    options.bases.insert("uk".to_owned(), base);
    let client = Client::new(Registry::builtin(), Native::default(), options);
    let call = client.call("uk", "releasePackages", &Parameters::new()).unwrap();
    client.page(&call, &|_| {}).await.unwrap_err()
}

#[tokio::test]
async fn a_dead_server_is_unreachable() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let failure = failure(format!("http://{address}")).await;
    assert_eq!((failure.error.code(), failure.attempts), ("unreachable", 2));
}

#[tokio::test]
async fn a_body_shorter_than_promised_is_interrupted() {
    let base = sends(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"releases\":", Duration::ZERO).await;
    assert_eq!(failure(base).await.error.code(), "interrupted");
}

#[tokio::test]
async fn a_refusal_that_breaks_off_still_says_when_to_come_back() {
    let cut = b"HTTP/1.1 429 Too Many Requests\r\nretry-after: 3600\r\ncontent-length: 100\r\n\r\n{\"message\":\"slow";
    let failure = failure(sends(cut, Duration::ZERO).await).await;
    assert_eq!((failure.error.code(), failure.attempts), ("rate-limited", 1));
    assert_eq!(failure.to_report().retry_after_ms, Some(3_600_000));
}

/// Bytes without an end: none are waited for beyond those that are read at once.
#[tokio::test]
async fn an_answer_without_end_is_not_read_to_its_end() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        let mut request = [0; 4096];
        let _ = socket.read(&mut request).await;
        let _ = socket.write_all(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{\"releases\":[").await;
        while socket.write_all(&[b' '; 4096]).await.is_ok() {}
    });
    let mut options = Options { longest_answer: 100_000, ..Options::default() };
    options.bases.insert("uk".to_owned(), base);
    let client = Client::new(Registry::builtin(), Native::default(), options);
    let call = client.call("uk", "releasePackages", &Parameters::new()).unwrap();
    let failure = client.page(&call, &|_| {}).await.unwrap_err();
    assert_eq!(failure.error.code(), "answer-too-long");
}

#[tokio::test]
async fn a_silent_server_times_out() {
    let base = sends(b"", Duration::from_secs(30)).await;
    assert_eq!(failure(base).await.error.code(), "timeout");
}

#[tokio::test]
async fn bytes_that_are_not_utf8_are_refused_with_their_place() {
    let base = sends(b"HTTP/1.1 200 OK\r\ncontent-length: 16\r\n\r\n{\"releases\":\"\xff\"}", Duration::ZERO).await;
    let failure = failure(base).await;
    assert_eq!((failure.error.code(), failure.to_report().offset), ("invalid-body", Some(13)));
}

#[derive(Default)]
struct Counter {
    connections: AtomicUsize,
    received: AtomicUsize,
}

impl Counter {
    fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    fn received(&self) -> usize {
        self.received.load(Ordering::SeqCst)
    }
}

/// A server that counts the requests that reach it and answers each of them so; with no answer it
/// hangs up.
async fn counts(answer: &'static [u8]) -> (String, Arc<Counter>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let requests = Arc::new(Counter::default());
    let counter = requests.clone();
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let counter = counter.clone();
            counter.connections.fetch_add(1, Ordering::SeqCst);
            tokio::spawn(async move {
                let mut request = [0; 4096];
                while socket.read(&mut request).await.is_ok_and(|read| read > 0) {
                    counter.received.fetch_add(1, Ordering::SeqCst);
                    let _ = socket.write_all(answer).await;
                    if answer.is_empty() {
                        return;
                    }
                }
            });
        }
    });
    (format!("http://{address}/"), requests)
}

fn post(url: String) -> Request {
    Request { method: Method::Post, ..Request::get(url, "application/json") }
}

#[tokio::test]
async fn a_write_reaches_a_server_that_hangs_up_exactly_once() {
    let (url, requests) = counts(b"").await;
    Native::default().send(&post(url)).await.unwrap_err();
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(requests.received(), 1);
}

/// On a connection that is kept for the next request, a server may hang up just when it is used.
#[tokio::test]
async fn a_write_after_a_write_goes_out_on_a_connection_of_its_own() {
    let (url, requests) = counts(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await;
    let host = Native::default();
    for sent in 1..=3 {
        assert_eq!(host.send(&post(url.clone())).await.unwrap().status, 200);
        assert_eq!((requests.connections(), requests.received()), (sent, sent));
    }
}

#[tokio::test]
async fn redirects_are_handed_to_the_engine() {
    let (url, requests) = counts(b"HTTP/1.1 307 -\r\nlocation: /again\r\ncontent-length: 0\r\n\r\n").await;
    let host = Native::default();
    assert_eq!(host.send(&post(url.clone())).await.unwrap().status, 307);
    assert_eq!(host.send(&Request::get(url, "*/*")).await.unwrap().status, 307);
    assert_eq!(requests.received(), 2);
}

#[tokio::test]
async fn a_body_comes_in_pieces_before_it_is_complete() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let (go_on, wait) = tokio::sync::oneshot::channel::<()>();
    tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        let mut request = [0; 4096];
        let _ = socket.read(&mut request).await;
        socket.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\nabc").await.unwrap();
        wait.await.unwrap();
        socket.write_all(b"def").await.unwrap();
    });
    let mut opened = Native::default().open(&Request::get(url, "*/*")).await.unwrap();
    assert_eq!(opened.chunks.next().await.unwrap().unwrap(), b"abc");
    go_on.send(()).unwrap();
    assert_eq!(opened.chunks.next().await.unwrap().unwrap(), b"def");
    assert!(opened.chunks.next().await.is_none());
}
