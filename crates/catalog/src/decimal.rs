//! Amounts that are added and compared exactly: never a float.

use std::borrow::Cow;
use std::fmt;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Decimal places that are kept.
const PLACES: i64 = 18;

const ONE: i128 = 1_000_000_000_000_000_000;

/// A decimal number with up to 18 places, below 1.7 × 10^20 either way. Sums either fit or fail:
/// nothing is rounded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(i128);

impl Decimal {
    pub const ZERO: Self = Self(0);

    /// Reads a number as JSON writes it: `-12.50`, `1.25e1`. `None` for other text, and for what
    /// can't be held exactly.
    pub fn parse(text: &str) -> Option<Self> {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, i64::from(exponent.parse::<i32>().ok()?)),
            None => (text, 0),
        };
        let unsigned = mantissa.strip_prefix(['-', '+']).unwrap_or(mantissa);
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        // Zeros at the end are no digits that have to be held.
        let fraction = fraction.trim_end_matches('0');
        if whole.is_empty() || !whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let mut units: i128 = 0;
        for digit in whole.bytes().chain(fraction.bytes()) {
            units = units.checked_mul(10)?.checked_add(i128::from(digit - b'0'))?;
        }
        let units = shifted(units, PLACES - i64::try_from(fraction.len()).ok()? + exponent)?;
        Some(Self(if mantissa.starts_with('-') { -units } else { units }))
    }

    pub fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// `None` where the sum is too large to be held.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// `None` where the difference is too large to be held.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// This as thousandths of another number, rounded half away from zero; `None` of zero, and where
    /// there are too many of them.
    pub fn thousandths_of(self, other: Self) -> Option<i64> {
        let whole = other.0.checked_abs().filter(|whole| *whole > 0)?;
        let sign = if (self.0 < 0) == (other.0 < 0) { 1 } else { -1 };
        let part = self.0.checked_abs()?;
        // What is below a thousandth of the unit does not show in the result, but may not fit.
        let (part, whole) = match part.checked_mul(1000) {
            Some(part) => (part, whole),
            None => (part, whole / 1000),
        };
        let doubled = part.checked_div(whole)?.checked_mul(2)?;
        let rest = part.checked_rem(whole)?;
        let rounded = doubled / 2 + i128::from(rest >= whole - rest);
        i64::try_from(rounded).ok()?.checked_mul(sign)
    }
}

fn shifted(mut units: i128, mut places: i64) -> Option<i128> {
    if units == 0 {
        return Some(0);
    }
    while places > 0 {
        units = units.checked_mul(10)?;
        places -= 1;
    }
    while places < 0 {
        if units % 10 != 0 {
            return None;
        }
        units /= 10;
        places += 1;
    }
    Some(units)
}

impl fmt::Display for Decimal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (units, one) = (self.0.unsigned_abs(), ONE.unsigned_abs());
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(formatter, "{sign}{}", units / one)?;
        match units % one {
            0 => Ok(()),
            fraction => write!(formatter, ".{}", format!("{fraction:018}").trim_end_matches('0')),
        }
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom(format!("no decimal number: {text:?}")))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert_eq, proptest};

    use super::Decimal;

    fn of(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn numbers_compare_by_value_whatever_their_form() {
        for (a, b) in [("1", "1.0"), ("1e3", "1000"), ("-0", "0.0"), ("007", "7"), ("12.5E-1", "1.25"), ("1.10", "1.1")]
        {
            assert_eq!(of(a), of(b), "{a} {b}");
        }
        let rising =
            ["-100", "-2.5", "-2.49", "0", "1e-9", "0.1", "0.11", "2", "10", "99999999999999999999.98", "1e20"];
        for pair in rising.windows(2) {
            assert!(of(pair[0]) < of(pair[1]), "{pair:?}");
        }
    }

    #[test]
    fn what_can_not_be_held_exactly_is_no_amount() {
        for text in ["", ".", ".5", "-", "1,000", "1.2.3", "NaN", "1e", "1e400", "1e99999999999", "--1", "1e21", "٣"] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
        assert_eq!(Decimal::parse("0.0000000000000000001"), None);
        assert_eq!(of("0.30000000000000004").to_string(), "0.30000000000000004");
        assert_eq!(of("1e20").checked_add(of("1e20")), None, "a sum that does not fit fails");
    }

    #[test]
    fn parts_are_rounded_to_thousandths() {
        for (part, whole, thousandths) in [
            ("491600", "3918400", 125),
            ("-96000", "485000", -198),
            ("1", "3", 333),
            ("2", "3", 667),
            ("0.5", "1000", 1),
            ("-0.5", "1000", -1),
            ("5", "-10", -500),
            ("99999999999999999999", "100000000000000000000", 1000),
        ] {
            assert_eq!(of(part).thousandths_of(of(whole)), Some(thousandths), "{part} of {whole}");
        }
        assert_eq!(of("1").thousandths_of(of("0")), None);
    }

    proptest! {
        #[test]
        fn sums_are_exact(a in any::<i64>(), b in any::<i64>()) {
            let cents = |units: i128| {
                let sign = if units < 0 { "-" } else { "" };
                format!("{sign}{}.{:02}", units.unsigned_abs() / 100, units.unsigned_abs() % 100)
            };
            let sum = of(&cents(a.into())).checked_add(of(&cents(b.into()))).unwrap();
            prop_assert_eq!(sum, of(&cents(i128::from(a) + i128::from(b))));
            prop_assert_eq!(of(&sum.to_string()), sum);
        }
    }
}
