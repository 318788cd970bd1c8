//! Ties a future to an `AbortSignal`: an abort drops the future and everything it was doing.

use std::future::Future;

use futures::future::{AbortHandle, Abortable};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::AbortSignal;

/// Runs a future until it is done or the signal aborts, which gives the signal's own reason.
///
/// # Errors
/// The error of the future, or the reason of the signal.
pub async fn until_aborted<T>(
    signal: Option<AbortSignal>,
    future: impl Future<Output = Result<T, JsValue>>,
) -> Result<T, JsValue> {
    let Some(signal) = signal else {
        return future.await;
    };
    if signal.aborted() {
        return Err(signal.reason());
    }
    let (handle, registration) = AbortHandle::new_pair();
    let listener = Listener::new(&signal, handle)?;
    let outcome = Abortable::new(future, registration).await;
    drop(listener);
    outcome.unwrap_or_else(|_aborted| Err(signal.reason()))
}

/// Takes its listener off the signal again, which may live much longer than one call.
struct Listener {
    signal: AbortSignal,
    closure: Closure<dyn FnMut()>,
}

impl Listener {
    fn new(signal: &AbortSignal, handle: AbortHandle) -> Result<Self, JsValue> {
        let closure = Closure::new(move || handle.abort());
        signal.add_event_listener_with_callback("abort", closure.as_ref().unchecked_ref())?;
        Ok(Self { signal: signal.clone(), closure })
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        // Failing to remove a listener that fires at most once harms nothing.
        let _ = self.signal.remove_event_listener_with_callback("abort", self.closure.as_ref().unchecked_ref());
    }
}
