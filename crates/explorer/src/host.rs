//! Where the worker's program runs: `www/static/worker-host.js` starts and stops it.

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;
use web_sys::MessagePort;

use crate::protocol::BUILD;

/// How the program is started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// In a worker.
    Worker,
    /// In a worker, past the caches on the way.
    Fresh,
    /// On the page's own thread.
    Inline,
}

#[wasm_bindgen]
extern "C" {
    /// A program that has been started.
    pub type Host;

    #[wasm_bindgen(js_namespace = tenderlens, js_name = begin, catch)]
    fn begin_in_worker(query: &str) -> Result<Host, JsValue>;

    #[wasm_bindgen(js_namespace = tenderlens, js_name = beginInline, catch)]
    fn begin_inline() -> Result<Host, JsValue>;

    /// The other end is the program's; what is sent before it is there is kept.
    #[wasm_bindgen(method, getter)]
    pub fn port(this: &Host) -> MessagePort;

    /// Resolves to the reason once the program has ended or could not be started.
    #[wasm_bindgen(method, getter, js_name = ended)]
    fn end(this: &Host) -> Promise;

    #[wasm_bindgen(method)]
    pub fn stop(this: &Host);
}

impl Host {
    /// # Errors
    /// The reason, where it is known at once that the program can't be started like this.
    pub fn begin(kind: Kind) -> Result<Self, String> {
        let begun = match kind {
            Kind::Worker => begin_in_worker(""),
            Kind::Fresh => begin_in_worker(&format!("?build={BUILD}")),
            Kind::Inline => begin_inline(),
        };
        begun.map_err(|error| format!("{error:?}"))
    }

    /// Waits for the end, and tells its reason.
    pub fn ended(&self) -> impl Future<Output = String> + 'static {
        let end = JsFuture::from(self.end());
        async move { end.await.ok().and_then(|reason| reason.as_string()).unwrap_or_default() }
    }
}
