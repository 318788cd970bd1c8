//! How long does it take only to parse the releases, each into a value with every node visited?

use std::hint::black_box;
use std::io::{self, BufRead};

use simd_json::{BorrowedValue, Buffers};

use crate::Input;

pub fn serde(input: Input) -> io::Result<()> {
    each_line(input, |line| {
        let value: serde_json::Value = serde_json::from_slice(line).map_err(io::Error::other)?;
        Ok(nodes_of_serde(&value))
    })
}

pub fn simd(input: Input) -> io::Result<()> {
    let mut buffers = Buffers::default();
    each_line(input, move |line| {
        let value = simd_json::to_borrowed_value_with_buffers(line, &mut buffers).map_err(io::Error::other)?;
        Ok(nodes_of_simd(&value))
    })
}

fn each_line(mut input: Input, mut nodes: impl FnMut(&mut [u8]) -> io::Result<usize>) -> io::Result<()> {
    let (mut line, mut all) = (Vec::new(), 0);
    while input.read_until(b'\n', &mut line)? > 0 {
        all += nodes(&mut line)?;
        line.clear();
    }
    black_box(all);
    Ok(())
}

fn nodes_of_serde(value: &serde_json::Value) -> usize {
    match value {
        serde_json::Value::Array(items) => 1 + items.iter().map(nodes_of_serde).sum::<usize>(),
        serde_json::Value::Object(members) => 1 + members.values().map(nodes_of_serde).sum::<usize>(),
        _ => 1,
    }
}

fn nodes_of_simd(value: &BorrowedValue<'_>) -> usize {
    match value {
        BorrowedValue::Array(items) => 1 + items.iter().map(nodes_of_simd).sum::<usize>(),
        BorrowedValue::Object(members) => 1 + members.values().map(nodes_of_simd).sum::<usize>(),
        _ => 1,
    }
}
