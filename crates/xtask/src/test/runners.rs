//! The table of runners. A check (format, lint, generated files) counts as one test; the others
//! count what they report.

use std::fs;
use std::process::Command;

use super::counts::{self, Counts};
use super::server::Sandbox;
use super::{Report, Session, fuzz};
use crate::error::{Context, Error, Result};
use crate::setup::Step::{Browser, CargoFuzz, Components, Npm, Python, Trunk, WasmBindgen, WasmTarget};
use crate::setup::{self, Step};
use crate::workspace::WASM_TARGET;
use crate::{budgets, generate, sdk};

pub struct Runner {
    pub name: &'static str,
    pub about: &'static str,
    pub needs: &'static [Step],
    /// Far more than it takes: this only ends what hangs.
    pub minutes: u64,
    pub run: fn(&Session) -> Result<Report>,
}

/// Quick ones first. What several need (SDK, explorer, native program) is built once, by the
/// first that needs it.
pub const RUNNERS: &[Runner] = &[
    Runner { name: "fmt", about: "rustfmt changes nothing", needs: &[Components], minutes: 5, run: fmt },
    Runner { name: "css", about: "stylelint on www/styles", needs: &[Npm], minutes: 5, run: css },
    Runner { name: "html", about: "html-validate on index.html and 404.html", needs: &[Npm], minutes: 5, run: html },
    Runner {
        name: "clippy",
        about: "clippy on all native code, warnings denied",
        needs: &[Components],
        minutes: 60,
        run: clippy,
    },
    Runner { name: "native", about: "cargo test on the workspace", needs: &[Python], minutes: 60, run: native },
    Runner {
        name: "fuzz",
        about: "each fuzzer for 20 seconds, where there is a nightly toolchain",
        needs: &[CargoFuzz],
        minutes: 30,
        run: fuzz::run,
    },
    Runner { name: "gen", about: "generated files are as the code says", needs: &[], minutes: 30, run: generated },
    Runner {
        name: "clippy-wasm",
        about: "clippy on what is compiled for browsers",
        needs: &[Components, WasmTarget],
        minutes: 60,
        run: clippy_wasm,
    },
    Runner {
        name: "wasm",
        about: "core's tests in headless Chromium",
        needs: &[WasmTarget, WasmBindgen, Browser],
        minutes: 60,
        run: wasm,
    },
    Runner {
        name: "sdk",
        about: "SDK built and packed; its types and its tests",
        needs: &[WasmTarget, WasmBindgen, Npm],
        minutes: 60,
        run: sdk_tests,
    },
    Runner {
        name: "packaging",
        about: "the packed SDK in Node, in bundlers and in Chromium",
        needs: &[WasmTarget, WasmBindgen, Npm, Browser],
        minutes: 60,
        run: packaging,
    },
    Runner {
        name: "dist",
        about: "release build of the explorer",
        needs: &[WasmTarget, WasmBindgen, Trunk, Npm],
        minutes: 60,
        run: dist,
    },
    Runner {
        name: "budgets",
        about: "sizes within tests/budgets.json",
        needs: &[WasmTarget, WasmBindgen, Trunk, Npm],
        minutes: 90,
        run: size_budgets,
    },
    Runner {
        name: "e2e",
        about: "Playwright on the release build",
        needs: &[WasmTarget, WasmBindgen, Trunk, Npm, Browser, Python],
        minutes: 120,
        run: e2e,
    },
];

fn fmt(session: &Session) -> Result<Report> {
    // The names of the files are enough: the remedy is `cargo fmt --all`.
    check(session, &mut cargo(session, "fmt --all --check -- -l"))
}

fn css(session: &Session) -> Result<Report> {
    let mut command = session.shell.command("stylelint");
    check(session, command.args(["www/styles/**/*.css", "--max-warnings=0"]))
}

fn html(session: &Session) -> Result<Report> {
    let pages = ["index.html", "www/static/404.html"];
    // A page that isn't there would be passed over in silence.
    for page in pages {
        if !session.shell.workspace.root.join(page).is_file() {
            return Err(Error::new(format!("there is no {page}")));
        }
    }
    let mut command = session.shell.command("html-validate");
    check(session, command.arg("--max-warnings=0").args(pages))
}

fn clippy(session: &Session) -> Result<Report> {
    let arguments = "clippy --locked --workspace --all-targets -- -D warnings";
    check(session, &mut cargo(session, arguments))
}

fn clippy_wasm(session: &Session) -> Result<Report> {
    let mut command = cargo(session, "clippy --locked --lib --bins --test web");
    command.args(["-p", "tenderlens-core", "-p", "tenderlens-wasm", "-p", "tenderlens-explorer"]).args([
        "--target",
        WASM_TARGET,
        "--",
        "-D",
        "warnings",
    ]);
    check(session, &mut command)
}

fn native(session: &Session) -> Result<Report> {
    let skips = session.shell.workspace.scratch().join("skips.txt");
    fs::write(&skips, "").context("creating the list of skips")?;
    let mut command = cargo(session, "test --locked --workspace --no-fail-fast");
    command.env("TENDERLENS_SKIPS", &skips).env("TENDERLENS_PYTHON", session.shell.workspace.venv_python());
    let mut report = count(session, &mut command, counts::cargo_test)?;
    let noted = fs::read_to_string(&skips).context("reading the list of skips")?;
    for line in noted.lines() {
        println!("        skipped: {line}");
    }
    report.counts = report.counts.move_to_skipped(noted.lines().count() as u64);
    Ok(report)
}

fn generated(session: &Session) -> Result<Report> {
    check(session, generate::generator(&session.shell).args(["--", "--check"]))
}

