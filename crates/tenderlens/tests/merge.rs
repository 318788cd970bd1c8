//! `tenderlens merge`, started as users start it.

// The exception for tests in clippy.toml covers test functions only, not their helpers.
#![allow(clippy::unwrap_used)]

use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};

/// A folder of one test's files, removed with it.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("tenderlens-merge-{test}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn file(&self, name: &str, text: impl AsRef<[u8]>) -> String {
        let file = self.0.join(name);
        std::fs::write(&file, text).unwrap();
        file.display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tenderlens"));
    command.arg("merge").args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// With a standard input.
fn merge_stdin(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = command(arguments).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // Whoever fails does not read it all.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn merge(arguments: &[&str]) -> Output {
    merge_stdin(arguments, b"")
}

fn lines(text: &[u8]) -> Vec<Value> {
    String::from_utf8(text.to_vec()).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

const B1: &str = r#"{"ocid":"b","id":"1","date":"2024-01-01","tag":["tender"],"x":{"amount":1.10,"y":1}}"#;
const A1: &str = r#"{"ocid":"a","id":"2","date":"2024-01-01","tag":["tender"],"x":{"y":7}}"#;
const B2: &str = r#"{"ocid":"b","id":"3","date":"2024-02-01","tag":["award"],"x":{"y":2}}"#;
const COMPILED: &str = concat!(
    r#"{"tag":["compiled"],"id":"a-2024-01-01","date":"2024-01-01","ocid":"a","x":{"y":7}}"#,
    "\n",
    r#"{"tag":["compiled"],"id":"b-2024-02-01","date":"2024-02-01","ocid":"b","x":{"amount":1.10,"y":2}}"#,
    "\n"
);

/// The same three releases in every shape that comes in.
fn inputs() -> Vec<String> {
    vec![
        format!("{B1}\n{A1}\n{B2}\n"),
        format!("{B2}\r\n\r\n{A1}\r\n{B1}"),
        format!("{A1}{B1}{B2}"),
        format!("\u{feff}[{B1},{A1},{B2}]"),
        format!("[{B1},\n{A1}]\n[{B2}]"),
        format!(r#"{{"uri":"u","releases":[{B1},{A1},{B2}]}}"#),
        format!("{{\"releases\":[{B1}\n,{A1}]}}\n{{\n  \"releases\": [\n    {B2}\n  ]\n}}\n"),
        format!(r#"{{"records":[{{"ocid":"b","releases":[{B1},{B2}]}},{{"ocid":"a","releases":[{A1}]}}]}}"#),
        format!("{{\"ocid\":\"b\",\"releases\":[{B1},{B2}]}}\n{A1}"),
    ]
}

#[test]
fn every_shape_of_input_merges_to_the_same() {
    let folder = Folder::new("shapes");
    for (index, input) in inputs().iter().enumerate() {
        for output in [
            merge(&[&folder.file(&format!("{index}.json"), input)]),
            merge(&[&folder.file(&format!("{index}.gz"), gzip(input))]),
            merge_stdin(&[], input.as_bytes()),
            merge_stdin(&["-"], &gzip(input)),
            merge_stdin(&["--compiled", "-"], input.as_bytes()),
        ] {
            assert_eq!(String::from_utf8(output.stdout).unwrap(), COMPILED, "{input}");
            assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]), "{input}");
        }
    }
}

#[test]
fn several_files_are_one_input() {
    let folder = Folder::new("files");
    let (one, two) = (folder.file("1", B2), folder.file("2.gz", gzip(A1)));
    let output = merge_stdin(&[&one, "-", &two], B1.as_bytes());
    assert_eq!(String::from_utf8(output.stdout).unwrap(), COMPILED);
}

