//! A buyer or supplier by its name, which leads to its profile.

use leptos::prelude::*;
use tenderlens_catalog::PartyRef;

use crate::route::Route;

/// `identifier` is scheme and id, where they are published; without one the link is by name.
#[component]
pub fn OrganizationLink(
    name: String,
    identifier: Option<(String, String)>,
    #[prop(into, optional)] language: String,
) -> impl IntoView {
    let pair = identifier.as_ref().map(|(scheme, id)| (scheme.as_str(), id.as_str()));
    let link = Route::organization(pair, &name).format();
    let language = (!language.is_empty()).then_some(language);
    view! { <a class="organization" href=link lang=language>{name}</a> }
}

/// Scheme and id, where there are any.
pub fn identifier(who: &PartyRef) -> Option<(String, String)> {
    match who {
        PartyRef::Identifier { scheme, id } => Some((scheme.clone(), id.clone())),
        PartyRef::Publisher { .. } | PartyRef::Name { .. } => None,
    }
}
