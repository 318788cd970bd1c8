//! Documents of every kind, grouped and merged.
#![allow(clippy::unwrap_used)] // a test may stop at the first surprise

use serde_json::{Value, json};
use tenderlens_ocds::collect::{Basis, Documents, Form, Groups, Outcome, Process, RecordForm, Severity};
use tenderlens_ocds::merge::Options;

fn groups(text: &str) -> Groups<'_> {
    let mut groups = Groups::default();
    groups.read(text).unwrap();
    groups
}

fn outcomes(text: &str, form: &Form) -> Vec<Outcome> {
    groups(text).processes().map(|process| process.merge(form, &Options::default())).collect()
}

fn ocids(text: &str) -> Vec<(String, usize)> {
    groups(text).processes().map(|process| (process.ocid().to_owned(), process.releases().len())).collect()
}

fn codes(outcome: &Outcome) -> Vec<&str> {
    outcome.problems.iter().map(|problem| problem.code).collect()
}

fn value(outcome: &Outcome) -> Value {
    serde_json::from_str(outcome.json.as_ref().unwrap()).unwrap()
}

#[test]
fn every_kind_of_document_gives_its_releases() {
    let release = r#"{"ocid":"a","id":"1","date":"2024"}"#;
    for text in [
        release.to_owned(),
        format!("[{release}]"),
        format!(r#"{{"releases":[{release}]}}"#),
        format!(r#"{{"ocid":"a","releases":[{release}]}}"#),
        format!(r#"{{"records":[{{"ocid":"a","releases":[{release}]}}]}}"#),
        format!(r#"[{{"uri":"u","releases":[{release}]}}]"#),
        format!("{{\n  \"releases\": [\n    {release}\n  ]\n}}\n"),
        r#"{"records":[{"ocid":"a","releases":[{"id":"1","date":"2024"}]}]}"#.to_owned(),
    ] {
        assert_eq!(ocids(&text), [("a".to_owned(), 1)], "{text}");
        assert!(groups(&text).problems.is_empty(), "{text}");
    }
    assert_eq!(ocids(&format!("{release}{release}\n\n{release}")), [("a".to_owned(), 3)]);
    assert_eq!(ocids(" \n"), []);
}

#[test]
fn processes_come_by_ascending_ocid() {
    let text = r#"{"ocid":"é"}{"ocid":"b"}{"ocid":"B"}{"ocid":"a"}"#;
    let names: Vec<_> = ocids(text).into_iter().map(|(ocid, _)| ocid).collect();
    assert_eq!(names, ["B", "a", "b", "é"]);
}

#[test]
fn processes_are_also_known_in_the_order_of_the_documents() {
    let groups = groups(r#"{"ocid":"b"}{"ocid":"a"}{"ocid":"b"}"#);
    let met: Vec<_> = groups.as_met().iter().map(|process| (process.ocid(), process.releases().len())).collect();
    assert_eq!(met, [("b", 2), ("a", 1)]);
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_text() {
    let mut groups = Groups::default();
    assert_eq!(groups.read("\u{feff}{\"ocid\":\"a\"}\n{\"ocid\":\"a\"}"), Ok(2));
    assert_eq!(groups.read(" \n"), Ok(0));
    assert_eq!(groups.read("\u{feff}{\"ocid\" 1}").map_err(|error| error.offset), Err(11));
}

#[test]
fn unusable_entries_are_named_and_the_rest_stays() {
    let text = r#"[{"releases":[null,{"ocid":"a"},{"id":"8"},"x"],"records":{}},7,{"ocid":5}]
        {"records":[{"releases":[]},{"compiledRelease":{"ocid":"c","x":1}}]}"#;
    let groups = groups(text);
    let problems: Vec<_> = groups
        .problems
        .iter()
        .map(|problem| (problem.code, problem.path.as_deref().unwrap(), problem.severity))
        .collect();
    assert_eq!(
        problems,
        [
            ("not-an-object", "/0/releases/0", Severity::Warning),
            ("missing-ocid", "/0/releases/2", Severity::Error),
            ("not-an-object", "/0/releases/3", Severity::Error),
            ("not-an-array", "/0/records", Severity::Error),
            ("not-an-object", "/1", Severity::Error),
            ("missing-ocid", "/2", Severity::Error),
            ("missing-ocid", "/records/0", Severity::Error),
        ]
    );
    assert_eq!(groups.problems[1].release_id.as_deref(), Some("8"));
    assert_eq!(groups.processes().map(Process::ocid).collect::<Vec<_>>(), ["a", "c"]);
}

#[test]
fn text_that_is_no_json_says_where_it_stops() {
    let mut documents = Documents::new("{\"ocid\":\"a\"}\n{\"ocid\" 1}");
    assert!(documents.next().unwrap().is_ok());
    let error = documents.next().unwrap().unwrap_err();
    assert_eq!((error.offset, error.incomplete), (21, false));
    let error = Documents::new("{\"ocid\":\"a\"").next().unwrap().unwrap_err();
    assert_eq!((error.offset, error.incomplete), (11, true));
    assert!(!Documents::new("<html>").next().unwrap().unwrap_err().incomplete);
}

#[test]
fn a_text_may_be_cut_anywhere() {
    let text = r#" {"ocid":"a\u0041\n","x":[true,false,null,-1.5e+10,{},[{}]]} "#;
    let whole = text.trim_end().len();
    for cut in 2..whole {
        let error = Documents::new(&text[..cut]).next().unwrap().unwrap_err();
        assert!(error.incomplete, "{}: {error}", &text[..cut]);
    }
    assert!(Documents::new(&text[..whole]).next().unwrap().is_ok());
}

#[test]
fn depth_and_odd_numbers_are_no_trouble() {
    let deep = format!(r#"{{"ocid":"a","x":{}{}}}"#, "[".repeat(10_000), "]".repeat(10_000));
    assert_eq!(codes(&outcomes(&deep, &Form::Compiled)[0]), ["invalid-json"]);
    assert!(outcomes(r#"{"ocid":"a","x":1e400,"y":"\ud800"}"#, &Form::Compiled)[0].json.is_some());
}

#[test]
fn a_broken_process_stands_beside_the_good_ones() {
    let text = r#"{"ocid":"bad","id":"7"}{"ocid":"bad","id":"8"}{"ocid":"good"}"#;
    let outcomes = outcomes(text, &Form::Compiled);
    let problem = &outcomes[0].problems[0];
    assert_eq!(
        (problem.code, problem.ocid.as_deref(), problem.release_id.as_deref()),
        ("missing-date", Some("bad"), Some("7"))
    );
    assert!(outcomes[0].json.is_none() && outcomes[1].json.is_some());
}

const LINKED: &str = r#"{"records":[
    {"ocid":"a","compiledRelease":{"ocid":"a", "x":1.0},"releases":[{"url":"https://host/p#1","details":{}}]},
    {"ocid":"b","releases":[{"url":"https://host/p#2"}]},
    {"ocid":"c","releases":[]}]}"#;

#[test]
fn linked_releases_leave_only_the_publishers_compiled_one() {
    let compiled = outcomes(LINKED, &Form::Compiled);
    assert_eq!(compiled[0].json.as_deref(), Some(r#"{"ocid":"a","x":1.0}"#));
    assert_eq!((compiled[0].basis, codes(&compiled[0])), (Basis::Publisher, vec!["publisher-compiled"]));
    assert_eq!((codes(&compiled[1]), codes(&compiled[2])), (vec!["needs-releases"], vec!["no-releases"]));
    for form in [Form::Versioned, Form::Record(RecordForm::default()), Form::Changes] {
        let outcome = &outcomes(LINKED, &form)[0];
        assert_eq!((outcome.json.as_ref(), codes(outcome)), (None, vec!["needs-releases"]));
        assert!(outcome.problems[0].message.contains("needs the linked releases"));
    }
}

#[test]
fn a_records_only_release_may_be_the_compiled_one() {
    let release = r#"{"ocid":"a","id":"own","date":"1","tag":["compiled"]}"#;
    let record = format!(r#"{{"ocid":"a","releases":[{release}]}}"#);
    let outcome = outcomes(&record, &Form::Compiled).remove(0);
    assert_eq!((outcome.json.as_deref(), outcome.basis), (Some(release), Basis::Publisher));
    // With other releases, or by itself, it is a release like any.
    assert_eq!(outcomes(&format!("{record}{release}"), &Form::Compiled)[0].basis, Basis::Merged);
    assert_eq!(outcomes(release, &Form::Compiled)[0].basis, Basis::Merged);
}

#[test]
fn releases_that_are_supplied_make_links_whole() {
    let supplied = format!(r#"{LINKED}{{"ocid":"a","id":"1","date":"2024"}}"#);
    let outcome = &outcomes(&supplied, &Form::Versioned)[0];
    assert_eq!((outcome.basis, codes(outcome)), (Basis::Merged, vec![]));
    let another = format!(r#"{LINKED}{{"ocid":"a","id":"9","date":"2024"}}"#);
    assert_eq!(codes(&outcomes(&another, &Form::Compiled)[0]), ["linked-releases"]);
}

#[test]
fn two_records_of_one_process_are_one_with_a_warning() {
    let text = r#"{"records":[{"ocid":"a","releases":[{"ocid":"a","id":"1","date":"1","x":1}]},
        {"ocid":"a","releases":[{"ocid":"a","id":"2","date":"2","y":2}]}]}"#;
    let outcome = &outcomes(text, &Form::Compiled)[0];
    assert_eq!(codes(outcome), ["several-records"]);
    assert_eq!((&value(outcome)["x"], &value(outcome)["y"]), (&json!(1), &json!(2)));
    let two_compiled =
        r#"{"records":[{"ocid":"a","compiledRelease":{"date":"2"}},{"ocid":"a","compiledRelease":{"date":"1"}}]}"#;
    assert_eq!(value(&outcomes(two_compiled, &Form::Compiled)[0])["date"], "2");
}

#[test]
fn records_list_releases_by_date() {
    let text = r#"{"uri":"https://host/p","releases":[
        {"ocid":"a","id":"2","date":"2024-02","tag":["award"], "x": 1.10},
        {"ocid":"a","id":"1","date":"2024-01","x":1}]}"#;
    let record = |form| value(&outcomes(text, &Form::Record(form))[0]);
    let embedded = record(RecordForm { versioned: true, linked: false });
    assert_eq!(embedded["releases"][0]["id"], "1");
    assert_eq!(embedded["compiledRelease"]["tag"], json!(["compiled"]));
    assert_eq!(embedded["versionedRelease"]["x"][1]["releaseID"], "2");
    let json = outcomes(text, &Form::Record(RecordForm::default())).remove(0).json.unwrap();
    assert!(
        json.starts_with(r#"{"ocid":"a","releases":[{"ocid":"a","id":"1","#)
            && json.contains(r#""x":1.10},"#.trim_end_matches(','))
    );
    let linked = record(RecordForm { versioned: false, linked: true });
    assert_eq!(
        linked["releases"],
        json!([{"url":"https://host/p#1","date":"2024-01"},{"url":"https://host/p#2","date":"2024-02","tag":["award"]}])
    );
    // Without the package's address there is nothing to link to.
    let lone = outcomes(r#"{"ocid":"a","id":"1"}"#, &Form::Record(RecordForm { versioned: false, linked: true }));
    assert_eq!(value(&lone[0])["releases"][0]["ocid"], "a");
}

#[test]
fn changes_come_release_by_release() {
    let text = r#"{"ocid":"a","id":"1","date":"1","x":1}{"ocid":"a","id":"2","date":"2","x":2}"#;
    let changes = value(&outcomes(text, &Form::Changes)[0]);
    assert_eq!(changes["ocid"], "a");
    assert_eq!(changes["releases"][1]["changes"][0]["pointer"], "/x");
}

#[test]
fn equal_releases_count_once_when_asked() {
    let text = r#"{"ocid":"a","id":"1","x":[1]}{"ocid":"a", "id":"1","x":[ 1 ]}{"ocid":"a","id":"1","x":[2]}{"ocid":"a"}{"ocid":"a"}"#;
    let mut groups = groups(text);
    assert_eq!(groups.as_met()[0].releases().len(), 5);
    assert_eq!(groups.dedupe(), 1);
    assert_eq!(groups.as_met()[0].releases().len(), 4);
}
