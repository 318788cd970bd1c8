//! The bids for a lot in the order of their amounts, and the arithmetic about them.

use std::cmp::Ordering;

use tenderlens_catalog::Decimal;
use tenderlens_core::ocds::view::{Amount, Award, Bid, Process};

/// The bids for a lot, or for a tender without lots.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LotBids {
    pub lot: Option<String>,
    pub estimate: Option<Amount>,
    /// Lowest first; those without a comparable amount last.
    pub rows: Vec<Row>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Its place among the comparable ones; withdrawn bids have none.
    pub rank: Option<usize>,
    /// The bid, counted as published.
    pub bid: usize,
    /// Where the amount stands in the compiled release.
    pub pointer: String,
    pub amount: Option<Amount>,
    /// What was bid before the auction.
    pub initial: Option<Amount>,
    pub date: Option<String>,
    pub status: Option<String>,
    pub outcome: Outcome,
    pub over_lowest: Option<Gap>,
    pub over_estimate: Option<Gap>,
}

/// What became of a bid.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Outcome {
    /// It has an award that stands: which one.
    Winner(usize),
    /// It is to have an award that is not decided yet.
    Pending,
    /// By its own status, or by that of its award.
    Disqualified(Option<usize>),
    Withdrawn,
    #[default]
    None,
}

/// How far one amount is from another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    pub by: String,
    pub thousandths: Option<i64>,
}

impl Gap {
    fn between(amount: Decimal, base: Decimal) -> Option<Self> {
        let by = amount.checked_sub(base)?;
        Some(Self { by: by.to_string(), thousandths: by.thousandths_of(base) })
    }
}

/// The bids of a process by lot, in the order of the lots; of those without any lot at the end.
pub fn by_lot(process: &Process) -> Vec<LotBids> {
    let tender = process.tender.clone().unwrap_or_default();
    let mut lots: Vec<LotBids> = tender
        .lots
        .iter()
        .map(|lot| LotBids { lot: lot.id.clone(), estimate: lot.value.clone(), rows: Vec::new() })
        .collect();
    let mut whole = LotBids { lot: None, estimate: tender.value.clone(), rows: Vec::new() };
    for (index, bid) in process.bids.iter().enumerate() {
        for (lot, row) in rows(index, bid, process) {
            match lots.iter_mut().find(|known| lot.is_some() && known.lot == lot) {
                Some(known) => known.rows.push(row),
                None if lot.is_some() => lots.push(LotBids { lot, rows: vec![row], estimate: None }),
                None => whole.rows.push(row),
            }
        }
    }
    // The bid for a tender with one lot is a bid for that lot.
    if let ([only], false) = (&mut lots[..], whole.rows.is_empty()) {
        only.rows.append(&mut whole.rows);
    }
    lots.push(whole);
    lots.retain(|lot| !lot.rows.is_empty());
    lots.iter_mut().for_each(LotBids::rank);
    lots
}

/// A bid once for each lot that it is for.
fn rows(index: usize, bid: &Bid, process: &Process) -> Vec<(Option<String>, Row)> {
    let row = |lot: Option<&String>, pointer: String| Row {
        bid: index,
        pointer,
        date: bid.date.clone(),
        status: bid.status.clone(),
        outcome: outcome(bid, lot, &process.awards),
        ..Row::default()
    };
    let pointer = format!("/bids/details/{index}");
    if bid.lot_values.is_empty() {
        let lots = bid.related_lots.iter().map(Some).chain(bid.related_lots.is_empty().then_some(None));
        // An amount for several lots is none for each of them.
        let amount = if bid.related_lots.len() > 1 { None } else { bid.value.clone() };
        return lots
            .map(|lot| (lot.cloned(), Row { amount: amount.clone(), ..row(lot, format!("{pointer}/value")) }))
            .collect();
    }
    let of_lot = |(number, value): (usize, &tenderlens_core::ocds::view::LotValue)| {
        let own = row(value.lot.as_ref(), format!("{pointer}/lotValues/{number}/value"));
        let row = Row {
            amount: value.value.clone(),
            initial: value.initial.clone(),
            date: value.date.clone().or_else(|| own.date.clone()),
            ..own
        };
        (value.lot.clone(), row)
    };
    bid.lot_values.iter().enumerate().map(of_lot).collect()
}

