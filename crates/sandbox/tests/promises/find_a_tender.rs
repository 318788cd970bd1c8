//! Find a Tender's quirks.

use axum::http::StatusCode;
use serde_json::Value;

use crate::client::{HOST, ask, count, generated, get, local, read, send, texts};

const LIST: &str = "/uk/api/1.0/ocdsReleasePackages";

fn bad_request(body: &Value) -> &str {
    assert_eq!(body["status"], 400);
    assert_eq!(body["error"], "Bad Request");
    assert_eq!(body["path"], "/api/1.0/ocdsReleasePackages");
    assert_eq!(body["timestamp"], "2026-11-21T12:00:00");
    body["exception"].as_str().unwrap()
}

#[tokio::test]
async fn only_five_parameters_are_allowed() {
    let router = generated();
    for name in ["statuses", "Limit", "page", "format"] {
        let answer = ask(&router, &format!("{LIST}?limit=3&{name}=1")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{name}");
        let body = answer.json();
        let exception = bad_request(&body);
        assert!(
            exception.contains(name) && exception.contains("limit, cursor, updatedFrom, updatedTo, stages"),
            "{exception}"
        );
    }
    let with_id = ask(&router, &format!("{LIST}/ocds-h6vhtk-0001b4?limit=1")).await;
    assert_eq!(with_id.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn values_outside_their_limits_are_refused() {
    let router = generated();
    for query in
        ["limit=0", "limit=101", "limit=many", "updatedFrom=yesterday", "updatedTo=2026-10-06", "stages=pipeline"]
    {
        let answer = ask(&router, &format!("{LIST}?{query}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{query}");
        let body = answer.json();
        assert!(bad_request(&body).contains(query.split('=').next().unwrap()), "{query}");
    }
}

#[tokio::test]
async fn a_page_holds_a_hundred_newest_first() {
    let router = generated();
    let page = read(&router, LIST).await;
    let dates = texts(&page["releases"], "/date");
    let moments: Vec<jiff::Timestamp> = dates.iter().map(|date| date.parse().unwrap()).collect();
    assert_eq!(moments.len(), 100);
    assert!(moments.is_sorted_by(|left, right| left >= right));
    assert_eq!(page["publishedDate"], page["releases"][0]["date"], "that of the newest release");
}

#[tokio::test]
async fn cursors_walk_the_window_once_and_the_last_page_has_no_links() {
    let router = generated();
    let mut path = format!("{LIST}?updatedFrom=2026-10-01T00:00:00&updatedTo=2026-10-31T23:59:59&limit=40");
    let mut ids = Vec::new();
    loop {
        let page = read(&router, &path).await;
        ids.extend(texts(&page["releases"], "/id"));
        let Some(links) = page.get("links") else { break };
        path = local(&links["next"]);
        assert!(
            path.starts_with(&format!(
                "{LIST}?updatedFrom=2026-10-01T00:00:00&updatedTo=2026-10-31T23:59:59&limit=40&cursor="
            )),
            "{path}"
        );
    }
    let found = ids.len();
    ids.sort();
    ids.dedup();
    assert!(found > 80 && found == ids.len(), "{found} notices, {} different", ids.len());
}

#[tokio::test]
async fn the_next_link_is_on_the_host_that_was_asked_with_unencoded_padding() {
    let router = generated();
    let mut padded = false;
    for limit in 1..12 {
        let page = read(&router, &format!("{LIST}?limit={limit}")).await;
        let next = page["links"]["next"].as_str().unwrap();
        assert!(next.starts_with(&format!("http://{HOST}/sandbox{LIST}?limit={limit}&cursor=")), "{next}");
        assert!(!next.contains('%'), "{next}");
        padded |= next.ends_with('=');
    }
    let page = read(&router, &format!("{LIST}?limit=1&stages=tender&updatedFrom=2026-11-01T00:00:00")).await;
    padded |= page["links"]["next"].as_str().unwrap().ends_with('=');
    assert!(padded, "some cursors end in padding");
}

#[tokio::test]
async fn windows_are_read_as_united_kingdom_time_and_include_their_ends() {
    let router = generated();
    let page = read(&router, &format!("{LIST}?updatedTo=2026-09-30T00:00:00&limit=1")).await;
    let date = page["releases"][0]["date"].as_str().unwrap();
    let moment: jiff::Timestamp = date.parse().unwrap();
    // Summer time: an hour ahead of UTC.
    let local = (moment + jiff::SignedDuration::from_hours(1)).strftime("%Y-%m-%dT%H:%M:%S").to_string();
    let zoned = moment.to_string();
    for time in [&local, &zoned] {
        let page = read(&router, &format!("{LIST}?updatedFrom={time}&updatedTo={time}")).await;
        assert_eq!(texts(&page["releases"], "/date"), [date], "{time}");
    }
}

#[tokio::test]
async fn stages_select_by_tag() {
    let router = generated();
    for (stages, allowed) in [
        ("planning", &["planning"][..]),
        ("tender", &["tender", "tenderUpdate", "tenderCancellation"]),
        ("award", &["award", "contract", "contractAmendment", "contractTermination", "implementation"]),
        ("planning,tender", &["planning", "tender", "tenderUpdate", "tenderCancellation"]),
    ] {
        let page = read(&router, &format!("{LIST}?stages={stages}")).await;
        let tags = texts(&page["releases"], "/tag/0");
        assert!(tags.len() > 20 && tags.iter().all(|tag| allowed.contains(&tag.as_str())), "{stages}: {tags:?}");
    }
}

#[tokio::test]
async fn notices_and_procurements_are_told_apart() {
    let router = generated();
    let notice = read(&router, &format!("{LIST}/000001-2021")).await;
    assert_eq!(texts(&notice["releases"], "/id"), ["000001-2021"]);
    assert!(notice.get("links").is_none());
    let ocid = notice["releases"][0]["ocid"].as_str().unwrap();
    let procurement = read(&router, &format!("{LIST}/{ocid}")).await;
    assert_eq!(count(&procurement["releases"]), 3);
    assert!(texts(&procurement["releases"], "/ocid").iter().all(|other| other == ocid));
}

#[tokio::test]
async fn a_record_holds_its_releases_by_date_compiled_and_versioned() {
    let router = generated();
    let package = read(&router, "/uk/api/1.0/ocdsRecordPackages/ocds-h6vhtk-0001b4").await;
    let record = &package["records"][0];
    assert!(texts(&record["releases"], "/date").is_sorted());
    assert_eq!(record["compiledRelease"]["tag"], serde_json::json!(["compiled"]));
    assert_eq!(record["compiledRelease"]["tender"]["status"], "complete");
    let versions = record["versionedRelease"]["tender"]["status"].as_array().unwrap();
    assert_eq!(versions[0]["value"], "active");
    assert_eq!(versions[0]["releaseID"], "000001-2021");
}

#[tokio::test]
async fn what_is_not_there_has_the_documented_body() {
    let router = generated();
    for (path, resource) in [
        ("ocdsRecordPackages/ocds-h6vhtk-ffffff", "ocdsRecordPackages"),
        ("ocdsReleasePackages/999999-1999", "ocdsReleasePackages"),
        ("ocdsReleasePackages/OCDS-h6vhtk-0001b4", "ocdsReleasePackages"),
    ] {
        let answer = ask(&router, &format!("/uk/api/1.0/{path}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        let body = answer.json();
        assert_eq!((body["error"].as_str(), body["message"].as_str()), (Some("Not found"), Some("")));
        assert_eq!(body["exception"], "'identifier' is not found");
        assert_eq!(body["path"], format!("/api/1.0/{resource}"));
    }
    assert_eq!(ask(&router, "/uk/api/2.0/ocdsReleasePackages").await.status, StatusCode::NOT_FOUND);
    assert_eq!(ask(&router, "/uk/api/1.0/other").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn busy_answers_are_plain_text_with_a_time_to_wait() {
    let router = generated();
    for (fault, status, body) in
        [("rate-limited:11", 429, "Too Many Requests"), ("unavailable:11", 503, "Service Unavailaible")]
    {
        let mut request = get(&format!("/sandbox{LIST}"));
        request.headers_mut().insert("x-sandbox-fault", fault.parse().unwrap());
        let answer = send(&router, request).await;
        assert_eq!((answer.status.as_u16(), answer.text().as_str()), (status, body));
        assert_eq!((answer.header("content-type"), answer.header("retry-after")), (Some("text/plain"), Some("11")));
    }
}
