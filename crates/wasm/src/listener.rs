//! What JavaScript is told while a call is under way.

use std::time::Duration;

use js_sys::Function;
use tenderlens_core::client::Event;
use wasm_bindgen::JsValue;

use crate::js::object;

/// A function that may have been given, and the call it is told of.
pub struct Listener {
    pub function: Option<Function>,
    pub publisher: String,
    pub endpoint: String,
}

impl Listener {
    pub fn tell(&self, event: Event) {
        let Some(function) = &self.function else { return };
        let told = match event {
            Event::Waiting { pause, attempt, error } => self.event(
                "wait",
                &self.endpoint,
                attempt,
                &[("pauseMs", milliseconds(pause)), ("code", error.code().into())],
            ),
            Event::Sending { endpoint, url, attempt } => {
                self.event("request", endpoint, attempt, &[("url", url.into())])
            }
            Event::Answered { endpoint, url, attempt, status, elapsed } => self.event(
                "response",
                endpoint,
                attempt,
                &[("url", url.into()), ("status", status.into()), ("elapsedMs", milliseconds(elapsed))],
            ),
            _ => return,
        };
        // What a listener throws is its own affair: the call goes on.
        let _ = function.call1(&JsValue::NULL, &told);
    }

    fn event(&self, kind: &str, endpoint: &str, attempt: u32, more: &[(&str, JsValue)]) -> JsValue {
        let all = [
            ("type", kind.into()),
            ("publisher", self.publisher.as_str().into()),
            ("endpoint", endpoint.into()),
            ("attempt", attempt.into()),
        ];
        object(&[&all, more].concat())
    }
}

fn milliseconds(duration: Duration) -> JsValue {
    (duration.as_millis() as f64).into()
}
