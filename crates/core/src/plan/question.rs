//! A question that is the same for every publisher, and its checks.

use serde::{Deserialize, Serialize};
use tenderlens_ocds::view::Stage;

use super::decimal::Decimal;
use crate::calendar::Date;
use crate::listing::Aspect;
use crate::protocol::error::Error;

/// What is looked for. What is left empty matches everything.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Question {
    /// Words that must all occur in the title, the description, the buyer or an identifier.
    pub text: String,
    pub stage: Option<Stage>,
    pub category: Option<Category>,
    pub classification: Option<Classification>,
    pub value: Option<ValueRange>,
    pub dates: Dates,
    /// Words that must all occur in the buyer's name.
    pub buyer: String,
    /// Words that must all occur in the name of one supplier.
    pub supplier: String,
    /// A code of the OCDS codelist `tenderStatus`.
    pub status: String,
    /// The buyer's country: two letters (ISO 3166-1 alpha-2).
    pub country: String,
}

/// What is bought: the OCDS codelist `procurementCategory`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Category {
    Goods,
    Works,
    Services,
}

impl Category {
    pub const ALL: [Self; 3] = [Self::Goods, Self::Works, Self::Services];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Goods => "goods",
            Self::Works => "works",
            Self::Services => "services",
        }
    }
}

/// Everything whose code in the scheme starts with the prefix: CPV `45` is all construction work.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Classification {
    pub scheme: String,
    pub prefix: String,
    /// The entry's words, where it was chosen from a publisher's list: some publishers take an
    /// entry only as a whole.
    pub description: Option<String>,
}

/// Decimal text, both ends included. Amounts in another currency are not compared.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ValueRange {
    pub min: Option<String>,
    pub max: Option<String>,
    /// ISO 4217 code.
    pub currency: String,
}

/// Days, both included, in the publisher's time. An end may be open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Dates {
    pub from: Option<Date>,
    pub to: Option<Date>,
}

impl Dates {
    pub fn between(from: Date, to: Date) -> Self {
        Self { from: Some(from), to: Some(to) }
    }

    /// The days up to and including that of `now_ms` (Unix time).
    pub fn last_days(days: u16, now_ms: u64) -> Self {
        let to = Date::of_unix_ms(now_ms);
        Self { from: to.plus(-i32::from(days)), to: Some(to) }
    }

    /// Neither end is given: all time.
    pub fn is_open(&self) -> bool {
        self.from.is_none() && self.to.is_none()
    }
}

impl Question {
    /// What the question asks about.
    pub fn aspects(&self) -> impl Iterator<Item = Aspect> {
        Aspect::ALL.into_iter().filter(|aspect| self.asks(*aspect))
    }

    pub fn asks(&self, aspect: Aspect) -> bool {
        let given = |text: &str| !text.trim().is_empty();
        match aspect {
            Aspect::Text => given(&self.text),
            Aspect::Stage => self.stage.is_some(),
            Aspect::Category => self.category.is_some(),
            Aspect::Classification => self.classification.is_some(),
            Aspect::Value => self.value.is_some(),
            Aspect::Dates => !self.dates.is_open(),
            Aspect::Buyer => given(&self.buyer),
            Aspect::Supplier => given(&self.supplier),
            Aspect::Status => given(&self.status),
            Aspect::Country => given(&self.country),
        }
    }

    /// # Errors
    /// [`Error::Parameter`] names the condition that can't be one.
    pub fn check(&self) -> Result<(), Error> {
        let refuse =
            |aspect: Aspect, problem: String| Err(Error::Parameter { name: aspect.name().to_owned(), problem });
        if let (Some(from), Some(to)) = (self.dates.from, self.dates.to)
            && from > to
        {
            return refuse(Aspect::Dates, format!("end before they start: {from} is after {to}"));
        }
        // A publisher may be asked year by year.
        if let Some(odd) = [self.dates.from, self.dates.to].into_iter().flatten().find(|it| !is_plausible(*it)) {
            return refuse(Aspect::Dates, format!("must be between the years 1900 and 2100, got {odd}"));
        }
        let country = self.country.trim();
        let is_code = country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_alphabetic());
        if !country.is_empty() && !is_code {
            return refuse(Aspect::Country, format!("must be a code of two letters, got {country:?}"));
        }
        match &self.classification {
            Some(Classification { prefix, .. }) if prefix.trim().is_empty() => {
                return refuse(Aspect::Classification, "needs the first digits of a code".to_owned());
            }
            _ => {}
        }
        self.value.as_ref().map_or(Ok(()), check_value)
    }
}

