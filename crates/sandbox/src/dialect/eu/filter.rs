//! The filters of the record search: a name alone, or at least two criteria.

use tenderlens_core::ocds::json;

use super::facts::{self, Release};
use crate::call::Call;

pub struct Filter<'a> {
    criteria: Vec<(Criterion, &'a str)>,
    recorded: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Criterion {
    Supplier,
    Buyer,
    Item,
    Year,
    ContractType,
    AwardCriteria,
    BuyerCountry,
    SupplierCountry,
}

const NAMES: &[(&str, Criterion)] = &[("supplier", Criterion::Supplier), ("buyer", Criterion::Buyer)];

/// `procedure` is the other name of `contractType`.
const CRITERIA: &[(&str, Criterion)] = &[
    ("item", Criterion::Item),
    ("year", Criterion::Year),
    ("contractType", Criterion::ContractType),
    ("procedure", Criterion::ContractType),
    ("awardCriteria", Criterion::AwardCriteria),
    ("buyerCountry", Criterion::BuyerCountry),
    ("supplierCountry", Criterion::SupplierCountry),
];

/// `None` when there are too few criteria. With a name all other criteria are ignored.
pub fn read<'a>(call: &'a Call<'_>, recorded: bool) -> Option<Filter<'a>> {
    let given = |list: &[(&str, Criterion)]| -> Vec<_> {
        list.iter().filter_map(|&(name, criterion)| Some((criterion, call.value(name)?))).collect()
    };
    let names = given(NAMES);
    if !names.is_empty() {
        return Some(Filter { criteria: names, recorded });
    }
    let criteria = given(CRITERIA);
    let mut kinds: Vec<_> = criteria.iter().map(|(criterion, _)| *criterion).collect();
    kinds.dedup();
    (kinds.len() >= 2).then_some(Filter { criteria, recorded })
}

impl Filter<'_> {
    pub fn accepts(&self, release: &Release) -> bool {
        self.criteria.iter().all(|&(criterion, wanted)| self.accepts_one(criterion, wanted, release))
    }

    /// A recording was cut by its year, and does not tell what its releases do not show.
    fn accepts_one(&self, criterion: Criterion, wanted: &str, release: &Release) -> bool {
        let name = |value: &String| value.to_lowercase().contains(&wanted.to_lowercase());
        let exact = |value: &str| value == wanted || (self.recorded && value.is_empty());
        let country = |value: &String| value.eq_ignore_ascii_case(wanted);
        match criterion {
            Criterion::Supplier => release.suppliers.iter().any(name),
            Criterion::Buyer => name(&release.buyer),
            Criterion::Item => has_item(release, wanted),
            Criterion::Year => self.recorded || release.year == wanted,
            Criterion::ContractType => exact(&release.contract_type),
            Criterion::AwardCriteria => exact(&release.award_criteria),
            Criterion::BuyerCountry => country(&release.buyer_country),
            Criterion::SupplierCountry => release.supplier_countries.iter().any(country),
        }
    }
}

/// The filter is a JSON object; scheme and number decide.
fn has_item(release: &Release, wanted: &str) -> bool {
    let Ok(object) = json::object(wanted) else { return false };
    let (scheme, number, _) = facts::classification(&object);
    release.items.iter().any(|item| item.0 == scheme && item.1 == number)
}
