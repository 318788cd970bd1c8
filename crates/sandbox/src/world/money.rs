//! Amounts in whole cents: no arithmetic on floats, and each publisher's way of writing them.

use super::dice::Dice;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Money(pub i64);

impl Money {
    /// As JSON floats are written: `168000.0`, `210147.69`.
    pub fn float(self) -> String {
        let text = format!("{}.{:02}", self.0 / 100, self.0 % 100);
        let short = text.trim_end_matches('0');
        if short.ends_with('.') { format!("{short}0") } else { short.to_owned() }
    }

    /// Whole amounts without a point: `33721`, `40465.2`.
    pub fn number(self) -> String {
        let text = self.float();
        text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
    }

    pub fn percent(self, percent: i64) -> Self {
        Self(self.0 * percent / 100)
    }

    /// With 20 % VAT.
    pub fn gross(self) -> Self {
        self.percent(120)
    }

    /// Between the two (whole units), small ones more often than large ones; mostly round, the rest
    /// to the cent.
    pub fn roll(dice: &mut Dice, low: i64, high: i64) -> Self {
        let ceiling = dice.between(low, high);
        let units = dice.between(low, ceiling);
        match dice.below(10) {
            0..=2 => Self(units / 1000 * 1000 * 100 + low * 100),
            3..=6 => Self(units / 10 * 10 * 100),
            _ => Self(units * 100 + dice.between(1, 99)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Money;

    #[test]
    fn amounts_are_written_as_the_publishers_do() {
        assert_eq!(Money(16_800_000).float(), "168000.0");
        assert_eq!(Money(21_014_769).float(), "210147.69");
        assert_eq!(Money(0).float(), "0.0");
        assert_eq!(Money(4_046_520).number(), "40465.2");
        assert_eq!(Money(3_372_100).number(), "33721");
        assert_eq!(Money(1_000).number(), "10");
    }
}
