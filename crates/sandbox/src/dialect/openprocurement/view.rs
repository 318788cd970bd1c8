//! How what is held is shown, by form and by status.

use serde_json::{Map, Value, json};

use super::form::Form;
use super::state::Tender;
use super::{Ask, documents};
use crate::time::read_micros;

/// What the auction alone told before its members came to the tender.
const OF_AUCTION: [&str; 2] = ["minimalStep", "auctionPeriod"];

/// Lists with addresses of their own.
pub const OWN_LISTS: [&str; 3] = ["documents", "bids", "awards"];

pub struct View {
    pub form: Form,
    root: String,
    bids: &'static str,
}

impl View {
    pub fn of(ask: &Ask<'_, '_>) -> Self {
        let is_renamed = ask.form == Form::V05 || ask.call.raw_path.contains("/bids");
        Self { form: ask.form, root: ask.root(), bids: if is_renamed { "bids" } else { "bidders" } }
    }

    pub fn tender_url(&self, id: &str) -> String {
        format!("{}/tenders/{id}", self.root)
    }

    pub fn bid_url(&self, tender: &str, id: &str) -> String {
        format!("{}/tenders/{tender}/{}/{id}", self.root, self.bids)
    }

    pub fn tender(&self, tender: &Tender) -> Map<String, Value> {
        let is_shown = |name: &str| {
            let is_elsewhere = self.form != Form::V05 && OF_AUCTION.contains(&name);
            !OWN_LISTS.contains(&name) && !is_elsewhere && name != "status"
        };
        let members = tender.data.iter().filter(|(name, _)| is_shown(name));
        let mut shown: Map<String, Value> = members.map(|(name, value)| (name.clone(), value.clone())).collect();
        shown.insert("id".into(), json!(tender.id));
        shown.insert(self.form.modified().into(), json!(self.form.time(tender.modified)));
        if let Some(status) = self.form.status(tender.status()) {
            shown.insert("status".into(), json!(status));
        }
        // The 0.1 server kept files beside the tender.
        if self.form != Form::V01 {
            let url = self.tender_url(&tender.id);
            let documents = tender.list("documents").iter().map(|it| documents::show(self, &url, it)).collect();
            insert_list(&mut shown, "documents", documents);
        }
        insert_list(&mut shown, "bids", self.bids(tender));
        insert_list(&mut shown, "awards", tender.list("awards").iter().map(|it| self.award(it)).collect());
        if self.form == Form::V05 {
            without_nulls(&mut shown);
        }
        shown
    }

    /// Until they are opened 0.5 showed no bids; during the auction it showed values without names.
    pub fn bids(&self, tender: &Tender) -> Vec<Value> {
        if self.form == Form::V05 && matches!(tender.status(), "active.enquiries" | "active.tendering") {
            return Vec::new();
        }
        tender.list("bids").iter().map(|bid| self.bid(tender, bid)).collect()
    }

    pub fn bid(&self, tender: &Tender, bid: &Value) -> Value {
        let Some(bid) = bid.as_object() else { return bid.clone() };
        if self.form == Form::V05 && tender.status() == "active.auction" {
            let values = bid.iter().filter(|(name, _)| matches!(name.as_str(), "value" | "totalValue"));
            return Value::Object(values.map(|(name, value)| (name.clone(), value.clone())).collect());
        }
        let mut shown = bid.clone();
        let url = self.bid_url(&tender.id, bid.get("id").and_then(Value::as_str).unwrap_or_default());
        if let Some(Value::Array(list)) = shown.remove("documents").filter(|_| self.form != Form::V01) {
            insert_list(&mut shown, "documents", list.iter().map(|it| documents::show(self, &url, it)).collect());
        }
        self.write_times(&mut shown);
        Value::Object(shown)
    }

    pub fn award(&self, award: &Value) -> Value {
        let mut shown = award.clone();
        if let Value::Object(members) = &mut shown {
            self.write_times(members);
        }
        shown
    }

    /// Times that the server set, as this form writes them.
    pub fn write_times(&self, members: &mut Map<String, Value>) {
        for name in ["date", "awardDate", "datePublished", "modified"] {
            let time = members.get(name).and_then(Value::as_str).and_then(read_micros);
            if let Some(time) = time {
                members.remove(name);
                let name = if name == "modified" { self.form.modified() } else { name };
                members.insert(name.to_owned(), json!(self.form.time(time)));
            }
        }
    }
}

fn insert_list(shown: &mut Map<String, Value>, name: &str, list: Vec<Value>) {
    if !list.is_empty() {
        shown.insert(name.to_owned(), Value::Array(list));
    }
}

fn without_nulls(members: &mut Map<String, Value>) {
    members.retain(|_, value| !value.is_null());
    for value in members.values_mut() {
        match value {
            Value::Object(members) => without_nulls(members),
            Value::Array(items) => items.iter_mut().filter_map(Value::as_object_mut).for_each(without_nulls),
            _ => {}
        }
    }
}
