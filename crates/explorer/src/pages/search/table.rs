//! The rows as a table. Of a long one only the rows in sight are on the page, and the one that has
//! the focus; the settings choose pages instead.

mod window;

use leptos::ev::FocusEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use self::window::Rows;
use super::row::{given, is_urgent, news, worth};
use super::state::State;
use crate::components::stage_mark::StageMark;
use crate::context::App;
use crate::format;
use crate::i18n;
use crate::labels;
use crate::protocol::ListRow;
use crate::route::{Route, Search, Sort, SortBy};
use crate::store::{self, key};

/// Whether tables are paged, as the settings have it.
pub fn is_paged() -> bool {
    store::text(key::ROWS).as_deref() == Some("pages")
}

/// The height of a row in pixels: the stylesheet's.
fn row_height() -> usize {
    if store::text(key::DENSITY).as_deref() == Some("compact") { 32 } else { 44 }
}

/// A column: its texts' name, what it is sorted by, and whether its first order is upwards.
struct Column {
    name: &'static str,
    sort: Option<(SortBy, bool)>,
}

const COLUMNS: [Column; 7] = [
    Column { name: "title", sort: Some((SortBy::Title, true)) },
    Column { name: "buyer", sort: None },
    Column { name: "due", sort: Some((SortBy::Due, true)) },
    Column { name: "currency", sort: None },
    Column { name: "value", sort: Some((SortBy::Value, false)) },
    Column { name: "bids", sort: Some((SortBy::Bids, true)) },
    Column { name: "updated", sort: Some((SortBy::Updated, false)) },
];

#[component]
pub fn Table(state: State) -> impl IntoView {
    let app = App::get();
    let rows = Rows::new(state);
    rows.keep_up(app.backend.clone());
    request_animation_frame(move || rows.look());
    let focus_in = move |event: FocusEvent| {
        let row = event.target().and_then(|it| it.dyn_into::<Element>().ok()).and_then(|it| it.closest("tr").ok()?);
        let place = row.and_then(|row| row.get_attribute("data-place")?.parse().ok());
        rows.focused.set(place);
    };
    let writing = app.clone();
    let lines = move || lines(&rows.places(), rows.total());
    let line = move |line: Line| match line {
        Line::Gap(_, number) => {
            let height = format!("height:{}px", number * row_height());
            view! { <tr aria-hidden="true"><td colspan=COLUMNS.len() style=height></td></tr> }.into_any()
        }
        Line::Row(place) => row(&writing, state, rows, place),
    };
    view! {
        <div class="search-table" role="region" tabindex="0" aria-labelledby="search-caption" data-paged=is_paged().to_string()
            node_ref=rows.scroller on:scroll=move |_| rows.look() on:focusin=focus_in on:keydown=move |event| rows.press(&event)>
            <table aria-rowcount=move || rows.total() + 1>
                <caption id="search-caption" class="visually-hidden">{t!("table.caption")}</caption>
                <thead><tr aria-rowindex="1">{COLUMNS.iter().map(|column| head(&app, state, column)).collect_view()}</tr></thead>
                <tbody><For each=lines key=|line| *line children=line /></tbody>
            </table>
        </div>
    }
}

/// A row, or the room of those that are not on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Line {
    /// Before that row so many.
    Gap(usize, usize),
    Row(usize),
}

fn lines(places: &[usize], total: usize) -> Vec<Line> {
    let mut lines = Vec::with_capacity(places.len() + 3);
    let mut next = places.first().copied().filter(|_| is_paged()).unwrap_or(0);
    for place in places {
        if *place > next {
            lines.push(Line::Gap(*place, place - next));
        }
        lines.push(Line::Row(*place));
        next = place + 1;
    }
    if next < total && !is_paged() {
        lines.push(Line::Gap(total, total - next));
    }
    lines
}

