//! Numbers as the reference sees them: integers of any size, exactly, and IEEE doubles.

use std::cmp::Ordering;

/// What a JSON number, or a boolean, is worth in Python.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Number<'a> {
    /// Decimal digits without leading zeros; never "-0".
    Int {
        negative: bool,
        digits: &'a str,
    },
    Float(f64),
}

/// Equal for numbers that Python finds equal (`1`, `1.0` and `True`), and only for them.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum NumberKey {
    Int { negative: bool, digits: String },
    Float(u64),
}

impl<'a> Number<'a> {
    /// Reads a number that the scanner has accepted.
    pub(crate) fn parse(source: &'a str) -> Self {
        if source.contains(['.', 'e', 'E']) {
            // The scanner's grammar is a part of Rust's; too large a number reads as infinity.
            return Number::Float(source.parse().unwrap_or(f64::INFINITY));
        }
        let digits = source.strip_prefix('-').unwrap_or(source);
        Number::Int { negative: digits.len() < source.len() && digits != "0", digits }
    }

    pub(crate) fn of_bool(value: bool) -> Number<'static> {
        Number::Int { negative: false, digits: if value { "1" } else { "0" } }
    }

    pub(crate) fn key(self) -> NumberKey {
        match self {
            Number::Int { negative, digits } => NumberKey::Int { negative, digits: digits.to_owned() },
            Number::Float(value) if value.is_finite() && value.fract() == 0.0 => {
                let (negative, digits) = whole_digits(value);
                NumberKey::Int { negative, digits }
            }
            Number::Float(value) => NumberKey::Float(value.to_bits()),
        }
    }

    /// `str()` of the number.
    pub(crate) fn to_python(self) -> String {
        match self {
            Number::Int { negative, digits } => {
                let sign = if negative { "-" } else { "" };
                format!("{sign}{digits}")
            }
            Number::Float(value) => float_to_python(value),
        }
    }

    pub(crate) fn compare(self, other: Number<'_>) -> Ordering {
        match (self, other) {
            (Number::Float(a), Number::Float(b)) => a.partial_cmp(&b).unwrap_or(Ordering::Equal),
            (Number::Int { negative, digits }, Number::Float(b)) => compare_with_float((negative, digits), b),
            (Number::Float(a), Number::Int { negative, digits }) => compare_with_float((negative, digits), a).reverse(),
            (Number::Int { negative, digits }, Number::Int { negative: n, digits: d }) => {
                compare_ints((negative, digits), (n, d))
            }
        }
    }
}

/// The exact decimal digits of a double without fraction, and whether it is below zero.
fn whole_digits(value: f64) -> (bool, String) {
    let text = format!("{value:.0}");
    let digits = text.strip_prefix('-').unwrap_or(&text);
    (digits.len() < text.len() && digits != "0", digits.to_owned())
}

fn compare_ints(a: (bool, &str), b: (bool, &str)) -> Ordering {
    let magnitude = |a: &str, b: &str| a.len().cmp(&b.len()).then_with(|| a.cmp(b));
    match (a.0, b.0) {
        (false, false) => magnitude(a.1, b.1),
        (true, true) => magnitude(b.1, a.1),
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
    }
}

/// Exact, as in Python: the integer is not rounded to a double first.
fn compare_with_float(int: (bool, &str), float: f64) -> Ordering {
    if float == f64::INFINITY {
        return Ordering::Less;
    }
    if float == f64::NEG_INFINITY {
        return Ordering::Greater;
    }
    let floor = float.floor();
    let (negative, digits) = whole_digits(floor);
    let order = compare_ints(int, (negative, &digits));
    if order == Ordering::Equal && float > floor {
        return Ordering::Less;
    }
    order
}

/// Python's `repr` of a double: shortest digits that read back, exponents outside 1e-4..1e16.
fn float_to_python(value: f64) -> String {
    if value.is_infinite() {
        return if value > 0.0 { "inf" } else { "-inf" }.to_owned();
    }
    let scientific = format!("{value:e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..16).contains(&exponent) {
        return format!("{value:?}");
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{mantissa}e{sign}{:02}", exponent.unsigned_abs())
}
