//! What is asked of the catalog, the same natively and in wasm.

use serde_json::{Value, json};
use tenderlens_catalog::{
    Arrival, Aspect, By, Catalog, DateRange, Facet, FacetQuery, Key, Of, PartyIds, PartyRef, Provenance, Query, Sort,
    SortBy, Source, SourceId, ValueRange,
};
use tenderlens_ocds::calendar::Zone;

use crate::words::LANGUAGES;

/// Rows that a list shows at once.
const WINDOW: usize = 50;

const FACETS: [Aspect; 11] = [
    Aspect::Publisher,
    Aspect::Stage,
    Aspect::Category,
    Aspect::Classification,
    Aspect::Value,
    Aspect::Due,
    Aspect::Buyer,
    Aspect::Supplier,
    Aspect::Region,
    Aspect::Method,
    Aspect::Status,
];

/// What somebody types.
const TYPED: [&str; 6] = [
    "bridge repair",
    "mantenimiento carretera",
    "капітальний ремонт школи",
    "a",
    "\"поточний ремонт\"",
    "road | puente -school",
];

pub struct Suite {
    pub catalog: Catalog,
    sources: Vec<SourceId>,
    provenance: Provenance,
}

impl Default for Suite {
    fn default() -> Self {
        let mut catalog = Catalog::default();
        let sources = LANGUAGES.iter().filter_map(|language| {
            Some(catalog.source(Source {
                publisher: language.publisher.to_owned(),
                zone: Zone::posix(language.zone)?,
                language: language.code.to_owned(),
                country: language.country.to_owned(),
                party_ids: PartyIds::PerRelease,
            }))
        });
        let sources = sources.collect();
        let provenance = Provenance { source: "https://example.org/page".to_owned(), ..Provenance::default() };
        Self { catalog, sources, provenance }
    }
}

impl Suite {
    /// Adds a process; how many problems it had.
    pub fn add(&mut self, publisher: usize, compiled: &[u8]) -> usize {
        let arrival = Arrival::of(compiled, &self.provenance);
        self.catalog.add(self.sources[publisher], &arrival).problems.len()
    }

    /// The names of the tasks.
    pub fn tasks() -> Vec<String> {
        let mut tasks: Vec<String> = [
            "filter + 11 facets: works, from 1,000,000 GBP, due in November",
            "11 facets, nothing filtered",
            "sort all by deadline",
            "sort all by value",
            "sort all by title",
            "sort all by update",
            "sums of all awards by supplier",
        ]
        .map(str::to_owned)
        .to_vec();
        tasks.extend(TYPED.iter().map(|typed| format!("type: {typed}")));
        tasks
    }

    /// Does a task, of typing one key; says how many rows there are, so that nothing can be left undone.
    pub fn run(&self, task: usize, key: usize) -> usize {
        match Task::of(task, key) {
            Task::Ask(query, facets) => self.catalog.ask(&query, &facets).map_or(0, |answer| {
                let shown = self.catalog.window(&answer, 0, WINDOW);
                answer.total + shown.map_or(0, |rows| rows.len())
            }),
            Task::Sum => {
                self.catalog.totals(&Query::default(), Of::Awards, By::Supplier).map_or(0, |it| it.groups.len())
            }
        }
    }

    /// What a task answers, as all contenders have to answer it.
    pub fn answer(&self, task: usize, key: usize) -> Value {
        let answer = match Task::of(task, key) {
            Task::Ask(query, facets) => self.rows_and_counts(&query, &facets),
            Task::Sum => self.sums(),
        };
        answer.unwrap_or(Value::Null)
    }

    fn rows_and_counts(&self, query: &Query, facets: &[FacetQuery]) -> Option<Value> {
        let answer = self.catalog.ask(query, facets).ok()?;
        let rows = self.catalog.window(&answer, 0, WINDOW).ok()?;
        let ocids: Vec<&str> = rows.iter().map(|row| row.ocid).collect();
        // Names of equal counts may come in another order.
        let counts = |facet: &Facet| facet.choices.iter().map(|choice| choice.count).collect::<Vec<_>>();
        let facets: Vec<Value> =
            answer.facets.iter().map(|it| json!([it.of, counts(it), it.not_published, it.span])).collect();
        Some(json!({"total": answer.total, "ocids": ocids, "facets": facets}))
    }

    /// Different ones in a role.
    pub fn organizations(&self, role: Aspect) -> usize {
        let all = FacetQuery { top: 0, ..FacetQuery::of(role) };
        let answer = self.catalog.ask(&Query::default(), &[all]);
        answer.map_or(0, |answer| answer.facets.iter().map(|facet| facet.choices.len()).sum())
    }

    /// By supplier and currency, the sums in cents.
    fn sums(&self) -> Option<Value> {
        let summary = self.catalog.totals(&Query::default(), Of::Awards, By::Supplier).ok()?;
        let mut lines: Vec<String> = Vec::new();
        for group in &summary.groups {
            let Key::Party(PartyRef::Identifier { scheme, id }) = &group.key else {
                return None;
            };
            for sum in &group.totals.sums {
                let exact = sum.sum?.to_string();
                let (whole, cents) = exact.split_once('.').unwrap_or((&exact, ""));
                lines.push(format!("{scheme} {id} {} {whole}{cents:0<2} of {}", sum.currency, sum.count));
            }
        }
        lines.sort();
        let sampled: Vec<&String> = lines.iter().step_by(997).collect();
        Some(json!({"lines": lines.len(), "sampled": sampled}))
    }

    /// Keys that a task has: one but for typing.
    pub fn keys(task: usize) -> usize {
        task.checked_sub(7).map_or(1, |typed| TYPED[typed % TYPED.len()].chars().count())
    }
}

/// What a task asks.
enum Task {
    Ask(Box<Query>, Vec<FacetQuery>),
    Sum,
}

impl Task {
    fn of(task: usize, key: usize) -> Self {
        let ask = |query, facets| Self::Ask(Box::new(query), facets);
        let sort = |by| ask(Query { sort: Sort { by, reverse: false }, ..Query::default() }, Vec::new());
        match task {
            0 => ask(filtered(), facets()),
            1 => ask(Query::default(), facets()),
            2 => sort(SortBy::Due),
            3 => sort(SortBy::Value),
            4 => sort(SortBy::Title),
            5 => sort(SortBy::Updated),
            6 => Self::Sum,
            typed => {
                let text = TYPED[(typed - 7) % TYPED.len()];
                let keys = text.chars().count();
                let words: String = text.chars().take(key % keys + 1).collect();
                ask(Query { words, ..Query::default() }, Vec::new())
            }
        }
    }
}

fn facets() -> Vec<FacetQuery> {
    FACETS.map(FacetQuery::of).to_vec()
}

fn filtered() -> Query {
    Query {
        categories: vec!["works".to_owned()],
        value: Some(ValueRange { min: Some("1000000".to_owned()), max: None, currency: "GBP".to_owned() }),
        due: DateRange { from: Some("2026-11-01".to_owned()), to: Some("2026-11-30".to_owned()) },
        ..Query::default()
    }
}
