//! What comes piece by piece: a file, the documents in it, a publisher that is followed.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Function, Uint8Array};
use tenderlens_core::bulk::{Item, Progress, Unpacker, Unpacking};
use tenderlens_core::client::{Browser, Call, Client, Download, Event};
use tenderlens_core::ocds::split::Part;
use tenderlens_core::protocol::error::{Error, Failure};
use tenderlens_core::sync::{Batch, Follower};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::AbortSignal;

use crate::abort::until_aborted;
use crate::js::{object, to_js};
use crate::listener::Listener;

/// Documents handed out at once, at most.
const DOCUMENTS: u32 = 100;
/// And no more after so much text.
const TEXT: usize = 512 * 1024;
/// Packed bytes that are checked at once: they may become a thousand times as many.
const SLICE: usize = 16 * 1024;

pub enum Source {
    File(Box<File>),
    Documents(Box<Unpacking<Browser>>),
    Follower(Box<Follower<Browser>>),
}

/// A file as it comes, and what compares it with the sum that the publisher states.
pub struct File {
    download: Download<Browser>,
    check: Option<Unpacker>,
    received: u64,
}

impl Source {
    /// Opens what a call answers.
    pub async fn open(
        client: &Client<Browser>,
        call: &Call,
        unpack: bool,
        checksum: bool,
        tell: &dyn Fn(Event),
    ) -> Result<Self, Failure> {
        let sum = if checksum { Some(client.stated_checksum(call, tell).await?) } else { None };
        if unpack {
            return Ok(Self::Documents(Box::new(client.unpack(call, sum, tell).await?)));
        }
        let check = sum.map(|sum| Unpacker::new(Some(sum)));
        Ok(Self::File(Box::new(File { download: client.download(call, tell).await?, check, received: 0 })))
    }

    /// The next piece; null at the end.
    async fn step(&mut self, tell: &dyn Fn(Event)) -> Result<JsValue, Failure> {
        match self {
            Self::File(file) => file.step().await,
            Self::Documents(file) => documents(file).await,
            Self::Follower(follower) => {
                let batch = follower.next(tell).await?;
                Ok(batch.map_or(JsValue::NULL, |batch| followed(batch, follower.progress())))
            }
        }
    }
}

impl File {
    async fn step(&mut self) -> Result<JsValue, Failure> {
        let wrong = |error| Error::from(error);
        let Some(chunk) = self.download.chunk().await? else {
            let checked = self.check.as_ref().map_or(Ok(()), Unpacker::finish);
            return checked.map(|()| JsValue::NULL).map_err(|error| self.download.failure(wrong(error)));
        };
        if let Some(check) = &mut self.check {
            for slice in chunk.chunks(SLICE) {
                check.push(slice).map_err(|error| self.download.failure(wrong(error)))?;
            }
        }
        self.received += chunk.len() as u64;
        let progress = Progress { received: self.received, total: self.download.length(), ..Progress::default() };
        let bytes = Uint8Array::from(chunk.as_slice());
        Ok(object(&[("bytes", bytes.into()), ("progress", progress_object(progress))]))
    }
}

async fn documents(file: &mut Unpacking<Browser>) -> Result<JsValue, Failure> {
    let (texts, mut length) = (Array::new(), 0);
    while texts.length() < DOCUMENTS && length < TEXT {
        match file.next().await? {
            Some(Item::Part(Part::Release(text) | Part::Record(text))) => {
                length += text.len();
                texts.push(&text.into());
            }
            Some(_) => {}
            None if texts.length() == 0 => return Ok(JsValue::NULL),
            None => break,
        }
    }
    Ok(object(&[("texts", texts.into()), ("progress", progress_object(file.progress()))]))
}

fn followed(batch: Batch, progress: Option<Progress>) -> JsValue {
    let texts: Array = batch.items.into_iter().map(JsValue::from).collect();
    object(&[
        ("texts", texts.into()),
        ("notes", to_js(&batch.notes)),
        ("token", batch.state.to_text().into()),
        ("atEnd", batch.at_end.into()),
        ("progress", progress.map_or(JsValue::NULL, progress_object)),
    ])
}

/// JavaScript counts exactly to 2^53, which no file has bytes.
fn progress_object(progress: Progress) -> JsValue {
    object(&[
        ("received", (progress.received as f64).into()),
        ("total", progress.total.map_or(JsValue::NULL, |total| (total as f64).into())),
        ("documents", (progress.documents as f64).into()),
    ])
}

/// Hands out one piece after the other. It ends with an error, too.
#[wasm_bindgen(js_name = Stream)]
pub struct JsStream {
    /// Taken while a piece is on its way: what is aborted is dropped, and its request with it.
    source: Rc<RefCell<Option<Source>>>,
    publisher: String,
    endpoint: String,
}

impl JsStream {
    pub fn new(source: Source, publisher: &str, endpoint: &str) -> Self {
        let source = Rc::new(RefCell::new(Some(source)));
        Self { source, publisher: publisher.to_owned(), endpoint: endpoint.to_owned() }
    }
}

#[wasm_bindgen(js_class = Stream)]
impl JsStream {
    /// The next piece; null at the end. To be asked for one after the other.
    #[wasm_bindgen(unchecked_return_type = "Piece | null")]
    pub async fn next(
        &self,
        signal: Option<AbortSignal>,
        #[wasm_bindgen(unchecked_param_type = "((event: ListenerEvent) => void) | undefined")] listener: Option<
            Function,
        >,
    ) -> Result<JsValue, JsValue> {
        let slot = self.source.clone();
        let (publisher, endpoint) = (self.publisher.clone(), self.endpoint.clone());
        let listener = Listener { function: listener, publisher, endpoint };
        until_aborted(signal, async move {
            let Some(mut source) = slot.take() else { return Ok(JsValue::NULL) };
            let piece = source.step(&|event| listener.tell(event)).await;
            let piece = piece.map_err(|failure| to_js(&failure.to_report()))?;
            slot.replace(Some(source));
            Ok(piece)
        })
        .await
    }
}
