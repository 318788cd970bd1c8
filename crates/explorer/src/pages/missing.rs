//! A link that leads nowhere.

use leptos::prelude::*;

use crate::context::App;
use crate::route::Route;

#[component]
pub fn MissingPage() -> impl IntoView {
    let app = App::get();
    app.entitle(t!("missing.title"));
    view! {
        <section class="state" data-kind="missing">
            <h1 tabindex="-1">{t!("missing.heading")}</h1>
            <p><code>{move || app.route.with(Route::format)}</code></p>
            <div class="state-actions"><a class="button" href="#/">{t!("missing.go")}</a></div>
        </section>
    }
}
