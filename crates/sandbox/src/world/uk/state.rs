//! The state of an invented procurement and what each event changes in it.

use super::words::{BELOW_THRESHOLD, BUYERS, FIRMS, SUBJECTS, Subject, WELSH};
use crate::time::{DAY, HOUR, london_midnight};
use crate::world::dice::Dice;
use crate::world::history::{Event, Step};
use crate::world::money::Money;

pub struct State {
    pub dice: Dice,
    pub ocid: String,
    pub reference: String,
    pub title: String,
    pub description: String,
    pub subject: &'static Subject,
    pub buyer: usize,
    /// Under the rules before the Procurement Act 2023.
    pub old_regime: bool,
    pub method: (&'static str, &'static str),
    pub value: Money,
    pub value_form: ValueForm,
    pub deadline: i64,
    pub lots: Vec<Lot>,
    pub tender_status: &'static str,
    pub amendments: Vec<Amendment>,
    pub documents: Vec<Document>,
    pub bids: i64,
    pub award: Option<Award>,
    pub contract: Option<Contract>,
    pub oddities: Oddities,
}

/// What the tender says of its value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum ValueForm {
    Both,
    /// Only the amount with VAT.
    GrossOnly,
    Absent,
}

pub struct Lot {
    pub id: String,
    pub title: Option<String>,
    pub value: Money,
    pub currency: &'static str,
}

pub struct Amendment {
    pub id: String,
    pub at: i64,
    pub description: &'static str,
}

pub struct Document {
    pub id: String,
    pub description: &'static str,
}

pub struct Award {
    pub at: i64,
    pub value: Money,
    pub supplier: usize,
    pub starts: i64,
    pub ends: i64,
}

pub struct Contract {
    pub signed: i64,
    pub value: Money,
    pub changes: Vec<Amendment>,
    pub reports: usize,
}

/// What real notices carry by accident, and readers must survive.
pub struct Oddities {
    pub stray_buyer_id: bool,
    /// Dates written with `Z` instead of the local offset.
    pub zulu: bool,
    /// In award notices the supplier is party 1 and the buyer party 2.
    pub reuses_party_ids: bool,
}

const METHODS: &[(&str, &str)] = &[
    ("open", "Open procedure"),
    ("open", "Open procedure"),
    ("open", "Competitive flexible procedure"),
    ("selective", "Competitive flexible procedure"),
];

impl State {
    pub fn new(mut dice: Dice, number: usize, ocid: String, deadline: i64, is_direct: bool) -> Self {
        let subject = dice.pick(SUBJECTS);
        let buyer = dice.below(BUYERS.len());
        let value = Money::roll(&mut dice, subject.low, subject.high);
        let value_form = match dice.below(100) {
            0..=13 => ValueForm::Absent,
            14..=22 => ValueForm::GrossOnly,
            _ => ValueForm::Both,
        };
        let title = title(number, subject, buyer);
        let letters = BUYERS[buyer].letters;
        let reference = if dice.chance(30) { ocid.clone() } else { format!("{letters}-{:04}", 9000 + number) };
        let mut method = if is_direct { ("direct", "Direct award") } else { *dice.pick(METHODS) };
        if method.0 == "open" && value < Money(BELOW_THRESHOLD * 100) {
            method.1 = "Below threshold - open competition";
        }
        let lots = lots(&mut dice, number, value, &title);
        let oddities =
            Oddities { stray_buyer_id: dice.chance(8), zulu: dice.chance(15), reuses_party_ids: dice.chance(50) };
        Self {
            ocid,
            reference,
            description: describe(&mut dice, &title, buyer),
            title,
            subject,
            buyer,
            old_regime: number % 12 == 7 || number > 400,
            method,
            value,
            value_form,
            deadline: noon(deadline),
            lots,
            tender_status: "planned",
            amendments: Vec::new(),
            documents: Vec::new(),
            bids: 0,
            award: None,
            contract: None,
            oddities,
            dice,
        }
    }

    pub fn above_threshold(&self) -> bool {
        self.value >= Money(BELOW_THRESHOLD * 100)
    }

