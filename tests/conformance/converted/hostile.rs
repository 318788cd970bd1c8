//! Documents that are not as they should be: still a valid release, and a word about why.

use jsonschema::Validator;
use serde_json::{Value, json};
use tenderlens_core::convert::{Converted, join};

use super::documents::convert;
use super::schema::{validator, violations};

/// A fictional tender with one of everything.
fn tender() -> Value {
    let party = json!({"name": "Фірма", "name_en": "Firm", "identifier": {"scheme": "UA-EDR", "id": "1", "legalName": "Ф", "uri": "http://a.example/"},
        "additionalIdentifiers": [{"scheme": "X", "id": "2"}], "address": {"locality": "Київ", "countryName_en": "Ukraine"},
        "contactPoint": {"name": "А", "url": "http://a.example/"}, "scale": "mid"});
    let value = json!({"amount": 1.50, "currency": "UAH", "valueAddedTaxIncluded": true});
    let period = json!({"startDate": "2016-01-01T00:00:00+02:00", "endDate": "2016-02-01T00:00:00+02:00"});
    let document = json!({"id": "d", "title": "a.pdf", "documentType": "notice", "url": "http://a.example/d", "documentOf": "lot",
        "relatedItem": "l", "dateModified": "2016-01-01T00:00:00+02:00"});
    let item = json!({"id": "i", "description": "і", "quantity": 2, "unit": {"name": "шт", "code": "H87"}, "relatedLot": "l",
        "classification": {"scheme": "CPV", "id": "1", "uri": "http://a.example/c"}, "additionalClassifications": [{"scheme": "ДК", "id": "2"}],
        "deliveryDate": period, "deliveryLocation": {"latitude": 50.1, "longitude": 30.2}});
    let complaint = json!({"id": "k", "title": "Скарга", "author": party, "date": "2016-01-01T00:00:00+02:00", "documents": [document]});
    let mut paper = document.clone();
    paper["id"] = json!("paper");
    json!({
        "id": "1", "tenderID": "UA-1", "dateModified": "2016-01-03T00:00:00+02:00", "title": "Назва", "title_en": "Title",
        "status": "active.auction", "procuringEntity": party, "buyers": [party], "funders": [party], "value": value,
        "procurementMethod": "open", "mainProcurementCategory": "goods", "submissionMethod": "electronicAuction",
        "numberOfBids": 1, "items": [item], "tenderPeriod": period, "auctionPeriod": period, "minimalStep": value,
        "auctionUrl": "http://a.example/", "documents": [document], "plans": [{"id": "p"}],
        "lots": [{"id": "l", "title": "Лот", "status": "active", "value": value, "minimalStep": value, "auctionPeriod": period}],
        "questions": [{"id": "q", "author": party, "title": "?", "questionOf": "lot", "relatedItem": "l", "answer": "!"}],
        "complaints": [complaint], "cancellations": [{"id": "c", "reason": "Так", "date": "2016-01-01T00:00:00+02:00", "documents": [paper]}],
        "milestones": [{"id": "m", "title": "t", "type": "delivery", "relatedLot": "l"}],
        "bids": [{"id": "b", "date": "2016-01-01T00:00:00+02:00", "status": "active", "tenderers": [party],
            "lotValues": [{"relatedLot": "l", "value": value}], "documents": [document]}],
        "awards": [{"id": "a", "status": "active", "bid_id": "b", "lotID": "l", "value": value, "suppliers": [party], "items": [item],
            "documents": [document], "complaints": [complaint]}],
        "contracts": [{"id": "v", "awardID": "a", "status": "active", "value": value, "suppliers": [party], "dateSigned": "2016-01-02T00:00:00+02:00",
            "period": period, "items": [item], "documents": [document]}],
    })
}

/// A fictional award notice of the draft.
fn notice() -> Value {
    let organization =
        json!({"id": {"name": "Firm", "uid": "7", "uri": "http://a.example/"}, "address": {"country-name": "France"}});
    let value = json!({"amount": 1.50, "currency": "EUR"});
    let notice = json!({"id": "n", "uri": "http://a.example/n", "publishedDate": "2006-03-21T00:00:00-0500"});
    let item = json!({"description": "Work", "classificationScheme": "CPV", "classificationID": "4"});
    json!({
        "ocid": "o", "releaseID": "r", "releaseDate": "2006-09-14T04:28:58-0400", "releaseTag": "awardNotice", "language": "en",
        "formationType": "tender", "buyer": organization, "planning": {"budgetID": "b", "budgetAmount": value, "publicHearingNotice": notice},
        "tender": {"tenderID": "t", "notice": notice, "itemsToBeProcured": [item], "totalValue": value, "numberOfBids": 3},
        "awards": [{"awardID": "a", "notice": notice, "awardValue": value, "suppliers": [organization], "itemsAwarded": [item]}],
        "contracts": [{"contractID": "c", "awardID": "a", "contractValue": value, "signatureDate": "2006-09-14T04:28:58-0400"}],
        "performance": {"transactionID": "x"},
    })
}

