//! Merged processes on their way to JavaScript, in few arrays of bytes: one for each process costs several
//! times as much as copying what is in it.

use std::mem;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsValue;

use crate::js::{object, to_js};
use crate::merge::Process;

/// A batch is handed over when its texts are this long: who keeps one process keeps its batch.
const LONG: usize = 1 << 18;

#[derive(Default)]
pub struct Batches {
    done: Array,
    processes: Array,
    texts: String,
}

impl Batches {
    pub fn add(&mut self, process: Process) {
        if self.texts.len() + process.text.len() > LONG {
            self.close();
        }
        let start = self.texts.len();
        self.texts.push_str(&process.text);
        self.processes.push(&object(&[
            ("ocid", process.ocid.into()),
            ("basis", to_js(&process.basis)),
            ("start", start.into()),
            ("end", self.texts.len().into()),
            ("warnings", to_js(&process.warnings)),
            ("quirks", to_js(&process.quirks)),
        ]));
    }

    pub fn finish(mut self) -> Array {
        self.close();
        self.done
    }

    fn close(&mut self) {
        if self.texts.is_empty() {
            return;
        }
        let bytes: JsValue = Uint8Array::from(self.texts.as_bytes()).into();
        let processes: JsValue = mem::take(&mut self.processes).into();
        self.done.push(&object(&[("bytes", bytes), ("processes", processes)]));
        self.texts.clear();
    }
}
