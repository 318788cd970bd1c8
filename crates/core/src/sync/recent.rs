//! What came a moment ago, so that it is not handed out again.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use crate::protocol::token::fingerprint;

/// Fingerprints kept: more than any page or window of time holds.
const MOST: usize = 1000;

/// Fingerprints of documents, the oldest first.
///
/// A document that changed has another fingerprint: it is news.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Recent(VecDeque<String>);

impl Recent {
    /// Whether the document is new; it is not any more then.
    pub fn is_new(&mut self, document: &str) -> bool {
        let fingerprint = fingerprint(document);
        if self.0.contains(&fingerprint) {
            return false;
        }
        self.0.push_back(fingerprint);
        if self.0.len() > MOST {
            self.0.pop_front();
        }
        true
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
}
