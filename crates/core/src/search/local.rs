//! The conditions that no publisher could be asked: decided here, process by process.

use tenderlens_ocds::view::{Classification, Process, Stage};

use super::Summary;
use crate::calendar::Date;
use crate::listing::Aspect;
use crate::plan::{self, Dates, Decimal, Question, ValueRange, Words};

/// Whether a process is one of those that were looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    Yes,
    No,
    /// What was published does not say, as to these aspects.
    Unknown(Vec<Aspect>),
}

/// The conditions that a plan leaves, prepared once.
pub(super) struct Local<'a> {
    question: &'a Question,
    aspects: Vec<Aspect>,
    text: Words,
    buyer: Words,
    supplier: Words,
}

impl<'a> Local<'a> {
    pub fn new(question: &'a Question, aspects: &[Aspect]) -> Self {
        Self {
            question,
            aspects: aspects.to_vec(),
            text: Words::new(&question.text),
            buyer: Words::new(&question.buyer),
            supplier: Words::new(&question.supplier),
        }
    }

    pub fn decide(&self, process: &Process, summary: &Summary) -> Verdict {
        let mut unknown = Vec::new();
        for aspect in &self.aspects {
            match self.holds(*aspect, process, summary) {
                Some(true) => {}
                Some(false) => return Verdict::No,
                None => unknown.push(*aspect),
            }
        }
        if unknown.is_empty() { Verdict::Yes } else { Verdict::Unknown(unknown) }
    }

    /// The verdict on a process of which nothing is known.
    pub fn unknown(&self) -> Verdict {
        if self.aspects.is_empty() { Verdict::Yes } else { Verdict::Unknown(self.aspects.clone()) }
    }

    /// `None` where it is not published.
    fn holds(&self, aspect: Aspect, process: &Process, summary: &Summary) -> Option<bool> {
        let tender = process.tender.as_ref();
        match aspect {
            Aspect::Text => Some(self.text.occur_in(summary.texts())),
            Aspect::Stage if process.stage == Stage::Unknown => None,
            Aspect::Stage => Some(Some(process.stage) == self.question.stage),
            Aspect::Category => is_of_category(process, self.question.category?),
            Aspect::Classification => is_classified(process, self.question.classification.as_ref()?),
            Aspect::Value => is_worth(process, self.question.value.as_ref()?),
            Aspect::Dates => Some(is_within(day(process.date.as_deref()?)?, self.question.dates)),
            Aspect::Buyer => Some(self.buyer.occur_in([process.buyer_name()?])),
            Aspect::Supplier => self.has_supplier(process),
            Aspect::Status => Some(tender?.status.as_deref()? == self.question.status.trim()),
            Aspect::Country => is_country(process, self.question.country.trim()),
        }
    }

    /// Whether a name told before the process is fetched rules it out.
    pub fn may_be_of_buyer(&self, name: &str) -> bool {
        self.buyer.occur_in([name])
    }

    /// Before an award nobody supplies; after it, somebody who may not be named.
    fn has_supplier(&self, process: &Process) -> Option<bool> {
        if process.awards.is_empty() && process.contracts.is_empty() {
            return Some(false);
        }
        let awarded = process.awards.iter().flat_map(|award| &award.suppliers).filter_map(|it| it.name.as_deref());
        let parties = process.parties.iter().filter(|party| party.roles.iter().any(|role| role == "supplier"));
        let mut names = awarded.chain(parties.filter_map(|party| party.name.as_deref())).peekable();
        names.peek()?;
        Some(names.any(|name| self.supplier.occur_in([name])))
    }
}

fn is_of_category(process: &Process, category: plan::Category) -> Option<bool> {
    let tender = process.tender.as_ref()?;
    let mut published = tender.category.iter().chain(&tender.additional_categories).peekable();
    published.peek()?;
    Some(published.any(|it| it == category.code()))
}

