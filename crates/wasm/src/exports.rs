//! The exported functions, and the TypeScript types of what crosses.

use js_sys::{Array, TypeError};
use tenderlens_core::convert;
use tenderlens_core::publishers::Registry;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

use crate::batches::Batches;
use crate::control::endpoints_json;
use crate::js::{object, to_js};
use crate::merge::{self, Account, MergeOptions, Merged, Problem, Settings};
use crate::texts::Texts;

/// What no signature can say. `www/sdk/src/errors.ts` makes `Error` objects of the reports.
#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** Members may be absent or undefined. */
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
export interface Asked {
  publisher: string;
  endpoint: string;
  parameters: Record<string, string>;
  credentials?: Credentials | undefined;
}
export interface Carried {
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
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;
interface Told { publisher: string; endpoint: string; attempt: number }
export type ListenerEvent =
  | (Told & { type: "wait"; pauseMs: number; code: string })
  | (Told & { type: "request"; url: string })
  | (Told & { type: "response"; url: string; status: number; elapsedMs: number });
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
  /** Where the items stand in the text: first and last byte of each, one after the other. */
  places: Uint32Array;
  /** Length of the text. */
  bytes: number;
}
/** What a stream hands out: a file's bytes, the documents in it, or what is followed. */
export interface Piece {
  bytes?: Uint8Array<ArrayBuffer>;
  texts?: string[];
  notes?: string[];
  token?: string;
  atEnd?: boolean;
  progress: { received: number; total: number | null; documents: number } | null;
}
export interface Conversion {
  ocid: string;
  releases: string[];
  linked: string[];
  other: { pointer: string; text: string }[];
  problems: string[];
}
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
  /** Where its text starts and ends in the bytes of its batch. */
  start: number;
  end: number;
  warnings: MergeWarning[];
  quirks: MergeQuirk[];
}
/** Several processes with their texts, in UTF-8. */
export interface Batch { bytes: Uint8Array<ArrayBuffer>; processes: MergedText[] }
export interface Merged { batches: Batch[]; problems: MergeReport[] }
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
    merged(&read(&documents, &settings)?, &settings)
}

/// Documents that come one after the other: each is copied in as it comes, and all are merged at the end.
#[wasm_bindgen(js_name = Merger)]
pub struct JsMerger {
    settings: Settings,
    texts: Texts,
}

#[wasm_bindgen(js_class = Merger)]
impl JsMerger {
    /// Throws when an option is not known or of the wrong type.
    #[wasm_bindgen(constructor)]
    pub fn new(#[wasm_bindgen(unchecked_param_type = "MergeOptions")] options: JsValue) -> Result<JsMerger, JsError> {
        let settings = settings(options)?;
        Ok(Self { texts: Texts::new(settings.max_bytes), settings })
    }

    /// Throws a `MergeReport` for bytes that are not UTF-8, and for too many of them.
    pub fn add(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string | Uint8Array")] document: JsValue,
    ) -> Result<(), JsValue> {
        self.texts.add(document).map_err(|problem| to_js(&problem))
    }

    /// Merges, and leaves nothing behind. Throws as `mergeReleases` does.
    #[wasm_bindgen(unchecked_return_type = "Merged")]
    pub fn finish(self) -> Result<JsValue, JsValue> {
        merged(&self.texts, &self.settings)
    }
}

fn merged(texts: &Texts, settings: &Settings) -> Result<JsValue, JsValue> {
    let mut batches = Batches::default();
    let merged = merge::merge(&texts.borrowed(), settings, |process| batches.add(process));
    let problems = merged.map_err(|problem| to_js(&problem))?.problems;
    Ok(object(&[("batches", batches.finish().into()), ("problems", to_js(&problems))]))
}

/// What each release of each process changed: `text` is an array of them.
#[wasm_bindgen(unchecked_return_type = "Accounts")]
pub fn changes(
    #[wasm_bindgen(unchecked_param_type = "readonly (string | Uint8Array)[]")] documents: Array,
    #[wasm_bindgen(unchecked_param_type = "MergeOptions")] options: JsValue,
) -> Result<JsValue, JsValue> {
    let settings = settings(options)?;
    let texts = read(&documents, &settings)?;
    accounts(merge::changes(&texts.borrowed(), &settings))
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
    accounts(merge::history(&texts.borrowed(), pointer, &settings))
}

/// The OCDS 1.1 releases of one document of a publisher.
///
/// Throws a `MergeReport`, and a `TypeError` for a publisher that is not known.
#[wasm_bindgen(js_name = toOcds, unchecked_return_type = "Conversion")]
pub fn to_ocds(
    publisher: &str,
    #[wasm_bindgen(unchecked_param_type = "string | Uint8Array")] document: JsValue,
) -> Result<JsValue, JsValue> {
    let registry = Registry::builtin();
    let unknown = || TypeError::new(&format!("toOcds: there is no publisher {publisher:?}"));
    let row = registry.publisher(publisher).ok_or_else(unknown)?;
    let texts = read(&Array::of1(&document), &Settings::default())?;
    let text = texts.borrowed().first().copied().unwrap_or_default();
    let converted = convert::to_ocds(row, text).map_err(|error| to_js(&merge::Problem::not_converted(&error)))?;
    let list = |texts: Vec<String>| -> JsValue { texts.into_iter().map(JsValue::from).collect::<Array>().into() };
    let other = converted.other.into_iter();
    let other: Array = other.map(|it| object(&[("pointer", it.pointer.into()), ("text", it.json.into())])).collect();
    Ok(object(&[
        ("ocid", converted.ocid.into()),
        ("releases", list(converted.releases)),
        ("linked", list(converted.linked)),
        ("other", other.into()),
        ("problems", list(converted.problems)),
    ]))
}

fn read(documents: &Array, settings: &Settings) -> Result<Texts, JsValue> {
    Texts::of(documents, settings.max_bytes).map_err(|problem| to_js(&problem))
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
