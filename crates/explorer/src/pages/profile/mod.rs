//! A buyer or a supplier: who that is and how that is known, what it bought, won and bid for, in all
//! that was loaded.

mod coverage;
mod identity;
mod list;
mod lists;
mod role;

use leptos::prelude::*;
use tenderlens_catalog::{Joined, PartyRef, Profile as Known};

use crate::browser;
use crate::components::failure::FailureState;
use crate::context::App;
use crate::latest::Latest;
use crate::pages::search::Trouble as ListTrouble;
use crate::protocol::{Found, ProfileAnswer, ProfileQuestion, Trouble};
use crate::route::{Party, Profile, Route, Search};
use coverage::Coverage;
use identity::{Alike, Identity, Refocus};
use list::Processes;
use role::{Bids, RoleSection};

#[component]
pub fn ProfilePage(party: Party) -> impl IntoView {
    let app = App::get();
    let route = app.route;
    let first = Profile { party: party.clone(), role: String::new(), joined: Vec::new(), search: Search::default() };
    let profile = Memo::new(move |before: Option<&Profile>| match route.get() {
        Route::Profile(profile) => *profile,
        // Another page is about to open; this one keeps its state until then.
        _ => before.cloned().unwrap_or_else(|| first.clone()),
    });
    lists::keep(&app, profile);
    let publishers = lists::named(&app, profile);
    let is_loading = lists::is_loading(&app, profile);
    let session = app.session.clone();
    let retries = RwSignal::new(0_u32);
    let asked = Memo::new(move |_| (profile.get(), session.revision(), retries.get()));
    let answer = answers(asked);
    let name = Memo::new(move |_| {
        let known = answer.with(|answer| match answer {
            Some(Ok((ProfileAnswer { profile: Some(known), .. }, _))) => known.name.clone(),
            _ => String::new(),
        });
        if known.is_empty() { unnamed(&party) } else { known }
    });
    Effect::new(move |_| app.entitle(&name.get()));
    // What the head shows is not built anew by turning a page of the list.
    let known = Memo::new(move |_| {
        answer.with(|answer| match answer {
            Some(Ok((answer, _))) => Some((answer.profile.clone(), answer.alike.clone(), answer.loaded)),
            _ => None,
        })
    });
    let refocus = Refocus(StoredValue::new(None));
    provide_context(refocus);
    Effect::new(move |_| {
        known.track();
        if let Some(target) = refocus.0.try_update_value(Option::take).flatten() {
            request_animation_frame(move || browser::focus(&target));
        }
    });
    view! {
        <article class="profile">
            <nav class="process-back" aria-label=t!("process.breadcrumb")><a href="#/s">{t!("nav.search")}</a></nav>
            <p class="profile-kind">{move || known.with(|known| kind(known.as_ref().and_then(|(known, ..)| known.as_deref())))}</p>
            <h1 tabindex="-1">{name}</h1>
            {move || known.get().map(|(known, alike, loaded)| match known {
                Some(known) => view! { <Content known=*known alike profile answer /> }.into_any(),
                None => view! { <Show when=move || !is_loading.get()><NotLoaded loaded profile alike=alike.clone() /></Show> }.into_any(),
            })}
            <Show when=move || is_loading.get()>
                <p class="state-progress" role="status" data-state="loading">{t!("profile.lists.loading")}</p>
            </Show>
            {move || publishers.get().into_iter().map(|it| view! { <ListTrouble publisher=*it /> }).collect_view()}
            {move || answer.with(|answer| match answer {
                None => Some(view! { <p class="state-progress" role="status">{t!("profile.loading")}</p> }.into_any()),
                Some(Err(trouble)) => {
                    let retry = move |()| retries.update(|retries| *retries += 1);
                    Some(view! { <FailureState trouble=trouble.clone() name=String::new() on_retry=retry /> }.into_any())
                }
                Some(Ok(_)) => None,
            })}
        </article>
    }
}

#[component]
fn Content(known: Known, alike: Vec<Joined>, profile: Memo<Profile>, answer: RwSignal<Outcome>) -> impl IntoView {
    let role = Memo::new(move |_| profile.with(|profile| Role::of(&profile.role)));
    let (bought, won, bid) = (known.bought.clone(), known.won.clone(), known.bid.clone());
    let covered = known.covered.clone();
    view! {
        <Identity known=known.clone() profile />
        <Alike alike />
        <Coverage covered />
        <RoleLinks profile role bought=bought.processes won=won.processes />
        {move || (role.get() != Role::Supplier).then(|| view! { <RoleSection as_buyer=true role=bought.clone() /> })}
        {move || (role.get() != Role::Buyer).then(|| view! { <RoleSection as_buyer=false role=won.clone() /> })}
        {move || (role.get() != Role::Buyer).then(|| view! { <Bids bid=bid.clone() /> })}
        <Processes profile answer />
    }
}

