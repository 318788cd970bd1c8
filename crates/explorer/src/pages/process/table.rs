//! Tables that become labelled blocks on narrow screens.
//!
//! The roles are written out because `display: block` takes them away in some browsers.

use leptos::prelude::*;

/// A column: its heading, and whether it holds figures.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    pub heading: &'static str,
    pub is_number: bool,
}

pub const fn text(heading: &'static str) -> Column {
    Column { heading, is_number: false }
}

pub const fn number(heading: &'static str) -> Column {
    Column { heading, is_number: true }
}

/// A table whose first column heads its rows. `id` makes the caption's id.
pub fn table<const N: usize>(id: &str, caption: String, columns: [Column; N], rows: Vec<[AnyView; N]>) -> AnyView {
    let caption_id = format!("cap-{id}");
    let labelled_by = caption_id.clone();
    let class = |column: Column| column.is_number.then_some("num");
    let headings = columns.map(|column| view! { <th role="columnheader" scope="col" class=class(column)>{column.heading}</th> });
    let rows = rows.into_iter().map(|cells| {
        let cells = cells.into_iter().zip(columns).enumerate().map(|(index, (cell, column))| match index {
            0 => view! { <th role="rowheader" scope="row" data-label=column.heading class=class(column)>{cell}</th> }.into_any(),
            _ => view! { <td role="cell" data-label=column.heading class=class(column)>{cell}</td> }.into_any(),
        });
        view! { <tr role="row">{cells.collect_view()}</tr> }
    });
    view! {
        <div class="process-table" role="region" aria-labelledby=labelled_by tabindex="0">
            <table role="table">
                <caption id=caption_id>{caption}</caption>
                <thead role="rowgroup"><tr role="row">{headings}</tr></thead>
                <tbody role="rowgroup">{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// A cell of text; a dash with words for screen readers where nothing is published.
pub fn cell(text: Option<String>) -> AnyView {
    match text.filter(|text| !text.is_empty()) {
        Some(text) => text.into_any(),
        None => view! { <span class="not-published">"not published"</span> }.into_any(),
    }
}
