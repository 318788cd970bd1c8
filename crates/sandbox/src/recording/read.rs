//! The rules of replay: which packages are list pages, which entries count, and in which order.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use tenderlens_core::ocds::{json, package};

use super::exchanges::Documents;
use super::{Package, Recording, RecordingError, archive};
use crate::store::{Origin, Page, PageKind, Release, Store};

pub(super) fn folder(folder: &Path) -> Result<Recording, RecordingError> {
    let mut notes = Vec::new();
    let mut packages = Vec::new();
    let mut documents = Documents::default();
    let (mut archived, mut archive_files) = (Vec::new(), 0);
    for path in json_files(folder)? {
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let text = read_text(&path);
        if let Some(found) = text.as_deref().ok().and_then(|text| archive::read(text, &file)) {
            archived.extend(found);
            archive_files += 1;
            continue;
        }
        match text.and_then(|text| read_packages(text, &file, &mut documents)) {
            Ok(found) => packages.extend(found),
            Err(problem) => notes.push(format!("skipped {file}: {problem}")),
        }
    }
    for folder in subfolders(folder)? {
        for path in json_files(&folder)? {
            let taken = read_text(&path).is_ok_and(|text| documents.take(&text));
            if !taken {
                notes.push(format!("skipped {}: it holds no exchange and no document", path.display()));
            }
        }
    }
    let is_told = documents.is_told() || archive_files > 0;
    let (mut documents, left_out) = documents.finish();
    documents.append(&mut archived);
    notes.extend(left_out);
    if packages.is_empty() && !is_told {
        let skipped = if notes.is_empty() { "none end in .json".to_owned() } else { notes.join("; ") };
        return Err(RecordingError::Empty { path: folder.to_owned(), skipped });
    }
    packages.sort_by_cached_key(|package| (page_number(&package.text), package.file.clone()));
    let mut store = Builder { store: Store::empty(Origin::Recorded), notes: &mut notes }.build(packages);
    store.documents = documents;
    Ok(Recording { store, notes, folder: folder.to_owned() })
}

