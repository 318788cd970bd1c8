//! Other addresses for the publishers: a server of one's own, or a proxy.

use std::collections::BTreeMap;

use gloo_net::http::Request;
use leptos::prelude::*;
use leptos::task::spawn_local;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use tenderlens_core::endpoint::Publisher;

use crate::browser;
use crate::context::App;
use crate::store::{self, key};

/// What stands in a proxy's address for the address that it is to read.
const PLACE: &str = "{url}";

#[component]
pub fn Addresses() -> impl IntoView {
    let rows: Vec<_> =
        App::get().backend.publishers().iter().map(|publisher| view! { <Address publisher=*publisher /> }).collect();
    view! {
        <section class="settings-group" aria-labelledby="settings-publishers">
            <h2 id="settings-publishers">{t!("settings.publishers")}</h2>
            <p class="meta" id="settings-publishers-hint">{t!("settings.publishers.hint", place = PLACE)}</p>
            <ul class="settings-list">{rows}</ul>
            <button type="button" on:click=|_| browser::reload()>{t!("settings.reload")}</button>
        </section>
    }
}

#[component]
fn Address(publisher: Publisher) -> impl IntoView {
    let id = format!("settings-base-{}", publisher.id);
    let message_id = format!("{id}-message");
    let bases: BTreeMap<String, String> = store::value(key::BASES);
    let address = RwSignal::new(bases.get(publisher.id).cloned().unwrap_or_default());
    let message = RwSignal::new(String::new());
    let is_bad = move || address.with(|address| !address.is_empty() && !is_web_address(address));
    let save = move |event| {
        address.set(event_target_value(&event).trim().to_owned());
        let words = if is_bad() { t!("settings.bad_address").to_owned() } else { keep(publisher.id, &address.get()) };
        message.set(words);
    };
    let test = move |_| {
        if is_bad() {
            message.set(t!("settings.bad_address").to_owned());
            return;
        }
        message.set(t!("settings.testing").to_owned());
        spawn_local(async move { message.set(reach(&target(&publisher, &address.get_untracked())).await) });
    };
    view! {
        <li class="settings-address">
            <label for=id.clone()>{t!("settings.base", name = publisher.name)}</label>
            <input id=id type="url" inputmode="url" spellcheck="false" placeholder=publisher.base prop:value=move || address.get()
                aria-describedby=message_id.clone() aria-invalid=move || is_bad().then_some("true") on:change=save />
            <button type="button" aria-label=t!("settings.test_of", name = publisher.name) on:click=test>{t!("settings.test")}</button>
            <p class="meta" id=message_id role="status">{message}</p>
        </li>
    }
}

fn is_web_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// Remembers the address, or the usual one again; says whether that lasts.
fn keep(publisher: &str, address: &str) -> String {
    let mut bases: BTreeMap<String, String> = store::value(key::BASES);
    if address.is_empty() {
        bases.remove(publisher);
    } else {
        bases.insert(publisher.to_owned(), address.to_owned());
    }
    let lasts = store::set_value(key::BASES, &bases);
    (if lasts { t!("settings.saved") } else { t!("settings.saved.page") }).to_owned()
}

/// The address of the publisher's list, at the base or through the proxy.
fn target(publisher: &Publisher, address: &str) -> String {
    let row = publisher.endpoints.iter().find(|row| row.id == publisher.listing.endpoint);
    let mut path = format!("{}{}", publisher.base_path, row.map_or("/", |row| row.path));
    for parameter in row.iter().flat_map(|row| row.parameters) {
        path = path.replace(&format!("{{{}}}", parameter.name), parameter.example);
    }
    match address {
        "" => format!("{}{path}", publisher.base),
        proxy if proxy.contains(PLACE) => {
            let live = format!("{}{path}", publisher.base);
            proxy.replace(PLACE, &utf8_percent_encode(&live, NON_ALPHANUMERIC).to_string())
        }
        base => format!("{}{path}", base.trim_end_matches('/')),
    }
}

/// Asks once; any status is an answer, a refusal of the browser is not.
async fn reach(address: &str) -> String {
    match Request::get(address).send().await {
        Ok(answer) => t!("settings.reached", status = answer.status()),
        Err(reason) => t!("settings.blocked", reason = reason),
    }
}

#[cfg(test)]
mod tests {
    use super::target;
    use tenderlens_core::publishers::Registry;

    #[test]
    fn the_list_is_asked_for_at_the_base_or_through_the_proxy() {
        let uk = *Registry::builtin().publisher("uk").unwrap();
        let live = "https://www.find-tender.service.gov.uk/api/1.0/ocdsReleasePackages";
        assert_eq!(target(&uk, ""), live);
        assert_eq!(target(&uk, "http://127.0.0.1:9/uk/"), "http://127.0.0.1:9/uk/api/1.0/ocdsReleasePackages");
        assert!(target(&uk, "https://p.example/?u={url}").starts_with("https://p.example/?u=https%3A%2F%2Fwww%2E"));
    }
}
