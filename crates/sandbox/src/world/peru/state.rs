//! The state of an invented process and what each event changes in it.

use super::Ids;
use super::catalogue::{GOODS, Line, QUECHUA, SERVICES, WORKS};
use super::words::{BUYERS, FIRM_FORMS, FIRMS};
use crate::time::{DAY, HOUR, lima_midnight, lima_year};
use crate::world::dice::Dice;
use crate::world::history::{Event, Step};
use crate::world::money::Money;

pub struct State {
    pub ocid: String,
    pub tender: String,
    pub title: String,
    pub description: String,
    pub category: &'static str,
    pub method: (&'static str, &'static str),
    pub source: &'static str,
    pub segment: String,
    pub buyer: usize,
    pub line: &'static Line,
    pub opened: i64,
    /// Some processes have no tender period.
    pub period: Option<(i64, i64)>,
    pub value: Money,
    /// Unpublished amounts are written 0.0.
    pub value_is_published: bool,
    pub dollars: bool,
    pub items: Vec<Item>,
    pub documents: Vec<Document>,
    pub tenderers: Vec<Firm>,
    pub award: Option<Award>,
    pub contract: Option<Contract>,
    /// `status`, `statusDetails` of the items.
    pub status: (&'static str, &'static str),
    pub protected: bool,
    pub has_nulls: bool,
}

pub struct Item {
    pub id: String,
    pub quantity: i64,
    pub total: Money,
}

pub struct Document {
    pub id: String,
    pub kind: Option<&'static str>,
    pub title: &'static str,
    pub format: &'static str,
    pub published: i64,
}

#[derive(Clone)]
pub struct Firm {
    pub id: String,
    pub name: String,
}

pub struct Award {
    pub at: i64,
    pub value: Money,
    pub winner: Firm,
}

pub struct Contract {
    pub id: String,
    pub signed: i64,
    pub days: i64,
    pub value: Money,
    pub documents: Vec<Document>,
    /// End and final value.
    pub finished: Option<(i64, Money)>,
}

const CATEGORIES: &[(&str, &[Line])] = &[("goods", GOODS), ("services", SERVICES), ("works", WORKS)];

/// Prefix of the nomenclature, method, its name; the first suits small values.
const METHODS: &[(&str, &str, &str)] = &[
    ("AS-SM", "open", "Adjudicación Simplificada"),
    ("SIE-SIE", "open", "Subasta Inversa Electrónica"),
    ("COMPRE-SM", "open", "Comparación de Precios"),
    ("DIRECTA-PROC", "direct", "Contratación Directa"),
];

impl State {
    pub fn open(dice: &mut Dice, number: usize, ids: &Ids, opened: i64, deadline: i64) -> Self {
        let (category, lines) = *dice.pick(CATEGORIES);
        let line = dice.pick(lines);
        let buyer = ids.buyer;
        let value = Money::roll(dice, line.low, line.high);
        let method = method(dice, category, value);
        let sequence = dice.between(1, 90);
        let title = format!("{}-{sequence}-{}-{}-CS-1", method.0, lima_year(opened), BUYERS[buyer].letters);
        let start = lima_midnight(opened);
        let end = if deadline == opened { start } else { lima_midnight(deadline) };
        Self {
            ocid: ids.ocid.clone(),
            tender: ids.tender.clone(),
            title,
            description: describe(number, line, buyer),
            category,
            method: (method.1, method.2),
            source: ids.source,
            segment: ids.segment.clone(),
            buyer,
            line,
            opened,
            period: (number % 17 != 5).then_some((start, end)),
            value,
            value_is_published: !dice.chance(15),
            dollars: dice.chance(6),
            items: items(dice, number, category, value),
            documents: Vec::new(),
            tenderers: Vec::new(),
            award: None,
            contract: None,
            status: ("active", "CONVOCADO"),
            protected: dice.chance(30),
            has_nulls: number % 29 == 4,
        }
    }

    pub fn live(&mut self, dice: &mut Dice, event: &Event) {
        match event.step {
            Step::Plan | Step::Intend | Step::Open => self.publish_terms(dice, event.at),
            Step::MoveDeadline => self.move_deadline(dice),
            Step::RaiseValue => self.raise_value(dice),
            Step::AddDocument => self.add_document(dice, event.at, None, "Pliego absolutorio", "pdf"),
            Step::Clarify => self.add_document(dice, event.at, Some("clarifications"), "Bases Integradas", "zip"),
            Step::Cancel => self.status = ("cancelled", *dice.pick(&["CANCELADO", "NULO"])),
            Step::Fail => self.status = ("unsuccessful", "DESIERTO"),
            Step::Award => self.give_award(dice, event.at),
            Step::Sign => self.sign(dice, event.at),
            Step::RaiseContract => self.raise_contract(dice, event.at),
            Step::Progress => self.add_contract_document(dice, event.at),
            Step::Finish => self.finish(event.at),
        }
    }

    fn publish_terms(&mut self, dice: &mut Dice, at: i64) {
        self.add_document(dice, at, Some("biddingDocuments"), "Bases Administrativas", "zip");
        if dice.chance(60) {
            self.add_document(dice, at, Some("biddingDocuments"), "Resumen ejecutivo", "pdf");
        }
    }

