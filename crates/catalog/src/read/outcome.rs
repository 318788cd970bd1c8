//! Awards and contracts.

use std::collections::HashSet;

use tenderlens_ocds::facts;

use super::add_text;
use super::codes::Codes;
use super::draft::{Award, Contract, Draft, Item};
use super::money::money;
use super::parties::{Parties, add};
use super::texts::{cow, moment, note_list, text};
use crate::problem::{Notes, Path};
use tenderlens_ocds::calendar::Zone;

pub(super) fn read<'a>(
    release: &'a facts::Release<'a>,
    zone: &Zone,
    parties: &mut Parties<'a>,
    codes: &mut Codes<'a>,
    draft: &mut Draft<'a>,
    notes: &mut Notes,
) {
    let root = Path::Release;
    let path = root.member("awards");
    note_list(&release.awards, &path, notes);
    let mut items = Vec::new();
    let has_category = !draft.categories.is_empty();
    for (index, award) in release.awards.iter() {
        let path = path.item(index);
        items.extend(codes.items(&award.items, &path.member("items"), notes));
        let category = cow(&award.category);
        if !has_category && !category.is_empty() {
            add_text(&mut draft.categories, category);
        }
        draft.awards.push(read_award(award, &path, zone, parties, notes));
    }
    let path = root.member("contracts");
    note_list(&release.contracts, &path, notes);
    for (index, contract) in release.contracts.iter() {
        let path = path.item(index);
        items.extend(codes.items(&contract.items, &path.member("items"), notes));
        let read = read_contract(contract, &path, zone, &draft.awards, notes);
        draft.contracts.push(read);
    }
    if draft.items.is_empty() {
        draft.items = once_each(items);
    }
    draft.suppliers = suppliers(draft, parties);
}

/// Awards and contracts repeat each other's items.
fn once_each(mut items: Vec<Item<'_>>) -> Vec<Item<'_>> {
    let mut seen = HashSet::new();
    items.retain(|item| {
        let codes = if item.id.is_empty() { item.codes.clone() } else { Vec::new() };
        seen.insert((item.id.clone(), item.description.clone(), codes))
    });
    items
}

/// Those to whom something was awarded, and not refused or taken back.
fn suppliers(draft: &Draft<'_>, parties: &Parties<'_>) -> Vec<usize> {
    let mut suppliers = Vec::new();
    for award in draft.awards.iter().filter(|award| !award.is_lost()) {
        award.suppliers.iter().for_each(|party| add(&mut suppliers, *party));
    }
    if draft.awards.is_empty() { parties.with_role("supplier") } else { suppliers }
}

fn read_award<'a>(
    award: &'a facts::Award<'a>,
    path: &Path<'_>,
    zone: &Zone,
    parties: &mut Parties<'a>,
    notes: &mut Notes,
) -> Award<'a> {
    Award {
        id: text(&award.id, &path.member("id"), notes),
        title: cow(&award.title),
        status: text(&award.status, &path.member("status"), notes),
        date: moment(&award.date, &path.member("date"), zone, notes),
        value: money(&award.value, &path.member("value"), notes),
        suppliers: parties.of_all(&award.suppliers, &path.member("suppliers"), notes),
    }
}

fn read_contract<'a>(
    contract: &'a facts::Contract<'a>,
    path: &Path<'_>,
    zone: &Zone,
    awards: &[Award<'a>],
    notes: &mut Notes,
) -> Contract<'a> {
    let award = text(&contract.award_id, &path.member("awardID"), notes);
    Contract {
        id: text(&contract.id, &path.member("id"), notes),
        title: cow(&contract.title),
        status: text(&contract.status, &path.member("status"), notes),
        signed: moment(&contract.signed, &path.member("dateSigned"), zone, notes),
        value: money(&contract.value, &path.member("value"), notes),
        award: if award.is_empty() { None } else { awards.iter().position(|it| it.id == award) },
    }
}
