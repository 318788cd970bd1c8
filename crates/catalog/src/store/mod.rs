//! What is kept of every process.

pub(crate) mod codes;
pub(crate) mod dictionary;
pub(crate) mod lists;
pub(crate) mod mentions;
pub(crate) mod order;
pub(crate) mod rows;
pub(crate) mod texts;
