//! What arrives, where it comes from, and what becomes of it.

use serde::{Deserialize, Serialize};
use tenderlens_ocds::calendar::Zone;
use tenderlens_ocds::view::Stage;

use crate::problem::Problem;
use crate::read::{Basis, Vat};

/// How far the id of a party tells who it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PartyIds {
    /// Only inside its release: in the next one the same id may be somebody else.
    #[default]
    PerRelease,
    /// The same organization in all releases of the publisher.
    PerPublisher,
}

/// A publisher, or a file, and what holds for all that comes from it.
#[derive(Debug, Clone)]
pub struct Source {
    /// Publisher id, or what stands for a file.
    pub publisher: String,
    /// Of dates without a zone, and of the days that a question names.
    pub zone: Zone,
    /// Of releases that do not tell theirs (BCP 47).
    pub language: String,
    /// Of parties that do not tell theirs; may be empty.
    pub country: String,
    pub party_ids: PartyIds,
}

/// Names a source of a catalog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceId(pub(crate) u32);

/// Who made the compiled release.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Maker {
    /// It was merged here.
    #[default]
    Here,
    /// It is the publisher's own.
    Publisher,
}

/// Where a process came from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Provenance {
    /// Address or file.
    pub source: String,
    /// The window that was asked for, as the publisher was asked for it.
    pub window: String,
    /// When it was read.
    pub read: String,
    pub maker: Maker,
}

/// A process that arrives.
#[derive(Debug, Clone, Copy)]
pub struct Arrival<'a> {
    /// The compiled release, as JSON.
    pub compiled: &'a [u8],
    /// Where the compiled release has none.
    pub ocid: Option<&'a str>,
    pub provenance: &'a Provenance,
    /// Id and date of the releases it was made of, as far as they are known.
    pub releases: &'a [(&'a str, &'a str)],
    /// How many there are.
    pub release_count: u32,
    /// What the caller finds the JSON by again.
    pub handle: u64,
    /// The publisher's own id of it, where it can't be asked for by its ocid; may be empty.
    pub locator: &'a str,
    /// It is test data, as known from elsewhere than the release.
    pub is_test: bool,
    /// Only what a list shows of it, of which the whole takes the place whatever its date.
    pub is_partial: bool,
}

impl<'a> Arrival<'a> {
    /// A whole process of one release; what else is known of it is told member by member.
    pub fn of(compiled: &'a [u8], provenance: &'a Provenance) -> Self {
        Self {
            compiled,
            ocid: None,
            provenance,
            releases: &[],
            release_count: 1,
            handle: 0,
            locator: "",
            is_test: false,
            is_partial: false,
        }
    }
}

/// A process of which a list is all that was read, and no release that [`Arrival`] could take. Texts
/// may be empty. It is partial: the whole takes its place.
#[derive(Debug, Clone, Copy)]
pub struct Listed<'a> {
    pub ocid: &'a str,
    /// As [`Arrival::locator`].
    pub locator: &'a str,
    /// BCP 47; that of the source where it is empty.
    pub language: &'a str,
    pub title: &'a str,
    pub description: &'a str,
    /// Its name.
    pub buyer: &'a str,
    pub stage: Stage,
    /// Where it stands is told as it would be of the whole.
    pub value: Option<(ListedMoney<'a>, Basis)>,
    pub due: &'a str,
    pub updated: &'a str,
    pub method: &'a str,
    /// Ids of releases that the list shows.
    pub releases: &'a [&'a str],
    pub release_count: u32,
    pub provenance: &'a Provenance,
    pub handle: u64,
}

/// Money in a list.
#[derive(Debug, Clone, Copy)]
pub struct ListedMoney<'a> {
    /// A JSON number as published.
    pub amount: &'a str,
    pub currency: &'a str,
    pub vat: Vat,
}

/// What became of an arrival.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Outcome {
    Added,
    /// It took the place of what was there.
    Replaced,
    /// What is there is newer, or the whole process, and stayed.
    Kept,
    /// What is there is the whole process and stayed, though a list shows that there is something
    /// newer: the process has to be read again.
    Behind,
    /// It could not be read: the problems say why.
    Refused,
}

/// What became of an arrival, and what of it could not be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Added {
    pub outcome: Outcome,
    pub problems: Vec<Problem>,
}
