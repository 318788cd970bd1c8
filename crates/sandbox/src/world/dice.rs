//! Seeded choices. Each process rolls dice of its own, so that adding one does not change the others.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

/// Changing it makes another world.
const SEED: u64 = 0x7e4d_e21e;

pub struct Dice(ChaCha8Rng);

impl Dice {
    /// `name` tells publishers apart, `number` their processes.
    pub fn new(name: &str, number: usize) -> Self {
        let salt = name.bytes().fold(0_u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte)));
        let mut generator = ChaCha8Rng::seed_from_u64(SEED ^ (salt << 24));
        generator.set_stream(number as u64);
        Self(generator)
    }

    /// A number from 0 to `bound` - 1. The tiny bias of the remainder does not matter here.
    pub fn below(&mut self, bound: usize) -> usize {
        let bound = bound.max(1) as u64;
        usize::try_from(self.0.next_u64() % bound).unwrap_or_default()
    }

    /// A number between the two, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let width = high.saturating_sub(low).saturating_add(1).max(1);
        low + i64::try_from(self.0.next_u64() % width.unsigned_abs()).unwrap_or_default()
    }

    /// So many hexadecimal digits.
    pub fn digits(&mut self, count: usize) -> String {
        (0..count).map(|_| char::from(*self.pick(b"0123456789abcdef"))).collect()
    }

    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}
