//! Who is the same organization, what it bought and won, and sums that can be defended.
#![allow(clippy::unwrap_used)] // a test may stop at the first surprise

mod common;

use common::{Collection, identifier, organization, party, source};
use serde_json::{Value, json};
use tenderlens_catalog::{
    Aspect, By, Catalog, Completeness, Coverage, JoinBasis, Key, Of, Party, PartyIds, PartyRef, Query, Source, Summary,
};

fn process(ocid: &str, parties: &[Value], awards: &[Value]) -> Value {
    let buyer = parties.iter().find(|party| party["roles"][0] == "buyer");
    json!({"ocid": ocid, "buyer": buyer.map(|it| json!({"id": it["id"], "name": it["name"]})), "parties": parties, "awards": awards})
}

fn award(id: &str, status: &str, date: &str, amount: &str, currency: &str, suppliers: &[(&str, &str)]) -> Value {
    let suppliers: Vec<Value> = suppliers.iter().map(|(id, name)| json!({"id": id, "name": name})).collect();
    let amount: serde_json::Number = serde_json::from_str(amount).unwrap();
    let status = if status.is_empty() { json!(null) } else { json!(status) };
    json!({"id": id, "status": status, "date": date, "suppliers": suppliers, "value": {"amount": amount, "currency": currency}})
}

fn sums(summary: &Summary) -> Vec<String> {
    let mut lines = Vec::new();
    for group in &summary.groups {
        for sum in &group.totals.sums {
            let exact = sum.sum.map_or("too large".to_owned(), |sum| sum.to_string());
            lines.push(
                format!("{} {} {exact} of {}, {} shared", group.label, sum.currency, sum.count, sum.shared)
                    .trim()
                    .to_owned(),
            );
        }
    }
    lines
}

/// Two joint awards, one of them in another currency; one that is not active; one without a status.
fn awarded() -> Collection {
    let parties = [
        organization("b", "Leeds", "GB-LA", "1", &["buyer"]),
        organization("s1", "Acme", "GB-COH", "1", &["supplier"]),
        organization("s2", "Beta", "GB-COH", "2", &["supplier"]),
    ];
    let both = [("s1", "Acme"), ("s2", "Beta")];
    let mut first = process(
        "o1",
        &parties,
        &[
            award("1", "active", "2025-06-01T00:00:00Z", "0.10", "GBP", &both),
            award("2", "active", "2026-06-01T00:00:00Z", "0.20", "GBP", &both[..1]),
            award("3", "active", "2026-06-01T00:00:00Z", "7", "EUR", &both),
            award("4", "cancelled", "2026-06-01T00:00:00Z", "1000", "GBP", &both),
        ],
    );
    first["contracts"] = json!([{"id": "c", "awardID": "2", "status": "active", "value": {"amount": 5000, "currency": "GBP"}},
        {"id": "d", "status": "cancelled", "value": {"amount": 9, "currency": "GBP"}}]);
    let second = process(
        "o2",
        &parties,
        &[
            award("1", "", "2026-06-01T00:00:00Z", "1e3", "GBP", &both[1..]),
            json!({"id": "2", "status": "active", "suppliers": [{"id": "s2", "name": "Beta"}]}),
        ],
    );
    Collection::of(&[first, second])
}

#[test]
fn sums_are_exact_by_currency_and_of_active_awards_only() {
    let collection = awarded();
    let total = |by| collection.catalog.totals(&Query::default(), Of::Awards, by).unwrap();
    let all = total(By::All);
    assert_eq!(sums(&all), ["GBP 1000.3 of 3, 1 shared", "EUR 7 of 1, 1 shared"]);
    let totals = &all.groups[0].totals;
    assert_eq!((totals.count, totals.without_value, totals.without_status, all.not_active), (5, 1, 1, 1));
    assert_eq!(
        sums(&total(By::Year)),
        ["2025 GBP 0.1 of 1, 1 shared", "2026 GBP 1000.2 of 2, 0 shared", "2026 EUR 7 of 1, 1 shared"]
    );
    assert_eq!(sums(&total(By::Buyer)), ["Leeds GBP 1000.3 of 3, 0 shared", "Leeds EUR 7 of 1, 0 shared"]);
    // In full for each of its suppliers.
    assert_eq!(
        sums(&total(By::Supplier)),
        [
            "Beta GBP 1000.1 of 2, 1 shared",
            "Beta EUR 7 of 1, 1 shared",
            "Acme GBP 0.3 of 2, 1 shared",
            "Acme EUR 7 of 1, 1 shared",
        ]
    );
    // Contracts are summed apart.
    let contracts = collection.catalog.totals(&Query::default(), Of::Contracts, By::All).unwrap();
    assert_eq!((sums(&contracts), contracts.not_active), (vec!["GBP 5000 of 1, 0 shared".to_owned()], 1));
}

