//! What the page says of the bids for a lot.

use tenderlens_core::ocds::view::Amount;

use super::super::process::Shown;
use super::compare::{Gap, LotBids, Outcome, Row};
use crate::format;

/// `UAH 389,000.00`
pub fn money(amount: Option<&Amount>) -> String {
    let Some(amount) = amount else {
        return t!("published.no").to_owned();
    };
    let number = amount.amount.as_ref().or(amount.gross.as_ref()).map(|number| format::amount(number));
    let number = number.unwrap_or_else(|| t!("published.no").to_owned());
    match &amount.currency {
        Some(currency) => format!("{currency} {number}"),
        None => number,
    }
}

/// `+96,000.00 (+24.7%)`
pub fn gap(gap: &Gap) -> String {
    let by = format::signed(&gap.by, true);
    match gap.thousandths {
        Some(thousandths) => format!("{by} ({})", format::signed_share(thousandths)),
        None => by,
    }
}

/// The title of the lot, else its id; nothing for a tender without lots.
pub fn lot_name(lot: &LotBids, shown: &Shown) -> Option<String> {
    let id = lot.lot.as_ref()?;
    let tender = shown.loaded.process.tender.as_ref();
    let known = tender.and_then(|tender| tender.lots.iter().find(|known| known.id.as_ref() == Some(id)));
    Some(known.and_then(|known| known.title.clone()).unwrap_or_else(|| t!("object.lot", id = id)))
}

/// What there is to see, in one or two sentences.
pub fn answer(lot: &LotBids) -> String {
    let ranked: Vec<&Row> = lot.rows.iter().filter(|row| row.rank.is_some()).collect();
    let [lowest, ..] = ranked[..] else {
        return t!("bids.answer.amounts").to_owned();
    };
    let highest = ranked.last().copied().unwrap_or(lowest);
    let (low, high) = (money(lowest.amount.as_ref()), money(highest.amount.as_ref()));
    let range = match ranked.len() {
        1 => t!("bids.answer.one", low = low),
        many => plural!("bids.answer.range", many, low = low, high = high),
    };
    format!("{range} {}", outcome(lot, lowest))
}

fn outcome(lot: &LotBids, lowest: &Row) -> String {
    let Some(winner) = lot.winner() else {
        return t!("bids.answer.open").to_owned();
    };
    if winner.rank == lowest.rank {
        return t!("bids.answer.lowest_won").to_owned();
    }
    let share = winner.over_lowest.as_ref().and_then(|gap| gap.thousandths).map(format::signed_share);
    let share = share.unwrap_or_default();
    let amount = money(winner.amount.as_ref());
    match lowest.outcome {
        Outcome::Disqualified(_) => t!("bids.answer.disqualified", amount = amount, share = share),
        _ => t!("bids.answer.winner", amount = amount, share = share),
    }
}
