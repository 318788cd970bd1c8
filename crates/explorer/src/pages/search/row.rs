//! One process of the list: enough to decide whether to open it.

use std::ops::Range;

use leptos::prelude::*;
use tenderlens_catalog::{Basis, Field, Hit, Money as Listed, PartyRow, Row as Process, Vat};
use tenderlens_core::ocds::view::Amount;

use crate::components::money::{Money, tax_basis};
use crate::components::organization::{OrganizationLink, identifier};
use crate::components::stage_mark::StageMark;
use crate::components::when::{Day, Moment};
use crate::context::App;
use crate::format;
use crate::i18n;
use crate::labels;
use crate::protocol::ListRow;
use crate::route::Route;

#[component]
pub fn Row(listed: ListRow, #[prop(default = None)] since: Option<f64>) -> impl IntoView {
    let app = App::get();
    let (amount, basis) = worth(&listed);
    let ListRow { row, releases, may_have_more, .. } = listed;
    let publisher = app.backend.publisher(&row.publisher);
    let zone = publisher.map_or("UTC", |publisher| publisher.time_zone);
    let from = publisher.map(|publisher| format!("{}, {}", publisher.short_name, labels::country(publisher)));
    let link = Route::process(&row.publisher, &row.ocid, given(&row.locator).as_deref()).format();
    let title = given(&row.title).unwrap_or_else(|| row.ocid.clone());
    let language = row.language.clone();
    let method = given(&row.method_details).or_else(|| given(&row.method));
    let facts = [
        (!row.categories.is_empty()).then(|| labels::codes(&row.categories).into_any()),
        given(&row.place).map(|place| text(place, &language)),
        method.map(|method| text(labels::code(&method), &language)),
        (row.lots > 1).then(|| plural!("row.lots", row.lots as usize).into_any()),
        row.bids.map(|bids| plural!("row.bids", bids as usize).into_any()),
        Some(
            if may_have_more { plural!("row.releases.loaded", releases) } else { plural!("count.release", releases) }
                .into_any(),
        ),
    ];
    let facts = facts.into_iter().flatten().map(|fact| view! { " · "{fact} }).collect_view();
    let news = since.and_then(|since| news(&row, since));
    // Peru's title is a code; a description that says the same again is left out.
    let description = given(&row.description).filter(|description| *description != title);
    let in_description = row.hits.iter().any(|hit| hit.field == Field::Description);
    view! {
        <li class="search-row">
            <StageMark stage=row.stage />
            <div class="search-row-main">
                <h2 class="search-row-title" lang=language.clone()><a href=link>{marked(&title, &row.marks)}</a></h2>
                {description.filter(|_| !in_description).map(|words| view! { <p class="search-row-desc" lang=language.clone()>{words}</p> })}
                <p class="search-row-meta">
                    {news.map(|news| view! { <strong class="search-row-new">{news.words()}</strong>" · " })}
                    <span class="search-row-stage">{labels::stage(row.stage)}</span>
                    " · "{buyers(&row.buyers, &language)}{facts}
                </p>
                {hits(row.hits, &language)}
                <p class="search-row-source">
                    {from}" · "<code>{row.ocid.clone()}</code>
                    {given(&row.updated).map(|date| view! { " · "<Day published=date zone /> })}
                </p>
            </div>
            <div class="search-row-figures">
                <p class="search-row-value">
                    {match amount {
                        Some(amount) => view! { <Money amount=Some(amount) /> }.into_any(),
                        None => view! { <span class="not-published">{t!("row.value.no")}</span> }.into_any(),
                    }}
                    " "<span class="search-row-basis">{basis}</span>
                </p>
                {given(&row.due).map(|deadline| view! { <Deadline deadline at=row.due_ms zone now_ms=app.config.now_ms() /> })}
            </div>
        </li>
    }
}

/// What happened to a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    New,
    Changed,
}

/// What happened to a row since a visit.
pub fn news(row: &Process<String>, since: f64) -> Option<News> {
    let is_later = |at: Option<i64>| at.is_some_and(|at| at as f64 > since);
    match (is_later(row.published_ms), is_later(row.updated_ms)) {
        (true, _) => Some(News::New),
        (false, true) => Some(News::Changed),
        (false, false) => None,
    }
}

impl News {
    pub fn words(self) -> &'static str {
        match self {
            Self::New => t!("row.new"),
            Self::Changed => t!("row.changed"),
        }
    }

    /// Where there is little room.
    pub fn word(self) -> &'static str {
        match self {
            Self::New => t!("row.new.short"),
            Self::Changed => t!("row.changed.short"),
        }
    }
}

