//! Invented processes in the shape of Peru's OECE.
//!
//! Each release holds the whole state of its process at that time, with cumulative tags, as the
//! real ones do.

pub mod bulk;
mod catalogue;
mod examples;
mod release;
mod state;
pub(crate) mod words;

use super::Generated;
use super::dice::Dice;
use super::history::{self, Event};
use crate::time::lima_year;
use state::State;

/// The invented processes, after those with the documented example ids.
pub(super) fn generate(now: i64, processes: usize) -> Vec<Generated> {
    let mut all = examples::processes();
    all.extend((0..processes).map(|number| process(now, number)));
    all
}

fn process(now: i64, number: usize) -> Generated {
    let mut dice = Dice::new("peru", number);
    let age = history::age(&mut dice);
    let mut history = history::roll(&mut dice, now, age, false);
    spread_deadline(&mut dice, &mut history);
    let opened = history.events[0].at;
    let state = State::open(&mut dice, number, &identify(number, opened), opened, history.deadline);
    play(&mut dice, state, &history.events)
}

/// One in four tender periods is published as a single day, as the real ones often are.
fn spread_deadline(dice: &mut Dice, history: &mut history::History) {
    if dice.chance(25) {
        history.deadline = history.events[0].at;
    }
}

/// The releases a process publishes while it lives through its events.
fn play(dice: &mut Dice, mut state: State, events: &[Event]) -> Generated {
    let mut releases = Vec::new();
    for event in events {
        state.live(dice, event);
        let micros = u32::try_from(dice.between(20, 999_900)).unwrap_or(20);
        releases.push(release::write(&state, event.at, micros));
    }
    Generated { releases }
}

/// What names a process, and the buyer, whose number is part of most OCIDs.
struct Ids {
    ocid: String,
    buyer: usize,
    /// Read as text, older numbers of six digits come after newer ones of seven: the real order.
    tender: String,
    source: &'static str,
    segment: String,
}

fn identify(number: usize, opened: i64) -> Ids {
    let tender =
        if number.is_multiple_of(3) { format!("{}", 990_000 + number) } else { format!("{}", 1_990_000 + number) };
    let year = lima_year(opened);
    // Without a common divisor with the number of buyers: all of them buy.
    let buyer = number * 7 % words::BUYERS.len();
    let ocid = match number % 7 {
        0 => format!("ocds-dgv273-seacev3-{tender}"),
        _ => format!("ocds-dgv273-seacev3-{year}-{}-{}", 990_000 + buyer, number + 1),
    };
    Ids { ocid, buyer, tender, source: "seace_v3", segment: crate::time::lima_month(opened) }
}
