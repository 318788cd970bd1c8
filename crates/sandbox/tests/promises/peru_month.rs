//! The one month that is as large as the real ones.

use std::io::Read;

use axum::body::to_bytes;
use axum::http::StatusCode;
use serde_json::Value;
use sha2::{Digest, Sha256};
use tower::ServiceExt;

use crate::client::{Answer, ask, generated, get, read, send};

const MONTH: &str = "/peru/api/v1/file/seace_v3/json/2023/10";

async fn sized(path: &str, size: &str) -> Answer {
    let mut request = get(&format!("/sandbox{path}"));
    request.headers_mut().insert("x-sandbox-size", size.parse().unwrap());
    send(&generated(), request).await
}

/// The one file of an archive.
fn content(archive: &[u8]) -> (String, Vec<u8>) {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(archive)).unwrap();
    assert_eq!(archive.len(), 1);
    let mut file = archive.by_index(0).unwrap();
    let mut content = Vec::new();
    file.read_to_end(&mut content).unwrap();
    (file.name().unwrap().into_owned(), content)
}

#[tokio::test]
async fn the_month_has_the_size_that_was_asked_for_and_the_same_bytes_each_time() {
    let answer = sized(MONTH, "3MB").await;
    assert_eq!(answer.header("content-type"), Some("application/zip"));
    assert_eq!(answer.header("content-disposition"), Some("attachment; filename=\"2023-10_seace_v3_json.zip\""));
    assert!(answer.body == sized(MONTH, "3MB").await.body, "the same bytes");
    let (name, json) = content(&answer.body);
    assert_eq!(name, "2023-10_seace_v3.json");
    assert!((3_000_000..3_200_000).contains(&json.len()), "{}", json.len());
    let package: Value = serde_json::from_slice(&json).unwrap();
    let records = package["records"].as_array().unwrap();
    // 6,500 to 7,300 in 100 MB.
    let in_100_mb = 100_000_000 * records.len() / json.len();
    assert!((6_500..=7_300).contains(&in_100_mb), "{in_100_mb}");
    let mut ocids: Vec<&str> = records.iter().map(|record| record["ocid"].as_str().unwrap()).collect();
    ocids.sort_unstable();
    ocids.dedup();
    assert_eq!(ocids.len(), records.len());
    assert!(records.iter().all(|it| it["compiledRelease"]["dataSegmentation"]["id"] == "2023-10"));
    assert!(package["publisher"]["name"].as_str().unwrap().contains("Fictional"));
}

#[tokio::test]
async fn the_checksum_is_that_of_the_json_inside() {
    let (_, json) = content(&sized(MONTH, "1MB").await.body);
    let digits: String = Sha256::digest(&json).iter().map(|byte| format!("{byte:02x}")).collect();
    let sha = sized("/peru/api/v1/file/seace_v3/sha/2023/10", "1MB").await;
    assert_eq!((sha.header("content-type"), sha.text()), (Some("text/plain"), digits));
}

#[tokio::test]
async fn the_list_of_files_names_it_with_what_there_is() {
    let files = read(&generated(), "/peru/api/v1/files?year=2023&month=10").await;
    assert_eq!(files["results"][0]["id"], "seace_v3-2023-10");
    let kinds: Vec<_> = files["results"][0]["files"].as_object().unwrap().keys().collect();
    assert_eq!(kinds, ["json", "sha"]);
    let csv = ask(&generated(), "/peru/api/v1/file/seace_v3/csv/2023/10").await;
    assert_eq!(csv.status, StatusCode::NOT_FOUND);
}

/// Without a size it is 100 MB: what was not read yet is not written yet.
#[tokio::test]
async fn it_is_written_while_it_is_read_and_stops_when_nobody_reads() {
    use futures::StreamExt;
    let response = generated().oneshot(get(&format!("/sandbox{MONTH}"))).await.unwrap();
    let mut body = response.into_body().into_data_stream();
    let first = body.next().await.unwrap().unwrap();
    assert!(first.starts_with(b"PK\x03\x04"));
}

#[tokio::test]
async fn it_can_break_off() {
    let mut request = get(&format!("/sandbox{MONTH}"));
    request.headers_mut().insert("x-sandbox-size", "20MB".parse().unwrap());
    request.headers_mut().insert("x-sandbox-fault", "truncated".parse().unwrap());
    let response = generated().oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    assert!(to_bytes(response.into_body(), usize::MAX).await.is_err());
}

#[tokio::test]
async fn a_size_that_is_none_is_explained() {
    for size in ["big", "0MB", "5000MB"] {
        let answer = sized(MONTH, size).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert!(answer.text().contains("like 2MB"), "{}", answer.text());
    }
}
