//! What it bought, or won: sums by currency, by year, by the other side, and of what kind.

use leptos::prelude::*;
use tenderlens_catalog::{Bid, Facet, Group, Key, PartyRef, Role as Known, Sum, Totals, Value};

use crate::components::organization::{OrganizationLink, identifier};
use crate::components::share::Share;
use crate::format;
use crate::labels;
use crate::pages::process::table::{Cell, number, table, text};

/// So many of the other side are shown at once.
const TOP: usize = 10;

/// A part of the page: what stands in its texts and ids.
#[derive(Clone, Copy)]
struct Words {
    id: &'static str,
    title: &'static str,
    none: &'static str,
    no_awards: &'static str,
    counterparties: &'static str,
    counterparty: &'static str,
}

fn words(as_buyer: bool) -> Words {
    if as_buyer {
        Words {
            id: "bought",
            title: t!("profile.bought"),
            none: t!("profile.bought.none"),
            no_awards: t!("profile.bought.no_awards"),
            counterparties: t!("profile.suppliers"),
            counterparty: t!("code.supplier"),
        }
    } else {
        Words {
            id: "won",
            title: t!("profile.won"),
            none: t!("profile.won.none"),
            no_awards: t!("profile.won.no_awards"),
            counterparties: t!("profile.buyers"),
            counterparty: t!("code.buyer"),
        }
    }
}

#[component]
pub fn RoleSection(as_buyer: bool, role: Known) -> impl IntoView {
    let words = words(as_buyer);
    let heading = format!("profile-{}", words.id);
    let labelled_by = heading.clone();
    let content = if role.processes == 0 && role.totals.count == 0 {
        view! { <p class="profile-none">{words.none}</p> }.into_any()
    } else if role.totals.count == 0 {
        view! { <p>{plural!("count.process", role.processes)}"."</p><p class="profile-none">{words.no_awards}</p> }
            .into_any()
    } else {
        awarded(words, role)
    };
    view! {
        <section class="profile-section" aria-labelledby=labelled_by>
            <h2 id=heading>{words.title}</h2>
            {content}
        </section>
    }
}

fn awarded(words: Words, role: Known) -> AnyView {
    let currency = role.totals.sums.first().map(|sum| sum.currency.clone()).unwrap_or_default();
    view! {
        <p>{plural!("profile.awards", role.totals.count, processes = plural!("count.process", role.processes))}</p>
        <Sums totals=role.totals.clone() />
        {years(words, &role.years, &currency)}
        <Counterparties words groups=role.counterparties totals=role.totals currency />
        {categories(words, &role.categories)}
    }
    .into_any()
}

/// A sum for each currency; they are never added up.
#[component]
fn Sums(totals: Totals) -> impl IntoView {
    let sum = |sum: &Sum| {
        let notes = [
            Some(plural!("profile.sum.of", sum.count)),
            Some(tax(sum)),
            (sum.shared > 0).then(|| plural!("profile.shared", sum.shared)),
        ];
        let notes: Vec<_> = notes.into_iter().flatten().collect();
        view! {
            <div><dt>{sum.currency.clone()}</dt><dd>{exact(sum)}<span class="process-sum-note">{notes.join(" · ")}</span></dd></div>
        }
    };
    let sums: Vec<_> = totals.sums.iter().map(sum).collect();
    let notes = [
        (totals.without_value > 0).then(|| plural!("profile.without_value", totals.without_value)),
        (totals.without_status > 0).then(|| plural!("profile.without_status", totals.without_status)),
        (totals.shared > 0).then(|| t!("profile.shared.how").to_owned()),
    ];
    let notes: Vec<_> = notes.into_iter().flatten().map(|note| view! { <li>{note}</li> }).collect();
    view! {
        {(!sums.is_empty()).then(|| view! { <dl class="process-sums">{sums}</dl> })}
        {(!notes.is_empty()).then(|| view! { <ul class="profile-notes">{notes}</ul> })}
    }
}

/// The exact sum, with its currency.
fn exact(sum: &Sum) -> AnyView {
    match sum.sum {
        Some(exact) => view! {
            <span class="money">
                <span class="money-code">{sum.currency.clone()}</span>" "
                <span class="money-amount">{format::amount(&exact.to_string())}</span>
            </span>
        }
        .into_any(),
        None => view! { <span class="not-published">{t!("profile.sum.too_large")}</span> }.into_any(),
    }
}

fn tax(sum: &Sum) -> String {
    match (sum.with_vat, sum.without_vat, sum.vat_not_stated) {
        (_, 0, 0) => t!("money.incl").to_owned(),
        (0, _, 0) => t!("money.excl").to_owned(),
        (0, 0, _) => t!("money.unstated").to_owned(),
        (with, without, unstated) => {
            let [with, without, unstated] = [with, without, unstated].map(format::integer);
            t!("profile.vat.mixed", with = with, without = without, unstated = unstated)
        }
    }
}

/// For bars only: what is shown as a number is exact.
fn size(totals: &Totals, currency: &str) -> Option<f64> {
    let sum = totals.sums.iter().find(|sum| sum.currency == currency)?;
    sum.sum?.to_string().parse().ok()
}

fn sums_cell(totals: &Totals) -> Cell {
    let lines: Vec<_> = totals.sums.iter().map(|sum| view! { <span class="profile-sum">{exact(sum)}</span> }).collect();
    (!lines.is_empty()).then(|| lines.into_any())
}

fn count_cell(totals: &Totals) -> Cell {
    let shared =
        (totals.shared > 0).then(|| view! { " "<span class="meta">{plural!("profile.shared", totals.shared)}</span> });
    Some(view! { {format::integer(totals.count)}{shared} }.into_any())
}

