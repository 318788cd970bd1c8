//! What belongs to a tender of openprocurement 0.1 and stands at addresses of its own: fetched beside it,
//! and told where it can't be had.

// Helpers of tests may stop at the first surprise, as tests do.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "support/sim.rs"]
mod sim;
mod support;

use std::collections::BTreeMap;

use sim::Sim;
use support::answer;
use tenderlens_core::client::{Client, Options};
use tenderlens_core::process::{self, Loaded};
use tenderlens_core::publishers::Registry;

const ID: &str = "64e93250be76435397e8c992ed4214d1";
const TENDER: &str = r#"{"id":"64e93250be76435397e8c992ed4214d1","tenderID":"UA-1","modified":"2014-10-27T08:06:58.158Z",
    "procuringEntity":{"id":{"name":"Школа"}}"#;
const BID: &str = r#"{"id":"b1","status":"validBid","bidders":[{"id":{"name":"Перша"}}],"totalValue":{"amount":385.0,"currency":"UAH"}}"#;
const AUCTION: &str = r#"{"modified":"2014-11-06T10:00:00","minimalStep":{"amount":35,"currency":"UAH"},"period":{"startDate":"2014-11-06T12:00:00"},
    "bids":[{"amount":385.0,"currency":"UAH"},{"amount":400,"currency":"UAH"}]}"#;

/// Opens the tender where these addresses below it answer so, and any other 404.
fn open(tender: &str, below: &[(&str, u16, &str)]) -> (Loaded, Vec<String>) {
    let mut pages: BTreeMap<String, (u16, String)> = BTreeMap::new();
    pages.insert(format!("/tenders/{ID}"), (200, format!(r#"{{"data":{tender}}}"#)));
    for (name, status, data) in below {
        pages.insert(format!("/tenders/{ID}/{name}"), (*status, format!(r#"{{"data":{data}}}"#)));
    }
    let sim = Sim::new(move |request, _| {
        let page = pages.iter().find(|(end, _)| request.url.ends_with(end.as_str()));
        (10, page.map_or_else(|| answer(404, &[], "{}"), |(_, (status, body))| answer(*status, &[], body)))
    });
    let client = Client::new(Registry::builtin(), sim.clone(), Options::default());
    let call = process::lookup(&client, "openprocurement", ID, None).unwrap();
    let loaded = sim.block_on(async move { process::load(&client, &call, &|_| {}).await.unwrap() });
    let asked = sim.sent().iter().skip(1).map(|(_, url)| url.rsplit('/').next().unwrap().to_owned()).collect();
    (loaded, asked)
}

fn told<'l>(loaded: &'l Loaded, words: &str) -> Vec<&'l String> {
    loaded.notes.iter().filter(|note| note.contains(words)).collect()
}

#[test]
fn bids_awards_and_auction_beside_the_tender_are_part_of_its_process() {
    let award = r#"[{"awardID":"a1","awardStatus":"active","suppliers":[{"id":{"name":"Перша"}}]}]"#;
    let below =
        [("bidders", 200, format!("[{BID}]")), ("awards", 200, award.to_owned()), ("auction", 200, AUCTION.to_owned())];
    let (loaded, asked) =
        open(&format!("{TENDER}}}"), &below.each_ref().map(|(name, status, data)| (*name, *status, data.as_str())));
    assert_eq!(asked, ["bidders", "awards", "auction"]);
    let process = &loaded.process;
    let auction = &process.tender.as_ref().unwrap().auctions[0];
    assert_eq!(auction.minimal_step.as_ref().unwrap().amount.as_deref(), Some("35"));
    assert_eq!(auction.period.as_ref().unwrap().start.as_deref(), Some("2014-11-06T12:00:00+02:00"));
    let bids: Vec<_> = process.bids.iter().map(|bid| bid.id.as_deref().unwrap()).collect();
    assert_eq!(bids, ["b1", "auction-2"], "the first amount of the auction is that of the bid in its place");
    assert_eq!(process.awards[0].suppliers[0].name.as_deref(), Some("Перша"));
    assert_eq!(told(&loaded, "could not be had").len(), 0, "{:?}", loaded.notes);
    let raw = loaded.raw.unwrap();
    assert!(raw.contains(r#""amount":385.0"#) && raw.contains(r#""auction":{"modified""#), "{raw}");
    assert!(loaded.other.iter().any(|value| value.pointer == "/auction/modified"), "what has no place is kept");
}

#[test]
fn what_is_sealed_or_not_served_is_told_and_the_process_is_shown() {
    let (loaded, asked) = open(&format!("{TENDER}}}"), &[("bidders", 405, "null"), ("awards", 403, "null")]);
    assert_eq!(asked, ["bidders", "bids", "awards", "auction"], "bids have had two names");
    assert_eq!(loaded.process.ocid.as_deref(), Some("openprocurement-UA-1"));
    let bids = told(&loaded, "The bids could not be had");
    assert!(bids.len() == 1 && bids[0].contains("405") && bids[0].contains("404"), "{:?}", loaded.notes);
    assert!(told(&loaded, "The awards could not be had")[0].contains("403"));
    assert!(told(&loaded, "The auction could not be had")[0].contains("404"));
}

#[test]
fn bids_under_their_later_name_are_found_without_a_note() {
    let (loaded, asked) =
        open(&format!("{TENDER}}}"), &[("bids", 200, "[]"), ("awards", 200, "[]"), ("auction", 200, "{}")]);
    assert_eq!(asked, ["bidders", "bids", "awards", "auction"]);
    assert!(told(&loaded, "could not").is_empty(), "{:?}", loaded.notes);
}

#[test]
fn what_the_tender_holds_is_not_asked_for_again() {
    let tender = format!(
        r#"{TENDER},"bids":[{BID}],"awards":[{{"awardID":"a1"}}],"minimalStep":{{"amount":35,"currency":"UAH"}}}}"#
    );
    let (loaded, asked) = open(&tender, &[("auction", 200, AUCTION)]);
    assert_eq!(asked, ["auction"]);
    assert!(told(&loaded, "its place is taken").is_empty(), "the same said twice is no conflict: {:?}", loaded.notes);
    assert_eq!(loaded.process.bids.len(), 2);
}
