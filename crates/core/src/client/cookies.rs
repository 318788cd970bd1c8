//! Cookies that keep a writer on the server of a cluster which knows what it wrote.
//!
//! Only what openprocurement's clusters need: name and value, as long as the client lives, sent with
//! writes and to the origin that set them. A browser shows no `Set-Cookie`: nothing happens there.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::protocol::address::origin;
use crate::protocol::credentials::Secret;
use crate::protocol::http::Request;

/// By origin and name.
#[derive(Debug, Default)]
pub(super) struct Cookies(Mutex<BTreeMap<(String, String), Secret>>);

impl Cookies {
    /// Keeps what an answer sets.
    pub fn keep(&self, request: &Request, headers: &[(String, String)]) {
        let set = headers.iter().filter(|(name, _)| name == "set-cookie");
        for (name, value) in set.filter_map(|(_, text)| text.split(';').next()?.split_once('=')) {
            let key = (origin(&request.url).to_owned(), name.trim().to_owned());
            let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            match value.trim() {
                "" => kept.remove(&key),
                value => kept.insert(key, Secret::new(value)),
            };
        }
    }

    /// What goes with a write.
    pub fn of(&self, request: &Request) -> Option<Secret> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let own = kept.iter().filter(|((of, _), _)| of == origin(&request.url));
        let pairs: Vec<_> = own.map(|((_, name), value)| format!("{name}={}", value.expose())).collect();
        (!pairs.is_empty()).then(|| Secret::new(pairs.join("; ")))
    }
}
