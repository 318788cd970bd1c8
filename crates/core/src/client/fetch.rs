//! The browser's host (and Node's): `fetch`, `AbortController` and timers.

use std::time::Duration;

use futures::StreamExt;
use gloo_timers::future::TimeoutFuture;
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, AbortSignal, ReadableStreamDefaultReader, RequestCredentials, RequestInit, RequestRedirect,
};

use super::host::{Host, Opened};
use crate::protocol::http::{Payload, Request, Response, TransportError};

/// Timers count in 31 bits: a longer one would end at once.
const LONGEST_TIMER: u32 = i32::MAX as u32;

/// Sends requests with the global `fetch`.
#[derive(Debug, Clone, Default)]
pub struct Browser;

/// Aborts the request when the future that waits for it is dropped.
///
/// Aborted without a reason: gloo-net does not survive a rejection that is not an `Error`.
struct AbortOnDrop(AbortController);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Built by hand: gloo-net's builder ends every query with a stray `&`, which a publisher that
/// refuses unknown parameters may take for one.
fn build(request: &Request, signal: &AbortSignal) -> Result<gloo_net::http::Request, TransportError> {
    let headers = gloo_net::http::Headers::new();
    for (name, value) in request.headers() {
        headers.set(name, &value);
    }
    let init = RequestInit::new();
    init.set_method(request.method.name());
    init.set_headers(&headers.into_raw());
    init.set_signal(Some(signal));
    init.set_credentials(RequestCredentials::Omit);
    // A browser would take an owner token along to another origin, and repeat a write there.
    if request.is_write() || !request.credentials.is_empty() {
        init.set_redirect(RequestRedirect::Manual);
    }
    if let Payload::Bytes { bytes, .. } = &request.payload {
        init.set_body(&Uint8Array::from(bytes.as_slice()));
    }
    web_sys::Request::new_with_str_and_init(&request.address(), &init)
        .map(gloo_net::http::Request::from)
        .map_err(|_| TransportError::Unreachable(format!("{:?} is not an address", request.url)))
}

/// A request under way, and what aborts it.
async fn start(request: &Request) -> Result<(gloo_net::http::Response, AbortOnDrop), TransportError> {
    let controller = AbortController::new()
        .map_err(|_| TransportError::Unreachable("this environment has no AbortController".to_owned()))?;
    let guard = AbortOnDrop(controller);
    let sent = build(request, &guard.0.signal())?
        .send()
        .await
        .map_err(|error| TransportError::Unreachable(error.to_string()))?;
    // What a browser makes of a redirect that it was told not to follow.
    if sent.status() == 0 {
        return Err(TransportError::Unreachable(
            "a redirect, which requests with a key or a body do not follow".into(),
        ));
    }
    Ok((sent, guard))
}

/// The pieces of a body; the guard lives as long as they do.
fn chunks(
    body: Option<web_sys::ReadableStream>,
    guard: AbortOnDrop,
) -> impl futures::Stream<Item = Result<Vec<u8>, TransportError>> {
    let reader = body.and_then(|body| body.get_reader().dyn_into::<ReadableStreamDefaultReader>().ok());
    futures::stream::unfold((reader, guard), |(reader, guard)| async move {
        let reader = reader?;
        match read(&reader).await {
            Ok(None) => None,
            Ok(Some(chunk)) => Some((Ok(chunk), (Some(reader), guard))),
            Err(error) => Some((Err(TransportError::Interrupted(text_of(&error))), (None, guard))),
        }
    })
}

async fn read(reader: &ReadableStreamDefaultReader) -> Result<Option<Vec<u8>>, JsValue> {
    let result = JsFuture::from(reader.read()).await?;
    if Reflect::get(&result, &"done".into())?.is_truthy() {
        return Ok(None);
    }
    let chunk: Uint8Array = Reflect::get(&result, &"value".into())?.dyn_into()?;
    Ok(Some(chunk.to_vec()))
}

fn text_of(error: &JsValue) -> String {
    let message = Reflect::get(error, &"message".into()).ok().and_then(|message| message.as_string());
    message.unwrap_or_else(|| "the connection broke".to_owned())
}

impl Host for Browser {
    async fn send(&self, request: &Request) -> Result<Response, TransportError> {
        let (sent, _guard) = start(request).await?;
        let status = sent.status();
        let headers = sent.headers().entries().collect();
        let body = sent.binary().await.map_err(|error| TransportError::Interrupted(error.to_string()))?;
        Ok(Response { status, headers, body })
    }

    async fn open(&self, request: &Request) -> Result<Opened, TransportError> {
        let (sent, guard) = start(request).await?;
        let (status, headers) = (sent.status(), sent.headers().entries().collect());
        Ok(Opened { status, headers, chunks: chunks(sent.body(), guard).boxed_local() })
    }

    async fn sleep(&self, duration: Duration) {
        let milliseconds = u32::try_from(duration.as_millis()).unwrap_or(LONGEST_TIMER);
        TimeoutFuture::new(milliseconds.min(LONGEST_TIMER)).await;
    }

    fn now_ms(&self) -> u64 {
        js_sys::Date::now() as u64
    }

    fn random(&self) -> f64 {
        js_sys::Math::random()
    }
}
