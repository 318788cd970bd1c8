//! Peru's quirks.

use axum::http::StatusCode;

use crate::client::{ask, count, generated, local, read, texts};

const API: &str = "/peru/api/v1";

fn at(path: &str) -> String {
    format!("{API}{path}")
}

#[tokio::test]
async fn numbered_pages_hold_twenty_whatever_size_says() {
    let router = generated();
    for list in ["records", "releases"] {
        let page = read(&router, &at(&format!("/{list}?size=7&limit=3"))).await;
        assert_eq!(count(&page[list]), 20, "{list}");
    }
}

#[tokio::test]
async fn unknown_parameters_are_ignored_and_echoed() {
    let router = generated();
    let page = read(&router, &at("/records?datasegmentationid=2024-04&format=json")).await;
    assert_eq!(count(&page["records"]), 20);
    assert!(page["uri"].as_str().unwrap().ends_with("/peru/api/v1/records?datasegmentationid=2024-04&format=json"));
}

#[tokio::test]
async fn the_order_is_that_of_tender_numbers_read_as_text() {
    let router = generated();
    let mut seen = Vec::new();
    for page in 1..=3 {
        let page = read(&router, &at(&format!("/records?page={page}"))).await;
        seen.extend(texts(&page["records"], "/compiledRelease/tender/id"));
    }
    let mut sorted = seen.clone();
    sorted.sort_by(|left, right| right.cmp(left));
    assert_eq!(seen, sorted);
    let ascending = read(&router, &at("/records?order=asc")).await;
    let first = texts(&ascending["records"], "/compiledRelease/tender/id")[0].clone();
    assert!(first < seen[0] && first.len() > seen[0].len(), "text, not number: {first} before {}", seen[0]);
}

