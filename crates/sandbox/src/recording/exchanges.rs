//! Recorded exchanges and single answers of APIs that have documents instead of OCDS packages: what
//! they tell of each document is put together.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::assembly::{add, add_hidden, ensure};
use crate::store::Document;
use crate::time::read_micros;

#[derive(Deserialize)]
struct Exchange {
    request: Request,
    response: Response,
}

#[derive(Deserialize)]
struct Request {
    path: String,
}

#[derive(Deserialize)]
struct Response {
    status: u16,
    #[serde(default)]
    body: Value,
}

/// What is known of the documents so far.
#[derive(Debug, Default)]
pub struct Documents {
    /// (list, id) to the document as last answered.
    whole: BTreeMap<(String, String), Value>,
    /// What only a row of a feed or an answer from below it tells of: 2.x leaves more than that to be
    /// asked for.
    rows: BTreeMap<(String, String), Value>,
    parts: Vec<Part>,
    /// Whether any file was taken: an exchange may tell of nothing.
    is_told: bool,
}

/// An answer from below a document.
#[derive(Debug)]
struct Part {
    /// After the version.
    path: String,
    /// What stands in `data`.
    data: Value,
    /// With this token it was asked for, before others could.
    token: Option<String>,
    /// Whether what it belongs to need not be known otherwise.
    is_second: bool,
}

impl Documents {
    pub fn is_told(&self) -> bool {
        self.is_told
    }

    /// Takes what a file tells; `false` where it is neither exchanges nor a document.
    pub fn take(&mut self, text: &str) -> bool {
        let taken = self.take_text(text);
        self.is_told |= taken;
        taken
    }

    fn take_text(&mut self, text: &str) -> bool {
        let exchanges = serde_json::from_str::<Vec<Exchange>>(text).ok();
        if let Some(exchanges) = exchanges.filter(|exchanges| !exchanges.is_empty()) {
            exchanges.into_iter().for_each(|exchange| self.take_exchange(exchange));
            return true;
        }
        if let Ok(exchange) = serde_json::from_str::<Exchange>(text) {
            self.take_exchange(exchange);
            return true;
        }
        let Ok(answer) = serde_json::from_str::<Value>(text) else { return false };
        self.take_answer(answer)
    }

    fn take_answer(&mut self, answer: Value) -> bool {
        if let (Some(path), Some(rows)) = (answer["next_page"]["path"].as_str(), answer["data"].as_array()) {
            let list = path.split(['/', '?']).nth(3).unwrap_or_default().to_owned();
            rows.iter().for_each(|row| self.take_row(&list, row));
            return true;
        }
        if let Some(stored) = as_answered(&answer) {
            return self.take_answer(stored);
        }
        let names = [("tenderID", "tenders"), ("contractID", "contracts"), ("planID", "plans")];
        let list = names.iter().find(|(name, _)| answer["data"][*name].is_string());
        match (list, answer["data"]["id"].as_str().map(str::to_owned)) {
            (Some((_, list)), Some(id)) => {
                self.take_whole((*list).to_owned(), id, answer);
                true
            }
            _ => false,
        }
    }

    fn take_exchange(&mut self, exchange: Exchange) {
        if !(200..300).contains(&exchange.response.status) {
            return;
        }
        let (path, query) = exchange.request.path.split_once('?').unwrap_or((&exchange.request.path, ""));
        let path = path.trim_matches('/').to_owned();
        let is_second = path.starts_with("api/2.");
        let token = query.split('&').find_map(|pair| pair.strip_prefix("acc_token=")).map(str::to_owned);
        // `api/{version}/{list}`, and the id where there is one.
        let segments: Vec<&str> = path.split('/').skip(2).collect();
        let body = exchange.response.body;
        match (segments.as_slice(), body["data"]["id"].as_str().map(str::to_owned)) {
            ([list], Some(id)) => self.take_whole((*list).to_owned(), id, body),
            ([list, id], Some(answered)) if *id == answered => self.take_whole((*list).to_owned(), answered, body),
            // What an auction is told is made of the tender itself.
            ([_, _, "auction", ..], _) => {}
            ([list, id, _, ..], _) => {
                if is_second {
                    self.take_row(list, &json!({ "id": id }));
                }
                self.parts.push(Part { path: segments.join("/"), data: body["data"].clone(), token, is_second });
            }
            ([list], None) if is_second => {
                body["data"].as_array().into_iter().flatten().for_each(|row| self.take_row(list, row));
            }
            _ => {}
        }
    }

    fn take_row(&mut self, list: &str, row: &Value) {
        let Some(id) = row["id"].as_str() else { return };
        let known = self.rows.entry((list.to_owned(), id.to_owned())).or_insert_with(|| json!({ "data": row }));
        if modified(known) < modified(&json!({ "data": row })) {
            *known = json!({ "data": row });
        }
    }

