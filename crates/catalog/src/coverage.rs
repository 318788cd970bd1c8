//! What a collection covers: which publisher's data, of which window, and whether all of it.

use serde::{Deserialize, Serialize};
use tenderlens_ocds::calendar::Date;

use crate::arrange;
use crate::catalog::Catalog;
use crate::store::dictionary::Texts;

/// How far what was read is all there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Completeness {
    /// Reading stopped on the way, or is still under way.
    Partial,
    /// All was read that the publisher answered, which may lack some.
    MayMiss,
    Complete,
}

/// Something that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// Publisher id, or what stands for a file.
    pub publisher: String,
    /// What was asked for, in words or as a link: coverages are joined where it is the same.
    pub of: String,
    /// First and last day, both of them included; open where there is none.
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub completeness: Completeness,
    /// When it was read; of what was joined, when the oldest of it was.
    pub read: String,
}

impl Coverage {
    fn is_alike(&self, other: &Self) -> bool {
        self.publisher == other.publisher && self.of == other.of
    }

    /// Days are compared by their number, of which the first and the last of all are open ends.
    fn start(&self) -> i64 {
        self.from.map_or(i64::MIN, day)
    }

    fn end(&self) -> i64 {
        self.to.map_or(i64::MAX, day)
    }

    /// Its window lies inside the other's.
    fn is_inside(&self, other: &Self) -> bool {
        other.start() <= self.start() && self.end() <= other.end()
    }

    /// No day lies between the windows.
    fn touches(&self, other: &Self) -> bool {
        let follows = |a: &Self, b: &Self| a.end().saturating_add(1) >= b.start();
        follows(self, other) && follows(other, self)
    }

    fn joined(&self, other: &Self) -> Self {
        let from = if self.start() <= other.start() { self.from } else { other.from };
        let to = if self.end() >= other.end() { self.to } else { other.to };
        let read = self.read.clone().min(other.read.clone());
        Self { from, to, read, ..self.clone() }
    }
}

/// What a publisher's rows cover, with how many there are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Covered {
    pub publisher: String,
    pub coverages: Vec<Coverage>,
    /// Processes that are loaded, and the releases that they are made of.
    pub processes: usize,
    pub releases: u64,
}

/// All that was read, joined.
#[derive(Debug, Default)]
pub(crate) struct Coverages(Vec<Coverage>);

impl Coverages {
    /// Adds what was read. It takes the place of what it holds all of, if that was no more complete,
    /// and is joined with what it continues.
    fn add(&mut self, mut new: Coverage) {
        self.0.retain(|known| {
            let is_replaced = known.is_alike(&new) && known.is_inside(&new) && known.completeness <= new.completeness;
            !is_replaced
        });
        let joins = |known: &Coverage, new: &Coverage| {
            known.is_alike(new) && known.completeness == new.completeness && known.touches(new)
        };
        while let Some(index) = self.0.iter().position(|known| joins(known, &new)) {
            new = new.joined(&self.0.remove(index));
        }
        let place = self.0.partition_point(|known| key(known) <= key(&new));
        self.0.insert(place, new);
    }

    fn of<'c>(&'c self, publisher: &'c str) -> impl Iterator<Item = &'c Coverage> {
        self.0.iter().filter(move |it| it.publisher == publisher)
    }
}

fn day(date: Date) -> i64 {
    date.start().unix_ms(0) / 86_400_000
}

fn key(coverage: &Coverage) -> (&str, &str, i64, i64) {
    (&coverage.publisher, &coverage.of, coverage.start(), coverage.end())
}

impl Catalog {
    /// Tells what was read: every answer says it again.
    pub fn cover(&mut self, coverage: Coverage) {
        self.coverages.add(coverage);
    }

    /// Forgets what was told of a publisher: its rows were taken out.
    pub fn uncover(&mut self, publisher: &str) {
        self.coverages.0.retain(|it| it.publisher != publisher);
    }

