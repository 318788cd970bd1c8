//! Peru's bulk files.

use std::io::{Cursor, Read};

use axum::http::StatusCode;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::client::{ask, count, generated, local, read, texts};

#[tokio::test]
async fn files_are_listed_by_month_newest_first_and_paged() {
    let router = generated();
    let page = read(&router, "/peru/api/v1/files?source=seace_v3").await;
    let pages = page["pagination"]["num_pages"].as_u64().unwrap();
    assert!(pages > 1, "{pages} pages");
    let ids = texts(&page["results"], "/id");
    assert_eq!(ids[0], "seace_v3-2026-11");
    assert!(ids.is_sorted_by(|left, right| left > right), "{ids:?}");
    let last = read(&router, &format!("/peru/api/v1/files?source=seace_v3&page={pages}")).await;
    assert!(count(&last["results"]) > 0);
    let past = ask(&router, &format!("/peru/api/v1/files?source=seace_v3&page={}", pages + 1)).await;
    assert_eq!(past.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_month_is_a_number_here_and_has_two_digits_in_the_answer() {
    let router = generated();
    let page = read(&router, "/peru/api/v1/files?year=2024&month=4&monthName=abril").await;
    assert_eq!(texts(&page["results"], "/id"), ["seace_v3-2024-04"]);
    assert_eq!((page["results"][0]["year"].as_str(), page["results"][0]["month"].as_str()), (Some("2024"), Some("04")));
    let all = read(&router, "/peru/api/v1/files?paginateBy=1000").await;
    assert_eq!(all["pagination"]["num_pages"], 1);
}

/// Public clients were seen to rewrite the host.
#[tokio::test]
async fn some_links_of_the_list_still_name_the_old_host() {
    let page = read(&generated(), "/peru/api/v1/files?source=seace_v3&paginateBy=1000").await;
    let links = texts(&page["results"], "/files/xlsx");
    let (old, new): (Vec<_>, Vec<_>) = links.into_iter().partition(|link| link.contains(".osce."));
    assert!(!old.is_empty() && !new.is_empty(), "{old:?} {new:?}");
    assert!(old[0].starts_with("https://contratacionesabiertas.osce.gob.pe/api/v1/file/seace_v3/xlsx/"), "{}", old[0]);
}

fn unpack(bytes: Vec<u8>) -> (String, String) {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    assert_eq!(archive.len(), 1, "one entry");
    let mut entry = archive.by_index(0).unwrap();
    let mut text = String::new();
    entry.read_to_string(&mut text).unwrap();
    (entry.name().unwrap().into_owned(), text)
}

#[tokio::test]
async fn a_month_is_a_zip_with_one_record_package() {
    let router = generated();
    let list = read(&router, "/peru/api/v1/files?year=2026&month=9").await;
    // The listed address ends with a slash.
    let answer = ask(&router, &local(&list["results"][0]["files"]["json"])).await;
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, Some("application/zip")));
    assert_eq!(answer.header("content-disposition"), Some("attachment; filename=\"2026-09_seace_v3_json.zip\""));
    let (name, text) = unpack(answer.body);
    assert_eq!(name, "2026-09_seace_v3.json");
    let package: Value = serde_json::from_str(&text).unwrap();
    let months = texts(&package["records"], "/compiledRelease/dataSegmentation/id");
    assert!(!months.is_empty() && months.iter().all(|month| month == "2026-09"), "{months:?}");
    assert!(package.get("links").is_none());
}

#[tokio::test]
async fn a_month_is_also_a_table() {
    let router = generated();
    let answer = ask(&router, "/peru/api/v1/file/seace_v3/csv/2024/04").await;
    let (name, text) = unpack(answer.body);
    assert_eq!(name, "2024-04_seace_v3.csv");
    assert!(text.starts_with("\"ocid\",") && text.lines().count() == 2, "{text}");
}

#[tokio::test]
async fn the_checksum_is_that_of_the_json_inside_the_archive() {
    let router = generated();
    let list = read(&router, "/peru/api/v1/files?year=2026&month=9").await;
    let files = &list["results"][0]["files"];
    let (_, text) = unpack(ask(&router, &local(&files["json"])).await.body);
    let answer = ask(&router, &local(&files["sha"])).await;
    assert_eq!(answer.header("content-type"), Some("text/plain"));
    let digits: String = Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(answer.text(), digits);
    assert_eq!(ask(&router, "/peru/api/v1/file/seace_v3/sha/1999/04").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn tables_also_come_with_spanish_headings() {
    let router = generated();
    let list = read(&router, "/peru/api/v1/files?year=2024&month=4").await;
    let files = &list["results"][0]["files"];
    let (_, text) = unpack(ask(&router, &local(&files["csv_es"])).await.body);
    assert!(text.starts_with("\"Open Contracting ID\",\"Licitación:"), "{text}");
    assert_eq!(ask(&router, &local(&files["xlsx_es"])).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_month_is_also_a_workbook() {
    let router = generated();
    let answer = ask(&router, "/peru/api/v1/file/seace_v3/xlsx/2024/04").await;
    assert_eq!(answer.header("content-disposition"), Some("attachment; filename=\"2024-04_seace_v3_xlsx.zip\""));
    let mut archive = zip::ZipArchive::new(Cursor::new(answer.body)).unwrap();
    let mut workbook = Vec::new();
    archive.by_name("2024-04_seace_v3.xlsx").unwrap().read_to_end(&mut workbook).unwrap();
    let mut workbook = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut sheet = String::new();
    workbook.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut sheet).unwrap();
    assert_eq!(sheet.matches("<row>").count(), 2, "{sheet}");
}

#[tokio::test]
async fn an_unknown_month_or_type_is_not_found() {
    let router = generated();
    for path in [
        "seace_v3/json/1999/04",
        "seace_v3/json/2026/13",
        "seace_v3/json/2026/9",
        "seace_v3/pdf/2026/09",
        "seace_v9/json/2026/09",
    ] {
        let answer = ask(&router, &format!("/peru/api/v1/file/{path}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
}
