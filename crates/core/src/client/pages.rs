//! All pages of a read, one after the other.

use futures::{StreamExt, stream};

use super::call::Call;
use super::engine::Client;
use super::host::Host;
use super::options::Event;
use crate::protocol::error::Failure;
use crate::protocol::page::Page;
use crate::protocol::walk::Walk;

/// A walk from a call to the last page behind it. It ends with an error where it would never end.
#[derive(Debug)]
pub struct Pages<'a, H> {
    client: &'a Client<H>,
    next: Option<Call>,
    walk: Walk,
}

impl<H: Host> Pages<'_, H> {
    /// The next page; `None` behind the last one, and after a failure.
    ///
    /// # Errors
    /// As [`Client::page`]; and when the next page is one that was read already.
    pub async fn next(&mut self, on_event: &dyn Fn(Event)) -> Result<Option<Page>, Failure> {
        let Some(call) = self.next.take() else {
            return Ok(None);
        };
        let page = self.client.page(&call, on_event).await?;
        let next = self.walk.after(call.endpoint(), call.parameters(), &page);
        let next = next.map_err(|error| call.failure(error, 1))?;
        self.next = next.map(|token| Ok(self.client.resume(&token)?.like(&call))).transpose()?;
        Ok(Some(page))
    }
}

impl<H: Host> Client<H> {
    /// The pages of several calls to one publisher, in their order, as many at once as its manners
    /// allow. Each may fail by itself; how far it is comes as [`Event::Progress`].
    pub async fn each(
        &self,
        publisher: &str,
        calls: impl IntoIterator<Item = Result<Call, Failure>>,
        on_event: &dyn Fn(Event),
    ) -> Vec<Result<Page, Failure>> {
        let at_once = self.manners(publisher).map_or(1, |manners| manners.concurrent.max(1));
        let calls: Vec<_> = calls.into_iter().collect();
        let of = calls.len();
        let pages = calls.into_iter().map(|call| async { self.page(&call?, on_event).await });
        let mut pages = stream::iter(pages).buffered(at_once as usize);
        let mut ended = Vec::with_capacity(of);
        while let Some(page) = pages.next().await {
            ended.push(page);
            on_event(Event::Progress { ended: ended.len(), of });
        }
        ended
    }

    /// Reads a call's page and those behind it.
    pub fn pages(&self, call: Call) -> Pages<'_, H> {
        Pages { client: self, next: Some(call), walk: Walk::default() }
    }
}