#[test]
fn sums_that_do_not_fit_say_so() {
    let huge = "99999999999999999999";
    let parties = [organization("s", "Acme", "GB-COH", "1", &["supplier"])];
    let awards = [
        award("1", "active", "", huge, "GBP", &[("s", "Acme")]),
        award("2", "active", "", huge, "GBP", &[("s", "Acme")]),
    ];
    let collection = Collection::of(&[process("o", &parties, &awards)]);
    assert_eq!(
        sums(&collection.catalog.totals(&Query::default(), Of::Awards, By::All).unwrap()),
        ["GBP too large of 2, 0 shared"]
    );
}

#[test]
fn a_profile_tells_what_was_won_bought_and_bid_for() {
    let collection = awarded();
    let acme = collection.catalog.profile(&party("GB-COH", "1"), &Query::default()).unwrap().unwrap();
    assert_eq!((acme.name.as_str(), acme.identifiers), ("Acme", vec![("GB-COH".to_owned(), "1".to_owned())]));
    assert_eq!((acme.won.processes, acme.won.totals.count, acme.won.totals.shared), (1, 3, 2));
    let gbp = &acme.won.totals.sums[0];
    assert_eq!((gbp.currency.as_str(), gbp.sum.unwrap().to_string().as_str(), gbp.shared), ("GBP", "0.3", 1));
    assert_eq!(
        acme.won.years.iter().map(|group| group.key.clone()).collect::<Vec<_>>(),
        [Key::Year(2025), Key::Year(2026)]
    );
    assert_eq!(acme.won.counterparties[0].label, "Leeds");
    assert_eq!((acme.bought.processes, acme.bid.processes, acme.bid.won), (0, 1, 1), "who was turned down had bid");
    let leeds = collection.catalog.profile(&party("GB-LA", "1"), &Query::default()).unwrap().unwrap();
    assert_eq!((leeds.bought.processes, leeds.won.processes), (2, 0));
    let suppliers: Vec<_> = leeds.bought.counterparties.iter().map(|group| group.label.as_str()).collect();
    assert_eq!(suppliers, ["Beta", "Acme"]);
    assert_eq!(collection.catalog.profile(&party("GB-COH", "99"), &Query::default()).unwrap(), None);
}

#[test]
fn an_organization_is_found_in_whatever_role() {
    let collection = Collection::of(&[
        process("buys", &[organization("1", "Leeds", "GB-LA", "1", &["buyer"])], &[]),
        process("sells", &[organization("1", "Leeds", "GB-LA", "1", &["supplier"])], &[]),
        process("other", &[organization("1", "York", "GB-LA", "2", &["buyer"])], &[]),
    ]);
    let of = |who: Party| collection.ocids(&Query { organizations: vec![who], ..Query::default() });
    assert_eq!(of(party("GB-LA", "1")), ["buys", "sells"]);
    assert_eq!(of(party("GB-LA", "3")), [""; 0]);
}

#[test]
fn the_same_identifier_is_the_same_organization_whatever_its_name() {
    let double = json!({"id": "x", "name": "ACME BRIDGES", "roles": ["buyer"], "identifier": {"scheme": "PE-CONSUCODE", "id": "7"},
        "additionalIdentifiers": [{"scheme": "PE-RUC", "id": "201"}]});
    let collection = Collection::of(&[
        process("a", &[organization("1", "Acme Bridges", "PE-RUC", "201", &["buyer"])], &[]),
        process("b", &[double], &[]),
        process("c", &[organization("1", "Acme Bridges", "PE-CONSUCODE", "7", &["buyer"])], &[]),
        process("d", &[organization("1", "Acme Bridges", "PE-RUC", "202", &["buyer"])], &[]),
    ]);
    let bought = |who: Party| collection.ocids(&Query { buyers: vec![who], ..Query::default() });
    assert_eq!(bought(party("PE-RUC", "201")), ["a", "b", "c"], "joined by what has both");
    assert_eq!(bought(party("PE-CONSUCODE", "7")), ["a", "b", "c"]);
    assert_eq!(bought(party("PE-RUC", "202")), ["d"]);
}

