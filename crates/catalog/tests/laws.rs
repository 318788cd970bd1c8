//! On generated collections a catalog answers as plain loops over plain structures do.

mod common;
mod model;

use model::{Ask, Spec, asks, catalog, specs};
use proptest::prelude::{ProptestConfig, prop_assert_eq, proptest};
use tenderlens_catalog::{Aspect, By, Catalog, FacetQuery, Key, Of, Value};

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn rows_and_their_order_are_those_of_plain_loops(specs in specs(), ask in asks()) {
        let catalog = catalog(&specs);
        let answer = catalog.ask(&ask.query(), &[]).unwrap();
        let rows = catalog.window(&answer, 0, usize::MAX).unwrap();
        let found: Vec<_> = rows.iter().map(model::shown).collect();
        let expected = model::rows(&specs, &ask);
        prop_assert_eq!(&found, &expected);
        prop_assert_eq!(answer.total, expected.len());
        let (start, length) = (answer.total / 3, 2);
        let window: Vec<_> = catalog.window(&answer, start, length).unwrap().iter().map(model::shown).collect();
        prop_assert_eq!(&window[..], &expected[start..(start + length).min(expected.len())]);
    }

    #[test]
    fn counts_of_facets_are_those_of_plain_loops(specs in specs(), ask in asks()) {
        let catalog = catalog(&specs);
        for aspect in model::FACETS {
            let asked = FacetQuery { top: 0, ..FacetQuery::of(aspect) };
            let answer = catalog.ask(&ask.query(), &[asked]).unwrap();
            let facet = &answer.facets[0];
            let mut counts: Vec<(String, usize)> = facet.choices.iter().filter(|it| it.count > 0).map(|choice| {
                let key = match &choice.value {
                    Value::Code(code) => code.prefix.clone(),
                    // Spellings count together, under the first that came.
                    _ if aspect == Aspect::Region => choice.label.to_uppercase().replace('Á', "A"),
                    _ => choice.label.clone(),
                };
                (key, choice.count)
            }).collect();
            counts.sort();
            let (expected, not_published) = model::facet(&specs, &ask, aspect);
            prop_assert_eq!((counts, facet.not_published), (expected, not_published), "{:?}", aspect);
        }
    }

    #[test]
    fn a_choice_gives_as_many_rows_as_it_says(specs in specs(), ask in asks()) {
        let catalog = catalog(&specs);
        for aspect in [Aspect::Buyer, Aspect::Supplier, Aspect::Category, Aspect::Classification, Aspect::Region] {
            let mut query = ask.query();
            let asked = FacetQuery { top: 0, ..FacetQuery::of(aspect) };
            let facet = catalog.ask(&query, &[asked]).unwrap().facets.remove(0);
            query.unknown.retain(|it| *it != aspect);
            for choice in facet.choices {
                match choice.value {
                    Value::Party(who) if aspect == Aspect::Buyer => query.buyers = vec![who.into()],
                    Value::Party(who) => query.suppliers = vec![who.into()],
                    Value::Code(code) => query.classifications = vec![code],
                    Value::Text(text) if aspect == Aspect::Region => query.regions = vec![text],
                    Value::Text(text) => query.categories = vec![text],
                    Value::Flag(_) => {}
                }
                prop_assert_eq!(catalog.ask(&query, &[]).unwrap().total, choice.count);
            }
        }
    }

    #[test]
    fn what_a_condition_leaves_out_is_told(specs in specs(), ask in asks()) {
        let catalog = catalog(&specs);
        let answer = catalog.ask(&ask.query(), &[]).unwrap();
        prop_assert_eq!(answer.other_currencies, model::other_currencies(&specs, &ask));
        let missing: Vec<_> = answer.missing.iter().map(|it| (it.of, it.not_published, it.not_loaded)).collect();
        let expected: Vec<_> = model::not_published(&specs, &ask).into_iter().map(|(of, count)| (of, count, 0)).collect();
        prop_assert_eq!(missing, expected);
        let mut ways: Vec<_> = answer.ways_out.iter().map(|way| (way.change, way.count)).collect();
        ways.sort_by_key(|way| format!("{way:?}"));
        prop_assert_eq!(ways, model::ways_out(&specs, &ask));
    }

    #[test]
    fn sums_are_those_of_plain_loops(specs in specs(), ask in asks()) {
        let catalog = catalog(&specs);
        for by in [By::All, By::Supplier, By::Buyer] {
            let summary = catalog.totals(&ask.query(), Of::Awards, by).unwrap();
            let mut sums = Vec::new();
            for group in summary.groups {
                let label = if group.key == Key::NotPublished { "-".to_owned() } else { group.label };
                for sum in group.totals.sums {
                    sums.push((label.clone(), sum.currency, sum.sum.unwrap().to_string(), sum.count, sum.shared));
                }
            }
            sums.sort();
            prop_assert_eq!(sums, model::sums(&specs, &ask, by), "{:?}", by);
        }
    }

    #[test]
    fn a_process_that_is_taken_out_leaves_nothing(specs in specs(), ask in asks()) {
        let mut catalog = catalog(&specs);
        for spec in specs.iter().filter(|spec| spec.number % 2 == 0) {
            catalog.remove(spec.publisher, &spec.ocid());
        }
        let kept: Vec<Spec> = specs.iter().filter(|spec| spec.number % 2 == 1).cloned().collect();
        let answer = catalog.ask(&ask.query(), &[]).unwrap();
        let found: Vec<_> = catalog.window(&answer, 0, usize::MAX).unwrap().iter().map(model::shown).collect();
        prop_assert_eq!(found, model::rows(&kept, &ask));
    }

    #[test]
    fn compacting_changes_no_answer(specs in specs(), ask in asks()) {
        let mut catalog = catalog(&specs);
        for spec in specs.iter().filter(|spec| spec.number % 3 == 0) {
            catalog.remove(spec.publisher, &spec.ocid());
        }
        let told = |catalog: &Catalog| {
            let facets = model::FACETS.map(FacetQuery::of);
            let answer = catalog.ask(&ask.query(), &facets).unwrap();
            let rows = format!("{:?}", catalog.window(&answer, 0, usize::MAX).unwrap());
            let sums = catalog.totals(&ask.query(), Of::Awards, By::Supplier).unwrap();
            (rows, answer.total, answer.facets, answer.ways_out, sums)
        };
        let before = told(&catalog);
        catalog.compact();
        prop_assert_eq!(told(&catalog), before);
        prop_assert_eq!(catalog.size().gone, 0);
    }

    #[test]
    fn questions_survive_the_way_to_the_worker_and_back(ask in asks()) {
        let query = Ask::query(&ask);
        let text = serde_json::to_string(&query).unwrap();
        prop_assert_eq!(serde_json::from_str::<tenderlens_catalog::Query>(&text).unwrap(), query);
    }
}
