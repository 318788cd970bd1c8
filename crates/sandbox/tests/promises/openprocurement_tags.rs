//! The feed, and what the servers of the tags 0.1, 0.2 and 0.5 did otherwise than the document.

use axum::Router;
use serde_json::{Value, json};

use crate::client::{fresh, generated, local};
use crate::openprocurement::{EXAMPLE, ROOT, call, errors, get, tender, upload, write};

const V01: &str = "/openprocurement@v0.1/api/0";
const V02: &str = "/openprocurement@v0.2/api/0";
const V05: &str = "/openprocurement@v0.5/api/0";

async fn page(router: &Router, path: &str) -> (Vec<String>, Value) {
    let page = get(router, path).await.json();
    let ids = page["data"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned());
    (ids.collect(), page["next_page"].clone())
}

#[tokio::test]
async fn the_feed_is_walked_to_its_end_by_its_offsets_in_both_directions() {
    let router = generated();
    let mut walks = Vec::new();
    for direction in ["", "&descending=1"] {
        let (mut path, mut walk) = (format!("{ROOT}/tenders?limit=90{direction}"), Vec::new());
        loop {
            let (ids, next) = page(&router, &path).await;
            if ids.is_empty() {
                break;
            }
            walk.extend(ids);
            assert!(walk.len() < 1_000, "the walk never ends");
            path = local(&next["uri"]);
            assert!(path.ends_with(next["path"].as_str().unwrap()), "{next}");
            assert!(path.contains("limit=90") && path.contains("descending=1") != direction.is_empty(), "{path}");
        }
        walks.push(walk);
    }
    assert_eq!(walks[0].len(), 401);
    walks[1].reverse();
    assert_eq!(walks[0], walks[1]);
}

#[tokio::test]
async fn the_end_of_the_feed_is_the_present_and_later_changes_follow_it() {
    let router = fresh();
    let (ids, next) = page(&router, &format!("{ROOT}/tenders?limit=1000")).await;
    assert_eq!(next["offset"], "2026-11-21T12:00:00.501Z");
    assert_eq!(ids.len(), 401);
    let end = local(&next["uri"]);
    assert_eq!(page(&router, &end).await.0.len(), 0);
    let created = tender(&router, ROOT, json!({})).await;
    assert!(ids.iter().any(|id| id == EXAMPLE));
    let changed = format!("{ROOT}/tenders/{EXAMPLE}");
    assert_eq!(write(&router, "PATCH", &changed, json!({"title": "x"})).await.status, 200);
    let (news, _) = page(&router, &end).await;
    assert_eq!(news, [created.rsplit('/').next().unwrap(), EXAMPLE], "in the order of their modification");
}

#[tokio::test]
async fn a_limit_that_is_no_number_counts_as_the_usual_hundred() {
    let router = generated();
    for limit in ["", "?limit=many", "?limit=-1"] {
        assert_eq!(page(&router, &format!("{ROOT}/tenders{limit}")).await.0.len(), 100, "{limit}");
    }
}

#[tokio::test]
async fn an_answer_can_be_indented_or_handed_to_a_function() {
    let router = generated();
    let plain = get(&router, &format!("{ROOT}/tenders?limit=2")).await;
    let pretty = get(&router, &format!("{ROOT}/tenders?limit=2&opt_pretty=1")).await;
    assert!(pretty.text().lines().count() > 8 && plain.text().lines().count() == 1);
    let call = get(&router, &format!("{ROOT}/tenders?limit=2&opt_jsonp=take")).await;
    assert_eq!(call.header("content-type"), Some("application/javascript; charset=utf-8"));
    assert_eq!(call.text(), format!("take({});", plain.text()));
}

#[tokio::test]
async fn tag_0_1_lists_everything_and_knows_no_status_and_no_token() {
    let router = fresh();
    let list = get(&router, &format!("{V01}/tenders?limit=2")).await.json();
    assert_eq!(list["data"].as_array().unwrap().len(), 401);
    assert!(list.get("next_page").is_none());
    let created = write(&router, "POST", &format!("{V01}/tenders"), json!({})).await.json();
    let names: Vec<&String> = created["data"].as_object().unwrap().keys().collect();
    assert_eq!(names, ["id", "modified", "tenderID"]);
    assert!(created.get("access").is_none());
    let modified = created["data"]["modified"].as_str().unwrap();
    assert!(modified.len() == 26 && !modified.ends_with('Z'), "no zone, microseconds: {modified}");
}

#[tokio::test]
async fn tag_0_1_answers_a_patch_with_the_whole_tender_and_its_nulls() {
    let router = fresh();
    let path = tender(&router, V01, json!({"description": "d"})).await;
    let period = json!({"tenderPeriod": {"endDate": "2015-06-07T10:00:00"}});
    let answer = write(&router, "PATCH", &path, period).await.json();
    let period = json!({"startDate": null, "endDate": "2015-06-07T10:00:00.000000"});
    assert_eq!(answer["data"]["tenderPeriod"], period);
    assert_eq!(answer["data"]["description"], "d");
}

