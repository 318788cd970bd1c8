//! Giving back what rows take that are gone.

use std::borrow::Cow;

use crate::arrange;
use crate::arrival::PartyIds;
use crate::catalog::Catalog;
use crate::read::draft::{Award, Code, Contract, Draft, Item, Moment, Money, Party, Release};
use crate::store::dictionary::Texts;
use crate::store::mentions::parts;
use crate::store::rows::{self, Arrived, Rows, UNKNOWN};
use crate::store::texts::{Part, Span};
use crate::time::{MISSING, Millis};

impl Catalog {
    /// Writes the tables anew without the rows that were replaced or taken out. Worth its time (about
    /// that of adding what is there) once [`crate::Size::gone`] is a good part of all; answers from
    /// before can't be read in windows any more.
    pub fn compact(&mut self) {
        let mut old = std::mem::take(self);
        self.sources = std::mem::take(&mut old.sources);
        self.publisher_of = std::mem::take(&mut old.publisher_of);
        self.publishers = std::mem::take(&mut old.publishers);
        self.provenances = std::mem::take(&mut old.provenances);
        self.provenance_numbers = std::mem::take(&mut old.provenance_numbers);
        self.coverages = std::mem::take(&mut old.coverages);
        self.generation = old.generation + 1;
        // Places go on being called as they were first spelt, though that row may be gone.
        self.rows.words.regions = old.rows.words.regions.clone();
        self.rows.words.mentions.countries = old.rows.words.mentions.countries.clone();
        let Self { there, rows, index, .. } = &mut old;
        for row in there.iter() {
            self.copy(rows, row);
            // Not all of it has to be there twice.
            rows.texts.remove(row);
            index.remove(row);
        }
    }

    fn copy(&mut self, rows: &Rows, row: u32) {
        let at = row as usize;
        let source = rows.source[at];
        let of = &self.sources[source as usize];
        let draft = rows.draft(row);
        let arrived = Arrived {
            source,
            shared_ids: (of.party_ids == PartyIds::PerPublisher).then_some(&of.publisher),
            zone: &of.zone,
            provenance: rows.provenance[at],
            handle: rows.handle[at],
            release_count: rows.release_count[at],
            is_partial: rows.is_partial[at],
        };
        self.rows.push(&draft, arrived);
        self.take_up(self.publisher_of[source as usize], &draft.ocid);
    }
}

