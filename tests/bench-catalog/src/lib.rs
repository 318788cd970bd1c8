//! What `cargo xtask bench catalog` measures: the catalog over generated processes.

mod dice;
pub mod generate;
pub mod suite;
mod words;

#[cfg(target_arch = "wasm32")]
mod exports {
    use wasm_bindgen::prelude::wasm_bindgen;

    use crate::generate;
    use crate::suite::Suite;

    /// The catalog for Node. Times are taken there.
    #[wasm_bindgen]
    #[derive(Default)]
    pub struct Bench {
        suite: Suite,
        /// Generated and not yet added.
        waiting: Vec<(usize, String)>,
    }

    #[wasm_bindgen]
    impl Bench {
        #[wasm_bindgen(constructor)]
        pub fn new() -> Self {
            Self::default()
        }

        /// Generates so many processes; their bytes.
        pub fn generate(&mut self, from: usize, count: usize) -> usize {
            self.waiting = (from..from + count).map(generate::release).collect();
            self.waiting.iter().map(|(_, text)| text.len()).sum()
        }

        /// Adds them; how many problems they had.
        pub fn add(&mut self) -> usize {
            let waiting = std::mem::take(&mut self.waiting);
            waiting.iter().map(|(publisher, text)| self.suite.add(*publisher, text.as_bytes())).sum()
        }

        /// One of them as text, for whoever does without the catalog.
        pub fn text(number: usize) -> String {
            generate::release(number).1
        }

        pub fn tasks() -> Vec<String> {
            Suite::tasks()
        }

        pub fn keys(task: usize) -> usize {
            Suite::keys(task)
        }

        pub fn run(&self, task: usize, key: usize) -> usize {
            self.suite.run(task, key)
        }

        pub fn answer(&self, task: usize, key: usize) -> String {
            self.suite.answer(task, key).to_string()
        }

        /// All that the module has taken of the page's memory.
        pub fn memory() -> usize {
            core::arch::wasm32::memory_size::<0>() * 65_536
        }
    }
}
