//! The quirks of openprocurement 2.x.

use std::collections::BTreeSet;
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use serde_json::Value;

use crate::client::{Answer, HOST, ask, count, fresh, generated, get, local, read, send, texts};

const BASE: &str = "/prozorro/api/2.5";
const EXAMPLE: &str = "b74c14bbee6f44a9a0c8408c13a4c1a8";

/// Every row of a feed, page by page until one is empty, and the last answer.
async fn walk(router: &Router, path: &str) -> (Vec<Value>, Value) {
    let (mut rows, mut path) = (Vec::new(), path.to_owned());
    for _ in 0..200 {
        let page = read(router, &path).await;
        path = local(&page["next_page"]["uri"]);
        match page["data"].as_array().unwrap().as_slice() {
            [] => return (rows, page),
            data => rows.extend(data.iter().cloned()),
        }
    }
    panic!("the feed does not end");
}

fn ids(rows: &[Value]) -> Vec<String> {
    rows.iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect()
}

fn error(answer: &Answer) -> (u16, String, String, String) {
    let body = answer.json();
    assert_eq!(body["status"], "error");
    let text = |name: &str| body["errors"][0][name].as_str().unwrap().to_owned();
    (answer.status.as_u16(), text("location"), text("name"), text("description"))
}

/// The first tender in a state, from the feed.
async fn tender_in(status: &str) -> String {
    let router = generated();
    let (rows, _) = walk(&router, &format!("{BASE}/tenders?opt_fields=status&limit=500")).await;
    let found = rows.iter().find(|row| row["status"] == status && row["id"] != EXAMPLE);
    found.unwrap_or_else(|| panic!("no tender is {status}"))["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn the_feed_is_walked_to_its_end_where_the_offset_repeats() {
    let router = generated();
    let (rows, end) = walk(&router, &format!("{BASE}/tenders?limit=37")).await;
    let found: BTreeSet<_> = ids(&rows).into_iter().collect();
    assert!(rows.len() > 250, "{}", rows.len());
    assert_eq!(found.len(), rows.len(), "no row twice where nothing changes");
    let offset = end["next_page"]["offset"].as_str().unwrap();
    let again = read(&router, &format!("{BASE}/tenders?limit=37&offset={offset}")).await;
    assert_eq!((count(&again["data"]), &again["next_page"]["offset"]), (0, &offset.into()));
    assert_eq!(again["prev_page"]["offset"], "", "nothing to go back from");
    let (whole, _) = walk(&router, &format!("{BASE}/tenders?limit=1000")).await;
    assert_eq!(ids(&whole), ids(&rows), "the size of pages changes nothing");
}

#[tokio::test]
async fn offsets_are_opaque_and_count_rows_of_the_same_moment() {
    let router = generated();
    let (mut skips, mut path) = (BTreeSet::new(), format!("{BASE}/tenders?limit=1"));
    for _ in 0..400 {
        let page = read(&router, &path).await;
        if count(&page["data"]) == 0 {
            break;
        }
        let offset = page["next_page"]["offset"].as_str().unwrap();
        let parts: Vec<_> = offset.split('.').collect();
        assert_eq!(parts.len(), 4, "{offset}");
        assert!(parts[3].len() == 32 && parts[3].bytes().all(|digit| digit.is_ascii_hexdigit()), "{offset}");
        skips.insert(parts[2].parse::<usize>().unwrap());
        path = local(&page["next_page"]["uri"]);
    }
    assert!(skips.contains(&1) && skips.iter().max() > Some(&5), "{skips:?}: some changed at the same moment");
}

#[tokio::test]
async fn the_feeds_own_order_makes_date_modified_look_unsorted() {
    let (rows, _) = walk(&generated(), &format!("{BASE}/tenders?limit=500&opt_fields=public_modified")).await;
    let dates: Vec<jiff::Timestamp> =
        rows.iter().map(|row| row["dateModified"].as_str().unwrap().parse().unwrap()).collect();
    assert!(!dates.is_sorted());
    let own: Vec<f64> = rows.iter().map(|row| row["public_modified"].as_f64().unwrap()).collect();
    assert!(own.is_sorted());
}

#[tokio::test]
async fn dates_are_offsets_too_and_a_blank_is_an_unencoded_plus() {
    let router = generated();
    let (rows, _) = walk(&router, &format!("{BASE}/tenders?offset=2000-01-01T00:00:00&limit=500")).await;
    let (all, _) = walk(&router, &format!("{BASE}/tenders?limit=500")).await;
    assert_eq!(rows.len(), all.len());
    for plus in ["%2B", "%20", "+"] {
        let (later, _) =
            walk(&router, &format!("{BASE}/tenders?offset=2026-09-01T00:00:00{plus}03:00&limit=500")).await;
        assert!(!later.is_empty() && later.len() < all.len(), "{plus}");
    }
}

#[tokio::test]
async fn a_bad_offset_is_not_found() {
    let router = generated();
    let answer = ask(&router, &format!("{BASE}/tenders?offset=yesterday")).await;
    let expected = (404, "querystring".into(), "offset".into(), "Invalid offset provided: yesterday".into());
    assert_eq!(error(&answer), expected);
    let changes = ask(&router, "/prozorro/api/2.3/tenders?feed=changes&offset=0a1b").await;
    assert_eq!(error(&changes), (404, "params".into(), "offset".into(), "Offset expired/invalid".into()));
}

#[tokio::test]
async fn limits_are_capped_refused_or_forgotten_by_version() {
    let router = generated();
    let rows = async |path: &str| count(&read(&router, &format!("/prozorro/api/{path}")).await["data"]);
    assert_eq!(rows("2.5/tenders").await, 100);
    assert!(rows("2.5/tenders?limit=5000").await > 200);
    assert_eq!(rows("2.5/tenders?limit=-3").await, 1);
    let answer = ask(&router, &format!("{BASE}/tenders?limit=many")).await;
    assert_eq!(error(&answer).0, 400);
    for query in ["limit=many", "limit=0", "limit=5000", "limit=200&opt_fields=status"] {
        assert_eq!(rows(&format!("2.3/tenders?{query}")).await, 100, "{query}");
    }
    assert!(rows("2.3/tenders?limit=200").await >= 200);
}

#[tokio::test]
async fn descending_reads_backwards_and_prev_page_flips_the_direction() {
    let router = generated();
    let (up, _) = walk(&router, &format!("{BASE}/tenders?limit=90")).await;
    let (mut down, _) = walk(&router, &format!("{BASE}/tenders?descending=1&limit=90")).await;
    down.reverse();
    assert_eq!(ids(&up), ids(&down));
    let first = read(&router, &format!("{BASE}/tenders?limit=10")).await;
    assert!(first.get("prev_page").is_none(), "only with an offset or descending");
    let second = read(&router, &local(&first["next_page"]["uri"])).await;
    assert!(second["prev_page"]["uri"].as_str().unwrap().contains("descending=1"));
    let back = read(&router, &local(&second["prev_page"]["uri"])).await;
    let mut back = ids(back["data"].as_array().unwrap());
    back.reverse();
    assert_eq!(back, ids(first["data"].as_array().unwrap()));
    let newest = read(&router, &format!("{BASE}/tenders?descending=1&limit=5")).await;
    let forward = local(&newest["prev_page"]["uri"]);
    assert!(!forward.contains("descending"), "{forward}");
    assert_eq!(count(&read(&router, &forward).await["data"]), 0, "nothing is newer yet");
}

#[tokio::test]
async fn tests_are_only_in_the_feed_where_they_are_asked_for() {
    let router = generated();
    let rows = async |mode: &str| walk(&router, &format!("{BASE}/tenders?limit=500{mode}")).await.0.len();
    let (real, tests, all) = (rows("").await, rows("&mode=test").await, rows("&mode=_all_").await);
    assert!(tests > 0);
    assert_eq!(real + tests, all);
}

#[tokio::test]
async fn rows_show_the_whitelisted_fields_and_drop_others_silently() {
    let router = generated();
    let page = read(&router, &format!("{BASE}/tenders?opt_fields=status,tenderID,title,value&limit=3")).await;
    for row in page["data"].as_array().unwrap() {
        let names: Vec<_> = row.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(names, ["dateModified", "id", "status", "tenderID"]);
    }
    let old = read(&router, "/prozorro/api/2.3/tenders?opt_fields=title,value&limit=3").await;
    assert!(old["data"][0]["value"]["amount"].is_number(), "2.3 shows any member");
    let plain = read(&router, &format!("{BASE}/tenders?limit=1&fields=status&colour=red")).await;
    assert_eq!(plain["data"][0].as_object().unwrap().len(), 2, "unknown parameters are ignored");
    assert!(!plain["next_page"]["uri"].as_str().unwrap().contains("colour"), "and not carried on");
}

#[tokio::test(start_paused = true)]
async fn a_tender_that_changes_leaves_the_feed_for_a_second_and_comes_again_at_its_end() {
    let router = fresh();
    let mut request = get(&format!("/sandbox{BASE}/tenders?limit=20"));
    request.headers_mut().insert("x-sandbox-fault", "changing".parse().unwrap());
    let page = send(&router, request).await.json();
    let first = page["data"][0]["id"].as_str().unwrap().to_owned();
    let (rows, end) = walk(&router, &local(&page["next_page"]["uri"])).await;
    assert!(!ids(&rows).contains(&first), "hidden by the watermark");
    let (before, _) = walk(&router, &format!("{BASE}/tenders?limit=500")).await;
    assert!(!ids(&before).contains(&first));
    tokio::time::advance(Duration::from_millis(1_050)).await;
    let next = read(&router, &local(&end["next_page"]["uri"])).await;
    assert_eq!(ids(next["data"].as_array().unwrap()), [first.as_str()], "the same id again, on a later page");
    assert_ne!(next["data"][0]["dateModified"], page["data"][0]["dateModified"]);
    let tender = read(&router, &format!("{BASE}/tenders/{first}")).await;
    assert_eq!(tender["data"]["dateModified"], next["data"][0]["dateModified"]);
}

#[tokio::test]
async fn version_2_3_has_dates_as_offsets_and_no_configuration() {
    let router = generated();
    let old = "/prozorro/api/2.3/tenders";
    let page = read(&router, &format!("{old}?limit=5")).await;
    assert_eq!(page["next_page"]["offset"], page["data"][4]["dateModified"]);
    assert!(page["next_page"]["path"].as_str().unwrap().contains("%3A"), "{}", page["next_page"]);
    let (rows, _) = walk(&router, &format!("{old}?limit=40")).await;
    let (new, _) = walk(&router, &format!("{BASE}/tenders?limit=40")).await;
    let sorted = |rows: &[Value]| ids(rows).into_iter().collect::<BTreeSet<_>>();
    assert_eq!((rows.len(), sorted(&rows)), (new.len(), sorted(&new)));
    assert!(read(&router, &format!("{old}/{EXAMPLE}")).await.get("config").is_none());
    assert!(read(&router, &format!("{BASE}/tenders/{EXAMPLE}")).await["config"].is_object());
    assert_eq!(
        ask(&router, &format!("{old}/{EXAMPLE}")).await.header("content-type"),
        Some("application/json; charset=UTF-8")
    );
    assert_eq!(ask(&router, "/prozorro/api/7/tenders").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn every_sibling_feed_leads_to_its_objects() {
    let router = generated();
    for list in ["plans", "contracts", "frameworks", "submissions", "qualifications", "agreements"] {
        let (rows, _) = walk(&router, &format!("{BASE}/{list}?limit=7&mode=_all_")).await;
        assert!(rows.len() > 5, "{list}: {}", rows.len());
        for row in rows.iter().take(3) {
            let object = read(&router, &format!("{BASE}/{list}/{}", row["id"].as_str().unwrap())).await;
            assert_eq!((&object["data"]["id"], &object["data"]["dateModified"]), (&row["id"], &row["dateModified"]));
        }
    }
    let missing = ask(&router, &format!("{BASE}/plans/0")).await;
    assert_eq!(error(&missing), (404, "url".into(), "plan_id".into(), "Not Found".into()));
}

#[tokio::test]
async fn bids_are_hidden_until_they_are_opened_but_not_from_their_owners() {
    let router = generated();
    let tendering = tender_in("active.tendering").await;
    let tender = read(&router, &format!("{BASE}/tenders/{tendering}")).await;
    assert!(tender["data"].get("bids").is_none());
    let bid = "0".repeat(32);
    for path in [String::new(), format!("/{bid}"), format!("/{bid}/documents")] {
        let answer = ask(&router, &format!("{BASE}/tenders/{tendering}/bids{path}")).await;
        let description = "Can't view bids in current (active.tendering) tender status";
        assert_eq!(error(&answer), (403, "body".into(), "data".into(), description.into()), "{path}");
    }
    let opened = tender_in("complete").await;
    let bids = read(&router, &format!("{BASE}/tenders/{opened}/bids")).await;
    assert!(count(&bids["data"]) > 0 && bids["data"][0]["tenderers"][0]["name"].is_string());
    let auction = read(&router, &format!("{BASE}/tenders/{EXAMPLE}/bids")).await;
    assert!(auction["data"][0].get("tenderers").is_none(), "nobody is named while the auction runs");
}

#[tokio::test]
async fn the_auction_is_only_shown_while_it_runs() {
    let router = generated();
    let auction = read(&router, &format!("{BASE}/tenders/{EXAMPLE}/auction")).await;
    assert!(count(&auction["data"]["bids"]) > 0 && auction["data"]["minimalStep"].is_object());
    let other = tender_in("complete").await;
    assert_eq!(error(&ask(&router, &format!("{BASE}/tenders/{other}/auction")).await).0, 403);
}

#[tokio::test]
async fn documents_are_listed_in_their_latest_version_or_all() {
    let router = generated();
    let path = format!("{BASE}/tenders/{EXAMPLE}/documents");
    let latest = read(&router, &path).await;
    let all = read(&router, &format!("{path}?all=true")).await;
    assert!(count(&all["data"]) > count(&latest["data"]));
    let mut ids = texts(&latest["data"], "/id");
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count(&latest["data"]));
    assert!(texts(&latest["data"], "/dateModified").is_sorted());
    let document = read(&router, &format!("{path}/73edadd66f2a4178917993081ea1be10")).await;
    let previous = &document["data"]["previousVersions"][0];
    assert_eq!(previous["id"], document["data"]["id"]);
    assert!(previous["dateModified"].as_str() < document["data"]["dateModified"].as_str());
    let missing = ask(&router, &format!("{path}/0")).await;
    assert_eq!(error(&missing), (404, "url".into(), "document_id".into(), "Not Found".into()));
}

#[tokio::test]
async fn a_download_is_sent_on_to_a_signed_address_of_the_storage() {
    let router = generated();
    let path = format!("{BASE}/tenders/{EXAMPLE}/documents/73edadd66f2a4178917993081ea1be10");
    let answer = ask(&router, &format!("{path}?download=e0061dc88a16413c805aa14f84554dfc")).await;
    assert_eq!(answer.status, StatusCode::FOUND);
    let location = answer.header("location").unwrap();
    assert!(location.starts_with(&format!("http://{HOST}/sandbox/prozorro/get/e0061dc88a16413c805aa14f84554dfc?")));
    let file = ask(&router, &local(&location.into())).await;
    assert_eq!((file.status, file.header("content-type")), (StatusCode::OK, Some("application/pdf")));
    assert!(file.text().contains("Fictional"));
    let unknown = ask(&router, &format!("{path}?download={}", "0".repeat(32))).await;
    assert_eq!(error(&unknown), (404, "url".into(), "download".into(), "Not Found".into()));
}

#[tokio::test]
async fn doubly_encoded_signatures_are_followed_untouched_or_refused() {
    let router = generated();
    let (rows, _) = walk(&router, &format!("{BASE}/tenders?limit=30")).await;
    let (mut once, mut twice, mut sent_on) = (0, 0, 0);
    for id in ids(&rows[..30]) {
        let documents = read(&router, &format!("{BASE}/tenders/{id}/documents?all=1")).await;
        for url in texts(&documents["data"], "/url") {
            let path = local(&url.as_str().into());
            if path.contains("?download=") {
                sent_on += 1;
                assert_eq!(ask(&router, &path).await.status, StatusCode::FOUND, "{path}");
                continue;
            }
            let is_double = path.contains("%252B");
            *(if is_double { &mut twice } else { &mut once }) += 1;
            assert_eq!(ask(&router, &path).await.status, StatusCode::OK, "{path}");
            let normalised = if is_double { path.replace("%25", "%") } else { path.replace("%2B", "+") };
            assert_eq!(ask(&router, &normalised).await.status, StatusCode::FORBIDDEN, "{normalised}");
        }
    }
    assert!(once > 5 && twice > 5 && sent_on > 5, "{once} {twice} {sent_on}");
}

#[tokio::test]
async fn the_ocds_form_has_one_release_per_lot_and_a_malformed_uri() {
    let router = generated();
    let tender = read(&router, &format!("{BASE}/tenders/{EXAMPLE}")).await;
    for schema in ["ocds", "OCDS-1.1"] {
        let package = read(&router, &format!("{BASE}/tenders/{EXAMPLE}?opt_schema={schema}")).await;
        assert!(package.get("data").is_none());
        assert_eq!(count(&package["releases"]), count(&tender["data"]["lots"]));
        let uri = package["uri"].as_str().unwrap();
        assert!(uri.ends_with(&format!("?opt_schema={schema}?opt_schema=OCDS-1.1")), "{uri}");
        let ocid = format!("ocds-be6bcu-{}", tender["data"]["tenderID"].as_str().unwrap());
        assert!(package["releases"].as_array().unwrap().iter().all(|release| release["ocid"] == ocid));
        assert_ne!(package["releases"][0]["id"], package["releases"][1]["id"]);
        assert!(package["releases"][0]["parties"][0]["id"].as_str().unwrap().starts_with("UA-EDR-"));
    }
}

#[tokio::test]
async fn error_descriptions_nest_and_newer_modules_have_another_form() {
    let router = generated();
    let faulty = async |fault: &str| {
        let mut request = get(&format!("/sandbox{BASE}/tenders"));
        request.headers_mut().insert("x-sandbox-fault", fault.parse().unwrap());
        send(&router, request).await
    };
    let nested = faulty("errors:422").await;
    assert_eq!(nested.status.as_u16(), 422);
    assert!(nested.json()["errors"][0]["description"][0]["classification"][0]["id"][0].is_string());
    let newer = faulty("errors:400").await.json();
    assert_eq!((&newer["type"], &newer["errors"][0]["loc"][0]), (&"data-validation".into(), &"body".into()));
    assert!(newer["errors"][0].get("description").is_none());
    assert_eq!(error(&faulty("errors:403").await).2, "permission");
}

#[tokio::test]
async fn the_next_page_of_a_feed_can_be_missing_or_loop() {
    let router = generated();
    let faulty = async |path: &str, fault: &str| {
        let mut request = get(&format!("/sandbox{path}"));
        request.headers_mut().insert("x-sandbox-fault", fault.parse().unwrap());
        send(&router, request).await.json()
    };
    let first = format!("{BASE}/tenders?limit=10");
    assert!(faulty(&first, "no-next").await.get("next_page").is_none());
    let second = local(&faulty(&first, "loop").await["next_page"]["uri"]);
    let looping = faulty(&second, "loop").await;
    assert_eq!((count(&looping["data"]), local(&looping["next_page"]["uri"])), (10, second.clone()));
    assert!(second.ends_with(looping["next_page"]["offset"].as_str().unwrap()));
}

#[tokio::test]
async fn answers_can_be_indented_or_scripts() {
    let router = generated();
    let plain = ask(&router, &format!("{BASE}/tenders?limit=1")).await.text();
    assert!(!plain.contains('\n'));
    assert!(ask(&router, &format!("{BASE}/tenders?limit=1&opt_pretty=1")).await.text().contains('\n'));
    let script = ask(&router, &format!("{BASE}/tenders?limit=1&opt_jsonp=show")).await;
    assert!(script.text().starts_with("show({") && script.text().ends_with(");"));
    assert_eq!(script.header("content-type"), Some("application/javascript; charset=utf-8"));
}

#[tokio::test]
async fn the_service_describes_its_methods_and_hands_out_a_cookie() {
    let answer = ask(&generated(), &format!("{BASE}/spore")).await;
    assert!(answer.header("set-cookie").is_some());
    assert_eq!(answer.json()["methods"]["tender"]["path"], "/tenders/:tender_id");
}
