//! What the explorer shows of a converted document.

use tenderlens_core::convert::join;
use tenderlens_core::ocds::view::{self, Process, Stage};

use super::documents::{Document, convert, read, recorded};

fn seen(publisher: &str, name: &str) -> Option<Process> {
    let document = recorded(name)?.into_iter().find(|it| it.publisher == publisher && it.name.contains(name));
    view_of(&document.unwrap().convert().releases[0])
}

fn view_of(release: &str) -> Option<Process> {
    Some(view::read(release).unwrap())
}

#[test]
fn a_prozorro_tender_shows_its_lots_bids_awards_and_contracts() {
    let Some(process) = seen("prozorro", "tender-complete-large.json") else {
        return;
    };
    let tender = process.tender.as_ref().unwrap();
    assert_eq!(process.ocid.as_deref(), Some("ocds-be6bcu-UA-2027-01-01-000001-a"));
    assert_eq!(process.tags, ["tender", "award", "contract"]);
    assert_eq!((process.language.as_deref(), process.stage), (Some("uk"), Stage::Contract));
    assert!(process.title.is_some());
    assert_eq!(process.buyer_name(), Some("ЗОСШ #10 м.Вінниці"));
    assert_eq!(process.value().unwrap().0.amount.as_deref(), Some("1000.0"));
    assert_eq!(process.deadline(), Some("2027-01-16T00:00:00+02:00"));
    assert_eq!((tender.lots.len(), process.bids.len(), process.awards.len(), process.contracts.len()), (2, 2, 2, 2));
    assert_eq!(tender.number_of_tenderers.as_deref(), Some("2"));
    assert_eq!(process.bids[0].status.as_deref(), Some("valid"));
    assert_eq!(process.awards[0].related_lots.len(), 1);
    assert!(tender.lots.iter().all(|lot| lot.value.is_some()));
    let of_lots = tender.auctions.iter().filter(|auction| auction.related_lot.is_some());
    assert_eq!(of_lots.filter(|auction| auction.minimal_step.is_some()).count(), 2);
    assert_eq!(process.contracts[0].award_id, process.awards[0].id);
}

#[test]
fn a_tender_of_0_1_shows_its_value_buyer_and_deadline_in_kyivs_time() {
    let Some(process) = seen("openprocurement", "v0.1-reference-bodies.json") else {
        return;
    };
    assert_eq!(process.ocid.as_deref(), Some("openprocurement-UA-2014-DUS-156"));
    assert_eq!(process.date.as_deref(), Some("2014-10-27T08:06:58.158Z"));
    assert_eq!(process.buyer_name(), Some("Державне управління справами"));
    assert_eq!(process.value().unwrap().0.amount.as_deref(), Some("500"));
    assert_eq!(process.deadline(), Some("2014-11-06T10:00:00+02:00"));
    assert_eq!(process.parties[0].identifiers[0].scheme.as_deref(), Some("UA-EDR"));
    let item = &process.tender.unwrap().items[0];
    assert_eq!((item.quantity.as_deref(), item.unit.as_deref()), (Some("5"), Some("item")));
    assert_eq!(item.classifications.len(), 2);
}

/// The sub-resources of 0.1 do not stand in the tender; joined to it they are part of the process.
#[test]
fn the_auction_and_the_bids_of_0_1_are_part_of_the_process() {
    let Some(shared) = tenderlens_tests::places::shared("the_auction_of_0_1").unwrap() else {
        return;
    };
    let bodies = read(&shared.join("data/openprocurement-legacy/v0.1-reference-bodies.json"));
    let body = |index: usize| bodies[index]["body"]["data"].to_string();
    let (bidders, awards) = (format!("[{}]", body(14)), format!("[{}]", body(16)));
    let parts = [("bidders", bidders.as_str()), ("awards", &awards), ("auction", &body(6))];
    let converted = convert("openprocurement")(&join(&body(0), &parts).unwrap()).unwrap();
    let process = view_of(&converted.releases[0]).unwrap();
    let bids: Vec<_> =
        process.bids.iter().map(|bid| (bid.id.as_deref().unwrap(), bid.value.as_ref().unwrap())).collect();
    assert_eq!(bids[0].0, "4879d3f8ee2443169b5fbbc9f89fa607");
    assert_eq!((bids[1].0, bids[1].1.amount.as_deref()), ("auction-1", Some("400")));
    assert_eq!((bids[2].0, bids[2].1.amount.as_deref()), ("auction-2", Some("385")));
    assert_eq!(process.awards[0].suppliers[0].name.as_deref(), Some("Державне управління справами"));
    let roles = &process.parties[0].roles;
    assert!(["procuringEntity", "tenderer", "supplier", "buyer"].iter().all(|it| roles.iter().any(|role| role == it)));
    let auction = &process.tender.unwrap().auctions[0];
    assert_eq!(auction.minimal_step.as_ref().unwrap().amount.as_deref(), Some("35"));
    assert_eq!(auction.period.as_ref().unwrap().start.as_deref(), Some("2014-11-06T12:00:00+02:00"));
}

#[test]
fn an_award_notice_of_the_draft_shows_its_buyer_supplier_and_number_of_bidders() {
    let Some(process) = seen("eu", "record-package-embedded.json") else {
        return;
    };
    assert_eq!((process.ocid.as_deref(), process.tags[0].as_str()), (Some("1234-5678"), "award"));
    assert_eq!(process.date.as_deref(), Some("2006-09-14T04:28:58-04:00"));
    assert_eq!(process.buyer_name(), Some("CONSEIL GÉNÉRAL DE L'YONNE"));
    assert_eq!(process.value().unwrap().0.amount.as_deref(), Some("100000"));
    assert_eq!(process.awards[0].suppliers[0].name.as_deref(), Some("Divers organismes"));
    assert_eq!(process.tender.unwrap().number_of_tenderers.as_deref(), Some("3"));
    assert_eq!(process.documents.len(), 2);
}

#[test]
fn a_record_of_links_says_where_its_releases_are() {
    let Some(documents) = recorded("a_record_of_links_says_where_its_releases_are") else {
        return;
    };
    let document = documents.iter().find(|it| it.name.contains("package-uris")).unwrap();
    let converted = Document::convert(document);
    assert_eq!(converted.ocid, "1234-5678");
    assert_eq!(converted.linked, ["http://www.contractawards.eu/open-contracting/api/v1/release/releaseID1"]);
    assert_eq!((converted.releases.len(), converted.problems.len()), (0, 0));
}
