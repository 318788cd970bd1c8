use super::{Stage, ValueBasis, read};

#[test]
fn nothing_published_is_lost() {
    let process = read(
        r#"{"ocid":"o","id":"x","tag":["compiled"],"tender":{"title":"T","value":{"amount":1.10,"currency":"PEN","currencyName":"Soles"},
            "items":[{"id":"1","quantity":"two"},7],"tenderPeriod":"soon"},"buyer":[1],"a/b":{"~":[{"c":null}]}}"#,
    )
    .unwrap();
    let other: Vec<_> = process.other.iter().map(|field| (field.pointer.as_str(), field.value.as_str())).collect();
    assert_eq!(
        other,
        [
            ("/tender/value/currencyName", "\"Soles\""),
            ("/tender/items/1", "7"),
            ("/tender/tenderPeriod", "\"soon\""),
            ("/id", "\"x\""),
            ("/buyer", "[1]"),
            ("/a~1b/~0/0/c", "null"),
        ]
    );
    let value = process.value().unwrap().0;
    assert_eq!(value.amount.as_deref(), Some("1.10"));
}

#[test]
fn the_id_of_a_compiled_release_is_left_out_where_it_repeats_ocid_and_date() {
    let process = read(r#"{"ocid":"o","id":"o-2026-01-01","date":"2026-01-01","tag":["compiled"]}"#).unwrap();
    assert_eq!(process.other, []);
}

#[test]
fn auctions_are_read_per_tender_or_lot_and_leave_only_what_they_do_not_show() {
    let process = read(
        r#"{"tender":{"auctions":[
            {"id":"tender","minimalStep":{"amount":5000.00,"currency":"UAH","valueAddedTaxIncluded":true},
             "period":{"startDate":"2026-11-20T11:00:00+02:00","shouldStartAfter":"2026-11-19"},"url":"https://host/a"},
            {"id":"l1","relatedLot":"l1","period":{"shouldStartAfter":"2026-11-21"}}]}}"#,
    )
    .unwrap();
    let auctions = process.tender.unwrap().auctions;
    let step = auctions[0].minimal_step.as_ref().unwrap();
    assert_eq!((step.amount.as_deref(), step.currency.as_deref()), (Some("5000.00"), Some("UAH")));
    let period = auctions[0].period.as_ref().unwrap();
    assert_eq!(period.start.as_deref(), Some("2026-11-20T11:00:00+02:00"));
    assert_eq!((auctions[0].related_lot.as_deref(), auctions[0].url.as_deref()), (None, Some("https://host/a")));
    let lot = &auctions[1];
    assert_eq!((lot.related_lot.as_deref(), &lot.period), (Some("l1"), &None));
    assert_eq!(lot.should_start_after.as_deref(), Some("2026-11-21"));
    let other: Vec<_> = process.other.iter().map(|field| field.pointer.as_str()).collect();
    assert_eq!(other, [] as [&str; 0]);
    assert_eq!(step.tax_included, Some(true));
}

#[test]
fn the_budget_stands_in_for_a_tender_without_value() {
    let process = read(
        r#"{"planning":{"budget":{"amount":{"amount":5,"currency":"GBP"}}},"tender":{"value":{"currency":"GBP"}}}"#,
    )
    .unwrap();
    let (value, basis) = process.value().unwrap();
    assert_eq!((value.amount.as_deref(), basis), (Some("5"), ValueBasis::Budget));
}

#[test]
fn stages_follow_what_is_published() {
    let stage = |json| read(json).unwrap().stage;
    assert_eq!(stage(r#"{"tender":{"status":"cancelled"}}"#), Stage::Ended);
    assert_eq!(stage(r#"{"tender":{},"awards":[{}]}"#), Stage::Award);
    assert_eq!(stage(r#"{"tender":{},"awards":[{}],"contracts":[{"implementation":{}}]}"#), Stage::Implementation);
    assert_eq!(stage(r#"{"tag":["planning"]}"#), Stage::Planning);
    assert_eq!(stage("{}"), Stage::Unknown);
    assert_eq!(Stage::of_tags(["planning", "award", "tender"]), Stage::Award);
}

#[test]
fn names_of_buyers_come_from_the_first_place_that_has_one() {
    let name = |json| read(json).unwrap().buyer_name().map(str::to_owned);
    assert_eq!(name(r#"{"buyer":{"id":"1"},"parties":[{"name":"P","roles":["buyer"]}]}"#).as_deref(), Some("P"));
    assert_eq!(name(r#"{"tender":{"procuringEntity":{"name":"E"}}}"#).as_deref(), Some("E"));
    assert_eq!(name("{}"), None);
}

#[test]
fn the_only_award_stands_in_before_the_budget_and_several_do_not() {
    let basis = |json: &str| read(json).unwrap().value().map(|(_, basis)| basis);
    let budget = r#""planning":{"budget":{"amount":{"amount":5}}}"#;
    assert_eq!(basis(&format!(r#"{{{budget},"awards":[{{"value":{{"amountGross":6}}}}]}}"#)), Some(ValueBasis::Award));
    assert_eq!(
        basis(&format!(r#"{{{budget},"awards":[{{"value":{{"amount":6}}}},{{"value":{{"amount":7}}}}]}}"#)),
        Some(ValueBasis::Budget)
    );
}

#[test]
fn a_process_without_a_title_is_headed_by_what_says_best_what_it_is() {
    let headline = |json: &str| read(json).unwrap().headline().map(str::to_owned);
    assert_eq!(headline(r#"{"tender":{"title":"T","description":"D"}}"#).as_deref(), Some("T"));
    assert_eq!(headline(r#"{"tender":{"description":"D","items":[{"description":"I"}]}}"#).as_deref(), Some("D"));
    assert_eq!(headline(r#"{"tender":{"items":[{"description":"I"}]}}"#).as_deref(), Some("I"));
    assert_eq!(headline(r#"{"awards":[{"items":[{"description":"A"}]}]}"#).as_deref(), Some("A"));
    assert_eq!(headline("{}"), None);
}

#[test]
fn bids_for_lots_keep_what_they_started_from() {
    let process = read(
        r#"{"bids":{"details":[{"id":"b","relatedLots":["l"],"documents":[{"id":"d"}],"lotValues":[{"id":"l","relatedLot":"l",
            "value":{"amount":9,"currency":"UAH","valueAddedTaxIncluded":false},"initialValue":{"amount":10},"x":1}]}]},
            "awards":[{"relatedBid":"b"},{"relatedBids":["c","d"]}]}"#,
    )
    .unwrap();
    let bid = &process.bids[0];
    let value = &bid.lot_values[0];
    assert_eq!((value.lot.as_deref(), value.value.as_ref().unwrap().tax_included), (Some("l"), Some(false)));
    assert_eq!(value.initial.as_ref().unwrap().amount.as_deref(), Some("10"));
    assert_eq!((bid.documents.len(), process.documents.len()), (1, 1));
    assert_eq!(process.awards[0].related_bids, ["b"]);
    assert_eq!(process.awards[1].related_bids, ["c", "d"]);
    let other: Vec<_> = process.other.iter().map(|field| field.pointer.as_str()).collect();
    assert_eq!(other, ["/bids/details/0/lotValues/0/x"]);
}
