//! The lines of a comparison, by section.

use leptos::prelude::*;
use leptos::task::spawn_local;
use tenderlens_core::ocds::changes::{ChangeType, ValueKind};

use super::super::Shown;
use super::super::history::HistoryLink;
use super::super::releases::{Pair, Release};
use super::super::table::headings;
use super::{cite, line};
use crate::browser;
use crate::components::copy::CopyButton;
use crate::context::App;
use crate::labels;
use crate::protocol::{Comparison, Difference, Document, Line, NotRepeated, What, Words};

/// Which two releases, of which process.
#[derive(Clone)]
pub struct Compared {
    pair: Pair,
    release: Release,
    with: Release,
    shown: Shown,
}

impl Compared {
    pub fn new(pair: Pair, all: StoredValue<Vec<Release>>, shown: Shown) -> Self {
        let release = |index: usize| {
            let found = all.with_value(|all| all.get(index).cloned());
            found.unwrap_or_else(|| Release { key: String::new(), date: None, name: String::new() })
        };
        Self { pair, release: release(pair.release), with: release(pair.with.unwrap_or_default()), shown }
    }

    fn cite(&self, changes: &str) -> String {
        cite::citation(changes, &self.release, &self.with, &self.shown, App::get().config.now_ms())
    }
}

#[component]
pub fn Lines(comparison: Comparison, compared: Compared) -> impl IntoView {
    let zone = compared.shown.zone();
    let count = comparison.lines.len() + comparison.left_out;
    let all: Vec<_> = comparison.lines.iter().map(|line| cite::change(line, zone)).collect();
    let (technical, plain): (Vec<_>, Vec<_>) = comparison.lines.into_iter().partition(|line| line.is_technical);
    let caption = t!("changes.caption", release = compared.release.name.clone(), with = compared.with.name.clone());
    let citing = compared.clone();
    let left_out = comparison.left_out;
    view! {
        <p class="changes-count" role="status">{if count == 0 { t!("changes.none").to_owned() } else { plural!("count.change", count) }}</p>
        {(!plain.is_empty()).then(|| lines_table(plain, caption, &compared))}
        {(left_out > 0).then(|| view! { <p class="meta">{plural!("changes.left_out", left_out)}</p> })}
        {(!technical.is_empty()).then(|| view! {
            <details class="changes-fold">
                <summary>{plural!("changes.technical", technical.len())}</summary>
                {lines_table(technical, t!("changes.technical.caption").to_owned(), &compared)}
            </details>
        })}
        {not_repeated(comparison.not_repeated, comparison.not_repeated_values)}
        <div class="process-actions">
            {(count > 0).then(|| view! {
                <CopyButton label=t!("changes.cite_all") class="button-quiet" text=move |()| citing.cite(&all.join("\n")) />
            })}
            <BothAsJson compared />
        </div>
    }
}

/// Downloads the two releases as they were published.
#[component]
fn BothAsJson(compared: Compared) -> impl IntoView {
    let backend = App::get().backend;
    let save = move |_| {
        let (backend, compared) = (backend.clone(), compared.clone());
        spawn_local(async move {
            let opened = &compared.shown.loaded;
            let earlier = backend.document(opened, Document::Release(compared.pair.with.unwrap_or_default())).await;
            let later = backend.document(opened, Document::Release(compared.pair.release)).await;
            if let (Ok(earlier), Ok(later)) = (earlier, later) {
                let both = format!("[{},\n{}]\n", browser::text(&earlier), browser::text(&later));
                let name = format!("{}_{}.json", compared.with.key, compared.release.key);
                browser::download(&name, &js_sys::Uint8Array::from(both.as_bytes()));
            }
        });
    };
    view! { <button class="button-quiet" type="button" on:click=save>{t!("changes.both")}</button> }
}

fn lines_table(lines: Vec<Line>, caption: String, compared: &Compared) -> AnyView {
    let mut sections: Vec<(String, Vec<Line>)> = Vec::new();
    for line in lines {
        match sections.iter_mut().find(|(section, _)| section == line.section()) {
            Some((_, lines)) => lines.push(line),
            None => sections.push((line.section().to_owned(), vec![line])),
        }
    }
    let bodies = sections.into_iter().map(|(section, lines)| {
        view! {
            <tbody role="rowgroup">
                <tr role="row"><th class="changes-section" role="rowheader" scope="rowgroup" colspan="5">{labels::code(&section)}</th></tr>
                {lines.into_iter().map(|line| row(line, compared)).collect_view()}
            </tbody>
        }
    });
    let columns =
        [t!("changes.field"), t!("changes.before"), t!("changes.after"), t!("changes.difference"), t!("changes.cite")];
    view! {
        <table class="changes-table" role="table">
            <caption class="visually-hidden">{caption}</caption>
            {headings(columns)}
            {bodies.collect_view()}
        </table>
    }
    .into_any()
}

