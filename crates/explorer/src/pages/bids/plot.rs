//! The amounts of a lot on one axis; where there was an auction, from where each bid started.

use leptos::prelude::*;
use tenderlens_catalog::Decimal;
use tenderlens_core::ocds::view::Amount;

use super::compare::{LotBids, Outcome, Row, decimal};
use super::words::money;

/// Of the width, left free at both ends for the marks.
const MARGIN: f64 = 4.0;

/// Lines of the picture, in pixels from its top.
const START: f64 = 26.0;
const END: f64 = 66.0;

/// Places of amounts on the axis. Places only: what is written stays exact.
struct Axis {
    low: f64,
    high: f64,
}

impl Axis {
    fn of(lot: &LotBids) -> Option<Self> {
        let of_row = |row: &Row| [number(decimal(row.amount.as_ref())), number(decimal(row.initial.as_ref()))];
        let rows = lot.rows.iter().filter(|row| row.rank.is_some()).flat_map(of_row);
        let all: Vec<f64> = rows.chain([number(decimal(lot.estimate.as_ref()))]).flatten().collect();
        let low = all.iter().copied().reduce(f64::min)?;
        let high = all.iter().copied().reduce(f64::max)?;
        (low < high).then_some(Self { low, high })
    }

    /// In percent of the width.
    fn at(&self, amount: Option<Decimal>) -> Option<f64> {
        let share = (number(amount)? - self.low) / (self.high - self.low);
        Some(MARGIN + share * (100.0 - 2.0 * MARGIN))
    }
}

fn number(amount: Option<Decimal>) -> Option<f64> {
    amount?.to_string().parse().ok()
}

fn percent(place: f64) -> String {
    format!("{place:.2}%")
}

/// The picture; none of amounts that are all the same. `answer` is what it shows, in words.
pub fn plot(lot: &LotBids, answer: String) -> Option<AnyView> {
    let axis = Axis::of(lot)?;
    let has_rounds = lot.rows.iter().any(|row| row.initial.is_some());
    let end = if has_rounds { END } else { START };
    let height = end + 24.0;
    let line = |amount: Option<Decimal>, class: &'static str| {
        let x = percent(axis.at(amount)?);
        Some(view! { <line class=class x1=x.clone() x2=x y1="8" y2=end + 14.0 /> })
    };
    let winner = lot.winner();
    let lines = (
        line(decimal(lot.estimate.as_ref()), "bids-estimate"),
        line(winner.and_then(|row| decimal(row.amount.as_ref())), "bids-award"),
    );
    let slope = |row: &Row| {
        let (from, to) = (axis.at(decimal(row.initial.as_ref()))?, axis.at(decimal(row.amount.as_ref()))?);
        let slope = view! { <line class="bids-slope" x1=percent(from) x2=percent(to) y1=START y2=END /> };
        Some(view! { {slope}<circle class="bids-start" cx=percent(from) cy=START r="4" /> })
    };
    let ranked = || lot.rows.iter().filter(|row| row.rank.is_some());
    let slopes: Vec<_> = ranked().filter_map(slope).collect();
    let marks: Vec<_> = ranked().filter_map(|row| mark(row, axis.at(decimal(row.amount.as_ref()))?, end)).collect();
    let bound = |is_high: bool| {
        let all = ranked().filter_map(|row| row.amount.as_ref()).chain(lot.estimate.as_ref());
        let place = |amount: &&Amount| decimal(Some(*amount));
        let found = if is_high { all.max_by_key(place) } else { all.min_by_key(place) };
        money(found)
    };
    let figure = view! {
        <figure class="bids-plot">
            <svg role="img" aria-label=answer width="100%" height=height>
                <line class="bids-axis" x1="0" x2="100%" y1=end y2=end />
                {has_rounds.then(|| view! { <line class="bids-axis" x1="0" x2="100%" y1=START y2=START /> })}
                {lines}{slopes}{marks}
            </svg>
            <div class="bids-bounds" aria-hidden="true"><span>{bound(false)}</span><span>{bound(true)}</span></div>
            <figcaption class="bids-key">
                <span data-mark="winner">{t!("bids.key.winner")}</span>
                <span data-mark="bid">{t!("bids.key.bid")}</span>
                <span data-mark="disqualified">{t!("bids.key.disqualified")}</span>
                <span data-mark="estimate">{t!("bids.key.estimate")}</span>
                {has_rounds.then(|| view! { <span data-mark="rounds">{t!("bids.key.rounds")}</span> })}
            </figcaption>
        </figure>
    };
    Some(figure.into_any())
}

/// Shape tells what became of a bid; colour repeats it.
fn mark(row: &Row, place: f64, y: f64) -> Option<AnyView> {
    let x = percent(place);
    Some(match row.outcome {
        Outcome::Disqualified(_) => view! {
            <svg x=x y=y overflow="visible" aria-hidden="true"><path class="bids-cross" d="M-5-5 5 5M5-5-5 5" /></svg>
        }
        .into_any(),
        Outcome::Winner(_) => view! { <circle class="bids-winner" cx=x cy=y r="7" /> }.into_any(),
        Outcome::None | Outcome::Pending | Outcome::Withdrawn => {
            view! { <circle class="bids-dot" cx=x cy=y r="5" /> }.into_any()
        }
    })
}
