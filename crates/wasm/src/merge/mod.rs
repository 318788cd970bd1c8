//! Merges whatever releases some documents hold, process by process. No JavaScript here.

mod account;
mod groups;
mod options;
mod problem;

use tenderlens_core::ocds::merge::{self, Quirk, Warning};

pub use account::{Account, Accounts, changes, history};
use groups::{Group, Groups};
pub use options::{Limit, MergeOptions, Output, Settings};
pub use problem::Problem;

/// What was merged, and what could not be: one bad process does not hide the others.
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
    /// `merged` here from complete releases, or the `publisher`'s own compiled release, because the
    /// releases are only linked.
    pub basis: &'static str,
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
/// [`Problem::unreadable`] for a document that is none of these.
pub fn merge<T>(
    documents: &[&str],
    settings: &Settings,
    hand_over: impl Fn(Process) -> T,
) -> Result<Merged<T>, Problem> {
    let (processes, problems) =
        Groups::of(documents)?.each(|ocid, group| process(ocid, group, settings).map(&hand_over));
    Ok(Merged { processes, problems })
}

fn process(ocid: &str, group: &Group<'_>, settings: &Settings) -> Result<Process, Problem> {
    let compiled = group.compiled.filter(|_| group.releases.is_empty() && settings.output == Output::Compiled);
    if let Some(text) = compiled {
        let (text, warnings, quirks) = (text.to_owned(), Vec::new(), Vec::new());
        return Ok(Process { ocid: ocid.to_owned(), basis: "publisher", text, warnings, quirks });
    }
    let releases = group.complete(ocid, "versioned releases")?;
    let merged = match settings.output {
        Output::Compiled => merge::compiled(releases, &settings.merge),
        Output::Versioned => merge::versioned(releases, &settings.merge),
    };
    let merged = merged.map_err(|error| Problem::of_merge(ocid, &error))?;
    let quirks = if settings.quirks { quirks(ocid, releases, settings)? } else { Vec::new() };
    Ok(Process { ocid: ocid.to_owned(), basis: "merged", text: merged.json, warnings: merged.warnings, quirks })
}

fn quirks(ocid: &str, releases: &[&str], settings: &Settings) -> Result<Vec<Quirk>, Problem> {
    merge::quirks(releases, &settings.merge).map_err(|error| Problem::of_merge(ocid, &error))
}

#[cfg(test)]
mod tests {
    use super::{MergeOptions, Merged, Problem, Process, Settings};

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
        assert_eq!(codes(&merged), ["unusable-entry", "missing-ocid", "missing-date"]);
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
            ("publisher", r#"{"ocid":"a","x":1.0}"#)
        );
        assert_eq!(merged.processes[1].basis, "merged");
        assert_eq!(codes(&merged), ["no-releases", "linked-releases"]);
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
