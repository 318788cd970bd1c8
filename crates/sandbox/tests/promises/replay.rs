//! Recordings are replayed as they are.

use std::path::{Path, PathBuf};

use axum::Router;
use axum::http::StatusCode;
use tenderlens_core::publishers::Registry;
use tenderlens_sandbox::{Recording, Sandbox};

use crate::client::{NOW, ask, count, local, read, texts};

/// Recorded payloads lie beside the repository and are no part of it.
fn recorded(folder: &str, test: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(folder);
    if path.is_dir() {
        return Some(path);
    }
    skip(test, &format!("{} is not there", path.display()));
    None
}

fn skip(test: &str, why: &str) {
    use std::io::Write;
    assert!(std::env::var("CI").as_deref() != Ok("true"), "{test} would be skipped: {why}");
    println!("SKIPPED: {test}: {why}");
    if let Some(path) = std::env::var_os("TENDERLENS_SKIPS") {
        let mut file = std::fs::OpenOptions::new().create(true).append(true).open(path).unwrap();
        writeln!(file, "{test}: {why}").unwrap();
    }
}

fn replay(publisher: &str, folder: &Path) -> Router {
    let recording = Recording::read(folder).unwrap();
    let sandbox = Sandbox::new(Registry::builtin(), NOW.parse().unwrap());
    sandbox.with_recording(publisher, recording).unwrap().router()
}

/// A folder of our own making.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("tenderlens-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    for (file, text) in files {
        std::fs::write(folder.join(file), text).unwrap();
    }
    folder
}

const PERU: &str = "/peru/api/v1";
const UK: &str = "/uk/api/1.0/ocdsReleasePackages";

#[tokio::test]
async fn peru_lists_its_recorded_page_whatever_the_dates() {
    let Some(folder) = recorded("peru-oece", "peru_lists_its_recorded_page_whatever_the_dates") else { return };
    let router = replay("peru", &folder);
    let page = read(&router, &format!("{PERU}/records?startDate=2030-01-01&endDate=2030-01-02")).await;
    assert_eq!(count(&page["records"]), 20);
    assert_eq!(
        page["publisher"]["name"], "Organismo Supervisor de las Contrataciones del Estado",
        "the recorded envelope"
    );
    let next = read(&router, &local(&page["links"]["next"])).await;
    assert_eq!(count(&next["records"]), 0, "the recording ends");
    assert!(next["links"]["next"].is_null());
    let some = read(&router, &format!("{PERU}/records?mainProcurementCategory=works")).await;
    assert_eq!(count(&some["records"]), 1, "other filters apply");
}

