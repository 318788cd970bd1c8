//! The exported client.

use std::rc::Rc;

use js_sys::{Function, Uint8Array};
use tenderlens_core::client::{Browser, Call, Client, Event};
use tenderlens_core::protocol::credentials::Secret;
use tenderlens_core::protocol::error::{Error, Failure};
use tenderlens_core::protocol::paging::ResumeToken;
use tenderlens_core::protocol::parameters::Parameters;
use tenderlens_core::protocol::written::Written;
use tenderlens_core::publishers::Registry;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};
use web_sys::AbortSignal;

use crate::abort::until_aborted;
use crate::control::{ClientOptions, Problem, Waiting};
use crate::js::{object, to_js};
use crate::sent::{JsCredentials, WriteRequest};

/// Calls endpoints with `fetch`.
#[wasm_bindgen(js_name = Client)]
pub struct JsClient {
    client: Rc<Client<Browser>>,
}

#[wasm_bindgen(js_class = Client)]
impl JsClient {
    /// Throws when an option is not known or of the wrong type.
    #[wasm_bindgen(constructor)]
    pub fn new(#[wasm_bindgen(unchecked_param_type = "Options")] options: JsValue) -> Result<JsClient, JsError> {
        let registry = Registry::builtin();
        let options: ClientOptions = serde_wasm_bindgen::from_value(options)?;
        let options = options.check(&registry).map_err(|problem| JsError::new(&problem))?;
        Ok(Self { client: Rc::new(Client::new(registry, Browser, options)) })
    }

    /// Sends one call; `next` of its answer is the resume token of the following page.
    #[wasm_bindgen(unchecked_return_type = "PageAnswer | FileAnswer")]
    pub async fn page(
        &self,
        publisher: String,
        endpoint: String,
        #[wasm_bindgen(unchecked_param_type = "Record<string, string>")] parameters: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Credentials | undefined")] credentials: JsValue,
        signal: Option<AbortSignal>,
        #[wasm_bindgen(unchecked_param_type = "((waiting: Waiting) => void) | undefined")] listener: Option<Function>,
    ) -> Result<JsValue, JsValue> {
        let parameters: Parameters = serde_wasm_bindgen::from_value(parameters)?;
        let call = self.client.call(&publisher, &endpoint, &parameters);
        send(self.client.clone(), authorised(call, credentials)?, signal, listener).await
    }

    /// Sends one write, once. `bytes` are those of the file that the call carries.
    #[wasm_bindgen(unchecked_return_type = "WriteAnswer")]
    pub async fn write(
        &self,
        publisher: String,
        endpoint: String,
        #[wasm_bindgen(unchecked_param_type = "WriteRequest")] request: JsValue,
        bytes: Option<Uint8Array>,
        #[wasm_bindgen(unchecked_param_type = "Credentials | undefined")] credentials: JsValue,
        signal: Option<AbortSignal>,
    ) -> Result<JsValue, JsValue> {
        let request: WriteRequest = serde_wasm_bindgen::from_value(request)?;
        let call = self.client.call(&publisher, &endpoint, &request.parameters);
        let call = authorised(call, credentials)?.map_err(|failure| to_js(&failure.to_report()))?;
        let bytes = bytes.map(|bytes| bytes.to_vec());
        let client = self.client.clone();
        until_aborted(signal, async move {
            let written = client.write(&call, request.content(bytes.as_deref())).await;
            written.map(|written| write_answer(&call, written)).map_err(|failure| to_js(&failure.to_report()))
        })
        .await
    }

    /// Sends the call that a resume token continues.
    #[wasm_bindgen(unchecked_return_type = "PageAnswer | FileAnswer")]
    pub async fn resume(
        &self,
        token: String,
        #[wasm_bindgen(unchecked_param_type = "Credentials | undefined")] credentials: JsValue,
        signal: Option<AbortSignal>,
        #[wasm_bindgen(unchecked_param_type = "((waiting: Waiting) => void) | undefined")] listener: Option<Function>,
    ) -> Result<JsValue, JsValue> {
        let call = ResumeToken::from_text(&token).map_err(token_failure).and_then(|token| self.client.resume(&token));
        send(self.client.clone(), authorised(call, credentials)?, signal, listener).await
    }

    /// The address a call would be sent to. Nothing is sent.
    pub fn url(
        &self,
        publisher: &str,
        endpoint: &str,
        #[wasm_bindgen(unchecked_param_type = "Record<string, string>")] parameters: JsValue,
    ) -> Result<String, JsValue> {
        let parameters: Parameters = serde_wasm_bindgen::from_value(parameters)?;
        let call = self.client.call(publisher, endpoint, &parameters).map_err(|failure| to_js(&failure.to_report()))?;
        Ok(call.url().to_owned())
    }
}

fn token_failure(error: Error) -> Failure {
    Failure { error, publisher: "".into(), endpoint: "".into(), url: None, attempts: 0 }
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
                let _ = listener.call1(&JsValue::NULL, &to_js(&Waiting::of(&call, &event)));
            }
        };
        answer(&client, &call, &tell).await.map_err(|failure| to_js(&failure.to_report()))
    })
    .await
}

async fn answer(client: &Client<Browser>, call: &Call, tell: &dyn Fn(Event)) -> Result<JsValue, Failure> {
    let publisher = ("publisher", call.publisher().id.into());
    let endpoint = ("endpoint", call.endpoint().id.into());
    if call.answers_file() {
        let reply = client.fetch(call, tell).await?;
        let bytes = Uint8Array::from(reply.response.body.as_slice());
        return Ok(object(&[publisher, endpoint, ("bytes", bytes.into())]));
    }
    let page = client.page(call, tell).await?;
    let token = |token: &Option<ResumeToken>| token.as_ref().map_or(JsValue::NULL, |token| token.to_text().into());
    let problems: Vec<_> = page.problems.iter().map(Problem::from).collect();
    Ok(object(&[
        publisher,
        endpoint,
        ("kind", to_js(&call.endpoint().response)),
        ("next", token(&page.next)),
        ("position", token(&page.position)),
        ("maybeMore", page.maybe_more.into()),
        ("warnings", to_js(&call.warnings())),
        ("problems", to_js(&problems)),
        ("text", page.text.into()),
    ]))
}

fn write_answer(call: &Call, written: Written) -> JsValue {
    let text = |text: Option<&str>| text.map_or(JsValue::NULL, JsValue::from_str);
    object(&[
        ("publisher", call.publisher().id.into()),
        ("endpoint", call.endpoint().id.into()),
        ("status", written.status.into()),
        ("location", text(written.location.as_deref())),
        ("accessToken", text(written.access_token.as_ref().map(Secret::expose))),
        ("transfer", text(written.transfer.as_ref().map(Secret::expose))),
        ("text", written.data.into()),
    ])
}

/// The call as somebody. The outer error is a mistake of the caller's, the inner one the call's own.
fn authorised(call: Result<Call, Failure>, credentials: JsValue) -> Result<Result<Call, Failure>, JsValue> {
    let credentials: Option<JsCredentials> = serde_wasm_bindgen::from_value(credentials)?;
    let Some(credentials) = credentials else { return Ok(call) };
    let credentials = credentials.check().map_err(|problem| JsError::new(&problem))?;
    Ok(call.map(|call| call.with_credentials(credentials)))
}
