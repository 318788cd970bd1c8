//! Answers that are kept for a while: at most so many bytes, the longest unused go first.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::call::{Key, Reply};
use super::options::CacheLimits;

/// An answer that would push this share of the others out is not kept.
const LARGEST_SHARE: usize = 4;

#[derive(Debug)]
pub(super) struct Cache {
    limits: CacheLimits,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    entries: BTreeMap<Key, Entry>,
    bytes: usize,
    /// Counts uses, to tell which was longest ago.
    uses: u64,
    /// Writes that have ended, by publisher.
    writes: BTreeMap<&'static str, u64>,
}

#[derive(Debug)]
struct Entry {
    reply: Reply,
    bytes: usize,
    used: u64,
}

impl Cache {
    pub fn new(limits: CacheLimits) -> Self {
        Self { limits, state: Mutex::default() }
    }

    pub fn get(&self, key: &Key, now_ms: u64) -> Option<Reply> {
        let mut state = self.lock();
        let received = state.entries.get(key)?.reply.received_ms;
        let age = now_ms.checked_sub(received).map(std::time::Duration::from_millis);
        if age.is_none_or(|age| age >= self.limits.max_age) {
            state.remove(key);
            return None;
        }
        state.uses += 1;
        let uses = state.uses;
        let entry = state.entries.get_mut(key)?;
        entry.used = uses;
        Some(Reply { attempts: 0, ..entry.reply.clone() })
    }

    pub fn put(&self, key: Key, reply: &Reply) {
        let headers: usize = reply.response.headers.iter().map(|(name, value)| name.len() + value.len()).sum();
        let bytes = reply.response.body.len() + headers + key.url.len();
        if bytes > self.limits.bytes / LARGEST_SHARE || forbids(reply) {
            return;
        }
        let mut state = self.lock();
        if state.writes_to(key.publisher) != key.writes {
            return;
        }
        state.remove(&key);
        while state.bytes + bytes > self.limits.bytes && state.remove_oldest() {}
        state.bytes += bytes;
        state.uses += 1;
        let used = state.uses;
        state.entries.insert(key, Entry { reply: reply.clone(), bytes, used });
    }

    pub fn forget(&self, key: &Key) {
        self.lock().remove(key);
    }

    /// How many writes to a publisher have ended.
    pub fn writes(&self, publisher: &str) -> u64 {
        self.lock().writes_to(publisher)
    }

    /// Something may have changed at a publisher: what it answered before, or is about to answer to
    /// those who asked before, is not kept.
    pub fn wrote(&self, publisher: &'static str) {
        let mut state = self.lock();
        *state.writes.entry(publisher).or_default() += 1;
        let keys: Vec<_> = state.entries.keys().filter(|key| key.publisher == publisher).cloned().collect();
        keys.iter().for_each(|key| state.remove(key));
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn writes_to(&self, publisher: &str) -> u64 {
        self.writes.get(publisher).copied().unwrap_or_default()
    }

    fn remove(&mut self, key: &Key) {
        if let Some(entry) = self.entries.remove(key) {
            self.bytes -= entry.bytes;
        }
    }

    /// False when there is none.
    fn remove_oldest(&mut self) -> bool {
        let oldest = self.entries.iter().min_by_key(|(_, entry)| entry.used).map(|(key, _)| key.clone());
        oldest.as_ref().inspect(|key| self.remove(key)).is_some()
    }
}

fn forbids(reply: &Reply) -> bool {
    reply.response.header("cache-control").is_some_and(|value| value.to_ascii_lowercase().contains("no-store"))
}

#[cfg(test)]
mod tests {
    use super::Cache;
    use crate::client::call::{Key, Reply};
    use crate::client::options::CacheLimits;
    use crate::protocol::http::Response;
    use std::sync::Arc;
    use std::time::Duration;

    fn key(name: &str) -> Key {
        Key { publisher: "uk", endpoint: "notice", url: name.to_owned(), writes: 0 }
    }

    fn reply(bytes: usize, received_ms: u64) -> Reply {
        let response = Response { status: 200, headers: Vec::new(), body: vec![b'x'; bytes] };
        Reply { response: Arc::new(response), attempts: 1, received_ms }
    }

    fn cache() -> Cache {
        Cache::new(CacheLimits { bytes: 100, max_age: Duration::from_secs(1) })
    }

    #[test]
    fn it_holds_no_more_bytes_than_it_may_and_drops_the_longest_unused() {
        let cache = cache();
        for name in ["a", "b", "c", "d"] {
            cache.put(key(name), &reply(24, 0));
        }
        assert!(cache.get(&key("a"), 1).is_some());
        cache.put(key("e"), &reply(10, 0));
        let kept = ["a", "b", "c", "d", "e"].map(|name| cache.get(&key(name), 1).is_some());
        assert_eq!(kept, [true, false, true, true, true]);
        assert_eq!(cache.lock().bytes, 3 * 25 + 11);
        cache.put(key("big"), &reply(25, 0));
        assert!(cache.get(&key("big"), 1).is_none());
    }

    #[test]
    fn an_answer_grows_old() {
        let cache = cache();
        cache.put(key("a"), &reply(1, 5000));
        assert_eq!(cache.get(&key("a"), 5999).map(|reply| reply.attempts), Some(0));
        assert!(cache.get(&key("a"), 6000).is_none());
        cache.put(key("a"), &reply(1, 5000));
        assert!(cache.get(&key("a"), 4999).is_none(), "a clock set back");
        assert_eq!(cache.lock().bytes, 0);
    }

    #[test]
    fn a_publisher_may_forbid_it_and_a_write_ends_it() {
        let cache = cache();
        let mut forbidden = reply(1, 0);
        Arc::make_mut(&mut forbidden.response).headers = vec![("cache-control".into(), "private, No-Store".into())];
        cache.put(key("a"), &forbidden);
        assert!(cache.get(&key("a"), 1).is_none());
        cache.put(key("a"), &reply(1, 0));
        cache.wrote("peru");
        assert!(cache.get(&key("a"), 1).is_some());
        cache.wrote("uk");
        assert!(cache.get(&key("a"), 1).is_none());
        cache.put(key("a"), &reply(1, 0));
        assert_eq!(cache.lock().bytes, 0, "asked for before the write");
    }
}
