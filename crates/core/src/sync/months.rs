//! Bulk files, one a month: all from a month on, and again those that were made anew.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::files::Listed;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Months {
    /// Which of the publisher's sources.
    pub source: String,
    /// `YYYY-MM`
    pub from: String,
    /// When the file of each month that is read was made.
    pub read: BTreeMap<String, String>,
    pub current: Option<Month>,
    pub ended_ms: Option<u64>,
}

/// A file that is being read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Month {
    /// `YYYY-MM`
    pub month: String,
    /// When it was made.
    pub timestamp: String,
    /// How many documents of it were handed out.
    pub taken: u64,
}

impl Months {
    pub fn new(source: String, from: String) -> Self {
        Self { source, from, read: BTreeMap::new(), current: None, ended_ms: None }
    }

    /// The file to read now, the oldest first; `None` when all are read as they are listed.
    pub fn choose(&mut self, listed: &Listed, now_ms: u64) -> Option<Month> {
        let due = self.due(listed);
        // One that was begun goes on where it was, unless it was made anew since.
        let is_listed =
            |it: &Month| self.listed(listed).any(|(month, made)| (month, made) == (&it.month, &it.timestamp));
        let resumed = self.current.clone().filter(is_listed);
        self.current = resumed.or(due);
        self.ended_ms = self.current.is_none().then_some(now_ms);
        self.current.clone()
    }

    fn due(&self, listed: &Listed) -> Option<Month> {
        let mut listed = self.listed(listed);
        let (month, timestamp) =
            listed.find(|(month, made)| **month >= self.from && self.read.get(*month) != Some(*made))?;
        Some(Month { month: month.clone(), timestamp: timestamp.clone(), taken: 0 })
    }

    /// Months and times of this source; an entry that names no source counts where no other has its
    /// month.
    fn listed<'l>(&self, listed: &'l Listed) -> impl Iterator<Item = (&'l String, &'l String)> {
        let is_named = |month: &String| listed.contains_key(&(self.source.clone(), month.clone()));
        let mine = listed
            .iter()
            .filter(move |((source, month), _)| *source == self.source || source.is_empty() && !is_named(month));
        mine.map(|((_, month), made)| (month, made))
    }

    /// So many more documents of the current file were handed out.
    pub fn took(&mut self, documents: u64) {
        if let Some(current) = &mut self.current {
            current.taken += documents;
        }
    }

    /// The current file is read to its end.
    pub fn done(&mut self) {
        if let Some(Month { month, timestamp, .. }) = self.current.take() {
            self.read.insert(month, timestamp);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Months;
    use crate::sync::files::Listed;

    fn listed(entries: &[(&str, &str, &str)]) -> Listed {
        let own = |it: &str| it.to_owned();
        entries.iter().map(|(source, month, made)| ((own(source), own(month)), own(made))).collect()
    }

    #[test]
    fn months_come_in_order_from_the_first_and_again_when_made_anew() {
        let mut months = Months::new("v3".to_owned(), "2024-02".to_owned());
        let list =
            listed(&[("v3", "2024-03", "a"), ("v3", "2024-01", "a"), ("v3", "2024-02", "a"), ("v2", "2024-02", "z")]);
        for expected in ["2024-02", "2024-03"] {
            assert_eq!(months.choose(&list, 5).unwrap().month, expected);
            months.done();
        }
        assert_eq!((months.choose(&list, 5), months.ended_ms), (None, Some(5)));
        let anew = listed(&[("v3", "2024-02", "b"), ("v3", "2024-03", "a")]);
        assert_eq!(months.choose(&anew, 6).unwrap().timestamp, "b");
        assert_eq!(months.ended_ms, None);
    }

    #[test]
    fn a_month_goes_on_where_it_was_unless_it_was_made_anew() {
        let mut months = Months::new("v3".to_owned(), "2024-02".to_owned());
        let list = listed(&[("v3", "2024-02", "a"), ("v3", "2024-03", "a")]);
        months.choose(&list, 0);
        months.took(200);
        assert_eq!(months.choose(&list, 0).unwrap().taken, 200);
        assert_eq!(months.choose(&listed(&[("v3", "2024-02", "b")]), 0).unwrap().taken, 0);
    }

    #[test]
    fn an_entry_without_a_source_is_read_and_goes_on_like_any_other() {
        let mut months = Months::new("v3".to_owned(), "2024-02".to_owned());
        let list = listed(&[("", "2024-02", "a"), ("", "2024-03", "a"), ("v3", "2024-03", "b")]);
        months.choose(&list, 0);
        months.took(200);
        assert_eq!(months.choose(&list, 0).unwrap().taken, 200);
        months.done();
        assert_eq!(months.choose(&list, 0).unwrap().timestamp, "b");
        months.done();
        assert_eq!(months.choose(&list, 0), None);
    }
}
