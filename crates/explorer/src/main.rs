//! The UI thread's program.

fn main() {
    #[cfg(target_arch = "wasm32")]
    console_error_panic_hook::set_once();
    tenderlens_explorer::app::start();
}
