//! One month as large as the real ones, written process by process.

use super::state::{Document, State};
use super::{history, identify, play, spread_deadline};
use crate::time::{DAY, read};
use crate::world::Generated;
use crate::world::dice::Dice;

/// The month that is always large: the rest of the world is younger.
pub const SEGMENT: &str = "2023-10";
pub const SOURCE: &str = "seace_v3";

/// Everything in it has long happened, whatever the sandbox's clock says.
const NOW: &str = "2026-11-21T12:00:00Z";
const LAST_DAY: &str = "2023-10-30T12:00:00Z";
const DAYS: i64 = 28;
/// Above the numbers of all other processes.
const FIRST: usize = 20_000;

/// The process of that number: the same one every time.
pub fn process(number: usize) -> Generated {
    let now = read(NOW).unwrap_or_default();
    let last_day = read(LAST_DAY).unwrap_or_default();
    let mut dice = Dice::new("peru bulk", number);
    let age = (now - last_day) / DAY + dice.between(0, DAYS);
    let mut history = history::roll(&mut dice, now, age, false);
    spread_deadline(&mut dice, &mut history);
    let opened = history.events[0].at;
    let ids = identify(FIRST + number, opened);
    let mut state = State::open(&mut dice, FIRST + number, &ids, opened, history.deadline);
    add_documents(&mut dice, &mut state, FIRST + number);
    play(&mut dice, state, &history.events)
}

const TITLES: &[&str] = &[
    "Resumen ejecutivo",
    "Pliego de absolución de consultas y observaciones",
    "Acta de apertura de sobres y evaluación",
    "Bases integradas del procedimiento de selección",
    "Cuadro comparativo de propuestas",
];

/// Real processes of this age come with about twenty files; those of the rest of the world with fewer.
fn add_documents(dice: &mut Dice, state: &mut State, number: usize) {
    for index in 0..dice.below(14) + 14 {
        state.documents.push(Document {
            id: format!("98{:09}", number * 100 + index),
            kind: None,
            title: TITLES[index % TITLES.len()],
            format: "application/pdf",
            published: state.opened,
        });
    }
}
