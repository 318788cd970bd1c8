//! From a compiled release to what its row will hold. Tolerant: what is not as it should be is told
//! with its place, and the rest is kept.

mod bids;
mod codes;
pub(crate) mod draft;
mod listed;
mod money;
mod outcome;
mod parties;
mod places;
mod texts;

use std::borrow::Cow;
use std::collections::HashSet;

use tenderlens_ocds::facts;

use codes::Codes;
pub use codes::{CPV, UNSPSC};
pub(crate) use codes::{scheme, without_check_digit};
pub use draft::{Basis, Vat};
use draft::{Draft, Moment};
pub(crate) use listed::listed;
use parties::{Parties, add};
pub(crate) use texts::SEPARATOR;
use texts::{clean, cow, known_moment, moment, note_list, note_slot, text};

use crate::problem::{Notes, Path};
use tenderlens_ocds::calendar::Zone;

/// What a source says of all its releases.
pub(crate) struct Context<'a> {
    pub zone: &'a Zone,
    pub language: &'a str,
    pub country: &'a str,
    /// Id and date of each release of the process, as far as they are known.
    pub releases: &'a [(&'a str, &'a str)],
    /// How many releases there are.
    pub release_count: u32,
}

/// Reads a release into a draft; its ocid may be missing.
pub(crate) fn draft<'a>(release: &'a facts::Release<'a>, context: &Context<'a>, notes: &mut Notes) -> Draft<'a> {
    let root = Path::Release;
    let tender_path = root.member("tender");
    note_slot(&release.tender, &tender_path, notes);
    note_slot(&release.planning, &root.member("planning"), notes);
    let mut parties = Parties::read(release, context.country, notes);
    let mut codes = Codes::default();
    let mut draft = Draft {
        ocid: text(&release.ocid, &root.member("ocid"), notes),
        language: language(&text(&release.language, &root.member("language"), notes), context.language),
        stage: release.stage(),
        value: money::value(release, notes),
        updated: moment(&release.date, &root.member("date"), context.zone, notes),
        is_test: release.mode.get() == Some("test"),
        ..Draft::default()
    };
    if let Some(tender) = release.tender.get() {
        read_tender(tender, context, &mut codes, &mut draft, notes);
    }
    draft.buyers = buyers(release, &mut parties, notes);
    outcome::read(release, context.zone, &mut parties, &mut codes, &mut draft, notes);
    bids::read(release, &mut parties, &mut draft, notes);
    places::read(release, &mut draft);
    draft.documents = documents(release, &mut draft.document_titles, notes);
    draft.releases = context.releases.iter().map(|it| known_release(it, context.zone)).collect();
    draft.published = first_published(release, context, &draft);
    draft.identifiers = identifiers(release, &draft, &parties);
    draft.title = headline(release, &draft);
    draft.codes = codes.0;
    draft.parties = parties.all;
    draft
}

fn read_tender<'a>(
    tender: &'a facts::Tender<'a>,
    context: &Context<'a>,
    codes: &mut Codes<'a>,
    draft: &mut Draft<'a>,
    notes: &mut Notes,
) {
    let path = Path::Release.member("tender");
    draft.title = text(&tender.title, &path.member("title"), notes);
    draft.description = text(&tender.description, &path.member("description"), notes);
    draft.status = text(&tender.status, &path.member("status"), notes);
    draft.method = text(&tender.method, &path.member("procurementMethod"), notes);
    draft.method_details = cow(&tender.method_details);
    draft.is_test |= tender.mode.get() == Some("test");
    let period_path = path.member("tenderPeriod");
    note_slot(&tender.period, &period_path, notes);
    if let Some(period) = tender.period.get() {
        draft.due = moment(&period.end, &period_path.member("endDate"), context.zone, notes);
    }
    let category = text(&tender.category, &path.member("mainProcurementCategory"), notes);
    let categories = [category].into_iter().chain(tender.categories.iter().map(clean));
    categories.filter(|it| !it.is_empty()).for_each(|it| add_text(&mut draft.categories, it));
    codes.of(&tender.classification, &tender.additional, &path, notes);
    draft.items = codes.items(&tender.items, &path.member("items"), notes);
    note_list(&tender.lots, &path.member("lots"), notes);
    for (_, lot) in tender.lots.iter() {
        draft.lots += 1;
        let texts = [cow(&lot.title), cow(&lot.description)];
        draft.lot_texts.extend(texts.into_iter().filter(|text| !text.is_empty()));
    }
}

fn add_text<'a>(list: &mut Vec<Cow<'a, str>>, text: Cow<'a, str>) {
    if !list.contains(&text) {
        list.push(text);
    }
}

fn language<'a>(published: &str, otherwise: &'a str) -> Cow<'a, str> {
    if published.is_empty() { Cow::Borrowed(otherwise) } else { Cow::Owned(published.to_owned()) }
}

