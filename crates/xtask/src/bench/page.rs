//! The section of the merge in docs/benchmarks.md.

use std::fmt::Write;

use super::contender::{REFERENCE, SIMD};
use super::merge::{Row, Section};
use super::report;
use crate::shell::Shell;

const INTRODUCTION: &str = "Written by `cargo xtask bench merge`. Every contender reads the same file of releases (one a line, those of
one process together), merges each process and writes the results to /dev/null; it is timed from opening
the file to the last byte written, without the start of its interpreter. The contenders run in turns, each
in a process of its own; the time is the median, the memory the highest resident size of any run. What each
makes of the smaller file was compared with what the reference makes of it, process by process and number by
number as it is spelt; with a difference there would be no table. Nothing runs in parallel.

Tenderlens natively holds one process at a time; `tenderlens merge --grouped` is the whole command, timed with
its start and its check of every document. In Node the npm package's `Merger` is given the file piece by piece and gives bytes;
it holds the whole input and all results, because it takes releases in any order. The two parsers are what no
merge can undercut by much: they build a value of each release, visit all of it and drop it.
";

pub fn write(shell: &Shell, of_size: &[Section], of_length: &[Section], runs: usize) -> String {
    let mut page = INTRODUCTION.to_owned();
    let _ = writeln!(page, "\n{}; medians of {runs} runs.", machine(shell));
    for section in of_size {
        let title = format!("{:.0} MB: `corpus.py {}`", section.corpus.megabytes(), section.arguments);
        let _ = writeln!(page, "\n### {title}\n");
        page.push_str(&comparison(section));
    }
    page.push_str("\n### Long processes\n\nTenderlens, native. The last is one process of 200 MB.\n\n");
    page.push_str(&lengths(of_length));
    page
}

fn comparison(section: &Section) -> String {
    let mut table = "| | makes | seconds | MB/s | × the reference | × simd-json's time | peak MB |\n".to_owned();
    table.push_str("| --- | --- | ---: | ---: | ---: | ---: | ---: |\n");
    for row in &section.rows {
        let seconds_of = |name, form| find(section, name, form).map_or(f64::NAN, |row| row.seconds);
        let against = match row.form {
            Some(_) => format!("{:.1}", seconds_of(REFERENCE, row.form) / row.seconds),
            None => "–".to_owned(),
        };
        let floor = row.seconds / seconds_of(SIMD, None);
        let form = row.form.unwrap_or("–");
        let (rate, peak) = (section.corpus.megabytes() / row.seconds, megabytes(row));
        let _ = writeln!(
            table,
            "| {} | {form} | {:.3} | {rate:.0} | {against} | {floor:.1} | {peak:.0} |",
            row.name, row.seconds
        );
    }
    table
}

fn find<'s>(section: &'s Section, name: &str, form: Option<&str>) -> Option<&'s Row> {
    section.rows.iter().find(|row| row.name == name && row.form == form)
}

fn lengths(sections: &[Section]) -> String {
    let mut table = "| corpus | makes | seconds | MB/s | peak MB |\n| --- | --- | ---: | ---: | ---: |\n".to_owned();
    for section in sections {
        let (arguments, size) = (section.arguments, section.corpus.megabytes());
        for row in &section.rows {
            let form = row.form.unwrap_or_default();
            let (rate, peak) = (size / row.seconds, megabytes(row));
            let _ = writeln!(
                table,
                "| `{arguments}` ({size:.0} MB) | {form} | {:.3} | {rate:.0} | {peak:.0} |",
                row.seconds
            );
        }
    }
    table
}

fn megabytes(row: &Row) -> f64 {
    row.peak_kb as f64 * 1024.0 / 1e6
}

pub fn machine(shell: &Shell) -> String {
    let python = shell.ask(shell.command(shell.workspace.venv_python()).arg("--version")).unwrap_or_default();
    format!("{}, {python}, ocdsmerge 0.8.0, orjson 3.11.7, ocdsmerge-rs 0.1.6", report::machine(shell))
}
