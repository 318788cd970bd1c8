//! Pages of the loaded rows, fifty each.

use leptos::prelude::*;

use crate::format;
use crate::route::Search;

pub const PAGE_SIZE: usize = 50;

/// So many pages before and after the shown one are named, beside the first and the last.
const NEAR: usize = 2;

/// `page` is the shown page and the number of pages.
#[component]
pub fn PageLinks(search: Memo<Search>, page: Memo<(usize, usize)>) -> impl IntoView {
    move || {
        let (page, pages) = page.get();
        page_links(page, pages, &|page| search.with(|search| search.on_page(page).format()))
    }
}

/// Links to the other pages, where there are any.
pub fn page_links(page: usize, pages: usize, link: &dyn Fn(usize) -> String) -> Option<AnyView> {
    if pages < 2 {
        return None;
    }
    let numbers = named(page, pages).into_iter().map(|number| match number {
        Some(number) => {
            let current = (number == page).then_some("page");
            view! { <li><a href=link(number) aria-current=current>{format::integer(number)}</a></li> }.into_any()
        }
        None => view! { <li aria-hidden="true"><span>"…"</span></li> }.into_any(),
    });
    let links = view! {
        <nav class="search-pages" aria-label=t!("search.pages")>
            {(page > 1).then(|| view! { <a class="button" href=link(page - 1) rel="prev">{t!("search.previous")}</a> })}
            <ol>{numbers.collect_view()}</ol>
            {(page < pages).then(|| view! { <a class="button" href=link(page + 1) rel="next">{t!("search.next")}</a> })}
        </nav>
    };
    Some(links.into_any())
}

/// The pages that are named; `None` stands for those between.
fn named(page: usize, pages: usize) -> Vec<Option<usize>> {
    let is_near = |number: &usize| number.abs_diff(page) <= NEAR || *number == 1 || *number == pages;
    let mut named = Vec::new();
    let mut last = 0;
    for number in (1..=pages).filter(is_near) {
        if number > last + 1 {
            named.push(None);
        }
        named.push(Some(number));
        last = number;
    }
    named
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_first_the_last_and_the_near_pages_are_named() {
        let shown = |page, pages| {
            let named = super::named(page, pages);
            named.into_iter().map(|it| it.map_or("…".to_owned(), |it| it.to_string())).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(shown(1, 3), "1 2 3");
        assert_eq!(shown(10, 2000), "1 … 8 9 10 11 12 … 2000");
        assert_eq!(shown(2000, 2000), "1 … 1998 1999 2000");
    }
}
