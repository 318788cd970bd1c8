//! The few things asked of the browser itself.

use js_sys::Uint8Array;
use leptos::prelude::queue_microtask;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, HtmlElement, HtmlInputElement, Window};

fn window() -> Option<Window> {
    web_sys::window()
}

pub fn document() -> Option<Document> {
    window()?.document()
}

/// What stands behind `#` in the address, `#` included.
pub fn hash() -> String {
    window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// Scheme and host of the page.
pub fn origin() -> String {
    window().and_then(|window| window.location().origin().ok()).unwrap_or_default()
}

/// Goes to a link; the browser keeps the present one for Back.
pub fn push(link: &str) {
    if let Some(window) = window() {
        // A browser that refuses to navigate has told the user why.
        let _ = window.location().set_hash(link);
    }
}

/// Puts a link in the place of the present one, without an event.
pub fn replace(link: &str) {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(link));
    }
}

/// The whole address of the page, to be shared.
pub fn address() -> String {
    window().and_then(|window| window.location().href().ok()).unwrap_or_default()
}

/// Rules for paper of the page that is shown. They stand in the head: HTML allows a style nowhere else.
pub fn set_print_rules(css: &str) {
    const ID: &str = "print-rules";
    let Some(document) = document() else {
        return;
    };
    let add = || {
        let style = document.create_element("style").ok()?;
        style.set_id(ID);
        style.set_attribute("media", "print").ok()?;
        document.query_selector("head").ok()??.append_child(&style).ok()?;
        Some(style)
    };
    if let Some(style) = document.get_element_by_id(ID).or_else(add) {
        style.set_text_content(Some(css));
    }
}

pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

pub fn now_ms() -> f64 {
    js_sys::Date::now()
}

/// The present time (RFC 3339).
pub fn time() -> String {
    if cfg!(target_arch = "wasm32") { time_of(now_ms()) } else { String::new() }
}

/// A point in time (RFC 3339).
pub fn time_of(unix_ms: f64) -> String {
    js_sys::Date::new(&JsValue::from_f64(unix_ms)).to_iso_string().into()
}

/// Moves the focus to the first element that matches, and the view with it.
pub fn focus(selector: &str) {
    if let Some(element) = find::<HtmlElement>(selector) {
        let _ = element.focus();
    }
}

/// Moves the focus to the element of an id if what had the focus is gone.
pub fn refocus(id: &str) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|it| it.dyn_into::<HtmlElement>().ok()).filter(|_| focus_is_lost()) {
        let _ = element.focus();
    }
}

/// Keeps the focus where it is through a change of the page that is under way, or gives it to `else_id`
/// if what has it goes.
pub fn keep_focused(else_id: &str) {
    let active = document().and_then(|document| document.active_element());
    let Some(id) = active.map(|active| active.id()).filter(|id| !id.is_empty()) else {
        return;
    };
    let else_id = else_id.to_owned();
    queue_microtask(move || {
        refocus(&id);
        refocus(&else_id);
    });
}

/// Whether the focus is nowhere: what had it is gone from the page.
pub fn focus_is_lost() -> bool {
    document().and_then(|document| document.active_element()).is_none_or(|active| active.tag_name() == "BODY")
}

/// Gives the focus to the first of these that is there; whether one was.
pub fn focus_first(selectors: &[&str]) -> bool {
    let found = selectors.iter().find_map(|selector| find::<HtmlElement>(selector));
    found.is_some_and(|element| element.focus().is_ok())
}

/// Moves the focus among the elements that match, `step` on from the one that has it; whether
/// there is such an element.
pub fn focus_next(selector: &str, step: isize) -> bool {
    let Some(document) = document() else {
        return false;
    };
    let Ok(list) = document.query_selector_all(selector) else {
        return false;
    };
    let elements: Vec<HtmlElement> = (0..list.length()).filter_map(|index| list.get(index)?.dyn_into().ok()).collect();
    let active = document.active_element();
    let present = elements.iter().position(|it| active.as_ref().is_some_and(|active| it.is_same_node(Some(active))));
    let next = match present {
        Some(index) => index.saturating_add_signed(step),
        None => 0,
    };
    elements.get(next).is_some_and(|element| element.focus().is_ok())
}

/// Keeps the focus inside an element as Tab goes past its last or first control; whether it had to.
pub fn keep_focus(within: &str, backwards: bool) -> bool {
    let selector = format!(
        "{within} :is(a[href], button, input, select, summary, textarea):not(:disabled, details:not([open]) > :not(summary) *)"
    );
    let Some(list) = document().and_then(|document| document.query_selector_all(&selector).ok()) else {
        return false;
    };
    let at = |index: u32| list.get(index).and_then(|node| node.dyn_into::<HtmlElement>().ok());
    let (first, last) = (at(0), list.length().checked_sub(1).and_then(at));
    let (edge, other) = if backwards { (first, last) } else { (last, first) };
    let active = document().and_then(|document| document.active_element());
    let is_at_edge = edge.zip(active).is_some_and(|(edge, active)| edge.is_same_node(Some(&active)));
    is_at_edge && other.is_some_and(|other| other.focus().is_ok())
}

