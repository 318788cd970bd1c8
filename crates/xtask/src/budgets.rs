//! `tests/budgets.json` against what the builds weigh.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::error::{Context, Error, Result};
use crate::shell::Shell;
use crate::sizes::{Copies, Size, measure};

const FILE: &str = "tests/budgets.json";

/// Room above the measured size, so that small changes need no new number.
const ROOM_PERCENT: u64 = 10;

#[derive(Clone, Debug, PartialEq, Eq)]
struct Budget {
    name: String,
    /// A path below the root; `*` in its last part stands for any text, and what matches is added up.
    files: String,
    /// Zero while nobody has measured yet.
    gzip: u64,
    brotli: u64,
}

/// A budget beside what was measured for it.
pub struct Verdict {
    name: String,
    files: String,
    limit: Size,
    measured: Result<Size>,
}

impl Verdict {
    pub fn problem(&self) -> Option<String> {
        match &self.measured {
            Err(error) => Some(format!("{}: {error}", self.name)),
            Ok(size) => exceeded(&self.name, *size, self.limit),
        }
    }

    fn line(&self) -> String {
        let Self { name, limit, .. } = self;
        match &self.measured {
            Err(error) => format!("{name:<16} {error}"),
            Ok(size) => format!(
                "{name:<16} gzip {:>8} of {:>8}   brotli {:>8} of {:>8}   ({} raw)",
                size.gzip, limit.gzip, size.brotli, limit.brotli, size.raw
            ),
        }
    }
}

fn exceeded(name: &str, size: Size, limit: Size) -> Option<String> {
    if limit.gzip == 0 || limit.brotli == 0 {
        return Some(format!("{name}: no limit set; run: cargo xtask budgets --update"));
    }
    let over: Vec<String> = [("gzip", size.gzip, limit.gzip), ("brotli", size.brotli, limit.brotli)]
        .into_iter()
        .filter(|(_, actual, limit)| actual > limit)
        .map(|(kind, actual, limit)| format!("{kind} {actual} of {limit}"))
        .collect();
    (!over.is_empty()).then(|| format!("{name} is over its budget: {}", over.join(", ")))
}

/// `cargo xtask budgets [--update]`: compares with, or sets to +10 % of, what is built now.
pub fn command(shell: &Shell, arguments: &[String]) -> Result<()> {
    let verdicts = check(shell)?;
    match arguments {
        [] => report(&verdicts),
        [update] if update == "--update" => write(shell, &verdicts),
        _ => Err(Error::new("usage: cargo xtask budgets [--update]")),
    }
}

fn report(verdicts: &[Verdict]) -> Result<()> {
    let problems: Vec<String> = verdicts.iter().filter_map(Verdict::problem).collect();
    if problems.is_empty() { Ok(()) } else { Err(Error::new(problems.join("\n"))) }
}

/// Measures every budget; the sizes are printed.
pub fn check(shell: &Shell) -> Result<Vec<Verdict>> {
    let text = fs::read_to_string(shell.workspace.root.join(FILE)).context(FILE)?;
    let verdicts: Vec<Verdict> = parse(&text)?.into_iter().map(|budget| judge(shell, budget)).collect();
    for verdict in &verdicts {
        shell.say(&verdict.line());
    }
    Ok(verdicts)
}

fn judge(shell: &Shell, budget: Budget) -> Verdict {
    let measured = matching(&shell.workspace.root, &budget.files)
        .and_then(|files| measure(shell, &files, Copies::Skip))
        .map(|sizes| sizes.into_iter().sum());
    Verdict {
        name: budget.name,
        files: budget.files,
        limit: Size { raw: 0, gzip: budget.gzip, brotli: budget.brotli },
        measured,
    }
}

fn matching(root: &Path, pattern: &str) -> Result<Vec<PathBuf>> {
    let (folder, name) = pattern.rsplit_once('/').unwrap_or((".", pattern));
    let mut files: Vec<PathBuf> = fs::read_dir(root.join(folder))
        .context(folder)?
        .flatten()
        .filter(|entry| matches_name(name, &entry.file_name().to_string_lossy()))
        .map(|entry| entry.path())
        .collect();
    files.sort();
    if files.is_empty() {
        return Err(Error::new(format!("nothing matches {pattern}")));
    }
    Ok(files)
}

fn matches_name(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((start, end)) => name.len() >= start.len() + end.len() && name.starts_with(start) && name.ends_with(end),
    }
}

