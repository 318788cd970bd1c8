//! Who it is, and on what that rests: what was joined for certain, what could be joined, and who else
//! has the name.

use leptos::prelude::*;
use tenderlens_catalog::{JoinBasis, Joined, PartyRef, Profile as Known};

use crate::components::organization::{OrganizationLink, identifier};
use crate::context::App;
use crate::protocol::party_text;
use crate::route::{Profile, Route};

/// What takes the focus again once the answer has built the page anew.
#[derive(Clone, Copy)]
pub struct Refocus(pub StoredValue<Option<String>>);

/// So many other names are shown.
const NAMES: usize = 8;

#[component]
pub fn Identity(known: Known, profile: Memo<Profile>) -> impl IntoView {
    let (likely, certain): (Vec<Joined>, Vec<Joined>) =
        known.joined.into_iter().partition(|it| it.basis == JoinBasis::Likely);
    let processes = certain.iter().map(|it| it.processes).sum();
    let is_by_name = certain.iter().any(|it| it.basis == JoinBasis::Name);
    let (badge, tone, basis) = if is_by_name {
        (t!("profile.basis.name"), "caution", plural!("profile.basis.name.why", processes))
    } else {
        (t!("profile.basis.certain"), "positive", plural!("profile.basis.certain.why", processes))
    };
    let identifiers = known.identifiers.into_iter().map(|(scheme, id)| view! { <li><code>{scheme}" "{id}</code></li> });
    let identifiers: Vec<_> = identifiers.collect();
    let others: Vec<_> = known.names.into_iter().skip(1).collect();
    view! {
        <div class="profile-identity">
            {if identifiers.is_empty() {
                view! { <p class="not-published">{t!("profile.identifier.no")}</p> }.into_any()
            } else {
                view! { <ul class="profile-ids" aria-label=t!("field.identifiers")>{identifiers}</ul> }.into_any()
            }}
            <p class="profile-basis"><span class="note-badge" data-tone=tone>{badge}</span>" "{basis}</p>
            <OtherNames others />
            <details class="profile-method">
                <summary>{t!("profile.method")}</summary>
                <p>{t!("profile.method.words")}</p>
            </details>
            {(!likely.is_empty()).then(|| view! { <Likely likely profile /> })}
        </div>
    }
}

#[component]
fn OtherNames(others: Vec<(String, usize)>) -> impl IntoView {
    let more = others.len().saturating_sub(NAMES);
    (!others.is_empty()).then(|| {
        let names: Vec<_> = others.into_iter().take(NAMES).map(|(name, _)| name).collect();
        view! {
            <p class="profile-names">
                {t!("profile.names", names = names.join(" · "))}
                {(more > 0).then(|| view! { " · "{plural!("profile.names.more", more)} })}
            </p>
        }
    })
}

/// The same name in the same country: each can be counted in, and left out again.
#[component]
fn Likely(likely: Vec<Joined>, profile: Memo<Profile>) -> impl IntoView {
    let rows: Vec<_> = likely.into_iter().enumerate().map(|(index, it)| likely_row(index, it, profile)).collect();
    view! {
        <fieldset class="profile-likely">
            <legend>{t!("profile.likely")}</legend>
            <p class="field-hint" id="profile-likely-hint">{t!("profile.likely.hint")}</p>
            <ul>{rows}</ul>
        </fieldset>
    }
}

fn likely_row(index: usize, likely: Joined, profile: Memo<Profile>) -> AnyView {
    let app = App::get();
    let focus: Refocus = expect_context();
    let text = party_text(&likely.who);
    let id = format!("profile-join-{index}");
    let pair = identifier(&likely.who);
    let pair = pair.as_ref().map(|(scheme, id)| (scheme.as_str(), id.as_str()));
    let own = Route::organization(pair, &likely.name).format();
    let (shown, target) = (describe(&likely), format!("#{id}"));
    let toggle = move |_| {
        let mut changed = profile.get_untracked();
        if changed.joined.contains(&text) {
            changed.joined.retain(|it| *it != text);
        } else {
            changed.joined.push(text.clone());
        }
        changed.search.page = 1;
        app.refine(Route::Profile(Box::new(changed)));
        focus.0.set_value(Some(target.clone()));
    };
    view! {
        <li>
            <label class="search-check">
                <input id=id type="checkbox" aria-describedby="profile-likely-hint" prop:checked=likely.is_joined on:change=toggle />
                <span>{likely.name.clone()}" · "{shown}</span>
            </label>
            <a href=own>{t!("profile.own")}<span class="visually-hidden">": "{likely.name}</span></a>
        </li>
    }
    .into_any()
}

/// Others of the name that it was asked for by.
#[component]
pub fn Alike(alike: Vec<Joined>) -> impl IntoView {
    let row = |it: Joined| {
        let shown = describe(&it);
        view! { <li><OrganizationLink name=it.name.clone() identifier=identifier(&it.who) />" "{shown}</li> }
    };
    // Who has no identifier is who is shown, or nobody that a link could tell apart.
    let alike: Vec<_> = alike.into_iter().filter(|it| identifier(&it.who).is_some()).collect();
    (!alike.is_empty()).then(|| {
        view! {
            <section class="profile-alike" aria-labelledby="profile-alike">
                <h2 id="profile-alike">{t!("profile.alike")}</h2>
                <p>{t!("profile.alike.why")}</p>
                <ul>{alike.into_iter().map(row).collect_view()}</ul>
            </section>
        }
    })
}

/// What tells it from others of the name.
fn describe(joined: &Joined) -> AnyView {
    let id = match &joined.who {
        PartyRef::Identifier { scheme, id } => view! { <code>{format!("{scheme} {id}")}</code> }.into_any(),
        PartyRef::Publisher { id, .. } => view! { <code>{id.clone()}</code> }.into_any(),
        PartyRef::Name { country, .. } => {
            let country = country.clone().filter(|country| !country.is_empty());
            view! { {t!("profile.identifier.no")}{country.map(|country| view! { ", "{country} })} }.into_any()
        }
    };
    view! { {id}" · "{plural!("count.process", joined.processes)} }.into_any()
}
