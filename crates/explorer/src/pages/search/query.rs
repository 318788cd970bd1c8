//! From a link to the question that the catalog is asked, and from its choices back to the link.

use tenderlens_catalog::{
    Aspect, CPV, Classification, DateRange, FacetQuery, Query, Sort, SortBy, Unit, Value, ValueRange,
};
use tenderlens_core::calendar::Date;

use crate::protocol::{party, party_text};
use crate::route::{self, Days, Due, Search};

/// A filter whose choices are listed with their counts.
pub struct Kind {
    pub of: Aspect,
    /// Its name in links, and of its texts.
    pub name: &'static str,
    /// Whether it is unfolded without anything chosen.
    pub is_open: bool,
    list: fn(&mut Search) -> &mut Vec<String>,
}

impl Kind {
    pub fn chosen(&self, search: &Search) -> Vec<String> {
        (self.list)(&mut search.clone()).clone()
    }

    /// The search with a choice more or less, from its first page.
    pub fn toggled(&self, search: &Search, value: &str) -> Search {
        let mut search = Search { page: 1, ..search.clone() };
        toggle((self.list)(&mut search), value);
        search
    }

    pub fn clear(&self, search: &mut Search) {
        (self.list)(search).clear();
    }
}

fn toggle(list: &mut Vec<String>, value: &str) {
    match list.iter().position(|it| it == value) {
        Some(index) => drop(list.remove(index)),
        None => list.push(value.to_owned()),
    }
}

/// The filters with choices, in the order in which they stand.
pub const KINDS: [Kind; 8] = [
    Kind { of: Aspect::Stage, name: "stage", is_open: true, list: |it| &mut it.stages },
    Kind { of: Aspect::Category, name: "cat", is_open: true, list: |it| &mut it.categories },
    Kind { of: Aspect::Classification, name: "cpv", is_open: false, list: |it| &mut it.cpv },
    Kind { of: Aspect::Buyer, name: "buyer", is_open: false, list: |it| &mut it.buyers },
    Kind { of: Aspect::Supplier, name: "sup", is_open: false, list: |it| &mut it.suppliers },
    Kind { of: Aspect::Region, name: "region", is_open: false, list: |it| &mut it.regions },
    Kind { of: Aspect::Method, name: "method", is_open: false, list: |it| &mut it.methods },
    Kind { of: Aspect::Status, name: "status", is_open: false, list: |it| &mut it.statuses },
];

/// What is asked about, by its name in links.
const NAMES: [(&str, Aspect); 15] = [
    ("q", Aspect::Words),
    ("src", Aspect::Publisher),
    ("stage", Aspect::Stage),
    ("cat", Aspect::Category),
    ("cpv", Aspect::Classification),
    ("val", Aspect::Value),
    ("due", Aspect::Due),
    ("pub", Aspect::Published),
    ("upd", Aspect::Updated),
    ("buyer", Aspect::Buyer),
    ("sup", Aspect::Supplier),
    ("region", Aspect::Region),
    ("method", Aspect::Method),
    ("status", Aspect::Status),
    ("doc", Aspect::Documents),
];

/// The aspect of a name in links.
pub fn aspect(name: &str) -> Option<Aspect> {
    NAMES.iter().find(|(known, _)| *known == name).map(|(_, aspect)| *aspect)
}

/// The name of an aspect in links.
pub fn name(of: Aspect) -> &'static str {
    NAMES.iter().find(|(_, aspect)| *aspect == of).map_or("", |(name, _)| name)
}

/// Today and the day so many days later; `now` is the present time (RFC 3339).
pub fn from_today(now: &str, days: u32) -> Option<Days> {
    let today = now.get(..10)?.parse::<Date>().ok()?;
    let last = today.plus(i32::try_from(days).ok()?)?;
    Some(Days { from: today.to_string(), to: last.to_string() })
}

/// What of a facet's list is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    pub all: bool,
    pub find: String,
    /// Codes whose next level is unfolded.
    pub under: Vec<String>,
}

/// The question of a link; `now` is the present time (RFC 3339).
pub fn query(search: &Search, publishers: Vec<String>, now: &str) -> Query {
    let parties = |list: &[String]| list.iter().map(|text| party(text).into()).collect();
    Query {
        words: search.words.clone(),
        publishers,
        stages: search.stages.clone(),
        categories: search.categories.clone(),
        classifications: search.cpv.iter().map(|prefix| classification(prefix)).collect(),
        value: value(&search.value),
        due: due(&search.due, now),
        published: days(&search.published),
        buyers: parties(&search.buyers),
        suppliers: parties(&search.suppliers),
        regions: search.regions.clone(),
        methods: search.methods.clone(),
        statuses: search.statuses.clone(),
        documents: search.has_documents.then_some(true),
        unknown: search.with_unknown.iter().filter_map(|name| aspect(name)).collect(),
        unit: Unit::Process,
        sort: sort(search.sort),
        ..Query::default()
    }
}

