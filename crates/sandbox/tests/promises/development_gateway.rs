//! The quirks of the Development Gateway's archive.

use axum::http::StatusCode;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use crate::client::{Answer, ask, count, generated, get, local, read, send, texts};

const BASE: &str = "/eu/open-contracting/api/v1";
const CONSTRUCTION: &str = r#"{"classificationScheme": "CPV", "classificationID": "45000000", "classificationDescription": "Construction work"}"#;

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

async fn search(query: &str) -> Value {
    read(&generated(), &format!("{BASE}/record-package?{query}")).await
}

async fn faulty(path: &str, fault: &str) -> Answer {
    let mut request = get(&format!("/sandbox{path}"));
    request.headers_mut().insert("x-sandbox-fault", fault.parse().unwrap());
    send(&generated(), request).await
}

/// Every record of a search, page by page.
async fn all(query: &str) -> Vec<Value> {
    let mut records = Vec::new();
    for page in 1.. {
        let found = search(&format!("{query}&pageSize=50&page={page}&embed=true")).await;
        let found = found["records"].as_array().unwrap().clone();
        let is_last = found.len() < 50;
        records.extend(found);
        if is_last {
            return records;
        }
    }
    unreachable!()
}

#[tokio::test]
async fn fewer_than_two_criteria_are_error_1020_on_status_200() {
    for query in ["year=2012", "contractType=Works&procedure=Works", ""] {
        let body = search(query).await;
        assert_eq!(body["errors"][0]["code"], 1020, "{query}");
        let message = body["errors"][0]["message"].as_str().unwrap();
        assert!(message.starts_with(" You should use at least 2 criteria"), "{message:?}: the blank is the service's");
        assert!(body["errors"][0]["url"].as_str().unwrap().contains("record-package"));
        assert!(body.get("records").is_none());
    }
}

#[tokio::test]
async fn what_does_not_exist_is_error_1024_on_status_200_or_as_the_fault_says() {
    let path = format!("{BASE}/release?releaseId=156809-2006");
    assert_eq!(read(&generated(), &path).await["errors"][0]["code"], 1024);
    for (fault, status) in [("error-status", 404), ("error-status:410", 410)] {
        let answer = faulty(&path, fault).await;
        assert_eq!((answer.status.as_u16(), &answer.json()["errors"][0]["code"]), (status, &1024.into()));
    }
    let found = faulty(&format!("{BASE}/years"), "error-status").await;
    assert_eq!(found.status, StatusCode::OK, "only errors have the other status");
}

#[tokio::test]
async fn a_supplier_or_buyer_resets_all_other_filters() {
    let alone = search("supplier=Quillmark%20Facilities%20Ltd").await;
    let with_others = search("supplier=Quillmark%20Facilities%20Ltd&year=1999&buyerCountry=zz").await;
    assert!(count(&alone["records"]) > 0);
    assert_eq!(alone["records"], with_others["records"]);
    let buyer = search("buyer=strathfenwick").await;
    assert!(count(&buyer["records"]) > 0, "a part of the name in any case will do");
}

#[tokio::test]
async fn the_six_filters_combine_freely() {
    let item = encoded(CONSTRUCTION);
    let seed = all(&format!("item={item}&procedure=Service%20contract&year=2012")).await;
    assert!(!seed.is_empty(), "the documented combination");
    for record in &seed {
        let release = &record["releases"][0];
        assert!(release["releaseDate"].as_str().unwrap().starts_with("2012-"));
        assert_eq!(release["tender"]["itemsToBeProcured"][0]["classificationID"], "45000000");
    }
    let same = all(&format!("item={item}&contractType=Service%20contract&year=2012")).await;
    assert_eq!(seed, same, "procedure is the other name of contractType");
    let german = all("year=2008&buyerCountry=de").await;
    assert!(!german.is_empty());
    assert!(german.iter().all(|it| it["releases"][0]["buyer"]["address"]["country-name"] == "Germany"));
    assert!(all("year=2008&buyerCountry=zz").await.is_empty(), "a value without contracts");
    assert!(all("awardCriteria=Lowest%20price&supplierCountry=it").await.len() > 1);
}

#[tokio::test]
async fn pages_have_no_links_and_end_with_one_that_is_not_full() {
    let path = "contractType=Works&awardCriteria=Lowest%20price";
    let first = search(&format!("{path}&pageSize=10")).await;
    assert_eq!(count(&first["records"]), 10);
    assert!(first.get("links").is_none() && first.get("next_page").is_none());
    let whole = search(path).await;
    let records = count(&whole["records"]);
    assert!(records > 10 && records <= 100, "a hundred by default");
    let mut ids = texts(&whole["records"], "/ocid");
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), records);
    let beyond = search(&format!("{path}&page=900")).await;
    assert_eq!(count(&beyond["records"]), 0);
    let most = search(&format!("{path}&pageSize=5000")).await;
    assert_eq!(count(&most["records"]), records);
}

#[tokio::test]
async fn in_the_form_of_addresses_no_release_is_embedded_and_each_address_leads_to_one() {
    let router = generated();
    let form = BASE.replace("/eu/", "/eu@addresses/");
    let query = "contractType=Works&year=2010&pageSize=3&embed=true";
    let list = read(&router, &format!("{form}/record-package?{query}")).await;
    let embedded = search(query).await;
    assert!(count(&list["records"]) > 0);
    for (listed, whole) in list["records"].as_array().unwrap().iter().zip(embedded["records"].as_array().unwrap()) {
        let single = read(&router, &format!("{form}/record?recordId={}", listed["ocid"].as_str().unwrap())).await;
        assert_eq!(&single, listed, "the same alone and in a list");
        for (link, release) in listed["releases"].as_array().unwrap().iter().zip(whole["releases"].as_array().unwrap())
        {
            assert_eq!(read(&router, &local(&link["uri"])).await, *release);
        }
    }
}

