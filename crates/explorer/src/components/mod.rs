//! Pieces of pages: they take values and callbacks and load nothing.

pub mod failure;
pub mod frame;
pub mod money;
pub mod stage_mark;
pub mod waiting;
pub mod when;
