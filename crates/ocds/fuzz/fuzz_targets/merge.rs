#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../targets.rs"]
#[allow(dead_code)] // each program uses its own
mod targets;

fuzz_target!(|input: &[u8]| targets::merge(input));