impl Rows {
    /// What a row was made of.
    fn draft(&self, row: u32) -> Draft<'_> {
        let (at, words) = (row as usize, &self.words);
        let text = |part| Cow::Borrowed(self.texts.part_of(row, part));
        let texts = |part| self.texts.texts_of(row, part).map(Cow::Borrowed).collect::<Vec<_>>();
        let named = Named::of(self, row);
        let codes = self.codes.get(row);
        let items: Vec<Item<'_>> = self.items.range(row).map(|item| self.draft_item(row, item as u32, codes)).collect();
        let mut lot_texts = texts(Part::Items);
        let of_items = items.iter().filter(|item| !item.description.is_empty()).count();
        lot_texts.truncate(lot_texts.len().saturating_sub(of_items));
        let first_award = self.awards.range(row).start as u32;
        let value = self.draft_money(row, &self.value[at]);
        Draft {
            ocid: text(Part::Ocid),
            locator: text(Part::Locator),
            language: Cow::Borrowed(words.languages.text(self.language[at])),
            title: text(Part::Title),
            description: text(Part::Description),
            place: text(Part::Place),
            status: Cow::Borrowed(words.statuses.text(self.status[at])),
            method: Cow::Borrowed(words.methods.text(self.method[at])),
            method_details: Cow::Borrowed(words.method_details.text(self.method_details[at])),
            stage: self.stage[at],
            value: value.map(|value| (value, self.basis[at])),
            due: moment(text(Part::Due), self.due[at]),
            published: moment(text(Part::Published), self.published[at]),
            updated: moment(text(Part::Updated), self.updated[at]),
            categories: shared(self.categories.get(row), |code| words.categories.text(code)),
            regions: shared(self.regions.get(row), |code| words.regions.text(code)),
            codes: codes.iter().map(|code| self.draft_code(*code)).collect(),
            buyers: named.places(self.buyers.get(row)),
            suppliers: named.places(self.suppliers.get(row)),
            bidders: named.places(self.bidders.get(row)),
            bids: Some(self.bids[at]).filter(|bids| *bids != UNKNOWN),
            lots: self.lots[at],
            documents: self.documents[at],
            awards: self.awards.range(row).map(|award| self.draft_award(row, award as u32, &named)).collect(),
            contracts: self.contracts.get(row).iter().map(|it| self.draft_contract(row, it, first_award)).collect(),
            releases: self.releases.get(row).iter().map(|it| self.draft_release(row, it)).collect(),
            parties: named.0.iter().map(|mention| self.draft_party(*mention)).collect(),
            items,
            lot_texts,
            document_titles: texts(Part::Documents),
            identifiers: texts(Part::Identifiers),
            is_test: self.is_test[at],
        }
    }

    fn span(&self, row: u32, span: Span) -> Cow<'_, str> {
        Cow::Borrowed(self.texts.get(row, span))
    }

    fn draft_money(&self, row: u32, money: &rows::Money) -> Option<Money<'_>> {
        let amount = self.span(row, money.amount);
        let currency = Cow::Borrowed(self.words.currencies.text(money.currency));
        (!amount.is_empty()).then_some(Money { amount, currency, vat: money.vat, exact: money.exact })
    }

    fn draft_code(&self, code: u32) -> Code<'_> {
        let entry = self.words.codes.entry(code);
        let of = |text: fn(&crate::store::codes::Entry) -> &str| Cow::Borrowed(entry.map_or("", text));
        let scheme = entry.map_or("", |entry| self.words.codes.schemes.text(entry.scheme));
        Code { scheme: Cow::Borrowed(scheme), code: of(|it| &it.code), description: of(|it| &it.description) }
    }

    fn draft_item(&self, row: u32, item: u32, codes: &[u32]) -> Item<'_> {
        let own = self.item_codes.get(item);
        let places = own.iter().filter_map(|code| codes.iter().position(|it| it == code)).collect();
        let item = &self.items.values()[item as usize];
        Item { id: self.span(row, item.id), description: self.span(row, item.description), codes: places }
    }

    fn draft_award(&self, row: u32, award: u32, named: &Named) -> Award<'_> {
        let suppliers = named.places(self.award_suppliers.get(award));
        let award = &self.awards.values()[award as usize];
        Award {
            id: self.span(row, award.id),
            title: self.span(row, award.title),
            status: Cow::Borrowed(self.words.statuses.text(award.status)),
            date: moment(self.span(row, award.date_text), award.date),
            value: self.draft_money(row, &award.value),
            suppliers,
        }
    }

    fn draft_contract(&self, row: u32, contract: &rows::Contract, first_award: u32) -> Contract<'_> {
        Contract {
            id: self.span(row, contract.id),
            title: self.span(row, contract.title),
            status: Cow::Borrowed(self.words.statuses.text(contract.status)),
            signed: moment(self.span(row, contract.signed_text), contract.signed),
            value: self.draft_money(row, &contract.value),
            award: (contract.award != UNKNOWN).then(|| (contract.award - first_award) as usize),
        }
    }

    fn draft_release(&self, row: u32, release: &rows::Release) -> Release<'_> {
        Release { id: self.span(row, release.id), date: moment(self.span(row, release.date_text), release.date) }
    }

    fn draft_party(&self, mention: u32) -> Party<'_> {
        let mentions = &self.words.mentions;
        let Some(mention) = mentions.list.get(mention as usize) else {
            return Party::default();
        };
        let (_, reference) = parts(mentions.own_ids.text(mention.own_id));
        let pairs = mention.identifiers.iter().map(|code| parts(mentions.identifiers.text(*code)));
        Party {
            reference: Cow::Borrowed(reference),
            name: Cow::Borrowed(&mention.name),
            country: Cow::Borrowed(mentions.countries.text(mention.country)),
            identifiers: pairs.map(|(scheme, id)| (Cow::Borrowed(scheme), Cow::Borrowed(id))).collect(),
        }
    }
}

/// The mentions of a row, each once.
struct Named(Vec<u32>);

impl Named {
    fn of(rows: &Rows, row: u32) -> Self {
        let mut named: Vec<u32> = rows.buyers.get(row).iter().chain(rows.parties.get(row)).copied().collect();
        arrange::unique(&mut named);
        Self(named)
    }

    fn places(&self, mentions: &[u32]) -> Vec<usize> {
        mentions.iter().filter_map(|mention| self.0.binary_search(mention).ok()).collect()
    }
}

fn shared<'t>(codes: &[u32], text: impl Fn(u32) -> &'t str) -> Vec<Cow<'t, str>> {
    codes.iter().map(|code| Cow::Borrowed(text(*code))).collect()
}

fn moment(text: Cow<'_, str>, at: Millis) -> Moment<'_> {
    Moment { text, at: (at != MISSING).then_some(at) }
}
