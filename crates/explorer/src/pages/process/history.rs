//! The values that a field has had: of any field, over the page, when it is asked for.

use leptos::ev::Event;
use leptos::html::Dialog;
use leptos::prelude::*;
use leptos::task::spawn_local;
use tenderlens_core::ocds::changes::{HistoryEntry, ValueKind};
use tenderlens_core::ocds::json::{self, Kind};

use super::Shown;
use super::changes::{short, value};
use super::releases;
use super::table::headings;
use crate::components::when::Day;
use crate::context::App;
use crate::labels;
use crate::route::{Process, Route};

/// A link to the history of a field; nothing where there is none to tell.
#[component]
pub fn HistoryLink(pointer: String, place: String, shown: Shown) -> impl IntoView {
    let app = App::get();
    (shown.loaded.releases > 1).then(|| {
        let link = move || {
            let process = Process { field: pointer.clone(), raw: String::new(), ..releases::route(&app) };
            Route::Process(process).format()
        };
        view! { <a class="history-link" href=link aria-label=t!("history.of", place = place) title=t!("history.title")><HistoryMark /></a> }
    })
}

/// A clock with its hand turned back.
#[component]
fn HistoryMark() -> impl IntoView {
    view! {
        <svg class="history-mark" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <path d="M3 3.5v3h3M3.3 6.2A5.2 5.2 0 1 1 3 9.4M8 5v3.4l2.3 1.4" />
        </svg>
    }
}

/// Opens with `f` of the link, and takes it out when it is closed.
#[component]
pub fn HistoryDialog(shown: Shown) -> impl IntoView {
    let app = App::get();
    let field = {
        let app = app.clone();
        Memo::new(move |_| {
            let process = releases::route(&app);
            // With a document it is the place in that.
            if process.raw.is_empty() { process.field } else { String::new() }
        })
    };
    let entries = entries(&shown, field);
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        let is_wanted = !field.get().is_empty();
        let Some(dialog) = dialog.get() else {
            return;
        };
        if is_wanted && !dialog.open() {
            // Refused only where it is open already.
            let _ = dialog.show_modal();
        } else if !is_wanted && dialog.open() {
            dialog.close();
        }
    });
    let closed = move |_: Event| {
        let process = releases::present_route(&app);
        if !process.field.is_empty() && process.raw.is_empty() {
            app.refine(Route::Process(Process { field: String::new(), ..process }));
        }
    };
    let zone = shown.zone();
    let rows = move || match entries.get() {
        None => view! { <p class="state-progress" role="status">{t!("changes.loading")}</p> }.into_any(),
        Some(Err(())) => view! { <p role="alert">{t!("changes.reload")}</p> }.into_any(),
        Some(Ok(entries)) if entries.is_empty() => view! { <p>{t!("history.none")}</p> }.into_any(),
        Some(Ok(entries)) => table(entries, &field.get(), zone, &shown.language),
    };
    view! {
        <dialog class="history" node_ref=dialog aria-labelledby="history-title" on:close=closed>
            <h2 id="history-title">{t!("history.title")}</h2>
            <p class="meta"><code>{field}</code></p>
            {rows}
            <form method="dialog"><button type="submit">{t!("history.close")}</button></form>
        </dialog>
    }
}

type Entries = Option<Result<Vec<HistoryEntry>, ()>>;

/// The history of the field, as soon as the worker has it.
fn entries(shown: &Shown, field: Memo<String>) -> RwSignal<Entries> {
    let backend = App::get().backend;
    let opened = shown.loaded.clone();
    let entries = RwSignal::new(None);
    Effect::new(move |_| {
        let pointer = field.get();
        if pointer.is_empty() {
            return;
        }
        entries.set(None);
        let (backend, opened) = (backend.clone(), opened.clone());
        spawn_local(async move {
            let outcome = backend.history(&opened, pointer.clone()).await.map_err(|_| ());
            // Of two fields in a row the later one counts.
            if field.try_get_untracked() == Some(pointer) {
                entries.set(Some(outcome));
            }
        });
    });
    entries
}

fn table(entries: Vec<HistoryEntry>, pointer: &str, zone: &'static str, language: &str) -> AnyView {
    let row = |entry: HistoryEntry| {
        let words = match &entry.value {
            Some(json) => view! { <span lang=language.to_owned()>{in_words(json, pointer, zone)}</span> }.into_any(),
            None => t!("changes.removed").into_any(),
        };
        view! {
            <tr role="row">
                <th role="rowheader" scope="row">{words}</th>
                <td role="cell" data-label=t!("field.date")>{entry.date.map(|published| view! { <Day published zone /> })}</td>
                <td role="cell" data-label=t!("history.tag")>{labels::codes(&entry.tag)}</td>
                <td role="cell" data-label=t!("changes.release")><code>{entry.release_id}</code></td>
            </tr>
        }
    };
    view! {
        <div class="process-table">
            <table role="table" aria-labelledby="history-title">
                {headings([t!("field.value"), t!("field.date"), t!("history.tag"), t!("changes.release")])}
                <tbody role="rowgroup">{entries.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// A value in one line: money and dates as such.
fn in_words(json: &str, pointer: &str, zone: &str) -> String {
    if let Ok(object) = json::object(json) {
        let amount = object.get("amount").or_else(|| object.get("amountGross"));
        if let Some(amount) = amount.filter(|amount| json::kind(amount) == Kind::Number) {
            let currency = object.get("currency").and_then(json::string).map(|code| code.into_owned());
            return value(amount, ValueKind::Amount, currency.as_ref(), zone);
        }
    }
    let is_amount = pointer.ends_with("mount") || pointer.ends_with("amountGross");
    match json::kind(json) {
        Kind::Number if is_amount => value(json, ValueKind::Amount, None, zone),
        Kind::Number => value(json, ValueKind::Number, None, zone),
        Kind::String if pointer.to_ascii_lowercase().contains("date") => value(json, ValueKind::Date, None, zone),
        _ => short(json),
    }
}
