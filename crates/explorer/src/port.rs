//! A port between the page and the worker: a text and, beside it, bytes that are handed over.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, MessagePort};

/// What came through a port.
pub struct Message {
    pub text: String,
    /// Still in the browser's memory: not copied until it is read.
    pub bytes: Option<Uint8Array>,
}

/// Sends a message. Where the other end is gone nobody hears it.
pub fn send(port: &MessagePort, text: &str, bytes: Option<&[u8]>) {
    let message = Array::of1(&text.into());
    let handed_over = Array::new();
    if let Some(bytes) = bytes {
        let bytes = Uint8Array::from(bytes);
        handed_over.push(&bytes.buffer());
        message.push(&bytes);
    }
    // It fails only for what can't be copied: text and bytes can.
    let _ = port.post_message_with_transferable(&message, &handed_over);
}

/// Takes what comes, also what has come before.
pub fn listen(port: &MessagePort, take: impl Fn(Message) + 'static) {
    let take = move |event: MessageEvent| {
        let Ok(message) = event.data().dyn_into::<Array>() else {
            return;
        };
        let text = message.get(0).as_string().unwrap_or_default();
        take(Message { text, bytes: message.get(1).dyn_into().ok() });
    };
    let take = Closure::<dyn FnMut(MessageEvent)>::new(take).into_js_value();
    port.set_onmessage(Some(JsValue::unchecked_ref(&take)));
}
