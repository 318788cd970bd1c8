//! Documents from JavaScript, as text.

use std::ops::Range;
use std::str;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;

use crate::merge::{Limit, Problem};

/// All bytes lie in one piece: asking for memory for each document would make the module grow step by
/// step, and each step costs more than the document does.
pub struct Texts {
    bytes: Vec<u8>,
    documents: Vec<Document>,
}

enum Document {
    Text(String),
    Bytes(Range<usize>),
}

impl Texts {
    /// Copies them in. Refuses as soon as there is too much: there may be no memory for all of it.
    pub fn of(documents: &Array, limit: Limit) -> Result<Self, Problem> {
        let mut left = limit.0;
        let mut spend = |bytes: usize| -> Result<(), Problem> {
            left = left.checked_sub(bytes).ok_or_else(|| Problem::too_large(limit.0))?;
            Ok(())
        };
        let arrays = || documents.iter().filter_map(|document| document.dyn_into::<Uint8Array>().ok());
        let total = arrays().map(|array| array.length() as usize).fold(0, usize::saturating_add);
        spend(total)?;
        let mut texts = Self { bytes: vec![0; total], documents: Vec::new() };
        let mut start = 0;
        for (index, document) in documents.iter().enumerate() {
            let document = if let Some(text) = document.as_string() {
                spend(text.len())?;
                Document::Text(text)
            } else {
                let array: Uint8Array = document.dyn_into().map_err(|_| not_a_document(index))?;
                let range = start..start + array.length() as usize;
                start = range.end;
                let to = texts.bytes.get_mut(range.clone()).ok_or_else(|| not_a_document(index))?;
                array.copy_to(to);
                Document::Bytes(range)
            };
            texts.documents.push(document);
        }
        Ok(texts)
    }

    /// The documents, in order.
    pub fn all(&self) -> Result<Vec<&str>, Problem> {
        self.documents.iter().enumerate().map(|(index, document)| self.text(index, document)).collect()
    }

    fn text<'t>(&'t self, index: usize, document: &'t Document) -> Result<&'t str, Problem> {
        let bytes = match document {
            Document::Text(text) => return Ok(text),
            Document::Bytes(range) => self.bytes.get(range.clone()).unwrap_or_default(),
        };
        str::from_utf8(bytes).map_err(|problem| Problem::unreadable(index, problem.valid_up_to(), "not UTF-8 text"))
    }
}

fn not_a_document(index: usize) -> Problem {
    Problem::unreadable(index, 0, "neither text nor bytes")
}
