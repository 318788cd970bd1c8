//! The endpoint tables, one folder per publisher, and the registry that finds rows in them.

pub(crate) mod eu;
pub(crate) mod openprocurement;
mod peru;
pub(crate) mod prozorro;
mod uk;

use crate::endpoint::{Endpoint, Publisher};

/// The publishers a client, a sandbox or a document generator works with.
///
/// Everything takes a registry instead of reading the built-in tables, so that a test (or a fork)
/// can add a row and see it everywhere.
#[derive(Debug, Clone)]
pub struct Registry {
    publishers: Vec<Publisher>,
}

impl Registry {
    /// The tables of this crate.
    pub fn builtin() -> Self {
        Self::new(vec![peru::PUBLISHER, uk::PUBLISHER, prozorro::PUBLISHER, eu::PUBLISHER, openprocurement::PUBLISHER])
    }

    /// The same, but nothing can be converted by them: a program that only describes publishers does
    /// not carry the code that makes OCDS of their documents.
    pub fn described() -> Self {
        const fn described(publisher: Publisher) -> Publisher {
            Publisher { convert: None, ..publisher }
        }
        // Constants, so that the functions are gone before anything is linked.
        const ROWS: [Publisher; 5] = [
            described(peru::PUBLISHER),
            described(uk::PUBLISHER),
            described(prozorro::PUBLISHER),
            described(eu::PUBLISHER),
            described(openprocurement::PUBLISHER),
        ];
        Self::new(ROWS.into())
    }

    pub fn new(publishers: Vec<Publisher>) -> Self {
        Self { publishers }
    }

    pub fn publishers(&self) -> &[Publisher] {
        &self.publishers
    }

    pub fn publisher(&self, id: &str) -> Option<&Publisher> {
        self.publishers.iter().find(|publisher| publisher.id == id)
    }

    pub fn endpoint(&self, publisher: &str, endpoint: &str) -> Option<(&Publisher, &'static Endpoint)> {
        let publisher = self.publisher(publisher)?;
        let endpoint = publisher.endpoints.iter().find(|row| row.id == endpoint)?;
        Some((publisher, endpoint))
    }
}

impl Default for Registry {
    fn default() -> Self {
        Self::builtin()
    }
}