#[tokio::test]
async fn a_looping_archive_forgets_the_page() {
    let path = format!("{BASE}/record-package?contractType=Works&awardCriteria=Lowest%20price&pageSize=10");
    let first = read(&generated(), &path).await;
    let third = faulty(&format!("{path}&page=3"), "loop").await.json();
    assert_eq!(first["records"], third["records"]);
}

#[tokio::test]
async fn releases_are_addresses_unless_they_are_embedded() {
    let router = generated();
    let query = "contractType=Works&year=2010&pageSize=3";
    let linked = search(query).await;
    let embedded = search(&format!("{query}&embed=true")).await;
    for (link, record) in linked["records"].as_array().unwrap().iter().zip(embedded["records"].as_array().unwrap()) {
        let reference = &link["releases"][0];
        let mut names: Vec<_> = reference.as_object().unwrap().keys().map(String::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, ["name", "uid", "uri"]);
        assert_eq!(read(&router, &local(&reference["uri"])).await, record["releases"][0], "the address leads to it");
    }
    let package = read(&router, &local(&linked["packages"][0])).await;
    assert_eq!(package["releases"][0], embedded["records"][0]["releases"][0]);
    let unknown = read(&router, &format!("{BASE}/release/releaseID-none")).await;
    assert_eq!(unknown["errors"][0]["code"], 1024);
}

#[tokio::test]
async fn dates_have_offsets_without_a_colon_of_either_season() {
    let mut offsets = Vec::new();
    for record in all("contractType=Works&awardCriteria=Lowest%20price").await {
        let date = record["releases"][0]["releaseDate"].as_str().unwrap().to_owned();
        assert_eq!(date.len(), 24, "{date}");
        offsets.push(date[19..].to_owned());
    }
    offsets.sort();
    offsets.dedup();
    assert_eq!(offsets, ["-0400", "-0500"]);
}

#[tokio::test]
async fn single_releases_and_records_have_no_package() {
    let router = generated();
    let release = read(&router, &format!("{BASE}/release?releaseId=releaseID-1234-5678")).await;
    assert_eq!((&release["ocid"], &release["releaseTag"]), (&"1234-5678".into(), &"awardNotice".into()));
    assert_ne!(release["tender"]["tenderID"], release["ocid"], "as in the document's own sample");
    let record = read(&router, &format!("{BASE}/record?recordId=1234-5678")).await;
    assert_eq!(record["releases"][0], release);
    let package = read(&router, &format!("{BASE}/release-package?releaseId=releaseID-1234-5678")).await;
    assert_eq!(package["releases"][0], release);
    assert_eq!(package["license"], "http://opensource.org/licenses/MIT");
    assert_eq!(package["publishedDate"], release["releaseDate"]);
}

#[tokio::test]
async fn the_metadata_name_the_values_that_find_something() {
    let router = generated();
    let years = read(&router, &format!("{BASE}/years")).await;
    assert_eq!(years["hits"], serde_json::json!([2006, 2007, 2008, 2009, 2010, 2011, 2012, 2013]));
    let names = [
        ("buyerCountries", "buyerCountry"),
        ("supplierCountries", "supplierCountry"),
        ("contractType", "contractType"),
        ("awardCriteria", "awardCriteria"),
        ("items", "item"),
    ];
    for (dataset, parameter) in names {
        let hits = read(&router, &format!("{BASE}/{dataset}")).await;
        for hit in hits["hits"].as_array().unwrap() {
            let value = hit.as_str().map_or_else(|| hit.to_string(), str::to_owned);
            let other =
                if parameter == "awardCriteria" { "contractType=Works" } else { "awardCriteria=Lowest%20price" };
            let found = search(&format!("{parameter}={}&{other}", encoded(&value))).await;
            assert!(found.get("errors").is_none(), "{dataset}: {value}");
        }
        assert!(count(&hits["hits"]) >= 2, "{dataset}");
    }
}

#[tokio::test]
async fn answers_are_indented_unless_pretty_is_false() {
    let router = generated();
    let pretty = ask(&router, &format!("{BASE}/years")).await.text();
    let plain = ask(&router, &format!("{BASE}/years?pretty=false")).await.text();
    assert!(pretty.contains("\n") && !plain.contains('\n') && plain.starts_with("{\"hits\":["));
    assert_eq!(serde_json::from_str::<Value>(&pretty).unwrap(), serde_json::from_str::<Value>(&plain).unwrap());
}

#[tokio::test]
async fn a_callback_makes_a_script() {
    let router = generated();
    let answer = ask(&router, &format!("{BASE}/years?pretty=false&callback=show.years")).await;
    assert_eq!(answer.header("content-type"), Some("application/javascript; charset=utf-8"));
    assert!(answer.text().starts_with("show.years({\"hits\":[") && answer.text().ends_with(");"));
    let refused = ask(&router, &format!("{BASE}/years?callback=alert(1)//")).await;
    assert_eq!(refused.header("content-type"), Some("application/json"));
}
