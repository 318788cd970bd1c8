//! Published dates, in the publisher's zone.

use leptos::prelude::*;

use crate::format;

/// A date with its time, where one is published.
#[component]
pub fn Moment(published: String, zone: &'static str) -> impl IntoView {
    let text = format::date_time(&published, zone);
    view! { <time datetime=published>{text}</time> }
}

/// The day of a date.
#[component]
pub fn Day(published: String, zone: &'static str) -> impl IntoView {
    let text = format::date(&published, zone);
    view! { <time datetime=published>{text}</time> }
}