    fn add_document(
        &mut self,
        dice: &mut Dice,
        published: i64,
        kind: Option<&'static str>,
        title: &'static str,
        format: &'static str,
    ) {
        let id = format!("99{:010}", dice.below(9_999_999_999));
        self.documents.push(Document { id, kind, title, format, published });
    }

    fn move_deadline(&mut self, dice: &mut Dice) {
        let days = dice.between(5, 14);
        if let Some((_, end)) = &mut self.period {
            *end += days * DAY;
        }
    }

    fn raise_value(&mut self, dice: &mut Dice) {
        let percent = dice.between(102, 125);
        self.value = self.value.percent(percent);
        for item in &mut self.items {
            item.total = item.total.percent(percent);
        }
        self.value_is_published = true;
    }

    fn give_award(&mut self, dice: &mut Dice, at: i64) {
        self.tenderers = firms(dice);
        let winner = self.tenderers[0].clone();
        let value = self.value.percent(dice.between(82, 100));
        self.award = Some(Award { at: lima_midnight(at), value, winner });
        self.status = ("active", *dice.pick(&["CONSENTIDO", "ADJUDICADO"]));
        self.add_document(dice, at, Some("awardNotice"), "Acta de otorgamiento de la buena pro", "pdf");
    }

    fn sign(&mut self, dice: &mut Dice, at: i64) {
        let Some(award) = &self.award else { return };
        let id = format!("99{:05}", dice.below(99_999));
        let days = *dice.pick(&[30, 60, 90, 120, 240, 365]);
        self.contract = Some(Contract {
            id,
            signed: lima_midnight(at),
            days,
            value: award.value,
            documents: Vec::new(),
            finished: None,
        });
        self.status = ("complete", "CONTRATADO");
        self.add_contract_document(dice, at);
    }

    fn add_contract_document(&mut self, dice: &mut Dice, published: i64) {
        let id = format!("99{:07}", dice.below(9_999_999));
        if let Some(contract) = &mut self.contract {
            let (kind, title) = match contract.documents.len() {
                0 => (Some("contractSigned"), "Archivos del contrato"),
                _ => (None, "Conformidad parcial"),
            };
            contract.documents.push(Document { id, kind, title, format: "application/pdf", published });
        }
    }

    fn raise_contract(&mut self, dice: &mut Dice, at: i64) {
        let (percent, days) = (dice.between(103, 118), dice.between(10, 45));
        if let Some(contract) = &mut self.contract {
            contract.value = contract.value.percent(percent);
            contract.days += days;
        }
        self.add_contract_document(dice, at);
    }

    fn finish(&mut self, at: i64) {
        if let Some(contract) = &mut self.contract {
            contract.finished = Some((lima_midnight(at - 2 * HOUR), contract.value.percent(99)));
        }
    }
}

fn method(dice: &mut Dice, category: &str, value: Money) -> (&'static str, &'static str, &'static str) {
    let large = value > Money(480_000 * 100);
    match category {
        "works" if large => ("LP-SM", "open", "Licitación Pública"),
        "services" if large => ("CP-SM", "open", "Concurso Público"),
        "goods" if large => ("LP-SM", "open", "Licitación Pública"),
        _ => *dice.pick(METHODS),
    }
}

pub fn describe(number: usize, line: &Line, buyer: usize) -> String {
    let place = BUYERS[buyer].district;
    let words = line.words.replace("{}", place);
    match number {
        9 => format!("{QUECHUA}{words}) - PROCESO FICTICIO"),
        21 => format!("{}{words} - PROCESO FICTICIO", LONG_OPENING.repeat(6)),
        _ => format!("{words} - PROCESO FICTICIO"),
    }
}

const LONG_OPENING: &str = "CONTRATACIÓN DE BIENES, SERVICIOS CONEXOS, TRANSPORTE, INSTALACIÓN, PUESTA EN MARCHA, CAPACITACIÓN DEL PERSONAL USUARIO Y MANTENIMIENTO PREVENTIVO POR TREINTA Y SEIS MESES CONTADOS DESDE LA CONFORMIDAD, SEGÚN TÉRMINOS DE REFERENCIA; ";

fn items(dice: &mut Dice, number: usize, category: &str, value: Money) -> Vec<Item> {
    let count = if category == "goods" { dice.between(1, 4) } else { 1 };
    let quantity = if category == "goods" { dice.between(2, 900) } else { 1 };
    let share = Money(value.0 / count);
    (0..count)
        .map(|position| {
            let rest = Money(value.0 - share.0 * (count - 1));
            let total = if position + 1 == count { rest } else { share };
            Item {
                id: format!("99{:06}", number * 10 + usize::try_from(position).unwrap_or_default()),
                quantity,
                total,
            }
        })
        .collect()
}

/// Different firms: the first wins.
fn firms(dice: &mut Dice) -> Vec<Firm> {
    let all = FIRMS.len() * FIRM_FORMS.len();
    let count = dice.below(6) + 1;
    let first = dice.below(all);
    // A step without a common divisor with the number of firms never meets the same firm twice.
    (0..count).map(|step| firm((first + step * 7) % all)).collect()
}

fn firm(number: usize) -> Firm {
    let form = FIRM_FORMS[number % FIRM_FORMS.len()];
    let name = form.replace("{}", FIRMS[number / FIRM_FORMS.len() % FIRMS.len()]);
    let id = if form.starts_with("CONSORCIO") { format!("99{number:05}") } else { format!("2099{number:07}") };
    Firm { id, name }
}