/// Those who buy: the buyer and whoever else has that role, else the procuring entity.
fn buyers<'a>(release: &'a facts::Release<'a>, parties: &mut Parties<'a>, notes: &mut Notes) -> Vec<usize> {
    let path = Path::Release.member("buyer");
    note_slot(&release.buyer, &path, notes);
    let buyer = release.buyer.get().and_then(|buyer| parties.of(buyer, &path, notes));
    let mut buyers: Vec<usize> = buyer.into_iter().collect();
    parties.with_role("buyer").into_iter().for_each(|party| add(&mut buyers, party));
    if buyers.is_empty() {
        let path = Path::Release.member("tender");
        let path = path.member("procuringEntity");
        let entity = release.tender.get().and_then(|tender| tender.entity.get());
        buyers.extend(entity.and_then(|entity| parties.of(entity, &path, notes)));
    }
    if buyers.is_empty() {
        buyers = parties.with_role("procuringEntity");
    }
    buyers
}

/// What it is about: the title, else what says it best.
fn headline<'a>(release: &'a facts::Release<'a>, draft: &Draft<'a>) -> Cow<'a, str> {
    let item = draft.items.iter().map(|item| &item.description);
    let award = release.awards.iter().map(|(_, award)| cow(&award.title));
    let contract = release.contracts.iter().map(|(_, contract)| cow(&contract.title));
    let own = [&draft.title, &draft.description].into_iter().chain(item).cloned();
    own.chain(award).chain(contract).find(|text| !text.is_empty()).unwrap_or_default()
}

fn documents<'a>(release: &'a facts::Release<'a>, titles: &mut Vec<Cow<'a, str>>, notes: &mut Notes) -> u32 {
    let mut count = 0;
    let root = Path::Release;
    let mut take = |list: &'a facts::List<facts::Document<'a>>, path: &Path<'_>| {
        note_list(list, &path.member("documents"), notes);
        for (_, document) in list.iter() {
            count += 1;
            titles.extend(Some(cow(&document.title)).filter(|title| !title.is_empty()));
        }
    };
    if let Some(planning) = release.planning.get() {
        take(&planning.documents, &root.member("planning"));
    }
    if let Some(tender) = release.tender.get() {
        take(&tender.documents, &root.member("tender"));
    }
    if let Some(bids) = release.bids.get() {
        let (path, bids) = (root.member("bids"), &bids.details);
        bids.iter().for_each(|(index, bid)| take(&bid.documents, &path.member("details").item(index)));
    }
    release.awards.iter().for_each(|(index, award)| take(&award.documents, &root.member("awards").item(index)));
    for (index, contract) in release.contracts.iter() {
        let path = root.member("contracts");
        let path = path.item(index);
        take(&contract.documents, &path);
        if let Some(implementation) = contract.implementation.get() {
            take(&implementation.documents, &path.member("implementation"));
        }
    }
    once(titles);
    count
}

/// Keeps the first of equal texts.
fn once(texts: &mut Vec<Cow<'_, str>>) {
    let mut seen = HashSet::with_capacity(texts.len());
    texts.retain(|text| seen.insert(text.clone()));
}

fn known_release<'a>((id, date): &(&'a str, &'a str), zone: &Zone) -> draft::Release<'a> {
    draft::Release { id: clean(id), date: known_moment(date, zone) }
}

/// The earliest that is known to have been published of it.
fn first_published<'a>(release: &'a facts::Release<'a>, context: &Context<'a>, draft: &Draft<'a>) -> Moment<'a> {
    let tender = release.tender.get();
    let dated = tender.into_iter().flat_map(|tender| {
        let documents = tender.documents.iter().map(|(_, document)| &document.published);
        [&tender.published].into_iter().chain(documents)
    });
    let dated = dated.filter_map(|text| text.get()).map(|text| known_moment(text, context.zone));
    let releases = draft.releases.iter().map(|release| release.date.clone());
    let only = (draft.releases.is_empty() && context.release_count <= 1).then(|| draft.updated.clone());
    let all = dated.chain(releases).chain(only).filter(|moment| moment.at.is_some());
    all.min_by_key(Moment::millis).unwrap_or_default()
}

/// Shorter ones number things inside a release, and would be found everywhere.
const SHORTEST_IDENTIFIER: usize = 4;

fn identifiers<'a>(release: &'a facts::Release<'a>, draft: &Draft<'a>, parties: &Parties<'a>) -> Vec<Cow<'a, str>> {
    let tender = release.tender.get().map(|tender| cow(&tender.id));
    let of_parties = parties.all.iter().flat_map(|party| &party.identifiers).map(|(_, id)| id.clone());
    let contracts = draft.contracts.iter().map(|contract| contract.id.clone());
    let releases = draft.releases.iter().map(|release| release.id.clone());
    let all = tender.into_iter().chain(releases).chain(contracts).chain(of_parties);
    let mut identifiers = vec![draft.ocid.clone()];
    identifiers.extend(all.filter(|id| id.len() >= SHORTEST_IDENTIFIER));
    once(&mut identifiers);
    identifiers
}
