//! `/files`: the list of monthly bulk files. No real answer is known; the shape is that which
//! public clients read.

use std::collections::BTreeSet;

use super::package::OLD_HOST;
use crate::call::{Answer, Call};
use crate::json::Object;
use crate::store::Store;
use crate::time::lima_second;
use crate::world::{MONTH_NAMES, peru_month};

pub fn list(call: &Call<'_>, store: &Store) -> Option<Answer> {
    let files = wanted(call, store);
    // Not in the documentation, but sent by public clients.
    let per_page: usize =
        call.value("paginateBy").and_then(|size| size.parse().ok()).filter(|&size| size > 0).unwrap_or(10);
    let number: usize = call.value("page").map_or(Some(1), |page| page.parse().ok())?;
    let pages = files.len().div_ceil(per_page).max(1);
    if number == 0 || number > pages {
        return None;
    }
    let page = files.iter().skip((number - 1) * per_page).take(per_page);
    let pagination = Object::new().plain("page", number).plain("num_pages", pages).plain("count", files.len());
    let body = Object::new().list("results", page.map(|file| entry(call, file))).object("pagination", pagination);
    Some(Answer::json(body.done()))
}

struct File {
    source: String,
    year: String,
    month: String,
}

impl File {
    fn month_name(&self) -> &'static str {
        let month: usize = self.month.parse().unwrap_or(1);
        MONTH_NAMES[month.clamp(1, 12) - 1]
    }
}

/// Newest first.
fn wanted(call: &Call<'_>, store: &Store) -> Vec<File> {
    let mut months: BTreeSet<(&str, &str)> = store
        .listed_records
        .iter()
        .map(|&process| &store.processes[process].facts)
        .filter(|facts| facts.segment.len() == 7 && facts.segment.is_ascii())
        .map(|facts| (facts.segment.as_str(), facts.source.as_str()))
        .collect();
    months.extend((!store.is_recorded()).then_some((peru_month::SEGMENT, peru_month::SOURCE)));
    let files = months.into_iter().rev().map(|(segment, source)| File {
        source: source.to_owned(),
        year: segment[..4].to_owned(),
        month: segment[5..].to_owned(),
    });
    files.filter(|file| is_wanted(call, file)).collect()
}

fn is_wanted(call: &Call<'_>, file: &File) -> bool {
    let same = |name: &str, value: &str| call.value(name).is_none_or(|wanted| wanted == value);
    let same_month = call.value("month").is_none_or(|month| month.parse::<u8>().ok() == file.month.parse().ok());
    same("source", &file.source) && same("year", &file.year) && same_month && same("monthName", file.month_name())
}

fn entry(call: &Call<'_>, file: &File) -> Object {
    let File { source, year, month } = file;
    let address =
        |kind: &str| format!("{}{}/file/{source}/{kind}/{year}/{month}/", call.base, call.publisher.base_path);
    let is_bulk = (format!("{year}-{month}"), source.as_str()) == (peru_month::SEGMENT.to_owned(), peru_month::SOURCE);
    let files = Object::new().text("json", &address("json")).text("sha", &address("sha"));
    // Some links still name the host from before the body was renamed.
    let is_odd = month.ends_with(['1', '3', '5', '7', '9']);
    let workbook = if is_odd { address("xlsx").replacen(call.base, OLD_HOST, 1) } else { address("xlsx") };
    let files = files.when(!is_bulk, |files| {
        files
            .text("csv", &address("csv"))
            .text("xlsx", &workbook)
            .text("csv_es", &format!("{}es/", address("csv")))
            .text("xlsx_es", &format!("{}es/", address("xlsx")))
    });
    Object::new()
        .text("id", &format!("{source}-{year}-{month}"))
        .text("source", source)
        .text("year", year)
        .text("month", month)
        .text("monthName", file.month_name())
        .text("timestamp", &lima_second(call.now))
        .object("files", files)
}
