//! The electronic auction: of the tender, or one for each lot.

use leptos::prelude::*;
use tenderlens_core::ocds::view::{Auction, Tender};

use super::super::Shown;
use super::super::fields::Fields;
use super::tender::lot_title;

pub fn auctions(shown: &Shown) -> AnyView {
    let Some(tender) = &shown.loaded.process.tender else {
        return ().into_any();
    };
    let rows: Vec<_> = tender
        .auctions
        .iter()
        .map(|auction| view! { <li class="process-object">{auction_view(auction, tender, shown)}</li> })
        .collect();
    view! { <ul class="process-objects">{rows}</ul> }.into_any()
}

fn auction_view(auction: &Auction, tender: &Tender, shown: &Shown) -> AnyView {
    let title = auction.related_lot.as_ref().map(|id| {
        let lot = tender.lots.iter().find(|lot| lot.id.as_ref() == Some(id));
        let title = lot_title(Some(id), lot.and_then(|lot| lot.title.as_ref()));
        view! { <h3 class="process-object-title" lang=shown.language.clone()>{title}</h3> }
    });
    let fields = Fields::of(shown, "")
        .amount(t!("field.step"), auction.minimal_step.as_ref())
        .period(t!("field.period"), auction.period.as_ref())
        .date(t!("field.not_before"), auction.should_start_after.as_ref())
        .link(t!("field.address"), auction.url.as_ref());
    view! { {title}{fields.view()} }.into_any()
}
