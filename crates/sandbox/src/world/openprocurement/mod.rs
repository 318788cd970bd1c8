//! Invented tenders of late 2014 in the shape of openprocurement 0.1: what an archive of that system
//! would hold, with the status of each on the day it was closed.

mod words;

use serde_json::{Map, Value, json};

use self::words::{GOODS, Good, LETTERS};
use super::dice::Dice;
use super::money::Money;
use super::parties::{BODIES, FIRMS, Party, of};
use crate::store::Document;
use crate::time::{DAY, HOUR, MINUTE, read, utc};

const SCHEME: &str = "https://ns.openprocurement.org/ua/edrpou";
/// 2014-10-06T06:00:00Z, the first day; the tenders spread over eleven weeks.
const START: i64 = 1_412_575_200;
const DAYS: i64 = 77;

/// How far a tender came.
const STAGES: &[&str] = &[
    "active.enquiries",
    "active.tendering",
    "active.auction",
    "active.qualification",
    "active.awarded",
    "complete",
    "complete",
    "complete",
    "cancelled",
    "unsuccessful",
];

/// The tender with the document's example ids, and so many more.
pub(super) fn generate(tenders: usize) -> Vec<Document> {
    let mut all = vec![example()];
    all.extend((0..tenders).map(|number| {
        let mut dice = Dice::new("openprocurement", number);
        let stage = STAGES[number % STAGES.len()];
        let spread = i64::try_from(number * 7919 % 1_000).unwrap_or_default() * DAYS * DAY / 1_000;
        let plot = Plot { number: number + 1, stage, opened: START + spread + dice.between(0, 9 * HOUR), ids: None };
        plot.tender(&mut dice)
    }));
    all
}

fn example() -> Document {
    let opened = read("2014-10-27T08:06:58Z").unwrap_or(START);
    let ids = Ids {
        tender: "64e93250be76435397e8c992ed4214d1",
        document: ("bab5d3c784314800aee9aa7c0b01730c", "e0061dc88a16413c805aa14f84554dfc"),
        bid: "71b6c23ed8944d688e92a31ec8c3f61a",
        award: "7054491a5e514699a56e44d32e23edf7",
    };
    let plot = Plot { number: 156, stage: "active.awarded", opened, ids: Some(ids) };
    plot.tender(&mut Dice::new("openprocurement examples", 0))
}

/// The ids that the documentation uses as examples.
struct Ids {
    tender: &'static str,
    /// With the key of its file.
    document: (&'static str, &'static str),
    bid: &'static str,
    award: &'static str,
}

struct Plot {
    number: usize,
    stage: &'static str,
    opened: i64,
    ids: Option<Ids>,
}

impl Plot {
    fn tender(&self, dice: &mut Dice) -> Document {
        let bodies = of(BODIES, &["UA"]);
        let body = self.number % bodies.len();
        let good = dice.pick(GOODS);
        let (price, quantity) =
            (dice.between(good.price.0, good.price.1), dice.between(good.quantity.0, good.quantity.1));
        let total = Money(price * quantity * 100);
        let id = self.ids.as_ref().map_or_else(|| dice.digits(32), |ids| ids.tender.to_owned());
        let (asked, due) = (self.opened + 7 * DAY, self.opened + 17 * DAY);
        let letters = LETTERS.get(body).copied().unwrap_or("UA");
        let mut tender = json!({
            "id": id,
            "tenderID": format!("UA-2014-{letters}-{}", self.number),
            "status": self.stage,
            "procuringEntity": organisation(bodies[body]),
            "method": "Open",
            "totalValue": amount(total),
            "minimalStep": amount(total.percent(1)),
            "itemsToBeProcured": [item(good, price, quantity)],
            "clarificationPeriod": period(self.opened, asked),
            "tenderPeriod": period(asked, due),
            "awardPeriod": {"endDate": local(due + 10 * DAY)},
            "documents": [self.document(dice, "Оголошення.pdf", self.opened + 9 * MINUTE)],
        });
        if let Value::Object(members) = &mut tender {
            let happened = self.outcome(dice, members, total, due);
            members.insert("modified".into(), json!(at(happened, dice)));
        }
        Document { list: "tenders".into(), id, text: tender.to_string() }
    }

