//! Bids, and what becomes of them: awards and contracts.

use super::parts::{File, Organization, money, period};
use super::tender::Tender;
use super::{hex, words::DOCUMENTS};
use crate::json::Object;
use crate::time::{DAY, HOUR, kyiv_second};
use crate::world::money::Money;

/// The tender with those of its bids, awards and contracts that are public.
pub fn add(tender: &Tender, object: Object) -> Object {
    let lots = 0..tender.lots.max(1);
    let has_bids = !tender.suppliers.is_empty();
    let reached = |status: &str| has_bids && tender.reached(status);
    object
        .when(reached("active.auction"), |it| {
            it.list("bids", all(tender)).plain("numberOfBids", tender.suppliers.len())
        })
        .when(reached("active.qualification"), |it| {
            let (start, end) = (kyiv_second(tender.time.auction + HOUR), kyiv_second(tender.time.awarded));
            let refused = tender.refuses_lowest().then(|| refusal(tender));
            let awards = refused.into_iter().chain(lots.clone().map(|lot| award(tender, lot)));
            it.object("awardPeriod", period(&start, &end)).list("awards", awards)
        })
        .when(reached("active.awarded"), |it| it.list("contracts", lots.map(|lot| contract(tender, lot, None))))
}

pub fn all(tender: &Tender) -> Vec<Object> {
    tender.suppliers.iter().enumerate().map(|(index, supplier)| bid(tender, index, supplier)).collect()
}

/// Whose bid wins a lot. In some tenders the lowest bid for the first lot is refused, and the next one wins.
fn winner(tender: &Tender, lot: usize) -> usize {
    usize::from(lot == 0 && tender.refuses_lowest())
}

/// The first bid is the lowest.
fn amount(tender: &Tender, index: usize) -> Money {
    tender.lot_share().percent(88 + i64::try_from(index * 3).unwrap_or_default())
}

/// While the auction runs nobody is named.
fn bid(tender: &Tender, index: usize, supplier: &Organization) -> Object {
    let id = tender.key("bid", index);
    let date = kyiv_second(tender.time.bids_end - 2 * DAY + i64::try_from(index).unwrap_or_default() * HOUR);
    let value = money(amount(tender, index), tender.currency);
    let bid = Object::new()
        .text("id", &id)
        .text("status", "active")
        .text("date", &date)
        .text("submissionDate", &date)
        .when(tender.status != "active.auction", |it| it.list("tenderers", [supplier.write().text("scale", "sme")]))
        .list("documents", [file(tender, &format!("bids/{id}"), "bid", index, &date)]);
    if tender.lots == 0 {
        return bid.object("value", value);
    }
    let lot_value = |lot| {
        Object::new()
            .object("value", money(amount(tender, index), tender.currency))
            .text("relatedLot", &tender.key("lot", lot))
            .text("status", "active")
            .text("date", &date)
            .when(tender.had_auction(), |it| {
                let rounds = 102 + i64::try_from(index).unwrap_or_default();
                it.object("initialValue", money(amount(tender, index).percent(rounds), tender.currency))
            })
    };
    bid.list("lotValues", (0..tender.lots).map(lot_value))
}

fn file(tender: &Tender, under: &str, kind: &str, index: usize, date: &str) -> Object {
    let id = tender.key(&format!("{kind} document"), index);
    let (title, format) = match kind {
        "bid" => ("Пропозиція.pdf", "application/pdf"),
        "award" => ("Протокол.pdf", "application/pdf"),
        _ => ("Договір.pdf", "application/pdf"),
    };
    File {
        id: &id,
        path: &format!("{}/{under}/documents/{id}", tender.path()),
        key: &hex(&format!("prozorro {kind} file"), tender.number * 100 + index),
        title,
        kind: if kind == "bid" { "proposal" } else { DOCUMENTS[3].1 },
        format,
        date,
        author: if kind == "bid" { "bid_owner" } else { "tender_owner" },
    }
    .write()
}

/// The award by which the lowest bid was refused.
fn refusal(tender: &Tender) -> Object {
    let refusal = Object::new()
        .text("id", &tender.key("award", tender.lots.max(1)))
        .text("bid_id", &tender.key("bid", 0))
        .text("status", "unsuccessful")
        .text("title", "Вигадана підстава відхилення")
        .text("date", &kyiv_second(tender.time.auction + HOUR))
        .object("value", money(amount(tender, 0), tender.currency))
        .list("suppliers", tender.suppliers.iter().take(1).map(|it| it.write().text("scale", "sme")));
    if tender.lots > 0 { refusal.text("lotID", &tender.key("lot", 0)) } else { refusal }
}

fn award(tender: &Tender, lot: usize) -> Object {
    let id = tender.key("award", lot);
    let winner = winner(tender, lot);
    let date = kyiv_second(tender.time.auction + 2 * HOUR);
    let status = if tender.reached("active.awarded") { "active" } else { "pending" };
    let standstill = period(&kyiv_second(tender.time.awarded), &kyiv_second(tender.time.signed));
    let award = Object::new()
        .text("id", &id)
        .text("bid_id", &tender.key("bid", winner))
        .text("status", status)
        .text("date", &date)
        .object("value", money(amount(tender, winner), tender.currency))
        .list("suppliers", tender.suppliers.iter().skip(winner).take(1).map(|it| it.write().text("scale", "sme")))
        .list("documents", [file(tender, &format!("awards/{id}"), "award", lot, &date)])
        .object("complaintPeriod", standstill);
    if tender.lots > 0 { award.text("lotID", &tender.key("lot", lot)) } else { award }
}

/// In the tender, or in the feed of contracts, which shows more: the tender's id and the parties.
pub fn contract(tender: &Tender, lot: usize, modified: Option<&str>) -> Object {
    let id = tender.key("contract", lot);
    let winner = winner(tender, lot);
    let date = kyiv_second(tender.time.awarded);
    let signed = tender.status == "complete";
    let (start, end) = (kyiv_second(tender.time.signed), kyiv_second(tender.time.signed + 120 * DAY));
    let contract = Object::new()
        .text("id", &id)
        .text("awardID", &tender.key("award", lot))
        .text("contractID", &format!("{}-a{}", tender.tender_id(), lot + 1))
        .text("status", if signed { "active" } else { "pending" })
        .text("date", &date)
        .text("title", tender.subject.title)
        .object(
            "value",
            money(amount(tender, winner), tender.currency)
                .plain("amountNet", amount(tender, winner).percent(83).float()),
        )
        .list("documents", [file(tender, &format!("contracts/{id}"), "contract", lot, &date)])
        .when(signed, |it| it.text("dateSigned", &start).object("period", period(&start, &end)));
    let Some(modified) = modified else { return contract };
    contract
        .text("tender_id", &tender.id)
        .text("dateModified", modified)
        .text("owner", "broker")
        .object("buyer", tender.buyer.write())
        .list("suppliers", tender.suppliers.iter().skip(winner).take(1).map(Organization::write))
}
