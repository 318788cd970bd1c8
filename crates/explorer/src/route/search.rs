//! State of the search page, which the profile shares.

use super::query::{Reader, Rest, Writer};
use super::value::{Days, Due, Sort, Unit, ValueRange, View};

/// What is looked for and how it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search {
    /// Publisher ids; empty means all but the archives.
    pub sources: Vec<String>,
    pub words: String,
    pub stages: Vec<String>,
    pub categories: Vec<String>,
    /// Prefixes of CPV codes.
    pub cpv: Vec<String>,
    pub value: ValueRange,
    pub due: Due,
    pub published: Days,
    /// The window asked of the publishers; empty means the last 60 days.
    pub updated: Days,
    pub buyers: Vec<String>,
    pub suppliers: Vec<String>,
    pub regions: Vec<String>,
    pub methods: Vec<String>,
    pub statuses: Vec<String>,
    /// Ids of checks that found something.
    pub checks: Vec<String>,
    pub has_documents: bool,
    /// Read whole, in windows so short that the publishers lose nothing.
    pub is_verified: bool,
    /// The publishers are asked to filter as far as they can: what else there is stays unloaded.
    pub is_narrowed: bool,
    /// Filters that also let through what does not publish the field: `val`, `due`.
    pub with_unknown: Vec<String>,
    pub unit: Unit,
    pub sort: Sort,
    pub view: View,
    /// Columns of the table; empty means the usual ones.
    pub columns: Vec<String>,
    /// From 1.
    pub page: usize,
    pub rest: Rest,
}

impl Default for Search {
    fn default() -> Self {
        Self::read(Reader::new(""))
    }
}

impl Search {
    pub(super) fn read(mut query: Reader) -> Self {
        Self {
            sources: query.list("src"),
            words: query.text("q"),
            stages: query.list("stage"),
            categories: query.list("cat"),
            cpv: query.list("cpv"),
            value: query.take("val", ValueRange::parse),
            due: query.take("due", Due::parse),
            published: query.take("pub", Days::parse),
            updated: query.take("upd", Days::parse),
            buyers: query.list("buyer"),
            suppliers: query.list("sup"),
            regions: query.list("region"),
            methods: query.list("method"),
            statuses: query.list("status"),
            checks: query.list("check"),
            has_documents: query.take("doc", |value| (value == "1").then_some(true)),
            is_verified: query.take("deep", |value| (value == "1").then_some(true)),
            is_narrowed: query.take("ask", |value| (value == "1").then_some(true)),
            with_unknown: query.list("unk"),
            unit: query.take("by", Unit::parse),
            sort: query.take("sort", Sort::parse),
            view: query.take("view", View::parse),
            columns: query.list("cols"),
            page: query.take("page", |value| value.parse().ok().filter(|page: &usize| *page > 0)).max(1),
            rest: query.rest(),
        }
    }

    pub(super) fn write(&self) -> Writer {
        let mut query = Writer::default();
        query
            .list("src", &self.sources)
            .text("q", &self.words)
            .list("stage", &self.stages)
            .list("cat", &self.categories)
            .list("cpv", &self.cpv)
            .text("val", &self.value.format())
            .text("due", &self.due.format())
            .text("pub", &self.published.format())
            .text("upd", &self.updated.format())
            .list("buyer", &self.buyers)
            .list("sup", &self.suppliers)
            .list("region", &self.regions)
            .list("method", &self.methods)
            .list("status", &self.statuses)
            .list("check", &self.checks)
            .text("doc", if self.has_documents { "1" } else { "" })
            .text("deep", if self.is_verified { "1" } else { "" })
            .text("ask", if self.is_narrowed { "1" } else { "" })
            .list("unk", &self.with_unknown)
            .text("by", self.unit.format())
            .text("sort", &self.sort.format())
            .text("view", self.view.format())
            .list("cols", &self.columns)
            .text("page", &if self.page > 1 { self.page.to_string() } else { String::new() });
        query
    }

    /// The same search on another page.
    pub fn on_page(&self, page: usize) -> super::Route {
        super::Route::search(Self { page, ..self.clone() })
    }
}
