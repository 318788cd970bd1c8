//! Passing over containers, many bytes at a time, without looking at what is in them: brackets outside of
//! strings are counted, so what is JSON ends where it should.

use super::{Scan, Scanner};

const BLOCK: usize = 64;

/// What is known of the bytes passed so far.
struct Passing {
    /// Containers that are open.
    depth: u32,
    in_string: bool,
    /// A backslash was the last byte of a string.
    escaped: bool,
}

impl Scanner<'_> {
    /// Steps over the container under the cursor, whose contents somebody else has to check.
    pub(crate) fn pass_over(&mut self) -> Scan<()> {
        self.at += 1;
        let mut passing = Passing { depth: 1, in_string: false, escaped: false };
        while let Some(block) = self.bytes.get(self.at..).and_then(|rest| rest.first_chunk::<BLOCK>()) {
            if let Some(end) = passing.block(block) {
                self.at += end;
                return Ok(());
            }
            self.at += BLOCK;
        }
        let rest = self.bytes.get(self.at..).unwrap_or(&[]);
        if let Some(end) = passing.bytes(rest) {
            self.at += end;
            return Ok(());
        }
        self.at = self.bytes.len();
        self.unexpected()
    }
}

impl Passing {
    /// Takes a block up to the end of the container, and tells where that is.
    #[inline]
    fn block(&mut self, block: &[u8; BLOCK]) -> Option<usize> {
        if self.escaped || mask(block, 0, b'\\') != 0 {
            return self.bytes(block);
        }
        let quotes = mask(block, 0, b'"');
        let outside = between(quotes) ^ if self.in_string { 0 } else { u64::MAX };
        // `[` and `{` differ in this bit only, and so do `]` and `}`.
        let opened = mask(block, 0x20, b'{') & outside;
        let closed = mask(block, 0x20, b'}') & outside;
        if self.depth <= closed.count_ones()
            && let Some(end) = self.end(opened, closed)
        {
            return Some(end);
        }
        self.depth = self.depth + opened.count_ones() - closed.count_ones();
        self.in_string ^= quotes.count_ones() % 2 == 1;
        None
    }

    /// Where as many containers are closed as are open.
    fn end(&self, opened: u64, mut closed: u64) -> Option<usize> {
        let mut depth = i64::from(self.depth);
        while closed != 0 {
            let at = closed.trailing_zeros();
            let before = (1_u64 << at) - 1;
            if depth + i64::from((opened & before).count_ones()) == 1 {
                return Some(at as usize + 1);
            }
            depth -= 1;
            closed &= closed - 1;
        }
        None
    }

    /// Takes bytes up to the end of the container, and tells where that is.
    fn bytes(&mut self, bytes: &[u8]) -> Option<usize> {
        for (at, &byte) in bytes.iter().enumerate() {
            if self.in_string {
                self.in_string = self.escaped || byte != b'"';
                self.escaped = !self.escaped && byte == b'\\';
                continue;
            }
            match byte {
                b'"' => self.in_string = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
            if self.depth == 0 {
                return Some(at + 1);
            }
        }
        None
    }
}

/// A bit for each byte from an opening quote up to the closing one.
#[inline]
fn between(mut quotes: u64) -> u64 {
    for distance in [1, 2, 4, 8, 16, 32] {
        quotes ^= quotes << distance;
    }
    quotes
}

/// A bit for each byte that is `wanted` once the bits of `ignored` are set.
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
#[inline]
fn mask(block: &[u8; BLOCK], ignored: u8, wanted: u8) -> u64 {
    use core::arch::wasm32::{u8x16_bitmask, u8x16_eq, u8x16_splat, v128_or};

    let (chunks, _) = block.as_chunks();
    chunks.iter().rev().fold(0, |bits, chunk| {
        let hits = u8x16_eq(v128_or(super::special::vector_of(chunk), u8x16_splat(ignored)), u8x16_splat(wanted));
        bits << 16 | u64::from(u8x16_bitmask(hits))
    })
}

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
#[inline]
fn mask(block: &[u8; BLOCK], ignored: u8, wanted: u8) -> u64 {
    block.iter().rev().fold(0, |bits, byte| bits << 1 | u64::from(byte | ignored == wanted))
}

#[cfg(test)]
mod tests {
    use super::Scanner;

    /// The text that is passed over from the start.
    fn passed(text: &str) -> Option<&str> {
        let mut scanner = Scanner::from(text, 0);
        scanner.pass_over().ok().map(|()| &text[..scanner.at()])
    }

    #[test]
    fn a_container_ends_where_a_value_does_wherever_blocks_begin() {
        let parts = [r#"{"a":["b]}",{"c\\":"\"}]"}],"#, r#""é":[[[]]],"long":"", "x":{"#, r#"}, "last":[1,-2.5e3]}"#];
        for before in 0..130 {
            for after in [0, 1, 63, 64, 65, 200] {
                let (space, filling) = (" ".repeat(before), "[{\\\"".repeat(after));
                let json = format!(r#"{{"z":"{filling}",{space}"y":{}{}{}}}"#, parts[0], parts[1], parts[2]);
                let text = format!("{json},\"next\":[{{}}]{filling}");
                let mut strict = Scanner::from(&text, 0);
                assert_eq!(passed(&text), strict.value().ok(), "{text}");
                assert_eq!(passed(&text), Some(json.as_str()));
            }
        }
    }

    #[test]
    fn what_does_not_end_is_an_error() {
        let long = " ".repeat(100);
        for text in ["{", "[[]", "{\"a}", "[\"\\", &format!("[{long}"), &format!("{{\"{long}\\\"}}{long}")] {
            assert_eq!(passed(text), None, "{text}");
        }
    }
}
