//! Walks over pages and notices when they lead in a circle.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::error::Error;
use super::page::Page;
use super::paging::ResumeToken;
use super::parameters::Parameters;
use crate::endpoint::{Endpoint, Paging};

/// The positions that one walk has visited. A link back to one of them would be followed for ever.
#[derive(Debug, Clone, Default)]
pub struct Walk {
    /// Hashes, so that a walk of any length stays small.
    positions: HashSet<u64>,
    contents: HashSet<u64>,
}

impl Walk {
    /// Where the walk goes on after a page, asked for with these parameters. To be asked before the
    /// page's items are used.
    ///
    /// # Errors
    /// [`Error::PagingLoop`] when the next page has been visited, or when this page of a numbered list
    /// holds what an earlier one held: then the service forgets the number it is asked for.
    pub fn after(&mut self, endpoint: &Endpoint, sent: &Parameters, page: &Page) -> Result<Option<ResumeToken>, Error> {
        self.positions.insert(hash(sent));
        if is_numbered(endpoint.paging) && page.items().len() > 0 && !self.contents.insert(contents(page)) {
            return Err(Error::PagingLoop("this page repeats an earlier one".to_owned()));
        }
        let Some(next) = &page.next else { return Ok(None) };
        if self.positions.contains(&hash(&next.parameters)) {
            return Err(Error::PagingLoop("the next page has been read already".to_owned()));
        }
        Ok(Some(next.clone()))
    }
}

fn is_numbered(paging: Paging) -> bool {
    matches!(paging, Paging::Page(_) | Paging::PageSize { .. })
}

fn contents(page: &Page) -> u64 {
    let items: Vec<&str> = page.items().collect();
    hash(&items)
}

/// The same for the same value, in any session.
fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
