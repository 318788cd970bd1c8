//! Answers that are too long to be held: they come in pieces.

use futures::StreamExt;

use super::call::Call;
use super::engine::{Client, refuse_write};
use super::gate::Place;
use super::host::{Chunks, Host, Opened};
use super::options::Event;
use crate::protocol::error::{Error, Failure};
use crate::protocol::http::header;

/// A successful answer whose body is read piece by piece. Dropping it aborts the request.
pub struct Download<H> {
    client: Client<H>,
    call: Call,
    headers: Vec<(String, String)>,
    chunks: Chunks,
    attempts: u32,
    /// It counts as under way to its end.
    _place: Place,
}

impl<H: Host> Download<H> {
    /// The first header of that (lower-case) name.
    pub fn header(&self, name: &str) -> Option<&str> {
        header(&self.headers, name)
    }

    /// Bytes to come in all, if the publisher says so and a browser lets it be read. Of a body that
    /// is compressed on the way it is not known.
    pub fn length(&self) -> Option<u64> {
        if self.header("content-encoding").is_some() {
            return None;
        }
        self.header("content-length")?.parse().ok()
    }

    /// The failure of this call, for what the bytes turn out to be.
    pub fn failure(&self, error: Error) -> Failure {
        self.call.failure(error, self.attempts)
    }

    /// The next piece; `None` at the end.
    ///
    /// # Errors
    /// When the body breaks off, or nothing comes for as long as the client waits.
    pub async fn chunk(&mut self) -> Result<Option<Vec<u8>>, Failure> {
        let chunks = &mut self.chunks;
        let next = async { chunks.next().await.transpose() };
        let chunk: Result<Option<Vec<u8>>, _> = self.client.timed::<Option<Vec<u8>>>(next).await;
        chunk.map_err(|error| self.failure(error))
    }
}

impl<H: Host + Clone> Client<H> {
    /// Sends a read and hands out its body in pieces. Retries end where the body begins.
    ///
    /// # Errors
    /// As [`Client::fetch`].
    pub async fn download(&self, call: &Call, on_event: &dyn Fn(Event)) -> Result<Download<H>, Failure> {
        refuse_write(call)?;
        let mut attempts = 1;
        loop {
            let place = self.enter(call, attempts, on_event).await?;
            let sent = self.open_read(&call.request);
            match self.told(call, attempts, on_event, sent, |opened| opened.status).await {
                Ok(Opened { headers, chunks, .. }) => {
                    let (client, call) = (self.clone(), call.clone());
                    return Ok(Download { client, call, headers, chunks, attempts, _place: place });
                }
                Err(error) => {
                    drop(place);
                    self.pause(call, attempts, error, on_event).await?;
                }
            }
            attempts += 1;
        }
    }
}
