//! Tables that become labelled blocks on narrow screens.
//!
//! The roles are written out because `display: block` takes them away in some browsers.

use leptos::prelude::*;
use tenderlens_core::ocds::view::Amount;

use crate::components::money::{Money, stated_basis};
use crate::components::when::Day;

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

/// A cell: what is shown, or nothing where nothing is published.
pub type Cell = Option<AnyView>;

/// A table whose first column heads its rows. `id` makes the caption's id. Columns in which nothing
/// is published are left out. The region is named apart from the section around it, whose heading
/// may be the caption.
pub fn table<const N: usize>(id: &str, caption: String, columns: [Column; N], rows: Vec<[Cell; N]>) -> AnyView {
    let mut used = [false; N];
    for row in &rows {
        for (used, cell) in used.iter_mut().zip(row) {
            *used |= cell.is_some();
        }
    }
    let caption_id = format!("cap-{id}");
    let label = t!("table.region", name = caption);
    let headings: Vec<_> =
        columns.into_iter().zip(used).filter(|(_, used)| *used).map(|(column, _)| heading(column)).collect();
    let rows = rows.into_iter().map(|cells| {
        let cells = cells.into_iter().zip(columns).zip(used).filter(|(_, used)| *used).map(|(cell, _)| cell);
        let cells = cells.enumerate().map(|(index, (cell, column))| (index, cell.unwrap_or_else(nothing), column));
        let cells = cells.map(|(index, cell, column)| match index {
            0 => view! { <th role="rowheader" scope="row" data-label=column.heading class=class(column)>{cell}</th> }
                .into_any(),
            _ => view! { <td role="cell" data-label=column.heading class=class(column)>{cell}</td> }.into_any(),
        });
        view! { <tr role="row">{cells.collect_view()}</tr> }
    });
    view! {
        <div class="process-table" role="region" aria-label=label tabindex="0">
            <table role="table">
                <caption id=caption_id>{caption}</caption>
                <thead role="rowgroup"><tr role="row">{headings}</tr></thead>
                <tbody role="rowgroup">{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The heading of a column.
pub fn heading(column: Column) -> AnyView {
    view! { <th role="columnheader" scope="col" class=class(column)>{column.heading}</th> }.into_any()
}

/// The row of headings of a table without figures.
pub fn headings<const N: usize>(words: [&'static str; N]) -> AnyView {
    view! { <thead role="rowgroup"><tr role="row">{words.map(|words| heading(text(words)))}</tr></thead> }.into_any()
}

fn class(column: Column) -> Option<&'static str> {
    column.is_number.then_some("num")
}

fn nothing() -> AnyView {
    view! { <span class="not-published">{t!("published.no")}</span> }.into_any()
}

/// A cell of text.
pub fn cell(text: Option<String>) -> Cell {
    text.filter(|text| !text.is_empty()).map(IntoAny::into_any)
}

/// A cell with the day of a date.
pub fn day_cell(published: Option<String>, zone: &'static str) -> Cell {
    published.map(|published| view! { <Day published zone /> }.into_any())
}

/// A cell with an amount and, behind it, what it is the amount of.
pub fn money_cell(amount: Option<Amount>, of: &'static str) -> Cell {
    amount.map(|amount| {
        let basis = stated_basis(&amount);
        view! { <Money amount=Some(amount) />" "{basis}" "{of} }.into_any()
    })
}
