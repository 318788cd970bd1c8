//! The order of releases: by `date`, as Python's `sorted` would put them, failing where it fails.
//! See <https://standard.open-contracting.org/latest/en/schema/merging/>.

use std::cmp::Ordering;

use super::error::MergeErrorKind;
use super::python;
use super::value::Value;

/// What has to be known of a release before merging: the fields that every result mentions.
#[derive(Debug, Clone, Default)]
pub(crate) struct Head<'a> {
    pub(crate) ocid: Option<Value<'a>>,
    pub(crate) id: Option<Value<'a>>,
    pub(crate) date: Option<Value<'a>>,
    pub(crate) tag: Option<Value<'a>>,
}

impl Head<'_> {
    pub(crate) fn is_complete(&self) -> bool {
        self.date.is_some() && self.id.is_some() && self.ocid.is_some() && self.tag.is_some()
    }
}

/// A release, or whatever stands in its place.
#[derive(Debug, Clone)]
pub(crate) enum Shape<'a> {
    Object(Head<'a>),
    Other(MergeErrorKind),
}

impl<'a> Shape<'a> {
    pub(crate) fn head(&self) -> Option<&Head<'a>> {
        match self {
            Shape::Object(head) => Some(head),
            Shape::Other(_) => None,
        }
    }

    /// The reference's complaint about a value that should have been a release.
    pub(crate) fn not_an_object(value: &Value<'_>) -> MergeErrorKind {
        let python_type = match value {
            Value::String(_) => return MergeErrorKind::StringRelease,
            Value::Array(_) | Value::Object(_) => return MergeErrorKind::ArrayRelease,
            Value::Null => "NoneType",
            Value::Bool(_) => "bool",
            Value::Number(source) if source.contains(['.', 'e', 'E']) => "float",
            Value::Number(_) => "int",
        };
        MergeErrorKind::ScalarRelease { python_type }
    }
}

/// Why there is no order, and the release that shows it.
#[derive(Debug)]
pub(crate) struct Unordered {
    pub(crate) kind: MergeErrorKind,
    pub(crate) release: usize,
}