fn pointers(pointer: &str, value: &Value, all: &mut Vec<String>) {
    match value {
        Value::Object(members) => members.iter().for_each(|(name, value)| {
            all.push(format!("{pointer}/{name}"));
            pointers(&format!("{pointer}/{name}"), value, all);
        }),
        Value::Array(items) => items.iter().enumerate().for_each(|(index, value)| {
            all.push(format!("{pointer}/{index}"));
            pointers(&format!("{pointer}/{index}"), value, all);
        }),
        _ => {}
    }
}

/// Every kind of place: those of one name in one kind of object are read by the same row.
fn kinds_of_places(document: &Value) -> Vec<String> {
    let mut all = Vec::new();
    pointers("", document, &mut all);
    let mut seen = std::collections::HashSet::new();
    all.retain(|pointer| {
        let names: Vec<_> =
            pointer.rsplit('/').filter(|name| name.parse::<usize>().is_err()).take(2).map(str::to_owned).collect();
        seen.insert((names, pointer.ends_with("/0")))
    });
    all
}

/// Converts, and asks the schema.
fn valid(validator: &Validator, publisher: &str, document: &Value) -> Converted {
    let converted = convert(publisher)(&document.to_string()).unwrap();
    assert_eq!(violations(validator, &converted), [""; 0], "{document}");
    assert_eq!(converted.releases.len(), 1);
    converted
}

#[test]
fn any_value_in_any_place_leaves_a_valid_release_and_is_kept() {
    let Some(validator) = validator("any_value_in_any_place") else {
        return;
    };
    let wrong = [
        json!(null),
        json!(777_777),
        json!("‹?›"),
        json!(""),
        json!(true),
        json!([]),
        json!({}),
        json!([null]),
        json!([{"x": 888_888}]),
    ];
    for (publisher, document) in [("prozorro", tender()), ("eu", notice())] {
        for (index, pointer) in kinds_of_places(&document).iter().enumerate() {
            // Each place gets some of them, neighbours others: all together would take minutes.
            for wrong in wrong.iter().skip(index % 3).step_by(3) {
                let mut document = document.clone();
                *document.pointer_mut(pointer).unwrap() = wrong.clone();
                let converted = valid(&validator, publisher, &document);
                let arrived = converted.releases[0].contains(&wrong.to_string());
                let kept = converted.other.iter().any(|kept| pointer.starts_with(&kept.pointer));
                let empty =
                    wrong.as_array().is_some_and(Vec::is_empty) || wrong.as_object().is_some_and(|it| it.is_empty());
                let inside = converted.other.iter().any(|kept| kept.pointer.starts_with(pointer.as_str()));
                assert!(arrived || kept || empty || inside, "{pointer} = {wrong} is lost: {converted:?}");
            }
        }
    }
}

#[test]
fn any_absent_member_leaves_a_valid_release() {
    let Some(validator) = validator("any_absent_member") else {
        return;
    };
    for (publisher, document) in [("prozorro", tender()), ("eu", notice())] {
        for pointer in kinds_of_places(&document) {
            let (parent, name) = pointer.rsplit_once('/').unwrap();
            let mut document = document.clone();
            match document.pointer_mut(parent).unwrap() {
                Value::Object(members) => drop(members.remove(name)),
                Value::Array(items) => items.push(items[0].clone()),
                _ => unreachable!(),
            }
            valid(&validator, publisher, &document);
        }
    }
}

