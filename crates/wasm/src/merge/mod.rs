//! Merges whatever releases some documents hold, process by process. No JavaScript here.

mod account;
mod documents;
mod options;
mod problem;

use tenderlens_core::ocds::collect::{self, Basis, Form};
use tenderlens_core::ocds::merge::{self, Quirk};

pub use account::{Account, changes, history};
pub use options::{Limit, MergeOptions, Output, Settings};
pub use problem::{Problem, Warning};

/// What was made, and what could not be: one bad process does not hide the others.
#[derive(Debug, Default)]
pub struct Merged<T> {
    /// By ocid, ascending.
    pub processes: Vec<T>,
    pub problems: Vec<Problem>,
}

/// One contracting process.
#[derive(Debug)]
pub struct Process {
    pub ocid: String,
    /// Who made it.
    pub basis: Basis,
    /// The compiled or versioned release, as JSON text.
    pub text: String,
    pub warnings: Vec<Warning>,
    /// Empty unless asked for.
    pub quirks: Vec<Quirk>,
}

/// Merges the releases of release packages, record packages, lone releases and lone records.
///
/// Each process is handed over as soon as it is merged: keeping all results here as well would make
/// the module's memory grow by as much.
///
/// # Errors
/// [`Problem::unreadable`] for a document that is no JSON.
pub fn merge<T>(
    documents: &[&str],
    settings: &Settings,
    mut hand_over: impl FnMut(Process) -> T,
) -> Result<Merged<T>, Problem> {
    documents::each(documents, |process| merge_one(process, settings).map(&mut hand_over))
}

// Not inlined, so that the exports stay small: see `tenderlens_ocds::merge`'s walk.
#[inline(never)]
fn merge_one(process: &collect::Process<'_>, settings: &Settings) -> Result<Process, Vec<Problem>> {
    let form = match settings.output {
        Output::Compiled => Form::Compiled,
        Output::Versioned => Form::Versioned,
    };
    let collect::Outcome { json, basis, problems } = process.merge(&form, &settings.merge);
    let Some(text) = json else {
        return Err(problems.into_iter().map(|problem| Problem::found(problem, None)).collect());
    };
    let quirks = if settings.quirks { quirks(process, settings)? } else { Vec::new() };
    let warnings = problems.into_iter().map(Warning::from).collect();
    Ok(Process { ocid: process.ocid().to_owned(), basis, text, warnings, quirks })
}

fn quirks(process: &collect::Process<'_>, settings: &Settings) -> Result<Vec<Quirk>, Vec<Problem>> {
    merge::quirks(process.releases(), &settings.merge).map_err(|error| vec![Problem::of_merge(process.ocid(), &error)])
}

#[cfg(test)]
mod tests {
    use super::{Basis, MergeOptions, Merged, Problem, Process, Settings};

    fn merge(documents: &[&str], settings: &Settings) -> Result<Merged<Process>, Problem> {
        super::merge(documents, settings, |process| process)
    }

    fn merged(documents: &[&str]) -> Merged<Process> {
        merge(documents, &Settings::default()).unwrap()
    }

    fn codes(merged: &Merged<Process>) -> Vec<&str> {
        merged.problems.iter().map(|problem| problem.code).collect()
    }

    #[test]
    fn releases_are_grouped_by_ocid_over_all_documents() {
        let first = r#"{"releases":[
            {"ocid":"b","id":"1","date":"2024-01-01","tender":{"status":"planned","value":{"amount":1.10}}},
            {"ocid":"a","id":"2","date":"2024-01-01"}]}"#;
        let second = r#"{"ocid":"b","id":"3","date":"2024-02-01","tender":{"status":"active"}}"#;
        let merged = merged(&[first, second, second]);
        let ocids: Vec<_> = merged.processes.iter().map(|process| process.ocid.as_str()).collect();
        assert_eq!(ocids, ["a", "b"]);
        let text = &merged.processes[1].text;
        assert!(text.contains(r#""status":"active""#) && text.contains(r#""amount":1.10"#), "{text}");
        assert!(merged.problems.is_empty());
    }

    #[test]
    fn a_bad_process_stands_beside_the_good_ones() {
        let merged = merged(&[r#"{"releases":[{"ocid":"good"},{"ocid":"bad","id":"7"},{"ocid":"bad"},{"id":"8"},1]}"#]);
        assert_eq!(merged.processes.len(), 1);
        assert_eq!(codes(&merged), ["missing-ocid", "not-an-object", "missing-date"]);
        assert_eq!(merged.problems[2].ocid.as_deref(), Some("bad"));
    }

    #[test]
    fn a_record_of_links_passes_the_compiled_release_on() {
        let merged = merged(&[r#"{"records":[
            {"ocid":"a","compiledRelease":{"ocid":"a","x":1.0},"releases":[{"url":"https://host/1"}]},
            {"ocid":"b","releases":[{"url":"https://host/2"}]},
            {"ocid":"c","releases":[{"url":"https://host/3"},{"ocid":"c","date":"2024-01-01"}]}]}"#]);
        assert_eq!(
            (merged.processes[0].basis, merged.processes[0].text.as_str()),
            (Basis::Publisher, r#"{"ocid":"a","x":1.0}"#)
        );
        assert_eq!(merged.processes[1].basis, Basis::Merged);
        assert_eq!(merged.processes[1].warnings[0].code, "linked-releases");
        assert_eq!(codes(&merged), ["needs-releases"]);
    }

    #[test]
    fn a_document_that_cannot_be_read_is_named() {
        let problem = merge(&["{\"ocid\":\"a\"}", "<html>"], &Settings::default()).unwrap_err();
        assert_eq!((problem.code, problem.document), ("unreadable-document", Some(1)));
    }

    fn settings(json: &str) -> Settings {
        serde_json::from_str::<MergeOptions>(json).unwrap().check().unwrap()
    }

    #[test]
    fn a_versioned_release_is_never_made_of_a_compiled_one() {
        let linked = r#"{"ocid":"a","compiledRelease":{"ocid":"a"},"releases":[{"url":"https://host/1"}]}"#;
        let versioned = settings(r#"{"output":"versioned"}"#);
        let merged = merge(&[linked], &versioned).unwrap();
        assert_eq!((merged.processes.len(), codes(&merged)), (0, vec!["needs-releases"]));
        let release = r#"{"ocid":"a","id":"1","date":"2024-01-01","tag":["tender"],"language":"es"}"#;
        let merged = merge(&[linked, release], &versioned).unwrap();
        assert!(merged.processes[0].text.contains(r#""language":[{"releaseID":"1""#), "{}", merged.processes[0].text);
    }

    #[test]
    fn quirks_come_only_when_asked_for() {
        let release = |id| format!(r#"{{"ocid":"a","id":"{id}","date":"2024-01-01"}}"#);
        let (first, second) = (release(1), release(2));
        let documents = [first.as_str(), &second];
        let quirks = |json| merge(&documents, &settings(json)).unwrap().processes[0].quirks.len();
        assert_eq!((quirks("{}"), quirks(r#"{"quirks":true}"#)), (0, 1));
    }
}
