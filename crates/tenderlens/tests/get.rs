//! `endpoints` and `get` against the sandbox.

// The exception for tests in clippy.toml covers test functions only, not their helpers.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::process::{Output, Stdio};
use std::time::Duration;

use common::{Server, command};

fn sandbox() -> Server {
    Server::start(&["sandbox", "--port", "0", "--now", "2026-11-21T12:00:00Z"])
}

struct Got {
    code: Option<i32>,
    out: String,
    err: String,
}

fn got(output: Output) -> Got {
    Got {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn get(server: &Server, publisher: &str, arguments: &[&str]) -> Got {
    got(got_bytes(server, publisher, arguments))
}

fn got_bytes(server: &Server, publisher: &str, arguments: &[&str]) -> Output {
    let base = format!("{}{publisher}", server.url);
    let mut command = command(&["get", publisher]);
    command.args(arguments).args(["--base", &base]).output().unwrap()
}

fn token(err: &str) -> Option<&str> {
    err.split_once("--resume '")?.1.split_once('\'').map(|(token, _)| token)
}

#[test]
fn endpoints_are_listed_for_people_and_for_programs() {
    let lines = got(command(&["endpoints"]).output().unwrap());
    assert!(lines.out.contains("uk releasePackages") && lines.out.contains("/api/{version}/ocdsReleasePackages"));
    let json = got(command(&["endpoints", "--json"]).output().unwrap());
    let rows: Vec<serde_json::Value> = serde_json::from_str(&json.out).unwrap();
    assert_eq!(rows.len(), lines.out.lines().count());
    let row = rows.iter().find(|row| row["publisher"] == "openprocurement" && row["id"] == "createTender").unwrap();
    assert_eq!((&row["method"], &row["write"], &row["path"]), (&"POST".into(), &true.into(), &"/tenders".into()));
    assert!(row["parameters"].is_array() && row["paging"].is_object());
    let unknown = got(command(&["endpoints", "mars"]).output().unwrap());
    assert!(unknown.code == Some(1) && unknown.err.contains("known are peru, uk"), "{}", unknown.err);
}

#[test]
fn every_endpoint_that_reads_has_a_command_and_no_other() {
    for row in tenderlens_core::describe::rows(&tenderlens_core::publishers::Registry::builtin()) {
        let help = got(command(&["get", row.publisher, row.endpoint.id, "--help"]).output().unwrap());
        assert_eq!(help.code == Some(0), !row.write, "{} {}: {}", row.publisher, row.endpoint.id, help.err);
        for parameter in row.endpoint.parameters.iter().filter(|_| !row.write) {
            assert!(help.out.contains(&format!("--{} ", parameter.name)), "{}", parameter.name);
        }
    }
}

/// With the examples of the table: what a reader of `--help` would try first.
#[test]
fn every_endpoint_that_reads_answers_to_its_examples() {
    let server = sandbox();
    for row in tenderlens_core::describe::rows(&tenderlens_core::publishers::Registry::builtin()) {
        if row.write {
            continue;
        }
        let mut arguments = vec![row.endpoint.id.to_owned()];
        // One filter is refused there: two are the least.
        let filters = if row.endpoint.id == "recordPackage" && row.publisher == "eu" { 2 } else { 0 };
        let optional = row.endpoint.parameters.iter().filter(|it| ["year", "buyerCountry"].contains(&it.name));
        let wanted = row.endpoint.parameters.iter().filter(|it| it.required).chain(optional.take(filters));
        for parameter in wanted {
            arguments.extend([format!("--{}", parameter.name), parameter.example.to_owned()]);
        }
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let answer = got_bytes(&server, row.publisher, &arguments);
        assert!(answer.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&answer.stderr));
        assert!(!answer.stdout.is_empty(), "{arguments:?}");
    }
}

#[test]
fn one_page_says_where_it_goes_on() {
    let server = sandbox();
    let first = get(&server, "uk", &["releasePackages", "--limit", "2", "--ndjson"]);
    assert_eq!((first.code, first.out.lines().count()), (Some(0), 2), "{}", first.err);
    let token = token(&first.err).unwrap();
    let second = get(&server, "uk", &["releasePackages", "--ndjson", "--resume", token]);
    assert_eq!((second.code, second.out.lines().count()), (Some(0), 2), "{}", second.err);
    assert_ne!(first.out, second.out);
    let other = get(&server, "uk", &["releasePackages", "--resume", "{}"]);
    assert!(other.code == Some(2) && other.err.contains("resume token"), "{}", other.err);
    // Given again they must be the same; the place is the token's.
    let again = get(&server, "uk", &["releasePackages", "--limit", "2", "--ndjson", "--resume", token]);
    assert_eq!((again.code, &again.out), (Some(0), &second.out), "{}", again.err);
    let other = get(&server, "uk", &["releasePackages", "--limit", "3", "--resume", token]);
    assert!(other.code == Some(2) && other.err.contains("\"limit\" is \"3\" here and \"2\" there"), "{}", other.err);
}

#[test]
fn a_run_that_goes_on_writes_behind_what_is_written() {
    let server = sandbox();
    let file = std::env::temp_dir().join(format!("tenderlens-get-{}.ndjson", std::process::id()));
    let asked = ["releasePackages", "--limit", "2", "--ndjson", "--output", file.to_str().unwrap()];
    let written = || std::fs::read_to_string(&file).unwrap().lines().map(str::to_owned).collect::<Vec<_>>();
    std::fs::write(&file, "of another time").unwrap();
    let first = get(&server, "uk", &asked);
    assert_eq!((first.code, written().len()), (Some(0), 2), "{}", first.err);
    let token = token(&first.err).unwrap();
    let second = get(&server, "uk", &[&asked[..], &["--resume", token]].concat());
    assert_eq!((second.code, written().len()), (Some(0), 4), "{}", second.err);
    let whole = get(&server, "uk", &["releasePackages", "--limit", "4", "--ndjson"]);
    assert_eq!(written(), whole.out.lines().collect::<Vec<_>>());
    std::fs::remove_file(file).unwrap();
}

#[test]
fn what_may_be_missing_or_ignored_is_said() {
    let server = sandbox();
    server.fault(r#"{"publisher":"uk","fault":"no-next"}"#);
    let cut = get(&server, "uk", &["releasePackages", "--limit", "2", "--ndjson", "--all"]);
    assert_eq!((cut.code, cut.out.lines().count()), (Some(1), 2), "all was asked for");
    assert!(cut.err.contains("error: the last page is full") && cut.err.contains("may be missing"), "{}", cut.err);
    let page = get(&server, "uk", &["releasePackages", "--limit", "2", "--ndjson"]);
    assert!(page.code == Some(0) && page.err.contains("warning: the last page is full"), "{}", page.err);
    let ignored = get(&server, "eu", &["recordPackage", "--buyer", "x", "--year", "2010"]);
    assert!(ignored.err.contains("ignores \"year\" because \"buyer\" is given"), "{}", ignored.err);
    let nothing = get(&server, "eu", &["recordPackage", "--buyerCountry", "de", "--year", "1999"]);
    assert!(nothing.err.contains("\"year\" is \"1999\", which the publisher does not list"), "{}", nothing.err);
    let small = get(&server, "uk", &["releasePackages", "--limit", "100", "--stages", "planning"]);
    assert!(!small.err.contains("warning"), "{}", small.err);
}

#[test]
fn a_window_read_thoroughly_holds_what_a_long_one_loses() {
    let server = sandbox();
    let window = ["--updatedFrom", "2026-11-18T00:00:00", "--updatedTo", "2026-11-19T23:59:59", "--limit", "100"];
    let asked = [&["releasePackages", "--ndjson"][..], &window].concat();
    let sorted = |got: &Got| {
        let mut lines: Vec<_> = got.out.lines().map(str::to_owned).collect();
        lines.sort_unstable();
        lines
    };
    let whole = get(&server, "uk", &[&asked[..], &["--all"]].concat());
    server.fault(r#"{"publisher":"uk","fault":"long-windows"}"#);
    let quick = get(&server, "uk", &[&asked[..], &["--all"]].concat());
    assert!(quick.out.lines().count() < whole.out.lines().count());
    let thorough = get(&server, "uk", &[&asked[..], &["--thorough"]].concat());
    assert_eq!((thorough.code, sorted(&thorough)), (Some(0), sorted(&whole)), "{}", thorough.err);
    let open = get(&server, "uk", &["releasePackages", "--thorough"]);
    assert!(open.code == Some(1) && open.err.contains("\"updatedFrom\" is required"), "{}", open.err);
    let help = got(command(&["get", "peru", "records", "--help"]).output().unwrap());
    assert!(!help.out.contains("--thorough"), "which loses nothing in long windows");
}

#[test]
fn a_thorough_run_that_breaks_off_goes_on_with_the_window_it_was_in() {
    let server = sandbox();
    let asked = ["releasePackages", "--ndjson", "--thorough", "--limit", "100"];
    let window = ["--updatedFrom", "2026-11-18T00:00:00", "--updatedTo", "2026-11-18T23:59:59"];
    let whole = get(&server, "uk", &[&asked[..], &window].concat());
    server.fault(r#"{"publisher":"uk","fault":"forbidden","times":1,"urlContains":"updatedFrom=2026-11-18T06"}"#);
    let broken = get(&server, "uk", &[&asked[..], &window].concat());
    assert_eq!(broken.code, Some(1), "{}", broken.err);
    let token = token(&broken.err).unwrap();
    let rest = get(&server, "uk", &[&asked[..], &["--resume", token]].concat());
    assert_eq!(format!("{}{}", broken.out, rest.out), whole.out, "{}", rest.err);
}

/// Each ocid with the ids of its releases, by the member that holds them.
fn releases(lines: &str, id: &str) -> Vec<(String, Vec<String>)> {
    let of = |line: &str| {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        let releases = record["releases"].as_array().unwrap().iter();
        let ids = releases.map(|release| release[id].as_str().unwrap_or("only a link").to_owned()).collect();
        (record["ocid"].as_str().unwrap().to_owned(), ids)
    };
    lines.lines().map(of).collect()
}

#[test]
fn releases_that_are_only_linked_are_written_in_the_place_of_their_links() {
    let server = sandbox();
    let asked = ["recordPackage", "--contractType", "Works", "--year", "2010", "--pageSize", "5", "--ndjson"];
    let linked = get(&server, "eu", &[&asked[..], &["--linked"]].concat());
    let embedded = get(&server, "eu", &[&asked[..], &["--embed", "true"]].concat());
    assert_eq!((linked.code, &linked.out), (Some(0), &embedded.out), "{}", linked.err);
    assert_ne!(get(&server, "eu", &asked).out, linked.out);

    let peru = get(&server, "peru", &["records", "--ndjson", "--linked"]);
    let records = releases(&peru.out, "ocid");
    assert_eq!((peru.code, records.len()), (Some(0), 20), "{}", peru.err);
    assert!(records.iter().all(|(ocid, releases)| !releases.is_empty() && releases.iter().all(|it| it == ocid)));
    let help = got(command(&["get", "uk", "recordPackage", "--help"]).output().unwrap());
    assert!(!help.out.contains("--linked"), "whose records hold their releases");
}

#[test]
fn a_link_that_leads_nowhere_stays_and_the_run_is_not_complete() {
    let server = sandbox();
    let asked = ["recordPackage", "--contractType", "Works", "--year", "2010", "--pageSize", "5", "--ndjson"];
    let links = get(&server, "eu", &asked);
    let name = releases(&links.out, "name")[1].1[0].clone();
    server.fault(&format!(r#"{{"publisher":"eu","fault":"forbidden","urlContains":"/release/{name}"}}"#));
    let got = get(&server, "eu", &[&asked[..], &["--linked"]].concat());
    assert_eq!(got.code, Some(1));
    assert!(got.err.contains(&format!("/release/{name}: ")) && got.err.contains("403"), "{}", got.err);
    let lost: Vec<_> = releases(&got.out, "releaseID").into_iter().flat_map(|(_, releases)| releases).collect();
    assert_eq!(lost.iter().filter(|it| *it == "only a link").count(), 1, "{lost:?}");
    assert!(got.out.contains(&format!("/release/{name}\"")), "the link is still there");
}

#[test]
fn a_document_is_an_entry_and_with_its_key_a_file() {
    let server = sandbox();
    let registry = tenderlens_core::publishers::Registry::builtin();
    let (_, row) = registry.endpoint("prozorro", "document").unwrap();
    let example = |name: &str| [format!("--{name}"), row.parameter(name).unwrap().example.to_owned()];
    let ids = [example("tender_id"), example("document_id")].concat();
    let asked: Vec<&str> = std::iter::once("document").chain(ids.iter().map(String::as_str)).collect();
    let entry = get(&server, "prozorro", &[&asked[..], &["--ndjson"]].concat());
    let document: serde_json::Value = serde_json::from_str(&entry.out).unwrap();
    assert_eq!((entry.code, &document["id"]), (Some(0), &ids[3].as_str().into()), "{}", entry.err);
    let url = document["url"].as_str().unwrap();
    let key = url.split_once("download=").map_or_else(|| url.split("/get/").nth(1).unwrap(), |(_, key)| key);
    let key = key.split(['?', '&']).next().unwrap();
    let file = got_bytes(&server, "prozorro", &[&asked[..], &["--download", key]].concat());
    assert!(file.status.success() && file.stdout.starts_with(b"%PDF"), "{}", String::from_utf8_lossy(&file.stderr));
}

#[test]
fn wrong_usage_and_failed_calls_have_their_own_exit_codes() {
    let wrong = got(command(&["get", "uk", "releasePackages", "--limit", "1000"]).output().unwrap());
    assert!(wrong.code == Some(2) && wrong.err.contains("from 1 to 100"), "{}", wrong.err);
    let missing = got(command(&["get", "uk", "releasePackageByOcid"]).output().unwrap());
    assert!(missing.code == Some(2) && missing.err.contains("\"ocid\" is required"), "{}", missing.err);
    let server = sandbox();
    let absent = get(&server, "uk", &["releasePackageByOcid", "--ocid", "ocds-h6vhtk-ffffff"]);
    assert!(absent.code == Some(1) && absent.err.contains("404") && absent.out.is_empty(), "{}", absent.err);
    assert!(absent.err.contains("address: http://127.0.0.1:"), "{}", absent.err);
}

#[test]
fn a_month_is_compared_with_its_stated_sum_or_the_run_fails() {
    let server = sandbox();
    let month = ["file", "--source", "seace_v3", "--type", "json", "--year", "2026", "--month", "10", "--check"];
    let alone = get(&server, "peru", &month);
    assert!(alone.code == Some(2) && alone.err.contains("--ndjson"), "{}", alone.err);
    let unpacked = get(&server, "peru", &[&month[..], &["--ndjson"]].concat());
    assert!(unpacked.code == Some(0) && !unpacked.out.is_empty(), "{}", unpacked.err);
}

/// Interrupted at other moments each time, a walk that goes on with the token it wrote has each
/// entry of the whole, in order; a page that was under way may come again.
#[test]
fn fifty_interruptions_lose_nothing() {
    let server = sandbox();
    let arguments = ["releasePackages", "--limit", "25", "--ndjson", "--all"];
    let whole = get(&server, "uk", &arguments);
    assert_eq!(whole.code, Some(0), "{}", whole.err);
    let whole: Vec<&str> = whole.out.lines().collect();
    assert!(whole.len() > 200);
    let base = format!("{}uk", server.url);
    let (mut written, mut resume, mut interruptions): (Vec<String>, Option<String>, u32) = (Vec::new(), None, 0);
    for run in 0..2000_u64 {
        let mut walk = command(&["get", "uk"]);
        walk.args(arguments).args(["--base", &base]).stdout(Stdio::piped()).stderr(Stdio::piped());
        if let Some(token) = &resume {
            walk.args(["--resume", token]);
        }
        let child = walk.spawn().unwrap();
        let id = child.id().to_string();
        std::thread::sleep(Duration::from_millis(20 + run * 37 % 90));
        let _ = std::process::Command::new("kill").args(["-INT", &id]).output();
        let part = got(child.wait_with_output().unwrap());
        written.extend(part.out.lines().map(str::to_owned));
        if part.code == Some(0) && !part.err.contains("interrupted") {
            // Complete: begin again until there were enough interruptions.
            let mut seen = std::collections::HashSet::new();
            written.retain(|line| seen.insert(line.clone()));
            assert!(written == whole, "{} of {} entries", written.len(), whole.len());
            if interruptions >= 50 {
                return;
            }
            (written, resume) = (Vec::new(), None);
            continue;
        }
        interruptions += 1;
        resume = token(&part.err).map(str::to_owned).or(resume);
    }
    panic!("no complete walk after {interruptions} interruptions");
}
