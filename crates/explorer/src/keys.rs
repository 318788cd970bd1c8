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
pub fn list() -> [(&'static str, &'static str); 6] {
    [
        ("/", t!("keys.search")),
        ("j k", t!("keys.next")),
        ("[ ]", t!("keys.release")),
        ("r", t!("keys.raw")),
        ("s", t!("keys.share")),
        ("?", t!("keys.help")),
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
        "]" => browser::focus_next(".spine-item a", 1),
        "[" => browser::focus_next(".spine-item a", -1),
        "r" => open_raw(app),
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

fn open_raw(app: &App) -> bool {
    let Route::Process(process) = app.route.get_untracked() else {
        return false;
    };
    app.go(&Route::Process(Process { section: "raw".to_owned(), ..process }));
    true
}
