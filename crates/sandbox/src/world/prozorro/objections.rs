//! What others say about an invented tender, and its end before time.

use super::hex;
use super::parts::{File, firms};
use super::tender::Tender;
use super::words::{DOCUMENTS, QUESTIONS};
use crate::json::Object;
use crate::time::{DAY, kyiv_second};

impl Tender {
    pub(super) fn has_question(&self) -> bool {
        self.is_example || self.number % 3 != 1
    }

    pub(super) fn question(&self) -> Object {
        let (title, description, answer) = QUESTIONS[self.number % QUESTIONS.len()];
        let author = Object::new().text("hash", &hex("prozorro author", self.number));
        let question = Object::new()
            .text("id", &self.key("question", 0))
            .object("author", author)
            .text("title", title)
            .text("description", description)
            .text("date", &kyiv_second(self.time.asked))
            .text("questionOf", "tender");
        match self.reached("active.tendering") {
            true => question.text("answer", answer).text("dateAnswered", &kyiv_second(self.time.answered)),
            false => question,
        }
    }

    pub(super) fn has_complaint(&self) -> bool {
        self.is_example || (self.number % 11 == 3 && self.status != "active.enquiries")
    }

    pub(super) fn complaint(&self) -> Object {
        let firms = firms();
        Object::new()
            .text("id", &self.key("complaint", 0))
            .text("complaintID", &format!("{}.1", self.tender_id()))
            .text("type", "claim")
            .text("status", "resolved")
            .text("title", "Дискримінаційна вимога")
            .text("description", "Вигадана вимога щодо технічних умов")
            .text("date", &kyiv_second(self.time.asked))
            .text("dateSubmitted", &kyiv_second(self.time.asked))
            .object("author", firms[self.number % firms.len()].write())
            .text("resolution", "Вимогу виправлено")
            .text("resolutionType", "resolved")
            .text("dateAnswered", &kyiv_second(self.time.answered))
    }

    pub(super) fn cancellation(&self) -> Object {
        let (id, kind) = (self.key("cancellation", 0), DOCUMENTS[3]);
        let document = self.key("cancellation document", 0);
        let date = kyiv_second(self.time.enquiries_end + DAY);
        let file = File {
            id: &document,
            path: &format!("{}/cancellations/{id}/documents/{document}", self.path()),
            key: &hex("prozorro cancellation file", self.number),
            title: "Рішення.p7s",
            kind: kind.1,
            format: kind.2,
            date: &date,
            author: "tender_owner",
        };
        Object::new()
            .text("id", &id)
            .text("reason", "Відсутність подальшої потреби (вигадана причина)")
            .text("reasonType", "noDemand")
            .text("status", if self.is_example { "pending" } else { "active" })
            .text("date", &date)
            .text("cancellationOf", "tender")
            .list("documents", [file.write()])
    }
}
