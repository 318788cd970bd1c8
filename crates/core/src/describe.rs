//! The tables as plain data, for the SDK, the documentation and the command line.

use serde::Serialize;

use crate::endpoint::Endpoint;
use crate::publishers::Registry;

/// A row together with the publisher it belongs to.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Row<'a> {
    pub publisher: &'a str,
    /// Whether the request changes something at the publisher.
    pub write: bool,
    #[serde(flatten)]
    pub endpoint: &'a Endpoint,
}

/// Every row of every publisher, in table order.
pub fn rows(registry: &Registry) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    for publisher in registry.publishers() {
        rows.extend(publisher.endpoints.iter().map(|endpoint| Row {
            publisher: publisher.id,
            write: endpoint.is_write(),
            endpoint,
        }));
    }
    rows
}