/// The positions of the releases in merge order. One release alone is not looked at.
pub(crate) fn order(releases: &[Shape<'_>]) -> Result<Vec<usize>, Unordered> {
    if matches!(releases, [Shape::Object(_)]) {
        return Ok(vec![0]);
    }
    let mut dates = Vec::with_capacity(releases.len());
    for (release, shape) in releases.iter().enumerate() {
        let kind = match shape {
            Shape::Other(kind) => kind.clone(),
            Shape::Object(Head { date: None, .. }) => MergeErrorKind::MissingDate,
            Shape::Object(Head { date: Some(date), .. }) => {
                dates.push(date);
                continue;
            }
        };
        return Err(Unordered { kind, release });
    }
    let texts: Option<Vec<&[u8]>> = dates.iter().map(|date| string(date)).collect();
    let mut order: Vec<usize> = (0..dates.len()).collect();
    match texts {
        Some(texts) => order.sort_by_key(|&release| texts[release]),
        None => PythonSort { dates: &dates }.sort(&mut order)?,
    }
    Ok(order)
}

fn string<'v>(value: &'v Value<'_>) -> Option<&'v [u8]> {
    match value {
        Value::String(string) => Some(&string.text),
        _ => None,
    }
}

/// Python's list sort over values that may not be comparable.
///
/// Any stable sort gives the same order. What has to be followed is which comparison comes first,
/// because the first one that fails decides the error: runs, binary insertion up to a minimum run,
/// then merges in powersort order.
struct PythonSort<'v, 'a> {
    dates: &'v [&'v Value<'a>],
}

struct Run {
    start: usize,
    length: usize,
    power: u32,
}

impl PythonSort<'_, '_> {
    fn less(&self, a: usize, b: usize) -> Result<bool, Unordered> {
        match less(self.dates[a], self.dates[b]) {
            Ok(less) => Ok(less),
            Err(null) => Err(Unordered {
                kind: if null { MergeErrorKind::NullDate } else { MergeErrorKind::NonStringDate },
                release: self.culprit(a, b, null),
            }),
        }
    }

    /// Of two dates that cannot be compared, the one to name.
    fn culprit(&self, a: usize, b: usize, null: bool) -> usize {
        let odd = |date: &Value<'_>| match null {
            true => date.is_null(),
            false => string(date).is_none(),
        };
        if odd(self.dates[a]) { a } else { b }
    }

    fn sort(&self, order: &mut [usize]) -> Result<(), Unordered> {
        let total = order.len();
        let minimum = minimum_run(total);
        let mut runs: Vec<Run> = Vec::new();
        let mut start = 0;
        while start < total {
            let mut length = self.natural_run(&mut order[start..])?;
            if length < minimum {
                let forced = minimum.min(total - start);
                self.insert(&mut order[start..start + forced], length)?;
                length = forced;
            }
            self.found_run(order, &mut runs, start, length)?;
            runs.push(Run { start, length, power: 0 });
            start += length;
        }
        while runs.len() > 1 {
            let mut at = runs.len() - 2;
            if at > 0 && runs[at - 1].length < runs[at + 1].length {
                at -= 1;
            }
            self.merge_at(order, &mut runs, at)?;
        }
        Ok(())
    }

    /// Merges earlier runs as the powers ask before a new run is added.
    fn found_run(
        &self,
        order: &mut [usize],
        runs: &mut Vec<Run>,
        start: usize,
        length: usize,
    ) -> Result<(), Unordered> {
        let Some(last) = runs.last() else {
            return Ok(());
        };
        let power = power(last.start, last.length, length, order.len());
        debug_assert_eq!(last.start + last.length, start);
        while runs.len() > 1 && runs[runs.len() - 2].power > power {
            let at = runs.len() - 2;
            self.merge_at(order, runs, at)?;
        }
        if let Some(last) = runs.last_mut() {
            last.power = power;
        }
        Ok(())
    }

    /// The length of the run at the start, which is turned round if it descends strictly.
    fn natural_run(&self, order: &mut [usize]) -> Result<usize, Unordered> {
        if order.len() < 2 {
            return Ok(order.len());
        }
        let descending = self.less(order[1], order[0])?;
        let mut length = 2;
        while length < order.len() && self.less(order[length], order[length - 1])? == descending {
            length += 1;
        }
        if descending {
            order[..length].reverse();
        }
        Ok(length)
    }

    /// Binary insertion of what follows the first `sorted` items.
    fn insert(&self, order: &mut [usize], sorted: usize) -> Result<(), Unordered> {
        for place in sorted..order.len() {
            let (mut left, mut right) = (0, place);
            while left < right {
                let middle = left + (right - left) / 2;
                if self.less(order[place], order[middle])? {
                    right = middle;
                } else {
                    left = middle + 1;
                }
            }
            order[left..=place].rotate_right(1);
        }
        Ok(())
    }

    fn merge_at(&self, order: &mut [usize], runs: &mut Vec<Run>, at: usize) -> Result<(), Unordered> {
        let right = runs.remove(at + 1);
        let left = &mut runs[at];
        let (start, end) = (left.start, right.start + right.length);
        let merged = self.merge(&order[start..right.start], &order[right.start..end])?;
        order[start..end].copy_from_slice(&merged);
        left.length += right.length;
        left.power = right.power;
        Ok(())
    }

    fn merge(&self, mut left: &[usize], mut right: &[usize]) -> Result<Vec<usize>, Unordered> {
        let mut merged = Vec::with_capacity(left.len() + right.len());
        while let (Some((&a, left_rest)), Some((&b, right_rest))) = (left.split_first(), right.split_first()) {
            if self.less(b, a)? {
                merged.push(b);
                right = right_rest;
            } else {
                merged.push(a);
                left = left_rest;
            }
        }
        merged.extend_from_slice(left);
        merged.extend_from_slice(right);
        Ok(merged)
    }
}

/// Python's `merge_compute_minrun`.
fn minimum_run(mut length: usize) -> usize {
    let mut odd = 0;
    while length >= 64 {
        odd |= length & 1;
        length >>= 1;
    }
    length + odd
}

/// Python's `powerloop`: how deep in a balanced tree of merges the border of two runs lies.
fn power(start: usize, left: usize, right: usize, total: usize) -> u32 {
    let mut a = 2 * start + left;
    let mut b = a + left + right;
    let mut result = 0;
    loop {
        result += 1;
        if a >= total {
            a -= total;
            b -= total;
        } else if b >= total {
            return result;
        }
        a <<= 1;
        b <<= 1;
    }
}

/// Python's `a < b`; else whether null was one of the two things that do not compare.
fn less(a: &Value<'_>, b: &Value<'_>) -> Result<bool, bool> {
    if let (Value::String(a), Value::String(b)) = (a, b) {
        return Ok(a.text < b.text);
    }
    if let (Value::Array(a), Value::Array(b)) = (a, b) {
        let different = a.iter().zip(b).find(|(a, b)| !python::equal(a, b));
        return different.map_or(Ok(a.len() < b.len()), |(a, b)| less(a, b));
    }
    match (python::number(a), python::number(b)) {
        (Some(a), Some(b)) => Ok(a.compare(b) == Ordering::Less),
        _ => Err(a.is_null() || b.is_null()),
    }
}
