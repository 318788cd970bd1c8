//! Small settings kept on the device, in local storage. Everything the app remembers between visits
//! goes through here, so that another place can take over.
//!
//! A browser may refuse storage, and anybody may have written nonsense into it: what cannot be read
//! is absent, what cannot be written lasts as long as the page.

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Names of settings, as they are stored behind the prefix.
pub mod key {
    pub const BASES: &str = "bases";
    pub const DENSITY: &str = "density";
    pub const FOLLOWED: &str = "followed";
    pub const LANGUAGE: &str = "language";
    pub const MOTION: &str = "motion";
    pub const NUMBERS: &str = "numbers";
    pub const RATES: &str = "rates";
    pub const RECENT: &str = "recent";
    pub const ROWS: &str = "rows";
    pub const SEARCHES: &str = "searches";
    pub const SHORTCUTS: &str = "shortcuts";
    pub const THEME: &str = "theme";
}

const PREFIX: &str = "tenderlens.";

thread_local! {
    /// What has been written since the page opened: also what storage refused.
    static WRITTEN: RefCell<BTreeMap<String, Option<String>>> = const { RefCell::new(BTreeMap::new()) };
}

/// A text that was stored.
pub fn text(key: &str) -> Option<String> {
    if let Some(written) = WRITTEN.with_borrow(|written| written.get(key).cloned()) {
        return written;
    }
    storage()?.get_item(&format!("{PREFIX}{key}")).ok().flatten()
}

/// Stores a text; whether it will be there at the next visit.
pub fn set_text(key: &str, value: &str) -> bool {
    WRITTEN.with_borrow_mut(|written| written.insert(key.to_owned(), Some(value.to_owned())));
    storage().is_some_and(|storage| storage.set_item(&format!("{PREFIX}{key}"), value).is_ok())
}

pub fn remove(key: &str) {
    WRITTEN.with_borrow_mut(|written| written.insert(key.to_owned(), None));
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&format!("{PREFIX}{key}"));
    }
}

/// A value that was stored as JSON, or its default.
pub fn value<T: DeserializeOwned + Default>(key: &str) -> T {
    text(key).and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default()
}

/// Stores a value as JSON; whether it will be there at the next visit.
pub fn set_value<T: Serialize>(key: &str, value: &T) -> bool {
    serde_json::to_string(value).is_ok_and(|json| set_text(key, &json))
}

/// Everything stored, by name without the prefix.
pub fn all() -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    if let Some(storage) = storage() {
        let names = (0..storage.length().unwrap_or(0)).filter_map(|index| storage.key(index).ok().flatten());
        for name in names {
            if let (Some(key), Ok(Some(value))) = (name.strip_prefix(PREFIX), storage.get_item(&name)) {
                all.insert(key.to_owned(), value);
            }
        }
    }
    all
}

/// Puts a copy of [`all`] back.
pub fn restore(values: &BTreeMap<String, String>) {
    for (key, value) in values {
        set_text(key, value);
    }
}

/// Forgets everything.
pub fn clear() {
    for key in all().keys() {
        remove(key);
    }
}

/// Bytes stored.
pub fn size() -> usize {
    all().iter().map(|(key, value)| PREFIX.len() + key.len() + value.len()).sum()
}

/// The crate is compiled natively for the tests of its pure modules: nothing is kept there.
fn storage() -> Option<web_sys::Storage> {
    if cfg!(target_arch = "wasm32") { web_sys::window()?.local_storage().ok().flatten() } else { None }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    #[test]
    fn what_storage_refuses_lasts_as_long_as_the_page() {
        assert_eq!(super::text("colour"), None);
        assert!(!super::set_text("colour", "green"));
        assert_eq!(super::text("colour").as_deref(), Some("green"));
        super::remove("colour");
        assert_eq!(super::text("colour"), None);
    }

    #[test]
    fn nonsense_reads_as_the_default() {
        super::set_text("rates", "{not json");
        assert_eq!(super::value::<BTreeMap<String, String>>("rates"), BTreeMap::new());
        let rates = BTreeMap::from([("EUR".to_owned(), "49.10".to_owned())]);
        super::set_value("rates", &rates);
        assert_eq!(super::value::<BTreeMap<String, String>>("rates"), rates);
    }
}
