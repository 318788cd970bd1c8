//! Processes that carry the ids the endpoint documentation uses as examples, so that every example
//! of the endpoint table answers. Their content is invented like all the rest.

use super::catalogue::WORKS;
use super::state::{State, describe};
use super::words::BUYERS;
use super::{Ids, play, release};
use crate::time::{DAY, read};
use crate::world::Generated;
use crate::world::dice::Dice;
use crate::world::history::{Event, Step};

pub(super) fn processes() -> Vec<Generated> {
    vec![
        by_call("3496677", "2016-05-11T15:20:00Z", 401),
        by_call("3414676", "2015-09-03T16:05:00Z", 402),
        with_release_id(),
        for_the_search(),
    ]
}

/// The examples of the old source system, whose ids are numbers of calls.
fn by_call(tender: &str, opened: &str, number: usize) -> Generated {
    let ids = Ids {
        ocid: format!("ocds-dgv273-seacev2-{tender}"),
        buyer: number % BUYERS.len(),
        tender: tender.to_owned(),
        source: "seace_v2",
        segment: opened.get(..7).unwrap_or_default().to_owned(),
    };
    let (mut dice, state, opened) = start(number, &ids, opened);
    play(&mut dice, state, &steps(opened, &[(Step::Open, 0), (Step::Award, 40)]))
}

/// `ocds-dgv273-2022-1877-101`, an OCID without a source, and its release of 2022-11-15.
fn with_release_id() -> Generated {
    let ids = Ids {
        ocid: "ocds-dgv273-2022-1877-101".to_owned(),
        buyer: 6,
        tender: "990901".to_owned(),
        source: "seace_v3",
        segment: "2022-11".to_owned(),
    };
    let (mut dice, mut state, opened) = start(403, &ids, "2022-11-15T15:42:04Z");
    state.live(&mut dice, &Event { step: Step::Open, at: opened });
    Generated { releases: vec![release::write(&state, opened, 968_512)] }
}

/// One process that every example of the search parameters selects.
fn for_the_search() -> Generated {
    let ids = Ids {
        ocid: "ocds-dgv273-seacev3-2024-2407-110".to_owned(),
        buyer: 0,
        tender: "873200".to_owned(),
        source: "seace_v3",
        segment: "2024-04".to_owned(),
    };
    let (mut dice, mut state, opened) = start(404, &ids, "2024-04-11T14:30:00Z");
    state.title = "AS-SM-35-2024-MDVQ-CS-1".to_owned();
    state.category = "works";
    state.line = &WORKS[1];
    state.description = describe(404, state.line, state.buyer);
    state.method = ("open", "Adjudicación Simplificada");
    play(&mut dice, state, &steps(opened, &[(Step::Open, 0), (Step::Award, 38), (Step::Sign, 60)]))
}

fn start(number: usize, ids: &Ids, opened: &str) -> (Dice, State, i64) {
    let opened = read(opened).unwrap_or_default();
    let mut dice = Dice::new("peru examples", number);
    let mut state = State::open(&mut dice, number, ids, opened, opened + 25 * DAY);
    state.items.truncate(1);
    (dice, state, opened)
}

fn steps(opened: i64, steps: &[(Step, i64)]) -> Vec<Event> {
    steps.iter().map(|&(step, day)| Event { step, at: opened + day * DAY }).collect()
}
