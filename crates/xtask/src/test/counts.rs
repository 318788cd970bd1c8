//! Reading results out of what the test runners print.

use std::fmt;
use std::ops::Add;

use serde_json::Value;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub passed: u64,
    pub failed: u64,
    pub skipped: u64,
}

impl Counts {
    pub fn total(self) -> u64 {
        self.passed + self.failed + self.skipped
    }

    /// A test that notes itself as skipped still ends as passed in its own runner.
    pub fn move_to_skipped(self, noted: u64) -> Self {
        let moved = noted.min(self.passed);
        Self { passed: self.passed - moved, skipped: self.skipped + moved, ..self }
    }
}

impl Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            skipped: self.skipped + other.skipped,
        }
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { passed, failed, skipped } = self;
        write!(formatter, "{passed} passed, {failed} failed, {skipped} skipped")
    }
}

/// Sums the `test result:` lines of `cargo test`, native or in a browser.
pub fn cargo_test(output: &str) -> Counts {
    output
        .lines()
        .filter_map(|line| line.split_once("test result:"))
        .map(|(_, result)| Counts {
            passed: number_before(result, "passed"),
            failed: number_before(result, "failed"),
            skipped: number_before(result, "ignored"),
        })
        .fold(Counts::default(), Counts::add)
}

fn number_before(result: &str, word: &str) -> u64 {
    result
        .split(['.', ';'])
        .filter_map(|part| part.trim().strip_suffix(word)?.trim().parse::<u64>().ok())
        .next()
        .unwrap_or_default()
}

/// Sums the closing lines of `node --test`: `# pass 3` on a pipe, `ℹ pass 3` on a terminal.
/// A cancelled test did not pass, so it failed; a `todo` was not done, so it was skipped.
pub fn node_test(output: &str) -> Counts {
    output
        .lines()
        .filter_map(|line| {
            let rest = line.strip_prefix("# ").or_else(|| line.strip_prefix("ℹ "))?;
            let (word, number) = rest.split_once(' ')?;
            Some(node_count(word, number.parse().ok()?))
        })
        .fold(Counts::default(), Counts::add)
}

fn node_count(word: &str, number: u64) -> Counts {
    let none = Counts::default();
    match word {
        "pass" => Counts { passed: number, ..none },
        "fail" | "cancelled" => Counts { failed: number, ..none },
        "skipped" | "todo" => Counts { skipped: number, ..none },
        _ => none,
    }
}

/// Reads the statistics of Playwright's JSON report. Flaky, which is to have failed at first, is failed.
pub fn playwright(report: &Value) -> Option<Counts> {
    let stats = &report["stats"];
    let top_level_errors = report["errors"].as_array().map_or(0, Vec::len) as u64;
    Some(Counts {
        passed: stats["expected"].as_u64()?,
        failed: stats["unexpected"].as_u64()? + stats["flaky"].as_u64()? + top_level_errors,
        skipped: stats["skipped"].as_u64()?,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Counts, cargo_test, node_test, playwright};

    fn counts(passed: u64, failed: u64, skipped: u64) -> Counts {
        Counts { passed, failed, skipped }
    }

    #[test]
    fn sums_every_cargo_result_line() {
        let output = "running 3 tests\ntest a ... ok\n\
            test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 4 filtered out; finished in 0.01s\n\n\
            test result: FAILED. 12 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.50s\n";
        assert_eq!(cargo_test(output), counts(14, 3, 1));
    }

    #[test]
    fn reads_the_browser_runner_which_leaves_some_words_out() {
        let output = "test result: ok. 5 passed; 0 failed; 0 ignored; 0 filtered out; finished in 0.10s";
        assert_eq!(cargo_test(output), counts(5, 0, 0));
    }

    #[test]
    fn output_without_results_counts_nothing() {
        assert_eq!(cargo_test("error: could not compile"), counts(0, 0, 0));
        assert_eq!(node_test("# Subtest: adds 3 and 4\nok 1 - adds"), counts(0, 0, 0));
    }

    #[test]
    fn reads_both_forms_of_node_results() {
        let tap = "TAP version 13\nok 1 - works\n1..1\n# tests 6\n# suites 0\n# pass 2\n# fail 1\n\
            # cancelled 1\n# skipped 1\n# todo 1\n# duration_ms 33.5\n";
        assert_eq!(node_test(tap), counts(2, 2, 2));
        assert_eq!(node_test(&tap.replace("# ", "ℹ ")), counts(2, 2, 2));
    }

    #[test]
    fn flaky_browser_tests_failed() {
        let report = json!({ "stats": { "expected": 7, "unexpected": 1, "flaky": 2, "skipped": 3 }, "errors": [] });
        assert_eq!(playwright(&report), Some(counts(7, 3, 3)));
    }

    #[test]
    fn errors_outside_of_tests_are_failures() {
        let stats = json!({ "expected": 0, "unexpected": 0, "flaky": 0, "skipped": 0 });
        let report = json!({ "stats": stats, "errors": [{ "message": "no server" }] });
        assert_eq!(playwright(&report), Some(counts(0, 1, 0)));
        assert_eq!(playwright(&json!({})), None);
    }

    #[test]
    fn noted_skips_are_taken_from_the_passed() {
        assert_eq!(counts(5, 1, 1).move_to_skipped(2), counts(3, 1, 3));
        assert_eq!(counts(1, 0, 0).move_to_skipped(2), counts(0, 0, 1));
    }

    #[test]
    fn the_closing_line_has_its_fixed_form() {
        assert_eq!(counts(3, 0, 1).to_string(), "3 passed, 0 failed, 1 skipped");
    }
}