fn outcome(bid: &Bid, lot: Option<&String>, awards: &[Award]) -> Outcome {
    let is_for = |award: &&Award| match lot {
        Some(lot) => award.related_lots.is_empty() || award.related_lots.contains(lot),
        None => true,
    };
    let is_of = |award: &Award| match &bid.id {
        Some(id) if !award.related_bids.is_empty() => award.related_bids.contains(id),
        // Without such a reference the supplier tells whose award it is.
        _ => award
            .suppliers
            .iter()
            .any(|supplier| supplier.id.is_some() && bid.tenderers.iter().any(|it| it.id == supplier.id)),
    };
    let mine = || awards.iter().enumerate().filter(|(_, award)| is_for(award) && is_of(award));
    // An award without a status is published because it was made.
    if let Some((index, _)) = mine().find(|(_, award)| matches!(award.status.as_deref(), Some("active") | None)) {
        return Outcome::Winner(index);
    }
    if mine().any(|(_, award)| award.status.as_deref() == Some("pending")) {
        return Outcome::Pending;
    }
    match bid.status.as_deref() {
        Some("withdrawn") => return Outcome::Withdrawn,
        Some("disqualified") => return Outcome::Disqualified(None),
        _ => {}
    }
    let refused = mine().find(|(_, award)| award.status.as_deref() == Some("unsuccessful"));
    refused.map_or(Outcome::None, |(index, _)| Outcome::Disqualified(Some(index)))
}

/// The number that a person would compare: the net amount where there is one.
pub fn decimal(amount: Option<&Amount>) -> Option<Decimal> {
    let amount = amount?;
    Decimal::parse(amount.amount.as_ref().or(amount.gross.as_ref())?)
}

impl LotBids {
    /// The currency in which the bids are compared: the estimate's, else the first bid's.
    pub fn currency(&self) -> Option<&String> {
        let of_bids = || self.rows.iter().find_map(|row| row.amount.as_ref()?.currency.as_ref());
        self.estimate.as_ref().and_then(|estimate| estimate.currency.as_ref()).or_else(of_bids)
    }

    fn rank(&mut self) {
        let currency = self.currency().cloned();
        let comparable = |row: &Row| {
            let is_same = row.amount.as_ref().is_some_and(|amount| amount.currency == currency);
            let is_in = is_same && row.outcome != Outcome::Withdrawn;
            decimal(row.amount.as_ref()).filter(|_| is_in)
        };
        self.rows.sort_by(|a, b| match (comparable(a), comparable(b)) {
            (Some(a), Some(b)) => a.cmp(&b),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        });
        let lowest = self.rows.first().and_then(comparable);
        let estimate = decimal(self.estimate.as_ref());
        let mut before: Option<(Decimal, usize)> = None;
        for (index, row) in self.rows.iter_mut().enumerate() {
            let Some(amount) = comparable(row) else {
                continue;
            };
            // Equal amounts share a place.
            let rank = before.filter(|(same, _)| *same == amount).map_or(index + 1, |(_, rank)| rank);
            before = Some((amount, rank));
            row.rank = Some(rank);
            row.over_lowest = lowest.and_then(|lowest| Gap::between(amount, lowest));
            row.over_estimate = estimate.and_then(|estimate| Gap::between(amount, estimate));
        }
    }

    pub fn lowest(&self) -> Option<&Row> {
        self.rows.first().filter(|row| row.rank.is_some())
    }

    /// The only bid that won, if its amount is comparable.
    pub fn winner(&self) -> Option<&Row> {
        let mut winners = self.rows.iter().filter(|row| matches!(row.outcome, Outcome::Winner(_)));
        let winner = winners.next().filter(|row| row.rank.is_some());
        if winners.next().is_some() { None } else { winner }
    }

    /// The lowest bid was disqualified and a higher one won: both of them.
    pub fn lowest_disqualified(&self) -> Option<(&Row, &Row)> {
        let lowest = self.lowest().filter(|row| matches!(row.outcome, Outcome::Disqualified(_)))?;
        let winner = self.winner().filter(|row| row.rank > lowest.rank)?;
        Some((lowest, winner))
    }

    /// Whether all amounts are on the same side of VAT.
    pub fn is_one_basis(&self) -> bool {
        let mut bases = self.rows.iter().filter_map(|row| row.amount.as_ref()).map(|amount| amount.tax_included);
        bases.next().is_none_or(|first| bases.all(|basis| basis == first))
    }
}

#[cfg(test)]
mod tests {
    use tenderlens_core::ocds::view;

    use super::{LotBids, Outcome, by_lot};

