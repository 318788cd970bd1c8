//! `cargo xtask bench explorer [--runs N] [--dist]`: the built explorer in Chromium against its budgets. With
//! `--dist` it takes the dist/ that is there.

use std::fmt::Write;
use std::fs;

use serde_json::Value;

use super::report;
use crate::error::{Context, Error, Result};
use crate::explorer;
use crate::setup::{self, Step};
use crate::shell::Shell;

const BUDGETS: &str = "tests/budgets.json";

const INTRODUCTION: &str = "Written by `cargo xtask bench explorer`: the release build in Chromium, from a host that packs with brotli, \
against `measured` in tests/budgets.json. The start page is opened with a processor four times slower, 1.6 Mbit/s and \
150 ms (the slowdown is the page's: Chromium does not slow workers down); *cold* with an empty cache, *warm* a second time. \
Interactive is when the app has taken over the painted page; first rows is a search link whose publisher answers with a \
package of 60 processes. The long list and the package of 50 MB are measured without slowdown, as the budgets are a \
laptop's. INP is the 98th percentile of the interactions, the frame the 99th percentile of the times between frames while \
the page is scrolled from its top to its end in 180 steps. Medians of all runs; a median may be over its budget by the \
stated slack.";

struct Budget {
    name: String,
    unit: String,
    most: f64,
    slack_percent: f64,
}

impl Budget {
    fn allows(&self, value: f64) -> bool {
        value <= self.most * (1.0 + self.slack_percent / 100.0)
    }
}

pub fn command(shell: &Shell, arguments: &[String]) -> Result<()> {
    let (runs, build) = read(arguments)?;
    setup::run(shell, setup::SERVE)?;
    setup::run(shell, &[Step::Browser])?;
    if build {
        explorer::build(shell)?;
    }
    let budgets = budgets(&fs::read_to_string(shell.workspace.root.join(BUDGETS)).context(BUDGETS)?)?;
    let root = &shell.workspace.root;
    let mut node = shell.command("node");
    node.arg(root.join("tests/bench/explorer/run.mjs")).arg(shell.workspace.dist()).arg(runs.to_string());
    let printed = shell.read(&mut node)?;
    let said: Value = serde_json::from_str(&printed).context("reading what Chromium measured")?;
    let (table, over) = table(&said, &budgets)?;
    let text = format!("{INTRODUCTION}\n\n{}; {runs} runs.\n\n{table}", report::machine(shell));
    println!("{text}");
    report::put(shell, "Explorer", &text)?;
    if over.is_empty() { Ok(()) } else { Err(Error::new(format!("over budget:\n{}", over.join("\n")))) }
}

fn read(arguments: &[String]) -> Result<(usize, bool)> {
    let (mut runs, mut build) = (7, true);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--dist" => build = false,
            "--runs" => {
                let number = rest.next().and_then(|number| number.parse().ok()).filter(|number| *number > 0);
                runs = number.ok_or_else(|| Error::new("--runs needs a number from 1"))?;
            }
            other => return Err(Error::new(format!("{other}: bench explorer takes --runs N and --dist"))),
        }
    }
    Ok((runs, build))
}

fn budgets(text: &str) -> Result<Vec<Budget>> {
    let value: Value = serde_json::from_str(text).context(BUDGETS)?;
    let budget = |value: &Value| {
        Some(Budget {
            name: value["name"].as_str()?.to_owned(),
            unit: value["unit"].as_str()?.to_owned(),
            most: value["most"].as_f64()?,
            slack_percent: value["slackPercent"].as_f64()?,
        })
    };
    let budgets = value["measured"].as_array().and_then(|budgets| budgets.iter().map(budget).collect());
    budgets.ok_or_else(|| Error::new(format!("{BUDGETS}: each of `measured` needs name, unit, most, slackPercent")))
}

/// Median and longest of what a budget names.
fn measured(said: &Value, name: &str) -> Option<(f64, f64)> {
    if let Some(time) = said["measured"].get(name) {
        return Some((time["median"].as_f64()?, time["longest"].as_f64()?));
    }
    let single = said["bytes"][name].as_f64().map(|bytes| bytes / 1000.0).or_else(|| match name {
        "row nodes" => said["rowNodes"].as_f64(),
        _ => None,
    })?;
    Some((single, single))
}

/// The table, and what is over its budget.
fn table(said: &Value, budgets: &[Budget]) -> Result<(String, Vec<String>)> {
    let mut table = "| | measured | longest | budget | slack |\n| --- | ---: | ---: | ---: | ---: |\n".to_owned();
    let mut over = Vec::new();
    for budget in budgets {
        let Budget { name, unit, most, slack_percent } = budget;
        let (median, longest) =
            measured(said, name).ok_or_else(|| Error::new(format!("nothing measures the budget {name:?}")))?;
        let shown = |value: f64| if *most < 1.0 { format!("{value:.3}") } else { format!("{value:.0}") };
        let unit = format!(" {unit}");
        let unit = unit.trim_end();
        let mark = if budget.allows(median) { "" } else { " **over**" };
        let (median, longest) = (shown(median), shown(longest));
        let _ =
            writeln!(table, "| {name} | {median}{unit}{mark} | {longest}{unit} | {most}{unit} | {slack_percent} % |");
        if !mark.is_empty() {
            over.push(format!("{name}: {median}{unit} of {most}{unit}"));
        }
    }
    table.push_str(&unjudged(said, budgets));
    let rate = said["rate"].as_f64().unwrap_or_default();
    let _ = writeln!(
        table,
        "\nThe package of 50 MB was fetched, parsed, merged and listed at {rate:.0} MB/s (the best run)."
    );
    Ok((table, over))
}

/// What is measured and has no budget.
fn unjudged(said: &Value, budgets: &[Budget]) -> String {
    let mut rows = String::new();
    for (of, unit) in [("measured", "ms"), ("bytes", "kB")] {
        let names = said[of].as_object().into_iter().flat_map(|measured| measured.keys());
        for name in names.filter(|name| budgets.iter().all(|budget| budget.name != **name)) {
            if let Some((median, longest)) = measured(said, name) {
                let _ = writeln!(rows, "| {name} | {median:.0} {unit} | {longest:.0} {unit} | – | – |");
            }
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Budget, budgets, table};

    fn budget(name: &str, most: f64) -> Budget {
        Budget { name: name.to_owned(), unit: "ms".to_owned(), most, slack_percent: 10.0 }
    }

    #[test]
    fn what_is_over_its_budget_and_slack_is_named() {
        let said =
            json!({"measured": {"LCP": {"median": 2190.0, "longest": 2500.0}, "CLS": {"median": 0.2, "longest": 0.2}}});
        let (table, over) = table(&said, &[budget("LCP", 2000.0), budget("CLS", 0.05)]).unwrap_or_default();
        assert!(table.contains("| LCP | 2190 ms | 2500 ms | 2000 ms | 10 % |"), "{table}");
        assert_eq!(over, ["CLS: 0.200 ms of 0.05 ms"]);
    }

    #[test]
    fn a_budget_that_nothing_measures_is_an_error() {
        assert!(table(&json!({"measured": {}}), &[budget("LCP", 2000.0)]).is_err());
        assert!(budgets(r#"{"measured": [{"name": "LCP"}]}"#).is_err());
        assert!(budgets("{}").is_err());
    }

    #[test]
    fn the_budgets_in_the_file_are_read() {
        let text = include_str!("../../../../tests/budgets.json");
        assert!(budgets(text).is_ok_and(|budgets| budgets.len() > 10));
    }
}
