//! Places in an answer, kept as text.

use tenderlens_core::client::Options;
use tenderlens_core::ocds::view::Stage;
use tenderlens_core::plan::{Category, Classification, Question, ValueRange};
use tenderlens_core::protocol::credentials::{Credentials, Scheme, Secret, TokenPlace};
use tenderlens_core::protocol::parameters::Parameters;
use tenderlens_core::publishers::Registry;
use tenderlens_core::search::Cursor;
use tenderlens_core::sync::SyncState;

use crate::{client, client_with, dates, feed, first, page, prozorro_with};

/// The places in an answer that reach every part of a token: lists not read yet, a page, rows to fetch.
fn places() -> Vec<Cursor> {
    let question = Question {
        text: "міст".into(),
        stage: Some(Stage::Award),
        category: Some(Category::Works),
        classification: Some(Classification { scheme: "CPV".into(), prefix: "45".into(), description: None }),
        value: Some(ValueRange { min: Some("0.10".into()), max: None, currency: "UAH".into() }),
        supplier: "x".into(),
        country: "UA".into(),
        ..dates("2026-11-01", "2026-11-10")
    };
    let rows: Vec<_> = (0..30).map(|number| (number, "2026-11-20")).collect();
    let web = prozorro_with(feed(&rows), &(0..30).collect::<Vec<_>>());
    let client = client(&web);
    let start = first(&client, "prozorro", &Question::default());
    let in_rows = page(&client, &start).next.unwrap();
    let in_pages = page(&client, &in_rows).next.unwrap();
    vec![
        first(&client, "eu", &dates("2012-01-01", "2012-12-31")),
        first(&client, "prozorro", &question),
        in_rows,
        in_pages,
    ]
}

#[test]
fn a_place_is_the_same_after_it_was_kept_as_text() {
    let registry = Registry::builtin();
    for place in places() {
        for place in [place.clone(), place.fresh()] {
            assert_eq!(Cursor::from_text(&registry, &place.to_text()), Ok(place));
        }
    }
}

#[test]
fn a_place_cut_off_anywhere_is_refused() {
    let registry = Registry::builtin();
    for place in places() {
        let text = place.to_text();
        for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
            let error = Cursor::from_text(&registry, &text[..end]).unwrap_err();
            assert_eq!(error.code(), "invalid-resume-token", "{}", &text[..end]);
        }
    }
}

#[test]
fn a_place_that_is_none_says_why() {
    let registry = Registry::builtin();
    let texts: Vec<_> = places().iter().map(Cursor::to_text).collect();
    let [lists, asked, rows, pages] = &texts[..] else { panic!("four places") };
    let sync = SyncState::start(&registry, "prozorro", None, Parameters::new(), None).unwrap().to_text();
    let list = r#"{"publisher":"uk","endpoint":"releasePackages","parameters":{}}"#;
    for (text, why) in [
        ("", "no search: EOF"),
        (list, "no search: missing field `version`"),
        (&sync, "no search: unknown field"),
        (&pages.replace("\"version\":1", "\"version\":2"), "a search of version 2, known is 1"),
        (&pages.replace("prozorro", "atlantis"), "nobody knows a publisher \"atlantis\""),
        // The same question, but of a publisher that is asked otherwise.
        (&asked.replace("\"publisher\":\"prozorro\"", "\"publisher\":\"uk\""), "is asked differently now"),
        (&asked.replace("\"2026-11-21\"", "\"2026-11-09\""), "is asked differently now"),
        (&asked.replace("\"0.10\"", "\"much\""), "its question can't be asked: \"value\" must be a decimal"),
        (&lists.replace("\"lists\":null", "\"lists\":[[\"de\"],[\"2008\"]]"), "not the lists"),
        (&asked.replace("\"call\":0", "\"call\":1"), "its place is none"),
        (&pages.replace("\"page\":[0", "\"page\":[1"), "its place is none"),
        (&pages.replace("\"limit\":\"20\"", "\"limit\":\"1000\""), "its place is none"),
        (&pages.replace("\"endpoint\":\"tenders\"", "\"endpoint\":\"feedPlans\""), "its place is none"),
        (&rows.replace("\"prozorro\"", "\"peru\""), "is asked differently now"),
    ] {
        let error = Cursor::from_text(&registry, text).unwrap_err();
        assert_eq!(error.code(), "invalid-resume-token", "{text}");
        assert!(error.to_string().contains(why), "{error}, of {text}");
    }
}

#[test]
fn a_place_holds_no_secret() {
    let mut options = Options::default();
    for publisher in ["prozorro", "openprocurement"] {
        let key = Credentials {
            key: Some((Scheme::Bearer, Secret::new("hush"))),
            owner: Some((TokenPlace::Query, Secret::new("hush"))),
        };
        options.credentials.insert(publisher.to_owned(), key);
    }
    let web = prozorro_with(feed(&[(1, "2026-11-20")]), &[1]);
    let client = client_with(&web, options);
    let next = page(&client, &first(&client, "prozorro", &Question::default())).next.unwrap();
    assert!(!next.to_text().contains("hush"), "{}", next.to_text());
}
