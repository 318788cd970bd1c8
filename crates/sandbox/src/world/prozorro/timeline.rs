//! What happens to a tender and when.

use super::Moment;
use crate::time::{DAY, HOUR};
use crate::world::dice::Dice;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Signed,
    Cancelled,
    /// Nobody bid.
    Unsuccessful,
}

/// Seconds since 1970.
#[derive(Debug, Clone, Copy)]
pub struct Timeline {
    pub created: i64,
    pub asked: i64,
    pub answered: i64,
    pub enquiries_end: i64,
    pub bids_end: i64,
    pub auction: i64,
    pub awarded: i64,
    pub signed: i64,
    pub fate: Fate,
}

impl Timeline {
    pub fn roll(dice: &mut Dice, created: i64) -> Self {
        let enquiries_end = created + dice.between(5, 9) * DAY;
        let bids_end = enquiries_end + dice.between(7, 16) * DAY;
        let auction = bids_end + dice.between(20, 30) * HOUR;
        let awarded = auction + dice.between(3, 9) * DAY;
        let fate = match dice.below(100) {
            0..=9 => Fate::Cancelled,
            10..=17 => Fate::Unsuccessful,
            _ => Fate::Signed,
        };
        let asked = created + dice.between(8, 90) * HOUR;
        Self {
            created,
            asked,
            answered: asked + dice.between(3, 26) * HOUR,
            enquiries_end,
            bids_end,
            auction,
            awarded,
            signed: awarded + dice.between(6, 14) * DAY,
            fate,
        }
    }

    /// The state that a cancellation ends.
    fn cancelled(&self) -> i64 {
        self.enquiries_end + DAY
    }

    pub fn status(&self, now: i64) -> &'static str {
        match self.fate {
            Fate::Cancelled if now >= self.cancelled() => return "cancelled",
            Fate::Unsuccessful if now >= self.bids_end => return "unsuccessful",
            _ => {}
        }
        let ends = [
            (self.enquiries_end, "active.enquiries"),
            (self.bids_end, "active.tendering"),
            (self.auction + HOUR, "active.auction"),
            (self.awarded, "active.qualification"),
            (self.signed, "active.awarded"),
        ];
        ends.into_iter().find(|(end, _)| now < *end).map_or("complete", |(_, status)| status)
    }

    /// The last change before now.
    pub fn modified(&self, dice: &mut Dice, now: i64) -> Moment {
        let all = [
            self.created,
            self.asked,
            self.answered,
            self.enquiries_end,
            self.bids_end,
            self.auction + HOUR,
            self.awarded,
            self.signed,
        ];
        let last = match self.fate {
            Fate::Cancelled => self.cancelled(),
            Fate::Unsuccessful => self.bids_end,
            Fate::Signed => self.signed,
        };
        let happened = all.into_iter().chain([last]).filter(|at| *at <= now && *at <= last);
        let seconds = happened.max().unwrap_or(self.created);
        Moment { seconds, micros: u32::try_from(dice.between(0, 999_999)).unwrap_or_default() }
    }
}
