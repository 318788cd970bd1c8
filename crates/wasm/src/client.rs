//! The exported client.

use js_sys::{Function, Uint8Array, Uint32Array};
use tenderlens_core::client::{Browser, Call, Client};
use tenderlens_core::protocol::credentials::Secret;
use tenderlens_core::protocol::error::{Error, Failure};
use tenderlens_core::protocol::page::Page;
use tenderlens_core::protocol::paging::ResumeToken;
use tenderlens_core::protocol::written::Written;
use tenderlens_core::publishers::Registry;
use tenderlens_core::sync::{FollowOptions, SyncState};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};
use web_sys::AbortSignal;

use crate::abort::until_aborted;
use crate::control::{ClientOptions, Problem};
use crate::js::{long_text, object, to_js};
use crate::listener::Listener;
use crate::sent::{Asked, Carried, JsCredentials};
use crate::stream::{JsStream, Source};

/// Calls endpoints with `fetch`.
#[wasm_bindgen(js_name = Client)]
pub struct JsClient {
    client: Client<Browser>,
}

#[wasm_bindgen(js_class = Client)]
impl JsClient {
    /// Throws when an option is of the wrong type.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "Options")] options: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Fetch | undefined")] fetch: Option<Function>,
    ) -> Result<JsClient, JsError> {
        let options: ClientOptions = serde_wasm_bindgen::from_value(options)?;
        let options = options.check().map_err(|problem| JsError::new(&problem))?;
        let host = fetch.map_or_else(Browser::default, Browser::with_fetch);
        Ok(Self { client: Client::new(Registry::builtin(), host, options) })
    }

    /// Sends one call; `next` of its answer is the resume token of the following page.
    #[wasm_bindgen(unchecked_return_type = "PageAnswer")]
    pub async fn page(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Asked")] asked: JsValue,
        signal: Option<AbortSignal>,
        #[wasm_bindgen(unchecked_param_type = "((event: ListenerEvent) => void) | undefined")] listener: Option<
            Function,
        >,
    ) -> Result<JsValue, JsValue> {
        page(self.client.clone(), self.call(asked)?, signal, listener).await
    }

    /// Sends the call that a resume token continues. `expected` says of which endpoint, if that is known.
    #[wasm_bindgen(unchecked_return_type = "PageAnswer")]
    pub async fn resume(
        &self,
        token: String,
        expected: Option<String>,
        #[wasm_bindgen(unchecked_param_type = "Credentials | undefined")] credentials: JsValue,
        signal: Option<AbortSignal>,
        #[wasm_bindgen(unchecked_param_type = "((event: ListenerEvent) => void) | undefined")] listener: Option<
            Function,
        >,
    ) -> Result<JsValue, JsValue> {
        let token = ResumeToken::from_text(&token).map_err(|error| failed(error, "", ""))?;
        check_token(&token.publisher, &token.endpoint, expected.as_deref())?;
        let call = self.client.resume(&token).map_err(report)?;
        let credentials = serde_wasm_bindgen::from_value(credentials)?;
        page(self.client.clone(), authorised(call, credentials)?, signal, listener).await
    }

    /// Opens a file: as it is, or the documents in it.
    pub async fn open(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Asked")] asked: JsValue,
        unpack: bool,
        checksum: bool,
        signal: Option<AbortSignal>,
        #[wasm_bindgen(unchecked_param_type = "((event: ListenerEvent) => void) | undefined")] listener: Option<
            Function,
        >,
    ) -> Result<JsStream, JsValue> {
        let call = self.call(asked)?;
        let client = self.client.clone();
        until_aborted(signal, async move {
            let listener = listener_of(&call, listener);
            let source = Source::open(&client, &call, unpack, checksum, &|event| listener.tell(event)).await;
            Ok(JsStream::new(source.map_err(report)?, call.publisher().id, call.endpoint().id))
        })
        .await
    }

    /// Follows an endpoint from a beginning on, or from where a token says. Nothing is sent yet.
    pub fn follow(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Asked")] asked: JsValue,
        from: Option<String>,
        token: Option<String>,
        once: bool,
        checksum: bool,
    ) -> Result<JsStream, JsValue> {
        let Asked { publisher, endpoint, parameters, .. } = serde_wasm_bindgen::from_value(asked)?;
        let state = match token {
            Some(token) => SyncState::from_text(&token),
            None => SyncState::start(self.client.registry(), &publisher, Some(&endpoint), parameters, from.as_deref()),
        };
        let state = state.map_err(|error| failed(error, &publisher, &endpoint))?;
        check_token(&state.publisher, &state.endpoint, Some(&format!("{publisher}.{endpoint}")))?;
        let options = FollowOptions { once, check_sums: checksum };
        let follower = self.client.follow(state, options).map_err(report)?;
        Ok(JsStream::new(Source::Follower(Box::new(follower)), &publisher, &endpoint))
    }

    /// Sends one write, once. `bytes` are those of the file that the call carries.
    #[wasm_bindgen(unchecked_return_type = "WriteAnswer")]
    pub async fn write(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Asked")] asked: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Carried")] carried: JsValue,
        bytes: Option<Uint8Array>,
        signal: Option<AbortSignal>,
        #[wasm_bindgen(unchecked_param_type = "((event: ListenerEvent) => void) | undefined")] listener: Option<
            Function,
        >,
    ) -> Result<JsValue, JsValue> {
        let call = self.call(asked)?;
        let carried: Carried = serde_wasm_bindgen::from_value(carried)?;
        let bytes = bytes.map(|bytes| bytes.to_vec());
        let client = self.client.clone();
        until_aborted(signal, async move {
            let listener = listener_of(&call, listener);
            let content = carried.content(bytes.as_deref());
            let written = client.write(&call, content, &|event| listener.tell(event)).await;
            written.map(|written| write_answer(&call, written)).map_err(report)
        })
        .await
    }
}

