//! Codelists as types. A closed list is its codes; in an open one other codes may stand as well.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use super::types::{Codelist, codelist_name};

/// One alias for each list.
///
/// # Errors
/// Names the list that cannot be read.
pub fn aliases(folder: &Path, lists: &BTreeMap<String, Codelist>) -> Result<String, String> {
    let mut text = String::new();
    for (file, list) in lists {
        let (codes, open) = match list.closed.as_slice() {
            [] => (read(&folder.join("codelists").join(file))?, true),
            closed => (closed.to_vec(), false),
        };
        let name = codelist_name(file);
        let rest = if open { "; others may be used" } else { "" };
        let codelist = file.trim_end_matches(".csv");
        let _ = write!(text, "\n/** Codes of the list `{codelist}`{rest}. */\nexport type {name} =");
        for code in &codes {
            let _ = write!(text, "\n  | {code:?}");
        }
        // Keeps the codes above in completion while any string is allowed.
        text.push_str(if open { "\n  | (string & Record<never, never>);\n" } else { ";\n" });
    }
    Ok(text)
}

/// The column `Code`.
fn read(path: &Path) -> Result<Vec<String>, String> {
    let text = std::fs::read_to_string(path).map_err(|problem| format!("{}: {problem}", path.display()))?;
    let mut rows = rows(&text).into_iter();
    let column = rows.next().and_then(|head| head.iter().position(|name| name == "Code"));
    let column = column.ok_or_else(|| format!("{}: there is no column Code", path.display()))?;
    Ok(rows.filter_map(|row| row.into_iter().nth(column)).filter(|code| !code.is_empty()).collect())
}

/// The cells of a CSV file, in which quoted ones may hold commas, lines and doubled quotes.
fn rows(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut characters = text.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            other => cell.push(other),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn quoted_cells_hold_commas_lines_and_quotes() {
        assert_eq!(rows("a,b\r\n\"1, \"\"one\"\"\n\",2"), [["a", "b"], ["1, \"one\"\n", "2"]]);
    }
}