/// A text, if there is one.
pub fn given(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn text(words: String, language: &str) -> AnyView {
    view! { <span lang=language.to_owned()>{words}</span> }.into_any()
}

fn buyers(buyers: &[PartyRow<String>], language: &str) -> AnyView {
    let named = buyers.iter().filter(|buyer| !buyer.name.is_empty());
    let links = named.enumerate().map(|(index, buyer)| {
        let (name, identifier) = (buyer.name.clone(), identifier(&buyer.who));
        view! { {(index > 0).then_some(", ")}<OrganizationLink name identifier language=language.to_owned() /> }
    });
    let links: Vec<_> = links.collect();
    if links.is_empty() {
        return view! { <span class="not-published">{t!("row.buyer.no")}</span> }.into_any();
    }
    view! { <span class="search-row-buyer">{links}</span> }.into_any()
}

/// A text with what was looked for marked in it.
fn marked(text: &str, marks: &[Range<usize>]) -> AnyView {
    if marks.is_empty() {
        return text.to_owned().into_any();
    }
    let mut parts: Vec<AnyView> = Vec::new();
    let mut end = 0;
    for mark in marks {
        parts.push(text.get(end..mark.start).unwrap_or_default().to_owned().into_any());
        let words = text.get(mark.clone()).unwrap_or_default().to_owned();
        parts.push(view! { <mark>{words}</mark> }.into_any());
        end = mark.end;
    }
    parts.push(text.get(end..).unwrap_or_default().to_owned().into_any());
    parts.into_any()
}

/// So many places where the words stand are shown beside the title.
const MOST_HITS: usize = 2;

/// Where the words stand that the title does not hold.
fn hits(hits: Vec<Hit>, language: &str) -> Option<AnyView> {
    if hits.is_empty() {
        return None;
    }
    let line = |hit: Hit| {
        let before = if hit.cut.0 { "… " } else { "" };
        let after = if hit.cut.1 { " …" } else { "" };
        view! {
            <p class="search-row-hit">
                {i18n::of("hit", field(hit.field)).unwrap_or_default()}": "
                <span lang=language.to_owned()>{before}{marked(&hit.text, &hit.marks)}{after}</span>
            </p>
        }
    };
    Some(hits.into_iter().take(MOST_HITS).map(line).collect_view().into_any())
}

fn field(field: Field) -> &'static str {
    match field {
        Field::Title => "title",
        Field::Buyer => "buyer",
        Field::Description => "description",
        Field::Items => "items",
        Field::Parties => "parties",
        Field::Identifiers => "identifiers",
        Field::Documents => "documents",
    }
}

/// What it is worth, and what that figure is: of the tender with its tax basis, or of something else.
pub fn worth(listed: &ListRow) -> (Option<Amount>, String) {
    let Some(value) = &listed.row.value else {
        let tax = tax_basis(listed.awarded.as_ref());
        let words = listed.awarded.as_ref().map(|_| t!("row.awarded", tax = tax));
        return (listed.awarded.clone(), words.unwrap_or_default());
    };
    let tax = match value.vat {
        Vat::Included => t!("money.incl"),
        Vat::Excluded => t!("money.excl"),
        Vat::NotStated => t!("money.unstated"),
    };
    let words = match listed.row.basis {
        Some(Basis::Planning) => t!("row.budget", tax = tax),
        Some(Basis::Lots) => t!("row.lots.sum", tax = tax),
        Some(Basis::SomeLots) => t!("row.lots.some", tax = tax),
        Some(Basis::Tender) | None => tax.to_owned(),
    };
    (Some(amount(value)), words)
}

fn amount(value: &Listed<String>) -> Amount {
    Amount { amount: Some(value.amount.clone()), currency: given(&value.currency), ..Amount::default() }
}

/// Inside of so many hours a deadline is urgent.
const URGENT_HOURS: f64 = 72.0;

/// Whether so few milliseconds are left of a deadline.
pub fn is_urgent(left: f64) -> bool {
    (0.0..URGENT_HOURS * 3_600_000.0).contains(&left)
}

#[component]
fn Deadline(deadline: String, at: Option<i64>, zone: &'static str, now_ms: f64) -> impl IntoView {
    let left = at.map(|at| at as f64 - now_ms);
    let is_open = left.is_some_and(|left| left >= 0.0);
    let is_soon = left.is_some_and(is_urgent);
    view! {
        <p class="search-row-due" data-urgency=is_soon.then_some("soon")>
            {match view! { <Moment published=deadline zone /> } {
                date if is_open => rich!("row.closes", date = date),
                date => rich!("row.closed", date = date),
            }}
            " "
            {left.map(|left| view! { <span class="search-row-left">{format::days_left(left)}</span> })}
        </p>
    }
}
