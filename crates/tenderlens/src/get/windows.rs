//! A window of time, read in parts so short that the publisher leaves nothing out of them.

use std::time::{SystemTime, UNIX_EPOCH};

use tenderlens_core::calendar::DateTime;
use tenderlens_core::client::Call;
use tenderlens_core::plan::{ASKS_BEYOND, Short, thorough};
use tenderlens_core::protocol::error::Failure;
use tenderlens_core::protocol::paging::ResumeToken;

use super::{Run, Stop};
use crate::say::say;

impl Run {
    /// All parts of the call's window, the latest first.
    pub(super) async fn windows(&mut self, call: Call) -> Result<(), Stop> {
        let (publisher, endpoint) = (call.publisher().id, call.endpoint().id);
        let windows = thorough(call.publisher(), call.endpoint(), call.parameters(), now())
            .map_err(|error| Failure::unsent(error, publisher, endpoint))?;
        if windows.len() as u64 > ASKS_BEYOND {
            say(&format!("note: {} short windows, each at least one request", windows.len()));
        }
        for Short { parameters, rest } in windows {
            let token = |parameters| ResumeToken { publisher: publisher.into(), endpoint: endpoint.into(), parameters };
            self.window = Some(token(rest));
            self.pages(self.client.resume(&token(parameters))?).await?;
        }
        (self.window, self.next) = (None, None);
        Ok(())
    }
}

fn now() -> DateTime {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    DateTime::of_unix_ms(u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
}