fn json_files(folder: &Path) -> Result<Vec<PathBuf>, RecordingError> {
    let failed = |problem| RecordingError::Folder { path: folder.to_owned(), problem };
    if folder.is_file() {
        return Ok(vec![folder.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_file() && path.extension().is_some_and(|extension| extension == "json") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn subfolders(folder: &Path) -> Result<Vec<PathBuf>, RecordingError> {
    let failed = |problem| RecordingError::Folder { path: folder.to_owned(), problem };
    let mut folders = Vec::new();
    if folder.is_file() {
        return Ok(folders);
    }
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_dir() {
            folders.push(path);
        }
    }
    folders.sort();
    Ok(folders)
}

fn read_text(path: &Path) -> Result<String, String> {
    let bytes = fs::read(path).map_err(|problem| problem.to_string())?;
    let text = String::from_utf8(bytes).map_err(|problem| problem.to_string())?;
    Ok(text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned))
}

/// A package, or a list of packages; none of a file whose documents were taken.
fn read_packages(text: String, file: &str, documents: &mut Documents) -> Result<Vec<Package>, String> {
    if documents.take(&text) {
        return Ok(Vec::new());
    }
    match json::array(&text) {
        Ok(packages) if packages.is_empty() => Err("it is an empty list".to_owned()),
        // Collected by somebody: none of them is a page of a list that could be asked for.
        Ok(packages) => {
            let single = |text: &str| Ok(Package { has_links: false, ..read_package(text.to_owned(), file)? });
            packages.into_iter().map(single).collect()
        }
        Err(_) => Ok(vec![read_package(text, file)?]),
    }
}

fn read_package(text: String, file: &str) -> Result<Package, String> {
    let package = package::read(&text).map_err(|problem| problem.to_string())?;
    if package.releases.is_empty() && package.records.is_empty() {
        return Err("it holds neither releases nor records".to_owned());
    }
    let (releases, records, has_links) = (package.releases.len(), package.records.len(), package.links.is_some());
    Ok(Package { file: file.to_owned(), releases, records, has_links, text })
}

/// Recorded pages are listed in the order of their numbers, where they have any.
fn page_number(text: &str) -> u64 {
    let uri = json::object(text).ok().and_then(|members| json::string(members.get("uri")?)).unwrap_or_default();
    let query = uri.split_once('?').map_or("", |(_, query)| query);
    let number = query.split('&').find_map(|pair| pair.strip_prefix("page="));
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}

struct Builder<'a> {
    store: Store,
    notes: &'a mut Vec<String>,
}

impl Builder<'_> {
    fn build(mut self, packages: Vec<Package>) -> Store {
        let has_pages = packages.iter().any(|package| package.has_links);
        self.store.packages = packages;
        // Complete releases of release packages come first: they win over those inside records.
        let mut listed = Vec::new();
        for index in 0..self.store.packages.len() {
            listed.push(self.add_releases(index));
        }
        self.add_records();
        self.store.finish();
        if has_pages {
            self.list_pages(&listed);
        } else {
            self.store.list_everything();
        }
        self.store
    }

    /// Returns the (ocid, id) of the package's releases, in their order.
    fn add_releases(&mut self, index: usize) -> Vec<(String, String)> {
        let text = self.store.packages[index].text.clone();
        let releases = package::read(&text).map(|package| package.releases).unwrap_or_default();
        let mut listed = Vec::new();
        for text in releases {
            match Release::read(text.to_owned(), Some(index)) {
                Some((ocid, release)) => {
                    listed.push((ocid.clone(), release.id.clone()));
                    self.add_once(index, &ocid, release);
                }
                None => self.note(index, "a release without ocid or id is left out".to_owned()),
            }
        }
        listed
    }

    /// The same release twice counts once; with other content the first one read counts.
    fn add_once(&mut self, index: usize, ocid: &str, release: Release) {
        let known = self.store.process_mut(ocid).releases.iter().find(|known| known.id == release.id);
        match known {
            None => self.store.add_release(ocid, release),
            Some(known) if known.text == release.text => {}
            Some(_) => {
                self.note(index, format!("release {} is already known with other content: left out", release.id))
            }
        }
    }

    fn note(&mut self, index: usize, what: String) {
        self.notes.push(format!("{}: {what}", self.store.packages[index].file));
    }

    fn add_records(&mut self) {
        let complete: HashSet<String> = self.store.processes.iter().map(|process| process.ocid.clone()).collect();
        for index in 0..self.store.packages.len() {
            let text = self.store.packages[index].text.clone();
            let is_page = self.store.packages[index].has_links;
            for record in package::read(&text).map(|package| package.records).unwrap_or_default() {
                let Some(ocid) = record.ocid.as_deref() else {
                    self.note(index, "a record without ocid is left out".to_owned());
                    continue;
                };
                self.add_record(index, is_page, ocid, record.text);
                if !complete.contains(ocid) {
                    let embedded =
                        record.embedded.iter().filter_map(|text| Release::read((*text).to_owned(), Some(index)));
                    embedded.for_each(|(_, release)| self.add_once(index, ocid, release));
                }
            }
        }
    }

    fn add_record(&mut self, index: usize, is_page: bool, ocid: &str, text: &str) {
        let process = self.store.process_mut(ocid);
        let from_page = process.record.is_some() && process.record == process.listed_record;
        if process.record.is_none() || (from_page && !is_page) {
            process.record = Some((index, text.to_owned()));
        }
        if is_page && process.listed_record.is_none() {
            process.listed_record = Some((index, text.to_owned()));
        }
    }

    fn list_pages(&mut self, releases: &[Vec<(String, String)>]) {
        for (index, releases) in releases.iter().enumerate() {
            if !self.store.packages[index].has_links {
                continue;
            }
            let text = self.store.packages[index].text.clone();
            let Ok(package) = package::read(&text) else { continue };
            let next = package.next_link.map(|link| link.into_owned());
            let start = self.store.listed_releases.len();
            for (ocid, id) in releases {
                let found = self.store.position(ocid).and_then(|process| {
                    let release =
                        self.store.processes[process].releases.iter().position(|release| &release.id == id)?;
                    Some((process, release))
                });
                let new = found.filter(|entry| !self.store.listed_releases.contains(entry));
                self.store.listed_releases.extend(new);
            }
            self.add_page(index, PageKind::Releases, start, next.clone());
            let start = self.store.listed_records.len();
            for record in &package.records {
                let found = record.ocid.as_deref().and_then(|ocid| self.store.position(ocid));
                let new = found.filter(|process| !self.store.listed_records.contains(process));
                self.store.listed_records.extend(new);
            }
            self.add_page(index, PageKind::Records, start, next);
        }
    }

    fn add_page(&mut self, package: usize, kind: PageKind, start: usize, next: Option<String>) {
        let end = match kind {
            PageKind::Releases => self.store.listed_releases.len(),
            PageKind::Records => self.store.listed_records.len(),
        };
        if end > start {
            self.store.pages.push(Page { package, kind, start, end, next });
        }
    }
}
