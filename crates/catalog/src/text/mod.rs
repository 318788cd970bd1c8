//! Text search: folding, the index, and the marks in what is shown.

mod index;
mod marks;
mod postings;
pub(crate) mod tokens;
mod vocabulary;
mod words;

pub use index::Field;
pub(crate) use index::{Index, Sought};
pub use words::Words;
