//! The exported functions, and the TypeScript types of what crosses.

use js_sys::{Array, Uint8Array};
use tenderlens_core::publishers::Registry;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsError, JsValue};

use crate::control::endpoints_json;
use crate::js::{object, to_js};
use crate::merge::{self, Problem, Process};

/// What no signature can say. `www/sdk/src/errors.ts` makes `Error` objects of the reports.
#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** Members may be absent or undefined; any other member is refused. */
export interface Options {
  bases?: { readonly [publisher: string]: string | undefined } | undefined;
  timeoutMs?: number | undefined;
  retry?: { attempts?: number | undefined; longestPauseMs?: number | undefined } | undefined;
}
export interface Waiting { publisher: string; endpoint: string; attempt: number; pauseMs: number; code: string }
export interface PageAnswer {
  publisher: string;
  endpoint: string;
  text: string;
  next: string | null;
  problems: { pointer: string; problem: string }[];
}
export interface FileAnswer { publisher: string; endpoint: string; bytes: Uint8Array }
/** What a failed call rejects with. */
export interface CallReport {
  code: string;
  message: string;
  advice: string;
  publisher: string;
  endpoint: string;
  url: string | null;
  attempts: number;
  parameter: string | null;
  status: number | null;
  retryAfterMs: number | null;
  offset: number | null;
}
export interface MergeReport {
  code: string;
  message: string;
  ocid: string | null;
  releaseId: string | null;
  document: number | null;
}
export interface MergeWarning { code: string; message: string; path: string; releaseId: string | null }
export interface MergedText { ocid: string; basis: "merged" | "publisher"; text: string; warnings: MergeWarning[] }
export interface Merged { processes: MergedText[]; problems: MergeReport[] }
"#;

/// Runs once when the module is instantiated.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}

/// The version of the package.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// Every endpoint of every publisher, as JSON text.
#[wasm_bindgen]
pub fn endpoints() -> Result<String, JsError> {
    Ok(endpoints_json(&Registry::builtin())?)
}

/// Merges the releases of some documents (JSON texts, or UTF-8 bytes of them), process by process.
///
/// Throws a `MergeReport` for a document that cannot be read at all.
#[wasm_bindgen(js_name = mergeReleases, unchecked_return_type = "Merged")]
pub fn merge_releases(
    #[wasm_bindgen(unchecked_param_type = "(string | Uint8Array)[]")] documents: Array,
) -> Result<JsValue, JsValue> {
    let texts = documents.iter().enumerate().map(|(index, document)| text(index, &document));
    let texts = texts.collect::<Result<Vec<_>, _>>().map_err(|problem| to_js(&problem))?;
    let merged = merge::merge(&texts).map_err(|problem| to_js(&problem))?;
    let processes: Array = merged.processes.into_iter().map(process).collect();
    Ok(object(&[("processes", processes.into()), ("problems", to_js(&merged.problems))]))
}

fn text(index: usize, document: &JsValue) -> Result<String, Problem> {
    if let Some(text) = document.as_string() {
        return Ok(text);
    }
    let bytes = document.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec);
    let bytes = bytes.ok_or_else(|| Problem::unreadable(index, 0, "neither text nor bytes"))?;
    String::from_utf8(bytes)
        .map_err(|problem| Problem::unreadable(index, problem.utf8_error().valid_up_to(), "not UTF-8 text"))
}

fn process(process: Process) -> JsValue {
    object(&[
        ("ocid", process.ocid.into()),
        ("basis", process.basis.into()),
        ("text", process.text.into()),
        ("warnings", to_js(&process.warnings)),
    ])
}