fn row(line: Line, compared: &Compared) -> AnyView {
    let zone = compared.shown.zone();
    let language = compared.shown.language.clone();
    let place = line::place(&line);
    let (old, new, difference) = cells(&line, zone, &language);
    let pointer = line.pointer.clone();
    let history =
        view! { <HistoryLink pointer=line.pointer.clone() place=place.clone() shown=compared.shown.clone() /> };
    let cited = cite::change(&line, zone);
    let citing = compared.clone();
    let within = line::place_in_section(&line);
    view! {
        <tr role="row" data-pointer=line.pointer>
            <th role="rowheader" scope="row">{within}" "{history}</th>
            <td role="cell" data-label=t!("changes.before")>{old}</td>
            <td role="cell" data-label=t!("changes.after")>{new}</td>
            <td role="cell" data-label=t!("changes.difference")>{difference}</td>
            <td role="cell" class="changes-copy">
                <CopyButton label=t!("changes.citation") name=t!("changes.citation_of", place = place) text=move |()| citing.cite(&cited) />
                <CopyButton label=t!("changes.pointer") name=t!("changes.pointer_of", place = place) text=move |()| pointer.clone() />
            </td>
        </tr>
    }
    .into_any()
}

/// What was there, what is there now, and how far that is.
fn cells(line: &Line, zone: &str, language: &str) -> (AnyView, AnyView, AnyView) {
    match &line.what {
        What::Whole { name, values } => {
            let words = line::added(name.as_ref(), *values);
            (().into_any(), view! { <ins lang=language.to_owned()>{words}</ins> }.into_any(), ().into_any())
        }
        What::Value { difference: Some(Difference::Words(words)), .. } => {
            let side = |is_old: bool| words.iter().map(|run| word_view(run, is_old)).collect_view();
            let text = |is_old| view! { <span lang=language.to_owned()>{side(is_old)}</span> }.into_any();
            (text(true), text(false), ().into_any())
        }
        What::Value { kind, currency, old, new, difference } => {
            let words = |json: &String| line::value(json, *kind, currency.as_ref(), zone);
            let lang = matches!(kind, ValueKind::Text).then(|| language.to_owned());
            let old = old.as_ref().map(|old| view! { <del lang=lang.clone()>{words(old)}</del> });
            let new = match line.change {
                ChangeType::Removed => t!("changes.removed").into_any(),
                _ => new.as_ref().map(|new| view! { <ins lang=lang>{words(new)}</ins> }).into_any(),
            };
            let by = difference.as_ref().and_then(|by| line::difference(by, *kind));
            (old.into_any(), new, by.into_any())
        }
    }
}

fn word_view(run: &Words, is_old: bool) -> Option<AnyView> {
    match run {
        Words::Kept(text) => Some(text.clone().into_any()),
        Words::Removed(text) => is_old.then(|| view! { <del>{text.clone()}</del> }.into_any()),
        Words::Added(text) => (!is_old).then(|| view! { <ins>{text.clone()}</ins> }.into_any()),
    }
}

/// What a release leaves out stays as it was: that is not the same as removed.
fn not_repeated(parts: Vec<NotRepeated>, values: usize) -> Option<AnyView> {
    (values > 0).then(|| {
        let shown: usize = parts.iter().map(|part| part.values).sum();
        let rest = values.saturating_sub(shown);
        let part = |part: NotRepeated| {
            view! { <li>{line::words(&part.path)}" · "{plural!("count.value", part.values)}</li> }
        };
        view! {
            <details class="changes-fold">
                <summary>{plural!("changes.not_repeated", values)}</summary>
                <p>{t!("changes.not_repeated.why")}</p>
                <ul class="changes-parts">
                    {parts.into_iter().map(part).collect_view()}
                    {(rest > 0).then(|| view! { <li>{plural!("changes.not_repeated.more", rest)}</li> })}
                </ul>
            </details>
        }
        .into_any()
    })
}
