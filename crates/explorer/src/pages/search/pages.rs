//! Pages of the loaded rows, fifty each.

use leptos::prelude::*;

use crate::route::Search;

pub const PAGE_SIZE: usize = 50;

/// `page` is the shown page and the number of pages.
#[component]
pub fn PageLinks(search: Memo<Search>, page: Memo<(usize, usize)>) -> impl IntoView {
    move || {
        let (page, pages) = page.get();
        (pages > 1).then(|| {
            let link = |page| search.with(|search| search.on_page(page).format());
            let numbers = (1..=pages).map(|number| {
                let current = (number == page).then_some("page");
                view! { <li><a href=link(number) aria-current=current>{number}</a></li> }
            });
            view! {
                <nav class="search-pages" aria-label=t!("search.pages")>
                    {(page > 1).then(|| view! { <a class="button" href=link(page - 1) rel="prev">{t!("search.previous")}</a> })}
                    <ol>{numbers.collect_view()}</ol>
                    {(page < pages).then(|| view! { <a class="button" href=link(page + 1) rel="next">{t!("search.next")}</a> })}
                </nav>
            }
        })
    }
}
