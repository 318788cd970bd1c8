//! The exports themselves.

use std::rc::Rc;

use js_sys::{Function, Object, Reflect, Uint8Array};
use serde::Serialize;
use tenderlens_core::client::{Browser, Call, Client, Event};
use tenderlens_core::endpoint::ResponseKind;
use tenderlens_core::ocds::merge;
use tenderlens_core::protocol::error::{Error, Failure};
use tenderlens_core::protocol::paging::ResumeToken;
use tenderlens_core::protocol::parameters::Parameters;
use tenderlens_core::publishers::Registry;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};
use web_sys::AbortSignal;

use crate::abort::until_aborted;
use crate::control::{ClientOptions, Waiting, endpoints_json};

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

/// The compiled release of a contracting process, as JSON text, from the JSON texts of its releases.
#[wasm_bindgen(js_name = compiledRelease)]
pub fn compiled_release(releases: Vec<String>) -> Result<String, JsValue> {
    let releases: Vec<&str> = releases.iter().map(String::as_str).collect();
    let merged = merge::compiled(&releases, &merge::Options::default());
    merged.map(|merged| merged.json).map_err(|error| to_js(&MergeReport::of(&error)))
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct MergeReport {
    code: &'static str,
    message: String,
    ocid: Option<String>,
    release_id: Option<String>,
}

impl MergeReport {
    fn of(error: &merge::MergeError) -> Self {
        Self {
            code: error.code(),
            message: error.to_string(),
            ocid: error.ocid.clone(),
            release_id: error.release_id.clone(),
        }
    }
}

/// Calls endpoints with `fetch`.
#[wasm_bindgen(js_name = Client)]
pub struct JsClient {
    client: Rc<Client<Browser>>,
}

#[wasm_bindgen(js_class = Client)]
impl JsClient {
    /// Throws when an option is not known or of the wrong type.
    #[wasm_bindgen(constructor)]
    pub fn new(options: JsValue) -> Result<JsClient, JsError> {
        let options =
            if options.is_undefined() { ClientOptions::default() } else { serde_wasm_bindgen::from_value(options)? };
        Ok(Self { client: Rc::new(Client::new(Registry::builtin(), Browser, options.into())) })
    }

    /// Sends one call; resolves to `{text, next, problems}`, or `{bytes}` for a file.
    ///
    /// `parameters` maps names to strings; `next` is the resume token of the following page.
    pub async fn page(
        &self,
        publisher: String,
        endpoint: String,
        parameters: JsValue,
        signal: Option<AbortSignal>,
        listener: Option<Function>,
    ) -> Result<JsValue, JsValue> {
        let parameters: Parameters = serde_wasm_bindgen::from_value(parameters)?;
        let call = self.client.call(&publisher, &endpoint, &parameters);
        send(self.client.clone(), call, signal, listener).await
    }

    /// Sends the call that a resume token continues; resolves as `page`.
    pub async fn resume(
        &self,
        token: String,
        signal: Option<AbortSignal>,
        listener: Option<Function>,
    ) -> Result<JsValue, JsValue> {
        let call = ResumeToken::from_text(&token)
            .map_err(|error| token_failure(error))
            .and_then(|token| self.client.resume(&token));
        send(self.client.clone(), call, signal, listener).await
    }

    /// The address a call would be sent to. Nothing is sent.
    pub fn url(&self, publisher: &str, endpoint: &str, parameters: JsValue) -> Result<String, JsValue> {
        let parameters: Parameters = serde_wasm_bindgen::from_value(parameters)?;
        let call = self.client.call(publisher, endpoint, &parameters).map_err(|failure| to_js(&failure.to_report()))?;
        Ok(call.url().to_owned())
    }
}

fn token_failure(error: Error) -> Failure {
    Failure { error, publisher: String::new(), endpoint: String::new(), url: None, attempts: 0 }
}

async fn send(
    client: Rc<Client<Browser>>,
    call: Result<Call, Failure>,
    signal: Option<AbortSignal>,
    listener: Option<Function>,
) -> Result<JsValue, JsValue> {
    let call = call.map_err(|failure| to_js(&failure.to_report()))?;
    until_aborted(signal, async move {
        let tell = |event: Event| {
            if let Some(listener) = &listener {
                // What a listener throws is its own affair: the call goes on.
                let _ = listener.call1(&JsValue::NULL, &to_js(&Waiting::from(&event)));
            }
        };
        answer(&client, &call, &tell).await.map_err(|failure| to_js(&failure.to_report()))
    })
    .await
}

async fn answer(client: &Client<Browser>, call: &Call, tell: &dyn Fn(Event)) -> Result<JsValue, Failure> {
    if call.endpoint().response == ResponseKind::Zip {
        let reply = client.fetch(call, tell).await?;
        return Ok(object(&[("bytes", Uint8Array::from(reply.response.body.as_slice()).into())]));
    }
    let page = client.page(call, tell).await?;
    let next = page.next.as_ref().map_or(JsValue::NULL, |token| token.to_text().into());
    let problems: Vec<_> = page.problems.iter().map(|it| format!("{}: {}", it.pointer, it.problem)).collect();
    Ok(object(&[("text", page.text.into()), ("next", next), ("problems", to_js(&problems))]))
}

fn object(members: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in members {
        // Setting a member of a fresh plain object cannot fail.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}

/// Plain data as a JavaScript value, absent members as `null`.
fn to_js(value: &impl Serialize) -> JsValue {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).unwrap_or(JsValue::NULL)
}
