//! Changes of a search: a filter less, what is not published let in, all filters gone.

use tenderlens_catalog::Aspect;

use super::query::{KINDS, name};
use crate::route::{Days, Due, Search, ValueRange};

/// The search that lets in what does not publish something, or no longer does.
pub fn with_unknown(search: &Search, name: &str, is_in: bool) -> Search {
    let mut search = Search { page: 1, ..search.clone() };
    search.with_unknown.retain(|it| it != name);
    if is_in {
        search.with_unknown.push(name.to_owned());
    }
    search
}

/// The search without what it asks of an aspect.
pub fn without(search: &Search, of: Aspect) -> Search {
    let mut search = with_unknown(search, name(of), false);
    match of {
        Aspect::Words => search.words.clear(),
        Aspect::Value => search.value = ValueRange::default(),
        Aspect::Due => search.due = Due::default(),
        Aspect::Published => search.published = Days::default(),
        Aspect::Documents => search.has_documents = false,
        _ => KINDS.iter().filter(|kind| kind.of == of).for_each(|kind| kind.clear(&mut search)),
    }
    search
}

/// All publishers and all rows, listed as before.
pub fn cleared(search: &Search) -> Search {
    let (unit, sort, view, columns) = (search.unit, search.sort, search.view, search.columns.clone());
    Search { unit, sort, view, columns, rest: search.rest.clone(), ..Search::default() }
}

/// All rows of the publishers and the window that are asked.
pub fn unfiltered(search: &Search) -> Search {
    Search { sources: search.sources.clone(), updated: search.updated.clone(), ..cleared(search) }
}

/// Whether anything but publishers and their window is asked.
pub fn is_filtered(search: &Search) -> bool {
    let words = search.words.trim().to_owned();
    Search { words, page: 1, is_verified: false, is_narrowed: false, ..search.clone() } != unfiltered(search)
}

#[cfg(test)]
mod tests {
    use tenderlens_catalog::Aspect;

    use super::{is_filtered, unfiltered, with_unknown, without};
    use crate::route::{Route, Search};

    fn search(link: &str) -> Search {
        match Route::parse(link) {
            Route::Search(search) => *search,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_filter_goes_with_what_it_let_in() {
        let before = with_unknown(&search("#/s?cat=goods,works&page=3"), "cat", true);
        assert_eq!((before.page, before.with_unknown.as_slice()), (1, ["cat".to_owned()].as_slice()));
        let without = without(&before, Aspect::Category);
        assert_eq!((without.with_unknown, without.categories), (Vec::new(), Vec::new()));
    }

    #[test]
    fn publishers_and_their_window_are_no_filter() {
        let plain = search("#/s?deep=1&page=2&q=%20&sort=due&src=uk&upd=2026-01-01..2026-01-31&view=table");
        assert!(!is_filtered(&plain));
        let filtered = search("#/s?cat=works&sort=due&src=uk");
        assert!(is_filtered(&filtered));
        assert_eq!(Route::search(unfiltered(&filtered)).format(), "#/s?sort=due&src=uk");
    }
}
