//! Amounts, and the value of a process.

use std::borrow::Cow;

use tenderlens_ocds::facts::{self, Slot, Text};

use super::draft::{Basis, Money, Vat};
use super::texts::{cow, note_wrong};
use crate::decimal::Decimal;
use crate::problem::{Notes, Path};

/// Money as published; `None` where no amount is.
pub(super) fn money<'a>(slot: &'a Slot<facts::Money<'a>>, path: &Path<'_>, notes: &mut Notes) -> Option<Money<'a>> {
    if slot.is_wrong() {
        notes.add(path, "is no object with an amount and a currency");
    }
    let money = slot.get()?;
    let (text, place) = match money.amount {
        Text::Absent => (&money.gross, "amountGross"),
        _ => (&money.amount, "amount"),
    };
    let exact = exact(text, &path.member(place), notes);
    let amount = cow(text);
    if amount.is_empty() {
        return None;
    }
    note_wrong(&money.currency, &path.member("currency"), notes);
    let currency = money.currency.get().map(currency).unwrap_or_default();
    if currency.is_empty() && exact.is_some_and(|exact| !exact.is_zero()) {
        notes.add(path, "has no currency: its amount is neither compared nor summed");
    }
    Some(Money { amount, currency, vat: vat(money), exact })
}

fn exact(text: &Text<'_>, path: &Path<'_>, notes: &mut Notes) -> Option<Decimal> {
    let problem = match text {
        Text::Absent => return None,
        Text::Wrong => "is no number",
        Text::Quoted(_) if text.get().is_none() => return None,
        Text::Quoted(_) => "is text, not a number: it is shown, but neither compared nor summed",
        Text::Bare("true" | "false") => "is no number: it is neither compared nor summed",
        Text::Bare(number) => match Decimal::parse(number) {
            Some(exact) => return Some(exact),
            None => "has more digits than are compared and summed exactly",
        },
    };
    notes.add(path, problem);
    None
}

pub(super) fn currency(code: &str) -> Cow<'_, str> {
    if code.bytes().any(|byte| byte.is_ascii_lowercase()) {
        Cow::Owned(code.to_ascii_uppercase())
    } else {
        Cow::Borrowed(code)
    }
}

fn vat(money: &facts::Money<'_>) -> Vat {
    match (money.vat_included.get(), money.amount.get(), money.gross.get()) {
        (Some("true"), ..) => Vat::Included,
        (Some("false"), ..) => Vat::Excluded,
        (_, None, Some(_)) => Vat::Included,
        (_, Some(_), Some(_)) => Vat::Excluded,
        _ => Vat::NotStated,
    }
}

/// The value of a process: its tender's, else the sum of its lots where they are in one currency,
/// else an estimate from planning. A published zero is shown if there is nothing else.
pub(super) fn value<'a>(release: &'a facts::Release<'a>, notes: &mut Notes) -> Option<(Money<'a>, Basis)> {
    let root = Path::Release;
    let tender_path = root.member("tender");
    let tender = release.tender.get();
    let own = tender.and_then(|tender| money(&tender.value, &tender_path.member("value"), notes));
    let is_zero = own.as_ref().is_some_and(|own| own.exact.is_some_and(Decimal::is_zero));
    let lots = tender.and_then(|tender| lots(tender, &tender_path.member("lots"), notes));
    let planning_path = root.member("planning");
    let budget_path = planning_path.member("budget");
    let budget = release.planning.get().and_then(|planning| planning.budget.get());
    let budget = budget.and_then(|budget| money(&budget.amount, &budget_path.member("amount"), notes));
    let is_something = |money: &Money<'_>| !money.exact.is_some_and(Decimal::is_zero);
    match own {
        Some(own) if !is_zero => Some((own, Basis::Tender)),
        own => lots
            .or_else(|| budget.filter(is_something).map(|budget| (budget, Basis::Planning)))
            .or_else(|| own.map(|own| (own, Basis::Tender))),
    }
}

fn lots<'a>(tender: &'a facts::Tender<'a>, path: &Path<'_>, notes: &mut Notes) -> Option<(Money<'a>, Basis)> {
    let mut sum: Option<Money<'a>> = None;
    let (mut lots, mut with_value, mut can_be_summed) = (0, 0, true);
    for (index, lot) in tender.lots.iter() {
        lots += 1;
        let Some(value) = money(&lot.value, &path.item(index).member("value"), notes) else {
            continue;
        };
        with_value += 1;
        sum = match sum {
            None => Some(value),
            Some(sum) if sum.currency == value.currency => {
                let exact = sum.exact.zip(value.exact).and_then(|(a, b)| a.checked_add(b));
                let vat = if sum.vat == value.vat { sum.vat } else { Vat::NotStated };
                Some(Money { exact, vat, ..sum })
            }
            other => {
                can_be_summed = false;
                other
            }
        };
    }
    let sum = sum.filter(|sum| can_be_summed && sum.comparable().is_some())?;
    let amount = sum.exact.map_or(Cow::Borrowed(""), |exact| Cow::Owned(exact.to_string()));
    let basis = if with_value == lots { Basis::Lots } else { Basis::SomeLots };
    Some((Money { amount, ..sum }, basis))
}
