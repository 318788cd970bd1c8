//! What a release changed, value by value.

use leptos::prelude::*;
use leptos::task::spawn_local;
use tenderlens_core::ocds::changes::{Change, ChangeType, HistoryEntry, ReleaseChanges, Segment, ValueKind};
use tenderlens_core::ocds::json::{self, Kind};

use super::Shown;
use crate::components::when::Day;
use crate::context::App;
use crate::format;
use crate::labels;

/// A line: where, what it was and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    /// JSON Pointer of the value, or of the object that came as a whole.
    pointer: String,
    place: String,
    change: ChangeType,
    old: Option<String>,
    new: Option<String>,
}

/// The changes of one release; the first release has none to show, all of it is new.
#[component]
pub fn Changes(changes: ReleaseChanges, is_first: bool, shown: Shown) -> impl IntoView {
    let zone = shown.zone();
    if is_first {
        return view! { <p class="spine-changes">{plural!("changes.first", shown.loaded.first_values)}</p> }.into_any();
    }
    let lines = lines(&changes.changes, zone);
    if lines.is_empty() {
        return view! { <p class="spine-changes">{t!("changes.none")}</p> }.into_any();
    }
    let caption = t!("changes.caption", id = changes.release_id.unwrap_or_default());
    view! {
        <details class="spine-details">
            <summary>{plural!("count.change", lines.len())}</summary>
            <table class="spine-diff">
                <caption class="visually-hidden">{caption}</caption>
                <thead class="visually-hidden"><tr><th scope="col">{t!("changes.field")}</th><th scope="col">{t!("changes.before")}</th><th scope="col">{t!("changes.after")}</th></tr></thead>
                <tbody>{lines.into_iter().map(|line| line_view(line, &shown)).collect_view()}</tbody>
            </table>
        </details>
    }
    .into_any()
}

fn line_view(line: Line, shown: &Shown) -> AnyView {
    let old = line.old.map(|old| view! { <del>{old}</del> });
    let new = match line.change {
        ChangeType::Removed => t!("changes.removed").into_any(),
        ChangeType::Added | ChangeType::Changed => line.new.map(|new| view! { <ins>{new}</ins> }).into_any(),
    };
    view! {
        <tr>
            <th scope="row">{line.place.clone()}<FieldHistory pointer=line.pointer place=line.place shown=shown.clone() /></th>
            <td>{old}</td>
            <td>{new}</td>
        </tr>
    }
    .into_any()
}

/// Every value the field has had, read when it is asked for.
#[component]
fn FieldHistory(pointer: String, place: String, shown: Shown) -> impl IntoView {
    let backend = App::get().backend;
    let entries = RwSignal::new(Vec::<HistoryEntry>::new());
    let failed = RwSignal::new(false);
    let zone = shown.zone();
    let open = move |_| {
        if entries.with_untracked(Vec::is_empty) {
            let (backend, open, pointer) = (backend.clone(), shown.loaded.clone(), pointer.clone());
            spawn_local(async move {
                match backend.history(&open, pointer).await {
                    Ok(found) => entries.set(found),
                    Err(_) => failed.set(true),
                }
            });
        }
    };
    let entry = move |entry: HistoryEntry| {
        let value = entry.value.map_or_else(|| t!("changes.removed").to_owned(), |json| short(&json));
        view! {
            <li>
                {entry.date.map(|published| view! { <Day published zone /> })}
                " · "<code>{entry.release_id}</code>" · "{value}
            </li>
        }
    };
    view! {
        <details class="spine-history" on:toggle=open>
            <summary aria-label=t!("changes.history_of", place = place)>{t!("changes.history")}</summary>
            <Show when=move || failed.get()>
                <p>{t!("changes.reload")}</p>
            </Show>
            <ol>{move || entries.get().into_iter().map(entry).collect_view()}</ol>
        </details>
    }
}

