//! Writes: sent once, whatever happens.

use super::cache::Cache;
use super::call::Call;
use super::engine::Client;
use super::host::Host;
use super::options::Event;
use crate::protocol::address;
use crate::protocol::error::{Error, Failure};
use crate::protocol::http::Request;
use crate::protocol::payload::{self, Content};
use crate::protocol::written::{self, Written};

impl<H: Host> Client<H> {
    /// Sends a write. It is never repeated, neither here nor by the native host below; a browser may
    /// do so on a connection that broke before any answer, and a page cannot keep it from that.
    ///
    /// # Errors
    /// When the content is not what the endpoint takes (nothing was sent), when the publisher
    /// refuses it, or, as [`Error::Unconfirmed`], when it is not known what became of it.
    pub async fn write(&self, call: &Call, content: Content<'_>, on_event: &dyn Fn(Event)) -> Result<Written, Failure> {
        let request = complete(call, content).map_err(|error| call.failure(error, 0))?;
        let place = self.enter(call, 1, on_event).await?;
        let request = Request { cookie: self.shared.cookies.of(&request), ..request };
        let change = Change { cache: &self.shared.cache, publisher: call.publisher.id };
        let sent = self.told(call, 1, on_event, self.send_once(&request), |response| response.status).await;
        drop((place, change));
        let response = sent.map_err(|error| {
            self.hold(call, &error, None);
            call.failure(unconfirmed(error), 1)
        })?;
        let credentials = &request.credentials;
        let location = response
            .header("location")
            .and_then(|location| address::created(&call.base, call.publisher.base_path, location))
            .map(|location| credentials.redact(location));
        Ok(written::read(&response, location))
    }
}

/// A change that may be made from now on. Ended, or dropped on the way, nothing that was read before
/// counts.
struct Change<'a> {
    cache: &'a Cache,
    publisher: &'static str,
}

impl Drop for Change<'_> {
    fn drop(&mut self) {
        self.cache.wrote(self.publisher);
    }
}

fn complete(call: &Call, content: Content<'_>) -> Result<Request, Error> {
    if !call.request.is_write() {
        let problem = "changes nothing: send it as a read".to_owned();
        return Err(Error::Parameter { name: call.endpoint.id.to_owned(), problem });
    }
    let payload = payload::build(call.endpoint.body, content, &call.request.credentials)?;
    Ok(Request { payload, ..call.request.clone() })
}

/// A refusal is certain; after anything else the change may have been made.
fn unconfirmed(error: Error) -> Error {
    match error {
        Error::Status { status: 500 | 502 | 504.., .. }
        | Error::Unreachable(_)
        | Error::Interrupted(_)
        | Error::TooLong { .. }
        | Error::Timeout { .. }
        | Error::Redirected(_) => Error::Unconfirmed(Box::new(error)),
        certain => certain,
    }
}
