//! Who bid, and how many.

use tenderlens_ocds::facts;

use super::draft::Draft;
use super::parties::{Parties, add};
use super::texts::{note_list, note_slot};
use crate::problem::{Notes, Path};

pub(super) fn read<'a>(
    release: &'a facts::Release<'a>,
    parties: &mut Parties<'a>,
    draft: &mut Draft<'a>,
    notes: &mut Notes,
) {
    let path = Path::Release.member("bids");
    note_slot(&release.bids, &path, notes);
    let bids = release.bids.get();
    if let Some(bids) = bids {
        let path = path.member("details");
        note_list(&bids.details, &path, notes);
        for (index, bid) in bids.details.iter() {
            let path = path.item(index);
            let tenderers = parties.of_all(&bid.tenderers, &path.member("tenderers"), notes);
            tenderers.into_iter().for_each(|party| add(&mut draft.bidders, party));
        }
    }
    let mut listed = 0;
    if let Some(tender) = release.tender.get() {
        let path = Path::Release.member("tender");
        let tenderers = parties.of_all(&tender.tenderers, &path.member("tenderers"), notes);
        listed = tenderers.len() as u32;
        tenderers.into_iter().for_each(|party| add(&mut draft.bidders, party));
    }
    parties.with_role("tenderer").into_iter().for_each(|party| add(&mut draft.bidders, party));
    // Who was turned down had bid.
    let lost = draft.awards.iter().filter(|award| award.is_lost()).flat_map(|award| &award.suppliers);
    for party in lost.copied().collect::<Vec<_>>() {
        add(&mut draft.bidders, party);
    }
    let details = bids.map_or(0, |bids| bids.details.iter().count() as u32);
    let counted = bids.and_then(|bids| statistic(bids, notes));
    let told = release.tender.get().and_then(|tender| number_of_tenderers(tender, notes));
    let in_order = [Some(details), counted, told, Some(listed)];
    // A count of none is only believed where the publisher gives it as such.
    draft.bids = in_order.into_iter().flatten().find(|count| *count > 0).or(counted).or(told);
}

/// The number of bids: for the whole tender, else summed over the lots.
fn statistic(bids: &facts::Bids<'_>, notes: &mut Notes) -> Option<u32> {
    let path = Path::Release.member("bids");
    let path = path.member("statistics");
    note_list(&bids.statistics, &path, notes);
    ["bids", "validBids"].iter().find_map(|measure| {
        let of_measure = bids.statistics.iter().filter(|(_, it)| it.measure.get() == Some(measure));
        let (mut whole, mut of_lots) = (None, None);
        for (index, statistic) in of_measure {
            let Some(count) = count(&statistic.value, &path.item(index).member("value"), notes) else {
                continue;
            };
            match statistic.lot.get() {
                None => whole = whole.or(Some(count)),
                Some(_) => of_lots = Some(of_lots.unwrap_or(0_u32).saturating_add(count)),
            }
        }
        whole.or(of_lots)
    })
}

fn number_of_tenderers(tender: &facts::Tender<'_>, notes: &mut Notes) -> Option<u32> {
    let path = Path::Release.member("tender");
    count(&tender.number_of_tenderers, &path.member("numberOfTenderers"), notes)
}

/// A number of things, also where it is written as text or as `2.0`.
fn count(text: &facts::Text<'_>, path: &Path<'_>, notes: &mut Notes) -> Option<u32> {
    let count = text.get().and_then(|text| text.strip_suffix(".0").unwrap_or(text).parse().ok());
    if count.is_none() && (text.is_wrong() || text.get().is_some()) {
        notes.add(path, "is no number of bids");
    }
    count
}