/// Follows the first link that matches; whether there is one.
pub fn click(selector: &str) -> bool {
    let found = find::<HtmlElement>(selector);
    if let Some(element) = &found {
        element.click();
    }
    found.is_some()
}

/// Whether the focus is where keys write or choose.
pub fn is_typing() -> bool {
    let active = document().and_then(|document| document.active_element());
    active.is_some_and(|active| matches!(active.tag_name().as_str(), "INPUT" | "SELECT" | "TEXTAREA"))
}

pub fn is_online() -> bool {
    window().is_none_or(|window| window.navigator().on_line())
}

/// Shows what the page holds hidden.
pub fn show(selector: &str) {
    if let Some(element) = find::<HtmlElement>(selector) {
        let _ = element.remove_attribute("hidden");
    }
}

/// The width of the page's window, in pixels.
pub fn width() -> f64 {
    window().and_then(|window| window.inner_width().ok()?.as_f64()).unwrap_or(f64::MAX)
}

pub fn scroll_into_view(selector: &str) {
    if let Some(element) = find::<HtmlElement>(selector) {
        element.scroll_into_view();
    }
}

pub fn scroll_to(y: f64) {
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, y);
    }
}

pub fn scroll_y() -> f64 {
    window().and_then(|window| window.scroll_y().ok()).unwrap_or_default()
}

fn find<T: JsCast>(selector: &str) -> Option<T> {
    document()?.query_selector(selector).ok()??.dyn_into().ok()
}

/// What has been typed and ticked in the shell that was painted before the app was here.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    pub words: String,
    pub had_focus: bool,
    /// Values of the ticked publishers; `None` when the shell showed no such boxes.
    pub sources: Option<Vec<String>>,
}

pub fn typed_in_shell() -> Typed {
    let Some(input) = find::<HtmlInputElement>("#home-q") else {
        return Typed::default();
    };
    let boxes = document().and_then(|document| document.query_selector_all("input[name=src]").ok());
    let boxes: Option<Vec<HtmlInputElement>> =
        boxes.map(|list| (0..list.length()).filter_map(|index| list.get(index)?.dyn_into().ok()).collect());
    Typed {
        words: input.value(),
        had_focus: document()
            .and_then(|document| document.active_element())
            .is_some_and(|active| active.id() == "home-q"),
        sources: boxes.map(|boxes| boxes.into_iter().filter(HtmlInputElement::checked).map(|it| it.value()).collect()),
    }
}

/// Applies a theme: `auto`, `light`, `dark` or `contrast`.
pub fn set_theme(theme: &str) {
    set_root_attribute("data-theme", theme);
}

/// Applies a height of rows.
pub fn set_density(density: &str) {
    set_root_attribute("data-density", density);
}

/// Applies a choice of motion.
pub fn set_motion(motion: &str) {
    set_root_attribute("data-motion", motion);
}

/// The language that the page says it is in.
pub fn page_language() -> String {
    let root = document().and_then(|document| document.document_element());
    root.and_then(|root| root.get_attribute("lang")).unwrap_or_default()
}

pub fn set_page_language(language: &str) {
    set_root_attribute("lang", language);
}

/// The languages of the browser's user, the dearest first (BCP 47).
pub fn languages() -> Vec<String> {
    let languages = window().map(|window| window.navigator().languages());
    languages.iter().flat_map(|languages| languages.iter()).filter_map(|it| it.as_string()).collect()
}

fn set_root_attribute(name: &str, value: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = root.set_attribute(name, value);
    }
}

/// Opens the browser's print dialog.
pub fn print() {
    if let Some(window) = window() {
        // A browser that refuses has told the user why.
        let _ = window.print();
    }
}

/// Loads the page anew.
pub fn reload() {
    if let Some(window) = window() {
        // A browser that refuses has told the user why.
        let _ = window.location().reload();
    }
}

/// Puts text on the clipboard; whether that was allowed is told by the browser's own means.
pub fn copy(text: &str) {
    if let Some(window) = window() {
        // The promise is not waited for: a refusal changes nothing here.
        drop(window.navigator().clipboard().write_text(text));
    }
}

/// The text of bytes in the browser's memory; what is no UTF-8 of it is replaced.
pub fn text(bytes: &Uint8Array) -> String {
    let decoder = web_sys::TextDecoder::new();
    decoder.and_then(|decoder| decoder.decode_with_js_u8_array(bytes)).unwrap_or_default()
}

/// Offers bytes as a file to be saved.
pub fn download(name: &str, bytes: &Uint8Array) {
    let parts = js_sys::Array::of1(bytes);
    let options = web_sys::BlobPropertyBag::new();
    options.set_type("application/json");
    let Ok(blob) = web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &options) else {
        return;
    };
    let Ok(url) = web_sys::Url::create_object_url_with_blob(&blob) else {
        return;
    };
    let link = document().and_then(|document| document.create_element("a").ok());
    if let Some(link) = link.and_then(|link| link.dyn_into::<web_sys::HtmlAnchorElement>().ok()) {
        link.set_href(&url);
        link.set_download(name);
        link.click();
    }
    let _ = web_sys::Url::revoke_object_url(&url);
}
