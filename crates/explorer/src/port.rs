//! A port between the page and the worker: a message and, beside it, a document; both are bytes that
//! are handed over.

use std::iter;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, MessagePort};

/// What came through a port.
pub struct Message {
    pub control: Vec<u8>,
    /// Still in the browser's memory: not copied until it is read.
    pub document: Option<Uint8Array>,
}

/// Sends a message. Where the other end is gone nobody hears it.
pub fn send(port: &MessagePort, control: &[u8], document: Option<&[u8]>) {
    let message = Array::new();
    let handed_over = Array::new();
    for bytes in iter::once(control).chain(document) {
        let bytes = Uint8Array::from(bytes);
        handed_over.push(&bytes.buffer());
        message.push(&bytes);
    }
    // It fails only for what can't be handed over: bytes can.
    let _ = port.post_message_with_transferable(&message, &handed_over);
}

/// Takes what comes, also what has come before.
pub fn listen(port: &MessagePort, take: impl Fn(Message) + 'static) {
    let take = move |event: MessageEvent| {
        let Ok(message) = event.data().dyn_into::<Array>() else {
            return;
        };
        let bytes = |place| message.get(place).dyn_into::<Uint8Array>().ok();
        let control = bytes(0).map(|bytes| bytes.to_vec()).unwrap_or_default();
        take(Message { control, document: bytes(1) });
    };
    let take = Closure::<dyn FnMut(MessageEvent)>::new(take).into_js_value();
    port.set_onmessage(Some(JsValue::unchecked_ref(&take)));
}