#[tokio::test]
async fn links_are_null_at_both_ends_and_a_page_past_the_end_is_not_found() {
    let router = generated();
    let first = read(&router, &at("/records?tenderId=873200")).await;
    assert!(first["links"]["prev"].is_null() && first["links"]["next"].is_null());
    let first = read(&router, &at("/records?sourceId=seace_v3")).await;
    assert!(first["links"]["prev"].is_null());
    let second = read(&router, &local(&first["links"]["next"])).await;
    assert!(local(&second["links"]["prev"]).ends_with("/records?sourceId=seace_v3&page=1"));
    assert_eq!(ask(&router, &at("/records?page=400")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(ask(&router, &at("/records?page=0")).await.status, StatusCode::NOT_FOUND);
    // Nothing found is an empty first page.
    assert_eq!(count(&read(&router, &at("/records?tenderId=none")).await["records"]), 0);
}

#[tokio::test]
async fn more_than_ten_thousand_results_are_refused() {
    let answer = ask(&generated(), &at("/records?page=501")).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(answer.json()["detail"].as_str().unwrap().contains("límite"));
}

#[tokio::test]
async fn numbered_pages_cover_every_process_once() {
    let router = generated();
    let mut path = at("/records?order=desc");
    let mut ocids = Vec::new();
    loop {
        let page = read(&router, &path).await;
        ocids.extend(texts(&page["records"], "/ocid"));
        if page["links"]["next"].is_null() {
            break;
        }
        path = local(&page["links"]["next"]);
    }
    let found = ocids.len();
    ocids.sort();
    ocids.dedup();
    assert_eq!((found, ocids.len()), (404, 404));
}

#[tokio::test]
async fn sequential_pages_hold_ten_and_follow_their_cursor() {
    let router = generated();
    let first = read(&router, &at("/recordsAfter")).await;
    assert_eq!(count(&first["records"]), 10);
    let mut path = at("/releasesAfter?size=100&sourceId=seace_v3");
    let (mut ids, mut pages) = (Vec::new(), 0);
    loop {
        let page = read(&router, &path).await;
        ids.extend(texts(&page["releases"], "/id"));
        pages += 1;
        if page["links"]["next"].is_null() {
            break;
        }
        path = local(&page["links"]["next"]);
        assert!(path.contains("size=100&sourceId=seace_v3&searchAfter=seace"), "{path}");
    }
    let found = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), found, "no release twice");
    assert!(pages > 10, "{found} releases on {pages} pages");
    assert_eq!(ask(&router, &at("/recordsAfter?size=101")).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn dates_select_by_the_start_of_the_tender_period_inclusively() {
    let router = generated();
    let page = read(&router, &at("/records?startDate=2026-10-01&endDate=2026-10-31")).await;
    let starts = texts(&page["records"], "/compiledRelease/tender/tenderPeriod/startDate");
    assert!(!starts.is_empty() && starts.len() == count(&page["records"]), "all have a period");
    assert!(starts.iter().all(|start| start.starts_with("2026-10-")), "{starts:?}");
    let day = &starts[0][..10];
    let page = read(&router, &at(&format!("/records?startDate={day}&endDate={day}"))).await;
    assert!(count(&page["records"]) > 0, "both ends are included");
}

#[tokio::test]
async fn one_date_alone_gets_the_other_fifteen_days_away() {
    let router = generated();
    let all = |path: String| {
        let router = router.clone();
        async move { texts(&read(&router, &path).await["records"], "/ocid") }
    };
    let alone = all(at("/records?startDate=2026-10-01")).await;
    assert!(!alone.is_empty());
    assert_eq!(alone, all(at("/records?startDate=2026-10-01&endDate=2026-10-16")).await);
    assert_eq!(all(at("/records?endDate=2026-10-16")).await, alone);
}

#[tokio::test]
async fn every_other_filter_selects() {
    let router = generated();
    for (filter, pointer, value) in [
        ("dataSegmentationID=2026-10", "/compiledRelease/dataSegmentation/id", "2026-10"),
        ("sourceId=seace_v2", "/compiledRelease/sources/0/id", "seace_v2"),
        ("tenderId=873200", "/compiledRelease/tender/id", "873200"),
        ("ocid=ocds-dgv273-2022-1877-101", "/ocid", "ocds-dgv273-2022-1877-101"),
        ("mainProcurementCategory=works", "/compiledRelease/tender/mainProcurementCategory", "works"),
    ] {
        let page = read(&router, &at(&format!("/records?{filter}"))).await;
        let values = texts(&page["records"], pointer);
        assert!(!values.is_empty() && values.iter().all(|found| found == value), "{filter}: {values:?}");
    }
    let page = read(&router, &at("/records?tenderTitle=as-sm-35")).await;
    let titles = texts(&page["records"], "/compiledRelease/tender/title");
    assert!(!titles.is_empty() && titles.iter().all(|title| title.contains("AS-SM-35")), "{titles:?}");
}

#[tokio::test]
async fn records_link_their_releases_on_the_old_host_newest_first() {
    let router = generated();
    let answer = ask(&router, &at("/record/ocds-dgv273-seacev3-2024-2407-110")).await;
    assert!(
        answer.text().contains("\"records\":[{\"compiledRelease\":{\"tag\":[\"compiled\"]"),
        "compiledRelease first"
    );
    let package = answer.json();
    assert!(package.get("links").is_none(), "one record is not a page");
    let record = &package["records"][0];
    let dates = texts(&record["releases"], "/date");
    assert!(dates.len() == 3 && dates.is_sorted_by(|left, right| left > right), "{dates:?}");
    for release in record["releases"].as_array().unwrap() {
        let id = release["details"]["id"].as_str().unwrap();
        let url = release["url"].as_str().unwrap();
        assert_eq!(url, format!("https://contratacionesabiertas.osce.gob.pe/api/v1/release/{id}"));
        assert!(release.get("ocid").is_none());
        // Both spellings of the colons lead to the release.
        for id in [id.to_owned(), id.replace(':', "%3A")] {
            let package = read(&router, &at(&format!("/release/{id}"))).await;
            assert_eq!(package["releases"][0]["id"], release["details"]["id"]);
        }
    }
    assert_eq!(record["compiledRelease"]["id"], record["releases"][0]["details"]["id"]);
}

#[tokio::test]
async fn releases_by_source_are_all_of_the_tender() {
    let router = generated();
    let package = read(&router, &at("/release/seace_v3/873200")).await;
    assert_eq!(count(&package["releases"]), 3);
    assert_eq!(package["releases"][0]["tag"], serde_json::json!(["planning", "tender", "award", "contract"]));
    let record = read(&router, &at("/record/seace_v3/873200")).await;
    assert_eq!(record["records"][0]["ocid"], "ocds-dgv273-seacev3-2024-2407-110");
    assert_eq!(ask(&router, &at("/record/seace_v2/873200")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_not_there_is_not_found_in_spanish() {
    let router = generated();
    for path in ["/record/ocds-dgv273-none", "/release/none", "/nothing", "/record/OCDS-dgv273-seacev3-2024-2407-110"] {
        let answer = ask(&router, &at(path)).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(answer.json()["detail"], "No encontrado.");
    }
}

#[tokio::test]
async fn the_envelope_is_fictional_and_ends_with_uri() {
    let router = generated();
    let answer = ask(&router, &at("/records")).await;
    let package = answer.json();
    assert!(package["publisher"]["name"].as_str().unwrap().starts_with("Fictional data"));
    assert_eq!(package["license"], "https://creativecommons.org/licenses/by/4.0/");
    let text = answer.text();
    assert!(text.rfind("\"uri\":").unwrap() > text.rfind("\"links\":").unwrap());
    assert!(text.starts_with("{\"version\":\"1.1\",\"extensions\":["));
}
