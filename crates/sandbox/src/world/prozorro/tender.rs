//! One invented tender as the service shows it now.

use super::parts::{File, Organization, bodies, firms, item, money, period};
use super::timeline::{Fate, Timeline};
use super::words::{DOCUMENTS, SUBJECTS, Subject};
use super::{Moment, TENDERS, bids, hex, stored};
use crate::json::Object;
use crate::store::Document;
use crate::time::{DAY, HOUR, kyiv_date, kyiv_second};
use crate::world::dice::Dice;
use crate::world::money::Money;

pub struct Tender {
    pub number: usize,
    pub id: String,
    pub buyer: Organization,
    pub suppliers: Vec<Organization>,
    pub subject: &'static Subject,
    pub value: Money,
    pub currency: &'static str,
    pub lots: usize,
    pub time: Timeline,
    pub status: &'static str,
    pub modified: Moment,
    /// `mode: test`
    is_test: bool,
    /// Shows everything at once, so that every documented example id answers.
    pub is_example: bool,
}

/// Ids that the endpoint table uses as examples.
const EXAMPLES: &[(&str, &str)] = &[
    ("tender", "b74c14bbee6f44a9a0c8408c13a4c1a8"),
    ("document", "73edadd66f2a4178917993081ea1be10"),
    ("bid", "77b0a756628d46829ae889f20beb235e"),
    ("award", "4d6c14e4bf39434cb637a431367fa9ad"),
    ("contract", "7806df6a0ceb42cc9c7fff929ed03024"),
    ("complaint", "04396da5ddf94c86956212086b506a05"),
    ("question", "0c1deab8530d4f638f05c63e8cd39622"),
    ("lot", "b5c7f3f41a9d4f0a8c0a7b1d5e3f2a11"),
    ("cancellation", "8c62294d8c5c43fc8cd075143ef772e7"),
    ("file", "e0061dc88a16413c805aa14f84554dfc"),
];

impl Tender {
    pub fn roll(now: i64, number: usize) -> Self {
        let mut dice = Dice::new("prozorro", number);
        let age = if dice.chance(30) { dice.between(1, 30) } else { dice.between(31, 420) };
        let created = now - age * DAY - dice.between(HOUR, 9 * HOUR);
        Self::new(dice, now, number, created)
    }

    /// The tender with the documented example ids: two lots, one of them still in its auction.
    pub fn example(now: i64) -> Self {
        let mut tender = Self::new(Dice::new("prozorro example", 0), now, 9001, now - 20 * DAY);
        let time = &mut tender.time;
        time.fate = Fate::Signed;
        (time.enquiries_end, time.bids_end, time.auction) = (now - 12 * DAY, now - 2 * DAY, now - HOUR / 2);
        (time.awarded, time.signed) = (now + 5 * DAY, now + 12 * DAY);
        tender.status = "active.auction";
        tender.modified = Moment { seconds: now - HOUR / 2, micros: 120_000 };
        tender.suppliers = firms().into_iter().take(3).collect();
        tender.lots = 2;
        tender.is_example = true;
        tender.is_test = false;
        tender.id = tender.key("tender", 0);
        tender
    }

    /// One tender of the mode `test` in every world.
    pub fn test(now: i64) -> Self {
        let mut tender = Self::new(Dice::new("prozorro test", 0), now, 9002, now - 90 * DAY);
        tender.is_test = true;
        tender
    }

    fn new(mut dice: Dice, now: i64, number: usize, created: i64) -> Self {
        let (bodies, firms) = (bodies(), firms());
        let time = Timeline::roll(&mut dice, created);
        let first = dice.below(firms.len());
        let count = if time.fate == Fate::Unsuccessful { 0 } else { dice.below(4) + 1 };
        let subject = &SUBJECTS[dice.below(SUBJECTS.len())];
        Self {
            number,
            id: hex("prozorro tender", number),
            buyer: bodies[number % bodies.len()],
            suppliers: (0..count).map(|step| firms[(first + step * 5) % firms.len()]).collect(),
            subject,
            value: Money::roll(&mut dice, subject.low, subject.high),
            currency: *dice.pick(&["UAH", "UAH", "UAH", "UAH", "UAH", "UAH", "USD", "EUR"]),
            lots: *dice.pick(&[0, 0, 1, 1, 2]),
            status: time.status(now),
            modified: time.modified(&mut dice, now),
            time,
            is_test: dice.chance(8),
            is_example: false,
        }
    }

    pub fn key(&self, kind: &str, index: usize) -> String {
        let example = EXAMPLES.iter().find(|(name, _)| self.is_example && index == 0 && *name == kind);
        example.map_or_else(|| hex(&format!("prozorro {kind}"), self.number * 100 + index), |(_, id)| (*id).to_owned())
    }

    /// `UA-2026-11-21-900017-a`: real counts of a day stay far below 900,000.
    pub fn tender_id(&self) -> String {
        format!("UA-{}-{:06}-a", kyiv_date(self.time.created), 900_000 + self.number)
    }

    pub fn path(&self) -> String {
        format!("/tenders/{}", self.id)
    }

    /// One in nine of the invented tenders with several bids refuses the lowest one; the documented
    /// examples do not.
    pub fn refuses_lowest(&self) -> bool {
        self.number % 9 == 5 && self.number < TENDERS && self.suppliers.len() > 1
    }

    /// The auction has lowered what was bid for its lots.
    pub fn had_auction(&self) -> bool {
        self.number < TENDERS && self.status != "active.auction"
    }

    pub fn lot_share(&self) -> Money {
        Money(self.value.0 / i64::try_from(self.lots.max(1)).unwrap_or(1))
    }

