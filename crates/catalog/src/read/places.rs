//! Where it is to be delivered, else where the buyer is.

use std::borrow::Cow;

use tenderlens_ocds::facts;

use super::add_text;
use super::draft::Draft;
use super::texts::cow;

pub(super) fn read<'a>(release: &'a facts::Release<'a>, draft: &mut Draft<'a>) {
    let tendered = release.tender.get().into_iter().flat_map(|tender| tender.items.iter());
    let awarded = release.awards.iter().flat_map(|(_, award)| award.items.iter());
    let deliveries = tendered.chain(awarded).flat_map(|(_, item)| {
        item.delivery.get().into_iter().chain(item.deliveries.iter().map(|(_, address)| address))
    });
    let buyer = release.buyer.get();
    let is_buyer = |party: &&facts::Party<'_>| {
        let is_referred_to = buyer.is_some_and(|buyer| party.id.get().is_some() && buyer.id == party.id);
        is_referred_to || party.roles.iter().any(|role| role == "buyer" || role == "procuringEntity")
    };
    let parties = release.parties.iter().map(|(_, party)| party).filter(is_buyer);
    let entity = release.tender.get().and_then(|tender| tender.entity.get());
    let buyers = buyer.into_iter().chain(parties).chain(entity).filter_map(|party| party.address.get());
    for address in deliveries {
        take(address, draft);
    }
    // Where something is delivered says more than where it was ordered.
    for address in buyers {
        if draft.regions.is_empty() {
            take(address, draft);
        }
    }
}

fn take<'a>(address: &'a facts::Address<'a>, draft: &mut Draft<'a>) {
    let region = Some(cow(&address.department)).filter(|it| !it.is_empty()).unwrap_or_else(|| cow(&address.region));
    if draft.place.is_empty() {
        draft.place = shown(cow(&address.locality), &region);
    }
    if !region.is_empty() {
        add_text(&mut draft.regions, region);
    }
}

fn shown<'a>(locality: Cow<'a, str>, region: &Cow<'a, str>) -> Cow<'a, str> {
    match (locality.is_empty(), region.is_empty()) {
        (true, _) => region.clone(),
        (false, true) => locality,
        _ if locality.eq_ignore_ascii_case(region) => locality,
        _ => Cow::Owned(format!("{locality}, {region}")),
    }
}
