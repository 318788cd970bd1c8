//! What the publishers do that surprises, one test each, by publisher.

// Helpers of tests may stop at the first surprise, as tests do.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod eu;
mod openprocurement;
mod peru;
mod prozorro;
#[path = "../support/mod.rs"]
mod support;
mod uk;

use support::{Nowhere, parameters};
use tenderlens_core::client::{Call, Client, Options};
use tenderlens_core::protocol::error::Error;
use tenderlens_core::protocol::page::{self, Asked, Page};
use tenderlens_core::publishers::Registry;

fn call(publisher: &str, endpoint: &str, pairs: &[(&str, &str)]) -> Result<Call, Error> {
    let client = Client::new(Registry::builtin(), Nowhere, Options::default());
    client.call(publisher, endpoint, &parameters(pairs)).map_err(|failure| failure.error)
}

fn warnings(publisher: &str, endpoint: &str, pairs: &[(&str, &str)]) -> Vec<String> {
    call(publisher, endpoint, pairs).unwrap().warnings()
}

/// The page that a body makes, as the answer to these parameters.
fn answered(publisher: &str, endpoint: &str, pairs: &[(&str, &str)], body: &str) -> Result<Page, Error> {
    let registry = Registry::builtin();
    let (publisher, endpoint) = registry.endpoint(publisher, endpoint).unwrap();
    let asked = Asked { publisher, endpoint, parameters: &parameters(pairs) };
    page::read(asked, body.as_bytes())
}

fn page(publisher: &str, endpoint: &str, pairs: &[(&str, &str)], body: &str) -> Page {
    answered(publisher, endpoint, pairs, body).unwrap()
}

fn items(page: &Page) -> Vec<&str> {
    page.items().collect()
}

/// The value of one parameter of the next page.
fn next(page: &Page, name: &str) -> Option<String> {
    page.next.as_ref().and_then(|token| token.parameters.get(name).cloned())
}
