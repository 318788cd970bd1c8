//! Small values for JavaScript.

use js_sys::{JsString, Object, Reflect};
use serde::Serialize;
use wasm_bindgen::JsValue;

/// A plain object. Texts go in as strings of their own, not through a serialiser.
pub fn object(members: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in members {
        // Setting a member of a fresh plain object cannot fail.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}

/// Plain data as a JavaScript value, absent members as `null`.
pub fn to_js(value: &impl Serialize) -> JsValue {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).unwrap_or(JsValue::NULL)
}

/// A long text as a JavaScript string.
///
/// In pieces, which the engine joins when it is read: it makes many small strings in less than half the
/// time of a single one of megabytes (V8; measured by `cargo xtask bench sdk`).
pub fn long_text(mut text: &str) -> JsString {
    const PIECE: usize = 1 << 16;
    let mut whole = JsString::from("");
    while !text.is_empty() {
        // A character has four bytes at most, so there is always a boundary.
        let end = (0..=PIECE.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
        let (piece, rest) = text.split_at(end.unwrap_or(text.len()));
        whole = whole.concat(&JsValue::from_str(piece));
        text = rest;
    }
    whole
}
