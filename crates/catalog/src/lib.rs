//! A local collection of contracting processes: what was read from any publisher or file, searched,
//! counted and summed on the reader's own machine.
//!
//! One [`Catalog`] holds all of it. Whoever reads puts in, whoever shows asks:
//!
//! 1. [`Catalog::source`] once for each publisher or file: its clock, language and country, and whether
//!    its ids of parties mean the same organization in all releases.
//! 2. [`Catalog::add`] a compiled release as bytes. Of one publisher and ocid the newest stays. What is
//!    made of a page of a list says so with [`Arrival::is_partial`], and what a list tells without any
//!    release is a [`Listed`] for [`Catalog::add_listed`]; the whole process takes the place of both.
//!    [`Added::problems`] tells with JSON Pointers what could not be used.
//! 3. [`Catalog::cover`] with the window that was read: every answer says again what it covers.
//! 4. [`Catalog::ask`] a [`Query`], whose members have the names that links use, together with the facets
//!    to count. The [`Answer`] holds numbers and the order of the rows, not the rows.
//! 5. [`Catalog::window`] makes the rows that are in sight. It can be called as often as somebody
//!    scrolls; keep the answer for it.
//! 6. [`Catalog::totals`] and [`Catalog::profile`] sum money by currency and tell what an organization
//!    bought, won and bid for.
//!
//! ```
//! use tenderlens_catalog::{
//!     Arrival, Aspect, By, Catalog, Completeness, Coverage, FacetQuery, Of, PartyIds, Provenance, Query, Row, Source,
//! };
//! use tenderlens_ocds::calendar::Zone;
//!
//! let mut catalog = Catalog::default();
//! let uk = catalog.source(Source {
//!     publisher: "uk".to_owned(),
//!     zone: Zone::posix("GMT0BST,M3.5.0/1,M10.5.0").unwrap(),
//!     language: "en".to_owned(),
//!     country: "GB".to_owned(),
//!     party_ids: PartyIds::PerRelease,
//! });
//!
//! // What was read: the compiled release, and how to find its JSON again.
//! let compiled = br#"{"ocid": "ocds-h6vhtk-0001b4", "date": "2026-11-11T09:00:00Z", "buyer": {"name": "Leeds City Council"},
//!     "tender": {"title": "Ring Road bridge", "mainProcurementCategory": "works", "value": {"amount": 4200000, "currency": "GBP"}},
//!     "awards": [{"id": "1", "status": "active", "value": {"amount": 3918400, "currency": "GBP"}}]}"#;
//! let provenance = Provenance { source: "https://example.org/page/1".to_owned(), ..Provenance::default() };
//! let added = catalog.add(uk, &Arrival { handle: 42, ..Arrival::of(compiled, &provenance) });
//! assert!(added.problems.is_empty());
//! catalog.cover(Coverage {
//!     publisher: "uk".to_owned(),
//!     of: "tender releases updated".to_owned(),
//!     from: "2026-11-01".parse().ok(),
//!     to: "2026-11-21".parse().ok(),
//!     completeness: Completeness::MayMiss,
//!     read: "2026-11-21T14:02:00Z".to_owned(),
//! });
//!
//! // A question may come as JSON: its members have the names of the link's parameters.
//! let query: Query = serde_json::from_str(r#"{"q": "bridge buyer:leeds", "val": {"min": "1000000", "currency": "GBP"}}"#)?;
//! let answer = catalog.ask(&query, &[FacetQuery::of(Aspect::Category)])?;
//! assert_eq!((answer.total, answer.facets[0].choices[0].label.as_str()), (1, "works"));
//! assert_eq!(answer.covered[0].coverages[0].completeness, Completeness::MayMiss);
//!
//! // The first fifty rows, as they go to whoever shows them.
//! let sent = serde_json::to_string(&catalog.window(&answer, 0, 50)?)?;
//! let rows: Vec<Row<String>> = serde_json::from_str(&sent)?;
//! assert_eq!((rows[0].title.as_str(), rows[0].handle), ("Ring Road bridge", 42));
//!
//! let sums = catalog.totals(&query, Of::Awards, By::All)?;
//! assert_eq!(sums.groups[0].totals.sums[0].sum.unwrap().to_string(), "3918400");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Questions and answers are plain data for serde, so they can cross to another thread. Nothing here
//! reads a clock, a file or the network; nothing that arrives can make it panic. JSON itself isn't
//! kept: [`Arrival::handle`] is handed back with each row. Once [`Size::gone`] has grown to a good part,
//! [`Catalog::compact`] gives its memory back.

mod arrange;
mod arrival;
mod catalog;
mod compact;
mod coverage;
mod decimal;
mod identity;
mod ingest;
mod problem;
mod query;
mod read;
mod set;
mod size;
mod store;
mod text;
mod time;

pub use arrival::{Added, Arrival, Listed, ListedMoney, Maker, Outcome, PartyIds, Provenance, Source, SourceId};
pub use catalog::Catalog;
pub use coverage::{Completeness, Coverage, Covered};
pub use decimal::Decimal;
pub use identity::{Party, PartyRef};
pub use problem::Problem;
pub use query::{
    Answer, Aspect, AwardRow, Bid, By, Change, Choice, Classification, ContractRow, DateRange, Facet, FacetQuery,
    Group, Hit, ItemRow, JoinBasis, Joined, Key, Missing, Money, Of, Outdated, Part, PartyRow, Profile, Query,
    QueryError, ReleaseRow, Role, Row, Sort, SortBy, Sum, Summary, Totals, Value, ValueRange, WayOut,
};
pub use read::{Basis, CPV, UNSPSC, Vat};
pub use size::Size;
pub use store::rows::Unit;
pub use text::{Field, Words};
pub use time::Millis;