fn is_plausible(date: Date) -> bool {
    (1900..=2100).contains(&date.year())
}

fn check_value(range: &ValueRange) -> Result<(), Error> {
    let refuse = |problem: String| Err(Error::Parameter { name: Aspect::Value.name().to_owned(), problem });
    let bounds = [&range.min, &range.max];
    for bound in bounds.into_iter().flatten() {
        if Decimal::parse(bound).is_none() {
            return refuse(format!("must be a decimal number, got {bound:?}"));
        }
    }
    if let [Some(min), Some(max)] = bounds
        && Decimal::parse(min) > Decimal::parse(max)
    {
        return refuse(format!("ends before it starts: {min} is more than {max}"));
    }
    if bounds.iter().all(|bound| bound.is_none()) {
        return refuse("needs a least or a greatest amount".to_owned());
    }
    if !(range.currency.len() == 3 && range.currency.bytes().all(|byte| byte.is_ascii_alphabetic())) {
        return refuse(format!(
            "needs a currency of three letters, got {:?}: amounts of different currencies are not compared",
            range.currency
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Category, Dates, Question, ValueRange};
    use crate::listing::Aspect;

    fn refused(question: Question) -> String {
        question.check().unwrap_err().to_string()
    }

    #[test]
    fn a_question_knows_what_it_asks_about() {
        assert_eq!(Question::default().aspects().count(), 0);
        let question = Question { text: " x ".into(), category: Some(Category::Works), ..Question::default() };
        assert_eq!(question.aspects().collect::<Vec<_>>(), [Aspect::Text, Aspect::Category]);
        assert!(!Question { buyer: "  ".into(), ..Question::default() }.asks(Aspect::Buyer));
    }

    #[test]
    fn what_can_be_no_question_says_why() {
        let dates = Dates::between("2026-02-01".parse().unwrap(), "2026-01-01".parse().unwrap());
        assert!(refused(Question { dates, ..Question::default() }).contains("2026-02-01 is after 2026-01-01"));
        let dates = Dates { from: Some("0026-01-01".parse().unwrap()), to: None };
        assert!(refused(Question { dates, ..Question::default() }).contains("1900"));
        assert!(refused(Question { country: "Peru".into(), ..Question::default() }).contains("two letters"));
        let value = |min: &str, currency: &str| {
            let range = ValueRange { min: Some(min.into()), max: None, currency: currency.into() };
            Question { value: Some(range), ..Question::default() }
        };
        assert!(refused(value("1,000", "GBP")).contains("decimal"));
        assert!(refused(value("1000", "")).contains("currency"));
        assert_eq!(value("1000.50", "GBP").check(), Ok(()));
        let reversed = ValueRange { min: Some("10".into()), max: Some("9.5".into()), currency: "GBP".into() };
        assert!(refused(Question { value: Some(reversed), ..Question::default() }).contains("10 is more than 9.5"));
        let empty = ValueRange { currency: "GBP".into(), ..ValueRange::default() };
        assert!(refused(Question { value: Some(empty), ..Question::default() }).contains("least or a greatest"));
    }

    #[test]
    fn the_last_days_end_today() {
        let dates = Dates::last_days(60, 1_795_262_400_000);
        assert_eq!(dates, Dates::between("2026-09-22".parse().unwrap(), "2026-11-21".parse().unwrap()));
    }
}