fn years(words: Words, years: &[Group], currency: &str) -> AnyView {
    let largest = years.iter().filter_map(|group| size(&group.totals, currency)).fold(0.0, f64::max);
    let rows = years.iter().map(|group| {
        let year = match group.key {
            Key::Year(year) => year.to_string().into_any(),
            _ => view! { <span class="not-published">{t!("profile.year.no")}</span> }.into_any(),
        };
        let bar = size(&group.totals, currency).filter(|_| largest > 0.0);
        let bar = bar.map(|size| view! { <Share part=size / largest /> }.into_any());
        [Some(year), count_cell(&group.totals), sums_cell(&group.totals), bar]
    });
    let columns = [
        text(t!("profile.column.year")),
        number(t!("code.awards")),
        number(t!("profile.column.sum")),
        text(t!("profile.column.bar")),
    ];
    view! {
        <h3>{t!("profile.years")}</h3>
        {table(&format!("{}-years", words.id), t!("profile.years.caption", of = words.title, currency = currency), columns, rows.collect())}
    }
    .into_any()
}

#[component]
fn Counterparties(words: Words, groups: Vec<Group>, totals: Totals, currency: String) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let count = groups.len();
    let whole = size(&totals, &currency).filter(|whole| *whole > 0.0);
    let shown = move |groups: &[Group]| {
        let rows = groups.iter().map(|group| {
            let share = size(&group.totals, &currency).zip(whole).map(|(part, whole)| part / whole);
            let share = share.map(|part| {
                view! { <Share part />" "<span class="profile-percent">{format::percent(part)}</span> }.into_any()
            });
            [Some(who(group)), count_cell(&group.totals), sums_cell(&group.totals), share]
        });
        let columns = [
            text(words.counterparty),
            number(t!("code.awards")),
            number(t!("profile.column.sum")),
            text(t!("profile.column.share")),
        ];
        let caption = t!("profile.counterparties.caption", of = words.title, currency = currency);
        table(&format!("{}-others", words.id), caption, columns, rows.collect())
    };
    view! {
        <h3>{words.counterparties}" "<span class="process-count">{format::integer(count)}</span></h3>
        {move || {
            let visible = if is_open.get() { &groups[..] } else { groups.get(..TOP).unwrap_or(&groups) };
            shown(visible)
        }}
        {(count > TOP).then(|| view! {
            <button type="button" aria-expanded=move || is_open.get().to_string() on:click=move |_| is_open.update(|open| *open = !*open)>
                {move || if is_open.get() { t!("profile.fewer").to_owned() } else { plural!("profile.all", count) }}
            </button>
        })}
    }
}

fn who(group: &Group) -> AnyView {
    let name = group.label.clone();
    match &group.key {
        Key::Party(PartyRef::Identifier { scheme, id }) if name.is_empty() => {
            let identifier = Some((scheme.clone(), id.clone()));
            view! { <OrganizationLink name=format!("{scheme} {id}") identifier /> }.into_any()
        }
        Key::Party(who) if !name.is_empty() => {
            view! { <OrganizationLink name identifier=identifier(who) /> }.into_any()
        }
        _ => view! { <span class="not-published">{t!("published.no")}</span> }.into_any(),
    }
}

fn categories(words: Words, facet: &Facet) -> AnyView {
    let largest = facet.choices.iter().map(|choice| choice.count).max().unwrap_or_default().max(1) as f64;
    let unknown = [(facet.not_published, t!("published.no")), (facet.not_loaded, t!("coverage.not_loaded"))];
    let published = facet.choices.iter().map(|choice| {
        let name = match &choice.value {
            Value::Text(code) => labels::code(code),
            _ => choice.label.clone(),
        };
        let bar = view! { <Share part=choice.count as f64 / largest /> }.into_any();
        [Some(name.into_any()), Some(format::integer(choice.count).into_any()), Some(bar)]
    });
    let unknown = unknown.into_iter().filter(|(count, _)| *count > 0).map(|(count, words)| {
        let words = view! { <span class="not-published">{words}</span> }.into_any();
        let bar = view! { <Share part=count as f64 / largest /> }.into_any();
        [Some(words), Some(format::integer(count).into_any()), Some(bar)]
    });
    let rows = published.chain(unknown).collect();
    let columns = [text(t!("field.category")), number(t!("code.awards")), text(t!("profile.column.bar.awards"))];
    view! {
        <h3>{t!("profile.categories")}</h3>
        {table(&format!("{}-categories", words.id), t!("profile.categories.caption", of = words.title), columns, rows)}
    }
    .into_any()
}

/// Where bids are published; where they are not, that says nothing.
#[component]
pub fn Bids(bid: Bid) -> impl IntoView {
    let lost = bid.processes.saturating_sub(bid.won);
    let content = if bid.processes == 0 {
        view! { <p class="not-published">{t!("profile.bids.no")}</p> }.into_any()
    } else {
        view! {
            <p>{plural!("profile.bids.in", bid.processes)}</p>
            <dl class="process-sums">
                <div><dt>{t!("profile.bids.won")}</dt><dd class="profile-figure">{format::integer(bid.won)}</dd></div>
                <div><dt>{t!("profile.bids.lost")}</dt><dd class="profile-figure">{format::integer(lost)}</dd></div>
            </dl>
            <p class="meta">{t!("profile.bids.how")}</p>
        }
        .into_any()
    };
    view! {
        <section class="profile-section" aria-labelledby="profile-bids">
            <h2 id="profile-bids">{t!("section.bids")}</h2>
            {content}
        </section>
    }
}
