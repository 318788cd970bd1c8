//! Invented notices in the shape of the UK's Find a Tender, under the Procurement Act 2023; one in
//! twelve processes still follows the older regime.
//!
//! Each notice holds only what its type publishes, so a process is only complete when merged.

mod award;
mod notice;
mod party;
mod state;
mod tender;
pub(crate) mod words;

use super::Generated;
use super::dice::Dice;
use super::history::{self, Event, Step};
use crate::time::{DAY, london_year, read};
use state::State;

struct Plot {
    state: State,
    events: Vec<Event>,
    /// Notice numbers given by the documentation's examples.
    fixed: Option<&'static str>,
}

/// The invented processes, after those with the documented example ids.
pub(super) fn generate(now: i64, processes: usize) -> Vec<Generated> {
    let mut plots = examples();
    plots.extend((0..processes).map(|number| plot(now, number)));
    let numbers = number_notices(&plots);
    plots.into_iter().zip(numbers).map(|(plot, numbers)| write(plot, &numbers)).collect()
}

fn plot(now: i64, number: usize) -> Plot {
    let mut dice = Dice::new("uk", number);
    let age = history::age(&mut dice);
    let is_direct = dice.chance(10);
    let planned = !is_direct && dice.chance(28);
    let history = history::roll(&mut dice, now, age, planned);
    let history = if is_direct { history.without_competition() } else { history };
    let state =
        State::new(dice, number, format!("ocds-h6vhtk-{:06x}", 0x0f_0000 + number), history.deadline, is_direct);
    Plot { state, events: history.events, fixed: None }
}

fn write(mut plot: Plot, numbers: &[String]) -> Generated {
    let mut releases = Vec::new();
    for (event, number) in plot.events.iter().zip(numbers) {
        plot.state.live(event);
        releases.push(notice::write(&plot.state, event, number));
    }
    Generated { releases }
}

/// Notices are numbered over all processes in the order of publication, anew each year. Real
/// numbers stay far below 900,000.
fn number_notices(plots: &[Plot]) -> Vec<Vec<String>> {
    let mut numbers: Vec<Vec<String>> = plots.iter().map(|plot| vec![String::new(); plot.events.len()]).collect();
    let mut order: Vec<(i64, usize, usize)> = Vec::new();
    for (process, plot) in plots.iter().enumerate() {
        order.extend(plot.events.iter().enumerate().map(|(index, event)| (event.at, process, index)));
    }
    order.sort_unstable();
    let (mut year, mut count) = (0, 0);
    for (at, process, index) in order {
        if london_year(at) != year {
            (year, count) = (london_year(at), 0);
        }
        count += 1;
        numbers[process][index] = format!("{}-{year}", 900_000 + count);
    }
    for (plot, numbers) in plots.iter().zip(&mut numbers) {
        if let (Some(fixed), Some(first)) = (plot.fixed, numbers.first_mut()) {
            *first = fixed.to_owned();
        }
    }
    numbers
}

/// Processes that carry the ids the endpoint documentation uses as examples. Their content is
/// invented like all the rest.
fn examples() -> Vec<Plot> {
    let example = |number, ocid: &str, opened: &str, steps: &[(Step, i64)], fixed| {
        let opened = read(opened).unwrap_or_default();
        let dice = Dice::new("uk examples", number);
        let state = State::new(dice, number, ocid.to_owned(), opened + 30 * DAY, false);
        let events = steps.iter().map(|&(step, day)| Event { step, at: opened + day * DAY }).collect();
        Plot { state, events, fixed }
    };
    vec![
        example(
            401,
            "ocds-h6vhtk-0001b4",
            "2021-01-04T10:15:00Z",
            &[(Step::Open, 0), (Step::MoveDeadline, 12), (Step::Award, 60)],
            Some("000001-2021"),
        ),
        // Inside the example window of the search.
        example(
            402,
            "ocds-h6vhtk-0f0fff",
            "2024-09-10T09:30:00Z",
            &[(Step::Open, 0), (Step::Award, 70), (Step::Sign, 90)],
            None,
        ),
    ]
}