/// Amounts are compared inside a currency only: a range without one asks nothing.
fn value(range: &route::ValueRange) -> Option<ValueRange> {
    let bound = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let (min, max) = (bound(&range.min), bound(&range.max));
    let is_asked = !range.currency.is_empty() && (min.is_some() || max.is_some());
    is_asked.then(|| ValueRange { min, max, currency: range.currency.clone() })
}

/// The days that a deadline filter stands for, the first of them from now on.
fn due(due: &Due, now: &str) -> DateRange {
    match due {
        Due::Within(number) => {
            DateRange { from: Some(now.to_owned()), to: from_today(now, *number).map(|days| days.to) }
        }
        Due::Between(range) => days(range),
    }
}

fn days(days: &Days) -> DateRange {
    let end = |text: &str| text.parse::<Date>().is_ok().then(|| text.to_owned());
    DateRange { from: end(&days.from), to: end(&days.to) }
}

fn sort(sort: route::Sort) -> Sort {
    let by = match sort.by {
        route::SortBy::Relevance => SortBy::Relevance,
        route::SortBy::Due => SortBy::Due,
        route::SortBy::Published => SortBy::Published,
        route::SortBy::Updated => SortBy::Updated,
        route::SortBy::Value => SortBy::Value,
        route::SortBy::Title => SortBy::Title,
        route::SortBy::Bids => SortBy::Bids,
    };
    Sort { by, reverse: sort.reverse }
}

fn classification(prefix: &str) -> Classification {
    Classification { scheme: CPV.to_owned(), prefix: prefix.to_owned() }
}

/// A choice as links write it.
pub fn text(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Flag(flag) => u8::from(*flag).to_string(),
        Value::Party(party) => party_text(party),
        Value::Code(code) => code.prefix.clone(),
    }
}

/// The facets to count; `shown` tells what of each is in sight.
pub fn facets(shown: &impl Fn(&str) -> Shown) -> Vec<FacetQuery> {
    let mut facets = Vec::new();
    for kind in &KINDS {
        let Shown { all, find, under } = shown(kind.name);
        let top = if all { 0 } else { FacetQuery::default().top };
        facets.push(FacetQuery { top, find, ..FacetQuery::of(kind.of) });
        facets.extend(under.into_iter().map(|under| FacetQuery { under, top: 0, ..FacetQuery::of(kind.of) }));
    }
    let rest = [Aspect::Publisher, Aspect::Value, Aspect::Due, Aspect::Published, Aspect::Documents];
    facets.extend(rest.map(|aspect| FacetQuery { top: 0, ..FacetQuery::of(aspect) }));
    facets
}

#[cfg(test)]
mod tests {
    use tenderlens_catalog::{Aspect, PartyRef};

    use super::{KINDS, Shown, facets, query};
    use crate::route::{Route, Search};

    fn search(link: &str) -> Search {
        match Route::parse(link) {
            Route::Search(search) => *search,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_link_asks_what_it_says() {
        let link =
            "#/s?buyer=GB-PPON:P1&cat=works&cpv=45,71&doc=1&due=%2B14d&q=bridge&sort=-value&unk=val&val=1000000..;GBP";
        let query = query(&search(link), vec!["uk".into()], "2026-11-21T12:00:00Z");
        assert_eq!(
            (query.due.from.as_deref(), query.due.to.as_deref()),
            (Some("2026-11-21T12:00:00Z"), Some("2026-12-05"))
        );
        let value = query.value.unwrap();
        assert_eq!((value.min.as_deref(), value.max, value.currency.as_str()), (Some("1000000"), None, "GBP"));
        assert_eq!(query.classifications.iter().map(|it| it.prefix.as_str()).collect::<Vec<_>>(), ["45", "71"]);
        assert_eq!(
            (query.categories, query.documents, query.unknown),
            (vec!["works".into()], Some(true), vec![Aspect::Value])
        );
        assert_eq!(query.buyers[0].who, PartyRef::Identifier { scheme: "GB-PPON".into(), id: "P1".into() });
        assert!(query.sort.reverse);
    }

    #[test]
    fn a_range_without_a_currency_compares_nothing() {
        assert_eq!(query(&search("#/s?val=5.."), Vec::new(), "").value, None);
    }

    #[test]
    fn choosing_twice_is_not_choosing_and_starts_at_the_first_page() {
        let before = search("#/s?cat=goods&page=3");
        let both = KINDS[1].toggled(&before, "works");
        assert_eq!((both.categories.clone(), both.page), (vec!["goods".into(), "works".into()], 1));
        assert_eq!(KINDS[1].toggled(&both, "works").categories, ["goods"]);
    }

    #[test]
    fn unfolded_codes_are_asked_for_each() {
        let shown = |name: &str| Shown {
            under: if name == "cpv" { vec!["45".into()] } else { Vec::new() },
            ..Shown::default()
        };
        let asked = facets(&shown);
        assert_eq!(
            asked.iter().filter(|it| it.of == Aspect::Classification).map(|it| it.under.as_str()).collect::<Vec<_>>(),
            ["", "45"]
        );
    }
}
