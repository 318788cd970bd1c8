//! Development Gateway: what its facts list.

use tenderlens_core::protocol::walk::Walk;
use tenderlens_core::publishers::Registry;

use crate::{answered, call, items, next, page, parameters, warnings};

const ITEM: &str = r#"{"classificationScheme": "CPV", "classificationID": "45000000", "classificationDescription": "Construction work"}"#;

#[test]
fn two_criteria_are_needed_and_asked_for_before_sending() {
    let error = call("eu", "recordPackage", &[("year", "2012")]).unwrap_err();
    assert_eq!(error.code(), "invalid-parameter");
    assert_eq!(
        error.to_string(),
        r#""item" is missing: at least 2 of item, year, contractType, procedure, awardCriteria, buyerCountry, supplierCountry are needed, or supplier or buyer"#
    );
    assert!(call("eu", "recordPackage", &[]).is_err());
    assert!(call("eu", "recordPackage", &[("year", "2008"), ("buyerCountry", "de")]).is_ok());
    assert!(call("eu", "recordPackage", &[("buyer", "x")]).is_ok());
}

#[test]
fn contract_type_and_procedure_are_one_criterion() {
    let both = [("contractType", "Works"), ("procedure", "Works")];
    assert!(call("eu", "recordPackage", &both).is_err());
    let differing = [("contractType", "Works"), ("procedure", "Services"), ("year", "2012")];
    let error = call("eu", "recordPackage", &differing).unwrap_err().to_string();
    assert_eq!(error, r#""procedure" is another name of "contractType": give only one of them"#);
}

#[test]
fn supplier_or_buyer_reset_the_other_filters_with_a_warning() {
    let pairs = [("supplier", "Acciona infraestructuras"), ("year", "2008"), ("buyerCountry", "de"), ("page", "2")];
    assert_eq!(
        warnings("eu", "recordPackage", &pairs),
        [r#"The publisher ignores "year", "buyerCountry" because "supplier" is given."#]
    );
    assert!(warnings("eu", "recordPackage", &[("supplier", "x"), ("page", "2")]).is_empty());
}

#[test]
fn the_item_is_a_json_object_and_is_encoded_whole() {
    let pairs =
        [("item", ITEM), ("procedure", "Service contract"), ("year", "2012"), ("page", "1"), ("pageSize", "1000")];
    let call = call("eu", "recordPackage", &pairs).unwrap();
    assert_eq!(
        call.url(),
        "http://www.contractawards.eu/open-contracting/api/v1/record-package?item=%7B%22classificationScheme%22:%20%22CPV%22,%20%22classificationID%22:%20%2245000000%22,%20%22classificationDescription%22:%20%22Construction%20work%22%7D&year=2012&procedure=Service%20contract&page=1&pageSize=1000"
    );
    let error = crate::call("eu", "recordPackage", &[("item", "Construction"), ("year", "2012")]).unwrap_err();
    assert!(error.to_string().contains("must be a JSON object"));
}

#[test]
fn countries_are_two_letters() {
    let asked = |country| call("eu", "recordPackage", &[("year", "2008"), ("buyerCountry", country)]);
    assert!(asked("de").is_ok() && asked("Germany").is_err());
}

#[test]
fn errors_come_with_status_200() {
    let body = r#"{"errors":[{"code":1024,"message":"Sorry, the requested resource does not exist","url":"x"}]}"#;
    for endpoint in ["recordPackage", "record", "release", "releasePackage", "years"] {
        let error = answered("eu", endpoint, &[], body).unwrap_err();
        assert_eq!(error.code(), "not-found", "{endpoint}");
        assert_eq!(error.reasons()[0].code.as_deref(), Some("1024"));
    }
}

#[test]
fn a_page_that_is_not_full_is_the_last_one() {
    let records = |count: usize| format!(r#"{{"records":[{}]}}"#, vec![r#"{"ocid":"a"}"#; count].join(","));
    let asked = [("buyer", "x"), ("pageSize", "2"), ("page", "4")];
    assert_eq!(next(&page("eu", "recordPackage", &asked, &records(2)), "page").as_deref(), Some("5"));
    assert_eq!(page("eu", "recordPackage", &asked, &records(1)).next, None);
    assert_eq!(next(&page("eu", "recordPackage", &[("buyer", "x")], &records(100)), "page").as_deref(), Some("2"));
}

#[test]
fn a_service_that_forgets_the_page_number_is_a_loop() {
    let registry = Registry::builtin();
    let (_, endpoint) = registry.endpoint("eu", "recordPackage").unwrap();
    let body = r#"{"records":[{"ocid":"a"}]}"#;
    let mut walk = Walk::default();
    let sent = parameters(&[("buyer", "x"), ("pageSize", "1")]);
    let first = page("eu", "recordPackage", &[("buyer", "x"), ("pageSize", "1")], body);
    let token = walk.after(endpoint, &sent, &first).unwrap().unwrap();
    let error = walk.after(endpoint, &token.parameters, &first).unwrap_err();
    assert_eq!((error.code(), error.to_string().contains("repeats")), ("paging-loop", true));
}

#[test]
fn single_records_and_releases_come_with_or_without_a_package() {
    let release = r#"{"ocid":"1234-5678","releaseID":"r","releaseDate":"2006-09-14T04:28:58-0400"}"#;
    let record = format!(r#"{{"ocid":"1234-5678","releases":[{release}]}}"#);
    let package = |name: &str, item: &str| format!(r#"{{"uri":"u","{name}":[{item}]}}"#);
    assert_eq!(items(&page("eu", "release", &[], release)), [release]);
    assert_eq!(items(&page("eu", "release", &[], &package("releases", release))), [release]);
    assert_eq!(items(&page("eu", "record", &[], &record)), [record.as_str()]);
    assert_eq!(items(&page("eu", "record", &[], &package("records", &record))), [record.as_str()]);
}

#[test]
fn releases_that_are_only_addresses_are_links() {
    let body = r#"{"records":[{"ocid":"1234-5678","releases":[{"name":"releaseID1","uid":"releaseID","uri":"http://x/release/releaseID1"}]}]}"#;
    let page = page("eu", "recordPackage", &[], body);
    let package = tenderlens_core::ocds::package::read(&page.text).unwrap();
    assert!(package.records[0].embedded.is_empty());
    let convert = Registry::builtin().publisher("eu").unwrap().convert.unwrap();
    let converted = convert(page.items().next().unwrap()).unwrap();
    assert_eq!((converted.linked, converted.releases), (vec!["http://x/release/releaseID1".to_owned()], Vec::new()));
}

#[test]
fn hits_are_numbers_texts_or_objects() {
    assert_eq!(items(&page("eu", "years", &[], r#"{"hits":[2006,2008]}"#)), ["2006", "2008"]);
    assert_eq!(items(&page("eu", "items", &[], &format!(r#"{{"hits":[{ITEM}]}}"#))), [ITEM]);
    let error = answered("eu", "years", &[], r#"{"years":[]}"#).unwrap_err().to_string();
    assert!(error.contains("no `hits` among the members of the answer (years)"), "{error}");
}

#[test]
fn dates_keep_their_offset_without_a_colon() {
    let body = r#"{"ocid":"a","releaseDate":"2006-09-14T04:28:58-0400"}"#;
    assert_eq!(items(&page("eu", "release", &[], body)), [body]);
}
