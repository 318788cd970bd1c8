//! Pieces of pages: they take values and callbacks, and load nothing but texts of the help.

pub mod bottom;
pub mod choices;
pub mod copy;
pub mod coverage;
pub mod failure;
pub mod frame;
pub mod money;
pub mod open_box;
pub mod organization;
pub mod share;
pub mod stage_mark;
pub mod term;
pub mod waiting;
pub mod when;
