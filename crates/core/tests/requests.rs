//! What is checked before sending, and what is sent.

// Helpers of tests may stop at the first surprise, as tests do.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use support::{Nowhere, parameters};
use tenderlens_core::client::{Client, Options};
use tenderlens_core::publishers::Registry;

fn call(publisher: &str, endpoint: &str, pairs: &[(&str, &str)]) -> Result<String, String> {
    let client = Client::new(Registry::builtin(), Nowhere, Options::default());
    client
        .call(publisher, endpoint, &parameters(pairs))
        .map(|call| call.url().to_owned())
        .map_err(|failure| failure.error.to_string())
}

#[test]
fn every_example_of_every_row_is_accepted() {
    for publisher in Registry::builtin().publishers() {
        for endpoint in publisher.endpoints {
            let examples: Vec<_> = endpoint.parameters.iter().map(|it| (it.name, it.example)).collect();
            let url = call(publisher.id, endpoint.id, &examples).unwrap();
            assert!(!url.contains('{'), "{url}");
        }
    }
}

#[test]
fn peru_always_gets_both_dates() {
    let url = |pairs| call("peru", "records", pairs).unwrap();
    let base = "https://contratacionesabiertas.oece.gob.pe/api/v1/records";
    assert_eq!(url(&[]), format!("{base}?startDate=2000-01-01&endDate=2099-12-31"));
    assert_eq!(url(&[("startDate", "2024-02-20")]), format!("{base}?startDate=2024-02-20&endDate=2024-03-06"));
    assert_eq!(url(&[("endDate", "2024-03-06")]), format!("{base}?startDate=2024-02-20&endDate=2024-03-06"));
    let reversed = call("peru", "records", &[("startDate", "2024-03-06"), ("endDate", "2024-02-20")]);
    assert_eq!(
        reversed.unwrap_err(),
        r#""startDate" must not be later than "endDate": 2024-03-06 is after 2024-02-20"#
    );
}

#[test]
fn opaque_cursors_are_never_checked() {
    let url = call("uk", "releasePackages", &[("cursor", "любой / + cursor==")]).unwrap();
    assert!(url.ends_with("?cursor=%D0%BB%D1%8E%D0%B1%D0%BE%D0%B9%20%2F%20%2B%20cursor%3D%3D"), "{url}");
}

#[test]
fn limits_are_those_of_the_documentation() {
    let size = |value| call("peru", "recordsAfter", &[("size", value)]);
    assert!(size("100").is_ok());
    assert_eq!(size("101").unwrap_err(), r#""size" must be a whole number from 1 to 100, got "101""#);
    assert!(size("0").is_err() && size("ten").is_err() && size("+5").is_err());
    assert!(call("uk", "releasePackages", &[("limit", "101")]).is_err());
    assert!(call("uk", "releasePackages", &[("stages", "planning,award")]).is_ok());
    assert!(call("uk", "releasePackages", &[("stages", "pipeline")]).is_err());
    assert!(call("peru", "records", &[("dataSegmentationID", "2024-13")]).is_err());
}

#[test]
fn names_are_exact_and_a_wrong_case_gets_a_hint() {
    let error = call("peru", "records", &[("dataSegmentationId", "2024-04")]).unwrap_err();
    assert!(error.contains(r#"did you mean "dataSegmentationID"?"#), "{error}");
    assert!(call("uk", "releasePackages", &[("statuses", "x")]).unwrap_err().contains("known are version, limit"));
}

#[test]
fn dates_may_carry_a_zone_and_are_sent_as_given() {
    for date in ["2026-10-06T15:44:10", "2026-10-06T15:44:10Z", "2026-10-06T15:44:10+01:00"] {
        let url = call("uk", "releasePackages", &[("updatedFrom", date)]).unwrap();
        assert!(url.contains(&date.replace('+', "%2B")), "{url}");
    }
    for date in [
        "2026-10-06",
        "2026-10-06 15:44:10",
        "2026-02-30T00:00:00",
        "2026-10-06T15:44:10 Europe/London",
        "é026-10-06T15:44:1é",
    ] {
        assert!(call("uk", "releasePackages", &[("updatedTo", date)]).is_err(), "{date}");
    }
}

#[test]
fn path_values_cannot_leave_their_segment() {
    let url = call("peru", "release", &[("id", "ocds-dgv273-1-2024-09-12T10:15:30.154118-05:00/../x?y")]).unwrap();
    assert!(url.ends_with("/release/ocds-dgv273-1-2024-09-12T10:15:30.154118-05:00%2F..%2Fx%3Fy"), "{url}");
    for (endpoint, pairs) in [
        ("document", &[("tender_id", "1"), ("document_id", "..")][..]),
        ("updateTender", &[("tender_id", "..")]),
        ("replaceTender", &[("tender_id", ".")]),
    ] {
        assert!(call("openprocurement", endpoint, pairs).unwrap_err().contains("a name of its own"), "{endpoint}");
    }
    assert!(call("uk", "releasePackages", &[("version", "..")]).is_err());
    let url = call("openprocurement", "document", &[("tender_id", "1"), ("document_id", "..a")]).unwrap();
    assert!(url.ends_with("/documents/..a"), "{url}");
    assert_eq!(
        call("peru", "record", &[]).unwrap_err(),
        r#""ocid" is required, for example "ocds-dgv273-seacev2-3496677""#
    );
}

#[test]
fn ocids_are_checked_leniently() {
    let record = |ocid| call("peru", "record", &[("ocid", ocid)]);
    assert!(record("ocds-h6vhtk-0026ef-integration").is_ok());
    assert!(record("OCDS-87SD3T-AD-SF-DRM-063-2015").is_ok());
    for ocid in ["873200", "ocds-h6 vhtk", "ocds-a/b"] {
        assert!(record(ocid).unwrap_err().contains("must be an OCID"), "{ocid}");
    }
}

#[test]
fn unknown_publishers_and_endpoints_are_named() {
    assert_eq!(call("pe", "records", &[]).unwrap_err(), r#"there is no publisher with the id "pe""#);
    assert!(call("peru", "tenders", &[]).is_err());
}
