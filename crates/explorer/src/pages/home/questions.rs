//! Questions to start from, three for each kind of reader: links into the search.

use leptos::prelude::*;

use crate::i18n;

/// Kinds of readers, each with the names of its questions and where they lead.
const QUESTIONS: [(&str, [(&str, &str); 3]); 5] = [
    (
        "supplier",
        [
            ("closing", "#/s?due=%2B14d&sort=due&stage=tender"),
            ("works", "#/s?cat=works&src=uk&stage=tender&val=1000000..;GBP"),
            ("medical", "#/s?cpv=33&sort=due&src=prozorro&stage=tender"),
        ],
    ),
    (
        "journalist",
        [
            ("awarded", "#/s?src=peru&stage=award"),
            ("large", "#/s?src=peru&val=10000000..;PEN"),
            ("ended", "#/s?status=cancelled,unsuccessful,withdrawn"),
        ],
    ),
    (
        "analyst",
        [
            ("contracts", "#/s?src=peru,prozorro,uk&stage=contract"),
            ("direct", "#/s?method=direct"),
            ("archive", "#/s?src=eu"),
        ],
    ),
    (
        "officer",
        [
            ("planned", "#/s?src=uk&stage=planning"),
            ("construction", "#/s?cpv=45&stage=award"),
            ("services", "#/s?cat=services&src=uk&stage=award"),
        ],
    ),
    ("developer", [("notices", "#/s?src=uk"), ("feed", "#/s?src=prozorro"), ("first", "#/s?src=openprocurement")]),
];

#[component]
pub fn Questions() -> impl IntoView {
    let link = |(name, link): (&'static str, &'static str)| {
        view! { <li><a href=link>{i18n::of("question", name)}</a></li> }
    };
    let group = |(persona, links): (&'static str, [(&'static str, &'static str); 3])| {
        view! {
            <div class="home-persona">
                <h3>{i18n::of("persona", persona)}</h3>
                <ul>{links.map(link)}</ul>
            </div>
        }
    };
    view! {
        <section class="home-questions" aria-labelledby="home-questions">
            <h2 id="home-questions">{t!("home.questions")}</h2>
            <div class="home-personas">{QUESTIONS.map(group)}</div>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::QUESTIONS;
    use crate::i18n;
    use crate::route::Route;

    #[test]
    fn every_question_has_words_and_leads_to_a_search_that_keeps_all_of_its_link() {
        for (persona, links) in QUESTIONS {
            assert!(i18n::of("persona", persona).is_some(), "{persona}");
            for (name, link) in links {
                assert!(i18n::of("question", name).is_some(), "{name}");
                let Route::Search(search) = Route::parse(link) else { panic!("{link}") };
                assert!(search.rest.is_empty(), "{link} has keys that the search does not know");
                assert_eq!(Route::Search(search).format(), link);
            }
        }
    }
}
