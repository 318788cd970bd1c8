//! Finds the end of a string, many bytes at a time.

/// The position, from `at` on, of the first quote, backslash or control character, or the length.
#[inline]
pub(super) fn next_special(bytes: &[u8], mut at: usize) -> usize {
    while let Some(chunk) = bytes.get(at..).and_then(|rest| rest.first_chunk::<WIDTH>()) {
        if let Some(first) = first_in(chunk) {
            return at + first;
        }
        at += WIDTH;
    }
    let rest = bytes.get(at..).unwrap_or(&[]);
    let found = rest.iter().position(|&b| b == b'"' || b == b'\\' || b < 0x20);
    at + found.unwrap_or(rest.len())
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
pub(super) use vector::vector_of;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
use vector::{WIDTH, first_in};
#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
use word::{WIDTH, first_in};

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod vector {
    use core::arch::wasm32::{u8x16_bitmask, u8x16_eq, u8x16_lt, u8x16_splat, u64x2, v128, v128_or};

    pub(super) const WIDTH: usize = 16;

    #[inline]
    pub(in super::super) fn vector_of(chunk: &[u8; WIDTH]) -> v128 {
        let (low, high) = chunk.split_at(8);
        let word = |half: &[u8]| half.first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes));
        u64x2(word(low), word(high))
    }

    /// One bit a byte: set where the byte is a hit.
    #[inline]
    pub(super) fn first_in(chunk: &[u8; WIDTH]) -> Option<usize> {
        let chunk = vector_of(chunk);
        let quotes = u8x16_eq(chunk, u8x16_splat(b'"'));
        let slashes = u8x16_eq(chunk, u8x16_splat(b'\\'));
        let controls = u8x16_lt(chunk, u8x16_splat(0x20));
        let hits = u8x16_bitmask(v128_or(v128_or(quotes, slashes), controls));
        (hits != 0).then(|| hits.trailing_zeros() as usize)
    }
}

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod word {
    pub(super) const WIDTH: usize = 8;

    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGHS: u64 = 0x8080_8080_8080_8080;

    #[inline]
    pub(super) fn first_in(chunk: &[u8; WIDTH]) -> Option<usize> {
        let word = u64::from_le_bytes(*chunk);
        let quotes = word ^ (ONES * b'"' as u64);
        let slashes = word ^ (ONES * b'\\' as u64);
        // Each term has the high bit of a byte set where the byte is a hit. A borrow can only
        // spoil bytes above a hit, so the lowest set bit is always right.
        let hits = (quotes.wrapping_sub(ONES) & !quotes)
            | (slashes.wrapping_sub(ONES) & !slashes)
            | (word.wrapping_sub(ONES * 0x20) & !word);
        let hits = hits & HIGHS;
        (hits != 0).then(|| (hits.trailing_zeros() / 8) as usize)
    }
}
