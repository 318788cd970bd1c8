//! The reader's own exchange rates: each with its day and source, kept on the device.

use serde::{Deserialize, Serialize};

use crate::store::{self, key};

/// One unit of a currency in another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate {
    pub from: String,
    pub to: String,
    /// Decimal text.
    pub amount: String,
    /// A day (RFC 3339).
    pub date: String,
    pub source: String,
}

impl Rate {
    /// The rate, if it is one.
    pub fn checked(self) -> Option<Self> {
        let is_code = |code: &str| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
        let digits = self.amount.bytes().filter(u8::is_ascii_digit).count();
        let points = self.amount.bytes().filter(|byte| *byte == b'.').count();
        let is_number = digits > 0 && points < 2 && digits + points == self.amount.len();
        let is_more_than_zero = self.amount.bytes().any(|byte| (b'1'..=b'9').contains(&byte));
        let is_day = self.date.len() == 10;
        let is_rate = is_code(&self.from) && is_code(&self.to) && self.from != self.to;
        (is_rate && is_number && is_more_than_zero && is_day).then_some(self)
    }
}

pub fn stored() -> Vec<Rate> {
    store::value(key::RATES)
}

/// Keeps them; whether they will be there at the next visit.
pub fn keep(rates: &[Rate]) -> bool {
    store::set_value(key::RATES, &rates)
}

/// What an amount comes to by each of the reader's rates for its currency.
pub fn converted(decimal: &str, currency: &str) -> Vec<(Rate, String)> {
    let rates = stored().into_iter().filter(|rate| rate.from == currency);
    rates.filter_map(|rate| times(decimal, &rate.amount).map(|product| (rate, product))).collect()
}

/// The product of two decimals, rounded to two places; `None` for other text and beyond 38 digits.
fn times(amount: &str, rate: &str) -> Option<String> {
    let (amount, amount_places) = scaled(amount)?;
    let (rate, rate_places) = scaled(rate)?;
    // Two places more than there are, and then all but two away.
    let product = amount.checked_mul(rate)?.checked_mul(100)?;
    let divisor = 10_i128.checked_pow(amount_places + rate_places)?;
    let cents = (product.checked_abs()?.checked_mul(2)?.checked_add(divisor)?) / divisor.checked_mul(2)?;
    let sign = if product < 0 && cents > 0 { "-" } else { "" };
    Some(format!("{sign}{}.{:02}", cents / 100, cents % 100))
}

/// A decimal as a whole number and the places after its point.
fn scaled(decimal: &str) -> Option<(i128, u32)> {
    let (whole, fraction) = decimal.split_once('.').unwrap_or((decimal, ""));
    let digits = format!("{whole}{fraction}");
    Some((digits.parse().ok()?, u32::try_from(fraction.len()).ok()?))
}

#[cfg(test)]
mod tests {
    use super::{Rate, times};

    fn is_rate(from: &str, amount: &str, to: &str) -> bool {
        let (from, to, amount) = (from.to_owned(), to.to_owned(), amount.to_owned());
        Rate { from, to, amount, date: "2026-11-20".to_owned(), source: String::new() }.checked().is_some()
    }

    #[test]
    fn only_numbers_between_two_currencies_are_rates() {
        assert!(is_rate("EUR", "49.10", "UAH"));
        for (from, amount, to) in [
            ("EUR", "", "UAH"),
            ("EUR", "0.0", "UAH"),
            ("EUR", "1.2.3", "UAH"),
            ("EU", "1", "UAH"),
            ("EUR", "1", "EUR"),
            ("EUR", "1e3", "UAH"),
        ] {
            assert!(!is_rate(from, amount, to), "{from} {amount} {to}");
        }
    }

    #[test]
    fn amounts_are_multiplied_to_the_last_digit_and_rounded_once() {
        for (amount, rate, product) in [
            ("4200000", "49.10", "206220000.00"),
            ("0.005", "1", "0.01"),
            ("0.004", "1", "0.00"),
            ("-2.5", "3", "-7.50"),
            ("1234567890123456789.99", "1.1", "1358024679135802468.99"),
        ] {
            assert_eq!(times(amount, rate).as_deref(), Some(product), "{amount} * {rate}");
        }
        for (amount, rate) in [("", "1"), ("1e3", "1"), ("1", "x"), ("99999999999999999999999999999999999999", "99")] {
            assert_eq!(times(amount, rate), None, "{amount} * {rate}");
        }
    }
}
