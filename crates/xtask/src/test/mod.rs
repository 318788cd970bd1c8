//! `cargo xtask test`: every runner, all failures at the end, one line of sums.

mod counts;
mod fuzz;
mod runners;
mod server;

use std::cell::OnceCell;
use std::env;
use std::time::{Duration, Instant};

use counts::Counts;
use runners::{RUNNERS, Runner};

use crate::error::{Error, Result};
use crate::log::Log;
use crate::setup::{self, Step};
use crate::shell::Shell;
use crate::{explorer, sdk, serve};

/// Installing two tools from source takes minutes, on a loaded machine many.
const SETUP_LIMIT: Duration = Duration::from_secs(90 * 60);

/// How much of a failed runner's log is shown; the rest is in the file.
const SHOWN_OF_LOG: u64 = 40_000;

/// What runners share: the programs to run, and builds that several of them need once.
pub struct Session {
    pub shell: Shell,
    sdk: OnceCell<Result<()>>,
    dist: OnceCell<Result<()>>,
    native: OnceCell<Result<()>>,
}

impl Session {
    pub fn build_sdk(&self) -> Result<()> {
        self.sdk.get_or_init(|| sdk::build(&self.shell)).clone()
    }

    pub fn build_dist(&self) -> Result<()> {
        self.dist.get_or_init(|| explorer::dist(&self.shell)).clone()
    }

    pub fn build_native(&self) -> Result<()> {
        self.native.get_or_init(|| serve::build_native(&self.shell)).clone()
    }
}

/// What one runner has to say.
pub struct Report {
    pub counts: Counts,
    pub problems: Vec<String>,
}

struct Options {
    only: Vec<String>,
    verbose: bool,
    list: bool,
}

/// Whether everything passed; the sums are printed as the last line.
pub fn command(shell: Shell, arguments: &[String]) -> Result<bool> {
    let options = parse_options(arguments)?;
    if options.list {
        for runner in RUNNERS {
            println!("{:<12} {}", runner.name, runner.about);
        }
        return Ok(true);
    }
    let chosen = choose(&options.only)?;
    let started = Instant::now();
    let mut session = Session { shell, sdk: OnceCell::new(), dist: OnceCell::new(), native: OnceCell::new() };
    let mut total = Counts::default();
    let mut problems = set_up(&mut session, &chosen);
    total.failed += problems.len() as u64;
    for (index, runner) in chosen.iter().enumerate() {
        println!("[{}/{}] {}: {}", index + 1, chosen.len(), runner.name, runner.about);
        let report = run_one(&mut session, runner, options.verbose);
        total = total + report.counts;
        problems.extend(report.problems);
    }
    println!("\nall runners: {}", spoken(started.elapsed()));
    Ok(conclude(total, &problems))
}

fn parse_options(arguments: &[String]) -> Result<Options> {
    let mut options = Options { only: Vec::new(), verbose: false, list: false };
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--list" => options.list = true,
            "--verbose" | "-v" => options.verbose = true,
            "--only" => {
                let name = arguments.next().ok_or_else(|| Error::new("--only needs a name"))?;
                options.only.extend(name.split(',').map(str::to_owned));
            }
            _ => {
                let usage = "usage: cargo xtask test [--only NAME]... [--verbose] [--list]";
                return Err(Error::new(usage));
            }
        }
    }
    Ok(options)
}

fn choose(only: &[String]) -> Result<Vec<&'static Runner>> {
    for name in only {
        if !RUNNERS.iter().any(|runner| runner.name == name) {
            return Err(Error::new(format!("there is no runner {name}; see: cargo xtask test --list")));
        }
    }
    let chosen = |runner: &&Runner| only.is_empty() || only.iter().any(|name| name == runner.name);
    Ok(RUNNERS.iter().filter(chosen).collect())
}

/// Does what the chosen runners need. A step that fails counts as a failure, and what can run
/// without it still runs.
fn set_up(session: &mut Session, chosen: &[&Runner]) -> Vec<String> {
    let needed: Vec<Step> =
        setup::ALL.iter().copied().filter(|step| chosen.iter().any(|runner| runner.needs.contains(step))).collect();
    session.shell.limit(SETUP_LIMIT);
    setup::run_all(&session.shell, &needed)
        .into_iter()
        .map(|error| format!("setup: {error}\n    again: cargo xtask setup"))
        .collect()
}

fn run_one(session: &mut Session, runner: &Runner, verbose: bool) -> Report {
    let started = Instant::now();
    let report = start(session, runner, verbose).unwrap_or_else(|error| Report {
        counts: Counts { failed: 1, ..Counts::default() },
        problems: vec![error.to_string()],
    });
    let verdict = if report.counts.failed == 0 { "ok" } else { "FAILED" };
    let elapsed = spoken(started.elapsed());
    if report.counts.failed > 0 && !verbose {
        show_log(session);
    }
    println!("        {verdict}: {} in {elapsed}", report.counts);
    Report {
        counts: report.counts,
        problems: report
            .problems
            .iter()
            .map(|problem| format!("{}: {problem}\n    again: cargo xtask test --only {0}", runner.name))
            .collect(),
    }
}

fn start(session: &mut Session, runner: &Runner, verbose: bool) -> Result<Report> {
    let path = session.shell.workspace.scratch().join(format!("{}.log", runner.name));
    session.shell.log_to(Log::create(path, verbose)?);
    session.shell.limit(Duration::from_secs(60 * runner.minutes));
    (runner.run)(session)
}

fn show_log(session: &Session) {
    let Some(log) = session.shell.log() else {
        return;
    };
    println!("-------- the end of {}", log.path.display());
    println!("{}", log.tail(SHOWN_OF_LOG).unwrap_or_default().trim_end());
    println!("--------");
}

fn conclude(total: Counts, problems: &[String]) -> bool {
    for problem in problems {
        println!("FAILED {problem}");
    }
    let skips_fail = env::var("CI").is_ok_and(|value| value == "true");
    if skips_fail && total.skipped > 0 {
        println!("FAILED with CI=true a skipped test is a failure");
    }
    println!("{total}");
    total.failed == 0 && !(skips_fail && total.skipped > 0)
}

fn spoken(duration: Duration) -> String {
    let seconds = duration.as_secs();
    if seconds < 60 {
        format!("{:.1} s", duration.as_secs_f64())
    } else {
        format!("{} min {} s", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{choose, runners::RUNNERS, spoken};

    #[test]
    fn chooses_by_name_in_the_order_of_the_table() {
        let names = ["css".to_owned(), "fmt".to_owned()];
        let chosen: Vec<&str> = choose(&names).unwrap().iter().map(|runner| runner.name).collect();
        assert_eq!(chosen, ["fmt", "css"]);
        assert_eq!(choose(&[]).unwrap().len(), RUNNERS.len());
        assert!(choose(&["nonsense".to_owned()]).is_err());
    }

    #[test]
    fn speaks_durations() {
        assert_eq!(spoken(Duration::from_millis(1_240)), "1.2 s");
        assert_eq!(spoken(Duration::from_secs(61)), "1 min 1 s");
    }
}