#[test]
fn likely_joins_are_opt_in_listed_and_can_be_undone() {
    let named = |ocid: &str, name: &str, country: &str| json!({"ocid": ocid, "buyer": {"name": name, "address": {"countryName": country}}});
    let mut with_id = organization("1", "Acme Bridges, Ltd.", "GB-COH", "1", &["buyer"]);
    with_id["address"] = json!({"countryName": "United Kingdom"});
    let mut other_id = organization("1", "ACME BRIDGES LTD", "GB-PPON", "9", &["buyer"]);
    other_id["address"] = json!({"countryName": "UNITED KINGDOM"});
    let collection = Collection::of(&[
        process("certain", &[with_id], &[]),
        process("other-id", &[other_id], &[]),
        named("only-named", "Acme Bridges Ltd", "United Kingdom"),
        named("elsewhere", "Acme Bridges Ltd", "Ireland"),
        named("nowhere", "Acme Bridges Ltd", ""),
    ]);
    let certain = party("GB-COH", "1");
    let likely = Party { likely: true, ..certain.clone() };
    let bought = |who: &Party| collection.ocids(&Query { buyers: vec![who.clone()], ..Query::default() });
    assert_eq!(bought(&certain), ["certain"]);
    assert_eq!(bought(&likely), ["certain", "only-named", "other-id"]);
    let undone = Party { except: vec![identifier("GB-PPON", "9")], ..likely.clone() };
    assert_eq!(bought(&undone), ["certain", "only-named"]);
    let profile = collection.catalog.profile(&undone, &Query::default()).unwrap().unwrap();
    let joined: Vec<_> = profile.joined.iter().map(|it| (it.basis, it.processes, it.is_joined)).collect();
    assert_eq!(joined, [(JoinBasis::Identifier, 1, true), (JoinBasis::Likely, 1, false), (JoinBasis::Likely, 1, true)]);
    let by_name = PartyRef::Name { name: "acme bridges ltd".to_owned(), country: None };
    assert_eq!(bought(&by_name.into()), ["elsewhere", "nowhere", "only-named"], "those without an identifier");
    let named: Vec<_> = collection.catalog.named("ACME bridges, ltd").into_iter().map(|it| it.who).collect();
    assert_eq!(named.len(), 5, "each country and each identifier is somebody of that name: {named:?}");
    assert!(named.contains(&identifier("GB-COH", "1")) && named.contains(&identifier("GB-PPON", "9")));
    assert!(collection.catalog.named("Acme").is_empty() && collection.catalog.named(" ").is_empty());
}

#[test]
fn ids_of_parties_join_only_where_the_publisher_keeps_them() {
    let release = |ocid: &str, name: &str| json!({"ocid": ocid, "buyer": {"id": "GB-1", "name": name}});
    let bought = |party_ids: PartyIds| {
        let mut collection = Collection::new(Source { party_ids, ..source("uk", "UTC0") });
        collection.add(&release("a", "Leeds"));
        collection.add(&release("b", "York"));
        let facet = tenderlens_catalog::FacetQuery::of(Aspect::Buyer);
        let answer = collection.catalog.ask(&Query::default(), &[facet]).unwrap();
        answer.facets[0].choices.iter().map(|choice| choice.count).collect::<Vec<_>>()
    };
    assert_eq!(bought(PartyIds::PerRelease), [1, 1]);
    assert_eq!(bought(PartyIds::PerPublisher), [2]);
}

#[test]
fn what_is_replaced_joins_nobody_any_more() {
    let double = |date: &str, second: &str| {
        let party = json!({"id": "x", "name": "A", "roles": ["buyer"], "identifier": {"scheme": "S", "id": "1x"},
            "additionalIdentifiers": [{"scheme": "S", "id": second}]});
        let mut release = process("link", &[party], &[]);
        release["date"] = json!(date);
        release
    };
    let mut collection = Collection::of(&[
        process("one", &[organization("1", "A", "S", "1x", &["buyer"])], &[]),
        process("two", &[organization("1", "B", "S", "2x", &["buyer"])], &[]),
        double("2026-01-01T00:00:00Z", "2x"),
    ]);
    let of_one = Query { buyers: vec![party("S", "1x")], ..Query::default() };
    assert_eq!(collection.ocids(&of_one), ["link", "one", "two"]);
    collection.add(&double("2026-02-01T00:00:00Z", "3x"));
    assert_eq!(collection.ocids(&of_one), ["link", "one"]);
}

#[test]
fn every_answer_says_what_it_covers() {
    let mut collection = Collection::of(&[json!({"ocid": "a"}), json!({"ocid": "b"})]);
    let window = |publisher: &str, from: &str, to: &str| Coverage {
        publisher: publisher.to_owned(),
        of: "tender releases updated".to_owned(),
        from: from.parse().ok(),
        to: to.parse().ok(),
        completeness: Completeness::MayMiss,
        read: "2026-11-21T14:02:00Z".to_owned(),
    };
    collection.catalog.cover(window("uk", "2026-09-22", "2026-10-31"));
    collection.catalog.cover(window("uk", "2026-11-01", "2026-11-21"));
    collection.catalog.cover(window("peru", "2026-11-01", "2026-11-21"));
    let covered = collection.ask(&Query::default()).covered;
    assert_eq!(
        covered.iter().map(|it| (it.publisher.as_str(), it.processes, it.releases)).collect::<Vec<_>>(),
        [("peru", 0, 0), ("uk", 2, 2)]
    );
    assert_eq!(covered[1].coverages, [window("uk", "2026-09-22", "2026-11-21")]);
    let of_uk = Query { publishers: vec!["uk".to_owned()], ..Query::default() };
    assert_eq!(collection.ask(&of_uk).covered.len(), 1);
    assert_eq!(collection.catalog.totals(&of_uk, Of::Awards, By::All).unwrap().covered, collection.ask(&of_uk).covered);
    assert!(Catalog::default().covered(&[]).is_empty());
}
