//! What a list shows of a process, as a draft.

use std::borrow::Cow;

use tenderlens_ocds::calendar::Zone;

use super::draft::{self, Draft, Moment, Money, Party};
use super::money::currency;
use super::texts::{clean, known_moment, shortened};
use super::{SHORTEST_IDENTIFIER, once};
use crate::arrival::{Listed, ListedMoney, Source};
use crate::decimal::Decimal;
use crate::problem::{Notes, Path};

pub(crate) fn listed<'a>(listed: &Listed<'a>, source: &'a Source, notes: &mut Notes) -> Draft<'a> {
    let language = if listed.language.is_empty() { &source.language } else { listed.language };
    let buyer = (!listed.buyer.is_empty()).then(|| Party {
        name: clean(listed.buyer),
        country: Cow::Borrowed(&source.country),
        ..Party::default()
    });
    let title = if listed.title.is_empty() { listed.description } else { listed.title };
    let releases = listed.releases.iter().map(|id| draft::Release { id: clean(id), date: Moment::default() });
    let numbers = [listed.locator].into_iter().chain(listed.releases.iter().copied());
    let mut identifiers = vec![clean(listed.ocid)];
    identifiers.extend(numbers.filter(|id| id.len() >= SHORTEST_IDENTIFIER).map(clean));
    once(&mut identifiers);
    Draft {
        ocid: clean(listed.ocid.trim()),
        locator: clean(listed.locator),
        language: clean(language),
        title: clean(title),
        description: clean(listed.description),
        method: clean(listed.method),
        stage: listed.stage,
        value: listed.value.map(|(value, basis)| (money(&value, notes), basis)),
        due: moment(listed.due, "due", &source.zone, notes),
        updated: moment(listed.updated, "updated", &source.zone, notes),
        buyers: if buyer.is_some() { vec![0] } else { Vec::new() },
        parties: buyer.into_iter().collect(),
        releases: releases.collect(),
        identifiers,
        ..Draft::default()
    }
}

fn money<'a>(money: &ListedMoney<'a>, notes: &mut Notes) -> Money<'a> {
    let exact = Decimal::parse(money.amount);
    if exact.is_none() {
        notes.add(&Path::Release.member("value"), "is shown, but neither compared nor summed");
    }
    Money { amount: clean(money.amount), currency: currency(money.currency), vat: money.vat, exact }
}

fn moment<'a>(text: &'a str, name: &'static str, zone: &Zone, notes: &mut Notes) -> Moment<'a> {
    let moment = known_moment(text, zone);
    if moment.at.is_none() && !text.is_empty() {
        notes.add(&Path::Release.member(name), format!("is no date: {:?}", shortened(text)));
    }
    moment
}
