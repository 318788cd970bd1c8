//! Documents, parties, related processes, and every field no other section shows.

use leptos::prelude::*;
use tenderlens_core::ocds::view::{Document, Identifier, Party, RelatedProcess};

use super::super::Shown;
use super::super::fields::{Fields, web_address};
use crate::format;
use crate::labels;

pub fn documents(shown: &Shown) -> AnyView {
    let rows: Vec<_> = shown
        .loaded
        .process
        .documents
        .iter()
        .map(|document| view! { <li>{document_view(document, shown)}</li> })
        .collect();
    view! { <ul class="process-documents">{rows}</ul> }.into_any()
}

fn document_view(document: &Document, shown: &Shown) -> AnyView {
    let language = document.language.clone().unwrap_or_else(|| shown.language.clone());
    let name = document.title.clone().or_else(|| document.description.clone()).or_else(|| document.id.clone());
    let name = name.unwrap_or_else(|| t!("document.untitled").to_owned());
    let link = web_address(document.url.as_ref());
    let meta = [
        Some(labels::code(&document.section)),
        document.kind.as_deref().map(labels::code),
        document.format.clone(),
        document.modified.as_ref().or(document.published.as_ref()).map(|date| format::date(date, shown.zone())),
        link.map(|url| t!("document.new_tab", host = host(url))),
    ];
    let meta = meta.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let description = document.description.clone().filter(|words| *words != name);
    view! {
        {match link {
            Some(url) => view! { <a href=url.to_owned() target="_blank" rel="noreferrer" lang=language.clone()>{name}</a> }.into_any(),
            None => view! { <span lang=language.clone()>{name}</span> }.into_any(),
        }}
        {description.map(|words| view! { <p lang=language>{words}</p> })}
        <p class="meta">{meta}</p>
    }
    .into_any()
}

/// The host of an address, without port and path.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', ':', '?', '#']).next().unwrap_or(rest)
}

pub fn parties(shown: &Shown) -> AnyView {
    let rows: Vec<_> = shown
        .loaded
        .process
        .parties
        .iter()
        .map(|party| view! { <li class="process-object">{party_view(party, shown)}</li> })
        .collect();
    view! { <ul class="process-objects">{rows}</ul> }.into_any()
}

fn party_view(party: &Party, shown: &Shown) -> AnyView {
    let name = party.name.clone().or_else(|| party.id.clone()).unwrap_or_else(|| t!("party.unnamed").to_owned());
    let identifiers: Vec<_> = party.identifiers.iter().map(identifier).collect();
    let joined = |parts: &[String]| (!parts.is_empty()).then(|| parts.join(", "));
    let fields = Fields::of(shown, "")
        .id(t!("field.id"), party.id.as_ref())
        .text(t!("field.identifiers"), joined(&identifiers).as_ref())
        .text(t!("field.address"), joined(&party.address).as_ref())
        .text(t!("field.contact"), joined(&party.contact).as_ref());
    view! {
        <h3 class="process-object-title" lang=shown.language.clone()>{name}</h3>
        <p class="process-object-meta">{labels::codes(&party.roles)}</p>
        {fields.view()}
    }
    .into_any()
}

fn identifier(identifier: &Identifier) -> String {
    let code =
        [identifier.scheme.as_deref(), identifier.id.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    match &identifier.legal_name {
        Some(name) => format!("{code} ({name})"),
        None => code,
    }
}

pub fn related(shown: &Shown) -> AnyView {
    let row = |related: &RelatedProcess| {
        let fields = Fields::of(shown, "")
            .codes(t!("field.relationship"), &related.relationship)
            .text(t!("field.title"), related.title.as_ref())
            .text(t!("field.scheme"), related.scheme.as_ref())
            .id(t!("field.identifier"), related.identifier.as_ref())
            .id(t!("field.address"), related.uri.as_ref());
        let id = related.id.clone().unwrap_or_default();
        view! { <li class="process-object"><h3 class="process-object-title">{t!("related.title", id = id)}</h3>{fields.view()}</li> }
    };
    let rows: Vec<_> = shown.loaded.process.related.iter().map(row).collect();
    view! { <ul class="process-objects">{rows}</ul> }.into_any()
}

pub fn other(shown: &Shown) -> AnyView {
    let field = |pointer: &String, value: &String| {
        let value = match value.as_str() {
            "null" => view! { <span class="not-published">{t!("published.no")}</span> }.into_any(),
            json => view! { <code>{json.to_owned()}</code> }.into_any(),
        };
        view! { <div><dt><code>{pointer.clone()}</code></dt><dd>{value}</dd></div> }
    };
    let loaded = &shown.loaded;
    let compiled: Vec<_> = loaded.process.other.iter().map(|it| field(&it.pointer, &it.value)).collect();
    let unmapped: Vec<_> = loaded.other.iter().map(|it| field(&it.pointer, &it.json)).collect();
    let list =
        |rows: Vec<_>| (!rows.is_empty()).then(|| view! { <dl class="process-fields process-other">{rows}</dl> });
    view! {
        {list(compiled)}
        {(!loaded.other.is_empty()).then(|| view! {
            <p class="process-object-meta">{t!("other.unmapped")}</p>
        })}
        {list(unmapped)}
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    #[test]
    fn hosts_are_cut_out_of_addresses() {
        assert_eq!(super::host("https://prod4.example.org:9000/api?x"), "prod4.example.org");
        assert_eq!(super::host("https://example.org"), "example.org");
    }
}
