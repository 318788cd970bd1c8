//! Compiled releases as the three publishers make them, by number: the same one everywhere.

use serde_json::{Value, json};

use crate::dice::Dice;
use crate::words::{LANGUAGES, Language};

const SUPPLIERS: usize = 30_000;
const BUYERS: usize = 8_000;

/// The publisher (by its index) and the compiled release of a number.
pub fn release(number: usize) -> (usize, String) {
    let mut dice = Dice::new(number as u64);
    let publisher = [0, 1, 1, 2, 2, 2][dice.below(6)];
    let process = Process { number, language: LANGUAGES[publisher], dice };
    (publisher, process.release().to_string())
}

struct Process {
    number: usize,
    language: &'static Language,
    dice: Dice,
}

impl Process {
    /// Frequent words far more often than rare ones; some of the rare ones are nowhere else.
    fn word(&mut self) -> String {
        let language = self.language;
        match self.dice.below(100) {
            0..22 => self.dice.pick(language.joints).to_owned(),
            22..88 => {
                let (a, b) = (self.dice.below(language.words.len()), self.dice.below(language.words.len()));
                format!("{}{}", language.words[a.min(b)], self.dice.pick(language.endings))
            }
            88..95 => self.name(2),
            95..98 => self.dice.below(5000).to_string(),
            _ => format!("{}-{}", self.name(1), self.dice.below(1_000_000)),
        }
    }

    fn name(&mut self, syllables: usize) -> String {
        let name: String =
            (0..syllables + self.dice.below(2)).map(|_| self.dice.pick(self.language.syllables)).collect();
        let mut letters = name.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }

    fn text(&mut self, from: usize, to: usize) -> String {
        let count = self.dice.between(from, to);
        let text = (0..count).map(|_| self.word()).collect::<Vec<_>>().join(" ");
        let mut letters = text.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }

    fn date(&mut self, year: usize) -> String {
        let (month, day) = (self.dice.between(1, 12), self.dice.between(1, 28));
        let (hour, minute) = (self.dice.below(24), self.dice.below(60));
        format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:00{}", self.language.offset)
    }

    fn money(&mut self) -> Value {
        let mut amount = 100 + self.dice.below(90_000);
        for _ in 0..self.dice.below(4) {
            amount *= 10;
        }
        let amount = format!("{amount}.{:02}", self.dice.below(100));
        let number: serde_json::Number = serde_json::from_str(&amount).unwrap_or_else(|_| 0.into());
        json!({"amount": number, "currency": self.language.currency})
    }

    /// The same number is the same organization, whoever names it.
    fn organization(&self, number: usize, is_buyer: bool) -> (String, String, String) {
        let mut own = Process { number, language: self.language, dice: Dice::new(number as u64 + 77) };
        let place = own.name(2);
        let kind = own.dice.pick(if is_buyer { self.language.bodies } else { self.language.firms });
        let more = own.name(1);
        let name = format!("{place} {more} {kind}");
        (name, format!("{:08}", number * 7 + 1 + usize::from(is_buyer)), format!("{}-{number}", self.language.scheme))
    }

    fn party(&mut self, number: usize, is_buyer: bool, roles: &[&str]) -> Value {
        let (name, id, reference) = self.organization(number, is_buyer);
        let region = self.dice.pick(self.language.regions);
        json!({"id": reference, "name": name, "roles": roles,
            "identifier": {"scheme": self.language.scheme, "id": id, "legalName": name},
            "address": {"streetAddress": format!("{} {}", self.name(2), self.dice.below(200)), "locality": self.name(2),
                "region": region, "postalCode": self.dice.below(99_999).to_string(), "countryName": self.language.country},
            "contactPoint": {"email": format!("office{number}@example.org"), "telephone": "+000000000"}})
    }

    fn item(&mut self, index: usize) -> Value {
        let (division, rest) = (self.dice.below(45), self.dice.below(400));
        let code = format!("{:02}{:03}{}00", division + 3, rest, self.dice.below(10));
        json!({"id": (index + 1).to_string(), "description": self.text(4, 12), "quantity": self.dice.between(1, 500),
            "unit": {"name": "unit"},
            "classification": {"scheme": self.language.classes, "id": code, "description": self.language.words[division]},
            "deliveryAddress": {"region": self.dice.pick(self.language.regions), "countryName": self.language.country}})
    }

    fn document(&mut self, index: usize) -> Value {
        let kind = self.dice.pick(self.language.files);
        let title = if self.dice.percent(50) { kind.to_owned() } else { format!("{kind} {}.pdf", self.word()) };
        json!({"id": format!("{}-{index}", self.number), "documentType": "tenderNotice", "title": title,
            "url": format!("https://files.example.org/{}/{index}", self.number), "format": "application/pdf",
            "datePublished": self.date(2026)})
    }

    fn award(&mut self, index: usize, parties: &mut Vec<Value>) -> Value {
        let suppliers: Vec<Value> = (0..if self.dice.percent(5) { 2 } else { 1 })
            .map(|_| {
                let number = self.dice.often_small(SUPPLIERS);
                let party = self.party(number, false, &["supplier", "tenderer"]);
                let reference = json!({"id": party["id"], "name": party["name"]});
                parties.push(party);
                reference
            })
            .collect();
        let status = if self.dice.percent(85) { "active" } else { "unsuccessful" };
        json!({"id": format!("{}-{index}", self.number), "status": status, "date": self.date(2026),
            "value": self.money(), "suppliers": suppliers})
    }

    fn release(mut self) -> Value {
        let ocid = format!("{}{:06}", self.language.prefix, self.number);
        let buyer = self.dice.often_small(BUYERS);
        let mut parties = vec![self.party(buyer, true, &["buyer", "procuringEntity"])];
        let stage = self.dice.below(10);
        let awards: Vec<Value> = (0..if stage < 4 { 0 } else { self.dice.between(1, 3) })
            .map(|index| self.award(index, &mut parties))
            .collect();
        let contracts: Vec<Value> = awards
            .iter()
            .filter(|award| stage > 6 && award["status"] == "active")
            .map(|award| {
                json!({"id": format!("c-{}", award["id"].as_str().unwrap_or_default()), "awardID": award["id"],
                    "status": "active", "value": award["value"], "dateSigned": award["date"]})
            })
            .collect();
        let buyer = json!({"id": parties[0]["id"], "name": parties[0]["name"]});
        let (method, details) = self.language.methods[self.dice.below(self.language.methods.len())];
        let categories = ["goods", "works", "services"];
        let tender = json!({
            "id": format!("T{:07}", self.number), "title": self.text(7, 16), "description": self.text(20, 90),
            "status": if stage < 4 { "active" } else { "complete" },
            "procurementMethod": method, "procurementMethodDetails": details,
            "mainProcurementCategory": self.dice.percent(93).then(|| categories[self.number % 3]),
            "value": self.dice.percent(80).then(|| self.money()),
            "tenderPeriod": {"startDate": self.date(2026),
                "endDate": self.dice.percent(85).then(|| self.date(2026))},
            "items": (0..self.dice.between(1, 7)).map(|index| self.item(index)).collect::<Vec<_>>(),
            "documents": (0..self.dice.below(9)).map(|index| self.document(index)).collect::<Vec<_>>(),
            "numberOfTenderers": self.dice.between(1, 9),
            "procuringEntity": buyer});
        json!({"ocid": ocid, "id": format!("{ocid}-1"), "date": self.date(2026), "tag": ["compiled"],
            "initiationType": "tender", "language": self.language.code, "buyer": buyer, "parties": parties,
            "tender": tender, "awards": awards, "contracts": contracts})
    }
}