    pub fn live(&mut self, event: &Event) {
        match event.step {
            Step::Plan => {}
            Step::Open => {
                self.tender_status = "active";
                self.add_document("Specification");
            }
            Step::MoveDeadline => {
                self.deadline = noon(self.deadline + self.dice.between(5, 14) * DAY);
                self.amend(event.at, "The deadline for submissions is extended.");
            }
            Step::RaiseValue => self.raise_value(event.at),
            Step::AddDocument => {
                self.add_document("Pricing schedule");
                self.amend(event.at, "A pricing schedule is added to the documents.");
            }
            Step::Clarify => {
                self.add_document("Questions and answers");
                self.amend(event.at, "Questions and answers are published.");
            }
            Step::Cancel => self.tender_status = "cancelled",
            Step::Fail => self.tender_status = "unsuccessful",
            Step::Intend => self.choose(event.at),
            Step::Award => self.give_award(event.at),
            Step::Sign => self.sign(event.at),
            Step::RaiseContract => self.raise_contract(event.at),
            Step::Progress => {
                if let Some(contract) = &mut self.contract {
                    contract.reports += 1;
                }
            }
            Step::Finish => {}
        }
    }

    fn add_document(&mut self, description: &'static str) {
        let id = format!("A-9{:05}", self.dice.below(99_999));
        self.documents.push(Document { id, description });
    }

    fn amend(&mut self, at: i64, description: &'static str) {
        let id = (self.amendments.len() + 1).to_string();
        self.amendments.push(Amendment { id, at, description });
    }

    fn raise_value(&mut self, at: i64) {
        let percent = self.dice.between(104, 130);
        self.value = self.value.percent(percent);
        for lot in &mut self.lots {
            lot.value = lot.value.percent(percent);
        }
        self.amend(at, "The estimated value is raised.");
    }

    fn give_award(&mut self, at: i64) {
        self.tender_status = "complete";
        match &mut self.award {
            Some(award) => award.at = london_midnight(at),
            None => {
                self.bids = self.dice.between(1, 17);
                self.choose(at);
            }
        }
    }

    fn choose(&mut self, at: i64) {
        let starts = london_midnight(at + self.dice.between(35, 80) * DAY);
        let ends = london_midnight(starts + self.dice.between(180, 1_500) * DAY) - 1;
        let value = self.value.percent(self.dice.between(84, 102));
        let supplier = self.dice.below(FIRMS.len());
        self.award = Some(Award { at: london_midnight(at), value, supplier, starts, ends });
    }

    fn sign(&mut self, at: i64) {
        if let Some(award) = &self.award {
            let signed = at - at.rem_euclid(HOUR);
            self.contract = Some(Contract { signed, value: award.value, changes: Vec::new(), reports: 0 });
        }
    }

    fn raise_contract(&mut self, at: i64) {
        let percent = self.dice.between(105, 140);
        if let Some(contract) = &mut self.contract {
            contract.value = contract.value.percent(percent);
            let id = (contract.changes.len() + 1).to_string();
            contract.changes.push(Amendment { id, at, description: "Additional services by the existing supplier." });
        }
    }
}

/// Offers are due at noon.
fn noon(at: i64) -> i64 {
    london_midnight(at) + 12 * HOUR
}

const LONG_TAIL: &str = ", including design, supply, delivery, installation, commissioning, training of staff, planned and reactive maintenance, and disposal at the end of life";

fn title(number: usize, subject: &Subject, buyer: usize) -> String {
    let words = subject.title.replace("{}", BUYERS[buyer].town);
    match number {
        6 | 44 => format!("{WELSH}{words}"),
        15 => format!("{words}{}", LONG_TAIL.repeat(4)),
        _ => words,
    }
}

fn describe(dice: &mut Dice, title: &str, buyer: usize) -> String {
    let name = BUYERS[buyer].name;
    let opening = match dice.below(3) {
        0 => format!("{name} invites offers for: {title}."),
        1 => format!(
            "{name} seeks a suitably experienced supplier ({title}).\nThe contract may be extended once by up to 24 months."
        ),
        _ => format!("{title}. The requirements are set out in the procurement documents of {name}."),
    };
    format!("{opening}\nThis procurement is fictional: it was generated by the Tenderlens sandbox.")
}

fn lots(dice: &mut Dice, number: usize, value: Money, title: &str) -> Vec<Lot> {
    let count = if dice.chance(22) { dice.between(2, 4) } else { 1 };
    let share = Money(value.0 / count);
    (1..=count)
        .map(|lot| Lot {
            id: lot.to_string(),
            title: (count > 1).then(|| format!("Lot {lot} - {title}")),
            value: if lot == count { Money(value.0 - share.0 * (count - 1)) } else { share },
            // Seen in real notices: a lot in another currency than its tender.
            currency: if number % 41 == 11 { "EUR" } else { "GBP" },
        })
        .collect()
}
