//! `--data`: which folder is replayed for which publisher.

use std::fs;
use std::path::{Path, PathBuf};

use tenderlens_core::publishers::Registry;

use crate::problem::Problem;

/// Names that folders of recordings have, and whose they are.
const FOLDERS: &[(&str, &str)] = &[
    ("peru-oece", "peru"),
    ("devgateway-eu", "eu"),
    ("openprocurement-legacy", "openprocurement"),
    ("find-a-tender", "uk"),
    ("openprocurement", "prozorro"),
];

/// What the arguments ask for.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// (publisher, folder); a later one replaces an earlier one of the same publisher.
    pub replays: Vec<(String, PathBuf)>,
    /// Folders that are left out, and why.
    pub notes: Vec<String>,
}

/// Reads `PUBLISHER=DIR`, or `DIR` with subfolders named after publishers.
pub fn plan(arguments: &[String], registry: &Registry) -> Result<Plan, Problem> {
    let mut plan = Plan::default();
    for argument in arguments {
        match argument.split_once('=') {
            Some((publisher, folder)) if registry.publisher(publisher).is_some() => {
                plan.replay(publisher, PathBuf::from(folder));
            }
            Some((publisher, _)) => return Err(unknown(argument, publisher, registry)),
            None => plan.subfolders(argument)?,
        }
    }
    Ok(plan)
}

fn unknown(argument: &str, publisher: &str, registry: &Registry) -> Problem {
    let known: Vec<_> = registry.publishers().iter().map(|publisher| publisher.id).collect();
    let problem = format!("there is no publisher {publisher:?}; known are {}", known.join(", "));
    Problem::Data { argument: argument.to_owned(), problem }
}

impl Plan {
    fn replay(&mut self, publisher: &str, folder: PathBuf) {
        self.replays.retain(|(known, _)| known != publisher);
        self.replays.push((publisher.to_owned(), folder));
    }

    fn subfolders(&mut self, argument: &str) -> Result<(), Problem> {
        let failed = |problem: String| Problem::Data { argument: argument.to_owned(), problem };
        let mut found = false;
        for folder in folders(Path::new(argument)).map_err(|problem| failed(problem.to_string()))? {
            let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let publisher = FOLDERS.iter().find(|(known, _)| *known == name).map(|(_, publisher)| *publisher);
            match publisher {
                Some(publisher) => {
                    found = true;
                    self.replay(publisher, folder);
                }
                None => self.notes.push(format!("ignored {name}: it is not named after a publisher")),
            }
        }
        if found {
            return Ok(());
        }
        let names: Vec<_> = FOLDERS.iter().map(|(name, _)| *name).collect();
        Err(failed(format!(
            "no subfolder of a known publisher ({}); for a folder of packages write PUBLISHER={argument}",
            names.join(", ")
        )))
    }
}

fn folders(parent: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut folders = Vec::new();
    for entry in fs::read_dir(parent)? {
        let path = entry?.path();
        if path.is_dir() {
            folders.push(path);
        }
    }
    folders.sort();
    Ok(folders)
}

#[cfg(test)]
mod tests {
    use super::plan;
    use std::fs;
    use std::path::PathBuf;
    use tenderlens_core::publishers::Registry;

    fn arguments(list: &[&str]) -> Vec<String> {
        list.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn a_later_folder_of_a_publisher_replaces_an_earlier_one() {
        let plan = plan(&arguments(&["uk=a", "peru=b", "uk=c=d"]), &Registry::builtin()).unwrap();
        assert_eq!(plan.replays, [("peru".to_owned(), PathBuf::from("b")), ("uk".to_owned(), PathBuf::from("c=d"))]);
    }

    #[test]
    fn subfolders_are_found_by_name_and_others_noted() {
        let root = std::env::temp_dir().join(format!("tenderlens-data-{}", std::process::id()));
        for name in ["find-a-tender", "devgateway-eu", "ocds"] {
            fs::create_dir_all(root.join(name)).unwrap();
        }
        let plan = plan(&arguments(&[root.to_str().unwrap()]), &Registry::builtin()).unwrap();
        fs::remove_dir_all(&root).unwrap();
        let replays = [("eu", "devgateway-eu"), ("uk", "find-a-tender")];
        assert_eq!(plan.replays, replays.map(|(publisher, folder)| (publisher.to_owned(), root.join(folder))));
        assert_eq!(plan.notes.len(), 1, "{:?}", plan.notes);
    }

    #[test]
    fn a_folder_of_packages_without_a_publisher_is_explained() {
        let problem = plan(&arguments(&["/nowhere/at/all"]), &Registry::builtin()).unwrap_err().to_string();
        assert!(problem.contains("--data /nowhere/at/all"), "{problem}");
    }
}
