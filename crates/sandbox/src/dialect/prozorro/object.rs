//! One document of a list and what hangs on it.

use std::borrow::Cow;

use tenderlens_core::ocds::json;

use super::{Version, errors, is_set};
use crate::call::{Answer, Call};
use crate::json::{Object as Writer, array};
use crate::world::prozorro::token as token_of;

#[derive(Debug)]
pub struct Object<'a> {
    outer: json::Object<'a>,
    data: json::Object<'a>,
    /// Written over the stored `dateModified`.
    date_modified: Option<String>,
}

/// Before this nobody sees the bids but their owners.
const UNOPENED: &[&str] = &["active.enquiries", "active.tendering"];

impl<'a> Object<'a> {
    pub fn read(text: &'a str, date_modified: Option<String>) -> Option<Self> {
        let outer = json::object(text).ok()?;
        let data = json::object(outer.get("data")?).ok()?;
        Some(Self { outer, data, date_modified })
    }

    pub fn member(&self, name: &str) -> Option<&'a str> {
        self.data.get(name)
    }

    pub fn text(&self, name: &str) -> Cow<'a, str> {
        self.member(name).and_then(json::string).unwrap_or_default()
    }

    pub fn date_modified(&self) -> Cow<'_, str> {
        self.date_modified.as_deref().map_or_else(|| self.text("dateModified"), Cow::Borrowed)
    }

    /// `{data}`, from 2.5 on with the configuration.
    pub fn whole(&self, version: Version) -> String {
        let mut data = Writer::new();
        for (name, value) in self.data.iter() {
            data = match (name, &self.date_modified) {
                ("dateModified", Some(changed)) => data.text(name, changed),
                _ => data.raw(name, value),
            };
        }
        let whole = Writer::new().object("data", data);
        match self.outer.get("config").filter(|_| version == Version::New) {
            Some(config) => whole.raw("config", config).done(),
            None => whole.done(),
        }
    }

    /// The list below a tender; one it does not have is empty.
    pub fn list(&self, part: &str) -> Result<String, Answer> {
        if part == "bids" {
            self.check_opened()?;
        }
        Ok(Writer::new().raw("data", self.member(part).unwrap_or("[]")).done())
    }

    fn check_opened(&self) -> Result<(), Answer> {
        let status = self.text("status");
        if UNOPENED.contains(&status.as_ref()) { Err(errors::hidden("bids", &status)) } else { Ok(()) }
    }

    pub fn item(&self, part: &str, name: &str, id: &str, token: Option<&str>) -> Result<String, Answer> {
        Ok(Writer::new().raw("data", self.part(part, name, id, token)?).done())
    }

    pub fn documents_of(
        &self,
        part: &str,
        name: &str,
        id: &str,
        token: Option<&str>,
    ) -> Result<Option<Cow<'a, str>>, Answer> {
        let members = json::object(self.part(part, name, id, token)?).unwrap_or_default();
        Ok(members.get("documents").map(Cow::Borrowed))
    }

    /// A bid's own token opens it before the others are opened.
    fn part(&self, part: &str, name: &str, id: &str, token: Option<&str>) -> Result<&'a str, Answer> {
        if part == "bids" {
            let own = token.is_some_and(|token| self.is_token(id, token));
            let hidden = self.outer.get("bids").and_then(|bids| find(bids, id)).filter(|_| own);
            if let Some(bid) = hidden {
                return Ok(bid);
            }
            self.check_opened()?;
        }
        self.member(part).and_then(|list| find(list, id)).ok_or_else(|| errors::not_found(name))
    }

    fn is_token(&self, bid: &str, token: &str) -> bool {
        let recorded = self.outer.get("tokens").and_then(|tokens| json::object(tokens).ok());
        match recorded {
            Some(tokens) => tokens.get(bid).and_then(json::string).is_some_and(|known| known == token),
            None => token_of(bid) == token,
        }
    }

    /// What the auction needs to know, while it runs.
    pub fn auction(&self) -> Result<String, Answer> {
        let status = self.text("status");
        if status != "active.auction" {
            return Err(errors::hidden("the auction", &status));
        }
        let members = ["tenderID", "auctionPeriod", "minimalStep", "procurementMethodType", "value", "items", "lots"];
        let mut data = Writer::new().text("dateModified", &self.date_modified());
        for name in members {
            if let Some(value) = self.member(name) {
                data = data.raw(name, value);
            }
        }
        let bids = objects(self.member("bids")).into_iter().map(|bid| {
            let shown =
                bid.iter().filter(|(name, _)| matches!(*name, "id" | "date" | "value" | "lotValues" | "status"));
            shown.fold(Writer::new(), |object, (name, value)| object.raw(name, value))
        });
        Ok(Writer::new().object("data", data.list("bids", bids)).done())
    }

    /// The latest version of a document, with the versions before it.
    pub fn document(&self, name: &str, id: &str) -> Result<String, Answer> {
        let mut versions = versions(self.member("documents"), id);
        let latest = versions.pop().ok_or_else(|| errors::not_found(name))?;
        let members = json::object(latest).unwrap_or_default();
        let object = members.iter().fold(Writer::new(), |object, (name, value)| object.raw(name, value));
        let object = match versions.is_empty() {
            true => object,
            false => object.raw("previousVersions", &array(versions)),
        };
        Ok(Writer::new().object("data", object).done())
    }
}

/// Every version of a document, in the order they were stored.
pub fn versions<'a>(documents: Option<&'a str>, id: &str) -> Vec<&'a str> {
    items(documents).into_iter().filter(|item| id_of(item).as_deref() == Some(id)).collect()
}

/// The latest version of each document by the time of change, or all versions.
pub fn documents(list: Option<&str>, call: &Call<'_>) -> String {
    let all = items(list);
    let mut shown: Vec<&str> = all
        .iter()
        .enumerate()
        .filter(|(place, item)| {
            is_set(&call.query, "all") || all[place + 1..].iter().all(|later| id_of(later) != id_of(item))
        })
        .map(|(_, item)| *item)
        .collect();
    shown.sort_by_key(|item| {
        let members = json::object(item).unwrap_or_default();
        members.get("dateModified").and_then(json::string).map(Cow::into_owned)
    });
    Writer::new().raw("data", &array(shown)).done()
}

pub fn items(list: Option<&str>) -> Vec<&str> {
    list.and_then(|list| json::array(list).ok()).unwrap_or_default()
}

pub fn objects(list: Option<&str>) -> Vec<json::Object<'_>> {
    items(list).into_iter().filter_map(|item| json::object(item).ok()).collect()
}

fn find<'a>(list: &'a str, id: &str) -> Option<&'a str> {
    items(Some(list)).into_iter().find(|item| id_of(item).as_deref() == Some(id))
}

fn id_of(item: &str) -> Option<Cow<'_, str>> {
    json::object(item).ok()?.get("id").and_then(json::string)
}
