//! Filters that the publisher is asked to apply, where the link says so. Otherwise it is asked for all of
//! a window, so that the filters can count what else there is; of a long window that may take long.

use tenderlens_catalog::Aspect as Filter;
use tenderlens_core::listing::Aspect;
use tenderlens_core::ocds::view::Stage;
use tenderlens_core::plan::{Category, Plan, Question};

use super::query::name;
use crate::route::Search;

const STAGES: [Stage; 6] =
    [Stage::Planning, Stage::Tender, Stage::Award, Stage::Contract, Stage::Implementation, Stage::Ended];

/// What of a search says what the publishers are asked.
pub fn asked(search: &Search) -> Search {
    let Search { updated, is_narrowed, .. } = search.clone();
    let asked = Search { updated, is_narrowed, ..Search::default() };
    if !is_narrowed {
        return asked;
    }
    let Search { stages, categories, with_unknown, .. } = search.clone();
    Search { stages, categories, with_unknown, ..asked }
}

/// The question with those filters of a search that the publisher applies by itself, as its plan tells.
pub fn narrowed(search: &Search, question: Question, plan: impl FnOnce(&Question) -> Option<Plan>) -> Question {
    let wished = Question { stage: stage(search), category: category(search), ..question.clone() };
    // Who can't be asked that is asked without: the load tells the reason.
    let Some(plan) = plan(&wished) else {
        return question;
    };
    let applies = |aspect| by(&plan).any(|it| it == aspect);
    Question {
        stage: wished.stage.filter(|_| applies(Aspect::Stage)),
        category: wished.category.filter(|_| applies(Aspect::Category)),
        ..question
    }
}

/// What the publisher filters by beside the window.
pub fn by(plan: &Plan) -> impl Iterator<Item = Aspect> {
    let asked = plan.asked.iter().filter(|asked| !asked.parameters.is_empty() && asked.aspect != Aspect::Dates);
    asked.map(|asked| asked.aspect)
}

fn stage(search: &Search) -> Option<Stage> {
    let id = single(search, Filter::Stage, &search.stages)?;
    STAGES.into_iter().find(|stage| stage.id() == id)
}

fn category(search: &Search) -> Option<Category> {
    let code = single(search, Filter::Category, &search.categories)?;
    Category::ALL.into_iter().find(|category| category.code() == code)
}

/// No publisher takes several, nor lets in what does not publish any.
fn single<'a>(search: &Search, of: Filter, chosen: &'a [String]) -> Option<&'a str> {
    match chosen {
        [one] if !search.with_unknown.iter().any(|it| it == name(of)) => Some(one),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use tenderlens_core::plan::{Depth, Question, plan};
    use tenderlens_core::publishers::Registry;

    use super::{asked, category, narrowed, stage};
    use crate::route::{Route, Search};

    fn search(link: &str) -> Search {
        match Route::parse(link) {
            Route::Search(search) => *search,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_chosen_changes_the_question_only_where_the_link_says_so() {
        assert_eq!(asked(&search("#/s?cat=works&stage=tender")), Search::default());
        assert_ne!(asked(&search("#/s?ask=1&cat=works")), asked(&search("#/s?ask=1&cat=goods")));
        assert_eq!(asked(&search("#/s?ask=1&cat=works&q=roof")), asked(&search("#/s?ask=1&cat=works")));
    }

    #[test]
    fn only_single_choices_are_asked_for_and_not_what_lets_in_the_unknown() {
        let read = |link: &str| (stage(&search(link)).is_some(), category(&search(link)).is_some());
        assert_eq!(read("#/s?cat=works&stage=tender"), (true, true));
        assert_eq!(read("#/s?cat=goods,works&stage=tender&unk=stage"), (false, false));
    }

    #[test]
    fn each_publisher_is_asked_for_what_it_can_filter() {
        let (registry, today) = (Registry::builtin(), "2026-11-21".parse().unwrap());
        let search = search("#/s?ask=1&cat=works&stage=tender");
        let asked = |id: &str| {
            let publisher = registry.publisher(id).unwrap();
            let question =
                narrowed(&search, Question::default(), |wished| plan(publisher, wished, Depth::Quick, today).ok());
            (question.stage.is_some(), question.category.is_some())
        };
        assert_eq!((asked("uk"), asked("peru"), asked("prozorro")), ((true, false), (false, true), (false, false)));
    }
}