    /// Whether it got at least this far.
    pub fn reached(&self, status: &str) -> bool {
        let order =
            ["active.enquiries", "active.tendering", "active.auction", "active.qualification", "active.awarded"];
        let place = |status: &str| order.iter().position(|it| *it == status).unwrap_or(order.len());
        let ended_early = matches!(self.status, "cancelled" | "unsuccessful");
        self.is_example || (!ended_early && place(self.status) >= place(status))
    }

    pub fn document(&self, now: i64) -> Document {
        let data = self.data();
        let config = Object::new()
            .plain("hasAuction", true)
            .plain("hasAwardingOrder", true)
            .plain("hasValueRestriction", true)
            .plain("valueCurrencyEquality", true)
            .plain("minBidsNumber", 1);
        let hidden = !self.reached("active.auction") && self.reached("active.tendering");
        let rest = Object::new()
            .object("data", data)
            .object("config", config)
            .when(hidden, |rest| rest.list("bids", bids::all(self)));
        stored("tenders", &self.id, self.number, self.modified, now, rest)
    }

    fn data(&self) -> Object {
        let time = &self.time;
        let (created, auction) = (kyiv_second(time.created), kyiv_second(time.auction));
        let tender = Object::new()
            .text("id", &self.id)
            .text("tenderID", &self.tender_id())
            .text("title", &format!("{} (вигадана закупівля)", self.subject.title))
            .text("title_en", &format!("{} (fictional procurement)", self.subject.title_en))
            .text("description", "Вигадані дані пісочниці Tenderlens")
            .text("status", self.status)
            .text("date", &self.modified.text())
            .text("dateModified", &self.modified.text())
            .text("dateCreated", &created)
            .text("owner", "broker")
            .text("procurementMethod", "open")
            .text("procurementMethodType", if self.lots > 1 { "aboveThreshold" } else { "belowThreshold" })
            .text("mainProcurementCategory", self.subject.category)
            .text("submissionMethod", "electronicAuction")
            .text("awardCriteria", "lowestCost")
            .object("procuringEntity", self.buyer.write().text("kind", "general"))
            .object("value", money(self.value, self.currency))
            .object("minimalStep", money(self.value.percent(1), self.currency))
            .object("enquiryPeriod", period(&created, &kyiv_second(time.enquiries_end)))
            .object("tenderPeriod", period(&kyiv_second(time.enquiries_end), &kyiv_second(time.bids_end)))
            .list("items", self.items())
            .list("documents", self.documents())
            .when(self.is_test, |it| it.text("mode", "test"))
            .when(self.lots > 0, |it| it.list("lots", (0..self.lots).map(|lot| self.lot(lot))));
        let tender = tender
            .when(self.reached("active.auction"), |it| {
                it.object("auctionPeriod", Object::new().text("startDate", &auction))
                    .text("auctionUrl", &format!("https://example.org/fictional-auction/{}", self.id))
            })
            .when(self.status == "active.tendering", |it| it.text("next_check", &kyiv_second(time.bids_end)))
            .when(self.has_question(), |it| it.list("questions", [self.question()]))
            .when(self.has_complaint(), |it| it.list("complaints", [self.complaint()]))
            .when(self.is_example || self.status == "cancelled", |it| it.list("cancellations", [self.cancellation()]));
        bids::add(self, tender)
    }

    fn lot_id(&self, lot: usize) -> Option<String> {
        (self.lots > 0).then(|| self.key("lot", lot % self.lots))
    }

    /// The first item counts something, those of further lots are the same again.
    fn items(&self) -> Vec<Object> {
        let quantity =
            if self.subject.category == "goods" { 5 + i64::try_from(self.number % 90).unwrap_or(0) } else { 1 };
        let delivery = (kyiv_second(self.time.signed + 5 * DAY), kyiv_second(self.time.signed + 60 * DAY));
        (0..self.lots.max(1))
            .map(|lot| {
                let related = self.lot_id(lot);
                item(&self.key("item", lot), self.subject, quantity, related.as_deref(), (&delivery.0, &delivery.1))
            })
            .collect()
    }

    fn lot(&self, lot: usize) -> Object {
        let status = match self.status {
            "complete" => "complete",
            ended @ ("cancelled" | "unsuccessful") => ended,
            _ => "active",
        };
        Object::new()
            .text("id", &self.key("lot", lot))
            .text("title", &format!("Лот № {}", lot + 1))
            .text("description", &format!("Вигаданий лот № {}", lot + 1))
            .text("status", status)
            .text("date", &kyiv_second(self.time.created))
            .object("value", money(self.lot_share(), self.currency))
            .object("minimalStep", money(self.lot_share().percent(1), self.currency))
    }

    /// Every version of every document; the second document of most tenders has two.
    fn documents(&self) -> Vec<Object> {
        let count = 2 + self.number % 3;
        (0..count.min(DOCUMENTS.len()))
            .flat_map(|index| {
                let versions = if index == 1 && !self.number.is_multiple_of(4) || self.is_example { 2 } else { 1 };
                (0..versions).map(move |version| self.file(index, version))
            })
            .collect()
    }

    fn file(&self, index: usize, version: usize) -> Object {
        let (title, kind, format) = DOCUMENTS[index];
        let id = self.key("document", index);
        let at = self.time.created + i64::try_from(index * 60 + version * 90_000).unwrap_or_default();
        File {
            id: &id,
            path: &format!("{}/documents/{id}", self.path()),
            key: &self.key("file", index * 2 + version),
            title,
            kind,
            format,
            date: &kyiv_second(at),
            author: "tender_owner",
        }
        .write()
    }
}