    /// Adds what came after the call, and answers when the last of it was.
    fn outcome(&self, dice: &mut Dice, tender: &mut Map<String, Value>, total: Money, due: i64) -> i64 {
        let stage = STAGES.iter().position(|stage| *stage == self.stage).unwrap_or_default();
        match self.stage {
            "active.enquiries" => return self.opened + dice.between(HOUR, 6 * DAY),
            "active.tendering" | "cancelled" => return self.opened + dice.between(8 * DAY, 16 * DAY),
            "unsuccessful" => return due + HOUR,
            _ => {}
        }
        let bids = self.bids(dice, total, due);
        tender.insert("numberOfBids".into(), json!(bids.len()));
        tender.insert("auctionPeriod".into(), json!({"startDate": local(due + 2 * HOUR)}));
        let winner = bids.last().cloned().unwrap_or_default();
        tender.insert("bids".into(), Value::Array(bids));
        if stage < 4 {
            return due + dice.between(1, 3) * HOUR;
        }
        let awarded = due + dice.between(2, 8) * DAY;
        let award = self.ids.as_ref().map_or_else(|| dice.digits(32), |ids| ids.award.to_owned());
        let award = json!({
            "awardID": award, "awardDate": at(awarded, dice), "awardStatus": "active",
            "awardValue": winner["totalValue"], "suppliers": winner["bidders"],
        });
        tender.insert("awards".into(), json!([award]));
        awarded + if self.stage == "complete" { 12 * DAY } else { MINUTE }
    }

    /// Of different firms, the cheapest last: in the order in which an auction would put them.
    fn bids(&self, dice: &mut Dice, total: Money, due: i64) -> Vec<Value> {
        let firms = of(FIRMS, &["UA"]);
        let first = dice.below(firms.len());
        let count = dice.below(firms.len().min(4)) + 1;
        let mut percent = 100;
        let mut bids = Vec::new();
        for place in 0..count {
            let is_example = place + 1 == count;
            let id = self.ids.as_ref().filter(|_| is_example).map(|ids| ids.bid.to_owned());
            percent -= dice.between(1, 6);
            let handed_in = due - dice.between(HOUR, 8 * DAY);
            let mut bid = json!({
                "id": id.unwrap_or_else(|| dice.digits(32)), "status": "validBid", "date": at(handed_in, dice),
                "bidders": [organisation(firms[(first + place) % firms.len()])],
                "totalValue": amount(total.percent(percent)),
            });
            if is_example {
                bid["documents"] = json!([self.document(dice, "Пропозиція.pdf", handed_in + MINUTE)]);
            }
            bids.push(bid);
        }
        bids
    }

    fn document(&self, dice: &mut Dice, title: &str, published: i64) -> Value {
        let (id, key) = match &self.ids {
            Some(ids) => (ids.document.0.to_owned(), ids.document.1.to_owned()),
            None => (dice.digits(32), dice.digits(32)),
        };
        let published = at(published, dice);
        json!({
            "id": id, "key": key, "title": title, "format": "text/plain",
            "datePublished": published, "modified": published,
        })
    }
}

fn organisation(party: &Party) -> Value {
    json!({
        "id": {
            "name": party.name, "scheme": SCHEME, "uid": party.id,
            "uri": format!("http://{}.example.org/", party.id),
        },
        "address": {
            "countryName": "Україна", "region": party.town, "locality": party.town,
            "streetAddress": "вул. Вигадана, 1",
        },
    })
}

fn item(good: &Good, price: i64, quantity: i64) -> Value {
    let class =
        |scheme: &str, (id, description): (&str, &str)| json!({"scheme": scheme, "id": id, "description": description});
    json!({
        "description": good.name,
        "primaryClassification": class("CPV", good.cpv),
        "additionalClassification": [class("ДКПП", good.dkpp)],
        "unitOfMeasure": good.unit,
        "quantity": quantity,
        "valuePerUnit": amount(Money(price * 100)),
    })
}

fn amount(money: Money) -> Value {
    let amount: Value = serde_json::from_str(&money.number()).unwrap_or_default();
    json!({"amount": amount, "currency": "UAH", "valueAddedTaxIncluded": true})
}

fn period(from: i64, to: i64) -> Value {
    json!({"startDate": local(from), "endDate": local(to)})
}

/// Without a zone, as the document writes it.
fn local(at: i64) -> String {
    utc(at).trim_end_matches('Z').to_owned()
}

fn at(at: i64, dice: &mut Dice) -> String {
    format!("{}.{:03}Z", local(at), dice.below(1_000))
}
