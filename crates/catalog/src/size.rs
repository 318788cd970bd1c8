//! How much a catalog holds, and how much memory that takes.

use serde::{Deserialize, Serialize};

use crate::catalog::Catalog;

/// Numbers of things, and bytes. Bytes are those of the tables themselves, without what an allocator
/// adds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Size {
    pub processes: usize,
    /// Rows of processes that were replaced or taken out: [`Catalog::compact`] gives them back.
    pub gone: usize,
    /// Different words.
    pub words: usize,
    /// Texts of the rows.
    pub text_bytes: usize,
    pub index_bytes: usize,
    /// Columns, and what they share.
    pub column_bytes: usize,
}

impl Size {
    pub fn bytes(&self) -> usize {
        self.text_bytes + self.index_bytes + self.column_bytes
    }
}

impl Catalog {
    pub fn size(&self) -> Size {
        let processes = self.there.count();
        Size {
            processes,
            gone: self.there.size() - processes,
            words: self.index.words(),
            text_bytes: self.rows.texts.memory(),
            index_bytes: self.index.memory(),
            column_bytes: self.rows.memory() + self.keys_memory(),
        }
    }
}