#[tokio::test]
async fn peru_answers_a_recorded_record_byte_for_byte() {
    let Some(folder) = recorded("peru-oece", "peru_answers_a_recorded_record_byte_for_byte") else { return };
    let router = replay("peru", &folder);
    let ocid = "ocds-dgv273-seacev3-2024-2407-110";
    let answer = ask(&router, &format!("{PERU}/record/{ocid}")).await;
    assert!(answer.body == std::fs::read(folder.join(format!("record-{ocid}.json"))).unwrap());
    assert_eq!(ask(&router, &format!("{PERU}/record/seace_v3/1009388")).await.body, answer.body);
    let listed = read(&router, &format!("{PERU}/record/ocds-dgv273-seacev3-2024-1984-7")).await;
    assert_eq!(count(&listed["records"]), 1, "records of the list answer by id, too");
    assert_eq!(ask(&router, &format!("{PERU}/record/ocds-dgv273-none")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(ask(&router, &format!("{PERU}/release/seace_v3/1009388")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(count(&read(&router, &format!("{PERU}/releases")).await["releases"]), 0, "an empty page, not 404");
}

#[tokio::test]
async fn find_a_tender_lists_its_four_notices_and_keeps_the_recorded_cursor() {
    let test = "find_a_tender_lists_its_four_notices_and_keeps_the_recorded_cursor";
    let Some(folder) = recorded("find-a-tender", test) else { return };
    let router = replay("uk", &folder);
    let page = read(&router, &format!("{UK}?limit=100&stages=planning&updatedFrom=2000-01-01T00:00:00")).await;
    assert_eq!(texts(&page["releases"], "/id"), ["094477-2026", "094476-2026", "094475-2026", "094474-2026"]);
    assert_eq!(page["publisher"]["name"], "Cabinet Office");
    let next = local(&page["links"]["next"]);
    assert!(
        next.starts_with(&format!(
            "{UK}?limit=100&stages=planning&updatedFrom=2000-01-01T00:00:00&cursor=dXBkYXRlZEZyb209"
        )),
        "{next}"
    );
    assert!(next.ends_with("=="), "{next}");
    let end = read(&router, &next).await;
    assert!(count(&end["releases"]) == 0 && end.get("links").is_none(), "{end}");
}

#[tokio::test]
async fn a_recorded_list_can_be_read_in_smaller_pages() {
    let Some(folder) = recorded("find-a-tender", "a_recorded_list_can_be_read_in_smaller_pages") else { return };
    let router = replay("uk", &folder);
    let (mut path, mut ids) = (format!("{UK}?limit=3"), Vec::new());
    loop {
        let page = read(&router, &path).await;
        ids.push(texts(&page["releases"], "/id").len());
        let Some(links) = page.get("links") else { break };
        path = local(&links["next"]);
    }
    assert_eq!(ids, [3, 1, 0]);
}

#[tokio::test]
async fn packages_beside_a_list_answer_by_id_only() {
    let Some(folder) = recorded("find-a-tender", "packages_beside_a_list_answer_by_id_only") else { return };
    let router = replay("uk", &folder);
    let whole = std::fs::read(folder.join("notice-032703-2026.json")).unwrap();
    for id in ["032703-2026", "ocds-h6vhtk-067fb8"] {
        assert!(ask(&router, &format!("{UK}/{id}")).await.body == whole, "{id}");
    }
    let record = read(&router, "/uk/api/1.0/ocdsRecordPackages/ocds-h6vhtk-067fb8").await;
    assert_eq!(record["records"][0]["compiledRelease"]["id"], "ocds-h6vhtk-067fb8-2026-04-10T10:50:13+01:00");
    assert_eq!(ask(&router, &format!("{UK}/000001-2021")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn without_a_list_everything_is_listed_newest_first() {
    let Some(folder) = recorded("ocds", "without_a_list_everything_is_listed_newest_first") else { return };
    let recording = Recording::read(&folder).unwrap();
    let notes = recording.notes.join("\n");
    assert!(!notes.contains("portugal-base-page.json"), "a list of packages is read: {notes}");
    let router = replay("uk", &folder);
    let page = read(&router, UK).await;
    assert_eq!(count(&page["releases"]), 100, "a full page");
    // To the second: fractions have as many digits as each publisher writes.
    assert!(texts(&page["releases"], "/date").is_sorted_by(|left, right| left[..19] >= right[..19]));
    let answer = ask(&router, &format!("{UK}/ocds-213czf-000-00001")).await;
    assert!(answer.body == std::fs::read(folder.join("fictional-1.1-release-package.json")).unwrap());
    assert_eq!(count(&answer.json()["releases"]), 6);
}

#[tokio::test]
async fn embedded_releases_fill_in_only_for_unknown_processes_and_duplicates_count_once() {
    let release = |ocid: &str, id: &str| {
        format!(r#"{{"ocid":"{ocid}","id":"{id}","date":"2026-01-0{id}T00:00:00Z","tag":["tender"]}}"#)
    };
    let package = format!(r#"{{"releases":[{},{}]}}"#, release("a", "1"), release("a", "2"));
    let again = format!(r#"{{"releases":[{},{{"ocid":"a","id":"1","other":true}},{{"id":"x"}}]}}"#, release("a", "2"));
    let records = format!(
        r#"{{"records":[{{"ocid":"a","releases":[{}]}},{{"ocid":"b","releases":[{}]}}]}}"#,
        release("a", "3"),
        release("b", "4")
    );
    let files =
        [("1.json", package.as_str()), ("2.json", &again), ("3.json", &records), ("4.json", "{}"), ("notes.txt", "x")];
    let folder = folder("fill-in", &files);
    let recording = Recording::read(&folder).unwrap();
    assert_eq!(recording.notes.len(), 3, "{:?}", recording.notes);
    let router = replay("uk", &folder);
    std::fs::remove_dir_all(&folder).unwrap();
    let page = read(&router, UK).await;
    assert_eq!(texts(&page["releases"], "/id"), ["4", "2", "1"]);
}

#[tokio::test]
async fn what_is_no_month_is_in_no_list_of_files() {
    let release = |id: &str, month: &str| {
        format!(
            r#"{{"ocid":"{id}","id":"{id}","date":"2026-01-01T00:00:00Z","sources":[{{"id":"seace_v3"}}],"dataSegmentation":{{"id":"{month}"}}}}"#
        )
    };
    let package = format!(r#"{{"releases":[{},{}]}}"#, release("a", "2026-01"), release("b", "202é-4"));
    let folder = folder("months", &[("1.json", package.as_str())]);
    let router = replay("peru", &folder);
    std::fs::remove_dir_all(&folder).unwrap();
    let list = read(&router, &format!("{PERU}/files")).await;
    assert_eq!(texts(&list["results"], "/month"), ["01"]);
}

#[tokio::test]
async fn the_archive_of_award_notices_is_answered_from_its_recorded_packages() {
    let Some(folder) = recorded("devgateway-eu", "the_archive_of_award_notices") else { return };
    let recording = Recording::read(&folder).unwrap();
    assert_eq!(recording.notes.len(), 1, "the error body is no data: {:?}", recording.notes);
    let router = replay("eu", &folder);
    let base = "/eu/open-contracting/api/v1";
    let whole = std::fs::read(folder.join("record-package-embedded.json")).unwrap();
    let whole: serde_json::Value = serde_json::from_slice(&whole).unwrap();
    // Neither the year nor what the releases do not show narrows a recording.
    let found = read(&router, &format!("{base}/record-package?year=2012&contractType=Works&embed=true")).await;
    assert_eq!((&found["records"], &found["publisher"]), (&whole["records"], &whole["publisher"]));
    let other = read(&router, &format!("{base}/record-package?year=2012&buyerCountry=de&embed=true")).await;
    assert_eq!(count(&other["records"]), 0, "other filters do");
    let release = read(&router, &format!("{base}/release?releaseId=releaseID-1234-5678")).await;
    assert_eq!(release, whole["records"][0]["releases"][0]);
    let years = std::fs::read(folder.join("years.json")).unwrap();
    let years: serde_json::Value = serde_json::from_slice(&years).unwrap();
    assert_eq!(read(&router, &format!("{base}/years")).await, years);
    assert_eq!(read(&router, &format!("{base}/buyerCountries")).await["hits"], serde_json::json!(["fr"]));
}

#[test]
fn an_empty_recording_is_an_error_that_says_why() {
    let folder = folder("empty", &[("a.json", "[]")]);
    let problem = Recording::read(&folder).unwrap_err().to_string();
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(problem.contains("skipped a.json"), "{problem}");
    let problem = Recording::read(Path::new("/nowhere/at/all")).unwrap_err().to_string();
    assert!(problem.contains("/nowhere/at/all"), "{problem}");
}

#[tokio::test]
async fn recorded_exchanges_give_the_tenders_they_tell_of_and_writes_go_on_from_them() {
    let test = "recorded_exchanges_give_the_tenders_they_tell_of_and_writes_go_on_from_them";
    let Some(folder) = recorded("openprocurement-legacy", test) else { return };
    let recording = Recording::read(&folder).unwrap();
    assert_eq!(recording.summary(), "6 documents");
    let notes = recording.notes.join("\n");
    assert!(notes.contains("skipped v0.1-reference-bodies.json"), "{notes}");
    assert!(notes.contains("answers from below it are left out"), "{notes}");
    let router = replay("openprocurement", &folder);
    let root = crate::openprocurement::ROOT;
    let feed = read(&router, &format!("{root}/tenders")).await;
    assert_eq!(count(&feed["data"]), 6);
    let path = format!("{root}/tenders/b65397298b2e4d9b987adf576d13b9f5");
    let tender = read(&router, &path).await["data"].clone();
    assert_eq!(texts(&tender["documents"], "/title"), ["Notice.pdf", "AwardCriteria.pdf", "AwardCriteria-v2.pdf"]);
    assert_eq!(texts(&tender["bids"][0]["documents"], "/title"), ["Proposal.pdf"]);
    assert_eq!(texts(&tender["awards"], "/awardStatus"), ["pending"]);
    assert_eq!(tender["totalValue"]["amount"], 50000.0);
    let local_url = local(&tender["documents"][0]["url"]);
    assert_eq!(ask(&router, &local_url).await.header("content-type"), Some("text/plain"), "files are made up");
    let changed = crate::openprocurement::write(&router, "PATCH", &path, serde_json::json!({"title": "x"})).await;
    assert_eq!(changed.status, StatusCode::OK);
    let of_0_5 = "/openprocurement@v0.5/api/0/tenders/e9ecf1e8f5da47c68d47f8d2c1499946";
    let auction = read(&router, of_0_5).await["data"].clone();
    assert_eq!(count(&auction["complaints"]), 1, "what has no endpoint is in the tender");
    assert_eq!(auction["dateModified"], "2014-12-03T23:00:27.392833+02:00");
}
