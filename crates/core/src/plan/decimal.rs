//! Decimal numbers of any size, compared digit by digit: amounts are never made floats.

use std::cmp::Ordering;

/// The value is `0.digits` times ten to the power of `exponent`; zero has no digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decimal {
    negative: bool,
    /// Without zeros at either end.
    digits: Vec<u8>,
    exponent: i64,
}

impl Decimal {
    /// Reads `-12.50` or `1.25e1`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            // An exponent beyond 32 bits is no amount.
            Some((mantissa, exponent)) => (mantissa, i64::from(exponent.parse::<i32>().ok()?)),
            None => (text, 0),
        };
        let unsigned = mantissa.strip_prefix(['-', '+']).unwrap_or(mantissa);
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let all = whole.bytes().chain(fraction.bytes());
        if whole.is_empty() && fraction.is_empty() || !all.clone().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let zeros = all.clone().take_while(|byte| *byte == b'0').count();
        let mut digits: Vec<u8> = all.skip(zeros).collect();
        while digits.last() == Some(&b'0') {
            digits.pop();
        }
        if digits.is_empty() {
            return Some(Self { negative: false, digits, exponent: 0 });
        }
        let point = i64::try_from(whole.len()).ok()? - i64::try_from(zeros).ok()?;
        Some(Self { negative: mantissa.starts_with('-'), digits, exponent: point + exponent })
    }

    pub fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    fn magnitude(&self, other: &Self) -> Ordering {
        match (self.digits.is_empty(), other.digits.is_empty()) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => self.exponent.cmp(&other.exponent).then_with(|| self.digits.cmp(&other.digits)),
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, false) => self.magnitude(other),
            (true, true) => other.magnitude(self),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    fn of(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn numbers_compare_by_value_whatever_their_form() {
        for (a, b) in [("1", "1.0"), ("1e3", "1000"), ("0.50", ".5"), ("-0", "0.0"), ("007", "7"), ("12.5E-1", "1.25")]
        {
            assert_eq!(of(a), of(b), "{a} {b}");
        }
        let rising = [
            "-100",
            "-2.5",
            "-2.49",
            "0",
            "1e-9",
            "0.1",
            "0.11",
            "2",
            "10",
            "99999999999999999999.98",
            "99999999999999999999.99",
            "1e30",
        ];
        for pair in rising.windows(2) {
            assert!(of(pair[0]) < of(pair[1]), "{pair:?}");
        }
    }

    #[test]
    fn other_texts_are_no_numbers() {
        for text in ["", ".", "-", "1,000", "1.2.3", "0x10", "NaN", "inf", "1e", "1e99999999999", "٣", "--1"] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }
}
