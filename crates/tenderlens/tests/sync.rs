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
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
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

/// Kills runs until there were so many, then lets one end; returns what all of them wrote, without
/// lines that were cut, and how often a run was killed.
fn killed(server: &Server, publisher: &str, more: &[&str], times: u32) -> (Vec<String>, u32) {
    let file = state(&format!("{publisher}-killed"));
    let (mut lines, mut kills) = (Vec::new(), 0);
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
        } else if kills >= times {
            std::fs::remove_file(&file).unwrap();
            return (lines, kills);
        } else {
            // It came to the end before it was killed: begin again.
            std::fs::remove_file(&file).unwrap();
        }
    }
    panic!("only {kills} kills");
}

#[test]
fn a_feed_that_is_followed_by_runs_killed_fifty_times_is_whole() {
    let server = sandbox();
    let more = ["--param", "limit=10"];
    let whole = whole(&server, "prozorro", &more);
    assert!(whole.len() > 100, "{}", whole.len());
    let (lines, kills) = killed(&server, "prozorro", &more, 50);
    let found: HashSet<&String> = lines.iter().collect();
    let lost: Vec<_> = whole.iter().filter(|line| !found.contains(line)).collect();
    assert!(lost.is_empty(), "{} of {} lost after {kills} kills: {lost:?}", lost.len(), whole.len());
    assert!(found.len() == whole.len(), "{} that are not in it", found.len() - whole.len());
}

#[test]
fn windows_that_are_followed_by_killed_runs_are_whole() {
    let server = sandbox();
    let more = ["--from", "2026-11-14", "--param", "limit=10"];
    let whole = whole(&server, "uk", &more);
    assert!(whole.len() > 20, "{}", whole.len());
    let (lines, kills) = killed(&server, "uk", &more, 20);
    let found: HashSet<&String> = lines.iter().collect();
    assert!(kills >= 20 && whole.iter().all(|line| found.contains(line)));
}