#[test]
fn every_form_is_a_line_per_process() {
    let input = format!("{B2}\n{A1}\n{B1}");
    let merged = |form| {
        let output = merge_stdin(&[form], input.as_bytes());
        assert_eq!(output.status.code(), Some(0), "{form}");
        lines(&output.stdout)
    };
    let versioned = merged("--versioned");
    assert_eq!(
        versioned[1]["x"]["y"][1],
        json!({"releaseID":"3","releaseDate":"2024-02-01","releaseTag":["award"],"value":2})
    );
    let records = merged("--records");
    assert_eq!(records[1]["releases"][0]["id"], "1");
    assert_eq!(records[1]["compiledRelease"]["id"], "b-2024-02-01");
    let changes = merged("--changes");
    assert_eq!(changes[1]["releases"][1]["changes"][0]["old"], "1");
    for lines in [versioned, records, changes] {
        assert_eq!(lines.iter().map(|line| &line["ocid"]).collect::<Vec<_>>(), ["a", "b"]);
    }
}

#[test]
fn one_broken_process_does_not_stop_the_others() {
    let folder = Folder::new("broken");
    let bad = r#"{"ocid":"bad","id":"7","date":null}"#;
    let input = format!("{B1}\n{bad}\n  {{\"id\":\"8\"}}\n{bad}\n{A1}\n{B2}\n");
    let file = folder.file("in", &input);
    for arguments in [vec![file.as_str()], vec!["--memory", "0", &file]] {
        let output = merge(&arguments);
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(String::from_utf8(output.stdout).unwrap(), COMPILED);
        let problems = lines(&output.stderr);
        assert_eq!(
            problems[0],
            json!({"severity":"error","code":"missing-ocid","message":"a release has no `ocid` that is a string",
                "releaseId":"8","path":"","file":file,"line":3,"offset":input.find("{\"id\"").unwrap()})
        );
        assert_eq!((&problems[1]["code"], &problems[1]["ocid"]), (&json!("null-date"), &json!("bad")));
        assert_eq!(problems.len(), 2);
    }
}

#[test]
fn warnings_are_no_failure() {
    let input = r#"{"ocid":"a","id":"1","date":"1","tender":{"items":[{"id":"1"},{"id":"1"}]}}
        {"records":[{"ocid":"p","compiledRelease":{"x" : 1},"releases":[{"url":"u#1"}]}]}"#;
    let output = merge_stdin(&[], input.as_bytes());
    assert_eq!((output.status.code(), lines(&output.stdout).len()), (Some(0), 2));
    let problems = lines(&output.stderr);
    assert_eq!((&problems[0]["code"], &problems[0]["path"]), (&json!("duplicate-id"), &json!("tender.items")));
    assert_eq!((&problems[1]["code"], &problems[1]["severity"]), (&json!("publisher-compiled"), &json!("warning")));
    assert_eq!(merge_stdin(&["--versioned"], input.as_bytes()).status.code(), Some(1));
}

#[test]
fn input_that_cannot_be_read_is_named_with_its_place() {
    let folder = Folder::new("unreadable");
    let truncated = gzip(&B1.repeat(50));
    for (name, text, line, offset) in [
        ("syntax", format!("{A1}\n{{\"ocid\" 1}}\n").into_bytes(), 2, A1.len() + 9),
        ("html", b"\n<html>".to_vec(), 2, 1),
        ("cut", format!("{A1}\n{}", &B1[..40]).into_bytes(), 2, A1.len() + 41),
        ("utf8", [A1.as_bytes(), b"\n\"\xff\""].concat(), 2, A1.len() + 2),
    ] {
        let file = folder.file(name, text);
        let output = merge(&[&file]);
        assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(2), &b""[..]), "{name}");
        let problem = &lines(&output.stderr)[0];
        assert_eq!(
            (&problem["code"], &problem["file"], &problem["line"], &problem["offset"]),
            (&json!("unreadable-input"), &json!(file), &json!(line), &json!(offset)),
            "{name}"
        );
    }
    for file in [folder.file("cut.gz", &truncated[..truncated.len() - 20]), folder.0.join("none").display().to_string()]
    {
        let output = merge(&[&file]);
        assert_eq!((output.status.code(), &lines(&output.stderr)[0]["code"]), (Some(2), &json!("unreadable-input")));
    }
}