/// Codes of another scheme say nothing.
fn is_classified(process: &Process, asked: &plan::Classification) -> Option<bool> {
    let tender = process.tender.as_ref();
    let tendered = tender.iter().flat_map(|tender| tender.classification.iter());
    let items = tender.iter().flat_map(|tender| &tender.items);
    let awarded = process.awards.iter().flat_map(|award| &award.items);
    let items = items.chain(awarded).flat_map(|item| &item.classifications);
    let is_of_scheme =
        |it: &&Classification| it.scheme.as_deref().is_some_and(|scheme| scheme.eq_ignore_ascii_case(&asked.scheme));
    let mut codes = tendered.chain(items).filter(is_of_scheme).filter_map(|it| it.id.as_deref()).peekable();
    codes.peek()?;
    Some(codes.any(|code| code.starts_with(asked.prefix.trim())))
}

/// Zero is what publishers write who do not publish an amount.
fn is_worth(process: &Process, range: &ValueRange) -> Option<bool> {
    let (value, _) = process.value()?;
    if !value.currency.as_deref()?.eq_ignore_ascii_case(&range.currency) {
        return None;
    }
    let amount = Decimal::parse(value.amount.as_deref().or(value.gross.as_deref())?)?;
    if amount.is_zero() {
        return None;
    }
    let bound = |text: &Option<String>| text.as_deref().and_then(Decimal::parse);
    let is_enough = bound(&range.min).is_none_or(|min| amount >= min);
    Some(is_enough && bound(&range.max).is_none_or(|max| amount <= max))
}

/// Only a published code can be compared; a country's name is in any language.
fn is_country(process: &Process, code: &str) -> Option<bool> {
    let buyers = process.parties.iter().filter(|party| party.roles.iter().any(|role| role == "buyer"));
    let mut codes = buyers.filter_map(|party| party.address.last()).filter(|last| last.len() == 2).peekable();
    codes.peek()?;
    Some(codes.any(|published| published.eq_ignore_ascii_case(code)))
}

/// The day of a published date, as published: in the publisher's own time.
pub(super) fn day(published: &str) -> Option<Date> {
    published.get(..10)?.parse().ok()
}

pub(super) fn is_within(day: Date, dates: Dates) -> bool {
    dates.from.is_none_or(|from| from <= day) && dates.to.is_none_or(|to| day <= to)
}

#[cfg(test)]
mod tests {
    use super::{Local, Verdict};
    use crate::listing::Aspect;
    use crate::plan::{Category, Classification, Dates, Question, ValueRange};
    use crate::search::Summary;
    use tenderlens_ocds::view::{self, Stage};

