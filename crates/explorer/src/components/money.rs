//! Money with its currency code and what is known of tax.

use leptos::prelude::*;
use tenderlens_core::ocds::view::Amount;

use crate::format;
use crate::rates;

/// An amount, or the words that none is published.
#[component]
pub fn Money(amount: Option<Amount>) -> impl IntoView {
    let Some((decimal, _)) = amount.as_ref().and_then(shown) else {
        return view! { <span class="not-published">{t!("published.no")}</span> }.into_any();
    };
    let currency = amount.as_ref().and_then(|amount| amount.currency.clone());
    view! {
        <span class="money">
            <span class="money-code">{currency.unwrap_or_else(|| t!("money.no_currency").to_owned())}</span>
            " "
            <span class="money-amount">{format::amount(&decimal)}</span>
        </span>
    }
    .into_any()
}

/// The number to show and its tax basis: the net amount where there is one.
fn shown(amount_of: &Amount) -> Option<(String, &'static str)> {
    match (&amount_of.amount, &amount_of.gross) {
        (Some(net), Some(_)) => Some((net.clone(), t!("money.excl"))),
        (Some(amount), None) => Some((amount.clone(), stated(amount_of.tax_included))),
        (None, Some(gross)) => Some((gross.clone(), t!("money.incl"))),
        (None, None) => None,
    }
}

fn stated(tax_included: Option<bool>) -> &'static str {
    match tax_included {
        Some(true) => t!("money.incl"),
        Some(false) => t!("money.excl"),
        None => t!("money.unstated"),
    }
}

/// The tax basis of an amount, where one is published.
pub fn stated_basis(amount: &Amount) -> Option<&'static str> {
    let is_stated = amount.tax_included.is_some() || amount.gross.is_some();
    is_stated.then(|| tax_basis(Some(amount))).filter(|basis| !basis.is_empty())
}

/// The tax basis of an amount; empty when there is no amount.
pub fn tax_basis(amount: Option<&Amount>) -> &'static str {
    amount.and_then(shown).map(|(_, basis)| basis).unwrap_or_default()
}

/// What an amount comes to in other currencies, by the rates that the reader has entered.
#[component]
pub fn Converted(amount: Option<Amount>) -> impl IntoView {
    let decimal = amount.as_ref().and_then(shown).map(|(decimal, _)| decimal).unwrap_or_default();
    let currency = amount.and_then(|amount| amount.currency).unwrap_or_default();
    let line = |(rate, product): (rates::Rate, String)| {
        let (amount, date) = (format::amount(&product), format::date(&rate.date, "UTC"));
        let words = match rate.source.as_str() {
            "" => t!("money.converted", currency = rate.to, amount = amount, date = date),
            source => t!("money.converted.from", currency = rate.to, amount = amount, date = date, source = source),
        };
        view! { <span class="process-sum-note">{words}</span> }
    };
    rates::converted(&decimal, &currency).into_iter().map(line).collect_view()
}
