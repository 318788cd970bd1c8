//! Single keys, while no field has the focus; the settings turn them off (WCAG 2.1.4).

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use crate::browser;
use crate::context::App;
use crate::route::{Process, Route};
use crate::store::{self, key};

/// Whether the keys work.
pub fn are_on() -> bool {
    store::text(key::SHORTCUTS).as_deref() != Some("off")
}

/// What the help says of each key.
pub fn list() -> [(&'static str, &'static str); 10] {
    [
        ("/", t!("keys.search")),
        ("j k", t!("keys.next")),
        ("Enter", t!("keys.open")),
        ("Home End PgUp PgDn", t!("keys.table")),
        ("[ ]", t!("keys.release")),
        ("d", t!("keys.diff")),
        ("r", t!("keys.raw")),
        ("s", t!("keys.share")),
        ("?", t!("keys.help")),
        ("Esc", t!("keys.close")),
    ]
}

/// Does what a key stands for.
pub fn press(app: &App, event: &KeyboardEvent) {
    let name = event.key();
    if name == "Escape" && app.menu.get_untracked() {
        app.menu.set(false);
        browser::focus("#menu-button");
        return;
    }
    if event.ctrl_key() || event.alt_key() || event.meta_key() || browser::is_typing() || !are_on() {
        return;
    }
    let is_done = match name.as_str() {
        "/" => browser::focus_first(&["#search-q", "#home-q", "#open-id"]),
        "j" => browser::focus_next(".search-row-title a", 1),
        "k" => browser::focus_next(".search-row-title a", -1),
        "]" => browser::click("#changes-next"),
        "[" => browser::click("#changes-previous"),
        "d" => open_section(app, "changes"),
        "r" => open_section(app, "raw"),
        "s" => {
            browser::copy(&browser::address());
            true
        }
        "?" => {
            app.go(&Route::Help { topic: "keys".to_owned(), rest: Vec::new() });
            true
        }
        _ => false,
    };
    if is_done {
        event.prevent_default();
    }
}

fn open_section(app: &App, section: &str) -> bool {
    let Route::Process(process) = app.route.get_untracked() else {
        return false;
    };
    // Whoever is there already and asks again is led back to its heading.
    if process.section == section {
        return browser::focus_first(&[&format!("#sec-{section}")]);
    }
    app.go(&Route::Process(Process { section: section.to_owned(), ..process }));
    true
}