    const PROCESS: &str = r#"{"ocid":"ocds-000000-1","date":"2026-11-03T23:30:00-05:00",
        "buyer":{"name":"Municipalidad de Áncash"},
        "tender":{"title":"Puente","status":"active","mainProcurementCategory":"works",
            "value":{"amount":1000000.50,"currency":"PEN"},
            "items":[{"id":"1","classification":{"scheme":"CPV","id":"45221100-3"}}]}}"#;

    fn verdict(json: &str, question: Question) -> Verdict {
        let process = view::read(json).unwrap();
        let summary = Summary { title: process.title.clone(), ..Summary::default() };
        let aspects: Vec<_> = question.aspects().collect();
        Local::new(&question, &aspects).decide(&process, &summary)
    }

    fn value(min: &str, max: Option<&str>, currency: &str) -> Question {
        let range = ValueRange { min: Some(min.into()), max: max.map(str::to_owned), currency: currency.into() };
        Question { value: Some(range), ..Question::default() }
    }

    fn classified(scheme: &str, prefix: &str) -> Question {
        let classification = Classification { scheme: scheme.into(), prefix: prefix.into(), description: None };
        Question { classification: Some(classification), ..Question::default() }
    }

    #[test]
    fn each_condition_is_decided_by_what_is_published() {
        let dates = |from: &str, to: &str| Question {
            dates: Dates::between(from.parse().unwrap(), to.parse().unwrap()),
            ..Question::default()
        };
        let of = |change: fn(&mut Question)| {
            let mut question = Question::default();
            change(&mut question);
            question
        };
        let cases = [
            (of(|it| it.text = "PUENTE".into()), true),
            (of(|it| it.text = "carretera".into()), false),
            (of(|it| it.stage = Some(Stage::Tender)), true),
            (of(|it| it.stage = Some(Stage::Award)), false),
            (of(|it| it.category = Some(Category::Works)), true),
            (of(|it| it.category = Some(Category::Goods)), false),
            (of(|it| it.buyer = "ancash".into()), true),
            (of(|it| it.buyer = "lima".into()), false),
            (of(|it| it.status = "active".into()), true),
            (of(|it| it.status = "complete".into()), false),
            // Nobody supplies before an award.
            (of(|it| it.supplier = "acme".into()), false),
            (classified("cpv", "45"), true),
            (classified("CPV", "33"), false),
            (value("1000000.5", None, "PEN"), true),
            (value("1000000.51", None, "PEN"), false),
            (value("0", Some("1000000.50"), "pen"), true),
            // The publisher's own day counts, not that of UTC.
            (dates("2026-11-03", "2026-11-03"), true),
            (dates("2026-11-04", "2026-11-05"), false),
        ];
        for (question, holds) in cases {
            let expected = if holds { Verdict::Yes } else { Verdict::No };
            assert_eq!(verdict(PROCESS, question.clone()), expected, "{question:?}");
        }
    }

    #[test]
    fn what_is_not_published_is_not_decided() {
        let bare = r#"{"ocid":"ocds-000000-1","tender":{"title":"x","value":{"amount":0.0,"currency":"PEN"}}}"#;
        let unknown = |question: Question, aspect: Aspect| {
            assert_eq!(verdict(bare, question), Verdict::Unknown(vec![aspect]), "{aspect:?}");
        };
        unknown(Question { category: Some(Category::Works), ..Question::default() }, Aspect::Category);
        unknown(Question { status: "active".into(), ..Question::default() }, Aspect::Status);
        unknown(Question { buyer: "lima".into(), ..Question::default() }, Aspect::Buyer);
        unknown(Question { country: "pe".into(), ..Question::default() }, Aspect::Country);
        unknown(classified("CPV", "45"), Aspect::Classification);
        unknown(value("1", None, "PEN"), Aspect::Value);
        // Amounts of another currency are not compared.
        assert_eq!(verdict(PROCESS, value("1", None, "USD")), Verdict::Unknown(vec![Aspect::Value]));
        assert_eq!(verdict(PROCESS, classified("UNSPSC", "45")), Verdict::Unknown(vec![Aspect::Classification]));
    }

    #[test]
    fn one_condition_that_fails_decides_whatever_is_unknown() {
        let question = Question { text: "carretera".into(), ..value("1", None, "USD") };
        assert_eq!(verdict(PROCESS, question), Verdict::No);
    }

    #[test]
    fn suppliers_are_those_of_awards_and_parties() {
        let awarded = r#"{"ocid":"x","awards":[{"id":"1","suppliers":[{"name":"Acme Bridges Ltd"}]},{"id":"2","suppliers":[{"name":"Other"}]}]}"#;
        let question = |words: &str| Question { supplier: words.into(), ..Question::default() };
        assert_eq!(verdict(awarded, question("bridges ACME")), Verdict::Yes);
        assert_eq!(verdict(awarded, question("acme other")), Verdict::No, "one supplier has all the words");
        let unnamed = r#"{"ocid":"x","awards":[{"id":"1"}]}"#;
        assert_eq!(verdict(unnamed, question("acme")), Verdict::Unknown(vec![Aspect::Supplier]));
    }
}
