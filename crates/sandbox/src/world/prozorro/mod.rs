//! Invented tenders of Ukraine in the form of openprocurement 2.5, and what the sibling feeds hold.
//!
//! Each document is `{modified, data, config, bids}`: `modified` is the feed's own time of change,
//! `bids` are kept there until they are opened.

mod bids;
pub mod files;
mod objections;
mod parts;
mod siblings;
mod tender;
mod timeline;
mod words;

use super::dice::Dice;
use crate::json::Object;
use crate::store::Document;
use crate::time::{DAY, MINUTE};
use tender::Tender;

const TENDERS: usize = 320;

pub(super) fn generate(now: i64, full: bool) -> Vec<Document> {
    let count = if full { TENDERS } else { 0 };
    let tenders: Vec<Tender> = [Tender::example(now), Tender::test(now)]
        .into_iter()
        .chain((0..count).map(|number| Tender::roll(now, number)))
        .collect();
    let mut documents: Vec<Document> = tenders.iter().map(|tender| tender.document(now)).collect();
    documents.extend(siblings::generate(now, &tenders));
    documents
}

/// 32 hexadecimal digits: the ids of this world.
fn hex(kind: &str, number: usize) -> String {
    let mut dice = Dice::new(kind, number);
    (0..32).map(|_| char::from(*dice.pick(b"0123456789abcdef"))).collect()
}

/// The token that opens one's own bid before the opening.
pub fn token(bid: &str) -> String {
    bid.chars().rev().collect()
}

/// A moment with its microseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Moment {
    seconds: i64,
    micros: u32,
}

impl Moment {
    fn text(self) -> String {
        crate::time::kyiv_micro(self.seconds, self.micros)
    }

    /// As the feed orders by it.
    fn number(self) -> String {
        format!("{}.{:06}", self.seconds, self.micros)
    }
}

/// A stored document. One in nine was touched by the system after its last change, and some of them
/// all at the same moment.
fn stored(list: &str, id: &str, number: usize, modified: Moment, now: i64, rest: Object) -> Document {
    let month_ago = now - 30 * DAY;
    let touched = match number % 27 {
        4 if modified.seconds < month_ago => Moment { seconds: month_ago, micros: 899_000 },
        13 | 22 => Moment { seconds: (modified.seconds + 17 * MINUTE).min(now - 2), ..modified },
        _ => modified,
    };
    let text = Object::new().plain("modified", touched.max(modified).number()).raw_members(rest).done();
    Document { list: list.to_owned(), id: id.to_owned(), text }
}
