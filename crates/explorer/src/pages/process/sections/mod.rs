//! Every section that exists, in the order of contracting, and the links to them.

mod auction;
mod outcome;
mod rest;
mod tender;

use leptos::prelude::*;
use tenderlens_core::ocds::view::Planning;

use super::Shown;
use super::raw::Raw;

/// A section: its id in links, its heading, how many things it holds, and how it is shown.
struct Section {
    id: &'static str,
    title: &'static str,
    count: Option<usize>,
    view: fn(&Shown) -> AnyView,
}

/// The sections of a process that hold something.
fn outline(shown: &Shown) -> Vec<Section> {
    let process = &shown.loaded.process;
    let tender = process.tender.as_ref();
    let whole = |id, title, exists: bool, view| exists.then_some(Section { id, title, count: None, view });
    let counted =
        |id, title, count: usize, view| (count > 0).then_some(Section { id, title, count: Some(count), view });
    let sections: [Option<Section>; 13] = [
        whole(
            "planning",
            t!("section.planning"),
            process.planning.as_ref().is_some_and(|planning| *planning != Planning::default()),
            tender::planning as fn(&Shown) -> AnyView,
        ),
        whole("tender", t!("section.tender"), tender.is_some(), tender::tender),
        counted("lots", t!("section.lots"), tender.map_or(0, |tender| tender.lots.len()), tender::lots),
        counted("items", t!("section.items"), tender.map_or(0, |tender| tender.items.len()), tender::items),
        whole(
            "auction",
            t!("section.auction"),
            tender.is_some_and(|tender| !tender.auctions.is_empty()),
            auction::auctions,
        ),
        whole("bids", t!("section.bids"), true, outcome::bids),
        counted("awards", t!("section.awards"), process.awards.len(), outcome::awards),
        counted("contracts", t!("section.contracts"), process.contracts.len(), outcome::contracts),
        counted("documents", t!("section.documents"), process.documents.len(), rest::documents),
        counted("parties", t!("section.parties"), process.parties.len(), rest::parties),
        counted("related", t!("section.related"), process.related.len(), rest::related),
        counted("other", t!("section.other"), process.other.len() + shown.loaded.other.len(), rest::other),
        whole("raw", t!("section.raw"), true, |shown| view! { <Raw shown=shown.clone() /> }.into_any()),
    ];
    sections.into_iter().flatten().collect()
}

#[component]
pub fn SectionLinks(shown: Shown, section: Memo<String>) -> impl IntoView {
    let link = |it: Section| {
        let current = move || section.with(|section| section == it.id).then_some("true");
        view! {
            <li>
                <a href=shown.link(it.id, "") aria-current=current>
                    {it.title}{it.count.map(|count| view! { " "<span class="process-nav-count">{count}</span> })}
                </a>
            </li>
        }
    };
    let links: Vec<_> = outline(&shown).into_iter().map(link).collect();
    view! {
        <nav class="process-nav" aria-label=t!("section.nav")>
            <h2 class="process-nav-title">{t!("section.here")}</h2>
            <ul>{links}</ul>
        </nav>
    }
}

#[component]
pub fn Sections(shown: Shown) -> impl IntoView {
    let section = |it: Section| {
        let heading = format!("sec-{}", it.id);
        let labelled_by = heading.clone();
        view! {
            <section class="process-section" aria-labelledby=labelled_by>
                <div class="process-section-head">
                    <h2 id=heading tabindex="-1">
                        {it.title}{it.count.map(|count| view! { " "<span class="process-count">{count}</span> })}
                    </h2>
                </div>
                {(it.view)(&shown)}
            </section>
        }
    };
    let sections: Vec<_> = outline(&shown).into_iter().map(section).collect();
    view! { <div class="process-sections">{sections}</div> }
}
