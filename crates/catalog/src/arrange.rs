//! The sorts of the catalog. The standard library's are compiled anew for every type and every
//! comparison, at 3 to 10 kB of wasm each: these are compiled once.

use std::cmp::Ordering;

/// In order; what is equal may change places.
pub(crate) fn by(numbers: &mut [u32], compare: &mut dyn FnMut(u32, u32) -> Ordering) {
    numbers.sort_unstable_by(|a, b| compare(*a, *b));
}

/// In order and each once.
pub(crate) fn unique(numbers: &mut Vec<u32>) {
    by(numbers, &mut |a, b| a.cmp(&b));
    numbers.dedup();
}

/// The places of so many items in their order; equal ones stay as they are.
pub(crate) fn places(length: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<u32> {
    let mut places: Vec<u32> = (0..length as u32).collect();
    by(&mut places, &mut |a, b| compare(a as usize, b as usize).then_with(|| a.cmp(&b)));
    places
}

/// Items of any kind in order; equal ones stay as they are.
pub(crate) fn list<T>(items: &mut Vec<T>, compare: &mut dyn FnMut(&T, &T) -> Ordering) {
    let order = places(items.len(), &mut |a, b| compare(&items[a], &items[b]));
    let mut slots: Vec<Option<T>> = items.drain(..).map(Some).collect();
    items.extend(order.into_iter().filter_map(|place| slots[place as usize].take()));
}

#[cfg(test)]
mod tests {
    use std::cmp::Reverse;

    use proptest::collection::vec;
    use proptest::prelude::{any, prop_assert_eq, proptest};

    use super::{list, unique};

    proptest! {
        #[test]
        fn a_list_is_sorted_as_the_standard_library_does(pairs in vec((0_u8..8, any::<u16>()), 0..200)) {
            let mut ours = pairs.clone();
            list(&mut ours, &mut |a, b| Reverse(a.0).cmp(&Reverse(b.0)));
            let mut theirs = pairs;
            theirs.sort_by_key(|pair| Reverse(pair.0));
            prop_assert_eq!(ours, theirs);
        }

        #[test]
        fn numbers_come_once(mut numbers in vec(0_u32..50, 0..200)) {
            let expected: Vec<u32> = numbers.iter().copied().collect::<std::collections::BTreeSet<_>>().into_iter().collect();
            unique(&mut numbers);
            prop_assert_eq!(numbers, expected);
        }
    }
}
