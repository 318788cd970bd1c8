//! Texts of the user interface in the reader's language.
//!
//! One file of messages per language lies beside the page (`www/messages`), and only the one in use
//! is loaded. Changing the language builds the page anew, so a text is a plain `&'static str`.
//! How to add texts: `docs/languages.md`.

mod language;
mod load;
#[cfg(test)]
mod tests;

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fmt::Display;

use leptos::prelude::{AnyView, IntoAny};

use crate::format;
pub use language::{Language, Plural};
pub use load::{load, start};

/// The messages of one language.
#[derive(Debug)]
struct Messages {
    language: Language,
    texts: BTreeMap<String, String>,
}

thread_local! {
    static CURRENT: Cell<Option<&'static Messages>> = const { Cell::new(None) };
}

/// The language of the page.
pub fn language() -> Language {
    current().map_or(Language::English, |messages| messages.language)
}

fn current() -> Option<&'static Messages> {
    CURRENT.get().or_else(built_in)
}

/// A browser has loaded messages before it shows anything; tests of pure modules read English.
#[cfg(target_arch = "wasm32")]
fn built_in() -> Option<&'static Messages> {
    None
}

#[cfg(not(target_arch = "wasm32"))]
fn built_in() -> Option<&'static Messages> {
    let texts = serde_json::from_str(include_str!("../../../www/messages/en.json")).unwrap_or_default();
    install(Messages { language: Language::English, texts });
    CURRENT.get()
}

/// Messages stay for the life of the page: there are three languages at most.
fn install(messages: Messages) {
    CURRENT.set(Some(Box::leak(Box::new(messages))));
}

/// The text of a key; the key itself where a file lacks it, which the tests do not let happen.
pub fn text(key: &'static str) -> &'static str {
    find(key).unwrap_or(key)
}

/// The text of a key that is put together when the program runs: a code of a publisher's.
pub fn of(family: &'static str, code: &str) -> Option<&'static str> {
    find(&format!("{family}.{code}"))
}

fn find(key: &str) -> Option<&'static str> {
    current()?.texts.get(key).map(String::as_str)
}

/// A text with its `{name}` places filled.
pub fn filled(template: &str, values: &[(&str, &dyn Display)]) -> String {
    let mut text = String::with_capacity(template.len() + 16);
    for part in parts(template) {
        match part {
            Part::Text(words) => text.push_str(words),
            Part::Place(name) => match values.iter().find(|(known, _)| *known == name) {
                Some((_, value)) => text.push_str(&value.to_string()),
                None => text.push_str(name),
            },
        }
    }
    text
}

/// The text for so many of something: the form that the language uses with that number, `{n}` in it.
pub fn counted(key: &str, number: usize, values: &[(&str, &dyn Display)]) -> String {
    let form = |form: Plural| find(&format!("{key}#{}", form.name()));
    let template = form(language().plural(number)).or_else(|| form(Plural::Other)).unwrap_or("{n}");
    let digits = format::integer(number);
    let mut all: Vec<(&str, &dyn Display)> = vec![("n", &digits)];
    all.extend_from_slice(values);
    filled(template, &all)
}

/// A text with elements in its places.
pub fn with_views(key: &'static str, mut views: Vec<(&str, AnyView)>) -> Vec<AnyView> {
    let view = |part| match part {
        Part::Text(words) => words.into_any(),
        Part::Place(name) => match views.iter().position(|(known, _)| *known == name) {
            Some(index) => views.swap_remove(index).1,
            None => name.into_any(),
        },
    };
    parts(text(key)).map(view).collect()
}

enum Part<'a> {
    Text(&'a str),
    Place(&'a str),
}

fn parts(template: &str) -> impl Iterator<Item = Part<'_>> {
    let mut rest = template;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if let Some((name, after)) = rest.strip_prefix('{').and_then(|inner| inner.split_once('}')) {
            rest = after;
            return Some(Part::Place(name));
        }
        // A brace that opens no place is text.
        let end = rest.char_indices().skip(1).find(|(_, c)| *c == '{').map_or(rest.len(), |(index, _)| index);
        let (words, after) = rest.split_at(end);
        rest = after;
        Some(Part::Text(words))
    })
}

/// `t!("nav.home")`, or `t!("row.closes", date = date)` with its places filled.
macro_rules! t {
    ($key:literal) => { $crate::i18n::text($key) };
    ($key:literal, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::i18n::filled($crate::i18n::text($key), &[$((stringify!($name), &$value)),+])
    };
}

/// `plural!("count.release", number)`: the form that fits the number, which stands at `{n}`.
macro_rules! plural {
    ($key:literal, $number:expr $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::i18n::counted($key, $number, &[$((stringify!($name), &$value)),*])
    };
}

/// `rich!("row.closes", date = view! { … })`: a text with elements in its places.
macro_rules! rich {
    ($key:literal, $($name:ident = $view:expr),+ $(,)?) => {
        $crate::i18n::with_views($key, vec![$((stringify!($name), leptos::prelude::IntoAny::into_any($view))),+])
    };
}
