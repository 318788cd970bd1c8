//! The rows of a unit: what of each is its own, and what its process's.

use crate::catalog::Catalog;
use crate::set::Set;
use crate::store::rows::{Money, Rows, UNKNOWN, Unit};
use crate::time::Millis;

pub(crate) struct View<'c> {
    pub catalog: &'c Catalog,
    pub rows: &'c Rows,
    pub unit: Unit,
    /// The process of each row of the unit, where they are not the processes.
    owners: Option<Vec<u32>>,
}

impl<'c> View<'c> {
    pub fn of(catalog: &'c Catalog, unit: Unit) -> Self {
        Self { catalog, rows: &catalog.rows, unit, owners: catalog.rows.owners(unit) }
    }

    pub fn size(&self) -> usize {
        self.owners.as_ref().map_or(self.rows.len(), Vec::len)
    }

    /// The process of a row of the unit.
    pub fn row(&self, unit: u32) -> u32 {
        self.owners.as_ref().map_or(unit, |owners| owners[unit as usize])
    }

    /// The rows of the unit whose processes are in a set.
    pub fn spread(&self, rows: &Set) -> Set {
        match &self.owners {
            None => rows.clone(),
            Some(owners) => Set::of(owners.len(), |unit| rows.contains(owners[unit])),
        }
    }

    /// The rows of the unit for which it holds.
    pub fn holding(&self, mut holds: impl FnMut(u32) -> bool) -> Set {
        Set::of(self.size(), |unit| holds(unit as u32))
    }

    /// Only a list is known of its process.
    pub fn is_partial(&self, unit: u32) -> bool {
        self.rows.is_partial[self.row(unit) as usize]
    }

    pub fn value(&self, unit: u32) -> &'c Money {
        match self.unit {
            Unit::Award => &self.rows.awards.values()[unit as usize].value,
            Unit::Contract => &self.rows.contracts.values()[unit as usize].value,
            _ => &self.rows.value[self.row(unit) as usize],
        }
    }

    /// Mentions of those to whom it was awarded.
    pub fn suppliers(&self, unit: u32) -> &'c [u32] {
        match self.unit {
            Unit::Award => self.rows.award_suppliers.get(unit),
            Unit::Contract => match self.rows.contracts.values()[unit as usize].award {
                UNKNOWN => &[],
                award => self.rows.award_suppliers.get(award),
            },
            _ => self.rows.suppliers.get(self.row(unit)),
        }
    }

    pub fn status(&self, unit: u32) -> u32 {
        match self.unit {
            Unit::Award => self.rows.awards.values()[unit as usize].status,
            Unit::Contract => self.rows.contracts.values()[unit as usize].status,
            _ => self.rows.status[self.row(unit) as usize],
        }
    }

    pub fn codes(&self, unit: u32) -> &'c [u32] {
        match self.unit {
            Unit::Item => self.rows.item_codes.get(unit),
            _ => self.rows.codes.get(self.row(unit)),
        }
    }

    pub fn published(&self, unit: u32) -> Millis {
        match self.unit {
            Unit::Award => self.rows.awards.values()[unit as usize].date,
            Unit::Contract => self.rows.contracts.values()[unit as usize].signed,
            Unit::Release => self.rows.releases.values()[unit as usize].date,
            Unit::Process | Unit::Item => self.rows.published[self.row(unit) as usize],
        }
    }
}
