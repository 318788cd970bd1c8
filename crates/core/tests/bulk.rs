//! Bulk files: what is in an archive comes out while it comes in, or the reason why not.

// Helpers of tests may stop at the first surprise, as tests do.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use std::io::{Cursor, Write};

use futures::StreamExt;
use sha2::{Digest, Sha256};
use support::{parameters, run};
use tenderlens_core::bulk::{Checksum, Item, Unpacker};
use tenderlens_core::client::{Client, Host, Opened, Options};
use tenderlens_core::ocds::split::Part;
use tenderlens_core::protocol::http::{Request, Response, TransportError};
use tenderlens_core::publishers::Registry;
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, ZipWriter};

const PACKAGE: &str = r#"{"version":"1.1","records":[{"ocid":"a","n":1.10},{"ocid":"b","t":"}]\""}],"uri":"x"}"#;

fn deflated() -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)
}

fn archive(files: &[(&str, &str)], options: SimpleFileOptions) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        writer.start_file(*name, options).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Written without going back: sizes and check sum stand behind the file.
fn streamed(content: &str, options: SimpleFileOptions) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut writer = ZipWriter::new_stream(&mut bytes);
    writer.start_file("month.json", options).unwrap();
    writer.write_all(content.as_bytes()).unwrap();
    let _: StreamWriter<_> = writer.finish().unwrap();
    bytes
}

fn unpack(bytes: &[u8], size: usize, sum: Option<Checksum>) -> Result<Vec<Item>, String> {
    let mut unpacker = Unpacker::new(sum);
    let mut items = Vec::new();
    for piece in bytes.chunks(size) {
        items.extend(unpacker.push(piece).map_err(|error| error.to_string())?);
    }
    unpacker.finish().map_err(|error| error.to_string())?;
    Ok(items)
}

fn records(items: &[Item]) -> Vec<&str> {
    let record = |item| match item {
        &Item::Part(Part::Record(ref text)) => Some(text.as_str()),
        _ => None,
    };
    items.iter().filter_map(record).collect()
}

fn expected() -> Vec<&'static str> {
    vec![r#"{"ocid":"a","n":1.10}"#, r#"{"ocid":"b","t":"}]\""}"#]
}

fn sum_of(text: &str) -> Checksum {
    let digest: String = Sha256::digest(text).iter().map(|byte| format!("{byte:02X}")).collect();
    Checksum::find(&format!("{{\"sha\":\"{digest}\",\"file\":\"month.json\"}}")).unwrap()
}

#[test]
fn records_come_out_wherever_the_archive_breaks() {
    let options = deflated();
    let archives = [
        archive(&[("month.json", PACKAGE)], options),
        archive(&[("month.json", PACKAGE)], options.compression_method(CompressionMethod::Stored)),
        archive(&[("month.json", PACKAGE)], options.large_file(true)),
        streamed(PACKAGE, options),
        streamed(PACKAGE, options.large_file(true)),
    ];
    for (index, bytes) in archives.iter().enumerate() {
        for size in 1..=bytes.len() {
            let items = unpack(bytes, size, Some(sum_of(PACKAGE))).unwrap();
            assert_eq!(records(&items), expected(), "archive {index} in pieces of {size}");
            assert_eq!(items.len(), 5);
        }
    }
}

#[test]
fn records_come_out_before_the_archive_is_complete() {
    let many: Vec<String> = (0..20_000).map(|n| format!("{{\"ocid\":\"{:x}\"}}", n * 7919 % 65_537)).collect();
    let bytes = archive(&[("month.json", &format!("{{\"records\":[{}]}}", many.join(",")))], deflated());
    let mut unpacker = Unpacker::default();
    let first = unpacker.push(&bytes[..bytes.len() / 2]).unwrap();
    assert!((5_000..15_000).contains(&records(&first).len()), "{}", records(&first).len());
    let rest = unpacker.push(&bytes[bytes.len() / 2..]).unwrap();
    unpacker.finish().unwrap();
    assert_eq!(records(&first).len() + records(&rest).len(), 20_000);
    let progress = unpacker.progress();
    assert_eq!((progress.received, progress.documents, progress.files), (bytes.len() as u64, 20_000, 1));
}

#[test]
fn a_zip_cut_short_anywhere_is_told() {
    for bytes in [archive(&[("month.json", PACKAGE)], deflated()), streamed(PACKAGE, deflated())] {
        for cut in 0..bytes.len() {
            let error = unpack(&bytes[..cut], 16, None).unwrap_err();
            assert!(error.contains("the archive ends before its directory does"), "{cut}: {error}");
        }
    }
}

#[test]
fn damage_is_told_with_its_place() {
    let plain =
        archive(&[("month.json", PACKAGE)], SimpleFileOptions::default().compression_method(CompressionMethod::Stored));
    let with = |at: usize, byte: u8| {
        let mut bytes = plain.clone();
        bytes[at] = byte;
        unpack(&bytes, 10, None).unwrap_err()
    };
    let data = 30 + "month.json".len();
    assert!(with(14, 1).contains("check sum (CRC-32) is wrong"), "{}", with(14, 1));
    assert!(with(6, 1).contains("\"month.json\" is encrypted"));
    assert!(with(8, 12).contains("method 12"));
    assert!(with(0, b'<').contains("this is not a ZIP archive (at byte 0"));
    assert!(with(data, b'[').contains("month.json: expected a package, which starts with {"), "{}", with(data, b'['));
    assert_eq!(with(data + 16, b'x'), "month.json: expected a comma or }, found 'x' (at byte 16)");
}