    const LOTS: &str = r#"{"tender":{"lots":[{"id":"a","value":{"amount":500000,"currency":"UAH"}},{"id":"b"}]},
        "bids":{"details":[
          {"id":"1","status":"valid","tenderers":[{"id":"x"}],"lotValues":[
            {"relatedLot":"a","value":{"amount":485000,"currency":"UAH"},"initialValue":{"amount":499000,"currency":"UAH"}},
            {"relatedLot":"b","value":{"amount":10,"currency":"UAH"}}]},
          {"id":"2","status":"valid","tenderers":[{"id":"y"}],"lotValues":[{"relatedLot":"a","value":{"amount":389000.00,"currency":"UAH"}}]},
          {"id":"3","status":"withdrawn","lotValues":[{"relatedLot":"a","value":{"amount":1,"currency":"UAH"}}]},
          {"id":"4","status":"valid","lotValues":[{"relatedLot":"a","value":{"amount":400000,"currency":"EUR"}}]}]},
        "awards":[{"id":"w1","status":"unsuccessful","relatedBid":"2","relatedLots":["a"]},
                  {"id":"w2","status":"active","relatedBid":"1","relatedLots":["a"]}]}"#;

    fn lots(json: &str) -> Vec<LotBids> {
        by_lot(&view::read(json).unwrap())
    }

    #[test]
    fn bids_are_ranked_by_amount_within_their_lot_and_currency() {
        let lots = lots(LOTS);
        let order: Vec<_> = lots[0].rows.iter().map(|row| (row.bid, row.rank)).collect();
        assert_eq!(order, [(1, Some(1)), (0, Some(2)), (2, None), (3, None)]);
        assert_eq!((lots.len(), lots[1].rows.len()), (2, 1));
        assert_eq!(lots[0].rows[1].pointer, "/bids/details/0/lotValues/0/value");
    }

    #[test]
    fn gaps_are_exact() {
        let lots = lots(LOTS);
        let row = &lots[0].rows[1];
        let over = row.over_lowest.as_ref().unwrap();
        assert_eq!((over.by.as_str(), over.thousandths), ("96000", Some(247)));
        let under = row.over_estimate.as_ref().unwrap();
        assert_eq!((under.by.as_str(), under.thousandths), ("-15000", Some(-30)));
        assert_eq!(lots[1].rows[0].over_estimate, None, "the other lot has no estimate");
    }

    #[test]
    fn a_lowest_bid_that_was_disqualified_is_told_with_the_one_that_won() {
        let lots = lots(LOTS);
        let (lowest, winner) = lots[0].lowest_disqualified().unwrap();
        assert_eq!((lowest.bid, winner.bid), (1, 0));
        assert_eq!((&lowest.outcome, &winner.outcome), (&Outcome::Disqualified(Some(0)), &Outcome::Winner(1)));
        assert_eq!(lots[1].lowest_disqualified(), None);
    }

    #[test]
    fn an_award_that_is_not_decided_yet_makes_no_winner() {
        let lots = lots(
            r#"{"bids":{"details":[{"id":"1","value":{"amount":9,"currency":"UAH"}},{"id":"2","value":{"amount":8,"currency":"UAH"}}]},
                "awards":[{"status":"unsuccessful","relatedBid":"2"},{"status":"pending","relatedBid":"1"}]}"#,
        );
        let outcomes: Vec<_> = lots[0].rows.iter().map(|row| row.outcome.clone()).collect();
        assert_eq!(outcomes, [Outcome::Disqualified(Some(0)), Outcome::Pending]);
        assert_eq!((lots[0].winner(), lots[0].lowest_disqualified()), (None, None));
    }

    #[test]
    fn bids_without_lots_stand_together_and_equal_amounts_share_a_place() {
        let lots = lots(
            r#"{"tender":{"value":{"amount":10,"currency":"PEN"}},"bids":{"details":[
                {"id":"1","value":{"amount":9.0,"currency":"PEN"},"tenderers":[{"id":"x"}]},
                {"id":"2","value":{"amount":9,"currency":"PEN"}},{"id":"3","status":"disqualified","value":{"amount":9.5,"currency":"PEN"}}]},
                "awards":[{"status":"active","suppliers":[{"id":"x"}]}]}"#,
        );
        let rows: Vec<_> = lots[0].rows.iter().map(|row| (row.rank, row.outcome.clone())).collect();
        assert_eq!(
            rows,
            [(Some(1), Outcome::Winner(0)), (Some(1), Outcome::None), (Some(3), Outcome::Disqualified(None))]
        );
        assert_eq!(lots[0].lot, None);
    }
}
