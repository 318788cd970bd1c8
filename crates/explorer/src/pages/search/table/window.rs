//! Which rows of a table are on the page, and reading those that are missing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::pages::PAGE_SIZE;
use super::super::state::State;
use super::{is_paged, row_height};
use crate::backend::{Backend, Window};
use crate::browser;
use crate::protocol::ListRow;

/// Rows beyond both ends of what is in sight.
const MARGIN: usize = 12;
/// No more rows than these are on the page, beside the one that has the focus.
const MOST: usize = 58;

/// Rows that were read, by their place; each with the number of the answer they are of.
pub type Read = BTreeMap<usize, (u64, Arc<ListRow>)>;

#[derive(Clone, Copy)]
pub struct Rows {
    state: State,
    pub read: RwSignal<Read>,
    /// Counts the answers: what is of an earlier one is read again.
    epoch: RwSignal<u64>,
    under_way: StoredValue<BTreeSet<(u64, usize)>>,
    /// The first row in sight, and how many there is room for.
    sight: RwSignal<(usize, usize)>,
    pub focused: RwSignal<Option<usize>>,
    /// The row that gets the focus once it is there.
    wanted: StoredValue<Option<usize>>,
    pub scroller: NodeRef<html::Div>,
}

impl Rows {
    pub fn new(state: State) -> Self {
        Self {
            state,
            read: RwSignal::default(),
            epoch: RwSignal::new(0),
            under_way: StoredValue::default(),
            sight: RwSignal::new((0, 24)),
            focused: RwSignal::new(None),
            wanted: StoredValue::new(None),
            scroller: NodeRef::new(),
        }
    }

    pub fn total(self) -> usize {
        self.state.listed.with(|listed| listed.found.answer.total)
    }

    /// The places of the rows that are on the page, in order.
    pub fn places(self) -> Vec<usize> {
        let total = self.total();
        if is_paged() {
            let offset = self.state.listed.with(|listed| listed.found.offset);
            return (offset..total.min(offset + PAGE_SIZE)).collect();
        }
        let (first, room) = self.sight.get();
        let start = first.saturating_sub(MARGIN).min(total);
        let end = total.min(first + room + MARGIN).min(start + MOST);
        let mut places: Vec<usize> = (start..end).collect();
        if let Some(focused) = self.focused.get().filter(|it| *it < total) {
            places.push(focused);
        }
        places.sort_unstable();
        places.dedup();
        places
    }

    /// Takes what the list has read, and reads what is in sight and missing.
    pub fn keep_up(self, backend: Arc<Backend>) {
        let listed = self.state.listed;
        Effect::new(move |before: Option<Window>| {
            let (offset, rows, window) = listed.with(|listed| {
                let window = listed.asked.as_ref().map(|(window, _)| window.clone()).unwrap_or_default();
                (listed.found.offset, listed.found.rows.clone(), window)
            });
            let epoch = untrack(|| self.epoch.get()) + 1;
            let is_same = before.is_some_and(|before| before.query == window.query);
            self.read.update(|read| {
                if !is_same {
                    read.clear();
                }
                read.extend((offset..).zip(rows).map(|(place, row)| (place, (epoch, Arc::new(row)))));
            });
            self.epoch.set(epoch);
            if !is_same && !is_paged() {
                self.scroll_to(0);
            }
            window
        });
        Effect::new(move |_| {
            let (places, epoch) = (self.places(), self.epoch.get());
            let is_read =
                |place: &usize| self.read.with_untracked(|read| read.get(place).is_some_and(|it| it.0 == epoch));
            let chunks: BTreeSet<usize> = places.iter().filter(|it| !is_read(it)).map(|it| it / PAGE_SIZE).collect();
            for chunk in chunks {
                self.read_chunk(backend.clone(), epoch, chunk);
            }
        });
    }

    fn read_chunk(self, backend: Arc<Backend>, epoch: u64, chunk: usize) {
        let is_new = self.under_way.try_update_value(|it| it.insert((epoch, chunk))).unwrap_or_default();
        let Some((window, _)) = self.state.listed.with_untracked(|listed| listed.asked.clone()).filter(|_| is_new)
        else {
            return;
        };
        spawn_local(async move {
            let window = Window { offset: chunk * PAGE_SIZE, limit: PAGE_SIZE, ..window };
            let found = backend.rows(window).await;
            self.under_way.try_update_value(|it| it.remove(&(epoch, chunk)));
            // Without a worker the publishers' states tell why there is nothing.
            let (Ok(found), Some(true)) = (found, self.epoch.try_get_untracked().map(|it| it == epoch)) else {
                return;
            };
            self.read.update(|read| {
                read.extend((found.offset..).zip(found.rows).map(|(place, row)| (place, (epoch, Arc::new(row)))));
            });
            self.give_focus();
        });
    }

    /// Finds out what is in sight.
    pub fn look(self) {
        if let Some(scroller) = self.scroller.get_untracked() {
            let height = row_height();
            let first = usize::try_from(scroller.scroll_top()).unwrap_or_default() / height;
            let room = usize::try_from(scroller.client_height()).unwrap_or_default() / height + 1;
            if self.sight.get_untracked() != (first, room) {
                self.sight.set((first, room));
            }
        }
    }

    fn scroll_to(self, place: usize) {
        if let Some(scroller) = self.scroller.get_untracked() {
            scroller.set_scroll_top(i32::try_from(place * row_height()).unwrap_or(i32::MAX));
        }
    }

    /// Moves the focus to a row, wherever it is.
    fn focus(self, place: usize) {
        self.focused.set(Some(place));
        let (first, room) = self.sight.get_untracked();
        // The head of the table covers the first row, the last may be cut.
        if place < first + 1 || place + 3 > first + room {
            self.scroll_to(place.saturating_sub(room / 2));
            self.look();
        }
        self.wanted.set_value(Some(place));
        self.give_focus();
    }

    /// A row far away has nothing to focus before it is read.
    fn give_focus(self) {
        request_animation_frame(move || {
            let Some(place) = self.wanted.try_get_value().flatten() else {
                return;
            };
            if browser::focus_first(&[&format!("tr[data-place=\"{place}\"] a")]) {
                self.wanted.set_value(None);
            }
        });
    }

    /// Moves the focus as a key says.
    pub fn press(self, event: &KeyboardEvent) {
        let Some(place) = self.focused.get_untracked() else {
            return;
        };
        let last = self.total().saturating_sub(1);
        let page = self.sight.get_untracked().1.saturating_sub(3).max(1);
        let next = match event.key().as_str() {
            "ArrowDown" | "j" => place + 1,
            "ArrowUp" | "k" => place.saturating_sub(1),
            "PageDown" => place + page,
            "PageUp" => place.saturating_sub(page),
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        if !event.ctrl_key() && !event.alt_key() && !event.meta_key() && !is_paged() {
            event.prevent_default();
            event.stop_propagation();
            self.focus(next.min(last));
        }
    }
}
