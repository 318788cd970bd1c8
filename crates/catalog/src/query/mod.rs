//! Questions and their answers.

mod answer;
mod conditions;
mod facets;
mod profile;
mod question;
mod row;
mod totals;
mod view;
mod window;

pub use answer::{Answer, Change, Missing, WayOut};
pub use facets::{Choice, Facet, Value};
pub use profile::{Bid, JoinBasis, Joined, Profile, Role};
pub use question::{Aspect, Classification, DateRange, FacetQuery, Query, QueryError, Sort, SortBy, ValueRange};
pub use row::{AwardRow, ContractRow, Hit, ItemRow, Money, Part, PartyRow, ReleaseRow, Row};
pub use totals::{By, Group, Key, Of, Sum, Summary, Totals};
pub use window::Outdated;
