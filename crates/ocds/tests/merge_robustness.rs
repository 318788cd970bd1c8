//! Whatever comes in: a result or an error, in time that grows with the input and not faster.
#![allow(clippy::expect_used, clippy::panic)] // a test may stop at the first surprise

mod common;

use std::time::Instant;

use common::generate::{Generator, LEVELS, Random};
use tenderlens_ocds::changes::{changes, history};
use tenderlens_ocds::merge::{
    CompiledRelease, MergeErrorKind, Merged, Options, SyntaxProblem, VersionedRelease, compiled, versioned,
};

/// All ways in, for texts that need only not crash.
fn everything(releases: &[&str]) {
    let options = Options::default();
    let _ = compiled(releases, &options);
    let _ = versioned(releases, &options);
    let _ = changes(releases, &options);
    let _ = history(releases, "/tender", &options);
    for base in releases {
        let _ = CompiledRelease::update(base, options.clone()).map(CompiledRelease::finish);
        let _ = VersionedRelease::update(base, options.clone()).map(VersionedRelease::finish);
    }
}

fn compile(releases: &[&str]) -> Merged {
    compiled(releases, &Options::default()).expect("a compiled release")
}

fn problem(text: &str) -> (SyntaxProblem, usize) {
    match compiled(&[text], &Options::default()).expect_err("an error").kind {
        MergeErrorKind::InvalidJson { problem, offset } => (problem, offset),
        other => panic!("{other}"),
    }
}

