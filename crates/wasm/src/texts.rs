//! Documents from JavaScript, as text.

use std::hint::black_box;
use std::str::{self, Utf8Error};

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use crate::merge::{Limit, Problem};

/// Bytes are checked in pieces that stay in a processor's cache. Each is a call of its own, too, and
/// an engine runs its quick first compilation of a function until the function is called again.
const PIECE: usize = 1 << 16;

/// Copies documents (strings, or UTF-8 bytes) in. Refuses as soon as there is too much: there may be
/// no memory for all of it.
pub fn texts(documents: &Array, limit: Limit) -> Result<Vec<String>, Problem> {
    let mut left = limit.0;
    let mut spend = |bytes: usize| -> Result<(), Problem> {
        left = left.checked_sub(bytes).ok_or_else(|| Problem::too_large(limit.0))?;
        Ok(())
    };
    let arrays = || documents.iter().filter_map(|document| document.dyn_into::<Uint8Array>().ok());
    let total = arrays().map(|array| array.length() as usize).fold(0, usize::saturating_add);
    spend(total)?;
    reserve(total);
    let mut texts = Vec::with_capacity(documents.length() as usize);
    for (index, document) in documents.iter().enumerate() {
        let text = match document.as_string() {
            Some(text) => {
                spend(text.len())?;
                text
            }
            None => decode(index, document)?,
        };
        texts.push(text);
    }
    Ok(texts)
}

/// Grows the memory once for all documents: growing step by step costs more than they do.
fn reserve(bytes: usize) {
    drop(black_box(Vec::<u8>::with_capacity(bytes)));
}

fn decode(index: usize, document: JsValue) -> Result<String, Problem> {
    let array: Uint8Array = document.dyn_into().map_err(|_| Problem::unreadable(index, 0, "neither text nor bytes"))?;
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
    match str::from_utf8(piece) {
        Err(problem) if problem.error_len().is_none() && !is_last => str::from_utf8(&piece[..problem.valid_up_to()]),
        checked => checked,
    }
}

fn not_utf8(index: usize, start: usize, problem: Utf8Error) -> Problem {
    Problem::unreadable(index, start + problem.valid_up_to(), "not UTF-8 text")
}
