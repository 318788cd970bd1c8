//! A feed tells ids and the time of the last change. What it rules out is not fetched; each of the
//! others is one more call.

use serde::{Deserialize, Serialize};
use tenderlens_ocds::json;

use super::local::{Local, day, is_within};
use super::{Cursor, Found, read};
use crate::calendar::Date;
use crate::client::{Client, Event, Host};
use crate::endpoint::Publisher;
use crate::listing::{Aspect, Ids};
use crate::plan::Dates;
use crate::process;
use crate::protocol::error::Failure;
use crate::protocol::page::Page;

/// A row of a feed that is worth fetching.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Row {
    pub id: String,
}

/// What a page of a feed comes to.
pub(super) struct Rows {
    pub rows: Vec<Row>,
    /// Left out without being fetched.
    pub passed_over: usize,
    /// Every row is older than the window: so is all that follows, as the feed runs back in time.
    pub is_past: bool,
    pub problems: Vec<String>,
}

/// Chooses the rows of a page to fetch. An id that stands there twice is fetched once.
pub(super) fn choose(page: &Page, ids: &Ids, dates: Dates, local: &Local<'_>) -> Rows {
    let mut chosen = Rows { rows: Vec::new(), passed_over: 0, is_past: page.items().len() > 0, problems: Vec::new() };
    for (index, item) in page.items().enumerate() {
        let changed = ids.modified.iter().find_map(|pointer| day(&json::pointer(item, pointer)?));
        chosen.is_past &= is_before(changed, dates.from);
        let Some(id) = json::pointer(item, ids.id).filter(|id| !id.is_empty()) else {
            chosen.problems.push(format!("row {}: has no id, so it can't be fetched", index + 1));
            continue;
        };
        let is_outside = changed.is_some_and(|day| !is_within(day, dates));
        if is_outside || is_ruled_out(item, ids, local) {
            chosen.passed_over += 1;
        } else if !chosen.rows.iter().any(|row| row.id == *id) {
            chosen.rows.push(Row { id: id.into_owned() });
        }
    }
    chosen
}

fn is_before(changed: Option<Date>, from: Option<Date>) -> bool {
    changed.zip(from).is_some_and(|(changed, from)| changed < from)
}

/// By what the row tells of its process. What it does not tell rules nothing out.
fn is_ruled_out(item: &str, ids: &Ids, local: &Local<'_>) -> bool {
    let buyers = ids.tells.iter().filter(|told| told.aspect == Aspect::Buyer);
    let mut names = buyers.filter_map(|told| json::pointer(item, told.pointer));
    names.any(|name| !local.may_be_of_buyer(&name))
}

/// Fetches the processes of these rows, as many at once as the publisher's manners allow. What
/// fails is a problem of its row.
///
/// # Errors
/// The first failure, when not a single process could be fetched.
pub(super) async fn fetch<H: Host>(
    client: &Client<H>,
    publisher: &Publisher,
    rows: &[Row],
    cursor: &Cursor,
    found: &mut Found,
    on_event: &dyn Fn(Event),
) -> Result<(), Failure> {
    let calls = rows.iter().map(|row| {
        let call = process::lookup(client, publisher.id, "", Some(&row.id))?;
        Ok(if cursor.is_fresh() { call.fresh() } else { call })
    });
    let fetched = client.each(publisher.id, calls, on_event).await;
    if let Some(Err(failure)) = fetched.first()
        && fetched.iter().all(Result::is_err)
    {
        return Err(failure.clone());
    }
    let local = Local::new(&cursor.plan().question, &cursor.plan().local);
    for (row, page) in rows.iter().zip(fetched) {
        match page {
            Ok(page) => read(publisher, &page, &local, Some(&row.id), found),
            Err(failure) => found.problems.push(format!("{}: {failure}", row.id)),
        }
    }
    Ok(())
}
