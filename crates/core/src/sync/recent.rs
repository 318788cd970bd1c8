//! What came a moment ago, so that it is not handed out again: of each id the last document counts.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use tenderlens_ocds::json;

use crate::protocol::token::fingerprint;

/// Fingerprints kept: more than any page or window of time holds.
const MOST: usize = 1000;

/// The last document of each id, as fingerprints of both, the oldest first.
///
/// A document that changed is news, and so is one that changed back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Recent(VecDeque<String>);

impl Recent {
    /// Whether the document is new; it is not any more then.
    pub fn is_new(&mut self, document: &str) -> bool {
        let of_id = json::pointer(document, "/id").map(|id| format!("{}:", fingerprint(&id)));
        let seen = format!("{}{}", of_id.as_deref().unwrap_or_default(), fingerprint(document));
        let is_of_it = |known: &String| match &of_id {
            Some(of_id) => known.starts_with(of_id),
            None => *known == seen,
        };
        let before = self.0.iter().position(is_of_it).and_then(|index| self.0.remove(index));
        let is_new = before.as_ref() != Some(&seen);
        self.0.push_back(seen);
        if self.0.len() > MOST {
            self.0.pop_front();
        }
        is_new
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, Recent};

    #[test]
    fn what_changed_is_new_and_memory_is_bounded() {
        let mut recent = Recent::default();
        assert_eq!(["a", "a", "b"].map(|document| recent.is_new(document)), [true, false, true]);
        for number in 0..MOST {
            recent.is_new(&number.to_string());
        }
        assert_eq!(recent.0.len(), MOST);
        assert!(recent.is_new("a"));
    }

    #[test]
    fn of_an_id_the_last_document_counts_and_one_that_changed_back_is_new() {
        let mut recent = Recent::default();
        let rows = [r#"{"id":"a","v":1}"#, r#"{"id":"a","v":2}"#, r#"{"id":"a","v":1}"#, r#"{"id":"a","v":1}"#];
        assert_eq!(rows.map(|row| recent.is_new(row)), [true, true, true, false]);
        assert!(recent.is_new(r#"{"id":"b","v":1}"#));
        assert_eq!(recent.0.len(), 2, "an id takes one place");
    }
}
