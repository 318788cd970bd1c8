//! How a publisher was asked: what it filters, what is filtered here, what can't be known, and what
//! all of it would cost.

use std::sync::Arc;

use leptos::prelude::*;
use tenderlens_core::listing::{Aspect, Gap};
use tenderlens_core::plan::{Estimate, Plan};

use crate::i18n;

/// The plan in sentences; the words are always filtered among what is loaded.
pub fn sentences(plan: &Plan) -> Vec<String> {
    let mut sentences = Vec::new();
    if let Some(nothing) = &plan.nothing {
        sentences.push(nothing.clone());
        return sentences;
    }
    let asked: Vec<_> = plan.asked.iter().filter(|asked| !asked.parameters.is_empty()).collect();
    sentences.push(match names(asked.iter().map(|asked| asked.aspect)) {
        Some(names) => t!("plan.asked", names = names),
        None => t!("plan.asked.none").to_owned(),
    });
    let datasets = plan.datasets.iter().map(|dataset| dataset.parameter.to_owned());
    if let Some(names) = datasets.reduce(|first, second| t!("plan.and", first = first, second = second)) {
        sentences.push(t!("plan.datasets", names = names));
    }
    sentences.push(match names(plan.local.iter().copied()) {
        Some(names) => t!("plan.here", names = names),
        None => t!("plan.here.words").to_owned(),
    });
    sentences.push(cost(plan));
    if plan.asks_first() {
        sentences.push(t!("plan.by_page").to_owned());
    }
    let may_miss = plan.may_miss.map(|core| i18n::of("may_miss", plan.publisher).unwrap_or(core));
    sentences.extend(may_miss.map(str::to_owned));
    let gap =
        |gap: &Gap| i18n::of("gap", &format!("{}.{}", plan.publisher, gap.aspect.name())).unwrap_or(gap.why).to_owned();
    sentences.extend(plan.unknown.iter().map(gap));
    sentences
}

pub fn names(aspects: impl Iterator<Item = Aspect>) -> Option<String> {
    let names: Vec<_> = aspects.map(|aspect| i18n::of("aspect", aspect.name()).unwrap_or(aspect.name())).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// `Reading all of it takes about 34 requests, 24 MB and 4 min.`
pub fn cost(plan: &Plan) -> String {
    let Estimate { requests, seconds, bytes, at_least, source } = plan.estimate;
    let source = i18n::of("pace", plan.publisher).unwrap_or(source);
    let requests = plural!("count.request", usize::try_from(requests).unwrap_or(usize::MAX));
    let (size, time) = (size(bytes), time(seconds));
    if at_least {
        t!("plan.cost.least", requests = requests, size = size, time = time, source = source)
    } else {
        t!("plan.cost.about", requests = requests, size = size, time = time, source = source)
    }
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        1_000_000..1_000_000_000 => format!("{} MB", bytes / 1_000_000),
        _ => format!("{}.{} GB", bytes / 1_000_000_000, bytes / 100_000_000 % 10),
    }
}

fn time(seconds: u64) -> String {
    match seconds {
        0 => t!("plan.instant").to_owned(),
        1..120 => format!("{seconds} s"),
        120..7200 => format!("{} min", seconds / 60),
        _ => format!("{} h", seconds / 3600),
    }
}

/// The sentences, a line each.
#[component]
pub fn PlanView(plan: Arc<Plan>) -> impl IntoView {
    sentences(&plan).into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_view()
}

#[cfg(test)]
mod tests {
    use super::{sentences, size, time};
    use tenderlens_core::plan::{Category, Depth, Question, plan};
    use tenderlens_core::publishers::Registry;

    #[test]
    fn a_plan_says_who_filters_what_and_what_it_costs() {
        let registry = Registry::builtin();
        let question = Question { category: Some(Category::Works), buyer: "lima".into(), ..Question::default() };
        let today = "2026-11-21".parse().unwrap();
        let of = |id: &str| sentences(&plan(registry.publisher(id).unwrap(), &question, Depth::Quick, today).unwrap());
        let peru = of("peru");
        assert_eq!(peru[0], "The publisher filters by category.");
        assert_eq!(peru[1], "Filtered here: buyer; and the words, among what is loaded.");
        assert!(peru[2].starts_with("Reading all of it takes at least 1 request, "), "{}", peru[2]);
        assert_eq!(of("openprocurement")[0], "The publisher filters nothing of this: it lists what it has.");
        let elsewhere = Question { country: "gb".into(), ..question.clone() };
        let plan = plan(registry.publisher("peru").unwrap(), &elsewhere, Depth::Quick, today).unwrap();
        assert_eq!(sentences(&plan), ["Peru OECE lists buyers of PE only, not of GB."]);
    }

    #[test]
    fn a_plan_says_what_is_tried_in_turn() {
        let eu = *Registry::builtin().publisher("eu").unwrap();
        let plan = plan(&eu, &Question::default(), Depth::Quick, "2026-11-21".parse().unwrap()).unwrap();
        assert!(sentences(&plan)[1].contains("every year and buyerCountry it knows"), "{:?}", sentences(&plan));
    }

    #[test]
    fn sizes_and_times_are_rounded() {
        assert_eq!([900, 24_300_000, 1_250_000_000].map(size), ["1 kB", "24 MB", "1.2 GB"]);
        assert_eq!([0, 57, 2280, 40_000].map(time), ["less than a second", "57 s", "38 min", "11 h"]);
    }
}