/// A value in one line: scalars as they are, what is larger by its size.
fn short(json: &str) -> String {
    match json::kind(json) {
        Kind::Object | Kind::Array => t!("changes.json", n = format::integer(json.len())),
        _ => json::scalar(json).map_or_else(|| json.to_owned(), |text| text.into_owned()),
    }
}

/// Values of an object that came as a whole are one line.
fn lines(changes: &[Change], zone: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut last_new: Option<(&[Segment], usize)> = None;
    for change in changes {
        let whole = change.new_from.map(|steps| &change.path[..steps.min(change.path.len())]);
        match (whole, last_new) {
            (Some(whole), Some((before, count))) if whole == before => {
                last_new = Some((before, count + 1));
                if let Some(line) = lines.last_mut() {
                    line.new = Some(plural!("changes.added", count + 1));
                }
            }
            (Some(whole), _) if whole.len() < change.path.len() => {
                last_new = Some((whole, 1));
                let new = Some(plural!("changes.added", 1));
                let pointer = pointer_to(&change.pointer, whole.len());
                lines.push(Line { pointer, place: place(whole), change: ChangeType::Added, old: None, new });
            }
            _ => {
                last_new = None;
                lines.push(line(change, zone));
            }
        }
    }
    lines
}

fn line(change: &Change, zone: &str) -> Line {
    let text = |json: &String| value(json, change, zone);
    Line {
        pointer: change.pointer.clone(),
        place: place(&change.path),
        change: change.change,
        old: change.old.as_ref().map(text),
        new: change.new.as_ref().map(text),
    }
}

/// The first steps of a JSON Pointer.
fn pointer_to(pointer: &str, steps: usize) -> String {
    pointer.split('/').take(steps + 1).collect::<Vec<_>>().join("/")
}

/// `Tender › Items › 3 › Quantity`
fn place(path: &[Segment]) -> String {
    let step = |segment: &Segment| match segment {
        Segment::Field { name } => labels::code(name),
        Segment::Item { id: Some(id), .. } => id.clone(),
        Segment::Item { index, .. } => (index + 1).to_string(),
    };
    path.iter().map(step).collect::<Vec<_>>().join(" › ")
}

fn value(json: &str, change: &Change, zone: &str) -> String {
    let text = json::scalar(json).map_or_else(|| json.to_owned(), |text| text.into_owned());
    match change.kind {
        ValueKind::Amount => match &change.currency {
            Some(currency) => format!("{currency} {}", format::amount(&text)),
            None => format::amount(&text),
        },
        ValueKind::Date => format::date_time(&text, zone),
        ValueKind::Number | ValueKind::Text | ValueKind::Boolean | ValueKind::List | ValueKind::Object => text,
    }
}

#[cfg(test)]
mod tests {
    use super::lines;
    use tenderlens_core::ocds::changes::changes;
    use tenderlens_core::ocds::merge::Options;

    #[test]
    fn a_new_object_is_one_line_and_a_changed_value_another() {
        let releases = [
            r#"{"ocid":"o","id":"1","date":"2026-01-01","tender":{"status":"planned","documents":[{"id":"a","title":"A"}]}}"#,
            r#"{"ocid":"o","id":"2","date":"2026-01-02","tender":{"status":"active","documents":[{"id":"b","title":"B","format":"pdf"}]}}"#,
        ];
        let changes = changes(&releases, &Options::default()).unwrap();
        let lines: Vec<_> =
            lines(&changes[1].changes, "UTC").into_iter().map(|it| (it.pointer, it.place, it.old, it.new)).collect();
        assert_eq!(
            lines,
            [
                (
                    "/tender/status".to_owned(),
                    "Tender › Status".to_owned(),
                    Some("planned".to_owned()),
                    Some("active".to_owned())
                ),
                (
                    "/tender/documents/1".to_owned(),
                    "Tender › Documents › b".to_owned(),
                    None,
                    Some("added, 3 values".to_owned())
                ),
            ]
        );
    }
}