    /// What is covered, of these publishers or, where none is named, of all.
    pub fn covered(&self, publishers: &[String]) -> Vec<Covered> {
        let mut processes = vec![0; self.publishers.len()];
        let mut releases = vec![0; self.publishers.len()];
        for row in self.there.iter() {
            let publisher = self.publisher_number(row) as usize;
            processes[publisher] += 1;
            releases[publisher] += u64::from(self.rows.release_count[row as usize]);
        }
        let mut names: Vec<&str> = (1..self.publishers.len() as u32).map(|code| self.publishers.text(code)).collect();
        names.extend(self.coverages.0.iter().map(|it| it.publisher.as_str()));
        arrange::list(&mut names, &mut Ord::cmp);
        names.dedup();
        names.retain(|name| publishers.is_empty() || publishers.iter().any(|it| it == name));
        let covered = names.into_iter().map(|name| {
            let code = self.publishers.find(name).unwrap_or_default() as usize;
            Covered {
                publisher: name.to_owned(),
                coverages: self.coverages.of(name).cloned().collect(),
                processes: processes[code],
                releases: releases[code],
            }
        });
        covered.filter(|it| it.processes > 0 || !it.coverages.is_empty()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Completeness, Coverage, Coverages};

    fn coverage(of: &str, from: &str, to: &str, completeness: Completeness, read: &str) -> Coverage {
        Coverage {
            publisher: "uk".to_owned(),
            of: of.to_owned(),
            from: from.parse().ok(),
            to: to.parse().ok(),
            completeness,
            read: read.to_owned(),
        }
    }

    fn shown(coverages: &Coverages) -> Vec<String> {
        let day =
            |date: Option<tenderlens_ocds::calendar::Date>| date.map_or("…".to_owned(), |date| date.to_string());
        let line =
            |it: &Coverage| format!("{} {}..{} {:?} {}", it.of, day(it.from), day(it.to), it.completeness, it.read);
        coverages.0.iter().map(line).collect()
    }

    #[test]
    fn windows_that_continue_each_other_are_one() {
        use Completeness::{Complete, MayMiss};
        let mut coverages = Coverages::default();
        coverages.add(coverage("tender", "2026-11-01", "2026-11-10", Complete, "14:02"));
        coverages.add(coverage("tender", "2026-11-21", "2026-11-30", Complete, "14:04"));
        coverages.add(coverage("award", "2026-11-11", "2026-11-20", Complete, "14:05"));
        coverages.add(coverage("tender", "2026-11-11", "2026-11-20", MayMiss, "14:06"));
        assert_eq!(coverages.0.len(), 4);
        coverages.add(coverage("tender", "2026-11-11", "2026-11-20", Complete, "14:03"));
        assert_eq!(
            shown(&coverages),
            ["award 2026-11-11..2026-11-20 Complete 14:05", "tender 2026-11-01..2026-11-30 Complete 14:02"]
        );
    }

    #[test]
    fn what_holds_all_of_it_takes_its_place_unless_it_is_less_complete() {
        use Completeness::{Complete, MayMiss, Partial};
        let mut coverages = Coverages::default();
        coverages.add(coverage("", "2026-11-01", "2026-11-10", Partial, "1"));
        coverages.add(coverage("", "2026-10-01", "2026-11-10", MayMiss, "2"));
        assert_eq!(shown(&coverages), [" 2026-10-01..2026-11-10 MayMiss 2"]);
        coverages.add(coverage("", "2026-11-02", "2026-11-03", Complete, "3"));
        coverages.add(coverage("", "2026-09-01", "", MayMiss, "4"));
        assert_eq!(shown(&coverages), [" 2026-09-01..… MayMiss 4", " 2026-11-02..2026-11-03 Complete 3"]);
        coverages.add(coverage("", "", "", Complete, "5"));
        assert_eq!(shown(&coverages), [" …..… Complete 5"]);
    }
}