fn parse(text: &str) -> Result<Vec<Budget>> {
    let value: Value = serde_json::from_str(text).context(FILE)?;
    value["budgets"]
        .as_array()
        .and_then(|budgets| budgets.iter().map(parse_one).collect())
        .ok_or_else(|| Error::new(format!("{FILE}: each of `budgets` needs name, files, gzip, brotli")))
}

fn parse_one(value: &Value) -> Option<Budget> {
    Some(Budget {
        name: value["name"].as_str()?.to_owned(),
        files: value["files"].as_str()?.to_owned(),
        gzip: value["gzip"].as_u64()?,
        brotli: value["brotli"].as_u64()?,
    })
}

fn write(shell: &Shell, verdicts: &[Verdict]) -> Result<()> {
    let mut budgets = Vec::new();
    for verdict in verdicts {
        let size = verdict.measured.clone()?;
        budgets.push(Budget {
            name: verdict.name.clone(),
            files: verdict.files.clone(),
            gzip: with_room(size.gzip),
            brotli: with_room(size.brotli),
        });
    }
    let path = shell.workspace.root.join(FILE);
    let before = fs::read_to_string(&path).context(FILE)?;
    fs::write(path, render(&budgets, behind(&before))).context(FILE)
}

fn with_room(size: u64) -> u64 {
    size + size * ROOM_PERCENT / 100
}

/// What stands behind the sizes, as written: budgets of what `bench explorer` measures.
fn behind(text: &str) -> &str {
    text.find("  \"measured\"").and_then(|at| text.get(at..)).unwrap_or_default()
}

/// One line per budget, so that a changed number is one changed line.
fn render(budgets: &[Budget], behind: &str) -> String {
    let lines: Vec<String> = budgets
        .iter()
        .map(|budget| {
            format!(
                "    {{ \"name\": {}, \"files\": {}, \"gzip\": {}, \"brotli\": {} }}",
                Value::from(budget.name.as_str()),
                Value::from(budget.files.as_str()),
                budget.gzip,
                budget.brotli
            )
        })
        .collect();
    format!(
        "{{\n  \"about\": \"Most bytes that may go over the wire; argue for a higher number in the change that needs it.\",\n  \
         \"budgets\": [\n{}\n  ]{}",
        lines.join(",\n"),
        if behind.is_empty() { "\n}\n".to_owned() } else { format!(",\n{behind}") }
    )
}

#[cfg(test)]
mod tests {
    use super::{Budget, behind, exceeded, matches_name, parse, render, with_room};
    use crate::sizes::Size;

    const SIZE: Size = Size { raw: 300, gzip: 100, brotli: 90 };

    fn limit(gzip: u64, brotli: u64) -> Size {
        Size { raw: 0, gzip, brotli }
    }

    #[test]
    fn a_size_equal_to_its_limit_fits() {
        assert_eq!(exceeded("app", SIZE, limit(100, 90)), None);
    }

    #[test]
    fn a_size_over_one_limit_is_named_with_that_limit() {
        let problem = exceeded("app", SIZE, limit(99, 90));
        assert_eq!(problem.as_deref(), Some("app is over its budget: gzip 100 of 99"));
    }

    #[test]
    fn a_budget_without_numbers_fails() {
        assert!(exceeded("app", SIZE, limit(0, 0)).is_some_and(|text| text.contains("--update")));
    }

    #[test]
    fn patterns_match_hashed_names_only_in_full() {
        assert!(matches_name("*_bg.wasm", "explorer-0123_bg.wasm"));
        assert!(!matches_name("*_bg.wasm", "explorer-0123_bg.wasm.br"));
        assert!(!matches_name("ab*bc", "abc"));
        assert!(matches_name("index.html", "index.html"));
    }

    #[test]
    fn what_is_written_is_read_back() {
        let budgets = vec![Budget {
            name: "app \"wasm\"".to_owned(),
            files: "dist/*_bg.wasm".to_owned(),
            gzip: with_room(1_000),
            brotli: 900,
        }];
        assert_eq!(budgets[0].gzip, 1_100);
        let measured = "  \"measured\": [\n    { \"name\": \"LCP\" }\n  ]\n}\n";
        let written = render(&budgets, measured);
        assert_eq!(behind(&written), measured);
        assert_eq!(render(&budgets, behind(&written)), written);
        assert_eq!(parse(&render(&budgets, "")), Ok(budgets.clone()));
        assert_eq!(parse(&written), Ok(budgets));
    }

    #[test]
    fn a_budget_with_a_missing_member_is_an_error() {
        assert!(parse(r#"{"budgets": [{"name": "app", "files": "x", "gzip": 1}]}"#).is_err());
        assert!(parse("{}").is_err());
    }
}