#[test]
fn deep_nesting_is_an_error_and_no_stack_overflow() {
    for (open, close) in [("{\"a\":", "}"), ("[", "]"), ("[{\"id\":\"1\",\"a\":", "}]"), ("[{\"a\":", "}]")] {
        let deep = |levels: usize| {
            let inside = format!("{}1{}", open.repeat(levels), close.repeat(levels));
            format!(r#"{{"ocid":"o","id":"1","date":"2024","tag":[],"x":{inside}}}"#)
        };
        let release = deep(10_000);
        everything(&[&release, &release]);
        assert_eq!(problem(&release).0, SyntaxProblem::TooDeep, "{open}");
        let fits = deep(450);
        everything(&[&fits, &fits]);
        assert!(compile(&[&fits]).json.len() > 450, "{open}");
        everything(&[&open.repeat(10_000), &open.repeat(100_000)]);
    }
}

/// Also on the small stacks of threads and of wasm.
#[test]
fn the_deepest_document_fits_a_small_stack() {
    let merge = || {
        for (open, close) in [("{\"a\":", "}"), ("[{\"id\":\"1\",\"a\":", "}]"), ("[{\"id\":null,\"a\":", "}]")] {
            let levels = 999 / close.len();
            let inside = format!("{}1{}", open.repeat(levels), close.repeat(levels));
            let release = format!(r#"{{"ocid":"o","id":"1","date":"2024","x":{inside}}}"#);
            let options = Options::default();
            let merged = versioned(&[&release, &release], &options).expect("merged");
            assert!(merged.json.contains("releaseID"));
            changes(&[&release, &release], &options).expect("changes");
        }
    };
    let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(merge).expect("a thread");
    thread.join().expect("no overflow");
}

#[test]
fn numbers_keep_their_source_even_where_doubles_end() {
    let release =
        r#"{"ocid":"o","id":"1","date":"1","x":{"a":1e400,"b":-1e400,"c":0.10000000000000000000001,"d":1E5}}"#;
    assert!(compile(&[release]).json.ends_with(r#""x":{"a":1e400,"b":-1e400,"c":0.10000000000000000000001,"d":1E5}}"#));
    let digits = "9".repeat(1_000_000);
    let long = format!(
        r#"{{"ocid":"o","id":"2","date":{digits},"x":{{"a":{digits},"b":{digits}e1,"c":[{{"id":{digits}}}]}}}}"#
    );
    everything(&[release, &long]);
    everything(&[&long, &long]);
}

#[test]
fn repeated_names_count_once_with_the_last_value() {
    let release = r#"{"ocid":"o","date":"2024-05-05","id":"1","tag":[],"x":1,"y":2,"x":{"a":1,"a":2},"date":"2020"}"#;
    let other = r#"{"ocid":"o","date":"2023","id":"2","tag":[],"y":3}"#;
    let json = compile(&[release, other]).json;
    assert_eq!(json, r#"{"tag":["compiled"],"id":"o-2023","date":"2023","ocid":"o","x":{"a":2},"y":3}"#);
}

#[test]
fn lone_surrogates_pass_through() {
    let release = |id: &str, name: &str| {
        format!(r#"{{"ocid":"o\ud800","id":"{id}","date":"2024\udfff","a\ud800":[{{"id":"\udc00","n":"{name}"}}]}}"#)
    };
    let (first, second) = (release("1", "\\ud83d"), release("2", "\\ud83d\\ude00"));
    let json = compile(&[&first, &second]).json;
    assert!(json.contains(r#""a\ud800":[{"id":"\udc00","n":"\ud83d\ude00"}]"#), "{json}");
    assert!(json.contains(r#""id":"o\ud800-2024\udfff""#), "{json}");
    everything(&[&first, &second]);
    let clash = r#"{"ocid":"o","id":"3","date":"9","a\ud800":{"x":1}}"#;
    let error = compiled(&[&first, clash], &Options::default()).expect_err("an error");
    assert!(error.message().contains("\\ud800") && error.class() == "InconsistentTypeError", "{error}");
}

#[test]
fn every_truncation_is_an_error() {
    let release = r#" {"ocid":"o","id":"r\u00e9","date":"2024","tag":["x"],"a":[{"id":"1","b":[1.5e-3,null,true,{}]}],"c":{"d":"\ud83d\ude00"}}"#;
    compile(&[release]);
    for end in (0..release.len()).filter(|&end| release.is_char_boundary(end)) {
        let error = compiled(&[&release[..end]], &Options::default()).expect_err("truncated");
        assert_eq!((error.code(), error.release), ("invalid-json", Some(0)), "{end}");
        everything(&[&release[..end], release]);
    }
}

#[test]
fn what_is_not_json_is_an_error_at_its_place() {
    use SyntaxProblem::{
        ControlCharacter, InvalidEscape, InvalidNumber, TrailingText, UnexpectedCharacter, UnexpectedEnd,
    };
    for (text, expected) in [
        ("", (UnexpectedEnd, 0)),
        ("{\"a\":01}", (InvalidNumber, 7)),
        ("{\"a\":.5}", (UnexpectedCharacter, 5)),
        ("{\"a\":-}", (InvalidNumber, 6)),
        ("{\"a\":1.}", (InvalidNumber, 7)),
        ("{\"a\":1e}", (InvalidNumber, 7)),
        ("{\"a\":NaN}", (UnexpectedCharacter, 5)),
        ("{\"a\":1,}", (UnexpectedCharacter, 7)),
        ("{\"a\" 1}", (UnexpectedCharacter, 5)),
        ("{\"a\":[1,]}", (UnexpectedCharacter, 8)),
        ("{\"a\":\"\t\"}", (ControlCharacter, 6)),
        ("{\"a\":\"\\x\"}", (InvalidEscape, 6)),
        ("{\"a\":\"\\u12g4\"}", (InvalidEscape, 6)),
        ("{\"a\":tru}", (UnexpectedCharacter, 5)),
        ("{} {}", (TrailingText, 3)),
        ("\u{feff}{}", (UnexpectedCharacter, 0)),
    ] {
        assert_eq!(problem(text), expected, "{text}");
    }
}

#[test]
fn an_error_says_where() {
    let first = r#"{"ocid":"o","id":"r1","date":"2024-01","tag":[],"tender":"text"}"#;
    let second = r#"{"ocid":"o","id":"r2","date":"2024-02","tag":[],"tender":{"title":"t"}}"#;
    let error = compiled(&[second, first], &Options::default()).expect_err("an error");
    assert_eq!((error.ocid.as_deref(), error.release_id.as_deref(), error.release), (Some("o"), Some("r2"), Some(0)));
    assert!(error.to_string().ends_with("key (ocid o, release r2)"), "{error}");
    let twice = r#"{"ocid":"o","id":"r3","date":"2024","awards":[{"id":1},{"id":1}]}"#;
    let warning = compile(&[twice]).warnings.pop().expect("a warning");
    assert_eq!((warning.path.as_str(), warning.release_id.as_deref()), ("awards", Some("r3")));
}

/// Texts cut, doubled and spoilt at random.
#[test]
fn spoilt_texts_never_crash() {
    let mut random = Random::new(42);
    for seed in 0..1500 {
        let level = LEVELS[seed as usize % LEVELS.len()];
        let mut releases = Generator::new(seed + 9_000_000, level).history().releases;
        for release in &mut releases {
            spoil(release, &mut random);
        }
        let texts: Vec<&str> = releases.iter().map(String::as_str).take(6).collect();
        everything(&texts);
    }
}

fn spoil(text: &mut String, random: &mut Random) {
    if text.is_empty() || random.once_in(3) {
        return;
    }
    let mut at = random.below(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    match random.below(4) {
        0 => text.truncate(at),
        1 => text.insert_str(at, random.pick(&["\"", "{", "]", "\\", "null", "\\ud800", "1e999", ",", ":"])),
        2 => drop(text.remove(at)),
        _ => {
            let copy = text[at..].to_owned();
            text.push_str(&copy);
        }
    }
}

/// How many times the time for `small` does `large` take? The middle of several tries, each of which
/// compares two runs that follow each other: a busy moment of the machine spoils one try, and a slow
/// minute slows both runs of each.
fn growth(small: &[String], large: &[String]) -> f64 {
    const TRIES: usize = 5;
    let mut growths: Vec<f64> = (0..TRIES).map(|_| time(small)).map(|small| time(large) / small.max(1e-6)).collect();
    growths.sort_by(f64::total_cmp);
    growths[TRIES / 2]
}

/// Both merges.
fn time(releases: &[String]) -> f64 {
    let texts: Vec<&str> = releases.iter().map(String::as_str).collect();
    let options = Options::default();
    let start = Instant::now();
    compiled(&texts, &options).expect("compiled");
    versioned(&texts, &options).expect("versioned");
    start.elapsed().as_secs_f64()
}

#[test]
fn time_is_linear() {
    type Make = fn(usize) -> Vec<String>;
    let cases: [(&str, Make); 6] = [
        ("many fields", |n| {
            let fields: Vec<String> = (0..n).map(|i| format!("\"f{i}\":{i}")).collect();
            let release = |d| format!(r#"{{"ocid":"o","id":"1","date":"{d}","tag":[],{}}}"#, fields.join(","));
            vec![release(1), release(2)]
        }),
        ("many ids", |n| {
            let items: Vec<String> = (0..n).map(|i| format!("{{\"id\":\"i{i}\",\"a\":{i}}}")).collect();
            let back: Vec<String> = items.iter().rev().cloned().collect();
            let release = |d, items: &[String]| {
                format!(r#"{{"ocid":"o","id":"1","date":"{d}","tag":[],"awards":[{}]}}"#, items.join(","))
            };
            vec![release(1, &items), release(2, &back)]
        }),
        ("odd ids", |n| {
            let items: Vec<String> = (0..n).map(|i| format!("{{\"id\":{i}.5,\"a\":{i}}}")).collect();
            vec![format!(r#"{{"ocid":"o","id":"1","date":"1","tag":[],"awards":[{}]}}"#, items.join(","))]
        }),
        ("many releases", |n| {
            let release =
                |i| format!(r#"{{"ocid":"o","id":"{i}","date":"{i:09}","tag":[],"tender":{{"title":"{i}"}}}}"#);
            (0..n).map(release).collect()
        }),
        ("releases that add", |n| {
            let release = |i| {
                format!(r#"{{"ocid":"o","id":"{i}","date":"{i:09}","tag":[],"awards":[{{"id":{i},"title":"{i}"}}]}}"#)
            };
            (0..n).map(release).collect()
        }),
        ("late ids in arrays in arrays", |n| {
            let levels = 300;
            let inside =
                "[{\"a\":".repeat(levels) + &format!("\"{}\"", "x".repeat(n * 20)) + &",\"id\":1}]".repeat(levels);
            vec![format!(r#"{{"ocid":"o","id":"1","date":"1","tag":[],"a":{inside}}}"#)]
        }),
    ];
    for (what, make) in cases {
        let growth = growth(&make(2_500), &make(10_000));
        // Quadratic would be 16.
        assert!(growth < 9.0, "{what}: {growth:.1} times the time for 4 times the input");
    }
}
