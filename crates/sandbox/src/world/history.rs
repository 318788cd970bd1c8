//! What happens to a contracting process and when: the same for every publisher.

use super::dice::Dice;
use crate::time::{DAY, HOUR, MINUTE};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Plan,
    /// A contract is to be given without competition.
    Intend,
    Open,
    MoveDeadline,
    RaiseValue,
    AddDocument,
    Clarify,
    Cancel,
    /// Nobody offered anything acceptable.
    Fail,
    Award,
    Sign,
    RaiseContract,
    Progress,
    Finish,
}

#[derive(Debug, Clone, Copy)]
pub struct Event {
    pub step: Step,
    /// Seconds since 1970.
    pub at: i64,
}

#[derive(Debug, Clone)]
pub struct History {
    /// Oldest first, one to twelve.
    pub events: Vec<Event>,
    /// The first deadline for offers.
    pub deadline: i64,
}

impl History {
    /// The same history without competition: an intention instead of a call, and nothing that
    /// belongs to one.
    pub fn without_competition(mut self) -> Self {
        self.events.retain(|event| {
            !matches!(
                event.step,
                Step::Plan | Step::MoveDeadline | Step::RaiseValue | Step::AddDocument | Step::Clarify
            )
        });
        for event in &mut self.events {
            if event.step == Step::Open {
                event.step = Step::Intend;
            }
        }
        self
    }
}

/// A process publishes at most this many releases.
const MOST: usize = 12;

/// Rolls a history that starts `age` days before `now`; what would come later has not happened.
pub fn roll(dice: &mut Dice, now: i64, age: i64, planned: bool) -> History {
    let start = office_hours(dice, now - age * DAY).min(now - HOUR);
    let mut events = Vec::new();
    let mut opened = start;
    if planned {
        events.push(Event { step: Step::Plan, at: start });
        opened = days_later(dice, start, 12, 40);
    }
    events.push(Event { step: Step::Open, at: opened });
    let deadline = days_later(dice, opened, 18, 45);
    let mut ends = deadline;
    // One in eight is busy: the processes with long histories.
    let changes = if dice.chance(12) { dice.below(5) + 3 } else { dice.below(3) };
    for _ in 0..changes {
        let step = *dice.pick(&[Step::AddDocument, Step::MoveDeadline, Step::Clarify, Step::RaiseValue]);
        let at = between(dice, opened, ends);
        if step == Step::MoveDeadline {
            ends += dice.between(5, 14) * DAY;
        }
        events.push(Event { step, at });
    }
    outcome(dice, &mut events, opened, ends);
    events.sort_by_key(|event| event.at);
    space_out(&mut events);
    let happened = events.iter().take_while(|event| event.at <= now).count().clamp(1, MOST);
    events.truncate(happened);
    History { events, deadline }
}

fn outcome(dice: &mut Dice, events: &mut Vec<Event>, opened: i64, ends: i64) {
    match dice.below(100) {
        0..=8 => {
            let at = between(dice, opened, ends + 10 * DAY);
            events.retain(|event| event.at <= at);
            events.push(Event { step: Step::Cancel, at });
        }
        9..=15 => {
            let at = days_later(dice, ends, 4, 20);
            events.push(Event { step: Step::Fail, at });
        }
        _ => executed(dice, events, ends),
    }
}

fn executed(dice: &mut Dice, events: &mut Vec<Event>, ends: i64) {
    let awarded = days_later(dice, ends, 8, 35);
    let signed = days_later(dice, awarded, 9, 28);
    events.push(Event { step: Step::Award, at: awarded });
    events.push(Event { step: Step::Sign, at: signed });
    let mut at = signed;
    for _ in 0..dice.below(4) {
        at = days_later(dice, at, 20, 70);
        let step = if dice.chance(40) { Step::RaiseContract } else { Step::Progress };
        events.push(Event { step, at });
    }
    let at = days_later(dice, at, 60, 160);
    events.push(Event { step: Step::Finish, at });
}

/// Some days later, in office hours.
fn days_later(dice: &mut Dice, from: i64, low: i64, high: i64) -> i64 {
    let day = from + dice.between(low, high) * DAY;
    office_hours(dice, day)
}

/// The same day between 08:00 and 17:59 UTC, to the second.
fn office_hours(dice: &mut Dice, at: i64) -> i64 {
    at.div_euclid(DAY) * DAY + dice.between(8 * HOUR, 18 * HOUR - 1)
}

fn between(dice: &mut Dice, low: i64, high: i64) -> i64 {
    let day = dice.between(low + DAY, high.max(low + 2 * DAY));
    office_hours(dice, day).max(low + HOUR)
}

/// Two releases of a process never have the same date: the merge would have to guess their order.
fn space_out(events: &mut [Event]) {
    for index in 1..events.len() {
        let earliest = events[index - 1].at + 7 * MINUTE;
        events[index].at = events[index].at.max(earliest);
    }
}

/// How many days ago a process starts: nearly half of them in the last 60 days, the rest over
/// fourteen months.
pub fn age(dice: &mut Dice) -> i64 {
    if dice.chance(48) { dice.between(1, 57) } else { dice.between(58, 424) }
}

#[cfg(test)]
mod tests {
    use super::{MOST, Step, age, roll};
    use crate::world::dice::Dice;

    #[test]
    fn histories_are_ordered_and_end_now() {
        let now = 1_795_262_400;
        let mut longest = 0;
        for number in 0..400 {
            let mut dice = Dice::new("test", number);
            let age = age(&mut dice);
            let history = roll(&mut dice, now, age, number % 3 == 0);
            longest = longest.max(history.events.len());
            assert!(history.events.iter().all(|event| event.at <= now), "process {number}");
            assert!(history.events.windows(2).all(|pair| pair[0].at < pair[1].at), "process {number}");
            assert!(matches!(history.events[0].step, Step::Plan | Step::Open), "process {number}");
        }
        assert!((10..=MOST).contains(&longest), "longest history has {longest} releases");
    }
}