#[test]
fn every_flipped_bit_of_the_data_is_noticed() {
    for (bytes, packed_from) in
        [(archive(&[("month.json", PACKAGE)], deflated()), 40), (streamed(PACKAGE, deflated()), 40)]
    {
        let directory = bytes.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
        for at in packed_from..directory {
            for bit in 0..8 {
                let mut flipped = bytes.clone();
                flipped[at] ^= 1 << bit;
                let result = unpack(&flipped, 64, None);
                assert!(result.is_err() || records(&result.unwrap()) == expected(), "bit {bit} of byte {at}");
            }
        }
    }
}

#[test]
fn a_wrong_sum_is_told_with_both() {
    let bytes = archive(&[("month.json", PACKAGE)], deflated());
    let error = unpack(&bytes, 100, Some(sum_of("another"))).unwrap_err();
    assert!(error.starts_with("month.json is not the file that the publisher states"), "{error}");
    assert_eq!(Checksum::find("no sum here: abc123"), None);
}

#[test]
fn several_files_are_read_one_after_the_other() {
    let second = r#"{"releases":[{"ocid":"c"}]}"#;
    let bytes = archive(&[("a.json", PACKAGE), ("README.txt", "not JSON"), ("b.JSON", second)], deflated());
    let items = unpack(&bytes, 33, None).unwrap();
    let files: Vec<_> = items
        .iter()
        .filter_map(|item| match item {
            Item::File { name, is_read } => Some((name.as_str(), *is_read)),
            Item::Part(_) => None,
        })
        .collect();
    assert_eq!(files, [("a.json", true), ("README.txt", false), ("b.JSON", true)]);
    assert_eq!(items.last(), Some(&Item::Part(Part::Release(r#"{"ocid":"c"}"#.to_owned()))));
    let error = unpack(&bytes, 33, Some(sum_of(PACKAGE))).unwrap_err();
    assert_eq!(error, "the archive holds 2 JSON files where one is expected");
}

#[test]
fn an_archive_without_json_is_not_an_empty_month() {
    for files in [&[][..], &[("month.csv", "a,b")][..]] {
        let error = unpack(&archive(files, deflated()), 50, None).unwrap_err();
        assert_eq!(error, "the archive holds 0 JSON files where one is expected");
    }
}

#[test]
fn other_bytes_are_not_an_archive() {
    for bytes in [&b"<html>not found</html>"[..], b"{\"records\":[]}", b"PK\x03"] {
        assert!(unpack(bytes, 5, None).is_err());
    }
}

/// Answers one body in pieces of a thousand bytes.
#[derive(Clone)]
struct Pieces(Vec<u8>, bool);

impl Host for Pieces {
    async fn send(&self, _: &Request) -> Result<Response, TransportError> {
        Err(TransportError::Unreachable("a bulk file is not read whole".to_owned()))
    }
    async fn open(&self, _: &Request) -> Result<Opened, TransportError> {
        let mut chunks: Vec<_> = self.0.chunks(1000).map(|chunk| Ok(chunk.to_vec())).collect();
        if self.1 {
            let half = chunks.len() / 2;
            chunks.truncate(half);
            chunks.push(Err(TransportError::Interrupted("reset".to_owned())));
        }
        let headers = vec![("content-length".to_owned(), self.0.len().to_string())];
        Ok(Opened { status: 200, headers, chunks: futures::stream::iter(chunks).boxed() })
    }
    async fn sleep(&self, duration: std::time::Duration) {
        if duration == Options::default().timeout {
            futures::future::pending::<()>().await;
        }
    }
    fn now_ms(&self) -> u64 {
        0
    }
    fn random(&self) -> f64 {
        0.0
    }
}

async fn read(bytes: Vec<u8>, breaks: bool) -> (usize, Result<u64, String>) {
    let client = Client::new(Registry::builtin(), Pieces(bytes, breaks), Options::default());
    let call = client
        .call(
            "peru",
            "file",
            &parameters(&[("source", "seace_v3"), ("type", "json"), ("year", "2024"), ("month", "04")]),
        )
        .unwrap();
    let mut unpacking = client.unpack(&call, None, &|_| {}).await.unwrap();
    let mut items = 0;
    loop {
        match unpacking.next().await {
            Ok(Some(_)) => items += 1,
            Ok(None) => return (items, Ok(unpacking.progress().total.unwrap())),
            Err(failure) => {
                assert_eq!(unpacking.next().await, Ok(None), "nothing follows an error");
                return (items, Err(failure.error.code().to_owned()));
            }
        }
    }
}

#[test]
fn a_month_streams_from_its_publisher() {
    let many: Vec<String> = (0..5_000).map(|n| format!("{{\"ocid\":\"{:x}\"}}", n * 7919 % 65_537)).collect();
    let bytes = archive(&[("month.json", &format!("{{\"records\":[{}]}}", many.join(",")))], deflated());
    let length = bytes.len() as u64;
    assert_eq!(run(read(bytes.clone(), false)), (5_001, Ok(length)));
    let (items, outcome) = run(read(bytes, true));
    assert_eq!(outcome, Err("interrupted".to_owned()));
    assert!((1_000..4_000).contains(&items), "{items}");
    assert_eq!(run(read(b"<html></html>".to_vec(), false)).1, Err("invalid-body".to_owned()));
}
