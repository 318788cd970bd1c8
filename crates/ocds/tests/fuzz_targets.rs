//! The fuzzer's targets over a seeded corpus: what they promise is checked on every machine, the
//! fuzzer itself needs a nightly toolchain.
#![allow(clippy::panic)] // a test may stop at the first surprise

mod common;
#[path = "../fuzz/targets.rs"]
mod targets;

use common::corpus::{collect_inputs, merge_inputs};

#[test]
fn merging_gives_an_error_or_json() {
    merge_inputs(300).for_each(|input| targets::merge(input.as_bytes()));
}

#[test]
fn collecting_gives_a_result_or_a_problem() {
    collect_inputs(300).for_each(|input| targets::collect(input.as_bytes()));
}

#[test]
fn what_is_no_text_is_left_alone() {
    targets::merge(&[0xff, b'{']);
    targets::collect(&[0xff, b'{']);
}