/// What to show of it: everything, or what it was as buyer or as supplier.
#[component]
fn RoleLinks(profile: Memo<Profile>, role: Memo<Role>, bought: usize, won: usize) -> impl IntoView {
    let link = move |it: Role| {
        let href = move || {
            let mut to = profile.get();
            to.role = it.id().to_owned();
            to.search.page = 1;
            Route::Profile(Box::new(to)).format()
        };
        let words = match it {
            Role::Any => t!("profile.role.any").to_owned(),
            Role::Buyer => plural!("profile.role.buyer", bought),
            Role::Supplier => plural!("profile.role.supplier", won),
        };
        let current = move || (role.get() == it).then_some("true");
        view! { <li><a href=href aria-current=current>{words}</a></li> }
    };
    view! {
        <nav class="profile-roles" aria-label=t!("profile.roles")><ul>{Role::ALL.map(link).collect_view()}</ul></nav>
    }
}

/// Nothing that is loaded names it: that says nothing of what is published.
#[component]
fn NotLoaded(loaded: usize, profile: Memo<Profile>, alike: Vec<Joined>) -> impl IntoView {
    let words = profile.with_untracked(|profile| match &profile.party {
        Party::Name(name) => name.clone(),
        Party::Identifier { id, .. } => id.clone(),
    });
    let search = Route::search(Search { words: words.clone(), ..Search::default() }).format();
    let why = match loaded {
        0 => t!("profile.not_loaded.nothing").to_owned(),
        loaded => plural!("profile.not_loaded.none", loaded),
    };
    view! {
        <section class="state" data-kind="unloaded">
            <h2 class="state-title">{t!("profile.not_loaded")}</h2>
            <p>{why}</p>
            <p>{t!("profile.made_of")}</p>
            <div class="state-actions">
                <a class="button button-primary" href=search>{t!("profile.search", words = words)}</a>
                <a class="button" href="#/s">{t!("profile.load")}</a>
            </div>
        </section>
        <Alike alike />
    }
}

fn unnamed(party: &Party) -> String {
    match party {
        Party::Name(name) => name.clone(),
        Party::Identifier { scheme, id } => format!("{scheme} {id}"),
    }
}

fn kind(known: Option<&Known>) -> &'static str {
    match known.map(|known| (known.bought.processes > 0, known.won.processes > 0)) {
        Some((true, true)) => t!("profile.kind.both"),
        Some((true, false)) => t!("profile.kind.buyer"),
        Some((false, true)) => t!("profile.kind.supplier"),
        Some((false, false)) | None => t!("profile.kind.any"),
    }
}

fn question(profile: &Profile) -> ProfileQuestion {
    let who = match profile.party.clone() {
        Party::Identifier { scheme, id } => PartyRef::Identifier { scheme, id },
        Party::Name(name) => PartyRef::Name { name, country: None },
    };
    ProfileQuestion { who, joined: profile.joined.clone() }
}

/// What is known of it, and a window of its processes; `None` before the first answer.
pub type Outcome = Option<Result<(ProfileAnswer, Found), Trouble>>;

/// Asks whenever the link or what is loaded changes; of two questions only the later one is waited for.
fn answers(asked: Memo<(Profile, u64, u32)>) -> RwSignal<Outcome> {
    let app = App::get();
    let answer = RwSignal::new(None);
    let question = Latest::of_page();
    Effect::new(move |_| {
        let (profile, ..) = asked.get();
        let app = app.clone();
        question.run(async move { answer.set(Some(ask(&app, &profile).await)) });
    });
    answer
}

async fn ask(app: &App, profile: &Profile) -> Result<(ProfileAnswer, Found), Trouble> {
    let answer = app.backend.profile(question(profile)).await?;
    let Some(party) = answer.party.clone() else {
        return Ok((answer, Found::default()));
    };
    let found = app.backend.rows(list::window(app, profile, party)).await?;
    Ok((answer, found))
}

/// As what it stands in a process.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Role {
    #[default]
    Any,
    Buyer,
    Supplier,
}

impl Role {
    pub const ALL: [Self; 3] = [Self::Any, Self::Buyer, Self::Supplier];

    /// As links name it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Any => "",
            Self::Buyer => "buyer",
            Self::Supplier => "supplier",
        }
    }

    pub fn of(id: &str) -> Self {
        Self::ALL.into_iter().find(|role| role.id() == id).unwrap_or_default()
    }
}
