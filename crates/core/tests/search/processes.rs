//! Opening one process.

use tenderlens_core::process::{self, Basis};
use tenderlens_core::publishers::Registry;

use crate::{client, id, prozorro_with, run};

#[test]
fn a_process_of_a_feed_is_asked_for_by_the_publishers_own_id() {
    let web = prozorro_with(String::new(), &[7]);
    let client = client(&web);
    let by = |ocid: &str, locator: Option<&str>| process::lookup(&client, "prozorro", ocid, locator);
    assert!(by("ocds-be6bcu-UA-2026-11-03-000007-a", Some(&id(7))).unwrap().url().ends_with(&id(7)));
    assert!(by(&id(7), None).unwrap().url().ends_with(&id(7)), "the id alone");
    // Version 0.5 made the tender's number of its id.
    let old = format!("openprocurement-UA-{}", id(7));
    assert!(process::lookup(&client, "openprocurement", &old, None).unwrap().url().ends_with(&id(7)));
    let failure = by("ocds-be6bcu-UA-2026-11-03-000007-a", None).unwrap_err();
    assert_eq!(failure.error.code(), "invalid-parameter");
    assert!(failure.to_string().contains("Open the process from a list, or give that id"), "{failure}");
    assert!(by("ocds-be6bcu-UA-2026-11-03-000007-a", Some("nonsense")).is_err());
    assert!(web.sent().is_empty());
}

#[test]
fn a_converted_process_keeps_the_publishers_own_document() {
    let web = prozorro_with(String::new(), &[7]);
    let client = client(&web);
    let call = process::lookup(&client, "prozorro", &id(7), None).unwrap();
    let loaded = run(process::load(&client, &call, &|_| {})).unwrap();
    assert_eq!(loaded.process.title.as_deref(), Some("Tender 7"));
    assert_eq!(loaded.process.ocid.as_deref(), Some("ocds-be6bcu-UA-2026-11-03-000007-a"));
    assert_eq!((loaded.basis, loaded.is_converted()), (Basis::Merged, true));
    assert_eq!((loaded.releases.len(), loaded.timeline.len()), (1, 1));
    let raw = loaded.raw.unwrap();
    assert!(raw.starts_with(r#"{"id":""#) && raw.contains(r#""status":"active.tendering""#), "{raw}");
    let other = loaded.other.iter().find(|value| value.pointer.starts_with("/somethingOfTheirs"));
    assert_eq!(other.expect("what has no place is kept").json, "[1.50]");
}

#[test]
fn what_names_a_process_finds_its_publisher() {
    let registry = Registry::builtin();
    let of = |text: &str| process::named(&registry, text).map(|publisher| publisher.id);
    assert_eq!(of("ocds-h6vhtk-0001b4"), Some("uk"));
    assert_eq!(of("ocds-dgv273-seacev3-1067499"), Some("peru"));
    assert_eq!(of(&id(7)), Some("prozorro"));
    // No publisher can be asked for it: the words look for it in the lists.
    assert_eq!(of("ocds-be6bcu-UA-2026-11-03-000007-a"), None);
    assert_eq!(of("puente"), None);
}