fn wasm(session: &Session) -> Result<Report> {
    let shell = &session.shell;
    let runner =
        shell.find("wasm-bindgen-test-runner").ok_or_else(|| Error::new("there is no wasm-bindgen-test-runner"))?;
    session.build_native()?;
    let sandbox = Sandbox::start(shell)?;
    // What the tests print says what they measured.
    let mut command = cargo(session, "test --locked -p tenderlens-core --test web -- --nocapture");
    command
        // Read when the tests are compiled: a page has no environment.
        .env("TENDERLENS_SANDBOX", &sandbox.url)
        .env("CARGO_BUILD_TARGET", WASM_TARGET)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
        .env("CHROMEDRIVER", setup::chromedriver(shell)?)
        // Its own limit of 20 seconds is short for a busy machine.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "300");
    count(session, &mut command, counts::cargo_test)
}

fn sdk_tests(session: &Session) -> Result<Report> {
    session.build_sdk()?;
    session.build_native()?;
    npm_test(session, "www/sdk")
}

fn packaging(session: &Session) -> Result<Report> {
    session.build_sdk()?;
    session.build_native()?;
    npm_test(session, "tests/packaging")
}

fn npm_test(session: &Session, workspace: &str) -> Result<Report> {
    let mut command = session.shell.command("npm");
    command.args(["test", "-w", workspace]).env("TENDERLENS_SDK_TARBALL", sdk::tarball(&session.shell)?);
    command.env("TENDERLENS_BIN", session.shell.workspace.native_binary());
    if let Ok(browser) = setup::chrome(&session.shell) {
        command.env("CHROME", browser);
    }
    count(session, &mut command, counts::node_test)
}

fn dist(session: &Session) -> Result<Report> {
    session.build_dist()?;
    Ok(one_passed())
}

fn size_budgets(session: &Session) -> Result<Report> {
    session.build_sdk()?;
    session.build_dist()?;
    let verdicts = budgets::check(&session.shell)?;
    let problems: Vec<String> = verdicts.iter().filter_map(budgets::Verdict::problem).collect();
    let counts = Counts { passed: (verdicts.len() - problems.len()) as u64, failed: problems.len() as u64, skipped: 0 };
    Ok(Report { counts, problems })
}

fn e2e(session: &Session) -> Result<Report> {
    session.build_dist()?;
    session.build_native()?;
    let shell = &session.shell;
    let file = shell.workspace.scratch().join("e2e.json");
    fs::write(&file, "").context("creating the report")?;
    // The program itself, not npm: fewer processes between us and what is to be ended in time.
    let mut command = shell.command("playwright");
    command
        .args(["test", "--reporter=list,json"])
        .current_dir(shell.workspace.root.join("tests/e2e"))
        .env("PLAYWRIGHT_JSON_OUTPUT_FILE", &file)
        .env("CHROME", setup::chrome(shell)?)
        .env("TENDERLENS_PYTHON", shell.workspace.venv_python())
        .env("TENDERLENS_BIN", shell.workspace.native_binary())
        .env("TENDERLENS_DIST", shell.workspace.dist());
    let outcome = shell.run(&mut command);
    let text = fs::read_to_string(&file).context("reading the report")?;
    let counts = serde_json::from_str(&text).ok().and_then(|report| counts::playwright(&report)).unwrap_or_default();
    Ok(settle(counts, outcome))
}

fn cargo(session: &Session, arguments: &str) -> Command {
    let mut command = session.shell.command("cargo");
    command.args(arguments.split(' ')).env("CARGO_TERM_COLOR", "never");
    command
}

/// One command, one test.
fn check(session: &Session, command: &mut Command) -> Result<Report> {
    session.shell.run(command)?;
    Ok(one_passed())
}

fn one_passed() -> Report {
    Report { counts: Counts { passed: 1, ..Counts::default() }, problems: Vec::new() }
}

/// One command that prints how many tests it ran.
fn count(session: &Session, command: &mut Command, parse: fn(&str) -> Counts) -> Result<Report> {
    let (output, outcome) = session.shell.run_and_read(command)?;
    Ok(settle(parse(&output), outcome))
}

/// A runner that ends badly, or runs nothing, has failed even if no single test did.
fn settle(mut counts: Counts, outcome: Result<()>) -> Report {
    let problem = match outcome {
        Err(error) => Some(error.to_string()),
        Ok(()) if counts.failed > 0 => Some(format!("{} failed", counts.failed)),
        Ok(()) if counts.total() == 0 => Some("it reported no tests".to_owned()),
        Ok(()) => None,
    };
    if problem.is_some() && counts.failed == 0 {
        counts.failed = 1;
    }
    Report { counts, problems: problem.into_iter().collect() }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::super::counts::Counts;
    use super::{RUNNERS, settle};
    use crate::error::Error;

    fn counts(passed: u64, failed: u64) -> Counts {
        Counts { passed, failed, skipped: 0 }
    }

    #[test]
    fn a_runner_that_ran_nothing_failed() {
        assert_eq!(settle(counts(0, 0), Ok(())).counts, counts(0, 1));
    }

    #[test]
    fn a_runner_that_broke_after_its_tests_failed() {
        let report = settle(counts(4, 0), Err(Error::new("exit status: 101")));
        assert_eq!(report.counts, counts(4, 1));
        assert_eq!(report.problems, ["exit status: 101"]);
    }

    #[test]
    fn failed_tests_are_not_counted_twice() {
        let report = settle(counts(4, 2), Err(Error::new("exit status: 101")));
        assert_eq!(report.counts, counts(4, 2));
    }

    #[test]
    fn names_are_unique() {
        let names: HashSet<&str> = RUNNERS.iter().map(|runner| runner.name).collect();
        assert_eq!(names.len(), RUNNERS.len());
    }
}
