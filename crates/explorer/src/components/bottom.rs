//! The bar at the bottom of narrow screens.

use leptos::prelude::*;

use crate::browser;
use crate::context::App;
use crate::route::Route;

#[component]
pub fn BottomBar() -> impl IntoView {
    let app = App::get();
    let (route, menu) = (app.route, app.menu);
    let current = move |is: fn(&Route) -> bool| route.with(is).then_some("page");
    let toggle = move |_| {
        menu.update(|open| *open = !*open);
        if menu.get_untracked() {
            request_animation_frame(|| browser::focus("#header-tools select, #header-tools a"));
        }
    };
    view! {
        <nav class="bottom" aria-label=t!("nav.bottom")>
            <ul>
                <li><a href="#/" aria-current=move || current(|route| matches!(route, Route::Home(_)))>{t!("nav.home")}</a></li>
                <li><a href="#/s" aria-current=move || current(|route| matches!(route, Route::Search(_)))>{t!("nav.search")}</a></li>
                <li><a href="#/follow" aria-current=move || current(|route| matches!(route, Route::Follow(_)))>{t!("follow.title")}</a></li>
                <li>
                    <button id="menu-button" type="button" aria-controls="header-tools"
                        aria-expanded=move || menu.get().to_string() on:click=toggle>{t!("nav.menu")}</button>
                </li>
            </ul>
        </nav>
    }
}
