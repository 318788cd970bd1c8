//! The binary, started as users start it.

// The exception for tests in clippy.toml covers test functions only, not their helpers.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use common::{Server, command};

/// A built explorer in miniature.
fn dist(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("tenderlens-serve-{name}-{}", std::process::id()));
    fs::create_dir_all(folder.join("fonts")).unwrap();
    for (file, text) in [
        ("index.html", "<!doctype html><title>t</title>"),
        ("app.wasm", "plain"),
        ("app.wasm.br", "brotli"),
        ("app.wasm.gz", "gzip"),
        ("site.webmanifest", "{}"),
        ("icon.svg", "<svg/>"),
        ("app.js", "1"),
        ("fonts/a.woff2", "f"),
    ] {
        fs::write(folder.join(file), text).unwrap();
    }
    folder
}

fn fails(arguments: &[&str]) -> String {
    let Output { status, stderr, .. } = command(arguments).output().unwrap();
    assert!(!status.success(), "{arguments:?} must fail");
    String::from_utf8(stderr).unwrap()
}

fn serve(folder: &Path, more: &[&str]) -> Server {
    let mut arguments = vec!["serve", "--port", "0", "--now", "2026-11-21T12:00:00Z", "--dist"];
    arguments.push(folder.to_str().unwrap());
    arguments.extend(more);
    Server::start(&arguments)
}

#[test]
fn the_explorers_files_have_their_types_and_compressed_forms() {
    let folder = dist("files");
    let server = serve(&folder, &[]);
    assert!(server.url.ends_with('/'));
    for (path, kind) in [
        ("/", "text/html"),
        ("/app.wasm", "application/wasm"),
        ("/app.js", "text/javascript"),
        ("/site.webmanifest", "application/manifest+json"),
        ("/icon.svg", "image/svg+xml"),
        ("/fonts/a.woff2", "font/woff2"),
    ] {
        let (head, _) = server.get(path, "");
        assert!(head.starts_with("http/1.1 200") && head.contains(&format!("content-type: {kind}")), "{path}: {head}");
    }
    let (head, body) = server.get("/app.wasm", "accept-encoding: gzip, br\r\n");
    assert!(head.contains("content-encoding: br") && head.contains("application/wasm") && body == "brotli", "{head}");
    assert_eq!(server.get("/app.wasm", "accept-encoding: gzip\r\n").1, "gzip");
    assert_eq!(server.get("/app.wasm", "").1, "plain");
    for path in ["/missing.js", "/peru/anything", "/../Cargo.toml"] {
        let (head, body) = server.get(path, "");
        assert!(head.starts_with("http/1.1 404") && !body.contains("doctype"), "{path}: {head}");
    }
    drop(server);
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn the_configuration_names_bases_data_and_clock() {
    let folder = dist("config");
    let server = serve(&folder, &[]);
    let (head, body) = server.get("/config.json", "");
    assert!(head.contains("content-type: application/json"), "{head}");
    assert!(body.starts_with(r#"{"mode":"sandbox","bases":{"#), "{body}");
    assert!(body.ends_with(r#""now":"2026-11-21T12:00:00Z"}"#), "{body}");
    for publisher in ["peru", "uk", "prozorro", "eu", "openprocurement"] {
        assert!(body.contains(&format!(r#""{publisher}":"/sandbox/{publisher}""#)), "{body}");
        assert!(body.contains(&format!(r#""{publisher}":"generated""#)), "{body}");
    }
    let (_, page) = server.get("/sandbox/uk/api/1.0/ocdsReleasePackages?limit=1", "");
    assert!(page.contains(&format!("{}sandbox/uk/api/1.0/ocdsReleasePackages?limit=1&cursor=", server.url)), "{page}");
    drop(server);
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_recording_is_announced_and_told_to_the_explorer() {
    let folder = dist("recording");
    let data = folder.join("find-a-tender");
    fs::create_dir_all(&data).unwrap();
    fs::write(data.join("a.json"), r#"{"releases":[{"ocid":"o","id":"1","date":"2026-01-01T00:00:00Z"}]}"#).unwrap();
    fs::write(data.join("b.json"), "[]").unwrap();
    let mut server = serve(&folder, &["--data", folder.to_str().unwrap()]);
    let (_, config) = server.get("/config.json", "");
    assert!(config.contains(r#""peru":"generated""#) && config.contains(r#""uk":"recorded""#), "{config}");
    let address = server.address.clone();
    let mut output = String::new();
    end(&mut server);
    server.lines.read_to_string(&mut output).unwrap();
    assert!(output.contains(&format!("http://{address}/sandbox/")), "{output}");
    assert!(output.contains("uk: recorded, 1 releases") && output.contains("skipped b.json"), "{output}");
    assert!(output.contains("peru: generated (fictional), as of 2026-11-21T12:00:00Z"), "{output}");
    fs::remove_dir_all(folder).unwrap();
}

/// Asks the server to end, and sees that it does so cleanly.
fn end(server: &mut Server) {
    let killed = Command::new("kill").args(["-TERM", &server.child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    let status = server.child.wait().unwrap();
    assert!(status.success(), "{status}");
}

#[test]
fn the_sandbox_runs_alone() {
    let server = Server::start(&["sandbox", "--port", "0"]);
    let (head, body) = server.get("/sandbox/", "accept: application/json\r\n");
    assert!(head.starts_with("http/1.1 200") && body.contains("\"publishers\""), "{head}");
    assert!(server.get("/", "").0.starts_with("http/1.1 404"));
}

#[test]
fn what_cannot_work_says_what_to_do() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = listener.local_addr().unwrap().port().to_string();
    let problem = fails(&["sandbox", "--port", &taken]);
    assert!(problem.contains(&format!("port {taken} is taken")) && problem.contains("--port N"), "{problem}");
    let problem = fails(&["serve", "--dist", "/nowhere/dist", "--port", "0"]);
    assert!(problem.contains("/nowhere/dist") && problem.contains("cargo xtask serve"), "{problem}");
    let problem = fails(&["sandbox", "--port", "0", "--now", "tomorrow"]);
    assert!(problem.contains("for example 2026-11-21T12:00:00Z"), "{problem}");
    let problem = fails(&["sandbox", "--port", "0", "--data", "gb=."]);
    assert!(problem.contains("--data gb=.") && problem.contains("known are peru, uk"), "{problem}");
}
