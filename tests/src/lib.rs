//! What the tests of this package share, and the generator behind `cargo xtask gen`.

pub mod generate;
pub mod places;
