//! What stands in the foot of each printed page: which process this is, where it was read, and when.

use leptos::prelude::*;

use super::{Shown, facts};
use crate::browser;
use crate::context::App;
use crate::format;

/// The margin boxes of the page, for browsers that have them, and a last line for those that do not.
#[component]
pub fn PrintFoot(shown: Shown) -> impl IntoView {
    let app = App::get();
    let now = String::from(js_sys::Date::new(&app.config.now_ms().into()).to_iso_string());
    let about = t!(
        "print.foot",
        ocid = shown.loaded.process.ocid.as_deref().unwrap_or_default(),
        publisher = shown.publisher.name,
        basis = facts::basis(&shown),
        time = format::date_time(&now, shown.zone()),
    );
    let words = StoredValue::new(about);
    let address = move || {
        app.route.track();
        browser::address()
    };
    let linked = address;
    Effect::new(move || {
        let text = words.with_value(|about| css_text(&format!("{about}\n{}", address())));
        let pages = "counter(page) \" / \" counter(pages)";
        browser::set_print_rules(&format!(
            "@page {{ @bottom-left {{ content: {text}; }} @bottom-right {{ content: {pages}; }} }}"
        ));
    });
    on_cleanup(|| browser::set_print_rules(""));
    view! { <p class="print-foot">{words.get_value()}" "{linked}</p> }
}

/// A text as CSS writes one.
fn css_text(text: &str) -> String {
    let mut css = String::with_capacity(text.len() + 2);
    css.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => {
                css.push('\\');
                css.push(character);
            }
            '\n' => css.push_str("\\A "),
            _ if character.is_control() => {}
            _ => css.push(character),
        }
    }
    css.push('"');
    css
}

#[cfg(test)]
mod tests {
    #[test]
    fn text_cannot_leave_its_quotes() {
        assert_eq!(super::css_text("a\"b\\c\nd"), r#""a\"b\\c\A d""#);
    }
}