impl JsClient {
    fn call(&self, asked: JsValue) -> Result<Call, JsValue> {
        let Asked { publisher, endpoint, parameters, credentials } = serde_wasm_bindgen::from_value(asked)?;
        authorised(self.client.call(&publisher, &endpoint, &parameters).map_err(report)?, credentials)
    }
}

fn report(failure: Failure) -> JsValue {
    to_js(&failure.to_report())
}

/// What fails before there is a call.
fn failed(error: Error, publisher: &str, endpoint: &str) -> JsValue {
    report(Failure::unsent(error, publisher, endpoint))
}

fn check_token(publisher: &str, endpoint: &str, expected: Option<&str>) -> Result<(), JsValue> {
    let of = format!("{publisher}.{endpoint}");
    match expected {
        Some(expected) if expected != of => {
            Err(failed(Error::ResumeToken(format!("it is of {of}, not of {expected}")), publisher, endpoint))
        }
        _ => Ok(()),
    }
}

fn listener_of(call: &Call, function: Option<Function>) -> Listener {
    Listener { function, publisher: call.publisher().id.to_owned(), endpoint: call.endpoint().id.to_owned() }
}

async fn page(
    client: Client<Browser>,
    call: Call,
    signal: Option<AbortSignal>,
    listener: Option<Function>,
) -> Result<JsValue, JsValue> {
    until_aborted(signal, async move {
        let listener = listener_of(&call, listener);
        let page = client.page(&call, &|event| listener.tell(event)).await.map_err(report)?;
        Ok(page_answer(&call, page))
    })
    .await
}

fn page_answer(call: &Call, page: Page) -> JsValue {
    let token = |token: &Option<ResumeToken>| token.as_ref().map_or(JsValue::NULL, |token| token.to_text().into());
    let problems: Vec<_> = page.problems.iter().map(Problem::from).collect();
    object(&[
        ("publisher", call.publisher().id.into()),
        ("endpoint", call.endpoint().id.into()),
        ("kind", to_js(&call.endpoint().response)),
        ("next", token(&page.next)),
        ("position", token(&page.position)),
        ("maybeMore", page.maybe_more.into()),
        ("warnings", to_js(&call.warnings())),
        ("problems", to_js(&problems)),
        ("places", places(&page).into()),
        ("bytes", (page.text.len() as f64).into()),
        ("text", long_text(&page.text).into()),
    ])
}

/// Where the items stand in the text: first and last byte of each, one after the other.
fn places(page: &Page) -> Uint32Array {
    let start = page.text.as_ptr() as usize;
    let places = page.items().flat_map(|item| {
        let at = item.as_ptr() as usize - start;
        [at as u32, (at + item.len()) as u32]
    });
    Uint32Array::from(places.collect::<Vec<_>>().as_slice())
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

/// The call as somebody.
fn authorised(call: Call, credentials: Option<JsCredentials>) -> Result<Call, JsValue> {
    let Some(credentials) = credentials else { return Ok(call) };
    let credentials = credentials.check().map_err(|problem| JsError::new(&problem))?;
    Ok(call.with_credentials(credentials))
}