#[test]
fn an_absent_id_or_time_is_told() {
    let Some(validator) = validator("an_absent_id_or_time_is_told") else {
        return;
    };
    for (publisher, document, pointers) in [
        (
            "prozorro",
            tender(),
            "/id /tenderID /dateModified /items/0/id /lots/0/id /bids/0/id /awards/0/id /contracts/0/id /contracts/0/awardID",
        ),
        ("eu", notice(), "/ocid /releaseDate /awards/0/awardID /contracts/0/contractID /contracts/0/awardID"),
    ] {
        assert_eq!(valid(&validator, publisher, &document).problems, [""; 0]);
        for pointer in pointers.split_whitespace() {
            let (parent, name) = pointer.rsplit_once('/').unwrap();
            let mut document = document.clone();
            document.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(name);
            let problems = valid(&validator, publisher, &document).problems;
            let place = if parent.is_empty() { "/" } else { parent };
            let told = problems.iter().any(|it| it.starts_with(&format!("{place}: has no")) && it.contains(name));
            assert!(told, "{pointer}: {problems:?}");
        }
    }
}

#[test]
fn nothing_at_all_is_a_valid_release_with_problems() {
    let Some(validator) = validator("nothing_at_all") else {
        return;
    };
    for (publisher, ocid) in
        [("prozorro", "ocds-be6bcu-unknown"), ("openprocurement", "openprocurement-unknown"), ("eu", "unknown")]
    {
        let converted = valid(&validator, publisher, &json!({}));
        assert_eq!(converted.ocid, ocid);
        assert_eq!(converted.problems.len(), 3, "{:?}", converted.problems);
        for text in ["[]", "null", "", "{", "7", "[{\"id\":1}]"] {
            assert_eq!(convert(publisher)(text).unwrap_err().code(), "invalid-body", "{text}");
            assert!(join(text, &[]).is_err());
        }
    }
}

/// What the auction of 0.5 shows of its bids: amounts only.
#[test]
fn anonymous_bids_have_ids_of_their_own_and_a_problem_each() {
    let Some(validator) = validator("anonymous_bids") else {
        return;
    };
    let bids = json!([{"value": {"amount": 475_000.0}}, {"value": {"amount": 480_000.0}}]);
    let document = json!({"id": "1", "tenderID": "U", "dateModified": "2014-12-03T23:00:27+02:00", "bids": bids});
    let converted = valid(&validator, "openprocurement", &document);
    assert!(
        converted.releases[0]
            .contains(r#""details":[{"id":"anonymous-1","value":{"amount":475000.0}},{"id":"anonymous-2""#)
    );
    assert_eq!(converted.problems[0], "/bids/0: has no usable id; its position stands in for it");
    assert_eq!(converted.problems.len(), 2);
}

/// The same organization, told in two ways: the first counts, the other is kept whole.
#[test]
fn an_organization_told_in_two_ways_is_one_party() {
    let mut document = tender();
    document["bids"][0]["tenderers"][0]["name"] = json!("Інша назва");
    let converted = convert("prozorro")(&document.to_string()).unwrap();
    let release: Value = serde_json::from_str(&converted.releases[0]).unwrap();
    let parties = release["parties"].as_array().unwrap();
    assert_eq!((parties.len(), parties[0]["name"].as_str()), (1, Some("Фірма")));
    let roles = ["procuringEntity", "buyer", "funder", "interestedParty", "enquirer", "tenderer", "supplier"];
    assert_eq!(parties[0]["roles"].as_array().unwrap().len(), roles.len());
    let kept = converted.other.iter().find(|kept| kept.pointer == "/bids/0/tenderers/0").unwrap();
    assert!(kept.json.contains("Інша назва"));
}

#[test]
fn translations_stand_beside_the_ukrainian_text() {
    let release: Value =
        serde_json::from_str(&convert("prozorro")(&tender().to_string()).unwrap().releases[0]).unwrap();
    assert_eq!((&release["tender"]["title"], &release["tender"]["title_en"]), (&json!("Назва"), &json!("Title")));
    assert_eq!(release["parties"][0]["address"]["countryName_en"], "Ukraine");
    assert_eq!(release["language"], "uk");
}

#[test]
fn a_cancellation_explains_the_change_and_its_papers_are_the_tenders() {
    let mut document = tender();
    document["status"] = json!("cancelled");
    let release: Value =
        serde_json::from_str(&convert("prozorro")(&document.to_string()).unwrap().releases[0]).unwrap();
    assert_eq!(release["tag"], json!(["tenderCancellation", "award", "contract"]));
    assert_eq!(release["tender"]["amendments"][0]["rationale"], "Так");
    assert!(release["tender"]["documents"].as_array().unwrap().iter().any(|it| it["id"] == "paper"));
}