#[tokio::test]
async fn tag_0_1_keys_documents_by_file_name_without_the_envelope() {
    let router = fresh();
    let path = tender(&router, V01, json!({})).await;
    let first = upload(&router, "POST", &format!("{path}/documents"), "Notice 1.pdf", "one").await;
    assert_eq!(first.status, 201);
    let attachment = first.json()["documents"]["Notice 1.pdf"].clone();
    assert_eq!((&attachment["content_type"], &attachment["length"]), (&json!("text/plain"), &json!(3)));
    let document = local(&json!(first.header("location").unwrap()));
    assert!(document.ends_with("/documents/Notice%201.pdf"), "{document}");
    let bare = upload(&router, "PUT", &document, "other.pdf", "other").await.json();
    assert_eq!((&bare["content_type"], &bare["length"]), (&json!("text/plain"), &json!(5)), "the bare object");
    assert_eq!(get(&router, &document).await.text(), "other");
    let list = get(&router, &format!("{path}/documents")).await.json();
    assert_eq!(list["documents"].as_object().unwrap().keys().collect::<Vec<_>>(), ["Notice 1.pdf"]);
    assert!(get(&router, &path).await.json()["data"].get("documents").is_none());
}

#[tokio::test]
async fn each_tag_serves_the_paths_it_had() {
    let router = fresh();
    let path = |root: &str, rest: &str| format!("{root}/tenders/{}{rest}", EXAMPLE);
    for (root, rest, status) in [
        (V01, "/bidders", 405),
        (V01, "/bids", 404),
        (V01, "/awards", 405),
        (V02, "/bidders", 200),
        (V02, "/bids", 404),
        (V02, "/awards", 200),
        (V02, "/awards/7054491a5e514699a56e44d32e23edf7", 404),
        (V05, "/bidders", 404),
        (V05, "/bids", 200),
        (V05, "/awards/7054491a5e514699a56e44d32e23edf7", 200),
    ] {
        assert_eq!(get(&router, &path(root, rest)).await.status, status, "{root}{rest}");
    }
    let bid = "/bidders/71b6c23ed8944d688e92a31ec8c3f61a";
    let put = write(&router, "PUT", &path(V02, bid), json!({})).await;
    assert_eq!(
        (put.status.as_u16(), put.header("allow")),
        (405, Some("DELETE, GET, PATCH")),
        "described, never served"
    );
    assert_eq!(write(&router, "PUT", &path(ROOT, bid), json!({})).await.status, 200, "the document describes it");
}

#[tokio::test]
async fn tag_0_2_describes_a_document_that_is_asked_for_without_its_key() {
    let router = fresh();
    let path = tender(&router, V02, json!({})).await;
    let created = get(&router, &path).await.json();
    assert_eq!(created["data"]["status"], "enquiries");
    let first = upload(&router, "POST", &format!("{path}/documents"), "a.pdf", "one").await;
    let document = local(&json!(first.header("location").unwrap()));
    upload(&router, "PUT", &document, "b.pdf", "two").await;
    let described = get(&router, &document).await.json()["data"].clone();
    assert_eq!((&described["title"], &described["previousVersions"][0]["title"]), (&json!("b.pdf"), &json!("a.pdf")));
    let all = get(&router, &format!("{path}/documents?all=1")).await.json();
    assert_eq!(all["data"].as_array().unwrap().len(), 2);
    assert_eq!(get(&router, &local(&described["url"])).await.text(), "two");
}

#[tokio::test]
async fn tag_0_5_lets_the_status_decide() {
    let router = fresh();
    let path = tender(&router, V05, json!({"title": "x"})).await;
    let read = get(&router, &path).await.json()["data"].clone();
    assert!(read["dateModified"].as_str().unwrap().ends_with("+02:00") && read.get("modified").is_none());
    assert!(read["enquiryPeriod"]["startDate"].is_string());
    let bid = json!({"value": {"amount": 475_000, "currency": "UAH", "valueAddedTaxIncluded": true}});
    let early = write(&router, "POST", &format!("{path}/bids"), bid.clone()).await;
    assert_eq!(
        (early.status.as_u16(), errors(&early)[0].2.as_str()),
        (403, Some("Can't add bid in current tender status"))
    );
    write(&router, "PATCH", &path, json!({"status": "active.tendering"})).await;
    let created = write(&router, "POST", &format!("{path}/bids"), bid).await;
    let bid = local(&json!(created.header("location").unwrap()));
    assert_eq!(get(&router, &bid).await.json()["data"], json!({}), "sealed until the auction");
    assert_eq!(get(&router, &format!("{path}/bids")).await.json()["data"], json!([]));
    write(&router, "PATCH", &path, json!({"status": "active.auction"})).await;
    let open = get(&router, &bid).await.json()["data"].clone();
    assert_eq!(open.as_object().unwrap().keys().collect::<Vec<_>>(), ["participationUrl", "value"]);
    let results = json!({"bids": [{"value": {"amount": 470_000}}]});
    assert_eq!(write(&router, "PATCH", &format!("{path}/auction"), results).await.status, 200);
    let after = get(&router, &path).await.json()["data"].clone();
    assert_eq!(
        (&after["status"], &after["bids"][0]["value"]["amount"]),
        (&json!("active.qualification"), &json!(470_000))
    );
}

#[tokio::test]
async fn an_unknown_form_is_refused() {
    let answer = call(&fresh(), "GET", "/openprocurement@v9/api/0/tenders", &[], Vec::new()).await;
    assert_eq!(answer.status, 404);
    assert!(answer.text().contains("no form"), "{}", answer.text());
}
