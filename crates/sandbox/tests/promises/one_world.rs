//! The same invented organisations appear at several publishers.

use axum::Router;
use serde_json::Value;

use crate::client::{generated, local, read};

/// The pages of a list, at most so many, as one text.
async fn pages(router: &Router, first: &str, next: &str, most: usize) -> String {
    let (mut text, mut path) = (String::new(), first.to_owned());
    for _ in 0..most {
        let page = read(router, &path).await;
        text.push_str(&page.to_string());
        match page.pointer(next) {
            Some(link @ Value::String(_)) => path = local(link),
            _ => break,
        }
    }
    text
}

/// Every tender of a feed of openprocurement, as one text.
async fn tenders(router: &Router, base: &str) -> String {
    let page = read(router, &format!("{base}/tenders?limit=1000")).await;
    let mut text = String::new();
    for row in page["data"].as_array().unwrap() {
        let path = format!("{base}/tenders/{}", row["id"].as_str().unwrap());
        text.push_str(&read(router, &path).await.to_string());
    }
    text
}

async fn eu(router: &Router) -> String {
    let mut text = String::new();
    for criteria in ["Lowest%20price", "The%20most%20economic%20tender"] {
        for kind in ["Works", "Service%20contract", "Supply%20contract"] {
            let filters = format!("awardCriteria={criteria}&contractType={kind}&pageSize=1000&embed=true");
            let path = format!("/eu/open-contracting/api/v1/record-package?{filters}");
            text.push_str(&read(router, &path).await.to_string());
        }
    }
    text
}

#[tokio::test]
async fn buyers_and_suppliers_appear_at_several_publishers() {
    let router = generated();
    let uk = pages(&router, "/uk/api/1.0/ocdsReleasePackages?limit=100", "/links/next", 12).await;
    let peru = pages(&router, "/peru/api/v1/recordsAfter?size=100", "/links/next", 5).await;
    let eu = eu(&router).await;
    let prozorro = tenders(&router, "/prozorro/api/2.5").await;
    let legacy = tenders(&router, "/openprocurement/api/0").await;
    let has = |text: &str, parts: &[&str]| parts.iter().all(|part| text.contains(part));
    // A British company: by its number where numbers are given, else by name and country.
    assert!(has(&uk, &["99900000", "Quillmark Facilities Ltd"]));
    assert!(has(&prozorro, &[r#""id":"99900000""#, r#""scheme":"GB-COH""#, "Quillmark Facilities Ltd"]));
    assert!(has(&eu, &["Quillmark Facilities Ltd", r#""country-name":"United Kingdom""#]));
    // British buyers, by name and country.
    for name in ["Strathfenwick Council", "Aldermere Borough Council"] {
        assert!(has(&uk, &[name]) && has(&eu, &[name]), "{name}");
    }
    // A Peruvian firm.
    assert!(has(&peru, &["PE-RUC-20990000000", "CONSTRUCTORA PUMAQOCHA S.A.C."]));
    assert!(has(&eu, &["CONSTRUCTORA PUMAQOCHA S.A.C.", r#""country-name":"Peru""#]));
    // Ukrainian bodies and firms, in both Ukrainian systems.
    for (name, id) in [("Вигадівська міська рада", "99100010"), ("ТОВ «Вигаданий Обрій»", "99000017")]
    {
        assert!(has(&prozorro, &[name, id]), "{name}");
        assert!(has(&legacy, &[name, id]), "{name}");
    }
}

#[tokio::test]
async fn ukraines_tenders_are_in_every_state_and_several_currencies() {
    let router = generated();
    let page = read(&router, "/prozorro/api/2.5/tenders?limit=1000&opt_fields=status,lots").await;
    let rows = page["data"].as_array().unwrap();
    let states = [
        "active.enquiries",
        "active.tendering",
        "active.auction",
        "active.qualification",
        "active.awarded",
        "complete",
        "cancelled",
        "unsuccessful",
    ];
    for state in states {
        assert!(rows.iter().any(|row| row["status"] == state), "no tender is {state}");
    }
    assert!(rows.iter().any(|row| row["lots"].as_array().is_some_and(|lots| lots.len() > 1)));
    let text = tenders(&router, "/prozorro/api/2.5").await;
    for part in ["\"UAH\"", "\"USD\"", "\"EUR\"", "\"questions\"", "\"complaints\"", "\"cancellations\"", "вигадана"]
    {
        assert!(text.contains(part), "{part}");
    }
}
