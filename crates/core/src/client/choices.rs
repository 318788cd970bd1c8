//! Whether what was asked for can be found at all, by the publisher's own lists of values.

use super::call::Call;
use super::engine::Client;
use super::host::Host;
use super::options::Event;
use crate::protocol::choices::unlisted;
use crate::protocol::error::Failure;
use crate::protocol::parameters::Parameters;

impl<H: Host> Client<H> {
    /// The values of a call that the publisher does not list and that therefore find nothing, one
    /// sentence each: why an answer is empty. Each list is one more call.
    ///
    /// # Errors
    /// As [`Client::page`].
    pub async fn unlisted(&self, call: &Call, on_event: &dyn Fn(Event)) -> Result<Vec<String>, Failure> {
        let mut warnings = Vec::new();
        for (name, value) in call.parameters() {
            let Some(list) = call.endpoint().parameter(name).and_then(|parameter| parameter.choices) else {
                continue;
            };
            let list = self.call(call.publisher().id, list, &Parameters::new())?;
            warnings.extend(unlisted(name, value, self.page(&list, on_event).await?.items()));
        }
        Ok(warnings)
    }
}
