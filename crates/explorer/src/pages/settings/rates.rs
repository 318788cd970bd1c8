//! The reader's own exchange rates: each with its day and source.

use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::format;
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
    fn checked(self) -> Option<Self> {
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

#[component]
pub fn Rates() -> impl IntoView {
    let rates = RwSignal::new(store::value::<Vec<Rate>>(key::RATES));
    let message = RwSignal::new("");
    let (from, to, amount, date, source) = fields();
    let add = move |event: SubmitEvent| {
        event.prevent_default();
        let value = |input: NodeRef<html::Input>| {
            input.get_untracked().map(|input| input.value().trim().to_owned()).unwrap_or_default()
        };
        let code = |input| value(input).to_ascii_uppercase();
        let rate = Rate {
            from: code(from),
            to: code(to),
            amount: value(amount).replace(',', "."),
            date: value(date),
            source: value(source),
        };
        let Some(rate) = rate.checked() else {
            message.set(t!("settings.rate.bad"));
            return;
        };
        rates.update(|rates| {
            rates.retain(|known| (&known.from, &known.to) != (&rate.from, &rate.to));
            rates.push(rate);
        });
        let lasts = rates.with_untracked(|rates| store::set_value(key::RATES, rates));
        message.set(if lasts { t!("settings.saved") } else { t!("settings.saved.page") });
    };
    let field = |id: &'static str, label: &'static str, kind: &'static str, input: NodeRef<html::Input>| {
        view! {
            <div class="field">
                <label for=id>{label}</label>
                <input id=id type=kind node_ref=input autocomplete="off" aria-describedby="settings-rates-message" />
            </div>
        }
    };
    view! {
        <section class="settings-group" aria-labelledby="settings-rates">
            <h2 id="settings-rates">{t!("settings.rates")}</h2>
            <p class="meta">{t!("settings.rates.hint")}</p>
            <ul class="settings-list">{move || rates.get().into_iter().map(|rate| row(rate, rates)).collect_view()}</ul>
            <form class="settings-rates" on:submit=add>
                <div class="field-row">
                    {field("rate-from", t!("settings.rate.from"), "text", from)}
                    {field("rate-amount", t!("settings.rate.amount"), "text", amount)}
                    {field("rate-to", t!("settings.rate.to"), "text", to)}
                    {field("rate-date", t!("settings.rate.date"), "date", date)}
                    {field("rate-source", t!("settings.rate.source"), "text", source)}
                </div>
                <button type="submit">{t!("settings.rate.add")}</button>
                <p class="meta" id="settings-rates-message" role="status">{message}</p>
            </form>
        </section>
    }
}

type Input = NodeRef<html::Input>;

fn fields() -> (Input, Input, Input, Input, Input) {
    (NodeRef::new(), NodeRef::new(), NodeRef::new(), NodeRef::new(), NodeRef::new())
}

fn row(rate: Rate, rates: RwSignal<Vec<Rate>>) -> AnyView {
    let words = format!("1 {} = {} {}", rate.from, format::quantity(&rate.amount), rate.to);
    let label = t!("settings.rate.remove", from = rate.from, to = rate.to);
    let day = format::date(&rate.date, "UTC");
    let source = rate.source.clone();
    let remove = move |_| {
        rates.update(|rates| rates.retain(|known| *known != rate));
        rates.with_untracked(|rates| store::set_value(key::RATES, rates));
    };
    view! {
        <li class="settings-rate">
            <span>{words}</span>
            <span class="meta">{day}" · "{source}</span>
            <button class="button-quiet" type="button" aria-label=label on:click=remove>{t!("settings.rate.remove.short")}</button>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::Rate;

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
}
