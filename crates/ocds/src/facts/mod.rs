//! What lists and figures need of a release, read in one pass and borrowed from its text.
//!
//! [`crate::view`] reads everything there is, for showing one process; this is for reading a hundred
//! thousand. Members it does not name are skipped, members of an unexpected type are marked
//! ([`Text::Wrong`], [`Slot::Wrong`], [`List::Wrong`]) and the rest is read.

mod lenient;
mod parts;

pub use lenient::{List, Slot, Text, Texts};
pub use parts::{
    Address, Award, Bid, Bids, Budget, Classification, Contract, Document, Identifier, Implementation, Item, Lot,
    Money, Party, Period, Planning, Release, Statistic, Tender,
};

use crate::json::ReadError;
use crate::view::Stage;
use crate::view::stage::{Signs, by_signs};

/// Reads a release.
///
/// # Errors
/// When the text is not one JSON object.
pub fn read(release: &str) -> Result<Release<'_>, ReadError> {
    match serde_json::from_str(release) {
        Ok(Slot::Is(release)) => Ok(release),
        Ok(Slot::Absent | Slot::Wrong) => {
            Err(ReadError { offset: 0, problem: "a release is a JSON object, and this is none".to_owned() })
        }
        Err(problem) => Err(read_error(release, &problem)),
    }
}

fn read_error(json: &str, problem: &serde_json::Error) -> ReadError {
    let line_start: usize = json.split_inclusive('\n').take(problem.line().saturating_sub(1)).map(str::len).sum();
    // Columns count from 1 and include the offending byte; at the end there is none.
    let column = problem.column().saturating_sub(usize::from(!problem.is_eof()));
    let words = problem.to_string();
    let words = words.rsplit_once(" at line ").map_or(words.as_str(), |(start, _)| start);
    ReadError { offset: (line_start + column).min(json.len()), problem: words.to_owned() }
}

impl Release<'_> {
    /// The stage by what has been published.
    pub fn stage(&self) -> Stage {
        by_signs(Signs {
            planning: self.planning.get().is_some(),
            tender: self.tender.get().map(|tender| tender.status.get()),
            awards: !self.awards.is_empty(),
            contracts: !self.contracts.is_empty(),
            implementation: self.contracts.iter().any(|(_, contract)| contract.implementation.get().is_some()),
            announced: Stage::of_tags(self.tags.iter()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{List, Slot, Text, read};
    use crate::view;

    #[test]
    fn one_pass_reads_what_is_named_and_skips_the_rest() {
        let text = r#"{"ocid":"o-1","x":[{"deep":[1e9999]}],"tender":{"title":"A \"B\" \u00e9","value":{"amount":1.10,"currency":"PEN"},
            "items":[{"id":7,"classification":{"scheme":"CPV","id":"45"}}]},"tag":"compiled","ocid":"o-2"}"#;
        let release = read(text).unwrap();
        let tender = release.tender.get().unwrap();
        assert_eq!(release.ocid.get(), Some("o-2"), "the last of equal names counts");
        assert_eq!(tender.title.get(), Some("A \"B\" é"));
        assert_eq!(tender.value.get().unwrap().amount, Text::Bare("1.10"));
        assert_eq!(tender.items.iter().next().unwrap().1.id.get(), Some("7"));
        assert_eq!(release.tags.iter().collect::<Vec<_>>(), ["compiled"]);
    }

    #[test]
    fn members_of_other_types_are_marked_and_the_rest_is_read() {
        let text = r#"{"ocid":{"a":1},"buyer":[1,{"b":2}],"tender":"soon","parties":{"id":"1"},
            "awards":[null,3,{"id":"a","value":7,"suppliers":false}],"language":null,"date":"  "}"#;
        let release = read(text).unwrap();
        assert!(release.ocid.is_wrong() && release.buyer.is_wrong() && release.tender.is_wrong());
        assert!(release.parties.is_wrong());
        assert_eq!((release.language.get(), release.date.get()), (None, None));
        let (index, award) = release.awards.iter().next().unwrap();
        assert_eq!((index, award.id.get()), (2, Some("a")));
        assert_eq!(release.awards.wrong().collect::<Vec<_>>(), [1]);
        assert!(award.value == Slot::Wrong && award.suppliers == List::Wrong);
    }

    #[test]
    fn what_is_no_object_says_where() {
        assert!(read("[]").unwrap_err().problem.contains("JSON object"));
        assert!(read("null").is_err());
        assert_eq!(read("{\"a\": 1,\n \"b\": tru}").unwrap_err().offset, 18);
        let deep = format!("{{\"a\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(read(&deep).is_ok(), "depth of what is skipped costs no stack");
    }

    #[test]
    fn the_stage_is_the_one_that_the_process_is_shown_with() {
        for text in [
            "{}",
            r#"{"tag":["planning"]}"#,
            r#"{"planning":{},"tender":{"status":"planned"}}"#,
            r#"{"tender":{"status":"cancelled"}}"#,
            r#"{"tender":{"status":"cancelled"},"awards":[{}]}"#,
            r#"{"tender":{},"awards":[{}]}"#,
            r#"{"awards":[],"contracts":[{}]}"#,
            r#"{"contracts":[{},{"implementation":{}}]}"#,
        ] {
            assert_eq!(read(text).unwrap().stage(), view::read(text).unwrap().stage, "{text}");
        }
    }
}