    /// The last modified one counts, of equals the later one.
    fn take_whole(&mut self, list: String, id: String, answer: Value) {
        let known = self.whole.get(&(list.clone(), id.clone())).map(modified);
        if known <= Some(modified(&answer)) {
            self.whole.insert((list, id), answer);
        }
    }

    /// The documents with their parts, and a note for each document that only parts are known of.
    pub fn finish(mut self) -> (Vec<Document>, Vec<String>) {
        let mut left_out: BTreeMap<String, usize> = BTreeMap::new();
        for (key, row) in std::mem::take(&mut self.rows) {
            self.whole.entry(key).or_insert(row);
        }
        let mut parts = std::mem::take(&mut self.parts);
        // What stands deeper belongs to what stands above it.
        parts.sort_by_key(|part| part.path.matches('/').count());
        for Part { path, data, token, is_second } in parts {
            let segments: Vec<&str> = path.split('/').collect();
            let whole = match segments.as_slice() {
                [list, id, ..] => self.whole.get_mut(&((*list).to_owned(), (*id).to_owned())),
                _ => None,
            };
            let below = segments.get(2..).unwrap_or_default();
            match (whole, token) {
                (Some(whole), Some(token)) if below.first() == Some(&"bids") => add_hidden(whole, below, data, token),
                (Some(whole), _) => {
                    if let Some(whole) = whole["data"].as_object_mut() {
                        if let ([list, entry, _, ..], true) = (below, is_second) {
                            ensure(whole.entry(*list).or_insert_with(|| json!([])), entry);
                        }
                        add(whole, below, data);
                    }
                }
                (None, _) => *left_out.entry(segments.get(..2).unwrap_or_default().join("/")).or_default() += 1,
            }
        }
        let notes = left_out.iter().map(|(document, count)| {
            format!("{document} was not recorded itself: {count} answers from below it are left out")
        });
        let documents = self.whole.into_iter();
        let documents = documents.map(|((list, id), whole)| Document { list, id, text: whole.to_string() });
        (documents.collect(), notes.collect())
    }
}

fn modified(answer: &Value) -> i64 {
    let data = &answer["data"];
    let text = data["dateModified"].as_str().or_else(|| data["modified"].as_str());
    text.and_then(read_micros).unwrap_or_default()
}

/// A document as the server stores it, as it would answer it: without what is the server's own.
fn as_answered(stored: &Value) -> Option<Value> {
    let members = stored.as_object().filter(|members| members.contains_key("tenderID"))?;
    let id = members.get("id").or_else(|| members.get("_id"))?.clone();
    let own = ["owner_token", "transfer_token", "doc_type", "revisions", "id", "is_public", "is_test"];
    let shown = members.iter().filter(|(name, _)| !name.starts_with('_') && !own.contains(&name.as_str()));
    let mut data: Map<String, Value> = shown.map(|(name, value)| (name.clone(), value.clone())).collect();
    data.insert("id".to_owned(), id);
    Some(json!({ "data": data }))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::Documents;

    fn exchange(path: &str, data: Value) -> String {
        json!({"request": {"method": "GET", "path": path}, "response": {"status": 200, "body": {"data": data}}})
            .to_string()
    }

    #[test]
    fn a_document_is_its_last_answer_with_what_was_answered_below_it() {
        let mut documents = Documents::default();
        let tender = |modified: &str, bids: Value| json!({"id": "t", "modified": modified, "bids": bids});
        let bids = json!([{"value": {"amount": 2}}, {"value": {"amount": 1}}]);
        for text in [
            exchange("/api/0/tenders/t", tender("2014-11-08T00:09:31", bids)),
            exchange("/api/0/tenders", json!([{"id": "t"}])),
            exchange("/api/0/tenders/t", tender("2014-11-08T00:09:30", json!([]))),
            exchange("/api/0/tenders/t/bids/b?x=1", json!({"value": {"amount": 1}})),
            exchange("/api/0/tenders/t/bids/b/documents", json!([{"id": "d", "url": "u"}])),
            exchange("/api/0/tenders/t/awards", json!({"awardID": "a"})),
            exchange("/api/0/tenders/other/awards", json!([])),
        ] {
            assert!(documents.take(&text));
        }
        assert!(!documents.take("[{\"preceded_by\":\"HTTP/1.1 200 OK\"}]"));
        let (documents, notes) = documents.finish();
        assert_eq!((documents.len(), notes.len()), (1, 1));
        let whole: Value = serde_json::from_str(&documents[0].text).unwrap();
        assert_eq!(whole["data"]["bids"][0], json!({"value": {"amount": 2}}));
        assert_eq!(
            whole["data"]["bids"][1],
            json!({"id": "b", "value": {"amount": 1}, "documents": [{"id": "d", "url": "u"}]})
        );
        assert_eq!(whole["data"]["awards"], json!([{"awardID": "a"}]));
        assert_eq!(documents[0].list, "tenders");
    }
}
