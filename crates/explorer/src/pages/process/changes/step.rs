//! On the timeline: how much a release changed, and the value that rose or fell with it.

use leptos::prelude::*;

use super::compare_link;
use super::line::{difference, place};
use crate::context::App;
use crate::protocol::{Step, What};

/// The changes of one release; the first release has none to show, all of it is new.
#[component]
pub fn SpineStep(step: Step, key: String, is_first: bool, first_values: usize) -> impl IntoView {
    let app = App::get();
    if is_first {
        return view! { <p class="spine-changes">{plural!("changes.first", first_values)}</p> }.into_any();
    }
    if step.changes == 0 {
        return view! { <p class="spine-changes">{t!("changes.none")}</p> }.into_any();
    }
    let moved = step.value.and_then(|line| match &line.what {
        What::Value { kind, difference: Some(by), .. } => {
            let moved = difference(by, *kind)?;
            Some(view! { <span class="spine-moved">{t!("changes.moved", place = place(&line), difference = moved)}</span> })
        }
        _ => None,
    });
    // The state of the page goes on in the link, so it follows the address.
    let link = move || {
        app.route.track();
        compare_link(&app, &key, "")
    };
    view! { <p class="spine-changes"><a href=link>{plural!("count.change", step.changes)}</a>{moved}</p> }.into_any()
}
