//! The merge options that the arguments ask for.

use std::fs;
use std::path::{Path, PathBuf};

use tenderlens_core::ocds::merge::{Options, Override, Overrides, Rules, SchemaError};

/// `PATH=append` or `PATH=position`.
#[derive(Debug, Clone)]
pub struct OverrideArgument {
    path: Vec<String>,
    strategy: Override,
}

#[derive(Debug, thiserror::Error)]
pub enum RulesProblem {
    #[error("cannot read {}: {problem}", .file.display())]
    File { file: PathBuf, problem: std::io::Error },
    #[error("no merge rules in {}: {problem}", .file.display())]
    Schema { file: PathBuf, problem: SchemaError },
}

pub fn read_override(text: &str) -> Result<OverrideArgument, String> {
    let (path, strategy) = text.split_once('=').ok_or("write PATH=append or PATH=position")?;
    let strategy = match strategy {
        "append" => Override::Append,
        "position" => Override::MergeByPosition,
        other => return Err(format!("unknown strategy {other:?}: append or position")),
    };
    if path.split('.').any(str::is_empty) {
        return Err("write the array's fields with dots, for example contracts.milestones=append".to_owned());
    }
    Ok(OverrideArgument { path: path.split('.').map(str::to_owned).collect(), strategy })
}

pub fn options(
    schema: Option<&Path>,
    extensions: &[PathBuf],
    overrides: &[OverrideArgument],
) -> Result<Options, RulesProblem> {
    let mut options = match schema {
        Some(schema) => Options::with_rules(rules(schema, extensions)?),
        None => Options::default(),
    };
    options.overrides = Overrides::new();
    for OverrideArgument { path, strategy } in overrides {
        options.overrides.set(path.iter().cloned(), *strategy);
    }
    Ok(options)
}

fn rules(schema: &Path, extensions: &[PathBuf]) -> Result<Rules, RulesProblem> {
    let patches = extensions.iter().map(|file| read(file)).collect::<Result<Vec<_>, _>>()?;
    let patches: Vec<&str> = patches.iter().map(String::as_str).collect();
    Rules::with_extensions(&read(schema)?, &patches)
        .map_err(|problem| RulesProblem::Schema { file: schema.to_owned(), problem })
}

fn read(file: &Path) -> Result<String, RulesProblem> {
    fs::read_to_string(file).map_err(|problem| RulesProblem::File { file: file.to_owned(), problem })
}
