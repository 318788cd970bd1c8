//! What holds for `tenderlens merge` whatever the data: the way through memory, disk or a pipe does
//! not show in the results, and memory stays bounded where it is promised.

// The exception for tests in clippy.toml covers test functions only, not their helpers.
#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Read, Write};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, Strategy, any, prop_assert_eq, proptest};

fn merge(arguments: &[&str], input: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tenderlens"));
    command.arg("merge").args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()).unwrap());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn stdout(arguments: &[&str], input: &str) -> String {
    let output = merge(arguments, input);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[derive(Debug, Clone)]
struct Release {
    process: u8,
    text: String,
}

/// An item: its id, whether that is a string, and a quantity.
type Item = (u8, bool, u32);

/// Releases of a few processes, in the order of their dates, each with a date of its own.
fn releases() -> impl Strategy<Value = Vec<Release>> {
    let items = vec((0..4_u8, any::<bool>(), 0..100_u32), 0..4);
    vec((0..6_u8, items, "[a-zé \\\\\"]{0,40}"), 1..60).prop_map(|releases| {
        let release = |(number, (process, items, title)): (usize, (u8, Vec<Item>, String))| {
            let mut text = format!(
                r#"{{"ocid":"ocds-{process}","id":"r{number}","date":"2024-01-01T00:00:{number:04}Z","tag":["tender"]"#
            );
            write!(text, r#","tender":{{"title":{},"items":["#, serde_json::to_string(&title).unwrap()).unwrap();
            for (index, (id, quoted, quantity)) in items.into_iter().enumerate() {
                let comma = if index > 0 { "," } else { "" };
                let id = if quoted { format!("\"i{id}\"") } else { id.to_string() };
                write!(text, r#"{comma}{{"id":{id},"quantity":{quantity}}}"#).unwrap();
            }
            text.push_str("]}}");
            Release { process, text }
        };
        releases.into_iter().enumerate().map(release).collect()
    })
}

fn text<'r>(releases: impl IntoIterator<Item = &'r Release>) -> String {
    releases.into_iter().map(|release| format!("{}\n", release.text)).collect()
}

const FORMS: [&str; 4] = ["--compiled", "--versioned", "--records", "--changes"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn neither_grouping_nor_the_disk_shows(releases in releases(), form in 0..FORMS.len()) {
        let form = FORMS[form];
        let mixed = stdout(&[form], &text(&releases));
        prop_assert_eq!(&mixed, &stdout(&[form, "--memory", "0"], &text(&releases)));
        let mut grouped = releases.clone();
        grouped.sort_by_key(|release| release.process);
        prop_assert_eq!(&mixed, &stdout(&[form, "--grouped"], &text(&grouped)));
        let package = format!("{{\"releases\":[{}]}}", text(&grouped).trim_end().replace('\n', ",\n"));
        prop_assert_eq!(&mixed, &stdout(&[form, "--grouped"], &package));
    }

    #[test]
    fn the_order_of_the_input_does_not_matter_where_dates_differ(releases in releases(), turn in any::<usize>()) {
        // Positions of releases in the input are part of the account of changes.
        for form in &FORMS[..3] {
            let sorted = stdout(&[form], &text(&releases));
            let (end, start) = releases.split_at(turn % releases.len());
            prop_assert_eq!(&sorted, &stdout(&[form, "--memory", "3000"], &text(start.iter().rev().chain(end))));
        }
    }
}

#[test]
fn descending_groups_come_as_they_are() {
    let input = "{\"ocid\":\"b\"}{\"ocid\":\"c\"}{\"ocid\":\"a\"}";
    let ocids =
        |output: String| output.lines().map(|line| line.split('"').nth_back(1).unwrap().to_owned()).collect::<String>();
    assert_eq!((ocids(stdout(&["--grouped"], input)), ocids(stdout(&[], input))), ("bca".to_owned(), "abc".to_owned()));
}

/// Releases longer than a block of input: processes of three releases, one after the other.
fn many() -> Vec<String> {
    let title = "]},é\\\"[{".repeat(200);
    let release = |number: usize| {
        let (ocid, title) = (number / 3, serde_json::to_string(&title).unwrap());
        format!(r#"{{"ocid":"o{ocid:04}","id":"{number}","date":"{number:05}","tag":["tender"],"title":{title}}}"#)
    };
    (0..1_200).map(release).collect()
}

#[test]
fn the_length_of_a_document_does_not_show() {
    let releases = many();
    let list = releases.join(" ,\n");
    let records: Vec<String> =
        releases.chunks(3).map(|of_one| format!(r#"{{"releases":[{}]}}"#, of_one.join(","))).collect();
    let record =
        |(number, text): (usize, &String)| format!(r#"{{"ocid":"o{number:04}",{}"#, text.strip_prefix('{').unwrap());
    let records: Vec<String> = records.iter().enumerate().map(record).collect();
    let expected = stdout(&[], &releases.join("\n"));
    for document in [
        format!("[{list}]"),
        format!(r#" {{"releases":[{list}]}}"#),
        format!(r#"{{"uri":"u","links":{{"releases":[1,2]}},"releases" : [ {list} ],"records":[],"a":[1,[2]]}}"#),
        format!(r#"{{"releases":[],"records":[{}]}}"#, records.join(",")),
        format!("[{}]\n{{\"releases\":[{list}]}}", releases[0]),
    ] {
        for arguments in [&["--grouped", "--dedupe"][..], &["--dedupe", "--memory", "100000"]] {
            assert!(stdout(arguments, &document) == expected, "{arguments:?} {}", &document[..60]);
        }
    }
}

#[test]
fn a_long_record_stays_one() {
    let releases: Vec<String> = many().iter().map(|text| text.replacen("\"ocid\"", "\"was\"", 1)).collect();
    let list = releases.join(",");
    let expected = stdout(&[], &format!(r#"{{"ocid":"r","releases":[{list}]}}"#));
    assert_eq!(expected.lines().count(), 1);
    assert!(stdout(&["--grouped"], &format!(r#"{{"releases":[{list}],"ocid":"r"}}"#)) == expected);
}

#[test]
fn problems_in_long_documents_have_their_places() {
    let releases = many();
    let start = format!("\n {{\"releases\":[\n{},\n", releases.join(",\n"));
    let problems = |input: &str| -> Vec<serde_json::Value> {
        let stderr = String::from_utf8(merge(&["--grouped"], input).stderr).unwrap();
        stderr.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    let problem = &problems(&format!("{start}{{\"id\":7}},{},null]}}", releases.join(",")))[..];
    assert_eq!(
        (&problem[0]["path"], &problem[0]["line"], &problem[0]["offset"]),
        (&"/releases/1200".into(), &2.into(), &2.into())
    );
    assert_eq!((&problem[1]["path"], &problem[1]["line"]), (&"/releases/2401".into(), &2.into()));
    for (end, at) in [("{\"id\" 7}]}", 6), (",{}]}", 0), ("]}", 0), ("{\"id\":", 6)] {
        let problem = &problems(&format!("{start}{end}"))[0];
        assert_eq!(
            (&problem["code"], &problem["line"]),
            (&"unreadable-input".into(), &1203.into()),
            "{end}: {problem}"
        );
        assert_eq!(problem["offset"], start.len() + at, "{end}: {problem}");
    }
    let twice = problems(&format!("{start}null],\"releases\":[]}}"));
    assert!(twice[0]["message"].as_str().unwrap().contains("two members `releases`"), "{twice:?}");
}

/// A file that is removed with the test.
struct Input(PathBuf);

impl Input {
    /// `processes` of `releases` of about `bytes` each; one after the other, or all mixed.
    fn new(name: &str, processes: usize, releases: usize, bytes: usize, grouped: bool) -> Self {
        let path = std::env::temp_dir().join(format!("tenderlens-merge-{name}-{}.ndjson", std::process::id()));
        let mut file = BufWriter::new(File::create(&path).unwrap());
        let filling = "x".repeat(bytes);
        for number in 0..processes * releases {
            let (process, release) = match grouped {
                true => (number / releases, number % releases),
                false => (number % processes, number / processes),
            };
            let head = format!(r#""ocid":"ocds-{process}","id":"{release}","date":"{release:06}","tag":["tender"]"#);
            writeln!(file, r#"{{{head},"tender":{{"documents":[{{"id":"{release}","title":"{filling}"}}]}}}}"#)
                .unwrap();
        }
        file.flush().unwrap();
        Self(path)
    }
}

impl Input {
    /// The same as one release package.
    fn packed(self) -> Self {
        let releases = std::fs::read_to_string(&self.0).unwrap();
        std::fs::write(&self.0, format!("{{\"releases\":[\n{}]}}", releases.trim_end().replace('\n', ",\n"))).unwrap();
        self
    }
}

impl Drop for Input {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// Peak resident memory while the output is read, in bytes, and the number of lines.
#[cfg(target_os = "linux")]
fn peak(arguments: &[&str], input: &Input) -> (usize, usize) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tenderlens"));
    command.arg("merge").args(arguments).arg(&input.0).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut stdout = child.stdout.take().unwrap();
    let (mut peak, mut lines) = (0, 0);
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = stdout.read(&mut buffer).unwrap();
        if read == 0 {
            break;
        }
        lines += buffer[..read].iter().filter(|&&byte| byte == b'\n').count();
        let status = std::fs::read_to_string(&status).unwrap();
        let high = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = high.and_then(|high| high.trim().trim_end_matches(" kB").parse::<usize>().ok());
        peak = peak.max(kilobytes.unwrap_or(0) * 1024);
    }
    assert!(child.wait().unwrap().success());
    (peak, lines)
}

/// The program itself, its buffers and one block of input: less than this.
#[cfg(target_os = "linux")]
const BUFFERS: usize = 24 << 20;

#[cfg(target_os = "linux")]
#[test]
fn grouped_memory_is_that_of_the_largest_process() {
    let (processes, releases, bytes) = (8, 200, 50_000);
    let input = Input::new("grouped", processes, releases, bytes, true);
    let (peak, lines) = peak(&["--grouped"], &input);
    assert_eq!(lines, processes);
    let largest = releases * bytes;
    assert!(peak < 3 * largest + BUFFERS, "{peak} bytes for processes of {largest}");
}

#[cfg(target_os = "linux")]
#[test]
fn grouped_memory_is_the_same_in_a_package() {
    let (processes, releases, bytes) = (16, 100, 50_000);
    let (peak, lines) = peak(&["--grouped"], &Input::new("grouped-package", processes, releases, bytes, true).packed());
    assert_eq!(lines, processes);
    let largest = releases * bytes;
    assert!(peak < 3 * largest + BUFFERS, "{peak} bytes for processes of {largest}");
}

#[cfg(target_os = "linux")]
#[test]
fn mixed_input_past_the_limit_is_on_disk() {
    let (processes, releases, bytes) = (200, 4, 50_000);
    let input = Input::new("mixed", processes, releases, bytes, false);
    let (in_memory, lines) = peak(&[], &input);
    assert_eq!(lines, processes);
    let limit = 4_000_000;
    let (on_disk, lines) = peak(&["--memory", &limit.to_string()], &input);
    assert_eq!(lines, processes);
    assert!(in_memory > processes * releases * bytes, "{in_memory} in memory");
    assert!(on_disk < 2 * limit + BUFFERS, "{on_disk} with the input on disk");
}

#[cfg(target_os = "linux")]
#[test]
fn a_long_document_is_held_once() {
    let (processes, releases, bytes) = (200, 4, 50_000);
    let (peak, lines) = peak(&[], &Input::new("package", processes, releases, bytes, false).packed());
    assert_eq!(lines, processes);
    let all = processes * releases * bytes;
    assert!(peak < all + all / 4 + BUFFERS, "{peak} bytes for a package of {all}");
}
