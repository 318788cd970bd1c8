//! The native host against real sockets: dead, broken and slow servers.

use std::time::Duration;

use tenderlens_core::client::{Client, Native, Options};
use tenderlens_core::protocol::error::Failure;
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