fn head(app: &App, state: State, column: &'static Column) -> AnyView {
    let words = i18n::of("table", column.name).unwrap_or_default();
    let Some((by, is_upwards)) = column.sort else {
        return view! { <th scope="col" data-column=column.name>{words}</th> }.into_any();
    };
    let sort = Memo::new(move |_| state.search.with(|search| search.sort));
    let order = move || {
        let Sort { by: now, reverse } = sort.get();
        match (now == by, is_upwards != reverse) {
            (false, _) => None,
            (true, true) => Some("ascending"),
            (true, false) => Some("descending"),
        }
    };
    let app = app.clone();
    let turn = move |_| {
        state.go(&app, |search| {
            let reverse = search.sort.by == by && !search.sort.reverse;
            Search { sort: Sort { by, reverse }, page: 1, ..search }
        });
    };
    view! {
        <th scope="col" data-column=column.name aria-sort=order>
            <button type="button" on:click=turn>{words}<svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true"><path d="M6 2v8M3 7l3 3 3-3" /></svg></button>
        </th>
    }
    .into_any()
}

fn row(app: &App, state: State, rows: Rows, place: usize) -> AnyView {
    let app = app.clone();
    let read = Memo::new(move |_| rows.read.with(|read| read.get(&place).map(|(_, row)| row.clone())));
    let cells = move || match read.get() {
        Some(listed) => cells(&app, &listed, state.since.get()),
        None => view! { <td colspan=COLUMNS.len()><span class="search-table-blank"></span></td> }.into_any(),
    };
    view! { <tr data-place=place aria-rowindex=place + 2>{cells}</tr> }.into_any()
}

fn cells(app: &App, listed: &ListRow, since: Option<f64>) -> AnyView {
    let row = &listed.row;
    let now_ms = app.config.now_ms();
    let zone = app.backend.publisher(&row.publisher).map_or("UTC", |publisher| publisher.time_zone);
    let link = Route::process(&row.publisher, &row.ocid, given(&row.locator).as_deref()).format();
    let title = given(&row.title).unwrap_or_else(|| row.ocid.clone());
    let buyer = row.buyers.first().map(|buyer| buyer.name.clone()).filter(|name| !name.is_empty());
    let (amount, basis) = worth(listed);
    let no = || view! { <span class="not-published">{t!("published.no")}</span> }.into_any();
    let due = given(&row.due).map(|due| {
        let left = row.due_ms.map(|at| at as f64 - now_ms);
        let is_soon = left.is_some_and(is_urgent);
        let words = left.map(format::days_left);
        view! { <span data-urgency=is_soon.then_some("soon")>{format::date_time(&due, zone)}" "<small>{words}</small></span> }.into_any()
    });
    let (currency, number) = match amount {
        Some(amount) => {
            let number = amount.amount.or(amount.gross).map(|number| format::amount(&number)).unwrap_or_default();
            (amount.currency.unwrap_or_default(), view! { <span title=basis>{number}</span> }.into_any())
        }
        None => (String::new(), no()),
    };
    let language = row.language.clone();
    let news = since.and_then(|since| news(row, since));
    view! {
        <th scope="row" class="search-row-title" lang=language.clone()>
            {news.map(|news| view! { <strong class="search-row-new" lang=i18n::language().code() title=news.words()>{news.word()}</strong>" " })}
            <StageMark stage=row.stage /><span class="visually-hidden">{labels::stage(row.stage)}": "</span><a href=link title=title.clone()>{title.clone()}</a>
        </th>
        <td lang=language>{buyer.map_or_else(no, IntoAny::into_any)}</td>
        <td>{due.unwrap_or_else(no)}</td>
        <td>{currency}</td>
        <td class="search-table-number">{number}</td>
        <td class="search-table-number">{row.bids.map(|bids| format::integer(bids as usize))}</td>
        <td>{given(&row.updated).map(|date| format::date(&date, zone))}</td>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::{Line, lines};

    #[test]
    fn rows_that_are_not_on_the_page_leave_their_room() {
        assert_eq!(lines(&[0, 1], 2), [Line::Row(0), Line::Row(1)]);
        assert_eq!(
            lines(&[2, 10, 11], 100),
            [Line::Gap(2, 2), Line::Row(2), Line::Gap(10, 7), Line::Row(10), Line::Row(11), Line::Gap(100, 88)]
        );
    }
}
