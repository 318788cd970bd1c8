//! docs/benchmarks.md: a section for each benchmark, which writes only its own.

use std::fs;

use crate::error::{Context, Result};
use crate::shell::Shell;

const INTRODUCTION: &str = "# Benchmarks

Each section is written by the command that it names, which measures Tenderlens and its peers in one run, on one
machine. Times differ from machine to machine; the ratios are what is claimed.
";

/// Replaces the section of this title, or adds it at the end.
pub fn put(shell: &Shell, title: &str, body: &str) -> Result<()> {
    let file = shell.workspace.root.join("docs/benchmarks.md");
    let before = fs::read_to_string(&file).unwrap_or_default();
    fs::write(&file, with_section(&before, title, body)).context("writing docs/benchmarks.md")
}

/// What a measurement was made on and with.
pub fn machine(shell: &Shell) -> String {
    let ask = |program: &str, argument: &str| {
        shell.ask(shell.command(program).arg(argument)).unwrap_or_else(|| format!("{program} unknown"))
    };
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or(": an unknown processor");
    format!(
        "{}, on {} ({} cores); {}, Node {}",
        ask("date", "+%Y-%m-%d"),
        model.trim_start_matches([' ', '\t', ':']),
        std::thread::available_parallelism().map_or(0, usize::from),
        ask("rustc", "--version").split(" (").next().unwrap_or_default(),
        ask("node", "--version"),
    )
}

fn with_section(page: &str, title: &str, body: &str) -> String {
    let mut sections: Vec<(&str, &str)> = Vec::new();
    for section in page.split("\n## ").skip(1) {
        sections.push(section.split_once('\n').unwrap_or((section, "")));
    }
    match sections.iter_mut().find(|(known, _)| *known == title) {
        Some(section) => section.1 = body,
        None => sections.push((title, body)),
    }
    let sections = sections.iter().map(|(title, body)| format!("\n## {title}\n\n{}\n", body.trim()));
    sections.fold(INTRODUCTION.to_owned(), |page, section| page + &section)
}

#[cfg(test)]
mod tests {
    use super::{INTRODUCTION, with_section};

    #[test]
    fn a_benchmark_replaces_its_own_section_and_no_other() {
        let one = with_section("", "Merge", "### 51 MB\n\none\n");
        assert_eq!(one, format!("{INTRODUCTION}\n## Merge\n\n### 51 MB\n\none\n"));
        let two = with_section(&one, "Catalog", "two");
        assert_eq!(two, format!("{one}\n## Catalog\n\ntwo\n"));
        assert_eq!(with_section(&two, "Merge", "### 51 MB\n\none\n"), two);
        assert!(with_section(&two, "Merge", "three").contains("## Merge\n\nthree\n\n## Catalog\n\ntwo\n"));
    }
}
