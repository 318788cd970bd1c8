//! The exported functions, and the TypeScript types of what crosses.

use js_sys::{Array, Uint8Array};
use tenderlens_core::publishers::Registry;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

use crate::control::endpoints_json;
use crate::js::{object, to_js};
use crate::merge::{self, Account, MergeOptions, Merged, Problem, Process, Settings};
use crate::texts::texts;

/// What no signature can say. `www/sdk/src/errors.ts` makes `Error` objects of the reports.
#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** Members may be absent or undefined; any other member is refused. */
export interface Options {
  bases?: { readonly [publisher: string]: string | undefined } | undefined;
  timeoutMs?: number | undefined;
  retry?: { attempts?: number | undefined; longestPauseMs?: number | undefined } | undefined;
  credentials?: { readonly [publisher: string]: Credentials | undefined } | undefined;
}
/** Any other member is refused. */
export interface Credentials {
  key?: { scheme: "basic" | "bearer"; value: string } | undefined;
  owner?: { place?: "header" | "query" | "body" | undefined; token: string } | undefined;
}
export interface WriteRequest {
  parameters: Record<string, string>;
  json?: string;
  file?: { name: string; mediaType: string };
}
export interface WriteAnswer {
  publisher: string;
  endpoint: string;
  status: number;
  location: string | null;
  accessToken: string | null;
  transfer: string | null;
  text: string;
}
export interface Waiting { publisher: string; endpoint: string; attempt: number; pauseMs: number; code: string }
export interface PageAnswer {
  publisher: string;
  endpoint: string;
  kind: string;
  text: string;
  next: string | null;
  position: string | null;
  maybeMore: boolean;
  warnings: string[];
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
  errors: PublisherError[];
}
export interface PublisherError {
  location: string | null;
  name: string | null;
  description: string;
  code: string | null;
  messageUid: string | null;
  id: string | null;
  url: string | null;
}
export interface MergeReport {
  code: string;
  message: string;
  ocid: string | null;
  releaseId: string | null;
  document: number | null;
}
export interface MergeWarning { code: string; message: string; path: string | null; releaseId: string | null }
export interface MergeQuirk {
  code: string;
  message: string;
  pointer: string;
  ocid: string | null;
  releaseId: string | null;
  release: number;
}
export interface MergedText {
  ocid: string;
  basis: "merged" | "publisher";
  bytes: Uint8Array<ArrayBuffer>;
  warnings: MergeWarning[];
  quirks: MergeQuirk[];
}
export interface Merged { processes: MergedText[]; problems: MergeReport[] }
export interface Accounts { processes: { ocid: string; text: string }[]; problems: MergeReport[] }
export interface MergeOptions {
  output?: "compiled" | "versioned" | undefined;
  rules?: "1.1" | "1.0" | undefined;
  overrides?: { readonly [path: string]: "append" | "position" } | undefined;
  quirks?: boolean | undefined;
  maxBytes?: number | undefined;
}
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
/// Throws a `MergeReport` for a document that cannot be read at all, and for too much of them.
#[wasm_bindgen(js_name = mergeReleases, unchecked_return_type = "Merged")]
pub fn merge_releases(
    #[wasm_bindgen(unchecked_param_type = "readonly (string | Uint8Array)[]")] documents: Array,
    #[wasm_bindgen(unchecked_param_type = "MergeOptions")] options: JsValue,
) -> Result<JsValue, JsValue> {
    let settings = settings(options)?;
    let texts = read(&documents, &settings)?;
    let merged = merge::merge(&borrowed(&texts), &settings, process).map_err(|problem| to_js(&problem))?;
    let processes: Array = merged.processes.into_iter().collect();
    Ok(object(&[("processes", processes.into()), ("problems", to_js(&merged.problems))]))
}

/// What each release of each process changed: `text` is an array of them.
#[wasm_bindgen(unchecked_return_type = "Accounts")]
pub fn changes(
    #[wasm_bindgen(unchecked_param_type = "readonly (string | Uint8Array)[]")] documents: Array,
    #[wasm_bindgen(unchecked_param_type = "MergeOptions")] options: JsValue,
) -> Result<JsValue, JsValue> {
    let settings = settings(options)?;
    let texts = read(&documents, &settings)?;
    accounts(merge::changes(&borrowed(&texts), &settings))
}

/// The values that a JSON Pointer has had in each process: `text` is an array of them.
#[wasm_bindgen(unchecked_return_type = "Accounts")]
pub fn history(
    #[wasm_bindgen(unchecked_param_type = "readonly (string | Uint8Array)[]")] documents: Array,
    pointer: &str,
    #[wasm_bindgen(unchecked_param_type = "MergeOptions")] options: JsValue,
) -> Result<JsValue, JsValue> {
    let settings = settings(options)?;
    let texts = read(&documents, &settings)?;
    accounts(merge::history(&borrowed(&texts), pointer, &settings))
}

fn read(documents: &Array, settings: &Settings) -> Result<Vec<String>, JsValue> {
    texts(documents, settings.max_bytes).map_err(|problem| to_js(&problem))
}

fn borrowed(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

fn settings(options: JsValue) -> Result<Settings, JsError> {
    let options: MergeOptions = serde_wasm_bindgen::from_value(options)?;
    options.check().map_err(|problem| JsError::new(&problem))
}

fn accounts(found: Result<Merged<Account>, Problem>) -> Result<JsValue, JsValue> {
    let found = found.map_err(|problem| to_js(&problem))?;
    let processes: Array = found.processes.into_iter().map(account).collect();
    Ok(object(&[("processes", processes.into()), ("problems", to_js(&found.problems))]))
}

fn account(account: Account) -> JsValue {
    object(&[("ocid", account.ocid.into()), ("text", account.text.into())])
}

fn process(process: Process) -> JsValue {
    object(&[
        ("ocid", process.ocid.into()),
        ("basis", to_js(&process.basis)),
        ("bytes", Uint8Array::from(process.text.as_bytes()).into()),
        ("warnings", to_js(&process.warnings)),
        ("quirks", to_js(&process.quirks)),
    ])
}
