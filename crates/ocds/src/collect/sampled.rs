//! Finding equal releases without reading all of each.

use std::hash::{Hash, Hasher};

use super::compact::compact;

/// Bytes from either end that are looked at. Releases of one process differ in their ids and
/// dates, which mostly come first.
const SAMPLE: usize = 160;

/// A JSON text that is found by a few bytes of its start and end: hashing all of every release
/// would take about as long as merging them. Equal is what is equal as a whole, white space aside.
#[derive(Debug)]
pub(super) struct Sampled<'a>(pub(super) &'a str);

impl PartialEq for Sampled<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 || compact(self.0) == compact(other.0)
    }
}

impl Eq for Sampled<'_> {}

impl Hash for Sampled<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // White space in strings goes too, which only makes texts more alike.
        let mut sample = [0; SAMPLE];
        let (start, end) = sample.split_at_mut(SAMPLE / 2);
        let bytes = self.0.bytes().filter(|byte| !byte.is_ascii_whitespace());
        fill(start, bytes.clone());
        fill(end, bytes.rev());
        state.write(&sample);
    }
}

fn fill(sample: &mut [u8], bytes: impl Iterator<Item = u8>) {
    for (place, byte) in sample.iter_mut().zip(bytes) {
        *place = byte;
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::Sampled;

    #[test]
    fn equal_is_what_is_equal_as_a_whole() {
        let long = |middle: &str| format!("{{\"a\":\"{}{middle}{}\"}}", "x".repeat(500), "y".repeat(500));
        let (one, two) = (long("1"), long("2"));
        let mut seen = HashSet::new();
        assert!(seen.insert(Sampled(&one)) && seen.insert(Sampled(&two)) && !seen.insert(Sampled(&two)));
    }

    #[test]
    fn white_space_counts_only_in_strings() {
        let mut seen = HashSet::new();
        assert!(seen.insert(Sampled("{\"a\": [1]}")) && !seen.insert(Sampled(" {\"a\":[ 1 ]}\n")));
        assert!(seen.insert(Sampled("{\"a\":\" b\"}")) && seen.insert(Sampled("{\"a\":\"b\"}")));
    }
}
