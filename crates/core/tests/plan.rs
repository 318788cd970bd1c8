//! What each publisher is asked, what is left to filter here, and what it will cost.

// Helpers of tests may stop at the first surprise, as tests do.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use tenderlens_core::calendar::Date;
use tenderlens_core::endpoint::Publisher;
use tenderlens_core::listing::{Aspect, Rows};
use tenderlens_core::ocds::view::Stage;
use tenderlens_core::plan::{Category, Classification, Dates, Depth, Plan, Question, ValueRange, plan, thorough};
use tenderlens_core::protocol::parameters::{self, Parameters};
use tenderlens_core::publishers::Registry;

const TODAY: &str = "2026-11-21";

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn dates(from: &str, to: &str) -> Dates {
    Dates::between(date(from), date(to))
}

fn publisher(id: &str) -> Publisher {
    *Registry::builtin().publisher(id).unwrap()
}

fn planned(id: &str, question: &Question, depth: Depth) -> Plan {
    plan(&publisher(id), question, depth, date(TODAY)).unwrap()
}

fn quick(id: &str, question: &Question) -> Plan {
    planned(id, question, Depth::Quick)
}

fn sent(pairs: &[(&str, &str)]) -> Parameters {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn in_november() -> Question {
    Question { dates: dates("2026-11-01", "2026-11-10"), ..Question::default() }
}

/// Works of at least a million, in November.
fn works() -> Question {
    let value = ValueRange { min: Some("1000000".into()), max: None, currency: "GBP".into() };
    Question { category: Some(Category::Works), value: Some(value), ..in_november() }
}

#[test]
fn every_row_of_a_listing_names_what_its_endpoint_has() {
    for publisher in Registry::builtin().publishers() {
        let listing = &publisher.listing;
        let row = |id: &str| {
            publisher.endpoints.iter().find(|row| row.id == id).unwrap_or_else(|| panic!("{}.{id}", publisher.id))
        };
        let mut ends = vec![(row(listing.endpoint), listing.fixed)];
        ends.extend(listing.larger.iter().map(|larger| (row(larger.endpoint), larger.fixed)));
        for (end, fixed) in ends {
            let mut names: Vec<&str> = listing.filters.iter().flat_map(|filter| filter.sends.parameters()).collect();
            names.extend(listing.needs.iter().flat_map(|needs| needs.datasets).map(|dataset| dataset.parameter));
            names.extend(fixed.iter().map(|(name, _)| *name));
            if let Rows::Ids(ids) = listing.rows {
                names.extend(ids.tells.iter().map(|told| told.parameter.0));
            }
            for name in names {
                assert!(end.parameter(name).is_some(), "{}.{} has no {name}", publisher.id, end.id);
            }
            // What is always sent is what the row accepts.
            let mut always = sent(fixed);
            for dataset in listing.needs.iter().flat_map(|needs| needs.datasets) {
                let example = end.parameter(dataset.parameter).unwrap().example;
                always.insert(dataset.parameter.to_owned(), example.to_owned());
            }
            parameters::check(end, &always).unwrap_or_else(|error| panic!("{}.{}: {error}", publisher.id, end.id));
        }
        for dataset in listing.needs.iter().flat_map(|needs| needs.datasets) {
            row(dataset.endpoint);
        }
        for (index, filter) in listing.filters.iter().enumerate() {
            let again = listing.filters[..index].iter().find(|other| other.aspect == filter.aspect);
            assert!(again.is_none(), "{}: two filters for {}", publisher.id, filter.aspect.name());
        }
        let key = match publisher.lookup.key {
            tenderlens_core::endpoint::Key::Ocid(parameter) => parameter,
            tenderlens_core::endpoint::Key::Native { parameter, .. } => parameter,
        };
        assert!(row(publisher.lookup.endpoint).parameter(key).is_some(), "{}: {key}", publisher.id);
        for gap in listing.gaps {
            assert!(gap.why.ends_with('.'), "{}", gap.why);
        }
    }
}

#[test]
fn every_aspect_of_a_question_is_asked_or_filtered_here() {
    let question = Question {
        text: "bridge".into(),
        stage: Some(Stage::Tender),
        buyer: "council".into(),
        supplier: "acme".into(),
        status: "active".into(),
        ..works()
    };
    for publisher in Registry::builtin().publishers() {
        let plan = quick(publisher.id, &question);
        for aspect in question.aspects() {
            let is_asked = plan.asked.iter().any(|asked| asked.aspect == aspect);
            assert!(is_asked || plan.local.contains(&aspect), "{}: {}", publisher.id, aspect.name());
        }
    }
}

#[test]
fn peru_filters_dates_and_category_and_the_rest_is_filtered_here() {
    let plan = quick("peru", &works());
    assert_eq!(plan.calls.len(), 1);
    assert_eq!(plan.calls[0].endpoint, "records");
    assert_eq!(
        plan.calls[0].parameters,
        sent(&[("startDate", "2026-11-01"), ("endDate", "2026-11-10"), ("mainProcurementCategory", "works")])
    );
    assert_eq!(plan.local, [Aspect::Value]);
    let unknown: Vec<_> = plan.unknown.iter().map(|gap| gap.aspect).collect();
    assert_eq!(unknown, [Aspect::Dates, Aspect::Value]);
    assert!(plan.unknown[0].why.contains("without a tender period"));
}

#[test]
fn perus_rule_of_fifteen_days_never_applies_both_ends_are_sent() {
    let question = Question { dates: Dates { from: Some(date("2026-11-20")), to: None }, ..Question::default() };
    let plan = quick("peru", &question);
    assert_eq!(plan.calls[0].parameters, sent(&[("startDate", "2026-11-20"), ("endDate", "2099-12-31")]));
    assert_eq!(plan.dates, dates("2026-11-20", "2099-12-31"), "the effective window is what is sent");
    let plan = quick("peru", &Question::default());
    assert_eq!(plan.dates, dates("2000-01-01", "2099-12-31"));
}

#[test]
fn peru_is_read_sequentially_beyond_ten_thousand_records() {
    // 230 records a day: 43 days stay below, 44 do not.
    let of = |to: &str| quick("peru", &Question { dates: dates("2026-01-01", to), ..Question::default() });
    let (below, beyond) = (of("2026-02-12"), of("2026-02-13"));
    assert_eq!((below.calls[0].endpoint, below.estimate.requests), ("records", 495));
    assert_eq!((beyond.calls[0].endpoint, beyond.estimate.requests), ("recordsAfter", 102));
    assert_eq!(beyond.calls[0].parameters["size"], "100");
    assert_eq!(quick("peru", &Question::default()).calls[0].endpoint, "recordsAfter", "all time is more");
}

#[test]
fn find_a_tender_filters_dates_in_local_time_and_one_stage() {
    let plan = quick("uk", &Question { stage: Some(Stage::Tender), ..works() });
    assert_eq!(
        plan.calls[0].parameters,
        sent(&[("updatedFrom", "2026-11-01T00:00:00"), ("updatedTo", "2026-11-10T23:59:59"), ("stages", "tender"),])
    );
    // The service filters notices, so the stage of the process is looked at again.
    assert_eq!(plan.local, [Aspect::Stage, Aspect::Category, Aspect::Value]);
    assert!(plan.unknown.iter().any(|gap| gap.why.contains("local time")));
    assert_eq!(plan.dates, dates("2026-11-01", "2026-11-10"));
    // There is no word for it at the publisher.
    let plan = quick("uk", &Question { stage: Some(Stage::Contract), ..Question::default() });
    assert_eq!((plan.calls[0].parameters.len(), plan.local), (0, vec![Aspect::Stage]));
}

#[test]
fn find_a_tender_is_complete_only_in_quarter_days() {
    let question = Question { dates: dates("2026-09-22", "2026-11-20"), ..Question::default() };
    let quick = quick("uk", &question);
    assert!(quick.may_miss.unwrap().contains("quarter day"));
    let plan = planned("uk", &question, Depth::Thorough);
    assert_eq!((plan.may_miss, plan.calls.len()), (None, 240));
    assert_eq!(
        plan.calls[0].parameters,
        sent(&[("updatedFrom", "2026-11-20T18:00:00"), ("updatedTo", "2026-11-20T23:59:59")])
    );
    assert_eq!(plan.calls[239].parameters["updatedFrom"], "2026-09-22T00:00:00");
    assert_eq!(plan.dates, question.dates);
    // Sixty days: 240 requests, about 40 minutes at 12 requests in 2 minutes.
    assert_eq!((plan.estimate.requests, plan.estimate.seconds), (240, 19 * 120));
    assert!(plan.asks_first());
}

#[test]
fn windows_of_a_quarter_day_follow_each_other_without_a_gap() {
    let question = Question { dates: dates("2026-03-28", "2026-03-29"), ..Question::default() };
    let plan = planned("uk", &question, Depth::Thorough);
    let times = |name: &str| plan.calls.iter().map(|call| call.parameters[name].clone()).collect::<Vec<_>>();
    assert_eq!(times("updatedFrom").len(), 8);
    assert_eq!(
        times("updatedTo")[4..],
        ["2026-03-28T23:59:59", "2026-03-28T17:59:59", "2026-03-28T11:59:59", "2026-03-28T05:59:59"]
    );
}

#[test]
fn a_call_is_cut_into_windows_that_are_complete_and_says_what_is_left_of_it() {
    let uk = publisher("uk");
    let endpoint = uk.endpoints.iter().find(|row| row.id == "releasePackages").unwrap();
    let cut = |pairs: &[(&str, &str)]| thorough(&uk, endpoint, &sent(pairs), "2026-11-21T12:00:00".parse().unwrap());
    let windows = cut(&[("updatedFrom", "2026-11-21T01:30:00"), ("limit", "5")]).unwrap();
    let of = |from, to| sent(&[("limit", "5"), ("updatedFrom", from), ("updatedTo", to)]);
    let asked: Vec<_> = windows.iter().map(|window| window.parameters.clone()).collect();
    assert_eq!(
        asked,
        [of("2026-11-21T07:30:00", "2026-11-21T12:00:00"), of("2026-11-21T01:30:00", "2026-11-21T07:29:59")]
    );
    assert_eq!(windows[0].rest, of("2026-11-21T01:30:00", "2026-11-21T12:00:00"));
    assert_eq!(windows[1].rest, windows[1].parameters);
    for pairs in [&[][..], &[("updatedFrom", "2026-11-21T01:30:00Z")], &[("updatedFrom", "0001-01-01T00:00:00")]] {
        assert_eq!(cut(pairs).unwrap_err().code(), "invalid-parameter", "{pairs:?}");
    }
    let peru = publisher("peru");
    assert!(
        thorough(&peru, peru.endpoints.first().unwrap(), &sent(&[]), "2026-11-21T12:00:00".parse().unwrap()).is_err()
    );
}

#[test]
fn without_a_first_day_there_are_no_windows_to_be_complete_in() {
    let question = Question { dates: Dates { from: None, to: Some(date("2026-11-10")) }, ..Question::default() };
    let plan = planned("uk", &question, Depth::Thorough);
    assert_eq!((plan.calls.len(), plan.calls[0].parameters.len()), (1, 1));
    assert!(plan.may_miss.is_some());
    assert!(plan.estimate.at_least);
}

#[test]
fn the_development_gateway_is_asked_year_by_year() {
    let dates = dates("2011-11-01", "2012-02-28");
    let plan = quick("eu", &Question { dates, country: "DE".into(), ..Question::default() });
    let always = [("embed", "true"), ("pretty", "false"), ("pageSize", "100"), ("buyerCountry", "de")];
    let of = |year| sent(&[&always[..], &[("year", year)]].concat());
    let asked: Vec<_> = plan.calls.iter().map(|call| call.parameters.clone()).collect();
    assert_eq!(asked, [of("2012"), of("2011")]);
    assert_eq!((plan.local.clone(), plan.datasets.len()), (vec![Aspect::Dates], 0), "days are compared here");
    assert_eq!(plan.dates, Dates::between(date("2011-01-01"), date("2012-12-31")));
    assert!(plan.estimate.at_least);
}

#[test]
fn the_development_gateway_needs_two_criteria_and_lists_fill_them_up() {
    let of = |question: &Question| {
        let plan = quick("eu", question);
        (plan.datasets.iter().map(|dataset| dataset.endpoint).collect::<Vec<_>>(), plan.estimate.requests)
    };
    let year = Question { dates: dates("2012-01-01", "2012-12-31"), ..Question::default() };
    assert_eq!(of(&year), (vec!["buyerCountries"], 29), "the list, and a call for each of 28 countries");
    let works = Question { category: Some(Category::Works), ..Question::default() };
    assert_eq!(of(&works), (vec!["years"], 9));
    assert_eq!(of(&Question { category: Some(Category::Works), ..year.clone() }), (Vec::new(), 1));
    assert_eq!(of(&Question::default()), (vec!["years", "buyerCountries"], 226));
    assert!(quick("eu", &Question::default()).asks_first());
    // The text is no criterion; it is looked for here.
    assert_eq!(of(&Question { text: "bridge".into(), ..year }).0, ["buyerCountries"]);
}

#[test]
fn a_name_silences_every_other_filter_of_the_development_gateway() {
    let question = Question { supplier: " Acciona ".into(), buyer: "Yonne".into(), country: "fr".into(), ..works() };
    let plan = quick("eu", &question);
    assert_eq!(
        plan.calls[0].parameters,
        sent(&[("embed", "true"), ("pretty", "false"), ("pageSize", "100"), ("supplier", "Acciona")])
    );
    let local = [Aspect::Category, Aspect::Value, Aspect::Dates, Aspect::Buyer, Aspect::Supplier, Aspect::Country];
    assert_eq!((plan.calls.len(), plan.datasets.len(), &plan.local[..]), (1, 0, &local[..]));
    assert!(plan.unknown.iter().any(|gap| gap.why.contains("ignore every other filter")));
}

#[test]
fn the_development_gateway_takes_whole_entries_of_its_classification() {
    let of = |description: Option<&str>| {
        let classification =
            Classification { scheme: "CPV".into(), prefix: "45".into(), description: description.map(str::to_owned) };
        quick("eu", &Question { classification: Some(classification), country: "de".into(), ..Question::default() })
    };
    let plan = of(Some("Construction \"work\""));
    assert_eq!(
        plan.calls[0].parameters["item"],
        r#"{"classificationScheme":"CPV","classificationID":"45000000","classificationDescription":"Construction \"work\""}"#
    );
    assert_eq!(plan.local, [Aspect::Classification], "a division stands for all that is below it");
    let plan = of(None);
    assert!(!plan.calls[0].parameters.contains_key("item"));
    assert_eq!((plan.local, plan.datasets.len()), (vec![Aspect::Classification], 1));
    // Its list of contract types is known only in part.
    let goods = Question { category: Some(Category::Goods), country: "de".into(), ..Question::default() };
    assert_eq!(quick("eu", &goods).local, [Aspect::Category]);
}

#[test]
fn feeds_are_walked_back_in_time_and_start_at_the_windows_end() {
    for (id, rows) in [("prozorro", Some(8000)), ("openprocurement", None)] {
        let plan = quick(id, &in_november());
        let expected = [("descending", "1"), ("limit", "20"), ("offset", "2026-11-11T00:00:00")];
        assert_eq!(plan.calls[0].parameters, sent(&expected), "{id}");
        assert_eq!(plan.local, [Aspect::Dates], "{id}: its first day ends the walk");
        assert_eq!(plan.dates, in_november().dates);
        // A page, and a call for every process.
        let requests = rows.map_or(1 + 1, |rows: u64| rows / 20 + rows);
        assert_eq!((plan.estimate.requests, plan.estimate.at_least), (requests, true), "{id}");
        let until_today = Question { dates: dates("2026-11-01", TODAY), ..Question::default() };
        assert!(!quick(id, &until_today).calls[0].parameters.contains_key("offset"), "{id}");
        assert_eq!(quick(id, &Question { country: "ua".into(), ..Question::default() }).nothing, None);
    }
}

#[test]
fn prozorros_feed_is_made_to_tell_the_buyer_when_one_is_looked_for() {
    let plan = quick("prozorro", &Question { buyer: "рада".into(), ..Question::default() });
    assert_eq!(plan.calls[0].parameters["opt_fields"], "procuringEntity");
    assert_eq!(plan.local, [Aspect::Buyer]);
    assert!(!quick("prozorro", &Question::default()).calls[0].parameters.contains_key("opt_fields"));
}

#[test]
fn an_estimate_counts_pages_bytes_and_time() {
    let plan = quick("uk", &in_november());
    // Ten days of 340 notices, 100 on a page.
    assert_eq!((plan.estimate.requests, plan.estimate.bytes), (34, 3400 * 7000));
    assert_eq!(plan.estimate.seconds, 2 * 120);
    assert!(!plan.asks_first() && !plan.estimate.at_least);
    let plan = quick("peru", &in_november());
    assert_eq!((plan.estimate.requests, plan.estimate.seconds), (115, 57));
    let future = Question { dates: dates("2027-01-01", "2027-01-31"), ..Question::default() };
    assert_eq!(quick("peru", &future).estimate.requests, 1);
}

#[test]
fn a_publisher_of_one_country_is_not_asked_about_another() {
    let plan = quick("peru", &Question { country: "gb".into(), ..in_november() });
    assert_eq!(plan.nothing.as_deref(), Some("Peru OECE lists buyers of PE only, not of GB."));
    assert!(plan.calls.is_empty());
    assert_eq!(plan.estimate.requests, 0);
    let plan = quick("peru", &Question { country: "pe".into(), ..in_november() });
    assert_eq!((plan.nothing.clone(), plan.local.clone(), plan.calls.len()), (None, Vec::new(), 1));
    assert!(plan.asked.iter().any(|asked| asked.aspect == Aspect::Country && asked.parameters.is_empty()));
}

#[test]
fn a_question_that_can_be_none_is_refused() {
    let question = Question { country: "Peru".into(), ..Question::default() };
    let error = plan(&publisher("peru"), &question, Depth::Quick, date(TODAY)).unwrap_err();
    assert_eq!(error.to_string(), r#""country" must be a code of two letters, got "Peru""#);
}
