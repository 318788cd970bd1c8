use proptest::prelude::{Just, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::{collection::vec, option};

use super::{Bids, Days, Due, Party, Process, Profile, Rest, Route, Search, Sort, SortBy, Unit, ValueRange, View};

#[test]
fn links_are_short_sorted_and_readable() {
    let search = Search {
        words: "puente año & школа".into(),
        sources: vec!["uk".into(), "peru".into()],
        value: ValueRange { min: "1000000".into(), max: String::new(), currency: "GBP".into() },
        due: Due::Within(14),
        page: 2,
        ..Search::default()
    };
    assert_eq!(
        Route::search(search).format(),
        "#/s?due=%2B14d&page=2&q=puente%20año%20%26%20школа&src=uk,peru&val=1000000..;GBP"
    );
    assert_eq!(Route::search(Search::default()).format(), "#/s");
    let process = |locator| Route::process("peru", "ocds-dgv273-seacev3-1", locator).format();
    assert_eq!(process(None), "#/p/peru/ocds-dgv273-seacev3-1");
    assert_eq!(process(Some("0f")), "#/p/peru/ocds-dgv273-seacev3-1?id=0f");
    let field = Process { field: "/tender/value/amount".into(), ..Process::default() };
    assert!(Route::Process(field).format().ends_with("?f=/tender/value/amount"));
}

#[test]
fn the_examples_of_the_design_are_read_whole() {
    for link in [
        "#/",
        "#/s",
        "#/s?buyer=GB-PPON:P1&cat=works&cpv=45,71&doc=1&due=2026-11-21..2026-12-05&method=open&pub=2026-11-01..",
        "#/s?by=award&check=R018&cols=value,due&page=3&region=UKM&sort=due&stage=tender&status=active&sup=x&unk=val,due&upd=..2026-11-20&view=table",
        "#/p/uk/ocds-h6vhtk-0001b4?cmp=1-2026&f=/tender/value/amount&raw=compiled&rel=2-2026&sec=bids",
        "#/p/uk/ocds-h6vhtk-0001b4/bids?lot=2&sort=amount",
        "#/o/GB-COH/01234567?join=GB-PPON:P1,name:ACME&role=buyer&src=uk",
        "#/o/name/ТОВ%20Альфа",
        "#/follow",
        "#/settings?hl=es",
        "#/help/glossary?hl=uk",
        "#/nowhere/x?y=1",
    ] {
        let route = Route::parse(link);
        assert_eq!(route.format(), link);
        let is_known = !matches!(route, Route::Missing(_));
        assert_eq!(is_known, link != "#/nowhere/x?y=1", "{link}");
    }
    assert_eq!(Route::parse("#/settings?hl=es").language(), Some("es"));
    assert_eq!(Route::parse("#/s?hl=uk&q=a").language(), Some("uk"));
    assert_eq!(Route::parse("#/s?q=a").language(), None);
}

#[test]
fn defaults_are_dropped_and_what_is_not_understood_is_kept() {
    assert_eq!(Route::parse(""), Route::Home(Rest::new()));
    assert_eq!(Route::parse("#/s?by=process&page=1&view=list&sort=relevance").format(), "#/s");
    assert_eq!(Route::parse("#/s?page=0&upd=2026-01-01..").format(), "#/s?page=0&upd=2026-01-01..");
    assert_eq!(Route::parse("#/s?val=lots&q=a&q=b&flag").format(), "#/s?flag=&q=a&q=b&val=lots");
    assert_eq!(Route::parse("#/s?src=a%2Cb,c").format(), "#/s?src=a%2Cb,c");
    assert_eq!(Route::parse("#/s?q=a+b").format(), "#/s?q=a%2Bb");
}

fn rest() -> impl Strategy<Value = Rest> {
    vec(("[x-z]{2,4}", any::<String>()), 0..3).prop_map(|mut rest| {
        rest.sort_by(|(a, _), (b, _)| a.cmp(b));
        rest
    })
}

fn list() -> impl Strategy<Value = Vec<String>> {
    vec(".{1,12}", 0..3)
}

fn days() -> impl Strategy<Value = Days> {
    ("[0-9-]{0,10}", "[0-9-]{0,10}").prop_map(|(from, to)| Days { from, to })
}

fn search() -> impl Strategy<Value = Search> {
    let range = ("[0-9]{0,9}", "[0-9]{0,9}", "([A-Z]{3})?");
    let range = range.prop_map(|(min, max, currency)| ValueRange { min, max, currency });
    let due = prop_oneof![any::<u32>().prop_map(Due::Within), days().prop_map(Due::Between)];
    let unit = prop_oneof![Just(Unit::Process), Just(Unit::Award), Just(Unit::Item)];
    let sort = (prop_oneof![Just(SortBy::Relevance), Just(SortBy::Due)], any::<bool>())
        .prop_map(|(by, reverse)| Sort { by, reverse });
    let view = prop_oneof![Just(View::List), Just(View::Table), Just(View::Cards)];
    let lists = vec(list(), 12..13);
    let choices = ([any::<bool>(), any::<bool>(), any::<bool>()], unit, sort, view, 1..1000_usize);
    (lists, any::<String>(), range, due, days(), days(), choices, rest()).prop_map(
        |(
            lists,
            words,
            value,
            due,
            published,
            updated,
            ([has_documents, is_verified, is_narrowed], unit, sort, view, page),
            rest,
        )| {
            let mut lists = lists.into_iter();
            let mut next = || lists.next().unwrap_or_default();
            Search {
                sources: next(),
                stages: next(),
                categories: next(),
                cpv: next(),
                buyers: next(),
                suppliers: next(),
                regions: next(),
                methods: next(),
                statuses: next(),
                checks: next(),
                with_unknown: next(),
                columns: next(),
                ..Search {
                    words,
                    value,
                    due,
                    published,
                    updated,
                    has_documents,
                    is_verified,
                    is_narrowed,
                    unit,
                    sort,
                    view,
                    page,
                    rest,
                    ..Search::default()
                }
            }
        },
    )
}

fn route() -> impl Strategy<Value = Route> {
    let text = || ".{0,20}";
    let step = || ".{1,40}";
    let process = (step(), step(), text(), text(), (text(), text(), text()), text(), rest()).prop_map(
        |(publisher, ocid, locator, section, (release, compared, field), raw, rest)| {
            Route::Process(Process { publisher, ocid, locator, section, release, compared, field, raw, rest })
        },
    );
    let bids =
        (step(), step(), text(), text(), text(), rest()).prop_map(|(publisher, ocid, locator, lot, sort, rest)| {
            Route::Bids(Bids { publisher, ocid, locator, lot, sort, rest })
        });
    let profile = (option::of("[A-Z-]{1,8}"), step(), text(), list(), search());
    let profile = profile.prop_map(|(scheme, id, role, joined, search)| {
        let party = match scheme {
            Some(scheme) => Party::Identifier { scheme, id },
            None => Party::Name(id),
        };
        Route::Profile(Box::new(Profile { party, role, joined, search }))
    });
    prop_oneof![
        rest().prop_map(Route::Home),
        search().prop_map(Route::search),
        process,
        bids,
        profile,
        rest().prop_map(Route::Follow),
        rest().prop_map(Route::Settings),
        (text(), rest()).prop_map(|(topic, rest)| Route::Help { topic, rest }),
    ]
}

proptest! {
    #[test]
    fn a_formatted_route_is_parsed_to_itself(route in route()) {
        prop_assert_eq!(Route::parse(&route.format()), route);
    }

    #[test]
    fn any_text_is_parsed_without_loss(text in prop_oneof![any::<String>(), "#?/(s|p|o|follow|help)?/?[a-z/]{0,12}[?][a-zñї=&%,0-9.;+]{0,40}"]) {
        let route = Route::parse(&text);
        prop_assert_eq!(Route::parse(&route.format()), route.clone());
        if let Route::Missing(link) = &route {
            prop_assert_eq!(text.strip_prefix('#').unwrap_or(&text), link);
        }
    }

    #[test]
    fn a_key_that_is_not_known_keeps_its_value(key in "[x-z]{2,6}", value in any::<String>()) {
        let link = format!("#/s?{key}={}&q=a", super::query::encode(&value));
        let Route::Search(search) = Route::parse(&link) else { panic!("no search: {link}") };
        prop_assert!(search.rest.contains(&(key, value)));
    }
}
