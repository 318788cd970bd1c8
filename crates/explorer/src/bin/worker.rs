//! The worker's program: `www/static/start-worker.js` loads it in a worker, `www/static/worker-host.js`
//! on the page's own thread where workers are refused. Both leave the port it serves in a global.

use wasm_bindgen::{JsCast, JsValue};

fn main() {
    #[cfg(target_arch = "wasm32")]
    console_error_panic_hook::set_once();
    let port = js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str("tenderlensPort"));
    if let Some(port) = port.ok().and_then(|port| port.dyn_into().ok()) {
        tenderlens_explorer::worker::serve(port);
    }
}
