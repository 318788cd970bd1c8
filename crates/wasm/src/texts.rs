//! Documents from JavaScript, as text.

use js_sys::{Array, Uint8Array};
use simdutf8::compat::{Utf8Error, from_utf8};
use std::hint::black_box;
use wasm_bindgen::{JsCast, JsValue};

use crate::merge::{Limit, Problem};

/// Bytes are checked in pieces that stay in a processor's cache. Each is a call of its own, too, and
/// an engine runs its quick first compilation of a function until the function is called again.
const PIECE: usize = 1 << 16;

/// The memory grows in steps as large as what is held, up to this: more might never be used.
const MOST_AHEAD: usize = 64 << 20;

/// Documents that were copied in, as text: up to a limit, as there may be no memory for more.
pub struct Texts {
    held: Vec<String>,
    limit: Limit,
    left: usize,
    /// Memory that the module has grown by for texts, and that none has taken.
    reserved: usize,
}

impl Texts {
    pub fn new(limit: Limit) -> Self {
        Self { held: Vec::new(), limit, left: limit.0, reserved: 0 }
    }

    /// All documents of one call (strings, or UTF-8 bytes).
    pub fn of(documents: &Array, limit: Limit) -> Result<Self, Problem> {
        let mut texts = Self::new(limit);
        let arrays = || documents.iter().filter_map(|document| document.dyn_into::<Uint8Array>().ok());
        let total = arrays().map(|array| array.length() as usize).fold(0, usize::saturating_add);
        if total > limit.0 {
            return Err(Problem::too_large(limit.0));
        }
        texts.reserve(total);
        documents.iter().try_for_each(|document| texts.add(document))?;
        Ok(texts)
    }

    /// Copies a document in. What was added before stays, whatever is wrong with this one.
    pub fn add(&mut self, document: JsValue) -> Result<(), Problem> {
        let text = match document.dyn_into::<Uint8Array>() {
            Ok(array) => {
                let length = array.length() as usize;
                self.spend(length)?;
                if length > self.reserved {
                    self.reserve(length.max((self.limit.0 - self.left).min(MOST_AHEAD)));
                }
                self.reserved -= length;
                decode(self.held.len(), &array)?
            }
            Err(other) => {
                let text = other
                    .as_string()
                    .ok_or_else(|| Problem::unreadable(self.held.len(), 0, "neither text nor bytes"))?;
                self.spend(text.len())?;
                text
            }
        };
        self.held.push(text);
        Ok(())
    }

    pub fn borrowed(&self) -> Vec<&str> {
        self.held.iter().map(String::as_str).collect()
    }

    fn spend(&mut self, bytes: usize) -> Result<(), Problem> {
        self.left = self.left.checked_sub(bytes).ok_or_else(|| Problem::too_large(self.limit.0))?;
        Ok(())
    }

    /// Grows the memory at once: growing step by step costs more than the documents do.
    fn reserve(&mut self, bytes: usize) {
        drop(black_box(Vec::<u8>::with_capacity(bytes)));
        self.reserved = bytes;
    }
}

fn decode(index: usize, array: &Uint8Array) -> Result<String, Problem> {
    let length = array.length() as usize;
    let mut text = String::with_capacity(length);
    let mut piece = vec![0; PIECE.min(length)];
    while text.len() < length {
        let at = text.len();
        let size = PIECE.min(length - at);
        array.subarray(at as u32, (at + size) as u32).copy_to(&mut piece[..size]);
        text.push_str(valid(&piece[..size], at + size == length).map_err(|problem| not_utf8(index, at, problem))?);
    }
    Ok(text)
}

/// The text of a piece, without a character that is cut at its end unless nothing follows.
fn valid(piece: &[u8], is_last: bool) -> Result<&str, Utf8Error> {
    match from_utf8(piece) {
        Err(problem) if problem.error_len().is_none() && !is_last => from_utf8(&piece[..problem.valid_up_to()]),
        checked => checked,
    }
}

fn not_utf8(index: usize, start: usize, problem: Utf8Error) -> Problem {
    Problem::unreadable(index, start + problem.valid_up_to(), "not UTF-8 text")
}
