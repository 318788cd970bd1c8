//! `sync` against the sandbox, killed at any moment.

// The exception for tests in clippy.toml covers test functions only, not their helpers.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use common::{Server, command};

fn sandbox() -> Server {
    Server::start(&["sandbox", "--port", "0", "--now", "2026-11-21T12:00:00Z"])
}

/// A state file that no other test uses.
fn state(name: &str) -> PathBuf {
    let file = std::env::temp_dir().join(format!("tenderlens-sync-{name}-{}.json", std::process::id()));
    let _ = std::fs::remove_file(&file);
    file
}

fn sync(server: &Server, publisher: &str, state: &Path, more: &[&str]) -> Command {
    let mut sync = command(&["sync", publisher, "--once", "--base", &format!("{}{publisher}", server.url), "--state"]);
    sync.arg(state).args(more);
    sync
}

/// Everything there is, in a run that is left alone.
fn whole(server: &Server, publisher: &str, more: &[&str]) -> Vec<String> {
    let file = state(&format!("{publisher}-whole"));
    let output = sync(server, publisher, &file, more).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    std::fs::remove_file(file).unwrap();
    let lines: Vec<String> = String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect();
    assert!(lines.len() > 2 * PAGE, "{publisher} has only {}", lines.len());
    lines
}

#[test]
fn a_second_run_brings_only_what_is_new() {
    let server = sandbox();
    let file = state("again");
    let first = sync(&server, "prozorro", &file, &[]).output().unwrap();
    assert!(first.status.success() && first.stdout.len() > 10_000);
    // The publisher's stated interval is kept between two looks at the end: let it have passed.
    let text = std::fs::read_to_string(&file).unwrap();
    let ended = text.split("\"endedMs\":").nth(1).unwrap().split([',', '}']).next().unwrap();
    std::fs::write(&file, text.replace(ended, "1")).unwrap();
    let second = sync(&server, "prozorro", &file, &[]).output().unwrap();
    assert!(second.status.success() && second.stdout.is_empty(), "{}", String::from_utf8_lossy(&second.stdout));
    // What was begun with other parameters is not gone on with.
    let other = sync(&server, "prozorro", &file, &["--param", "mode=test"]).output().unwrap();
    assert_eq!(other.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&other.stderr).contains("was begun with no --param"));
    std::fs::remove_file(file).unwrap();
}

#[test]
fn wrong_usage_and_strange_state_files_are_refused_and_kept() {
    let server = sandbox();
    let file = state("strange");
    for (publisher, more, words) in [
        ("mars", &[][..], "no publisher"),
        ("peru", &["--from", "2024-01"], "source"),
        ("uk", &[], "\"from\" is required"),
        ("prozorro", &["--endpoint", "tender"], "cannot be followed"),
        ("prozorro", &["--param", "offset=1"], "following sets it itself"),
    ] {
        let output = sync(&server, publisher, &file, more).output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(2) && err.contains(words), "{publisher}: {err}");
        assert!(!file.exists());
    }
    for text in ["not ours", "{\"version\":99}"] {
        std::fs::write(&file, text).unwrap();
        let output = sync(&server, "prozorro", &file, &[]).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
    }
    std::fs::remove_file(file).unwrap();
}

/// Kills runs until there were so many, then lets one end. Whenever one comes to the end, what it and
/// the runs before it wrote since the beginning, without lines that were cut, must be the whole, and no
/// more of it twice than one page for each kill.
fn survives_kills(server: &Server, publisher: &str, more: &[&str], times: u32) {
    let whole: HashSet<String> = whole(server, publisher, more).into_iter().collect();
    let file = state(&format!("{publisher}-killed"));
    let (mut lines, mut kills, mut kills_since) = (Vec::new(), 0, 0);
    for run in 0..5000_u64 {
        let mut child = sync(server, publisher, &file, more).stdout(Stdio::piped()).spawn().unwrap();
        if kills < times {
            std::thread::sleep(Duration::from_millis(5 + run * 37 % 70));
            let _ = child.kill();
        }
        let output = child.wait_with_output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        lines.extend(text.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n')).map(str::to_owned));
        if output.status.code().is_none() {
            kills += 1;
            kills_since += 1;
            continue;
        }
        assert!(output.status.success(), "{:?}", output.status);
        let found: HashSet<String> = lines.iter().cloned().collect();
        let lost = whole.difference(&found).count();
        assert!(found == whole, "{lost} of {} lost after {kills_since} kills", whole.len());
        assert!(lines.len() - found.len() <= kills_since * PAGE, "{} twice after {kills_since} kills", lines.len());
        std::fs::remove_file(&file).unwrap();
        if kills >= times {
            return;
        }
        // It came to the end before it was killed: begin again.
        (lines, kills_since) = (Vec::new(), 0);
    }
    panic!("only {kills} kills");
}

/// Entries on a page: what may come again when a run is killed.
const PAGE: usize = 10;

#[test]
fn a_feed_that_is_followed_by_runs_killed_fifty_times_is_whole() {
    survives_kills(&sandbox(), "prozorro", &["--param", "limit=10"], 50);
}

#[test]
fn windows_that_are_followed_by_killed_runs_are_whole() {
    survives_kills(&sandbox(), "uk", &["--from", "2026-11-14", "--param", "limit=10"], 20);
}
