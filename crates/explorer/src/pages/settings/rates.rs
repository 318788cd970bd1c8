//! The reader's own exchange rates: each with its day and source.

use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;

use crate::format;
use crate::rates::{self, Rate};

#[component]
pub fn Rates() -> impl IntoView {
    let rates = RwSignal::new(rates::stored());
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
        let lasts = rates.with_untracked(|rates| rates::keep(rates));
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
        rates.with_untracked(|rates| rates::keep(rates));
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
