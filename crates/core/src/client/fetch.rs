//! The browser's host (and Node's): `fetch`, `AbortController` and timers.

use std::time::Duration;

use futures::StreamExt;
use gloo_net::http::Response;
use gloo_timers::future::TimeoutFuture;
use js_sys::{Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, AbortSignal, ReadableStreamDefaultReader, RequestCredentials, RequestInit, RequestRedirect,
};

use super::host::{Host, Opened};
use crate::protocol::http::{self, Gathering, Payload, Request, TransportError};

/// Timers count in 31 bits: a longer one would end at once.
const LONGEST_TIMER: u32 = i32::MAX as u32;

/// Sends requests with `fetch`: the global one, or one that is given.
#[derive(Debug, Clone, Default)]
pub struct Browser {
    fetch: Option<Function>,
}

impl Browser {
    /// Sends with a function that is called as `fetch` is, with an address and a plain `RequestInit`.
    pub fn with_fetch(fetch: Function) -> Self {
        Self { fetch: Some(fetch) }
    }

    /// The one that is there now: a page may have replaced it.
    fn function(&self) -> Result<Function, JsValue> {
        match &self.fetch {
            Some(fetch) => Ok(fetch.clone()),
            None => Reflect::get(&js_sys::global(), &"fetch".into())?.dyn_into(),
        }
    }
}

/// Aborts the request when the future that waits for it is dropped.
struct AbortOnDrop(AbortController);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

fn init(request: &Request, signal: &AbortSignal) -> RequestInit {
    let headers = Object::new();
    for (name, value) in request.headers() {
        // Setting a member of a fresh plain object cannot fail.
        let _ = Reflect::set(&headers, &name.into(), &value.into());
    }
    let init = RequestInit::new();
    init.set_method(request.method.name());
    init.set_headers(&headers);
    init.set_signal(Some(signal));
    init.set_credentials(RequestCredentials::Omit);
    // A browser would take an owner token along to another origin, and repeat a write there.
    if request.is_write() || !request.credentials.is_empty() {
        init.set_redirect(RequestRedirect::Manual);
    }
    if let Payload::Bytes { bytes, .. } = &request.payload {
        init.set_body(&Uint8Array::from(bytes.as_slice()));
    }
    init
}

fn unreachable(error: JsValue) -> TransportError {
    TransportError::Unreachable(text_of(&error))
}

/// A request under way, and what aborts it.
///
/// Sent by hand: gloo-net knows the global `fetch` only, and its builder ends every query with a stray
/// `&`, which a publisher that refuses unknown parameters may take for one.
async fn start(browser: &Browser, request: &Request) -> Result<(Response, AbortOnDrop), TransportError> {
    let guard = AbortOnDrop(AbortController::new().map_err(unreachable)?);
    let init = init(request, &guard.0.signal());
    let sent = browser.function().and_then(|fetch| fetch.call2(&JsValue::UNDEFINED, &request.address().into(), &init));
    let answer = JsFuture::from(Promise::resolve(&sent.map_err(unreachable)?)).await.map_err(unreachable)?;
    // Not checked by its class: another implementation of `fetch` brings its own.
    let answer = Response::from(answer.unchecked_into::<web_sys::Response>());
    // What a browser makes of a redirect that it was told not to follow.
    if answer.status() == 0 {
        return Err(TransportError::Unreachable(
            "a redirect, which requests with a key or a body do not follow".into(),
        ));
    }
    Ok((answer, guard))
}

/// The whole body, copied into the module's memory where it is not too long for that.
///
/// Not gloo-net's own: that does not survive a rejection with something that is no `Error`.
async fn bytes(answer: Response, longest: usize) -> Result<Vec<u8>, TransportError> {
    let interrupted = |error: JsValue| TransportError::Interrupted(text_of(&error));
    let promise = web_sys::Response::from(answer).array_buffer().map_err(interrupted)?;
    let buffer = Uint8Array::new(&JsFuture::from(promise).await.map_err(interrupted)?);
    if buffer.length() as usize > longest {
        return Err(TransportError::TooLong(longest));
    }
    Ok(buffer.to_vec())
}

/// Bytes that the publisher says will come; less than that where they are compressed on the way.
fn announced(answer: &Response) -> usize {
    answer.headers().get("content-length").and_then(|length| length.parse().ok()).unwrap_or_default()
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

/// What is said of an error and of its cause, where Node tells what really happened.
fn text_of(error: &JsValue) -> String {
    let member = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).unwrap_or_default();
    let message = |of: &JsValue| member(of, "message").as_string().filter(|message| !message.is_empty());
    let texts = [message(error), message(&member(error, "cause"))];
    let texts: Vec<String> = texts.into_iter().flatten().collect();
    if texts.is_empty() { "the connection broke".to_owned() } else { texts.join(": ") }
}

impl Host for Browser {
    async fn send(&self, request: &Request) -> Result<http::Response, TransportError> {
        let (answer, _guard) = start(self, request).await?;
        let (status, headers) = (answer.status(), answer.headers().entries().collect());
        let longest = request.longest_answer;
        if http::is_success(status) && announced(&answer) > longest {
            return Err(TransportError::TooLong(longest));
        }
        let mut gathering = Gathering::new(status, longest);
        gathering.take(bytes(answer, longest).await)?;
        Ok(http::Response { status, headers, body: gathering.into_body() })
    }

    async fn open(&self, request: &Request) -> Result<Opened, TransportError> {
        let (answer, guard) = start(self, request).await?;
        let (status, headers) = (answer.status(), answer.headers().entries().collect());
        Ok(Opened { status, headers, chunks: chunks(answer.body(), guard).boxed_local() })
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