#[test]
fn wrong_usage_says_so() {
    let folder = Folder::new("usage");
    let (no_schema, patch) = (folder.file("schema.json", "[]"), folder.file("patch.json", "{}"));
    for (arguments, words) in [
        (vec!["--versioned", "--changes"], "cannot be used with"),
        (vec!["--extension", &patch], "--schema"),
        (vec!["--override", "a"], "PATH=append"),
        (vec!["--override", "a=b"], "unknown strategy"),
        (vec!["--override", "=append"], "with dots"),
        (vec!["--schema", "missing.json"], "cannot read missing.json"),
        (vec!["--schema", &no_schema], "no merge rules in"),
    ] {
        let output = merge(&arguments);
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(stderr.contains(words), "{arguments:?}: {stderr}");
    }
}

#[test]
fn rules_come_from_schema_extensions_and_overrides() {
    let folder = Folder::new("rules");
    let schema = r#"{"properties":{"list":{"type":"array","items":{"type":"object","properties":{"v":{}}},"wholeListMerge":true}}}"#;
    let patch = r#"{"properties":{"gone":{"omitWhenMerged":true}}}"#;
    let (schema, patch) = (folder.file("schema.json", schema), folder.file("patch.json", patch));
    let release = |id: u8| {
        format!(
            r#"{{"ocid":"a","id":"{id}","date":"{id}","gone":1,"list":[{{"id":"{id}"}}],"kept":{{"parts":[{{"id":1,"v":{id}}}]}}}}"#
        )
    };
    let input = format!("{}\n{}", release(1), release(2));
    let merged = |arguments: &[&str]| lines(&merge_stdin(arguments, input.as_bytes()).stdout).remove(0);

    let plain = merged(&[]);
    assert_eq!(
        (&plain["gone"], &plain["list"], &plain["kept"]["parts"]),
        (&json!(1), &json!([{"id":"1"},{"id":"2"}]), &json!([{"id":1,"v":2}]))
    );
    let ruled = merged(&["--schema", &schema, "--extension", &patch]);
    assert_eq!((&ruled["gone"], &ruled["list"]), (&Value::Null, &json!([{"id":"2"}])));
    let appended = merged(&["--override", "kept.parts=append", "--override", "list=position"]);
    assert_eq!(appended["kept"]["parts"], json!([{"id":1,"v":1},{"id":1,"v":2}]));
    assert_eq!(appended["list"].as_array().unwrap().len(), 1);
}

#[test]
fn equal_releases_count_once_when_asked() {
    let input = format!("{B1}\n{}\n{B1}\n", B1.replace(':', " : "));
    let count = |arguments: &[&str]| {
        lines(&merge_stdin(arguments, input.as_bytes()).stdout)[0]["releases"].as_array().unwrap().len()
    };
    assert_eq!((count(&["--records"]), count(&["--records", "--dedupe"])), (3, 1));
}

#[test]
fn grouped_input_passes_through_while_it_is_read() {
    let mut child = command(&["--grouped"]).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(format!("{B1}\n{B2}\n{A1}\n").as_bytes()).unwrap();
    let (first, second) = COMPILED.trim_end().split_once('\n').unwrap();
    // The input is still open: b is complete because a has begun.
    let mut line = vec![0; second.len()];
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut line).unwrap();
    assert_eq!(String::from_utf8(line).unwrap(), second);
    drop(stdin);
    let mut rest = String::new();
    stdout.read_to_string(&mut rest).unwrap();
    assert_eq!(rest.trim(), first);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_closed_output_ends_it_quietly() {
    let mut child = command(&["--grouped"]).spawn().unwrap();
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    for number in 0..200_000 {
        if writeln!(stdin, r#"{{"ocid":"{number}","id":"1","date":"1"}}"#).is_err() {
            break;
        }
    }
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn documents_longer_than_any_buffer_are_read() {
    let title = "\\\"}]{ \\\\".repeat(300_000);
    let long = format!(r#"{{"ocid":"long","id":"1","date":"1","title":"{title}"}}"#);
    let input = format!("{A1}\n{{\"releases\":[\n{long},\n{B1}]}}\n{B2}\n{long}");
    for arguments in [&[][..], &["--grouped", "--dedupe"]] {
        let output = merge_stdin(arguments, input.as_bytes());
        assert_eq!(output.status.code(), Some(0));
        let lines = lines(&output.stdout);
        let long = lines.iter().find(|line| line["ocid"] == "long").unwrap();
        assert_eq!(long["title"].as_str().unwrap().len(), 300_000 * 6);
    }
}
